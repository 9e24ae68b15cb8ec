//! The whole numbers of a script: what a curve can vary besides the machine,
//! such as how many tasks there are or how long their I/O takes.

use crate::base::Span;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    pub span: Span,
    pub value: u64,
    /// From 1.
    pub line: u32,
    /// The call it stands in: `range`, `io`, `cpu`; empty outside of any.
    pub call: String,
}

/// More would be a list that nobody reads.
const MOST: usize = 24;

/// In order of place; numbers in comments, strings and names are none.
pub fn numbers(script: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut calls: Vec<&str> = Vec::new();
    for (token, span, line) in tokens(script) {
        let text = &script[span.start as usize..span.end as usize];
        match token {
            Token::Open => calls.push(text),
            Token::Close => drop(calls.pop()),
            Token::Word => {
                let plain = text.bytes().all(|b| b.is_ascii_digit());
                if let Some(value) = text.parse().ok().filter(|_| plain) {
                    let call = calls.iter().rev().find(|c| !c.is_empty());
                    let call = call.copied().unwrap_or_default().into();
                    found.push(Number { span, value, line, call });
                }
            }
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// A call by a name, with the span of what stands between its brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Call<'a> {
    pub name: &'a str,
    pub arguments: Span,
}

/// The calls of these names in the order in which they end; `None` where one
/// of them is used without being called, so that a call may stand anywhere.
pub(super) fn calls<'a>(script: &'a str, names: &[&str]) -> Option<Vec<Call<'a>>> {
    let mut found = Vec::new();
    let mut open: Vec<(&str, u32)> = Vec::new();
    let mut uncalled = 0;
    for (token, span, _) in tokens(script) {
        let text = &script[span.start as usize..span.end as usize];
        match token {
            Token::Word => uncalled += usize::from(names.contains(&text)),
            Token::Open => {
                // The word before the bracket was counted as a word.
                uncalled -= usize::from(!text.is_empty() && names.contains(&text));
                open.push((text, span.end + 1));
            }
            Token::Close => {
                let Some((name, start)) = open.pop() else { continue };
                if names.contains(&name) {
                    found.push(Call { name, arguments: Span::new(start, span.start) });
                }
            }
        }
    }
    (uncalled == 0).then_some(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    /// A name or a number.
    Word,
    /// An opening bracket; the span is the name before a round one, which ends
    /// where the bracket stands.
    Open,
    Close,
}

/// What matters of a script's text, with the line it stands on: no comments,
/// no strings, no operators.
fn tokens(script: &str) -> Vec<(Token, Span, u32)> {
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let rest = &bytes[at..];
        let length = match rest[0] {
            b'#' => rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len()),
            b'"' | b'\'' => string(rest),
            b'(' | b'[' | b'{' => {
                let name = if rest[0] == b'(' { name_before(bytes, at) } else { 0 };
                found.push((Token::Open, span(at - name, name), line));
                1
            }
            b')' | b']' | b'}' => {
                found.push((Token::Close, span(at, 1), line));
                1
            }
            b if word(b) => {
                let number = b.is_ascii_digit();
                let inside = |b: u8| word(b) || (number && b == b'.');
                let length = rest.iter().position(|&b| !inside(b)).unwrap_or(rest.len());
                found.push((Token::Word, span(at, length), line));
                length
            }
            _ => 1,
        };
        line += rest[..length].iter().filter(|&&b| b == b'\n').count() as u32;
        at += length;
    }
    found
}

fn span(start: usize, length: usize) -> Span {
    Span::new(start as u32, (start + length) as u32)
}

/// The script with another value in the place of one.
pub fn with_number(script: &str, number: &Number, value: u64) -> String {
    let (start, end) = (number.span.start as usize, number.span.end as usize);
    let part = |range: std::ops::Range<usize>| script.get(range).unwrap_or("");
    [part(0..start), &value.to_string(), part(end..script.len())].concat()
}

/// Part of a name or number; bytes of letters beyond ASCII count, so that
/// slices end between characters.
fn word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

/// How long the name is that ends at a bracket.
fn name_before(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rev().take_while(|&&b| word(b)).count()
}

/// The length of the string literal that begins here.
fn string(rest: &[u8]) -> usize {
    let quote = rest[0];
    let triple = rest.len() > 2 && rest[1] == quote && rest[2] == quote;
    let end: &[u8] = if triple { &[quote; 3] } else { &rest[..1] };
    let mut at = end.len();
    while at < rest.len() {
        if rest[at] == b'\\' {
            at += 2;
        } else if rest[at..].starts_with(end) {
            return at + end.len();
        } else if rest[at] == b'\n' && !triple {
            return at;
        } else {
            at += 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_code() {
        let script = "# 1\nx2 = 'a 3 \\' 4'\nпять5 = 1.5\nfor i in range(6):\n    \
                      spawn(io, 20, name=f\"{i} 7\")\n\"\"\"8\n\"\"\"\ncpu([9, 0x10][0])\n";
        let all = numbers(script);
        let short: Vec<_> = all.iter().map(|n| (n.value, n.line, n.call.as_str())).collect();
        assert_eq!(short, [(6, 4, "range"), (20, 5, "spawn"), (9, 8, "cpu"), (0, 8, "cpu")]);
        assert!(with_number(script, &all[0], 12).contains("range(12):"));
    }

    #[test]
    fn no_text_is_too_strange() {
        for script in ["'", "\"\"\"", "\\", "(", ")))", "1", "é1(2", "'\\", "99999999999999999999"]
        {
            numbers(script);
            calls(script, &["cpu", ""]);
        }
    }

    #[test]
    fn calls_are_found_with_their_arguments() {
        let found = |script| {
            let all: Option<Vec<Call>> = calls(script, &["cpu", "io"]);
            let text = |c: &Call| {
                [c.name, ":", &script[c.arguments.start as usize..c.arguments.end as usize]]
                    .concat()
            };
            all.map(|all| all.iter().map(text).collect::<Vec<_>>())
        };
        let script = "cpu(1)\nawait io(f(2), 'cpu(9)')  # io(3)\ncpus(4)\n";
        assert_eq!(found(script).unwrap(), ["cpu:1", "io:f(2), 'cpu(9)'"]);
        assert_eq!(found("spawn(cpu, 5)\n"), None, "called by somebody else");
    }
}
