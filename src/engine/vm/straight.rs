//! What each of very many tasks does once, by the shortest way: `spawn(f, x)`,
//! `range(n)`, and what a loop draws from that.
//!
//! It comes to what the general way comes to. That builds an answer that most
//! calls need and these do not, and hands it on through half a dozen functions.

use super::exec::Machine;
use super::object::Object;
use super::request::{Options, Request, Spawn};
use super::run::Event;
use super::{Exit, Value, convert};
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
        match op {
            Op::Call { awaited: false, base, argc } => {
                let window = registers.get_mut(base as usize..)?.get_mut(..=argc as usize)?;
                let [callee, args @ ..] = window else { return None };
                match callee {
                    Value::Builtin(Builtin::Spawn) if memory.answers.is_empty() => {
                        let [function, args @ ..] = args else { return None };
                        let Object::Function(_) = memory.object(*function)? else { return None };
                        frame.dst = base;
                        let (function, args, options) =
                            (*function, args.to_vec(), Options::default());
                        let request = Request::Spawn(Spawn { function, args, options });
                        *event = Event::Exit(Exit::Request(Box::new(request)));
                        return Some(Straight::Left);
                    }
                    Value::Builtin(Builtin::Range) => {
                        let [Value::Int(_)] = args else { return None };
                        *callee = convert::range(memory, args).ok()?;
                    }
                    _ => return None,
                }
            }
            Op::GetIter { dst, src } => {
                let source = *registers.get(src as usize)?;
                let Object::Range(_) = memory.object(source)? else { return None };
                *registers.get_mut(dst as usize)? = memory.iterate(source).ok()?;
            }
            _ => return None,
        }
        Some(Straight::On)
    }
}
