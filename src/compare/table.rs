//! The numbers that runs are compared by, and which of them is best.

use crate::compare::{Outcome, whole};
use crate::trace::State;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    Makespan,
    SpeedUp,
    Utilisation,
    Switches,
    Overhead,
    Ready,
    Io,
    Lock,
    Gil,
    Fairness,
    PeakMemory,
}

/// One measure of all runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub measure: Measure,
    /// Nanoseconds, bytes, counts or shares; `None` where it is not known.
    pub values: Vec<Option<f64>>,
    /// Where the best stand; nobody where most are alike or none is better.
    pub best: Vec<bool>,
}

impl Measure {
    pub const ALL: [Measure; 11] = [
        Measure::Makespan,
        Measure::SpeedUp,
        Measure::Utilisation,
        Measure::Switches,
        Measure::Overhead,
        Measure::Ready,
        Measure::Io,
        Measure::Lock,
        Measure::Gil,
        Measure::Fairness,
        Measure::PeakMemory,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Measure::Makespan => "makespan_ns",
            Measure::SpeedUp => "speed_up",
            Measure::Utilisation => "utilisation",
            Measure::Switches => "switches",
            Measure::Overhead => "overhead_ns",
            Measure::Ready => "ready_ns",
            Measure::Io => "io_ns",
            Measure::Lock => "lock_ns",
            Measure::Gil => "gil_ns",
            Measure::Fairness => "fairness",
            Measure::PeakMemory => "peak_bytes",
        }
    }

    fn of(self, outcome: &Outcome) -> Option<f64> {
        let m = &outcome.metrics;
        let total = |state| Some(m.totals.of(state).0 as f64);
        match self {
            Measure::Makespan => outcome.finished().then_some(m.makespan.0 as f64),
            Measure::SpeedUp => m.speed_up,
            Measure::Utilisation => Some(m.busy),
            Measure::Switches => Some((m.voluntary + m.involuntary) as f64),
            Measure::Overhead => Some(m.overhead.0 as f64),
            Measure::Ready => total(State::Ready),
            Measure::Io => total(State::Io),
            Measure::Lock => total(State::Lock),
            Measure::Gil => total(State::Gil),
            Measure::Fairness => m.fairness,
            Measure::PeakMemory => Some(m.peak_bytes as f64),
        }
    }

    /// Whether more of it is better; `None` where neither is.
    fn more_is_better(self) -> Option<bool> {
        match self {
            Measure::SpeedUp | Measure::Fairness => Some(true),
            Measure::Utilisation | Measure::Io => None,
            _ => Some(false),
        }
    }
}

/// The measures in which any run has something.
pub fn table(outcomes: &[&Outcome]) -> Vec<Line> {
    let lines = Measure::ALL.into_iter().map(|measure| line(measure, outcomes));
    lines.filter(|line| line.values.iter().any(|v| v.is_some_and(|v| v > 0.0))).collect()
}

fn line(measure: Measure, outcomes: &[&Outcome]) -> Line {
    let values: Vec<Option<f64>> = outcomes.iter().map(|o| measure.of(o)).collect();
    // Who did not do all the work cannot be best at it.
    let whole = whole(outcomes);
    let fair = |i: usize| values[i].filter(|_| whole[i]);
    let known = || (0..values.len()).filter_map(fair);
    let (least, most) = (known().fold(f64::INFINITY, f64::min), known().fold(0.0, f64::max));
    let best = match measure.more_is_better() {
        Some(more) if least < most => Some(if more { most } else { least }),
        _ => None,
    };
    let is_best = |i: usize| best.is_some() && fair(i) == best;
    // Where most are best, the mark says nothing.
    let some = 2 * (0..values.len()).filter(|&i| is_best(i)).count() <= values.len();
    let best = (0..values.len()).map(|i| some && is_best(i)).collect();
    Line { measure, values, best }
}
