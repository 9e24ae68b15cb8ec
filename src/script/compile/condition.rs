//! Truth: short-circuit operators, comparisons, conditional expressions.

use super::expression::{comparison, small};
use super::{Compiler, Patch, fold};
use crate::program::{CompareOp, Const, Op, Reg};
use ruff_python_ast::{self as ast, BoolOp, Expr, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

/// Longest statement, in bytes of text, whose jumps surely fit in 16 bits: a
/// byte gives a few operations at most.
const NEAR: u32 = 2_000;

impl<'a> Compiler<'_, 'a> {
    /// Does `body` with jumps inside `node` allowed to be short if it is.
    pub(super) fn nearby(&mut self, node: TextRange, body: impl FnOnce(&mut Self)) {
        let outer = self.frame.near;
        self.frame.near = u32::from(node.len()) <= NEAR;
        body(self);
        self.frame.near = outer;
    }

    /// Jumps where the condition is false; falls through where it is true.
    pub(super) fn jump_if_false(&mut self, expr: &'a Expr, out: &mut Vec<Patch>) {
        let mark = self.frame.top;
        let place = expr.range();
        match expr {
            Expr::UnaryOp(e) if e.op == UnaryOp::Not => self.jump_if_true(&e.operand, out),
            Expr::BoolOp(e) if e.op == BoolOp::And => {
                // Only the first is surely computed.
                let Some((first, rest)) = e.values.split_first() else { return };
                self.jump_if_false(first, out);
                self.branches(|c| rest.iter().for_each(|value| c.jump_if_false(value, out)));
            }
            Expr::BoolOp(e) => self.any_true(&e.values, out),
            Expr::Compare(e) => self.comparisons(e, out),
            _ if fold::constant(expr) == Some(Const::Bool(true)) => {}
            _ => {
                let cond = self.operand(expr);
                out.push(self.emit(Op::JumpIfNot { cond, target: 0 }, place));
            }
        }
        self.frame.top = mark;
    }

    fn any_true(&mut self, values: &'a [Expr], out: &mut Vec<Patch>) {
        let mut done = Vec::new();
        let Some((last, before)) = values.split_last() else { return };
        self.branches(|c| {
            for value in before {
                c.jump_if_true(value, &mut done);
            }
            c.jump_if_false(last, out);
        });
        self.land_all(done);
    }

    /// Jumps where the condition is true; falls through where it is false.
    pub(super) fn jump_if_true(&mut self, expr: &'a Expr, out: &mut Vec<Patch>) {
        let mark = self.frame.top;
        match expr {
            Expr::UnaryOp(e) if e.op == UnaryOp::Not => self.jump_if_false(&e.operand, out),
            Expr::BoolOp(e) if e.op == BoolOp::Or => self.branches(|c| {
                for value in &e.values {
                    c.jump_if_true(value, out);
                }
            }),
            Expr::BoolOp(e) => {
                let mut done = Vec::new();
                self.branches(|c| {
                    if let Some((last, before)) = e.values.split_last() {
                        for value in before {
                            c.jump_if_false(value, &mut done);
                        }
                        c.jump_if_true(last, out);
                    }
                });
                self.land_all(done);
            }
            _ => {
                let cond = self.operand(expr);
                out.push(self.emit(Op::JumpIf { cond, target: 0 }, expr.range()));
            }
        }
        self.frame.top = mark;
    }

    /// Does what may be skipped: what it surely binds is not sure afterwards.
    pub(super) fn branches(&mut self, body: impl FnOnce(&mut Self)) {
        let bound = self.frame.bound.clone();
        body(self);
        self.frame.bound = bound;
    }

    /// `a < b < c` in a condition: each link may jump out.
    fn comparisons(&mut self, e: &'a ast::ExprCompare, out: &mut Vec<Patch>) {
        let mut links = e.ops.iter().zip(&e.comparators);
        let mut a = self.operand(&e.left);
        let mut bound = None;
        while let Some((op, right)) = links.next() {
            a = self.unless(comparison(*op), a, right, links.len() == 0, e.range, out);
            bound.get_or_insert_with(|| self.frame.bound.clone());
        }
        self.frame.bound.clone_from(&bound.unwrap_or_default());
    }

    /// Jumps unless `a op right`. Where `right` is, but a number that is the
    /// last of its comparison needs no register.
    pub(super) fn unless(
        &mut self,
        op: CompareOp,
        a: Reg,
        right: &'a Expr,
        last: bool,
        place: TextRange,
        out: &mut Vec<Patch>,
    ) -> Reg {
        if let (Some(b), true) = (small(right), self.frame.near && last) {
            out.push(self.emit(Op::JumpUnlessInt { op, a, b, offset: 0 }, place));
            return a;
        }
        let b = self.operand(right);
        out.push(self.jump_unless(op, a, b, place));
        b
    }

    pub(super) fn jump_unless(&mut self, op: CompareOp, a: Reg, b: Reg, place: TextRange) -> Patch {
        if self.frame.near {
            return self.emit(Op::JumpUnless { op, a, b, offset: 0 }, place);
        }
        let cond = self.temp(place);
        self.emit(Op::Compare { op, dst: cond, a, b }, place);
        self.emit(Op::JumpIfNot { cond, target: 0 }, place)
    }

    /// A comparison as a value; a chain stops at the first false link.
    pub(super) fn compare(&mut self, e: &'a ast::ExprCompare, dst: Reg) {
        let mut done = Vec::new();
        let mut a = self.operand(&e.left);
        let last = e.ops.len() - 1;
        let mut bound = None;
        for (i, (op, right)) in e.ops.iter().zip(&e.comparators).enumerate() {
            let b = self.operand(right);
            bound.get_or_insert_with(|| self.frame.bound.clone());
            self.emit(Op::Compare { op: comparison(*op), dst, a, b }, e.range);
            if i < last {
                done.push(self.emit(Op::JumpIfNot { cond: dst, target: 0 }, e.range));
            }
            a = b;
        }
        self.land_all(done);
        self.frame.bound.clone_from(&bound.unwrap_or_default());
    }

    /// `and`, `or` as values: the last one looked at.
    pub(super) fn bool_op(&mut self, e: &'a ast::ExprBoolOp, dst: Reg) {
        let Some((last, before)) = e.values.split_last() else { return };
        let mut done = Vec::new();
        self.branches(|c| {
            for value in before {
                c.into(value, dst);
                let jump = match e.op {
                    BoolOp::And => Op::JumpIfNot { cond: dst, target: 0 },
                    BoolOp::Or => Op::JumpIf { cond: dst, target: 0 },
                };
                done.push(c.emit(jump, e.range));
            }
            c.into(last, dst);
        });
        self.land_all(done);
    }

    pub(super) fn conditional(&mut self, e: &'a ast::ExprIf, dst: Reg) {
        self.nearby(e.range, |c| {
            let mut otherwise = Vec::new();
            c.jump_if_false(&e.test, &mut otherwise);
            c.branches(|c| c.into(&e.body, dst));
            let done = c.jump(e.range);
            c.land_all(otherwise);
            c.branches(|c| c.into(&e.orelse, dst));
            c.land(done);
        });
    }
}
