//! The same work with another share of waiting: how a script behaves where
//! more of it is I/O.

use crate::compare::number::{Call, calls};
use crate::engine::{Engine, Progress};
use crate::script::compile;
use crate::setup::{Model, Setup};
use crate::trace::{Ending, State};
use std::rc::Rc;

/// Calls that take time on a core, and calls that wait.
const TIMED: [&str; 3] = ["cpu", "io", "sleep"];
/// Events: a script that takes longer is not tried out beforehand.
const SHORT: u32 = 20_000;

/// What all tasks of a script compute and wait, in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Work {
    pub cpu: u64,
    pub io: u64,
}

impl Work {
    /// By a run one after another. `None` where the share cannot be changed by
    /// the arguments of calls alone: the script does only the one or only the
    /// other, hands `cpu` or `io` to somebody who calls it, or takes long.
    pub fn of(script: &str, setup: &Setup) -> Option<Work> {
        calls(script, &TIMED)?;
        let alone = Setup { model: Model::Sequential, cores: 1, ..setup.clone() };
        let program = Rc::new(compile(script, alone.model).program?);
        let mut engine = Engine::new(program, &alone);
        if engine.advance(SHORT) == Progress::Running {
            return None;
        }
        let trace = engine.into_trace();
        let finished = trace.ending == Some(Ending::Finished);
        let mut work = Work { cpu: 0, io: 0 };
        for segment in trace.segments.iter() {
            let length = segment.end.saturating_sub(segment.start).0;
            match segment.state {
                State::Running => work.cpu += length,
                State::Io => work.io += length,
                _ => {}
            }
        }
        (finished && work.cpu > 0 && work.io > 0).then_some(work)
    }

    /// Factors for `cpu(…)` and `io(…)` that leave their sum as it is and make
    /// `percent` of it I/O.
    fn factors(self, percent: u64) -> (f64, f64) {
        let whole = self.cpu as f64 + self.io as f64;
        let io = percent.min(100) as f64 / 100.0;
        (whole * (1.0 - io) / self.cpu.max(1) as f64, whole * io / self.io.max(1) as f64)
    }
}

/// The script with the argument of every `cpu(…)`, `io(…)` and `sleep(…)`
/// multiplied, so that `percent` of all its work is waiting.
pub fn with_io_share(script: &str, work: Work, percent: u64) -> String {
    let (cpu, io) = work.factors(percent);
    let mut text = String::with_capacity(script.len() + 64);
    let mut from = 0;
    // One inside another has ended before: it is the outer one that stays as
    // it is, which matters to nobody, for none of them gives a number.
    for Call { name, arguments } in calls(script, &TIMED).unwrap_or_default() {
        let factor = if name == "cpu" { cpu } else { io };
        let (start, end) = (arguments.start as usize, arguments.end as usize);
        if start < from {
            continue;
        }
        text += script.get(from..start).unwrap_or("");
        let inside = script.get(start..end).unwrap_or("");
        // Python's own arithmetic decides what the argument is.
        text += &["(", inside, ") * ", &decimal(factor)].concat();
        from = end;
    }
    text + script.get(from..).unwrap_or("")
}

/// Digits enough for nanoseconds in a second, and no exponent.
fn decimal(factor: f64) -> String {
    let parts = (factor * 1e9).round() as u64;
    format!("{}.{:09}", parts / 1_000_000_000, parts % 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_changes_and_the_sum_does_not() {
        let script = "# cpu(1)\ndef job(n):\n    cpu(10 + n)\n    print('io(3)')\n    io(5)\n\nspawn(job, 0)\n";
        let work = Work { cpu: 10, io: 5 };
        let even = with_io_share(script, work, 50);
        assert!(even.contains("    cpu((10 + n) * 0.750000000)\n"), "{even}");
        assert!(even.contains("    io((5) * 1.500000000)\n"), "{even}");
        assert!(even.contains("# cpu(1)") && even.contains("'io(3)'"), "{even}");
        assert!(with_io_share(script, work, 100).contains("* 0.000000000"));
        let setup = Setup::default();
        assert_eq!(Work::of(script, &setup).unwrap(), Work { cpu: 10_000_000, io: 5_000_000 });
        let changed = Work::of(&with_io_share(script, work, 80), &setup).unwrap();
        assert_eq!(changed, Work { cpu: 3_000_000, io: 12_000_000 });
    }

    #[test]
    fn what_only_computes_has_no_share() {
        for script in ["cpu(5)\n", "io(5)\n", "spawn(cpu, 5)\nio(5)\n", "cpu(5)\nio(\n", ""] {
            assert_eq!(Work::of(script, &Setup::default()), None, "{script}");
        }
    }
}
