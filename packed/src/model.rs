//! The model: how likely the next decision is, from what came in the same
//! contexts before (context mixing, as in Mahoney's lpaq).
//!
//! Each of four contexts has a probability and how often it was seen. These,
//! and what followed where the last four bytes stood before, are mixed in the
//! logistic domain by weights that learn. Arithmetic is that of IEEE 754 alone
//! (no `exp`, no fused sums), so that every machine predicts the same.

use crate::coder::Coder;
use crate::tree::Tree;

/// How many contexts predict.
pub const CONTEXTS: usize = 4;
const INPUTS: usize = CONTEXTS + 2;

/// Groups of a mark and the seven nodes of three decisions.
const GROUPS: usize = 1 << 19;
/// Where bytes stood before, by a hash of four.
const PLACES: usize = 1 << 18;
const SELECTED: usize = 512;
const NODES: usize = 32;

/// No tree is as deep.
const DEEPEST: u8 = 40;
/// A match has so many bytes.
const MINIMUM: usize = 3;
/// Twelve bits of probability and four of how often: half, never.
const UNSEEN: u16 = 0x8000;
/// Seen so often, an age counts no further: what was long ago fades.
const OLDEST: u16 = 10;

pub struct Model {
    groups: Box<[[u16; 8]; GROUPS]>,
    weights: Box<[[f32; INPUTS]; SELECTED * NODES]>,
    /// Right guesses of the match, by its kind and length.
    guesses: [u16; 512],
    stretch: Box<[f32; 4096]>,
    squash: Box<[f32; 4096]>,
    trust: [f32; 16],
    rate: [i32; 16],
    /// All bytes so far; when packing, those to come as well.
    pub past: Vec<u8>,
    pub at: usize,
    places: Box<[u32; PLACES]>,
    matched: usize,
    length: usize,
}

/// What is known of a byte before it is.
pub struct Place<'a> {
    pub tree: &'a Tree,
    /// Small: what kind of byte it is.
    pub kind: usize,
    /// Which weights, below `SELECTED`.
    pub selected: usize,
    pub contexts: [u32; CONTEXTS],
    /// What a match must have around it.
    pub around: u32,
}

impl Model {
    pub fn new() -> Self {
        let mut squash = table(0.0);
        for (i, one) in squash.iter_mut().enumerate() {
            *one = 1.0 / (1.0 + exp((2048.0 - i as f32) / 256.0));
        }
        let mut rate = [0; 16];
        for (age, rate) in rate.iter_mut().enumerate() {
            *rate = 6_553_600 / (100 * age as i32 + 115);
        }
        Model {
            groups: table([0, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
            weights: table([0.32; INPUTS]),
            guesses: [0xc000; 512],
            stretch: stretch(&squash),
            squash,
            trust: [
                0.0, 0.68, 0.86, 0.95, 0.99, 1.0, 1.04, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08, 1.08,
                1.08, 1.08,
            ],
            rate,
            past: Vec::new(),
            at: 0,
            places: table(0),
            matched: 0,
            length: 0,
        }
    }

    /// Packs or unpacks one byte.
    pub fn byte(&mut self, coder: &mut impl Coder, place: &Place) -> u8 {
        self.look(place.around);
        let given = self.past.get(self.at).and_then(|&byte| coder.known(byte));
        let byte = match place.tree.only {
            Some(byte) => byte,
            None => self.decide(coder, place, given),
        };
        if given.is_none() {
            self.past.push(byte);
        }
        self.at += 1;
        self.remember(byte);
        byte
    }

    fn decide(&mut self, coder: &mut impl Coder, place: &Place, given: Option<u8>) -> u8 {
        let tree = place.tree;
        let (code, code_length) = given.map_or((0, 0), |byte| tree.code(byte));
        let (guess, mut guessed) =
            if self.length > 0 { tree.code(self.past[self.matched]) } else { (0, 0) };
        let guesses = (place.kind * 16 + length_class(self.length)) & 511;
        let mut found = [0usize; CONTEXTS];
        let (mut at, mut path, mut depth, mut level) = (0i16, 1u32, 0u8, 0u32);
        loop {
            if level == 0 {
                for (i, found) in found.iter_mut().enumerate() {
                    *found =
                        self.group(hash(place.contexts[i], path.wrapping_add((i as u32) << 20)));
                }
            }
            let node = (1 << level | path & ((1 << level) - 1)) as usize & 7;
            let mut seen = [UNSEEN; CONTEXTS];
            let mut inputs = [0.0f32; INPUTS];
            for i in 0..CONTEXTS {
                seen[i] = self.groups[found[i] & (GROUPS - 1)][node];
                inputs[i] =
                    self.stretch[usize::from(seen[i] >> 4)] * self.trust[usize::from(seen[i] & 15)];
            }
            let expected =
                if guessed > 0 { guess >> (guessed - 1 - depth.min(guessed - 1)) & 1 } else { 0 };
            if guessed > 0 {
                let sure = self.stretch[usize::from(self.guesses[guesses] >> 4)];
                inputs[CONTEXTS] = if expected == 1 { sure } else { -sure };
            }
            inputs[CONTEXTS + 1] = 1.0;

            let weights = &mut self.weights[(place.selected * NODES
                + path.min(NODES as u32 - 1) as usize)
                & (SELECTED * NODES - 1)];
            let mut sum = 0.0;
            for i in 0..INPUTS {
                sum += weights[i] * inputs[i];
            }
            let one = self.squash[((sum * 256.0 + 2048.0) as i32).clamp(0, 4095) as usize];
            let known = if given.is_some() { code >> (code_length - 1 - depth) & 1 } else { 0 };
            let bit = coder.bit((one * 32736.0) as u32 + 16, known);

            let error = (bit as f32 - one) * 0.01;
            for i in 0..INPUTS {
                weights[i] += error * inputs[i];
            }
            for i in 0..CONTEXTS {
                self.groups[found[i] & (GROUPS - 1)][node] = learnt(seen[i], bit, &self.rate);
            }
            if guessed > 0 {
                let right = expected == bit;
                let guess = &mut self.guesses[guesses];
                *guess =
                    if right { *guess + ((65535 - *guess) >> 6) } else { *guess - (*guess >> 6) };
                if !right || depth + 1 == guessed {
                    guessed = 0;
                }
            }
            at = tree.step(at, bit);
            if at < 0 {
                return !at as u8;
            }
            // Not in a tree of ours.
            if depth == DEEPEST {
                return 0;
            }
            path = path << 1 | bit;
            depth += 1;
            level = if level == 2 { 0 } else { level + 1 };
        }
    }

    /// Where a context's group is: at its place or beside it; else it takes
    /// the one seen less.
    #[inline(always)]
    fn group(&mut self, hash: u32) -> usize {
        let here = hash as usize & (GROUPS - 1);
        let mark = (hash >> 16) as u16;
        if self.groups[here][0] == mark {
            return here;
        }
        let beside = here ^ 1;
        if self.groups[beside][0] == mark {
            return beside;
        }
        let taken =
            if self.groups[here][1] & 15 <= self.groups[beside][1] & 15 { here } else { beside };
        self.groups[taken] = [mark, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN];
        taken
    }

    /// Looks for a match where none goes on: where the last bytes stood last in
    /// the same surroundings.
    #[inline(always)]
    fn look(&mut self, around: u32) {
        let back = |n: usize| self.at.checked_sub(n).map_or(0, |at| u32::from(self.past[at]));
        let place = (hash(back(1) | back(2) << 8 | back(3) << 16, around) >> 14) as usize;
        if self.length == 0 {
            let before = self.places[place] as usize;
            let same =
                |l: &usize| *l < before && self.past[before - 1 - l] == self.past[self.at - 1 - l];
            let length = (0..32).take_while(same).count();
            if length >= MINIMUM {
                self.length = length;
                self.matched = before;
            }
        }
        self.places[place] = self.at as u32;
    }

    /// Follows the match.
    #[inline(always)]
    fn remember(&mut self, byte: u8) {
        if self.length > 0 && self.past[self.matched] == byte {
            self.length += 1;
            self.matched += 1;
        } else {
            self.length = 0;
        }
    }
}

#[inline(always)]
fn learnt(seen: u16, bit: u32, rate: &[i32; 16]) -> u16 {
    let (age, one) = (seen & 15, i32::from(seen >> 4));
    let goal = if bit == 1 { 4095 } else { 0 };
    let moved =
        (one + (((goal - one) * rate[usize::from(age)] + 0x8000) >> 16)).clamp(1, 4094) as u16;
    moved << 4 | if age < OLDEST { age + 1 } else { age }
}

fn length_class(length: usize) -> usize {
    match length {
        0..=15 => length / 2,
        16..=23 => 8,
        24..=31 => 9,
        32..=47 => 10,
        48..=63 => 11,
        64..=127 => 12,
        128..=255 => 13,
        _ => 14,
    }
}

#[inline(always)]
pub fn hash(a: u32, b: u32) -> u32 {
    let x = a.wrapping_add(b.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    x ^ x >> 15
}

/// The exponential by squaring: the same bits on every machine.
fn exp(x: f32) -> f32 {
    let mut y = 1.0 + f64::from(x) / 4096.0;
    for _ in 0..12 {
        y *= y;
    }
    y as f32
}

/// The inverse of `squash` for probabilities of twelve bits.
fn stretch(squash: &[f32; 4096]) -> Box<[f32; 4096]> {
    let mut stretch = table(0.0);
    let mut x = 0;
    for (one, stretch) in stretch.iter_mut().enumerate() {
        let goal = (one as f32 + 0.5) / 4096.0;
        while x < 4095 && squash[x] < goal {
            x += 1;
        }
        *stretch = (x as f32 - 2048.0) / 256.0;
    }
    stretch
}

/// A table too large for the stack.
fn table<T: Clone, const SIZE: usize>(of: T) -> Box<[T; SIZE]> {
    match vec![of; SIZE].into_boxed_slice().try_into() {
        Ok(table) => table,
        Err(_) => unreachable!("a vector of another length than asked for"),
    }
}
