//! How the time of a run grows along one quantity.

use crate::base::Time;
use crate::compare::{Batch, Number, Outcome, Variant, Work, with_io_share, with_number};
use crate::scenario::Scenario;
use crate::setup::{Model, Setup};
use crate::trace::Ending;
use std::rc::Rc;

/// The quantity along which runs are made.
#[derive(Clone, PartialEq, Debug)]
pub enum Axis {
    Cores,
    /// The scheduler's time slice.
    Quantum,
    /// Workers of a pool.
    Workers,
    /// What any switch costs.
    SwitchCost,
    /// Percent of all work that is waiting.
    IoShare(Work),
    /// The number in the script that says how many tasks there are.
    Tasks(Number),
    /// A number in the script.
    Number(Number),
}

/// A run on the curve.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// `None` if the run did not finish.
    pub makespan: Option<Time>,
    /// Against the same script one after another; along cores, against one
    /// core under the same model.
    pub speed_up: Option<f64>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    pub model: Model,
    pub points: Vec<Point>,
}

/// A curve being computed.
pub struct Curve {
    pub axis: Axis,
    /// Counts, or nanoseconds.
    pub values: Vec<u64>,
    models: Vec<Model>,
    batch: Batch,
}

const COUNTS: [u64; 9] = [1, 2, 3, 4, 6, 8, 12, 16, 24];
/// Milliseconds.
const QUANTA: [u64; 8] = [1, 2, 5, 10, 20, 50, 100, 200];
/// Percent.
const SHARES: [u64; 9] = [0, 10, 25, 40, 50, 60, 75, 90, 100];
/// Microseconds.
const COSTS: [u64; 8] = [0, 10, 50, 100, 500, 1_000, 2_000, 5_000];

impl Axis {
    /// Whether the quantity matters under a model and its policy.
    pub fn matters(&self, setup: &Setup) -> bool {
        let one_thread = matches!(setup.model, Model::Sequential | Model::Asyncio);
        match self {
            Axis::Cores => !one_thread,
            Axis::Quantum => !one_thread && has_quantum(setup),
            Axis::Workers => {
                ["threadpool", "processpool", "workstealing"].contains(&setup.model.word())
            }
            Axis::SwitchCost => setup.model != Model::Sequential,
            Axis::IoShare(_) | Axis::Tasks(_) | Axis::Number(_) => true,
        }
    }

    fn values(&self) -> Vec<u64> {
        match self {
            Axis::Cores | Axis::Workers | Axis::Tasks(_) => COUNTS.to_vec(),
            Axis::Quantum => QUANTA.map(|ms| Time::ms(ms).0).to_vec(),
            Axis::SwitchCost => COSTS.map(|us| us * 1_000).to_vec(),
            Axis::IoShare(_) => SHARES.to_vec(),
            Axis::Number(n) if n.value <= COUNTS[COUNTS.len() - 1] => COUNTS.to_vec(),
            Axis::Number(n) => {
                [1, 2, 4, 6, 8, 12, 16, 24, 32].map(|part| n.value.saturating_mul(part) / 8).into()
            }
        }
    }

    /// The variant of a scenario with one value of the quantity.
    fn variant(&self, scenario: &Scenario, script: &Rc<str>, value: u64) -> Variant {
        let mut setup = scenario.setup.clone();
        let mut script = script.clone();
        let small = u16::try_from(value).unwrap_or(u16::MAX).max(1);
        match self {
            Axis::Cores => setup.cores = small.min(Setup::MAX_CORES),
            Axis::Workers => setup.workers = Some(small),
            Axis::Quantum => {
                // The text of a duration in whole nanoseconds is always valid.
                let _ = setup.policy.set("quantum", &[&value.to_string(), "ns"].concat());
            }
            Axis::SwitchCost => {
                let costs = &mut setup.costs;
                costs.thread_switch = Time(value);
                costs.process_switch = Time(value);
                costs.coroutine_switch = Time(value);
            }
            Axis::IoShare(work) => script = with_io_share(&script, *work, value).into(),
            Axis::Tasks(number) | Axis::Number(number) => {
                script = with_number(&script, number, value).into()
            }
        }
        Variant { script, setup }
    }
}

fn has_quantum(setup: &Setup) -> bool {
    let mut policy = setup.policy.clone();
    policy.set("quantum", "5ms").is_ok()
}

impl Curve {
    pub fn new(scenario: &Scenario, axis: Axis, models: &[Model]) -> Curve {
        let values = axis.values();
        let script: Rc<str> = scenario.script.as_str().into();
        let mut variants = Vec::new();
        for &model in models {
            let mut scenario = scenario.clone();
            scenario.setup.model = model;
            variants.extend(values.iter().map(|&v| axis.variant(&scenario, &script, v)));
        }
        Curve { axis, values, models: models.to_vec(), batch: Batch::new(variants) }
    }

    /// See [`Batch::advance`].
    pub fn advance(&mut self, budget: u32) -> bool {
        self.batch.advance(budget)
    }

    pub fn share_done(&self) -> f64 {
        self.batch.share_done()
    }

    /// A series a model, as far as they are computed.
    pub fn series(&self) -> Vec<Series> {
        let per_model = self.values.len();
        let done = self.batch.done();
        let all = self.models.iter().enumerate().map(|(i, &model)| {
            let from = (i * per_model).min(done.len());
            let outcomes = &done[from..(from + per_model).min(done.len())];
            let one_core = outcomes.first().and_then(|o| makespan(o.as_ref()));
            let point = |o: &Option<Outcome>| {
                let makespan = makespan(o.as_ref());
                let against = match self.axis {
                    Axis::Cores => ratio(one_core, makespan),
                    _ => o.as_ref().and_then(|o| o.metrics.speed_up),
                };
                Point { makespan, speed_up: makespan.and(against) }
            };
            Series { model, points: outcomes.iter().map(point).collect() }
        });
        all.collect()
    }
}

fn makespan(outcome: Option<&Outcome>) -> Option<Time> {
    let trace = &outcome?.trace;
    (trace.ending == Some(Ending::Finished)).then(|| trace.makespan())
}

fn ratio(of: Option<Time>, to: Option<Time>) -> Option<f64> {
    let (of, to) = (of?, to?);
    (to > Time::ZERO).then(|| of.0 as f64 / to.0 as f64)
}

/// The serial share of the work that a speed-up on `n` cores tells of
/// (Karp and Flatt, 1990); `None` where it tells nothing.
pub fn serial_share(speed_up: f64, n: f64) -> Option<f64> {
    if n <= 1.0 || speed_up <= 0.0 {
        return None;
    }
    let share = (1.0 / speed_up - 1.0 / n) / (1.0 - 1.0 / n);
    Some(share.clamp(0.0, 1.0))
}

/// The most that `n` cores can make of work of which `serial` is a share that
/// only one can do (Amdahl, 1967).
pub fn amdahl(serial: f64, n: f64) -> f64 {
    1.0 / (serial + (1.0 - serial) / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::numbers;

    fn curve(script: &str, axis: Axis, models: &[Model]) -> (Vec<u64>, Vec<Series>) {
        let scenario = Scenario::from_script(script);
        let mut curve = Curve::new(&scenario, axis, models);
        while curve.advance(1000) {}
        (curve.values.clone(), curve.series())
    }

    const WORK: &str = "cpu(10)\nfor i in range(8):\n    spawn(cpu, 10)\n";

    #[test]
    fn cores_help_until_the_serial_part_is_left() {
        let (values, series) = curve(WORK, Axis::Cores, &[Model::FreeThreaded, Model::Threads]);
        let of = |series: &Series, n: u64| {
            series.points[values.iter().position(|&v| v == n).unwrap()].speed_up.unwrap()
        };
        assert_eq!((of(&series[0], 1), of(&series[0], 8)), (1.0, 4.5));
        assert_eq!(of(&series[1], 16), 1.0, "the GIL allows one at a time");
        let serial = serial_share(4.5, 8.0).unwrap();
        assert!((serial - 1.0 / 9.0).abs() < 1e-9, "{serial}");
        assert!((amdahl(serial, 8.0) - 4.5).abs() < 1e-9);
    }

    #[test]
    fn a_number_of_the_script_is_an_axis() {
        let tasks = numbers(WORK).into_iter().find(|n| n.call == "range").unwrap();
        let (values, series) = curve(WORK, Axis::Number(tasks), &[Model::Threads]);
        let last = values.len() - 1;
        assert_eq!(series[0].points[last].makespan, Some(Time::ms(10 + 10 * values[last])));
        assert_eq!(series[0].points[last].speed_up, Some(1.0));
    }

    #[test]
    fn waiting_overlaps_and_computing_under_the_gil_does_not() {
        let script = "def job():\n    cpu(10)\n    io(10)\n\nfor i in range(4):\n    spawn(job)\n";
        let work = Work::of(script, &Setup::default()).unwrap();
        let (values, series) = curve(script, Axis::IoShare(work), &[Model::Threads]);
        let at = |percent| {
            let place = values.iter().position(|&v| v == percent).unwrap();
            series[0].points[place].makespan.unwrap()
        };
        assert_eq!((at(0), at(100)), (Time::ms(80), Time::ms(20)));
        assert!(at(50) < at(0) && at(100) < at(50));
    }

    #[test]
    fn what_does_not_finish_has_no_point() {
        let (_, series) =
            curve("a = Lock()\na.acquire()\na.acquire()\n", Axis::SwitchCost, &[Model::Threads]);
        assert!(series[0].points.iter().all(|p| p.makespan.is_none() && p.speed_up.is_none()));
    }
}
