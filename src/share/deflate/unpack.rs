//! Unpacking, bit by bit.

use super::{
    DISTANCE_BITS, DISTANCES, END, LENGTH_BITS, LONGEST, LONGEST_CODE, ORDER, SHORTEST, WORDS,
    fixed,
};

/// How it went; whatever came out before is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Whole,
    /// The data end too early.
    Cut,
    Damaged,
    /// More would have come than is allowed.
    TooLarge,
}

/// Never gives more than `most` bytes, whatever comes in.
pub fn unpack(bytes: &[u8], dictionary: &[u8], most: usize) -> (Vec<u8>, End) {
    let most = dictionary.len() + most;
    let mut reader = Reader { bytes, at: 0, out: dictionary.to_vec(), most };
    let end = match reader.blocks() {
        Ok(()) => End::Whole,
        Err(end) => end,
    };
    (reader.out.split_off(dictionary.len()), end)
}

struct Reader<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
    out: Vec<u8>,
    most: usize,
}

impl Reader<'_> {
    fn bits(&mut self, count: u32) -> Result<usize, End> {
        let mut value = 0;
        for i in 0..count {
            let byte = self.bytes.get(self.at / 8).ok_or(End::Cut)?;
            value |= usize::from(byte >> (self.at % 8) & 1) << i;
            self.at += 1;
        }
        Ok(value)
    }

    fn blocks(&mut self) -> Result<(), End> {
        loop {
            let last = self.bits(1)? == 1;
            match self.bits(2)? {
                0 => self.stored()?,
                1 => {
                    let (words, distances) = fixed();
                    self.block(&Code::new(&words)?, &Code::new(&distances)?)?;
                }
                2 => {
                    let (words, distances) = self.codes()?;
                    self.block(&words, &distances)?;
                }
                _ => return Err(End::Damaged),
            }
            if last {
                return Ok(());
            }
        }
    }

    fn put(&mut self, byte: u8) -> Result<(), End> {
        if self.out.len() == self.most {
            return Err(End::TooLarge);
        }
        self.out.push(byte);
        Ok(())
    }

    fn stored(&mut self) -> Result<(), End> {
        self.at = self.at.next_multiple_of(8);
        let (length, inverse) = (self.bits(16)?, self.bits(16)?);
        if length ^ inverse != 0xFFFF {
            return Err(End::Damaged);
        }
        for _ in 0..length {
            let byte = self.bits(8)?;
            self.put(byte as u8)?;
        }
        Ok(())
    }

    fn block(&mut self, words: &Code, distances: &Code) -> Result<(), End> {
        loop {
            let word = words.read(self)?;
            if let Ok(byte) = u8::try_from(word) {
                self.put(byte)?;
                continue;
            }
            if word == END {
                return Ok(());
            }
            let length = match word - END - 1 {
                LONGEST_CODE => LONGEST,
                code if code < LONGEST_CODE => self.value(code, LENGTH_BITS)? + SHORTEST,
                _ => return Err(End::Damaged),
            };
            let distance = distances.read(self)?;
            if distance >= DISTANCES {
                return Err(End::Damaged);
            }
            let distance = self.value(distance, DISTANCE_BITS)? + 1;
            let from = self.out.len().checked_sub(distance).ok_or(End::Damaged)?;
            for at in from..from + length {
                self.put(self.out[at])?;
            }
        }
    }

    /// A number of which `code` tells the `leading` bits.
    fn value(&mut self, code: usize, leading: u32) -> Result<usize, End> {
        let top = 1 << leading;
        if code < 2 * top {
            return Ok(code);
        }
        let plain = (code >> leading) as u32 - 1;
        Ok(((code & (top - 1)) + top) << plain | self.bits(plain)?)
    }

    /// The codes that a block brings along.
    fn codes(&mut self) -> Result<(Code, Code), End> {
        let (n_words, n_distances) = (self.bits(5)? + 257, self.bits(5)? + 1);
        let n_lengths = self.bits(4)? + 4;
        let mut lengths = [0; 19];
        for &at in &ORDER[..n_lengths] {
            lengths[at] = self.bits(3)? as u8;
        }
        let code = Code::new(&lengths)?;
        let total = n_words + n_distances;
        let mut lengths = Vec::new();
        while lengths.len() < total {
            let (length, times) = match code.read(self)? {
                16 => (*lengths.last().ok_or(End::Damaged)?, 3 + self.bits(2)?),
                17 => (0, 3 + self.bits(3)?),
                18 => (0, 11 + self.bits(7)?),
                length => (length as u8, 1),
            };
            lengths.extend(std::iter::repeat_n(length, times));
        }
        if lengths.len() > total || n_words > WORDS || n_distances > DISTANCES || lengths[END] == 0
        {
            return Err(End::Damaged);
        }
        let (words, distances) = lengths.split_at(n_words);
        Ok((Code::new(words)?, Code::new(distances)?))
    }
}

/// A canonical Huffman code.
struct Code {
    /// How many words have each length.
    counts: [usize; 16],
    /// What they mean, in order of length.
    meanings: Vec<usize>,
}

impl Code {
    /// From the length of each word, 0 where there is none.
    fn new(lengths: &[u8]) -> Result<Code, End> {
        let mut code = Code { counts: [0; 16], meanings: Vec::new() };
        let mut room = 1usize;
        for length in 1..16 {
            let before = code.meanings.len();
            code.meanings.extend((0..lengths.len()).filter(|&i| usize::from(lengths[i]) == length));
            code.counts[length] = code.meanings.len() - before;
            room = (2 * room).checked_sub(code.counts[length]).ok_or(End::Damaged)?;
        }
        // A single word of one bit is all that may leave room.
        let single = code.meanings.len() <= 1 && code.counts[1] == code.meanings.len();
        if room > 0 && !single { Err(End::Damaged) } else { Ok(code) }
    }

    fn read(&self, reader: &mut Reader) -> Result<usize, End> {
        let (mut word, mut first, mut before) = (0, 0, 0);
        for &count in &self.counts[1..] {
            word = 2 * word + reader.bits(1)?;
            if word < first + count {
                return Ok(self.meanings[before + word - first]);
            }
            before += count;
            first = 2 * (first + count);
        }
        Err(End::Damaged)
    }
}
