//! Calls: the callee and its arguments in consecutive registers.

use super::Compiler;
use super::frame::Place;
use crate::program::{Arg, Builtin, CallShape, Op, Reg};
use crate::script::library::BUILTINS;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

impl<'a> Compiler<'_, 'a> {
    /// `awaited`: the call stands right under an `await`, which the caller emits.
    pub(super) fn call(&mut self, call: &'a ast::ExprCall, awaited: bool, dst: Reg) {
        let place = call.range();
        let mark = self.frame.top;
        if self.is_bare_super(call) {
            let object = self.temp(place);
            if let Some(first) = self.frame.first {
                self.load_name(first, object, place);
            }
            self.emit(Op::Super { dst, object }, place);
            self.frame.top = mark;
            return;
        }
        let base = self.base_for(dst, place);
        let method = match &*call.func {
            Expr::Attribute(attribute) => {
                self.into(&attribute.value, base);
                let name = self.attribute(attribute.attr.as_str(), place);
                if !call.arguments.iter_source_order().all(|arg| cannot_fail(arg.value())) {
                    self.emit(Op::NeedAttr { object: base, name }, place);
                }
                Some(name)
            }
            func if self.is_two_armed_iter(call) => {
                let slot = self.global_of(Some(BUILTINS), "_iter", place);
                self.emit(Op::GlobalGet { dst: base, slot }, func.range());
                None
            }
            func => {
                self.into(func, base);
                None
            }
        };
        let (argc, shape) = self.arguments(&call.arguments);
        let op = match (method, shape) {
            (None, None) => Op::Call { awaited, base, argc },
            (Some(name), None) => Op::CallMethod { awaited, base, name, argc },
            (None, Some(shape)) => Op::CallShape { awaited, base, shape: self.shape(shape, place) },
            (Some(name), Some(shape)) => {
                Op::CallMethodShape { awaited, base, name, shape: self.shape(shape, place) }
            }
        };
        self.emit(op, place);
        self.move_to(dst, base, place);
        self.frame.top = mark;
    }

    fn is_bare_super(&mut self, call: &'a ast::ExprCall) -> bool {
        let Expr::Name(name) = &*call.func else { return false };
        let place = self.place_of(name.id.as_str(), name.range);
        place == Place::Builtin(Builtin::Super) && call.arguments.is_empty()
    }

    /// `iter(callable, sentinel)`
    fn is_two_armed_iter(&mut self, call: &'a ast::ExprCall) -> bool {
        let Expr::Name(name) = &*call.func else { return false };
        call.arguments.args.len() == 2
            && self.place_of(name.id.as_str(), name.range) == Place::Builtin(Builtin::Iter)
    }

    /// Arguments into the next registers, in order of text. Their shape if
    /// they are not all plain.
    fn arguments(&mut self, arguments: &'a ast::Arguments) -> (u16, Option<CallShape>) {
        let mut args = Vec::new();
        for argument in arguments.iter_source_order() {
            args.push(match argument {
                ast::ArgOrKeyword::Arg(Expr::Starred(starred)) => {
                    self.fresh(&starred.value);
                    Arg::Star
                }
                ast::ArgOrKeyword::Arg(expr) => {
                    self.fresh(expr);
                    Arg::Positional
                }
                ast::ArgOrKeyword::Keyword(keyword) => {
                    self.fresh(&keyword.value);
                    match &keyword.arg {
                        Some(name) => Arg::Keyword(self.name(name.as_str(), name.range)),
                        None => Arg::DoubleStar,
                    }
                }
            });
        }
        let plain = args.iter().all(|arg| *arg == Arg::Positional);
        let argc = self.index(args.len(), arguments.range);
        (argc, (!plain).then_some(CallShape { args }))
    }
}

/// Whether computing it can neither fail nor be seen.
fn cannot_fail(expr: &Expr) -> bool {
    expr.is_literal_expr() || expr.is_name_expr() || expr.is_lambda_expr()
}
