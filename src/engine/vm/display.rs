//! Values as text: `str`, `repr`, type names.

use super::compare::DEPTH;
use super::object::{Exception, Iter, Object, Part};
use super::table::Table;
use super::{Memory, ObjectId, Value};
use crate::base::float_text;
use crate::program::{Builtin, Kind};
use std::fmt::Write;

/// Longest text that a value is shown as; what is cut ends with `...`.
const LONGEST: usize = 1 << 20;

impl Memory {
    /// `str(value)`.
    pub fn text_of(&self, value: Value) -> String {
        match self.object(value) {
            Some(Object::Str(text)) => text.as_str().to_string(),
            Some(Object::Instance(..)) => match self.own_text(value, "__str__") {
                Some(text) => text,
                None => self.repr(value),
            },
            Some(Object::Exception(e)) => match self.own_text(value, "__str__") {
                Some(text) => text,
                None => self.exception_text(e),
            },
            _ => self.repr(value),
        }
    }

    /// What a script's own `__str__` or `__repr__` gives; nothing yet if it
    /// has to be asked first (`Memory::told` then says so).
    fn own_text(&self, value: Value, method: &str) -> Option<String> {
        let asked = self.ask_special(value, method, &[])?;
        let text = asked.ok().and_then(|v| self.text(v));
        Some(text.map_or(String::new(), |text| text.as_str().to_string()))
    }

    /// `repr(value)`; what holds itself is shown as `[...]`.
    pub fn repr(&self, value: Value) -> String {
        let mut writer = Writer { memory: self, out: String::new(), inside: Vec::new() };
        writer.value(value);
        writer.out
    }

    /// The message of an exception: `str(e)`.
    pub(super) fn exception_text(&self, e: &Exception) -> String {
        match e.args.as_slice() {
            [] => String::new(),
            [one] if self.is_below(e.class, Value::Builtin(Builtin::KeyError)) => self.repr(*one),
            [text, Value::Object(inner)]
                if self.is_below(e.class, Value::Builtin(Builtin::BaseExceptionGroup)) =>
            {
                let count = self.len(Value::Object(*inner)).unwrap_or(0);
                let plural = if count == 1 { "" } else { "s" };
                format!("{} ({count} sub-exception{plural})", self.text_of(*text))
            }
            // Not by recursion: an exception may hold itself.
            [one] => match self.object(*one) {
                Some(Object::Str(text)) => text.as_str().to_string(),
                Some(Object::Exception(inner)) => match inner.args.as_slice() {
                    [text] if self.text(*text).is_some() => self.text_of(*text),
                    _ => self.repr(*one),
                },
                _ => self.repr(*one),
            },
            many => {
                let mut writer = Writer { memory: self, out: String::new(), inside: Vec::new() };
                writer.tuple(many);
                writer.out
            }
        }
    }

    /// `type(value).__name__`.
    pub(super) fn type_name(&self, value: Value) -> &str {
        match value {
            Value::Unbound | Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Task(_) => "Task",
            Value::Sync(_) => "synchronisation object",
            Value::Builtin(b) => match b.kind() {
                Kind::Type | Kind::Exception => "type",
                _ => "builtin_function_or_method",
            },
            Value::Object(id) => match self.class_of(value).and_then(|class| self.class(class)) {
                Some(class) => &class.name,
                None => object_type_name(self.get(id)),
            },
        }
    }

    /// `type(value)`.
    pub(super) fn type_of(&mut self, value: Value) -> Value {
        if let Some(Object::Exception(e)) = self.object(value) {
            return e.class;
        }
        if let Some(Object::Class(_)) = self.object(value) {
            return Value::Builtin(Builtin::Type);
        }
        if let Some(class) = self.class_of(value) {
            return Value::Object(class);
        }
        let name = self.type_name(value);
        let known = Builtin::from_name(name).filter(|b| b.kind() == Kind::Type);
        match (known, value) {
            (Some(builtin), _) => Value::Builtin(builtin),
            (None, Value::Object(id)) => {
                let name = object_type_name(self.get(id));
                self.add(Object::TypeName(name))
            }
            (None, value) => self.add(Object::TypeName(match value {
                Value::Task(_) => "Task",
                Value::Sync(_) => "synchronisation object",
                Value::Builtin(_) => "builtin_function_or_method",
                _ => "NoneType",
            })),
        }
    }
}

fn object_type_name(object: &Object) -> &'static str {
    match object {
        Object::Free(_) | Object::Cell(_) => "cell",
        Object::Str(_) => "str",
        Object::List(_) => "list",
        Object::Tuple(_) => "tuple",
        Object::Dict(_) => "dict",
        Object::Set(_) => "set",
        Object::Range(_) => "range",
        Object::Slice(_) => "slice",
        Object::Function(_) => "function",
        Object::Method(..) => "builtin_function_or_method",
        Object::View(_, Part::Keys) => "dict_keys",
        Object::View(_, Part::Values) => "dict_values",
        Object::View(_, Part::Items) => "dict_items",
        Object::RangeIter(_) => "range_iterator",
        Object::SeqIter { .. } => "list_iterator",
        Object::Iter(iter) => match **iter {
            Iter::Str { .. } => "str_iterator",
            Iter::Table { .. } => "dict_keyiterator",
            Iter::Reversed { .. } => "reversed",
            Iter::ReversedTable { .. } => "dict_reversekeyiterator",
            Iter::Enumerate { .. } => "enumerate",
            Iter::Zip { .. } => "zip",
            Iter::Map { .. } => "map",
            Iter::Filter { .. } => "filter",
            Iter::Script { .. } | Iter::Await { .. } | Iter::Items { .. } => "iterator",
            Iter::Done(name) => name,
        },
        Object::Exception(e) => match e.class {
            Value::Builtin(class) => class.name(),
            _ => "Exception",
        },
        Object::Coroutine(_) => "coroutine",
        Object::TypeName(_) | Object::Class(_) => "type",
        Object::Instance(..) => "object",
        Object::Bound(..) => "method",
        Object::Property(_) => "property",
        Object::StaticMethod(_) => "staticmethod",
        Object::ClassMethod(_) => "classmethod",
        Object::Super(..) => "super",
        Object::Generator(_) => "generator",
        Object::Module(_) => "module",
    }
}

struct Writer<'m> {
    memory: &'m Memory,
    out: String,
    /// Containers being written, outermost first.
    inside: Vec<ObjectId>,
}

impl Writer<'_> {
    fn value(&mut self, value: Value) {
        match value {
            Value::Unbound => self.out.push_str("<unbound>"),
            Value::None => self.out.push_str("None"),
            Value::Bool(true) => self.out.push_str("True"),
            Value::Bool(false) => self.out.push_str("False"),
            Value::Int(n) => drop(write!(self.out, "{n}")),
            Value::Float(x) => self.out.push_str(&float_text::repr(x)),
            Value::Builtin(b) => drop(match b.kind() {
                Kind::Type | Kind::Exception => write!(self.out, "<class '{}'>", b.name()),
                _ if b == Builtin::NotImplemented => write!(self.out, "NotImplemented"),
                _ => write!(self.out, "<built-in function {}>", b.name()),
            }),
            Value::Task(t) => drop(write!(self.out, "<task {}>", t.0)),
            Value::Sync(s) => drop(write!(self.out, "<synchronisation object {}>", s.0)),
            Value::Object(id) => self.object(id),
        }
    }

    fn object(&mut self, id: ObjectId) {
        let memory = self.memory;
        let object = memory.get(id);
        if self.inside.contains(&id) || self.inside.len() >= DEPTH as usize {
            self.out.push_str(match object {
                Object::List(_) => "[...]",
                Object::Tuple(_) => "(...)",
                Object::Dict(_) | Object::Set(_) => "{...}",
                _ => "...",
            });
            return;
        }
        if self.out.len() > LONGEST {
            if !self.out.ends_with("...") {
                self.out.push_str("...");
            }
            return;
        }
        self.inside.push(id);
        match object {
            Object::Str(text) => quote(text.as_str(), &mut self.out),
            Object::List(items) => self.items('[', items, ']'),
            Object::Tuple(items) => self.tuple(items),
            Object::Dict(table) => self.dict(table),
            Object::Set(table) if table.len() == 0 => self.out.push_str("set()"),
            Object::Set(table) => {
                let mut table = table.clone();
                table.arrange();
                let keys: Vec<Value> = table.iter().map(|e| e.key).collect();
                self.items('{', &keys, '}');
            }
            Object::Range(r) => {
                let _ = write!(self.out, "range({}, {}", r.start, r.stop);
                if r.step != 1 {
                    let _ = write!(self.out, ", {}", r.step);
                }
                self.out.push(')');
            }
            Object::Slice(parts) => {
                self.out.push_str("slice");
                self.tuple(&parts[..]);
            }
            &Object::View(source, part) => {
                let entries = memory.table(source).into_iter().flat_map(Table::iter);
                let _ = write!(self.out, "{}([", object_type_name(object));
                for (i, entry) in entries.enumerate() {
                    self.comma(i);
                    match part {
                        Part::Keys => self.value(entry.key),
                        Part::Values => self.value(entry.value),
                        Part::Items => self.tuple(&[entry.key, entry.value]),
                    }
                }
                self.out.push_str("])");
            }
            Object::Instance(..) | Object::Exception(_) | Object::Class(_)
                if let Some(text) = memory.own_text(Value::Object(id), "__repr__") =>
            {
                self.out.push_str(&text);
            }
            Object::Instance(..) => {
                let name = memory.type_name(Value::Object(id));
                let module = if name == "object" { "" } else { "__main__." };
                let _ = write!(self.out, "<{module}{name} object at 0x{:012x}>", address(id));
            }
            Object::Class(class) => drop(write!(self.out, "<class '__main__.{}'>", class.name)),
            &Object::Bound(object, function) => {
                let name = match memory.get(function) {
                    Object::Function(f) => &memory.names.qualified[f.code.0 as usize],
                    _ => "?",
                };
                let _ = write!(self.out, "<bound method {name} of ");
                self.value(object);
                self.out.push('>');
            }
            Object::Generator(g) => {
                let name = &memory.names.codes[g.code.0 as usize];
                let _ = write!(self.out, "<generator object {name} at 0x{:012x}>", address(id));
            }
            Object::Exception(e) => {
                self.out.push_str(memory.type_name(Value::Object(id)));
                match e.args.as_slice() {
                    [one] => {
                        self.out.push('(');
                        self.value(*one);
                        self.out.push(')');
                    }
                    args => self.tuple(args),
                }
            }
            Object::TypeName(name) => drop(write!(self.out, "<class '{name}'>")),
            Object::Function(f) => {
                let name = &memory.names.qualified[f.code.0 as usize];
                let _ = write!(self.out, "<function {name} at 0x{:012x}>", address(id));
            }
            Object::Coroutine(c) => {
                let name = &memory.names.codes[c.code.0 as usize];
                let _ = write!(self.out, "<coroutine object {name} at 0x{:012x}>", address(id));
            }
            Object::Method(_, method) => {
                let name = method.name();
                let _ = write!(self.out, "<built-in method {name} at 0x{:012x}>", address(id));
            }
            _ => {
                let name = object_type_name(object);
                let _ = write!(self.out, "<{name} object at 0x{:012x}>", address(id));
            }
        }
        self.inside.pop();
    }

    fn comma(&mut self, position: usize) {
        if position > 0 {
            self.out.push_str(", ");
        }
    }

    fn items(&mut self, open: char, items: &[Value], close: char) {
        self.out.push(open);
        for (i, &item) in items.iter().enumerate() {
            self.comma(i);
            self.value(item);
            if self.out.len() > LONGEST {
                break;
            }
        }
        self.out.push(close);
    }

    fn tuple(&mut self, items: &[Value]) {
        self.out.push('(');
        for (i, &item) in items.iter().enumerate() {
            self.comma(i);
            self.value(item);
        }
        self.out.push_str(if items.len() == 1 { ",)" } else { ")" });
    }

    fn dict(&mut self, table: &Table) {
        self.out.push('{');
        for (i, entry) in table.iter().enumerate() {
            self.comma(i);
            self.value(entry.key);
            self.out.push_str(": ");
            self.value(entry.value);
        }
        self.out.push('}');
    }
}

/// A made-up but steady address: the same run prints the same.
pub(super) fn address(id: ObjectId) -> u64 {
    0x7F00_0000_0000 + u64::from(id.0) * 64
}

/// A string literal as `repr` writes it.
pub(super) fn quote(text: &str, out: &mut String) {
    let mark = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(mark);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == mark => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => escape(c, out),
        }
    }
    out.push(mark);
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let _ = match code {
        0..=0xFF => write!(out, "\\x{code:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// Control characters, spaces other than ' ' and the unassigned are escaped.
pub(super) fn is_printable(c: char) -> bool {
    let hidden = c.is_control()
        || c.is_whitespace() && c != ' '
        || matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
            | 0xFEFF | 0xE000..=0xF8FF | 0xFFF9..=0xFFFF | 0xE0000..=0xE0FFF | 0xF0000..);
    !hidden
}

/// `ascii(text)` of a text that `repr` made.
pub(super) fn to_ascii(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii() { out.push(c) } else { escape(c, &mut out) }
    }
    out
}
