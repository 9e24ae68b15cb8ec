//! A segment: one task in one state at one place, from when to when.

use crate::base::{ResourceId, TaskId, Time};
use crate::trace::Cause;

/// What a task is doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum State {
    Running,
    /// Could run, waits for a core, for its event loop or for a worker.
    Ready,
    /// The machine works on its behalf: a switch, a start, pickling.
    Overhead,
    /// Waits for a device or for time to pass.
    Io,
    /// Waits for a lock, a queue, an event, another task's end.
    Lock,
    /// Waits for the GIL.
    Gil,
    /// A coroutine suspended at `await` for something else than I/O or a lock.
    Suspended,
}

impl State {
    pub const ALL: [State; 7] = [
        State::Running,
        State::Ready,
        State::Overhead,
        State::Io,
        State::Lock,
        State::Gil,
        State::Suspended,
    ];

    pub fn word(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Ready => "ready",
            State::Overhead => "overhead",
            State::Io => "io",
            State::Lock => "lock",
            State::Gil => "gil",
            State::Suspended => "suspended",
        }
    }

    /// Whether the task occupies a hardware thread in this state.
    pub fn on_core(self) -> bool {
        matches!(self, State::Running | State::Overhead)
    }
}

/// What kind of work an overhead segment is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Overhead {
    ThreadSwitch,
    ProcessSwitch,
    CoroutineSwitch,
    Migration,
    GilHandover,
    ThreadStart,
    ProcessStart,
    Pickling,
    Steal,
}

/// Where a task is: which hardware thread it is on, which queue it stands in,
/// what it waits for. Packed into 32 bits in the columns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    Nowhere,
    /// Running or overhead: the hardware thread. Thread h is on core
    /// `h / threads_per_core`.
    Hardware(u16),
    /// Ready: an OS run queue; 0 is the only one, and hardware thread h has
    /// h + 1 where each has its own.
    RunQueue(u16),
    /// Ready, in the queue of an event loop or a pool; lock or GIL: what it
    /// waits for.
    Resource(ResourceId),
}

const KIND_SHIFT: u32 = 30;
const VALUE_MASK: u32 = (1 << KIND_SHIFT) - 1;

impl Place {
    fn pack(self) -> u32 {
        match self {
            Place::Nowhere => 0,
            Place::Hardware(h) => (1 << KIND_SHIFT) | u32::from(h),
            Place::RunQueue(q) => (2 << KIND_SHIFT) | u32::from(q),
            Place::Resource(r) => (3 << KIND_SHIFT) | (r.0 & VALUE_MASK),
        }
    }

    fn unpack(bits: u32) -> Place {
        let value = bits & VALUE_MASK;
        match bits >> KIND_SHIFT {
            1 => Place::Hardware(value as u16),
            2 => Place::RunQueue(value as u16),
            3 => Place::Resource(ResourceId(value)),
            _ => Place::Nowhere,
        }
    }

    pub fn hardware(self) -> Option<u16> {
        match self {
            Place::Hardware(h) => Some(h),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    pub task: TaskId,
    pub state: State,
    pub place: Place,
    pub start: Time,
    /// [`Time::NEVER`] while it lasts.
    pub end: Time,
    /// 1-based line of the script the task is at; 0 where it has none yet.
    pub line: u32,
    /// Why the segment began.
    pub cause: Cause,
    /// The other task in the cause: who preempted, woke, spawned, held.
    pub by: TaskId,
    /// Only in overhead segments.
    pub overhead: Option<Overhead>,
}

/// All segments, a column a field, ordered by when they began. 31 bytes each.
///
/// Segments of one task are contiguous in time; a state that lasts no time
/// has no segment. Touching segments of one task in one state and place are
/// separate only where the line changed or a scheduling decision was made.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Segments {
    pub task: Vec<TaskId>,
    pub start: Vec<Time>,
    pub end: Vec<Time>,
    place: Vec<u32>,
    line: Vec<u16>,
    state: Vec<State>,
    cause: Vec<Cause>,
    by: Vec<TaskId>,
    overhead: Vec<u8>,
}

const NO_OVERHEAD: u8 = u8::MAX;

impl Segments {
    pub fn len(&self) -> usize {
        self.task.len()
    }

    pub fn is_empty(&self) -> bool {
        self.task.is_empty()
    }

    /// Begins a segment; returns its index, by which [`Self::close`] ends it.
    pub fn push(&mut self, s: Segment) -> usize {
        self.task.push(s.task);
        self.start.push(s.start);
        self.end.push(s.end);
        self.place.push(s.place.pack());
        // The source limit of 64 KiB keeps lines below this.
        self.line.push(s.line.min(u32::from(u16::MAX)) as u16);
        self.state.push(s.state);
        self.cause.push(s.cause);
        self.by.push(s.by);
        self.overhead.push(s.overhead.map_or(NO_OVERHEAD, |o| o as u8));
        self.task.len() - 1
    }

    /// Ends a segment.
    pub fn close(&mut self, index: usize, end: Time) {
        self.end[index] = end;
    }

    /// Takes the last segment back: it turned out to last no time.
    pub fn pop(&mut self) {
        self.task.pop();
        self.start.pop();
        self.end.pop();
        self.place.pop();
        self.line.pop();
        self.state.pop();
        self.cause.pop();
        self.by.pop();
        self.overhead.pop();
    }

    /// Overwrites a segment by another: compaction while a trace is written.
    pub fn move_to(&mut self, from: usize, to: usize) {
        self.task[to] = self.task[from];
        self.start[to] = self.start[from];
        self.end[to] = self.end[from];
        self.place[to] = self.place[from];
        self.line[to] = self.line[from];
        self.state[to] = self.state[from];
        self.cause[to] = self.cause[from];
        self.by[to] = self.by[from];
        self.overhead[to] = self.overhead[from];
    }

    /// Keeps the first `len` segments.
    pub fn truncate(&mut self, len: usize) {
        self.task.truncate(len);
        self.start.truncate(len);
        self.end.truncate(len);
        self.place.truncate(len);
        self.line.truncate(len);
        self.state.truncate(len);
        self.cause.truncate(len);
        self.by.truncate(len);
        self.overhead.truncate(len);
    }

    pub fn state(&self, index: usize) -> State {
        self.state[index]
    }

    pub fn place(&self, index: usize) -> Place {
        Place::unpack(self.place[index])
    }

    pub fn line(&self, index: usize) -> u32 {
        u32::from(self.line[index])
    }

    pub fn get(&self, index: usize) -> Segment {
        Segment {
            task: self.task[index],
            state: self.state[index],
            place: self.place(index),
            start: self.start[index],
            end: self.end[index],
            line: self.line(index),
            cause: self.cause[index],
            by: self.by[index],
            overhead: overhead_of(self.overhead[index]),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Segment> + '_ {
        (0..self.len()).map(|i| self.get(i))
    }
}

fn overhead_of(byte: u8) -> Option<Overhead> {
    Overhead::ALL.get(byte as usize).copied()
}

impl Overhead {
    pub const ALL: [Overhead; 9] = [
        Overhead::ThreadSwitch,
        Overhead::ProcessSwitch,
        Overhead::CoroutineSwitch,
        Overhead::Migration,
        Overhead::GilHandover,
        Overhead::ThreadStart,
        Overhead::ProcessStart,
        Overhead::Pickling,
        Overhead::Steal,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Overhead::ThreadSwitch => "thread_switch",
            Overhead::ProcessSwitch => "process_switch",
            Overhead::CoroutineSwitch => "coroutine_switch",
            Overhead::Migration => "migration",
            Overhead::GilHandover => "gil_handover",
            Overhead::ThreadStart => "thread_start",
            Overhead::ProcessStart => "process_start",
            Overhead::Pickling => "pickling",
            Overhead::Steal => "steal",
        }
    }
}
