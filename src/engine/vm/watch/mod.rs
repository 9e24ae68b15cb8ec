//! What is written down about a process's memory while it is watched: every
//! change of what its global variables reach, and every use of that.
//!
//! Knows no tasks beyond the name of the one that runs, and no locks: the
//! engine takes the uses after each run and makes of them who raced with whom
//! (`engine::races`). Watching changes nothing of what a script does.
//!
//! An object is followed from the moment at which a followed variable or
//! object holds it. What a followed object held is kept beside it, at most
//! [`SHOWN`] elements; after an instruction that may have changed it the two
//! are compared. So no way of changing an object can be missed, and a change
//! costs what is shown, not what there is.

mod content;
mod uses;

use super::{Memory, ObjectId, Value};
use crate::base::{Map, TaskId, Time};
use crate::trace::{Change, Content, ContentKind, Datum, Delta, Parent, ProcessMemory};
use std::rc::Rc;

/// No number of a followed object.
const NONE: u32 = u32::MAX;
/// Objects followed at most: 100 bytes each, and more.
const MOST_OBJECTS: usize = 100_000;
const MOST_WORDS: usize = 10_000;

/// Which variable is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Global(u16),
    /// An element or attribute of a followed object.
    Item(u32, ItemKey),
    /// A followed object as a whole, by a single step of Python's: `append`.
    Whole(u32),
    /// A number that processes share.
    Number(u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKey {
    Word(u32),
    Int(i64),
}

#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub place: Place,
    pub line: u32,
    pub write: bool,
}

#[derive(Clone, Debug)]
pub struct Watch {
    pub log: ProcessMemory,
    /// Uses since the engine last took them.
    pub uses: Vec<Use>,
    /// How many more changes may be kept.
    pub room: usize,
    now: Time,
    task: TaskId,
    line: u32,
    /// By place in the arena: the number of a followed object.
    numbers: Vec<u32>,
    /// By number: what it held when it was last compared.
    contents: Vec<Content>,
    /// Places whose objects may have changed, or are new.
    touched: Vec<ObjectId>,
    fresh: Vec<ObjectId>,
    words: Map<Rc<str>, u32>,
    /// Of the parent process, until its objects have been found again.
    origin: Vec<u32>,
}

impl Memory {
    /// From now on the memory is watched. A copy of a watched memory begins
    /// anew, with what it holds.
    pub fn watch(&mut self, globals: &[Box<str>], now: Time) {
        let origin = self.watch.take().map_or(Vec::new(), |before| before.numbers);
        let log = ProcessMemory {
            globals: globals.iter().map(|name| Rc::from(&**name)).collect(),
            ..ProcessMemory::default()
        };
        self.watch = Some(Box::new(Watch { log, now, origin, ..Watch::empty() }));
        for slot in 0..self.globals.len() as u16 {
            let value = self.globals[slot as usize];
            if value != Value::Unbound {
                self.watch_global(slot, Value::Unbound, value);
            }
        }
        if let Some(watch) = &mut self.watch {
            watch.origin = Vec::new();
        }
    }

    /// A copy for a child process. Of what was written down it only has which
    /// objects are followed.
    pub fn fork(&mut self) -> Memory {
        let watch = self.watch.take();
        let mut copy = self.clone();
        let known = |watch: &Watch| Watch { numbers: watch.numbers.clone(), ..Watch::empty() };
        copy.watch = watch.as_ref().map(|watch| Box::new(known(watch)));
        self.watch = watch;
        copy
    }

    pub fn is_watched(&self) -> bool {
        self.watch.is_some()
    }

    pub fn watched_mut(&mut self) -> Option<&mut Watch> {
        self.watch.as_deref_mut()
    }

    /// Follows what a task is given.
    pub fn watch_argument(&mut self, value: Value) {
        if self.watch.is_some() {
            self.datum(value, Parent::Argument);
            self.watch_fresh();
        }
    }

    /// A global variable is about to change.
    fn watch_global(&mut self, slot: u16, old: Value, new: Value) {
        let parent = Parent::Global(slot);
        let (old, new) = (self.datum(old, parent), self.datum(new, parent));
        self.watch_fresh();
        if let Some(watch) = &mut self.watch {
            watch.push(Delta::Global { slot, old, new });
        }
    }

    /// Compares what may have changed with what is known of it.
    pub fn watch_changes(&mut self) {
        while let Some(id) = self.watch.as_mut().and_then(|watch| watch.touched.pop()) {
            self.compare_content(id);
        }
    }

    /// Takes in objects that have just come into the picture, and what they
    /// hold, and so on. What is held comes before what holds it.
    fn watch_fresh(&mut self) {
        let mut born = Vec::new();
        while let Some(id) = self.watch.as_mut().and_then(|watch| watch.fresh.pop()) {
            let Some(number) = self.watch.as_ref().and_then(|watch| watch.number(id)) else {
                continue;
            };
            let content = self.content(id, number);
            if let Some(watch) = &mut self.watch {
                let copy = Box::new(content.clone());
                watch.contents[number as usize] = content;
                born.push(Delta::Born { object: number, content: copy });
            }
        }
        if let Some(watch) = &mut self.watch {
            born.into_iter().rev().for_each(|delta| watch.push(delta));
        }
    }

    /// A value as the log has it. An object comes into the picture by it.
    fn datum(&mut self, value: Value, parent: Parent) -> Datum {
        let Some(watch) = &mut self.watch else { return Datum::None };
        match value {
            Value::Unbound => Datum::Nothing,
            Value::None => Datum::None,
            Value::Bool(b) => Datum::Bool(b),
            Value::Int(n) => Datum::Int(n),
            Value::Float(x) => Datum::Float(x),
            Value::Builtin(builtin) => Datum::Word(watch.word(builtin.name())),
            Value::Task(task) => Datum::Task(task),
            Value::Sync(sync) => Datum::Sync(sync.0),
            Value::Object(id) => Datum::Object(watch.follow(id, parent)),
        }
    }
}

impl Watch {
    fn empty() -> Watch {
        Watch {
            log: ProcessMemory::default(),
            uses: Vec::new(),
            room: usize::MAX,
            now: Time::ZERO,
            task: TaskId::NONE,
            line: 0,
            numbers: Vec::new(),
            contents: Vec::new(),
            touched: Vec::new(),
            fresh: Vec::new(),
            words: Map::new(),
            origin: Vec::new(),
        }
    }

    /// Who is about to run.
    pub fn begin(&mut self, task: TaskId, now: Time) {
        (self.task, self.now) = (task, now);
    }

    /// An object may be about to change.
    #[inline]
    pub(super) fn touch(&mut self, id: ObjectId) {
        if self.number(id).is_some() && self.touched.last() != Some(&id) {
            self.touched.push(id);
        }
    }

    #[inline]
    fn number(&self, id: ObjectId) -> Option<u32> {
        self.numbers.get(id.0 as usize).copied().filter(|&number| number != NONE)
    }

    /// The number of an object, which is followed from now on.
    fn follow(&mut self, id: ObjectId, parent: Parent) -> u32 {
        let at = id.0 as usize;
        if self.numbers.len() <= at {
            self.numbers.resize(at + 1, NONE);
        }
        if self.numbers[at] == NONE && self.contents.len() < MOST_OBJECTS {
            self.numbers[at] = self.contents.len() as u32;
            let nothing =
                Content { kind: ContentKind::Other, name: Rc::from(""), items: Vec::new(), len: 0 };
            self.contents.push(nothing);
            self.log.parents.push(parent);
            let origin = self.origin.get(at).copied().filter(|&number| number != NONE);
            self.log.copied_from.push(origin);
            self.fresh.push(id);
        }
        self.numbers[at]
    }

    /// What is at these places is gone.
    pub(super) fn forget(&mut self, at: usize) {
        if let Some(number) = self.numbers.get_mut(at) {
            *number = NONE;
        }
    }

    fn push(&mut self, delta: Delta) {
        if self.log.full.is_some() {
            return;
        }
        if self.room == 0 {
            self.log.full = Some(self.now);
            return;
        }
        self.room -= 1;
        self.log.changes.push(Change { time: self.now, task: self.task, line: self.line, delta });
    }

    /// The index of a word; of the first where there are too many.
    fn word(&mut self, text: &str) -> u32 {
        if let Some(&word) = self.words.get(text) {
            return word;
        }
        if self.log.words.len() >= MOST_WORDS {
            return 0;
        }
        let word = self.log.words.len() as u32;
        let text: Rc<str> = Rc::from(text);
        self.log.words.push(text.clone());
        self.words.insert(text, word);
        word
    }

    /// What messages call a variable of this process.
    pub fn name(&self, place: Place) -> String {
        let key = |key| match key {
            ItemKey::Word(word) => Datum::Word(word),
            ItemKey::Int(n) => Datum::Int(n),
        };
        match place {
            Place::Global(slot) => self.log.global_name(slot).to_string(),
            Place::Item(object, item) => match &self.contents[object as usize] {
                Content { kind: ContentKind::Cell, .. } => self.log.element("", key(item)),
                content => {
                    let path = self.log.path(object);
                    let of = if path.is_empty() { &*content.name } else { &path };
                    self.log.element(of, key(item))
                }
            }
            .trim_start_matches('.')
            .to_string(),
            Place::Whole(object) => self.log.path(object),
            Place::Number(_) => "value".to_string(),
        }
    }

    pub fn is_mutable(&self, object: u32) -> bool {
        use ContentKind::*;
        matches!(self.contents[object as usize].kind, List | Dict | Set | Instance | Cell)
    }
}
