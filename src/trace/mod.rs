//! What happened in a run: segments, events, causes, ending. Plain columns.
//!
//! The second contract: the engine writes it, views, metrics, explanations
//! and exports read it. Knows nothing of policies, bytecode or pixels.
//!
//! Who else was eligible at a decision is not stored but follows from the
//! order of the columns: segments are pushed when they *begin*, so a ready
//! segment pushed before a decision and not yet left by then was in the queue
//! at that decision, even among things that happen at one instant. See
//! [`Trace::eligible`].

mod cause;
mod eligible;
mod ending;
mod event;
mod info;
mod memory;
mod merged;
mod name;
#[cfg(test)]
pub(crate) mod sample;
mod segment;

use crate::base::{ProcessId, Time};
pub use cause::Cause;
pub use ending::{Deadlock, Ending, Failure, Limit, Wait};
pub use event::{Event, EventKind, Events};
pub use info::{
    Hold, MemoryUse, Outcome, Output, ProcessInfo, ResourceInfo, ResourceKind, TaskInfo, TaskKind,
    ThreadInfo, ThreadKind,
};
pub use memory::{
    Access, Change, Content, ContentKind, Datum, Delta, LockSet, Parent, Picture, ProcessMemory,
    Race, RaceKind, SHOWN, SharedVariable, Sharing, Splice, Target,
};
pub use merged::Merged;
pub use name::Name;
pub use segment::{Overhead, Place, Segment, Segments, State, What};

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Trace {
    pub hardware_threads: u16,
    pub segments: Segments,
    pub events: Events,
    pub tasks: Vec<TaskInfo>,
    pub threads: Vec<ThreadInfo>,
    pub processes: Vec<ProcessInfo>,
    pub resources: Vec<ResourceInfo>,
    /// Who held which lock or GIL, from when to when, ordered by start.
    pub holds: Vec<Hold>,
    pub output: Vec<Output>,
    pub counters: Counters,
    /// The simulated time reached. Periodic releases are watched to the end of
    /// their last period, so a finished run may go past its [`makespan`].
    ///
    /// [`makespan`]: Trace::makespan
    pub end: Time,
    /// Circles of waiting tasks that never opened again, in order of time.
    pub deadlocks: Vec<Deadlock>,
    /// Bytes of each process over time, in order of time: of its heap, tasks,
    /// threads and itself. Less than a sixty-fourth more or less is no row.
    pub memory_use: Vec<MemoryUse>,
    /// `None` while the run goes on.
    pub ending: Option<Ending>,
    /// By process, if the run was watched: what its memory held.
    pub memory: Vec<ProcessMemory>,
    /// What several tasks used, and data races; also of a watched run.
    pub sharing: Sharing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counters {
    /// Switches by which a thread gave its hardware thread away itself
    /// (blocking, yielding, ending).
    pub voluntary: u64,
    /// Switches forced on it (quantum, preemption, GIL request).
    pub involuntary: u64,
    /// Starts on another core than the one run on before.
    pub migrations: u64,
    /// Bytecode instructions executed.
    pub steps: u64,
}

impl Trace {
    /// When the last task ended, in a run that finished; else how far it came.
    pub fn makespan(&self) -> Time {
        let finished = self.ending == Some(Ending::Finished);
        let last = self.tasks.iter().filter_map(|task| task.finish).max();
        last.filter(|_| finished).unwrap_or(self.end)
    }

    /// What a process takes of memory at a moment, to a sixty-fourth.
    pub fn bytes_at(&self, process: ProcessId, time: Time) -> u64 {
        let upto = self.memory_use.partition_point(|m| m.time <= time);
        let rows = self.memory_use[..upto].iter();
        rows.rev().find(|m| m.process == process).map_or(0, |m| m.bytes)
    }

    /// Since when those wait for each other that ended the run; its end if they
    /// wait for nothing that anybody holds.
    pub fn deadlocked_at(&self) -> Time {
        let Some(Ending::Deadlocked { cycle, .. }) = &self.ending else { return self.end };
        let is_it = |d: &&Deadlock| cycle.contains(&d.waits[0].task);
        self.deadlocks.iter().find(is_it).map_or(self.end, |d| d.time)
    }
}
