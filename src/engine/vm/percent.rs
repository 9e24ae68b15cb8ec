//! `"%d of %s" % (done, name)`: the older way to format text.

use super::fault::Outcome;
use super::object::Object;
use super::{Memory, Value, display, format, number};

/// `template % values`.
pub(super) fn format(memory: &mut Memory, template: Value, values: Value) -> Outcome<Value> {
    let Some(template) = memory.shared_text(template) else { return Ok(Value::None) };
    let mut args = match memory.object(values) {
        Some(Object::Tuple(items)) => items.to_vec(),
        _ => vec![values],
    }
    .into_iter();
    let mut out = String::new();
    let mut rest = &template[..];
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        let mut named = None;
        if let Some(inner) = rest.strip_prefix('(')
            && let Some((name, after)) = inner.split_once(')')
        {
            let key = memory.new_text(name);
            named = Some(super::subscript::get(memory, values, key)?);
            rest = after;
        }
        let end = rest.find(|c: char| !"-+ #0123456789.*".contains(c)).unwrap_or(rest.len());
        let flags = &rest[..end];
        let Some(code) = rest[end..].chars().next() else {
            return Err(memory.value_error("incomplete format"));
        };
        rest = &rest[end + code.len_utf8()..];
        let next = named.or_else(|| args.next());
        let Some(value) = next else {
            return Err(memory.type_error("not enough arguments for format string"));
        };
        out.push_str(&one(memory, flags, code, value)?);
        memory.reserve(out.len() as u64)?;
    }
    out.push_str(rest);
    let dict = matches!(memory.object(values), Some(Object::Dict(_)));
    if args.next().is_some() && !dict {
        let text = "not all arguments converted during string formatting";
        return Err(memory.type_error(text));
    }
    memory.told()?;
    Ok(memory.new_text(&out))
}

/// One field, by way of the newer mini-language.
fn one(memory: &mut Memory, flags: &str, code: char, value: Value) -> Outcome<String> {
    let digits = flags.trim_start_matches(|c| "-+ #0".contains(c));
    // A zero further on is one of the width's.
    let has = |c| flags[..flags.len() - digits.len()].contains(c);
    let (width, precision) = match digits.split_once('.') {
        Some((width, precision)) => (width, Some(precision)),
        None => (digits, None),
    };
    let textual = matches!(code, 's' | 'r' | 'a');
    let mut spec = String::from(if has('-') { "<" } else { ">" });
    if has('0') && !has('-') && !textual {
        spec = "0=".to_string();
    }
    if !textual && (has('+') || has(' ')) {
        spec.push(if has('+') { '+' } else { ' ' });
    }
    if has('#') && !textual {
        spec.push('#');
    }
    spec.push_str(width);
    let value = match code {
        's' | 'r' | 'a' => {
            let text = match code {
                's' => memory.text_of(value),
                'r' => memory.repr(value),
                _ => display::to_ascii(&memory.repr(value)),
            };
            memory.new_text(&text)
        }
        'c' if memory.text(value).is_some() => value,
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'c' => whole(memory, code, memory.plain(value))?,
        _ => memory.plain(value),
    };
    let is_number = matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_));
    if "eEfFgG".contains(code) && !is_number {
        return Err(memory.unfit(value, "must be real number, not {}"));
    }
    if let Some(precision) = precision
        && (textual || "eEfFgG".contains(code))
    {
        spec.push('.');
        spec.push_str(if precision.is_empty() { "0" } else { precision });
    }
    match code {
        's' | 'r' | 'a' => {}
        'c' if memory.text(value).is_some() => {}
        'd' | 'i' | 'u' => spec.push('d'),
        'x' | 'X' | 'o' | 'c' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' => spec.push(code),
        _ => {
            let text = format!("unsupported format character '{code}' (0x{:x})", u32::from(code));
            return Err(memory.value_error(&text));
        }
    }
    format::format(memory, value, &spec)
}

fn whole(memory: &mut Memory, code: char, value: Value) -> Outcome<Value> {
    match value {
        Value::Int(_) => Ok(value),
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        Value::Float(x) if "diu".contains(code) => {
            match number::as_exact_int(number::Number::Float(x.trunc())) {
                Some(n) => Ok(Value::Int(n)),
                None => Err(memory.overflow()),
            }
        }
        _ => {
            let kind = memory.type_name(value);
            let needs = if "diu".contains(code) { "a real number" } else { "an integer" };
            let text = format!("%{code} format: {needs} is required, not {kind}");
            Err(memory.type_error(&text))
        }
    }
}
