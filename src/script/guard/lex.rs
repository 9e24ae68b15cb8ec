//! A scanner as blunt as it can be: names, numbers, texts, brackets, line
//! ends, other signs.
//!
//! It splits text exactly where the parser's own lexer does, as long as
//! nothing is irregular; and it tells what is. Never recurses.

use unicode_ident::{is_xid_continue, is_xid_start};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Name,
    Number,
    /// A text without fields, whole; `named` if it has a `\N{…}`.
    Text {
        named: bool,
    },
    /// From the quote to the end of the line, or of the script.
    Unterminated {
        triple: bool,
    },
    Open(u8),
    Close(u8),
    Comma,
    Semicolon,
    /// `!`, `+`, `.` … one sign a token.
    Sign,
    Newline,
    /// The prefix and the quotes that begin a text with fields.
    FieldTextStart,
    /// What of it is not in fields.
    FieldTextMiddle,
    FieldTextEnd,
    FieldOpen,
    FieldClose,
    /// Not used by Python.
    Stray(char),
    /// A number that runs into a quote.
    BadNumber,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Why a text with fields is irregular.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// Its end is missing, or a field's.
    Unterminated {
        in_field: bool,
        triple: bool,
    },
    /// A brace too many or brackets that cross.
    Braces,
    Named,
    TooDeep,
}

/// A text with fields under way.
struct Fields {
    quote: u8,
    triple: bool,
    raw: bool,
    modes: Vec<Mode>,
}

enum Mode {
    /// In an expression, with the brackets open in it.
    Field(Vec<u8>),
    /// In the format after `:`.
    Format,
}

/// Texts with fields inside each other's fields.
const MAX_FIELD_TEXTS: usize = 8;
/// Fields inside each other's formats. Python itself allows 2.
const MAX_MODES: usize = 8;

pub(super) struct Lexer<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    fields: Vec<Fields>,
    /// What is wrong with the outermost text with fields so far.
    pub(super) fault: Option<Fault>,
    /// Nothing but blanks since the line began.
    line_start: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(source: &'a str) -> Lexer<'a> {
        let at = if source.starts_with('\u{feff}') { 3 } else { 0 };
        let bytes = source.as_bytes();
        Lexer { source, bytes, at, fields: Vec::new(), fault: None, line_start: true }
    }

    /// Whether a text with fields is under way.
    pub(super) fn in_field_text(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Leaves all texts with fields and goes on at `at`.
    pub(super) fn restart(&mut self, at: usize) {
        self.fields.clear();
        self.fault = None;
        self.at = at;
    }

    /// The end of the line that `at` is in, without its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        at + rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len())
    }

    fn byte(&self, offset: usize) -> u8 {
        self.bytes.get(self.at + offset).copied().unwrap_or(0)
    }

    /// The next token; `None` at the end. While a text with fields is under
    /// way, ends in a fault if the text does.
    pub(super) fn next(&mut self) -> Option<Token> {
        let in_literal = match self.fields.last() {
            None => false,
            Some(f) => !matches!(f.modes.last(), Some(Mode::Field(_))),
        };
        if in_literal {
            return self.literal();
        }
        self.blanks();
        let start = self.at;
        let Some(&first) = self.bytes.get(start) else {
            self.unterminated();
            return None;
        };
        let kind = match first {
            b'\n' | b'\r' => {
                if self.fields.last().is_some_and(|f| !f.triple) {
                    self.unterminated();
                    return None;
                }
                self.at += if first == b'\r' && self.byte(1) == b'\n' { 2 } else { 1 };
                self.line_start = true;
                return Some(Token { kind: Kind::Newline, start, end: self.at });
            }
            b'"' | b'\'' => self.text(0),
            b'0'..=b'9' => self.number(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            0x80.. => self.unicode(),
            b'(' | b'[' | b'{' => {
                self.at += 1;
                self.open(first)
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                self.close(first)
            }
            _ => self.sign(first),
        };
        self.line_start = false;
        Some(Token { kind, start, end: self.at })
    }

    /// Skips blanks, comments and escaped line ends.
    fn blanks(&mut self) {
        loop {
            match self.byte(0) {
                b' ' | b'\t' => self.at += 1,
                b'#' => self.at = self.line_end(self.at),
                b'\\' if !self.line_start && matches!(self.byte(1), b'\n' | b'\r') => {
                    let crlf = self.byte(1) == b'\r' && self.byte(2) == b'\n';
                    self.at += if crlf { 3 } else { 2 };
                }
                _ => return,
            }
        }
    }

    fn sign(&mut self, first: u8) -> Kind {
        self.at += 1;
        match first {
            b',' => Kind::Comma,
            b';' => Kind::Semicolon,
            b':' => {
                if let Some(Mode::Field(open)) =
                    self.fields.last_mut().and_then(|f| f.modes.last_mut())
                    && open.is_empty()
                {
                    self.enter(Mode::Format);
                }
                Kind::Sign
            }
            b'!' | b'%' | b'&' | b'*' | b'+' | b'-' | b'.' | b'/' | b'<' | b'=' | b'>' | b'@'
            | b'^' | b'|' | b'~' => Kind::Sign,
            other => Kind::Stray(other as char),
        }
    }

    fn enter(&mut self, mode: Mode) {
        let Some(fields) = self.fields.last_mut() else { return };
        if fields.modes.len() >= MAX_MODES {
            self.fault = Some(Fault::TooDeep);
        } else {
            fields.modes.push(mode);
        }
    }

    fn open(&mut self, bracket: u8) -> Kind {
        if let Some(Mode::Field(open)) = self.fields.last_mut().and_then(|f| f.modes.last_mut()) {
            open.push(bracket);
        }
        Kind::Open(bracket)
    }

    fn close(&mut self, bracket: u8) -> Kind {
        let Some(fields) = self.fields.last_mut() else { return Kind::Close(bracket) };
        let Some(Mode::Field(open)) = fields.modes.last_mut() else { return Kind::Close(bracket) };
        match open.pop() {
            None if bracket == b'}' => {
                fields.modes.pop();
                Kind::FieldClose
            }
            Some(last) if matching(last) == bracket => Kind::Close(bracket),
            _ => {
                self.fault.get_or_insert(Fault::Braces);
                if bracket == b'}' {
                    fields.modes.pop();
                }
                Kind::FieldClose
            }
        }
    }

    fn unicode(&mut self) -> Kind {
        let Some(c) = self.source[self.at..].chars().next() else { return Kind::Sign };
        if is_xid_start(c) {
            self.name()
        } else {
            self.at += c.len_utf8();
            Kind::Stray(c)
        }
    }

    fn name(&mut self) -> Kind {
        self.at = self.run(|c| c == '_' || is_xid_continue(c));
        Kind::Name
    }

    fn run(&self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = &self.source[self.at..];
        self.at + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// Digits with all letters and points that follow. If a quote stands
    /// right after, lexers disagree on what is a prefix: refused.
    fn number(&mut self) -> Kind {
        let start = self.at;
        let belongs = |c: char| c == '_' || c == '.' || is_xid_continue(c);
        self.at = self.run(belongs);
        let run = &self.source[start..self.at];
        // The exponent's sign: `1e-5`.
        if let Some(mantissa) = run.strip_suffix(['e', 'E'])
            && mantissa.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'_'))
            && matches!(self.byte(0), b'+' | b'-')
        {
            self.at += 1;
            self.at = self.run(belongs);
        }
        let run = &self.source[start..self.at];
        if let Some(point) = run.rfind('.')
            && run[..point].contains(['.', 'e', 'E'])
            && run[point + 1..].starts_with(|c: char| !c.is_ascii_digit())
        {
            // An attribute of it: `1.5.is_integer`, `1e5.is_integer`.
            self.at = start + point;
        }
        let runs_on = matches!(self.byte(0), b'"' | b'\'');
        if runs_on || !is_number(&self.source[start..self.at]) {
            Kind::BadNumber
        } else {
            Kind::Number
        }
    }

    /// A name, or a text with a prefix.
    fn word(&mut self) -> Kind {
        let (a, b) = (self.byte(0).to_ascii_lowercase(), self.byte(1).to_ascii_lowercase());
        let quote = |byte| matches!(byte, b'"' | b'\'');
        if quote(b) && matches!(a, b'r' | b'u' | b'b' | b'f' | b't') {
            return self.text(1);
        }
        let pair = matches!((a, b), (b'r', b'f' | b't' | b'b') | (b'f' | b't' | b'b', b'r'));
        if pair && quote(self.byte(2)) {
            return self.text(2);
        }
        self.name()
    }

    fn text(&mut self, n_prefix: usize) -> Kind {
        let prefix = &self.bytes[self.at..self.at + n_prefix];
        let has = |letter: u8| prefix.iter().any(|b| b.to_ascii_lowercase() == letter);
        let (raw, bytes, fields) = (has(b'r'), has(b'b'), has(b'f') || has(b't'));
        let quote = self.byte(n_prefix);
        let triple = self.byte(n_prefix + 1) == quote && self.byte(n_prefix + 2) == quote;
        self.at += n_prefix + if triple { 3 } else { 1 };
        if !fields {
            return self.plain(quote, triple, !raw && !bytes);
        }
        if self.fields.len() >= MAX_FIELD_TEXTS {
            self.fault = Some(Fault::TooDeep);
        }
        self.fields.push(Fields { quote, triple, raw, modes: Vec::new() });
        Kind::FieldTextStart
    }

    fn plain(&mut self, quote: u8, triple: bool, names: bool) -> Kind {
        let mut named = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => {
                    named |= names && self.byte(1) == b'N' && self.byte(2) == b'{';
                    self.escape();
                }
                b'\n' | b'\r' if !triple => break,
                _ if self.at_quotes(quote, triple) => {
                    self.at += if triple { 3 } else { 1 };
                    return Kind::Text { named };
                }
                _ => self.at += 1,
            }
        }
        Kind::Unterminated { triple }
    }

    fn at_quotes(&self, quote: u8, triple: bool) -> bool {
        self.byte(0) == quote && (!triple || self.byte(1) == quote && self.byte(2) == quote)
    }

    /// Skips a backslash and the character it escapes.
    fn escape(&mut self) {
        let crlf = self.byte(1) == b'\r' && self.byte(2) == b'\n';
        self.at = (self.at + if crlf { 3 } else { 2 }).min(self.bytes.len());
    }

    /// What of a text with fields is not in fields, up to the next brace or
    /// the end.
    fn literal(&mut self) -> Option<Token> {
        let start = self.at;
        let fields = self.fields.last()?;
        let (quote, triple, raw) = (fields.quote, fields.triple, fields.raw);
        let in_format = matches!(fields.modes.last(), Some(Mode::Format));
        loop {
            let Some(&byte) = self.bytes.get(self.at) else {
                self.unterminated();
                return None;
            };
            match byte {
                _ if self.at_quotes(quote, triple) => break,
                b'\n' | b'\r' if !triple => {
                    self.unterminated();
                    return None;
                }
                b'\\' if matches!(self.byte(1), b'{' | b'}') => self.at += 1,
                b'\\' => {
                    if !raw && self.byte(1) == b'N' && self.byte(2) == b'{' {
                        self.fault.get_or_insert(Fault::Named);
                    }
                    self.escape();
                }
                b'{' | b'}' if !in_format && self.byte(1) == byte => self.at += 2,
                b'{' | b'}' => break,
                _ => self.at += 1,
            }
        }
        if self.at > start {
            return Some(Token { kind: Kind::FieldTextMiddle, start, end: self.at });
        }
        Some(self.boundary(start))
    }

    /// A brace or the closing quotes of a text with fields.
    fn boundary(&mut self, start: usize) -> Token {
        let in_format =
            matches!(self.fields.last().and_then(|f| f.modes.last()), Some(Mode::Format));
        let kind = match self.byte(0) {
            b'{' => {
                self.at += 1;
                self.enter(Mode::Field(Vec::new()));
                Kind::FieldOpen
            }
            b'}' => {
                self.at += 1;
                if in_format {
                    // Ends the format and its field.
                    if let Some(fields) = self.fields.last_mut() {
                        fields.modes.pop();
                        fields.modes.pop();
                    }
                } else {
                    self.fault.get_or_insert(Fault::Braces);
                }
                Kind::FieldClose
            }
            _ => {
                let fields = self.fields.pop();
                if in_format {
                    let triple = fields.as_ref().is_some_and(|f| f.triple);
                    self.fault.get_or_insert(Fault::Unterminated { in_field: true, triple });
                }
                self.at += if fields.is_some_and(|f| f.triple) { 3 } else { 1 };
                Kind::FieldTextEnd
            }
        };
        Token { kind, start, end: self.at }
    }

    fn unterminated(&mut self) {
        if let Some(outer) = self.fields.first() {
            let in_field = self.fields.iter().any(|f| !f.modes.is_empty());
            self.fault = Some(Fault::Unterminated { in_field, triple: outer.triple });
        }
    }
}

/// Whether digits and what follows them look like a number, or like one with
/// a keyword behind it. Fine points are left to the parser.
fn is_number(run: &str) -> bool {
    let lower = run.to_ascii_lowercase();
    let digits = |text: &str, radix| {
        !text.is_empty()
            && text
                .split('_')
                .all(|group| !group.is_empty() && group.chars().all(|c| c.is_digit(radix)))
    };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return digits(rest.strip_prefix('_').unwrap_or(rest), radix);
        }
    }
    let end = lower.find(|c: char| c.is_ascii_alphabetic() && c != 'e').unwrap_or(lower.len());
    let (number, rest) = lower.split_at(end);
    // `1else` is the number and the keyword.
    let (number, rest) = match number.strip_suffix('e') {
        Some(number) if rest == "lse" => (number, "else"),
        _ => (number, rest),
    };
    let (mantissa, exponent) = number.split_once('e').unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let part = |text: &str| text.is_empty() || digits(text, 10);
    part(whole)
        && part(fraction)
        && part(exponent)
        && matches!(rest, "" | "j" | "and" | "or" | "if" | "else" | "in" | "is" | "for" | "not")
}

pub(super) fn matching(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
