//! The modules that a script can import, written in Python themselves: one
//! text each, compiled with the script that imports it.
//!
//! The texts are the only table: what a module exports, what its functions
//! take and what is near a misspelt name are read from them. They know only
//! the builtins that begin with `_`, which the engine gives a meaning.
//! Nothing of them is shown: no line, no call in a traceback.

use super::scope::{self, Scopes};
use ruff_python_ast::{ModModule, Parameters, PySourceType, Stmt};
use ruff_python_parser::Parsed;

/// Name and text.
const MODULES: &[(&str, &str)] = &[
    (BUILTINS, include_str!("builtins.py")),
    ("time", include_str!("time.py")),
    ("math", include_str!("math.py")),
    ("sys", include_str!("sys.py")),
    ("heapq", include_str!("heapq.py")),
    ("contextvars", include_str!("contextvars.py")),
    ("logging", include_str!("logging.py")),
    ("traceback", include_str!("traceback.py")),
    ("random", include_str!("random.py")),
    ("os", include_str!("os.py")),
    ("abc", include_str!("abc.py")),
    ("typing", include_str!("typing.py")),
    ("functools", include_str!("functools.py")),
    ("contextlib", include_str!("contextlib.py")),
    ("dataclasses", include_str!("dataclasses.py")),
    ("collections", include_str!("collections.py")),
    ("itertools", include_str!("itertools.py")),
    ("queue", include_str!("queue.py")),
    ("threading", include_str!("threading.py")),
    ("multiprocessing", include_str!("multiprocessing.py")),
    ("multiprocessing.pool", include_str!("pool.py")),
    ("concurrent.futures", include_str!("futures.py")),
    ("concurrent", include_str!("concurrent.py")),
    ("asyncio", include_str!("asyncio.py")),
];

/// The module whose names need no import: rare ones, for which a text is
/// shorter than code of the engine.
pub(super) const BUILTINS: &str = "builtins";

/// What a script finds there.
pub(super) const RARE: &[&str] = &["anext", "aiter", "format", "vars", "slice", "frozenset"];

/// Those that say what a task is.
const DECIDE_MODEL: &[&str] =
    &["threading", "asyncio", "multiprocessing", "multiprocessing.pool", "concurrent.futures"];

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}

pub(super) fn exists(name: &str) -> bool {
    names().any(|known| known == name)
}

/// A text of its own: the script (without a name) or a module.
pub(super) struct Unit<'a> {
    pub(super) name: Option<&'static str>,
    pub(super) body: &'a [Stmt],
    pub(super) scopes: Scopes<'a>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(name: Option<&'static str>, body: &'a [Stmt]) -> Unit<'a> {
        Unit { name, body, scopes: scope::build(body) }
    }

    pub(super) fn decides_model(&self) -> bool {
        self.name.is_some_and(|name| DECIDE_MODEL.contains(&name))
    }

    /// What it binds. Names that begin with `_` are for the library itself.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        let module = &self.scopes.list[Scopes::MODULE];
        let bound = |name: &&'a str| module.variables[*name].bindings > 0;
        module.order.iter().copied().filter(bound).collect::<Vec<_>>().into_iter()
    }

    pub(super) fn exports(&self) -> impl Iterator<Item = &'a str> {
        self.names().filter(|name| !name.starts_with('_'))
    }

    /// Parameters of a function or of a class's `__init__`, and how many of
    /// them the caller does not give.
    pub(super) fn parameters(&self, name: &str) -> Option<(&'a Parameters, usize)> {
        self.body.iter().find_map(|stmt| match stmt {
            Stmt::FunctionDef(def) if def.name.as_str() == name => Some((&*def.parameters, 0)),
            Stmt::ClassDef(class) if class.name.as_str() == name => {
                class.body.iter().find_map(|stmt| match stmt {
                    Stmt::FunctionDef(def) if def.name.as_str() == "__init__" => {
                        Some((&*def.parameters, 1))
                    }
                    _ => None,
                })
            }
            _ => None,
        })
    }
}

/// The modules that a body imports, wherever in it.
fn imported(body: &[Stmt], found: &mut dyn FnMut(&str)) {
    use ruff_python_ast::visitor::{Visitor, walk_stmt};
    struct Finder<'f>(&'f mut dyn FnMut(&str));
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Import(e) => e.names.iter().for_each(|alias| {
                    let name = alias.name.as_str();
                    (self.0)(name);
                    if alias.asname.is_none() {
                        (self.0)(name.split('.').next().unwrap_or(name));
                    }
                }),
                Stmt::ImportFrom(e) => e.module.iter().for_each(|name| (self.0)(name.as_str())),
                _ => walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, _expr: &'a ruff_python_ast::Expr) {}
    }
    Finder(found).visit_body(body);
}

/// Parses what a script imports: each module after those that it imports.
pub(super) fn parse(script: &Unit<'_>) -> Vec<(&'static str, Parsed<ModModule>)> {
    let mut parsed = Vec::new();
    // Bare names that nobody binds; `iter` has a rare form with two arguments.
    let rare = |scope: &scope::Scope<'_>| {
        scope.order.iter().any(|name| *name == "iter" || RARE.contains(name))
    };
    if script.scopes.list.iter().any(rare) {
        add(BUILTINS, &mut parsed);
    }
    add_imports(script.body, &mut parsed);
    parsed
}

fn add_imports(body: &[Stmt], parsed: &mut Vec<(&'static str, Parsed<ModModule>)>) {
    let mut wanted: Vec<String> = Vec::new();
    imported(body, &mut |name| wanted.push(name.to_string()));
    for name in wanted {
        add(&name, parsed);
    }
}

fn add(name: &str, parsed: &mut Vec<(&'static str, Parsed<ModModule>)>) {
    let module = MODULES.iter().find(|(known, _)| *known == name);
    let Some(&(name, text)) = module else { return };
    if parsed.iter().any(|(known, _)| *known == name) {
        return;
    }
    let module = ruff_python_parser::parse_unchecked_source(text, PySourceType::Python);
    // The library does not import in circles.
    add_imports(&module.syntax().body, parsed);
    parsed.push((name, module));
}
