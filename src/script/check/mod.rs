//! What is wrong with a tree that parses, and what is not supported.
//!
//! One walk; every finding is typed and in its place. Only what is sure is
//! reported: a name that is bound twice may be anything, so its calls are
//! left to run time.

mod calls;
mod features;
mod library;
mod modules;
mod names;
mod signature;
mod statements;
mod tasks;

use crate::script::library::Unit;
use crate::script::scope::{ScopeId, ScopeKind, Scopes};
use crate::script::{Diagnostic, DiagnosticKind, diagnostic, span};
use crate::setup::Model;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// More than anybody reads.
const MAX_FOUND: usize = 100;

pub(super) fn check(
    script: &Unit<'_>,
    library: &[Unit<'_>],
    source: &str,
    model: Model,
) -> Vec<Diagnostic> {
    let mut checker = Checker {
        scopes: &script.scopes,
        library,
        source,
        model,
        scope: Scopes::MODULE,
        functions: Vec::new(),
        in_loop: false,
        in_group: false,
        guarded: false,
        loop_names: Vec::new(),
        catches_type_errors: false,
        n_unknown: 0,
        found: Vec::new(),
    };
    checker.shadowed(Scopes::MODULE);
    checker.visit_body(script.body);
    checker.found
}

struct Checker<'c, 'a> {
    scopes: &'c Scopes<'a>,
    library: &'c [Unit<'a>],
    source: &'c str,
    model: Model,
    scope: ScopeId,
    /// Names of the functions around, outermost first.
    functions: Vec<&'a str>,
    in_loop: bool,
    /// In an `except*` clause of this function.
    in_group: bool,
    /// Under `if __name__ == "__main__":`.
    guarded: bool,
    /// Variables of the `for` loops around.
    loop_names: Vec<&'a str>,
    /// In a `try` whose handlers take what a call that cannot fit raises: such
    /// a call may well be what the script is about.
    catches_type_errors: bool,
    n_unknown: usize,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'_, 'a> {
    fn report(&mut self, kind: DiagnosticKind, place: TextRange) {
        self.report_with(kind, place, None);
    }

    fn report_with(&mut self, kind: DiagnosticKind, place: TextRange, replacement: Option<String>) {
        if self.found.len() < MAX_FOUND {
            let found = diagnostic(kind, span(place));
            self.found.push(Diagnostic { replacement, ..found });
        }
    }

    fn text(&self, place: TextRange) -> &str {
        self.source.get(place.start().into()..place.end().into()).unwrap_or("")
    }

    fn frame_kind(&self) -> ScopeKind {
        self.scopes.list[self.scopes.frame(self.scope)].kind
    }

    /// Whether `await` is allowed: in `async def`, and outside functions.
    fn may_await(&self) -> bool {
        matches!(self.frame_kind(), ScopeKind::Function { asynchronous: true } | ScopeKind::Module)
    }

    /// Walks the inside of a `def`, `lambda` or comprehension.
    fn inside(&mut self, scope: Option<ScopeId>, walk: impl FnOnce(&mut Self)) {
        let outer = (self.scope, self.in_loop, self.in_group);
        self.scope = scope.unwrap_or(self.scope);
        (self.in_loop, self.in_group) = (false, false);
        walk(self);
        (self.scope, self.in_loop, self.in_group) = outer;
    }

    fn comprehension(
        &mut self,
        node: TextRange,
        generators: &'a [Comprehension],
        elements: &[&'a Expr],
    ) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let id = self.scopes.id_of(&node);
        self.inside(id, |c| {
            for (i, generator) in generators.iter().enumerate() {
                if i > 0 {
                    c.visit_expr(&generator.iter);
                }
                c.target(&generator.target);
                generator.ifs.iter().for_each(|test| c.visit_expr(test));
            }
            elements.iter().for_each(|element| c.visit_expr(element));
        });
    }

    /// Elements among which a star is allowed.
    fn elements(&mut self, elements: &'a [Expr]) {
        for element in elements {
            match element {
                Expr::Starred(starred) => self.visit_expr(&starred.value),
                element => self.visit_expr(element),
            }
        }
    }
}

impl<'a> Visitor<'a> for Checker<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.unsupported_statement(stmt);
        self.statement(stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.unsupported_expression(expr);
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::Call(call) => self.call(call, false),
            Expr::Attribute(e) => {
                self.of_module(e);
                visitor::walk_expr(self, expr);
            }
            Expr::Await(e) => {
                if !self.may_await() {
                    self.report(DiagnosticKind::OutsideAsync { what: "await" }, e.range);
                }
                match &*e.value {
                    Expr::Call(call) => {
                        self.awaits_nothing(call);
                        self.call(call, true);
                    }
                    value => self.visit_expr(value),
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                let id = self.scopes.id_of(lambda);
                // Runs later, perhaps when nothing is caught.
                let outer = std::mem::take(&mut self.catches_type_errors);
                self.inside(id, |c| c.visit_expr(&lambda.body));
                self.catches_type_errors = outer;
            }
            Expr::List(e) => self.elements(&e.elts),
            Expr::Tuple(e) => self.elements(&e.elts),
            Expr::Set(e) => self.elements(&e.elts),
            Expr::Starred(e) => {
                self.report(DiagnosticKind::Misplaced { what: "*" }, e.range);
                self.visit_expr(&e.value);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                if !matches!(self.frame_kind(), ScopeKind::Function { .. }) {
                    self.report(DiagnosticKind::Misplaced { what: "yield" }, expr.range());
                }
                visitor::walk_expr(self, expr);
            }
            Expr::ListComp(c) => self.comprehension(c.range, &c.generators, &[&c.elt]),
            Expr::SetComp(c) => self.comprehension(c.range, &c.generators, &[&c.elt]),
            Expr::Generator(c) => self.comprehension(c.range, &c.generators, &[&c.elt]),
            Expr::DictComp(c) => match &c.key {
                Some(key) => self.comprehension(c.range, &c.generators, &[key, &c.value]),
                None => self.comprehension(c.range, &c.generators, &[&c.value]),
            },
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_annotation(&mut self, _expr: &'a Expr) {}
}
