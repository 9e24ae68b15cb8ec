//! Round robin: first come, first served, but for one quantum at a time.
//!
//! A thread that blocks keeps the unused part of its quantum, as Linux's
//! SCHED_RR does and the simulator of *Operating Systems: Three Easy Pieces*;
//! it gets a whole one after it has used one up or given way by itself. With
//! `aligned` all turns end together, on multiples of the quantum, whenever they
//! began, and cores take threads in their own order: a timer interrupt takes
//! every core's thread off it and its scheduler looks for the next, as in xv6.
//! With `order=number` it looks for it in the table of threads, in a circle from
//! who ran last, as xv6 does as well.
//!
//! Source: any operating systems textbook; Linux's `kernel/sched/rt.c` for what
//! is left of a quantum, xv6's `trap.c` and `proc.c` for the two variants.
//! Deviation: a quantum that ends while nobody waits begins anew unnoticed.

use super::line::Line;
use super::{Baggage, May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time, fetch};
use crate::setup::IoReturn;

#[derive(Clone)]
pub struct RoundRobin {
    line: Line,
    /// Never over: [`super::fifo`].
    quantum: Time,
    aligned: bool,
    /// What each thread has left of its quantum; never zero.
    left: Vec<Time>,
}

impl RoundRobin {
    pub fn new(quantum: Time, io: IoReturn, by_number: bool, aligned: bool) -> RoundRobin {
        let quantum = quantum.max(Time(1));
        RoundRobin { line: Line::in_order(io, by_number), quantum, aligned, left: Vec::new() }
    }

    /// [`Policy::pick`] of anybody.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn pick_first(&mut self) -> Option<ThreadId> {
        self.line.pick_first()
    }

    /// [`Policy::enqueue`] of who used its quantum up.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn enqueue_expired(&mut self, thread: ThreadId) {
        self.left[thread.index()] = self.quantum;
        self.line.join_last(thread);
    }

    /// Who comes after so many others in the queue.
    #[inline(always)]
    pub fn after(&self, others: usize) -> Option<ThreadId> {
        self.line.after(others)
    }

    /// Has what is known of a thread brought into the cache.
    #[inline(always)]
    pub fn fetch(&self, thread: ThreadId) {
        fetch(&self.left, thread.index());
    }

    /// [`Policy::enqueue`] of who has waited for a device.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn enqueue_from_io(&mut self, thread: ThreadId) {
        self.line.join_from_io(thread);
    }
}

impl Policy for RoundRobin {
    fn admit(&mut self, _thread: ThreadId, _traits: &Traits) {
        self.left.push(self.quantum);
    }

    fn enqueue(&mut self, thread: ThreadId, why: Why, _now: Time) {
        if matches!(why, Why::Expired | Why::Yielded) {
            self.left[thread.index()] = self.quantum;
        }
        self.line.join(thread, why);
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.line.pick(may)
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn slice(&self, thread: ThreadId, now: Time) -> Slice {
        match self.aligned {
            _ if self.quantum == Time::NEVER => Slice::Endless,
            true => Slice::WhileOthersWait(Time(self.quantum.0 - now.0 % self.quantum.0)),
            false => Slice::WhileOthersWait(self.left[thread.index()]),
        }
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let left = &mut self.left[thread.index()];
        *left = super::left_of_quantum(*left, used, self.quantum);
    }

    fn leave(&mut self, _thread: ThreadId, _now: Time) {
        self.line.leave();
    }

    fn waiting(&self) -> usize {
        self.line.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        running.first().filter(|_| self.line.presses(may)).map(|&(h, _)| h)
    }

    fn is_preemptive(&self) -> bool {
        self.line.may_press()
    }

    fn forgets_cores(&self) -> bool {
        self.aligned
    }

    fn pack(&mut self, thread: ThreadId, _now: Time) -> Baggage {
        [i128::from(self.left[thread.index()].0), 0, 0]
    }

    fn unpack(&mut self, thread: ThreadId, [left, ..]: Baggage) {
        self.left[thread.index()] = Time(left as u64);
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_quantum_is_kept_over_a_wait() {
        let mut rr = RoundRobin::new(Time(10), IoReturn::Tail, false, false);
        let a = ThreadId(0);
        rr.admit(a, &Traits::default());
        rr.charge(a, Time(4));
        rr.enqueue(a, Why::IoDone, Time(9));
        assert_eq!(rr.slice(a, Time(9)), Slice::WhileOthersWait(Time(6)));
        rr.charge(a, Time(6));
        assert_eq!(rr.slice(a, Time(9)), Slice::WhileOthersWait(Time(10)), "a new one");
        rr.charge(a, Time(23));
        assert_eq!(rr.slice(a, Time(9)), Slice::WhileOthersWait(Time(7)), "two passed unnoticed");
    }
}
