//! Methods of strings. Positions count code points.

use super::super::exec::Keywords;
use super::super::method::Method;
use super::super::object::Object;
use super::super::verbs::by_name;
use super::super::{Memory, Value};
use super::{Outcome, arity, bounds, known_keywords};
use crate::base::letters;
use std::rc::Rc;
use unicode_ident::{is_xid_continue, is_xid_start};

pub(super) fn call(
    memory: &mut Memory,
    receiver: Value,
    method: Method,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    use Method::*;
    let Some(text) = memory.shared_text(receiver) else { return Ok(Value::None) };
    match method {
        Split | Rsplit => return split(memory, &text, method, args, keywords),
        Splitlines => return splitlines(memory, &text, args, keywords),
        _ => known_keywords(memory, method.name(), keywords, &[])?,
    }
    match method {
        Capitalize | Casefold | Lower | Swapcase | Title | Upper => {
            arity(memory, method.name(), args, 0, 0)?;
            let made = cased(&text, method);
            Ok(memory.new_text(&made))
        }
        IsAlnum | IsAlpha | IsAscii | IsDecimal | IsDigit | IsIdentifier | IsLower | IsNumeric
        | IsPrintable | IsSpace | IsTitle | IsUpper => {
            arity(memory, method.name(), args, 0, 0)?;
            Ok(Value::Bool(is(&text, method)))
        }
        Strip | Lstrip | Rstrip => strip(memory, &text, method, args),
        Center | Ljust | Rjust | Zfill => justify(memory, receiver, method, args),
        Find | Rfind | Index | Rindex | Count => search(memory, receiver, method, args),
        Startswith | Endswith => affix(memory, receiver, method, args),
        Replace => replace(memory, &text, args),
        Join => join(memory, &text, args),
        Partition | Rpartition => partition(memory, receiver, &text, method, args),
        RemovePrefix | RemoveSuffix => {
            arity(memory, method.name(), args, 1, 1)?;
            let affix = string_arg(memory, method, args[0])?;
            let rest = match method {
                RemovePrefix => text.strip_prefix(&*affix),
                _ => text.strip_suffix(&*affix),
            };
            Ok(rest.map_or(receiver, |rest| memory.new_text(rest)))
        }
        _ => expandtabs(memory, &text, args),
    }
}

fn string_arg(memory: &mut Memory, method: Method, value: Value) -> Outcome<Rc<str>> {
    match memory.shared_text(value) {
        Some(text) => Ok(text),
        None => {
            let (name, kind) = (method.name(), memory.type_name(value));
            let text = match method {
                Method::Replace => format!("replace() argument 1 must be str, not {kind}"),
                Method::RemovePrefix | Method::RemoveSuffix => {
                    format!("{name}() argument must be str, not {kind}")
                }
                _ => format!("must be str, not {kind}"),
            };
            Err(memory.type_error(&text))
        }
    }
}

fn cased(text: &str, method: Method) -> String {
    match method {
        Method::Lower => letters::to_lower(text),
        Method::Casefold => letters::to_lower(text).replace('ß', "ss"),
        Method::Upper => letters::to_upper(text),
        Method::Swapcase => {
            let mut out = String::new();
            for c in text.chars() {
                match letters::is_upper(c) {
                    true => out.push(letters::lower(c)),
                    false => letters::push_upper(c, &mut out),
                }
            }
            out
        }
        _ => {
            // `title` begins anew after whatever is no letter.
            let mut out = String::new();
            let mut inside = false;
            for c in text.chars() {
                out.push(if inside { letters::lower(c) } else { letters::upper(c) });
                inside = method == Method::Capitalize || is_letter(c);
            }
            out
        }
    }
}

fn is(text: &str, method: Method) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let cased = || text.chars().any(|c| letters::is_upper(c) || letters::is_lower(c));
    match method {
        Method::IsAlnum => all(|c| is_letter(c) || letters::is_numeric(c)),
        Method::IsAlpha => all(is_letter),
        Method::IsAscii => text.is_ascii(),
        Method::IsDecimal | Method::IsDigit => all(|c| c.is_ascii_digit()),
        Method::IsNumeric => all(letters::is_numeric),
        Method::IsSpace => all(char::is_whitespace),
        Method::IsPrintable => text.chars().all(super::super::display::is_printable),
        Method::IsLower => cased() && !text.chars().any(letters::is_upper),
        Method::IsUpper => cased() && !text.chars().any(letters::is_lower),
        Method::IsIdentifier => {
            let first = text.chars().next();
            first.is_some_and(|c| c == '_' || is_letter(c)) && text.chars().all(is_xid_continue)
        }
        _ => {
            let mut inside = false;
            for c in text.chars() {
                let (upper, lower) = (letters::is_upper(c), letters::is_lower(c));
                if if inside { upper } else { lower } {
                    return false;
                }
                inside = upper || lower;
            }
            cased()
        }
    }
}

/// The table that the parser brings along for identifiers.
fn is_letter(c: char) -> bool {
    is_xid_start(c)
}

fn strip(memory: &mut Memory, text: &str, method: Method, args: &[Value]) -> Outcome<Value> {
    arity(memory, method.name(), args, 0, 1)?;
    let set: Option<Rc<str>> = match args.first() {
        None | Some(Value::None) => None,
        Some(&value) => match memory.shared_text(value) {
            Some(set) => Some(set),
            None => {
                let text = format!("{} arg must be None or str", method.name());
                return Err(memory.type_error(&text));
            }
        },
    };
    let out = |c: char| set.as_ref().map_or(c.is_whitespace(), |set| set.contains(c));
    let stripped = match method {
        Method::Strip => text.trim_matches(out),
        Method::Lstrip => text.trim_start_matches(out),
        _ => text.trim_end_matches(out),
    };
    Ok(memory.new_text(stripped))
}

fn justify(memory: &mut Memory, receiver: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    let most = if method == Method::Zfill { 1 } else { 2 };
    arity(memory, method.name(), args, 1, most)?;
    let width = memory.whole(args[0])?;
    let fill = match args.get(1) {
        None if method == Method::Zfill => '0',
        None => ' ',
        Some(&value) => match memory.text(value).filter(|t| t.len() == 1) {
            Some(text) => text.as_str().chars().next().unwrap_or(' '),
            None => {
                let text = "The fill character must be exactly one character long";
                return Err(memory.type_error(text));
            }
        },
    };
    let Some(text) = memory.text(receiver) else { return Ok(receiver) };
    let (length, text) = (text.len(), text.shared());
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(length);
    if missing == 0 {
        return Ok(receiver);
    }
    memory.reserve(missing as u64 * fill.len_utf8() as u64)?;
    let filled = |count: usize| fill.to_string().repeat(count);
    let made = match method {
        Method::Ljust => format!("{text}{}", filled(missing)),
        Method::Rjust => format!("{}{text}", filled(missing)),
        Method::Center => {
            // CPython puts the odd one left only where the width is odd.
            let left = missing / 2 + (missing & (length + missing) & 1);
            format!("{}{text}{}", filled(left), filled(missing - left))
        }
        _ => match text.strip_prefix(['+', '-']) {
            Some(rest) => format!("{}{}{rest}", &text[..1], filled(missing)),
            None => format!("{}{text}", filled(missing)),
        },
    };
    Ok(memory.new_text(&made))
}

fn search(memory: &mut Memory, receiver: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    arity(memory, method.name(), args, 1, 3)?;
    let part = string_arg(memory, method, args[0])?;
    let Some(text) = memory.text(receiver).cloned() else { return Ok(Value::None) };
    memory.charge(text.len() as u64 / 4)?;
    let (start, stop) = bounds(memory, args.get(1), args.get(2), text.len())?;
    let asked = match args.get(1) {
        Some(&Value::Int(n)) => n,
        _ => 0,
    };
    // A start past the end finds not even nothing.
    let inside = (start <= stop && asked <= text.len() as i64).then(|| text.slice(start, stop));
    if method == Method::Count {
        // The empty part is before and after every letter.
        let count = inside.map_or(0, |inside| inside.matches(&*part).count());
        return Ok(Value::Int(count as i64));
    }
    let from_right = matches!(method, Method::Rfind | Method::Rindex);
    let found = inside.and_then(|inside| places(inside, &part, 1, from_right).first().copied());
    match found {
        Some(offset) => {
            let offset = text.offset(start) + offset;
            Ok(Value::Int(text.index_of_offset(offset) as i64))
        }
        None if matches!(method, Method::Index | Method::Rindex) => {
            Err(memory.value_error("substring not found"))
        }
        None => Ok(Value::Int(-1)),
    }
}

/// Where a part occurs without overlaps, `most` times at most, counted from
/// the left or from the right; in bytes, ascending.
fn places(text: &str, part: &str, most: usize, from_right: bool) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut start, mut end) = (0, text.len());
    while places.len() < most {
        let rest = text.get(start..end).unwrap_or("");
        let found = if from_right { rest.rfind(part) } else { rest.find(part) };
        let Some(at) = found.map(|at| start + at) else { break };
        places.push(at);
        if from_right {
            end = at;
        } else {
            start = at + part.len();
        }
    }
    if from_right {
        places.reverse();
    }
    places
}

/// The text before, between and after such places.
fn pieces<'t>(text: &'t str, places: &[usize], length: usize) -> Vec<&'t str> {
    let mut pieces = Vec::with_capacity(places.len() + 1);
    let mut start = 0;
    for &at in places {
        pieces.push(&text[start..at]);
        start = at + length;
    }
    pieces.push(&text[start..]);
    pieces
}

fn affix(memory: &mut Memory, receiver: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    arity(memory, method.name(), args, 1, 3)?;
    let Some(text) = memory.text(receiver).cloned() else { return Ok(Value::None) };
    let (start, stop) = bounds(memory, args.get(1), args.get(2), text.len())?;
    let parts = match memory.object(args[0]) {
        Some(Object::Tuple(items)) => items.to_vec(),
        _ => vec![args[0]],
    };
    let inside = (start <= stop).then(|| text.slice(start, stop));
    let mut found = false;
    for part in parts {
        let Some(part) = memory.shared_text(part) else {
            let (name, kind) = (method.name(), memory.type_name(part));
            let text = format!("{name} first arg must be str or a tuple of str, not {kind}");
            return Err(memory.type_error(&text));
        };
        found |= inside.is_some_and(|inside| match method {
            Method::Startswith => inside.starts_with(&*part),
            _ => inside.ends_with(&*part),
        });
    }
    Ok(Value::Bool(found))
}

fn replace(memory: &mut Memory, text: &str, args: &[Value]) -> Outcome<Value> {
    arity(memory, "replace", args, 2, 3)?;
    let old = string_arg(memory, Method::Replace, args[0])?;
    let new = string_arg(memory, Method::Replace, args[1])?;
    let count = match args.get(2) {
        None => usize::MAX,
        Some(&value) => usize::try_from(memory.whole(value)?).unwrap_or(usize::MAX),
    };
    let hits = text.matches(&*old).count().min(count);
    let added = (hits as u64).saturating_mul(new.len() as u64);
    memory.reserve(added.saturating_add(text.len() as u64))?;
    let made = text.replacen(&*old, &new, count);
    Ok(memory.new_text(&made))
}

fn join(memory: &mut Memory, separator: &str, args: &[Value]) -> Outcome<Value> {
    arity(memory, "join", args, 1, 1)?;
    let items = match memory.object(args[0]) {
        Some(_) => memory.items_of(args[0])?.unwrap_or_default(),
        None => return Err(memory.type_error("can only join an iterable")),
    };
    // The size first: nothing is built that has no room.
    let mut size = 0;
    for (i, &item) in items.iter().enumerate() {
        let Some(part) = memory.text(item) else {
            let kind = memory.type_name(item);
            let text = format!("sequence item {i}: expected str instance, {kind} found");
            return Err(memory.type_error(&text));
        };
        size += (part.as_str().len() + separator.len()) as u64;
    }
    memory.reserve(size)?;
    let mut out = String::new();
    for (i, &item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        if let Some(part) = memory.text(item) {
            out.push_str(part.as_str());
        }
    }
    Ok(memory.new_text(&out))
}

fn partition(
    memory: &mut Memory,
    receiver: Value,
    text: &str,
    method: Method,
    args: &[Value],
) -> Outcome<Value> {
    arity(memory, method.name(), args, 1, 1)?;
    let separator = string_arg(memory, method, args[0])?;
    if separator.is_empty() {
        return Err(memory.value_error("empty separator"));
    }
    let places = places(text, &separator, 1, method == Method::Rpartition);
    let empty = memory.new_text("");
    let items = match pieces(text, &places, separator.len())[..] {
        [before, after] => vec![memory.new_text(before), args[0], memory.new_text(after)],
        _ if method == Method::Partition => vec![receiver, empty, empty],
        _ => vec![empty, empty, receiver],
    };
    Ok(memory.new_tuple(items))
}

fn split(
    memory: &mut Memory,
    text: &str,
    method: Method,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    let [separator, limit] = by_name(memory, method.name(), ["sep", "maxsplit"], args, keywords)?;
    let limit = match limit {
        None => usize::MAX,
        Some(value) => usize::try_from(memory.whole(value)?).unwrap_or(usize::MAX),
    };
    memory.reserve(text.len() as u64)?;
    let parts: Vec<&str> = match separator {
        None | Some(Value::None) if method == Method::Split => split_spaces(text, limit),
        None | Some(Value::None) => rsplit_spaces(text, limit),
        Some(separator) => {
            let separator = string_arg(memory, method, separator)?;
            if separator.is_empty() {
                return Err(memory.value_error("empty separator"));
            }
            let places = places(text, &separator, limit, method == Method::Rsplit);
            pieces(text, &places, separator.len())
        }
    };
    let items = parts.iter().map(|part| memory.new_text(part)).collect();
    Ok(memory.new_list(items))
}

/// Words, the rest after `limit` of them with its inner spaces.
fn split_spaces(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.trim_end());
            break;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    parts
}

fn rsplit_spaces(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end();
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.trim_start());
            break;
        }
        let spaces = rest.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = spaces.map_or(0, |(at, c)| at + c.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end();
    }
    parts.reverse();
    parts
}

fn splitlines(
    memory: &mut Memory,
    text: &str,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    let [keep] = by_name(memory, "splitlines", ["keepends"], args, keywords)?;
    let keep = keep.is_some_and(|v| memory.truth(v));
    memory.reserve(text.len() as u64)?;
    let ends = |c: char| "\n\r\x0b\x0c\x1c\x1d\x1e\u{85}\u{2028}\u{2029}".contains(c);
    let mut items = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(ends).unwrap_or(rest.len());
        let width = if rest[end..].starts_with("\r\n") {
            2
        } else {
            rest[end..].chars().next().map_or(0, char::len_utf8)
        };
        let shown = if keep { end + width } else { end };
        items.push(memory.new_text(&rest[..shown]));
        rest = &rest[end + width..];
    }
    Ok(memory.new_list(items))
}

fn expandtabs(memory: &mut Memory, text: &str, args: &[Value]) -> Outcome<Value> {
    arity(memory, "expandtabs", args, 0, 1)?;
    let size = match args.first() {
        None => 8,
        Some(&value) => usize::try_from(memory.whole(value)?).unwrap_or(0),
    };
    let tabs = text.matches('\t').count() as u64;
    memory.reserve(tabs.saturating_mul(size as u64))?;
    let mut out = String::new();
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                out.push_str(&" ".repeat(spaces));
                column += spaces;
            }
            c => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(memory.new_text(&out))
}
