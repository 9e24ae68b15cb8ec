//! Processes: `spawn` forks a child, as `multiprocessing` with start method
//! `fork`.
//!
//! The child has a copy of its parent's memory as it was at the spawn, its
//! own GIL, and its first thread; what it changes stays there. Its result
//! travels back as a copy. Locks, queues and the like are shared, as those
//! of `multiprocessing` are.

use super::Runtime;
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::flow::Flow;
use crate::engine::vm::Spawn;
use crate::trace::{Overhead, TaskKind};

pub struct Processes;

impl Runtime for Processes {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        let (_, process) = engine.home(parent);
        let child = engine.fork(process);
        engine.spawn_thread(h, parent, TaskKind::Process, child, spawn, line)
    }

    fn start_cost(&self, _: &Engine, _: &Spawn) -> Option<Overhead> {
        Some(Overhead::ProcessStart)
    }

    fn has_gil(&self) -> bool {
        true
    }

    fn shares_memory(&self) -> bool {
        false
    }
}
