//! How a run ended. Every ending has a name and keeps the trace so far.

use crate::base::{ResourceId, Span, TaskId, Time};

#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// Main and every non-daemon task ended.
    Finished,
    /// The main task ended by an exception nobody caught.
    Failed(Failure),
    /// Nobody can ever run again, yet somebody waits.
    Deadlocked {
        /// Everyone who waits, in order of task.
        waits: Vec<Wait>,
        /// Those that wait for each other in a circle, each for the next; empty
        /// if they wait for something that nobody will do.
        cycle: Vec<TaskId>,
    },
    /// A limit was reached; the run could go on no further.
    Limit { limit: Limit, task: TaskId, line: u32 },
}

/// An exception that ended a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub task: TaskId,
    pub time: Time,
    /// The exception's class.
    pub kind: String,
    pub message: String,
    pub span: Span,
    pub line: u32,
    /// Outermost call first: function and line.
    pub traceback: Vec<(String, u32)>,
}

/// Tasks that wait for each other in a circle, each for the next, from the
/// instant at which it closed. Others may have gone on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    pub time: Time,
    pub waits: Vec<Wait>,
}

/// Who waits, for what, and who could end the wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub task: TaskId,
    /// A lock, queue, event …; none if it waits for a task to end.
    pub resource: Option<ResourceId>,
    /// The task that holds what it waits for, or whose end it waits for.
    pub holder: Option<TaskId>,
    pub line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Steps,
    Events,
    Tasks,
    Heap,
    Recursion,
    Output,
    Time,
}

impl Ending {
    pub fn word(&self) -> &'static str {
        match self {
            Ending::Finished => "finished",
            Ending::Failed(_) => "failed",
            Ending::Deadlocked { .. } => "deadlocked",
            Ending::Limit { .. } => "limit",
        }
    }
}

impl Limit {
    pub fn word(self) -> &'static str {
        match self {
            Limit::Steps => "steps",
            Limit::Events => "events",
            Limit::Tasks => "tasks",
            Limit::Heap => "heap",
            Limit::Recursion => "recursion",
            Limit::Output => "output",
            Limit::Time => "time",
        }
    }
}
