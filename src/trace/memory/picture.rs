//! A process's memory at one moment: the log, played forwards or backwards.

use super::{Content, Datum, Delta, ProcessMemory};
use crate::base::Time;
use std::rc::Rc;

/// Moving costs what lies between two moments, not what lies before them.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// How many changes have happened.
    position: usize,
    globals: Vec<Datum>,
    objects: Vec<Option<Content>>,
}

impl Picture {
    /// The memory before anything happened.
    pub fn new(memory: &ProcessMemory) -> Picture {
        Picture {
            position: 0,
            globals: vec![Datum::Nothing; memory.globals.len()],
            objects: vec![None; memory.parents.len()],
        }
    }

    /// The memory at the end of an instant.
    pub fn at(memory: &ProcessMemory, time: Time) -> Picture {
        let mut picture = Picture::new(memory);
        picture.seek(memory, memory.position(time));
        picture
    }

    pub fn position(&self) -> usize {
        self.position
    }

    /// Goes to where exactly so many changes have happened. `memory` must be
    /// the one that the picture was made of.
    pub fn seek(&mut self, memory: &ProcessMemory, position: usize) {
        let position = position.min(memory.changes.len());
        while self.position < position {
            self.apply(&memory.changes[self.position].delta, true);
            self.position += 1;
        }
        while self.position > position {
            self.position -= 1;
            self.apply(&memory.changes[self.position].delta, false);
        }
    }

    pub fn seek_time(&mut self, memory: &ProcessMemory, time: Time) {
        self.seek(memory, memory.position(time));
    }

    fn apply(&mut self, delta: &Delta, forwards: bool) {
        match delta {
            Delta::Global { slot, old, new } => {
                if let Some(value) = self.globals.get_mut(*slot as usize) {
                    *value = if forwards { *new } else { *old };
                }
            }
            Delta::Born { object, content } => {
                if let Some(place) = self.objects.get_mut(*object as usize) {
                    *place = forwards.then(|| (**content).clone());
                }
            }
            Delta::Item { object, at, old, new } => {
                let value = if forwards { *new } else { *old };
                if let Some(item) =
                    self.content(*object).and_then(|c| c.items.get_mut(*at as usize))
                {
                    *item = value;
                }
            }
            Delta::Items(splice) => {
                let (out, into, len) = match forwards {
                    true => (&splice.old, &splice.new, splice.len.1),
                    false => (&splice.new, &splice.old, splice.len.0),
                };
                if let Some(content) = self.content(splice.object) {
                    let from = (splice.at as usize).min(content.items.len());
                    let to = (from + out.len()).min(content.items.len());
                    content.items.splice(from..to, into.iter().copied());
                    content.len = len;
                }
            }
        }
    }

    fn content(&mut self, object: u32) -> Option<&mut Content> {
        self.objects.get_mut(object as usize)?.as_mut()
    }

    /// The module's variables that have a value, by slot: the script's own,
    /// without those of the library.
    pub fn globals<'a>(
        &'a self,
        memory: &'a ProcessMemory,
    ) -> impl Iterator<Item = (u16, &'a Rc<str>, Datum)> {
        let all = memory.globals.iter().zip(&self.globals).enumerate();
        all.filter(|(_, (name, value))| !name.contains('.') && **value != Datum::Nothing)
            .map(|(slot, (name, value))| (slot as u16, name, *value))
    }

    pub fn global(&self, slot: u16) -> Datum {
        self.globals.get(slot as usize).copied().unwrap_or(Datum::Nothing)
    }

    /// What the object holds; `None` before it came into being.
    pub fn object(&self, object: u32) -> Option<&Content> {
        self.objects.get(object as usize)?.as_ref()
    }
}
