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
/// up, is no part of our machine. When, where, and in which turns is for us to find.
/// Where nobody steals, a job is bound to the core that it was dealt to; where
/// cores do, a job with a list of cores is: there it is never taken over, not even
/// by a core of its list.
pub fn script(vector: &Vector) -> String {
    let mut text = String::new();
    let apart = vector.params["queues"] == "per-cpu";
    for (job, dealt) in vector.jobs.iter().zip(deal(vector)) {
        let id = job["id"].as_str().unwrap_or_default();
        let ran: u64 = intervals(vector, id).iter().map(|(_, start, end)| end - start).sum();
        let _ = write!(text, "spawn(cpu, {ran}, name=\"{id}\", at={}", begin(vector));
        let listed = !job["affinity"][0].is_null();
        if apart && (listed || !steals(vector)) {
            let _ = write!(text, ", core={dealt}");
        } else if listed {
            let _ = write!(text, ", core={}", job["affinity"]);
        }
        text.push_str(")\n");
    }
    text
}

/// The core of each job: the cores take in turn, each the first not yet dealt
/// that may run there.
fn deal(vector: &Vector) -> Vec<u64> {
    let cores = u64::from(vector.cores());
    let mut dealt: Vec<Option<u64>> = vec![None; vector.jobs.len()];
    for core in (0..cores).cycle() {
        let may = |job: &Value| {
            let list = job["affinity"].as_array().filter(|list| !list.is_empty());
            list.is_none_or(|list| list.contains(&core.into()))
        };
        let next = (0..dealt.len()).find(|&n| dealt[n].is_none() && may(&vector.jobs[n]));
        if let Some(n) = next {
            dealt[n] = Some(core);
        }
        if dealt.iter().all(Option::is_some) {
            break;
        }
    }
    dealt.into_iter().flatten().collect()
}

/// A core, and when somebody ran there.
type Interval = (u64, u64, u64);

/// Where and when a job ran there; `running` has a row a core.
fn intervals(vector: &Vector, id: &str) -> Vec<Interval> {
    let rows = vector.expect["running"].as_array().map_or(&[][..], Vec::as_slice);
    let length = rows.iter().filter_map(Value::as_array).map(Vec::len).max().unwrap_or(0);
    let mut found: Vec<Interval> = Vec::new();
    for tick in 0..length {
        if let Some(core) = rows.iter().position(|row| row[tick] == id) {
            join(&mut found, (core as u64, tick as u64, tick as u64 + 1));
        }
    }
    found
}

/// Touching intervals on one core are one.
fn join(list: &mut Vec<Interval>, (core, start, end): Interval) {
    match list.last_mut().filter(|last| (last.0, last.2) == (core, start)) {
        Some(last) => last.2 = end,
        None => list.push((core, start, end)),
    }
}

pub fn compare(vector: &Vector, figures: &Figures) -> Verdict<()> {
    same("ending", figures.ending.as_str(), "finished")?;
    let begin = begin(vector);
    for job in &vector.jobs {
        let id = job["id"].as_str().unwrap_or_default();
        let mut ran: Vec<Interval> = Vec::new();
        for (core, _, start, end) in figures.places.iter().filter(|place| place.1 == id) {
            let whole = start.fract() == 0.0 && end.fract() == 0.0;
            same(&format!("{id} in whole ticks from {start} to {end}"), whole, true)?;
            join(&mut ran, (*core, *start as u64 - begin, *end as u64 - begin));
        }
        same(&format!("where and when {id} ran"), ran, intervals(vector, id))?;
    }
    Ok(())
}
