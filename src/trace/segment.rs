//! A segment: one task in one state at one place, from when to when.

use crate::base::{ResourceId, TaskId, Time, fetch};
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
    CoroutineStart,
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

/// All segments, ordered by when they began. 32 bytes each: half a cache line,
/// so that beginning one and ending one touch one place each.
///
/// Segments of one task are contiguous in time; a state that lasts no time
/// has no segment. Touching segments of one task in one state and place are
/// separate only where the line changed or a scheduling decision was made.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Segments {
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    start: Time,
    end: Time,
    task: TaskId,
    what: What,
}

/// Everything of a segment but its task and times, packed: it begins, and this
/// is how. Three whole words, as a processor that reads several small fields at
/// once has to wait for each that was just written by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct What {
    place: u32,
    by: TaskId,
    /// From the lowest bits: line, cause, state, kind of overhead.
    rest: u32,
}

impl What {
    #[inline(always)]
    pub fn new(state: State, place: Place, cause: Cause, line: u32) -> What {
        // The source limit of 64 KiB keeps lines below this.
        let line = line & LINE_MASK;
        let state = (state as u32) << STATE_SHIFT | u32::from(NO_OVERHEAD) << OVERHEAD_SHIFT;
        let rest = line | (cause as u32) << CAUSE_SHIFT | state;
        What { place: place.pack(), by: TaskId::NONE, rest }
    }

    /// The other task in the cause.
    #[inline(always)]
    pub fn by(self, by: TaskId) -> What {
        What { by, ..self }
    }

    pub fn at(self, place: Place) -> What {
        What { place: place.pack(), ..self }
    }

    pub fn overhead(self, kind: Overhead) -> What {
        let others = self.rest & !(u32::MAX << OVERHEAD_SHIFT);
        What { rest: others | (kind as u32) << OVERHEAD_SHIFT, ..self }
    }

    pub fn line(self) -> u32 {
        self.rest & LINE_MASK
    }

    #[inline(always)]
    pub fn has_cause(self, cause: Cause) -> bool {
        self.rest >> CAUSE_SHIFT & CAUSE_MASK == cause as u32
    }

    fn cause(self) -> Cause {
        Cause::ALL[(self.rest >> CAUSE_SHIFT & CAUSE_MASK) as usize]
    }

    fn state(self) -> State {
        State::ALL[(self.rest >> STATE_SHIFT & STATE_MASK) as usize]
    }

    fn kind(self) -> Option<Overhead> {
        Overhead::ALL.get((self.rest >> OVERHEAD_SHIFT) as usize).copied()
    }
}

const _: () = assert!(std::mem::size_of::<Row>() == 32);
const LINE_MASK: u32 = 0xffff;
const CAUSE_SHIFT: u32 = 16;
const CAUSE_MASK: u32 = 0xff;
const STATE_SHIFT: u32 = 24;
const STATE_MASK: u32 = 7;
const OVERHEAD_SHIFT: u32 = 27;
const NO_OVERHEAD: u8 = Overhead::ALL.len() as u8;

impl Segments {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Begins a segment, which lasts; returns its index, by which
    /// [`Self::close`] ends it.
    #[inline(always)]
    pub fn begin(&mut self, task: TaskId, start: Time, what: What) -> usize {
        if self.rows.len() == self.rows.capacity() {
            self.grow();
        }
        self.rows.push(Row { start, end: Time::NEVER, task, what });
        self.rows.len() - 1
    }

    /// Has a segment brought into the cache.
    #[inline(always)]
    pub fn fetch(&self, index: usize) {
        fetch(&self.rows, index);
    }

    #[cold]
    fn grow(&mut self) {
        let rows = self.rows.len();
        // In the page half as much again: less memory that nobody uses. Elsewhere what is
        // not used is not even handed out by the system; a million take somewhat less than
        // what the C library would give back to the system after each run.
        let more = if cfg!(fast_functions) { rows / 2 } else { rows };
        self.rows.reserve_exact(more.max(1000));
    }

    /// Adds a whole segment.
    pub fn push(&mut self, s: Segment) -> usize {
        let what = What::new(s.state, s.place, s.cause, s.line).by(s.by);
        let what = s.overhead.map_or(what, |kind| what.overhead(kind));
        let index = self.begin(s.task, s.start, what);
        self.rows[index].end = s.end;
        index
    }

    /// Whether the segment is in this state, at this place and line.
    #[inline(always)]
    pub fn is_at(&self, index: usize, what: What) -> bool {
        const SAME: u32 = LINE_MASK | STATE_MASK << STATE_SHIFT;
        let now = self.rows[index].what;
        (now.rest ^ what.rest) & SAME == 0 && now.place == what.place
    }

    /// Ends a segment; whether there is one of this number.
    #[inline(always)]
    pub fn close(&mut self, index: usize, end: Time) -> bool {
        let row = self.rows.get_mut(index);
        row.map(|row| row.end = end).is_some()
    }

    /// Takes the last segment back: it turned out to last no time.
    pub fn pop(&mut self) {
        self.rows.pop();
    }

    /// Overwrites a segment by another: compaction while a trace is written.
    pub fn move_to(&mut self, from: usize, to: usize) {
        self.rows[to] = self.rows[from];
    }

    /// Keeps the first `len` segments.
    pub fn truncate(&mut self, len: usize) {
        self.rows.truncate(len);
    }

    /// How many have begun before this instant.
    pub fn begun_before(&self, time: Time) -> usize {
        self.rows.partition_point(|row| row.start < time)
    }

    pub fn task(&self, index: usize) -> TaskId {
        self.rows[index].task
    }

    pub fn start(&self, index: usize) -> Time {
        self.rows[index].start
    }

    /// [`Time::NEVER`] while it lasts.
    pub fn end(&self, index: usize) -> Time {
        self.rows[index].end
    }

    pub fn state(&self, index: usize) -> State {
        self.rows[index].what.state()
    }

    pub fn place(&self, index: usize) -> Place {
        Place::unpack(self.rows[index].what.place)
    }

    /// The hardware thread that a segment is on. Always inlined, as `place`
    /// would be a call in the loops over all segments.
    #[inline(always)]
    pub fn hardware(&self, index: usize) -> Option<u16> {
        let bits = self.rows[index].what.place;
        (bits >> KIND_SHIFT == 1).then_some(bits as u16)
    }

    /// What loops over all segments read, at once: task, start, end, `State as u8`.
    #[inline(always)]
    pub fn brief(&self, index: usize) -> (TaskId, Time, Time, u8) {
        let row = &self.rows[index];
        (row.task, row.start, row.end, (row.what.rest >> STATE_SHIFT & STATE_MASK) as u8)
    }

    pub fn overhead(&self, index: usize) -> Option<Overhead> {
        self.rows[index].what.kind()
    }

    pub fn line(&self, index: usize) -> u32 {
        self.rows[index].what.line()
    }

    pub fn cause(&self, index: usize) -> Cause {
        self.rows[index].what.cause()
    }

    pub fn get(&self, index: usize) -> Segment {
        let row = self.rows[index];
        Segment {
            task: row.task,
            state: row.what.state(),
            place: Place::unpack(row.what.place),
            start: row.start,
            end: row.end,
            line: row.what.line(),
            cause: row.what.cause(),
            by: row.what.by,
            overhead: row.what.kind(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Segment> + '_ {
        (0..self.len()).map(|i| self.get(i))
    }
}

impl Overhead {
    pub const ALL: [Overhead; 10] = [
        Overhead::ThreadSwitch,
        Overhead::ProcessSwitch,
        Overhead::CoroutineSwitch,
        Overhead::Migration,
        Overhead::GilHandover,
        Overhead::ThreadStart,
        Overhead::ProcessStart,
        Overhead::Pickling,
        Overhead::Steal,
        Overhead::CoroutineStart,
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
            Overhead::CoroutineStart => "coroutine_start",
        }
    }
}
