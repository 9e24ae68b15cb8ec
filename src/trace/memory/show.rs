//! Values of a [`Picture`] as text, about as Python prints them.

use super::{Content, ContentKind, Datum, Picture, ProcessMemory};
use crate::base::{ProcessId, float_text};
use crate::trace::Trace;

/// Deeper than this stands `…`.
const DEEP: u32 = 3;
/// Longer texts end in `…`.
const LONG: usize = 160;

impl Picture {
    /// A value in one line: `[1, 'a', Account(balance=3)]`. At most about 160
    /// letters, whatever it holds.
    pub fn text(&self, trace: &Trace, process: ProcessId, value: Datum) -> String {
        let mut text = String::new();
        if let Some(memory) = trace.memory.get(process.index()) {
            Writer { picture: self, trace, memory, text: &mut text }.write(value, 0);
        }
        text
    }
}

struct Writer<'a> {
    picture: &'a Picture,
    trace: &'a Trace,
    memory: &'a ProcessMemory,
    text: &'a mut String,
}

impl Writer<'_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn write(&mut self, value: Datum, depth: u32) {
        match value {
            Datum::Nothing => self.put("-"),
            Datum::None => self.put("None"),
            Datum::Bool(true) => self.put("True"),
            Datum::Bool(false) => self.put("False"),
            Datum::Int(n) => self.put(&n.to_string()),
            Datum::Float(x) => self.put(&float_text::repr(x)),
            Datum::Word(word) => {
                let memory = self.memory;
                self.put(memory.word(word));
            }
            Datum::Task(task) => {
                let info = self.trace.tasks.get(task.index());
                self.put(info.map_or("task", |info| &info.name));
            }
            Datum::Sync(number) => {
                let resource = self.trace.sharing.resources.get(number as usize);
                let info = resource.and_then(|r| self.trace.resources.get(r.index()));
                self.put(info.map_or("lock", |info| &info.name));
            }
            Datum::Object(object) => match self.picture.object(object) {
                Some(content) => self.write_object(content, depth),
                None => self.put("…"),
            },
        }
    }

    fn write_object(&mut self, content: &Content, depth: u32) {
        use ContentKind::*;
        let nested = !content.items.is_empty() && depth >= DEEP;
        match content.kind {
            Text => {
                self.put("'");
                self.put(&content.name);
                self.put(if content.len as usize > content.name.chars().count() {
                    "…'"
                } else {
                    "'"
                });
            }
            Function | Class | Other => {
                self.put("<");
                let word = match content.kind {
                    Function => "function ",
                    Class => "class ",
                    _ => "",
                };
                self.put(word);
                self.put(&content.name);
                self.put(">");
            }
            Cell => self.write_items(content, depth),
            _ if nested => self.put("…"),
            List => self.enclose("[", content, depth, "]"),
            Tuple if content.len == 1 => self.enclose("(", content, depth, ",)"),
            Tuple => self.enclose("(", content, depth, ")"),
            Set if content.items.is_empty() => self.put("set()"),
            Dict | Set => self.enclose("{", content, depth, "}"),
            Instance => {
                self.put(&content.name);
                self.enclose("(", content, depth, ")");
            }
        }
    }

    fn enclose(&mut self, open: &str, content: &Content, depth: u32, close: &str) {
        self.put(open);
        self.write_items(content, depth + 1);
        self.put(close);
    }

    fn write_items(&mut self, content: &Content, depth: u32) {
        let pairs = content.pairs();
        for (at, item) in content.items.iter().enumerate() {
            let second = pairs && !at.is_multiple_of(2);
            if at > 0 {
                self.put(match (second, content.kind) {
                    (true, ContentKind::Dict) => ": ",
                    (true, _) => "=",
                    _ => ", ",
                });
            }
            if self.text.len() > LONG {
                return self.put("…");
            }
            self.write(*item, depth);
        }
        let shown = content.items.len() / if pairs { 2 } else { 1 };
        if (content.len as usize) > shown && content.kind != ContentKind::Cell {
            self.put(if shown == 0 { "…" } else { ", …" });
        }
    }
}

impl Content {
    /// Whether two of `items` belong together: a key or name and its value.
    pub fn pairs(&self) -> bool {
        use ContentKind::*;
        // Of exceptions there are the arguments, without names.
        let named = matches!(self.items.first(), Some(Datum::Word(_)));
        self.kind == Dict || self.kind == Class || self.kind == Instance && named
    }
}
