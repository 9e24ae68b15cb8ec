//! Format specifications: `f"{x:>8.2f}"`, `format(x, spec)`.
//!
//! The mini-language and its messages are CPython's
//! (`Python/formatter_unicode.c`); locale codes act as without a locale.

use super::fault::Outcome;
use super::{Memory, Value, display};
use crate::base::float_text;
use crate::program::Builtin;

#[derive(Clone, Debug)]
struct Spec {
    fill: char,
    align: Option<char>,
    sign: Option<char>,
    /// No negative zero.
    coerce: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    code: Option<char>,
}

/// Widths and precisions beyond this would only fill the memory.
const WIDEST: usize = 1 << 20;

/// The text of one replacement field. `conversion`: 0 or `b's'`, `b'r'`, `b'a'`.
pub(super) fn field(
    memory: &mut Memory,
    value: Value,
    conversion: u8,
    spec: Value,
) -> Outcome<Value> {
    let value = match conversion {
        b'r' => {
            let text = memory.repr(value);
            memory.new_text(&text)
        }
        b'a' => {
            let text = display::to_ascii(&memory.repr(value));
            memory.new_text(&text)
        }
        b's' => {
            let text = memory.text_of(value);
            memory.new_text(&text)
        }
        _ => value,
    };
    memory.told()?;
    let spec = memory.shared_text(spec);
    let text = format(memory, value, spec.as_deref().unwrap_or(""))?;
    memory.reserve(text.len() as u64)?;
    Ok(memory.new_text(&text))
}

/// `format(value, spec)`.
pub(super) fn format(memory: &mut Memory, value: Value, text: &str) -> Outcome<String> {
    if memory.special(value, "__format__").is_some() {
        let spec = memory.new_text(text);
        if let Some(asked) = memory.ask_special(value, "__format__", &[spec]) {
            return asked.map(|v| memory.text_of(v));
        }
    }
    if text.is_empty() {
        let text = memory.text_of(value);
        memory.told()?;
        return Ok(text);
    }
    let kind = memory.type_name(value).to_string();
    let is_text = memory.text(value).is_some();
    if !is_text && !matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_)) {
        let text = format!("unsupported format string passed to {kind}.__format__");
        return Err(memory.type_error(&text));
    }
    let Some(spec) = parse(text) else {
        let text = format!("Invalid format specifier '{text}' for object of type '{kind}'");
        return Err(memory.value_error(&text));
    };
    if spec.width > WIDEST || spec.precision.is_some_and(|p| p > WIDEST) {
        return Err(memory.value_error("Too many decimal digits in format string"));
    }
    let made = match value {
        Value::Int(n) => format_int(n, &spec),
        Value::Bool(b) => format_int(i64::from(b), &spec),
        Value::Float(x) => format_float(x, &spec),
        _ => {
            let text = memory.shared_text(value);
            format_text(text.as_deref().unwrap_or(""), &spec)
        }
    };
    made.map_err(|message| {
        // An unknown code names the type it was asked of.
        let message = message.replace("{type}", &kind);
        let class = match message.starts_with("%c arg") {
            true => Builtin::OverflowError,
            false => Builtin::ValueError,
        };
        memory.fault(class, &message)
    })
}

fn parse(text: &str) -> Option<Spec> {
    let chars: Vec<char> = text.chars().collect();
    let is_align = |c: Option<&char>| c.is_some_and(|c| "<>=^".contains(*c));
    let mut at = 0;
    let mut spec = Spec {
        fill: ' ',
        align: None,
        sign: None,
        coerce: false,
        alternate: false,
        zero: false,
        width: 0,
        grouping: None,
        precision: None,
        code: None,
    };
    if is_align(chars.get(1)) {
        (spec.fill, spec.align) = (chars[0], Some(chars[1]));
        at = 2;
    } else if is_align(chars.first()) {
        spec.align = Some(chars[0]);
        at = 1;
    }
    let filled = at == 2;
    if let Some(&c) = chars.get(at).filter(|c| "+- ".contains(**c)) {
        spec.sign = Some(c);
        at += 1;
    }
    if chars.get(at) == Some(&'z') {
        spec.coerce = true;
        at += 1;
    }
    if chars.get(at) == Some(&'#') {
        spec.alternate = true;
        at += 1;
    }
    if !filled && chars.get(at) == Some(&'0') {
        spec.fill = '0';
        spec.zero = spec.align.is_none();
        at += 1;
    }
    let number = |at: &mut usize| {
        let start = *at;
        let mut value: usize = 0;
        while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit as usize);
            *at += 1;
        }
        (*at > start).then_some(value)
    };
    spec.width = number(&mut at).unwrap_or(0);
    if let Some(&c) = chars.get(at).filter(|c| ",_".contains(**c)) {
        spec.grouping = Some(c);
        at += 1;
    }
    if chars.get(at) == Some(&'.') {
        at += 1;
        spec.precision = Some(number(&mut at)?);
    }
    spec.code = chars.get(at).copied();
    (chars.len() <= at + 1).then_some(spec)
}

fn unknown_code(code: char) -> String {
    format!("Unknown format code '{code}' for object of type '{{type}}'")
}

const COERCION: &str = "Negative zero coercion (z)";

fn not_allowed(what: &str, kind: &str) -> String {
    [what, " not allowed in ", kind, " format specifier"].concat()
}

fn format_text(text: &str, spec: &Spec) -> Result<String, String> {
    match spec.code {
        None | Some('s') => {}
        Some(code) => return Err(unknown_code(code)),
    }
    let refused = match spec.sign {
        Some(' ') => "Space",
        Some(_) => "Sign",
        None if spec.coerce => COERCION,
        None if spec.alternate => "Alternate form (#)",
        None if spec.align == Some('=') => "'=' alignment",
        None => "",
    };
    if !refused.is_empty() {
        return Err(not_allowed(refused, "string"));
    }
    if let Some(grouping) = spec.grouping {
        return Err(format!("Cannot specify '{grouping}' with 's'."));
    }
    let cut: String = text.chars().take(spec.precision.unwrap_or(usize::MAX)).collect();
    Ok(pad(cut, spec.align.unwrap_or('<'), spec))
}

fn format_int(n: i64, spec: &Spec) -> Result<String, String> {
    let code = spec.code.unwrap_or('d');
    if matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        return format_float(n as f64, spec);
    }
    if (spec.precision.is_some() || spec.coerce) && "bcdoxXn".contains(code) {
        let what = if spec.coerce { COERCION } else { "Precision" };
        return Err(not_allowed(what, "integer"));
    }
    let magnitude = n.unsigned_abs();
    let (digits, prefix, group) = match code {
        'd' => (magnitude.to_string(), "", 3),
        'n' => match spec.grouping {
            Some(c) => return Err(format!("Cannot specify '{c}' with 'n'.")),
            None => (magnitude.to_string(), "", 3),
        },
        'b' => (format!("{magnitude:b}"), "0b", 4),
        'o' => (format!("{magnitude:o}"), "0o", 4),
        'x' => (format!("{magnitude:x}"), "0x", 4),
        'X' => (format!("{magnitude:X}"), "0X", 4),
        'c' => return format_char(n, spec),
        code => return Err(unknown_code(code)),
    };
    if spec.grouping == Some(',') && code != 'd' {
        return Err(format!("Cannot specify ',' with '{code}'."));
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let sign = sign_text(n < 0, spec);
    Ok(number(&format!("{sign}{prefix}"), &digits, "", group, spec))
}

fn format_char(n: i64, spec: &Spec) -> Result<String, String> {
    if spec.sign.is_some() {
        return Err("Sign not allowed with integer format specifier 'c'".to_string());
    }
    let c = u32::try_from(n).ok().and_then(char::from_u32);
    let c = c.ok_or_else(|| "%c arg not in range(0x110000)".to_string())?;
    Ok(pad(c.to_string(), spec.align.unwrap_or('<'), spec))
}

fn sign_text(negative: bool, spec: &Spec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    }
}

fn format_float(x: f64, spec: &Spec) -> Result<String, String> {
    let mut negative = x.is_sign_negative() && !x.is_nan();
    let magnitude = x.abs();
    if !x.is_finite() {
        let mut word = float_text::special(magnitude).to_string();
        match spec.code {
            Some('E' | 'F' | 'G') => word.make_ascii_uppercase(),
            Some('%') => word.push('%'),
            Some(code) if !"efgn".contains(code) => return Err(unknown_code(code)),
            _ => {}
        }
        return Ok(number(sign_text(negative, spec), "", &word, 3, spec));
    }
    let precision = spec.precision.unwrap_or(6);
    let general = |limit_less: i32| {
        let limit = precision.max(1) as i32 - limit_less;
        float_text::general(magnitude, precision, spec.alternate, limit)
    };
    let mut text = match spec.code {
        None if spec.precision.is_none() => float_text::repr(magnitude),
        None => {
            let text = general(1);
            let whole = !text.contains(['.', 'e']);
            if whole { text + ".0" } else { text }
        }
        Some('f' | 'F') => float_text::fixed(magnitude, precision),
        Some('%') => float_text::fixed(magnitude * 100.0, precision),
        Some('e') => float_text::exponential(magnitude, precision),
        Some('E') => float_text::exponential(magnitude, precision).to_ascii_uppercase(),
        Some('g' | 'n') => general(0),
        Some('G') => general(0).to_ascii_uppercase(),
        Some(code) => return Err(unknown_code(code)),
    };
    if spec.alternate && !text.contains('.') {
        let at = text.find(['e', 'E']).unwrap_or(text.len());
        text.insert(at, '.');
    }
    if spec.code == Some('%') {
        text.push('%');
    }
    if spec.coerce {
        negative &= text.contains(|c| matches!(c, '1'..='9'));
    }
    let whole = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Ok(number(sign_text(negative, spec), &text[..whole], &text[whole..], 3, spec))
}

/// Puts a number together: sign and prefix, grouped digits, the rest.
fn number(head: &str, digits: &str, tail: &str, group: usize, spec: &Spec) -> String {
    let align = spec.align.unwrap_or(if spec.zero { '=' } else { '>' });
    let room = spec.width.saturating_sub(head.len() + tail.len());
    let mut digits = digits.to_string();
    if let Some(separator) = spec.grouping {
        if align == '=' && spec.fill == '0' && !digits.is_empty() {
            let grouped = |count: usize| count + count.saturating_sub(1) / group;
            while grouped(digits.len()) < room {
                digits.insert(0, '0');
            }
        }
        digits = group_digits(&digits, group, separator);
    }
    if align != '=' {
        return pad(format!("{head}{digits}{tail}"), align, spec);
    }
    let fill = spec.fill.to_string().repeat(room.saturating_sub(digits.len()));
    format!("{head}{fill}{digits}{tail}")
}

fn group_digits(digits: &str, group: usize, separator: char) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(group) {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

fn pad(text: String, align: char, spec: &Spec) -> String {
    let missing = spec.width.saturating_sub(text.chars().count());
    let left = match align {
        '>' | '=' => missing,
        '^' => missing / 2,
        _ => 0,
    };
    let fill = |count: usize| spec.fill.to_string().repeat(count);
    format!("{}{text}{}", fill(left), fill(missing - left))
}
