//! Mark and sweep. No recursion: what is found waits on a list.

use super::memory::{FIRST_COLLECTION, Memory, NO_HOLE, size_of_object};
use super::object::{Iter, Object};
use super::{ObjectId, Value};

impl Memory {
    /// Frees every object that neither a global, a constant nor `roots`
    /// reaches. `roots`: `Frames::values` of every task of the process, and
    /// every value that the engine itself keeps for it (results, messages).
    pub fn collect(&mut self, roots: &mut dyn Iterator<Item = Value>) {
        let mut marker = Marker { seen: vec![false; self.objects.len()], todo: Vec::new() };
        for value in self.globals.iter().chain(&self.consts).chain(&self.classes) {
            marker.visit(*value);
        }
        for answered in &self.answers {
            answered.values().for_each(|value| marker.visit(value));
        }
        roots.for_each(|value| marker.visit(value));
        while let Some(id) = marker.todo.pop() {
            children(self.get(id), &mut |value| marker.visit(value));
        }
        self.watch_changes();
        self.sweep(&marker.seen);
    }

    fn sweep(&mut self, seen: &[bool]) {
        self.hole = NO_HOLE;
        self.bytes = 0;
        // Backwards, so that low places are reused first.
        for at in (0..self.objects.len()).rev() {
            if seen[at] {
                self.bytes += size_of_object(&self.objects[at]);
            } else {
                self.objects[at] = Object::Free(self.hole);
                self.hole = at as u32;
                if let Some(watch) = &mut self.watch {
                    watch.forget(at);
                }
            }
        }
        // Nearly full counts as full: else every few steps would collect again.
        let full = self.bytes > self.limit - self.limit / 16;
        self.live = if full { u64::MAX } else { self.bytes };
        // Due at once, so that the interpreter meets the limit.
        let next = FIRST_COLLECTION.max(self.bytes * 2).min(self.limit);
        self.threshold = if full { 0 } else { next };
    }
}

struct Marker {
    seen: Vec<bool>,
    todo: Vec<ObjectId>,
}

impl Marker {
    fn visit(&mut self, value: Value) {
        if let Value::Object(id) = value
            && let Some(seen) = self.seen.get_mut(id.0 as usize)
            && !*seen
        {
            *seen = true;
            self.todo.push(id);
        }
    }
}

/// Every value that an object holds.
pub(super) fn children(object: &Object, visit: &mut dyn FnMut(Value)) {
    match object {
        Object::Free(_) | Object::Str(_) | Object::Range(_) => {}
        Object::RangeIter(_) | Object::TypeName(_) | Object::Module(_) => {}
        Object::List(items) => items.iter().for_each(|&v| visit(v)),
        Object::Tuple(items) => items.iter().for_each(|&v| visit(v)),
        Object::Dict(table) | Object::Set(table) => {
            for entry in table.iter() {
                visit(entry.key);
                visit(entry.value);
            }
        }
        Object::Slice(parts) => parts.iter().for_each(|&v| visit(v)),
        Object::Cell(value) | Object::Method(value, _) => visit(*value),
        Object::View(id, _) | Object::SeqIter { source: id, .. } => visit(Value::Object(*id)),
        Object::Function(function) => {
            if let Some(extra) = &function.extra {
                let all = extra.captures.iter().chain(&extra.defaults);
                all.chain(&extra.keyword_defaults).for_each(|&v| visit(v));
                extra.slots.iter().for_each(|&(_, v)| visit(v));
            }
        }
        Object::Iter(iter) => iter_children(iter, visit),
        Object::Exception(e) => {
            e.args.iter().chain([&e.class, &e.cause, &e.context]).for_each(|&v| visit(v));
            e.slots.iter().for_each(|&(_, v)| visit(v));
        }
        Object::Coroutine(c) => c.window.iter().flatten().for_each(|&v| visit(v)),
        Object::Class(class) => {
            class.ancestors.iter().for_each(|&v| visit(v));
            class.slots.iter().for_each(|&(_, v)| visit(v));
        }
        Object::Instance(class, slots) => {
            visit(Value::Object(*class));
            slots.iter().for_each(|&(_, v)| visit(v));
        }
        &Object::Bound(object, other) | &Object::Super(object, other) => {
            visit(object);
            visit(Value::Object(other));
        }
        Object::Property(parts) => parts.iter().for_each(|&v| visit(v)),
        Object::StaticMethod(value) | Object::ClassMethod(value) => visit(*value),
        Object::Generator(g) => {
            g.window.iter().chain(&g.handling).for_each(|&v| visit(v));
            visit(g.result);
        }
    }
}

fn iter_children(iter: &Iter, visit: &mut dyn FnMut(Value)) {
    match iter {
        Iter::Str { source, .. }
        | Iter::Table { source, .. }
        | Iter::Reversed { source, .. }
        | Iter::ReversedTable { source, .. } => visit(Value::Object(*source)),
        Iter::Enumerate { inner, .. } => visit(*inner),
        Iter::Zip { inners } => inners.iter().for_each(|&v| visit(v)),
        Iter::Map { function, inners } => {
            visit(*function);
            inners.iter().for_each(|&v| visit(v));
        }
        Iter::Filter { function, inner } => {
            visit(*function);
            visit(*inner);
        }
        Iter::Await { coroutine, result } => {
            visit(*coroutine);
            visit(*result);
        }
        Iter::Items { source, .. } => visit(*source),
        Iter::Script { source, inner, .. } => {
            visit(*source);
            visit(*inner);
        }
        Iter::Done(_) => {}
    }
}
