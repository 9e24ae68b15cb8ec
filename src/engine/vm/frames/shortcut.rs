//! From one wait to the next without running: `io(x)` right after `cpu(y)`.
//!
//! What scripts do most, over and over, is to compute and then to wait for a
//! device. Between the two lie ops that touch the task's own registers alone,
//! which [`Fused::Io`] stands for: done here, they need neither the interpreter's
//! loop nor a packed state to be unpacked. The task stands afterwards as if they
//! had been run.

use super::super::calls::Pending;
use super::super::quick;
use super::{Due, Frames, REGISTERS, Value};
use crate::base::Time;
use crate::program::Program;
use crate::program::fused::Fused;

impl Frames {
    /// The ops that [`Self::go_on_to_io`] does.
    pub const SHORTCUT: u64 = 3;

    /// Where a task that has computed comes to `io(x)` next, `x` being a variable of
    /// its own: goes there and says how long it waits, which is some time, and at
    /// which line. Nothing has happened otherwise.
    #[inline(always)]
    pub fn go_on_to_io(&mut self, program: &Program) -> Option<(Time, u32)> {
        let Some(calls) = &mut self.deep else { return self.go_on_packed(program) };
        let frame = calls.frames.last_mut()?;
        if calls.pending != Pending::Nothing || !calls.answers.is_empty() {
            return None;
        }
        let ([base, arg, src], line) = find(program, frame.code, frame.pc as usize)?;
        let registers = calls.stack.get_mut(frame.base as usize..)?;
        let argument = *registers.get(src)?;
        let length = length(argument)?;
        *registers.get_mut(arg)? = argument;
        *registers.get_mut(base)? = Value::None;
        (frame.pc, frame.dst) = (frame.pc + Frames::SHORTCUT as u32, base as u16);
        Some((length, line))
    }

    #[inline(always)]
    fn go_on_packed(&mut self, program: &Program) -> Option<(Time, u32)> {
        if self.due != Due::Nothing {
            return None;
        }
        let ([base, _, src], line) = find(program, self.code, self.pc.into())?;
        let live = usize::from(self.live);
        // What is above those in use is unbound, where the argument will be too.
        if src >= live || base > live || base >= REGISTERS {
            return None;
        }
        let length = length(*self.registers.get(src)?)?;
        self.registers[base] = Value::None;
        (self.dst, self.live) = (base as u8, base as u8 + 1);
        self.pc += Frames::SHORTCUT as u16;
        Some((length, line))
    }
}

/// The registers of the result, the argument and what it comes from, of an `io(x)`
/// that begins here in the script's own text, and its line.
#[inline(always)]
fn find(program: &Program, code: u16, pc: usize) -> Option<([usize; 3], u32)> {
    let code = program.codes.get(code as usize).filter(|code| !code.library)?;
    let Fused::Io { base, arg, src } = *code.fused.get(pc)? else { return None };
    let line = *code.lines.get(pc + Frames::SHORTCUT as usize - 1)?;
    Some(([base as usize, arg as usize, src as usize], line))
}

#[inline(always)]
fn length(argument: Value) -> Option<Time> {
    match argument {
        Value::Int(ms @ 1..=quick::LONGEST) => Some(Time::ms(ms as u64)),
        _ => None,
    }
}
