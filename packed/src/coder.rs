//! The range coder (as in LZMA): a bit costs what its probability says.

/// One side of it: what writes bits, or reads them.
pub trait Coder {
    /// `bit` is written, or ignored where the bit is read; returns the bit.
    /// `one` is the probability of a one, of 32,768; neither 0 nor all.
    fn bit(&mut self, one: u32, bit: u32) -> u32;
    /// What stands there, if that is known: when packing.
    fn known(&self, symbol: u8) -> Option<u8>;
}

const LOW: u32 = 1 << 24;

pub struct Writer {
    low: u64,
    range: u32,
    held: u8,
    pending: usize,
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn new() -> Self {
        Writer { low: 0, range: u32::MAX, held: 0, pending: 1, bytes: Vec::new() }
    }

    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }

    /// Leaves a byte, unless a carry could still change it.
    fn shift(&mut self) {
        if self.low < 0xff00_0000 || self.low > 0xffff_ffff {
            let carry = (self.low >> 32) as u8;
            let mut byte = self.held;
            for _ in 0..self.pending {
                self.bytes.push(byte.wrapping_add(carry));
                byte = 255;
            }
            self.pending = 0;
            self.held = (self.low >> 24) as u8;
        }
        self.pending += 1;
        self.low = (self.low & 0xff_ffff) << 8;
    }
}

impl Coder for Writer {
    fn bit(&mut self, one: u32, bit: u32) -> u32 {
        let bound = (self.range >> 15) * one;
        if bit == 1 {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        while self.range < LOW {
            self.range <<= 8;
            self.shift();
        }
        bit
    }

    fn known(&self, symbol: u8) -> Option<u8> {
        Some(symbol)
    }
}

/// Reads what has arrived; behind the end it reads zeros.
pub struct Reader {
    bytes: Vec<u8>,
    pub at: usize,
    range: u32,
    code: u32,
}

impl Reader {
    pub fn new() -> Self {
        Reader { bytes: Vec::new(), at: 0, range: u32::MAX, code: 0 }
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn ahead(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// Whether more was read than has arrived.
    pub fn is_beyond(&self) -> bool {
        self.at > self.bytes.len()
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    /// Before the first bit.
    pub fn begin(&mut self) {
        for _ in 0..5 {
            self.code = self.code << 8 | u32::from(self.byte());
        }
    }
}

impl Coder for Reader {
    #[inline(always)]
    fn bit(&mut self, one: u32, _: u32) -> u32 {
        let bound = (self.range >> 15) * one;
        let bit = if self.code < bound {
            self.range = bound;
            1
        } else {
            self.code -= bound;
            self.range -= bound;
            0
        };
        while self.range < LOW {
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(self.byte());
        }
        bit
    }

    #[inline(always)]
    fn known(&self, _: u8) -> Option<u8> {
        None
    }
}

/// Writes nothing: for a first look at what there is.
pub struct Looking;

impl Coder for Looking {
    fn bit(&mut self, _: u32, bit: u32) -> u32 {
        bit
    }

    fn known(&self, symbol: u8) -> Option<u8> {
        Some(symbol)
    }
}
