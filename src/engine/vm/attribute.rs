//! `object.name`: methods of builtin values, the few attributes they have.

use super::exec::Answer;
use super::fault::{Fault, Outcome};
use super::method::Method;
use super::object::Object;
use super::request::{Request, TaskQuery};
use super::{Memory, Value};
use crate::program::{Builtin, Kind};

const STR: std::ops::RangeInclusive<u8> = Method::Capitalize as u8..=Method::Zfill as u8;
const LIST: std::ops::RangeInclusive<u8> = Method::Append as u8..=Method::Sort as u8;

/// Whether values of this kind have this method.
pub(super) fn has_method(memory: &Memory, value: Value, method: Method) -> bool {
    use Method::*;
    match value {
        Value::Sync(_) => matches!(
            method,
            Acquire
                | Release
                | Locked
                | Set
                | Clear
                | IsSet
                | Wait
                | Notify
                | NotifyAll
                | Put
                | Get
                | Qsize
                | Empty
                | Full
                | TaskDone
                | Join
                | PutNowait
                | GetNowait
        ),
        Value::Task(_) => matches!(method, Join | Result | Done | Cancel | IsAlive),
        Value::Int(_) | Value::Bool(_) => matches!(method, BitLength | BitCount | IsInteger),
        Value::Float(_) => method == IsInteger,
        Value::Builtin(Builtin::Dict) => method == Fromkeys,
        Value::Builtin(Builtin::Str) => STR.contains(&(method as u8)) || method == Join,
        Value::Object(id) => match memory.get(id) {
            Object::Str(_) => {
                STR.contains(&(method as u8)) || matches!(method, Join | Count | Index)
            }
            Object::List(_) => LIST.contains(&(method as u8)),
            Object::Tuple(_) | Object::Range(_) => matches!(method, Count | Index),
            Object::Dict(_) => matches!(
                method,
                Fromkeys
                    | Get
                    | Items
                    | Keys
                    | Popitem
                    | Setdefault
                    | Update
                    | Values
                    | Clear
                    | Copy
                    | Pop
            ),
            Object::Set(_) => {
                (Add as u8..=Union as u8).contains(&(method as u8))
                    || matches!(method, Clear | Copy | Pop | Remove | Update)
            }
            Object::Exception(_) => method == WithTraceback,
            _ => false,
        },
        _ => false,
    }
}

/// Fails unless `object` has an attribute of this name.
#[inline]
pub(super) fn need(memory: &mut Memory, object: Value, name: u16) -> Outcome<()> {
    match memory.names.methods[name as usize] {
        Some(method) if has_method(memory, object, method) => Ok(()),
        _ => get(memory, object, name).map(|_| ()),
    }
}

/// `object.name` where it is not called at once.
pub(super) fn get(memory: &mut Memory, object: Value, name: u16) -> Outcome<Answer> {
    let Some(method) = memory.names.methods[name as usize] else {
        return Err(unknown(memory, object, name));
    };
    if has_method(memory, object, method) {
        return Ok(Answer::Value(memory.add(Object::Method(object, method))));
    }
    let value = match (object, memory.object(object), method) {
        (Value::Task(task), _, Method::Name) => {
            return Answer::request(Request::Task { task, query: TaskQuery::Name });
        }
        (_, Some(Object::Exception(e)), _) => {
            let (args, cause, context) = (e.args.clone(), e.cause, e.context);
            match method {
                Method::Args => memory.new_tuple(args),
                Method::Cause => none_if_unbound(cause),
                Method::Context => none_if_unbound(context),
                Method::DunderClass => memory.type_of(object),
                _ => return Err(unknown(memory, object, name)),
            }
        }
        (_, _, Method::DunderClass) => memory.type_of(object),
        (Value::Builtin(builtin), _, Method::DunderName) => memory.new_text(builtin.name()),
        (_, Some(Object::TypeName(text)), Method::DunderName) => {
            let text = *text;
            memory.new_text(text)
        }
        (_, Some(Object::Function(f)), Method::DunderName) => {
            let text = memory.names.codes[f.code.0 as usize].clone();
            memory.new_text(&text)
        }
        (_, Some(Object::Range(range)), _) => match method {
            Method::Start => Value::Int(range.0.start),
            Method::Stop => Value::Int(range.1),
            Method::Step => Value::Int(range.0.step),
            _ => return Err(unknown(memory, object, name)),
        },
        _ => return Err(unknown(memory, object, name)),
    };
    Ok(Answer::Value(value))
}

fn none_if_unbound(value: Value) -> Value {
    if value == Value::Unbound { Value::None } else { value }
}

#[cold]
fn unknown(memory: &mut Memory, object: Value, name: u16) -> Fault {
    let name = memory.names.names[name as usize].clone();
    let mut text = match object {
        Value::Builtin(b) if matches!(b.kind(), Kind::Type | Kind::Exception) => {
            format!("type object '{}' has no attribute '{name}'", b.name())
        }
        _ => format!("'{}' object has no attribute '{name}'", memory.type_name(object)),
    };
    // The verbs' own objects are not in Python's manuals: say what is near.
    if matches!(object, Value::Sync(_) | Value::Task(_))
        && let Some(near) = nearest(memory, object, &name)
    {
        text.push_str(&format!(". Did you mean: '{near}'?"));
    }
    memory.fault(Builtin::AttributeError, &text)
}

/// The method of the object that is fewest changes of a letter away.
fn nearest(memory: &Memory, object: Value, name: &str) -> Option<&'static str> {
    let known = Method::ALL.iter().filter(|&&m| has_method(memory, object, m));
    let near = known.map(|m| (distance(m.name(), name), m.name())).min();
    near.filter(|(distance, _)| *distance <= 3).map(|(_, name)| name)
}

/// Levenshtein's.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Builtin values have no attributes that a script could set.
#[cold]
pub(super) fn cannot_change(memory: &mut Memory, object: Value, name: u16) -> Fault {
    unknown(memory, object, name)
}
