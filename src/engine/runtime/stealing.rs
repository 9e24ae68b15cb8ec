//! Work stealing (M:N): `spawn` makes a green task; k workers, each an OS
//! thread without a GIL, share them out among themselves.
//!
//! The rules of Tokio 1.x (`runtime/scheduler/multi_thread/worker.rs`). A task
//! that a worker's own task makes ready goes into that worker's LIFO slot and
//! pushes the one there to the end of the worker's own queue; who becomes
//! ready otherwise (by main, a device, a timer) joins the shared queue. A
//! worker runs what its slot holds, at most three times on end; then the first
//! of its own queue; then it takes its share of the shared queue,
//! `length / k + 1`; then it steals the first half, rounded up, of the queue of
//! the first worker that has one, beginning with one by chance. Every so many
//! tasks it looks into the shared queue first, so that nobody starves there.
//! What stands in a slot cannot be stolen. `await` leaves the worker to others;
//! a plain `io()` or `lock.acquire()` keeps it.
//!
//! Main runs on a thread of its own, as under `Runtime::block_on`; in Go it
//! would be a green task. `preempt` is Go's `forcePreemptNS`: a task that has
//! computed for so long while others wait for its worker joins the end of the
//! shared queue.
//!
//! Deviations: each new task calls an idle worker, while Tokio leaves those
//! asleep while one is searching; a search that finds nothing is free; the
//! shared queue's interval is fixed, while Tokio tunes its own; own queues have
//! no bound (Tokio: 256).

use super::Runtime;
use super::pool::Workers;
use super::thread_pool::submit;
use crate::base::{TaskId, Time};
use crate::engine::Engine;
use crate::engine::agenda::{AlarmId, Class};
use crate::engine::flow::Flow;
use crate::engine::record::Change;
use crate::engine::state::{Alarm, Burst, Role, Whereabouts, due_bit};
use crate::engine::vm::Spawn;
use crate::trace::{Cause, Overhead, Place, State, TaskKind};
use std::collections::VecDeque;

/// `MAX_LIFO_POLLS_PER_TICK`: two tasks that wake each other would else keep
/// everybody else from their worker.
const MAX_LIFO_POLLS: u8 = 3;

pub struct WorkStealing;

/// What a worker has to itself.
#[derive(Clone, Debug)]
pub struct Own {
    queue: VecDeque<TaskId>,
    slot: TaskId,
    /// How many tasks on end came from the slot, and how many otherwise.
    polls: u8,
    ticks: u32,
    /// When it took its task.
    since: Time,
    alarm: AlarmId,
    /// The task has had its time: it gives way when it computes next, or when
    /// somebody waits.
    asked: bool,
    lapsed: bool,
}

impl Default for Own {
    fn default() -> Own {
        Own {
            queue: VecDeque::new(),
            slot: TaskId::NONE,
            polls: 0,
            ticks: 0,
            since: Time::ZERO,
            alarm: AlarmId::NONE,
            asked: false,
            lapsed: false,
        }
    }
}

impl Runtime for WorkStealing {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        submit(self, engine, h, parent, spawn, line)
    }

    fn workers(&self) -> Option<&'static dyn Workers> {
        Some(&WorkStealing)
    }
}

impl Workers for WorkStealing {
    fn make(
        &self,
        engine: &mut Engine,
        parent: TaskId,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow> {
        engine.new_for_workers(self, parent, TaskKind::Green, spawn, line)
    }

    fn enqueue(&self, engine: &mut Engine, task: TaskId, cause: Cause, by: TaskId) {
        let Some(worker) = engine.working() else {
            engine.join_pool(task, cause, by);
            engine.rouse(None);
            return engine.call_idle(self);
        };
        let line = engine.rec.line(task);
        engine.show_at_worker(
            worker,
            task,
            Change::new(State::Ready, Place::Nowhere, cause, line).by(by),
        );
        let lifo = engine.setup.stealing.lifo;
        let own = &mut engine.pool.workers[worker as usize].own;
        let pushed = match lifo && own.polls < MAX_LIFO_POLLS {
            true => std::mem::replace(&mut own.slot, task),
            false => task,
        };
        if !pushed.is_none() {
            own.queue.push_back(pushed);
            engine.call_idle(self);
        }
        engine.rouse(Some(worker));
    }

    fn take(&self, engine: &mut Engine, worker: u32) -> Option<(TaskId, Cause)> {
        let found = engine.next_green(worker)?;
        let now = engine.rec.now;
        let preempt = engine.setup.stealing.preempt;
        let w = &mut engine.pool.workers[worker as usize];
        (w.own.since, w.own.asked, w.own.lapsed) = (now, false, false);
        if preempt > Time::ZERO {
            let due = now.saturating_add(preempt);
            w.own.alarm = engine.agenda.add(due, Class::Wait, Alarm::GreenTime(worker));
        }
        if !w.last.is_none() && w.last != found.0 {
            let switch = due_bit(Overhead::CoroutineSwitch) & engine.charged;
            engine.threads[w.thread.index()].due |= switch;
        }
        Some(found)
    }

    fn leave(&self, engine: &mut Engine, worker: u32) {
        let own = &mut engine.pool.workers[worker as usize].own;
        let alarm = std::mem::replace(&mut own.alarm, AlarmId::NONE);
        engine.agenda.cancel(alarm);
    }

    fn awaits_alone(&self) -> bool {
        true
    }
}

impl Engine {
    /// The worker whose task is going on at this instant.
    fn working(&self) -> Option<u32> {
        let thread = self.machine.occupant(self.stepping?)?;
        match self.threads[thread.index()].role {
            Role::Worker(worker) => Some(worker),
            _ => None,
        }
    }

    fn call_idle(&mut self, workers: &dyn Workers) {
        // Who has become idle last is woken first: its core is still warm.
        let idle = self.pool.idle.pop_back();
        self.call_worker(workers, idle);
    }

    /// Shows a task as ready in a worker's own queue.
    fn show_at_worker(&mut self, worker: u32, task: TaskId, change: Change) {
        let w = &self.pool.workers[worker as usize];
        self.briefs[task.index()].thread = w.thread;
        self.rec.change(task, change.at(Place::Resource(w.resource)));
    }

    fn next_green(&mut self, worker: u32) -> Option<(TaskId, Cause)> {
        let own = &mut self.pool.workers[worker as usize].own;
        if let Some(task) = std::mem::replace(&mut own.slot, TaskId::NONE).some() {
            own.polls += 1;
            return Some((task, Cause::LifoSlot));
        }
        own.polls = 0;
        own.ticks = own.ticks.wrapping_add(1);
        if own.ticks.is_multiple_of(self.setup.stealing.global.max(1).into())
            && let Some(task) = self.pool.queue.pop_front()
        {
            return Some((task, Cause::GlobalTurn));
        }
        if let Some(task) = own.queue.pop_front() {
            return Some((task, Cause::LocalTurn));
        }
        match self.fetch(worker) {
            Some(task) => Some((task, Cause::GlobalTurn)),
            None => self.steal(worker).map(|task| (task, Cause::Stolen)),
        }
    }

    /// Takes a share of the shared queue; the first of it is to be run.
    fn fetch(&mut self, worker: u32) -> Option<TaskId> {
        let first = self.pool.queue.pop_front()?;
        let share = (self.pool.queue.len() + 1) / self.pool.most as usize;
        for _ in 0..share {
            let Some(task) = self.pool.queue.pop_front() else { break };
            self.move_to_worker(worker, task, Cause::Fetched);
        }
        Some(first)
    }

    /// Takes half of another worker's queue; the last of it is to be run.
    fn steal(&mut self, worker: u32) -> Option<TaskId> {
        let count = self.pool.workers.len() as u32;
        let start = self.pool.rng.below(count.into()) as u32;
        let queue = |pool: &super::Pool, v: u32| pool.workers[v as usize].own.queue.len();
        let victims = (0..count).map(|i| (start + i) % count).filter(|&v| v != worker);
        let victim = { victims }.find(|&v| queue(&self.pool, v) > 0)?;
        let half = queue(&self.pool, victim).div_ceil(2);
        let own = &mut self.pool.workers[victim as usize].own;
        let mut stolen: Vec<TaskId> = own.queue.drain(..half).collect();
        let last = stolen.pop();
        for task in stolen {
            self.move_to_worker(worker, task, Cause::Stolen);
        }
        let thread = self.pool.workers[worker as usize].thread;
        self.threads[thread.index()].due |= due_bit(Overhead::Steal) & self.charged;
        last
    }

    fn move_to_worker(&mut self, worker: u32, task: TaskId, cause: Cause) {
        let line = self.rec.line(task);
        self.show_at_worker(worker, task, Change::new(State::Ready, Place::Nowhere, cause, line));
        self.pool.workers[worker as usize].own.queue.push_back(task);
    }

    /// `yield_now()`: behind everybody in the worker's own queue.
    pub(in crate::engine) fn yield_worker(&mut self, worker: u32, task: TaskId, line: u32) {
        self.briefs[task.index()].suspended = true;
        let change = Change::new(State::Ready, Place::Nowhere, Cause::Yielded, line);
        self.show_at_worker(worker, task, change);
        self.pool.workers[worker as usize].own.queue.push_back(task);
        self.leave_worker(worker);
        if let Some(workers) = self.runtime.workers() {
            self.call_idle(workers);
        }
    }

    /// Somebody waits again, for one worker or for any: whose tasks have had
    /// their time are asked when the next such time is over.
    fn rouse(&mut self, only: Option<u32>) {
        let (now, preempt) = (self.rec.now, self.setup.stealing.preempt);
        if preempt == Time::ZERO {
            return;
        }
        let all = 0..self.pool.workers.len() as u32;
        for worker in only.map_or(all, |w| w..w + 1) {
            let own = &mut self.pool.workers[worker as usize].own;
            if own.lapsed {
                own.lapsed = false;
                let turns = (now - own.since).0.div_ceil(preempt.0);
                let due = own.since.saturating_add(Time(turns.saturating_mul(preempt.0)));
                own.alarm = self.agenda.add(due, Class::Wait, Alarm::GreenTime(worker));
            }
        }
    }

    /// A green task has computed for as long as it may.
    pub(in crate::engine) fn green_time_is_up(&mut self, worker: u32) {
        let w = &mut self.pool.workers[worker as usize];
        w.own.alarm = AlarmId::NONE;
        let thread = w.thread;
        if w.own.queue.is_empty() && w.own.slot.is_none() && self.pool.queue.is_empty() {
            w.own.lapsed = true;
            return;
        }
        w.own.asked = true;
        // Else it gives way when it computes next.
        let Whereabouts::On(h) = self.threads[thread.index()].at else { return };
        let computes = self.threads[thread.index()].burst == Burst::Script;
        if computes && self.machine.has_burst(h) && !self.machine.burst_over(h, self.rec.now) {
            let work = self.machine.stop(h, self.rec.now);
            self.threads[thread.index()].script_work = work;
            self.stepping = Some(h);
        }
    }

    /// Whether the worker's task, about to go on computing, was asked to give way.
    pub(in crate::engine) fn gives_way_to_runtime(&mut self, worker: u32) -> bool {
        let w = &mut self.pool.workers[worker as usize];
        if !std::mem::take(&mut w.own.asked) {
            return false;
        }
        let (thread, task) = (w.thread, w.last);
        let work = std::mem::take(&mut self.threads[thread.index()].script_work);
        self.briefs[task.index()].rest().work = work;
        self.briefs[task.index()].suspended = true;
        self.join_pool(task, Cause::RuntimePreempted, TaskId::NONE);
        self.rec.trace.counters.involuntary += 1;
        self.leave_worker(worker);
        if let Some(workers) = self.runtime.workers() {
            self.call_idle(workers);
        }
        true
    }
}
