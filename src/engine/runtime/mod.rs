//! Concurrency models: one file each, one row in [`of`].
//!
//! A runtime says what `spawn` makes and on which OS thread it runs. All
//! share the machine, the policy, and what the verbs mean.

mod asyncio;
mod pool;
mod process_pool;
mod processes;
mod sequential;
mod stealing;
mod thread_pool;
mod threads;

use super::Engine;
use super::flow::Flow;
use super::vm::Spawn;
use crate::base::TaskId;
use crate::setup::Model;
use crate::trace::Overhead;
pub use asyncio::EventLoop;
pub use pool::{Pool, Workers};

pub trait Runtime {
    /// A task calls `spawn`; the answer is the new task's handle.
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow;

    /// What a task pays before its `spawn`.
    fn start_cost(&self, engine: &Engine, spawn: &Spawn) -> Option<Overhead> {
        let _ = (engine, spawn);
        None
    }

    /// Whether the main thread runs an event loop.
    fn has_loop(&self) -> bool {
        false
    }

    /// Whether `spawn` makes a thread that begins by itself, and nothing else happens.
    #[cfg(not(fast_functions))]
    fn spawns_threads(&self) -> bool {
        false
    }

    /// Whether a process has a GIL.
    fn has_gil(&self) -> bool {
        false
    }

    /// How tasks reach the workers, if there are any.
    fn workers(&self) -> Option<&'static dyn Workers> {
        None
    }

    /// Whether all tasks see the same memory.
    fn shares_memory(&self) -> bool {
        true
    }
}

pub fn of(model: Model) -> &'static dyn Runtime {
    match model {
        Model::Sequential => &sequential::Sequential,
        Model::Asyncio => &asyncio::Asyncio,
        // `spawn` beside Python's own modules is one more thread.
        Model::Threads | Model::AsWritten => &threads::Threads { gil: true },
        Model::FreeThreaded => &threads::Threads { gil: false },
        Model::Processes => &processes::Processes,
        Model::ThreadPool => &thread_pool::ThreadPool,
        Model::ProcessPool => &process_pool::ProcessPool,
        Model::WorkStealing => &stealing::WorkStealing,
    }
}
