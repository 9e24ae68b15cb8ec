//! First come, first served: who gets a core keeps it until it blocks.
//!
//! Source: any operating systems textbook; Linux calls it SCHED_FIFO (at one
//! priority). With `io=head` a thread whose I/O is done goes first, also before
//! who runs. With `order=number` there is no queue: the next is looked for in
//! the table of threads, in a circle from who ran last, as in xv6
//! (`proc.c`, `scheduler`) and in OSTEP's process simulator.
//!
//! Deviations: none of the rule; Linux's other priorities are another policy's.
//!
//! It is round robin with a quantum that never ends.

use super::round_robin::RoundRobin;
use crate::base::Time;
use crate::setup::IoReturn;

pub fn new(io: IoReturn, by_number: bool) -> RoundRobin {
    RoundRobin::new(Time::NEVER, io, by_number, false)
}
