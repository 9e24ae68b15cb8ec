//! A core goes from hand to hand: the commonest thing that happens, done at once.
//!
//! Where a thread leaves its core, nothing else is due at this instant, no other
//! core is idle and switching costs nothing, the order of work (see [`super`])
//! leads to one thing: the first in the queue gets the core and goes on. Here it
//! is done without going through that order. It is the same as taking the long
//! way, which a law holds by running both.

use super::Engine;
use super::policy::{Slice, Why, anybody};
use super::record::Change;
use super::state::{Burst, Vacancy, Whereabouts};
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
        let work = self.machine.vacate(h, now);
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::Ready;
        t.slice_open = false;
        t.script_work = t.script_work.max(work);
        self.vacancies[h as usize] = Vacancy { at: now, cause: Cause::PreviousExpired, by: task };
        self.rec.trace.counters.involuntary += 1;
        let line = self.rec.line(task);
        let place = Place::RunQueue(0);
        self.rec.change(task, Change::new(State::Ready, place, Cause::QuantumExpired, line));
        self.queues.enqueue(thread, Why::Expired, now);
        self.relay(h);
    }

    /// The core is free: who is next gets it, if nothing else can happen before.
    pub(super) fn relay(&mut self, h: u16) {
        let now = self.rec.now;
        let alone = self.relays
            && self.queues.is_plain()
            && self.queues.waiting() > 0
            && self.machine.is_only_idle(h)
            && !self.agenda.is_due(now)
            && self.machine.next_end() > now;
        if alone && let Some(thread) = self.queues.pick(h, now, &mut self.rng, &anybody) {
            self.fetch_ahead();
            let t = &self.threads[thread.index()];
            let computes = t.script_work > 0
                && t.owes_nothing()
                && self.machine.last_occupant(h) != Some(thread)
                && self.processes[t.process.index()].gil.is_none();
            match computes {
                true => self.continue_on(h, thread),
                false => self.put_on(h, thread),
            }
        }
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
        let line = self.rec.line(task);
        let place = Place::Hardware(h);
        self.rec.change(task, Change::new(State::Running, place, cause, line).by(by));
    }
}
