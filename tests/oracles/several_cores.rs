//! Jobs on several cores under one timer, with one queue or one a core.

use crate::set::{Figures, Vector, Verdict, same};
use serde_json::Value;
use std::fmt::Write;

/// The timer takes all cores' jobs off them at once.
pub fn policy(vector: &Vector) -> String {
    format!("rr:quantum={}ms,aligned=true", vector.params["slice"])
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
        if vector.params["queues"] == "per-cpu" {
            let _ = write!(text, ", core={}", n % usize::from(vector.cores()));
        } else if let Some(core) = job["affinity"][0].as_u64() {
            let _ = write!(text, ", core={core}");
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
        let expected: Vec<_> =
            intervals(vector, id).iter().map(|&(a, b)| (a as f64, b as f64)).collect();
        same(&format!("when {id} ran"), ran, expected)?;
    }
    Ok(())
}
