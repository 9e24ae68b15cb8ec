// The model: how likely the next decision is, from what came in the same
// contexts before (context mixing, as in Mahoney's lpaq).
//
// Each of three contexts has a probability and how often it was seen. These, and
// what followed where the last bytes stood before, are mixed in the logistic
// domain by weights that learn: the sum of two sets, one chosen by what stands
// there, the other by how much is known of it. Arithmetic is that of IEEE 754
// alone (no `Math.exp`), so that every machine predicts the same.

const CONTEXTS = 3;
/** They, what a match expects, and a constant. */
const INPUTS = CONTEXTS + 2;
/** Groups of a mark and the seven nodes of three decisions. */
const GROUPS = 1 << 19;
/** Where bytes stood before, by a hash of three. */
const PLACES = 1 << 18;
const SELECTED = 5120;
const NODES = 16;
const NO_MATCH = 15;
/** Kinds of bytes, rounded up. */
const KINDS = 32;
/** Length of the match (or none), how many contexts were seen, node in the group. */
const KNOWN = 16 * 8 * 8;
/** What the weights are at first, and how fast they learn. */
const WEIGHT = 0.15;
const LEARNING = 0.0055;
/** No tree is as deep. */
const DEEPEST = 40;
/** A match has so many bytes. */
const MINIMUM = 3;
/** Twelve bits of probability and four of how often: half, never. */
const UNSEEN = 0x8000;
/** Seen so often, an age counts no further: what was long ago fades. */
const OLDEST = 10;
/** How far a probability is believed that was seen so often. */
const TRUST = Float64Array.of(0, 0.68, 0.86, 0.95, 0.99, 1, 1.04, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08);

/** One for an age above zero. */
const SEEN = Int32Array.from({ length: 16 }, (_, age) => (age > 0 ? 1 : 0));

export class Model {
  /** `past`: room for all bytes; when packing, they are in it already. */
  constructor(past) {
    this.past = past;
    this.at = 0;
    this.groups = new Uint16Array(8 * GROUPS).fill(UNSEEN);
    this.weights = new Float32Array(SELECTED * NODES * INPUTS).fill(WEIGHT);
    this.known = new Float32Array(KINDS * KNOWN * INPUTS).fill(WEIGHT);
    /** Right guesses of the match, by its kind and length. */
    this.guesses = new Uint16Array(512).fill(0xc000);
    this.squash = Float32Array.from({ length: 4096 }, (_, i) => 1 / (1 + exp((2048 - i) / 256)));
    this.stretch = stretched(this.squash);
    this.rate = Int32Array.from({ length: 16 }, (_, age) => Math.trunc(6_553_600 / (100 * age + 115)));
    this.places = new Int32Array(PLACES);
    this.matched = 0;
    this.length = 0;
    this.contexts = new Int32Array(CONTEXTS);
  }

  /**
   * Packs or unpacks one byte of a kind, in the contexts that `contexts` holds:
   * by a tree, with the weights `selected` (below SELECTED). `around` is what a
   * match must have around it.
   */
  byte(coder, tree, kind, selected, around) {
    this.look(around);
    let byte = tree.only;
    if (byte < 0) byte = this.decide(coder, tree, kind, selected);
    this.past[this.at] = byte;
    this.at += 1;
    if (this.length > 0 && this.past[this.matched] === byte) {
      this.length += 1;
      this.matched += 1;
    } else {
      this.length = 0;
    }
    return byte;
  }

  /** The decisions of one byte. What is done for each context is written out: loops took half as long again. */
  decide(coder, tree, kind, selected) {
    const { past, groups, weights, known, contexts, stretch, squash, guesses, rate } = this;
    const { next, codes, lengths } = tree;
    const { packing } = coder;
    const given = packing ? past[this.at] : 0;
    const code = codes[given];
    const codeLength = lengths[given];
    const match = this.length > 0 ? past[this.matched] : 0;
    const guess = codes[match];
    let guessed = this.length > 0 ? lengths[match] : 0;
    const matchClass = classOf(this.length);
    const guessAt = kind * 16 + matchClass;
    let at = 0;
    let path = 1;
    let depth = 0;
    let node = 1;
    let [f0, f1, f2] = [0, 0, 0];
    for (;;) {
      if (node === 1) {
        f0 = this.group(hash(contexts[0], path + (0 << 20)));
        f1 = this.group(hash(contexts[1], path + (1 << 20)));
        f2 = this.group(hash(contexts[2], path + (2 << 20)));
      }
      const n0 = f0 + node;
      const n1 = f1 + node;
      const n2 = f2 + node;
      const s0 = groups[n0];
      const s1 = groups[n1];
      const s2 = groups[n2];
      const x0 = stretch[s0 >> 4] * TRUST[s0 & 15];
      const x1 = stretch[s1 >> 4] * TRUST[s1 & 15];
      const x2 = stretch[s2 >> 4] * TRUST[s2 & 15];
      const count = SEEN[s0 & 15] + SEEN[s1 & 15] + SEEN[s2 & 15];
      let expected = 0;
      let x3 = 0;
      let length = NO_MATCH;
      if (guessed > 0) {
        length = matchClass;
        expected = (guess >> (guessed - 1 - depth)) & 1;
        const sure = stretch[guesses[guessAt] >> 4];
        x3 = expected === 1 ? sure : -sure;
      }

      const w = INPUTS * (selected * NODES + (path < NODES ? path : NODES - 1));
      const k = INPUTS * (kind * KNOWN + ((length * 8 + count) * 8 + node));
      const sum =
        (weights[w] + known[k]) * x0 +
        (weights[w + 1] + known[k + 1]) * x1 +
        (weights[w + 2] + known[k + 2]) * x2 +
        (weights[w + 3] + known[k + 3]) * x3 +
        (weights[w + 4] + known[k + 4]);
      const place = (sum * 256 + 2048) | 0;
      const one = squash[place < 0 ? 0 : place > 4095 ? 4095 : place];
      const told = packing ? (code >> (codeLength - 1 - depth)) & 1 : 0;
      const bit = coder.bit(((one * 32736) | 0) + 16, told);

      const error = (bit - one) * LEARNING;
      weights[w] += error * x0;
      weights[w + 1] += error * x1;
      weights[w + 2] += error * x2;
      weights[w + 3] += error * x3;
      weights[w + 4] += error;
      known[k] += error * x0;
      known[k + 1] += error * x1;
      known[k + 2] += error * x2;
      known[k + 3] += error * x3;
      known[k + 4] += error;
      groups[n0] = learnt(rate, s0, bit);
      groups[n1] = learnt(rate, s1, bit);
      groups[n2] = learnt(rate, s2, bit);
      if (guessed > 0) {
        const before = guesses[guessAt];
        const right = expected === bit;
        guesses[guessAt] = right ? before + ((65535 - before) >> 6) : before - (before >> 6);
        if (!right || depth + 1 === guessed) guessed = 0;
      }
      at = next[2 * at + bit];
      if (at < 0) return ~at;
      // Not in a tree of ours.
      if (depth === DEEPEST) return 0;
      path = (path << 1) | bit;
      depth += 1;
      node = node > 3 ? 1 : (node << 1) | bit;
    }
  }

  /** Where a context's group is: at its place or beside it; else it takes the one seen less. */
  group(key) {
    const { groups } = this;
    const here = (key & (GROUPS - 1)) << 3;
    const mark = key >>> 16;
    if (groups[here] === mark) return here;
    const beside = here ^ 8;
    if (groups[beside] === mark) return beside;
    const taken = (groups[here + 1] & 15) <= (groups[beside + 1] & 15) ? here : beside;
    groups[taken] = mark;
    for (let i = 1; i < 8; i++) groups[taken + i] = UNSEEN;
    return taken;
  }

  /**
   * Looks for a match where none goes on: where the last bytes stood last in
   * the same surroundings.
   */
  look(around) {
    const { past, at } = this;
    const last = at < 3 ? 0 : past[at - 1] | (past[at - 2] << 8) | (past[at - 3] << 16);
    const place = hash(last, around) >>> 14;
    if (this.length === 0) {
      const before = this.places[place];
      let length = 0;
      while (length < 32 && length < before && past[before - 1 - length] === past[at - 1 - length]) length += 1;
      if (length >= MINIMUM) {
        this.length = length;
        this.matched = before;
      }
    }
    this.places[place] = at;
  }
}

/** What a context knows after another decision. */
function learnt(rate, was, bit) {
  const goal = bit === 1 ? 4095 : 0;
  const age = was & 15;
  let now = was >> 4;
  now += ((goal - now) * rate[age] + 0x8000) >> 16;
  now = now < 1 ? 1 : now > 4094 ? 4094 : now;
  return (now << 4) | (age < OLDEST ? age + 1 : age);
}

export function hash(a, b) {
  const x = Math.imul((a + Math.imul(b, 0x9e3779b1)) | 0, 0x85ebca6b);
  return x ^ (x >>> 15);
}

function classOf(length) {
  if (length < 16) return length >> 1;
  if (length < 32) return 8 + ((length >> 3) & 1);
  if (length < 48) return 10;
  if (length < 64) return 11;
  if (length < 128) return 12;
  return length < 256 ? 13 : 14;
}

/** The exponential by squaring: the same bits on every machine. */
function exp(x) {
  let y = 1 + x / 4096;
  for (let i = 0; i < 12; i++) y *= y;
  return y;
}

/** The inverse of `squash` for probabilities of twelve bits. */
function stretched(squash) {
  let x = 0;
  return Float32Array.from({ length: 4096 }, (_, one) => {
    while (x < 4095 && squash[x] < (one + 0.5) / 4096) x += 1;
    return (x - 2048) / 256;
  });
}
