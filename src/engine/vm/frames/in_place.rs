//! A packed call that runs where it is.
//!
//! Among many tasks, most computation is a few ops between two waits. To unpack the
//! call first and to pack it again would take as long as they do.

use super::super::exec::NATIVE;
use super::super::fused::ops::{self, Found, Left};
use super::super::{Memory, Value, Verb};
use super::{Due, Frames, REGISTERS};
use crate::program::Program;

impl Frames {
    /// Executes fused ops until a verb, if nothing else comes up. Without one it stands
    /// somewhere on the way there, or where it stood, and goes on by another way. What
    /// is taken of the fuel is counted as `steps`.
    #[inline(always)]
    pub(in super::super) fn run_in_place(
        &mut self,
        program: &Program,
        memory: &mut Memory,
        fuel: &mut u64,
        steps: &mut u64,
    ) -> Option<Verb> {
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
        let (mut pc, before, mut found) = (self.pc as usize, *fuel, Found::NOTHING);
        let regs = &mut self.registers;
        let left = ops::run(&code.fused, regs, memory, &mut pc, fuel, &mut found);
        let verb = match left {
            Left::Verb => {
                (self.dst, self.live) = (found.dst as u8, found.dst as u8 + 1);
                Some(found.verb)
            }
            _ => {
                if left != Left::Long {
                    // The op has to be done once more.
                    (pc, *fuel) = (pc - 1, *fuel + 1);
                }
                self.live = self.top;
                None
            }
        };
        self.pc = pc as u16;
        *steps += before - *fuel;
        verb
    }
}
