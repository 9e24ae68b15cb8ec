//! Rate monotonic: the shorter a thread's period, the higher its priority.
//!
//! Source: Liu and Layland (1973), as for EDF. Of all fixed priorities the
//! best on one core; sure to meet every deadline up to a load of
//! n·(2^(1/n) − 1), 69 % for many tasks.
//!
//! Deviations: threads without a period are allowed and go last; deadlines
//! shorter than the period do not count (that would be deadline monotonic).
//! A displaced thread goes behind its equals.

use super::by_key::ByKey;

pub fn new() -> ByKey {
    ByKey::new(|traits| traits.period.0, false)
}
