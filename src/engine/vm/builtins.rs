//! Functions that exist without being defined: `len`, `sorted`, `print` …

use super::compare::as_number;
use super::exec::{Answer, Context, Keywords};
use super::fault::{Fault, Outcome};
use super::native::Native;
use super::number::{self, Number};
use super::sort::{self, Best, Sort};
use super::{Memory, Value, arith, convert, reflect, verbs};
use crate::program::{BinaryOp, Builtin, Kind, Param};

/// Calls a builtin. Checks the number of arguments; what the arguments are is
/// each function's business.
pub(super) fn call(
    context: &mut Context,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    if let (Builtin::Len, [value], []) = (builtin, args, keywords) {
        return len(context.memory, *value).map(Answer::Value);
    }
    check_arguments(context.memory, builtin, args, keywords)?;
    if builtin == Builtin::Do {
        return super::library::call(context, args, awaited);
    }
    if let Some(at) = drawn_argument(builtin, args)
        && context.memory.runs_script(args[at])
        && (builtin != Builtin::Dict || context.memory.special(args[at], "items").is_none())
    {
        return Ok(match builtin {
            Builtin::Any | Builtin::All => {
                Answer::Native(Native::Quantify { iter: args[at], any: builtin == Builtin::Any })
            }
            _ => Answer::Materialise(at),
        });
    }
    if let Some(answer) = reflect::call(context.memory, builtin, args, keywords) {
        return answer;
    }
    match builtin.kind() {
        Kind::Verb => verbs::call(context, builtin, args, keywords, awaited),
        Kind::Sync => {
            let argument = args.first().or(keywords.first().map(|(_, v)| v)).copied();
            verbs::new_sync(builtin, argument)
        }
        Kind::Exception => {
            Ok(Answer::Value(context.memory.new_exception_with(builtin, args.to_vec())))
        }
        Kind::Type => convert::construct(context.memory, builtin, args, keywords),
        Kind::Function => function(context, builtin, args, keywords),
    }
}

/// Which argument is drawn to its end.
fn drawn_argument(builtin: Builtin, args: &[Value]) -> Option<usize> {
    use Builtin::*;
    let draws = matches!(builtin, Sum | Sorted | Any | All | List | Tuple | Dict | Set)
        || matches!(builtin, Min | Max) && args.len() == 1;
    (draws && !args.is_empty()).then_some(0)
}

fn check_arguments(
    memory: &mut Memory,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<()> {
    let params = builtin.signature().params;
    let (mut required, mut optional, mut star) = (0, 0, false);
    for param in params {
        match param {
            Param::Required(_) => required += 1,
            Param::Optional(_) => optional += 1,
            Param::KeywordOnly(_) => {}
            Param::Star => star = true,
        }
    }
    let name = builtin.name();
    for (keyword, _) in keywords {
        let known = params.iter().any(|p| match p {
            Param::Required(n) | Param::Optional(n) | Param::KeywordOnly(n) => *n == &**keyword,
            Param::Star => false,
        });
        let free = builtin == Builtin::Dict || builtin == Builtin::Gather;
        if !known && !free {
            let text = format!("'{keyword}' is an invalid keyword argument for {name}()");
            return Err(memory.type_error(&text));
        }
    }
    let named = keywords.iter().filter(|(k, _)| {
        params.iter().any(|p| matches!(p, Param::Required(n) | Param::Optional(n) if *n == &**k))
    });
    let given = args.len() + named.count();
    if given >= required && (star || given <= required + optional) {
        return Ok(());
    }
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let text = match (required, optional) {
        (1, 0) if !star => format!("{name}() takes exactly one argument ({given} given)"),
        (_, 0) if !star => {
            format!("{name} expected {required} argument{}, got {given}", plural(required))
        }
        _ if given < required => {
            format!("{name} expected at least {required} argument{}, got {given}", plural(required))
        }
        _ => {
            let most = required + optional;
            format!("{name} expected at most {most} argument{}, got {given}", plural(most))
        }
    };
    Err(memory.type_error(&text))
}

pub(super) fn keyword(keywords: Keywords, name: &str) -> Option<Value> {
    keywords.iter().find(|(k, _)| **k == *name).map(|(_, value)| *value)
}

fn len(memory: &mut Memory, value: Value) -> Outcome<Value> {
    match memory.len(value) {
        Some(length) => i64::try_from(length).map(Value::Int).map_err(|_| memory.overflow()),
        None => {
            if let Some(asked) = memory.ask_special(value, "__len__", &[]) {
                return asked;
            }
            Err(memory.unfit(value, "object of type '{}' has no len()"))
        }
    }
}

fn function(
    context: &mut Context,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Answer> {
    let rng = &mut *context.env.rng;
    let memory = &mut *context.memory;
    let value = match builtin {
        Builtin::Print => return print(memory, args, keywords),
        Builtin::Random => Value::Float(rng.unit()),
        Builtin::RandInt => {
            let (low, high) = (memory.whole(args[0])?, memory.whole(args[1])?);
            if low > high {
                let text = format!("empty range for randint({low}, {high})");
                return Err(memory.value_error(&text));
            }
            // The full range of 64 bits wraps to 0, which stands for all of them.
            let size = (high as u64).wrapping_sub(low as u64).wrapping_add(1);
            let offset = if size == 0 { rng.next_u64() } else { rng.below(size) };
            Value::Int(low.wrapping_add(offset as i64))
        }
        Builtin::Uniform => {
            let (low, high) = (real(memory, args[0])?, real(memory, args[1])?);
            Value::Float(low + (high - low) * rng.unit())
        }
        Builtin::Choice => {
            let length = memory.len(args[0]);
            match length {
                Some(0) => {
                    return Err(memory.index_error("Cannot choose from an empty sequence"));
                }
                Some(length) => {
                    let index = rng.below(length) as i64;
                    super::subscript::get(memory, args[0], Value::Int(index))?
                }
                None => return Err(len(memory, args[0]).err().unwrap_or(Fault::WORK)),
            }
        }
        Builtin::Shuffle => {
            let Some(items) = super::container::list_mut(memory, args[0]) else {
                return Err(memory.type_error("shuffle() needs a list"));
            };
            for last in (1..items.len()).rev() {
                items.swap(last, rng.below(last as u64 + 1) as usize);
            }
            Value::None
        }
        Builtin::Len => len(memory, args[0])?,
        Builtin::Min | Builtin::Max => return extreme(memory, builtin, args, keywords),
        Builtin::Sum => sum(memory, args, keywords)?,
        Builtin::Sorted => {
            let items = memory.items_of(args[0])?.unwrap_or_default();
            return sorted(memory, items, keywords, Value::Unbound);
        }
        Builtin::Abs => abs(memory, args[0])?,
        Builtin::Round => round(memory, args, keywords)?,
        Builtin::Any | Builtin::All => {
            let items = memory.items_of(args[0])?.unwrap_or_default();
            let mut truths = items.iter().map(|&v| memory.truth(v));
            Value::Bool(match builtin {
                Builtin::Any => truths.any(|t| t),
                _ => truths.all(|t| t),
            })
        }
        Builtin::Divmod => {
            let floats = args.iter().any(|v| matches!(v, Value::Float(_)));
            if floats && as_number(args[0]).is_some() && !memory.truth(args[1]) {
                let text = "float divmod()";
                return Err(memory.fault(Builtin::ZeroDivisionError, text));
            }
            let quotient = arith::binary(memory, BinaryOp::FloorDiv, args[0], args[1])?;
            let rest = arith::binary(memory, BinaryOp::Mod, args[0], args[1])?;
            memory.new_tuple(vec![quotient, rest])
        }
        Builtin::Repr => {
            let text = memory.repr(args[0]);
            memory.told()?;
            memory.new_text(&text)
        }
        Builtin::Ord | Builtin::Chr | Builtin::Bin | Builtin::Hex | Builtin::Oct | Builtin::Pow => {
            super::reflect::letters_and_numbers(memory, builtin, args)?
        }
        _ => Value::None,
    };
    Ok(Answer::Value(value))
}

fn print(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Answer> {
    let mut part = |name: &str, default: &str| match keyword(keywords, name) {
        None | Some(Value::None) => Ok(default.to_string()),
        Some(value) if memory.text(value).is_some() => Ok(memory.text_of(value)),
        Some(value) => {
            let kind = memory.type_name(value);
            let text = format!("{name} must be None or a string, not {kind}");
            Err(memory.type_error(&text))
        }
    };
    let separator = part("sep", " ")?;
    let end = part("end", "\n")?;
    let mut line = String::new();
    for (i, &value) in args.iter().enumerate() {
        if i > 0 {
            line.push_str(&separator);
        }
        line.push_str(&memory.text_of(value));
        memory.told()?;
        memory.reserve(line.len() as u64)?;
    }
    line.push_str(&end);
    Ok(Answer::Print(line))
}

fn real(memory: &mut Memory, value: Value) -> Outcome<f64> {
    match as_number(value) {
        Some(Number::Int(n)) => Ok(n as f64),
        Some(Number::Float(x)) => Ok(x),
        None => Err(memory.unfit(value, "must be real number, not {}")),
    }
}

fn extreme(
    memory: &mut Memory,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Answer> {
    let name = builtin.name();
    let default = keyword(keywords, "default");
    let items = match args {
        [] => {
            let text = format!("{name} expected at least 1 argument, got 0");
            return Err(memory.type_error(&text));
        }
        [iterable] => memory.items_of(*iterable)?.unwrap_or_default(),
        many if default.is_some() => {
            let _ = many;
            let text =
                format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(memory.type_error(&text));
        }
        many => many.to_vec(),
    };
    if items.is_empty() {
        return match default {
            Some(value) => Ok(Answer::Value(value)),
            None => Err(memory.value_error(&format!("{name}() arg is an empty sequence"))),
        };
    }
    let greatest = builtin == Builtin::Max;
    match keyword(keywords, "key") {
        None | Some(Value::None) => {
            let at = sort::best(memory, &items, greatest)?;
            Ok(Answer::Value(items[at]))
        }
        Some(function) => {
            let best = Best { items, keys: Vec::new(), function, greatest };
            Ok(Answer::Native(Native::Best(Box::new(best))))
        }
    }
}

/// `sorted(items, key=, reverse=)`, or `target.sort(…)`.
pub(super) fn sorted(
    memory: &mut Memory,
    items: Vec<Value>,
    keywords: Keywords,
    target: Value,
) -> Outcome<Answer> {
    let reverse = keyword(keywords, "reverse").is_some_and(|v| memory.truth(v));
    match keyword(keywords, "key") {
        None | Some(Value::None) => sort::sort(memory, items, reverse, target).map(Answer::Value),
        Some(function) => {
            let sort = Sort { items, keys: Vec::new(), function, reverse, target };
            Ok(Answer::Native(Native::Sort(Box::new(sort))))
        }
    }
}

fn sum(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Value> {
    let start = args.get(1).copied().or(keyword(keywords, "start"));
    let mut total = start.unwrap_or(Value::Int(0));
    if memory.text(total).is_some() {
        let text = "sum() can't sum strings [use ''.join(seq) instead]";
        return Err(memory.type_error(text));
    }
    let items = memory.items_of(args[0])?.unwrap_or_default();
    for item in items {
        total = arith::binary(memory, BinaryOp::Add, total, item)?;
    }
    Ok(total)
}

fn abs(memory: &mut Memory, value: Value) -> Outcome<Value> {
    match as_number(value) {
        Some(Number::Int(n)) => n.checked_abs().map(Value::Int).ok_or_else(|| memory.overflow()),
        Some(Number::Float(x)) => Ok(Value::Float(x.abs())),
        None => {
            if let Some(asked) = memory.ask_special(value, "__abs__", &[]) {
                return asked;
            }
            Err(memory.unfit(value, "bad operand type for abs(): '{}'"))
        }
    }
}

fn round(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Value> {
    let digits = args.get(1).copied().or(keyword(keywords, "ndigits"));
    let digits = match digits {
        None | Some(Value::None) => None,
        Some(value) => Some(memory.whole(value)?),
    };
    match (as_number(args[0]), digits) {
        (Some(Number::Int(n)), None | Some(0..)) => Ok(Value::Int(n)),
        (Some(Number::Int(n)), Some(digits)) => {
            let places = u32::try_from(digits.unsigned_abs()).unwrap_or(u32::MAX);
            number::round_int(n, places).map(Value::Int).ok_or_else(|| memory.overflow())
        }
        (Some(Number::Float(x)), Some(digits)) => Ok(Value::Float(number::round_digits(x, digits))),
        (Some(Number::Float(x)), None) => {
            convert::float_to_int(memory, number::round_half_even(x)).map(Value::Int)
        }
        (None, _) => Err(memory.unfit(args[0], "type {} doesn't define __round__ method")),
    }
}
