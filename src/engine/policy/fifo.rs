//! First come, first served: who gets a core keeps it until it blocks.
//!
//! Source: any operating systems textbook; Linux calls it SCHED_FIFO (at one
//! priority). With `io=head` a thread whose I/O is done stands first.

use super::{Policy, Slice, Why};
use crate::base::{ThreadId, Time};
use crate::setup::IoReturn;
use std::collections::VecDeque;

#[derive(Clone)]
pub struct Fifo {
    queue: VecDeque<ThreadId>,
    io: IoReturn,
}

impl Fifo {
    pub fn new(io: IoReturn) -> Fifo {
        Fifo { queue: VecDeque::new(), io }
    }
}

impl Policy for Fifo {
    fn admit(&mut self, _thread: ThreadId) {}

    fn enqueue(&mut self, thread: ThreadId, why: Why, _now: Time) {
        join(&mut self.queue, thread, why, self.io);
    }

    fn pick(&mut self, _now: Time) -> Option<ThreadId> {
        self.queue.pop_front()
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        Slice::Endless
    }

    fn charge(&mut self, _thread: ThreadId, _used: Time) {}

    fn waiting(&self) -> usize {
        self.queue.len()
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}

/// Joins a queue at the tail; at the head if it was pushed off its core, or
/// comes from I/O and the policy says so.
pub fn join(queue: &mut VecDeque<ThreadId>, thread: ThreadId, why: Why, io: IoReturn) {
    let at_head = match why {
        Why::Preempted => true,
        Why::IoDone => io == IoReturn::Head,
        Why::Arrived | Why::Woken | Why::Expired | Why::Yielded => false,
    };
    if at_head { queue.push_front(thread) } else { queue.push_back(thread) }
}
