//! Misuse of tasks and coroutines.

use super::Checker;
use super::signature::Signature;
use crate::program::{Builtin, Kind};
use crate::script::DiagnosticKind;
use crate::script::scope::ScopeKind;
use crate::setup::Model;
use ruff_python_ast::{self as ast, Expr, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Checker<'_, 'a> {
    /// A call of an `async def` as a statement of its own.
    pub(super) fn never_awaited(&mut self, call: &ast::ExprCall) {
        let Expr::Name(name) = &*call.func else { return };
        let Some(def) = self.scopes.function(self.scope, name.id.as_str()) else { return };
        if def.is_async && def.decorator_list.is_empty() {
            let replacement = self.with_await(call.range());
            let kind = DiagnosticKind::NeverAwaited { function: name.id.as_str().into() };
            self.report_with(kind, call.range(), replacement);
        }
    }

    fn with_await(&self, call: TextRange) -> Option<String> {
        self.may_await().then(|| format!("await {}", self.text(call)))
    }

    /// Under an event loop, a plain `io` in `async def` stops everybody.
    pub(super) fn blocking(&mut self, call: &ast::ExprCall, builtin: Builtin) {
        let blocks = matches!(builtin, Builtin::Io | Builtin::Gather);
        let in_coroutine = self.frame_kind() == ScopeKind::Function { asynchronous: true };
        if blocks && in_coroutine && self.model == Model::Asyncio {
            let replacement = self.with_await(call.range());
            let kind = DiagnosticKind::BlockingCall { function: builtin.name().into() };
            self.report_with(kind, call.range(), replacement);
        }
    }

    pub(super) fn spawn(&mut self, call: &'a ast::ExprCall) {
        let Some((function, args)) = call.arguments.args.split_first() else { return };
        match function {
            Expr::Name(name) => {
                let Some(def) = self.scopes.function(self.scope, name.id.as_str()) else { return };
                if def.decorator_list.is_empty() {
                    let signature = Signature::of_def(def.name.as_str(), &def.parameters);
                    self.arguments(&signature, args, &[], call.range());
                }
            }
            Expr::Call(inner) => self.spawn_of_call(inner, args),
            _ => {}
        }
    }

    /// `spawn(f(1))`, unless `f` may return a function.
    fn spawn_of_call(&mut self, inner: &'a ast::ExprCall, args: &[Expr]) {
        let Expr::Name(name) = &*inner.func else { return };
        let sure = match (self.builtin(name), self.scopes.function(self.scope, name.id.as_str())) {
            (Some(builtin), _) => builtin.kind() == Kind::Verb,
            (None, Some(def)) => def.decorator_list.is_empty() && !self.may_return_function(def),
            (None, None) => false,
        };
        if !sure {
            return;
        }
        let function = name.id.as_str().to_string();
        let plain = inner.arguments.keywords.is_empty() && args.is_empty();
        let replacement = plain.then(|| {
            let parts = inner.arguments.args.iter().map(|arg| self.text(arg.range()));
            std::iter::once(function.as_str()).chain(parts).collect::<Vec<_>>().join(", ")
        });
        let kind = DiagnosticKind::SpawnOfCall { function };
        self.report_with(kind, inner.range(), replacement);
    }

    /// `t.join()` in the function that `t` runs.
    pub(super) fn join(&mut self, call: &ast::ExprCall) {
        let Expr::Attribute(method) = &*call.func else { return };
        let Expr::Name(task) = &*method.value else { return };
        if method.attr.as_str() != "join" {
            return;
        }
        let function = self.scopes.task(self.scope, task.id.as_str());
        if function.is_some_and(|function| self.functions.contains(&function)) {
            let kind = DiagnosticKind::JoinsItself { task: task.id.as_str().into() };
            self.report(kind, call.range());
        }
    }
}

impl Checker<'_, '_> {
    /// Whether a call of it could give something to spawn: it returns more than
    /// numbers, texts and the like.
    pub(super) fn may_return_function(&self, def: &StmtFunctionDef) -> bool {
        !def.is_async && self.scopes.of(def).is_some_and(|scope| scope.returns)
    }
}
