//! Calls of builtins and of functions whose definition is known.

use super::Checker;
use super::names::nearest;
use super::signature::Signature;
use crate::base::Set;
use crate::program::{Builtin, Const, Kind};
use crate::script::DiagnosticKind;
use crate::script::compile::constant;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Keyword};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Checker<'_, 'a> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall, awaited: bool) {
        if let Expr::Name(name) = &*call.func {
            if let Some(builtin) = self.builtin(name) {
                self.builtin_call(call, builtin, awaited);
            } else if let Some(def) = self.scopes.function(self.scope, name.id.as_str()) {
                // A decorator may change what the function takes.
                if def.decorator_list.is_empty() && !self.catches_type_errors {
                    let signature = Signature::of_def(def.name.as_str(), &def.parameters);
                    let arguments = &call.arguments;
                    self.arguments(&signature, &arguments.args, &arguments.keywords, call.range());
                }
            }
        }
        self.module_call(call);
        self.library_call(call, awaited);
        self.repeated_keywords(call);
        self.join(call);
        self.visit_expr(&call.func);
        self.elements(&call.arguments.args);
        for keyword in &call.arguments.keywords {
            self.visit_expr(&keyword.value);
        }
    }

    fn builtin_call(&mut self, call: &'a ast::ExprCall, builtin: Builtin, awaited: bool) {
        let signature = Signature::of_builtin(builtin);
        let arguments = &call.arguments;
        // What is no Python raises nothing that a script could be about.
        let ours = matches!(builtin.kind(), Kind::Verb | Kind::Sync);
        if ours || !self.catches_type_errors {
            self.arguments(&signature, &arguments.args, &arguments.keywords, call.range());
        }
        match builtin {
            Builtin::Cpu | Builtin::Io => {
                let ms = arguments.args.first().or_else(|| keyword(arguments, "ms"));
                ms.into_iter().for_each(|ms| self.duration(builtin.name(), ms, false));
            }
            Builtin::Spawn => {
                for name in ["at", "deadline", "period"] {
                    let length = keyword(arguments, name);
                    length.into_iter().for_each(|length| self.duration("spawn", length, false));
                }
                let core = keyword(arguments, "core");
                core.into_iter().for_each(|core| self.core(core));
                self.spawn(call);
            }
            _ => {}
        }
        if !awaited {
            self.blocking(call, builtin);
        }
    }

    /// Binds arguments to parameters as a call would.
    pub(super) fn arguments(
        &mut self,
        signature: &Signature<'_>,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        place: TextRange,
    ) {
        let function = || signature.name.to_string();
        let starred = args.iter().any(Expr::is_starred_expr);
        let given = args.iter().filter(|arg| !arg.is_starred_expr()).count();
        let most = signature.positional.len();
        if given > most && !signature.star {
            let extra = args.get(most).map_or(place, |arg| arg.range());
            let kind = DiagnosticKind::TooManyArguments { function: function(), most, given };
            self.report(kind, extra);
        }
        let mut named = Set::new();
        for keyword in keywords {
            let Some(name) = &keyword.arg else { continue };
            let id = name.as_str();
            named.insert(id);
            let by_position = signature.positional.iter().take(given).any(|p| p.name == id);
            if signature.keywords().any(|known| known == id) {
                if by_position && !starred {
                    let kind =
                        DiagnosticKind::RepeatedArgument { function: function(), name: id.into() };
                    self.report(kind, name.range);
                }
            } else if !signature.double_star {
                let nearest = nearest(id, signature.keywords());
                let replacement = nearest.clone();
                let kind = DiagnosticKind::UnknownKeyword {
                    function: function(),
                    keyword: id.into(),
                    nearest,
                };
                self.report_with(kind, name.range, replacement);
            }
        }
        let unpacked = starred || keywords.iter().any(|k| k.arg.is_none());
        if unpacked {
            return;
        }
        let missing: Vec<String> = signature
            .positional
            .iter()
            .skip(given)
            .chain(&signature.keyword_only)
            .filter(|p| p.required && !named.contains(&p.name))
            .map(|p| p.name.to_string())
            .collect();
        if !missing.is_empty() {
            let kind = DiagnosticKind::MissingArguments { function: function(), names: missing };
            self.report(kind, place);
        }
    }

    fn repeated_keywords(&mut self, call: &ast::ExprCall) {
        let mut seen = Set::new();
        for keyword in &call.arguments.keywords {
            if let Some(name) = &keyword.arg
                && !seen.insert(name.as_str())
            {
                let function = self.text(call.func.range()).to_string();
                let name_text = name.as_str().to_string();
                let kind = DiagnosticKind::RepeatedArgument { function, name: name_text };
                self.report(kind, name.range);
            }
        }
    }

    fn core(&mut self, core: &Expr) {
        // One, or a list of those allowed.
        let list = match core {
            Expr::List(list) => &list.elts[..],
            Expr::Tuple(list) => &list.elts[..],
            _ => &[],
        };
        if !list.is_empty() {
            return list.iter().for_each(|core| self.core(core));
        }
        let wrong = match constant(core) {
            Some(Const::Int(n)) => n < 0,
            Some(Const::None | Const::Bool(_)) => false,
            None => is_no_number(core),
            _ => true,
        };
        if wrong {
            self.report(DiagnosticKind::NotACore, core.range());
        }
    }

    pub(super) fn duration(&mut self, function: &str, length: &Expr, seconds: bool) {
        let negative = match constant(length) {
            Some(Const::Int(n)) => n < 0,
            Some(Const::Float(x)) => x < 0.0 || x.is_nan(),
            // `at=None` is as good as absent.
            Some(Const::None) if function == "spawn" => return,
            None if !is_no_number(length) => return,
            // What is no number of seconds is Python's own business.
            _ if seconds => return,
            _ => {
                let kind = DiagnosticKind::DurationNotNumber { function: function.into() };
                return self.report(kind, length.range());
            }
        };
        if negative {
            let kind = DiagnosticKind::NegativeDuration { function: function.into(), seconds };
            self.report(kind, length.range());
        }
    }
}

pub(super) fn keyword<'a>(arguments: &'a ast::Arguments, name: &str) -> Option<&'a Expr> {
    let found = arguments.keywords.iter().find(|k| k.arg.as_ref().is_some_and(|a| a == name));
    found.map(|keyword| &keyword.value)
}

/// Displays and texts, which no arithmetic makes a number.
fn is_no_number(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::List(_)
            | Expr::Dict(_)
            | Expr::Set(_)
            | Expr::Tuple(_)
            | Expr::FString(_)
            | Expr::Lambda(_)
            | Expr::ListComp(_)
    )
}
