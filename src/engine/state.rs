//! What a run consists of: tasks, threads, processes. Plain values, so that
//! a run can be cloned at any point and go on in two ways.

use super::agenda::AlarmId;
use super::gil::Gil;
use super::sync::Operation;
use super::vm::{Ahead, Memory, Parcel, Request, SyncId, Value};
use crate::base::{ProcessId, TaskId, ThreadId, Time};
use crate::trace::{Cause, Overhead};

/// What the agenda reminds the engine of.
#[derive(Clone, Copy, Debug)]
pub enum Alarm {
    /// The task's `at=` time.
    Arrival(TaskId),
    /// The task's sleep, I/O or timeout is over.
    Wait(TaskId),
    /// The next job of the periodic task with this index.
    Release(u32),
    /// A loop is to make the call of this number.
    Call(u32),
    /// The OS wakes the loop with this index.
    Poll(u32),
    /// The policy wants to look again.
    Review,
    /// Threads are moved between the queues of cores.
    Balance,
    /// The green task of the worker with this number has had its time.
    GreenTime(u32),
    /// Somebody has waited for this process's GIL for the switch interval.
    GilRequest(ProcessId),
}

/// What a task does when it runs next.
#[derive(Clone, Debug)]
pub enum Next {
    /// Go on, or begin.
    Run,
    Resume(Value),
    Throw(Value),
    /// Take the result of a task that has ended.
    Deliver(TaskId),
    /// Collect the results of a gather.
    Gathered(Box<Gather>),
    /// Ask again for what it has now paid for.
    Answer(Box<Request>),
    /// Look again at the synchronisation object that it was woken for.
    Retry(SyncId, Box<Operation>),
    /// It has ended; only the copying of its result was left to do.
    Finish(Box<Result<Value, Value>>),
    /// Nothing: it has ended so. The value lives in its process's memory.
    Returned(Value),
    Raised(Value),
}

/// What a task waits for.
#[derive(Clone, Debug)]
pub enum Wait {
    /// Or for a device or for time: [`Brief::timed`].
    Nothing,
    Sync(SyncId, Box<Operation>),
    Join(TaskId),
    /// The same, but its result is not wanted.
    End(TaskId),
    /// For the thread of this task to begin.
    Start(TaskId),
    /// For somebody to unpark it, perhaps at the end of this task.
    Parked(Option<TaskId>),
    /// For the job before it.
    Turn(TaskId),
    Gather(Box<Gather>),
}

#[derive(Clone, Debug)]
pub struct Gather {
    pub tasks: Vec<TaskId>,
    /// How many have not ended.
    pub left: u32,
    pub return_exceptions: bool,
}

/// What of a task every event looks at: of ten thousand tasks this much stays in
/// a processor's cache, which the whole would not.
#[derive(Clone, Debug)]
pub struct Brief {
    pub thread: ThreadId,
    pub process: ProcessId,
    /// Set while it waits for time or with a timeout.
    pub alarm: AlarmId,
    /// It waits for a device or for time.
    pub timed: bool,
    /// No thread has it: it waits as a coroutine, or for a worker.
    pub suspended: bool,
    pub has_run: bool,
    /// Its next step is [`Next::Run`].
    next_is_run: bool,
    /// What it comes to when it has done what it is computing, as the fast lane
    /// has found out; forgotten when its script runs otherwise.
    pub ahead: Ahead,
    rest: Option<Box<Rest>>,
}

/// Half a cache line.
const _: () = assert!(std::mem::size_of::<Brief>() <= 32);

impl Brief {
    pub fn new(thread: ThreadId, process: ProcessId) -> Brief {
        let (timed, suspended, has_run, next_is_run) = (false, false, false, true);
        let (alarm, ahead, rest) = (AlarmId::NONE, Ahead::NOTHING, None);
        Brief { thread, process, alarm, timed, suspended, has_run, next_is_run, ahead, rest }
    }

    pub fn rest(&mut self) -> &mut Rest {
        self.rest.get_or_insert_default()
    }

    /// Nobody waits for its end or is to go on then, as far as it knows.
    #[cfg(not(fast_functions))]
    #[inline(always)]
    pub fn is_alone(&self) -> bool {
        self.rest.is_none()
    }

    /// Who called it and goes on when it ends.
    pub fn caller(&self) -> Option<TaskId> {
        self.rest.as_deref()?.caller
    }

    /// What was left of an interrupted burst, which now goes on.
    pub fn take_work(&mut self) -> u64 {
        self.rest.as_deref_mut().map_or(0, |rest| std::mem::take(&mut rest.work))
    }

    /// Whether it only has to go on where it stands.
    #[inline(always)]
    pub fn goes_on(&self) -> bool {
        self.has_run && self.next_is_run
    }

    /// Whether its next step is [`Next::Run`].
    #[inline(always)]
    pub fn next_is_run(&self) -> bool {
        self.next_is_run
    }
}

/// As much as a cache line holds: what is seldom looked at is seldom in the cache.
#[derive(Clone, Debug)]
pub struct Task {
    /// Changed by [`Self::set_next`].
    next: Next,
    pub wait: Wait,
    /// It was cancelled while it ran: CancelledError is raised where it next awaits.
    pub must_cancel: bool,
}

const _: () = assert!(std::mem::size_of::<Task>() <= 64);

/// What most tasks do without.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// Who waits for its end, in order.
    pub waiters: Vec<TaskId>,
    /// One after another: who called it.
    pub caller: Option<TaskId>,
    /// What is left of a burst that was interrupted by the runtime.
    pub work: u64,
    /// What to call, on its way to a worker process; or why it cannot travel.
    pub message: Option<Box<Result<Parcel, String>>>,
}

impl Task {
    pub fn new() -> Task {
        Task { next: Next::Run, wait: Wait::Nothing, must_cancel: false }
    }

    pub fn next(&self) -> &Next {
        &self.next
    }

    /// What it does next; gives what that was before.
    pub fn set_next(&mut self, brief: &mut Brief, next: Next) -> Next {
        debug_assert!(!self.ended());
        brief.next_is_run = matches!(next, Next::Run);
        std::mem::replace(&mut self.next, next)
    }

    /// It has ended; gives who waits for that.
    pub fn end(&mut self, brief: &mut Brief, result: Result<Value, Value>) -> Vec<TaskId> {
        let next = result.map_or_else(Next::Raised, Next::Returned);
        if brief.next_is_run {
            // Nothing is to be dropped, which to find out would be to wait for memory.
            std::mem::forget(std::mem::replace(&mut self.next, next));
        } else {
            self.next = next;
        }
        brief.rest.as_deref_mut().map_or(Vec::new(), |rest| std::mem::take(&mut rest.waiters))
    }

    pub fn ended(&self) -> bool {
        self.result().is_some()
    }

    pub fn result(&self) -> Option<Result<Value, Value>> {
        match self.next {
            Next::Returned(value) => Some(Ok(value)),
            Next::Raised(exception) => Some(Err(exception)),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    Ready,
    /// On this hardware thread.
    On(u16),
    /// Waits, is not yet there, or has ended.
    Off,
}

/// How a thread gets its tasks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// It has one.
    Plain,
    /// It runs the event loop with this index.
    Loop(u32),
    /// It is the worker with this number: none between two tasks.
    Worker(u32),
}

/// What a thread's core works at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Burst {
    Script,
    Overhead(Overhead),
}

/// One cache line: with ten thousand threads, fetching it is most of an event.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct Thread {
    pub process: ProcessId,
    pub role: Role,
    pub at: Whereabouts,
    /// The task it runs; none between two turns of an event loop or two
    /// tasks of a worker.
    pub current: TaskId,
    /// Where it ran last.
    pub last: Option<u16>,
    pub burst: Burst,
    /// What is left of an interrupted overhead.
    pub work: u64,
    /// What is left of an interrupted burst of the script: overheads of
    /// switching back come before it.
    pub script_work: u64,
    /// Overheads to work off before the script goes on, a bit a kind.
    pub due: u16,
    /// Whether its slice has begun (switching there does not count), and since
    /// when it has not been charged.
    pub slice_open: bool,
    pub charged_until: Time,
    /// Why it got its core, its turn or the GIL: the cause of its next segment.
    pub cause: Cause,
    pub by: TaskId,
    /// It waits for the GIL, or did until it got a core.
    pub wants_gil: bool,
    /// It ends as soon as it has a core.
    pub doomed: bool,
    /// It came from another core's queue since it last ran.
    pub pulled: bool,
    /// Who waits for it to begin.
    pub starter: TaskId,
}

const _: () = assert!(std::mem::size_of::<Thread>() == 64);

impl Thread {
    pub fn new(process: ProcessId, role: Role, current: TaskId) -> Thread {
        Thread {
            process,
            role,
            at: Whereabouts::Off,
            current,
            last: None,
            burst: Burst::Script,
            work: 0,
            script_work: 0,
            due: 0,
            slice_open: false,
            charged_until: Time::ZERO,
            cause: Cause::Continued,
            by: TaskId::NONE,
            wants_gil: false,
            doomed: false,
            pulled: false,
            starter: TaskId::NONE,
        }
    }

    /// Whether nothing comes before its task but overheads, if that needs no GIL.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.role == Role::Plain && !self.doomed
    }

    /// Whether nothing comes before its task, if that needs no GIL.
    pub fn owes_nothing(&self) -> bool {
        self.is_plain() && self.due == 0 && self.work == 0
    }

    /// Takes the first overhead that is due.
    pub fn take_due(&mut self) -> Option<Overhead> {
        let kind = *OVERHEADS.get(self.due.trailing_zeros() as usize)?;
        self.due &= self.due - 1;
        Some(kind)
    }
}

/// In the order in which they are worked off.
const OVERHEADS: [Overhead; 10] = [
    Overhead::ThreadSwitch,
    Overhead::ProcessSwitch,
    Overhead::Migration,
    Overhead::ThreadStart,
    Overhead::ProcessStart,
    Overhead::GilHandover,
    Overhead::Steal,
    Overhead::CoroutineSwitch,
    Overhead::CoroutineStart,
    Overhead::Pickling,
];

/// The bit of an overhead in [`Thread::due`].
pub fn due_bit(kind: Overhead) -> u16 {
    let position = OVERHEADS.iter().position(|&k| k == kind).unwrap_or(0);
    1 << position
}

/// Putting the thread on its core: comes before its slice begins.
pub fn is_switch(kind: Overhead) -> bool {
    matches!(kind, Overhead::ThreadSwitch | Overhead::ProcessSwitch | Overhead::Migration)
}

#[derive(Clone, Debug)]
pub struct Process {
    pub memory: Memory,
    pub gil: Option<Gil>,
    /// Bytes of its threads and tasks and of the process itself.
    pub fixed_bytes: u64,
    pub main_task: TaskId,
    /// Daemonic children.
    pub daemons: Vec<TaskId>,
    /// Bytes in all as last recorded.
    pub shown_bytes: u64,
    /// The heap's bytes as last looked at.
    pub noted: u64,
}

/// Why a hardware thread became free, and when.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Vacancy {
    pub at: Time,
    pub by: TaskId,
    /// A byte where a word may begin is read as a word, which has to wait if just
    /// the byte was written shortly before.
    _no_word: u8,
    pub cause: Cause,
}

impl Vacancy {
    pub fn new(at: Time, cause: Cause, by: TaskId) -> Vacancy {
        Vacancy { at, by, _no_word: 0, cause }
    }
}
