//! The inner loop once more, over the fused ops (`program::fused`): where nobody
//! looks, and nothing is to be done between two ops.
//!
//! It does the same as `run`, on the way to the same places: `pc` counts ops,
//! registers hold what they would, and what is not as simple as expected is left
//! to its op. What is spent is known from `pc`, for up to the next jump each op
//! moves it by one: `end` says both where the code ends and where the fuel does,
//! less what the longest fused op takes. The rest is done op by op.

use super::calls::{Calls, Frame};
use super::exec::Machine;
use super::object::{Function, Object};
use super::run::{Event, breathes, near};
use super::straight::Straight;
use super::{Value, Verb, quick};
use crate::program::fused::{Fused, MOST, Slot, WINDOW};
use crate::program::{BinaryOp, Builtin};
use std::ops::{Index, IndexMut};

impl Machine<'_, '_> {
    /// Executes ops until one needs more than the frames of script code: a verb, or
    /// else an event.
    #[inline(never)]
    pub(super) fn run_fused(&mut self, fuel: &mut u64, event: &mut Event) -> Option<Verb> {
        let Some((mut code, mut base, mut pc)) = self.innermost() else {
            *event = Event::Switch;
            return None;
        };
        let mut free = *fuel;
        // Where the registers begin that a call does not use yet; none, if it goes on.
        let mut unused = WINDOW;
        *event = 'frame: loop {
            let (memory, calls) = (&mut *self.memory, &mut *self.calls);
            let ops = &code.fused[..];
            let Some(regs) = calls.stack.get_mut(base..).and_then(<[_]>::first_chunk_mut) else {
                widen(calls, base);
                continue;
            };
            let regs = &mut Registers(regs);
            // What is left there must not keep objects alive.
            if let Some(registers) = regs.0.get_mut(unused..code.registers as usize) {
                registers.fill(Value::Unbound);
            }
            unused = WINDOW;
            // Where the fuel ends if there is no jump, and where it must not.
            let needed = (ops.len() + (MOST - 1)) as u64;
            let until = |free: u64, pc| free.checked_add(pc as u64).filter(|end| *end >= needed);
            let Some(mut spent) = until(free, pc) else {
                calls.stay(pc);
                *fuel = free;
                *event = self.run_frames(fuel);
                return None;
            };

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
                        _ => break None,
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
                            None => break None,
                        },
                    }
                };
            }
            macro_rules! put_int {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Some(n) => regs[$dst] = Value::Int(n),
                        None => break None,
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
                        free = spent - pc as u64;
                        calls.stay(pc);
                        break 'frame self.jump_to($target as u32);
                    }
                };
            }
            macro_rules! land {
                ($target:expr) => {{
                    let target = $target as usize;
                    free = spent - pc as u64;
                    pc = target;
                    match until(free, pc) {
                        Some(end) => spent = end,
                        None => continue 'frame,
                    }
                }};
            }
            /// Puts what a loop draws next into these registers.
            macro_rules! draw {
                ($iter:expr, $($dst:expr),+) => {{
                    let Value::Object(id) = regs[$iter] else { break None };
                    match &mut memory.objects[id.0 as usize] {
                        Object::RangeIter(range) if range.len > 0 => {
                            let n = range.start;
                            range.len -= 1;
                            range.start = n.wrapping_add(range.step);
                            $(regs[$dst] = Value::Int(n);)+
                        }
                        Object::SeqIter { .. } => {
                            let next = quick::next(memory, regs[$iter]);
                            let Some(value) = next else { break None };
                            $(regs[$dst] = value;)+
                        }
                        _ => break None,
                    }
                }};
            }
            /// Leaves with what a verb in `base` waits for.
            macro_rules! verb {
                ($verb:expr, $base:expr) => {{
                    *fuel = spent - pc as u64;
                    if let Some(frame) = calls.frames.last_mut() {
                        (frame.pc, frame.dst) = (pc as u32, $base as u16);
                    }
                    regs[$base] = Value::None;
                    return Some($verb);
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

            // Ends with a function to enter, the register for its result, that of
            // its first argument, and how many there are; or with an op for `general`.
            let call = loop {
                let Some(op) = ops.get(pc) else {
                    calls.stay(pc);
                    *fuel = spent - pc as u64;
                    *event = self.run_frames(fuel);
                    return None;
                };
                pc += 1;
                match *op {
                    Fused::Other => break None,
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
                            break None;
                        }
                    }
                    Fused::Unbind { reg } => regs[reg] = Value::Unbound,
                    Fused::GlobalGet { dst, slot } => {
                        let value = memory.globals[slot as usize];
                        if matches!(value, Value::Unbound) {
                            break None;
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
                        let Some(holds) = quick::compare(op, int!(a), int!(b)) else { break None };
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
                        _ => break None,
                    },
                    Fused::JumpIfNot { cond, target } => match regs[cond] {
                        Value::Bool(true) => {}
                        Value::Bool(false) => jump!(target),
                        _ => break None,
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
                        let Some(holds) = holds else { break None };
                        unless!(holds, offset);
                    }
                    Fused::GetItem { dst, object, key } => {
                        let (object, key) = (regs[object], regs[key]);
                        match quick::item(memory, object, key) {
                            Some(value) => regs[dst] = *value,
                            None => break None,
                        }
                    }
                    Fused::ItemPair { dst, object, key, base, next, to, then } => {
                        let (object, key) = (regs[object], regs[key]);
                        let Some(item) = quick::item(memory, object, key) else { break None };
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
                        _ => break None,
                    },
                    Fused::Pair { src, base, next, to, then } => {
                        let Some(items @ [_, _]) = memory.sequence(regs[src]) else { break None };
                        pair!(items, base, next, to, then);
                        pc += 2;
                    }
                    Fused::GetAttr { dst, object, name } => {
                        match quick::attribute(memory, regs[object], name) {
                            Some(value) => regs[dst] = value,
                            None => break None,
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
                                break Some((function, b as u16, b as u16 + 1, argc));
                            }
                            _ => break None,
                        },
                        Value::Builtin(builtin) if argc == 1 && !awaited => {
                            match quick::verb(builtin, regs[arg]) {
                                Some(verb) => verb!(verb, b),
                                None => break None,
                            }
                        }
                        _ => break None,
                    },
                    Fused::CallMethod { base: b, argc, name } => {
                        let function = quick::own_method(memory, regs[b], name);
                        let fits = function.filter(|f| f.quick == u16::from(argc) + 1);
                        break fits.map(|f| (f, b as u16, b as u16, argc + 1));
                    }
                    Fused::Return { src } => {
                        let [.., parent, _] = calls.frames[..] else { break None };
                        // Not a builtin that called back.
                        let caller = self.program.codes.get(parent.code as usize);
                        let Some(caller) = caller.filter(|_| calls.handling.is_empty()) else {
                            break None;
                        };
                        free = spent - pc as u64;
                        let value = regs[src];
                        (code, base, pc) = (caller, parent.base as usize, parent.pc as usize);
                        copy!(calls.stack[base + parent.dst as usize], value);
                        calls.frames.pop();
                        continue 'frame;
                    }
                }
            };
            free = spent - pc as u64;
            let depth = calls.frames.len();
            if let (Some((function, dst, first, count)), Some(frame)) =
                (call, calls.frames.last_mut())
            {
                frame.pc = pc as u32;
                let caller_top = frame.top;
                if depth < self.env.limits.recursion as usize {
                    frame.dst = dst;
                    (base, pc) = (base + first as usize, 0);
                    code = &self.program.codes[function.code.0 as usize];
                    let registers = code.registers as usize;
                    match &function.extra {
                        None if registers <= WINDOW && !memory.wants_collection() => {
                            unused = count.into();
                        }
                        _ => prepare(calls, base, count.into(), registers, function),
                    }
                    let top = caller_top.max((base + registers) as u32);
                    calls.frames.push(Frame::new(function.code.0, base as u32, top));
                    if memory.wants_collection() {
                        break Event::Exit(memory.collect_or_limit());
                    }
                    continue;
                }
            }
            calls.stay(pc);
            let op = code.ops[pc - 1];
            match self.straight(op, event) {
                Some(Straight::On) => {}
                Some(Straight::Left) => {
                    *fuel = free;
                    return None;
                }
                None => match self.general(op) {
                    Event::Next => {}
                    event => break event,
                },
            }
            let Some(now) = self.innermost() else { break Event::Switch };
            (code, base, pc) = now;
        };
        *fuel = free;
        None
    }
}

/// Makes room for the registers that a function may have.
#[cold]
#[inline(never)]
fn widen(calls: &mut Calls, base: usize) {
    calls.stack.resize(base + WINDOW, Value::Unbound);
}

/// Empties the registers of a call but for its arguments, and puts in what its
/// function captured.
#[cold]
#[inline(never)]
fn prepare(calls: &mut Calls, base: usize, count: usize, registers: usize, function: &Function) {
    if calls.stack.len() < base + registers {
        calls.stack.resize(base + registers, Value::Unbound);
    }
    calls.stack[base + count..base + registers].fill(Value::Unbound);
    if let Some(extra) = &function.extra {
        calls.stack[base + count..][..extra.captures.len()].copy_from_slice(&extra.captures);
    }
}

/// The registers of a function, which need no check.
struct Registers<'a>(&'a mut [Value; WINDOW]);

impl Index<Slot> for Registers<'_> {
    type Output = Value;

    #[inline(always)]
    fn index(&self, slot: Slot) -> &Value {
        &self.0[slot as usize % WINDOW]
    }
}

impl IndexMut<Slot> for Registers<'_> {
    #[inline(always)]
    fn index_mut(&mut self, slot: Slot) -> &mut Value {
        &mut self.0[slot as usize % WINDOW]
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
