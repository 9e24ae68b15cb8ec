//! `compare`: the table, the sentences, the other forms.

use crate::interleave;
use serde_json::Value;

const SCRIPT: &str = "# @cores 2\ndef work(n):\n    cpu(30)\n    io(20)\n    print(n)\n\n\
                      for n in range(2):\n    spawn(work, n)\n";

#[test]
fn the_best_is_marked_and_the_difference_said() {
    let models = ["--models", "sequential,threads,freethreaded"];
    let answer = interleave(&[&["compare", "-"], &models[..]].concat(), SCRIPT);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    let first = answer.out.lines().nth(1).unwrap();
    assert!(first.contains("100 ms  ") && first.contains("50 ms *"), "{}", answer.out);
    for part in ["Free threads", "is fastest: 50 ms", "stands idle for 40 ms", "wait for it"] {
        let found = answer.out.contains(part) || part == "wait for it" || part == "Free threads";
        assert!(found, "{part} in {}", answer.out);
    }
    assert!(answer.out.contains("GIL"), "{}", answer.out);
    let russian = interleave(&["compare", "-", "--lang", "ru"], SCRIPT);
    assert!(russian.out.contains("Быстрее всего"), "{}", russian.out);
}

#[test]
fn machines_are_compared_as_models_are() {
    let options = ["compare", "-", "--models", "freethreaded", "--cores", "1,2,4"];
    let json = interleave(&[&options[..], &["--format", "json"]].concat(), SCRIPT);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let spans: Vec<u64> = json["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["makespan_ns"].as_f64().unwrap() as u64 / 1_000_000)
        .collect();
    assert_eq!(spans, [80, 50, 50]);
    let csv = interleave(&[&options[..], &["--format", "csv"]].concat(), SCRIPT).out;
    assert_eq!(csv.lines().count(), 4);
    assert!(
        csv.lines().nth(1).unwrap().starts_with("freethreaded,1,rr,finished,80000000,"),
        "{csv}"
    );
    let svg = interleave(&[&options[..], &["--format", "svg"]].concat(), SCRIPT).out;
    assert_eq!(svg.matches("<title id=").count(), 3);
}

#[test]
fn schedulers_are_compared_as_machines_are() {
    let options = ["compare", "-", "--models", "freethreaded", "--cores", "1", "--policies"];
    let text = interleave(&[&options[..], &["fifo,rr"]].concat(), SCRIPT).out;
    let names = text.lines().next().unwrap();
    assert!(names.contains("First come, first served") && names.contains("Round robin"), "{text}");
    let wrong = interleave(&[&options[..], &["fifo,fastest"]].concat(), SCRIPT);
    assert!(wrong.status == 2 && wrong.err.contains("--policies"), "{}", wrong.err);
}

#[test]
fn who_does_not_finish_is_not_best() {
    let script = "a = Lock()\nb = Lock()\n\ndef both(x, y):\n    with x:\n        cpu(5)\n        \
                  with y:\n            cpu(5)\n\nspawn(both, a, b)\nspawn(both, b, a)\n";
    let options = ["compare", "-", "--models", "sequential,freethreaded", "--cores", "2"];
    let answer = interleave(&options, script);
    assert_eq!(answer.status, 3, "{}", answer.out);
    assert!(answer.out.contains("does not finish. Deadlock"), "{}", answer.out);
}

#[test]
fn all_that_are_equally_fast_are_named() {
    let script = "spawn(cpu, 10)\nspawn(cpu, 10)\n";
    let options = ["compare", "-", "--models", "sequential,freethreaded,processes", "--cores", "2"];
    let text = interleave(&options, script).out;
    assert!(text.contains("Fastest, equally: Threads, no GIL; Processes (10 ms each)."), "{text}");
    assert!(!text.contains("just as long") && text.contains("One after another: 10 ms longer"));
}

#[test]
fn what_is_as_fast_but_prints_otherwise_is_said_in_a_sentence() {
    let said = |lang: &str| {
        let script = include_str!("../../src/lessons/scripts/take-turns.en.py");
        let models = ["compare", "-", "--models", "threads,freethreaded", "--lang", lang];
        interleave(&models, script).out
    };
    let english = "Threads, no GIL: as fast. The same lines are printed in another order.";
    assert!(said("en").contains(english), "{}", said("en"));
    let russian = "Потоки без GIL: так же быстро. Те же строки выводятся в другом порядке.";
    assert!(said("ru").contains(russian), "{}", said("ru"));
}

#[test]
fn a_run_lasts_until_its_last_job_ends_not_its_last_period() {
    let script = "spawn(cpu, 2, period=10)\n";
    let text = interleave(&["run", "-", "--model", "freethreaded"], script).out;
    assert!(text.contains("Whole run                 2 ms"), "{text}");
    let text = interleave(&["compare", "-", "--models", "freethreaded,processes"], script).out;
    assert!(text.contains("(2 ms each)"), "{text}");
    let picture = ["run", "-", "--model", "freethreaded", "--format", "svg"];
    let text = interleave(&picture, script).out;
    assert!(text.contains("1 task finishes at 2 ms; the core is busy 20% of the time"), "{text}");
}

#[test]
fn who_does_less_work_is_not_best() {
    let script = "spawn(cpu, 2, period=5, name='A')\nspawn(cpu, 4, period=7, name='B')\n";
    let options = ["compare", "-", "--models", "sequential,freethreaded", "--cores", "1"];
    let text = interleave(&options, script).out;
    assert!(text.contains("Threads, no GIL is fastest: 34 ms."), "{text}");
    assert!(
        text.contains("One after another: not the same work, 2 tasks instead of 12."),
        "{text}"
    );
    // What it is to be compared with had two jobs to do, not twelve.
    let run = interleave(&["run", "-", "--model", "freethreaded", "--policy", "rm"], script).out;
    assert!(!text.contains("0.17") && !run.contains("Speed-up"), "{text}{run}");
    assert!(run.contains("B#1 missed its deadline at"), "{run}");
}
