//! `if`, `while`, `for`.

use super::frame::Place;
use super::{Compiler, Patch};
use crate::base::Set;
use crate::program::{Op, Reg};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// Whether a test always holds, and what runs then.
type Tested<'a> = (bool, &'a [Stmt]);

impl<'a> Compiler<'_, 'a> {
    pub(super) fn if_(&mut self, e: &'a ast::StmtIf) {
        self.nearby(e.range, |c| {
            let mut next = Vec::new();
            c.jump_if_false(&e.test, &mut next);
            // What the first test binds is bound in any case.
            let before = c.frame.bound.clone();
            let count = e.elif_else_clauses.len() + 1;
            c.choose(e.range, before, count, &mut |c, at, jumps| {
                let Some(at) = at.checked_sub(1) else {
                    jumps.append(&mut next);
                    return (false, &e.body);
                };
                let clause = &e.elif_else_clauses[at];
                if let Some(test) = &clause.test {
                    c.jump_if_false(test, jumps);
                }
                (clause.test.is_none(), &clause.body)
            });
        });
    }

    /// Runs the first of `count` bodies whose test holds; `test` jumps where it
    /// does not. `before`: what is surely bound there.
    pub(super) fn choose(
        &mut self,
        place: TextRange,
        before: Set<Reg>,
        count: usize,
        test: &mut dyn FnMut(&mut Self, usize, &mut Vec<Patch>) -> Tested<'a>,
    ) {
        let (mut done, mut next) = (Vec::new(), Vec::new());
        let mut bound: Option<Set<Reg>> = None;
        let mut exhaustive = false;
        for at in 0..count {
            if at > 0 {
                done.push(self.jump(place));
                self.land_all(std::mem::take(&mut next));
                self.frame.bound = before.clone();
            }
            let (always, body) = test(self, at, &mut next);
            exhaustive |= always;
            self.body(body);
            let branch = self.bound_after_branch();
            match (&mut bound, branch) {
                (Some(bound), Some(branch)) => bound.intersect(&branch),
                (None, branch) => bound = branch,
                (Some(_), None) => {}
            }
        }
        self.land_all(next);
        self.land_all(done);
        self.frame.bound = match bound {
            Some(bound) if exhaustive => bound,
            _ => before,
        };
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
