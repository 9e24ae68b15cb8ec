//! What each process's memory held, at every moment of the run.
//!
//! A log of changes, each of which can be done and undone: nothing is copied
//! as a whole. Followed is what the global variables hold, and what tasks are
//! given when they start, as far as it can be reached from there; of long
//! lists, dicts and texts only the first [`SHOWN`] elements. [`Picture`] is
//! the state at one moment.
//!
//! A run keeps this only if it is asked to (`Engine::watching`).

mod picture;
mod race;
mod show;

use crate::base::{TaskId, Time};
pub use picture::Picture;
pub use race::{Access, LockSet, Race, RaceKind, SharedVariable, Sharing};
use std::rc::Rc;

/// Of what is longer, the first so many elements (of texts, letters) are kept.
pub const SHOWN: usize = 64;

/// A value, as the picture of memory has it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Datum {
    /// No value: a variable that is not assigned, or no more.
    Nothing,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// Something of the language's own (`print`, `ValueError`), or the name of
    /// an attribute: index into [`ProcessMemory::words`].
    Word(u32),
    Task(TaskId),
    /// A lock, queue, event …: which, says [`Sharing::resources`].
    Sync(u32),
    /// Index into [`Picture`]'s objects.
    Object(u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContentKind {
    Text,
    List,
    Tuple,
    Dict,
    Set,
    /// Of a class of the script's own, and exceptions.
    Instance,
    Class,
    Function,
    /// A variable that functions inside of each other share.
    Cell,
    /// Anything else, by the name of its type.
    Other,
}

/// What an object holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Content {
    pub kind: ContentKind,
    /// The text itself; of an instance its class, of a class or function its
    /// own name, of anything else the name of its type.
    pub name: Rc<str>,
    /// Elements; of a dict key, value, key, value …; of instances and classes
    /// name, value, name, value …; of functions the cells that they captured.
    pub items: Vec<Datum>,
    /// How many elements (letters, entries, attributes) there are.
    pub len: u32,
}

/// Whose memory changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// Index into [`ProcessMemory::globals`].
    Global(u16),
    Object(u32),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    pub time: Time,
    /// Who did it, at which line; [`TaskId::NONE`] for what a process starts with.
    pub task: TaskId,
    pub line: u32,
    pub delta: Delta,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Delta {
    Global {
        slot: u16,
        old: Datum,
        new: Datum,
    },
    /// An object comes into the picture.
    Born {
        object: u32,
        content: Box<Content>,
    },
    /// One element gives way to another.
    Item {
        object: u32,
        at: u32,
        old: Datum,
        new: Datum,
    },
    Items(Box<Splice>),
}

/// From element `at` on, `old` gives way to `new`.
#[derive(Clone, PartialEq, Debug)]
pub struct Splice {
    pub object: u32,
    pub at: u32,
    pub old: Vec<Datum>,
    pub new: Vec<Datum>,
    /// [`Content::len`] before and afterwards.
    pub len: (u32, u32),
}

/// From what an object is reached first: how messages name it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Parent {
    Global(u16),
    /// An element or attribute of another object: `Int` or `Word`, or a key's text.
    In(u32, Datum),
    /// The argument of a task.
    Argument,
}

/// One process's memory over time.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ProcessMemory {
    /// Names of the module's variables, by slot; those with a dot are the
    /// library's, not the script's.
    pub globals: Vec<Rc<str>>,
    pub words: Vec<Rc<str>>,
    /// In order of happening.
    pub changes: Vec<Change>,
    /// By object.
    pub parents: Vec<Parent>,
    /// In a child process: which of the parent's objects each was copied from.
    pub copied_from: Vec<Option<u32>>,
    /// There was more than is kept: from here on the picture stands still.
    pub full: Option<Time>,
}

impl Delta {
    /// What it changes.
    pub fn target(&self) -> Target {
        match self {
            Delta::Global { slot, .. } => Target::Global(*slot),
            Delta::Born { object, .. } | Delta::Item { object, .. } => Target::Object(*object),
            Delta::Items(splice) => Target::Object(splice.object),
        }
    }
}

impl ProcessMemory {
    /// How many of the changes had happened by the end of that instant.
    pub fn position(&self, time: Time) -> usize {
        self.changes.partition_point(|change| change.time <= time)
    }

    /// As messages name it: `account.balance`, `counts[3]`; empty for what is
    /// not reached from a global variable, and for what lies deep.
    pub fn path(&self, object: u32) -> String {
        const DEEP: usize = 4;
        let mut keys = Vec::new();
        let mut at = object;
        let mut path = loop {
            match self.parents.get(at as usize) {
                Some(Parent::Global(slot)) => break self.global_name(*slot).to_string(),
                Some(&Parent::In(of, key)) if keys.len() < DEEP => {
                    keys.push(key);
                    at = of;
                }
                _ => return String::new(),
            }
        };
        while let Some(key) = keys.pop() {
            path = self.element(&path, key);
        }
        path
    }

    /// The global variable from which an object is reached first; `None` for
    /// what is not, and for what the library keeps for itself.
    pub fn root(&self, mut object: u32) -> Option<u16> {
        loop {
            match self.parents.get(object as usize)? {
                Parent::In(of, _) => object = *of,
                Parent::Global(slot) => {
                    return Some(*slot).filter(|_| !self.global_name(*slot).contains('.'));
                }
                Parent::Argument => return None,
            }
        }
    }

    pub fn global_name(&self, slot: u16) -> &str {
        self.globals.get(slot as usize).map_or("", |name| name)
    }

    pub fn word(&self, word: u32) -> &str {
        self.words.get(word as usize).map_or("", |word| word)
    }

    /// An element or attribute of what is called `of`.
    pub fn element(&self, of: &str, key: Datum) -> String {
        match key {
            Datum::Word(word) => match self.word(word) {
                quoted if quoted.starts_with('\'') => format!("{of}[{quoted}]"),
                name => format!("{of}.{name}"),
            },
            Datum::Int(n) => format!("{of}[{n}]"),
            _ => of.to_string(),
        }
    }
}
