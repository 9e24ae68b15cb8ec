// Puts a WebAssembly program together again from what scripts/pack.mjs made
// of it: instructions in one stream, the operands of each kind in streams of
// their own. Like belongs to like, so it packs a tenth smaller than as it
// stands. Both sides read these tables.
//
// The layout: numbers as LEB128. Length and bytes of what stands before the
// code section's content, of what stands behind it, the number of functions,
// then length and bytes of each stream.

/** The streams, by what they hold. */
export const STREAM = {
  code: 0,
  locals: 1,
  block: 2,
  branch: 3,
  call: 4,
  get: 5,
  set: 6,
  load: 7,
  store: 8,
  const1: 9,
  const2: 10,
  const: 11,
  const64: 12,
  float: 13,
  other: 14,
};
export const STREAMS = 15;

// Instructions of our own, in places that WebAssembly leaves free: `i32.const`
// with an operand of two bytes, of more; an alignment other than the natural.
export const CONST_2 = 0xd8;
export const CONST_3 = 0xd9;
export const ALIGNED = 0xe0;

/** The natural alignment of `i32.load` (0x28) to `i64.store32` (0x3e). */
export const ALIGNMENT = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/** How many operands follow `0xfc n`: the saturating conversions have none. */
export const MANY = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** The stream of an instruction's only operand; undefined where it has none or several. */
export function streamOf(op) {
  if (op >= 0x02 && op <= 0x04) return STREAM.block;
  if (op === 0x0c || op === 0x0d) return STREAM.branch;
  if (op === 0x10) return STREAM.call;
  if (op === 0x20) return STREAM.get;
  if (op === 0x21 || op === 0x22) return STREAM.set;
  if (op >= 0x28 && op <= 0x35) return STREAM.load;
  if (op >= 0x36 && op <= 0x3e) return STREAM.store;
  if (op === 0x41) return STREAM.const1;
  if (op === CONST_2) return STREAM.const2;
  if (op === CONST_3) return STREAM.const;
  if (op === 0x42) return STREAM.const64;
  // Globals, tables, the memory's size, references.
  if ((op >= 0x23 && op <= 0x26) || op === 0x3f || op === 0x40 || op === 0xd0 || op === 0xd2) return STREAM.other;
  return undefined;
}

/**
 * Puts the program together, a function a step: a generator, so that who runs
 * it can let the browser breathe. The last value is the program.
 */
export function* joining(split) {
  const whole = { bytes: split, at: 0 };
  const before = part(whole);
  const behind = part(whole);
  const functions = number(whole);
  /** Where each stream is read next. */
  const next = new Uint32Array(STREAMS);
  for (let i = 0; i < STREAMS; i += 1) {
    const length = number(whole);
    next[i] = whole.at;
    whole.at += length;
  }

  const kinds = Uint8Array.from({ length: 256 }, (_, op) => streamOf(op) ?? 255);
  // Nothing gets longer than twice: an alignment is one byte.
  const out = new Uint8Array(2 * split.length);
  let at = 0;

  /** Copies one number as it is written, and gives its value. */
  const take = (kind) => {
    let from = next[kind];
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = split[from++];
      out[at++] = byte;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    next[kind] = from;
    return value;
  };
  const body = () => {
    for (let groups = take(STREAM.locals); groups > 0; groups -= 1) {
      take(STREAM.locals);
      take(STREAM.locals);
    }
    let code = next[STREAM.code];
    for (let depth = 1; depth > 0; ) {
      let op = split[code++];
      let aligned = -1;
      if (op >= ALIGNED && op < ALIGNED + 8) {
        aligned = op - ALIGNED;
        op = split[code++];
      }
      out[at++] = op === CONST_2 || op === CONST_3 ? 0x41 : op;
      if (op >= 0x28 && op <= 0x3e) out[at++] = aligned < 0 ? ALIGNMENT[op - 0x28] : aligned;
      else if (op >= 0x02 && op <= 0x04) depth += 1;
      else if (op === 0x0b) depth -= 1;
      const kind = kinds[op];
      if (kind !== 255) take(kind);
      else if (op === 0x43 || op === 0x44) {
        for (let left = op === 0x43 ? 4 : 8; left > 0; left -= 1) out[at++] = split[next[STREAM.float]++];
      } else several(op, take);
    }
    next[STREAM.code] = code;
  };

  at = numeral(out, at, functions);
  for (let i = 0; i < functions; i += 1) {
    // A body's length comes before it: room for as much as it may take.
    const start = at + 5;
    at = start;
    body();
    const length = at - start;
    const moved = numeral(out, start - 5, length);
    out.copyWithin(moved, start, at);
    at = moved + length;
    yield;
  }

  const size = new Uint8Array(5);
  const code = [before, size.subarray(0, numeral(size, 0, at)), out.subarray(0, at), behind];
  const program = new Uint8Array(code.reduce((sum, bytes) => sum + bytes.length, 0));
  let end = 0;
  for (const bytes of code) {
    program.set(bytes, end);
    end += bytes.length;
  }
  return program;
}

/** Instructions with several operands; `take` moves the next of a stream. */
export function several(op, take) {
  const { branch, other } = STREAM;
  let many = 0;
  if (op === 0x0e) {
    for (let labels = take(branch); labels >= 0; labels -= 1) take(branch);
  } else if (op === 0x11) many = 2;
  else if (op === 0x1c) many = take(other);
  else if (op === 0xfc) many = MANY[take(other)];
  for (; many > 0; many -= 1) take(other);
}

/** Writes a number behind `at`, and gives where it ends. */
export function numeral(to, at, value) {
  let [end, left] = [at, value];
  for (; left > 127; left >>>= 7) to[end++] = (left & 127) | 128;
  to[end++] = left;
  return end;
}

export function number(from) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = from.bytes[from.at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

function part(from) {
  const length = number(from);
  from.at += length;
  return from.bytes.subarray(from.at - length, from.at);
}
