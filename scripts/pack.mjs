// Sorts a WebAssembly program into streams of like things, which pack smaller
// (www/streams.js says how and puts it together again), and packs it.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { ALIGNED, ALIGNMENT, CONST_2, CONST_3, MANY, STREAM, STREAMS, joining, number, numeral, several, streamOf } from '../www/streams.js';

const CODE_SECTION = 10;

/** Leaves `path`.xz in place of the program at `path`. */
export function pack(path) {
  writeFileSync(path, split(stripped(new Uint8Array(readFileSync(path)))));
  execFileSync('python3', ['scripts/pack.py', path], { stdio: 'inherit' });
}

/** The program without the sections that only tools read: names, producers. */
function stripped(wasm) {
  const kept = [...wasm.subarray(0, 8)];
  const from = { bytes: wasm, at: 8 };
  while (from.at < wasm.length) {
    const start = from.at;
    const id = wasm[from.at++];
    const length = number(from);
    from.at += length;
    if (id !== 0) for (let i = start; i < from.at; i += 1) kept.push(wasm[i]);
  }
  return Uint8Array.from(kept);
}

/** The same program, split; throws where it would not come back byte for byte. */
function split(wasm) {
  const { start, content, end } = codeSection(wasm);
  const from = { bytes: wasm, at: content };
  const streams = Array.from({ length: STREAMS }, () => []);
  const functions = number(from);
  for (let i = 0; i < functions; i += 1) {
    const length = number(from);
    const last = from.at + length;
    body(from, last, streams);
    if (from.at !== last) throw new Error(`function ${i} ends at ${from.at}, not at ${last}`);
  }

  const out = [];
  part(out, wasm.subarray(0, start));
  part(out, wasm.subarray(end));
  numeral(out, out.length, functions);
  for (const stream of streams) part(out, stream);
  const sorted = Uint8Array.from(out);
  if (!Buffer.from(join(sorted)).equals(Buffer.from(wasm))) throw new Error('the program does not come back from its streams');
  return sorted;
}

function join(sorted) {
  const steps = joining(sorted);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Where the code section's length stands, its content begins and ends. */
function codeSection(wasm) {
  const from = { bytes: wasm, at: 8 };
  while (from.at < wasm.length) {
    const id = wasm[from.at++];
    const start = from.at;
    const length = number(from);
    if (id === CODE_SECTION) return { start, content: from.at, end: from.at + length };
    from.at += length;
  }
  throw new Error('no code section');
}

function body(from, last, streams) {
  const code = streams[STREAM.code];
  const take = (kind) => {
    const start = from.at;
    const value = number(from);
    for (let i = start; i < from.at; i += 1) streams[kind].push(from.bytes[i]);
    return value;
  };
  for (let groups = take(STREAM.locals); groups > 0; groups -= 1) {
    take(STREAM.locals);
    take(STREAM.locals);
  }
  while (from.at < last) {
    let op = from.bytes[from.at++];
    if (op === 0x41) {
      const length = digits(from);
      if (length > 1) op = length === 2 ? CONST_2 : CONST_3;
    }
    const alignment = ALIGNMENT[op - 0x28];
    if (alignment !== undefined) {
      const given = from.bytes[from.at++];
      if (given > 7) throw new Error(`an alignment of ${given}`);
      if (given !== alignment) code.push(ALIGNED + given);
    }
    code.push(op);
    const kind = streamOf(op);
    if (kind !== undefined) take(kind);
    else if (op === 0x43 || op === 0x44) {
      for (let left = op === 0x43 ? 4 : 8; left > 0; left -= 1) streams[STREAM.float].push(from.bytes[from.at++]);
    } else {
      known(op, from);
      several(op, take);
    }
  }
}

/** Another instruction may have operands that nobody here knows of. */
function known(op, from) {
  const plain = op <= 0xc4 || op === 0xd1 || op === CONST_2 || op === CONST_3;
  if (!plain && !(op === 0xfc && from.bytes[from.at] < MANY.length)) {
    throw new Error(`an unknown instruction 0x${op.toString(16)} ${from.bytes[from.at]}`);
  }
}

/** How many bytes the number that comes is written in. */
function digits(from) {
  let length = 1;
  while (from.bytes[from.at + length - 1] > 127) length += 1;
  return length;
}

function part(to, bytes) {
  numeral(to, to.length, bytes.length);
  for (const byte of bytes) to.push(byte);
}
