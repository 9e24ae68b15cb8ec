// The walk over a program, the same when packing and unpacking: of each
// function first the instructions, then their operands, which are easier to
// foretell when the instructions around them are known.
import { ALIGNED, Broken, KIND, KINDS, alignment, closes, opens, operands } from './form.js';
import { Model, hash } from './model.js';
import { NOTHING, Tree } from './tree.js';

/** Numbers have a tree for each of their first bytes. */
const PLACES = 4;
/** An instruction has a tree of its own after a frequent one. */
export const AFTER = KIND.Tree * PLACES;
/** The last one is for the lengths of the others. */
export const DESCRIBED = AFTER + 256;
const TREES = DESCRIBED + 1;
/** Codes longer than this do not occur: it would take more bytes than a program has. Five decisions tell them. */
const LONGEST = 31;
/** The weights: 256 sets for each kind of bytes; those for later bytes of numbers. */
const LATER = KINDS * 256;
/** So many instructions, or bytes of data, are a step. */
const PIECE = 512;

export class Walk {
  /** `head`: what stands at the start of a pack. `past`: see Model. */
  constructor(coder, head, past) {
    this.coder = coder;
    this.head = head;
    this.model = new Model(past);
    const none = new Tree(new Uint8Array(256));
    this.trees = Array.from({ length: TREES }, () => none);
    this.trees[DESCRIBED] = new Tree(new Uint8Array(256).fill(5, 0, LONGEST + 1));
    /** How often which byte came, by tree. */
    this.often = Array.from({ length: TREES }, () => new Int32Array(256));
    /** The program, as far as it is. */
    this.out = new Uint8Array(head.length);
    this.length = 0;
    /** The last eight instructions, and those of the function, with room before and behind. */
    this.ops = 0;
    this.earlier = 0;
    this.code = [];
    this.next = 0;
    /** How many blocks are open. */
    this.depth = 0;
    /** The last number of each kind, the last of all, and the locals used last, each once. */
    this.last = new Int32Array(KINDS);
    this.latest = 0;
    this.local = 0;
    this.other = 0;
    /** The highest local that was set: compilers number them as they come. */
    this.highest = 0;
    /** The last constant that may be an address: what a function speaks of lies side by side. */
    this.address = 0;
    this.functions = 0;
    this.word = 0;
    this.steps = this.all();
  }

  /** Every byte in every tree, for a first look. */
  flat() {
    this.trees.fill(new Tree(new Uint8Array(256).fill(8)));
  }

  /** The whole walk, in steps of less than a millisecond. */
  *all() {
    const { head } = this;
    for (let tree = 0; tree < DESCRIBED; tree++) {
      this.tree(tree);
      yield;
    }
    yield* this.plain(KIND.Section, head.before);
    this.numeral(head.code);
    this.numeral(head.functions);
    for (let left = head.functions; left > 0; left--) yield* this.body();
    yield* this.plain(KIND.Data, head.behind);
  }

  *plain(kind, count) {
    this.word = 0;
    for (let done = 0; done < count; done += PIECE) {
      this.some(kind, done, Math.min(PIECE, count - done));
      yield;
    }
  }

  *body() {
    this.begin();
    while (this.instructions()) yield;
    yield;
    const start = this.length;
    for (let left = this.number(KIND.Locals, 0); left > 0; left--) {
      this.number(KIND.Locals, 1);
      this.number(KIND.Locals, 2);
    }
    while (this.withOperands()) yield;
    const length = this.length - start;
    this.length = start;
    const body = this.out.slice(start, start + length);
    this.numeral(length);
    this.within(length);
    this.out.set(body, this.length);
    this.length += length;
    yield;
  }

  byte(kind, tree, selected, around) {
    const byte = this.model.byte(this.coder, this.trees[tree], kind, selected, around);
    this.often[tree][byte] += 1;
    return byte;
  }

  put(byte) {
    this.within(1);
    this.out[this.length++] = byte;
  }

  numeral(value) {
    for (; value > 127; value >>>= 7) this.put((value & 127) | 128);
    this.put(value);
  }

  within(more) {
    if (this.length + more > this.out.length) throw new Broken();
  }

  /** One of the trees. */
  tree(tree) {
    const lengths = new Uint8Array(256);
    if (this.lengthOf(tree, 0, 0, 0) > 0) {
      let a = 0;
      let b = 0;
      for (let byte = 0; byte < 256; byte++) {
        const length = Math.min(this.lengthOf(tree, byte, a, b), LONGEST);
        lengths[byte] = length;
        b = a;
        a = length;
      }
    }
    this.trees[tree] = new Tree(lengths);
  }

  lengthOf(tree, byte, a, b) {
    const { contexts } = this.model;
    contexts[0] = a;
    contexts[1] = hash(a, b + 1);
    contexts[2] = hash(byte, 2);
    return this.byte(KIND.Tree, DESCRIBED, KIND.Tree * 256, 0);
  }

  /** Some bytes that are no code. */
  some(kind, done, count) {
    const { contexts, past } = this.model;
    const selected = kind * 256;
    for (let i = done; i < done + count; i++) {
      const { at } = this.model;
      const near = at < 4 ? 0 : past[at - 1] | (past[at - 2] << 8) | (past[at - 3] << 16) | (past[at - 4] << 24);
      const [a, d, h] = [near & 255, near >>> 24, at < 8 ? 0 : past[at - 8]];
      const letter = a > 127 || ((a | 32) > 96 && (a | 32) < 123);
      this.word = letter ? hash(this.word, a) : 0;
      contexts[0] = hash(kind, near & 0xffff);
      contexts[1] = hash(kind + 32, this.word);
      contexts[2] = hash(kind + 64, d | (h << 8) | ((i & 3) << 16));
      this.put(this.byte(kind, kind * PLACES, selected + (letter ? (a > 127 ? 4 : 5) : a === 32 ? 6 : at & 3), d));
    }
  }

  /** Bytes among the operands. */
  bytes(count) {
    this.word = 0;
    this.some(KIND.Float, 0, count);
  }

  /** Begins a function. */
  begin() {
    this.ops = 0xff;
    this.earlier = 0;
    this.functions += 1;
    this.local = 0;
    this.other = 1;
    this.highest = 0;
    this.depth = 1;
    this.code = [0xff, 0xff, 0xff];
  }

  /** Some of the function's instructions; whether there are more. */
  instructions() {
    for (let left = PIECE; left > 0; left--) {
      const op = this.instruction();
      this.code.push(op);
      this.within(this.code.length - 3);
      if (this.depth === 0) {
        this.code.push(0, 0, 0);
        this.next = 3;
        return false;
      }
    }
    return true;
  }

  instruction() {
    const { contexts } = this.model;
    const { ops, earlier } = this;
    contexts[0] = ops & 0xffff;
    contexts[1] = hash(ops, 1);
    contexts[2] = hash(hash(ops, earlier), 2);
    const after = AFTER + (ops & 255);
    const op = this.byte(KIND.Code, this.trees[after].only === NOTHING ? 0 : after, ops & 255, (ops >>> 24) | ((earlier & 0xffffff) << 8));
    if (opens(op)) this.depth += 1;
    else if (closes(op)) this.depth -= 1;
    this.earlier = (earlier << 8) | (ops >>> 24);
    this.ops = (ops << 8) | op;
    return op;
  }

  /** Some instructions with their operands; whether there are more. */
  withOperands() {
    for (let left = PIECE; left > 0; left--) {
      if (this.next >= this.code.length - 3) return false;
      let op = this.code[this.next++];
      let aligned = alignment(op);
      if (op >= ALIGNED && op < ALIGNED + 8) {
        aligned = op - ALIGNED;
        op = this.code[this.next++];
      }
      this.put(op);
      if (alignment(op) !== undefined) this.put(aligned);
      operands(this, op);
    }
    return true;
  }

  number(kind, op) {
    const { contexts } = this.model;
    const { code, next, local, other, latest } = this;
    const [further, before, after, later] = [code[next - 3], code[next - 2], code[next], code[next + 1]];
    const last = this.last[kind];
    // What says most of the first byte.
    const beside = kind === KIND.Get || kind === KIND.Const ? after : kind === KIND.Load || kind === KIND.Store ? op : before;
    let value = 0;
    let bytes = 0;
    let place = 0;
    for (;;) {
      const key = hash(hash(kind * 8 + (place < 7 ? place : 7), op), bytes);
      // The same in this function alone.
      const here = hash(key, this.functions);
      const around = hash(key, (after | (later << 8) | (before << 16)) + 5);
      const again = hash(key, last);
      const locals = hash(hash(key, hash(local, other)), hash(after, before));
      contexts[0] = key;
      contexts[1] = around;
      switch (kind) {
        case KIND.Get:
          contexts[1] = locals;
          contexts[2] = hash(here, hash(after, later));
          break;
        case KIND.Set:
          contexts[0] = hash(key, this.highest);
          contexts[1] = locals;
          contexts[2] = again;
          break;
        case KIND.Call:
          contexts[0] = again;
          contexts[2] = hash(here, hash(hash(before, further), after));
          break;
        case KIND.Load:
          contexts[0] = again;
          contexts[2] = hash(here, hash(local, latest));
          break;
        case KIND.Store:
          contexts[0] = again;
          contexts[2] = hash(here, after);
          break;
        case KIND.Const:
          if (place === 0) contexts[0] = hash(key, hash(last, hash(after, before)));
          else contexts[1] = hash(kind * 8 + place, this.address >> (7 * place));
          contexts[2] = hash(here, hash(local, after));
          break;
        case KIND.Const64:
          contexts[2] = hash(hash(key, after), hash(last, before));
          break;
        default:
          contexts[2] = again;
      }
      const tree = kind * PLACES + (place < PLACES ? place : PLACES - 1);
      const selected = place > 0 ? LATER + tree : kind * 256 + beside;
      const byte = this.byte(kind, tree, selected, around);
      this.put(byte);
      if (place < 5) value |= (byte & 127) << (7 * place);
      bytes = (bytes << 8) | byte;
      place += 1;
      if (byte < 128) break;
      if (place === 10) throw new Broken();
    }
    this.last[kind] = value;
    this.latest = value;
    if (kind === KIND.Get || kind === KIND.Set) this.used(value);
    if (kind === KIND.Set && value > this.highest) this.highest = value;
    if (kind === KIND.Const && place > 3 && value > 0) this.address = value;
    return value >>> 0;
  }

  used(value) {
    if (value === this.local) return;
    this.other = this.local;
    this.local = value;
  }
}
