//! Fixed priorities: the largest `priority=` goes first.
//!
//! Source: POSIX SCHED_FIFO, and with a quantum SCHED_RR (sched(7)): among
//! equals first come, first served; a displaced thread stays in front of its
//! equals; equals never preempt. Ageing, as textbooks describe it against
//! starvation: a thread that waits gains one priority for every `ageing` that
//! it has waited, and keeps that until it leaves its core.
//!
//! Deviation: the order among those that wait counts fractions of a priority
//! gained; taking a core from somebody needs whole ones.

use super::ranked::Ranked;
use super::{Baggage, May, Policy, Slice, Traits, Why, anybody};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
pub struct Priority {
    preemptive: bool,
    /// Zero: none.
    ageing: Time,
    quantum: Time,
    threads: Vec<Waiter>,
    ready: Ranked,
}

#[derive(Clone)]
struct Waiter {
    priority: i64,
    /// With what it gained until it got its core.
    now: i64,
    joined: Time,
    left: Time,
}

/// Larger numbers count as this one: products with an ageing stay small.
const MOST_PRIORITY: i64 = 1 << 30;

impl Priority {
    pub fn new(preemptive: bool, ageing: Time, quantum: Time) -> Priority {
        Priority { preemptive, ageing, quantum, threads: Vec::new(), ready: Ranked::default() }
    }

    /// All that wait gain alike, so their order never changes: what counts is
    /// the time at which each would have had to join at priority 0.
    fn key(&self, waiter: &Waiter) -> u128 {
        let step = self.ageing.0.max(1);
        let lead = (MOST_PRIORITY - waiter.priority) as u128 * u128::from(step);
        lead + if self.ageing > Time::ZERO { u128::from(waiter.joined.0) } else { 0 }
    }

    /// When the first that waits has more than the lowest that runs.
    fn overtakes(&self, running: &[(u16, ThreadId)], may: May) -> Option<(Time, u16)> {
        let first = &self.threads[self.ready.first(may)?.1.index()];
        let priority = |thread: ThreadId| self.threads[thread.index()].now;
        let &(h, lowest) = running.iter().min_by_key(|(_, thread)| priority(*thread))?;
        let missing = priority(lowest) - first.priority + 1;
        match (missing, self.ageing) {
            (..=0, _) => Some((Time::ZERO, h)),
            (_, Time::ZERO) => None,
            (n, step) => {
                Some((first.joined.saturating_add(Time(step.0.checked_mul(n as u64)?)), h))
            }
        }
    }
}

impl Policy for Priority {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        let priority = traits.priority.clamp(-MOST_PRIORITY, MOST_PRIORITY);
        let left = self.quantum;
        self.threads.push(Waiter { priority, now: priority, joined: Time::ZERO, left });
    }

    fn enqueue(&mut self, thread: ThreadId, why: Why, now: Time) {
        let waiter = &mut self.threads[thread.index()];
        waiter.joined = now;
        if matches!(why, Why::Expired | Why::Yielded) {
            waiter.left = self.quantum;
        }
        let key = self.key(&self.threads[thread.index()]);
        match why {
            Why::Preempted | Why::Reviewed => self.ready.join_first(key, thread),
            _ => self.ready.join(key, thread),
        }
    }

    fn pick(&mut self, now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        let thread = self.ready.pick(may)?;
        let waiter = &mut self.threads[thread.index()];
        let gained = (now - waiter.joined).0.checked_div(self.ageing.0).unwrap_or(0);
        waiter.now = waiter.priority.saturating_add_unsigned(gained);
        Some(thread)
    }

    fn slice(&self, thread: ThreadId, _now: Time) -> Slice {
        match self.quantum {
            Time::ZERO => Slice::Endless,
            _ => Slice::WhileOthersWait(self.threads[thread.index()].left),
        }
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let left = &mut self.threads[thread.index()].left;
        *left = super::left_of_quantum(*left, used, self.quantum);
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], now: Time, may: May) -> Option<u16> {
        self.overtakes(running, may).filter(|(at, _)| *at <= now).map(|(_, h)| h)
    }

    fn is_preemptive(&self) -> bool {
        self.preemptive
    }

    fn is_reviewed(&self) -> bool {
        self.preemptive && self.ageing > Time::ZERO
    }

    fn next_review(&self, running: &[(u16, ThreadId)], now: Time) -> Time {
        let ages = self.is_reviewed();
        let at = self.overtakes(running, &anybody).filter(|(at, _)| ages && *at > now);
        at.map_or(Time::NEVER, |(at, _)| at)
    }

    fn set_priority(&mut self, thread: ThreadId, priority: i64) {
        let priority = priority.clamp(-MOST_PRIORITY, MOST_PRIORITY);
        let waiter = &mut self.threads[thread.index()];
        (waiter.priority, waiter.now) = (priority, priority);
        if self.ready.remove(thread) {
            let key = self.key(&self.threads[thread.index()]);
            self.ready.join(key, thread);
        }
    }

    fn pack(&mut self, thread: ThreadId, _now: Time) -> Baggage {
        [i128::from(self.threads[thread.index()].left.0), 0, 0]
    }

    fn unpack(&mut self, thread: ThreadId, [left, ..]: Baggage) {
        self.threads[thread.index()].left = Time(left as u64);
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
