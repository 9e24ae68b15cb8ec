// The packing side of www/packed: sorts a program as the walk goes, walks
// twice, and unpacks what came of it.
import { ALIGNED, Broken, CODE_SECTION, alignment, operands } from '../../www/packed/form.js';
import { HEAD, MORE, DONE, Unpacking, sum } from '../../www/packed/unpack.js';
import { AFTER, DESCRIBED, Walk } from '../../www/packed/walk.js';
import { Numbers, sections } from './sections.mjs';

/** So many instructions follow another before they have a tree of their own. */
const FREQUENT = 1000;

/**
 * The packed program. Throws where it has no code, or does not come back byte
 * for byte: an instruction that form.js does not know, a number written longer
 * than it must be.
 */
export function pack(wasm) {
  const program = bare(wasm);
  const { past, head } = sorted(program);

  // A first look says which trees are worth having: they stand before the rest.
  const looking = new Walk(new Looking(), { ...head }, past);
  looking.flat();
  const steps = looking.steps;
  looking.tree = () => {};
  while (!steps.next().done);
  const often = looking.often.slice(0, DESCRIBED);
  for (const after of often.slice(AFTER)) {
    if (after.reduce((sum, count) => sum + count, 0) >= FREQUENT) continue;
    after.forEach((count, op) => (often[0][op] += count));
    after.fill(0);
  }
  const trees = often.flatMap(described);

  const all = Uint8Array.from([...trees, ...past]);
  head.decided = all.length;
  const writer = new Writer();
  const writing = new Walk(writer, head, all);
  let before = 0;
  while (!writing.steps.next().done) {
    head.step = Math.max(head.step, writer.bytes.length - before);
    before = writer.bytes.length;
  }
  // The reader is at most this much further than the writer was.
  head.step += 64;
  const packed = Uint8Array.from([...HEAD.flatMap((name) => four(head[name])), ...writer.finish()]);
  if (!same(unpack(packed), program)) throw new Broken('the program does not come back');
  return packed;
}

export function unpack(packed, piece = packed.length) {
  const unpacking = new Unpacking();
  let at = 0;
  for (;;) {
    const step = unpacking.step(at >= packed.length);
    if (step === DONE) return unpacking.program();
    if (step === MORE) continue;
    unpacking.push(packed.subarray(at, at + piece));
    at += piece;
  }
}

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const four = (number) => [number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24];

/** Writes nothing: for a first look at what there is. */
class Looking {
  packing = true;

  bit(_one, bit) {
    return bit;
  }
}

/** The other side of Reader. */
class Writer {
  packing = true;
  bytes = [];
  low = 0;
  range = 0x7fffffff;

  bit(one, bit) {
    const bound = (this.range >>> 15) * one;
    if (bit === 1) this.range = bound;
    else {
      this.low += bound;
      this.range -= bound;
    }
    while (this.range < 0x800000) {
      this.range *= 256;
      this.shift();
    }
    return bit;
  }

  /** The highest eight of 32 bits leave; a carry goes to those that have left. */
  shift() {
    if (this.low >= 2 ** 32) {
      let at = this.bytes.length - 1;
      while (this.bytes[at] === 255) this.bytes[at--] = 0;
      this.bytes[at] += 1;
      this.low -= 2 ** 32;
    }
    this.bytes.push(Math.floor(this.low / 2 ** 24));
    this.low = (this.low % 2 ** 24) * 256;
  }

  finish() {
    for (let i = 0; i < 4; i++) this.shift();
    return this.bytes;
  }
}

/** The program without the sections that only tools read: names, producers. */
function bare(wasm) {
  const kept = sections(wasm).filter(({ id }) => id !== 0);
  return Buffer.concat([wasm.subarray(0, 8), ...kept.map(({ start, end }) => wasm.subarray(start, end))]);
}

/** All bytes in the order of the walk. */
function sorted(wasm) {
  const code = sections(wasm).find(({ id }) => id === CODE_SECTION);
  if (!code) throw new Broken('a program without code');
  const from = new Numbers(wasm, code.content);
  const functions = from.number();
  const past = [...wasm.subarray(0, code.start + 1)];
  for (let left = functions; left > 0; left--) {
    const last = from.number() + from.at;
    for (const part of body(wasm, from.at, last)) for (const byte of part) past.push(byte);
    from.at = last;
  }
  const behind = wasm.subarray(code.end);
  for (const byte of behind) past.push(byte);
  const head = {
    length: wasm.length,
    before: code.start + 1,
    code: code.end - code.content,
    functions,
    behind: behind.length,
    decided: past.length,
    step: 0,
    sum: sum(wasm),
  };
  return { past: Uint8Array.from(past), head };
}

/** The instructions and the operands of a function. */
function body(wasm, start, last) {
  const from = new Numbers(wasm, start);
  const taken = [];
  const of = {
    number() {
      const at = from.at;
      const value = from.number();
      for (let i = at; i < from.at; i++) taken.push(wasm[i]);
      return value;
    },
    bytes(count) {
      for (let left = count; left > 0; left--) taken.push(from.byte());
    },
  };
  for (let left = of.number(); left > 0; left--) {
    of.number();
    of.number();
  }
  const code = [];
  while (from.at < last) {
    const op = from.byte();
    const natural = alignment(op);
    if (natural !== undefined) {
      const given = from.byte();
      if (given > 7) throw new Broken('an alignment that is none');
      if (given !== natural) code.push(ALIGNED + given);
    }
    code.push(op);
    operands(of, op);
  }
  return [code, taken];
}

/** A tree for bytes that came so often, as `Walk.tree` reads it. */
function described(often) {
  const groups = [...often].flatMap((count, byte) => (count > 0 ? [{ count, bytes: [byte] }] : []));
  if (groups.length === 0) return [0];
  const lengths = new Array(256).fill(0);
  if (groups.length === 1) lengths[groups[0].bytes[0]] = 1;
  while (groups.length > 1) {
    groups.sort((a, b) => b.count - a.count);
    const [a, b] = [groups.pop(), groups.pop()];
    const bytes = [...a.bytes, ...b.bytes];
    for (const byte of bytes) lengths[byte] += 1;
    groups.push({ count: a.count + b.count, bytes });
  }
  return [1, ...lengths];
}
