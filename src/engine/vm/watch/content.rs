//! What an object holds, as the log has it, and what has changed of it.

use super::super::object::Object;
use super::super::table::Entry;
use super::super::{Memory, ObjectId, Value};
use super::Watch;
use crate::trace::{Content, ContentKind, Datum, Delta, Parent, SHOWN, Splice};
use std::rc::Rc;

/// What stands at a place of [`Content::items`].
#[derive(Clone, Copy)]
enum Element {
    Value(Value),
    /// Of an attribute.
    Name(u16),
}

impl Memory {
    /// What the object at `id`, of this number, holds now.
    pub(super) fn content(&mut self, id: ObjectId, number: u32) -> Content {
        let (kind, name) = self.headline(id);
        let len = self.count(id) as u32;
        let elements = self.elements(id);
        let items = (0..elements.len()).map(|at| self.item(number, kind, &elements, at)).collect();
        Content { kind, name, items, len }
    }

    /// Writes down what is different from what is known.
    pub(super) fn compare_content(&mut self, id: ObjectId) {
        let Some(watch) = self.watch.as_mut().filter(|watch| watch.log.full.is_none()) else {
            return;
        };
        let Some(number) = watch.number(id) else { return };
        let known = &mut watch.contents[number as usize];
        let (kind, known) = (known.kind, std::mem::take(&mut known.items));
        let elements = self.elements(id);
        let both = known.len().min(elements.len());
        let mut front = 0;
        while front < both && self.item(number, kind, &elements, front) == known[front] {
            front += 1;
        }
        let mut back = 0;
        while back < both - front
            && self.item(number, kind, &elements, elements.len() - 1 - back)
                == known[known.len() - 1 - back]
        {
            back += 1;
        }
        let end = elements.len() - back;
        let new: Vec<Datum> =
            (front..end).map(|at| self.item(number, kind, &elements, at)).collect();
        let len = self.count(id) as u32;
        self.watch_fresh();
        if let Some(watch) = &mut self.watch {
            let end = known.len() - back;
            watch.contents[number as usize].items = known;
            watch.replace(number, front, end, new, len);
        }
    }

    fn headline(&self, id: ObjectId) -> (ContentKind, Rc<str>) {
        use ContentKind::*;
        let kind = match self.get(id) {
            Object::Str(text) => {
                let shown: String = text.as_str().chars().take(SHOWN).collect();
                return (Text, Rc::from(shown));
            }
            Object::Class(class) => return (Class, class.name.clone()),
            Object::Function(f) => {
                return (Function, Rc::from(&*self.names.codes[f.code.0 as usize]));
            }
            Object::List(_) => List,
            Object::Tuple(_) => Tuple,
            Object::Dict(_) => Dict,
            Object::Set(_) => Set,
            Object::Instance(..) | Object::Exception(_) => Instance,
            Object::Cell(_) => Cell,
            _ => Other,
        };
        (kind, Rc::from(self.type_name(Value::Object(id))))
    }

    /// How many elements the object has.
    fn count(&self, id: ObjectId) -> usize {
        match self.get(id) {
            Object::Str(text) => text.len(),
            Object::List(items) => items.len(),
            Object::Tuple(items) => items.len(),
            Object::Dict(table) | Object::Set(table) => table.len(),
            Object::Instance(_, slots) => slots.len(),
            Object::Exception(e) => e.args.len(),
            Object::Class(class) => class.slots.len(),
            Object::Function(f) => f.extra.as_ref().map_or(0, |extra| extra.captures.len()),
            Object::Cell(_) => 1,
            _ => 0,
        }
    }

    /// The first of them, with their names or keys.
    fn elements(&self, id: ObjectId) -> Vec<Element> {
        use Element::{Name, Value as Of};
        // Removed entries stay in a table for a while: not for ever past them.
        const LOOKED_AT: usize = 16 * SHOWN;
        let values = |values: &[Value]| values.iter().take(SHOWN).map(|&v| Of(v)).collect();
        let slots = |slots: &[(u16, Value)]| {
            let pair = |&(name, value): &(u16, Value)| [Name(name), Of(value)];
            slots.iter().take(SHOWN).flat_map(pair).collect()
        };
        match self.get(id) {
            Object::List(items) => values(items),
            Object::Tuple(items) => values(items),
            Object::Exception(e) => values(&e.args),
            Object::Function(f) => f.extra.as_ref().map_or(Vec::new(), |e| values(&e.captures)),
            Object::Cell(value) => vec![Of(*value)],
            Object::Instance(_, own) => slots(own),
            Object::Class(class) => slots(&class.slots),
            Object::Dict(table) | Object::Set(table) => {
                let is_dict = matches!(self.get(id), Object::Dict(_));
                let there = |e: &&Entry| e.key != Value::Unbound;
                let entries = table.entries().iter().take(LOOKED_AT).filter(there).take(SHOWN);
                let both =
                    |e: &Entry| [Of(e.key), Of(e.value)].into_iter().take(1 + usize::from(is_dict));
                entries.flat_map(both).collect()
            }
            _ => Vec::new(),
        }
    }

    fn item(&mut self, number: u32, kind: ContentKind, elements: &[Element], at: usize) -> Datum {
        let value = match elements[at] {
            Element::Name(name) => return self.attribute_word(name),
            Element::Value(value) => value,
        };
        if let Value::Object(id) = value
            && self.watch.as_ref().is_some_and(|watch| watch.number(id).is_none())
        {
            let before = at.checked_sub(1).map(|before| elements[before]);
            let key = match (kind, before) {
                (ContentKind::Dict, Some(Element::Value(key))) if at % 2 == 1 => self.key_name(key),
                (_, Some(Element::Name(name))) => self.attribute_word(name),
                (ContentKind::List | ContentKind::Tuple, _) => Datum::Int(at as i64),
                _ => Datum::Nothing,
            };
            return self.datum(value, Parent::In(number, key));
        }
        self.datum(value, Parent::Argument)
    }

    pub(super) fn attribute_word(&mut self, name: u16) -> Datum {
        let text = self.name_text(name);
        self.watch.as_mut().map_or(Datum::Nothing, |watch| Datum::Word(watch.word(&text)))
    }

    /// A key by which messages name an element.
    pub(super) fn key_name(&mut self, key: Value) -> Datum {
        if let Some(text) = self.shared_text(key) {
            let quoted = format!("'{}'", text.chars().take(SHOWN).collect::<String>());
            return self.watch.as_mut().map_or(Datum::Nothing, |w| Datum::Word(w.word(&quoted)));
        }
        match key {
            Value::Int(n) => Datum::Int(n),
            _ => Datum::Nothing,
        }
    }
}

impl Watch {
    /// Elements `from..to` of a followed object give way to `new`.
    fn replace(&mut self, object: u32, from: usize, to: usize, new: Vec<Datum>, len: u32) {
        let content = &mut self.contents[object as usize];
        let before = std::mem::replace(&mut content.len, len);
        if from == to && new.is_empty() && before == len {
            return;
        }
        let delta = match (content.items.get(from), &*new) {
            (Some(&old), &[new]) if to == from + 1 && before == len => {
                content.items[from] = new;
                Delta::Item { object, at: from as u32, old, new }
            }
            _ => {
                let old = content.items.splice(from..to, new.iter().copied()).collect();
                let (at, len) = (from as u32, (before, len));
                Delta::Items(Box::new(Splice { object, at, old, new, len }))
            }
        };
        self.push(delta);
    }
}
