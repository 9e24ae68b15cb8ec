//! `try`, `except`, `finally`.

use super::blocks::{BlockKind, NORMAL, RAISED};
use super::{Compiler, Patch};
use crate::program::{Op, Reg};
use ruff_python_ast::{self as ast, ExceptHandler};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn try_(&mut self, e: &'a ast::StmtTry) {
        // Anything may happen between: nothing is surely bound afterwards
        // that was not before.
        let bound = self.frame.bound.clone();
        if e.finalbody.is_empty() {
            self.try_except(e);
        } else {
            self.try_finally(e);
        }
        self.frame.bound.intersect(&bound);
    }

    fn try_except(&mut self, e: &'a ast::StmtTry) {
        if e.handlers.is_empty() {
            return self.body(&e.body);
        }
        let bound = self.frame.bound.clone();
        let exception = self.temp(e.range);
        self.begin_block(BlockKind::Try);
        self.body(&e.body);
        let Some((_, watched)) = self.end_block() else { return };
        self.body(&e.orelse);
        let mut done = vec![self.jump(e.range)];
        self.handle_here(watched, exception);
        self.frame.bound = bound;
        match e.is_star {
            true => self.group_handlers(e, exception),
            false => self.handlers(e, exception, &mut done),
        }
        self.land_all(done);
    }

    /// `except*`: each clause gets its part of the group; what they raise and
    /// what nobody took is put together and raised at the end.
    fn group_handlers(&mut self, e: &'a ast::StmtTry, exception: Reg) {
        let place = TextRange::empty(e.range.start());
        self.emit(Op::BeginHandler { exception }, place);
        self.begin_block(BlockKind::Except { name: None });
        let (rest, raised) = (self.temp(place), self.temp(place));
        self.emit(Op::Move { dst: rest, src: exception }, place);
        self.emit(Op::BuildList { dst: raised, base: raised, count: 0 }, place);
        let bound = self.frame.bound.clone();
        for ExceptHandler::ExceptHandler(clause) in &e.handlers {
            self.frame.bound = bound.clone();
            let mark = self.frame.top;
            let part = self.temp(clause.range);
            if let Some(class) = &clause.type_ {
                let class_reg = self.operand(class);
                self.emit(Op::SplitGroup { dst: part, rest, class: class_reg }, class.range());
            }
            let none = self.emit(Op::JumpIfNot { cond: part, target: 0 }, place);
            self.group_clause(clause, part, raised);
            self.land(none);
            self.frame.top = mark;
        }
        self.frame.bound = bound;
        let Some((_, watched)) = self.end_block() else { return };
        let over = self.jump(place);
        let second = self.temp(place);
        self.handle_here(watched, second);
        self.emit(Op::EndHandler, place);
        self.emit(Op::Reraise { exception: second }, place);
        self.land(over);
        self.emit(Op::EndHandler, place);
        self.emit(Op::JoinGroup { dst: exception, rest, raised }, place);
        let fine = self.emit(Op::JumpIfNot { cond: exception, target: 0 }, place);
        self.emit(Op::Reraise { exception }, place);
        self.land(fine);
    }

    /// One clause of `except*`: what it raises is kept for the end.
    fn group_clause(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        part: Reg,
        raised: Reg,
    ) {
        let place = TextRange::empty(clause.range.start());
        self.begin_block(BlockKind::Try);
        self.emit(Op::BeginHandler { exception: part }, place);
        self.begin_block(BlockKind::Except { name: None });
        self.except_body(clause, part);
        let end = self.jump(place);
        let second = self.temp(place);
        if let Some((_, watched)) = self.end_block() {
            self.handle_here(watched, second);
        }
        self.emit(Op::EndHandler, place);
        self.emit(Op::Reraise { exception: second }, place);
        self.land(end);
        let Some((_, watched)) = self.end_block() else { return };
        let done = self.jump(place);
        self.handle_here(watched, second);
        self.emit(Op::ListAppend { list: raised, src: second }, place);
        self.land(done);
    }

    fn handlers(&mut self, e: &'a ast::StmtTry, exception: Reg, done: &mut Vec<Patch>) {
        self.emit(Op::BeginHandler { exception }, e.range);
        self.begin_block(BlockKind::Except { name: None });
        let bound = self.frame.bound.clone();
        for ExceptHandler::ExceptHandler(clause) in &e.handlers {
            self.frame.bound = bound.clone();
            let mark = self.frame.top;
            let other = clause.type_.as_ref().map(|class| {
                let cond = self.temp(class.range());
                let class_reg = self.operand(class);
                let place = class.range();
                self.emit(Op::MatchException { dst: cond, exception, class: class_reg }, place);
                self.emit(Op::JumpIfNot { cond, target: 0 }, place)
            });
            self.except_body(clause, exception);
            done.push(self.jump(clause.range));
            self.frame.top = mark;
            if let Some(other) = other {
                self.land(other);
            }
        }
        self.frame.bound = bound;
        let place = TextRange::empty(e.range.start());
        let Some((_, watched)) = self.end_block() else { return };
        let again = self.jump(place);
        let second = self.temp(place);
        self.handle_here(watched, second);
        self.emit(Op::EndHandler, place);
        self.emit(Op::Reraise { exception: second }, place);
        self.land(again);
        self.emit(Op::EndHandler, place);
        self.emit(Op::Reraise { exception }, place);
    }

    /// The clause's body, with the name bound and forgotten. Runs inside the
    /// unnamed block that all clauses share; an exception forgets the name and
    /// goes on to that block's end.
    fn except_body(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, exception: Reg) {
        let place = clause.range;
        let Some(name) = clause.name.as_ref().map(|name| name.as_str()) else {
            self.body(&clause.body);
            return self.end_clause(place);
        };
        self.store_name(name, exception, place);
        let outer = self.frame.blocks.pop();
        let gap_start = self.here();
        self.begin_block(BlockKind::Except { name: Some(name) });
        self.body(&clause.body);
        let inner = self.end_block();
        let gap_end = self.here();
        self.frame.blocks.extend(outer);
        self.skip(gap_start, gap_end);
        let start = self.here();
        self.end_except(Some(name), place);
        let done = self.jump(place);
        let second = self.temp(place);
        if let Some((_, watched)) = inner {
            self.handle_here(watched, second);
        }
        self.end_except(Some(name), place);
        self.emit(Op::Reraise { exception: second }, place);
        let end = self.here();
        self.skip(start, end);
        self.land(done);
    }

    fn end_clause(&mut self, place: TextRange) {
        let start = self.here();
        self.emit(Op::EndHandler, place);
        let end = self.here();
        self.skip(start, end);
    }

    fn try_finally(&mut self, e: &'a ast::StmtTry) {
        let place = TextRange::empty(e.range.end());
        let state = self.temp(place);
        let value = self.temp(place);
        let bound = self.frame.bound.clone();
        self.begin_block(BlockKind::Final { state, value, exits: Vec::new(), jumps: Vec::new() });
        self.try_except(e);
        self.emit(Op::LoadInt { dst: state, value: i32::from(NORMAL) }, place);
        let Some((BlockKind::Final { exits, jumps, .. }, watched)) = self.end_block() else {
            return;
        };
        let normal = self.jump(place);
        self.handle_here(watched, value);
        self.emit(Op::BeginHandler { exception: value }, place);
        self.emit(Op::LoadInt { dst: state, value: i32::from(RAISED) }, place);
        self.land(normal);
        self.land_all(jumps);

        self.frame.bound = bound.clone();
        self.begin_block(BlockKind::FinalBody { state });
        self.body(&e.finalbody);
        let Some((_, watched)) = self.end_block() else { return };
        let done = self.emit(Op::JumpIfNot { cond: state, target: 0 }, place);
        let other = self.jump_if_state_is_not(state, RAISED, place);
        self.emit(Op::EndHandler, place);
        self.emit(Op::Reraise { exception: value }, place);
        self.land(other);
        self.resume_exits(state, exits, place);
        let second = self.temp(place);
        self.handle_here(watched, second);
        self.end_handler_if_raised(state, place);
        self.emit(Op::Reraise { exception: second }, place);
        self.land(done);
        self.frame.bound = bound;
    }
}
