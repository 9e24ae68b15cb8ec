//! Script text to program and diagnostics.
//!
//! Order of work: `guard` bounds the text so that nothing after it can
//! overflow a stack, `ruff_python_parser` parses, `check` finds what is wrong
//! or unsupported, `compile` makes bytecode. Text that is wrong is normal: the
//! answer is always a list of all diagnostics, and a program if none is an
//! error. Knows nothing of time, tasks or models beyond the names of verbs.

mod diagnostic;

pub use diagnostic::{Diagnostic, DiagnosticKind, Severity};

use crate::program::Program;
use crate::setup::Model;

/// The longest script, in bytes.
pub const MAX_SOURCE: usize = 64 << 10;

pub struct Compiled {
    /// `None` if any diagnostic is an error.
    pub program: Option<Program>,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a script. `model` only decides which warnings apply (a blocking
/// call inside `async def` matters under an event loop); the program is the
/// same for every model.
pub fn compile(_source: &str, _model: Model) -> Compiled {
    Compiled { program: None, diagnostics: Vec::new() }
}
