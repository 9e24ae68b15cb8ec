//! The same jobs under Criterion: `cargo bench --manifest-path
//! benches/speed/Cargo.toml`. Compares with the run before.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use interleave_speed::Job;

fn engine(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("events");
    group.sample_size(10);
    for (tasks, cores) in [(10, 1), (100, 4), (1000, 64), (10_000, 4)] {
        for name in ["engine", "watched", "floor"] {
            let Some(job) = Job::new(name, tasks, cores) else { continue };
            group.throughput(Throughput::Elements(job.run().units));
            group.bench_function(format!("{name}/{tasks}x{cores}"), |b| b.iter(|| job.run()));
        }
    }
    group.finish();
}

fn interpreter(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("interpreter");
    group.sample_size(10);
    for (name, rounds) in [("calls", 200_000), ("loop", 200_000), ("fib", 22), ("steps", 50_000)] {
        let Some(job) = Job::new(name, rounds, 1) else { continue };
        group.throughput(Throughput::Elements(job.run().units));
        group.bench_function(name, |b| b.iter(|| job.run()));
    }
    group.finish();
}

criterion_group!(benches, engine, interpreter);
criterion_main!(benches);
