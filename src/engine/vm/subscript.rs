//! `object[key]`: indices, slices, keys; reading, assigning, deleting.

use super::container::{self, list_mut};
use super::fault::{Fault, Outcome};
use super::object::{Bounds, Object, Range};
use super::{Memory, Value};

#[inline(never)]
pub(super) fn get(memory: &mut Memory, object: Value, key: Value) -> Outcome<Value> {
    if let Some(asked) = memory.ask_special(object, "__getitem__", &[key]) {
        return asked;
    }
    if let Some(Object::Slice(_)) = memory.object(key) {
        return get_slice(memory, object, key);
    }
    match memory.object(object) {
        Some(Object::List(items)) => {
            let length = items.len();
            let at = index(memory, key, length, "list", "list index out of range")?;
            Ok(memory.sequence(object).map_or(Value::None, |items| items[at]))
        }
        Some(Object::Tuple(items)) => {
            let length = items.len();
            let at = index(memory, key, length, "tuple", "tuple index out of range")?;
            Ok(memory.sequence(object).map_or(Value::None, |items| items[at]))
        }
        Some(Object::Str(text)) => {
            let length = text.len();
            let at = index(memory, key, length, "string", "string index out of range")?;
            let c = memory.text(object).map_or("", |text| text.char_at(at)).to_string();
            Ok(memory.new_text(&c))
        }
        Some(Object::Range(range)) => {
            let range = range.numbers();
            let length = usize::try_from(range.len).unwrap_or(usize::MAX);
            let text = "range object index out of range";
            let at = index(memory, key, length, "range", text)?;
            Ok(Value::Int(range.at(at as u64)))
        }
        Some(Object::Dict(_)) => match memory.find(object, key)? {
            Some(at) => {
                let table = container::table_mut(memory, object);
                Ok(table.map_or(Value::None, |t| t.value_at(at)))
            }
            None => Err(memory.key_error(key)),
        },
        _ => Err(not_supported(memory, object, "is not subscriptable")),
    }
}

#[cold]
fn not_supported(memory: &mut Memory, object: Value, what: &str) -> Fault {
    let text = format!("'{}' object {what}", memory.type_name(object));
    memory.type_error(&text)
}

/// An index from either end, as a position.
fn index(
    memory: &mut Memory,
    key: Value,
    length: usize,
    kind: &str,
    out_of_range: &str,
) -> Outcome<usize> {
    let index = match memory.plain(key) {
        Value::Int(n) => n,
        Value::Bool(b) => i64::from(b),
        _ => {
            let name = memory.type_name(key);
            let text = match kind {
                "string" => format!("string indices must be integers, not '{name}'"),
                _ => format!("{kind} indices must be integers or slices, not {name}"),
            };
            return Err(memory.type_error(&text));
        }
    };
    let at = if index < 0 { i128::from(index) + length as i128 } else { i128::from(index) };
    match usize::try_from(at) {
        Ok(at) if at < length => Ok(at),
        _ => Err(memory.index_error(out_of_range)),
    }
}

/// The positions that a slice means in a sequence of `length`.
fn positions(memory: &mut Memory, slice: Value, length: usize) -> Outcome<Range> {
    let parts = match memory.object(slice) {
        Some(Object::Slice(parts)) => **parts,
        _ => [Value::None; 3],
    };
    let mut numbers = [None; 3];
    for (number, part) in numbers.iter_mut().zip(parts) {
        *number = match memory.plain(part) {
            Value::None => None,
            Value::Int(n) => Some(n),
            Value::Bool(b) => Some(i64::from(b)),
            _ => {
                let text = "slice indices must be integers or None or have an __index__ method";
                return Err(memory.type_error(text));
            }
        };
    }
    let [start, stop, step] = numbers;
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(memory.value_error("slice step cannot be zero"));
    }
    let length = length as i64;
    // From the left, positions lie in 0..=length; from the right in -1..length.
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let clamp = |n: i64| if n < 0 { (n + length).max(low) } else { n.min(high) };
    let start = start.map_or(if step > 0 { low } else { high }, clamp);
    let stop = stop.map_or(if step > 0 { high } else { low }, clamp);
    // Any longer step passes the end as well.
    let step = step.clamp(-(length + 1), length + 1);
    Ok(Range::new(start, stop, step).unwrap_or(Range { start: 0, step: 1, len: 0 }))
}

fn pick(items: &[Value], at: Range) -> Vec<Value> {
    (0..at.len).map(|i| items[at.at(i) as usize]).collect()
}

fn get_slice(memory: &mut Memory, object: Value, slice: Value) -> Outcome<Value> {
    let length = match memory.object(object) {
        Some(Object::List(items)) => items.len(),
        Some(Object::Tuple(items)) => items.len(),
        Some(Object::Str(text)) => text.len(),
        Some(Object::Range(range)) => usize::try_from(range.numbers().len).unwrap_or(usize::MAX),
        Some(Object::Dict(_)) => {
            return Err(memory.type_error("unhashable type: 'slice'"));
        }
        _ => return Err(not_supported(memory, object, "is not subscriptable")),
    };
    let at = positions(memory, slice, length)?;
    memory.reserve(at.len.saturating_mul(16).min(length as u64 * 16))?;
    match memory.object(object) {
        Some(Object::List(items)) => {
            let items = pick(items, at);
            Ok(memory.new_list(items))
        }
        Some(Object::Tuple(items)) => {
            let items = pick(items, at);
            Ok(memory.new_tuple(items))
        }
        Some(Object::Str(text)) => {
            let part = slice_text(text, at);
            Ok(memory.new_text(&part))
        }
        Some(Object::Range(range)) => {
            let start = range.start.wrapping_add(range.step.wrapping_mul(at.start));
            // Past the last number that fits no other follows.
            let step = range.step.saturating_mul(at.step);
            let stop = i128::from(start) + i128::from(step) * i128::from(at.len);
            let stop = stop.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
            Ok(memory.add(Object::Range(Bounds { start, stop, step })))
        }
        _ => Ok(Value::None),
    }
}

fn slice_text(text: &super::text::Text, at: Range) -> String {
    if at.step == 1 {
        let start = at.start as usize;
        return text.slice(start, start + at.len as usize).to_string();
    }
    if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        return (0..at.len).map(|i| char::from(bytes[at.at(i) as usize])).collect();
    }
    let chars: Vec<char> = text.as_str().chars().collect();
    (0..at.len).map(|i| chars[at.at(i) as usize]).collect()
}

pub(super) fn set(memory: &mut Memory, object: Value, key: Value, value: Value) -> Outcome<()> {
    if let Some(asked) = memory.ask_special(object, "__setitem__", &[key, value]) {
        return asked.map(|_| ());
    }
    match memory.object(object) {
        Some(Object::Dict(_)) => container::insert(memory, object, key, value),
        Some(Object::List(items)) => {
            let length = items.len();
            if let Some(Object::Slice(_)) = memory.object(key) {
                return set_slice(memory, object, key, value);
            }
            let text = "list assignment index out of range";
            let at = index(memory, key, length, "list", text)?;
            if let Some(items) = list_mut(memory, object) {
                items[at] = value;
            }
            Ok(())
        }
        _ => Err(not_supported(memory, object, "does not support item assignment")),
    }
}

fn set_slice(memory: &mut Memory, list: Value, slice: Value, value: Value) -> Outcome<()> {
    let length = memory.sequence(list).map_or(0, <[Value]>::len);
    let at = positions(memory, slice, length)?;
    if !container::is_iterable(memory, value) {
        return Err(memory.type_error("can only assign an iterable"));
    };
    let items = memory.items_of(value)?.unwrap_or_default();
    memory.reserve(items.len() as u64 * 16)?;
    memory.grow(items.len());
    if at.step == 1 {
        let start = at.start as usize;
        if let Some(list) = list_mut(memory, list) {
            list.splice(start..start + at.len as usize, items);
        }
        return Ok(());
    }
    if items.len() as u64 != at.len {
        let text = format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            at.len
        );
        return Err(memory.value_error(&text));
    }
    if let Some(list) = list_mut(memory, list) {
        for (i, item) in items.into_iter().enumerate() {
            list[at.at(i as u64) as usize] = item;
        }
    }
    Ok(())
}

pub(super) fn delete(memory: &mut Memory, object: Value, key: Value) -> Outcome<()> {
    if let Some(asked) = memory.ask_special(object, "__delitem__", &[key]) {
        return asked.map(|_| ());
    }
    match memory.object(object) {
        Some(Object::Dict(_)) => match container::remove(memory, object, key)? {
            Some(_) => Ok(()),
            None => Err(memory.key_error(key)),
        },
        Some(Object::List(items)) => {
            let length = items.len();
            let mut gone = vec![false; length];
            if let Some(Object::Slice(_)) = memory.object(key) {
                let at = positions(memory, key, length)?;
                (0..at.len).for_each(|i| gone[at.at(i) as usize] = true);
            } else {
                let text = "list assignment index out of range";
                gone[index(memory, key, length, "list", text)?] = true;
            }
            memory.charge(length as u64)?;
            if let Some(items) = list_mut(memory, object) {
                let mut gone = gone.into_iter();
                items.retain(|_| !gone.next().unwrap_or(false));
            }
            Ok(())
        }
        _ => Err(not_supported(memory, object, "doesn't support item deletion")),
    }
}
