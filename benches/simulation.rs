//! How long one event of a simulation takes, with the script's interpreter in
//! the loop and the full trace: `cargo bench --bench simulation`.
//!
//! The workload: N tasks under round robin on C cores, each alternating CPU
//! bursts (1 to 39 ms, mean 20; quantum 10 ms) and waits scaled so that about
//! half of them wait; 100,000 bursts in all. An event is the end of a slice
//! or of a wait.

use interleave::base::Time;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{IoReturn, Limits, Model, Policy, Setup};
use std::fmt::Write;
use std::rc::Rc;
use std::time::Instant;

const BURSTS: u64 = 100_000;
const QUANTUM: u64 = 10;
const ROUNDS: u32 = 3;

fn main() {
    println!("tasks  cores  events   ns/event  segments  makespan ms");
    for tasks in [10, 100, 1000, 10_000] {
        for cores in [1, 4, 64] {
            measure(tasks, cores);
        }
    }
}

fn measure(tasks: u64, cores: u16) {
    let table = bursts(tasks, u64::from(cores));
    let rounds = (BURSTS / tasks).max(2);
    let events: u64 = (0..tasks)
        .flat_map(|i| (0..rounds).map(move |r| (7 * i + r) as usize % 127))
        .map(|k| table[k].0.div_ceil(QUANTUM) + 1)
        .sum();
    let compiled = compile(&source(&table, tasks, rounds), Model::FreeThreaded);
    let Some(program) = compiled.program else {
        println!("the script does not compile: {:?}", compiled.diagnostics.len());
        return;
    };
    let program = Rc::new(program);
    let limits = Limits {
        steps: u64::MAX,
        events: u64::MAX,
        tasks: u32::MAX,
        heap: 1 << 30,
        until: Time::secs(1_000_000_000),
        ..Limits::default()
    };
    let policy = Policy::round_robin(Time::ms(QUANTUM), IoReturn::Tail);
    let setup = Setup { model: Model::FreeThreaded, cores, policy, limits, ..Setup::default() };
    let mut best = f64::MAX;
    let mut result = (0, 0);
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let trace = engine::run(program.clone(), &setup);
        best = best.min(begin.elapsed().as_secs_f64());
        result = (trace.segments.len(), trace.end.0 / 1_000_000);
    }
    let ns = best * 1e9 / events as f64;
    println!("{tasks:>5}  {cores:>5}  {events:>6}  {ns:>8.1}  {:>8}  {:>11}", result.0, result.1);
}

fn source(table: &[(u64, u64)], tasks: u64, rounds: u64) -> String {
    let mut text = String::from("table = [");
    for (cpu, io) in table {
        let _ = write!(text, "({cpu}, {io}), ");
    }
    let _ = write!(
        text,
        "]\ndef task(i):\n    for r in range({rounds}):\n        c, w = table[(7 * i + r) % 127]\n\
         \x20       cpu(c)\n        io(w)\nfor i in range({tasks}):\n    spawn(task, i)\n"
    );
    text
}

/// 127 pairs of burst and wait from a small linear congruential generator.
fn bursts(tasks: u64, cores: u64) -> Vec<(u64, u64)> {
    let scale = tasks.div_ceil(cores).max(1);
    let mut x: u64 = 12_345;
    let mut next = |range: u64| {
        x = (x * 1_103_515_245 + 12_345) % (1 << 31);
        1 + (x >> 8) % range
    };
    (0..127).map(|_| (next(39), next(19) * scale)).collect()
}
