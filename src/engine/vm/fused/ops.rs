//! The fused ops of one frame, wherever its registers lie.
//!
//! What is spent is known from `pc`, for up to the next jump each op moves it by
//! one: `spent` says both where the code ends and where the fuel does, less what
//! the longest fused op takes. The rest is done op by op.

use super::super::object::Object;
use super::super::run::{breathes, near};
use super::super::{Memory, ObjectId, Value, Verb, quick};
use crate::base::Time;
use crate::program::fused::{Fused, MOST, Slot};
use crate::program::{BinaryOp, Builtin, CodeId};
use std::ops::{Index, IndexMut};

/// Why ops are left. Where they stand then is the op after the one they are left for.
/// What there is to be said of it is [`Found`], whose parts a compiler can keep apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Left {
    /// For a verb, whose result goes into `dst`.
    Verb,
    /// For a function to enter.
    Call,
    /// With the value of `dst`.
    Return,
    /// It is not as simple as expected.
    Op,
    /// The memory wants a pause on the way back to `target`.
    Pause,
    /// They stand before an op that is to be executed by itself: the fuel may not
    /// last for what is fused, or there is none.
    Long,
}

pub(in super::super) struct Found {
    pub verb: Verb,
    pub target: usize,
    pub dst: Slot,
    pub function: ObjectId,
    pub code: CodeId,
    /// The function has captured nothing.
    pub plain: bool,
    /// The register of its first argument, and how many there are.
    pub first: Slot,
    pub count: u8,
}

impl Found {
    pub const NOTHING: Found = Found {
        verb: Verb { length: Time::ZERO, io: false },
        target: 0,
        dst: Slot::R0,
        function: ObjectId(0),
        code: CodeId(0),
        plain: false,
        first: Slot::R0,
        count: 0,
    };
}

/// Executes ops from `at` on, each of which takes one of the fuel, over the first `N`
/// registers, the only ones that they name; says why it left, and in `found` for what.
#[inline(always)]
pub(in super::super) fn run<const N: usize>(
    ops: &[Fused],
    regs: &mut [Value; N],
    memory: &mut Memory,
    at: &mut usize,
    fuel: &mut u64,
    found: &mut Found,
) -> Left {
    let regs = &mut Registers(regs);
    let mut pc = *at;
    // Where the fuel ends if there is no jump, and where it must not.
    let needed = (ops.len() + (MOST - 1)) as u64;
    let until = |free: u64, pc| free.checked_add(pc as u64).filter(|end| *end >= needed);
    let Some(mut spent) = until(*fuel, pc) else { return Left::Long };

    macro_rules! leave {
        ($left:expr) => {{
            (*at, *fuel) = (pc, spent - pc as u64);
            return $left;
        }};
    }
    // See `run`.
    macro_rules! copy {
        ($to:expr, $from:expr) => {
            match $from {
                Value::Int(n) => $to = Value::Int(n),
                other => $to = other,
            }
        };
    }
    macro_rules! int {
        ($reg:expr) => {
            match regs[$reg] {
                Value::Int(n) => n,
                _ => leave!(Left::Op),
            }
        };
    }
    macro_rules! arithmetic {
        ($op:expr, $dst:expr, $a:expr, $b:expr) => {
            match (&regs[$a], &regs[$b]) {
                (&Value::Int(a), &Value::Int(b)) => {
                    put_int!($dst, quick::int($op, a, b));
                }
                (&a, &b) => match quick::float($op, a, b) {
                    Some(value) => regs[$dst] = value,
                    None => leave!(Left::Op),
                },
            }
        };
    }
    macro_rules! put_int {
        ($dst:expr, $result:expr) => {
            match $result {
                Some(n) => regs[$dst] = Value::Int(n),
                None => leave!(Left::Op),
            }
        };
    }
    macro_rules! jump {
        ($target:expr) => {{
            let target = $target as usize;
            if target < pc {
                breathe!(target);
            }
            land!(target);
        }};
    }
    /// Leaves if the memory wants a pause on the way back to an op.
    macro_rules! breathe {
        ($target:expr) => {
            if breathes(memory) {
                found.target = $target as usize;
                leave!(Left::Pause);
            }
        };
    }
    macro_rules! land {
        ($target:expr) => {{
            let target = $target as usize;
            let free = spent - pc as u64;
            pc = target;
            match until(free, pc) {
                Some(end) => spent = end,
                None => {
                    (*at, *fuel) = (pc, free);
                    return Left::Long;
                }
            }
        }};
    }
    /// Puts what a loop draws next into these registers.
    macro_rules! draw {
        ($iter:expr, $($dst:expr),+) => {{
            let Value::Object(id) = regs[$iter] else { leave!(Left::Op) };
            match &mut memory.objects[id.0 as usize] {
                Object::RangeIter(range) if range.len > 0 => {
                    let n = range.start;
                    range.len -= 1;
                    range.start = n.wrapping_add(range.step);
                    $(regs[$dst] = Value::Int(n);)+
                }
                Object::SeqIter { .. } => {
                    let next = quick::next(memory, regs[$iter]);
                    let Some(value) = next else { leave!(Left::Op) };
                    $(regs[$dst] = value;)+
                }
                _ => leave!(Left::Op),
            }
        }};
    }
    /// Leaves with what a verb in `base` waits for.
    macro_rules! verb {
        ($verb:expr, $base:expr) => {{
            regs[$base] = Value::None;
            (found.verb, found.dst) = ($verb, $base);
            leave!(Left::Verb)
        }};
    }
    /// Leaves for a call of the function.
    macro_rules! enter {
        ($id:expr, $function:expr, $dst:expr, $first:expr, $count:expr) => {{
            (found.code, found.plain) = ($function.code, $function.extra.is_none());
            (found.function, found.count) = ($id, $count);
            (found.dst, found.first) = ($dst, $first);
            leave!(Left::Call)
        }};
    }
    /// `cpu(x)`, or the first of its ops.
    macro_rules! verb_of {
        ($builtin:path, $base:expr, $arg:expr, $src:expr) => {
            match quick::verb($builtin, regs[$src]) {
                Some(verb) => {
                    copy!(regs[$arg], regs[$src]);
                    pc += 2;
                    verb!(verb, $base)
                }
                None => regs[$base] = Value::Builtin($builtin),
            }
        };
    }
    macro_rules! unless {
        ($holds:expr, $offset:expr) => {
            if !$holds {
                jump!(near(pc, $offset));
            }
        };
    }
    /// The two values of a list or tuple.
    macro_rules! pair {
        ($items:expr, $base:expr, $next:expr, $to:expr, $then:expr) => {{
            regs[$base] = $items[0];
            regs[$next] = $items[1];
            regs[$to] = regs[$base];
            regs[$then] = regs[$next];
        }};
    }

    loop {
        let Some(op) = ops.get(pc) else { leave!(Left::Long) };
        pc += 1;
        match *op {
            Fused::Other => leave!(Left::Op),
            Fused::Move { dst, src } => copy!(regs[dst], regs[src]),
            Fused::Moves { dst, src, then, from } => {
                copy!(regs[dst], regs[src]);
                copy!(regs[then], regs[from]);
                pc += 1;
            }
            Fused::LoadNone { dst } => regs[dst] = Value::None,
            Fused::LoadBool { dst, value } => regs[dst] = Value::Bool(value),
            Fused::LoadInt { dst, value } => regs[dst] = Value::Int(value.into()),
            Fused::LoadConst { dst, index } => {
                regs[dst] = memory.consts[index as usize];
            }
            Fused::LoadBuiltin { dst, builtin } => {
                regs[dst] = Value::Builtin(builtin);
            }
            Fused::CheckBound { reg } => {
                if matches!(regs[reg], Value::Unbound) {
                    leave!(Left::Op);
                }
            }
            Fused::Unbind { reg } => regs[reg] = Value::Unbound,
            Fused::GlobalGet { dst, slot } => {
                let value = memory.globals[slot as usize];
                if matches!(value, Value::Unbound) {
                    leave!(Left::Op);
                }
                regs[dst] = value;
            }
            Fused::GlobalSet { src, slot } => {
                copy!(memory.globals[slot as usize], regs[src]);
            }
            Fused::Add { dst, a, b } => arithmetic!(BinaryOp::Add, dst, a, b),
            Fused::Sub { dst, a, b } => arithmetic!(BinaryOp::Sub, dst, a, b),
            Fused::Mul { dst, a, b } => arithmetic!(BinaryOp::Mul, dst, a, b),
            Fused::Mod { dst, a, b } => {
                put_int!(dst, quick::int(BinaryOp::Mod, int!(a), int!(b)));
            }
            Fused::Binary { op, dst, a, b } => {
                put_int!(dst, quick::int(op, int!(a), int!(b)));
            }
            Fused::AddInt { dst, a, b } => put_int!(dst, int!(a).checked_add(b.into())),
            Fused::SubInt { dst, a, b } => put_int!(dst, int!(a).checked_sub(b.into())),
            Fused::MulInt { dst, a, b } => put_int!(dst, int!(a).checked_mul(b.into())),
            Fused::ModInt { dst, a, b } => {
                regs[dst] = Value::Int(int!(a).rem_euclid(b.get().into()));
            }
            Fused::BinaryInt { op, dst, a, b } => {
                put_int!(dst, quick::int(op, int!(a), b.into()));
            }
            Fused::IntMul { dst, b, value } => match product(value, regs[b]) {
                Some(n) => {
                    regs[dst] = Value::Int(n);
                    pc += 1;
                }
                None => regs[dst] = Value::Int(value.into()),
            },
            Fused::IntMulAdd { dst, b, c, value } => match product(value, regs[b]) {
                Some(n) => {
                    let sum = match regs[c] {
                        Value::Int(c) => n.checked_add(c),
                        _ => None,
                    };
                    regs[dst] = Value::Int(sum.unwrap_or(n));
                    pc += 1 + usize::from(sum.is_some());
                }
                None => regs[dst] = Value::Int(value.into()),
            },
            Fused::ModLong { dst, a, b, value } => {
                regs[b] = Value::Int(value.get().into());
                if let Value::Int(n) = regs[a] {
                    regs[dst] = Value::Int(n.rem_euclid(value.get().into()));
                    pc += 1;
                }
            }
            Fused::Compare { op, dst, a, b } => {
                let Some(holds) = quick::compare(op, int!(a), int!(b)) else { leave!(Left::Op) };
                regs[dst] = Value::Bool(holds);
            }
            Fused::Jump { target } => jump!(target),
            Fused::Turn { iter, value, dst, target } => {
                breathe!(target);
                land!(target);
                pc += 1;
                draw!(iter, value, dst);
                pc += 1;
            }
            Fused::WhileLess { a, b, target, offset } => {
                breathe!(target);
                land!(target);
                pc += 1;
                unless!(int!(a) < int!(b), offset);
            }
            Fused::JumpIf { cond, target } => match regs[cond] {
                Value::Bool(false) => {}
                Value::Bool(true) => jump!(target),
                _ => leave!(Left::Op),
            },
            Fused::JumpIfNot { cond, target } => match regs[cond] {
                Value::Bool(true) => {}
                Value::Bool(false) => jump!(target),
                _ => leave!(Left::Op),
            },
            Fused::UnlessLess { a, b, offset } => unless!(int!(a) < int!(b), offset),
            Fused::UnlessLessOrEqual { a, b, offset } => {
                unless!(int!(a) <= int!(b), offset);
            }
            Fused::UnlessEqual { a, b, offset } => unless!(int!(a) == int!(b), offset),
            Fused::UnlessUnequal { a, b, offset } => unless!(int!(a) != int!(b), offset),
            Fused::UnlessLessInt { a, b, offset } => unless!(int!(a) < b.into(), offset),
            Fused::UnlessGreaterInt { a, b, offset } => {
                unless!(int!(a) > b.into(), offset);
            }
            Fused::UnlessEqualInt { a, b, offset } => {
                unless!(int!(a) == i64::from(b), offset);
            }
            Fused::JumpUnlessInt { op, a, b, offset } => {
                let holds = quick::compare(op, int!(a), b.into());
                let Some(holds) = holds else { leave!(Left::Op) };
                unless!(holds, offset);
            }
            Fused::GetItem { dst, object, key } => {
                let (object, key) = (regs[object], regs[key]);
                match quick::item(memory, object, key) {
                    Some(value) => regs[dst] = *value,
                    None => leave!(Left::Op),
                }
            }
            Fused::ItemPair { dst, object, key, base, next, to, then } => {
                let (object, key) = (regs[object], regs[key]);
                let Some(item) = quick::item(memory, object, key) else { leave!(Left::Op) };
                regs[dst] = *item;
                if let Some(items @ [_, _]) = memory.sequence(*item) {
                    pair!(items, base, next, to, then);
                    pc += 3;
                }
            }
            Fused::Unpack { src, base, count } => match memory.sequence(regs[src]) {
                Some(items) if items.len() == count as usize => {
                    regs.0[base as usize..][..items.len()].copy_from_slice(items);
                }
                _ => leave!(Left::Op),
            },
            Fused::Pair { src, base, next, to, then } => {
                let Some(items @ [_, _]) = memory.sequence(regs[src]) else { leave!(Left::Op) };
                pair!(items, base, next, to, then);
                pc += 2;
            }
            Fused::GetAttr { dst, object, name } => {
                match quick::attribute(memory, regs[object], name) {
                    Some(value) => regs[dst] = value,
                    None => leave!(Left::Op),
                }
            }
            Fused::ForNext { iter, value } => draw!(iter, value),
            Fused::Draw { iter, value, dst } => {
                draw!(iter, value, dst);
                pc += 1;
            }
            Fused::Cpu { base, arg, src } => {
                verb_of!(Builtin::Cpu, base, arg, src);
            }
            Fused::Io { base, arg, src } => {
                verb_of!(Builtin::Io, base, arg, src);
            }
            Fused::Call { base: b, arg, argc, awaited } => match regs[b] {
                Value::Object(id) => match memory.get(id) {
                    Object::Function(function) if function.quick == u16::from(argc) => {
                        enter!(id, function, b, arg, argc)
                    }
                    _ => leave!(Left::Op),
                },
                Value::Builtin(builtin) if argc == 1 && !awaited => {
                    match quick::verb(builtin, regs[arg]) {
                        Some(verb) => verb!(verb, b),
                        None => leave!(Left::Op),
                    }
                }
                _ => leave!(Left::Op),
            },
            Fused::CallMethod { base: b, argc, name } => {
                let Some((id, function)) = quick::own_method(memory, regs[b], name) else {
                    leave!(Left::Op)
                };
                if function.quick != u16::from(argc) + 1 {
                    leave!(Left::Op);
                }
                enter!(id, function, b, b, argc + 1)
            }
            Fused::Return { src } => {
                found.dst = src;
                leave!(Left::Return);
            }
        }
    }
}

/// The registers of a function, which need no check.
struct Registers<'a, const N: usize>(&'a mut [Value; N]);

/// Which of so many it is. Only a power of two of them needs no check.
#[inline(always)]
fn place<const N: usize>(slot: Slot) -> usize {
    if N.is_power_of_two() { slot as usize % N } else { slot as usize }
}

impl<const N: usize> Index<Slot> for Registers<'_, N> {
    type Output = Value;

    #[inline(always)]
    fn index(&self, slot: Slot) -> &Value {
        &self.0[place::<N>(slot)]
    }
}

impl<const N: usize> IndexMut<Slot> for Registers<'_, N> {
    #[inline(always)]
    fn index_mut(&mut self, slot: Slot) -> &mut Value {
        &mut self.0[place::<N>(slot)]
    }
}

/// The product with it, if it is a number that fits.
#[inline(always)]
fn product(value: i32, by: Value) -> Option<i64> {
    match by {
        Value::Int(n) => n.checked_mul(value.into()),
        _ => None,
    }
}
