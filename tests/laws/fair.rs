//! Fair schedulers keep every task near its share, at every instant.
//!
//! Tasks of random weights compute on one core from 0 on. Until the first
//! ends, each should have had its weight's part of the time that has passed.
//! How far it may be from that is what the papers promise (EEVDF, stride) or
//! what a period allows (CFS).

use interleave::base::{Rng, Time};
use interleave::engine;
use interleave::script;
use interleave::setup::{Model, Policy, Setup};
use interleave::trace::{State, Trace};
use std::fmt::Write;
use std::rc::Rc;

/// The weights that Linux gives to these values of `nice`.
const NICE: [(i64, f64); 7] =
    [(-10, 9548.0), (-5, 3121.0), (-1, 1277.0), (0, 1024.0), (1, 820.0), (5, 335.0), (10, 110.0)];

struct Load {
    script: String,
    weights: Vec<f64>,
}

fn load(rng: &mut Rng, tickets: bool) -> Load {
    let (mut script, mut weights) = (String::new(), Vec::new());
    for _ in 0..2 + rng.below(6) {
        let (option, weight) = match tickets {
            true => {
                let n = 1 + rng.below(400);
                (format!("tickets={n}"), n as f64)
            }
            false => {
                let (nice, weight) = NICE[rng.below(NICE.len() as u64) as usize];
                (format!("nice={nice}"), weight)
            }
        };
        let _ = writeln!(script, "spawn(cpu, {}, {option})", 200 + rng.below(800));
        weights.push(weight);
    }
    Load { script, weights }
}

fn run(load: &Load, policy: &str) -> Trace {
    let program = script::compile(&load.script, Model::FreeThreaded).program.expect("it compiles");
    let policy = Policy::parse(policy).expect("a policy");
    engine::run(Rc::new(program), &Setup { model: Model::FreeThreaded, policy, ..Setup::default() })
}

/// The furthest that any task is ahead of its share or behind it, in ms.
fn furthest(load: &Load, trace: &Trace) -> f64 {
    let all: f64 = load.weights.iter().sum();
    let first_end = trace.tasks[1..].iter().filter_map(|t| t.finish).min().unwrap_or(Time::ZERO);
    let mut served = vec![0.0; load.weights.len()];
    let mut furthest: f64 = 0.0;
    for s in trace.segments.iter().filter(|s| s.state == State::Running && s.end <= first_end) {
        served[s.task.index() - 1] += (s.end - s.start).as_ms();
        for (got, weight) in served.iter().zip(&load.weights) {
            furthest = furthest.max((got - s.end.as_ms() * weight / all).abs());
        }
    }
    furthest
}

fn bounded(policy: &str, tickets: bool, bound: impl Fn(&Load) -> f64) {
    let mut rng = Rng::new(3);
    for n in 0..200 {
        let load = load(&mut rng, tickets);
        let (most, got) = (bound(&load), furthest(&load, &run(&load, policy)));
        assert!(got <= most + 1e-3, "{policy} {n}: {got} ms off, over {most}\n{}", load.script);
    }
}

/// Stoica and Abdel-Wahab, theorem 1: lag stays within one request.
#[test]
fn nobody_s_lag_exceeds_a_slice_under_eevdf() {
    bounded("eevdf:slice=3ms", false, |_| 3.0);
    bounded("eevdf:slice=10ms,protect=false", false, |_| 10.0);
}

/// Waldspurger and Weihl, section 3: of two clients neither is ever further from
/// its share than a quantum; against many the errors add up.
#[test]
fn nobody_is_further_from_its_share_than_a_quantum_each_under_stride() {
    bounded("stride:quantum=10ms", true, |load| 10.0 * load.weights.len() as f64);
}

/// Everybody runs once in a period, in the order of what they lack.
#[test]
fn nobody_is_further_from_its_share_than_a_period_under_cfs() {
    let period = |load: &Load| 24.0f64.max(3.0 * load.weights.len() as f64);
    bounded("cfs:latency=24ms,granularity=3ms", false, period);
}
