//! The modules that a script can import, written in Python themselves: one
//! text each, compiled with the script that imports it.
//!
//! The texts are the only table: what a module exports, what its functions
//! take and what is near a misspelt name are read from them. They know only
//! the builtins that begin with `_`, which the engine gives a meaning.
//! Nothing of them is shown: no line, no call in a traceback.

mod outline;

use super::scope::{self, Scopes};
pub use outline::{Member, MemberKind, Module, outline};
use ruff_python_ast::{ModModule, Parameters, PySourceType, Stmt};
use ruff_python_parser::Parsed;
use std::sync::OnceLock;

/// Declares the table of names and texts. A long module is several files, one
/// after another: what each begins with may stand in those before it.
macro_rules! modules {
    ($($name:expr => $($file:literal)+,)*) => {
        const NAMES: &[&str] = &[$($name),*];

        fn included() -> Vec<&'static str> {
            vec![$(concat!($(include_str!($file)),+)),*]
        }
    };
}

modules! {
    BUILTINS => "builtins.py",
    "time" => "time.py",
    "math" => "math.py",
    "sys" => "sys.py",
    "heapq" => "heapq.py",
    "contextvars" => "contextvars.py",
    "logging" => "logging.py",
    "traceback" => "traceback.py",
    "random" => "random.py",
    "os" => "os.py",
    "copy" => "copy.py",
    "operator" => "operator.py",
    "statistics" => "statistics.py",
    "string" => "string.py",
    "bisect" => "bisect.py",
    "inspect" => "inspect.py",
    "warnings" => "warnings.py",
    "datetime" => "datetime.py",
    "abc" => "abc.py",
    "typing" => "typing.py",
    "enum" => "enum.py",
    "collections.abc" => "collections_abc.py",
    "sched" => "sched.py",
    "re" => "re.py",
    "functools" => "functools.py",
    "contextlib" => "contextlib.py",
    "dataclasses" => "dataclasses.py",
    "collections" => "collections.py",
    "itertools" => "itertools.py",
    "queue" => "queue.py",
    "threading" => "threading.py",
    "multiprocessing" => "multiprocessing.py" "multiprocessing_pool.py",
    "multiprocessing.pool" => "pool.py",
    "concurrent.futures" => "futures.py",
    "concurrent" => "concurrent.py",
    "asyncio" => "asyncio.py" "asyncio_waiting.py" "asyncio_sync.py",
}

/// The texts in the order of [`NAMES`], once they are there.
static TEXTS: OnceLock<Vec<&'static str>> = OnceLock::new();

/// What separates the texts where they are one; occurs in none of them.
const SEPARATOR: char = '\x0c';

/// Takes the texts that are compiled in. Natively that happens by itself; a
/// page that calls it carries them.
pub fn include_library() {
    TEXTS.get_or_init(included);
}

/// Takes the texts as [`library_text`] gives them; false if they are others. A
/// second time changes nothing: whoever types on asks for them again.
pub fn provide_library(text: &str) -> bool {
    if TEXTS.get().is_some() {
        return true;
    }
    let texts: Vec<&'static str> =
        text.split(SEPARATOR).map(|text| &*Box::leak(Box::from(text))).collect();
    texts.len() == NAMES.len() && TEXTS.set(texts).is_ok()
}

/// All texts as one, for a page to load when a script first imports something.
pub fn library_text() -> String {
    included().join(&String::from(SEPARATOR))
}

fn texts() -> Option<&'static [&'static str]> {
    #[cfg(not(target_arch = "wasm32"))]
    include_library();
    TEXTS.get().map(Vec::as_slice)
}

/// The module whose names need no import: rare ones, for which a text is
/// shorter than code of the engine.
pub(super) const BUILTINS: &str = "builtins";

/// What a script finds there.
pub(super) const RARE: &[&str] = &["anext", "aiter", "format", "vars", "slice", "frozenset"];

/// Those that say what a task is.
const DECIDE_MODEL: &[&str] =
    &["threading", "asyncio", "multiprocessing", "multiprocessing.pool", "concurrent.futures"];

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().copied()
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

/// The texts that a script needs are not there yet.
pub(super) struct Missing;

type Modules = Vec<(&'static str, Parsed<ModModule>)>;

/// Parses what a script imports: each module after those that it imports.
pub(super) fn parse(script: &Unit<'_>) -> Result<Modules, Missing> {
    let mut parsed = Modules::new();
    // Bare names that nobody binds; `iter` has a rare form with two arguments.
    let rare = |scope: &scope::Scope<'_>| {
        scope.order.iter().any(|name| *name == "iter" || RARE.contains(name))
    };
    if script.scopes.patterns || script.scopes.list.iter().any(rare) {
        add(BUILTINS, &mut parsed)?;
    }
    script.scopes.imports.iter().try_for_each(|name| add(name, &mut parsed))?;
    Ok(parsed)
}

fn add(name: &str, parsed: &mut Modules) -> Result<(), Missing> {
    let Some(at) = NAMES.iter().position(|known| *known == name) else { return Ok(()) };
    let name = NAMES[at];
    if parsed.iter().any(|(known, _)| *known == name) {
        return Ok(());
    }
    let text = texts().ok_or(Missing)?[at];
    let module = ruff_python_parser::parse_unchecked_source(text, PySourceType::Python);
    // The library does not import in circles, nor inside of functions.
    let mut imports = Vec::new();
    module.syntax().body.iter().for_each(|stmt| scope::imports(stmt, &mut imports));
    imports.into_iter().try_for_each(|name| add(name, parsed))?;
    parsed.push((name, module));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_come_back_from_one() {
        let (whole, texts) = (library_text(), included());
        assert_eq!(whole.split(SEPARATOR).collect::<Vec<_>>(), texts);
        assert_eq!(texts.len(), NAMES.len());
        assert!(!provide_library("another version's"));
    }
}
