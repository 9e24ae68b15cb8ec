//! Programs on asyncio and threads as they stand, and what CPython printed, in
//! which order, at which millisecond of a jumping clock.

use interleave::base::Time;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use serde_json::Value;
use std::rc::Rc;

/// Lines with the whole milliseconds at which they were printed.
fn lines(source: &str) -> Result<Vec<(u64, String)>, String> {
    let compiled = compile(source, Model::Threads);
    let program = compiled.program.ok_or(format!("{:?}", compiled.diagnostics))?;
    let trace = engine::run(Rc::new(program), &Setup { cores: 2, ..Setup::default() });
    let ms = |time: Time| (time.0 + 500_000) / 1_000_000;
    Ok(trace.output.iter().map(|o| (ms(o.time), o.text.trim_end().to_string())).collect())
}

#[test]
fn programs_print_what_cpython_printed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles/asyncio_orders.json");
    let text = std::fs::read_to_string(path).expect("the set");
    let set: Value = serde_json::from_str(&text).expect("JSON");
    let programs = set["programs"].as_array().expect("programs");
    let mut wrong = Vec::new();
    for program in programs {
        let id = program["id"].as_str().unwrap_or_default();
        let expected: Vec<(u64, String)> = program["output"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|line| {
                let text = line["line"].as_str().unwrap_or_default().trim_end();
                (line["t_ms"].as_u64().unwrap_or_default(), text.to_string())
            })
            .collect();
        let got = lines(program["source"].as_str().unwrap_or_default());
        if got.as_ref() != Ok(&expected) {
            wrong.push(format!("{id}\n  want {expected:?}\n  got  {got:?}"));
        }
    }
    assert_eq!(programs.len(), 35);
    assert!(wrong.is_empty(), "{} of 35 differ:\n{}", wrong.len(), wrong.join("\n"));
}
