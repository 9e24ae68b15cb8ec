// The sections of a WebAssembly program, and the numbers in them.
import { Broken } from '../../www/packed/form.js';

/** Each section's number, and where it starts, its content starts, and it ends. */
export function sections(wasm) {
  const from = new Numbers(wasm, 8);
  if (wasm.length < 8) throw new Broken('not a WebAssembly program');
  const all = [];
  while (from.at < wasm.length) {
    const start = from.at;
    const id = from.byte();
    const length = from.number();
    const content = from.at;
    from.at += length;
    if (from.at > wasm.length) throw new Broken('not a WebAssembly program');
    all.push({ id, start, content, end: from.at });
  }
  return all;
}

/** Reads numbers in LEB128. */
export class Numbers {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Broken('not a WebAssembly program');
    return this.bytes[this.at++];
  }

  /** Its low 32 bits: only constants have more. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}

/** A number in LEB128. */
export function numeral(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
