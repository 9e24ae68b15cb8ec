//! Values on the way between processes, as pickling makes them.
//!
//! A parcel stands by itself: data is copied in depth, what is shared inside
//! it stays shared. Functions of the script travel by name; whatever has a
//! state of its own (iterators, coroutines, cells) does not travel.

use super::container;
use super::object::{Exception, Extra, Function, Object, Slots};
use super::table::Table;
use super::{Memory, ObjectId, SyncId, Value};
use crate::program::CodeId;
use std::convert::Infallible;

/// A copied value. `Value::Object` inside counts the parcel's own items.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    root: Value,
    items: Vec<Item>,
    /// Synchronisation objects inside, which travel as they are.
    pub syncs: Vec<SyncId>,
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Text(Box<str>),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    /// Key, value, key, value …
    Dict(Vec<Value>),
    Set(Vec<Value>),
    /// start, stop, step
    Slice(Vec<Value>),
    Range(super::object::Bounds),
    /// Defaults of positional, then of keyword-only parameters.
    Function {
        code: CodeId,
        quick: u16,
        defaults: Vec<Value>,
        keyword_defaults: Vec<Value>,
    },
    Exception {
        class: Value,
        names: Vec<u16>,
        slots: Vec<Value>,
        args: Vec<Value>,
        traceback: Vec<(CodeId, u32)>,
    },
    TypeName(&'static str),
    /// By its `class` statement, which the other process has come by too.
    Class(u16),
    /// Its class, its attributes.
    Instance(Value, Vec<u16>, Vec<Value>),
    /// What an enumeration has by this name: its `class` statement.
    Member(u16, u16),
    /// An object, a function.
    Bound(Value, Value),
}

impl Parcel {
    /// Estimated length of the message in bytes.
    pub fn bytes(&self) -> u64 {
        let size = |item: &Item| match item {
            Item::Text(text) => text.len(),
            Item::List(v) | Item::Tuple(v) | Item::Dict(v) | Item::Set(v) => v.len() * 9,
            _ => 16,
        };
        self.items.iter().map(|item| size(item) as u64 + 4).sum::<u64>() + 9
    }
}

impl Memory {
    /// Packs a value. `Err`: why it cannot travel, the text of a TypeError.
    pub fn export(&self, value: Value) -> Result<Parcel, String> {
        let mut packer =
            Packer { memory: self, items: Vec::new(), known: Table::default(), syncs: Vec::new() };
        let root = packer.refer(value);
        // Items are packed in the order they were first met, without recursion.
        while let Some(next) = packer.known.entries().get(packer.items.len()) {
            let Value::Object(id) = next.key else { break };
            let item = packer.pack(id)?;
            packer.items.push(item);
        }
        Ok(Parcel { root, items: packer.items, syncs: packer.syncs })
    }

    /// Packs a call: what is called, then its arguments.
    pub fn export_call(&mut self, function: Value, args: &[Value]) -> Result<Parcel, String> {
        let call = self.new_tuple([&[function], args].concat());
        self.export(call)
    }

    /// Unpacks into this memory.
    pub fn import(&mut self, parcel: &Parcel) -> Value {
        // Places first, so that items may name each other in any order.
        let place = |item: &Item| match *item {
            Item::Class(site) => self.class_at(site),
            Item::Member(site, name) => match self.class_at(site) {
                Value::Object(class) => self.find_in_class(class, name).unwrap_or(Value::None),
                other => other,
            },
            _ => self.add(empty(item)),
        };
        let places: Vec<Value> = parcel.items.iter().map(place).collect();
        let find = |value: Value| match value {
            Value::Object(id) => places[id.0 as usize],
            other => other,
        };
        let all = |values: &[Value]| -> Vec<Value> { values.iter().map(|&v| find(v)).collect() };
        for (item, &place) in parcel.items.iter().zip(&places) {
            let Value::Object(id) = place else { continue };
            let object = match item {
                Item::List(values) => Object::List(all(values)),
                Item::Tuple(values) => Object::Tuple(all(values).into_boxed_slice()),
                Item::Slice(values) => match all(values)[..] {
                    [a, b, c] => Object::Slice(Box::new([a, b, c])),
                    _ => continue,
                },
                Item::Instance(class, names, values) => match find(*class) {
                    Value::Object(class) => Object::Instance(class, slots(names, all(values))),
                    _ => continue,
                },
                Item::Bound(object, function) => match find(*function) {
                    Value::Object(function) => Object::Bound(find(*object), function),
                    _ => continue,
                },
                Item::Exception { class, names, slots: values, args, traceback } => {
                    Object::Exception(Box::new(Exception {
                        class: find(*class),
                        slots: slots(names, all(values)),
                        args: all(args),
                        traceback: traceback.clone(),
                        cause: Value::Unbound,
                        context: Value::Unbound,
                        hint: None,
                    }))
                }
                Item::Function { code, quick, defaults, keyword_defaults } => {
                    let extra = Extra {
                        captures: Box::new([]),
                        defaults: all(defaults).into(),
                        keyword_defaults: all(keyword_defaults).into(),
                        slots: Vec::new(),
                    };
                    let extra = Some(Box::new(extra));
                    Object::Function(Function { code: *code, quick: *quick, extra })
                }
                _ => continue,
            };
            self.grow(4);
            *self.get_mut(id) = object;
        }
        // Tables last: hashing a key reads its contents.
        for (item, &place) in parcel.items.iter().zip(&places) {
            match item {
                Item::Dict(values) => {
                    for pair in all(values).chunks_exact(2) {
                        // The key was hashable where it came from.
                        let _ = container::insert(self, place, pair[0], pair[1]);
                    }
                }
                Item::Set(values) => {
                    for value in all(values) {
                        let _ = container::add(self, place, value);
                    }
                }
                _ => {}
            }
        }
        find(parcel.root)
    }
}

fn empty(item: &Item) -> Object {
    match item {
        Item::Text(text) => Object::Str(super::text::Text::new(text)),
        Item::Dict(_) => Object::Dict(Box::default()),
        Item::Set(_) => Object::Set(Box::default()),
        &Item::Range(bounds) => Object::Range(bounds),
        Item::Function { code, quick, .. } => {
            Object::Function(Function { code: *code, quick: *quick, extra: None })
        }
        Item::TypeName(name) => Object::TypeName(name),
        _ => Object::List(Vec::new()),
    }
}

fn slots(names: &[u16], values: Vec<Value>) -> Slots {
    names.iter().copied().zip(values).collect()
}

struct Packer<'m> {
    memory: &'m Memory,
    items: Vec<Item>,
    /// The objects met so far, each where it is or will be among the items.
    known: Table,
    syncs: Vec<SyncId>,
}

impl Packer<'_> {
    fn refer(&mut self, value: Value) -> Value {
        if let Value::Sync(sync) = value {
            self.syncs.push(sync);
        }
        let Value::Object(id) = value else { return value };
        let hash = u64::from(id.0);
        let found: Result<_, Infallible> = self.known.find(hash, |known| Ok(known == value));
        let Ok(at) = found;
        let at = at.unwrap_or_else(|| {
            self.known.push(hash, value, Value::None);
            self.known.len() - 1
        });
        Value::Object(ObjectId(at as u32))
    }

    fn all<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) -> Vec<Value> {
        values.into_iter().map(|&value| self.refer(value)).collect()
    }

    fn pack(&mut self, id: ObjectId) -> Result<Item, String> {
        let memory = self.memory;
        Ok(match memory.get(id) {
            Object::Str(text) => Item::Text(text.as_str().into()),
            Object::List(items) => Item::List(self.all(items)),
            Object::Tuple(items) => Item::Tuple(self.all(items.iter())),
            Object::Dict(table) => {
                Item::Dict(self.all(table.iter().flat_map(|e| [&e.key, &e.value])))
            }
            Object::Set(table) => Item::Set(self.all(table.iter().map(|e| &e.key))),
            Object::Slice(parts) => Item::Slice(self.all(parts.iter())),
            &Object::Range(bounds) => Item::Range(bounds),
            // A function travels by name, which one inside another lacks.
            Object::Function(f) if f.extra.as_ref().is_none_or(|e| e.captures.is_empty()) => {
                let extra = f.extra.as_deref();
                Item::Function {
                    code: f.code,
                    quick: f.quick,
                    defaults: self.all(extra.iter().flat_map(|e| e.defaults.iter())),
                    keyword_defaults: self
                        .all(extra.iter().flat_map(|e| e.keyword_defaults.iter())),
                }
            }
            Object::Class(class) => Item::Class(class.site),
            Object::Instance(class, _) if let Some(member) = self.member(*class, id) => member,
            Object::Instance(class, slots) => Item::Instance(
                self.refer(Value::Object(*class)),
                slots.iter().map(|(name, _)| *name).collect(),
                self.all(slots.iter().map(|(_, value)| value)),
            ),
            &Object::Bound(object, function) => {
                Item::Bound(self.refer(object), self.refer(Value::Object(function)))
            }
            Object::Exception(e) => Item::Exception {
                class: self.refer(e.class),
                names: e.slots.iter().map(|(name, _)| *name).collect(),
                slots: self.all(e.slots.iter().map(|(_, value)| value)),
                args: self.all(&e.args),
                traceback: e.traceback.clone(),
            },
            Object::TypeName(name) => Item::TypeName(name),
            _ => return Err(self.refusal(id)),
        })
    }

    fn member(&self, class: ObjectId, id: ObjectId) -> Option<Item> {
        let class = self.memory.class(class).filter(|class| class.meta.is_some())?;
        let (name, _) = class.slots.iter().find(|(_, value)| *value == Value::Object(id))?;
        Some(Item::Member(class.site, *name))
    }

    fn refusal(&self, id: ObjectId) -> String {
        let memory = self.memory;
        match memory.get(id) {
            Object::Function(f) => {
                let name = &memory.names.codes[f.code.0 as usize];
                format!("Can't pickle local object '{name}'")
            }
            _ => format!("cannot pickle '{}' object", memory.type_name(Value::Object(id))),
        }
    }
}
