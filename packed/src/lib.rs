//! Packs WebAssembly programs for the page: a fifth smaller than xz makes them.
//!
//! A learned model (`model`) foretells every decision of a walk over the
//! program (`walk`), which knows what is an instruction and what an operand
//! (`form`); a range coder (`coder`) writes only what was not foretold. One
//! walk packs and unpacks, so that both always agree. Unpacking a megabyte
//! takes some tenths of a second, in steps, while the bytes arrive.
//!
//! Layout: as LEB128 the program's length, what stands before the code
//! section's length, that length, the number of functions, what stands behind,
//! how many bytes a step takes at most, and a check sum; then the range coder's bytes.

mod coder;
mod form;
mod model;
mod pack;
mod tree;
mod walk;

pub use pack::{pack, stripped};

use coder::{Coder, Reader};
use form::{Kind, Numbers};
use walk::{DESCRIBED, Walk};

/// What unpacking fails with: these are not the bytes that were packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// The numbers at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    length: u32,
    before: u32,
    code: u32,
    functions: u32,
    behind: u32,
    /// Bytes that one step takes at most.
    step: u32,
    sum: u32,
}

/// A program has no more bytes, whatever its head says: some sixty times the page's.
pub const LONGEST: u32 = 1 << 26;
/// Bytes of data in one step.
const PIECE: u32 = 1024;
/// The head is shorter.
const HEAD: usize = 7 * 5;

#[derive(Clone, Copy)]
enum Next {
    Head,
    Tree(usize),
    Before(u32),
    /// A function is begun, its instructions come, or their operands.
    Function(u32),
    Code(u32),
    Operands(u32),
    Behind(u32),
    Nothing,
}

/// Unpacks a program while it arrives.
pub struct Unpacking {
    walk: Walk<Reader>,
    head: Head,
    next: Next,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is more to do.
    More,
    /// More bytes have to arrive first.
    Hungry,
    /// The program is whole.
    Done,
}

impl Default for Unpacking {
    fn default() -> Self {
        Unpacking { walk: Walk::new(Reader::new()), head: Head::default(), next: Next::Head }
    }
}

impl Unpacking {
    /// More of the packed program has arrived.
    pub fn push(&mut self, bytes: &[u8]) {
        self.walk.coder.push(bytes);
    }

    /// Unpacks the next piece, less than a millisecond of work; `all`: every byte has arrived.
    ///
    /// # Errors
    ///
    /// Where the bytes are not those of [`pack`]. It comes to that in the end
    /// whatever they are, with no more than [`LONGEST`] bytes unpacked before.
    pub fn step(&mut self, all: bool) -> Result<Step, Broken> {
        let needed = if matches!(self.next, Next::Head) { HEAD } else { self.head.step as usize };
        if !all && self.walk.coder.ahead() < needed {
            return Ok(Step::Hungry);
        }
        if matches!(self.next, Next::Head) {
            self.head = read(&mut self.walk.coder)?;
            if self.head.length > LONGEST {
                return Err(Broken);
            }
            self.walk.limit = self.head.length as usize;
            self.next = Next::Tree(0);
            return Ok(Step::More);
        }
        if matches!(self.next, Next::Tree(0)) {
            self.walk.coder.begin();
        }
        self.next = advance(&mut self.walk, &self.head, self.next)?;
        // Whole packs are read to their last byte and no further.
        if self.walk.coder.is_beyond() {
            return Err(Broken);
        }
        if matches!(self.next, Next::Nothing) {
            let right = self.walk.out.len() == self.head.length as usize
                && sum(&self.walk.out) == self.head.sum;
            return if right { Ok(Step::Done) } else { Err(Broken) };
        }
        Ok(Step::More)
    }

    /// The program, once it is whole.
    pub fn program(self) -> Vec<u8> {
        self.walk.out
    }
}

/// One step of the walk, the same for both sides.
fn advance<C: Coder>(walk: &mut Walk<C>, head: &Head, next: Next) -> Result<Next, Broken> {
    let function =
        |done: u32| if done < head.functions { Next::Function(done) } else { Next::Behind(0) };
    Ok(match next {
        Next::Tree(done) => {
            walk.tree(done);
            if done + 1 < DESCRIBED { Next::Tree(done + 1) } else { Next::Before(0) }
        }
        Next::Before(done) => {
            let piece = PIECE.min(head.before.saturating_sub(done));
            walk.plain(Kind::Section, piece as usize);
            walk.within(0)?;
            if done + piece < head.before {
                return Ok(Next::Before(done + piece));
            }
            form::numeral(&mut walk.out, head.code);
            form::numeral(&mut walk.out, head.functions);
            function(0)
        }
        Next::Function(done) => {
            walk.begin();
            Next::Code(done)
        }
        Next::Code(done) => {
            if walk.code()? {
                Next::Operands(done)
            } else {
                Next::Code(done)
            }
        }
        Next::Operands(done) => {
            if walk.operands()? {
                function(done + 1)
            } else {
                Next::Operands(done)
            }
        }
        Next::Behind(done) => {
            let piece = PIECE.min(head.behind.saturating_sub(done));
            walk.plain(Kind::Data, piece as usize);
            walk.within(0)?;
            if done + piece >= head.behind { Next::Nothing } else { Next::Behind(done + piece) }
        }
        Next::Head | Next::Nothing => Next::Nothing,
    })
}

fn read(from: &mut Reader) -> Result<Head, Broken> {
    let mut bytes = Vec::new();
    let mut numbers = [0; 7];
    for value in &mut numbers {
        bytes.clear();
        loop {
            let byte = from.byte();
            bytes.push(byte);
            if byte < 128 {
                break;
            }
            if bytes.len() == 5 {
                return Err(Broken);
            }
        }
        *value = Numbers { bytes: &bytes, at: 0 }.number()?;
    }
    let [length, before, code, functions, behind, step, sum] = numbers;
    Ok(Head { length, before, code, functions, behind, step, sum })
}

/// FNV-1a.
fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of one function for each of `bodies`, with some data behind.
    fn program(bodies: &[&[u8]]) -> Vec<u8> {
        let mut code = Vec::new();
        form::numeral(&mut code, bodies.len() as u32);
        for body in bodies {
            form::numeral(&mut code, body.len() as u32);
            code.extend(*body);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        wasm.push(10);
        form::numeral(&mut wasm, code.len() as u32);
        wasm.extend(code);
        wasm.extend([0, 9, 4]);
        wasm.extend(b"notewhat");
        wasm
    }

    fn sample() -> Vec<u8> {
        let body = [
            1, 2, 0x7f, // locals
            0x02, 0x40, 0x20, 0, 0x28, 2, 8, 0x41, 0x80, 0x80, 0xc0, 0, 0x6a, 0x21,
            1, // an add
            0x20, 1, 0x0e, 2, 0, 0, 0, 0x0b, // a table of branches
            0x20, 0, 0x29, 0, 16, 0x1a, // an alignment of its own
            0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 0x41, 1, 0x41, 2, 0x41, 3, 0xfc, 10, 0, 0, 0x0b,
        ];
        program(&vec![&body[..]; 300])
    }

    fn unpack(packed: &[u8], piece: usize) -> Result<Vec<u8>, Broken> {
        let mut unpacking = Unpacking::default();
        let mut pieces = packed.chunks(piece);
        let mut all = false;
        loop {
            match unpacking.step(all)? {
                Step::More => {}
                Step::Hungry => match pieces.next() {
                    Some(bytes) => unpacking.push(bytes),
                    None => all = true,
                },
                Step::Done => return Ok(unpacking.program()),
            }
        }
    }

    #[test]
    fn a_program_comes_back_whatever_pieces_it_arrives_in() {
        let wasm = sample();
        let packed = pack(&wasm).unwrap();
        assert!(packed.len() * 20 < wasm.len(), "{} of {}", packed.len(), wasm.len());
        for piece in [1, 7, 100_000] {
            assert_eq!(unpack(&packed, piece).unwrap(), wasm);
        }
    }

    #[test]
    fn an_instruction_that_is_not_known_is_said_and_not_packed() {
        assert!(pack(&program(&[&[0, 0xfd, 12, 0x0b]])).is_err());
        assert!(pack(b"\0asm\x01\0\0\0").is_err());
    }

    #[test]
    fn broken_bytes_never_become_another_program() {
        let packed = pack(&sample()).unwrap();
        for at in 0..packed.len() {
            let mut broken = packed.clone();
            broken[at] ^= 0x55;
            // Some bits say nothing: the coder's first byte, its very last ones.
            assert!(unpack(&broken, 64).map_or(true, |program| program == sample()), "byte {at}");
        }
        assert!(unpack(&packed[..packed.len() / 2], 64).is_err());
        assert!(unpack(&[], 64).is_err());
    }

    #[test]
    fn a_head_that_promises_too_much_is_found_out() {
        let whole = pack(&sample()).unwrap();
        let mut reader = Reader::new();
        reader.push(&whole);
        let head = read(&mut reader).unwrap();
        let with = |head: Head, rest: &[u8]| {
            let Head { length, before, code, functions, behind, step, sum } = head;
            let mut packed = Vec::new();
            [length, before, code, functions, behind, step, sum]
                .into_iter()
                .for_each(|number| form::numeral(&mut packed, number));
            packed.extend(rest);
            packed
        };
        let rest = &whole[reader.at..];
        assert_eq!(with(head, rest), whole);
        let most = u32::MAX;
        for wrong in [
            Head { length: most, functions: most, ..head },
            Head { length: LONGEST, functions: most, ..head },
            Head { length: most, before: most, behind: most, ..head },
            Head { length: LONGEST, before: most, ..head },
            Head { length: LONGEST, behind: most, step: 0, ..head },
        ] {
            // Zeros make the trees of few bytes, which are foretold ever better.
            for rest in [rest, &[], &[0; 1000], &[0x55; 1000]] {
                let packed = with(wrong, rest);
                let mut unpacking = Unpacking::default();
                unpacking.push(&packed);
                let end = (0..100_000).find_map(|_| match unpacking.step(true) {
                    Ok(Step::More) => None,
                    end => Some(end),
                });
                assert_eq!(end, Some(Err(Broken)), "{wrong:?}");
                assert!(unpacking.walk.out.len() < 1 << 20, "{wrong:?}");
            }
        }
    }
}
