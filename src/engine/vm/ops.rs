//! Small helpers of the instruction loop.

use super::fault::{Fault, Outcome};
use super::object::Object;
use super::{Memory, Value};
use crate::program::{Builtin, Code, CompareOp, NO_REG, Op, Program, Reg};

/// `count` registers from `base` on.
pub(super) fn window(regs: &[Value], base: Reg, count: u16) -> &[Value] {
    if count == 0 {
        return &[];
    }
    &regs[base as usize..][..count as usize]
}

pub(super) fn window_mut(regs: &mut [Value], base: Reg, count: u16) -> &mut [Value] {
    if count == 0 {
        return &mut [];
    }
    &mut regs[base as usize..][..count as usize]
}

/// Whether the comparison looks into its right side.
pub(super) fn searches(op: CompareOp) -> bool {
    matches!(op, CompareOp::In | CompareOp::NotIn)
}

/// Whether others could notice the op: it reads or writes something shared,
/// or asks the engine for something.
pub(super) fn is_shared(op: Op) -> bool {
    !matches!(
        op,
        Op::Move { .. }
            | Op::LoadNone { .. }
            | Op::LoadBool { .. }
            | Op::LoadInt { .. }
            | Op::LoadConst { .. }
            | Op::LoadBuiltin { .. }
            | Op::LoadMainName { .. }
            | Op::CheckBound { .. }
            | Op::Unbind { .. }
            | Op::Binary { .. }
            | Op::BinaryInt { .. }
            | Op::Add { .. }
            | Op::Sub { .. }
            | Op::AddInt { .. }
            | Op::SubInt { .. }
            | Op::Unary { .. }
            | Op::Compare { .. }
            | Op::Jump { .. }
            | Op::JumpIf { .. }
            | Op::JumpIfNot { .. }
            | Op::JumpUnless { .. }
            | Op::JumpUnlessInt { .. }
            | Op::BuildTuple { .. }
            | Op::BuildList { .. }
            | Op::BuildSlice { .. }
            | Op::Format { .. }
            | Op::JoinText { .. }
            | Op::BeginHandler { .. }
            | Op::EndHandler
            | Op::MatchException { .. }
    )
}

#[cold]
pub(super) fn unbound_local(code: &Code, reg: Reg, memory: &mut Memory) -> Fault {
    let name = code.local_names.get(reg as usize).map_or("?", |n| n);
    let text =
        format!("cannot access local variable '{name}' where it is not associated with a value");
    memory.fault(Builtin::UnboundLocalError, &text)
}

#[cold]
pub(super) fn unbound_cell(code: &Code, reg: Reg, memory: &mut Memory) -> Fault {
    let params = &code.params;
    let first = params.names.len() + usize::from(params.star) + usize::from(params.double_star);
    if !(first..first + code.captures as usize).contains(&(reg as usize)) {
        // The function's own variable, in a cell only because others use it.
        return unbound_local(code, reg, memory);
    }
    let name = code.local_names.get(reg as usize).map_or("?", |n| n);
    let text = format!(
        "cannot access free variable '{name}' where it is not associated with a value \
         in enclosing scope"
    );
    memory.fault(Builtin::NameError, &text)
}

#[cold]
pub(super) fn unbound_global(program: &Program, slot: u16, memory: &mut Memory) -> Fault {
    let text = format!("name '{}' is not defined", program.globals[slot as usize]);
    memory.fault(Builtin::NameError, &text)
}

pub(super) fn cell_value(memory: &Memory, cell: Value) -> Value {
    match memory.object(cell) {
        Some(Object::Cell(value)) => *value,
        _ => Value::Unbound,
    }
}

pub(super) fn set_cell(memory: &mut Memory, cell: Value, value: Value) {
    if let Value::Object(id) = cell
        && let Object::Cell(slot) = memory.get_mut(id)
    {
        *slot = value;
    }
}

/// The parts of an f-string, all strings by now, in one.
pub(super) fn join(memory: &mut Memory, parts: &[Value]) -> Outcome<Value> {
    let length: usize =
        parts.iter().filter_map(|&p| memory.text(p)).map(|t| t.as_str().len()).sum();
    memory.reserve(length as u64)?;
    let mut text = String::with_capacity(length);
    for &part in parts {
        if let Some(part) = memory.text(part) {
            text.push_str(part.as_str());
        }
    }
    Ok(memory.new_text(&text))
}

/// The format specification of a field; nothing where it has none.
pub(super) fn optional(regs: &[Value], reg: Reg) -> Value {
    if reg == NO_REG { Value::None } else { regs[reg as usize] }
}
