//! Classes and their instances: making them, finding attributes.
//!
//! An attribute is looked for in the instance, then in its class, then in the
//! class's ancestors. What the class holds is bound to the instance: functions
//! become methods, properties are computed.

use super::fault::Outcome;
use super::method::Method;
use super::object::{Class, Object, Slots};
use super::{Memory, ObjectId, Value};
use crate::program::{Builtin, ClassShape, Kind};
use std::rc::Rc;

/// The value of an attribute among slots.
pub(super) fn slot(slots: &Slots, name: u16) -> Option<Value> {
    slots.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
}

pub(super) fn set_slot(slots: &mut Slots, name: u16, value: Value) -> bool {
    match slots.iter_mut().find(|(n, _)| *n == name) {
        Some((_, old)) => {
            *old = value;
            false
        }
        None => {
            slots.push((name, value));
            true
        }
    }
}

impl Memory {
    /// What a `class` statement gives: bases, then values, in `regs`.
    pub(super) fn make_class(
        &mut self,
        shape: &ClassShape,
        site: u16,
        regs: &[Value],
    ) -> Outcome<Value> {
        let (bases, values) = regs.split_at((shape.n_bases as usize).min(regs.len()));
        let ancestors = self.ancestors(bases)?;
        let bound =
            |(&name, &value): (&u16, &Value)| (value != Value::Unbound).then_some((name, value));
        let slots: Slots = shape.names.iter().zip(values).filter_map(bound).collect();
        let hooks = ancestors.iter().any(|&a| self.has_hooks(a))
            || slots.iter().any(|&(name, value)| self.is_hook(name, value));
        let name = Rc::from(&*shape.name);
        let meta = ancestors.iter().find_map(|&a| self.metaclass(a));
        let class = Class { name, site, ancestors, slots, hooks, meta };
        let made = self.add(Object::Class(Box::new(class)));
        if let Some(place) = self.classes.get_mut(site as usize) {
            *place = made;
        }
        Ok(made)
    }

    fn has_hooks(&self, class: Value) -> bool {
        matches!(self.object(class), Some(Object::Class(c)) if c.hooks)
    }

    fn is_hook(&self, name: u16, value: Value) -> bool {
        matches!(self.object(value), Some(Object::Property(_)))
            || matches!(&*self.name_text(name), "__setattr__" | "__delattr__")
    }

    /// Depth first, from left to right, each as late as possible: what
    /// CPython's order (C3) gives for all but contrived diamonds.
    fn ancestors(&mut self, bases: &[Value]) -> Outcome<Vec<Value>> {
        let mut all = Vec::new();
        let mixed = bases.iter().any(|&base| self.metaclass(base).is_some());
        for &base in bases {
            match (base, self.object(base)) {
                (_, Some(Object::Class(class))) => {
                    all.push(base);
                    all.extend(&class.ancestors);
                }
                (Value::Builtin(Builtin::Object), _) => {}
                (Value::Builtin(b), _) if b.kind() == Kind::Exception => all.push(base),
                // `class Color(str, Enum)`: `enum` gives it what a str can do.
                (Value::Builtin(Builtin::Str | Builtin::Int | Builtin::Float), _) if mixed => {
                    all.push(base);
                }
                _ => {
                    let name = self.callable_name(base);
                    let name = name.trim_end_matches("()");
                    let text = format!("'{name}' cannot be the base of a class here");
                    return Err(self.type_error(&text));
                }
            }
        }
        let late =
            |(at, class): (usize, &Value)| (!all[at + 1..].contains(class)).then_some(*class);
        Ok(all.iter().enumerate().filter_map(late).collect())
    }

    fn metaclass(&self, class: Value) -> Option<ObjectId> {
        match self.object(class)? {
            Object::Class(class) => class.meta,
            _ => None,
        }
    }

    /// The class of an instance, or of an exception of the script's own.
    pub(super) fn class_of(&self, value: Value) -> Option<ObjectId> {
        match self.object(value)? {
            Object::Instance(class, _) => Some(*class),
            Object::Exception(e) => match e.class {
                Value::Object(class) => Some(class),
                _ => None,
            },
            Object::Class(class) => class.meta,
            _ => None,
        }
    }

    pub(super) fn class(&self, id: ObjectId) -> Option<&Class> {
        match self.get(id) {
            Object::Class(class) => Some(class),
            _ => None,
        }
    }

    /// What a class or an ancestor of it has by that name.
    pub(super) fn find_in_class(&self, id: ObjectId, name: u16) -> Option<Value> {
        let class = self.class(id)?;
        slot(&class.slots, name).or_else(|| self.find_among(&class.ancestors, name))
    }

    fn find_among(&self, classes: &[Value], name: u16) -> Option<Value> {
        classes.iter().find_map(|&ancestor| match self.object(ancestor) {
            Some(Object::Class(class)) => slot(&class.slots, name),
            _ => None,
        })
    }

    /// What comes after `class` among the ancestors of the object's class has
    /// by that name.
    pub(super) fn find_above(&self, object: Value, class: ObjectId, name: u16) -> Option<Value> {
        let own = match self.object(object) {
            Some(Object::Class(_)) => match object {
                Value::Object(id) => id,
                _ => return None,
            },
            _ => self.class_of(object)?,
        };
        let ancestors = &self.class(own)?.ancestors;
        if own == class {
            return self.find_among(ancestors, name);
        }
        let at = ancestors.iter().position(|&a| a == Value::Object(class))?;
        self.find_among(&ancestors[at + 1..], name)
    }

    /// A method that operators and builtins look for in the class: `__len__`.
    pub(super) fn special(&self, value: Value, name: &str) -> Option<Value> {
        let class = self.class_of(value)?;
        let found = self.find_in_class(class, self.name_index(name)?)?;
        Some(match self.object(found) {
            Some(Object::StaticMethod(f)) => *f,
            _ => found,
        })
    }

    /// `value.name(*args)`, if its class has such a method.
    pub(super) fn ask_special(
        &self,
        value: Value,
        name: &str,
        args: &[Value],
    ) -> Option<Outcome<Value>> {
        let method = self.special(value, name)?;
        Some(self.ask(method, &[&[value], args].concat()))
    }

    /// What a class holds, as an attribute of `object`.
    pub(super) fn bind(&mut self, found: Value, object: Value) -> Outcome<Value> {
        let Value::Object(id) = found else { return Ok(found) };
        match self.get(id) {
            Object::Function(_) => Ok(self.add(Object::Bound(object, id))),
            Object::Property(parts) => {
                let get = parts[0];
                let asked = self.ask(get, &[object])?;
                if asked == Value::Unbound {
                    return Err(self.fault(Builtin::AttributeError, ""));
                }
                Ok(asked)
            }
            Object::StaticMethod(f) => Ok(*f),
            &Object::ClassMethod(f) => {
                let class = match self.object(object) {
                    Some(Object::Class(_)) => object,
                    _ => self.class_of(object).map_or(object, Value::Object),
                };
                Ok(match f {
                    Value::Object(f) => self.add(Object::Bound(class, f)),
                    other => other,
                })
            }
            _ => Ok(found),
        }
    }

    pub(super) fn name_text(&self, name: u16) -> Rc<str> {
        let own = self.names.names.len();
        let at = name as usize;
        let found = if at < own { self.names.names.get(at) } else { self.more_names.get(at - own) };
        found.cloned().unwrap_or_else(|| Rc::from(""))
    }

    /// The method of builtin values that has this name.
    pub(super) fn method_named(&self, name: u16) -> Option<Method> {
        match self.names.methods.get(name as usize) {
            Some(method) => *method,
            None => Method::from_name(&self.name_text(name)),
        }
    }

    pub(super) fn name_index(&self, text: &str) -> Option<u16> {
        let mut all = self.names.names.iter().chain(&self.more_names);
        all.position(|name| **name == *text).map(|at| at as u16)
    }

    /// The index of a name that only comes up while running.
    pub(super) fn intern(&mut self, text: &str) -> Outcome<u16> {
        if let Some(index) = self.name_index(text) {
            return Ok(index);
        }
        let index = self.names.names.len() + self.more_names.len();
        match u16::try_from(index) {
            Ok(index) => {
                self.more_names.push(Rc::from(text));
                Ok(index)
            }
            Err(_) => Err(self.fault(Builtin::MemoryError, "too many names")),
        }
    }

    /// Whether a class is another or below it.
    pub(super) fn is_below(&self, class: Value, of: Value) -> bool {
        if class == of || of == Value::Builtin(Builtin::Object) {
            return true;
        }
        match (class, self.object(class), of) {
            (_, Some(Object::Class(c)), _) => {
                c.ancestors.iter().any(|&a| a == of || self.is_below_builtin(a, of))
            }
            _ => self.is_below_builtin(class, of),
        }
    }

    fn is_below_builtin(&self, class: Value, of: Value) -> bool {
        match (class, of) {
            (Value::Builtin(Builtin::Bool), Value::Builtin(Builtin::Int)) => true,
            (Value::Builtin(class), Value::Builtin(of)) => {
                class == of
                    || class.kind() == Kind::Exception && super::compare::is_subclass(class, of)
            }
            _ => false,
        }
    }

    /// Whether it can stand after `except` and among bases.
    pub(super) fn is_exception_class(&self, class: Value) -> bool {
        self.is_below(class, Value::Builtin(Builtin::BaseException))
    }
}
