//! What is wrong with a script: kind, place, typed details. The sentence and
//! the hint are made in `words`, in both languages.

use crate::base::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The script cannot run.
    Error,
    /// It runs, but probably not as meant.
    Warning,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    pub kind: DiagnosticKind,
    pub span: Span,
    /// What to write instead of the text at `span`, where one replacement is right.
    pub replacement: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum DiagnosticKind {
    /// A name nobody defined; the nearest known one.
    UnknownName { name: String, nearest: Option<String> },
    /// Not Python.
    InvalidSyntax,
    /// More registers, constants or operations than a program can have.
    TooComplex,
}

impl DiagnosticKind {
    /// A stable word for the kind, as printed by `interleave check`.
    pub fn word(&self) -> &'static str {
        match self {
            DiagnosticKind::UnknownName { .. } => "unknown-name",
            DiagnosticKind::InvalidSyntax => "invalid-syntax",
            DiagnosticKind::TooComplex => "too-complex",
        }
    }

    pub fn severity(&self) -> Severity {
        Severity::Error
    }
}
