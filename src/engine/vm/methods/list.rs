//! Methods of lists and tuples.

use super::super::container::{self, list_mut};
use super::super::exec::Keywords;
use super::super::method::Method;
use super::super::{Memory, Value, compare};
use super::{Outcome, arity, bounds, known_keywords};

pub(super) fn call(
    memory: &mut Memory,
    list: Value,
    method: Method,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    let name = method.name();
    known_keywords(memory, name, keywords, &[])?;
    match method {
        Method::Append => {
            arity(memory, name, args, 1, 1)?;
            container::append(memory, list, args[0]);
        }
        Method::Extend => {
            arity(memory, name, args, 1, 1)?;
            container::extend(memory, list, args[0])?;
        }
        Method::Insert => {
            arity(memory, name, args, 2, 2)?;
            let length = memory.sequence(list).map_or(0, <[Value]>::len);
            let (at, _) = bounds(memory, Some(&args[0]), None, length)?;
            memory.charge((length - at) as u64 / 4)?;
            memory.grow(1);
            if let Some(items) = list_mut(memory, list) {
                items.insert(at, args[1]);
            }
        }
        Method::Pop => return pop(memory, list, args),
        Method::Remove => {
            arity(memory, name, args, 1, 1)?;
            let Some(at) = memory.position(list, args[0], 0)? else {
                return Err(memory.value_error("list.remove(x): x not in list"));
            };
            // Equality may not change the list, so the position still holds.
            if let Some(items) = list_mut(memory, list) {
                items.remove(at);
            }
        }
        Method::Clear => {
            arity(memory, name, args, 0, 0)?;
            if let Some(items) = list_mut(memory, list) {
                items.clear();
            }
        }
        Method::Copy => {
            arity(memory, name, args, 0, 0)?;
            return container::copy(memory, list);
        }
        Method::Reverse => {
            arity(memory, name, args, 0, 0)?;
            if let Some(items) = list_mut(memory, list) {
                items.reverse();
            }
        }
        Method::Count => {
            arity(memory, name, args, 1, 1)?;
            let items = memory.sequence(list).unwrap_or(&[]).to_vec();
            let mut count = 0;
            for item in items {
                memory.charge(1)?;
                let equal = compare::same(item, args[0]) || memory.same_value(item, args[0])?;
                count += i64::from(equal);
            }
            return Ok(Value::Int(count));
        }
        _ => return index(memory, list, args),
    }
    Ok(Value::None)
}

fn pop(memory: &mut Memory, list: Value, args: &[Value]) -> Outcome<Value> {
    arity(memory, "pop", args, 0, 1)?;
    let length = memory.sequence(list).map_or(0, <[Value]>::len);
    if length == 0 {
        return Err(memory.index_error("pop from empty list"));
    }
    let index = match args {
        [] => -1,
        [index, ..] => memory.whole(*index)?,
    };
    let at = if index < 0 { index.saturating_add(length as i64) } else { index };
    match usize::try_from(at) {
        Ok(at) if at < length => {
            memory.charge((length - at) as u64 / 4)?;
            Ok(list_mut(memory, list).map_or(Value::None, |items| items.remove(at)))
        }
        _ => Err(memory.index_error("pop index out of range")),
    }
}

fn index(memory: &mut Memory, list: Value, args: &[Value]) -> Outcome<Value> {
    arity(memory, "index", args, 1, 3)?;
    let items = memory.sequence(list).map_or(0, <[Value]>::len);
    let (start, stop) = bounds(memory, args.get(1), args.get(2), items)?;
    match memory.position(list, args[0], start)? {
        Some(at) if at < stop => Ok(Value::Int(at as i64)),
        _ => {
            let text = match memory.type_name(list) {
                "tuple" => "tuple.index(x): x not in tuple".to_string(),
                _ => format!("{} is not in list", memory.repr(args[0])),
            };
            Err(memory.value_error(&text))
        }
    }
}
