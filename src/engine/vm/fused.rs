//! The inner loop once more, over the fused ops (`program::fused`): where nobody
//! looks, and nothing is to be done between two ops.
//!
//! It does the same as `run`, on the way to the same places: `pc` counts ops,
//! registers hold what they would, and what is not as simple as expected is left
//! to its op. Here is what calls and returns do; the ops of one frame are in
//! [`ops`], which also a packed call runs where it is (`frames::in_place`).

pub(super) mod ops;

use super::calls::{Calls, Frame};
use super::exec::Machine;
use super::object::{Function, Object};
use super::run::Event;
use super::straight::Straight;
use super::{Value, Verb};
use crate::program::fused::WINDOW;
use ops::{Found, Left};

impl Machine<'_, '_> {
    /// Executes ops until one needs more than the frames of script code: a verb, or
    /// else an event.
    #[inline(never)]
    pub(super) fn run_fused(&mut self, fuel: &mut u64, event: &mut Event) -> Option<Verb> {
        let Some((mut code, mut base, mut pc)) = self.innermost() else {
            *event = Event::Switch;
            return None;
        };
        let mut free = *fuel;
        // Where the registers begin that a call does not use yet; none, if it goes on.
        let mut unused = WINDOW;
        *event = loop {
            let (memory, calls) = (&mut *self.memory, &mut *self.calls);
            let window = calls.stack.get_mut(base..);
            let Some(regs) = window.and_then(<[_]>::first_chunk_mut::<WINDOW>) else {
                widen(calls, base);
                continue;
            };
            // What is left there must not keep objects alive.
            if let Some(registers) = regs.get_mut(unused..code.registers as usize) {
                registers.fill(Value::Unbound);
            }
            unused = WINDOW;
            let mut found = Found::NOTHING;
            let left = ops::run(&code.fused, regs, memory, &mut pc, &mut free, &mut found);
            match left {
                Left::Verb => {
                    *fuel = free;
                    if let Some(frame) = calls.frames.last_mut() {
                        (frame.pc, frame.dst) = (pc as u32, found.dst as u16);
                    }
                    return Some(found.verb);
                }
                Left::Long => {
                    calls.stay(pc);
                    *fuel = free;
                    *event = self.run_frames(fuel);
                    return None;
                }
                Left::Pause => {
                    calls.stay(pc);
                    break self.jump_to(found.target as u32);
                }
                Left::Return => {
                    // Not a builtin that called back.
                    if let [.., parent, _] = calls.frames[..]
                        && calls.handling.is_empty()
                        && let Some(caller) = self.program.codes.get(parent.code as usize)
                    {
                        let value = regs[found.dst as usize];
                        (code, base, pc) = (caller, parent.base as usize, parent.pc as usize);
                        let to = &mut calls.stack[base + parent.dst as usize];
                        match value {
                            Value::Int(n) => *to = Value::Int(n),
                            other => *to = other,
                        }
                        calls.frames.pop();
                        continue;
                    }
                }
                Left::Call if calls.frames.len() < self.env.limits.recursion as usize => {
                    let Some(frame) = calls.frames.last_mut() else { break Event::Switch };
                    (frame.pc, frame.dst) = (pc as u32, found.dst as u16);
                    let caller_top = frame.top;
                    (base, pc) = (base + found.first as usize, 0);
                    code = &self.program.codes[found.code.0 as usize];
                    let (registers, count) = (code.registers as usize, found.count.into());
                    if found.plain && registers <= WINDOW && !memory.wants_collection() {
                        unused = count;
                    } else if let Object::Function(function) = memory.get(found.function) {
                        prepare(calls, base, count, registers, function);
                    }
                    let top = caller_top.max((base + registers) as u32);
                    calls.frames.push(Frame::new(found.code.0, base as u32, top));
                    if memory.wants_collection() {
                        break Event::Exit(memory.collect_or_limit());
                    }
                    continue;
                }
                Left::Call | Left::Op => {}
            }
            calls.stay(pc);
            let op = code.ops[pc - 1];
            match self.straight(op, event) {
                Some(Straight::On) => {}
                Some(Straight::Left) => {
                    *fuel = free;
                    return None;
                }
                None => match self.general(op) {
                    Event::Next => {}
                    event => break event,
                },
            }
            let Some(now) = self.innermost() else { break Event::Switch };
            (code, base, pc) = now;
        };
        *fuel = free;
        None
    }
}

/// Makes room for the registers that a function may have.
#[cold]
#[inline(never)]
fn widen(calls: &mut Calls, base: usize) {
    calls.stack.resize(base + WINDOW, Value::Unbound);
}

/// Empties the registers of a call but for its arguments, and puts in what its
/// function captured.
#[cold]
#[inline(never)]
fn prepare(calls: &mut Calls, base: usize, count: usize, registers: usize, function: &Function) {
    if calls.stack.len() < base + registers {
        calls.stack.resize(base + registers, Value::Unbound);
    }
    calls.stack[base + count..base + registers].fill(Value::Unbound);
    if let Some(extra) = &function.extra {
        calls.stack[base + count..][..extra.captures.len()].copy_from_slice(&extra.captures);
    }
}
