//! The way out of nested statements: what `return`, `break`, `continue` and
//! exceptions leave behind them, innermost first.
//!
//! A block watches a range of operations: an exception there goes to the
//! block's handler. On the way out the block's own tidying is written in
//! place, and from there on the block must not watch any more: such stretches
//! are gaps in its range.

use super::frame::Place;
use super::{Compiler, Patch};
use crate::program::{Handler, NO_REG, Op, Reg};
use ruff_text_size::TextRange;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exit {
    Break,
    Continue,
    /// The value to return.
    Return(Reg),
}

pub(super) struct Block<'a> {
    pub(super) kind: BlockKind<'a>,
    start: u32,
    gaps: Vec<(u32, u32)>,
}

pub(super) enum BlockKind<'a> {
    Loop {
        start: u32,
        breaks: Vec<Patch>,
        /// What it draws from, where it may have to be closed.
        iter: Option<Reg>,
    },
    /// `try` with `except`: nothing to tidy.
    Try,
    /// An `except` clause and the name it binds.
    Except {
        name: Option<&'a str>,
    },
    /// `try` with `finally`: every way out goes through the one final body,
    /// with its number in `state` and what it carries in `value`.
    Final {
        state: Reg,
        value: Reg,
        exits: Vec<Exit>,
        jumps: Vec<Patch>,
    },
    /// The final body itself; `state` tells whether an exception is being handled.
    FinalBody {
        state: Reg,
    },
    With {
        asynchronous: bool,
        manager: Reg,
    },
}

/// Values of a final body's `state`; ways out count on from `FIRST_EXIT`.
pub(super) const NORMAL: i16 = 0;
pub(super) const RAISED: i16 = 1;
const FIRST_EXIT: i16 = 2;

impl<'a> Compiler<'_, 'a> {
    pub(super) fn begin_block(&mut self, kind: BlockKind<'a>) {
        let start = self.here();
        self.frame.blocks.push(Block { kind, start, gaps: Vec::new() });
    }

    pub(super) fn begin_loop(&mut self, start: u32, iter: Option<Reg>) {
        self.begin_block(BlockKind::Loop { start, breaks: Vec::new(), iter });
    }

    /// Ends the innermost loop, whose every turn has ended before. An exception
    /// in it closes what it draws from, if that may have to be.
    pub(super) fn end_loop(&mut self, place: TextRange) -> Vec<Patch> {
        let Some((BlockKind::Loop { breaks, iter, .. }, watched)) = self.end_block() else {
            return Vec::new();
        };
        if let Some(iter) = iter {
            let exception = self.temp(place);
            self.handle_here(watched, exception);
            self.emit(Op::CloseIter { iter }, place);
            self.emit(Op::Reraise { exception }, place);
        }
        breaks
    }

    /// Whether leaving the function needs tidying.
    pub(super) fn leaves_plainly(&self) -> bool {
        self.frame.blocks.iter().all(|b| matches!(b.kind, BlockKind::Loop { .. }))
    }

    /// Ends the innermost block: its range up to here, without the gaps.
    pub(super) fn end_block(&mut self) -> Option<(BlockKind<'a>, Watched)> {
        let block = self.frame.blocks.pop()?;
        let mut ranges = Vec::new();
        let mut start = block.start;
        for (from, to) in block.gaps {
            if start < from {
                ranges.push((start, from));
            }
            start = to;
        }
        let end = self.here();
        if start < end {
            ranges.push((start, end));
        }
        Some((block.kind, Watched(ranges)))
    }

    /// Makes the innermost block ignore a range.
    pub(super) fn skip(&mut self, start: u32, end: u32) {
        if let Some(block) = self.frame.blocks.last_mut().filter(|_| start < end) {
            block.gaps.push((start, end));
        }
    }

    /// Sends exceptions in the ranges to the next operation.
    pub(super) fn handle_here(&mut self, watched: Watched, register: Reg) {
        let target = self.here();
        self.frame.landing = target;
        let handlers =
            watched.0.into_iter().map(|(start, end)| Handler { start, end, target, register });
        self.frame.handlers.extend(handlers);
    }

    /// Writes the way out. Blocks stay open: text after this may go on in them.
    pub(super) fn leave(&mut self, exit: Exit, place: TextRange) {
        let depth = self.frame.blocks.len();
        // Where each block, outermost first, stops watching.
        let mut stops = vec![None; depth];
        let mut arrived = false;
        for i in (0..depth).rev() {
            stops[i] = Some(self.here());
            if self.pass_out(i, exit, place) {
                arrived = true;
                break;
            }
        }
        if let (false, Exit::Return(src)) = (arrived, exit) {
            self.emit(Op::Return { src }, place);
        }
        let end = self.here();
        for (block, stop) in self.frame.blocks.iter_mut().zip(stops) {
            if let Some(from) = stop.filter(|&from| from < end) {
                block.gaps.push((from, end));
            }
        }
    }

    /// Tidies up block `i`; true if the way out ends or goes on elsewhere.
    fn pass_out(&mut self, i: usize, exit: Exit, place: TextRange) -> bool {
        let block = &self.frame.blocks[i].kind;
        match *block {
            BlockKind::Loop { start, iter, .. } => {
                if exit == Exit::Continue {
                    self.jump_to(start, place);
                    return true;
                }
                if let Some(iter) = iter {
                    self.emit(Op::CloseIter { iter }, place);
                }
                if exit == Exit::Break {
                    let jump = self.jump(place);
                    if let BlockKind::Loop { breaks, .. } = &mut self.frame.blocks[i].kind {
                        breaks.push(jump);
                    }
                    return true;
                }
            }
            BlockKind::Try => {}
            BlockKind::Except { name } => self.end_except(name, place),
            BlockKind::Final { state, value, .. } => {
                self.enter_final(i, state, value, exit, place);
                return true;
            }
            BlockKind::FinalBody { state } => self.end_handler_if_raised(state, place),
            BlockKind::With { asynchronous, manager } => {
                let dst = self.temp(place);
                let exception = NO_REG;
                self.emit(Op::ExitWith { asynchronous, dst, manager, exception }, place);
            }
        }
        false
    }

    fn enter_final(&mut self, i: usize, state: Reg, value: Reg, exit: Exit, place: TextRange) {
        let exit = match exit {
            Exit::Return(src) => {
                self.move_to(value, src, place);
                Exit::Return(value)
            }
            other => other,
        };
        let BlockKind::Final { exits, .. } = &mut self.frame.blocks[i].kind else { return };
        let number = exits.iter().position(|e| *e == exit).unwrap_or_else(|| {
            exits.push(exit);
            exits.len() - 1
        });
        let number = number as i32 + i32::from(FIRST_EXIT);
        self.emit(Op::LoadInt { dst: state, value: number }, place);
        let jump = self.jump(place);
        if let BlockKind::Final { jumps, .. } = &mut self.frame.blocks[i].kind {
            jumps.push(jump);
        }
    }

    /// After a final body: goes on with what led into it.
    pub(super) fn resume_exits(&mut self, state: Reg, exits: Vec<Exit>, place: TextRange) {
        for (i, exit) in exits.into_iter().enumerate() {
            let other = self.jump_if_state_is_not(state, FIRST_EXIT + i as i16, place);
            self.leave(exit, place);
            self.land(other);
        }
    }

    pub(super) fn jump_if_state_is_not(
        &mut self,
        state: Reg,
        value: i16,
        place: TextRange,
    ) -> Patch {
        if value == NORMAL {
            return self.emit(Op::JumpIf { cond: state, target: 0 }, place);
        }
        let cond = self.temp(place);
        self.emit(Op::SubInt { dst: cond, a: state, b: value }, place);
        self.emit(Op::JumpIf { cond, target: 0 }, place)
    }

    pub(super) fn end_handler_if_raised(&mut self, state: Reg, place: TextRange) {
        let other = self.jump_if_state_is_not(state, RAISED, place);
        self.emit(Op::EndHandler, place);
        self.land(other);
    }

    /// Ends an `except` clause. Python forgets the name it bound.
    pub(super) fn end_except(&mut self, name: Option<&'a str>, place: TextRange) {
        if let Some(name) = name {
            let mark = self.frame.top;
            let none = self.none(place);
            self.store_name(name, none, place);
            let op = match self.place_of(name, place) {
                Place::Local(reg) => {
                    self.frame.bound.remove(&reg);
                    Some(Op::Unbind { reg })
                }
                Place::Cell(cell) => Some(Op::CellDel { cell }),
                Place::Global(slot) => Some(Op::GlobalDel { slot }),
                Place::Builtin(_) | Place::Dunder => None,
            };
            op.into_iter().for_each(|op| {
                self.emit(op, place);
            });
            self.frame.top = mark;
        }
        self.emit(Op::EndHandler, place);
    }
}

/// Ranges of operations whose exceptions a block takes.
pub(super) struct Watched(Vec<(u32, u32)>);
