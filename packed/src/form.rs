//! The form of WebAssembly's code: which operands follow which instruction.

use crate::Broken;

/// What a byte is part of; the trees and what the model learns are apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code,
    Block,
    Branch,
    Call,
    Label,
    Get,
    Set,
    Load,
    Store,
    Const,
    Labels,
    Const64,
    Index,
    Locals,
    Other,
    Float,
    Data,
    Section,
    /// The lengths of the trees, before everything else.
    Tree,
}

pub const KINDS: usize = Kind::Tree as usize + 1;

/// An instruction of our own, in a place that WebAssembly leaves free: the
/// alignment of the next is not its natural one but this.
pub const ALIGNED: u8 = 0xe0;

/// The natural alignment of `i32.load` (0x28) to `i64.store32` (0x3e).
const ALIGNMENT: [u8; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/// How many operands follow `0xfc n`: the saturating conversions have none.
const MANY: [u8; 18] = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

pub fn alignment(op: u8) -> Option<u8> {
    ALIGNMENT.get(usize::from(op.wrapping_sub(0x28))).copied()
}

pub fn opens(op: u8) -> bool {
    matches!(op, 0x02..=0x04)
}

pub fn closes(op: u8) -> bool {
    op == 0x0b
}

/// Takes an instruction's operands, one after the other: `number` takes one in
/// LEB128 and gives its value, `float` takes so many bytes as they are.
/// Broken where one is, and for an instruction that nobody here knows.
pub fn operands<T>(
    of: &mut T,
    op: u8,
    number: impl Fn(&mut T, Kind) -> Result<u32, Broken>,
    float: impl Fn(&mut T, usize) -> Result<(), Broken>,
) -> Result<(), Broken> {
    match op {
        0x02..=0x04 => drop(number(of, Kind::Block)?),
        0x0c | 0x0d => drop(number(of, Kind::Branch)?),
        0x0e => {
            let labels = number(of, Kind::Labels)?;
            for _ in 0..=labels {
                number(of, Kind::Label)?;
            }
        }
        0x10 => drop(number(of, Kind::Call)?),
        0x11 => {
            number(of, Kind::Index)?;
            number(of, Kind::Index)?;
        }
        0x1c => {
            let types = number(of, Kind::Other)?;
            for _ in 0..types {
                number(of, Kind::Other)?;
            }
        }
        0x20 => drop(number(of, Kind::Get)?),
        0x21 | 0x22 => drop(number(of, Kind::Set)?),
        0x23..=0x26 => drop(number(of, Kind::Index)?),
        0x28..=0x35 => drop(number(of, Kind::Load)?),
        0x36..=0x3e => drop(number(of, Kind::Store)?),
        0x3f | 0x40 | 0xd0 | 0xd2 => drop(number(of, Kind::Other)?),
        0x41 => drop(number(of, Kind::Const)?),
        0x42 => drop(number(of, Kind::Const64)?),
        0x43 => float(of, 4)?,
        0x44 => float(of, 8)?,
        0xfc => {
            let which = number(of, Kind::Other)?;
            for _ in 0..*MANY.get(which as usize).ok_or(Broken)? {
                number(of, Kind::Other)?;
            }
        }
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
        _ => return Err(Broken),
    }
    Ok(())
}

/// A reader of numbers in LEB128.
pub struct Numbers<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Numbers<'_> {
    pub fn byte(&mut self) -> Result<u8, Broken> {
        let byte = *self.bytes.get(self.at).ok_or(Broken)?;
        self.at += 1;
        Ok(byte)
    }

    /// Its low 32 bits: only constants have more.
    pub fn number(&mut self) -> Result<u32, Broken> {
        let (mut value, mut shift) = (0u32, 0);
        loop {
            let byte = self.byte()?;
            value |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 128 {
                return Ok(value);
            }
        }
    }
}

pub fn numeral(to: &mut Vec<u8>, mut value: u32) {
    while value > 127 {
        to.push(value as u8 & 127 | 128);
        value >>= 7;
    }
    to.push(value as u8);
}
