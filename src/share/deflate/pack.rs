//! Packing: repetitions by hash chains, one block, with the fixed code or one
//! of its own, whichever is shorter.

use super::{
    DISTANCE_BITS, DISTANCES, END, LENGTH_BITS, LONGEST, LONGEST_CODE, ORDER, SHORTEST, WINDOW,
    WORDS, fixed,
};

/// Earlier places that are tried for each repetition.
const TRIES: usize = 1000;
/// Repetitions so long are taken without a look at the next place.
const LONG: usize = 64;
/// Short repetitions from further away cost more than their letters.
const NEAR: usize = 4096;

/// Packs `bytes` as if `dictionary` had come before.
pub fn pack(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let tokens = tokens(&[dictionary, bytes].concat(), dictionary.len());
    let mut counts = (vec![0; WORDS], vec![0; DISTANCES]);
    counts.0[END] = 1;
    for token in &tokens {
        let (word, distance) = token.codes();
        counts.0[word.code] += 1;
        if let Some(distance) = distance {
            counts.1[distance.code] += 1;
        }
    }
    let own = (lengths(&counts.0, 15), lengths(&counts.1, 15));
    let mut writer = Writer::default();
    writer.bits(0b101, 3);
    writer.codes(&own.0, &own.1);
    let own = writer.block(&tokens, &own.0, &own.1);
    let mut writer = Writer::default();
    writer.bits(0b011, 3);
    let (words, distances) = fixed();
    let fixed = writer.block(&tokens, &words, &distances);
    if fixed.len() < own.len() { fixed } else { own }
}

enum Token {
    Byte(u8),
    Repeat { length: usize, distance: usize },
}

/// A code word and the plain bits after it.
struct Coded {
    code: usize,
    plain: usize,
    n_plain: u32,
}

impl Token {
    fn codes(&self) -> (Coded, Option<Coded>) {
        match *self {
            Token::Byte(byte) => (Coded { code: byte.into(), plain: 0, n_plain: 0 }, None),
            Token::Repeat { length, distance } => {
                let mut word = coded(length - SHORTEST, LENGTH_BITS);
                if length == LONGEST {
                    word = Coded { code: LONGEST_CODE, plain: 0, n_plain: 0 };
                }
                word.code += END + 1;
                (word, Some(coded(distance - 1, DISTANCE_BITS)))
            }
        }
    }
}

fn coded(value: usize, leading: u32) -> Coded {
    if value < 2 << leading {
        return Coded { code: value, plain: 0, n_plain: 0 };
    }
    let n_plain = value.ilog2() - leading;
    let code = ((n_plain as usize) << leading) + (value >> n_plain);
    Coded { code, plain: value & ((1 << n_plain) - 1), n_plain }
}

fn tokens(text: &[u8], start: usize) -> Vec<Token> {
    let mut chains = Chains { text, latest: vec![0; WINDOW], before: vec![0; text.len()] };
    (0..start).for_each(|at| chains.add(at));
    let mut tokens = Vec::new();
    let mut at = start;
    let mut found = chains.longest(at);
    while at < text.len() {
        chains.add(at);
        let next = if found.0 < LONG { chains.longest(at + 1) } else { (0, 0) };
        let (length, distance) = found;
        if length < SHORTEST || next.0 > length {
            tokens.push(Token::Byte(text[at]));
            at += 1;
            found = next;
            continue;
        }
        tokens.push(Token::Repeat { length, distance });
        (at + 1..at + length).for_each(|at| chains.add(at));
        at += length;
        found = chains.longest(at);
    }
    tokens
}

/// Earlier places with the same three bytes, one behind the other. Places are
/// counted from 1, so that 0 is none.
struct Chains<'a> {
    text: &'a [u8],
    latest: Vec<u32>,
    before: Vec<u32>,
}

impl Chains<'_> {
    fn hash(&self, at: usize) -> Option<usize> {
        let [a, b, c] = *self.text.get(at..at + 3)?.first_chunk()?;
        let mixed = u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9E37_79B1);
        Some((mixed >> 17) as usize)
    }

    fn add(&mut self, at: usize) {
        if let Some(hash) = self.hash(at) {
            self.before[at] = std::mem::replace(&mut self.latest[hash], at as u32 + 1);
        }
    }

    /// Length and distance of the longest repetition that begins here.
    fn longest(&self, at: usize) -> (usize, usize) {
        let mut best = (0, 0);
        let Some(hash) = self.hash(at) else { return best };
        let here = &self.text[at..self.text.len().min(at + LONGEST)];
        let mut place = self.latest[hash] as usize;
        for _ in 0..TRIES {
            let Some(from) = place.checked_sub(1).filter(|from| at - from <= WINDOW) else { break };
            let same = here.iter().zip(&self.text[from..]).take_while(|(a, b)| a == b).count();
            let worth = same > SHORTEST || at - from <= NEAR;
            if same > best.0 && worth {
                best = (same, at - from);
            }
            if same == here.len() {
                break;
            }
            place = self.before[from] as usize;
        }
        best
    }
}

/// Lengths of a Huffman code's words for such frequencies, `most` at most.
fn lengths(counts: &[u32], most: u8) -> Vec<u8> {
    let mut counts = counts.to_vec();
    // A code of fewer than two words is none that every reader takes.
    for at in 0..2 {
        if counts.iter().filter(|&&n| n > 0).count() < 2 {
            counts[at] = counts[at].max(1);
        }
    }
    loop {
        let mut weights = counts.clone();
        let mut above = vec![0; counts.len()];
        let mut open: Vec<usize> = (0..counts.len()).filter(|&i| counts[i] > 0).collect();
        while open.len() > 1 {
            let joint = weights.len();
            let mut sum = 0;
            for _ in 0..2 {
                let least = (0..open.len()).min_by_key(|&i| weights[open[i]]).unwrap_or(0);
                let node = open.swap_remove(least);
                sum += weights[node];
                above[node] = joint;
            }
            weights.push(sum);
            above.push(0);
            open.push(joint);
        }
        let mut depths = vec![0; weights.len()];
        for node in (0..weights.len() - 1).rev() {
            if weights[node] > 0 {
                depths[node] = depths[above[node]] + 1;
            }
        }
        depths.truncate(counts.len());
        if depths.iter().all(|&depth| depth <= most) {
            return depths;
        }
        // Too deep: less different frequencies make a flatter tree.
        counts.iter_mut().filter(|n| **n > 0).for_each(|n| *n = *n / 2 + 1);
    }
}

/// The canonical code's words, their bits in the order of writing.
fn words(lengths: &[u8]) -> Vec<usize> {
    let mut words = vec![0; lengths.len()];
    let mut next = 0usize;
    for length in 1..16u8 {
        next *= 2;
        for at in (0..lengths.len()).filter(|&at| lengths[at] == length) {
            words[at] = next.reverse_bits() >> (usize::BITS - u32::from(length));
            next += 1;
        }
    }
    words
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    /// Bits in use in the last byte; 0 when it is full.
    used: u32,
}

impl Writer {
    fn bits(&mut self, value: usize, count: u32) {
        for i in 0..count {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> i & 1) as u8) << self.used;
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// The lengths of both codes, runs shortened, in a code of their own.
    fn codes(&mut self, own: &[u8], distances: &[u8]) {
        let trimmed = |lengths: &[u8], least: usize| {
            lengths.iter().rposition(|&n| n > 0).map_or(least, |last| least.max(last + 1))
        };
        let (n_own, n_distances) = (trimmed(own, 257), trimmed(distances, 1));
        let all = [&own[..n_own], &distances[..n_distances]].concat();
        let mut runs: Vec<Coded> = Vec::new();
        for run in all.chunk_by(|a, b| a == b) {
            let (length, mut left) = (usize::from(run[0]), run.len());
            let mut fresh = true;
            while left > 0 {
                let (code, least, most, n_plain) = match length {
                    0 if left > 10 => (18, 11, 138, 7),
                    0 if left > 2 => (17, 3, 10, 3),
                    1.. if left > 2 && !fresh => (16, 3, 6, 2),
                    _ => (length, 1, 1, 0),
                };
                let times = left.min(most);
                runs.push(Coded { code, plain: times - least, n_plain });
                left -= times;
                fresh = false;
            }
        }
        let mut counts = vec![0; 19];
        runs.iter().for_each(|run| counts[run.code] += 1);
        let lengths = lengths(&counts, 7);
        let n_lengths = ORDER.iter().rposition(|&at| lengths[at] > 0).map_or(4, |n| n.max(3) + 1);
        self.bits(n_own - 257, 5);
        self.bits(n_distances - 1, 5);
        self.bits(n_lengths - 4, 4);
        for &at in &ORDER[..n_lengths] {
            self.bits(lengths[at].into(), 3);
        }
        let words = words(&lengths);
        for run in &runs {
            self.coded(run, &words, &lengths);
        }
    }

    fn coded(&mut self, coded: &Coded, words: &[usize], lengths: &[u8]) {
        self.bits(words[coded.code], lengths[coded.code].into());
        self.bits(coded.plain, coded.n_plain);
    }

    fn block(mut self, tokens: &[Token], own: &[u8], distances: &[u8]) -> Vec<u8> {
        let (own_words, distance_words) = (words(own), words(distances));
        for token in tokens {
            let (word, distance) = token.codes();
            self.coded(&word, &own_words, own);
            if let Some(distance) = distance {
                self.coded(&distance, &distance_words, distances);
            }
        }
        self.bits(own_words[END], own[END].into());
        self.bytes
    }
}
