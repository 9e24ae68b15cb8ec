// The form of WebAssembly's code: which operands follow which instruction.

/** What a byte is part of; the trees and what the model learns are apart. */
export const KIND = Object.freeze({
  Code: 0,
  Block: 1,
  Branch: 2,
  Call: 3,
  Label: 4,
  Get: 5,
  Set: 6,
  Load: 7,
  Store: 8,
  Const: 9,
  Labels: 10,
  Const64: 11,
  Index: 12,
  Locals: 13,
  Other: 14,
  Float: 15,
  Data: 16,
  Section: 17,
  /** The lengths of the trees, before everything else. */
  Tree: 18,
});
export const KINDS = 19;

/**
 * An instruction of our own, in a place that WebAssembly leaves free: the
 * alignment of the next is not its natural one but this.
 */
export const ALIGNED = 0xe0;

/** The section of the code. */
export const CODE_SECTION = 10;

/** The natural alignment of `i32.load` (0x28) to `i64.store32` (0x3e). */
const ALIGNMENT = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/** How many operands follow `0xfc n`: the saturating conversions have none. */
const MANY = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** These are not the bytes that were packed, or no program that can be. */
export class Broken extends Error {}

/** The natural alignment, of what has one. */
export const alignment = (op) => ALIGNMENT[op - 0x28];
export const opens = (op) => op >= 0x02 && op <= 0x04;
export const closes = (op) => op === 0x0b;

/**
 * Takes an instruction's operands, one after the other: `of.number(kind, op)`
 * takes one in LEB128 and gives its value, `of.bytes(count)` bytes as they are.
 */
export function operands(of, op) {
  if (op >= 0x45 && op <= 0xc4) return;
  if (op >= 0x28 && op <= 0x3e) {
    of.number(op < 0x36 ? KIND.Load : KIND.Store, op);
    return;
  }
  switch (op) {
    case 0x00:
    case 0x01:
    case 0x05:
    case 0x0b:
    case 0x0f:
    case 0x1a:
    case 0x1b:
    case 0xd1:
      break;
    case 0x02:
    case 0x03:
    case 0x04:
      of.number(KIND.Block, op);
      break;
    case 0x0c:
    case 0x0d:
      of.number(KIND.Branch, op);
      break;
    case 0x0e:
      for (let left = of.number(KIND.Labels, op); left >= 0; left--) of.number(KIND.Label, op);
      break;
    case 0x10:
      of.number(KIND.Call, op);
      break;
    case 0x11:
      of.number(KIND.Index, op);
      of.number(KIND.Index, op);
      break;
    case 0x1c:
      for (let left = of.number(KIND.Other, op); left > 0; left--) of.number(KIND.Other, op);
      break;
    case 0x20:
      of.number(KIND.Get, op);
      break;
    case 0x21:
    case 0x22:
      of.number(KIND.Set, op);
      break;
    case 0x23:
    case 0x24:
    case 0x25:
    case 0x26:
      of.number(KIND.Index, op);
      break;
    case 0x3f:
    case 0x40:
    case 0xd0:
    case 0xd2:
      of.number(KIND.Other, op);
      break;
    case 0x41:
      of.number(KIND.Const, op);
      break;
    case 0x42:
      of.number(KIND.Const64, op);
      break;
    case 0x43:
      of.bytes(4);
      break;
    case 0x44:
      of.bytes(8);
      break;
    case 0xfc: {
      const which = of.number(KIND.Other, op);
      if (!(which < MANY.length)) throw new Broken();
      for (let left = MANY[which]; left > 0; left--) of.number(KIND.Other, op);
      break;
    }
    default:
      throw new Broken();
  }
}
