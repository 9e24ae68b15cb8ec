//! Iteration: what `for`, unpacking and builtins draw values from.
//!
//! An iterator whose next value needs a call (`map`, `filter`, and anything
//! wrapped around another lazy iterator) answers with a [`Native`], so that
//! nothing here recurses.

use super::fault::Outcome;
use super::generator::{Draw, Drawing, Manner, Resume};
use super::native::Native;
use super::object::{Iter, Object, Part, Range};
use super::table::Table;
use super::{Memory, ObjectId, Value};
use crate::program::Builtin;

pub(super) enum Next {
    Item(Value),
    End,
    /// Running this gives the next value, or nothing at the end.
    Native(Native),
}

impl Memory {
    /// Whether drawing from this may call something.
    pub(super) fn runs_script(&self, value: Value) -> bool {
        let iter = match self.object(value) {
            Some(Object::Iter(iter)) => iter,
            Some(Object::Generator(_)) => return true,
            Some(Object::Instance(..) | Object::Class(_)) => {
                return self.special(value, "__iter__").is_some()
                    || self.special(value, "__getitem__").is_some();
            }
            _ => return false,
        };
        match &**iter {
            Iter::Map { .. }
            | Iter::Filter { .. }
            | Iter::Script { .. }
            | Iter::Await { .. }
            | Iter::Items { .. } => true,
            Iter::Enumerate { inner, .. } => self.is_wrapper(*inner),
            Iter::Zip { inners } => inners.iter().any(|&v| self.is_wrapper(v)),
            _ => false,
        }
    }

    /// Whether `in` has to draw from this and may call something.
    pub(super) fn searches_script(&self, value: Value) -> bool {
        self.runs_script(value) && self.special(value, "__contains__").is_none()
    }

    /// An iterator around other iterators, or around a script's own code.
    fn is_wrapper(&self, value: Value) -> bool {
        let iter = match self.object(value) {
            Some(Object::Iter(iter)) => iter,
            other => return matches!(other, Some(Object::Generator(_))),
        };
        use Iter::*;
        matches!(
            **iter,
            Map { .. }
                | Filter { .. }
                | Enumerate { .. }
                | Zip { .. }
                | Script { .. }
                | Await { .. }
                | Items { .. }
        )
    }

    /// `iter(value)`.
    pub(super) fn iterate(&mut self, value: Value) -> Outcome<Value> {
        super::container::arrange(self, value);
        let made = match (value, self.object(value)) {
            (Value::Object(source), Some(object)) => match object {
                Object::List(_) | Object::Tuple(_) => Object::SeqIter { source, next: 0 },
                Object::Range(range) => Object::RangeIter(range.numbers()),
                Object::Str(_) => Object::Iter(Box::new(Iter::Str { source, offset: 0 })),
                Object::Dict(table) => table_iter(source, table, Part::Keys),
                Object::Set(table) => table_iter(source, table, Part::Keys),
                &Object::View(source, part) => match self.get(source) {
                    Object::Dict(table) => table_iter(source, table, part),
                    _ => Object::Iter(Box::new(Iter::Done("dict_iterator"))),
                },
                Object::RangeIter(_)
                | Object::SeqIter { .. }
                | Object::Iter(_)
                | Object::Generator(_) => return Ok(value),
                Object::Instance(..) | Object::Class(_)
                    if self.special(value, "__iter__").is_some() =>
                {
                    let inner = Value::Unbound;
                    let iter = Iter::Script { source: value, inner, asynchronous: false };
                    Object::Iter(Box::new(iter))
                }
                Object::Instance(..) if self.special(value, "__getitem__").is_some() => {
                    Object::Iter(Box::new(Iter::Items { source: value, next: 0 }))
                }
                Object::Coroutine(_) => {
                    let result = Value::Unbound;
                    Object::Iter(Box::new(Iter::Await { coroutine: value, result }))
                }
                _ => return Err(self.not_iterable(value)),
            },
            _ => return Err(self.not_iterable(value)),
        };
        Ok(self.add(made))
    }

    #[cold]
    pub(super) fn not_iterable(&mut self, value: Value) -> super::fault::Fault {
        self.unfit(value, "'{}' object is not iterable")
    }

    /// The next value of an iterator that [`Self::iterate`] gave.
    #[inline]
    pub(super) fn next(&mut self, iter: Value) -> Outcome<Next> {
        let Value::Object(id) = iter else { return Ok(Next::End) };
        match self.get_mut(id) {
            Object::RangeIter(range) => {
                if range.len == 0 {
                    return Ok(Next::End);
                }
                let value = range.start;
                range.len -= 1;
                range.start = value.wrapping_add(range.step);
                Ok(Next::Item(Value::Int(value)))
            }
            &mut Object::SeqIter { source, next } => {
                let items = match self.get(source) {
                    Object::List(items) => &items[..],
                    Object::Tuple(items) => &items[..],
                    _ => &[],
                };
                let Some(&value) = items.get(next as usize) else {
                    *self.get_mut(id) = Object::Iter(Box::new(Iter::Done("list_iterator")));
                    return Ok(Next::End);
                };
                if let Object::SeqIter { next, .. } = self.get_mut(id) {
                    *next += 1;
                }
                Ok(Next::Item(value))
            }
            Object::Iter(_) => self.next_boxed(id),
            Object::Generator(_) => Ok(Next::Native(Native::Resume(Resume {
                generator: id,
                manner: Manner::Loop,
                asynchronous: false,
            }))),
            _ => Ok(Next::End),
        }
    }

    pub(super) fn set_iter(&mut self, id: ObjectId, iter: Iter) {
        if let Object::Iter(slot) = self.get_mut(id) {
            **slot = iter;
        }
    }

    fn next_boxed(&mut self, id: ObjectId) -> Outcome<Next> {
        let Object::Iter(iter) = self.get(id) else { return Ok(Next::End) };
        match (**iter).clone() {
            Iter::Done(_) => Ok(Next::End),
            Iter::Str { source, offset } => {
                let text = match self.get(source) {
                    Object::Str(text) => text.shared(),
                    _ => return Ok(Next::End),
                };
                let Some(c) = text[offset..].chars().next() else { return Ok(Next::End) };
                let end = offset + c.len_utf8();
                self.set_iter(id, Iter::Str { source, offset: end });
                Ok(Next::Item(self.new_text(&text[offset..end])))
            }
            Iter::Table { source, next, size, part } => {
                let Some(found) = self.table_from(source, next, size)? else {
                    return Ok(Next::End);
                };
                self.set_iter(id, Iter::Table { source, next: found.0 + 1, size, part });
                Ok(Next::Item(self.entry_part(found.1, found.2, part)))
            }
            Iter::Reversed { source, left } => self.next_reversed(id, source, left),
            Iter::ReversedTable { source, left, size, part } => {
                self.check_size(source, size)?;
                let table = self.table(source);
                let found = table
                    .map(|t| &t.entries()[..left.min(t.entries().len())])
                    .and_then(|e| e.iter().rposition(|e| e.key != Value::Unbound));
                let Some(at) = found else { return Ok(Next::End) };
                let entry = table.map(|t| (t.entries()[at].key, t.entries()[at].value));
                let (key, value) = entry.unwrap_or((Value::None, Value::None));
                self.set_iter(id, Iter::ReversedTable { source, left: at, size, part });
                Ok(Next::Item(self.entry_part(key, value, part)))
            }
            Iter::Enumerate { inner, count } => {
                if self.is_wrapper(inner) {
                    return Ok(Next::Native(Native::Enumerate { iter: id, inner }));
                }
                Ok(match self.next(inner)? {
                    Next::Item(value) => Next::Item(self.enumerated(id, inner, count, value)?),
                    other => other,
                })
            }
            Iter::Zip { inners } => self.next_zip(inners),
            Iter::Script { .. } => {
                Ok(Next::Native(Native::Draw(Draw { iter: id, stage: Drawing::Opening })))
            }
            Iter::Await { result, .. } if result != Value::Unbound => Ok(Next::End),
            Iter::Await { coroutine, .. } => {
                Ok(Next::Native(Native::AwaitInside { iter: id, coroutine }))
            }
            Iter::Items { source, next } => {
                Ok(Next::Native(Native::Item { iter: id, source, index: next }))
            }
            Iter::Map { function, inners } => {
                Ok(Next::Native(Native::Map { function, inners, args: Vec::new() }))
            }
            Iter::Filter { function, inner } => {
                Ok(Next::Native(Native::Filter { function, inner, candidate: Value::Unbound }))
            }
        }
    }

    fn next_reversed(&mut self, id: ObjectId, source: ObjectId, left: usize) -> Outcome<Next> {
        let Some(index) = left.checked_sub(1) else { return Ok(Next::End) };
        self.set_iter(id, Iter::Reversed { source, left: index });
        let value = match self.get(source) {
            Object::List(items) => items.get(index).copied(),
            Object::Tuple(items) => items.get(index).copied(),
            Object::Str(text) => {
                let c = text.char_at(index).to_string();
                Some(self.new_text(&c))
            }
            _ => None,
        };
        Ok(value.map_or(Next::End, Next::Item))
    }

    fn next_zip(&mut self, inners: Box<[Value]>) -> Outcome<Next> {
        if inners.iter().any(|&v| self.is_wrapper(v)) {
            return Ok(Next::Native(Native::Zip { inners, items: Vec::new() }));
        }
        let mut items = Vec::with_capacity(inners.len());
        for &inner in &inners {
            match self.next(inner)? {
                Next::Item(value) => items.push(value),
                other => return Ok(other),
            }
        }
        if items.is_empty() {
            return Ok(Next::End);
        }
        Ok(Next::Item(self.new_tuple(items)))
    }

    /// Counts a value that an `enumerate` drew.
    pub(super) fn enumerated(
        &mut self,
        id: ObjectId,
        inner: Value,
        count: i64,
        value: Value,
    ) -> Outcome<Value> {
        let Some(next) = count.checked_add(1) else { return Err(self.overflow()) };
        self.set_iter(id, Iter::Enumerate { inner, count: next });
        Ok(self.new_tuple(vec![Value::Int(count), value]))
    }

    pub(super) fn enumerate_count(&self, id: ObjectId) -> i64 {
        match self.get(id) {
            Object::Iter(iter) => match **iter {
                Iter::Enumerate { count, .. } => count,
                _ => 0,
            },
            _ => 0,
        }
    }

    pub(super) fn table(&self, id: ObjectId) -> Option<&Table> {
        match self.get(id) {
            Object::Dict(table) | Object::Set(table) => Some(table),
            _ => None,
        }
    }

    fn check_size(&mut self, source: ObjectId, size: usize) -> Outcome<()> {
        let now = self.table(source).map_or(0, Table::len);
        if now == size {
            return Ok(());
        }
        let what = match self.get(source) {
            Object::Dict(_) => "dictionary",
            _ => "Set",
        };
        let text = format!("{what} changed size during iteration");
        Err(self.fault(Builtin::RuntimeError, &text))
    }

    /// The first entry at or after a position: where, key, value.
    fn table_from(
        &mut self,
        source: ObjectId,
        next: usize,
        size: usize,
    ) -> Outcome<Option<(usize, Value, Value)>> {
        self.check_size(source, size)?;
        let Some(table) = self.table(source) else { return Ok(None) };
        let mut rest = table.entries().iter().enumerate().skip(next);
        let found = rest.find(|(_, e)| e.key != Value::Unbound);
        Ok(found.map(|(at, e)| (at, e.key, e.value)))
    }

    fn entry_part(&mut self, key: Value, value: Value, part: Part) -> Value {
        match part {
            Part::Keys => key,
            Part::Values => value,
            Part::Items => self.new_tuple(vec![key, value]),
        }
    }

    /// All values of an iterable at once; `None` if drawing them may call
    /// something. TypeError if it is none.
    pub(super) fn items_of(&mut self, value: Value) -> Outcome<Option<Vec<Value>>> {
        if self.runs_script(value) {
            return Ok(None);
        }
        if let Some(items) = self.sequence(value) {
            self.reserve(items.len() as u64 * 16)?;
            return Ok(Some(items.to_vec()));
        }
        let iter = self.iterate(value)?;
        if let Some(Object::RangeIter(range)) = self.object(iter) {
            self.reserve(range.len.saturating_mul(16))?;
        }
        let mut items = Vec::new();
        while let Next::Item(value) = self.next(iter)? {
            if items.len() % 256 == 255 {
                self.reserve(items.len() as u64 * 16)?;
            }
            items.push(value);
        }
        Ok(Some(items))
    }

    /// Length of what `reversed` takes.
    pub(super) fn reversed(&mut self, value: Value) -> Outcome<Value> {
        if let Some(asked) = self.ask_special(value, "__reversed__", &[]) {
            return asked;
        }
        let made = match (value, self.object(value)) {
            (Value::Object(source), Some(object)) => match object {
                Object::List(items) => Some(Iter::Reversed { source, left: items.len() }),
                Object::Tuple(items) => Some(Iter::Reversed { source, left: items.len() }),
                Object::Str(text) => Some(Iter::Reversed { source, left: text.len() }),
                Object::Range(range) => {
                    let turned = turn(&range.numbers());
                    return Ok(self.add(Object::RangeIter(turned)));
                }
                Object::Dict(table) => Some(reversed_table(source, table, Part::Keys)),
                &Object::View(source, part) => {
                    self.table(source).map(|t| reversed_table(source, t, part))
                }
                _ => None,
            },
            _ => None,
        };
        match made {
            Some(iter) => Ok(self.add(Object::Iter(Box::new(iter)))),
            None => Err(self.unfit(value, "'{}' object is not reversible")),
        }
    }
}

fn table_iter(source: ObjectId, table: &Table, part: Part) -> Object {
    Object::Iter(Box::new(Iter::Table { source, next: 0, size: table.len(), part }))
}

fn reversed_table(source: ObjectId, table: &Table, part: Part) -> Iter {
    Iter::ReversedTable { source, left: table.entries().len(), size: table.len(), part }
}

fn turn(range: &Range) -> Range {
    let last = range.len.saturating_sub(1);
    Range { start: range.at(last), step: range.step.wrapping_neg(), len: range.len }
}
