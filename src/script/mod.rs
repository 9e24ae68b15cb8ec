//! Script text to program and diagnostics.
//!
//! Order of work: `guard` bounds the text so that nothing after it can
//! overflow a stack, `ruff_python_parser` parses, `check` finds what is wrong
//! or unsupported, `compile` makes bytecode. Text that is wrong is normal: the
//! answer is always a list of all diagnostics, and a program if none is an
//! error. Knows nothing of time, tasks or models beyond the names of verbs.

mod check;
mod compile;
mod diagnostic;
mod guard;
mod library;
mod scope;
mod syntax;

pub use diagnostic::{Depth, Diagnostic, DiagnosticKind, Feature, Needs, Piece, Severity, Target};
pub use library::{Member, MemberKind, Module, outline};
pub use library::{include_library, library_text, provide_library};

use crate::base::{LineIndex, Set, Span, sort};
use crate::program::Program;
use crate::setup::Model;
use ruff_python_ast::PySourceType;
use ruff_text_size::TextRange;

/// The longest script, in bytes.
pub const MAX_SOURCE: usize = 64 << 10;

pub struct Compiled {
    /// `None` if any diagnostic is an error.
    pub program: Option<Program>,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The script imports modules whose texts are not there: to be compiled
    /// again after [`provide_library`]. Never so outside of the page.
    pub lacks_library: bool,
}

/// Compiles a script. `model` only decides which warnings apply (a blocking
/// call inside `async def` matters under an event loop); the program is the
/// same for every model.
pub fn compile(source: &str, model: Model) -> Compiled {
    let guarded = guard::guard(source);
    let mut diagnostics = guarded.diagnostics;
    let Some(text) = guarded.text else {
        return Compiled { program: None, diagnostics, lacks_library: false };
    };
    let parsed = ruff_python_parser::parse_unchecked_source(&text, PySourceType::Python);
    let body = &parsed.syntax().body;
    let lines = LineIndex::new(source);
    diagnostics.extend(syntax::diagnostics(parsed.errors(), source, &lines, &guarded.changed));
    let script = library::Unit::new(None, body);
    let Ok(modules) = library::parse(&script) else {
        return Compiled { program: None, diagnostics, lacks_library: true };
    };
    let units: Vec<library::Unit> =
        modules.iter().map(|(name, m)| library::Unit::new(Some(*name), &m.syntax().body)).collect();
    // What a broken line seems to mean is a guess.
    let mut broken = Set::new();
    for diagnostic in &diagnostics {
        broken.insert(lines.line(diagnostic.span.start));
    }
    let found = check::check(&script, &units, &text, model);
    diagnostics.extend(found.into_iter().filter(|d| !broken.contains(&lines.line(d.span.start))));
    let mut program = None;
    if diagnostics.iter().all(|d| d.kind.severity() == Severity::Warning) {
        match compile::compile(&script, &units, &lines) {
            Ok(compiled) => program = Some(compiled),
            Err((kind, place)) => diagnostics.push(diagnostic(kind, place)),
        }
    }
    sort(&mut diagnostics, &|a, b| a.span < b.span);
    Compiled { program, diagnostics, lacks_library: false }
}

fn diagnostic(kind: DiagnosticKind, span: Span) -> Diagnostic {
    Diagnostic { kind, span, replacement: None }
}

fn span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}
