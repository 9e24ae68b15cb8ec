//! `def`, `async def`, `lambda`: code of their own, and the function object.

use super::Compiler;
use super::frame::{Frame, Place};
use crate::program::{CodeId, CodeKind, Op, Params, Reg};
use crate::script::scope::{Scope, ScopeKind};
use ruff_python_ast::{self as ast, Parameters};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn define(&mut self, def: &'a ast::StmtFunctionDef) {
        let mark = self.frame.top;
        let scopes = self.scopes;
        let Some(scope) = scopes.of(def) else { return };
        let decorators = self.decorators(&def.decorator_list);
        let base = self.closure(scope, Some(&def.parameters), def.name.range);
        let kind = match (def.is_async, scope.yields) {
            (false, false) => CodeKind::Function,
            (false, true) => CodeKind::Generator,
            (true, false) => CodeKind::Coroutine,
            (true, true) => CodeKind::AsyncGenerator,
        };
        let outer = self.open_function(scope, Some(&def.parameters), def.name.range);
        let prefix = self.qualify(&[def.name.as_str(), ".<locals>."]);
        self.body(&def.body);
        self.prefix = prefix;
        self.implicit_return(def.body.last().map_or(def.range, Ranged::range));
        let code = self.close_function(def.name.as_str(), kind, Some(&def.parameters), scope);
        self.frame = outer;
        self.emit(Op::MakeFunction { dst: base, code, base }, def.name.range);
        let made = self.decorate(decorators, base, def.name.range);
        self.store_name(def.name.as_str(), made, def.name.range);
        self.frame.top = mark;
    }

    /// Lengthens the prefix of names; gives the old one.
    pub(super) fn qualify(&mut self, parts: &[&str]) -> String {
        let longer = [&self.prefix, parts.concat().as_str()].concat();
        std::mem::replace(&mut self.prefix, longer)
    }

    /// What is written behind `@`, in the next registers; the first of them.
    pub(super) fn decorators(&mut self, list: &'a [ast::Decorator]) -> Reg {
        let first = self.frame.top;
        for decorator in list {
            self.fresh(&decorator.expression);
        }
        first
    }

    /// Calls decorators, which begin at `first` and end right before what is
    /// decorated, from the last to the first; where the result is.
    pub(super) fn decorate(&mut self, first: Reg, decorated: Reg, place: TextRange) -> Reg {
        for base in (first..decorated).rev() {
            self.emit(Op::Call { awaited: false, base, argc: 1 }, place);
        }
        first
    }

    pub(super) fn yield_(&mut self, e: &'a ast::ExprYield, dst: Reg) {
        let reg = self.temp(e.range);
        match &e.value {
            Some(value) => self.into(value, reg),
            None => {
                self.emit(Op::LoadNone { dst: reg }, e.range);
            }
        }
        self.emit(Op::Yield { reg }, e.range);
        self.move_to(dst, reg, e.range);
    }

    /// Hands on what the inner one yields, and to it what comes from outside.
    pub(super) fn yield_from(&mut self, e: &'a ast::ExprYieldFrom, dst: Reg) {
        let iter = self.temp(e.range);
        let value = self.temp(e.range);
        self.into(&e.value, iter);
        self.emit(Op::GetIter { dst: iter, src: iter }, e.range);
        let start = self.here();
        let done = self.emit(Op::ForNext { iter, target: 0 }, e.range);
        self.emit(Op::YieldFrom { reg: value }, e.range);
        self.jump_to(start, e.range);
        self.land(done);
        let name = self.name(".value", e.range);
        self.emit(Op::GetAttr { dst, object: iter, name }, e.range);
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda, dst: Reg) {
        let scopes = self.scopes;
        let Some(scope) = scopes.of(lambda) else { return };
        let parameters = lambda.parameters.as_deref();
        let base = self.closure(scope, parameters, lambda.range);
        let outer = self.open_function(scope, parameters, lambda.range);
        let prefix = self.qualify(&["<lambda>.<locals>."]);
        let src = self.operand(&lambda.body);
        self.prefix = prefix;
        self.emit(Op::Return { src }, lambda.body.range());
        let code = self.close_function("<lambda>", CodeKind::Function, parameters, scope);
        self.frame = outer;
        self.emit(Op::MakeFunction { dst, code, base }, lambda.range);
    }

    /// Puts what the function object keeps into consecutive registers:
    /// captured cells, then defaults.
    pub(super) fn closure(
        &mut self,
        scope: &Scope<'a>,
        parameters: Option<&'a Parameters>,
        place: TextRange,
    ) -> Reg {
        // Even an object that keeps nothing needs a register to be put in.
        let base = self.frame.top;
        for &name in &scope.captures {
            let dst = self.temp(place);
            if let Some(Place::Cell(src)) = self.frame.lookup_captured(name) {
                self.emit(Op::Move { dst, src }, place);
            }
        }
        for parameter in parameters.into_iter().flat_map(Parameters::iter_non_variadic_params) {
            if let Some(default) = parameter.default() {
                self.fresh(default);
            }
        }
        if self.frame.top == base {
            self.temp(place);
        }
        base
    }

    /// Begins a function's frame; returns the one around it.
    pub(super) fn open_function(
        &mut self,
        scope: &Scope<'a>,
        parameters: Option<&'a Parameters>,
        place: TextRange,
    ) -> Frame<'a> {
        let outer = std::mem::take(&mut self.frame);
        self.frame.method_of = outer.class.as_ref().map(|(site, _)| *site);
        if scope.kind == ScopeKind::Generator {
            // The iterator that it is called with.
            self.local(".0", place);
        }
        let names = parameters.map(in_register_order).unwrap_or_default();
        self.frame.first = names.first().copied();
        let mut cells = Vec::new();
        for name in names {
            let reg = self.local(name, place);
            self.frame.bound.insert(reg);
            let variable = scope.variables.get(name).copied().unwrap_or_default();
            let kept = if variable.captured { Place::Cell(reg) } else { Place::Local(reg) };
            self.frame.places.insert(name, kept);
            if variable.captured {
                cells.push(reg);
            }
        }
        for &name in &scope.captures {
            let reg = self.local(name, place);
            self.frame.places.insert(name, Place::Cell(reg));
        }
        for &name in &scope.order {
            let variable = scope.variables[name];
            if variable.global {
                let slot = self.global(name, place);
                self.frame.places.insert(name, Place::Global(slot));
            } else if variable.own() && !variable.parameter {
                let reg = self.local(name, place);
                let kept = if variable.captured { Place::Cell(reg) } else { Place::Local(reg) };
                self.frame.places.insert(name, kept);
                if variable.captured {
                    cells.push(reg);
                }
            }
            if let Some(Place::Local(reg)) = self.frame.lookup(name) {
                if variable.walrus {
                    self.frame.restless.insert(reg);
                }
                if variable.deleted {
                    self.frame.volatile.insert(reg);
                }
            }
        }
        self.frame.n_locals = self.frame.top;
        for reg in cells {
            self.emit(Op::CellNew { reg }, place);
        }
        outer
    }

    fn local(&mut self, name: &str, place: TextRange) -> Reg {
        self.frame.local_names.push(name.into());
        self.temp(place)
    }

    fn close_function(
        &mut self,
        name: &str,
        kind: CodeKind,
        parameters: Option<&Parameters>,
        scope: &Scope<'a>,
    ) -> CodeId {
        let params = parameters.map(params).unwrap_or_default();
        self.finish(name, kind, params, scope.captures.len() as u16)
    }
}

fn in_register_order(parameters: &Parameters) -> Vec<&str> {
    let plain = parameters.iter_non_variadic_params().map(|p| p.name().as_str());
    let starred = [&parameters.vararg, &parameters.kwarg];
    plain.chain(starred.into_iter().flatten().map(|p| p.name().as_str())).collect()
}

fn params(parameters: &Parameters) -> Params {
    let positional = || parameters.posonlyargs.iter().chain(&parameters.args);
    Params {
        names: parameters.iter_non_variadic_params().map(|p| p.name().as_str().into()).collect(),
        positional: positional().count() as u16,
        positional_only: parameters.posonlyargs.len() as u16,
        defaults: positional().filter(|p| p.default.is_some()).count() as u16,
        keyword_defaults: parameters.kwonlyargs.iter().map(|p| p.default.is_some()).collect(),
        star: parameters.vararg.is_some(),
        double_star: parameters.kwarg.is_some(),
    }
}
