//! A packed call that runs where it is.
//!
//! Among many tasks, most computation is a few ops between two waits. To unpack the
//! call first and to pack it again would take as long as they do.

use super::super::exec::NATIVE;
use super::super::fused::ops::{self, Found, Left};
use super::super::{Exit, Memory, Value, Verb, straight};
use super::{Due, Frames, REGISTERS};
use crate::program::fused::Slot;
use crate::program::{Code, Program};

/// How far a packed call came.
pub(in super::super) enum Came {
    /// To a verb.
    To(Verb),
    /// To its end: the exit says so.
    Out,
    /// Somewhere on the way there, or nowhere: it goes on by another way.
    On,
}

impl Frames {
    /// Executes fused ops until a verb or its end, if nothing else comes up. What is
    /// taken of the fuel is counted as `steps`.
    #[inline(always)]
    pub(in super::super) fn run_in_place(
        &mut self,
        program: &Program,
        memory: &mut Memory,
        fuel: &mut u64,
        steps: &mut u64,
        exit: &mut Exit,
    ) -> Came {
        let Some(code) = self.in_place(program, memory) else { return Came::On };
        let (mut pc, before, mut found) = (self.pc as usize, *fuel, Found::NOTHING);
        let regs = &mut self.registers;
        let came = match ops::run(&code.fused, regs, memory, &mut pc, fuel, &mut found) {
            Left::Verb => self.came_to(&found, pc),
            left => self.go_on(code, memory, (left, pc, found.dst), fuel, exit),
        };
        *steps += before - *fuel;
        came
    }

    /// The code of the packed call, if it can run here, with its registers ready for that.
    #[inline(always)]
    fn in_place<'p>(&mut self, program: &'p Program, memory: &Memory) -> Option<&'p Code> {
        if self.deep.is_some() || self.code == NATIVE || !super::runs_packed(memory) {
            return None;
        }
        let code = program.codes.get(self.code as usize)?;
        // A jump may lead to the end of the code.
        let fits = self.top as usize <= REGISTERS && code.fused.len() < u16::MAX.into();
        if !fits || code.fused.is_empty() {
            return None;
        }
        match self.due {
            Due::Nothing => {}
            Due::Resume if memory.answers.is_empty() && self.given != Value::Unbound => {
                *self.registers.get_mut(self.dst as usize)? = self.given;
                self.due = Due::Nothing;
            }
            _ => return None,
        }
        self.registers.get_mut(self.live as usize..self.top as usize)?.fill(Value::Unbound);
        Some(code)
    }

    #[inline(always)]
    fn came_to(&mut self, found: &Found, pc: usize) -> Came {
        (self.dst, self.live) = (found.dst as u8, found.dst as u8 + 1);
        self.pc = pc as u16;
        Came::To(found.verb)
    }

    /// Goes on after what is rarer than a verb, as long as it is simple.
    #[inline(never)]
    fn go_on(
        &mut self,
        code: &Code,
        memory: &mut Memory,
        (mut left, mut pc, mut dst): (Left, usize, Slot),
        fuel: &mut u64,
        exit: &mut Exit,
    ) -> Came {
        loop {
            match left {
                Left::Return if memory.answers.is_empty() => {
                    *exit = Exit::Returned(self.registers[dst as usize]);
                    self.leave();
                    return Came::Out;
                }
                Left::Op => {
                    let op = code.ops[pc - 1];
                    if straight::range(op, &mut self.registers, memory, &mut pc).is_none() {
                        break;
                    }
                }
                _ => break,
            }
            let (regs, mut found) = (&mut self.registers, Found::NOTHING);
            left = ops::run(&code.fused, regs, memory, &mut pc, fuel, &mut found);
            if left == Left::Verb {
                return self.came_to(&found, pc);
            }
            dst = found.dst;
        }
        if left != Left::Long {
            // The op has to be done once more.
            (pc, *fuel) = (pc - 1, *fuel + 1);
        }
        self.pc = pc as u16;
        self.live = self.top;
        Came::On
    }
}
