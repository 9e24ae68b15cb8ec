//! Making and changing lists, tuples, dicts and sets.

use super::fault::Outcome;
use super::memory::VALUE_BYTES;
use super::object::{Object, Part};
use super::table::Table;
use super::{Memory, Value};
use crate::program::BinaryOp;

pub(super) fn new_set(memory: &mut Memory, items: &[Value]) -> Outcome<Value> {
    let set = memory.add(Object::Set(Box::default()));
    for &item in items {
        add(memory, set, item)?;
    }
    Ok(set)
}

/// `items`: key, value, key, value …
pub(super) fn new_dict(memory: &mut Memory, items: &[Value]) -> Outcome<Value> {
    let dict = memory.add(Object::Dict(Box::default()));
    for pair in items.chunks_exact(2) {
        insert(memory, dict, pair[0], pair[1])?;
    }
    Ok(dict)
}

pub(super) fn append(memory: &mut Memory, list: Value, value: Value) {
    if let Some(items) = list_mut(memory, list) {
        items.push(value);
        memory.grow(1);
    }
}

pub(super) fn list_mut(memory: &mut Memory, list: Value) -> Option<&mut Vec<Value>> {
    match list {
        Value::Object(id) => match memory.get_mut(id) {
            Object::List(items) => Some(items),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn table_mut(memory: &mut Memory, table: Value) -> Option<&mut Table> {
    match table {
        Value::Object(id) => match memory.get_mut(id) {
            Object::Dict(table) | Object::Set(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// Has a set ready to be gone through.
pub(super) fn arrange(memory: &mut Memory, set: Value) {
    if let Some(Object::Set(_)) = memory.object(set)
        && let Some(table) = table_mut(memory, set)
    {
        table.arrange();
    }
}

/// `list.extend(source)`.
pub(super) fn extend(memory: &mut Memory, list: Value, source: Value) -> Outcome<()> {
    let items = memory.items_of(source)?.unwrap_or_default();
    memory.reserve(items.len() as u64 * VALUE_BYTES)?;
    memory.grow(items.len());
    if let Some(list) = list_mut(memory, list) {
        list.extend(items);
    }
    Ok(())
}

/// `[*source]`.
pub(super) fn extend_star(memory: &mut Memory, list: Value, source: Value) -> Outcome<()> {
    if !is_iterable(memory, source) {
        return Err(memory.unfit(source, "Value after * must be an iterable, not {}"));
    }
    extend(memory, list, source)
}

pub(super) fn is_iterable(memory: &Memory, value: Value) -> bool {
    use Object::*;
    matches!(
        memory.object(value),
        Some(
            Str(_)
                | List(_)
                | Tuple(_)
                | Dict(_)
                | Set(_)
                | Range(_)
                | View(..)
                | RangeIter(_)
                | SeqIter { .. }
                | Iter(_)
                | Generator(_)
        )
    ) || self::runs(memory, value)
}

fn runs(memory: &Memory, value: Value) -> bool {
    memory.special(value, "__iter__").is_some()
}

/// `set.add(value)`.
pub(super) fn add(memory: &mut Memory, set: Value, value: Value) -> Outcome<()> {
    let hash = memory.hash(value)?;
    if memory.find_hashed(set, value, hash)?.is_none() {
        memory.grow(4);
        if let Some(table) = table_mut(memory, set) {
            table.push(hash, value, Value::None);
        }
    }
    Ok(())
}

/// `dict[key] = value`: an equal key keeps its place.
pub(super) fn insert(memory: &mut Memory, dict: Value, key: Value, value: Value) -> Outcome<()> {
    let hash = memory.hash(key)?;
    let found = memory.find_hashed(dict, key, hash)?;
    if found.is_none() {
        memory.grow(4);
    }
    if let Some(table) = table_mut(memory, dict) {
        match found {
            Some(at) => table.set_value(at, value),
            None => table.push(hash, key, value),
        }
    }
    Ok(())
}

/// Removes a key; its value if it was there.
pub(super) fn remove(memory: &mut Memory, table: Value, key: Value) -> Outcome<Option<Value>> {
    let Some(at) = memory.find(table, key)? else { return Ok(None) };
    Ok(table_mut(memory, table).map(|t| t.remove(at).1))
}

/// Puts all pairs of a dict, or of an iterable of pairs, into a dict.
pub(super) fn merge(memory: &mut Memory, dict: Value, source: Value) -> Outcome<()> {
    if let Some(Object::Dict(table)) = memory.object(source) {
        let pairs: Vec<(Value, Value)> = table.iter().map(|e| (e.key, e.value)).collect();
        memory.charge(pairs.len() as u64)?;
        for (key, value) in pairs {
            insert(memory, dict, key, value)?;
        }
        return Ok(());
    }
    // A mapping of the script's own.
    let source = match memory.ask_special(source, "items", &[]) {
        Some(asked) => asked?,
        None => source,
    };
    let items = memory.items_of(source)?.unwrap_or_default();
    for (at, item) in items.into_iter().enumerate() {
        let Some(pair) = pair_items(memory, item)? else {
            let text =
                format!("cannot convert dictionary update sequence element #{at} to a sequence");
            return Err(memory.type_error(&text));
        };
        let [key, value] = pair[..] else {
            let text = format!(
                "dictionary update sequence element #{at} has length {}; 2 is required",
                pair.len()
            );
            return Err(memory.value_error(&text));
        };
        insert(memory, dict, key, value)?;
    }
    Ok(())
}

fn pair_items(memory: &mut Memory, item: Value) -> Outcome<Option<Vec<Value>>> {
    if is_iterable(memory, item) { memory.items_of(item) } else { Ok(None) }
}

/// A shallow copy of a list, dict or set.
pub(super) fn copy(memory: &mut Memory, value: Value) -> Outcome<Value> {
    let Some(object) = memory.object(value) else { return Ok(value) };
    memory.reserve(super::memory::size_of_object(object))?;
    let copy = object.clone();
    Ok(memory.add(copy))
}

pub(super) fn replace_items(memory: &mut Memory, list: Value, items: Vec<Value>) {
    memory.grow(items.len());
    if let Some(list) = list_mut(memory, list) {
        *list = items;
    }
}

/// Gives a set the contents of another.
pub(super) fn replace_table(memory: &mut Memory, set: Value, from: Value) {
    let made = table_mut(memory, from).map(std::mem::take);
    if let (Some(table), Some(made)) = (table_mut(memory, set), made) {
        *table = made;
    }
}

/// `a | b`, `a & b`, `a - b`, `a ^ b` of sets and key views.
pub(super) fn set_operation(
    memory: &mut Memory,
    op: BinaryOp,
    a: Value,
    b: Value,
) -> Outcome<Value> {
    let (a, b) = (as_set(memory, a)?, as_set(memory, b)?);
    let (left, right) = (keys(memory, a), keys(memory, b));
    memory.charge((left.len() + right.len()) as u64)?;
    let result = memory.add(Object::Set(Box::default()));
    for &key in &left {
        let keep = match op {
            BinaryOp::Or => true,
            BinaryOp::And => memory.find(b, key)?.is_some(),
            _ => memory.find(b, key)?.is_none(),
        };
        if keep {
            add(memory, result, key)?;
        }
    }
    if matches!(op, BinaryOp::Or | BinaryOp::Xor) {
        for &key in &right {
            if op == BinaryOp::Or || memory.find(a, key)?.is_none() {
                add(memory, result, key)?;
            }
        }
    }
    Ok(result)
}

pub(super) fn keys(memory: &Memory, table: Value) -> Vec<Value> {
    match memory.object(table) {
        Some(Object::Dict(table) | Object::Set(table)) => table.iter().map(|e| e.key).collect(),
        _ => Vec::new(),
    }
}

/// A set with the values of any iterable; a set itself as it is.
pub(super) fn as_set(memory: &mut Memory, value: Value) -> Outcome<Value> {
    match memory.object(value) {
        Some(Object::Set(_)) => Ok(value),
        Some(&Object::View(id, Part::Keys)) => Ok(Value::Object(id)),
        _ => {
            let items = memory.items_of(value)?.unwrap_or_default();
            new_set(memory, &items)
        }
    }
}

fn items_to_unpack(memory: &mut Memory, source: Value) -> Outcome<Vec<Value>> {
    if !is_iterable(memory, source) {
        return Err(memory.unfit(source, "cannot unpack non-iterable {} object"));
    }
    Ok(memory.items_of(source)?.unwrap_or_default())
}

/// `a, b = source`: exactly as many as there are targets.
pub(super) fn unpack(memory: &mut Memory, source: Value, into: &mut [Value]) -> Outcome<()> {
    if let Some(items) = memory.sequence(source)
        && items.len() == into.len()
    {
        into.copy_from_slice(items);
        return Ok(());
    }
    let items = items_to_unpack(memory, source)?;
    if items.len() == into.len() {
        into.copy_from_slice(&items);
        return Ok(());
    }
    let wanted = into.len();
    let text = if items.len() > wanted {
        format!("too many values to unpack (expected {wanted})")
    } else {
        format!("not enough values to unpack (expected {wanted}, got {})", items.len())
    };
    Err(memory.value_error(&text))
}

/// `a, *b, c = source`: the list goes after `before` targets.
pub(super) fn unpack_star(
    memory: &mut Memory,
    source: Value,
    into: &mut [Value],
    before: usize,
) -> Outcome<()> {
    let items = items_to_unpack(memory, source)?;
    let fixed = into.len() - 1;
    let Some(more) = items.len().checked_sub(fixed) else {
        let got = items.len();
        let text = format!("not enough values to unpack (expected at least {fixed}, got {got})");
        return Err(memory.value_error(&text));
    };
    into[..before].copy_from_slice(&items[..before]);
    into[before] = memory.new_list(items[before..before + more].to_vec());
    into[before + 1..].copy_from_slice(&items[before + more..]);
    Ok(())
}
