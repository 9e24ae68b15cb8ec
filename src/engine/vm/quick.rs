//! What loops are made of, done right in the instruction loop: `None` (or
//! `false`) where the general way has to be taken.

use super::class::slot;
use super::method::Method;
use super::object::{Function, Object};
use super::{Memory, ObjectId, Value, Verb};
use crate::base::{Time, Window};
use crate::program::{BinaryOp, Builtin, CompareOp};

/// The arithmetic that loops are made of.
#[inline(always)]
pub(super) fn int(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Mod if b > 0 => Some(a.rem_euclid(b)),
        BinaryOp::FloorDiv if b > 0 => Some(a.div_euclid(b)),
        BinaryOp::And => Some(a & b),
        _ => None,
    }
}

#[inline]
pub(super) fn float(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    let (Value::Float(a), Value::Float(b)) = (a, b) else { return None };
    match op {
        BinaryOp::Add => Some(Value::Float(a + b)),
        BinaryOp::Sub => Some(Value::Float(a - b)),
        BinaryOp::Mul => Some(Value::Float(a * b)),
        _ => None,
    }
}

/// Without a branch for each operator: its number says of each order whether
/// it holds there.
#[inline(always)]
pub(super) fn compare(op: CompareOp, a: i64, b: i64) -> Option<bool> {
    let order = 1 + i8::from(a > b) - i8::from(a < b);
    (op as u8 <= CompareOp::Ge as u8).then_some(op as u8 >> order & 1 == 1)
}

/// `xs[i]` with an index inside the list.
#[inline(always)]
pub(super) fn item(memory: &Memory, object: Value, key: Value) -> Option<&Value> {
    let (Value::Object(id), Value::Int(index)) = (object, key) else { return None };
    let Object::List(items) = memory.get(id) else { return None };
    items.get(usize::try_from(index).ok()?)
}

/// `a, b = xs` where there are as many.
#[inline(always)]
pub(super) fn unpack(
    memory: &Memory,
    source: Value,
    regs: &mut Window<Value>,
    base: u16,
    count: u16,
) -> bool {
    let Some(items) = memory.sequence(source) else { return false };
    if items.len() != count as usize {
        return false;
    }
    for (register, item) in (base as usize..).zip(items) {
        regs[register] = *item;
    }
    true
}

/// What a loop over a range, a list or a tuple draws next; `None` at the end too.
#[inline]
pub(super) fn next(memory: &mut Memory, iter: Value) -> Option<Value> {
    let Value::Object(id) = iter else { return None };
    match memory.get_mut(id) {
        Object::RangeIter(range) if range.len > 0 => {
            let value = range.start;
            range.len -= 1;
            range.start = value.wrapping_add(range.step);
            Some(Value::Int(value))
        }
        &mut Object::SeqIter { source, next } => {
            let value = match memory.get(source) {
                Object::List(items) => *items.get(next as usize)?,
                Object::Tuple(items) => *items.get(next as usize)?,
                _ => return None,
            };
            if let Object::SeqIter { next, .. } = memory.get_mut(id) {
                *next += 1;
            }
            Some(value)
        }
        _ => None,
    }
}

/// `len(xs)`, which loops are full of.
#[inline]
pub(super) fn call(memory: &Memory, callee: Value, args: &[Value], awaited: bool) -> Option<Value> {
    let (Value::Builtin(Builtin::Len), &[arg], false) = (callee, args, awaited) else {
        return None;
    };
    let length = memory.len(arg).and_then(|n| i64::try_from(n).ok());
    length.map(Value::Int)
}

/// The longest whole milliseconds that are simply taken.
pub(super) const LONGEST: i64 = 0xffff_ffff;

/// `cpu(5)` and `io(5)` with whole milliseconds, which leave. Longer ones take the
/// general way, which knows what to say.
#[inline(always)]
pub(super) fn verb(builtin: Builtin, arg: Value) -> Option<Verb> {
    let Value::Int(ms @ 0..=LONGEST) = arg else { return None };
    let length = Time::ms(ms as u64);
    match builtin {
        Builtin::Cpu => Some(Verb { length, io: false }),
        Builtin::Io => Some(Verb { length, io: true }),
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
pub(super) fn own_method(
    memory: &Memory,
    object: Value,
    name: u16,
) -> Option<(ObjectId, &Function)> {
    let Value::Object(id) = object else { return None };
    let Object::Instance(class, slots) = memory.get(id) else { return None };
    if slot(slots, name).is_some() {
        return None;
    }
    let Value::Object(id) = memory.find_in_class(*class, name)? else { return None };
    match memory.get(id) {
        Object::Function(function) => Some((id, function)),
        _ => None,
    }
}
