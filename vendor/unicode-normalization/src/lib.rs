//! Stands in for the crate of this name, whose tables weigh 50 KB compressed.
//!
//! The parser normalises identifiers outside ASCII by NFKC, as Python does.
//! Here they stay as written: two spellings of one name (`й` as one code
//! point or as two) are two names. Inside one text they never mix unless
//! somebody means to.

pub trait UnicodeNormalization<I: Iterator<Item = char>> {
    fn nfkc(self) -> I;
}

impl<'a> UnicodeNormalization<std::str::Chars<'a>> for &'a str {
    fn nfkc(self) -> std::str::Chars<'a> {
        self.chars()
    }
}
