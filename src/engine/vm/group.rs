//! Exception groups: taken apart by class, and put together again (PEP 654).

use super::exec::Answer;
use super::fault::Outcome;
use super::method::Method;
use super::object::Object;
use super::{Memory, Value};
use crate::program::Builtin;

/// Groups inside groups that are looked into.
const DEPTH: usize = 64;

type Test<'t> = &'t dyn Fn(&Memory, Value) -> bool;

fn is_group(memory: &Memory, value: Value) -> bool {
    memory.is_instance(value, Builtin::BaseExceptionGroup)
}

/// The exceptions in a group.
fn parts(memory: &Memory, group: Value) -> Vec<Value> {
    let args = match memory.object(group) {
        Some(Object::Exception(e)) => e.args.get(1).copied(),
        _ => None,
    };
    args.and_then(|list| memory.sequence(list)).unwrap_or(&[]).to_vec()
}

/// A group like `group` of other exceptions; `None` of none.
fn derive(memory: &mut Memory, group: Value, parts: Vec<Value>) -> Value {
    let Some(Object::Exception(e)) = memory.object(group) else { return Value::None };
    if parts.is_empty() {
        return Value::None;
    }
    let (class, text, cause, context) = (e.class, e.args.first().copied(), e.cause, e.context);
    let traceback = e.traceback.clone();
    let list = memory.new_list(parts);
    let made = memory.new_exception_of(class, vec![text.unwrap_or(Value::None), list]);
    if let Value::Object(id) = made
        && let Object::Exception(e) = memory.get_mut(id)
    {
        (e.cause, e.context, e.traceback) = (cause, context, traceback);
    }
    made
}

/// What stands after `except*`: exception classes, but no groups.
pub(super) fn classes(memory: &mut Memory, class: Value) -> Outcome<Vec<Value>> {
    let classes = memory.sequence(class).map_or(vec![class], <[Value]>::to_vec);
    for &class in &classes {
        let text = if !memory.is_exception_class(class) {
            "catching classes that do not inherit from BaseException is not allowed"
        } else if memory.is_below(class, Value::Builtin(Builtin::BaseExceptionGroup)) {
            "catching ExceptionGroup with except* is not allowed. Use except instead."
        } else {
            continue;
        };
        return Err(memory.type_error(text));
    }
    Ok(classes)
}

/// The part of an exception that is of the classes, always a group, and the rest.
pub(super) fn split(memory: &mut Memory, error: Value, classes: &[Value]) -> (Value, Value) {
    if error == Value::None || is_group(memory, error) {
        return divide(memory, error, &|memory, e| is_of(memory, e, classes), DEPTH);
    }
    if !is_of(memory, error, classes) {
        return (Value::None, error);
    }
    let (text, list) = (memory.new_text(""), memory.new_tuple(vec![error]));
    let class = match memory.is_instance(error, Builtin::Exception) {
        true => Builtin::ExceptionGroup,
        false => Builtin::BaseExceptionGroup,
    };
    (memory.new_exception_with(class, vec![text, list]), Value::None)
}

fn is_of(memory: &Memory, error: Value, classes: &[Value]) -> bool {
    classes.iter().any(|&class| memory.is_instance_of(error, class))
}

/// What passes the test, and what does not; `None` for nothing.
fn divide(memory: &mut Memory, error: Value, test: Test, depth: usize) -> (Value, Value) {
    if error == Value::None || test(memory, error) {
        return (error, Value::None);
    }
    if !is_group(memory, error) || depth == 0 {
        return (Value::None, error);
    }
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for part in parts(memory, error) {
        let (a, b) = divide(memory, part, test, depth - 1);
        yes.extend(Some(a).filter(|v| *v != Value::None));
        no.extend(Some(b).filter(|v| *v != Value::None));
    }
    match (yes.is_empty(), no.is_empty()) {
        (true, _) => (Value::None, error),
        (_, true) => (error, Value::None),
        _ => (derive(memory, error, yes), derive(memory, error, no)),
    }
}

fn leaves(memory: &Memory, error: Value, depth: usize, out: &mut Vec<Value>) {
    if !is_group(memory, error) || depth == 0 {
        return out.push(error);
    }
    for part in parts(memory, error) {
        leaves(memory, part, depth - 1, out);
    }
}

/// What the clauses of `except*` leave: the rest and what they raised again,
/// in the shape that it had, beside what they raised anew.
pub(super) fn join(memory: &mut Memory, original: Value, rest: Value, raised: Vec<Value>) -> Value {
    if !is_group(memory, original) {
        return raised.first().copied().unwrap_or(rest);
    }
    let (mut known, mut kept, mut fresh) = (Vec::new(), Vec::new(), Vec::new());
    leaves(memory, original, DEPTH, &mut known);
    if rest != Value::None {
        leaves(memory, rest, DEPTH, &mut kept);
    }
    for error in raised {
        let mut own = Vec::new();
        leaves(memory, error, DEPTH, &mut own);
        if is_group(memory, error) && own.iter().all(|leaf| known.contains(leaf)) {
            kept.extend(own);
        } else {
            fresh.push(error);
        }
    }
    let again = divide(memory, original, &|_, e| kept.contains(&e), DEPTH).0;
    if fresh.is_empty() {
        return again;
    }
    fresh.extend(Some(again).filter(|v| *v != Value::None));
    let (text, list) = (memory.new_text(""), memory.new_list(fresh));
    memory.new_exception_with(Builtin::ExceptionGroup, vec![text, list])
}

/// `group.split(classes)`, `group.subgroup(classes)`, `group.derive(list)`.
pub(super) fn method(
    memory: &mut Memory,
    group: Value,
    method: Method,
    argument: Value,
) -> Outcome<Answer> {
    if method == Method::Derive {
        let parts = memory.sequence(argument).unwrap_or(&[]).to_vec();
        return Ok(Answer::Value(derive(memory, group, parts)));
    }
    let classes = memory.sequence(argument).map_or(vec![argument], <[Value]>::to_vec);
    if !classes.iter().all(|&class| memory.is_exception_class(class)) {
        return Err(memory.type_error("expected an exception type or a tuple of them"));
    }
    let (yes, no) = divide(memory, group, &|memory, e| is_of(memory, e, &classes), DEPTH);
    let value = if method == Method::Split { memory.new_tuple(vec![yes, no]) } else { yes };
    Ok(Answer::Value(value))
}
