//! The packing side: sorts a program as the walk goes, and walks twice.

use crate::coder::{Coder, Looking, Writer};
use crate::form::{self, ALIGNED, Numbers};
use crate::walk::{Broken, Walk, described};
use crate::{Head, Next, advance, sum};

const CODE_SECTION: u8 = 10;
const NONE: &str = "not a WebAssembly program";
const UNKNOWN: &str = "an instruction that is not known";

/// A program without the sections that only tools read: names, producers.
///
/// # Errors
///
/// Where it is none.
pub fn stripped(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut from = Numbers { bytes: wasm, at: 8 };
    let mut kept = wasm.get(..8).ok_or(NONE)?.to_vec();
    while from.at < wasm.len() {
        let start = from.at;
        let id = from.byte().ok_or(NONE)?;
        let length = from.number().ok_or(NONE)?;
        from.at += length as usize;
        let section = wasm.get(start..from.at).ok_or(NONE)?;
        if id != 0 {
            kept.extend(section);
        }
    }
    Ok(kept)
}

/// The packed program.
///
/// # Errors
///
/// Where it has no code, or does not come back byte for byte: an instruction
/// that `form` does not know, a number written longer than it must be.
pub fn pack(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let (past, mut head) = sorted(wasm).ok_or(NONE)?;
    head.sum = sum(wasm);

    // A first look says which trees are worth having: they stand before the rest.
    let mut looking = Walk::new(Looking);
    looking.flat();
    looking.model.past = past.clone();
    looking.plain(form::Kind::Section, head.before as usize);
    walk(&mut looking, &head, Next::Function(0), |_| ()).map_err(|Broken| UNKNOWN)?;
    let trees = described(&looking.often);

    let mut writing = Walk::new(Writer::new());
    writing.model.past = [trees, past].concat();
    let mut longest = 0;
    let mut before = 0;
    walk(&mut writing, &head, Next::Tree(0), |writer| {
        longest = longest.max(writer.bytes.len() - before);
        before = writer.bytes.len();
    })
    .map_err(|Broken| UNKNOWN)?;
    if writing.out != wasm {
        return Err("the program does not come back".into());
    }
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
fn sorted(wasm: &[u8]) -> Option<(Vec<u8>, Head)> {
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
    let mut past = wasm.get(..start)?.to_vec();
    let functions = from.number()?;
    for _ in 0..functions {
        let length = from.number()? as usize;
        let last = from.at + length;
        let mut body = Body {
            from: Numbers { bytes: wasm.get(..last)?, at: from.at },
            operands: Vec::new(),
            failed: false,
        };
        for _ in 0..body.number() {
            body.number();
            body.number();
        }
        let mut code = Vec::new();
        while body.from.at < last {
            let op = body.from.byte()?;
            if let Some(natural) = form::alignment(op) {
                let given = body.from.byte()?;
                if given > 7 {
                    return None;
                }
                if given != natural {
                    code.push(ALIGNED + given);
                }
            }
            code.push(op);
            if !form::operands(&mut body, op, |body, _| body.number(), Body::plain) || body.failed {
                return None;
            }
        }
        past.extend(code);
        past.extend(body.operands);
        from.at = last;
    }
    let behind = wasm.get(end..)?;
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
    Some((past, head))
}

struct Body<'a> {
    from: Numbers<'a>,
    operands: Vec<u8>,
    failed: bool,
}

impl Body<'_> {
    fn number(&mut self) -> u32 {
        let start = self.from.at;
        let value = self.from.number();
        self.failed |= value.is_none();
        self.operands.extend(self.from.bytes.get(start..self.from.at).unwrap_or_default());
        value.unwrap_or(0)
    }

    fn plain(&mut self, count: usize) {
        for _ in 0..count {
            match self.from.byte() {
                Some(byte) => self.operands.push(byte),
                None => self.failed = true,
            }
        }
    }
}
