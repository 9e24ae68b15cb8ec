//! Builtins about objects and their classes: `getattr`, `isinstance`, `next` …

use super::exec::{Answer, Keywords};
use super::fault::{Fault, Outcome};
use super::native::Native;
use super::object::{Iter, Object};
use super::{Memory, Value, attribute, display};
use crate::program::{Builtin, Kind};

/// `None` if the builtin is another file's business.
pub(super) fn call(
    memory: &mut Memory,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
) -> Option<Outcome<Answer>> {
    let given = |at: usize| args.get(at).copied();
    let value = match builtin {
        Builtin::Iter => memory.iterate(args[0]),
        Builtin::Next => return Some(next(memory, args[0], given(1))),
        Builtin::GetAttr | Builtin::HasAttr => return Some(get(memory, builtin, args)),
        Builtin::SetAttr => name(memory, args[1])
            .and_then(|name| attribute::set(memory, args[0], name, args[2]))
            .map(|()| Value::None),
        Builtin::DelAttr => name(memory, args[1])
            .and_then(|name| attribute::delete(memory, args[0], name))
            .map(|()| Value::None),
        Builtin::Callable => Ok(Value::Bool(is_callable(memory, args[0]))),
        Builtin::IsInstance => is_instance(memory, args[0], args[1]).map(Value::Bool),
        Builtin::IsSubclass => is_subclass(memory, args[0], args[1]).map(Value::Bool),
        Builtin::Hash => memory.own_hash(args[0]).map(|hash| Value::Int(hash as i64)),
        Builtin::Id => id(memory, args[0]),
        Builtin::Super => match args {
            &[Value::Object(class), object] => Ok(memory.add(Object::Super(object, class))),
            _ => Err(memory.fault(Builtin::RuntimeError, "super(): no arguments")),
        },
        Builtin::Fields => fields(memory, args[0]),
        Builtin::Property => {
            let set = given(1).or_else(|| keywords.first().map(|(_, v)| *v));
            let get = given(0).unwrap_or(Value::None);
            Ok(memory.add(Object::Property(Box::new([get, set.unwrap_or(Value::None)]))))
        }
        Builtin::StaticMethod => Ok(memory.add(Object::StaticMethod(args[0]))),
        Builtin::ClassMethod => Ok(memory.add(Object::ClassMethod(args[0]))),
        _ => return None,
    };
    Some(value.map(Answer::Value))
}

pub(super) fn name(memory: &mut Memory, value: Value) -> Outcome<u16> {
    match memory.shared_text(value) {
        Some(text) => memory.intern(&text),
        None => Err(memory.unfit(value, "attribute name must be string, not '{}'")),
    }
}

fn get(memory: &mut Memory, builtin: Builtin, args: &[Value]) -> Outcome<Answer> {
    let name = name(memory, args[1])?;
    memory.lenient = builtin == Builtin::HasAttr || args.len() > 2;
    let got = attribute::get(memory, args[0], name);
    memory.lenient = false;
    let missing = match &got {
        Err(fault) => fault
            .object()
            .is_some_and(|e| memory.is_instance(Value::Object(e), Builtin::AttributeError)),
        Ok(_) => false,
    };
    match (builtin, got, args.get(2)) {
        (Builtin::HasAttr, Err(fault), _) if !missing => Err(fault),
        (Builtin::HasAttr, ..) => Ok(Answer::Value(Value::Bool(!missing))),
        (_, _, Some(default)) if missing => Ok(Answer::Value(*default)),
        (_, got, _) => got,
    }
}

fn next(memory: &mut Memory, iter: Value, default: Option<Value>) -> Outcome<Answer> {
    let iter = match memory.object(iter) {
        Some(Object::Instance(..)) if memory.special(iter, "__next__").is_some() => {
            let script = Iter::Script { source: iter, inner: iter, asynchronous: false };
            memory.add(Object::Iter(Box::new(script)))
        }
        Some(
            Object::Iter(_) | Object::RangeIter(_) | Object::SeqIter { .. } | Object::Generator(_),
        ) => iter,
        _ => {
            return Err(memory.unfit(iter, "'{}' object is not an iterator"));
        }
    };
    let default = default.unwrap_or(Value::Unbound);
    Ok(Answer::Native(Native::Advance { iter, default }))
}

fn is_callable(memory: &Memory, value: Value) -> bool {
    match (value, memory.object(value)) {
        (Value::Builtin(_), _) => true,
        (_, Some(Object::Instance(..))) => memory.special(value, "__call__").is_some(),
        (_, Some(Object::Method(..))) => true,
        _ => memory.is_scripted(value),
    }
}

fn id(memory: &mut Memory, value: Value) -> Outcome<Value> {
    Ok(Value::Int(match value {
        Value::Object(id) => display::address(id) as i64,
        // Small values have no place; equal ones are the same.
        other => (memory.hash(other)? >> 8) as i64,
    }))
}

/// Names of what a class annotates, its ancestors' first.
fn fields(memory: &mut Memory, class: Value) -> Outcome<Value> {
    let mut names: Vec<u16> = Vec::new();
    let mut classes = vec![class];
    if let Some(Object::Class(class)) = memory.object(class) {
        classes.extend(&class.ancestors);
    }
    for class in classes.into_iter().rev() {
        let Some(Object::Class(class)) = memory.object(class) else { continue };
        for &name in memory.names.fields.get(class.site as usize).into_iter().flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let texts = names.into_iter().map(|name| {
        let text = memory.name_text(name);
        memory.new_text(&text)
    });
    let texts = texts.collect();
    Ok(memory.new_list(texts))
}

fn is_class(memory: &Memory, class: Value) -> bool {
    match (class, memory.object(class)) {
        (Value::Builtin(b), _) => matches!(b.kind(), Kind::Type | Kind::Exception | Kind::Sync),
        (_, Some(Object::Class(_) | Object::TypeName(_))) => true,
        _ => false,
    }
}

/// Each class in a tuple of them, or the class itself.
fn alternatives(memory: &mut Memory, class: Value, what: &str) -> Outcome<Vec<Value>> {
    let classes = match memory.object(class) {
        Some(Object::Tuple(classes)) => classes.to_vec(),
        _ => vec![class],
    };
    if classes.iter().all(|&class| is_class(memory, class)) {
        return Ok(classes);
    }
    let text = match what {
        "isinstance" => "isinstance() arg 2 must be a type, a tuple of types, or a union",
        _ => "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    };
    Err(memory.type_error(text))
}

fn is_instance(memory: &mut Memory, value: Value, class: Value) -> Outcome<bool> {
    let classes = alternatives(memory, class, "isinstance")?;
    let own = memory.type_of(value);
    Ok(classes.into_iter().any(|class| match memory.object(class) {
        Some(Object::TypeName(name)) => *name == memory.type_name(value),
        _ => memory.is_below(own, class),
    }))
}

fn is_subclass(memory: &mut Memory, own: Value, class: Value) -> Outcome<bool> {
    let classes = alternatives(memory, class, "issubclass")?;
    if !is_class(memory, own) {
        return Err(memory.type_error("issubclass() arg 1 must be a class"));
    }
    Ok(classes.into_iter().any(|class| memory.is_below(own, class)))
}

/// `ord`, `chr`, `bin`, `hex`, `oct`, `pow`.
pub(super) fn letters_and_numbers(
    memory: &mut Memory,
    builtin: Builtin,
    args: &[Value],
) -> Outcome<Value> {
    match (builtin, args) {
        (Builtin::Ord, &[value]) => {
            let one = memory.text(value).filter(|t| t.len() == 1);
            match one.and_then(|t| t.as_str().chars().next()) {
                Some(c) => Ok(Value::Int(i64::from(u32::from(c)))),
                None => {
                    let text = match memory.text(value) {
                        Some(text) => {
                            let length = text.len();
                            format!(
                                "ord() expected a character, but string of length {length} found"
                            )
                        }
                        None => {
                            let kind = memory.type_name(value);
                            format!("ord() expected string of length 1, but {kind} found")
                        }
                    };
                    Err(memory.type_error(&text))
                }
            }
        }
        (Builtin::Pow, &[base, exponent]) => {
            super::arith::binary(memory, crate::program::BinaryOp::Pow, base, exponent)
        }
        (Builtin::Pow, &[Value::Int(base), Value::Int(exponent), Value::Int(modulus)])
            if exponent >= 0 && modulus != 0 =>
        {
            let modulus_size = i128::from(modulus).abs();
            let (mut power, mut left) = (i128::from(base).rem_euclid(modulus_size), exponent);
            let mut result = 1 % modulus_size;
            while left > 0 {
                if left % 2 == 1 {
                    result = result * power % modulus_size;
                }
                power = power * power % modulus_size;
                left /= 2;
            }
            let shift = if modulus < 0 && result != 0 { i128::from(modulus) } else { 0 };
            Ok(Value::Int((result + shift) as i64))
        }
        (_, &[value, ..]) => {
            let n = memory.whole(value)?;
            number_text(memory, builtin, n)
        }
        _ => Err(Fault::WORK),
    }
}

fn number_text(memory: &mut Memory, builtin: Builtin, n: i64) -> Outcome<Value> {
    let spec = match builtin {
        Builtin::Bin => "#b",
        Builtin::Hex => "#x",
        Builtin::Oct => "#o",
        Builtin::Chr => match u32::try_from(n).ok().and_then(char::from_u32) {
            Some(c) => return Ok(memory.new_text(c.encode_utf8(&mut [0; 4]))),
            None => return Err(memory.value_error("chr() arg not in range(0x110000)")),
        },
        _ => return Err(memory.type_error("pow() needs whole numbers with a modulus")),
    };
    let text = super::format::format(memory, Value::Int(n), spec)?;
    Ok(memory.new_text(&text))
}
