//! `with` and `async with`.

use super::Compiler;
use super::blocks::BlockKind;
use crate::program::{NO_REG, Op};
use ruff_python_ast::{self as ast, Stmt, WithItem};
use ruff_text_size::Ranged;

/// Items of one statement: each is a block inside the one before.
const MAX_ITEMS: usize = 20;

impl<'a> Compiler<'_, 'a> {
    pub(super) fn with(&mut self, e: &'a ast::StmtWith) {
        if e.items.len() > MAX_ITEMS {
            return self.give_up(e.range);
        }
        let bound = self.frame.bound.clone();
        self.items(&e.items, &e.body, e.is_async);
        // The manager may swallow an exception anywhere in the body.
        self.frame.bound.intersect(&bound);
    }

    fn items(&mut self, items: &'a [WithItem], body: &'a [Stmt], asynchronous: bool) {
        let Some((item, rest)) = items.split_first() else {
            return self.body(body);
        };
        let place = item.context_expr.range();
        let manager = self.fresh(&item.context_expr);
        let dst = self.temp(place);
        self.emit(Op::EnterWith { asynchronous, dst, manager }, place);
        self.begin_block(BlockKind::With { asynchronous, manager });
        if let Some(target) = &item.optional_vars {
            self.store(target, dst);
        }
        self.items(rest, body, asynchronous);
        let Some((_, watched)) = self.end_block() else { return };
        self.emit(Op::ExitWith { asynchronous, dst, manager, exception: NO_REG }, place);
        let done = self.jump(place);
        let exception = self.temp(place);
        self.handle_here(watched, exception);
        self.emit(Op::ExitWith { asynchronous, dst, manager, exception }, place);
        let swallowed = self.emit(Op::JumpIf { cond: dst, target: 0 }, place);
        self.emit(Op::Reraise { exception }, place);
        self.land(swallowed);
        self.land(done);
    }
}
