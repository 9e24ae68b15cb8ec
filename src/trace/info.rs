//! The things a trace speaks of: tasks, threads, processes, resources, output.

use crate::base::{ProcessId, ResourceId, TaskId, ThreadId, Time};
use crate::trace::{Failure, Name};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskKind {
    Main,
    /// A plain call: one after another.
    Call,
    Thread,
    Coroutine,
    /// The main thread of a child process.
    Process,
    /// Work handed to a pool.
    Job,
    /// A green task of a work-stealing runtime.
    Green,
}

impl TaskKind {
    pub fn word(self) -> &'static str {
        match self {
            TaskKind::Main => "main",
            TaskKind::Call => "call",
            TaskKind::Thread => "thread",
            TaskKind::Coroutine => "coroutine",
            TaskKind::Process => "process",
            TaskKind::Job => "job",
            TaskKind::Green => "green",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Returned,
    Raised,
    Cancelled,
    /// It had not ended when the run did.
    Unfinished,
}

impl Outcome {
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Returned => "returned",
            Outcome::Raised => "raised",
            Outcome::Cancelled => "cancelled",
            Outcome::Unfinished => "unfinished",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct TaskInfo {
    pub name: Name,
    pub kind: TaskKind,
    pub process: ProcessId,
    /// The OS thread it runs on (the first one, if it moves between workers).
    pub thread: ThreadId,
    /// Who spawned it; none for main.
    pub parent: Option<TaskId>,
    /// The first job of the periodic task it is a job of; else itself.
    pub series: TaskId,
    pub daemon: bool,
    /// Line of the `spawn`.
    pub line: u32,
    /// When it became able to run.
    pub arrival: Time,
    pub first_run: Option<Time>,
    pub finish: Option<Time>,
    /// Absolute; `None` without one.
    pub deadline: Option<Time>,
    pub outcome: Outcome,
    /// The exception that ended it, if one did.
    pub failure: Option<Box<Failure>>,
}

impl TaskInfo {
    /// By how much it missed its deadline in a run that ended at `end`; until
    /// then, if it had not ended.
    pub fn late(&self, end: Time) -> Option<Time> {
        let late = self.finish.unwrap_or(end).saturating_sub(self.deadline?);
        (late > Time::ZERO).then_some(late)
    }
}

/// What an OS thread is there for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThreadKind {
    /// A process's first thread, with its main task.
    Main,
    /// A task's own.
    Task,
    /// It serves one task after the other.
    Worker,
}

impl ThreadKind {
    pub fn word(self) -> &'static str {
        match self {
            ThreadKind::Main => "main",
            ThreadKind::Task => "task",
            ThreadKind::Worker => "worker",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadInfo {
    pub name: Name,
    pub kind: ThreadKind,
    pub process: ProcessId,
    pub started: Time,
    pub ended: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessInfo {
    pub name: String,
    pub parent: Option<ProcessId>,
    pub started: Time,
    pub ended: Option<Time>,
    pub peak_bytes: u64,
}

/// What a process takes of memory from here on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryUse {
    pub time: Time,
    pub process: ProcessId,
    pub bytes: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourceKind {
    Gil,
    /// The ready queue of an event loop.
    Loop,
    /// The queue of what no worker has.
    Pool,
    /// A worker: held by the task that it serves.
    Worker,
    Lock,
    RLock,
    Semaphore,
    Event,
    Condition,
    Barrier,
    Queue,
}

impl ResourceKind {
    pub fn word(self) -> &'static str {
        match self {
            ResourceKind::Gil => "gil",
            ResourceKind::Loop => "loop",
            ResourceKind::Pool => "pool",
            ResourceKind::Worker => "worker",
            ResourceKind::Lock => "lock",
            ResourceKind::RLock => "rlock",
            ResourceKind::Semaphore => "semaphore",
            ResourceKind::Event => "event",
            ResourceKind::Condition => "condition",
            ResourceKind::Barrier => "barrier",
            ResourceKind::Queue => "queue",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceInfo {
    pub kind: ResourceKind,
    /// The global variable that held it first, else the kind and a number:
    /// `printer`, `Lock 2`.
    pub name: String,
    pub process: ProcessId,
}

/// A time during which `task` held `resource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    pub resource: ResourceId,
    pub task: TaskId,
    pub start: Time,
    /// [`Time::NEVER`] while it lasts.
    pub end: Time,
}

/// One line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub time: Time,
    pub task: TaskId,
    pub text: String,
}
