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
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let mut calls: Vec<String> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() && found.len() < MOST {
        let rest = &bytes[at..];
        match rest[0] {
            b'\n' => {
                line += 1;
                at += 1;
            }
            b'#' => at += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len()),
            b'"' | b'\'' => {
                let length = string(rest);
                line += rest[..length].iter().filter(|&&b| b == b'\n').count() as u32;
                at += length;
            }
            b'(' | b'[' | b'{' => {
                let name = if rest[0] == b'(' { name_before(script, at) } else { String::new() };
                calls.push(name);
                at += 1;
            }
            b')' | b']' | b'}' => {
                calls.pop();
                at += 1;
            }
            b if word(b) => {
                let length = rest.iter().position(|&b| !word(b) && b != b'.').unwrap_or(rest.len());
                let text = &script[at..at + length];
                let plain = text.bytes().all(|b| b.is_ascii_digit());
                if let Some(value) = text.parse().ok().filter(|_| plain) {
                    let call = calls.iter().rev().find(|c| !c.is_empty()).cloned();
                    let span = Span::new(at as u32, (at + length) as u32);
                    found.push(Number { span, value, line, call: call.unwrap_or_default() });
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    found
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

fn name_before(script: &str, at: usize) -> String {
    let before = &script.as_bytes()[..at];
    let length = before.iter().rev().take_while(|&&b| word(b)).count();
    script[at - length..at].into()
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
        }
    }
}
