//! The packing side: sorts a program as the walk goes, walks twice, and unpacks
//! what came of it.

use crate::coder::{Coder, Looking, Writer};
use crate::form::{self, ALIGNED, Numbers};
use crate::walk::{Walk, described};
use crate::{Broken, Head, Next, Step, Unpacking, advance, sum};

const CODE_SECTION: u8 = 10;
const UNKNOWN: &str = "not a WebAssembly program, or with an instruction that is not known";

/// A program without the sections that only tools read: names, producers.
///
/// # Errors
///
/// Where it is none.
pub fn stripped(wasm: &[u8]) -> Result<Vec<u8>, String> {
    without_custom(wasm).map_err(|Broken| UNKNOWN.into())
}

fn without_custom(wasm: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut from = Numbers { bytes: wasm, at: 8 };
    let mut kept = wasm.get(..8).ok_or(Broken)?.to_vec();
    while from.at < wasm.len() {
        let start = from.at;
        let id = from.byte()?;
        let length = from.number()?;
        from.at += length as usize;
        let section = wasm.get(start..from.at).ok_or(Broken)?;
        if id != 0 {
            kept.extend(section);
        }
    }
    Ok(kept)
}

/// The packed program, which was unpacked again and is the same to the byte.
///
/// # Errors
///
/// Where it has no code, or does not come back byte for byte: an instruction
/// that `form` does not know, a length written longer than it must be, more
/// than [`LONGEST`] bytes.
pub fn pack(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let packed = packed(wasm).map_err(|Broken| UNKNOWN)?;
    match unpacked(&packed) {
        Ok(program) if program == wasm => Ok(packed),
        _ => Err("the program does not come back".into()),
    }
}

fn packed(wasm: &[u8]) -> Result<Vec<u8>, Broken> {
    let (past, mut head) = sorted(wasm)?;
    head.sum = sum(wasm);

    // A first look says which trees are worth having: they stand before the rest.
    let mut looking = Walk::new(Looking);
    looking.flat();
    looking.model.past = past.clone();
    looking.plain(form::Kind::Section, head.before as usize);
    walk(&mut looking, &head, Next::Function(0), |_| ())?;
    let trees = described(&looking.often);

    let mut writing = Walk::new(Writer::new());
    writing.model.past = [trees, past].concat();
    let mut longest = 0;
    let mut before = 0;
    walk(&mut writing, &head, Next::Tree(0), |writer| {
        longest = longest.max(writer.bytes.len() - before);
        before = writer.bytes.len();
    })?;
    // The reader is at most this much further than the writer was.
    head.step = longest as u32 + 64;
    let mut packed = Vec::new();
    for number in
        [head.length, head.before, head.code, head.functions, head.behind, head.step, head.sum]
    {
        form::numeral(&mut packed, number);
    }
    packed.extend(writing.coder.finish());
    Ok(packed)
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut unpacking = Unpacking::default();
    unpacking.push(packed);
    while unpacking.step(true)? != Step::Done {}
    Ok(unpacking.program())
}

fn walk<C: Coder>(
    walk: &mut Walk<C>,
    head: &Head,
    mut next: Next,
    mut step: impl FnMut(&C),
) -> Result<(), Broken> {
    while !matches!(next, Next::Nothing) {
        next = advance(walk, head, next)?;
        step(&walk.coder);
    }
    Ok(())
}

/// All bytes in the order of the walk.
fn sorted(wasm: &[u8]) -> Result<(Vec<u8>, Head), Broken> {
    let mut from = Numbers { bytes: wasm, at: 8 };
    let (start, code) = loop {
        let id = from.byte()?;
        let start = from.at;
        let length = from.number()?;
        if id == CODE_SECTION {
            break (start, length);
        }
        from.at += length as usize;
    };
    let end = from.at + code as usize;
    let mut past = wasm.get(..start).ok_or(Broken)?.to_vec();
    let functions = from.number()?;
    for _ in 0..functions {
        let length = from.number()? as usize;
        let at = from.at;
        from.at += length;
        let bytes = wasm.get(..from.at).ok_or(Broken)?;
        Body { from: Numbers { bytes, at }, operands: Vec::new() }.sort(&mut past)?;
    }
    let behind = wasm.get(end..).ok_or(Broken)?;
    past.extend(behind);
    let head = Head {
        length: wasm.len() as u32,
        before: start as u32,
        code,
        functions,
        behind: behind.len() as u32,
        step: 0,
        sum: 0,
    };
    Ok((past, head))
}

struct Body<'a> {
    from: Numbers<'a>,
    operands: Vec<u8>,
}

impl Body<'_> {
    /// First all instructions, then their operands.
    fn sort(mut self, past: &mut Vec<u8>) -> Result<(), Broken> {
        for _ in 0..self.number()? {
            self.number()?;
            self.number()?;
        }
        while self.from.at < self.from.bytes.len() {
            let op = self.from.byte()?;
            if let Some(natural) = form::alignment(op) {
                let given = self.from.byte()?;
                if given > 7 {
                    return Err(Broken);
                }
                if given != natural {
                    past.push(ALIGNED + given);
                }
            }
            past.push(op);
            form::operands(&mut self, op, |body, _| body.number(), Body::plain)?;
        }
        past.extend(self.operands);
        Ok(())
    }

    fn number(&mut self) -> Result<u32, Broken> {
        let start = self.from.at;
        let value = self.from.number()?;
        self.operands.extend(&self.from.bytes[start..self.from.at]);
        Ok(value)
    }

    fn plain(&mut self, count: usize) -> Result<(), Broken> {
        let bytes = self.from.bytes.get(self.from.at..).and_then(|rest| rest.get(..count));
        self.operands.extend(bytes.ok_or(Broken)?);
        self.from.at += count;
        Ok(())
    }
}
