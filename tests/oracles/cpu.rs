//! Jobs that compute and wait for devices on one core.

use crate::set::{Figures, Vector, Verdict, same};
use serde_json::Value;
use std::fmt::Write;

/// First come, first served is a slice that never ends.
const FCFS: u64 = 100_000;

pub fn round_robin(vector: &Vector) -> String {
    let p = &vector.params;
    let io = if p["io_done_to_head"] == true { "head" } else { "tail" };
    match p["quantum"].as_u64() {
        Some(FCFS) | None => format!("fifo:io={io}"),
        Some(quantum) => format!("rr:quantum={quantum}ms,io={io}"),
    }
}

pub fn feedback_queues(vector: &Vector) -> String {
    let p = &vector.params;
    let list = |key: &str, unit: &str| {
        let values = p[key].as_array().into_iter().flatten();
        values.map(|v| format!("{v}{unit}")).collect::<Vec<_>>().join("/")
    };
    let quanta = list("slice_per_queue_high_to_low", "ms");
    let allotment = list("allotment_slices_per_queue_high_to_low", "");
    let io = if p["io_done_to_head"] == true { "head" } else { "tail" };
    let (boost, stay) = (&p["boost_every"], &p["stay_after_io"]);
    format!("mlfq:quantum={quanta},allotment={allotment},boost={boost}ms,io={io},stay={stay}")
}

/// The simulator's own numbers are drawn, and its winner keeps the core.
pub fn lottery(vector: &Vector) -> String {
    let p = &vector.params;
    let draws = p["random_draws"].as_array().into_iter().flatten();
    let draws = draws.map(Value::to_string).collect::<Vec<_>>().join("/");
    format!("lottery:quantum={}ms,whole_quantum=true,draws={draws}", p["quantum"])
}

pub fn ticket_script(vector: &Vector) -> String {
    let mut text = String::new();
    for job in &vector.jobs {
        let (run, tickets, id) = (&job["run"], &job["tickets"], &job["id"]);
        let _ = writeln!(text, "spawn(cpu, {run}, tickets={tickets}, name=\"{id}\")");
    }
    text
}

/// There a job's end is the end of its last quantum; here that is when the
/// next one gets the core.
pub fn compare_whole_quanta(vector: &Vector, figures: &Figures) -> Verdict<()> {
    let expect = &vector.expect;
    let quantum = vector.params["quantum"].as_f64().unwrap_or(f64::NAN);
    let whole = |ms: f64| (ms / quantum).ceil() * quantum;
    let mut ran: Vec<(String, f64, f64)> = Vec::new();
    for (task, start, end) in &figures.running {
        match ran.last_mut() {
            Some(last) if last.0 == *task && last.2 == *start => last.2 = whole(*end),
            _ => ran.push((task.clone(), *start, whole(*end))),
        }
    }
    same("ending", figures.ending.as_str(), "finished")?;
    same("who ran when", ran, merged_segments(expect))?;
    for job in expect["jobs"].as_array().into_iter().flatten() {
        let name = job["job"].to_string();
        let task = figures.task(&name)?;
        let ms = |key: &str| job[key].as_f64().unwrap_or(f64::NAN);
        same(&format!("response of {name}"), task.response, ms("response"))?;
        same(&format!("turnaround of {name}"), whole(task.turnaround), ms("turnaround"))?;
    }
    Ok(())
}

/// Each job is a task of its own that arrives with `at=`.
pub fn script(vector: &Vector) -> String {
    let mut text = String::from(
        "def job(run, every, length):
    while run > every:
        cpu(every)
        io(length)
        run -= every
    cpu(run)

",
    );
    let length = vector.params["io_time"].as_u64().unwrap_or(0);
    for job in &vector.jobs {
        let (run, every) = (&job["run"], job["io_every"].as_u64().unwrap_or(0));
        let every = if every == 0 { run.as_u64().unwrap_or(0) } else { every };
        let (id, at) = (&job["id"], &job["arrival"]);
        let _ = writeln!(text, "spawn(job, {run}, {every}, {length}, at={at}, name=\"{id}\")");
    }
    text
}

pub fn io_return(vector: &Vector) -> String {
    let now = vector.params["io_done"] == "IO_RUN_IMMEDIATE";
    format!("fifo:order=number,io={}", if now { "head" } else { "tail" })
}

/// An `io` costs an instruction before and one after.
pub fn instructions(vector: &Vector) -> String {
    let mut text = String::new();
    for job in &vector.jobs {
        let id = &job["id"];
        let _ = writeln!(text, "def job_{id}():");
        for op in job["ops"].as_array().into_iter().flatten() {
            let _ = match op["cpu"].as_u64() {
                Some(n) => writeln!(text, "    cpu({n})"),
                None => writeln!(text, "    cpu(1); io({}); cpu(1)", vector.params["io_length"]),
            };
        }
    }
    for job in &vector.jobs {
        let _ = writeln!(text, "spawn(job_{0}, name=\"{0}\")", job["id"]);
    }
    text
}

pub fn compare_ticks(vector: &Vector, figures: &Figures) -> Verdict<()> {
    same("ending", figures.ending.as_str(), "finished")?;
    let ticks = vector.expect["running"].as_array().into_iter().flatten();
    let expected: Vec<i64> = ticks.filter_map(Value::as_i64).collect();
    same("makespan", figures.makespan, expected.len() as f64)?;
    same("ticks", ticks_of(figures, expected.len()), expected)
}

pub fn compare(vector: &Vector, figures: &Figures) -> Verdict<()> {
    let expect = &vector.expect;
    same("ending", figures.ending.as_str(), "finished")?;
    same("who ran when", figures.running.clone(), merged_segments(expect))?;
    for job in expect["jobs"].as_array().into_iter().flatten() {
        let name = job["job"].to_string();
        let task = figures.task(&name)?;
        let ms = |key: &str| job[key].as_f64().unwrap_or(f64::NAN);
        same(&format!("response of {name}"), task.response, ms("response"))?;
        same(&format!("turnaround of {name}"), task.turnaround, ms("turnaround"))?;
        same(&format!("wait of {name}"), task.waiting, ms("wait"))?;
    }
    if let Some(ticks) = expect["ticks"].as_array() {
        let expected: Vec<i64> = ticks.iter().filter_map(Value::as_i64).collect();
        same("ticks", ticks_of(figures, expected.len()), expected)?;
    }
    same("finish order", finish_order(figures), strings(&expect["finish_order"]))?;
    same("makespan", Some(figures.makespan), expect["makespan"].as_f64())
}

fn merged_segments(expect: &Value) -> Vec<(String, f64, f64)> {
    let ms = |v: &Value| v.as_f64().unwrap_or(f64::NAN);
    let segments = expect["merged_segments"].as_array().into_iter().flatten();
    segments.map(|s| (s[0].to_string(), ms(&s[1]), ms(&s[2]))).collect()
}

fn ticks_of(figures: &Figures, length: usize) -> Vec<i64> {
    let mut ticks = vec![-1; length];
    for (task, start, end) in &figures.running {
        let job = task.parse().unwrap_or(-2);
        let (start, end) = (*start as usize, (*end as usize).min(length));
        ticks[start.min(end)..end].fill(job);
    }
    ticks
}

/// At one core no two jobs end at one instant, so times alone give the order.
fn finish_order(figures: &Figures) -> Vec<String> {
    let mut jobs: Vec<_> = figures.tasks.iter().filter(|t| t.name != "main").collect();
    jobs.sort_by(|a, b| a.finish.total_cmp(&b.finish));
    jobs.iter().map(|t| t.name.clone()).collect()
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(Value::to_string).collect()
}
