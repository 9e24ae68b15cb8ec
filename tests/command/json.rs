//! The JSON trace: held against its published schema, and against what the
//! format promises beyond what a schema can say.

use crate::interleave;
use crate::schema::departures;
use interleave::trace::Cause;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../schema/trace-1.json")).unwrap()
}

/// Runs, and holds the output against the schema and its promises.
fn run(script: &str, options: &[&str]) -> Value {
    let answer = interleave(&[&["run", "-", "--format", "json"], options].concat(), script);
    let trace: Value = serde_json::from_str(&answer.out).unwrap_or_else(|e| {
        panic!("{e} in {}\n{}", answer.out, answer.err);
    });
    assert_eq!(departures(&schema(), &trace), Vec::<String>::new());
    let finished = trace["ending"]["kind"] == "finished";
    assert_eq!(answer.status, if finished { 0 } else { 3 }, "{}", answer.err);
    ordered_and_merged(&trace);
    sums_agree(&trace);
    trace
}

fn ordered_and_merged(trace: &Value) {
    let mut last: BTreeMap<u64, &Value> = BTreeMap::new();
    let mut before = (0, 0);
    for s in trace["segments"].as_array().unwrap() {
        let key = (s["start"].as_u64().unwrap(), s["task"].as_u64().unwrap());
        assert!(key >= before && s["end"].as_u64() > s["start"].as_u64(), "{s}");
        before = key;
        if let Some(prior) = last.insert(key.1, s) {
            assert_eq!(prior["end"], s["start"], "a task is always in one state");
            let same_place = prior["hardware_thread"] == s["hardware_thread"];
            let one_kind = ["running", "overhead", "io"].contains(&s["state"].as_str().unwrap());
            assert!(prior["state"] != s["state"] || !same_place || !one_kind, "{prior} {s}");
        }
    }
}

fn sums_agree(trace: &Value) {
    let ns = |v: &Value| v.as_u64().unwrap();
    for task in trace["tasks"].as_array().unwrap() {
        for state in ["running", "ready", "io", "lock", "gil", "suspended", "overhead"] {
            let sum: u64 = trace["segments"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|s| s["task"] == task["id"] && s["state"] == state)
                .map(|s| ns(&s["end"]) - ns(&s["start"]))
                .sum();
            assert_eq!(ns(&task[state]), sum, "{} of {}", state, task["name"]);
        }
        assert_eq!(ns(&task["waiting"]), ns(&task["ready"]) + ns(&task["gil"]));
        if let Some(finish) = task["finish"].as_u64() {
            assert_eq!(ns(&task["turnaround"]), finish - ns(&task["arrival"]));
        }
    }
}

#[test]
fn every_model_prints_what_the_schema_says() {
    let blocking = "def work(n):\n    cpu(n)\n    io(20)\n    cpu(5)\n    print(n, 'done')\n\n\
                    for n in [10, 20, 30]:\n    spawn(work, n)\n";
    let awaiting = "async def work(n):\n    cpu(n)\n    await io(20)\n    print(n)\n\n\
                    async def main():\n    await gather(*[spawn(work, n) for n in [1, 2, 3]])\n\n\
                    await main()\n";
    for model in ["sequential", "asyncio", "threads", "freethreaded", "processes"] {
        for costs in ["ideal", "cpython", "slow"] {
            for script in [blocking, awaiting] {
                let trace = run(script, &["--model", model, "--costs", costs, "--cores", "2"]);
                assert_eq!(trace["ending"], json!({"kind": "finished"}), "{model} {costs}");
                assert_eq!(trace["output"].as_array().unwrap().len(), 3);
            }
        }
    }
}

#[test]
fn turns_on_one_core_as_worked_out_by_hand() {
    let script = "spawn(cpu, 20, name='A')\nspawn(cpu, 20, name='B')\n";
    let options = ["--model", "freethreaded", "--policy", "rr:quantum=10ms", "--seed", "7"];
    let trace = run(script, &options);
    let ms = 1_000_000u64;
    assert_eq!((&trace["makespan"], &trace["seed"]), (&json!(40 * ms), &json!(7)));
    assert_eq!(trace["policy"], "rr:quantum=10ms");
    assert_eq!(trace["utilisation"], json!([1.0]));
    let of_b: Vec<Value> = trace["segments"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|s| s["task"] == 2)
        .map(|s| json!([s["state"], s["start"], s["cause"], s["eligible"]]))
        .collect();
    assert_eq!(
        of_b,
        [
            json!(["ready", 0, "spawned", []]),
            json!(["running", 10 * ms, "previous_expired", [1]]),
            json!(["ready", 20 * ms, "quantum_expired", []]),
            json!(["running", 30 * ms, "previous_ended", []]),
        ]
    );
    assert_eq!(trace["tasks"][2]["waiting"], 20 * ms);
    assert_eq!(trace["tasks"][2]["response"], 10 * ms);
}

#[test]
fn every_ending_has_its_details() {
    let failed = run("cpu(5)\nraise ValueError('late')\n", &[]);
    assert_eq!(failed["ending"]["kind"], "failed");
    assert_eq!(failed["ending"]["error"], "ValueError");
    assert_eq!(
        (&failed["ending"]["line"], &failed["ending"]["time"]),
        (&json!(2), &json!(5_000_000))
    );

    let script = "a = Lock()\nb = Lock()\n\ndef both(x, y):\n    with x:\n        cpu(5)\n        \
                  with y:\n            cpu(5)\n\nspawn(both, a, b)\nspawn(both, b, a)\n";
    let stuck = run(script, &["--model", "freethreaded", "--cores", "2"]);
    assert_eq!(stuck["ending"]["kind"], "deadlocked");
    assert_eq!(stuck["ending"]["cycle"].as_array().unwrap().len(), 2, "{}", stuck["ending"]);
    assert_eq!(stuck["tasks"][1]["outcome"], "unfinished");

    let endless = run("while True:\n    pass\n", &["--max-steps", "5000"]);
    assert_eq!(endless["ending"]["limit"], "steps");
}

#[test]
fn the_schema_knows_every_cause() {
    let schema = schema();
    let listed = schema.pointer("/$defs/segment/properties/cause/enum").unwrap();
    let words: Vec<&str> = Cause::ALL.iter().map(|c| c.word()).collect();
    assert_eq!(listed, &json!(words));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let script = "for i in range(20):\n    spawn(lambda: cpu(randint(1, 30)))\n";
    let args = ["run", "-", "--format", "json", "--cores", "3", "--costs", "cpython"];
    assert_eq!(interleave(&args, script).out, interleave(&args, script).out);
}

#[test]
fn races_say_who_and_where_and_under_which_locks() {
    let script = "n = 0\nlock = Lock()\n\ndef work():\n    global n\n    seen = n\n    cpu(5)\n    \
                  with lock:\n        n = seen + 1\n\nspawn(work, name='A')\nspawn(work, name='B')\n";
    let trace = run(script, &["--model", "freethreaded", "--cores", "2"]);
    let races = trace["races"].as_array().unwrap();
    assert_eq!(races.len(), 1, "{races:?}");
    let race = &races[0];
    assert_eq!((&race["kind"], &race["variable"]), (&json!("lost_update"), &json!("n")));
    let at =
        |access: &Value| (access["task"].clone(), access["line"].clone(), access["locks"].clone());
    assert_eq!(at(&race["first"]), (json!(2), json!(6), json!([])));
    assert_eq!(at(&race["lost"]), (json!(1), json!(9), json!(["lock"])));
    assert_eq!(at(&race["second"]), (json!(2), json!(9), json!(["lock"])));
    assert_eq!(trace["shared"].as_array().unwrap().len(), 5);
    let alone = run(script, &["--model", "sequential"]);
    assert_eq!(alone["races"], json!([]));
}
