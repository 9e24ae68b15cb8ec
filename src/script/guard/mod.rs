//! Makes any text safe to parse.
//!
//! The parser recurses on what nests and a browser gives it one stack, so
//! depth is bounded here, before it sees anything. Two steps: `clean` blanks
//! out what is lexically irregular, so that this scanner and the parser's
//! lexer surely agree on where texts and brackets are; `depth` then counts.
//! Places never move: what is blanked keeps its length.

mod clean;
mod depth;
mod lex;

use crate::base::Span;
use crate::script::{Diagnostic, DiagnosticKind, MAX_SOURCE, diagnostic};
use std::borrow::Cow;

pub(super) struct Guarded<'a> {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The text to parse; `None` if it must not be parsed.
    pub(super) text: Option<Cow<'a, str>>,
    /// Lines that were changed: the parser's complaints about them are noise.
    pub(super) changed: Vec<Span>,
}

pub(super) fn guard(source: &str) -> Guarded<'_> {
    if source.len() > MAX_SOURCE {
        let kind = DiagnosticKind::SourceTooLong { limit: MAX_SOURCE };
        let mut end = MAX_SOURCE;
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let place = Span::new(end as u32, source.len() as u32);
        let diagnostics = vec![diagnostic(kind, place)];
        return Guarded { diagnostics, text: None, changed: Vec::new() };
    }
    let mut guarded = clean::clean(source);
    if let Some(text) = &guarded.text
        && let Some(deep) = depth::too_deep(text)
    {
        guarded.diagnostics.push(deep);
        guarded.text = None;
    }
    guarded
}
