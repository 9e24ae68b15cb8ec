//! Threads get on cores and off them.
//!
//! The policy says who and for how long; here is only the mechanism: which
//! hardware thread, what switching there costs, when a slice is looked at.

use super::Engine;
use super::agenda::{AlarmId, Class};
use super::policy::{Slice, Why, anybody};
use super::record::Change;
use super::state::{Alarm, Burst, Role, Vacancy, Whereabouts, due_bit};
use crate::base::{TaskId, ThreadId, Time};
use crate::trace::{Cause, Limit, Overhead, Place, State};

impl Engine {
    /// A thread that was off its core can run: into the ready queue.
    pub(super) fn make_ready(&mut self, thread: ThreadId, why: Why, cause: Cause, by: TaskId) {
        self.threads[thread.index()].at = Whereabouts::Ready;
        let last = self.threads[thread.index()].last;
        self.queues.place(thread, why, last, &self.machine);
        self.show_ready(thread, cause, by);
        let known = matches!(why, Why::Preempted | Why::Expired | Why::Reviewed);
        if self.queues.manner.looks_ahead && !known {
            let burst = self.next_burst(thread);
            self.queues.expect(thread, burst);
        }
        self.queues.enqueue(thread, why, self.rec.now);
    }

    fn show_ready(&mut self, thread: ThreadId, cause: Cause, by: TaskId) {
        if self.shows(thread) {
            let task = self.shown(thread);
            let line = self.rec.line(task);
            let change =
                Change::new(State::Ready, Place::RunQueue(self.queues.shown(thread)), cause, line);
            self.rec.change(task, change.by(by));
        }
    }

    /// Whether the thread has a task of which it can be said what it does.
    pub(super) fn shows(&self, thread: ThreadId) -> bool {
        !self.threads[thread.index()].current.is_none()
    }

    /// The task that stands for a thread: the one it runs or will run next;
    /// of a worker without one, the task it had.
    pub(super) fn shown(&self, thread: ThreadId) -> TaskId {
        let t = &self.threads[thread.index()];
        match (t.current.some(), t.role) {
            (Some(task), _) => task,
            (None, Role::Loop(index)) => self.loop_front(index),
            (None, Role::Worker(worker)) => self.pool.workers[worker as usize].last,
            (None, Role::Plain) => TaskId::NONE,
        }
    }

    /// Puts the next thread on an idle hardware thread, if there are both.
    pub(super) fn dispatch(&mut self) -> bool {
        if self.queues.waiting() == 0 {
            return false;
        }
        if self.queues.apart() || self.queues.binds() {
            return self.fill() || (self.preempt() && self.fill());
        }
        if !self.machine.any_idle() && (!self.queues.manner.is_preemptive || !self.preempt()) {
            return false;
        }
        let Some(thread) = self.queues.pick(0, self.rec.now, &mut self.rng, &anybody) else {
            return false;
        };
        let last = self.last_place(thread);
        let Some(h) = self.machine.choose_idle(last) else { return false };
        self.put_on(h, thread);
        true
    }

    /// The same where not every thread may take every idle hardware thread.
    fn fill(&mut self) -> bool {
        let now = self.rec.now;
        if !self.queues.apart() {
            return self.fill_by_core();
        }
        let mut from = 0;
        while let Some(h) = self.machine.idle_from(from) {
            from = h + 1;
            if let Some(thread) = self.queues.pick(h, now, &mut self.rng, &anybody) {
                self.put_on(h, thread);
                return true;
            }
        }
        // Whoever has threads of its own comes first: only now others' count.
        from = 0;
        while let Some(h) = self.machine.idle_from(from) {
            from = h + 1;
            if let Some(thread) = self.queues.steal(h, now, &mut self.rng) {
                self.threads[thread.index()].pulled = true;
                self.put_on(h, thread);
                return true;
            }
        }
        false
    }

    /// One queue, but some threads are bound to a core.
    fn fill_by_core(&mut self) -> bool {
        let idle: Vec<u16> = (0..self.machine.len()).filter(|&h| self.machine.is_idle(h)).collect();
        if self.queues.manner.forgets_cores {
            for h in idle {
                if let Some(thread) = self.queues.pick_for(&[h], self.rec.now, &mut self.rng) {
                    self.put_on(h, thread);
                    return true;
                }
            }
            return false;
        }
        let Some(thread) = self.queues.pick_for(&idle, self.rec.now, &mut self.rng) else {
            return false;
        };
        let last = self.last_place(thread);
        let allowed = |h: u16| self.queues.may_run(thread, h);
        let Some(h) = self.machine.choose_idle_of(last, &allowed) else { return false };
        self.put_on(h, thread);
        true
    }

    fn last_place(&self, thread: ThreadId) -> Option<u16> {
        let last = self.threads[thread.index()].last;
        last.filter(|_| !self.queues.manner.forgets_cores)
    }

    /// Frees a core for the first in the queue, if the policy says it may
    /// take one.
    fn preempt(&mut self) -> bool {
        if !self.queues.manner.is_preemptive {
            return false;
        }
        let running = self.charge_all();
        let Some(h) = self.queues.victim(&running, self.rec.now) else { return false };
        // No policy should displace for ever at one instant; if one does, the
        // run ends by its limit.
        self.handled += 1;
        if self.handled > self.setup.limits.events.saturating_mul(8) {
            self.limit(Limit::Events, TaskId(0));
            return false;
        }
        self.take_off(h, Why::Preempted, TaskId::NONE);
        true
    }

    pub(super) fn put_on(&mut self, h: u16, thread: ThreadId) {
        let before = self.machine.last_occupant(h);
        let vacancy = self.vacancies[h as usize];
        self.machine.occupy(h, thread, self.rec.now);
        if self.charged != 0
            && let Some(before) = before.filter(|&b| b != thread)
        {
            let same = self.threads[before.index()].process == self.threads[thread.index()].process;
            let kind = if same { Overhead::ThreadSwitch } else { Overhead::ProcessSwitch };
            self.threads[thread.index()].due |= due_bit(kind) & self.charged;
        }
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::On(h);
        t.slice_open = false;
        if let Some(last) = t.last.filter(|&last| last != h)
            && self.machine.core_of(last) != self.machine.core_of(h)
        {
            self.rec.trace.counters.migrations += 1;
            t.due |= due_bit(Overhead::Migration) & self.charged;
        }
        t.last = Some(h);
        if std::mem::take(&mut t.pulled) {
            (t.cause, t.by) = (Cause::Pulled, TaskId::NONE);
        } else if vacancy.at != self.rec.now {
            (t.cause, t.by) = (Cause::CoreIdle, TaskId::NONE);
        } else if before == Some(thread) && is_by_choice(vacancy.cause) {
            (t.cause, t.by) = (Cause::Continued, TaskId::NONE);
        } else {
            (t.cause, t.by) = (vacancy.cause, vacancy.by);
        }
        self.stepping = Some(h);
    }

    /// Takes a thread off its core that could go on: back into the queue.
    pub(super) fn take_off(&mut self, h: u16, why: Why, by: TaskId) {
        let Some(thread) = self.machine.occupant(h) else { return };
        self.leave_core(h, thread);
        let (ready, vacant) = match why {
            Why::Preempted => (Cause::Preempted, Cause::Preempting),
            Why::Yielded => (Cause::Yielded, Cause::PreviousYielded),
            Why::Reviewed => (Cause::Boosted, Cause::Boosting),
            _ => (Cause::QuantumExpired, Cause::PreviousExpired),
        };
        self.vacated(h, vacant, thread);
        match why {
            Why::Yielded => self.rec.trace.counters.voluntary += 1,
            // Who stays where it was was not switched; who does not is
            // counted as it is put on another core.
            Why::Reviewed => {}
            _ => self.rec.trace.counters.involuntary += 1,
        }
        self.make_ready(thread, why, ready, by);
    }

    /// The thread waits for something: its core and the GIL are free.
    pub(super) fn block(&mut self, h: u16, thread: ThreadId) {
        self.depart(h, thread);
        self.vacated(h, Cause::PreviousBlocked, thread);
        self.rec.trace.counters.voluntary += 1;
        self.drop_gil(thread);
    }

    /// Takes a thread off its core and keeps what is left of its burst.
    pub(super) fn leave_core(&mut self, h: u16, thread: ThreadId) {
        self.charge(thread);
        let work = self.machine.vacate(h, self.rec.now);
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::Off;
        t.slice_open = false;
        match t.burst {
            Burst::Script => t.script_work = t.script_work.max(work),
            Burst::Overhead(_) => t.work = work,
        }
    }

    pub(super) fn vacated(&mut self, h: u16, cause: Cause, by: ThreadId) {
        let by = self.shown(by);
        self.vacancies[h as usize] = Vacancy::new(self.rec.now, cause, by);
    }

    /// The burst or the slice on a core is over.
    pub(super) fn core_event(&mut self, h: u16) {
        let now = self.rec.now;
        if self.machine.burst_over(h, now) {
            self.machine.stop(h, now);
            self.take_step(h);
        } else if self.machine.slice_over(h, now) {
            self.slice_over(h);
        }
    }

    fn slice_over(&mut self, h: u16) {
        let Some(thread) = self.machine.occupant(h) else { return self.machine.unhold(h) };
        self.charge(thread);
        // The fast lane does not write down slices, which never are of that kind there.
        let lapses = !matches!(self.slices[h as usize], Slice::Always(_));
        if lapses && self.queues.waiting_at(h) == 0 && !self.moves_up(h, thread) {
            self.machine.set_slice_end(h, Time::NEVER);
            self.arm_slice(h, thread);
            return;
        }
        self.take_off(h, Why::Expired, TaskId::NONE);
    }

    /// The thread's slice begins: what it does from now on counts.
    pub(super) fn open_slice(&mut self, h: u16, thread: ThreadId) {
        let t = &mut self.threads[thread.index()];
        t.slice_open = true;
        t.charged_until = self.rec.now;
        self.arm_slice(h, thread);
    }

    fn arm_slice(&mut self, h: u16, thread: ThreadId) {
        let now = self.rec.now;
        let slice = self.queues.slice(thread, now);
        self.slices[h as usize] = slice;
        match slice {
            Slice::Endless => {}
            Slice::Always(left) => self.machine.set_slice_end(h, now.saturating_add(left)),
            // Nobody waits, so its end would change nothing: no event for it.
            Slice::WhileOthersWait(_)
                if self.queues.waiting_at(h) == 0 && (h == 0 || !self.takes_in_order()) =>
            {
                self.unarmed = true;
            }
            Slice::WhileOthersWait(left) => self.machine.set_slice_end(h, now.saturating_add(left)),
        }
    }

    /// Whether idle cores take from the one queue in the order of cores.
    fn takes_in_order(&self) -> bool {
        self.queues.manner.forgets_cores && !self.queues.apart()
    }

    /// Whether the thread goes on elsewhere after a turn though nobody waits:
    /// an idle core is asked before its own.
    fn moves_up(&self, h: u16, thread: ThreadId) -> bool {
        let asked = |other: u16| self.machine.is_idle(other) && self.queues.may_run(thread, other);
        self.takes_in_order() && (0..h).any(asked)
    }

    /// Somebody waits again: slices count from here on.
    #[inline]
    pub(super) fn arm_slices(&mut self) {
        let again = self.queues.manner.watches_queue;
        if (self.unarmed || again) && self.queues.waiting() > 0 {
            self.arm_all(again);
        }
    }

    fn arm_all(&mut self, again: bool) {
        self.unarmed = false;
        for h in 0..self.machine.len() {
            let Some(thread) = self.machine.occupant(h) else { continue };
            let due = again || self.machine.slice_end(h) == Time::NEVER;
            if self.threads[thread.index()].slice_open && due {
                self.charge(thread);
                self.arm_slice(h, thread);
            }
        }
    }

    /// Tells the policy how long every thread that runs has used its core.
    fn charge_all(&mut self) -> Vec<(u16, ThreadId)> {
        let running: Vec<_> = self.machine.occupied().collect();
        running.iter().for_each(|&(_, thread)| self.charge(thread));
        running
    }

    /// The thread leaves its core to wait, or because it has ended. Under some
    /// policies the core is taken for the rest of the slice all the same.
    pub(super) fn depart(&mut self, h: u16, thread: ThreadId) {
        let end = self.machine.slice_end(h);
        self.leave_core(h, thread);
        self.queues.leave(thread, self.rec.now);
        if let Slice::Always(length) = self.slices[h as usize]
            && self.queues.manner.holds_core
            && end != Time::NEVER
            && end > self.rec.now
            && end.saturating_sub(length) < self.rec.now
        {
            self.machine.hold(h, end);
        }
    }

    /// Sees to it that the policy looks again when it wants to.
    pub(super) fn plan_review(&mut self) {
        if !self.queues.manner.is_reviewed {
            return;
        }
        let running: Vec<_> = self.machine.occupied().collect();
        let time = self.queues.next_review(&running, self.rec.now);
        if time == self.review.0 {
            return;
        }
        self.agenda.cancel(self.review.1);
        let alarm = match time {
            Time::NEVER => AlarmId::NONE,
            _ => self.agenda.add(time, Class::Review, Alarm::Review),
        };
        self.review = (time, alarm);
    }

    /// Sees to it that threads are moved between queues when that is due.
    pub(super) fn plan_balance(&mut self) {
        if !self.queues.balances() {
            return;
        }
        let somebody_runs = self.machine.occupied().next().is_some();
        let time = self.queues.next_balance(self.rec.now, somebody_runs);
        if time == self.balance.0 {
            return;
        }
        self.agenda.cancel(self.balance.1);
        let alarm = match time {
            Time::NEVER => AlarmId::NONE,
            _ => self.agenda.add(time, Class::Review, Alarm::Balance),
        };
        self.balance = (time, alarm);
    }

    pub(super) fn balance(&mut self) {
        self.balance = (Time::NEVER, AlarmId::NONE);
        let now = self.rec.now;
        // Where all turns end at once, a thread alone on its core is in its
        // queue at that instant like everybody.
        let quantum = self.setup.policy.quantum().filter(|_| self.queues.manner.forgets_cores);
        if quantum.is_some_and(|quantum| now.0.is_multiple_of(quantum.0)) {
            for h in 0..self.machine.len() {
                self.take_off(h, Why::Expired, TaskId::NONE);
            }
        }
        for thread in self.queues.balance(&self.machine, now, &mut self.rng) {
            self.threads[thread.index()].pulled = true;
            self.show_ready(thread, Cause::Pulled, TaskId::NONE);
        }
        self.unarmed = true;
    }

    pub(super) fn review(&mut self) {
        self.review = (Time::NEVER, AlarmId::NONE);
        let running = if self.queues.manner.reviews_all { self.charge_all() } else { Vec::new() };
        for (h, _) in running {
            if !self.queues.is_due(h, self.rec.now) {
                continue;
            }
            if self.queues.waiting_at(h) > 0 {
                self.take_off(h, Why::Reviewed, TaskId::NONE);
            } else {
                self.machine.set_slice_end(h, Time::NEVER);
                self.unarmed = true;
            }
        }
        self.queues.review(self.rec.now);
    }

    /// Tells the policy how long the thread has used its core.
    fn charge(&mut self, thread: ThreadId) {
        let t = &mut self.threads[thread.index()];
        if t.slice_open {
            let used = self.rec.now - t.charged_until;
            t.charged_until = self.rec.now;
            if used > Time::ZERO {
                self.queues.charge(thread, used);
            }
        }
    }
}

/// Whether a thread that gives its core back so and gets it again goes on as
/// if nothing had happened.
pub(super) fn is_by_choice(cause: Cause) -> bool {
    matches!(cause, Cause::PreviousExpired | Cause::PreviousYielded | Cause::Boosting)
}
