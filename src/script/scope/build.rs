//! Walks the tree once and notes who binds and who uses each name.

use super::{Resolved, Scope, ScopeId, ScopeKind, Scopes, Variable};
use crate::base::{Map, Set};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, ExprContext, Identifier, Parameters, Pattern, Stmt,
};
use ruff_text_size::TextRange;

pub(in crate::script) fn build<'a>(body: &'a [Stmt]) -> Scopes<'a> {
    let mut builder = Builder { scopes: Scopes::default(), current: 0 };
    builder.open(ScopeKind::Module, TextRange::default());
    builder.visit_body(body);
    builder.capture();
    builder.scopes
}

/// The modules that a statement imports.
pub(in crate::script) fn imports<'a>(stmt: &'a Stmt, found: &mut Vec<&'a str>) {
    match stmt {
        Stmt::Import(e) => {
            for alias in &e.names {
                let name = alias.name.as_str();
                found.push(name);
                if alias.asname.is_none() {
                    found.push(name.split('.').next().unwrap_or(name));
                }
            }
        }
        Stmt::ImportFrom(e) => found.extend(e.module.as_deref()),
        _ => {}
    }
}

fn may_be_function(value: &Expr) -> bool {
    !matches!(
        value,
        Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::FString(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::BinOp(_)
            | Expr::List(_)
            | Expr::Dict(_)
    )
}

struct Builder<'a> {
    scopes: Scopes<'a>,
    current: ScopeId,
}

const INLINE: ScopeKind = ScopeKind::Comprehension;

impl<'a> Builder<'a> {
    /// Opens a scope inside the current one; returns the current one.
    fn open(&mut self, kind: ScopeKind, node: TextRange) -> ScopeId {
        let outer = self.current;
        let id = self.scopes.list.len();
        let parent = (kind != ScopeKind::Module).then_some(outer);
        self.scopes.list.push(Scope {
            kind,
            parent,
            variables: Map::new(),
            order: Vec::new(),
            captures: Set::new(),
            returns: false,
            yields: false,
        });
        if parent.is_some() {
            self.scopes.by_node.insert((node.start().into(), node.end().into()), id);
        }
        self.current = id;
        outer
    }

    fn variable_in(&mut self, id: ScopeId, name: &'a str, range: TextRange) -> &mut Variable {
        let scope = &mut self.scopes.list[id];
        scope.variables.get_or_insert_with(name, || {
            scope.order.push(name);
            Variable { first: range, ..Variable::default() }
        })
    }

    fn bind(&mut self, name: &'a str, range: TextRange) {
        self.variable_in(self.current, name, range).bindings += 1;
    }

    fn bind_identifier(&mut self, name: &'a Identifier) {
        self.bind(name.as_str(), name.range);
    }

    fn declare(&mut self, name: &'a Identifier) -> &mut Variable {
        let variable = self.variable_in(self.current, name.as_str(), name.range);
        variable.declared_first |= variable.first == name.range;
        variable
    }

    fn parameters(&mut self, parameters: &'a Parameters) {
        for parameter in parameters {
            let name = parameter.name();
            self.variable_in(self.current, name.as_str(), name.range).parameter = true;
        }
    }

    fn defaults(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }

    fn comprehension(
        &mut self,
        node: TextRange,
        kind: ScopeKind,
        generators: &'a [Comprehension],
        elements: &[&'a Expr],
    ) {
        // The first iterable is evaluated outside.
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let outer = self.open(kind, node);
        for (i, generator) in generators.iter().enumerate() {
            if i > 0 {
                self.visit_expr(&generator.iter);
            }
            self.visit_expr(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for element in elements {
            self.visit_expr(element);
        }
        self.current = outer;
    }

    fn name(&mut self, name: &'a str, context: ExprContext, range: TextRange) {
        let variable = self.variable_in(self.current, name, range);
        match context {
            ExprContext::Store => variable.bindings += 1,
            ExprContext::Del => variable.deleted = true,
            ExprContext::Load | ExprContext::Invalid => variable.used = true,
        }
    }

    /// `global x` and an assignment make `x` a variable of the module; a use
    /// from an inner function makes the owner keep it in a cell.
    fn capture(&mut self) {
        for id in 0..self.scopes.list.len() {
            for i in 0..self.scopes.list[id].order.len() {
                let name = self.scopes.list[id].order[i];
                let Some(&variable) = self.scopes.variable(id, name) else { continue };
                if variable.global && id != Scopes::MODULE {
                    let bindings = variable.bindings;
                    self.variable_in(Scopes::MODULE, name, variable.first).bindings += bindings;
                } else if let Resolved::Local(owner) = self.scopes.resolve(id, name) {
                    self.capture_from(id, owner, name);
                }
            }
        }
    }

    fn capture_from(&mut self, user: ScopeId, owner: ScopeId, name: &'a str) {
        let owner_frame = self.scopes.frame(owner);
        let mut at = self.scopes.frame(user);
        while at != owner_frame {
            if let Some(variable) = self.scopes.list[owner].variables.get_mut(name) {
                variable.captured = true;
            }
            let scope = &mut self.scopes.list[at];
            scope.captures.insert(name);
            match scope.parent {
                Some(parent) => at = self.scopes.frame(parent),
                None => break,
            }
        }
    }
}

impl<'a> Visitor<'a> for Builder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        imports(stmt, &mut self.scopes.imports);
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.defaults(&def.parameters);
                self.bind_identifier(&def.name);
                self.scopes.functions.insert((self.current, def.name.as_str()), def);
                let kind = ScopeKind::Function { asynchronous: def.is_async };
                let outer = self.open(kind, def.range);
                self.parameters(&def.parameters);
                self.visit_body(&def.body);
                self.current = outer;
            }
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                self.bind_identifier(&class.name);
                let outer = self.open(ScopeKind::Class, class.range);
                self.visit_body(&class.body);
                self.current = outer;
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                self.visit_expr(&assign.target);
            }
            Stmt::TypeAlias(alias) => self.visit_expr(&alias.name),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    let top = name.as_str().split('.').next().unwrap_or("");
                    self.bind(top, alias.range);
                    self.variable_in(self.current, top, alias.range).imported = true;
                    let module = match &alias.asname {
                        Some(_) => alias.name.as_str(),
                        None => top,
                    };
                    self.scopes.modules.insert((self.current, top), module);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind_identifier(name);
                    self.variable_in(self.current, name.as_str(), alias.range).imported = true;
                    if let Some(module) = &import.module {
                        let from = (module.as_str(), alias.name.as_str());
                        self.scopes.taken.insert((self.current, name.as_str()), from);
                    }
                }
            }
            Stmt::Return(e) => {
                let returns = e.value.as_deref().is_some_and(may_be_function);
                self.scopes.list[self.current].returns |= returns;
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Global(e) => e.names.iter().for_each(|n| self.declare(n).global = true),
            Stmt::Nonlocal(e) => e.names.iter().for_each(|n| self.declare(n).nonlocal = true),
            Stmt::Assign(assign) => {
                if let [Expr::Name(task)] = assign.targets.as_slice()
                    && let Expr::Call(call) = &*assign.value
                    && let (Expr::Name(verb), Some(Expr::Name(function))) =
                        (&*call.func, call.arguments.args.first())
                    && verb.id.as_str() == "spawn"
                {
                    let key = (self.current, task.id.as_str());
                    self.scopes.tasks.insert(key, function.id.as_str());
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => self.name(name.id.as_str(), name.ctx, name.range),
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    let frame = self.scopes.frame(self.current);
                    let variable = self.variable_in(frame, name.id.as_str(), name.range);
                    variable.bindings += 1;
                    variable.walrus = true;
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                let outer = self.open(ScopeKind::Lambda, lambda.range);
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&lambda.body);
                self.current = outer;
            }
            Expr::ListComp(c) => self.comprehension(c.range, INLINE, &c.generators, &[&c.elt]),
            Expr::SetComp(c) => self.comprehension(c.range, INLINE, &c.generators, &[&c.elt]),
            Expr::Generator(c) => {
                self.comprehension(c.range, ScopeKind::Generator, &c.generators, &[&c.elt]);
            }
            Expr::DictComp(c) => {
                let pair = [c.key.as_deref().unwrap_or(&c.value), &c.value];
                let parts = if c.key.is_some() { &pair[..] } else { &pair[1..] };
                self.comprehension(c.range, INLINE, &c.generators, parts);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                let frame = self.scopes.frame(self.current);
                self.scopes.list[frame].yields = true;
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(name) = &clause.name {
            self.bind_identifier(name);
            // Python forgets the name at the end of the clause.
            self.variable_in(self.current, name.as_str(), name.range).deleted = true;
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchSequence(_) | Pattern::MatchClass(_) => self.scopes.patterns = true,
            Pattern::MatchAs(p) => p.name.iter().for_each(|name| self.bind_identifier(name)),
            Pattern::MatchStar(p) => p.name.iter().for_each(|name| self.bind_identifier(name)),
            Pattern::MatchMapping(p) => {
                self.scopes.patterns = true;
                p.rest.iter().for_each(|name| self.bind_identifier(name));
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_annotation(&mut self, _expr: &'a Expr) {}
}
