// Huffman trees: a frequent byte is few decisions, so that it is unpacked
// fast; what the decisions cost is the business of the model.

/** What a tree has that no byte is in. */
export const NOTHING = 256;

/** The canonical tree for how long the code of each byte is (0: it does not occur). */
export class Tree {
  constructor(lengths) {
    /** Where a decision leads: to another (its place), or to a byte (its complement). */
    this.next = new Int16Array(1024);
    /** The decisions that lead to a byte, as bits, and how many. */
    this.codes = new Int32Array(256);
    this.lengths = lengths;
    const order = [...lengths.keys()].filter((byte) => lengths[byte] > 0);
    // Shorter codes first, then smaller bytes: the sort is stable.
    order.sort((a, b) => lengths[a] - lengths[b]);
    /** The only byte there is: nothing to decide; else -1. */
    this.only = order.length < 2 ? (order[0] ?? NOTHING) : -1;
    let code = 0;
    let before = 0;
    let nodes = 1;
    for (const byte of order) {
      const length = lengths[byte];
      code <<= length - before;
      before = length;
      this.codes[byte] = code;
      let node = 0;
      for (let left = length - 1; left >= 0; left--) {
        const at = 2 * node + ((code >> left) & 1);
        if (left === 0) this.next[at] = ~byte;
        else {
          if (this.next[at] <= 0) this.next[at] = nodes < 511 ? nodes++ : 511;
          node = this.next[at];
        }
      }
      code = (code + 1) | 0;
    }
  }
}
