//! Numbers of a run, from its trace alone: one pass over the segments.
//!
//! Knows nothing of models, policies or words. A run that was stopped early
//! has the numbers of what it did until then.

mod csv;
mod fairness;
mod fingerprint;
mod starved;

use crate::base::Time;
use crate::trace::{State, TaskInfo, Trace};
pub use csv::{csv_field, tasks_csv, totals_csv};
pub use fingerprint::fingerprint;
pub use starved::{Starved, starved};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// From the start to the end of the last task.
    pub makespan: Time,
    /// How many times faster than the same script one after another; `None`
    /// if that is not known or either takes no time.
    pub speed_up: Option<f64>,
    /// A hardware thread: the share of the makespan in which it ran tasks,
    /// without overhead.
    pub utilisation: Vec<f64>,
    /// The mean of `utilisation`.
    pub busy: f64,
    /// Tasks finished a second of simulated time; main counts only where it is
    /// the only one.
    pub throughput: f64,
    pub voluntary: u64,
    pub involuntary: u64,
    pub migrations: u64,
    /// Time that hardware threads spent on overhead, in all and by kind in the
    /// order of [`crate::trace::Overhead`].
    pub overhead: Time,
    pub overhead_by_kind: [Time; KINDS],
    /// Overhead as a share of the time in which hardware threads were not idle.
    pub overhead_share: f64,
    /// Time of all tasks together, by [`State`].
    pub totals: StateTimes,
    /// Jain's index, 1 for perfectly fair; `None` below two tasks. See
    /// [`fairness`](mod@fairness).
    pub fairness: Option<f64>,
    /// The peaks of all processes together: never less than was in use at once.
    pub peak_bytes: u64,
    /// In order of ids.
    pub tasks: Vec<TaskMetrics>,
}

/// How many kinds of overhead there are.
pub const KINDS: usize = crate::trace::Overhead::ALL.len();

/// Time by state, indexed by `State as usize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct StateTimes([Time; State::ALL.len()]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskMetrics {
    pub arrival: Time,
    pub first_run: Option<Time>,
    pub finish: Option<Time>,
    /// Time by state.
    pub times: StateTimes,
    /// Until it first ran: first run − arrival.
    pub response: Option<Time>,
    /// Its whole life: finish − arrival.
    pub turnaround: Option<Time>,
    /// Ready but not running, for want of a core or of the GIL.
    pub waiting: Time,
    /// It ended after its deadline, or had not ended by then.
    pub missed: bool,
}

impl StateTimes {
    pub fn of(&self, state: State) -> Time {
        self.0[state as usize]
    }

    fn add(&mut self, state: u8, length: Time) {
        self.0[usize::from(state)] += length;
    }

    pub fn waiting(&self) -> Time {
        self.of(State::Ready) + self.of(State::Gil)
    }
}

/// `sequential`: the makespan of the same script one after another.
pub fn measure(trace: &Trace, sequential: Option<Time>) -> Metrics {
    let mut sums = Sums {
        times: vec![StateTimes::default(); trace.tasks.len()],
        totals: StateTimes::default(),
        running: vec![Time::ZERO; usize::from(trace.hardware_threads)],
        overhead_by_kind: [Time::ZERO; KINDS],
    };
    let (count, makespan) = (trace.segments.len(), trace.makespan());
    for from in (0..count).step_by(STRETCH) {
        sums.add_some(trace, from..(from + STRETCH).min(count));
    }
    let Sums { times, totals, running, overhead_by_kind } = sums;
    let overhead = totals.of(State::Overhead);
    let tasks: Vec<TaskMetrics> = trace
        .tasks
        .iter()
        .zip(&times)
        .map(|(info, times)| of_task(info, *times, trace.end))
        .collect();
    let utilisation: Vec<f64> = running.iter().map(|&t| share(t, trace.end)).collect();
    let busy = utilisation.iter().sum::<f64>() / utilisation.len().max(1) as f64;
    Metrics {
        makespan,
        speed_up: sequential.filter(|t| t.0 > 0 && makespan.0 > 0).map(|t| ratio(t, makespan)),
        utilisation,
        busy,
        throughput: finished(trace) as f64 / (trace.end.0 as f64 / 1e9).max(f64::MIN_POSITIVE),
        voluntary: trace.counters.voluntary,
        involuntary: trace.counters.involuntary,
        migrations: trace.counters.migrations,
        overhead,
        overhead_by_kind,
        overhead_share: share(overhead, overhead + totals.of(State::Running)),
        totals,
        fairness: fairness::jain(&tasks, trace.end),
        peak_bytes: trace.processes.iter().map(|p| p.peak_bytes).sum(),
        tasks,
    }
}

/// So many segments at a time: a browser makes a function fast while it is being
/// called again and again, and a loop over a million in one call stays slow.
const STRETCH: usize = 8_192;

const RUNNING: u8 = State::Running as u8;

/// What is added up over all segments.
struct Sums {
    times: Vec<StateTimes>,
    totals: StateTimes,
    running: Vec<Time>,
    overhead_by_kind: [Time; KINDS],
}

impl Sums {
    #[inline(never)]
    fn add_some(&mut self, trace: &Trace, part: Range<usize>) {
        let segments = &trace.segments;
        for i in part {
            let (task, start, end, state) = segments.brief(i);
            let length = end.min(trace.end).saturating_sub(start);
            self.times[task.index()].add(state, length);
            self.totals.add(state, length);
            if let (RUNNING, Some(h)) = (state, segments.hardware(i))
                && let Some(sum) = self.running.get_mut(usize::from(h))
            {
                *sum += length;
            }
            if state == State::Overhead as u8
                && let Some(kind) = segments.overhead(i)
            {
                self.overhead_by_kind[kind as usize] += length;
            }
        }
    }
}

fn of_task(info: &TaskInfo, times: StateTimes, end: Time) -> TaskMetrics {
    TaskMetrics {
        arrival: info.arrival,
        first_run: info.first_run,
        finish: info.finish,
        times,
        response: info.first_run.map(|t| t.saturating_sub(info.arrival)),
        turnaround: info.finish.map(|t| t.saturating_sub(info.arrival)),
        waiting: times.waiting(),
        missed: info.late(end).is_some(),
    }
}

fn finished(trace: &Trace) -> usize {
    let others = trace.tasks.get(1..).unwrap_or(&[]);
    let counted = if others.is_empty() { &trace.tasks } else { others };
    if trace.end == Time::ZERO { 0 } else { counted.iter().filter(|t| t.finish.is_some()).count() }
}

fn ratio(a: Time, b: Time) -> f64 {
    a.0 as f64 / b.0 as f64
}

/// A part of a whole; 0 of nothing.
fn share(part: Time, whole: Time) -> f64 {
    if whole == Time::ZERO { 0.0 } else { ratio(part, whole) }
}

#[cfg(test)]
mod tests;
