//! Threads: `spawn` starts an OS thread in the same process.
//!
//! With a GIL as CPython's `threading`; without as free-threaded CPython, C or
//! Java. Everything else is the OS's business.

use super::Runtime;
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::flow::Flow;
use crate::engine::vm::Spawn;
use crate::trace::{Overhead, TaskKind};

pub struct Threads {
    pub gil: bool,
}

impl Runtime for Threads {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        let (_, process) = engine.home(parent);
        engine.spawn_thread(h, parent, TaskKind::Thread, process, spawn, line)
    }

    fn start_cost(&self, _: &Engine, _: &Spawn) -> Option<Overhead> {
        Some(Overhead::ThreadStart)
    }

    #[cfg(not(fast_functions))]
    fn spawns_threads(&self) -> bool {
        !self.gil
    }

    fn has_gil(&self) -> bool {
        self.gil
    }
}
