//! Statements that need little: the table of contents of the others.

use super::Compiler;
use super::blocks::Exit;
use crate::program::{Builtin, NO_REG, Op, Reg};
use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            let mark = self.frame.top;
            self.statement(stmt);
            self.frame.top = mark;
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(e) => self.discard(&e.value),
            Stmt::Assign(e) => self.assign(&e.targets, &e.value),
            Stmt::AugAssign(e) => self.augmented(e),
            Stmt::AnnAssign(e) => {
                if let Some(value) = &e.value {
                    self.assign(std::slice::from_ref(&*e.target), value);
                }
            }
            Stmt::Delete(e) => e.targets.iter().for_each(|target| self.delete(target)),
            Stmt::If(e) => self.if_(e),
            Stmt::While(e) => self.while_(e),
            Stmt::For(e) => self.for_(e),
            Stmt::Match(e) => self.match_(e),
            Stmt::Break(e) => self.leave(Exit::Break, e.range),
            Stmt::Continue(e) => self.leave(Exit::Continue, e.range),
            Stmt::Return(e) => self.return_(e),
            Stmt::FunctionDef(def) => self.define(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Import(e) => self.import(e),
            Stmt::ImportFrom(e) => self.import_from(e),
            Stmt::With(e) => self.with(e),
            Stmt::Try(e) => self.try_(e),
            Stmt::Raise(e) => self.raise(e),
            Stmt::Assert(e) => self.assert(e),
            // `pass`, `global`, `nonlocal` do nothing; the rest was refused.
            _ => {}
        }
    }

    fn return_(&mut self, e: &'a ast::StmtReturn) {
        // A value that the way out could change is copied first.
        let src = match &e.value {
            Some(value) if self.leaves_plainly() => self.operand(value),
            Some(value) => self.fresh(value),
            None => self.none(e.range),
        };
        self.leave(Exit::Return(src), e.range);
    }

    pub(super) fn none(&mut self, place: TextRange) -> Reg {
        let dst = self.temp(place);
        self.emit(Op::LoadNone { dst }, place);
        dst
    }

    fn raise(&mut self, e: &'a ast::StmtRaise) {
        let op = match &e.exc {
            None => Op::RaiseActive,
            Some(exception) => {
                let exception = self.operand(exception);
                let cause = e.cause.as_ref().map_or(NO_REG, |cause| self.operand(cause));
                Op::Raise { exception, cause }
            }
        };
        self.emit(op, e.range);
    }

    fn assert(&mut self, e: &'a ast::StmtAssert) {
        self.nearby(e.range, |c| {
            let mut holds = Vec::new();
            c.jump_if_true(&e.test, &mut holds);
            c.branches(|c| {
                let base = c.temp(e.range);
                c.load_builtin(Builtin::AssertionError, base, e.range);
                if let Some(message) = &e.msg {
                    c.fresh(message);
                    c.emit(Op::Call { awaited: false, base, argc: 1 }, message.range());
                }
                c.emit(Op::Raise { exception: base, cause: NO_REG }, e.range);
            });
            c.land_all(holds);
        });
    }
}
