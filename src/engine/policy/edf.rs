//! Earliest deadline first.
//!
//! Source: C. L. Liu and J. W. Layland, *Scheduling Algorithms for
//! Multiprogramming in a Hard-Real-Time Environment*, Journal of the ACM 20
//! (1973). Optimal on one core: if any schedule meets all deadlines, this one
//! does. On several cores the threads with the nearest deadlines run and may
//! move between cores (global EDF), which is not optimal.
//!
//! Deviations: threads without a deadline are allowed and go last; a thread
//! that misses its deadline runs on. Of equals the one spawned first goes first.

use super::by_key::ByKey;

pub fn new() -> ByKey {
    ByKey::new(|traits| traits.deadline.0, true)
}
