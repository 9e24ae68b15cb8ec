//! `companion/interleave.py`: the same scripts, in `tests/python/verbs`, as
//! real tasks of CPython print what they print here under the same model, and
//! leave a trace of what they did.

use crate::python;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const MODELS: &[Model] = &[Model::Sequential, Model::Threads, Model::Processes, Model::Asyncio];
/// Real time: what comes out differently on a loaded machine is tried again.
const TRIES: usize = 6;

fn ours(source: &str, model: Model) -> String {
    let program = compile(source, model).program.expect("a script without errors");
    let trace = engine::run(program.into(), &Setup { model, cores: 2, ..Setup::default() });
    trace.output.iter().map(|o| format!("{}\n", o.text)).collect()
}

/// What the companion prints, and the trace that it writes.
fn theirs(script: &Path, model: Model) -> (String, Value) {
    let name = script.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let out = std::env::temp_dir().join(format!(
        "interleave-{}-{name}-{}.json",
        std::process::id(),
        model.word()
    ));
    let output = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/companion/interleave.py"))
        .arg(script)
        .args(["--model", model.word(), "--trace"])
        .arg(&out)
        .output()
        .expect("python3 is installed");
    let trace = std::fs::read_to_string(&out).expect("a trace");
    let _ = std::fs::remove_file(out);
    let trace = serde_json::from_str(&trace).expect("JSON");
    (String::from_utf8_lossy(&output.stdout).into_owned(), trace)
}

/// Chrome's format: complete events with a length, and a name for each task.
fn check_trace(trace: &Value) {
    let events = trace["traceEvents"].as_array().expect("events");
    let is = |event: &&Value, phase: &str| event["ph"] == phase;
    assert!(events.iter().filter(|e| is(e, "M")).count() >= 2, "no names");
    let mut kinds: Vec<&str> = Vec::new();
    for event in events.iter().filter(|e| is(e, "X")) {
        assert!(event["ts"].as_f64() >= Some(0.0) && event["dur"].as_f64() >= Some(0.0), "{event}");
        assert!(event["pid"].is_u64() && event["tid"].is_u64(), "{event}");
        kinds.extend(event["cat"].as_str());
    }
    assert!(kinds.contains(&"io"), "no io among {kinds:?}");
}

#[test]
fn scripts_with_verbs_run_on_cpython() {
    if !python::is_there(9) {
        return println!("skipped: there is no python3 of 3.9 or newer");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/verbs");
    for entry in std::fs::read_dir(folder).expect("the folder of scripts") {
        let path = entry.expect("an entry").path();
        let source = std::fs::read_to_string(&path).expect("a readable script");
        for &model in MODELS {
            let wanted = ours(&source, model);
            let mut got = String::new();
            for _ in 0..TRIES {
                let (printed, trace) = theirs(&path, model);
                check_trace(&trace);
                got = printed;
                if got == wanted {
                    break;
                }
            }
            assert_eq!(got, wanted, "{} under {}", path.display(), model.word());
        }
    }
}
