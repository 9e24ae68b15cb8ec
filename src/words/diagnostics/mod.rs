//! Diagnostics in words: what is wrong, and what to write instead.
//!
//! Each sentence stands beside its translation, with `{0}`, `{1}` where the
//! details go; English first.

mod calls;
mod features;
mod grammar;
mod names;

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
    grammar::text(kind, lang)
        .or_else(|| names::text(kind, lang))
        .or_else(|| calls::text(kind, lang))
        .unwrap_or_else(|| features::text(kind, lang))
}

/// A message and a hint, in English and in Russian. Passed by reference: so they
/// are a constant of the program, else code that puts eight words on the stack.
type Pair = [[&'static str; 2]; 2];

/// The pair in this language, with the details filled in.
fn say(lang: Lang, pair: &Pair, details: &[&str]) -> DiagnosticText {
    let [message, hint] = pair[lang as usize];
    DiagnosticText { message: fill(message, details), hint: fill(hint, details) }
}

/// The same, with a hint only if there is something to hint at: detail 1.
fn say_nearest(lang: Lang, pair: &Pair, details: &[&str]) -> DiagnosticText {
    let mut text = say(lang, pair, details);
    if details.last().is_none_or(|nearest| nearest.is_empty()) {
        text.hint.clear();
    }
    text
}

fn fill(template: &str, details: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let number = rest.as_bytes().get(at + 1).map(|b| b.wrapping_sub(b'0') as usize);
        let closed = rest.as_bytes().get(at + 2) == Some(&b'}');
        text.push_str(&rest[..at]);
        match number.and_then(|n| details.get(n)).filter(|_| closed) {
            Some(detail) => {
                text.push_str(detail);
                rest = &rest[at + 3..];
            }
            None => {
                text.push('{');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    text
}
