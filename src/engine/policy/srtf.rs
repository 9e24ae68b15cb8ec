//! Shortest remaining time first: shortest job first with preemption. A thread
//! that comes with less to compute than what is left of one that runs takes
//! its core.
//!
//! Source: any operating systems textbook (Silberschatz, chapter 5; OSTEP,
//! chapter 7, which calls it STCF). On one core no other order has a smaller
//! mean turnaround.
//!
//! Deviations: as for shortest job first. With guessed lengths what is left is
//! the guess less what was computed, at least nothing.

use super::by_length::ByLength;

pub fn new(exact: bool) -> ByLength {
    ByLength::new(true, exact)
}
