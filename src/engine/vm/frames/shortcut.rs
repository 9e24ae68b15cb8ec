//! From one wait to the next without running: `io(x)` right after `cpu(y)`.
//!
//! What scripts do most, over and over, is to compute and then to wait for a
//! device. Between the two lie three ops that touch the task's own registers
//! alone: done here, they need neither the interpreter's loop nor a packed
//! state to be unpacked. The task stands afterwards as if they had been run.

use super::super::calls::Pending;
use super::super::quick;
use super::{Due, Exit, Frames, NATIVE, REGISTERS, Value};
use crate::base::Time;
use crate::program::{Builtin, Op, Program};

impl Frames {
    /// The ops that [`Self::go_on_to_io`] does.
    pub const SHORTCUT: u64 = 3;

    /// Where a task that has computed comes to `io(x)` next, `x` being a number or a
    /// variable of its own: goes there and says how long it waits, which is some
    /// time. Nothing has happened otherwise.
    #[inline(always)]
    pub fn go_on_to_io(&mut self, program: &Program) -> Option<Time> {
        let Some(calls) = &mut self.deep else { return self.go_on_packed(program) };
        let frame = calls.frames.last_mut()?;
        if calls.pending != Pending::Nothing || !calls.answers.is_empty() {
            return None;
        }
        let (base, load) = find(program, frame.code, frame.pc as usize)?;
        let registers = calls.stack.get_mut(frame.base as usize..)?;
        let argument = argument(load, base, registers)?;
        let length = length(argument)?;
        *registers.get_mut(base as usize + 1)? = argument;
        registers[base as usize] = Value::None;
        (frame.pc, frame.dst) = (frame.pc + Frames::SHORTCUT as u32, base);
        Some(length)
    }

    #[inline(always)]
    fn go_on_packed(&mut self, program: &Program) -> Option<Time> {
        if self.due != Due::Nothing {
            return None;
        }
        let (base, load) = find(program, self.code, self.pc.into())?;
        let argument = argument(load, base, self.registers())?;
        let length = length(argument)?;
        if base as usize >= REGISTERS || base > u16::from(self.live) {
            return None;
        }
        // The argument is above what is in use.
        self.registers[base as usize] = Value::None;
        (self.dst, self.live) = (base as u8, base as u8 + 1);
        self.pc += Frames::SHORTCUT as u16;
        Some(length)
    }
}

/// The register of the result of an `io(x)` that begins with this op, and what puts
/// `x` into the next one.
#[inline(always)]
fn find(program: &Program, code: u16, pc: usize) -> Option<(u16, Op)> {
    let ops = program.codes.get(code as usize).filter(|_| code != NATIVE)?.ops.get(pc..)?;
    let &[load_io, load, call] = ops.first_chunk()?;
    match (load_io, call) {
        (
            Op::LoadBuiltin { dst, builtin: Builtin::Io },
            Op::Call { base, argc: 1, awaited: false },
        ) if dst == base => Some((base, load)),
        _ => None,
    }
}

#[inline(always)]
fn argument(load: Op, base: u16, registers: &[Value]) -> Option<Value> {
    match load {
        Op::LoadInt { dst, value } if dst == base + 1 => Some(Value::Int(value.into())),
        Op::Move { dst, src } if dst == base + 1 && src != base => {
            registers.get(src as usize).copied()
        }
        _ => None,
    }
}

#[inline(always)]
fn length(argument: Value) -> Option<Time> {
    match quick::verb(Builtin::Io, argument) {
        Some(Exit::Io(length)) if length > Time::ZERO => Some(length),
        _ => None,
    }
}
