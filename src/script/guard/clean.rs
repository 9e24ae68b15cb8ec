//! Reports characters, texts and brackets that are irregular, and blanks
//! them out: characters by spaces, texts by zeros, which still are a value.

use super::Guarded;
use super::depth::MAX_BRACKETS;
use super::lex::{Fault, Kind, Lexer, Token, matching};
use crate::base::Span;
use crate::script::{Depth, Diagnostic, DiagnosticKind, Feature, diagnostic};
use std::borrow::Cow;

/// After so many faults the text is not a script.
const MAX_FAULTS: usize = 50;

pub(super) fn clean(source: &str) -> Guarded<'_> {
    let mut cleaner = Cleaner {
        source,
        lexer: Lexer::new(source),
        out: None,
        diagnostics: Vec::new(),
        changed: Vec::new(),
        open: Vec::new(),
        field_text: 0,
        hopeless: false,
    };
    cleaner.run();
    cleaner.unclosed();
    let text = match cleaner.out {
        _ if cleaner.hopeless => None,
        None => Some(Cow::Borrowed(source)),
        Some(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    };
    Guarded { diagnostics: cleaner.diagnostics, text, changed: cleaner.changed }
}

struct Cleaner<'a> {
    source: &'a str,
    lexer: Lexer<'a>,
    /// The cleaned text, once it differs.
    out: Option<Vec<u8>>,
    diagnostics: Vec<Diagnostic>,
    changed: Vec<Span>,
    open: Vec<Opened>,
    /// Where the outermost text with fields began.
    field_text: usize,
    hopeless: bool,
}

struct Opened {
    bracket: u8,
    at: usize,
    /// A wrong closing bracket was already reported against it.
    reported: bool,
}

impl Cleaner<'_> {
    fn run(&mut self) {
        while !self.hopeless {
            let inside = self.lexer.in_field_text();
            let token = self.lexer.next();
            match token {
                Some(token) if !inside && token.kind == Kind::FieldTextStart => {
                    self.field_text = token.start;
                }
                Some(token) if !inside => self.token(token),
                Some(token) => self.inside(token),
                None if !inside => return,
                None => self.field_text_fault(None),
            }
        }
    }

    /// A token within a text with fields: only its end and broken inner texts matter.
    fn inside(&mut self, token: Token) {
        match token.kind {
            Kind::Unterminated { .. } | Kind::BadNumber | Kind::Stray(_) => {
                self.field_text_fault(None);
            }
            _ if self.lexer.fault == Some(Fault::TooDeep) => {
                self.too_deep(token.start);
            }
            _ if self.lexer.in_field_text() => {}
            _ if self.lexer.fault.is_some() => self.field_text_fault(Some(token.end)),
            _ => {}
        }
    }

    /// Blanks out the outermost text with fields: up to `end`, or to where it
    /// would have ended at the latest.
    fn field_text_fault(&mut self, end: Option<usize>) {
        let start = self.field_text;
        let rest = &self.source[start..];
        let quotes = rest.find(['"', '\'']).unwrap_or(0);
        let quote = rest.get(quotes..quotes + 1).unwrap_or("");
        let triple = rest[quotes..].starts_with(&quote.repeat(3));
        let end = end
            .unwrap_or_else(|| if triple { self.source.len() } else { self.lexer.line_end(start) });
        let kind = match self.lexer.fault {
            Some(Fault::Named) => DiagnosticKind::Unsupported(Feature::NamedCharacter),
            Some(Fault::Braces) => DiagnosticKind::BadField,
            Some(Fault::Unterminated { in_field: false, triple }) => {
                DiagnosticKind::UnterminatedString { triple }
            }
            _ => DiagnosticKind::UnterminatedField,
        };
        self.report(kind, start, self.lexer.line_end(start).min(end));
        self.blank(start, end, b'0');
        self.lexer.restart(end);
    }

    fn token(&mut self, token: Token) {
        let Token { kind, start, end } = token;
        match kind {
            Kind::Text { named: true } => {
                self.report(DiagnosticKind::Unsupported(Feature::NamedCharacter), start, end);
                self.blank(start, end, b'0');
            }
            Kind::Unterminated { triple } => {
                let shown = self.lexer.line_end(start).min(end);
                self.report(DiagnosticKind::UnterminatedString { triple }, start, shown);
                self.blank(start, end, b'0');
            }
            Kind::BadNumber => {
                self.report(DiagnosticKind::BadNumber, start, end);
                // A space keeps it apart from a text right behind it.
                self.blank(start, end, b'0');
                self.blank(end - 1, end, b' ');
            }
            Kind::Stray(found) => {
                let kind = DiagnosticKind::StrayCharacter { found, instead: instead(found) };
                self.report(kind, start, end);
                if let (Some(last), Some(better)) = (self.diagnostics.last_mut(), instead(found)) {
                    last.replacement = Some(better.into());
                }
                self.blank(start, end, b' ');
            }
            Kind::Open(bracket) => {
                self.open.push(Opened { bracket, at: start, reported: false });
                if self.open.len() > MAX_BRACKETS {
                    self.too_deep(start);
                }
            }
            Kind::Close(bracket) => self.close(bracket, start),
            _ => {}
        }
    }

    fn close(&mut self, bracket: u8, at: usize) {
        match self.open.iter().rposition(|o| matching(o.bracket) == bracket) {
            Some(i) if i + 1 == self.open.len() => {
                self.open.pop();
            }
            Some(i) => {
                // Those inside were never closed.
                let inner = self.open.split_off(i + 1);
                self.open.pop();
                self.mismatch(bracket, inner.last().map(|o| o.bracket), at);
                for opened in inner {
                    self.blank(opened.at, opened.at + 1, b' ');
                }
            }
            None => {
                let last = self.open.last_mut().filter(|o| !o.reported);
                let open = last.map(|o| {
                    o.reported = true;
                    o.bracket
                });
                self.mismatch(bracket, open, at);
                self.blank(at, at + 1, b' ');
            }
        }
    }

    fn mismatch(&mut self, close: u8, open: Option<u8>, at: usize) {
        let (close, open) = (close as char, open.map(char::from));
        self.report(DiagnosticKind::UnmatchedBracket { close, open }, at, at + 1);
    }

    fn unclosed(&mut self) {
        for opened in std::mem::take(&mut self.open) {
            if self.hopeless {
                return;
            }
            let (at, open) = (opened.at, opened.bracket as char);
            // A text without its end has probably swallowed the other bracket.
            let line_end = self.lexer.line_end(at) as u32;
            let swallowed = self.diagnostics.iter().any(|d| {
                let text = matches!(
                    d.kind,
                    DiagnosticKind::UnterminatedString { .. } | DiagnosticKind::UnterminatedField
                );
                text && (at as u32..line_end).contains(&d.span.start)
            });
            if !opened.reported && !swallowed {
                self.report(DiagnosticKind::UnclosedBracket { open }, at, at + 1);
            }
            self.blank(at, at + 1, b' ');
        }
    }

    fn too_deep(&mut self, at: usize) {
        let kind = DiagnosticKind::TooDeep { what: Depth::Brackets, limit: MAX_BRACKETS };
        self.report(kind, at, at + 1);
        self.hopeless = true;
    }

    fn report(&mut self, kind: DiagnosticKind, start: usize, end: usize) {
        self.diagnostics.push(diagnostic(kind, Span::new(start as u32, end as u32)));
        self.hopeless |= self.diagnostics.len() >= MAX_FAULTS;
    }

    fn blank(&mut self, start: usize, end: usize, with: u8) {
        let out = self.out.get_or_insert_with(|| self.source.as_bytes().to_vec());
        out[start..end].fill(with);
        let before = &self.source.as_bytes()[..start];
        let line = before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |at| at + 1);
        let line_end = self.lexer.line_end(end);
        self.changed.push(Span::new(line as u32, line_end as u32 + 1));
    }
}

/// What was probably meant by characters that word processors put in.
fn instead(found: char) -> Option<&'static str> {
    Some(match found {
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '‘' | '’' | '‚' | '′' | '`' => "'",
        '–' | '—' | '−' => "-",
        '×' => "*",
        '÷' => "/",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '，' => ",",
        '：' => ":",
        '；' => ";",
        '（' => "(",
        '）' => ")",
        '…' => "...",
        _ => return None,
    })
}
