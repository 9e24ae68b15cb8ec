//! `if`, `while`, `for`.

use super::Compiler;
use super::frame::Place;
use crate::base::Set;
use crate::program::{Op, Reg};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn if_(&mut self, e: &'a ast::StmtIf) {
        self.nearby(e.range, |c| {
            let mut done = Vec::new();
            let mut next = Vec::new();
            c.jump_if_false(&e.test, &mut next);
            let before = c.frame.bound.clone();
            c.body(&e.body);
            let mut bound = c.bound_after_branch();
            let mut exhaustive = false;
            for clause in &e.elif_else_clauses {
                done.push(c.jump(e.range));
                c.land_all(std::mem::take(&mut next));
                c.frame.bound = before.clone();
                match &clause.test {
                    Some(test) => c.jump_if_false(test, &mut next),
                    None => exhaustive = true,
                }
                c.body(&clause.body);
                let branch = c.bound_after_branch();
                match (&mut bound, branch) {
                    (Some(bound), Some(branch)) => bound.intersect(&branch),
                    (None, branch) => bound = branch,
                    (Some(_), None) => {}
                }
            }
            c.land_all(next);
            c.land_all(done);
            c.frame.bound = match bound {
                Some(bound) if exhaustive => bound,
                _ => before,
            };
        });
    }

    /// What is bound at the end of a branch; `None` if its end is never reached.
    fn bound_after_branch(&self) -> Option<Set<Reg>> {
        let leaves = matches!(
            self.frame.ops.last(),
            Some(Op::Return { .. } | Op::Raise { .. } | Op::RaiseActive | Op::Reraise { .. })
        );
        let reached = !leaves || self.frame.landing == self.here();
        reached.then(|| self.frame.bound.clone())
    }

    pub(super) fn while_(&mut self, e: &'a ast::StmtWhile) {
        self.nearby(e.range, |c| {
            let start = c.here();
            let mut done = Vec::new();
            c.jump_if_false(&e.test, &mut done);
            c.begin_loop(start, None);
            c.branches(|c| c.body(&e.body));
            c.jump_to(start, e.range);
            let breaks = c.end_loop(e.range);
            c.land_all(done);
            c.branches(|c| c.body(&e.orelse));
            c.land_all(breaks);
        });
    }

    /// Makes the value in a register what a loop draws from.
    pub(super) fn get_iter(&mut self, iter: Reg, asynchronous: bool, place: TextRange) {
        let op = match asynchronous {
            true => Op::GetAsyncIter { dst: iter, src: iter },
            false => Op::GetIter { dst: iter, src: iter },
        };
        self.emit(op, place);
    }

    /// Whether it may make a generator that nobody holds but who asked for it.
    fn may_make_generator(&mut self, e: &'a Expr) -> bool {
        match e {
            Expr::Call(call) => match &*call.func {
                Expr::Name(f) => !matches!(self.place_of(&f.id, f.range), Place::Builtin(_)),
                _ => true,
            },
            Expr::Generator(_) => true,
            _ => false,
        }
    }

    pub(super) fn for_(&mut self, e: &'a ast::StmtFor) {
        let head = TextRange::new(e.range.start(), e.iter.end());
        self.nearby(e.range, |c| {
            let iter = c.temp(head);
            c.into(&e.iter, iter);
            c.get_iter(iter, e.is_async, e.iter.range());
            let value = c.temp(head);
            let start = c.here();
            let done = c.emit(Op::ForNext { iter, target: 0 }, head);
            let closes = c.may_make_generator(&e.iter) && !e.is_async;
            c.begin_loop(start, closes.then_some(iter));
            c.branches(|c| {
                c.store(&e.target, value);
                c.body(&e.body);
            });
            c.jump_to(start, head);
            let breaks = c.end_loop(head);
            c.land(done);
            c.branches(|c| c.body(&e.orelse));
            c.land_all(breaks);
        });
    }
}
