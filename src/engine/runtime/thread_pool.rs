//! Thread pool: `spawn` hands a job to k threads of one process with a GIL,
//! as `concurrent.futures.ThreadPoolExecutor`.
//!
//! Jobs wait in one queue, first come, first served; a worker keeps a job to
//! its end, also while the job waits. Of several idle workers the one that
//! has been so longest is woken. Main has a thread of its own.
//!
//! CPython's default size is the number of cores and four more, at most 32;
//! here it is one a core. What the OS scheduler reads of a task (`priority=`
//! and the like) does not reach the worker that serves it, as in reality.

use super::Runtime;
use super::pool::Workers;
use crate::base::{TaskId, ThreadId};
use crate::engine::Engine;
use crate::engine::flow::Flow;
use crate::engine::vm::{Spawn, Value};
use crate::trace::{Cause, Overhead, TaskKind};

pub struct ThreadPool;

impl Runtime for ThreadPool {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        submit(self, engine, h, parent, spawn, line)
    }

    fn start_cost(&self, engine: &Engine, spawn: &Spawn) -> Option<Overhead> {
        engine.starts_worker(spawn).then_some(Overhead::ThreadStart)
    }

    fn has_gil(&self) -> bool {
        true
    }

    fn workers(&self) -> Option<&'static dyn Workers> {
        Some(&ThreadPool)
    }
}

impl Workers for ThreadPool {
    fn make(
        &self,
        engine: &mut Engine,
        parent: TaskId,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow> {
        engine.new_for_workers(self, parent, TaskKind::Job, spawn, line)
    }

    fn enqueue(&self, engine: &mut Engine, task: TaskId, cause: Cause, by: TaskId) {
        engine.join_pool(task, cause, by);
        let idle = engine.pool.next_idle(engine.paid);
        engine.call_worker(self, idle);
    }

    fn take(&self, engine: &mut Engine, _: u32) -> Option<(TaskId, Cause)> {
        Some((engine.pool.queue.pop_front()?, Cause::JobTaken))
    }
}

/// `spawn` under a model with workers.
pub fn submit(
    workers: &dyn Workers,
    engine: &mut Engine,
    h: u16,
    parent: TaskId,
    spawn: Spawn,
    line: u32,
) -> Flow {
    match workers.make(engine, parent, spawn, line) {
        Ok(task) => {
            engine.pool.fresh = ThreadId::NONE;
            engine.start(task, parent);
            match engine.pool.fresh.some() {
                Some(thread)
                    if engine.runtime.shares_memory() && engine.waits_for_start(thread) =>
                {
                    engine.wait_for_start(h, parent, task, thread)
                }
                _ => engine.resume(parent, Value::Task(task)),
            }
        }
        Err(flow) => flow,
    }
}
