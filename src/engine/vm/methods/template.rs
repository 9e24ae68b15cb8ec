//! `"{} of {name:>5}".format(…)`.

use super::super::exec::Keywords;
use super::super::{Memory, Value, builtins, format as formats, subscript};
use super::Outcome;

pub(super) fn format(
    memory: &mut Memory,
    template: Value,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    let Some(template) = memory.shared_text(template) else { return Ok(Value::None) };
    let mut out = String::new();
    let mut rest = &template[..];
    let mut next = 0;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let mark = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(mark) {
            out.push_str(mark);
            rest = after;
            continue;
        }
        if mark == "}" {
            return Err(memory.value_error("Single '}' encountered in format string"));
        }
        let Some(end) = closing(rest) else {
            return Err(memory.value_error("expected '}' before end of string"));
        };
        let field = &rest[..end];
        rest = &rest[end + 1..];
        let text = replacement(memory, field, args, keywords, &mut next)?;
        out.push_str(&text);
        memory.reserve(out.len() as u64)?;
    }
    out.push_str(rest);
    memory.told()?;
    Ok(memory.new_text(&out))
}

/// Where the field ends, fields inside its specification included.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn replacement(
    memory: &mut Memory,
    field: &str,
    args: &[Value],
    keywords: Keywords,
    next: &mut usize,
) -> Outcome<String> {
    let (head, spec) = field.split_once(':').unwrap_or((field, ""));
    let (name, conversion) = head.split_once('!').unwrap_or((head, ""));
    let value = argument(memory, name, args, keywords, next)?;
    let value = match conversion {
        "" => value,
        "r" => {
            let text = memory.repr(value);
            memory.new_text(&text)
        }
        _ => {
            let text = memory.text_of(value);
            memory.new_text(&text)
        }
    };
    // One level of fields inside the specification: `{:{width}}`.
    let mut made = String::new();
    let mut rest = spec;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inner, after)) = after.split_once('}') else { break };
        made.push_str(before);
        let value = argument(memory, inner, args, keywords, next)?;
        made.push_str(&memory.text_of(value));
        rest = after;
    }
    made.push_str(rest);
    formats::format(memory, value, &made)
}

/// `0`, `name`, nothing (the next one), each with `[key]` after it.
fn argument(
    memory: &mut Memory,
    name: &str,
    args: &[Value],
    keywords: Keywords,
    next: &mut usize,
) -> Outcome<Value> {
    let end = name.find(['[', '.']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let position = if first.is_empty() {
        *next += 1;
        Some(*next - 1)
    } else {
        first.parse::<usize>().ok()
    };
    let mut value = match position {
        Some(at) => match args.get(at) {
            Some(value) => *value,
            None => {
                let text = format!("Replacement index {at} out of range for positional args tuple");
                return Err(memory.index_error(&text));
            }
        },
        None => match builtins::keyword(keywords, first) {
            Some(value) => value,
            None => {
                let key = memory.new_text(first);
                return Err(memory.key_error(key));
            }
        },
    };
    while let Some((key, after)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
        let key = match key.parse::<i64>() {
            Ok(n) => Value::Int(n),
            Err(_) => memory.new_text(key),
        };
        value = subscript::get(memory, value, key)?;
        rest = after;
    }
    if rest.is_empty() {
        return Ok(value);
    }
    Err(memory.value_error("attributes in format fields are not supported: use an f-string"))
}
