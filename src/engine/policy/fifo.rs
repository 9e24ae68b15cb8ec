//! First come, first served: who gets a core keeps it until it blocks.
//!
//! Source: any operating systems textbook; Linux calls it SCHED_FIFO (at one
//! priority). With `io=head` a thread whose I/O is done goes first, also before
//! who runs. With `order=number` there is no queue: the next is looked for in
//! the table of threads, in a circle from who ran last, as in xv6
//! (`proc.c`, `scheduler`) and in OSTEP's process simulator.
//!
//! Deviations: none of the rule; Linux's other priorities are another policy's.

use super::line::Line;
use super::{May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};
use crate::setup::IoReturn;

#[derive(Clone)]
pub struct Fifo {
    line: Line,
}

impl Fifo {
    pub fn new(io: IoReturn, by_number: bool) -> Fifo {
        Fifo { line: Line::in_order(io, by_number) }
    }
}

impl Policy for Fifo {
    fn admit(&mut self, _thread: ThreadId, _traits: &Traits) {}

    fn enqueue(&mut self, thread: ThreadId, why: Why, _now: Time) {
        self.line.join(thread, why);
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.line.pick(may)
    }

    fn next(&self, place: usize) -> Option<ThreadId> {
        self.line.next(place)
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        Slice::Endless
    }

    fn charge(&mut self, _thread: ThreadId, _used: Time) {}

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

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
