//! What is remembered of one variable, and what a new use of it means.

use super::clock::Clock;
use crate::base::TaskId;
use crate::trace::{Access, RaceKind};

/// A use, and where in its task's history it stands.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub access: Access,
    /// Whose history: the task's own, or its loop's thread's.
    pub actor: u32,
    pub clock: u32,
}

impl Mark {
    fn before(&self, now: &Clock) -> bool {
        self.clock <= now.get(self.actor)
    }
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    mark: Mark,
    /// How often the variable had been written by then.
    version: u32,
    /// The task has written since: what it read counts as used.
    used: bool,
}

/// How many tasks' last readings are remembered. Beyond that the oldest is
/// forgotten: one of many who race is still found.
const READINGS: usize = 16;

#[derive(Clone, Debug)]
pub struct Variable {
    owner: TaskId,
    /// Another task than the first has used it.
    shared: bool,
    written: Option<Mark>,
    version: u32,
    readings: Vec<Reading>,
    /// Its index among the shared variables, once it is one.
    pub index: Option<u32>,
    /// What was found: kind, lines, index of the race.
    pub found: Vec<(RaceKind, u32, u32, usize)>,
}

/// Two accesses that race, and perhaps what got lost in between.
pub struct Finding {
    pub kind: RaceKind,
    pub first: Access,
    pub lost: Option<Access>,
}

impl Variable {
    pub fn new(owner: TaskId) -> Variable {
        Variable {
            owner,
            shared: false,
            written: None,
            version: 0,
            readings: Vec::new(),
            index: None,
            found: Vec::new(),
        }
    }

    /// Whether it is shared and changes, from this use on.
    pub fn becomes_shared(&mut self, task: TaskId, write: bool) -> bool {
        self.shared |= task != self.owner;
        let changed = write || self.written.is_some_and(|w| w.access.task != self.owner);
        self.shared && self.index.is_none() && changed
    }

    /// Each task's last uses so far, by time.
    pub fn uses(&self) -> Vec<Access> {
        let readings = self.readings.iter().map(|r| r.mark.access);
        let mut all: Vec<Access> = self.written.iter().map(|w| w.access).chain(readings).collect();
        crate::base::sort(&mut all, &|a, b| a.time < b.time);
        all
    }

    pub fn read(&mut self, mark: Mark, now: &Clock, find: &mut dyn FnMut(Finding)) {
        if let Some(written) = self.written.filter(|w| !w.before(now)) {
            find(Finding { kind: RaceKind::Unordered, first: written.access, lost: None });
        }
        let reading = Reading { mark, version: self.version, used: false };
        let task = mark.access.task;
        match self.readings.iter().position(|r| r.mark.access.task == task) {
            Some(at) => self.readings[at] = reading,
            None => {
                if self.readings.len() == READINGS {
                    self.readings.remove(0);
                }
                self.readings.push(reading);
            }
        }
    }

    /// `joined`: whether who writes now knows of a task's end.
    pub fn write(
        &mut self,
        mark: Mark,
        now: &Clock,
        joined: &dyn Fn(TaskId) -> bool,
        find: &mut dyn FnMut(Finding),
    ) {
        let task = mark.access.task;
        let own = self.readings.iter_mut().find(|r| r.mark.access.task == task);
        let unused = own.and_then(|r| (!std::mem::replace(&mut r.used, true)).then_some(*r));
        let stale = unused.filter(|r| r.version < self.version).map(|r| r.mark.access);
        let other = self.written.filter(|w| w.access.task != task);
        // Who joined the other knew of what it wrote, and overwrites it on purpose.
        let lost = other.filter(|w| !w.before(now) || !joined(w.access.task));
        match (stale, lost) {
            (Some(first), Some(lost)) => {
                find(Finding { kind: RaceKind::LostUpdate, first, lost: Some(lost.access) });
            }
            _ => {
                let readings = self.readings.iter().map(|r| &r.mark);
                for earlier in self.written.iter().chain(readings).filter(|m| !m.before(now)) {
                    let (kind, first) = (RaceKind::Unordered, earlier.access);
                    find(Finding { kind, first, lost: None });
                }
            }
        }
        self.written = Some(mark);
        self.version += 1;
    }
}
