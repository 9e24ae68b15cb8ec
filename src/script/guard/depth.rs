//! Counts what the parser, the checks and the compiler recurse on.
//!
//! An upper bound, not the exact depth: within one bracket every operator
//! since the last comma counts, whether it nests or not. Only `lambda`,
//! `yield` and `async` can hold commas themselves, so a comma does not forget
//! those.

use super::lex::{Kind, Lexer, Token};
use crate::base::Span;
use crate::script::{Depth, Diagnostic, DiagnosticKind, diagnostic};

/// Brackets inside brackets.
pub(super) const MAX_BRACKETS: usize = 64;
/// Blocks inside blocks.
const MAX_BLOCKS: usize = 64;
/// Operators and calls that may nest in one expression, over all its
/// brackets: the stack grows by one or two kilobytes for each.
const MAX_OPERATORS: usize = 250;
/// Columns of indentation inside brackets: when the parser recovers from an
/// error there it may take such lines for blocks.
const MAX_HANGING: u32 = 120;

/// The first place where the text nests too deep, if any.
pub(super) fn too_deep(text: &str) -> Option<Diagnostic> {
    let mut lexer = Lexer::new(text);
    let mut counter = Counter {
        levels: vec![Level::default()],
        total: 0,
        blocks: vec![Indent::default()],
        line: 0,
        fresh: true,
    };
    while let Some(token) = lexer.next() {
        if let Some((what, limit)) = counter.token(token, text) {
            let place = Span::new(token.start as u32, token.end as u32);
            return Some(diagnostic(DiagnosticKind::TooDeep { what, limit }, place));
        }
    }
    None
}

/// Operators so far within one bracket.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Those that a comma forgets.
    plain: usize,
    /// Those that it does not.
    lasting: usize,
}

/// Indentation as Python compares it: with tabs to eight columns, and with
/// tabs as one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Indent {
    column: u32,
    characters: u32,
}

struct Counter {
    /// One a bracket that is open, outermost first; never empty.
    levels: Vec<Level>,
    /// Operators and brackets of all levels.
    total: usize,
    blocks: Vec<Indent>,
    /// Where the present line begins.
    line: usize,
    /// No token yet on this line.
    fresh: bool,
}

impl Counter {
    fn token(&mut self, token: Token, text: &str) -> Option<(Depth, usize)> {
        let in_brackets = self.levels.len() > 1;
        if self.fresh && token.kind != Kind::Newline {
            self.fresh = false;
            let indent = indent(&text.as_bytes()[self.line..token.start]);
            if in_brackets && indent.column > MAX_HANGING {
                return Some((Depth::Blocks, MAX_BLOCKS));
            }
            if !in_brackets && self.indent(indent) > MAX_BLOCKS {
                return Some((Depth::Blocks, MAX_BLOCKS));
            }
        }
        match token.kind {
            Kind::Newline => {
                self.line = token.end;
                self.fresh = true;
                if !in_brackets {
                    self.forget(true);
                }
            }
            Kind::Semicolon if !in_brackets => self.forget(true),
            Kind::Comma => self.forget(false),
            Kind::Open(_) | Kind::FieldOpen | Kind::FieldTextStart => {
                self.total += 1;
                self.levels.push(Level::default());
            }
            Kind::Close(_) | Kind::FieldClose | Kind::FieldTextEnd => self.close(),
            Kind::Sign => self.count(false),
            Kind::Name => match &text[token.start..token.end] {
                "lambda" | "yield" | "async" => self.count(true),
                "not" | "and" | "or" | "in" | "is" | "if" | "else" | "await" | "for" => {
                    self.count(false);
                }
                _ => {}
            },
            _ => {}
        }
        if self.levels.len() > MAX_BRACKETS + 1 {
            return Some((Depth::Brackets, MAX_BRACKETS));
        }
        (self.total > MAX_OPERATORS).then_some((Depth::Operators, MAX_OPERATORS))
    }

    fn count(&mut self, lasting: bool) {
        self.total += 1;
        if let Some(level) = self.levels.last_mut() {
            *(if lasting { &mut level.lasting } else { &mut level.plain }) += 1;
        }
    }

    fn forget(&mut self, all: bool) {
        if let Some(level) = self.levels.last_mut() {
            self.total -= std::mem::take(&mut level.plain);
            if all {
                self.total -= std::mem::take(&mut level.lasting);
            }
        }
    }

    /// Ends a bracket; what was in brackets counts as one step of a chain
    /// such as `f(1)(2)[3]`.
    fn close(&mut self) {
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.total -= level.plain + level.lasting + 1;
            self.count(false);
        }
    }

    /// Enters or leaves blocks as the lexer of the parser does; how many are open.
    fn indent(&mut self, indent: Indent) -> usize {
        while let Some(&top) = self.blocks.last() {
            if top.column < indent.column && top.characters < indent.characters {
                self.blocks.push(indent);
                break;
            }
            if top.column > indent.column && top.characters > indent.characters {
                self.blocks.pop();
                continue;
            }
            break;
        }
        if self.blocks.is_empty() {
            self.blocks.push(Indent::default());
        }
        self.blocks.len() - 1
    }
}

fn indent(blanks: &[u8]) -> Indent {
    let mut indent = Indent::default();
    for byte in blanks {
        match byte {
            b' ' => indent.column += 1,
            b'\t' => indent.column = (indent.column / 8 + 1) * 8,
            _ => break,
        }
        indent.characters += 1;
    }
    indent
}
