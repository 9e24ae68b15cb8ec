//! `object.name`: methods of builtin values, the few attributes they have.

use super::class::{set_slot, slot};
use super::exec::Answer;
use super::fault::{Fault, Outcome};
use super::method::Method;
use super::object::{Iter, Object};
use super::request::{Request, TaskQuery};
use super::{Memory, ObjectId, Value};
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
                | WaitFor
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
            Object::Exception(e) => match method {
                WithTraceback | DunderInit | DunderStr | AddNote => true,
                Split | Subgroup | Derive => {
                    memory.is_below(e.class, Value::Builtin(Builtin::BaseExceptionGroup))
                }
                _ => false,
            },
            Object::Generator(_) => (Send as u8..=DunderAiter as u8).contains(&(method as u8)),
            Object::Property(_) => matches!(method, Setter | Deleter),
            Object::Coroutine(_) => matches!(method, DunderAwait | Close),
            // What `object` has.
            Object::Instance(..) => {
                matches!(method, DunderInit | DunderStr | DunderRepr | DunderSetattr)
            }
            Object::Class(_) => method == DunderNew,
            _ => false,
        },
        Value::Builtin(b) if b.kind() == Kind::Exception => method == DunderInit,
        Value::Builtin(Builtin::Object) => {
            matches!(method, DunderInit | DunderNew | DunderSetattr)
        }
        _ => false,
    }
}

/// Fails unless `object` has an attribute of this name.
#[inline]
pub(super) fn need(memory: &mut Memory, object: Value, name: u16) -> Outcome<()> {
    if memory.class_of(object).is_some_and(|class| memory.find_in_class(class, name).is_some()) {
        return Ok(());
    }
    match memory.method_named(name) {
        Some(method) if has_method(memory, object, method) => Ok(()),
        _ => get(memory, object, name).map(|_| ()),
    }
}

/// `object.name` where it is not called at once.
pub(super) fn get(memory: &mut Memory, object: Value, name: u16) -> Outcome<Answer> {
    if let Some(value) = scripted(memory, object, name)? {
        return Ok(Answer::Value(value));
    }
    let Some(method) = memory.method_named(name) else {
        return missing(memory, object, name);
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
                _ => return missing(memory, object, name),
            }
        }
        (_, Some(Object::Class(class)), Method::DunderName) => {
            let text = class.name.clone();
            memory.new_text(&text)
        }
        (_, Some(Object::Class(_) | Object::Function(_)), Method::DunderDoc) => Value::None,
        (_, Some(Object::Instance(_, slots)), Method::DunderDict) => {
            let pairs: Vec<(u16, Value)> = slots.clone();
            let mut items = Vec::new();
            for (name, value) in pairs {
                let text = memory.name_text(name);
                items.extend([memory.new_text(&text), value]);
            }
            super::container::new_dict(memory, &items)?
        }
        (_, Some(&Object::Bound(object, _)), Method::DunderSelf) => object,
        (_, Some(&Object::Bound(_, f)), _) => return get(memory, Value::Object(f), name),
        (_, _, Method::DunderClass) => memory.type_of(object),
        (Value::Builtin(builtin), _, Method::DunderName) => memory.new_text(builtin.name()),
        (_, Some(Object::TypeName(text)), Method::DunderName) => {
            let text = *text;
            memory.new_text(text)
        }
        (_, Some(Object::Class(class)), Method::DunderMro | Method::DunderBases) => {
            let own = (method == Method::DunderMro).then_some(object);
            let above = class.ancestors.iter().copied();
            let above = above.chain([Value::Builtin(Builtin::Object)]);
            let count = if own.is_some() { usize::MAX } else { 1 };
            let classes = own.into_iter().chain(above.take(count)).collect();
            memory.new_tuple(classes)
        }
        (_, Some(Object::Function(f)), Method::DunderQualname) => {
            let text = memory.names.qualified[f.code.0 as usize].clone();
            memory.new_text(&text)
        }
        (_, Some(Object::Class(class)), Method::DunderQualname) => {
            let text = class.name.clone();
            memory.new_text(&text)
        }
        (_, Some(Object::Function(_) | Object::Class(_)), Method::DunderModule) => {
            memory.new_text("__main__")
        }
        (_, Some(Object::Function(f)), Method::DunderName) => {
            let text = memory.names.codes[f.code.0 as usize].clone();
            memory.new_text(&text)
        }
        (_, Some(Object::Range(range)), _) => match method {
            Method::Start => Value::Int(range.start),
            Method::Stop => Value::Int(range.stop),
            Method::Step => Value::Int(range.step),
            _ => return missing(memory, object, name),
        },
        _ => return missing(memory, object, name),
    };
    Ok(Answer::Value(value))
}

/// An attribute that the script's own classes give.
fn scripted(memory: &mut Memory, object: Value, name: u16) -> Outcome<Option<Value>> {
    let Value::Object(id) = object else { return Ok(None) };
    let (slots, class) = match memory.get(id) {
        Object::Instance(class, slots) => (slots, *class),
        Object::Exception(e) => match e.class {
            Value::Object(class) => (&e.slots, class),
            _ => {
                let own = slot(&e.slots, name);
                return Ok(own.or_else(|| exception_part(memory, id, name)));
            }
        },
        Object::Class(_) => {
            let Some(found) = memory.find_in_class(id, name) else { return Ok(None) };
            return Ok(Some(match memory.object(found) {
                Some(Object::Function(_) | Object::Property(_)) => found,
                _ => memory.bind(found, object)?,
            }));
        }
        &Object::Super(receiver, class) => {
            let Some(found) = memory.find_above(receiver, class, name) else {
                return Ok(match memory.method_named(name) {
                    Some(method) if has_method(memory, receiver, method) => {
                        Some(memory.add(Object::Method(receiver, method)))
                    }
                    _ => None,
                });
            };
            return memory.bind(found, receiver).map(Some);
        }
        Object::Function(f) => {
            let found = f.extra.as_ref().and_then(|extra| slot(&extra.slots, name));
            return Ok(found);
        }
        &Object::Module(index) => {
            let module = memory.names.modules.get(index as usize);
            let export = module.and_then(|m| m.exports.iter().find(|(n, _)| *n == name));
            let value = export.map(|&(_, slot)| memory.globals[slot as usize]);
            return Ok(value.filter(|v| *v != Value::Unbound));
        }
        Object::Generator(g) => {
            let result = g.result;
            return Ok((&*memory.name_text(name) == ".value").then_some(result));
        }
        Object::Iter(iter) if let Iter::Await { result, .. } = **iter => {
            return Ok((&*memory.name_text(name) == ".value").then_some(result));
        }
        _ => return Ok((&*memory.name_text(name) == ".value").then_some(Value::None)),
    };
    if let Some(value) = slot(slots, name) {
        return Ok(Some(value));
    }
    match memory.find_in_class(class, name) {
        Some(found) => memory.bind(found, object).map(Some),
        None => Ok(exception_part(memory, id, name)),
    }
}

/// What some of Python's exceptions call a part of their arguments.
fn exception_part(memory: &mut Memory, id: ObjectId, name: u16) -> Option<Value> {
    let Object::Exception(e) = memory.get(id) else { return None };
    let is = |class| memory.is_below(e.class, Value::Builtin(class));
    let arg = |at: usize| e.args.get(at).copied();
    match &*memory.name_text(name) {
        "value" if is(Builtin::StopIteration) => arg(0).or(Some(Value::None)),
        "message" if is(Builtin::BaseExceptionGroup) => arg(0),
        "exceptions" if is(Builtin::BaseExceptionGroup) => {
            let parts = memory.sequence(arg(1)?).unwrap_or(&[]).to_vec();
            Some(memory.new_tuple(parts))
        }
        "code" if is(Builtin::SystemExit) => arg(0).or(Some(Value::None)),
        _ => None,
    }
}

/// `object.name = value`.
pub(super) fn set(memory: &mut Memory, object: Value, name: u16, value: Value) -> Outcome<()> {
    let Value::Object(id) = object else { return Err(unknown(memory, object, name)) };
    let hooks = memory.class_of(object).and_then(|c| memory.class(c)).is_some_and(|c| c.hooks);
    if !hooks {
        return set_plain(memory, id, name, value);
    }
    match hook(memory, object, "__setattr__", name, &[value]) {
        Some(asked) => asked.map(|_| ()),
        None => set_as_object(memory, object, name, value),
    }
}

/// What the object's class says to something done with an attribute.
fn hook(
    memory: &mut Memory,
    object: Value,
    method: &str,
    name: u16,
    value: &[Value],
) -> Option<Outcome<Value>> {
    memory.special(object, method)?;
    let text = memory.name_text(name);
    let key = memory.new_text(&text);
    memory.ask_special(object, method, &[&[key], value].concat())
}

/// The same as `object.__setattr__` does it.
pub(super) fn set_as_object(
    memory: &mut Memory,
    object: Value,
    name: u16,
    value: Value,
) -> Outcome<()> {
    let Value::Object(id) = object else { return Err(unknown(memory, object, name)) };
    let class = memory.class_of(object);
    let found = class.and_then(|class| memory.find_in_class(class, name));
    if let Some(Object::Property(parts)) = found.and_then(|f| memory.object(f)) {
        let set = parts[1];
        if set == Value::None {
            let (text, kind) = (memory.name_text(name), memory.type_name(object));
            let text = format!("property '{text}' of '{kind}' object has no setter");
            return Err(memory.fault(Builtin::AttributeError, &text));
        }
        return memory.ask(set, &[object, value]).map(|_| ());
    }
    set_plain(memory, id, name, value)
}

/// The same without looking for what the class says to it.
pub(super) fn set_plain(memory: &mut Memory, id: ObjectId, name: u16, value: Value) -> Outcome<()> {
    if let &Object::Module(index) = memory.get(id) {
        let module = memory.names.modules.get(index as usize);
        let export = module.and_then(|m| m.exports.iter().find(|(n, _)| *n == name));
        let Some(&(_, slot)) = export else { return Err(unknown(memory, Value::Object(id), name)) };
        memory.globals[slot as usize] = value;
        return Ok(());
    }
    let is_property = matches!(memory.object(value), Some(Object::Property(_)));
    let text = memory.name_text(name);
    let is_hook = &*text == "__setattr__";
    // Classes below have names of their own.
    let title = if &*text == "__name__" { memory.shared_text(value) } else { None };
    let slots = match memory.get_mut(id) {
        Object::Instance(_, slots) => slots,
        Object::Exception(e) => &mut e.slots,
        Object::Class(class) => {
            class.hooks |= is_property || is_hook;
            if let Some(title) = title {
                class.name = title;
                return Ok(());
            }
            &mut class.slots
        }
        Object::Function(f) => &mut f.extra.get_or_insert_default().slots,
        _ => return Err(unknown(memory, Value::Object(id), name)),
    };
    if set_slot(slots, name, value) {
        memory.grow(2);
    }
    Ok(())
}

/// `del object.name`.
pub(super) fn delete(memory: &mut Memory, object: Value, name: u16) -> Outcome<()> {
    if let Some(asked) = hook(memory, object, "__delattr__", name, &[]) {
        return asked.map(|_| ());
    }
    if let Value::Object(id) = object {
        let slots = match memory.get_mut(id) {
            Object::Instance(_, slots) => Some(slots),
            Object::Class(class) => Some(&mut class.slots),
            Object::Exception(e) => Some(&mut e.slots),
            _ => None,
        };
        if let Some(slots) = slots
            && let Some(at) = slots.iter().position(|(n, _)| *n == name)
        {
            slots.remove(at);
            return Ok(());
        }
    }
    Err(unknown(memory, object, name))
}

/// The last resort: `__getattr__`.
fn missing(memory: &mut Memory, object: Value, name: u16) -> Outcome<Answer> {
    if let Some(asked) = hook(memory, object, "__getattr__", name, &[]) {
        let asked = asked?;
        if asked != Value::Unbound {
            return Ok(Answer::Value(asked));
        }
    }
    Err(unknown(memory, object, name))
}

/// What `object.name(…)` calls, and the object if that is its first argument.
/// `None` for methods of builtin values.
pub(super) fn target(
    memory: &mut Memory,
    object: Value,
    name: u16,
) -> Outcome<Option<(Value, Option<Value>)>> {
    use Object::*;
    let (own, class) = match memory.object(object) {
        Some(Instance(class, slots)) => (slot(slots, name), Value::Object(*class)),
        Some(Exception(e)) => (slot(&e.slots, name), e.class),
        Some(Class(_) | Super(..) | Function(_) | Bound(..) | Module(_)) => (None, Value::None),
        _ => return Ok(None),
    };
    if let Some(value) = own {
        return Ok(Some((value, None)));
    }
    if let Value::Object(class) = class
        && let Some(found) = memory.find_in_class(class, name)
        && let Some(Function(_)) = memory.object(found)
    {
        return Ok(Some((found, Some(object))));
    }
    match get(memory, object, name)? {
        Answer::Value(value) => Ok(Some((value, None))),
        _ => Ok(None),
    }
}

fn none_if_unbound(value: Value) -> Value {
    if value == Value::Unbound { Value::None } else { value }
}

#[cold]
fn unknown(memory: &mut Memory, object: Value, name: u16) -> Fault {
    let name = memory.name_text(name);
    let mut text = match object {
        _ if let Some(Object::Class(class)) = memory.object(object) => {
            format!("type object '{}' has no attribute '{name}'", class.name)
        }
        _ if let Some(&Object::Module(index)) = memory.object(object) => {
            let module = memory.names.modules.get(index as usize).map_or("", |m| &m.name);
            format!("module '{module}' has no attribute '{name}'")
        }
        _ if let Some(Object::Super(..)) = memory.object(object) => {
            format!("'super' object has no attribute '{name}'")
        }
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

/// Whether a method of it may be the script's own.
#[inline]
pub(super) fn is_scripted(object: &Object) -> bool {
    use Object::*;
    matches!(
        object,
        Instance(..) | Class(_) | Super(..) | Exception(_) | Function(_) | Bound(..) | Module(_)
    )
}
