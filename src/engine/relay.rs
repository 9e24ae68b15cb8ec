//! A core goes from hand to hand: the commonest thing that happens, done at once.
//!
//! Where a thread leaves its core, nothing else is due at this instant, no other
//! core is idle and switching costs nothing, the order of work (see [`super`])
//! leads to one thing: the first in the queue gets the core and goes on. Here it
//! is done without going through that order. It is the same as taking the long
//! way, which a law holds by running both.

use super::Engine;
use super::agenda::{AlarmId, Class};
use super::flow::Flow;
use super::policy::{Slice, Why, anybody};
use super::record::Change;
use super::state::{Alarm, Burst, Next, Role, Vacancy, Wait, Whereabouts};
use crate::base::{TaskId, ThreadId, Time};
use crate::trace::{Cause, Place, State};

impl Engine {
    /// Takes the long way from now on: for comparison.
    pub fn without_shortcuts(mut self) -> Engine {
        self.relays = false;
        self
    }

    /// Whether nothing of the machine or its policy stands in the way.
    pub(super) fn may_relay(&self) -> bool {
        self.charged == 0 && self.setup.threads_per_core <= 1
    }

    /// The slice of the thread on `h` is over, and others wait.
    pub(super) fn expire(&mut self, h: u16, thread: ThreadId) {
        let task = self.threads[thread.index()].current;
        if !self.relays || !self.queues.is_plain() || task.is_none() {
            return self.take_off(h, Why::Expired, TaskId::NONE);
        }
        let now = self.rec.now;
        let work = self.machine.left(h, now);
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::Ready;
        t.slice_open = false;
        t.script_work = t.script_work.max(work);
        self.vacancies[h as usize] = Vacancy { at: now, cause: Cause::PreviousExpired, by: task };
        self.rec.trace.counters.involuntary += 1;
        let ready = (State::Ready, Place::RunQueue(0));
        self.rec.turn(task, ready.0, ready.1, Cause::QuantumExpired, TaskId::NONE);
        self.queues.enqueue(thread, Why::Expired, now);
        match self.next_for(h) {
            Some(next) if self.computes(h, next) => self.continue_on(h, next),
            next => {
                self.machine.vacate(h, now);
                if let Some(next) = next {
                    self.put_on(h, next);
                }
            }
        }
    }

    /// The core is free: who is next gets it, if nothing else can happen before.
    pub(super) fn relay(&mut self, h: u16) {
        if self.relays
            && self.queues.is_plain()
            && let Some(next) = self.next_for(h)
        {
            match self.computes(h, next) {
                true => self.continue_on(h, next),
                false => self.put_on(h, next),
            }
        }
    }

    /// Takes the first from the queue, if nothing else happens at this instant.
    #[inline]
    fn next_for(&mut self, h: u16) -> Option<ThreadId> {
        let now = self.rec.now;
        if self.queues.waiting() == 0
            || self.agenda.is_due(now)
            || self.machine.is_other_idle(h)
            || self.machine.next_end_but(h) <= now
        {
            return None;
        }
        let next = self.queues.pick(h, now, &mut self.rng, &anybody);
        self.fetch_ahead();
        next
    }

    /// Whether it just goes on with a burst, on a core that another had.
    #[inline]
    fn computes(&self, h: u16, thread: ThreadId) -> bool {
        let t = &self.threads[thread.index()];
        t.script_work > 0
            && t.owes_nothing()
            && self.machine.last_occupant(h) != Some(thread)
            && self.processes[t.process.index()].gil.is_none()
    }

    /// The thread gets the core and goes on with the burst that was interrupted.
    fn continue_on(&mut self, h: u16, thread: ThreadId) {
        let now = self.rec.now;
        let vacancy = self.vacancies[h as usize];
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::On(h);
        t.burst = Burst::Script;
        (t.slice_open, t.charged_until) = (true, now);
        (t.cause, t.by) = (Cause::Continued, TaskId::NONE);
        let moves = t.last.replace(h).is_some_and(|last| last != h);
        self.rec.trace.counters.migrations += u64::from(moves);
        let (task, work) = (t.current, std::mem::take(&mut t.script_work));

        let slice = self.queues.slice(thread, now);
        self.slices[h as usize] = slice;
        let others_wait = self.queues.waiting() > 0;
        let end = match slice {
            Slice::Always(left) => now.saturating_add(left),
            Slice::WhileOthersWait(left) if others_wait => now.saturating_add(left),
            Slice::WhileOthersWait(_) | Slice::Endless => Time::NEVER,
        };
        self.unarmed |= !others_wait && matches!(slice, Slice::WhileOthersWait(_));
        self.machine.take_up(h, thread, work, end, now);

        let (cause, by) = match vacancy.at == now {
            true => (vacancy.cause, vacancy.by),
            false => (Cause::CoreIdle, TaskId::NONE),
        };
        self.rec.turn(task, State::Running, Place::Hardware(h), cause, by);
    }

    /// A thread's task waits for a device, and its core is free: what `do_io` does
    /// where nothing special holds.
    pub(super) fn wait_for_device(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        length: Time,
    ) -> Flow {
        let t = &self.threads[thread.index()];
        let simple = t.role == Role::Plain && self.processes[t.process.index()].gil.is_none();
        if !simple || !self.relays || !self.queues.is_plain() || length == Time::ZERO {
            return self.do_io(h, task, length, false, Next::Run);
        }
        let now = self.rec.now;
        let due = now.saturating_add(length).saturating_add(self.setup.costs.timer);
        let alarm = self.agenda.add(due, Class::Wait, Alarm::Wait(task));
        let t = &mut self.tasks[task.index()];
        (t.wait, t.alarm, t.suspended) = (Wait::Time, alarm, false);
        let line = self.frames[task.index()].line(&self.program);
        let change = Change::new(State::Io, Place::Nowhere, Cause::IoStarted, line);
        self.rec.turn_at(task, change);
        self.charge(thread);
        let t = &mut self.threads[thread.index()];
        (t.at, t.slice_open) = (Whereabouts::Off, false);
        self.machine.vacate(h, now);
        self.queues.leave(thread, now);
        self.vacancies[h as usize] = Vacancy { at: now, cause: Cause::PreviousBlocked, by: task };
        self.rec.trace.counters.voluntary += 1;
        Flow::Left
    }

    /// A wait for a device is over, and the task's thread is ready: the same of
    /// `awake`. Whether that was all.
    #[inline(always)]
    pub(super) fn device_is_done(&mut self, task: TaskId) -> bool {
        let t = &mut self.tasks[task.index()];
        let thread = t.thread;
        if t.suspended
            || !matches!(t.wait, Wait::Time)
            || self.threads[thread.index()].role != Role::Plain
            || !self.relays
            || !self.queues.is_plain()
            || !self.rec.trace.deadlocks.is_empty()
        {
            return false;
        }
        (t.wait, t.alarm) = (Wait::Nothing, AlarmId::NONE);
        self.threads[thread.index()].at = Whereabouts::Ready;
        let place = Place::RunQueue(0);
        self.rec.turn(task, State::Ready, place, Cause::IoDone, TaskId::NONE);
        self.queues.enqueue(thread, Why::IoDone, self.rec.now);
        true
    }
}
