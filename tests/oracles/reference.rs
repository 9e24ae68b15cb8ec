//! The rules of `README.md` once more, tick by tick and with nothing shared
//! with the engine, for random workloads beyond the stored vectors.

use crate::cpu;
use crate::set::{Set, Vector};
use interleave::base::Rng;
use serde_json::json;

#[derive(Clone)]
struct Job {
    arrival: u64,
    run: u64,
    /// 0: never.
    io_every: u64,
}

struct Machine {
    quantum: u64,
    io_time: u64,
    io_to_head: bool,
}

/// A job and what is left of its work, its slice and its wait.
struct Progress {
    done: u64,
    slice: u64,
    back: Option<u64>,
}

/// Who runs in each tick; -1 for nobody.
fn ticks(jobs: &[Job], machine: &Machine) -> Vec<i64> {
    let fresh = || Progress { done: 0, slice: machine.quantum, back: None };
    let mut state: Vec<Progress> = jobs.iter().map(|_| fresh()).collect();
    let (mut queue, mut waiting): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut ticks: Vec<i64> = Vec::new();
    for t in 0.. {
        // The queue's head is who ran in the tick before.
        if ticks.last().is_some_and(|&ran| ran >= 0) {
            after_tick(jobs, machine, t, &mut state, &mut queue, &mut waiting);
        }
        if jobs.iter().zip(&state).all(|(job, s)| s.done == job.run) {
            break;
        }
        queue.extend((0..jobs.len()).filter(|&i| jobs[i].arrival == t));
        let back: Vec<usize> =
            waiting.iter().copied().filter(|&i| state[i].back == Some(t)).collect();
        waiting.retain(|i| !back.contains(i));
        for i in back {
            let place = if machine.io_to_head { 0 } else { queue.len() };
            queue.insert(place, i);
        }
        let runs = queue.first().copied();
        if let Some(i) = runs {
            state[i].done += 1;
            state[i].slice -= 1;
        }
        ticks.push(runs.map_or(-1, |i| i as i64));
    }
    ticks
}

fn after_tick(
    jobs: &[Job],
    machine: &Machine,
    t: u64,
    state: &mut [Progress],
    queue: &mut Vec<usize>,
    waiting: &mut Vec<usize>,
) {
    let i = queue[0];
    let (job, s) = (&jobs[i], &mut state[i]);
    let expired = s.slice == 0;
    if expired {
        s.slice = machine.quantum;
    }
    if s.done == job.run {
        queue.remove(0);
    } else if job.io_every > 0 && s.done % job.io_every == 0 {
        queue.remove(0);
        s.back = Some(t + machine.io_time);
        waiting.push(i);
    } else if expired {
        queue.rotate_left(1);
    }
}

fn random(rng: &mut Rng) -> (Vec<Job>, Machine) {
    let quanta = [1, 2, 3, 4, 5, 7, 100_000];
    let machine = Machine {
        quantum: quanta[rng.below(7) as usize],
        io_time: [0, 1, 2, 3, 5, 8, 12][rng.below(7) as usize],
        io_to_head: rng.below(2) == 0,
    };
    let jobs = (0..=rng.below(6)).map(|_| Job {
        arrival: rng.below(2) * rng.below(31),
        run: 1 + rng.below(30),
        io_every: rng.below(2) * rng.below(9),
    });
    (jobs.collect(), machine)
}

/// The workload as a stored vector would have it, with what must come of it.
fn vector(n: u64, jobs: &[Job], machine: &Machine) -> Vector {
    let ticks = ticks(jobs, machine);
    let mut segments: Vec<(i64, usize, usize)> = Vec::new();
    for (t, &job) in ticks.iter().enumerate().filter(|(_, job)| **job >= 0) {
        match segments.last_mut() {
            Some(last) if last.0 == job && last.2 == t => last.2 += 1,
            _ => segments.push((job, t, t + 1)),
        }
    }
    let end = |i: usize| ticks.iter().rposition(|&j| j == i as i64).unwrap_or(0);
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&i| end(i));
    Vector {
        id: format!("random-{n}"),
        family: "random".into(),
        params: json!({
            "quantum": machine.quantum,
            "io_time": machine.io_time,
            "io_done_to_head": machine.io_to_head,
        }),
        jobs: (jobs.iter().enumerate())
            .map(|(i, j)| json!({"id": i, "arrival": j.arrival, "run": j.run, "io_every": j.io_every}))
            .collect(),
        hangs_on_internals: false,
        expect: json!({
            "merged_segments": segments,
            "jobs": [],
            "ticks": ticks,
            "finish_order": order,
            "makespan": ticks.len(),
        }),
    }
}

#[test]
fn random_workloads_follow_the_rules_tick_by_tick() {
    let set = Set {
        name: "random",
        count: 0,
        policy: cpu::round_robin,
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    };
    let mut rng = Rng::new(1);
    for n in 0..500 {
        let (jobs, machine) = random(&mut rng);
        let vector = vector(n, &jobs, &machine);
        if let Err(why) = set.verdict(&vector) {
            panic!("{}\n{why}", (set.script)(&vector));
        }
    }
}
