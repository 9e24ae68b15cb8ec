//! Who used what several tasks share, and where that went wrong.
//!
//! **Data race**: two tasks use one variable, at least one of them writes, and
//! neither access *happened before* the other. Happened-before (Lamport 1978)
//! is the order within a task (of the coroutines of one loop: within their
//! thread), from `spawn` to the task's beginning, from a task's end to who
//! joined it, from a lock's release to its next acquire, and likewise for
//! what is woken, put, notified or set. Handing over the GIL or a core is no
//! such order: it is the scheduler's chance. Found by vector clocks, as in
//! FastTrack (Flanagan and Freund 2009), for the accesses that this run made.
//!
//! **Lost update**: a task read a variable, another wrote it, and then the
//! first wrote it without having looked again: what the other wrote is gone.
//! That needs no data race: each access may have had its lock.
//!
//! A variable is a global, a captured local, an attribute, one element of a
//! list or dict, or a number shared by processes. Methods of lists, dicts and
//! sets, such as `append`, are single steps in Python: they count as uses of
//! the object, but do not race with each other.

use crate::base::{ProcessId, ResourceId, TaskId, Time};

/// Index into [`Sharing::lock_sets`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LockSet(pub u32);

/// One use of a variable.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Access {
    pub time: Time,
    pub task: TaskId,
    pub line: u32,
    pub write: bool,
    /// What the task held.
    pub locks: LockSet,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RaceKind {
    /// `first` and `second` are ordered by nothing.
    Unordered,
    /// `second` overwrites, from what `first` read, what `lost` wrote.
    LostUpdate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Race {
    pub kind: RaceKind,
    /// `counter`, `account.balance`, `counts['a']`.
    pub variable: String,
    /// Whose variable; of a number that processes share, who made the second
    /// access.
    pub process: ProcessId,
    pub first: Access,
    /// The access by which it happened: when and where it is marked.
    pub second: Access,
    /// Only of lost updates: the write in between.
    pub lost: Option<Access>,
    /// How often the same lines raced for it in this run.
    pub count: u32,
}

/// A variable that several tasks used and at least one changed.
#[derive(Clone, PartialEq, Debug)]
pub struct SharedVariable {
    pub process: ProcessId,
    pub name: String,
}

/// What tasks had in common.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sharing {
    /// By time of [`Race::second`].
    pub races: Vec<Race>,
    pub variables: Vec<SharedVariable>,
    /// Every use of those, with the index of the variable. By time, except
    /// that uses from before it was known to be shared come right before the
    /// one that made it so: each task's last.
    pub accesses: Vec<(u32, Access)>,
    /// Ordered, each once; the first is empty.
    pub lock_sets: Vec<Vec<ResourceId>>,
    /// By number of [`super::Datum::Sync`].
    pub resources: Vec<ResourceId>,
    /// From here on not every use was followed: there were too many.
    pub full: Option<Time>,
}

impl RaceKind {
    pub fn word(self) -> &'static str {
        match self {
            RaceKind::Unordered => "data_race",
            RaceKind::LostUpdate => "lost_update",
        }
    }
}

impl Sharing {
    pub fn locks(&self, set: LockSet) -> &[ResourceId] {
        self.lock_sets.get(set.0 as usize).map_or(&[], |set| set)
    }

    /// The locks that both held: none, if a race is to be found there.
    pub fn common(&self, a: LockSet, b: LockSet) -> Vec<ResourceId> {
        let other = self.locks(b);
        self.locks(a).iter().copied().filter(|lock| other.contains(lock)).collect()
    }
}
