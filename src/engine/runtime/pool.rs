//! Workers: OS threads that serve one task after the other. What the models
//! that have them share; each says by [`Workers`] where tasks wait.
//!
//! A worker is started when a task comes and none is idle, until there are as
//! many as the setup says: so does CPython's `ThreadPoolExecutor`
//! (`_adjust_thread_count`, 3.9 and later). It looks for a task as soon as it
//! gets a core; what getting there costs is worked off, and drawn, with that
//! task. Not so in reality, where the costs come first and another worker may
//! be quicker.

use super::stealing::Own;
use crate::base::{ProcessId, ResourceId, Rng, TaskId, ThreadId, Time};
use crate::engine::Engine;
use crate::engine::flow::Flow;
use crate::engine::policy::{Traits, Why};
use crate::engine::record::Change;
use crate::engine::state::{Role, due_bit};
use crate::engine::vm::{Memory, Spawn};
use crate::trace::{Cause, Name, Overhead, Place, ResourceKind, State, TaskKind, ThreadKind};
use std::collections::VecDeque;

/// What a model with workers decides.
pub trait Workers {
    /// Makes a task that no worker has yet; it does not start.
    fn make(
        &self,
        engine: &mut Engine,
        parent: TaskId,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow>;

    /// Where a new worker lives, and what starting it is called.
    fn place(&self, engine: &mut Engine, name: &str) -> (ProcessId, Overhead) {
        let _ = (engine, name);
        (ProcessId(0), Overhead::ThreadStart)
    }

    /// A task can run: into a queue.
    fn enqueue(&self, engine: &mut Engine, task: TaskId, cause: Cause, by: TaskId);

    /// A worker on its core looks for a task.
    fn take(&self, engine: &mut Engine, worker: u32) -> Option<(TaskId, Cause)>;

    /// A worker parts with its task.
    fn leave(&self, engine: &mut Engine, worker: u32) {
        let _ = (engine, worker);
    }

    /// Whether a task that awaits leaves its worker to others.
    fn awaits_alone(&self) -> bool {
        false
    }
}

#[derive(Clone, Debug)]
pub struct Pool {
    /// Where tasks stand that no worker has, first come, first served.
    pub resource: ResourceId,
    pub queue: VecDeque<TaskId>,
    pub workers: Vec<Worker>,
    /// Those that found nothing to do, in that order.
    pub idle: VecDeque<u32>,
    started: u32,
    pub most: u32,
    /// Chooses victims; not the script's, whose numbers no model changes.
    pub rng: Rng,
    /// Started for the job that is being handed over.
    pub fresh: ThreadId,
    /// What a worker process begins with.
    pub image: Option<Box<Memory>>,
}

#[derive(Clone, Debug)]
pub struct Worker {
    pub thread: ThreadId,
    pub resource: ResourceId,
    hold: u32,
    /// The task it has or had last, and when it parted with it.
    pub last: TaskId,
    left: Time,
    pub own: Own,
}

impl Pool {
    /// Whether a job that comes now is the reason to start a worker.
    pub fn grows(&self) -> bool {
        self.idle.is_empty() && self.started < self.most
    }

    /// Who is woken for a job; nobody where a worker was started for it.
    pub fn next_idle(&mut self, paid: bool) -> Option<u32> {
        if paid { None } else { self.idle.pop_front() }
    }

    pub fn new(most: u16, seed: u64) -> Pool {
        Pool {
            resource: ResourceId::NONE,
            queue: VecDeque::new(),
            workers: Vec::new(),
            idle: VecDeque::new(),
            started: 0,
            most: most.into(),
            rng: Rng::new(!seed),
            fresh: ThreadId::NONE,
            image: None,
        }
    }
}

impl Engine {
    /// The thread that stands for a task until a worker takes it.
    pub(in crate::engine) fn first_worker(&mut self, workers: &dyn Workers) -> ThreadId {
        if self.pool.workers.is_empty() {
            let name = "pool".to_string();
            self.pool.resource = self.rec.resource(ResourceKind::Pool, name, ProcessId(0));
            self.add_worker(workers);
        }
        self.pool.workers[0].thread
    }

    /// A task of the one process that no worker has yet.
    pub(super) fn new_for_workers(
        &mut self,
        workers: &dyn Workers,
        parent: TaskId,
        kind: TaskKind,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow> {
        let (_, process) = self.home(parent);
        let thread = self.first_worker(workers);
        let task = self.new_task(parent, kind, thread, process, spawn, line)?;
        self.briefs[task.index()].suspended = true;
        Ok(task)
    }

    /// Whether what is spawned makes the pool start one more worker at once.
    pub(super) fn starts_worker(&self, spawn: &Spawn) -> bool {
        spawn.options.at.is_none_or(|at| at <= self.rec.now) && self.pool.grows()
    }

    fn add_worker(&mut self, workers: &dyn Workers) {
        let number = self.pool.workers.len() as u32;
        let name = ["worker ", &(number + 1).to_string()].concat();
        let (process, start) = workers.place(self, &name);
        let traits = Traits { number: self.threads.len() as u32, ..Traits::default() };
        let kind = ThreadKind::Worker;
        let thread = self.add_thread(process, TaskId::NONE, Name::from(&*name), &traits, kind);
        self.threads[thread.index()].role = Role::Worker(number);
        if !self.paid {
            self.threads[thread.index()].due |= due_bit(start) & self.charged;
        }
        let resource = self.rec.resource(ResourceKind::Worker, name, process);
        let (last, left, own) = (TaskId::NONE, Time::NEVER, Own::default());
        self.pool.workers.push(Worker { thread, resource, hold: u32::MAX, last, left, own });
    }

    /// A task without a worker can run.
    pub(in crate::engine) fn queue_for_workers(&mut self, task: TaskId, cause: Cause, by: TaskId) {
        if let Some(workers) = self.runtime.workers() {
            workers.enqueue(self, task, cause, by);
        }
    }

    /// The task joins the end of the queue that all workers share.
    pub(in crate::engine) fn join_pool(&mut self, task: TaskId, cause: Cause, by: TaskId) {
        let (place, line) = (Place::Resource(self.pool.resource), self.rec.line(task));
        self.rec.change(task, Change::new(State::Ready, place, cause, line).by(by));
        self.pool.queue.push_back(task);
    }

    /// Wakes an idle worker, or starts one if there may be more.
    pub(in crate::engine) fn call_worker(&mut self, workers: &dyn Workers, idle: Option<u32>) {
        let (worker, why) = match idle {
            Some(worker) => (worker, Why::Woken),
            None if self.pool.started == self.pool.most => return,
            None => {
                if self.pool.started as usize == self.pool.workers.len() {
                    self.add_worker(workers);
                }
                self.pool.started += 1;
                (self.pool.started - 1, Why::Arrived)
            }
        };
        let thread = self.pool.workers[worker as usize].thread;
        if why == Why::Arrived {
            self.rec.trace.threads[thread.index()].started = self.rec.now;
            self.pool.fresh = thread;
        }
        self.make_ready(thread, why, Cause::Spawned, TaskId::NONE);
    }

    /// A worker looks for a task and takes it, or leaves its core to wait for
    /// one. Whether it has one.
    pub(in crate::engine) fn find_task(&mut self, h: u16, thread: ThreadId, worker: u32) -> bool {
        let found = self.runtime.workers().and_then(|workers| workers.take(self, worker));
        let Some((task, cause)) = found else {
            self.go_idle(h, thread, worker);
            return false;
        };
        let index = task.index();
        if !self.briefs[index].has_run {
            self.rec.trace.tasks[index].thread = thread;
        }
        self.briefs[index].thread = thread;
        self.briefs[index].suspended = false;
        let w = &mut self.pool.workers[worker as usize];
        let by = if w.left == self.rec.now { w.last } else { TaskId::NONE };
        w.hold = self.rec.hold(w.resource, task);
        w.last = task;
        let t = &mut self.threads[thread.index()];
        t.current = task;
        t.script_work = self.briefs[index].take_work();
        (t.cause, t.by) = (cause, by);
        self.pass_hold(thread);
        true
    }

    fn go_idle(&mut self, h: u16, thread: ThreadId, worker: u32) {
        self.pool.idle.push_back(worker);
        self.depart(h, thread);
        let w = &self.pool.workers[worker as usize];
        let ended = w.last.some().is_some_and(|t| self.tasks[t.index()].ended());
        let cause = if ended { Cause::PreviousEnded } else { Cause::PreviousBlocked };
        self.vacated(h, cause, thread);
        self.rec.trace.counters.voluntary += 1;
        self.drop_gil(thread);
        // The way here was for nothing, and is not charged to the next task.
        let t = &mut self.threads[thread.index()];
        t.due &= due_bit(Overhead::ThreadStart) | due_bit(Overhead::ProcessStart);
    }

    /// A worker parts with its task, which has ended or waits by itself.
    pub(in crate::engine) fn leave_worker(&mut self, worker: u32) {
        let w = &mut self.pool.workers[worker as usize];
        w.left = self.rec.now;
        self.rec.release(w.hold);
        self.threads[w.thread.index()].current = TaskId::NONE;
        if let Some(workers) = self.runtime.workers() {
            workers.leave(self, worker);
        }
    }
}
