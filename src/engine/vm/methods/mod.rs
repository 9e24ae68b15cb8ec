//! Methods of builtin values, one file a type.

mod dict;
mod list;
mod set;
mod string;
mod template;

use super::exec::{Answer, Context, Keywords};
use super::fault::{Fault, Outcome};
use super::generator;
use super::method::Method;
use super::number::{self, Number};
use super::object::Object;
use super::verbs::{by_name, sync_method, task_method};
use super::{Memory, Value, attribute, builtins, compare, reflect};
use crate::program::Builtin;

/// `receiver.method(args)`, where the receiver has the method.
pub(super) fn call(
    context: &mut Context,
    receiver: Value,
    method: Method,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    match receiver {
        Value::Sync(sync) => return sync_method(context, sync, method, args, keywords, awaited),
        Value::Task(task) => return task_method(context, task, method, args, keywords, awaited),
        Value::Object(id) if matches!(context.memory.get(id), Object::Generator(_)) => {
            return generator::method(context.memory, id, method, args);
        }
        Value::Builtin(_)
            if matches!(method, Method::DunderInit | Method::DunderSetattr) && !args.is_empty() =>
        {
            // `Exception.__init__(self, text)`
            return call(context, args[0], method, &args[1..], keywords, awaited);
        }
        Value::Builtin(Builtin::Str) if !args.is_empty() => {
            // `str.upper(s)` is `s.upper()`.
            return call(context, args[0], method, &args[1..], keywords, awaited);
        }
        _ => {}
    }
    let memory = &mut *context.memory;
    memory.receiver = receiver;
    // What is drawn to its end may call script code.
    let draws = matches!(
        method,
        Method::Join
            | Method::Extend
            | Method::Update
            | Method::Union
            | Method::Difference
            | Method::Intersection
            | Method::SymmetricDifference
            | Method::DifferenceUpdate
            | Method::IntersectionUpdate
            | Method::SymmetricDifferenceUpdate
            | Method::IsSubset
            | Method::IsSuperset
            | Method::IsDisjoint
            | Method::Fromkeys
    );
    if draws && let Some(at) = args.iter().position(|&v| memory.runs_script(v)) {
        return Ok(Answer::Materialise(at));
    }
    let value = match memory.object(receiver) {
        Some(Object::Str(_)) if method == Method::Format => {
            template::format(memory, receiver, args, keywords)?
        }
        Some(Object::Str(_)) => string::call(memory, receiver, method, args, keywords)?,
        Some(Object::List(_)) if method == Method::Sort => {
            if !args.is_empty() {
                return Err(memory.type_error("sort() takes no positional arguments"));
            }
            known_keywords(memory, "sort", keywords, &["key", "reverse"])?;
            let items = memory.sequence(receiver).unwrap_or(&[]).to_vec();
            return builtins::sorted(memory, items, keywords, receiver);
        }
        Some(Object::List(_) | Object::Tuple(_)) => {
            list::call(memory, receiver, method, args, keywords)?
        }
        Some(Object::Dict(_)) => dict::call(memory, receiver, method, args, keywords)?,
        Some(Object::Set(_)) => set::call(memory, receiver, method, args)?,
        Some(Object::Range(_)) => range(memory, receiver, method, args)?,
        Some(Object::Exception(_))
            if matches!(method, Method::Split | Method::Subgroup | Method::Derive) =>
        {
            arity(memory, method.name(), args, 1, 1)?;
            return super::group::method(memory, receiver, method, args[0]);
        }
        Some(Object::Exception(_) | Object::Instance(..)) => own(memory, receiver, method, args)?,
        Some(Object::Coroutine(_)) if method == Method::DunderAwait => receiver,
        Some(Object::Coroutine(_)) => Value::None,
        // Who deletes a property's value is not kept: `del` fails.
        Some(Object::Property(_)) if method == Method::Deleter => receiver,
        Some(Object::Property(parts)) => {
            let get = parts[0];
            let set = args.first().copied().unwrap_or(Value::None);
            memory.add(Object::Property(Box::new([get, set])))
        }
        _ if method == Method::DunderNew => match args.first() {
            Some(&Value::Object(class)) => memory.new_instance(class, &args[1..]),
            _ => return Err(memory.type_error("object.__new__(): not enough arguments")),
        },
        _ => number(memory, receiver, method, args, keywords)?,
    };
    Ok(Answer::Value(value))
}

/// What objects have from `object` and exceptions from `BaseException`.
fn own(memory: &mut Memory, object: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    match method {
        Method::DunderStr => {
            let text = match memory.object(object) {
                Some(Object::Exception(e)) => memory.exception_text(e),
                _ => memory.repr(object),
            };
            memory.told()?;
            Ok(memory.new_text(&text))
        }
        Method::DunderRepr => {
            let name = memory.type_name(object);
            let text = format!("<__main__.{name} object>");
            Ok(memory.new_text(&text))
        }
        Method::DunderInit => {
            if let Value::Object(id) = object
                && let Object::Exception(e) = memory.get_mut(id)
            {
                e.args = args.to_vec();
            }
            Ok(Value::None)
        }
        Method::DunderSetattr => {
            arity(memory, method.name(), args, 2, 2)?;
            let name = reflect::name(memory, args[0])?;
            attribute::set_as_object(memory, object, name, args[1])?;
            Ok(Value::None)
        }
        Method::AddNote => Ok(Value::None),
        _ => Ok(object),
    }
}

fn known_keywords(
    memory: &mut Memory,
    method: &str,
    keywords: Keywords,
    known: &[&str],
) -> Outcome<()> {
    match keywords.iter().find(|(name, _)| !known.contains(&&**name)) {
        None => Ok(()),
        Some((name, _)) => {
            let text = format!("'{name}' is an invalid keyword argument for {method}()");
            Err(memory.type_error(&text))
        }
    }
}

/// Checks the number of positional arguments.
fn arity(
    memory: &mut Memory,
    method: &str,
    args: &[Value],
    least: usize,
    most: usize,
) -> Outcome<()> {
    let given = args.len();
    if (least..=most).contains(&given) {
        return Ok(());
    }
    Err(arity_error(memory, method, given, least, most))
}

#[cold]
fn arity_error(
    memory: &mut Memory,
    method: &str,
    given: usize,
    least: usize,
    most: usize,
) -> Fault {
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let kind = memory.type_name(memory.receiver);
    let text = match (least, most) {
        (0, 0) => format!("{kind}.{method}() takes no arguments ({given} given)"),
        (1, 1) => format!("{kind}.{method}() takes exactly one argument ({given} given)"),
        (a, b) if a == b => format!("{method} expected {a} arguments, got {given}"),
        (a, _) if given < a => {
            format!("{method} expected at least {a} argument{}, got {given}", plural(a))
        }
        (_, b) => format!("{method} expected at most {b} argument{}, got {given}", plural(b)),
    };
    memory.type_error(&text)
}

/// `start` and `stop` arguments as positions in `0..=length`.
fn bounds(
    memory: &mut Memory,
    start: Option<&Value>,
    stop: Option<&Value>,
    length: usize,
) -> Outcome<(usize, usize)> {
    let mut clamp = |value: Option<&Value>, default: usize| match value {
        None | Some(Value::None) => Ok(default),
        Some(&value) => {
            let n = memory.whole(value)?;
            let n = if n < 0 { n.saturating_add(length as i64) } else { n };
            Ok(n.clamp(0, length as i64) as usize)
        }
    };
    Ok((clamp(start, 0)?, clamp(stop, length)?))
}

fn range(memory: &mut Memory, receiver: Value, method: Method, args: &[Value]) -> Outcome<Value> {
    arity(memory, method.name(), args, 1, 1)?;
    let Some(Object::Range(range)) = memory.object(receiver) else { return Ok(Value::None) };
    let item = compare::as_number(args[0]).and_then(number::as_exact_int);
    let found = item.and_then(|n| range.numbers().position(n));
    match (method, found) {
        (Method::Count, found) => Ok(Value::Int(i64::from(found.is_some()))),
        (_, Some(at)) => Ok(Value::Int(at as i64)),
        (_, None) => {
            let shown = memory.repr(args[0]);
            Err(memory.value_error(&format!("{shown} is not in range")))
        }
    }
}

/// Methods of numbers, and `dict.fromkeys`.
fn number(
    memory: &mut Memory,
    receiver: Value,
    method: Method,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Value> {
    if receiver == Value::Builtin(Builtin::Dict) {
        return dict::from_keys(memory, args);
    }
    let [] = by_name(memory, method.name(), [], args, keywords)?;
    Ok(match (compare::as_number(receiver), method) {
        (Some(Number::Float(x)), _) => Value::Bool(x.is_finite() && x.trunc() == x),
        (Some(Number::Int(n)), Method::BitLength) => {
            Value::Int(i64::from(64 - n.unsigned_abs().leading_zeros()))
        }
        (Some(Number::Int(n)), Method::BitCount) => {
            Value::Int(i64::from(n.unsigned_abs().count_ones()))
        }
        _ => Value::Bool(true),
    })
}
