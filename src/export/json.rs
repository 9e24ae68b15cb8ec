//! A trace as JSON, version 1: what the command prints, and what its schema
//! (`schema/trace-1.json`) describes.
//!
//! Written segment by segment: a run of a million segments needs no second
//! copy of itself.

use super::json_sharing::{RaceJson, UseJson, races, uses};
use crate::base::{TaskId, Time};
use crate::metrics::{Metrics, TaskMetrics, measure, starved};
use crate::setup::Setup;
use crate::trace::{Deadlock, Ending, Place, State, TaskInfo, Trace, Wait};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::io;

/// The most tasks that `eligible` lists; runs within the default limits never
/// have more. Without a bound ten thousand tasks would print gigabytes.
const MAX_ELIGIBLE: usize = 256;

/// Writes one JSON object and a line end.
pub fn write_json(trace: &Trace, setup: &Setup, out: &mut dyn io::Write) -> io::Result<()> {
    let metrics = measure(trace, None);
    let run = Run {
        version: 1,
        model: setup.model_text(),
        cores: setup.cores,
        threads_per_core: setup.threads_per_core,
        policy: setup.policy_text(),
        queues: setup.queues.word(),
        wake_up: setup.wake_up.word(),
        seed: setup.seed,
        ending: ending(trace),
        makespan: trace.makespan().0,
        processes: processes(trace),
        threads: threads(trace),
        tasks: tasks(trace, &metrics),
        segments: Segments(trace),
        switches: Switches {
            voluntary: metrics.voluntary,
            involuntary: metrics.involuntary,
            migrations: metrics.migrations,
        },
        utilisation: metrics.utilisation,
        starved: starvations(trace, setup),
        deadlocks: deadlocks(trace),
        memory: memory(trace),
        output: output(trace),
        races: races(trace),
        shared: uses(trace),
    };
    serde_json::to_writer(&mut *out, &run)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Run<'a> {
    version: u32,
    model: String,
    cores: u16,
    threads_per_core: u16,
    policy: String,
    queues: &'static str,
    wake_up: &'static str,
    seed: u64,
    ending: EndingJson<'a>,
    makespan: u64,
    processes: Vec<ProcessJson<'a>>,
    threads: Vec<ThreadJson<'a>>,
    tasks: Vec<TaskJson<'a>>,
    segments: Segments<'a>,
    switches: Switches,
    utilisation: Vec<f64>,
    starved: Vec<StarvedJson>,
    deadlocks: Vec<DeadlockJson<'a>>,
    memory: Vec<MemoryJson>,
    output: Vec<OutputJson<'a>>,
    races: Vec<RaceJson<'a>>,
    shared: Vec<UseJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EndingJson<'a> {
    Finished,
    Failed {
        task: u32,
        time: u64,
        line: u32,
        error: &'a str,
        message: &'a str,
        traceback: Vec<CallJson<'a>>,
    },
    Deadlocked {
        time: u64,
        waits: Vec<WaitJson<'a>>,
        cycle: Vec<u32>,
    },
    Limit {
        limit: &'a str,
        task: u32,
        line: u32,
    },
}

#[derive(Serialize)]
struct CallJson<'a> {
    function: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct WaitJson<'a> {
    task: u32,
    resource: Option<&'a str>,
    holder: Option<u32>,
    line: u32,
}

#[derive(Serialize)]
struct ProcessJson<'a> {
    id: usize,
    name: &'a str,
    parent: Option<u32>,
    started: u64,
    ended: Option<u64>,
    peak_bytes: u64,
}

#[derive(Serialize)]
struct ThreadJson<'a> {
    id: usize,
    name: &'a str,
    kind: &'a str,
    process: u32,
    started: u64,
    ended: Option<u64>,
}

#[derive(Serialize)]
struct TaskJson<'a> {
    id: usize,
    name: &'a str,
    kind: &'a str,
    process: u32,
    thread: u32,
    parent: Option<u32>,
    arrival: u64,
    first_run: Option<u64>,
    finish: Option<u64>,
    running: u64,
    ready: u64,
    io: u64,
    lock: u64,
    gil: u64,
    suspended: u64,
    overhead: u64,
    response: Option<u64>,
    turnaround: Option<u64>,
    waiting: u64,
    deadline: Option<u64>,
    missed: bool,
    outcome: &'a str,
}

#[derive(Serialize)]
struct SegmentJson<'a> {
    task: u32,
    state: &'a str,
    hardware_thread: Option<u16>,
    start: u64,
    end: u64,
    line: u32,
    cause: &'a str,
    eligible: Vec<u32>,
}

#[derive(Serialize)]
struct StarvedJson {
    task: u32,
    start: u64,
    end: u64,
}

#[derive(Serialize)]
struct DeadlockJson<'a> {
    time: u64,
    waits: Vec<WaitJson<'a>>,
}

#[derive(Serialize)]
struct MemoryJson {
    time: u64,
    process: u32,
    bytes: u64,
}

#[derive(Serialize)]
struct Switches {
    voluntary: u64,
    involuntary: u64,
    migrations: u64,
}

#[derive(Serialize)]
struct OutputJson<'a> {
    time: u64,
    task: u32,
    text: &'a str,
}

fn wait<'a>(trace: &'a Trace, w: &Wait) -> WaitJson<'a> {
    WaitJson {
        task: w.task.0,
        resource: w.resource.and_then(|r| trace.resources.get(r.index())).map(|r| r.name.as_str()),
        holder: w.holder.map(|t| t.0),
        line: w.line,
    }
}

fn deadlocks(trace: &Trace) -> Vec<DeadlockJson<'_>> {
    let waits = |d: &Deadlock| d.waits.iter().map(|w| wait(trace, w)).collect();
    trace.deadlocks.iter().map(|d| DeadlockJson { time: d.time.0, waits: waits(d) }).collect()
}

fn memory(trace: &Trace) -> Vec<MemoryJson> {
    let rows = trace.memory_use.iter();
    rows.map(|m| MemoryJson { time: m.time.0, process: m.process.0, bytes: m.bytes }).collect()
}

fn ending(trace: &Trace) -> EndingJson<'_> {
    match &trace.ending {
        // The command runs to the end; a trace without an ending has none yet.
        None | Some(Ending::Finished) => EndingJson::Finished,
        Some(Ending::Failed(f)) => EndingJson::Failed {
            task: f.task.0,
            time: f.time.0,
            line: f.line,
            error: &f.kind,
            message: &f.message,
            traceback: f
                .traceback
                .iter()
                .map(|(function, line)| CallJson { function, line: *line })
                .collect(),
        },
        Some(Ending::Deadlocked { waits, cycle }) => EndingJson::Deadlocked {
            time: trace.deadlocked_at().0,
            waits: waits.iter().map(|w| wait(trace, w)).collect(),
            cycle: cycle.iter().map(|t| t.0).collect(),
        },
        Some(Ending::Limit { limit, task, line }) => {
            EndingJson::Limit { limit: limit.word(), task: task.0, line: *line }
        }
    }
}

fn starvations(trace: &Trace, setup: &Setup) -> Vec<StarvedJson> {
    let found = starved(trace, setup.starvation);
    found.iter().map(|s| StarvedJson { task: s.task.0, start: s.start.0, end: s.end.0 }).collect()
}

fn processes(trace: &Trace) -> Vec<ProcessJson<'_>> {
    let mut list = Vec::with_capacity(trace.processes.len());
    for (id, info) in trace.processes.iter().enumerate() {
        list.push(ProcessJson {
            id,
            name: &info.name,
            parent: info.parent.map(|parent| parent.0),
            started: info.started.0,
            ended: info.ended.map(|t| t.0),
            peak_bytes: info.peak_bytes,
        });
    }
    list
}

fn threads(trace: &Trace) -> Vec<ThreadJson<'_>> {
    let mut list = Vec::with_capacity(trace.threads.len());
    for (id, info) in trace.threads.iter().enumerate() {
        list.push(ThreadJson {
            id,
            name: &info.name,
            kind: info.kind.word(),
            process: info.process.0,
            started: info.started.0,
            ended: info.ended.map(|t| t.0),
        });
    }
    list
}

fn tasks<'a>(trace: &'a Trace, metrics: &Metrics) -> Vec<TaskJson<'a>> {
    trace.tasks.iter().zip(&metrics.tasks).enumerate().map(|(id, (i, m))| task(id, i, m)).collect()
}

fn task<'a>(id: usize, info: &'a TaskInfo, m: &TaskMetrics) -> TaskJson<'a> {
    let ns = |time: Option<Time>| time.map(|t| t.0);
    let of = |state| m.times.of(state).0;
    TaskJson {
        id,
        name: &info.name,
        kind: info.kind.word(),
        process: info.process.0,
        thread: info.thread.0,
        parent: info.parent.map(|t| t.0),
        arrival: m.arrival.0,
        first_run: ns(m.first_run),
        finish: ns(m.finish),
        running: of(State::Running),
        ready: of(State::Ready),
        io: of(State::Io),
        lock: of(State::Lock),
        gil: of(State::Gil),
        suspended: of(State::Suspended),
        overhead: of(State::Overhead),
        response: ns(m.response),
        turnaround: ns(m.turnaround),
        waiting: m.waiting.0,
        deadline: ns(info.deadline),
        missed: m.missed,
        outcome: info.outcome.word(),
    }
}

fn output(trace: &Trace) -> Vec<OutputJson<'_>> {
    let mut lines = Vec::with_capacity(trace.output.len());
    for line in &trace.output {
        lines.push(OutputJson { time: line.time.0, task: line.task.0, text: &line.text });
    }
    lines
}

/// The merged segments, ordered by start, then by task.
struct Segments<'a>(&'a Trace);

impl Serialize for Segments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let trace = self.0;
        let merged = trace.merged();
        let mut ends: Vec<Option<Time>> = vec![None; trace.segments.len()];
        for m in &merged {
            ends[m.first] = Some(m.end);
        }
        let mut seq = serializer.serialize_seq(Some(merged.len()))?;
        // Columns are in order of start; of one start they are sorted by task
        // before they leave.
        let mut instant: Vec<SegmentJson> = Vec::new();
        let mut result = Ok(());
        trace.each_eligible(&mut |index, eligible| {
            let Some(end) = ends[index] else { return };
            if instant.first().is_some_and(|s| s.start != trace.segments.start(index).0) {
                if result.is_ok() {
                    result = flush(&mut instant, &mut seq);
                }
                instant.clear();
            }
            instant.push(segment(trace, index, end, eligible));
        });
        result?;
        flush(&mut instant, &mut seq)?;
        seq.end()
    }
}

fn flush<S: SerializeSeq>(instant: &mut Vec<SegmentJson>, seq: &mut S) -> Result<(), S::Error> {
    instant.sort_by_key(|s| s.task);
    for segment in instant.drain(..) {
        seq.serialize_element(&segment)?;
    }
    Ok(())
}

fn segment<'a>(trace: &Trace, index: usize, end: Time, eligible: &[TaskId]) -> SegmentJson<'a> {
    let s = trace.segments.get(index);
    SegmentJson {
        task: s.task.0,
        state: s.state.word(),
        hardware_thread: match s.place {
            Place::Hardware(h) => Some(h),
            _ => None,
        },
        start: s.start.0,
        end: end.0,
        line: s.line,
        cause: s.cause.word(),
        eligible: eligible.iter().take(MAX_ELIGIBLE).map(|t| t.0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;

    #[test]
    fn a_run_in_json() {
        let mut bytes = Vec::new();
        write_json(&two_take_turns(), &Setup::default(), &mut bytes).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["makespan"], 40_000_000);
        assert_eq!(json["ending"], serde_json::json!({"kind": "finished"}));
        let of_second: Vec<_> = json["segments"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|s| s["task"] == 2)
            .map(|s| (s["state"].as_str().unwrap(), s["end"].as_u64().unwrap() / 1_000_000))
            .collect();
        assert_eq!(of_second, [("ready", 10), ("running", 20), ("ready", 30), ("running", 40)]);
        assert_eq!(json["segments"][0]["task"], 1);
        assert_eq!(json["segments"][0]["eligible"], serde_json::json!([2]));
        assert_eq!(json["tasks"][2]["waiting"], 20_000_000);
    }
}
