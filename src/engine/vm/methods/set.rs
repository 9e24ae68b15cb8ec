//! Methods of sets.

use super::super::container::{self, table_mut};
use super::super::method::Method;
use super::super::{Memory, Value};
use super::{Outcome, arity};
use crate::program::{BinaryOp, Builtin, CompareOp};

pub(super) fn call(
    memory: &mut Memory,
    set: Value,
    method: Method,
    args: &[Value],
) -> Outcome<Value> {
    let name = method.name();
    match method {
        Method::Add => {
            arity(memory, name, args, 1, 1)?;
            container::add(memory, set, args[0])?;
        }
        Method::Remove | Method::Discard => {
            arity(memory, name, args, 1, 1)?;
            let gone = container::remove(memory, set, args[0])?;
            if gone.is_none() && method == Method::Remove {
                return Err(memory.key_error(args[0]));
            }
        }
        Method::Pop => {
            arity(memory, name, args, 0, 0)?;
            container::arrange(memory, set);
            let first = table_mut(memory, set).and_then(|t| Some(t.remove(t.first()?).0));
            return match first {
                Some(key) => Ok(key),
                None => {
                    let text = memory.new_text("pop from an empty set");
                    let exception = memory.new_exception_with(Builtin::KeyError, vec![text]);
                    Err(memory.fault_of(exception))
                }
            };
        }
        Method::Clear => {
            arity(memory, name, args, 0, 0)?;
            if let Some(table) = table_mut(memory, set) {
                table.clear();
            }
        }
        Method::Copy => {
            arity(memory, name, args, 0, 0)?;
            return container::copy(memory, set);
        }
        Method::IsDisjoint | Method::IsSubset | Method::IsSuperset => {
            arity(memory, name, args, 1, 1)?;
            let other = container::as_set(memory, args[0])?;
            return match method {
                Method::IsSubset => memory.compare(CompareOp::Le, set, other),
                Method::IsSuperset => memory.compare(CompareOp::Ge, set, other),
                _ => {
                    let both = container::set_operation(memory, BinaryOp::And, set, other)?;
                    Ok(!memory.truth(both))
                }
            }
            .map(Value::Bool);
        }
        _ => return combine(memory, set, method, args),
    }
    Ok(Value::None)
}

/// Operations with any number of iterables; in place for the `…_update` ones.
fn combine(memory: &mut Memory, set: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    let op = match method {
        Method::Union | Method::Update => BinaryOp::Or,
        Method::Intersection | Method::IntersectionUpdate => BinaryOp::And,
        Method::Difference | Method::DifferenceUpdate => BinaryOp::Sub,
        _ => {
            arity(memory, method.name(), args, 1, 1)?;
            BinaryOp::Xor
        }
    };
    let mut result = container::copy(memory, set)?;
    for &arg in args {
        let other = container::as_set(memory, arg)?;
        result = container::set_operation(memory, op, result, other)?;
    }
    let in_place = matches!(
        method,
        Method::Update
            | Method::IntersectionUpdate
            | Method::DifferenceUpdate
            | Method::SymmetricDifferenceUpdate
    );
    if in_place {
        container::replace_table(memory, set, result);
        return Ok(Value::None);
    }
    Ok(result)
}
