//! What each of very many tasks does once, by the shortest way: `spawn(f, x)`,
//! `range(n)`, and what a loop draws from that.
//!
//! It comes to what the general way comes to. That builds an answer that most
//! calls need and these do not, and hands it on through half a dozen functions.

use super::exec::Machine;
use super::object::Object;
use super::run::Event;
use super::{Exit, Memory, Value, convert};
use crate::program::{Builtin, Op};

/// What was done.
pub(super) enum Straight {
    /// The frame goes on.
    On,
    /// It leaves with the event.
    Left,
}

impl Machine<'_, '_> {
    /// Executes an op of the innermost frame, whose `pc` is past it already; `None`,
    /// before anything is done, where the general way has to be taken.
    #[inline(never)]
    pub(super) fn straight(&mut self, op: Op, event: &mut Event) -> Option<Straight> {
        let memory = &mut *self.memory;
        let frame = self.calls.frames.last_mut()?;
        let registers = self.calls.stack.get_mut(frame.base as usize..)?;
        if let Op::Call { awaited: false, base, argc: 2 } = op
            && let Some(&[Value::Builtin(Builtin::Spawn), Value::Object(function), arg]) =
                registers.get(base as usize..)?.first_chunk()
            && memory.answers.is_empty()
            && matches!(memory.get(function), Object::Function(_))
        {
            frame.dst = base;
            *event = Event::Exit(Exit::Spawn(function, arg));
            return Some(Straight::Left);
        }
        let mut pc = frame.pc as usize;
        range(op, registers, memory, &mut pc)?;
        frame.pc = pc as u32;
        Some(Straight::On)
    }
}

/// `range(n)`, what a loop draws from that, and the end of it, for a frame with these
/// registers, whose `pc` is past the op; `None`, before anything is done, of any other op.
#[inline]
pub(super) fn range(
    op: Op,
    registers: &mut [Value],
    memory: &mut Memory,
    pc: &mut usize,
) -> Option<()> {
    match op {
        Op::Call { awaited: false, base, argc: 1 } => {
            let window = registers.get_mut(base as usize..)?.first_chunk_mut()?;
            let [callee @ Value::Builtin(Builtin::Range), count @ Value::Int(_)] = window else {
                return None;
            };
            *callee = convert::range(memory, &[*count]).ok()?;
        }
        Op::GetIter { dst, src } => {
            let source = *registers.get(src as usize)?;
            let Object::Range(_) = memory.object(source)? else { return None };
            *registers.get_mut(dst as usize)? = memory.iterate(source).ok()?;
        }
        Op::ForNext { iter, target } => {
            let Object::RangeIter(range) = memory.object(*registers.get(iter as usize)?)? else {
                return None;
            };
            // Backwards is where loops let the memory breathe.
            if range.len > 0 || (target as usize) < *pc {
                return None;
            }
            *pc = target as usize;
        }
        _ => return None,
    }
    Some(())
}
