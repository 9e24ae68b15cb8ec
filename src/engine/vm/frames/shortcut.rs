//! From one wait to the next without running: `io(x)` right after `cpu(y)`.
//!
//! What scripts do most, over and over, is to compute and then to wait for a
//! device. Between the two lie ops that touch the task's own registers alone,
//! which [`Fused::Io`] stands for: what they will do is known when the task begins
//! to compute, and its state need not be looked at when it has.

use super::Frames;
#[cfg(not(fast_functions))]
use super::{super::quick, Value};
use crate::base::Time;
use crate::program::Program;
#[cfg(not(fast_functions))]
use crate::program::fused::Fused;

/// The ops of `io(x)`.
const OPS: u32 = 3;

/// A wait for a device that a task comes to without anything between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// For so many milliseconds; 0 if there is none.
    ms: u32,
    pub line: u32,
}

impl Ahead {
    /// The ops that lead there.
    pub const OPS: u64 = OPS as u64;
    pub const NOTHING: Ahead = Ahead { ms: 0, line: 0 };

    /// How long it takes, if there is one.
    #[inline(always)]
    pub fn length(self) -> Option<Time> {
        (self.ms > 0).then_some(Time::ms(self.ms.into()))
    }
}

impl Frames {
    /// The line of a task that leaves with [`Exit::Cpu`](super::super::Exit::Cpu), and
    /// whether it comes to `io(x)` next, `x` being a variable of its own.
    #[cfg(not(fast_functions))]
    #[inline(always)]
    pub fn leaves(&self, program: &Program) -> (u32, Ahead) {
        let here = match &self.deep {
            None => Some(((self.code, u32::from(self.pc), u16::from(self.dst)), self.registers())),
            Some(calls) => calls.frames.last().and_then(|frame| {
                let registers = calls.stack.get(frame.base as usize..)?;
                Some(((frame.code, frame.pc, frame.dst), registers))
            }),
        };
        let found = here.and_then(|(place, registers)| find(program, place, registers));
        found.unwrap_or_else(|| (self.line(program), Ahead::NOTHING))
    }

    /// The page has no fused ops: what they are found by weighs too much there.
    #[cfg(fast_functions)]
    pub fn leaves(&self, program: &Program) -> (u32, Ahead) {
        (self.line(program), Ahead::NOTHING)
    }

    /// Goes to the wait that was ahead. All that changes is where it stands: the
    /// argument is done with, and the result lies where that of `cpu(y)` did.
    #[inline(always)]
    pub fn go_ahead(&mut self) {
        match &mut self.deep {
            None => self.pc += OPS as u16,
            Some(calls) => {
                if let Some(frame) = calls.frames.last_mut() {
                    frame.pc += OPS;
                }
            }
        }
    }
}

/// The line of the op before this place in the script's own text, and an `io(x)` that
/// begins here and puts its result where that op did.
#[cfg(not(fast_functions))]
#[inline(always)]
fn find(
    program: &Program,
    (code, pc, dst): (u16, u32, u16),
    registers: &[Value],
) -> Option<(u32, Ahead)> {
    let code = program.codes.get(code as usize).filter(|code| !code.library)?;
    let &[before, .., line] =
        code.lines.get((pc as usize).checked_sub(1)?..)?.first_chunk::<{ 1 + OPS as usize }>()?;
    let Fused::Io { base, src, .. } = *code.fused.get(pc as usize)? else { return None };
    match *registers.get(src as usize)? {
        Value::Int(ms @ 1..=quick::LONGEST) if base as u16 == dst => {
            Some((before, Ahead { ms: ms as u32, line }))
        }
        _ => None,
    }
}
