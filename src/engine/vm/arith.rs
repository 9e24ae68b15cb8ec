//! Operators. What numbers do is exact; what else `+ * % | & - ^` mean for
//! strings, lists and sets follows.

use super::compare::as_number;
use super::container;
use super::fault::{Fault, Outcome};
use super::number::{self, Number};
use super::object::Object;
use super::power;
use super::{Memory, Value};
use crate::program::{BinaryOp, Builtin, UnaryOp};

#[inline(never)]
pub(super) fn binary(memory: &mut Memory, op: BinaryOp, a: Value, b: Value) -> Outcome<Value> {
    if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
        match op {
            BinaryOp::And => return Ok(Value::Bool(x & y)),
            BinaryOp::Or => return Ok(Value::Bool(x | y)),
            BinaryOp::Xor => return Ok(Value::Bool(x ^ y)),
            _ => {}
        }
    }
    match (as_number(a), as_number(b)) {
        (Some(Number::Int(x)), Some(Number::Int(y))) => ints(memory, op, x, y),
        (Some(x), Some(y)) => floats(memory, op, as_f64(x), as_f64(y), (a, b)),
        _ => objects(memory, op, a, b, ""),
    }
}

fn as_f64(number: Number) -> f64 {
    match number {
        Number::Int(n) => n as f64,
        Number::Float(x) => x,
    }
}

fn zero_division(memory: &mut Memory, text: &str) -> Fault {
    memory.fault(Builtin::ZeroDivisionError, text)
}

fn ints(memory: &mut Memory, op: BinaryOp, a: i64, b: i64) -> Outcome<Value> {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod if b == 0 => {
            let text = match op {
                BinaryOp::Div => "division by zero",
                BinaryOp::Mod => "integer modulo by zero",
                _ => "integer division or modulo by zero",
            };
            return Err(zero_division(memory, text));
        }
        BinaryOp::Div => return Ok(Value::Float(number::true_div(a, b))),
        BinaryOp::FloorDiv => number::floor_div(a, b),
        BinaryOp::Mod => Some(number::floor_mod(a, b)),
        BinaryOp::Pow if b >= 0 => number::int_pow(a, b),
        BinaryOp::Pow if a == 0 => {
            return Err(zero_division(memory, "0.0 cannot be raised to a negative power"));
        }
        BinaryOp::Pow => return Ok(Value::Float(power::raise(a as f64, b as f64))),
        BinaryOp::Shl | BinaryOp::Shr if b < 0 => {
            return Err(memory.value_error("negative shift count"));
        }
        BinaryOp::Shr => Some(a >> b.min(63)),
        BinaryOp::Shl if a == 0 => Some(0),
        BinaryOp::Shl if b > 63 => None,
        BinaryOp::Shl => Some(a << b).filter(|shifted| shifted >> b == a),
    };
    result.map(Value::Int).ok_or_else(|| memory.overflow())
}

fn floats(
    memory: &mut Memory,
    op: BinaryOp,
    a: f64,
    b: f64,
    operands: (Value, Value),
) -> Outcome<Value> {
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b == 0.0 => return Err(zero_division(memory, "float division by zero")),
        BinaryOp::Div => a / b,
        BinaryOp::FloorDiv if b == 0.0 => {
            return Err(zero_division(memory, "float floor division by zero"));
        }
        BinaryOp::FloorDiv => number::float_divmod(a, b).0,
        BinaryOp::Mod if b == 0.0 => return Err(zero_division(memory, "float modulo")),
        BinaryOp::Mod => number::float_divmod(a, b).1,
        BinaryOp::Pow => return power(memory, a, b),
        _ => return objects(memory, op, operands.0, operands.1, ""),
    };
    Ok(Value::Float(result))
}

fn power(memory: &mut Memory, a: f64, b: f64) -> Outcome<Value> {
    if a == 0.0 && b < 0.0 {
        return Err(zero_division(memory, "0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.trunc() != b {
        return Err(memory.value_error("the result is a complex number, which is not supported"));
    }
    let result = power::raise(a, b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        let text = "(34, 'Numerical result out of range')";
        return Err(memory.fault(Builtin::OverflowError, text));
    }
    Ok(Value::Float(result))
}

/// Operators of anything but two numbers. `suffix` is `=` in `+=`.
fn objects(memory: &mut Memory, op: BinaryOp, a: Value, b: Value, suffix: &str) -> Outcome<Value> {
    if memory.class_of(a).is_some() || memory.class_of(b).is_some() {
        let name = METHODS[op as usize];
        let (own, mirrored) = (format!("__{name}__"), format!("__r{name}__"));
        if let Some(answer) = memory.ask_both(a, b, &own, &mirrored)? {
            return Ok(answer);
        }
    }
    if op == BinaryOp::Mul {
        if let Some(result) = repeat(memory, a, b)? {
            return Ok(result);
        }
        if let Some(result) = repeat(memory, b, a)? {
            return Ok(result);
        }
    }
    if op == BinaryOp::Mod && memory.text(a).is_some() {
        return super::percent::format(memory, a, b);
    }
    match (op, memory.object(a), memory.object(b)) {
        (BinaryOp::Add, Some(Object::Str(x)), Some(Object::Str(y))) => {
            memory.reserve((x.as_str().len() + y.as_str().len()) as u64)?;
            let mut text = String::with_capacity(x.as_str().len() + y.as_str().len());
            text.push_str(x.as_str());
            text.push_str(y.as_str());
            Ok(memory.new_text(&text))
        }
        (BinaryOp::Add, Some(Object::List(x)), Some(Object::List(y))) => {
            memory.reserve((x.len() + y.len()) as u64 * 16)?;
            let items = [&x[..], &y[..]].concat();
            Ok(memory.new_list(items))
        }
        (BinaryOp::Add, Some(Object::Tuple(x)), Some(Object::Tuple(y))) => {
            memory.reserve((x.len() + y.len()) as u64 * 16)?;
            let items = [&x[..], &y[..]].concat();
            Ok(memory.new_tuple(items))
        }
        (BinaryOp::Or, Some(Object::Dict(_)), Some(Object::Dict(_))) => {
            let copy = container::copy(memory, a)?;
            container::merge(memory, copy, b)?;
            Ok(copy)
        }
        (op, Some(Object::Set(_) | Object::View(..)), Some(Object::Set(_) | Object::View(..)))
            if is_set_op(op) =>
        {
            container::set_operation(memory, op, a, b)
        }
        (BinaryOp::Add, Some(Object::Str(_) | Object::List(_) | Object::Tuple(_)), _) => {
            let (own, other) = (memory.type_name(a), memory.type_name(b));
            let text = format!("can only concatenate {own} (not \"{other}\") to {own}");
            Err(memory.type_error(&text))
        }
        _ => Err(unsupported(memory, op, a, b, suffix)),
    }
}

/// What the methods of the operators are called.
const METHODS: [&str; 12] = [
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift",
    "rshift",
];

fn is_set_op(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor)
}

#[cold]
fn unsupported(memory: &mut Memory, op: BinaryOp, a: Value, b: Value, suffix: &str) -> Fault {
    let (x, y) = (memory.type_name(a), memory.type_name(b));
    let sequence = |v| memory.sequence(v).is_some() || memory.text(v).is_some();
    if op == BinaryOp::Mul && (sequence(a) || sequence(b)) {
        let other = if sequence(a) { y } else { x };
        let text = format!("can't multiply sequence by non-int of type '{other}'");
        return memory.type_error(&text);
    }
    let sign = match (op, suffix) {
        (BinaryOp::Pow, "") => "** or pow()".to_string(),
        _ => format!("{}{suffix}", sign(op)),
    };
    memory.type_error(&format!("unsupported operand type(s) for {sign}: '{x}' and '{y}'"))
}

fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
    }
}

/// `sequence * count`; `None` if the operands are something else.
fn repeat(memory: &mut Memory, sequence: Value, count: Value) -> Outcome<Option<Value>> {
    let count = match count {
        Value::Int(n) => n.max(0) as u64,
        Value::Bool(b) => u64::from(b),
        _ => return Ok(None),
    };
    match memory.object(sequence) {
        Some(Object::Str(text)) => {
            let text = text.shared();
            memory.reserve((text.len() as u64).saturating_mul(count))?;
            // An empty text may be repeated any number of times.
            let count = if text.is_empty() { 0 } else { count as usize };
            Ok(Some(memory.new_text(&text.repeat(count))))
        }
        Some(Object::List(_) | Object::Tuple(_)) => {
            let items = memory.sequence(sequence).unwrap_or(&[]);
            let bytes = (items.len() as u64).saturating_mul(16).saturating_mul(count);
            memory.reserve(bytes)?;
            let count = if items.is_empty() { 0 } else { count as usize };
            let items = items.repeat(count);
            Ok(Some(match memory.object(sequence) {
                Some(Object::List(_)) => memory.new_list(items),
                _ => memory.new_tuple(items),
            }))
        }
        _ => Ok(None),
    }
}

/// `a op= b`.
pub(super) fn in_place(memory: &mut Memory, op: BinaryOp, a: Value, b: Value) -> Outcome<Value> {
    if memory.class_of(a).is_some() {
        let own = format!("__i{}__", METHODS[op as usize]);
        if let Some(asked) = memory.ask_special(a, &own, &[b]) {
            let answer = asked?;
            if answer != Value::Builtin(Builtin::NotImplemented) {
                return Ok(answer);
            }
        }
    }
    match (op, memory.object(a)) {
        (BinaryOp::Add, Some(Object::List(_))) => {
            container::extend(memory, a, b)?;
            Ok(a)
        }
        (BinaryOp::Mul, Some(Object::List(_))) if matches!(b, Value::Int(_) | Value::Bool(_)) => {
            let made = repeat(memory, a, b)?.unwrap_or(Value::None);
            let items = memory.sequence(made).unwrap_or(&[]).to_vec();
            container::replace_items(memory, a, items);
            Ok(a)
        }
        (BinaryOp::Or, Some(Object::Dict(_))) => {
            container::merge(memory, a, b)?;
            Ok(a)
        }
        (op, Some(Object::Set(_))) if is_set_op(op) => {
            if !matches!(memory.object(b), Some(Object::Set(_) | Object::View(..))) {
                return Err(unsupported(memory, op, a, b, "="));
            }
            let made = container::set_operation(memory, op, a, b)?;
            container::replace_table(memory, a, made);
            Ok(a)
        }
        _ => match (as_number(a), as_number(b)) {
            (Some(_), Some(_)) => binary(memory, op, a, b),
            _ => objects(memory, op, a, b, "="),
        },
    }
}

pub(super) fn unary(memory: &mut Memory, op: UnaryOp, a: Value) -> Outcome<Value> {
    if op == UnaryOp::Not {
        return memory.test(a).map(|truth| Value::Bool(!truth));
    }
    let result = match (op, as_number(a)) {
        (UnaryOp::Neg, Some(Number::Int(n))) => {
            n.checked_neg().map(Value::Int).ok_or_else(|| memory.overflow())?
        }
        (UnaryOp::Neg, Some(Number::Float(x))) => Value::Float(-x),
        (UnaryOp::Pos, Some(Number::Int(n))) => Value::Int(n),
        (UnaryOp::Pos, Some(Number::Float(x))) => Value::Float(x),
        (UnaryOp::Invert, Some(Number::Int(n))) => Value::Int(!n),
        _ => {
            let own = match op {
                UnaryOp::Neg => "__neg__",
                UnaryOp::Pos => "__pos__",
                _ => "__invert__",
            };
            if let Some(asked) = memory.ask_special(a, own, &[]) {
                return asked;
            }
            let sign = match op {
                UnaryOp::Neg => "-",
                UnaryOp::Pos => "+",
                _ => "~",
            };
            let kind = memory.type_name(a);
            let text = format!("bad operand type for unary {sign}: '{kind}'");
            return Err(memory.type_error(&text));
        }
    };
    Ok(result)
}
