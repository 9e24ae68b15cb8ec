//! `interleave-speed JOB N C TIMES`: the fastest of so many runs, as JSON.

use interleave_speed::{Done, Job};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let number = |at: usize| args.get(at).and_then(|arg| arg.parse().ok()).unwrap_or(1);
    let name = args.get(1).map_or("engine", |name| name);
    let Some(job) = Job::new(name, number(2), number(3)) else {
        eprintln!("no such job: {name}");
        std::process::exit(2);
    };
    let mut best = f64::MAX;
    let mut done = Done::default();
    for _ in 0..number(4) {
        let begin = Instant::now();
        done = job.run();
        best = best.min(begin.elapsed().as_secs_f64());
    }
    let ns = best * 1e9 / done.units as f64;
    let Done { units, result, segments } = done;
    println!(
        "{{\"ns\": {ns:.3}, \"units\": {units}, \"result\": {result}, \"segments\": {segments}}}"
    );
}
