//! Periodic tasks under real-time schedulers, on one core and on several.

use crate::set::{Figures, Vector, Verdict, same};
use serde_json::Value;
use std::fmt::Write;

pub fn script(vector: &Vector) -> String {
    let mut text = String::new();
    for task in &vector.jobs {
        let (id, wcet, at) = (&task["id"], &task["wcet"], &task["offset"]);
        let (period, deadline) = (&task["period"], &task["deadline"]);
        let priority = task["priority"].as_i64().unwrap_or(0);
        let _ = writeln!(
            text,
            "spawn(cpu, {wcet}, at={at}, period={period}, deadline={deadline}, \
             priority={priority}, name=\"{id}\")"
        );
    }
    text
}

/// Which core a job is on is an accident; when it runs is compared.
pub fn compare(vector: &Vector, figures: &Figures) -> Verdict<()> {
    let horizon = vector.params["horizon"].as_f64().unwrap_or(f64::NAN);
    for job in vector.expect["jobs"].as_array().into_iter().flatten() {
        let name = format!("{}#{}", job["task"], job["job"]);
        let task = figures.task(&name)?;
        let mut ran: Vec<(f64, f64)> = Vec::new();
        for (_, start, end) in figures.running.iter().filter(|r| r.0 == name) {
            match ran.last_mut() {
                Some(last) if last.1 == *start => last.1 = *end,
                _ => ran.push((*start, *end)),
            }
        }
        let ms = |v: &Value| v.as_f64().unwrap_or(f64::NAN);
        let expected = job["ran"].as_array().into_iter().flatten();
        let expected: Vec<_> = expected.map(|r| (ms(&r[0]), ms(&r[1]))).collect();
        same(&format!("when {name} ran"), ran, expected)?;
        // What ends with the simulation has not ended for SimSo.
        let finish = Some(task.finish).filter(|f| *f < horizon);
        same(
            &format!("finish of {name}"),
            finish,
            job["finish"].as_f64().filter(|f| *f < horizon),
        )?;
        if let Some(missed) = job["missed"].as_bool() {
            same(&format!("whether {name} missed its deadline"), task.missed, missed)?;
        }
    }
    Ok(())
}
