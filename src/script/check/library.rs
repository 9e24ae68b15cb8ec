//! Misuse of Python's own modules for tasks: what everybody does wrong once.

use super::Checker;
use super::calls::keyword;
use crate::program::{Builtin, Kind};
use crate::script::DiagnosticKind;
use crate::script::scope::ScopeKind;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

impl<'a> Checker<'_, 'a> {
    pub(super) fn library_call(&mut self, call: &'a ast::ExprCall, awaited: bool) {
        let arguments = &call.arguments;
        let Some((module, name)) = self.of_library(&call.func) else {
            if let Expr::Name(name) = &*call.func
                && self.builtin(name) == Some(Builtin::Spawn)
            {
                arguments.args.first().into_iter().for_each(|f| self.late_binding(f));
            }
            if let Expr::Attribute(e) = &*call.func
                && e.attr.as_str() == "submit"
            {
                arguments.args.first().into_iter().for_each(|f| self.late_binding(f));
            }
            return;
        };
        match (module, name) {
            ("time", "sleep") | ("asyncio", "sleep") => self.sleep(call, module, awaited),
            ("threading", "Thread") | ("multiprocessing", "Process") => {
                keyword(arguments, "target").into_iter().for_each(|f| self.target_of_call(f));
                keyword(arguments, "args").into_iter().for_each(|args| self.no_tuple(args));
            }
            _ => {}
        }
        let starts = module == "multiprocessing" && matches!(name, "Process" | "Pool" | "Manager")
            || name == "ProcessPoolExecutor";
        if starts && self.frame_kind() == ScopeKind::Module && !self.guarded {
            self.report(DiagnosticKind::NoMainGuard, call.range());
        }
    }

    fn sleep(&mut self, call: &'a ast::ExprCall, module: &str, awaited: bool) {
        let length = call.arguments.args.first();
        length.into_iter().for_each(|length| self.duration("sleep", length, true));
        if module != "time" {
            return;
        }
        let function = self.text(call.func.range()).to_string();
        let replacement = length.map(|length| {
            let length = self.text(length.range());
            let sleep = ["asyncio.sleep(", length, ")"].concat();
            if awaited { sleep } else { ["await ", &sleep].concat() }
        });
        if awaited {
            let kind = DiagnosticKind::NotAwaitable { function };
            self.report_with(kind, call.range(), replacement);
        } else if self.frame_kind() == (ScopeKind::Function { asynchronous: true }) {
            let kind = DiagnosticKind::BlockingCall { function };
            self.report_with(kind, call.range(), replacement);
        }
    }

    /// `await print(x)`, `await cpu(5)`
    pub(super) fn awaits_nothing(&mut self, call: &'a ast::ExprCall) {
        let Expr::Name(name) = &*call.func else { return };
        let nothing = self.builtin(name).is_some_and(|b| {
            matches!(b.kind(), Kind::Function | Kind::Sync)
                || matches!(b, Builtin::Cpu | Builtin::Now)
        });
        if nothing {
            let function = name.id.as_str().to_string();
            let replacement = Some(self.text(call.range()).to_string());
            let kind = DiagnosticKind::NotAwaitable { function };
            self.report_with(kind, call.range(), replacement);
        }
    }

    fn target_of_call(&mut self, target: &'a Expr) {
        self.late_binding(target);
        let Expr::Call(inner) = target else { return };
        let Expr::Name(name) = &*inner.func else { return };
        let Some(def) = self.scopes.function(self.scope, name.id.as_str()) else { return };
        if def.decorator_list.is_empty() && !self.may_return_function(def) {
            let function = name.id.as_str().to_string();
            let plain = inner.arguments.keywords.is_empty();
            let replacement = plain.then(|| {
                let parts = inner.arguments.args.iter().map(|arg| self.text(arg.range()));
                match parts.collect::<Vec<_>>()[..] {
                    [] => function.clone(),
                    [one] => [&function, ", args=(", one, ",)"].concat(),
                    ref many => [&function, ", args=(", &many.join(", "), ")"].concat(),
                }
            });
            let kind = DiagnosticKind::TargetOfCall { function };
            self.report_with(kind, inner.range(), replacement);
        }
    }

    /// `args=(x)`: brackets alone make no tuple.
    fn no_tuple(&mut self, args: &'a Expr) {
        let place = args.range();
        let after = self.source.get(place.end().into()..).unwrap_or("");
        let before = self.source.get(..place.start().into()).unwrap_or("");
        let bracketed = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
        let single = matches!(
            args,
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BooleanLiteral(_)
        );
        let name = matches!(args, Expr::Name(_)) && before.trim_end().ends_with("=(");
        if single || bracketed && name {
            let text = self.text(place);
            let replacement =
                Some(if bracketed { [text, ","].concat() } else { ["(", text, ",)"].concat() });
            self.report_with(DiagnosticKind::ArgsNotTuple, place, replacement);
        }
    }

    /// `with Lock():` in a function: a new lock at each call.
    pub(super) fn fresh_lock(&mut self, manager: &'a Expr) {
        let Expr::Call(call) = manager else { return };
        if !matches!(self.frame_kind(), ScopeKind::Function { .. }) {
            return;
        }
        let class = match &*call.func {
            Expr::Name(name) if self.builtin(name).is_some_and(|b| b.kind() == Kind::Sync) => {
                name.id.as_str()
            }
            func => match self.of_library(func) {
                Some((
                    "threading" | "asyncio" | "multiprocessing",
                    class @ ("Lock" | "RLock" | "Semaphore" | "BoundedSemaphore" | "Condition"),
                )) => class,
                _ => return,
            },
        };
        let kind = DiagnosticKind::FreshLock { class: class.to_string() };
        self.report(kind, call.range());
    }

    /// A `lambda` that starts later and reads a variable of the loop around.
    fn late_binding(&mut self, function: &'a Expr) {
        let Expr::Lambda(lambda) = function else { return };
        let Some(id) = self.scopes.id_of(lambda) else { return };
        if let Some(name) = self.scopes.reads_from_outside(id, &self.loop_names) {
            let kind = DiagnosticKind::LateBinding { name: name.to_string() };
            self.report(kind, lambda.range());
        }
    }

    /// Whether it is `if __name__ == "__main__":`.
    pub(super) fn is_main_guard(&self, test: &Expr) -> bool {
        let Expr::Compare(e) = test else { return false };
        matches!(&*e.left, Expr::Name(name) if name.id.as_str() == "__name__")
    }

    /// Walks a loop with its variables known.
    pub(super) fn with_loop_names(&mut self, target: &'a Expr, walk: impl FnOnce(&mut Self)) {
        let before = self.loop_names.len();
        names_in(target, &mut self.loop_names);
        walk(self);
        self.loop_names.truncate(before);
    }

    pub(super) fn builtin_bases(&mut self, class: &'a ast::StmtClassDef) {
        // `class Color(str, Enum)`
        if class.bases().len() > 1 && self.unit("enum").is_some() {
            return;
        }
        for base in class.bases() {
            let Expr::Name(name) = base else { continue };
            let refused = |b: Builtin| b.kind() == Kind::Type && b != Builtin::Object;
            if self.builtin(name).is_some_and(refused) {
                let kind = DiagnosticKind::BuiltinBase { name: name.id.as_str().into() };
                self.report(kind, name.range);
            }
        }
    }

    /// A coroutine of `asyncio` that nobody awaits.
    pub(super) fn library_never_awaited(&mut self, call: &'a ast::ExprCall) {
        let coroutine = match self.of_library(&call.func) {
            Some(("asyncio", name)) => matches!(name, "sleep" | "wait" | "wait_for" | "to_thread"),
            _ => false,
        };
        if coroutine {
            let function = self.text(call.func.range()).to_string();
            let replacement = self.may_await().then(|| {
                let text = self.text(call.range());
                ["await ", text].concat()
            });
            self.report_with(DiagnosticKind::NeverAwaited { function }, call.range(), replacement);
        }
    }
}

/// Names that a loop gives values to.
fn names_in<'a>(target: &'a Expr, found: &mut Vec<&'a str>) {
    match target {
        Expr::Name(name) => found.push(name.id.as_str()),
        Expr::Tuple(e) => e.elts.iter().for_each(|part| names_in(part, found)),
        Expr::List(e) => e.elts.iter().for_each(|part| names_in(part, found)),
        Expr::Starred(e) => names_in(&e.value, found),
        _ => {}
    }
}
