//! The global interpreter lock, as CPython 3.2 to 3.14 have it
//! (`Python/ceval_gil.c`).
//!
//! Whoever runs Python holds it, also while the OS has taken its core away. A
//! waiter asks for it after the switch interval; the holder drops it at its
//! next check, which a computing thread reaches at once, and then waits until
//! another thread took it (forced switching). Blocking calls drop it without
//! waiting. A drop wakes one waiter, the one that waited longest; it must
//! still get a core, and who comes in between may take the GIL before it.
//!
//! Deviations: asking needs no core (CPython's waiter must be scheduled to
//! ask), and one interval is counted from the last switch for all waiters
//! (CPython's waiters each count their own and so may ask up to one interval
//! later).

use super::agenda::{AlarmId, Class};
use super::state::{Alarm, Burst, Whereabouts, due_bit};
use super::{Engine, record::Change};
use crate::base::{ProcessId, ResourceId, TaskId, ThreadId};
use crate::engine::policy::Why;
use crate::trace::{Cause, EventKind, Overhead, Place, State};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub struct Gil {
    pub resource: ResourceId,
    pub holder: ThreadId,
    hold: u32,
    /// In order of waiting. Who was woken has left.
    pub waiting: VecDeque<ThreadId>,
    /// Who was woken and has not taken it yet.
    woken: ThreadId,
    /// Goes off when the first waiter may ask.
    alarm: AlarmId,
    /// Who asked the holder to drop it.
    asked: TaskId,
    /// Who dropped it last: the next taker got it from there.
    dropped_by: TaskId,
}

impl Gil {
    pub fn new(resource: ResourceId) -> Gil {
        Gil {
            resource,
            holder: ThreadId::NONE,
            hold: 0,
            waiting: VecDeque::new(),
            woken: ThreadId::NONE,
            alarm: AlarmId::NONE,
            asked: TaskId::NONE,
            dropped_by: TaskId::NONE,
        }
    }
}

impl Engine {
    fn gil(&mut self, process: ProcessId) -> Option<&mut Gil> {
        self.processes[process.index()].gil.as_mut()
    }

    /// A thread on its core is about to run Python: takes the GIL, or leaves
    /// the core to wait for it. Whether it may go on.
    pub(super) fn ensure_gil(&mut self, h: u16, thread: ThreadId) -> bool {
        let process = self.threads[thread.index()].process;
        let Some(gil) = &self.processes[process.index()].gil else { return true };
        if gil.holder == thread {
            if gil.asked.is_none() {
                return true;
            }
            self.drop_for_request(h, thread);
            return false;
        }
        // A new thread has to set itself up first: who was woken is quicker.
        let is_new = !self.threads[thread.index()].starter.is_none();
        let waits = is_new && !gil.woken.is_none() && gil.woken != thread;
        if gil.holder.is_none() && !waits {
            self.take_gil(process, thread);
            return true;
        }
        let holder = self.shown(gil.holder.some().unwrap_or(gil.woken));
        self.wait_for_gil(h, thread, Cause::GilHeld, holder);
        self.vacated(h, Cause::PreviousBlocked, thread);
        self.rec.trace.counters.voluntary += 1;
        false
    }

    fn take_gil(&mut self, process: ProcessId, thread: ThreadId) {
        let task = self.shown(thread);
        let Some(gil) = self.processes[process.index()].gil.as_mut() else { return };
        (gil.holder, gil.woken) = (thread, ThreadId::NONE);
        gil.asked = TaskId::NONE;
        gil.hold = self.rec.hold(gil.resource, task);
        let from = gil.dropped_by;
        let waited = std::mem::take(&mut self.threads[thread.index()].wants_gil);
        if waited {
            let t = &mut self.threads[thread.index()];
            (t.cause, t.by) = (Cause::GilAcquired, from);
            t.due |= due_bit(Overhead::GilHandover) & self.charged;
        }
        self.restart_interval(process);
    }

    /// The thread goes on with another task while it holds the GIL.
    pub(super) fn pass_hold(&mut self, thread: ThreadId) {
        let (process, task) = (self.threads[thread.index()].process, self.shown(thread));
        let Some(gil) = self.processes[process.index()].gil.as_mut() else { return };
        if gil.holder == thread {
            self.rec.release(gil.hold);
            gil.hold = self.rec.hold(gil.resource, task);
        }
    }

    /// The interval begins anew with every switch and with the first waiter.
    fn restart_interval(&mut self, process: ProcessId) {
        let due = self.rec.now.saturating_add(self.setup.switch_interval);
        let Some(gil) = self.processes[process.index()].gil.as_mut() else { return };
        self.agenda.cancel(std::mem::replace(&mut gil.alarm, AlarmId::NONE));
        if !gil.waiting.is_empty() && !gil.holder.is_none() {
            gil.alarm = self.agenda.add(due, Class::Wait, Alarm::GilRequest(process));
        }
    }

    /// Takes a thread off its core and puts it among the waiters.
    fn wait_for_gil(&mut self, h: u16, thread: ThreadId, cause: Cause, by: TaskId) {
        let process = self.threads[thread.index()].process;
        let task = self.shown(thread);
        self.depart(h, thread);
        self.threads[thread.index()].wants_gil = true;
        let line = self.tasks[task.index()].line;
        let Some(gil) = self.gil(process) else { return };
        let place = Place::Resource(gil.resource);
        gil.waiting.push_back(thread);
        let first = gil.waiting.len() == 1;
        if self.shows(thread) {
            self.rec.change(task, Change::new(State::Gil, place, cause, line).by(by));
        }
        if first {
            self.restart_interval(process);
        }
    }

    /// A thread lets go of the GIL if it holds it, and wakes the first waiter.
    pub(super) fn drop_gil(&mut self, thread: ThreadId) {
        let process = self.threads[thread.index()].process;
        let task = self.shown(thread);
        let Some(gil) = self.gil(process).filter(|g| g.holder == thread) else { return };
        gil.holder = ThreadId::NONE;
        gil.asked = TaskId::NONE;
        gil.dropped_by = task;
        let (hold, alarm) = (gil.hold, std::mem::replace(&mut gil.alarm, AlarmId::NONE));
        let woken = gil.waiting.pop_front();
        gil.woken = woken.unwrap_or(ThreadId::NONE);
        self.agenda.cancel(alarm);
        self.rec.release(hold);
        if let Some(woken) = woken {
            self.make_ready(woken, Why::Woken, Cause::Woken, task);
        }
    }

    /// Drops the GIL for the thread that asked, and waits for it again behind
    /// everybody else.
    fn drop_for_request(&mut self, h: u16, thread: ThreadId) {
        let process = self.threads[thread.index()].process;
        let Some(gil) = self.gil(process) else { return };
        let by = gil.asked;
        self.drop_gil(thread);
        self.wait_for_gil(h, thread, Cause::GilRequested, by);
        self.vacated(h, Cause::PreviousYielded, thread);
        self.rec.trace.counters.involuntary += 1;
    }

    /// `yield_now()`: gives the GIL to whoever waits for it. Whether somebody did.
    pub(super) fn yield_gil(&mut self, h: u16, thread: ThreadId) -> bool {
        let process = self.threads[thread.index()].process;
        let waiter = match &self.processes[process.index()].gil {
            Some(gil) if gil.holder == thread => gil.waiting.front().copied(),
            _ => None,
        };
        let Some(waiter) = waiter else { return false };
        let by = self.shown(waiter);
        self.drop_gil(thread);
        self.wait_for_gil(h, thread, Cause::Yielded, by);
        self.vacated(h, Cause::PreviousYielded, thread);
        self.rec.trace.counters.voluntary += 1;
        true
    }

    /// The switch interval is over: asks the holder to drop the GIL.
    pub(super) fn request_gil(&mut self, process: ProcessId) {
        let Some(gil) = self.processes[process.index()].gil.as_mut() else { return };
        gil.alarm = AlarmId::NONE;
        let Some(&waiter) = gil.waiting.front() else { return };
        let (holder, resource) = (gil.holder, gil.resource);
        if holder.is_none() {
            return;
        }
        let (by, from) = (self.shown(waiter), self.shown(holder));
        if let Some(gil) = self.gil(process) {
            gil.asked = by;
        }
        self.rec.event(EventKind::GilRequest, by, from, resource);
        // A thread that computes checks at once; one that is being switched
        // to, or has no core, when it comes to it.
        let Whereabouts::On(h) = self.threads[holder.index()].at else { return };
        let computes = self.threads[holder.index()].burst == Burst::Script;
        if computes && self.machine.has_burst(h) && !self.machine.burst_over(h, self.rec.now) {
            self.drop_for_request(h, holder);
        }
    }
}
