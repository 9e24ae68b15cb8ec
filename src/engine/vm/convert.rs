//! Types called as functions: `int("7")`, `list(xs)`, `range(3)`.

use super::builtins::keyword;
use super::container;
use super::exec::{Answer, Keywords};
use super::fault::Outcome;
use super::number;
use super::object::{Bounds, Iter, Object};
use super::{Memory, Value};
use crate::program::Builtin;

pub(super) fn construct(
    memory: &mut Memory,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Answer> {
    let first = args.first().copied().or(keywords.first().map(|(_, value)| *value));
    let value = match builtin {
        Builtin::Int => int(memory, args, keywords)?,
        Builtin::Float => float(memory, first)?,
        Builtin::Str => {
            let text = first.map_or(String::new(), |v| memory.text_of(v));
            memory.told()?;
            memory.new_text(&text)
        }
        Builtin::Bool => match first {
            Some(value) => Value::Bool(memory.test(value)?),
            None => Value::Bool(false),
        },
        Builtin::List | Builtin::Tuple | Builtin::Set => {
            let items = match first {
                Some(value) => memory.items_of(value)?.unwrap_or_default(),
                None => Vec::new(),
            };
            match builtin {
                Builtin::List => memory.new_list(items),
                Builtin::Tuple => match first {
                    Some(v) if matches!(memory.object(v), Some(Object::Tuple(_))) => v,
                    _ => memory.new_tuple(items),
                },
                _ => container::new_set(memory, &items)?,
            }
        }
        Builtin::Object => memory.new_object(),
        Builtin::Dict => dict(memory, args, keywords)?,
        Builtin::Range => range(memory, args)?,
        Builtin::Enumerate => {
            let start = args.get(1).copied().or(keyword(keywords, "start"));
            let count = start.map_or(Ok(0), |start| memory.whole(start))?;
            let inner = memory.iterate(args.first().copied().unwrap_or(Value::None))?;
            lazy(memory, Iter::Enumerate { inner, count })
        }
        Builtin::Zip => {
            let inners = iterators(memory, args)?;
            if inners.is_empty() {
                lazy(memory, Iter::Done("zip"))
            } else {
                lazy(memory, Iter::Zip { inners })
            }
        }
        Builtin::Map => {
            let inners = iterators(memory, &args[1..])?;
            lazy(memory, Iter::Map { function: args[0], inners })
        }
        Builtin::Filter => {
            let inner = memory.iterate(args[1])?;
            lazy(memory, Iter::Filter { function: args[0], inner })
        }
        Builtin::Reversed => memory.reversed(args[0])?,
        Builtin::Type => memory.type_of(args[0]),
        _ => Value::None,
    };
    Ok(Answer::Value(value))
}

fn lazy(memory: &mut Memory, iter: Iter) -> Value {
    memory.add(Object::Iter(Box::new(iter)))
}

fn iterators(memory: &mut Memory, values: &[Value]) -> Outcome<Box<[Value]>> {
    values.iter().map(|&v| memory.iterate(v)).collect()
}

fn int(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Value> {
    let base = args.get(1).copied().or(keyword(keywords, "base"));
    let Some(&value) = args.first() else { return Ok(Value::Int(0)) };
    if let Some(text) = memory.shared_text(value) {
        let base = base.map_or(Ok(10), |base| memory.whole(base))?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(memory.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        return match number::parse_int(&text, base as u32) {
            Ok(n) => Ok(Value::Int(n)),
            Err(true) => Err(memory.overflow()),
            Err(false) => {
                let shown = memory.repr(value);
                // CPython quotes no more than that (`%.200R`).
                let shown: String = shown.chars().take(200).collect();
                let text = format!("invalid literal for int() with base {base}: {shown}");
                Err(memory.value_error(&text))
            }
        };
    }
    if base.is_some() {
        return Err(memory.type_error("int() can't convert non-string with explicit base"));
    }
    match value {
        Value::Int(_) => Ok(value),
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        Value::Float(x) => float_to_int(memory, x.trunc()).map(Value::Int),
        _ => {
            let own = memory.ask_special(value, "__int__", &[]);
            if let Some(asked) = own.or_else(|| memory.ask_special(value, "__index__", &[])) {
                return asked;
            }
            Err(memory.unfit(
                value,
                "int() argument must be a string, a bytes-like object or a real number, \
                 not '{}'",
            ))
        }
    }
}

/// The int equal to a whole float.
pub(super) fn float_to_int(memory: &mut Memory, x: f64) -> Outcome<i64> {
    if x.is_nan() {
        return Err(memory.value_error("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        let text = "cannot convert float infinity to integer";
        return Err(memory.fault(Builtin::OverflowError, text));
    }
    number::as_exact_int(number::Number::Float(x)).ok_or_else(|| memory.overflow())
}

fn float(memory: &mut Memory, value: Option<Value>) -> Outcome<Value> {
    let x = match value {
        None => 0.0,
        Some(Value::Int(n)) => n as f64,
        Some(Value::Bool(b)) => f64::from(u8::from(b)),
        Some(Value::Float(x)) => x,
        Some(value) => {
            if let Some(asked) = memory.ask_special(value, "__float__", &[]) {
                return asked;
            }
            let Some(text) = memory.shared_text(value) else {
                return Err(memory
                    .unfit(value, "float() argument must be a string or a real number, not '{}'"));
            };
            match number::parse_float(&text) {
                Some(x) => x,
                None => {
                    let shown = memory.repr(value);
                    let text = format!("could not convert string to float: {shown}");
                    return Err(memory.value_error(&text));
                }
            }
        }
    };
    Ok(Value::Float(x))
}

fn dict(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Value> {
    let dict = container::new_dict(memory, &[])?;
    if let Some(&source) = args.first() {
        container::merge(memory, dict, source)?;
    }
    for (name, value) in keywords {
        let key = memory.new_text(name);
        container::insert(memory, dict, key, *value)?;
    }
    Ok(dict)
}

impl Memory {
    /// A number that an index, a length or a count can be.
    pub(super) fn whole(&mut self, value: Value) -> Outcome<i64> {
        match self.plain(value) {
            Value::Int(n) => Ok(n),
            Value::Bool(b) => Ok(i64::from(b)),
            _ => Err(self.unfit(value, "'{}' object cannot be interpreted as an integer")),
        }
    }
}

pub(super) fn range(memory: &mut Memory, args: &[Value]) -> Outcome<Value> {
    let mut numbers = [0i64; 3];
    for (number, &arg) in numbers.iter_mut().zip(args) {
        *number = memory.whole(arg)?;
    }
    let [a, b, step] = numbers;
    let bounds = match args.len() {
        1 => Bounds { start: 0, stop: a, step: 1 },
        2 => Bounds { start: a, stop: b, step: 1 },
        _ => Bounds { start: a, stop: b, step },
    };
    if bounds.step == 0 {
        return Err(memory.value_error("range() arg 3 must not be zero"));
    }
    Ok(memory.add(Object::Range(bounds)))
}
