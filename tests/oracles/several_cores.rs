//! Jobs on several cores under one timer, with one queue or one a core.

use crate::set::{Figures, Vector, Verdict, same};
use serde_json::Value;
use std::fmt::Write;

/// The timer takes all cores' jobs off them at once. Where cores look for work
/// at others', that simulator's choices are taken in place of random ones.
pub fn policy(vector: &Vector) -> String {
    let p = &vector.params;
    let mut text = format!("rr:quantum={}ms,aligned=true", p["slice"]);
    if steals(vector) {
        let _ = write!(text, ",queues=percore,steal={}ms,victim=random", p["peek_interval"]);
        let victims = p["victims"].as_array().into_iter().flatten();
        let victims = victims.map(Value::to_string).collect::<Vec<_>>().join("/");
        let _ = write!(text, ",victims={victims}");
    }
    text
}

fn steals(vector: &Vector) -> bool {
    vector.params["peek_interval"].as_u64().is_some_and(|interval| interval > 0)
}

/// When the jobs come, all at once: main is gone by then, so that they are
/// dealt to the cores in turn. A multiple of both intervals, which changes nothing.
fn begin(vector: &Vector) -> u64 {
    let number = |key: &str| vector.params[key].as_u64().unwrap_or(1).max(1);
    if steals(vector) { number("slice") * number("peek_interval") } else { 0 }
}

/// How long a job computes is what it ran there: a warm cache, which speeds it
/// up, is no part of our machine. When, and in which turns, is for us to find.
/// Where nobody steals, a job is bound to the core that it was dealt to.
pub fn script(vector: &Vector) -> String {
    let mut text = String::new();
    for (n, job) in vector.jobs.iter().enumerate() {
        let id = job["id"].as_str().unwrap_or_default();
        let ran: u64 = intervals(vector, id).iter().map(|(start, end)| end - start).sum();
        let _ = write!(text, "spawn(cpu, {ran}, name=\"{id}\"");
        let _ = write!(text, ", at={}", begin(vector));
        if vector.params["queues"] == "per-cpu" && !steals(vector) {
            let _ = write!(text, ", core={}", n % usize::from(vector.cores()));
        } else if !job["affinity"][0].is_null() {
            let _ = write!(text, ", core={}", job["affinity"]);
        }
        text.push_str(")\n");
    }
    text
}

/// When a job ran there, on whichever core; `running` has a row a core.
fn intervals(vector: &Vector, id: &str) -> Vec<(u64, u64)> {
    let rows = vector.expect["running"].as_array().map_or(&[][..], Vec::as_slice);
    let length = rows.iter().filter_map(Value::as_array).map(Vec::len).max().unwrap_or(0);
    let mut found: Vec<(u64, u64)> = Vec::new();
    for tick in 0..length {
        if rows.iter().any(|row| row[tick] == id) {
            let tick = tick as u64;
            match found.last_mut().filter(|last| last.1 == tick) {
                Some(last) => last.1 = tick + 1,
                None => found.push((tick, tick + 1)),
            }
        }
    }
    found
}

pub fn compare(vector: &Vector, figures: &Figures) -> Verdict<()> {
    same("ending", figures.ending.as_str(), "finished")?;
    for job in &vector.jobs {
        let id = job["id"].as_str().unwrap_or_default();
        let mut ran: Vec<(f64, f64)> = Vec::new();
        for (_, start, end) in figures.running.iter().filter(|(task, ..)| task == id) {
            match ran.last_mut().filter(|last| last.1 == *start) {
                Some(last) => last.1 = *end,
                None => ran.push((*start, *end)),
            }
        }
        let begin = begin(vector);
        let expected: Vec<_> = intervals(vector, id)
            .iter()
            .map(|&(a, b)| ((a + begin) as f64, (b + begin) as f64))
            .collect();
        same(&format!("when {id} ran"), ran, expected)?;
    }
    Ok(())
}
