//! Outside results: vectors computed by simulators that are not ours.
//!
//! A vector becomes a task script, the script a trace, the trace the figures
//! that the vector expects. `README.md` beside this file has the conventions.

mod cpu;
mod cpython;
mod event_loop;
mod kept;
mod orders;
mod real_time;
mod reference;
mod set;
mod several_cores;

use interleave::setup::format_duration;
use set::{Set, Verdict, load};
use std::process::Command;

/// A row a set: how its vectors are written as scripts, under which setup
/// they run, and what is compared.
const SETS: &[Set] = &[
    Set {
        name: "ostep_fifo",
        count: 24,
        policy: |_| "fifo".into(),
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    },
    Set {
        name: "ostep_rr",
        count: 24,
        policy: cpu::round_robin,
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    },
    Set {
        name: "ostep_rr_arrivals",
        count: 24,
        policy: cpu::round_robin,
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    },
    Set {
        name: "ostep_sjf",
        count: 24,
        policy: |_| "sjf".into(),
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    },
    Set {
        name: "ostep_mlfq",
        count: 36,
        policy: cpu::feedback_queues,
        script: cpu::script,
        model: "freethreaded",
        compare: cpu::compare,
    },
    Set {
        name: "ostep_lottery",
        count: 24,
        policy: cpu::lottery,
        script: cpu::ticket_script,
        model: "freethreaded",
        compare: cpu::compare_whole_quanta,
    },
    Set {
        name: "ostep_multi_central",
        count: 24,
        policy: several_cores::policy,
        script: several_cores::script,
        model: "freethreaded",
        compare: several_cores::compare,
    },
    Set {
        name: "ostep_multi_percpu",
        count: 24,
        policy: several_cores::policy,
        script: several_cores::script,
        model: "freethreaded",
        compare: several_cores::compare,
    },
    Set {
        name: "ostep_procrun",
        count: 24,
        policy: cpu::io_return,
        script: cpu::instructions,
        model: "freethreaded",
        compare: cpu::compare_ticks,
    },
    Set {
        name: "simso_edf_1cpu",
        count: 12,
        policy: |_| "edf".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "simso_edf_global",
        count: 12,
        policy: |_| "edf".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "simso_rm_1cpu",
        count: 12,
        policy: |_| "rm".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "simso_rm_global",
        count: 12,
        policy: |_| "rm".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "simso_fp_1cpu",
        count: 12,
        policy: |_| "priority".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "simso_fp_global",
        count: 12,
        policy: |_| "priority".into(),
        script: real_time::script,
        model: "freethreaded",
        compare: real_time::compare,
    },
    Set {
        name: "asyncio_virtual",
        count: 48,
        policy: |_| "fifo".into(),
        script: event_loop::script,
        model: "asyncio",
        compare: event_loop::compare,
    },
];

/// Every vector of a set, told apart by its id where it fails.
fn check(name: &str) {
    let set = SETS.iter().find(|s| s.name == name).expect("a row of SETS");
    let vectors = load(name);
    assert_eq!(vectors.len(), set.count, "{name}: vectors");
    let mut failures = Vec::new();
    for vector in vectors.iter().filter(|v| !v.hangs_on_internals) {
        if let Err(why) = set.verdict(vector) {
            failures.push(format!("{} ({}): {why}", vector.id, vector.family));
        }
    }
    let failed = failures.len();
    assert!(failed == 0, "{name}: {failed} of {} fail\n{}", set.count, failures.join("\n"));
}

#[test]
fn ostep_fifo() {
    check("ostep_fifo");
}

#[test]
fn ostep_round_robin() {
    check("ostep_rr");
}

#[test]
fn ostep_round_robin_with_arrivals_and_io() {
    check("ostep_rr_arrivals");
}

#[test]
fn ostep_shortest_job_first() {
    check("ostep_sjf");
}

#[test]
fn ostep_feedback_queues() {
    check("ostep_mlfq");
}

#[test]
fn ostep_lottery() {
    check("ostep_lottery");
}

#[test]
fn ostep_several_cores() {
    check("ostep_multi_central");
    check("ostep_multi_percpu");
}

#[test]
fn ostep_processes_that_issue_io() {
    check("ostep_procrun");
}

#[test]
fn simso_earliest_deadline_first() {
    check("simso_edf_1cpu");
    check("simso_edf_global");
}

#[test]
fn simso_rate_monotonic() {
    check("simso_rm_1cpu");
    check("simso_rm_global");
}

#[test]
fn simso_fixed_priorities() {
    check("simso_fp_1cpu");
    check("simso_fp_global");
}

#[test]
fn asyncio_on_a_virtual_clock() {
    check("asyncio_virtual");
}

/// The command must tell the same story as the library: the first vector of
/// each family, by its JSON.
#[test]
fn the_command_gives_the_same_figures() {
    for set in SETS {
        let mut families = Vec::new();
        for vector in load(set.name).into_iter().filter(|v| !v.hangs_on_internals) {
            if families.contains(&vector.family) {
                continue;
            }
            families.push(vector.family.clone());
            let verdict = command_json(set, &vector).and_then(|j| set.compare_json(&vector, &j));
            if let Err(why) = verdict {
                panic!("{}: {why}", vector.id);
            }
        }
    }
}

/// What `interleave run --format json` prints for a vector.
fn command_json(set: &Set, vector: &set::Vector) -> Verdict<serde_json::Value> {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{}.py", vector.id));
    std::fs::write(&path, (set.script)(vector)).map_err(|e| e.to_string())?;
    let output = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(["run", path.to_str().unwrap(), "--format", "json", "--costs", "ideal"])
        .args(["--model", set.model_of(vector), "--policy", &(set.policy)(vector)])
        .args(["--cores", &vector.cores().to_string(), "--max-tasks", "1000"])
        .args(["--until", &format_duration(vector.until())])
        .output()
        .map_err(|e| e.to_string())?;
    serde_json::from_slice(&output.stdout)
        .map_err(|e| format!("{e}: {}", String::from_utf8_lossy(&output.stderr)))
}
