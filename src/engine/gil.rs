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
//! Each waiter counts intervals of its own from when it began to wait, and asks
//! at the end of one in which nobody else got the GIL: after a drop of the
//! holder's own will up to two intervals pass before anybody asks.
//!
//! Deviations: asking needs no core (CPython's waiter must be scheduled to
//! ask), and whom a drop wakes is the order of coming, where a condition
//! variable puts a waiter last each time its interval ends.

use super::agenda::{AlarmId, Class};
use super::state::{Alarm, Burst, Whereabouts, due_bit};
use super::{Engine, record::Change};
use crate::base::{ProcessId, ResourceId, TaskId, ThreadId, Time};
use crate::engine::policy::Why;
use crate::trace::{Cause, EventKind, Overhead, Place, State};
use std::collections::VecDeque;

/// When a waiter's intervals end, as a remainder, and how many came before it.
pub type Phase = (u64, u64);

#[derive(Clone, Debug)]
pub struct Gil {
    pub resource: ResourceId,
    pub holder: ThreadId,
    hold: u32,
    /// In order of waiting. Who was woken has left.
    pub waiting: VecDeque<ThreadId>,
    /// Who was woken and has not taken it yet.
    woken: ThreadId,
    /// Of each waiter when its intervals end, as a remainder; in that order.
    phases: Vec<(Phase, ThreadId)>,
    /// How many have begun to wait.
    came: u64,
    /// Who came while it was free but meant for who was woken: the one that was
    /// asked to drop it, or a new thread. Their waiting counts from when it is taken.
    late: Vec<ThreadId>,
    /// Goes off when the first waiter may ask, and who that is.
    alarm: AlarmId,
    due: Time,
    asker: ThreadId,
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
            phases: Vec::new(),
            came: 0,
            late: Vec::new(),
            alarm: AlarmId::NONE,
            due: Time::NEVER,
            asker: ThreadId::NONE,
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
        for late in std::mem::take(&mut gil.late) {
            self.begin_interval(process, late);
        }
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

    /// With every switch it is known anew who will ask first: whose next interval
    /// that begins now or later does so first.
    fn restart_interval(&mut self, process: ProcessId) {
        let (now, interval) = (self.rec.now, self.setup.switch_interval.0.max(1));
        let Some(gil) = self.gil(process) else { return };
        gil.due = Time::NEVER;
        let phase = now.0 % interval;
        let at = gil.phases.partition_point(|((own, _), _)| *own < phase);
        let first = gil.phases.get(at).or(gil.phases.first()).copied();
        let Some(((own, _), asker)) = first else { return };
        let begins = if own < phase { own + interval } else { own } - phase;
        self.may_ask(process, asker, now.saturating_add(Time(begins)));
    }

    /// A waiter whose interval begins then asks at its end, if nobody does before.
    fn may_ask(&mut self, process: ProcessId, asker: ThreadId, begins: Time) {
        let due = begins.saturating_add(Time(self.setup.switch_interval.0.max(1)));
        let Some(gil) = self.processes[process.index()].gil.as_mut() else { return };
        if !gil.holder.is_none() && due < gil.due {
            self.agenda.cancel(gil.alarm);
            gil.alarm = self.agenda.add(due, Class::Wait, Alarm::GilRequest(process));
            (gil.due, gil.asker) = (due, asker);
        }
    }

    /// The thread's waiting counts from now on.
    fn begin_interval(&mut self, process: ProcessId, thread: ThreadId) {
        self.end_interval(process, thread);
        let phase = self.rec.now.0 % self.setup.switch_interval.0.max(1);
        let Some(gil) = self.gil(process) else { return };
        gil.came += 1;
        let phase = (phase, gil.came);
        let at = gil.phases.partition_point(|(own, _)| *own <= phase);
        gil.phases.insert(at, (phase, thread));
        if self.gil_phases.len() <= thread.index() {
            self.gil_phases.resize(self.threads.len(), (0, 0));
        }
        self.gil_phases[thread.index()] = phase;
    }

    fn end_interval(&mut self, process: ProcessId, thread: ThreadId) {
        let phase = self.gil_phases.get(thread.index()).copied().unwrap_or_default();
        if let Some(gil) = self.gil(process)
            && let Ok(at) = gil.phases.binary_search_by_key(&phase, |(own, _)| *own)
        {
            gil.phases.remove(at);
        }
    }

    /// Takes a thread off its core and puts it among the waiters.
    fn wait_for_gil(&mut self, h: u16, thread: ThreadId, cause: Cause, by: TaskId) {
        let process = self.threads[thread.index()].process;
        let task = self.shown(thread);
        self.depart(h, thread);
        self.threads[thread.index()].wants_gil = true;
        let line = self.rec.line(task);
        self.begin_interval(process, thread);
        let Some(gil) = self.gil(process) else { return };
        let place = Place::Resource(gil.resource);
        gil.waiting.push_back(thread);
        if gil.holder.is_none() {
            gil.late.push(thread);
        }
        if self.shows(thread) {
            self.rec.change(task, Change::new(State::Gil, place, cause, line).by(by));
        }
        self.may_ask(process, thread, self.rec.now);
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
        gil.due = Time::NEVER;
        let woken = gil.waiting.pop_front();
        gil.woken = woken.unwrap_or(ThreadId::NONE);
        self.agenda.cancel(alarm);
        self.rec.release(hold);
        if let Some(woken) = woken {
            self.end_interval(process, woken);
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
        let (waiter, holder, resource) = (gil.asker, gil.holder, gil.resource);
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
