//! The ops once more, for runs that nobody looks at: quicker to execute.
//!
//! As many as the ops themselves, each at the place of the op that it begins
//! with: it does what that op does, or that and the next ones at once, and
//! [`Fused::Other`] stands where there is no quicker way. So a jump, a return
//! or a resumed task finds its place in either, and what meets something
//! unusual leaves the rest to the ops. Registers are named by what is an index
//! into [`WINDOW`] of them by its type, so that none has to be checked.

use super::{BinaryOp, Builtin, CompareOp, Op, Reg};
use std::num::{NonZeroU16, NonZeroU32};

macro_rules! slots {
    ($($name:ident)*) => {
        /// One of the first registers.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Slot { $($name),* }

        const SLOTS: [Slot; WINDOW] = [$(Slot::$name),*];
    };
}

/// Registers that a function may have to be fused: hardly any has more.
pub const WINDOW: usize = 32;

slots!(R0 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15
       R16 R17 R18 R19 R20 R21 R22 R23 R24 R25 R26 R27 R28 R29 R30 R31);

impl Slot {
    fn new(register: Reg) -> Option<Slot> {
        SLOTS.get(register as usize).copied()
    }
}

/// So many ops one of them does at most.
pub const MOST: usize = 4;

/// Eight bytes, like [`Op`]. Those that are named after an op do the same.
#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(u8)]
#[rustfmt::skip]
pub enum Fused {
    /// As the op says.
    Other,
    Move { dst: Slot, src: Slot },
    /// Two `Move`s.
    Moves { dst: Slot, src: Slot, then: Slot, from: Slot },
    LoadNone { dst: Slot },
    LoadBool { dst: Slot, value: bool },
    LoadInt { dst: Slot, value: i32 },
    LoadConst { dst: Slot, index: u16 },
    LoadBuiltin { dst: Slot, builtin: Builtin },
    CheckBound { reg: Slot },
    Unbind { reg: Slot },
    GlobalGet { dst: Slot, slot: u16 },
    GlobalSet { src: Slot, slot: u16 },
    Add { dst: Slot, a: Slot, b: Slot },
    Sub { dst: Slot, a: Slot, b: Slot },
    Mul { dst: Slot, a: Slot, b: Slot },
    Mod { dst: Slot, a: Slot, b: Slot },
    Binary { op: BinaryOp, dst: Slot, a: Slot, b: Slot },
    AddInt { dst: Slot, a: Slot, b: i16 },
    SubInt { dst: Slot, a: Slot, b: i16 },
    MulInt { dst: Slot, a: Slot, b: i16 },
    ModInt { dst: Slot, a: Slot, b: NonZeroU16 },
    BinaryInt { op: BinaryOp, dst: Slot, a: Slot, b: i16 },
    /// `7 * x`: `LoadInt` and `Binary`, both into `dst`.
    IntMul { dst: Slot, b: Slot, value: i32 },
    /// `7 * x + y`: that and `Add`, all into `dst`.
    IntMulAdd { dst: Slot, b: Slot, c: Slot, value: i32 },
    /// `x % 1000003`: `LoadInt` into `b` and `Binary`.
    ModLong { dst: Slot, a: Slot, b: Slot, value: NonZeroU32 },
    Compare { op: CompareOp, dst: Slot, a: Slot, b: Slot },
    Jump { target: u32 },
    /// A `for` loop's next turn: a `Jump` back to a `Draw`.
    Turn { iter: Slot, value: Slot, dst: Slot, target: u32 },
    /// A `while` loop's next turn: a `Jump` back to an `UnlessLess`.
    WhileLess { a: Slot, b: Slot, target: u16, offset: i16 },
    JumpIf { cond: Slot, target: u32 },
    JumpIfNot { cond: Slot, target: u32 },
    /// `JumpUnless` of each order, `a > b` as `b < a`.
    UnlessLess { a: Slot, b: Slot, offset: i16 },
    UnlessLessOrEqual { a: Slot, b: Slot, offset: i16 },
    UnlessEqual { a: Slot, b: Slot, offset: i16 },
    UnlessUnequal { a: Slot, b: Slot, offset: i16 },
    /// `JumpUnlessInt` of most orders.
    UnlessLessInt { a: Slot, b: i16, offset: i16 },
    UnlessGreaterInt { a: Slot, b: i16, offset: i16 },
    UnlessEqualInt { a: Slot, b: i16, offset: i16 },
    JumpUnlessInt { op: CompareOp, a: Slot, b: i16, offset: i16 },
    GetItem { dst: Slot, object: Slot, key: Slot },
    /// `a, b = xs[i]`: `GetItem` and a `Pair` of what is there.
    ItemPair { dst: Slot, object: Slot, key: Slot, base: Slot, next: Slot, to: Slot, then: Slot },
    Unpack { src: Slot, base: Slot, count: u8 },
    /// `a, b = x`: `Unpack` of two and a `Move` of each.
    Pair { src: Slot, base: Slot, next: Slot, to: Slot, then: Slot },
    GetAttr { dst: Slot, object: Slot, name: u16 },
    /// `value` is the register after `iter`.
    ForNext { iter: Slot, value: Slot },
    /// With the `Move` of what it drew.
    Draw { iter: Slot, value: Slot, dst: Slot },
    /// `arg` is the register after `base`.
    Call { awaited: bool, base: Slot, arg: Slot, argc: u8 },
    CallMethod { base: Slot, argc: u8, name: u16 },
    /// `cpu(x)`: `LoadBuiltin`, `Move` and `Call`.
    Cpu { base: Slot, arg: Slot, src: Slot },
    /// `io(x)` likewise.
    Io { base: Slot, arg: Slot, src: Slot },
    Return { src: Slot },
}

const _: () = assert!(std::mem::size_of::<Fused>() == 8);

/// What executes the ops of a function with so many registers more quickly;
/// nothing where they are too many.
pub fn fuse(ops: &[Op], registers: u16) -> Vec<Fused> {
    if registers as usize > WINDOW {
        return Vec::new();
    }
    let fused = |at| together(ops, at).or_else(|| alone(ops[at])).unwrap_or(Fused::Other);
    (0..ops.len()).map(fused).collect()
}

/// What does several ops from this place on.
fn together(ops: &[Op], at: usize) -> Option<Fused> {
    let slot = Slot::new;
    Some(match ops[at..] {
        [Op::Jump { target }, ..] if (target as usize) < at => turn(ops, target)?,
        [Op::ForNext { iter, .. }, Op::Move { dst, src }, ..] if src == iter + 1 => {
            Fused::Draw { iter: slot(iter)?, value: slot(src)?, dst: slot(dst)? }
        }
        [Op::GetItem { dst, object, key }, Op::Unpack { src: item, .. }, ..] if item == dst => {
            let Fused::Pair { src: dst, base, next, to, then } = together(ops, at + 1)? else {
                return None;
            };
            let (object, key) = (slot(object)?, slot(key)?);
            Fused::ItemPair { dst, object, key, base, next, to, then }
        }
        // The second is still there when the first has been moved.
        [
            Op::Unpack { src, base, count: 2 },
            Op::Move { dst: to, src: first },
            Op::Move { dst: then, src: next },
            ..,
        ] if first == base && next == base + 1 && to != next => {
            let (base, next) = (slot(base)?, slot(next)?);
            Fused::Pair { src: slot(src)?, base, next, to: slot(to)?, then: slot(then)? }
        }
        [
            Op::LoadBuiltin { dst, builtin: builtin @ (Builtin::Cpu | Builtin::Io) },
            Op::Move { dst: arg, src },
            Op::Call { base, argc: 1, awaited: false },
            ..,
        ] if dst == base && arg == base + 1 && src != base => {
            let (base, arg, src) = (slot(base)?, slot(arg)?, slot(src)?);
            match builtin {
                Builtin::Cpu => Fused::Cpu { base, arg, src },
                _ => Fused::Io { base, arg, src },
            }
        }
        [Op::LoadInt { dst: loaded, value }, Op::Binary { op, dst, a, b }, ref rest @ ..] => {
            match op {
                BinaryOp::Mul if loaded == dst && loaded == a && loaded != b => {
                    let (dst, b) = (slot(dst)?, slot(b)?);
                    match *rest {
                        [Op::Add { dst: sum, a: product, b: c }, ..]
                            if sum == loaded && product == loaded && c != loaded =>
                        {
                            Fused::IntMulAdd { dst, b, c: slot(c)?, value }
                        }
                        _ => Fused::IntMul { dst, b, value },
                    }
                }
                BinaryOp::Mod if loaded == b && loaded != a => {
                    let value = u32::try_from(value).ok().and_then(NonZeroU32::new)?;
                    Fused::ModLong { dst: slot(dst)?, a: slot(a)?, b: slot(b)?, value }
                }
                _ => return None,
            }
        }
        [Op::Move { dst, src }, Op::Move { dst: then, src: from }, ..] => {
            Fused::Moves { dst: slot(dst)?, src: slot(src)?, then: slot(then)?, from: slot(from)? }
        }
        _ => return None,
    })
}

/// A jump back to where a loop goes on or ends.
fn turn(ops: &[Op], target: u32) -> Option<Fused> {
    let start = target as usize;
    match ops[start] {
        Op::ForNext { .. } => match together(ops, start)? {
            Fused::Draw { iter, value, dst } => Some(Fused::Turn { iter, value, dst, target }),
            _ => None,
        },
        op @ Op::JumpUnless { .. } => match (alone(op)?, u16::try_from(target)) {
            (Fused::UnlessLess { a, b, offset }, Ok(target)) => {
                Some(Fused::WhileLess { a, b, target, offset })
            }
            _ => None,
        },
        _ => None,
    }
}

/// What does this op.
fn alone(op: Op) -> Option<Fused> {
    let slot = Slot::new;
    Some(match op {
        Op::Move { dst, src } => Fused::Move { dst: slot(dst)?, src: slot(src)? },
        Op::LoadNone { dst } => Fused::LoadNone { dst: slot(dst)? },
        Op::LoadBool { dst, value } => Fused::LoadBool { dst: slot(dst)?, value },
        Op::LoadInt { dst, value } => Fused::LoadInt { dst: slot(dst)?, value },
        Op::LoadConst { dst, index } => Fused::LoadConst { dst: slot(dst)?, index },
        Op::LoadBuiltin { dst, builtin } => Fused::LoadBuiltin { dst: slot(dst)?, builtin },
        Op::CheckBound { reg } => Fused::CheckBound { reg: slot(reg)? },
        Op::Unbind { reg } => Fused::Unbind { reg: slot(reg)? },
        Op::GlobalGet { dst, slot: global } => Fused::GlobalGet { dst: slot(dst)?, slot: global },
        Op::GlobalSet { slot: global, src } => Fused::GlobalSet { slot: global, src: slot(src)? },
        Op::Add { dst, a, b } => Fused::Add { dst: slot(dst)?, a: slot(a)?, b: slot(b)? },
        Op::Sub { dst, a, b } => Fused::Sub { dst: slot(dst)?, a: slot(a)?, b: slot(b)? },
        Op::AddInt { dst, a, b } => Fused::AddInt { dst: slot(dst)?, a: slot(a)?, b },
        Op::SubInt { dst, a, b } => Fused::SubInt { dst: slot(dst)?, a: slot(a)?, b },
        Op::Binary { op, dst, a, b } | Op::InPlace { op, dst, a, b } => {
            let (dst, a, b) = (slot(dst)?, slot(a)?, slot(b)?);
            match op {
                BinaryOp::Add => Fused::Add { dst, a, b },
                BinaryOp::Sub => Fused::Sub { dst, a, b },
                BinaryOp::Mul => Fused::Mul { dst, a, b },
                BinaryOp::Mod => Fused::Mod { dst, a, b },
                _ => Fused::Binary { op, dst, a, b },
            }
        }
        Op::BinaryInt { op, dst, a, b } => {
            let (dst, a) = (slot(dst)?, slot(a)?);
            match (op, u16::try_from(b).ok().and_then(NonZeroU16::new)) {
                (BinaryOp::Mul, _) => Fused::MulInt { dst, a, b },
                (BinaryOp::Mod, Some(b)) => Fused::ModInt { dst, a, b },
                _ => Fused::BinaryInt { op, dst, a, b },
            }
        }
        Op::Compare { op, dst, a, b } => {
            Fused::Compare { op, dst: slot(dst)?, a: slot(a)?, b: slot(b)? }
        }
        Op::Jump { target } => Fused::Jump { target },
        Op::JumpIf { cond, target } => Fused::JumpIf { cond: slot(cond)?, target },
        Op::JumpIfNot { cond, target } => Fused::JumpIfNot { cond: slot(cond)?, target },
        Op::JumpUnless { op, a, b, offset } => {
            let (a, b) = (slot(a)?, slot(b)?);
            match op {
                CompareOp::Lt => Fused::UnlessLess { a, b, offset },
                CompareOp::Gt => Fused::UnlessLess { a: b, b: a, offset },
                CompareOp::Le => Fused::UnlessLessOrEqual { a, b, offset },
                CompareOp::Ge => Fused::UnlessLessOrEqual { a: b, b: a, offset },
                CompareOp::Eq => Fused::UnlessEqual { a, b, offset },
                CompareOp::Ne => Fused::UnlessUnequal { a, b, offset },
                _ => return None,
            }
        }
        Op::JumpUnlessInt { op, a, b, offset } => {
            let a = slot(a)?;
            match op {
                CompareOp::Lt => Fused::UnlessLessInt { a, b, offset },
                CompareOp::Gt => Fused::UnlessGreaterInt { a, b, offset },
                CompareOp::Eq => Fused::UnlessEqualInt { a, b, offset },
                _ => Fused::JumpUnlessInt { op, a, b, offset },
            }
        }
        Op::GetItem { dst, object, key } => {
            Fused::GetItem { dst: slot(dst)?, object: slot(object)?, key: slot(key)? }
        }
        Op::Unpack { src, base, count } => {
            slot(base.checked_add(count)?)?;
            Fused::Unpack { src: slot(src)?, base: slot(base)?, count: count as u8 }
        }
        Op::GetAttr { dst, object, name } => {
            Fused::GetAttr { dst: slot(dst)?, object: slot(object)?, name }
        }
        Op::ForNext { iter, .. } => Fused::ForNext { iter: slot(iter)?, value: slot(iter + 1)? },
        Op::Call { awaited, base, argc } => {
            slot(base.checked_add(argc)?)?;
            Fused::Call { awaited, base: slot(base)?, arg: slot(base + 1)?, argc: argc as u8 }
        }
        Op::CallMethod { base, name, argc, .. } => {
            slot(base.checked_add(argc)?)?;
            Fused::CallMethod { base: slot(base)?, argc: argc as u8, name }
        }
        Op::Return { src } => Fused::Return { src: slot(src)? },
        _ => return None,
    })
}
