//! A task begins to wait, and can go on: alone, or with its thread.

use super::Engine;
use super::agenda::AlarmId;
use super::flow::Flow;
use super::policy::Why;
use super::record::Change;
use super::state::{Next, Role, Wait};
use super::vm::Value;
use crate::base::TaskId;
use crate::trace::Cause;

impl Engine {
    /// The task begins to wait, alone if it is a coroutine, else with its thread.
    pub(super) fn wait(&mut self, h: u16, task: TaskId, awaited: bool, change: Change) -> Flow {
        let alone = awaited && self.awaits_alone(task);
        let cancelled = alone && std::mem::take(&mut self.tasks[task.index()].must_cancel);
        let t = &mut self.briefs[task.index()];
        t.suspended = alone;
        let thread = t.thread;
        self.rec.set_line(task, change.line());
        self.rec.change(task, change);
        if alone {
            self.threads[thread.index()].current = TaskId::NONE;
            if let Role::Worker(worker) = self.threads[thread.index()].role {
                self.leave_worker(worker);
            }
            self.rec.trace.counters.voluntary += 1;
            if cancelled {
                self.cancel(task, TaskId::NONE, None);
            }
            self.look_for_circle(task);
            return Flow::Turn;
        }
        self.block(h, thread);
        self.look_for_circle(task);
        Flow::Left
    }

    /// The task, which waited, can go on.
    pub(super) fn awake(&mut self, task: TaskId, why: Why, cause: Cause, by: TaskId) {
        if !self.rec.trace.deadlocks.is_empty() {
            self.open_circle(task);
        }
        self.tasks[task.index()].wait = Wait::Nothing;
        let t = &mut self.briefs[task.index()];
        t.timed = false;
        let alarm = std::mem::replace(&mut t.alarm, AlarmId::NONE);
        let (thread, line) = (t.thread, self.rec.line(task));
        match cause {
            Cause::Joined => self.inherit_order(by, task),
            _ => self.order(by, task),
        }
        self.agenda.cancel(alarm);
        match self.threads[thread.index()].role {
            Role::Loop(index) if self.briefs[task.index()].suspended => {
                self.queue_on_loop(index, task, cause, by, line);
            }
            Role::Worker(_) if self.briefs[task.index()].suspended => {
                self.queue_for_workers(task, cause, by);
            }
            _ => self.make_ready(thread, why, cause, by),
        }
    }

    /// A wait for time is over.
    pub(super) fn wait_over(&mut self, task: TaskId) {
        let t = &mut self.briefs[task.index()];
        (t.alarm, t.timed) = (AlarmId::NONE, false);
        match std::mem::replace(&mut self.tasks[task.index()].wait, Wait::Nothing) {
            Wait::Sync(id, op) => self.time_out(task, id, *op),
            wait @ (Wait::Join(of) | Wait::End(of)) => {
                self.briefs[of.index()].rest().waiters.retain(|&t| t != task);
                let answer = match wait {
                    Wait::End(_) => Value::Bool(false),
                    _ => Value::None,
                };
                self.set_next(task, Next::Resume(answer));
                self.awake(task, Why::IoDone, Cause::IoDone, TaskId::NONE);
            }
            _ => match self.threads[self.briefs[task.index()].thread.index()].role {
                Role::Loop(index) if self.briefs[task.index()].suspended => {
                    self.timer_is_due(index, task);
                }
                _ => self.awake(task, Why::IoDone, Cause::IoDone, TaskId::NONE),
            },
        }
    }

    /// Whether `await` lets the task's thread go on without it.
    pub(super) fn awaits_alone(&self, task: TaskId) -> bool {
        let thread = self.briefs[task.index()].thread;
        match self.threads[thread.index()].role {
            Role::Loop(_) => true,
            Role::Worker(_) => self.runtime.workers().is_some_and(|w| w.awaits_alone()),
            Role::Plain => false,
        }
    }
}
