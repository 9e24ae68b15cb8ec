//! Calls of classes: a new object, and its `__init__`.

use super::exec::{Answer, Context, Keywords, Machine};
use super::fault::Outcome;
use super::native::{Move, Native, Signal};
use super::object::{Class, Object};
use super::{ObjectId, Value};
use crate::program::Builtin;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Construct {
    class: ObjectId,
    /// The object, once it is there.
    made: Value,
    args: Vec<Value>,
    keywords: Vec<(Rc<str>, Value)>,
    initialising: bool,
}

impl Construct {
    pub fn values(&self) -> Vec<Value> {
        let mut all = [&[Value::Object(self.class), self.made], &self.args[..]].concat();
        all.extend(self.keywords.iter().map(|(_, v)| *v));
        all
    }

    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        let memory = &mut *context.memory;
        let class = Value::Object(self.class);
        match signal {
            Signal::Start => match named(memory, self.class, "__new__") {
                Some(new) => {
                    let args = [&[class], &self.args[..]].concat();
                    return Ok(Move::CallWith(new, args, self.keywords.clone()));
                }
                None => self.made = memory.new_instance(self.class, &self.args),
            },
            Signal::Value(value) if self.initialising => {
                if value == Value::None {
                    return Ok(Move::Done(self.made));
                }
                return Err(memory.unfit(value, "__init__() should return None, not '{}'"));
            }
            Signal::Value(value) => {
                // Whatever `__new__` makes of another class is left alone.
                if memory.class_of(value).is_none_or(|c| !memory.is_below(Value::Object(c), class))
                {
                    return Ok(Move::Done(value));
                }
                self.made = value;
            }
            Signal::End => return Ok(Move::Done(self.made)),
        }
        let Some(init) = named(memory, self.class, "__init__") else {
            return self.without_init(context);
        };
        self.initialising = true;
        let args = [&[self.made], &self.args[..]].concat();
        Ok(Move::CallWith(init, args, std::mem::take(&mut self.keywords)))
    }

    /// Exceptions take any arguments, `object` takes none.
    fn without_init(&mut self, context: &mut Context) -> Outcome<Move> {
        let memory = &mut *context.memory;
        let takes = memory.is_exception_class(Value::Object(self.class))
            || named(memory, self.class, "__new__").is_some();
        let name = memory.class(self.class).map(|c| c.name.clone());
        let name = name.as_deref().unwrap_or("?");
        let given = !self.args.is_empty() || !self.keywords.is_empty();
        if given && !takes {
            return Err(memory.type_error(&format!("{name}() takes no arguments")));
        }
        Ok(Move::Done(self.made))
    }
}

fn named(memory: &super::Memory, class: ObjectId, name: &str) -> Option<Value> {
    let found = memory.find_in_class(class, memory.name_index(name)?)?;
    match memory.object(found) {
        Some(Object::StaticMethod(f)) => Some(*f),
        _ => Some(found),
    }
}

impl super::Memory {
    /// A bare object of a class; exceptions keep what they were called with.
    pub(super) fn new_instance(&mut self, class: ObjectId, args: &[Value]) -> Value {
        if self.is_exception_class(Value::Object(class)) {
            return self.new_exception_of(Value::Object(class), args.to_vec());
        }
        self.add(Object::Instance(class, Vec::new()))
    }

    /// `object()`: something that is equal to nothing else.
    pub(super) fn new_object(&mut self) -> Value {
        let last = self.classes.len() - 1;
        match self.class_at(last as u16) {
            Value::Object(class) => self.new_instance(class, &[]),
            other => other,
        }
    }

    /// The class that a `class` statement made last; that of `object()` is
    /// made when it is first asked for.
    pub(super) fn class_at(&mut self, site: u16) -> Value {
        let last = self.classes.len() - 1;
        if usize::from(site) == last && self.classes[last] == Value::Unbound {
            let (name, ancestors, slots) = (Rc::from("object"), Vec::new(), Vec::new());
            let class = Class { name, site, ancestors, slots, hooks: false, meta: None };
            self.classes[last] = self.add(Object::Class(Box::new(class)));
        }
        self.classes.get(usize::from(site)).copied().unwrap_or(Value::None)
    }
}

impl Machine<'_, '_> {
    /// A call of anything that `Memory::is_scripted` names but functions.
    pub(super) fn call_scripted(
        &mut self,
        callee: Value,
        args: &[Value],
        keywords: Keywords,
    ) -> Option<Outcome<Answer>> {
        let Value::Object(id) = callee else { return None };
        let (function, first) = match self.memory.get(id) {
            &Object::Bound(object, function) => (Value::Object(function), Some(object)),
            &Object::StaticMethod(function) => (function, None),
            Object::Class(class) if class.meta.is_some() => {
                (self.memory.special(callee, "__call__")?, Some(callee))
            }
            Object::Class(_) => {
                let construct = Construct {
                    class: id,
                    made: Value::None,
                    args: args.to_vec(),
                    keywords: keywords.to_vec(),
                    initialising: false,
                };
                return Some(Ok(Answer::Native(Native::Construct(Box::new(construct)))));
            }
            Object::Instance(..) => (self.memory.special(callee, "__call__")?, Some(callee)),
            _ => return None,
        };
        let mut all: Vec<Value> = first.into_iter().collect();
        all.extend_from_slice(args);
        Some(self.call(function, &all, keywords))
    }

    /// `receiver.name(*args)`.
    pub(super) fn call_method(
        &mut self,
        receiver: Value,
        name: u16,
        args: &[Value],
        keywords: Keywords,
        awaited: bool,
    ) -> Outcome<Answer> {
        match super::attribute::target(self.memory, receiver, name)? {
            Some((callee, first)) => {
                let mut all: Vec<Value> = first.into_iter().collect();
                all.extend_from_slice(args);
                self.call_awaited(callee, &all, keywords, awaited)
            }
            None => {
                let mut context = self.context();
                super::call::method(&mut context, receiver, name, args, keywords, awaited)
            }
        }
    }

    /// `super()` in the innermost frame.
    pub(super) fn parent_of(&mut self, object: Value) -> Outcome<Value> {
        let code = self.calls.frames.last().map_or(0, |f| f.code as usize);
        let site = self.program.codes[code].class as usize;
        match self.memory.classes.get(site) {
            Some(&Value::Object(class)) => Ok(self.memory.add(Object::Super(object, class))),
            _ => Err(self.memory.fault(Builtin::RuntimeError, "super(): no arguments")),
        }
    }
}
