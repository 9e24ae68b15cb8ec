//! A trace in the Trace Event Format (JSON object form), which Perfetto,
//! `chrome://tracing` and VizTracer's viewer open.
//!
//! Process 1 is the machine, a track a hardware thread; then GILs and workers; then
//! every process of the run, a track a task. Only complete events (`X`),
//! instants (`i`), names (`M`) and counters (`C`: memory) are used. Times are microseconds with three
//! decimals: exact. Track ids are unique over all processes, because Perfetto
//! takes two tracks of one id for one thread.

use crate::base::{TaskId, Time};
use crate::setup::Setup;
use crate::trace::{ResourceInfo, ResourceKind, State, Trace};

const MACHINE: u64 = 1;
const HELD: u64 = 2;
/// Process 0 of the run.
const FIRST_PROCESS: u64 = 3;

pub fn chrome_json(trace: &Trace, setup: &Setup) -> String {
    let mut out = Writer { text: String::from("{\"traceEvents\":["), first: true };
    out.names(trace, setup);
    out.segments(trace);
    out.holds(trace);
    out.instants(trace);
    out.memory(trace);
    out.text.push_str("\n],\"displayTimeUnit\":\"ms\",\"otherData\":{\"model\":\"");
    out.text.push_str(setup.model.word());
    out.text.push_str("\",\"policy\":");
    json_text(&mut out.text, &setup.policy.to_string());
    out.text.push_str("}}\n");
    out.text
}

/// Whether it has a track: who holds it.
fn is_held(r: &ResourceInfo) -> bool {
    matches!(r.kind, ResourceKind::Gil | ResourceKind::Worker)
}

/// Tracks: hardware threads, then resources, then tasks.
fn core_track(hardware: u16) -> u64 {
    1 + u64::from(hardware)
}

fn resource_track(trace: &Trace, resource: usize) -> u64 {
    1 + u64::from(trace.hardware_threads) + resource as u64
}

fn task_track(trace: &Trace, task: TaskId) -> (u64, u64) {
    let process = trace.tasks.get(task.index()).map_or(0, |t| t.process.0);
    let track = resource_track(trace, trace.resources.len()) + u64::from(task.0);
    (FIRST_PROCESS + u64::from(process), track)
}

fn name(trace: &Trace, task: TaskId) -> &str {
    trace.tasks.get(task.index()).map_or("", |t| t.name.as_str())
}

struct Writer {
    text: String,
    first: bool,
}

impl Writer {
    /// Begins an event: phase, process, track.
    fn event(&mut self, phase: &str, (pid, tid): (u64, u64)) {
        self.text.push_str(if self.first { "\n{\"ph\":\"" } else { ",\n{\"ph\":\"" });
        self.first = false;
        self.text.push_str(phase);
        self.text.push_str("\",\"pid\":");
        self.text.push_str(&pid.to_string());
        self.text.push_str(",\"tid\":");
        self.text.push_str(&tid.to_string());
    }

    fn key(&mut self, key: &str) {
        self.text.push_str(",\"");
        self.text.push_str(key);
        self.text.push_str("\":");
    }

    fn string(&mut self, key: &str, value: &str) {
        self.key(key);
        json_text(&mut self.text, value);
    }

    fn time(&mut self, key: &str, time: Time) {
        self.key(key);
        let (whole, rest) = (time.0 / 1_000, time.0 % 1_000);
        self.text.push_str(&whole.to_string());
        if rest > 0 {
            self.text.push('.');
            self.text.push_str(&(1_000 + rest).to_string()[1..]);
        }
    }

    /// A counter of each process: what it takes of memory.
    fn memory(&mut self, trace: &Trace) {
        for m in &trace.memory_use {
            self.event("C", (FIRST_PROCESS + u64::from(m.process.0), 0));
            self.string("name", "memory");
            self.time("ts", m.time);
            self.key("args");
            self.text.push_str("{\"bytes\":");
            self.text.push_str(&m.bytes.to_string());
            self.text.push_str("}}");
        }
    }

    /// The last member of every event, texts all of it; closes the event.
    fn args(&mut self, members: &[(&str, &str)]) {
        self.key("args");
        self.text.push('{');
        for (i, (key, value)) in members.iter().enumerate() {
            self.text.push_str(if i > 0 { ",\"" } else { "\"" });
            self.text.push_str(key);
            self.text.push_str("\":");
            json_text(&mut self.text, value);
        }
        self.text.push_str("}}");
    }

    fn name(&mut self, what: &str, at: (u64, u64), name: &str) {
        self.event("M", at);
        self.string("name", what);
        self.args(&[("name", name)]);
    }

    fn names(&mut self, trace: &Trace, setup: &Setup) {
        self.name("process_name", (MACHINE, 0), "cores");
        let per_core = setup.threads_per_core.max(1);
        for h in 0..trace.hardware_threads {
            let mut label = ["core ", &(h / per_core).to_string()].concat();
            if per_core > 1 {
                label = [&label, ".", &(h % per_core).to_string()].concat();
            }
            self.name("thread_name", (MACHINE, core_track(h)), &label);
        }
        let any = |kind| trace.resources.iter().any(|r| r.kind == kind);
        match (any(ResourceKind::Gil), any(ResourceKind::Worker)) {
            (true, true) => self.name("process_name", (HELD, 0), "GIL and workers"),
            (true, false) => self.name("process_name", (HELD, 0), "GIL"),
            (false, true) => self.name("process_name", (HELD, 0), "workers"),
            (false, false) => {}
        }
        for (i, r) in trace.resources.iter().enumerate().filter(|(_, r)| is_held(r)) {
            let process = trace.processes.get(r.process.index()).map_or("", |p| p.name.as_str());
            let name = if r.kind == ResourceKind::Gil { process } else { &r.name };
            self.name("thread_name", (HELD, resource_track(trace, i)), name);
        }
        for (i, process) in trace.processes.iter().enumerate() {
            self.name("process_name", (FIRST_PROCESS + i as u64, 0), &process.name);
        }
        for (i, task) in trace.tasks.iter().enumerate() {
            self.name("thread_name", task_track(trace, TaskId(i as u32)), &task.name);
        }
    }

    fn segments(&mut self, trace: &Trace) {
        for m in trace.merged() {
            let s = trace.segments.get(m.first);
            let task = name(trace, s.task);
            let line = s.line.to_string();
            let mut members = vec![("cause", s.cause.word()), ("line", line.as_str())];
            if let Some(by) = s.by.some() {
                members.push(("by", name(trace, by)));
            }
            let span = (s.start, m.end);
            self.slice(task_track(trace, s.task), s.state.word(), span, &members);
            if let Some(h) = s.place.hardware() {
                let shown = if s.state == State::Overhead { "overhead" } else { task };
                self.slice((MACHINE, core_track(h)), shown, span, &members);
            }
        }
    }

    fn holds(&mut self, trace: &Trace) {
        for hold in &trace.holds {
            let Some(info) = trace.resources.get(hold.resource.index()) else { continue };
            if is_held(info) {
                let at = (HELD, resource_track(trace, hold.resource.index()));
                let span = (hold.start, hold.end.min(trace.end));
                self.slice(at, name(trace, hold.task), span, &[]);
            }
        }
    }

    fn slice(
        &mut self,
        at: (u64, u64),
        name: &str,
        (start, end): (Time, Time),
        members: &[(&str, &str)],
    ) {
        self.event("X", at);
        self.string("name", name);
        self.string("cat", "segment");
        self.time("ts", start);
        self.time("dur", end.saturating_sub(start));
        self.args(members);
    }

    /// What one task did to another, and what was printed.
    fn instants(&mut self, trace: &Trace) {
        for e in &trace.events {
            self.event("i", task_track(trace, e.from));
            self.string("name", e.kind.word());
            self.string("cat", "event");
            self.string("s", "t");
            self.time("ts", e.time);
            self.args(&[("to", name(trace, e.to))]);
        }
        for line in &trace.output {
            self.event("i", task_track(trace, line.task));
            self.string("name", "print");
            self.string("cat", "output");
            self.string("s", "t");
            self.time("ts", line.time);
            self.args(&[("text", &line.text)]);
        }
    }
}

/// Adds `text` as a JSON string.
fn json_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if u32::from(c) < 0x20 => {
                out.push_str("\\u00");
                let digit = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push(digit(u32::from(c) >> 4));
                out.push(digit(u32::from(c) & 15));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;

    #[test]
    fn slices_of_one_track_follow_each_other() {
        let mut trace = two_take_turns();
        trace.tasks[1].name = "A \"quoted\"\n".into();
        let json: serde_json::Value =
            serde_json::from_str(&chrome_json(&trace, &Setup::default())).unwrap();
        let events = json["traceEvents"].as_array().unwrap();
        let slices = || events.iter().filter(|e| e["ph"] == "X");
        let on = |pid: u64| slices().filter(move |e| e["pid"] == pid);
        let ends: Vec<_> =
            on(1).map(|e| e["ts"].as_f64().unwrap() + e["dur"].as_f64().unwrap()).collect();
        assert_eq!(ends, [10_000.0, 20_000.0, 30_000.0, 40_000.0]);
        assert_eq!(on(1).next().unwrap()["name"], "A \"quoted\"\n");
        assert_eq!(on(3).count(), 7);
        for track in events.iter().filter(|e| e["name"] == "thread_name") {
            let others = events.iter().filter(|e| e["tid"] == track["tid"]);
            assert!(others.clone().all(|e| e["pid"] == track["pid"]), "{track}");
        }
    }

    #[test]
    fn microseconds_keep_their_nanoseconds() {
        let mut out = Writer { text: String::new(), first: true };
        out.time("ts", Time(1_234_005));
        out.time("dur", Time(7_000));
        assert_eq!(out.text, ",\"ts\":1234.005,\"dur\":7");
    }
}
