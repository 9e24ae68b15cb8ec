//! Which variables an instruction is about to use.

use super::super::method::Method;
use super::super::object::Object;
use super::super::{Memory, ObjectId, Value};
use super::{ItemKey, Place, Use};
use crate::program::{Code, Op};
use crate::trace::Datum;

impl Memory {
    /// Called before instructions; `again`: it was begun before, and is not
    /// another use.
    #[inline(never)]
    pub(in super::super) fn watch_op(
        &mut self,
        code: &Code,
        pc: usize,
        regs: &[Value],
        op: Op,
        again: bool,
    ) {
        if self.watch.is_none() || again {
            return;
        }
        self.watch_changes();
        if !code.library {
            if let Some(watch) = &mut self.watch {
                watch.line = code.lines.get(pc).copied().unwrap_or(0);
            }
            self.watch_uses(code, regs, op);
        }
        match op {
            Op::GlobalSet { slot, src } => {
                let old = self.globals[slot as usize];
                self.watch_global(slot, old, regs[src as usize]);
            }
            Op::GlobalDel { slot } => {
                let old = self.globals[slot as usize];
                self.watch_global(slot, old, Value::Unbound);
            }
            _ => {}
        }
    }

    fn watch_uses(&mut self, code: &Code, regs: &[Value], op: Op) {
        let reg = |at: u16| regs.get(at as usize).copied().unwrap_or(Value::None);
        match op {
            Op::GlobalGet { slot, .. } => {
                let value = self.globals[slot as usize];
                self.use_global(slot, value, false);
            }
            Op::GlobalSet { slot, src } => self.use_global(slot, reg(src), true),
            Op::GlobalDel { slot } => self.use_global(slot, Value::None, true),
            Op::CellGet { cell, .. } => self.use_cell(code, cell, reg(cell), false),
            Op::CellSet { cell, .. } | Op::CellDel { cell } => {
                self.use_cell(code, cell, reg(cell), true);
            }
            Op::GetItem { object, key, .. } => self.use_item(reg(object), reg(key), false),
            Op::SetItem { object, key, .. } => self.use_item(reg(object), reg(key), true),
            Op::GetAttr { object, name, .. } => self.use_attribute(reg(object), name, false),
            Op::SetAttr { object, name, .. } => self.use_attribute(reg(object), name, true),
            Op::DelAttr { object, name } => self.use_attribute(reg(object), name, true),
            Op::DelItem { object, .. } => self.use_whole(reg(object), true),
            Op::InPlace { a, .. } => self.use_whole(reg(a), true),
            Op::CallMethod { base, name, .. } | Op::CallMethodShape { base, name, .. } => {
                let writes = self.method_named(name).is_some_and(changes);
                self.use_whole(reg(base), writes);
            }
            Op::Call { base, argc, .. } if !self.is_scripted(reg(base)) => {
                (1..=argc).for_each(|at| self.use_whole(reg(base + at), false));
            }
            Op::GetIter { src, .. } | Op::Unpack { src, .. } => self.use_whole(reg(src), false),
            _ => {}
        }
    }

    fn note(&mut self, place: Place, write: bool) {
        if let Some(watch) = &mut self.watch {
            watch.uses.push(Use { place, line: watch.line, write });
        }
    }

    /// What never changes in earnest is not followed: names of functions,
    /// classes, modules, locks.
    fn use_global(&mut self, slot: u16, value: Value, write: bool) {
        use Object::*;
        let fixed = match value {
            Value::Builtin(_) | Value::Sync(_) => true,
            Value::Object(id) => matches!(self.get(id), Function(_) | Class(_) | Module(_)),
            _ => false,
        };
        if !fixed {
            self.note(Place::Global(slot), write);
        }
    }

    fn followed(&self, value: Value) -> Option<(ObjectId, u32)> {
        let Value::Object(id) = value else { return None };
        Some((id, self.watch.as_ref()?.number(id)?))
    }

    fn use_cell(&mut self, code: &Code, reg: u16, cell: Value, write: bool) {
        let Some((_, number)) = self.followed(cell) else { return };
        let name = code.local_names.get(reg as usize).map_or("", |name| name);
        if let Some(watch) = &mut self.watch {
            let word = watch.word(name);
            self.note(Place::Item(number, ItemKey::Word(word)), write);
        }
    }

    fn use_item(&mut self, object: Value, key: Value, write: bool) {
        let Some((id, number)) = self.followed(object) else { return };
        let key = match (self.get(id), key) {
            (Object::List(items), Value::Int(n)) => {
                let len = items.len() as i64;
                let at = if n < 0 { n.wrapping_add(len) } else { n };
                if !(0..len).contains(&at) {
                    return;
                }
                Datum::Int(at)
            }
            (Object::Dict(_), key) => self.key_name(key),
            _ => Datum::Nothing,
        };
        match key {
            Datum::Int(n) => self.note(Place::Item(number, ItemKey::Int(n)), write),
            Datum::Word(word) => self.note(Place::Item(number, ItemKey::Word(word)), write),
            _ => self.use_whole(object, write),
        }
    }

    fn use_attribute(&mut self, object: Value, name: u16, write: bool) {
        let Some((id, number)) = self.followed(object) else { return };
        let own = match self.get(id) {
            Object::Instance(_, slots) => slots,
            Object::Class(class) => &class.slots,
            _ => return,
        };
        let found = own.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
        let fixed = match found {
            Some(Value::Sync(_)) => true,
            Some(Value::Object(id)) => matches!(self.get(id), Object::Function(_)),
            Some(_) => false,
            // Not its own: a method, or what the class holds for all.
            None => !write,
        };
        if let (false, Datum::Word(word)) = (fixed, self.attribute_word(name)) {
            self.note(Place::Item(number, ItemKey::Word(word)), write);
        }
    }

    fn use_whole(&mut self, object: Value, write: bool) {
        let Some((id, number)) = self.followed(object) else { return };
        if matches!(self.get(id), Object::List(_) | Object::Dict(_) | Object::Set(_)) {
            self.note(Place::Whole(number), write);
        }
    }
}

/// Whether a method of lists, dicts or sets changes them.
fn changes(method: Method) -> bool {
    use Method::*;
    matches!(
        method,
        Append
            | Clear
            | Extend
            | Insert
            | Pop
            | Remove
            | Reverse
            | Sort
            | Popitem
            | Setdefault
            | Update
            | Add
            | DifferenceUpdate
            | Discard
            | IntersectionUpdate
            | SymmetricDifferenceUpdate
    )
}
