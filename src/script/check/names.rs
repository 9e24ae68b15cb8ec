//! Names: unknown, shadowed, declared wrongly.

use super::Checker;
use crate::base::Set;
use crate::program::{Builtin, Kind};
use crate::script::library::RARE;
use crate::script::scope::{Resolved, ScopeId, ScopeKind};
use crate::script::{DiagnosticKind, Feature};
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{ExprContext, ExprName, Identifier, Parameters};

/// Unknown names that get a suggestion: it compares with all that are known.
const MAX_SUGGESTED: usize = 20;

/// Names of Python's that learners bring along, and what serves instead.
const UNAVAILABLE: &[(&str, Option<&str>)] = &[
    ("sleep", Some("io(ms)")),
    ("time", Some("now(), io(ms)")),
    ("perf_counter", Some("now()")),
    ("monotonic", Some("now()")),
    ("threading", Some("spawn(f), Lock()")),
    ("Thread", Some("spawn(f)")),
    ("Process", Some("spawn(f)")),
    ("Pool", Some("spawn(f), gather(...)")),
    ("ThreadPoolExecutor", Some("spawn(f), gather(...)")),
    ("ProcessPoolExecutor", Some("spawn(f), gather(...)")),
    ("multiprocessing", Some("spawn(f), Lock()")),
    ("asyncio", Some("await io(ms), spawn(f), gather(...)")),
    ("create_task", Some("spawn(f)")),
    ("TaskGroup", Some("spawn(f), gather(...)")),
    ("queue", Some("Queue()")),
    ("globals", None),
    ("locals", None),
    ("dir", None),
    ("help", None),
    ("exit", None),
    ("quit", None),
    ("ascii", None),
    ("bytes", None),
    ("bytearray", None),
    ("complex", None),
    ("memoryview", None),
    ("breakpoint", None),
];

impl<'a> Checker<'_, 'a> {
    pub(super) fn name(&mut self, name: &'a ExprName) {
        let id = name.id.as_str();
        let asks = matches!(name.ctx, ExprContext::Load | ExprContext::Del);
        if !asks || id.is_empty() || id == "__name__" || self.is_known(id) {
            return;
        }
        self.n_unknown += 1;
        if let Some((_, instead)) = UNAVAILABLE.iter().find(|(name, _)| *name == id) {
            let kind = DiagnosticKind::UnavailableName { name: id.into(), instead: *instead };
            return self.report(kind, name.range);
        }
        let feature = match id {
            "open" => Some(Feature::Files),
            "input" => Some(Feature::Input),
            "eval" | "exec" | "compile" => Some(Feature::Eval),
            _ => None,
        };
        if let Some(feature) = feature {
            return self.report(DiagnosticKind::Unsupported(feature), name.range);
        }
        let nearest = (self.n_unknown <= MAX_SUGGESTED).then(|| self.nearest_name(id)).flatten();
        let replacement = nearest.clone();
        let kind = DiagnosticKind::UnknownName { name: id.into(), nearest };
        self.report_with(kind, name.range, replacement);
    }

    fn is_known(&self, name: &str) -> bool {
        self.scopes.resolve(self.scope, name) != Resolved::Unbound
            || Builtin::from_name(name).is_some()
            || RARE.contains(&name)
    }

    /// Whether a name surely means something to be called.
    pub(super) fn is_function(&self, name: &ExprName) -> bool {
        self.builtin(name).is_some_and(|b| matches!(b.kind(), Kind::Verb | Kind::Function))
            || self.scopes.function(self.scope, name.id.as_str()).is_some()
    }

    /// The builtin that a name means here, if nothing hides it.
    pub(super) fn builtin(&self, name: &ExprName) -> Option<Builtin> {
        let id = name.id.as_str();
        match self.scopes.resolve(self.scope, id) {
            Resolved::Unbound => Builtin::from_name(id),
            _ => None,
        }
    }

    fn nearest_name(&self, name: &str) -> Option<String> {
        let mut known = Set::new();
        let mut at = Some(self.scope);
        while let Some(id) = at {
            let scope = &self.scopes.list[id];
            for (&name, _) in scope.variables.iter().filter(|(_, v)| v.own()) {
                known.insert(name);
            }
            at = scope.parent;
        }
        for builtin in Builtin::ALL {
            if Builtin::from_name(builtin.name()).is_some() {
                known.insert(builtin.name());
            }
        }
        nearest(name, known.iter().copied())
    }

    /// Warns where a scope gives a verb's name another meaning.
    pub(super) fn shadowed(&mut self, id: ScopeId) {
        let scopes = self.scopes;
        let scope = &scopes.list[id];
        for &name in &scope.order {
            let variable = scope.variables[name];
            let hides = variable.own()
                && variable.bindings > 0
                && !variable.parameter
                && !variable.imported;
            let verb = Builtin::from_name(name).is_some_and(|b| {
                matches!(b.kind(), Kind::Verb | Kind::Sync) || b == Builtin::Print
            });
            if hides && verb {
                self.report(DiagnosticKind::ShadowsBuiltin { name: name.into() }, variable.first);
            }
        }
    }

    /// `global` and `nonlocal`.
    pub(super) fn declared(&mut self, name: &'a Identifier, keyword: &'static str) {
        let scope = &self.scopes.list[self.scope];
        let Some(variable) = scope.variables.get(name.as_str()).copied() else { return };
        let in_module = scope.kind == ScopeKind::Module;
        let parent = scope.parent;
        let id = || name.as_str().to_string();
        if keyword == "nonlocal" && in_module {
            return self.report(DiagnosticKind::NonlocalOutside, name.range);
        }
        if variable.parameter {
            let kind = DiagnosticKind::ParameterDeclared { name: id(), keyword };
            return self.report(kind, name.range);
        }
        if !variable.declared_first && !in_module {
            let kind = DiagnosticKind::DeclaredAfterUse { name: id(), keyword };
            return self.report(kind, name.range);
        }
        let outer = parent.map(|parent| self.scopes.resolve(parent, name.as_str()));
        if keyword == "nonlocal" && !matches!(outer, Some(Resolved::Local(_))) {
            self.report(DiagnosticKind::NonlocalUnknown { name: id() }, name.range);
        }
    }

    /// Defaults are evaluated outside; names must differ.
    pub(super) fn parameters(&mut self, parameters: &'a Parameters) {
        let mut seen = Set::new();
        for parameter in parameters {
            let name = parameter.name();
            if !name.as_str().is_empty() && !seen.insert(name.as_str()) {
                let kind = DiagnosticKind::RepeatedParameter { name: name.as_str().into() };
                self.report(kind, name.range);
            }
        }
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }
}

/// The most similar name, if any is similar enough to be meant.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let most = (name.len() + 1) / 3;
    let mut best: Option<(usize, &str)> = None;
    // The very name may be there and not be seen: a class's own, from within.
    for candidate in
        known.filter(|&k| k != name && k.len() <= 32 && k.len().abs_diff(name.len()) <= most)
    {
        let far = if candidate.eq_ignore_ascii_case(name) { 0 } else { distance(name, candidate) };
        if far <= most && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, name)| name.to_string())
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal
/// string alignment) that lead from one name to the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j - 1] + differs).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
