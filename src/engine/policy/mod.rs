//! OS scheduling policies: one file each, one row in [`new`].
//!
//! A policy answers: who next, for how long, does this wake-up preempt. It
//! keeps its own ready queue and knows threads by number and by the traits
//! that `spawn` gave them; nothing of cores' bursts, Python, or why.

mod fifo;
mod line;
mod round_robin;

use crate::base::{ThreadId, Time};
use crate::setup;

/// Why a thread joins the ready queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Arrived,
    /// Its I/O or sleep is over.
    IoDone,
    /// Another thread woke it: a lock, an item, an end, the GIL.
    Woken,
    /// Its slice is used up.
    Expired,
    /// Another thread took its core.
    Preempted,
    Yielded,
}

/// For how long a thread may keep its core.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slice {
    Endless,
    /// So long; when it is over with nobody waiting the next one begins, and
    /// nothing happened.
    WhileOthersWait(Time),
    /// So long, and its end counts even if nobody waits.
    Always(Time),
}

pub trait Policy {
    /// A thread was made; called in order of their numbers.
    fn admit(&mut self, thread: ThreadId);

    /// A thread became ready.
    fn enqueue(&mut self, thread: ThreadId, why: Why, now: Time);

    /// Takes the next thread from the queue.
    fn pick(&mut self, now: Time) -> Option<ThreadId>;

    /// How much of its slice a thread has that just got a core.
    fn slice(&self, thread: ThreadId, now: Time) -> Slice;

    /// A thread has used its core for so long since it was picked, or since
    /// the last call of this.
    fn charge(&mut self, thread: ThreadId, used: Time);

    /// How many threads wait.
    fn waiting(&self) -> usize;

    /// Whether the thread that would be picked next takes the core of `running`.
    fn preempts(&self, _running: ThreadId, _now: Time) -> bool {
        false
    }

    /// Whether [`Self::preempts`] is ever true.
    fn is_preemptive(&self) -> bool {
        false
    }

    fn boxed_clone(&self) -> Box<dyn Policy>;
}

impl Clone for Box<dyn Policy> {
    fn clone(&self) -> Box<dyn Policy> {
        self.boxed_clone()
    }
}

pub fn new(policy: &setup::Policy) -> Box<dyn Policy> {
    match *policy {
        setup::Policy::Fifo { io } => Box::new(fifo::Fifo::new(io)),
        setup::Policy::RoundRobin { quantum, io } => {
            Box::new(round_robin::RoundRobin::new(quantum, io))
        }
    }
}
