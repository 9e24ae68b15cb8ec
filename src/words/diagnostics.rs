//! Diagnostics in words.

use crate::script::DiagnosticKind;
use crate::words::Lang;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiagnosticText {
    /// What is wrong, one sentence.
    pub message: String,
    /// What to write instead; empty if there is nothing to add.
    pub hint: String,
}

pub fn diagnostic(kind: &DiagnosticKind, lang: Lang) -> DiagnosticText {
    match (kind, lang) {
        (DiagnosticKind::UnknownName { name, nearest }, Lang::En) => DiagnosticText {
            message: format!("The name '{name}' is not defined."),
            hint: nearest.as_ref().map_or(String::new(), |n| format!("Did you mean '{n}'?")),
        },
        (DiagnosticKind::UnknownName { name, nearest }, Lang::Ru) => DiagnosticText {
            message: format!("Имя '{name}' не определено."),
            hint: nearest.as_ref().map_or(String::new(), |n| format!("Возможно, '{n}'?")),
        },
        (DiagnosticKind::InvalidSyntax, Lang::En) => plain("This is not valid Python."),
        (DiagnosticKind::InvalidSyntax, Lang::Ru) => plain("Это не похоже на Python."),
        (DiagnosticKind::TooComplex, Lang::En) => plain("This part is too large to compile."),
        (DiagnosticKind::TooComplex, Lang::Ru) => plain("Эта часть слишком велика."),
    }
}

fn plain(message: &str) -> DiagnosticText {
    DiagnosticText { message: message.into(), hint: String::new() }
}
