//! Statements in places where they cannot be, and targets.

use super::Checker;
use crate::script::DiagnosticKind;
use crate::script::scope::ScopeKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt};
use ruff_text_size::{Ranged, TextLen, TextRange};

impl<'a> Checker<'_, 'a> {
    pub(super) fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            // Refused as a whole.
            Stmt::TypeAlias(_) => {}
            Stmt::Import(e) => self.import(e),
            Stmt::ImportFrom(e) => self.import_from(e),
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Return(e) => {
                if !matches!(self.frame_kind(), ScopeKind::Function { .. }) {
                    self.report(DiagnosticKind::ReturnOutside, e.range);
                }
                if self.in_group {
                    self.report(DiagnosticKind::LeavesGroup { keyword: "return" }, e.range);
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Break(e) if !self.in_loop => self.outside_loop("break", e.range),
            Stmt::Continue(e) if !self.in_loop => self.outside_loop("continue", e.range),
            Stmt::While(e) => {
                self.visit_expr(&e.test);
                self.loop_(&e.body, &e.orelse);
            }
            Stmt::For(e) => {
                if e.is_async && !self.may_await() {
                    let place = TextRange::new(e.range.start(), e.iter.end());
                    self.report(DiagnosticKind::OutsideAsync { what: "async for" }, place);
                }
                self.visit_expr(&e.iter);
                self.target(&e.target);
                self.with_loop_names(&e.target, |c| c.loop_(&e.body, &e.orelse));
            }
            Stmt::Assign(e) => {
                self.visit_expr(&e.value);
                e.targets.iter().for_each(|target| self.target(target));
            }
            Stmt::If(e) if self.is_main_guard(&e.test) => {
                let outer = std::mem::replace(&mut self.guarded, true);
                visitor::walk_stmt(self, stmt);
                self.guarded = outer;
            }
            Stmt::With(e) => self.with(e),
            Stmt::Try(e) => self.try_(e),
            Stmt::Global(e) => e.names.iter().for_each(|name| self.declared(name, "global")),
            Stmt::Nonlocal(e) => e.names.iter().for_each(|name| self.declared(name, "nonlocal")),
            Stmt::Expr(e) => self.expression_statement(e),
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn outside_loop(&mut self, keyword: &'static str, place: TextRange) {
        self.report(
            match self.in_group {
                true => DiagnosticKind::LeavesGroup { keyword },
                false => DiagnosticKind::OutsideLoop { keyword },
            },
            place,
        );
    }

    fn class(&mut self, def: &'a ast::StmtClassDef) {
        def.decorator_list.iter().for_each(|d| self.visit_expr(&d.expression));
        if let Some(arguments) = &def.arguments {
            self.visit_arguments(arguments);
        }
        self.builtin_bases(def);
        let id = self.scopes.id_of(def);
        let outer = std::mem::take(&mut self.catches_type_errors);
        self.inside(id, |c| c.visit_body(&def.body));
        self.catches_type_errors = outer;
    }

    fn function(&mut self, def: &'a ast::StmtFunctionDef) {
        def.decorator_list.iter().for_each(|d| self.visit_expr(&d.expression));
        self.parameters(&def.parameters);
        let Some(id) = self.scopes.id_of(def) else { return };
        self.functions.push(def.name.as_str());
        self.shadowed(id);
        let outer = std::mem::take(&mut self.catches_type_errors);
        self.inside(Some(id), |c| c.visit_body(&def.body));
        self.catches_type_errors = outer;
        self.functions.pop();
    }

    fn loop_(&mut self, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let outer = std::mem::replace(&mut self.in_loop, true);
        self.visit_body(body);
        self.in_loop = outer;
        self.visit_body(orelse);
    }

    fn try_(&mut self, e: &'a ast::StmtTry) {
        // The parser lets this pass where `finally` follows.
        if e.handlers.is_empty() && !e.orelse.is_empty() {
            self.report(DiagnosticKind::ClauseOrder, TextRange::at(e.start(), "try".text_len()));
        }
        let outer = self.catches_type_errors;
        for (i, ExceptHandler::ExceptHandler(clause)) in e.handlers.iter().enumerate() {
            if clause.type_.is_none() && i + 1 < e.handlers.len() {
                self.report(DiagnosticKind::BareExceptNotLast, clause.range);
            }
            self.catches_type_errors |= clause.type_.as_deref().is_none_or(takes_type_error);
        }
        self.visit_body(&e.body);
        self.catches_type_errors = outer;
        let around = (self.in_loop, self.in_group);
        if e.is_star {
            (self.in_loop, self.in_group) = (false, true);
        }
        e.handlers.iter().for_each(|handler| self.visit_except_handler(handler));
        (self.in_loop, self.in_group) = around;
        self.visit_body(&e.orelse);
        self.visit_body(&e.finalbody);
    }

    fn with(&mut self, e: &'a ast::StmtWith) {
        if e.is_async && !self.may_await() {
            let place = e.items.first().map_or(e.range, |item| item.range);
            self.report(DiagnosticKind::OutsideAsync { what: "async with" }, place);
        }
        for item in &e.items {
            self.fresh_lock(&item.context_expr);
            self.visit_expr(&item.context_expr);
            item.optional_vars.iter().for_each(|target| self.target(target));
        }
        self.visit_body(&e.body);
    }

    /// What is assigned to: a star is allowed once in a list of targets.
    pub(super) fn target(&mut self, target: &'a Expr) {
        let elements = match target {
            Expr::Tuple(e) => &e.elts,
            Expr::List(e) => &e.elts,
            _ => return self.visit_expr(target),
        };
        let mut stars = elements.iter().filter_map(|e| e.as_starred_expr());
        if let (Some(_), Some(second)) = (stars.next(), stars.next()) {
            self.report(DiagnosticKind::SeveralStars, second.range);
        }
        for element in elements {
            match element {
                Expr::Starred(starred) => self.target(&starred.value),
                element => self.target(element),
            }
        }
    }

    fn expression_statement(&mut self, e: &'a ast::StmtExpr) {
        match &*e.value {
            // A body that says "nothing here".
            Expr::EllipsisLiteral(_) => return,
            Expr::Call(call) => {
                self.never_awaited(call);
                self.library_never_awaited(call);
            }
            Expr::Attribute(attribute) => {
                let name = self.text(attribute.range).to_string();
                self.without_brackets(name, attribute.range);
            }
            Expr::Name(name) if self.is_function(name) => {
                self.without_brackets(name.id.as_str().to_string(), name.range);
            }
            _ => {}
        }
        self.visit_expr(&e.value);
    }

    fn without_brackets(&mut self, name: String, place: ruff_text_size::TextRange) {
        let replacement = format!("{name}()");
        self.report_with(DiagnosticKind::CallWithoutBrackets { name }, place, Some(replacement));
    }
}

/// Whether an `except` clause of this type takes a `TypeError`.
fn takes_type_error(class: &Expr) -> bool {
    match class {
        Expr::Name(name) => {
            matches!(name.id.as_str(), "TypeError" | "Exception" | "BaseException")
        }
        Expr::Tuple(classes) => classes.elts.iter().any(takes_type_error),
        _ => false,
    }
}
