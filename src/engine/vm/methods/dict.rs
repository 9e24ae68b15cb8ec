//! Methods of dicts.

use super::super::container::{self, table_mut};
use super::super::exec::Keywords;
use super::super::method::Method;
use super::super::object::{Object, Part};
use super::super::{Memory, Value};
use super::{Outcome, arity, known_keywords};
use crate::program::Builtin;

pub(super) fn call(
    memory: &mut Memory,
    dict: Value,
    method: Method,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    let name = method.name();
    if method != Method::Update {
        known_keywords(memory, name, keywords, &[])?;
    }
    let Value::Object(id) = dict else { return Ok(Value::None) };
    match method {
        Method::Get => {
            arity(memory, name, args, 1, 2)?;
            let found = memory.find(dict, args[0])?;
            let default = args.get(1).copied().unwrap_or(Value::None);
            Ok(match (found, table_mut(memory, dict)) {
                (Some(at), Some(table)) => table.value_at(at),
                _ => default,
            })
        }
        Method::Setdefault => {
            arity(memory, name, args, 1, 2)?;
            let default = args.get(1).copied().unwrap_or(Value::None);
            match (memory.find(dict, args[0])?, table_mut(memory, dict)) {
                (Some(at), Some(table)) => Ok(table.value_at(at)),
                _ => {
                    container::insert(memory, dict, args[0], default)?;
                    Ok(default)
                }
            }
        }
        Method::Pop => {
            arity(memory, name, args, 1, 2)?;
            match (container::remove(memory, dict, args[0])?, args.get(1)) {
                (Some(value), _) => Ok(value),
                (None, Some(default)) => Ok(*default),
                (None, None) => Err(memory.key_error(args[0])),
            }
        }
        Method::Popitem => {
            arity(memory, name, args, 0, 0)?;
            let last = table_mut(memory, dict).and_then(|t| Some(t.remove(t.last()?)));
            match last {
                Some((key, value)) => Ok(memory.new_tuple(vec![key, value])),
                None => {
                    let text = memory.new_text("popitem(): dictionary is empty");
                    let exception = memory.new_exception_with(Builtin::KeyError, vec![text]);
                    Err(memory.fault_of(exception))
                }
            }
        }
        Method::Update => {
            arity(memory, name, args, 0, 1)?;
            if let Some(&source) = args.first() {
                container::merge(memory, dict, source)?;
            }
            for (key, value) in keywords {
                let key = memory.new_text(key);
                container::insert(memory, dict, key, *value)?;
            }
            Ok(Value::None)
        }
        Method::Clear => {
            arity(memory, name, args, 0, 0)?;
            if let Some(table) = table_mut(memory, dict) {
                table.clear();
            }
            Ok(Value::None)
        }
        Method::Copy => {
            arity(memory, name, args, 0, 0)?;
            container::copy(memory, dict)
        }
        Method::Fromkeys => from_keys(memory, args),
        _ => {
            arity(memory, name, args, 0, 0)?;
            let part = match method {
                Method::Keys => Part::Keys,
                Method::Values => Part::Values,
                _ => Part::Items,
            };
            Ok(memory.add(Object::View(id, part)))
        }
    }
}

/// `dict.fromkeys(keys, value)`.
pub(super) fn from_keys(memory: &mut Memory, args: &[Value]) -> Outcome<Value> {
    arity(memory, "fromkeys", args, 1, 2)?;
    let value = args.get(1).copied().unwrap_or(Value::None);
    let keys = memory.items_of(args[0])?.unwrap_or_default();
    let dict = container::new_dict(memory, &[])?;
    for key in keys {
        container::insert(memory, dict, key, value)?;
    }
    Ok(dict)
}
