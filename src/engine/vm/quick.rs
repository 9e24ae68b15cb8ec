//! What loops are made of, done right in the instruction loop: `None` (or
//! `false`) where the general way has to be taken.

use super::class::slot;
use super::method::Method;
use super::object::{Function, Object};
use super::{Memory, ObjectId, Request, Value};
use crate::base::Time;
use crate::program::{BinaryOp, Builtin, CompareOp};

/// A copy of a value that may just have been written. A processor can hand on
/// what was stored in two parts, as an int is, only if it is read in the same
/// parts: reading it whole waits until both have arrived.
#[inline(always)]
#[expect(clippy::needless_match)]
pub(super) fn copy(value: &Value) -> Value {
    match *value {
        Value::Int(n) => Value::Int(n),
        other => other,
    }
}

/// Adds the registers of a call, the first of them copies of its arguments.
#[inline(always)]
pub(super) fn open_window(stack: &mut Vec<Value>, first: usize, count: u16, registers: u16) {
    let count = count as usize;
    let end = stack.len() + registers as usize;
    stack.reserve(registers as usize);
    for at in first..first + count {
        let argument = copy(&stack[at]);
        stack.push(argument);
    }
    while stack.len() < end {
        stack.push(Value::Unbound);
    }
}

/// The arithmetic that loops are made of.
#[inline(always)]
pub(super) fn binary(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (&Value::Int(a), &Value::Int(b)) => match op {
            BinaryOp::Add => a.checked_add(b).map(Value::Int),
            BinaryOp::Sub => a.checked_sub(b).map(Value::Int),
            BinaryOp::Mul => a.checked_mul(b).map(Value::Int),
            BinaryOp::Mod if b > 0 => Some(Value::Int(a.rem_euclid(b))),
            BinaryOp::FloorDiv if b > 0 => Some(Value::Int(a.div_euclid(b))),
            BinaryOp::And => Some(Value::Int(a & b)),
            _ => None,
        },
        (&Value::Float(a), &Value::Float(b)) => match op {
            BinaryOp::Add => Some(Value::Float(a + b)),
            BinaryOp::Sub => Some(Value::Float(a - b)),
            BinaryOp::Mul => Some(Value::Float(a * b)),
            _ => None,
        },
        _ => None,
    }
}

#[inline(always)]
pub(super) fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (&Value::Int(a), &Value::Int(b)) = (a, b) else { return None };
    match op {
        CompareOp::Eq => Some(a == b),
        CompareOp::Ne => Some(a != b),
        CompareOp::Lt => Some(a < b),
        CompareOp::Le => Some(a <= b),
        CompareOp::Gt => Some(a > b),
        CompareOp::Ge => Some(a >= b),
        _ => None,
    }
}

/// `xs[i]` with an index inside the list.
#[inline(always)]
pub(super) fn item(memory: &Memory, object: Value, key: Value) -> Option<Value> {
    let (Value::Object(id), Value::Int(index)) = (object, key) else { return None };
    let Object::List(items) = memory.get(id) else { return None };
    items.get(usize::try_from(index).ok()?).copied()
}

/// How a call of a builtin came out.
pub(super) enum Quick {
    Value(Value),
    Request(Request),
}

/// `len(xs)`, which loops are full of; `cpu(5)` and `io(5)` with whole
/// milliseconds, which leave.
#[inline]
pub(super) fn call(memory: &Memory, callee: Value, args: &[Value], awaited: bool) -> Option<Quick> {
    let (Value::Builtin(builtin), &[arg]) = (callee, args) else { return None };
    match (builtin, arg) {
        (Builtin::Len, _) => {
            let length = memory.len(arg).and_then(|n| i64::try_from(n).ok());
            length.map(|n| Quick::Value(Value::Int(n)))
        }
        // Longer ones take the general way, which knows what to say.
        (Builtin::Cpu | Builtin::Io, Value::Int(ms @ 0..=0xffff_ffff)) if !awaited => {
            let length = Time::ms(ms as u64);
            Some(Quick::Request(match builtin {
                Builtin::Cpu => Request::Cpu(length),
                _ => Request::Io { length, awaited },
            }))
        }
        _ => None,
    }
}

/// `xs.append(x)` likewise: whether it was that.
#[inline]
pub(super) fn method(memory: &mut Memory, receiver: Value, name: u16, args: &[Value]) -> bool {
    let appends = memory.names.methods[name as usize] == Some(Method::Append);
    let (true, [value], Value::Object(id)) = (appends, args, receiver) else { return false };
    let Object::List(items) = memory.get_mut(id) else { return false };
    items.push(*value);
    memory.grow(1);
    true
}

/// `self.x` where the object itself holds it.
#[inline]
pub(super) fn attribute(memory: &Memory, object: Value, name: u16) -> Option<Value> {
    let Value::Object(id) = object else { return None };
    match memory.get(id) {
        Object::Instance(_, slots) => slot(slots, name),
        _ => None,
    }
}

/// The function that `object.name(…)` calls with the object first.
#[inline]
pub(super) fn own_method(memory: &Memory, object: ObjectId, name: u16) -> Option<&Function> {
    let Object::Instance(class, slots) = memory.get(object) else { return None };
    if slot(slots, name).is_some() {
        return None;
    }
    match memory.object(memory.find_in_class(*class, name)?)? {
        Object::Function(function) => Some(function),
        _ => None,
    }
}
