//! Jain's fairness index (Jain, Chiu, Hawe, DEC-TR-301, 1984) of progress.
//!
//! A task's progress is the part of its life in which it was not kept waiting
//! for a core or for the GIL: 1 − waiting / (finish − arrival), with the end
//! of the run for a task that had not ended. With x₁ … xₙ the progress of n
//! tasks the index is (Σx)² / (n · Σx²): 1 if all were kept waiting alike, 1/n
//! if one had everything. Main only counts where it is the only task, and a
//! task that never lived counts nothing: then there is no index.

use crate::base::Time;
use crate::metrics::{TaskMetrics, ratio};

pub fn jain(tasks: &[TaskMetrics], end: Time) -> Option<f64> {
    let (mut n, mut sum, mut squares) = (0u32, 0.0, 0.0);
    for task in tasks.get(1..).unwrap_or(&[]) {
        let life = task.finish.unwrap_or(end).saturating_sub(task.arrival);
        if life == Time::ZERO {
            continue;
        }
        let progress = 1.0 - ratio(task.waiting.min(life), life);
        n += 1;
        sum += progress;
        squares += progress * progress;
    }
    match n {
        0 | 1 => None,
        // Nobody has run yet: all alike.
        _ if squares == 0.0 => Some(1.0),
        _ => Some(sum * sum / (f64::from(n) * squares)),
    }
}
