//! Process pool: `spawn` hands a job to k child processes, as
//! `concurrent.futures.ProcessPoolExecutor`.
//!
//! Function and arguments travel to the worker that takes the job, and the
//! result travels back; each way is a message that costs `pickling`. What
//! cannot be copied raises in the job. A worker process begins with a copy of
//! main's memory as it was when the first job was handed over (start method
//! `fork`: `_launch_processes` at the first `submit`) and keeps its own from
//! job to job.
//!
//! Deviations: a worker is started when it is first needed, as with the other
//! start methods, and its cost is drawn with its first job. A job hands its
//! own jobs to the same pool, where CPython would refuse to copy the pool. One
//! job more than there are workers is copied ahead in CPython; here none is.

use super::Runtime;
use super::pool::Workers;
use super::thread_pool::{ThreadPool, submit};
use crate::base::{ProcessId, TaskId};
use crate::engine::Engine;
use crate::engine::flow::Flow;
use crate::engine::state::{Next, due_bit};
use crate::engine::vm::{Spawn, Value};
use crate::program::Builtin;
use crate::trace::{Cause, Limit, Overhead, TaskKind};

pub struct ProcessPool;

impl Runtime for ProcessPool {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        submit(self, engine, h, parent, spawn, line)
    }

    fn start_cost(&self, engine: &Engine, spawn: &Spawn) -> Option<Overhead> {
        engine.starts_worker(spawn).then_some(Overhead::ProcessStart)
    }

    fn has_gil(&self) -> bool {
        true
    }

    fn workers(&self) -> Option<&'static dyn Workers> {
        Some(&ProcessPool)
    }

    fn shares_memory(&self) -> bool {
        false
    }
}

impl Workers for ProcessPool {
    fn make(
        &self,
        engine: &mut Engine,
        parent: TaskId,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow> {
        let (_, from) = engine.home(parent);
        let Spawn { function, args, options } = spawn;
        let name = engine.name_of(from, function, &options);
        let memory = &mut engine.processes[from.index()].memory;
        let call = std::iter::once(function).chain(args).collect();
        let call = memory.new_list(call);
        let message = Box::new(memory.export(call));
        if engine.pool.image.is_none() {
            engine.pool.image = Some(Box::new(engine.processes[0].memory.fork()));
        }
        let thread = engine.first_worker(self);
        let home = (thread, engine.threads[thread.index()].process);
        let job = engine.enrol(parent, TaskKind::Job, home, name, &options, line)?;
        engine.briefs[job.index()].suspended = true;
        engine.briefs[job.index()].rest().message = Some(message);
        Ok(job)
    }

    fn place(&self, engine: &mut Engine, name: &str) -> (ProcessId, Overhead) {
        let memory = match &mut engine.pool.image {
            Some(image) => image.fork(),
            None => engine.processes[0].memory.fork(),
        };
        // Many workers may be started before any script looks at its limits.
        if engine.heap_total.saturating_add(memory.bytes()) > engine.setup.limits.heap {
            engine.limit(Limit::Heap, TaskId(0));
        }
        let process = engine.add_process(memory, name.to_string(), Some(ProcessId(0)));
        (process, Overhead::ProcessStart)
    }

    fn enqueue(&self, engine: &mut Engine, task: TaskId, cause: Cause, by: TaskId) {
        engine.join_pool(task, cause, by);
        let idle = engine.pool.next_idle(engine.paid);
        engine.call_worker(self, idle);
    }

    fn take(&self, engine: &mut Engine, worker: u32) -> Option<(TaskId, Cause)> {
        let taken = ThreadPool.take(engine, worker)?;
        let thread = engine.pool.workers[worker as usize].thread;
        let t = &mut engine.threads[thread.index()];
        t.due |= due_bit(Overhead::Pickling) & engine.charged;
        let process = t.process;
        unpack(engine, taken.0, process);
        Some(taken)
    }
}

/// The job's message has come to the worker's process.
fn unpack(engine: &mut Engine, job: TaskId, process: ProcessId) {
    let brief = &mut engine.briefs[job.index()];
    let message = brief.rest().message.take();
    let before = std::mem::replace(&mut brief.process, process);
    engine.rec.trace.tasks[job.index()].process = process;
    engine.processes[before.index()].fixed_bytes -= engine.setup.costs.task_bytes;
    engine.processes[process.index()].fixed_bytes += engine.setup.costs.task_bytes;
    let memory = &mut engine.processes[process.index()].memory;
    match message.map(|message| *message) {
        Some(Ok(parcel)) => {
            let call = memory.import(&parcel);
            let parts: Vec<Value> = memory.list_items(call).to_vec();
            if let [function, args @ ..] = &parts[..] {
                engine.call(job, *function, args.to_vec());
            }
        }
        Some(Err(text)) => {
            let exception = memory.new_exception(Builtin::TypeError, &text);
            engine.set_next(job, Next::Finish(Box::new(Err(exception))));
        }
        None => {}
    }
}
