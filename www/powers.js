// The tables that Rust reads decimal fractions by (`core::num::dec2flt`): the
// program comes without them, for they are quicker computed than downloaded.
// scripts/slim.mjs finds in the program what this computes, or fails.
const [LEAST, MOST] = [-342, 308];

/** Each table as the program has it. */
export const tables = () => [powers(), digits()];

/** The powers of five, the first 128 bits of each, after Eisel and Lemire: 10 KB that no packer can shorten. */
function powers() {
  const table = new DataView(new ArrayBuffer((MOST - LEAST + 1) * 16));
  for (let power = LEAST; power <= MOST; power++) {
    let bits = 5n ** BigInt(Math.abs(power));
    if (power < 0) {
      const size = BigInt(length(bits));
      // Rounded up, as negative powers are.
      bits = (1n << (power < -27 ? 2n * size + 128n : size + 127n)) / bits + 1n;
    }
    const shift = BigInt(128 - length(bits));
    bits = shift < 0n ? bits >> -shift : bits << shift;
    table.setBigUint64((power - LEAST) * 16, bits >> 64n, true);
    table.setBigUint64((power - LEAST) * 16 + 8, bits & 0xffffffffffffffffn, true);
  }
  return new Uint8Array(table.buffer);
}

const length = (bits) => bits.toString(2).length;

/** Those from 5 to 5 to the 60th in decimal, a byte a digit: what a shift to the left brings in front. */
function digits() {
  let all = '';
  for (let power = 1n; power <= 60n; power++) all += 5n ** power;
  return Uint8Array.from(all);
}
