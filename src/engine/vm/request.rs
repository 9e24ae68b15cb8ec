//! What the interpreter asks of the engine.

use crate::base::{TaskId, Time};
#[cfg(not(fast_functions))]
use crate::engine::vm::ObjectId;
use crate::engine::vm::{SyncId, Value};
use crate::program::Builtin;
use crate::trace::{Limit, ResourceKind};
use std::ops::{Deref, DerefMut};

/// Why the interpreter gave control back.
#[derive(Clone, Debug, PartialEq)]
pub enum Exit {
    /// Answer it, then run on.
    Request(Box<Request>),
    /// `cpu(ms)`: the same as that request, which is asked most. The answer is
    /// there already: just run on.
    Cpu(Time),
    /// `io(ms)` without `await` likewise.
    Io(Time),
    /// [`Request::Spawn`] of a script function with one argument and nothing else said:
    /// very many tasks begin so, and nothing has to be allocated for it. Told apart by
    /// [`super::run_to_exit`] and [`super::run_to_verb`] alone.
    #[cfg(not(fast_functions))]
    Spawn(ObjectId, Value),
    /// The task's function returned.
    Returned(Value),
    /// An exception left the task's function: the exception object.
    Raised(Value),
    /// The fuel is used up; run on when there is more.
    Fuel,
    /// The process's memory should be collected: `Memory::collect` with all
    /// roots, then run on. Costs no time.
    Collect,
    /// A limit inside one task or its process.
    Limit(Limit),
    /// Only where instructions cost time: so many were executed since the last
    /// exit, and the next one reads or writes something that other tasks can
    /// see. Let their time pass, then run on.
    Instructions(u64),
}

const _: () = assert!(std::mem::size_of::<Exit>() == 24);

impl Exit {
    pub fn is_spawn(&self) -> bool {
        match self {
            #[cfg(not(fast_functions))]
            Exit::Spawn(..) => true,
            Exit::Request(request) => matches!(**request, Request::Spawn(_)),
            _ => false,
        }
    }

    /// Without the request that is told apart.
    #[inline(always)]
    pub fn general(self) -> Exit {
        match self {
            #[cfg(not(fast_functions))]
            Exit::Spawn(function, arg) => {
                let (function, args) = (Value::Object(function), vec![arg]);
                let spawn = Spawn { function, args, options: Options::default() };
                Exit::Request(Box::new(Request::Spawn(spawn)))
            }
            other => other,
        }
    }
}

/// [`Exit::Cpu`] or [`Exit::Io`], which a run comes to most: small enough to be handed
/// on in a processor's registers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verb {
    pub length: Time,
    pub io: bool,
}

impl From<Verb> for Exit {
    #[inline(always)]
    fn from(verb: Verb) -> Exit {
        if verb.io { Exit::Io(verb.length) } else { Exit::Cpu(verb.length) }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Compute for this long. Answer: `None`.
    Cpu(Time),
    /// Wait for a device. Awaited: only the coroutine waits; else its thread. Answer: `None`.
    Io {
        length: Time,
        awaited: bool,
    },
    /// Give way once. Answer: `None`.
    Yield {
        awaited: bool,
    },
    /// Answer: `Value::Task`. The function may be a coroutine object:
    /// `gather(f(), g())` first makes a task of each, as asyncio does.
    /// `Frames::call` takes all of them.
    Spawn(Spawn),
    /// `t.join()`, `t.result()`. Answer: the result; or throw its exception.
    Join {
        task: TaskId,
        timeout: Option<Time>,
        awaited: bool,
    },
    /// `await t`. (A coroutine is run in place by the interpreter itself.)
    AwaitTask {
        task: TaskId,
    },
    /// Wait for all. Answer: the list of results, made with `Memory::new_list`.
    Gather {
        tasks: Vec<TaskId>,
        return_exceptions: bool,
        awaited: bool,
    },
    /// Make a synchronisation object. `argument` as the call gave it
    /// (permits, parties, maxsize), checked by the engine. `builtin` tells
    /// what a kind does not: bounded semaphores, the order of a queue.
    /// Answer: `Value::Sync`.
    /// `shared`: between processes, so that what is put travels as a copy.
    /// `seconds`: its timeouts count seconds, as those of Python's own modules.
    NewSync {
        builtin: Builtin,
        kind: ResourceKind,
        argument: Option<Value>,
        seconds: bool,
        shared: bool,
    },
    /// A method of a synchronisation object; `with` and `async with` are
    /// `Acquire` and `Release`.
    Sync {
        sync: SyncId,
        method: SyncMethod,
        args: SyncArgs,
        awaited: bool,
    },
    /// `t.cancel()`, `t.done()`, `t.is_alive()`, `t.name` …
    Task {
        task: TaskId,
        query: TaskQuery,
    },
    /// What the own library does that no verb does.
    Start {
        kind: Start,
        spawn: Box<Spawn>,
        named_after: Option<Value>,
    },
    Library {
        call: LibraryCall,
        args: Vec<Value>,
        time: Option<Time>,
    },
    /// Text on the console, with its newlines. Answer: `None`.
    Print(String),
}

/// What the library starts. Answer: `Value::Task`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Thread,
    /// With a copy of the memory.
    Process,
    /// A process that runs the script's text anew.
    Spawned,
    /// On the event loop of the thread.
    Coroutine,
}

macro_rules! calls {
    ($($(#[$doc:meta])* $variant:ident $name:literal),* $(,)?) => {
        /// What the library asks the engine for, by the name that it uses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum LibraryCall { $($(#[$doc])* $variant),* }

        impl LibraryCall {
            pub fn from_name(name: &str) -> Option<LibraryCall> {
                match name { $($name => Some(LibraryCall::$variant),)* _ => None }
            }
        }
    };
}

calls! {
    /// Waits for a task's end, whatever comes of it. Answer: whether it has ended.
    WaitEnd "wait_end",
    /// The task itself.
    Current "current",
    /// Of the task given, or of the task itself.
    ThreadId "thread_id",
    /// Lets a thread that was just started go first.
    HandOver "hand_over",
    /// Breaks a barrier.
    Break "break",
    /// Of the task given, or of the process itself.
    Pid "pid",
    ParentPid "parent_pid",
    /// `None` while it runs, 0 after a return, 1 after an exception.
    ExitCode "exit_code",
    /// Ends a process wherever it is.
    Terminate "terminate",
    /// A value that all processes share, each reading a copy. Answer: its number.
    Cell "cell",
    CellGet "cell_get",
    CellSet "cell_set",
    /// The same for what the library keeps for itself.
    Peek "peek",
    Poke "poke",
    Cores "cores",
    /// Makes the thread an event loop whose first task is this one. Answer: its number.
    LoopBegin "loop_begin",
    LoopEnd "loop_end",
    /// The number of the thread's event loop; `None` without one.
    Loop "loop",
    /// Waits until somebody unparks it; the argument is the task it waits for, if any.
    Park "park",
    Unpark "unpark",
    /// Goes to the end of the ready queue.
    Yield "yield",
    /// Goes on when everything that this turn of the loop runs has run.
    TurnEnd "turn_end",
    /// Loop or `None`, function, arguments: called in a turn of the loop.
    CallSoon "call_soon",
    /// The same after a time, which comes first. Answer: its number.
    CallLater "call_later",
    /// Forgets such a call.
    Forget "forget",
    /// Raises CancelledError where the task waits, or at its next step.
    Cancel "cancel",
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskQuery {
    Cancel,
    Done,
    IsAlive,
    Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SyncArgs {
    /// What `put` puts; how many `notify` wakes.
    pub value: Option<Value>,
    /// False for `blocking=False`, `put_nowait` and the like.
    pub blocking: bool,
    pub timeout: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncMethod {
    Acquire,
    Release,
    Locked,
    Set,
    Clear,
    IsSet,
    Wait,
    /// One turn of `wait_for`, which only conditions have.
    WaitFor,
    Notify,
    NotifyAll,
    Put,
    Get,
    Size,
    Empty,
    Full,
    TaskDone,
    JoinQueue,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Spawn {
    pub function: Value,
    pub args: Vec<Value>,
    pub options: Options,
}

/// Of most calls none, which then take no room.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Options(Option<Box<SpawnOptions>>);

impl Options {
    const NONE: &SpawnOptions = &SpawnOptions {
        name: None,
        priority: None,
        at: None,
        daemon: false,
        tickets: None,
        nice: None,
        deadline: None,
        cores: None,
        period: None,
    };
}

impl From<SpawnOptions> for Options {
    fn from(options: SpawnOptions) -> Options {
        Options(Some(Box::new(options)))
    }
}

impl Deref for Options {
    type Target = SpawnOptions;

    fn deref(&self) -> &SpawnOptions {
        self.0.as_deref().unwrap_or(Options::NONE)
    }
}

impl DerefMut for Options {
    fn deref_mut(&mut self) -> &mut SpawnOptions {
        self.0.get_or_insert_default()
    }
}

/// The keyword arguments of `spawn`, read and checked by the interpreter.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SpawnOptions {
    pub name: Option<String>,
    pub priority: Option<i64>,
    pub at: Option<Time>,
    pub daemon: bool,
    pub tickets: Option<i64>,
    pub nice: Option<i64>,
    /// Relative to the arrival.
    pub deadline: Option<Time>,
    pub cores: Option<u64>,
    pub period: Option<Time>,
}

impl Request {
    /// What a start that is put off still needs.
    pub fn start_values(&self) -> Vec<Value> {
        let (spawn, more) = match self {
            Request::Spawn(spawn) => (spawn, None),
            Request::Start { spawn, named_after, .. } => (&**spawn, *named_after),
            _ => return Vec::new(),
        };
        let call = std::iter::once(spawn.function).chain(spawn.args.iter().copied());
        call.chain(more).collect()
    }

    /// Whether the answer is there at once, whatever happens.
    pub fn is_immediate(&self) -> bool {
        match self {
            Request::Start { .. }
            | Request::NewSync { .. }
            | Request::Task { .. }
            | Request::Print(_) => true,
            Request::Sync { method, args, .. } => {
                use SyncMethod::*;
                !args.blocking
                    || !matches!(method, Acquire | Wait | WaitFor | Put | Get | JoinQueue)
            }
            Request::Library { call, .. } => {
                use LibraryCall::*;
                !matches!(call, WaitEnd | LoopBegin | LoopEnd | Park | Yield | TurnEnd | HandOver)
            }
            _ => false,
        }
    }
}
