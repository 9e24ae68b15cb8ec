//! Raw DEFLATE (RFC 1951) with a preset dictionary, for scripts in links.
//!
//! Written for few bytes of code: texts here are short. Whoever reads zlib's
//! streams reads these, and the other way round. Knows neither links nor
//! limits of its own: the caller bounds what unpacking may give.

mod pack;
mod unpack;

pub use pack::pack;
pub use unpack::{End, unpack};

/// Code words of the alphabet that lists the lengths of code words, in the
/// order in which the format does.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Words of the two alphabets that may occur.
const WORDS: usize = 286;
const DISTANCES: usize = 30;
/// The end of a block.
const END: usize = 256;
/// The shortest and the longest repetition.
const SHORTEST: usize = 3;
const LONGEST: usize = 258;
/// The code word of the longest, out of line with the others.
const LONGEST_CODE: usize = 28;
/// How far back repetitions reach.
const WINDOW: usize = 1 << 15;

/// Leading bits that a code word tells of a length and of a distance; the
/// rest follows it as plain bits.
const LENGTH_BITS: u32 = 2;
const DISTANCE_BITS: u32 = 1;

/// The lengths of the fixed code's words.
fn fixed() -> (Vec<u8>, Vec<u8>) {
    let mut words = vec![8; 288];
    words[144..256].fill(9);
    words[256..280].fill(7);
    (words, vec![5; 32])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    const MOST: usize = 1 << 20;

    fn texts() -> Vec<Vec<u8>> {
        let mut rng = Rng::new(9);
        let mut all: Vec<Vec<u8>> =
            vec![vec![], b"a".to_vec(), vec![b'a'; 300_000], b"print('ab')\n".repeat(90)];
        for length in [2, 40, 3_000, 40_000] {
            for letters in [2, 30, 256] {
                all.push((0..length).map(|_| rng.below(letters) as u8).collect());
            }
        }
        // Fibonacci's frequencies make the longest code words.
        let (mut a, mut b) = (1, 1);
        let mut steep = Vec::new();
        for letter in 0..24 {
            steep.extend(std::iter::repeat_n(letter, a));
            (a, b) = (b, a + b);
        }
        for at in (1..steep.len()).rev() {
            steep.swap(at, rng.below(at as u64 + 1) as usize);
        }
        all.push(steep);
        all
    }

    #[test]
    fn what_was_packed_unpacks_here_and_elsewhere() {
        for text in texts() {
            for dictionary in [&b""[..], b"def work():\n    cpu(10)\n", &[b'a'; 100]] {
                let packed = pack(&text, dictionary);
                assert_eq!(unpack(&packed, dictionary, MOST), (text.clone(), End::Whole));
                if dictionary.is_empty() {
                    let theirs = miniz_oxide::inflate::decompress_to_vec(&packed);
                    assert_eq!(theirs.ok().as_ref(), Some(&text));
                }
            }
        }
    }

    #[test]
    fn what_others_packed_unpacks_here() {
        for text in texts() {
            for level in [0, 1, 6, 10] {
                let packed = miniz_oxide::deflate::compress_to_vec(&text, level);
                assert_eq!(unpack(&packed, b"", MOST), (text.clone(), End::Whole));
                let ours = pack(&text, b"").len();
                assert!(ours <= packed.len() + packed.len() / 20 + 4, "{ours} {}", packed.len());
            }
        }
    }

    #[test]
    fn anything_may_come_in() {
        let mut rng = Rng::new(8);
        let packed = pack(&b"print('ab', 'abc')\n".repeat(20), b"");
        for round in 0..20_000 {
            let mut bytes: Vec<u8> = match round % 2 {
                0 => (0..rng.below(60)).map(|_| rng.below(256) as u8).collect(),
                _ => packed.clone(),
            };
            if let Some(last) = bytes.len().checked_sub(1) {
                let at = rng.below(last as u64 + 1) as usize;
                bytes[at] ^= 1 << rng.below(8);
                bytes.truncate(last + 1 - rng.below(3).min(last as u64) as usize);
            }
            assert!(unpack(&bytes, b"xyz", 1_000).0.len() <= 1_000);
        }
        for end in 0..packed.len() {
            assert_eq!(unpack(&packed[..end], b"", MOST).1, End::Cut);
        }
        assert_eq!(unpack(&packed, b"", 50).1, End::TooLarge);
    }
}
