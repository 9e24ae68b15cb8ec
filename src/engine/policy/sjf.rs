//! Shortest job first: who will compute for the shortest time goes next, and
//! keeps its core until it waits or ends.
//!
//! Source: any operating systems textbook (Silberschatz, chapter 5; OSTEP,
//! chapter 7). Of all orders of jobs that come together it has the least mean
//! turnaround.
//!
//! Deviations: a job is a burst, what a thread computes until it waits. Exact
//! lengths are looked up in a copy of the task, which is as far as they can be
//! known; see `by_length`.

use super::by_length::ByLength;

pub fn new(exact: bool) -> ByLength {
    ByLength::new(false, exact)
}
