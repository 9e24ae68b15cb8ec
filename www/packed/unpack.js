// Unpacks a program of scripts/packed/pack.mjs while it arrives.
//
// A learned model (model.js) foretells every decision of a walk over the
// program (walk.js), which knows what is an instruction and what an operand
// (form.js); a range coder writes only what was not foretold. One walk packs
// and unpacks, so that both always agree.
//
// Layout: the numbers of HEAD, each in four bytes, the lowest first; then the
// range coder's bytes.
import { Broken } from './form.js';
import { Walk } from './walk.js';

/**
 * The program's length, what stands before the code section's length, that
 * length, the number of functions, what stands behind, how many bytes the walk
 * decides, how many packed bytes a step takes at most, and a check sum.
 */
export const HEAD = ['length', 'before', 'code', 'functions', 'behind', 'decided', 'step', 'sum'];
/** A program has no more bytes, whatever its head says: some twenty times the page's. */
export const LONGEST = 1 << 25;

/** The range coder (as in LZMA, of 31 bits): a bit costs what its probability says. */
class Reader {
  packing = false;
  bytes = new Uint8Array(0);
  at = 0;
  range = 0x7fffffff;
  code = 0;

  push(bytes) {
    const all = new Uint8Array(this.bytes.length - this.at + bytes.length);
    all.set(this.bytes.subarray(this.at));
    all.set(bytes, this.bytes.length - this.at);
    this.bytes = all;
    this.at = 0;
  }

  /** Behind the end there are zeros. */
  byte() {
    const { bytes, at } = this;
    this.at = at + 1;
    return at < bytes.length ? bytes[at] : 0;
  }

  /** `one`: how likely a one is, of 32,768; neither none nor all. */
  bit(one) {
    const bound = (this.range >>> 15) * one;
    let bit = 1;
    if (this.code < bound) this.range = bound;
    else {
      bit = 0;
      this.code -= bound;
      this.range -= bound;
    }
    while (this.range < 0x800000) {
      this.range <<= 8;
      this.code = (this.code << 8) | this.byte();
    }
    return bit;
  }
}

export const [MORE, HUNGRY, DONE] = [0, 1, 2];

export class Unpacking {
  reader = new Reader();
  head;
  walk;

  /** More of the packed program has arrived. */
  push(bytes) {
    this.reader.push(bytes);
  }

  /**
   * Unpacks the next piece, less than a millisecond of work: MORE is to do,
   * HUNGRY for more bytes, DONE. `all`: every byte has arrived. Throws where
   * these are not the bytes of a pack; it comes to that in the end whatever
   * they are, with no more than LONGEST bytes unpacked before.
   */
  step(all) {
    const { reader } = this;
    const ahead = reader.bytes.length - reader.at;
    if (!all && ahead < (this.walk ? this.head.step : 4 * HEAD.length + 4)) return HUNGRY;
    if (!this.walk) {
      this.begin();
      return MORE;
    }
    const { done } = this.walk.steps.next();
    // Whole packs are read to their last byte and no further.
    if (reader.at > reader.bytes.length || this.walk.model.at > this.head.decided) throw new Broken();
    if (!done) return MORE;
    if (this.walk.length !== this.head.length || sum(this.walk.out) !== this.head.sum) throw new Broken();
    return DONE;
  }

  begin() {
    const { reader } = this;
    const number = () => reader.byte() + 256 * (reader.byte() + 256 * (reader.byte() + 256 * reader.byte()));
    this.head = Object.fromEntries(HEAD.map((name) => [name, number()]));
    const { length, before, behind, functions, decided } = this.head;
    if (Math.max(length, before, behind, functions) > LONGEST || decided > 2 * LONGEST) throw new Broken();
    for (let i = 0; i < 4; i++) reader.code = (reader.code << 8) | reader.byte();
    this.walk = new Walk(reader, this.head, new Uint8Array(decided));
  }

  /** The program, once it is whole. */
  program() {
    return this.walk.out;
  }
}

/** FNV-1a. */
export function sum(bytes) {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}
