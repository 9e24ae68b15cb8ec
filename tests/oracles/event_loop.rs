//! Structured coroutines on one event loop, compared operation by operation.

use crate::set::{Figures, Vector, Verdict, same};
use serde_json::Value;
use std::fmt::Write;

/// A coroutine a job. After each operation it prints the time, its name and
/// the operation's index: the console is the trace.
pub fn script(vector: &Vector) -> String {
    let mut text = String::new();
    for (name, object) in vector.params["objects"].as_object().into_iter().flatten() {
        let _ = writeln!(text, "{} = {}", object_name(name), constructor(object));
    }
    for job in &vector.jobs {
        let name = job["id"].as_str().unwrap_or_default();
        let _ = writeln!(text, "async def {name}():");
        for (i, op) in operations(job).iter().enumerate() {
            // Both on one line, so that an operation has a line of its own.
            let _ = writeln!(text, "    {}; print(now(), \"{name}\", {i})", statement(op));
        }
    }
    for job in &vector.jobs {
        let name = job["id"].as_str().unwrap_or_default();
        let _ = writeln!(text, "spawn({name}, name=\"{name}\")");
    }
    text
}

/// Tasks and objects may share a letter; Python has one namespace.
fn object_name(name: &str) -> String {
    format!("object_{name}")
}

pub fn constructor(object: &Value) -> String {
    match object["kind"].as_str() {
        Some("lock") => "Lock()".into(),
        Some("semaphore") => format!("Semaphore({})", object["value"]),
        Some("queue") => format!("Queue(maxsize={})", object["maxsize"]),
        Some("event") => "Event()".into(),
        Some("barrier") => format!("Barrier({})", object["parties"]),
        other => panic!("an object of unknown kind: {other:?}"),
    }
}

fn operations(job: &Value) -> &[Value] {
    job["ops"].as_array().map_or(&[], Vec::as_slice)
}

fn statement(op: &Value) -> String {
    let object = || object_name(op[1].as_str().unwrap_or_default());
    match op[0].as_str() {
        Some("sleep") => format!("await io({})", op[1]),
        Some("cpu") => format!("cpu({})", op[1]),
        Some("yield") => "await yield_now()".into(),
        Some("acquire") => format!("await {}.acquire()", object()),
        Some("release") => format!("{}.release()", object()),
        Some("put") => format!("await {}.put(0)", object()),
        Some("get") => format!("await {}.get()", object()),
        Some("set") => format!("{}.set()", object()),
        Some("clear") => format!("{}.clear()", object()),
        Some("wait" | "barrier") => format!("await {}.wait()", object()),
        other => panic!("an operation of unknown kind: {other:?}"),
    }
}

pub fn compare(vector: &Vector, figures: &Figures) -> Verdict<()> {
    let expect = &vector.expect;
    let got: Vec<_> = figures.output.iter().map(|line| parse_line(line)).collect();
    let trace = expect["trace"].as_array().into_iter().flatten();
    let expected: Vec<_> = trace.map(completed).collect();
    if let Some(k) = (0..got.len().max(expected.len())).find(|&k| got.get(k) != expected.get(k)) {
        same(&format!("operation number {k}"), got.get(k), expected.get(k))?;
    }
    let deadlocks = expect["deadlock"] == true;
    same("ending", figures.ending.as_str(), if deadlocks { "deadlocked" } else { "finished" })?;
    same("end", Some(figures.makespan), expect["end"].as_f64())?;
    let mut waits = figures.waits.clone();
    waits.retain(|w| w.0 != "main");
    same("who is stuck where", waits, blocked(vector))
}

type Completed = (Option<f64>, String, Option<u64>);

fn completed(entry: &Value) -> Completed {
    (entry[0].as_f64(), entry[1].as_str().unwrap_or_default().into(), entry[2].as_u64())
}

fn parse_line(line: &str) -> Completed {
    let mut words = line.split(' ');
    let time = words.next().and_then(|w| w.parse().ok());
    let name = words.next().unwrap_or_default().into();
    (time, name, words.next().and_then(|w| w.parse().ok()))
}

/// The stuck tasks and the lines of the operations they are stuck in.
fn blocked(vector: &Vector) -> Vec<(String, u64)> {
    let objects = vector.params["objects"].as_object().map_or(0, |o| o.len());
    let mut line = objects as u64;
    let mut found = Vec::new();
    for job in &vector.jobs {
        line += 1;
        let name = job["id"].as_str().unwrap_or_default();
        if let Some(index) = vector.expect["blocked"][name].as_u64() {
            found.push((name.to_string(), line + index + 1));
        }
        line += operations(job).len() as u64;
    }
    found
}
