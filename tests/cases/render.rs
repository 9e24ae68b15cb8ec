//! The views of a run that a case can expect, each as lines of text.

use interleave::base::{LineIndex, TaskId, Time};
use interleave::export::{core_rows, gil_rows, task_rows, text_rows, worker_rows};
use interleave::script::{Diagnostic, Severity};
use interleave::setup::{Setup, format_duration};
use interleave::trace::{Ending, Outcome, State, Trace};
use interleave::words::ui::{missed, starving};
use interleave::words::{Lang, diagnostic};

pub fn view(kind: &str, trace: &Trace, setup: &Setup, step: Option<Time>) -> Option<String> {
    let step = step.unwrap_or(Time::ms(10));
    Some(match kind {
        "ending" => ending(trace),
        "rows" => text_rows(trace, setup, step),
        "cores" => core_rows(trace, setup, step),
        "gil" => gil_rows(trace, step),
        "workers" => worker_rows(trace, step),
        "tasks" => task_rows(trace, step),
        "output" => output(trace),
        "printed" => printed(trace),
        "numbers" => numbers(trace),
        "starved" => lines(starving(trace, setup, Lang::En)),
        "missed" => lines(missed(trace, Lang::En)),
        "deadlocks" => deadlocks(trace),
        "bytes" => bytes(trace),
        "switches" => switches(trace),
        "why" => why(trace),
        "memory" => super::memory::memory(trace),
        "races" => super::memory::races(trace),
        "accesses" => super::memory::accesses(trace),
        _ => return None,
    })
}

pub fn name(trace: &Trace, task: TaskId) -> &str {
    trace.tasks.get(task.index()).map_or("nobody", |t| t.name.as_str())
}

/// How the run ended and when.
fn ending(trace: &Trace) -> String {
    let at = format_duration(trace.end);
    match &trace.ending {
        None => "still running\n".into(),
        Some(Ending::Finished) => format!("finished at {at}\n") + &failures(trace),
        Some(Ending::Failed(f)) => format!("failed at {at}\n") + &failure(trace, f),
        Some(Ending::Limit { limit, task, line }) => {
            let limit = limit.word();
            format!("limit of {limit} at {at}: {} in line {line}\n", name(trace, *task))
        }
        Some(Ending::Deadlocked { waits, cycle }) => {
            let mut text = format!("deadlocked at {at}\n");
            for w in waits {
                let what =
                    w.resource.map_or("a task", |r| trace.resources[r.index()].name.as_str());
                let by = w.holder.map_or(String::new(), |h| format!(" of {}", name(trace, h)));
                text +=
                    &format!("{} in line {} waits for {what}{by}\n", name(trace, w.task), w.line);
            }
            let cycle: Vec<&str> = cycle.iter().map(|t| name(trace, *t)).collect();
            text + &format!(
                "cycle: {}\n",
                if cycle.is_empty() { "none".into() } else { cycle.join(" ") }
            )
        }
    }
}

/// `10ms A B`: when a circle closed, and in what order.
fn deadlocks(trace: &Trace) -> String {
    let mut text = String::new();
    for d in &trace.deadlocks {
        let names: Vec<&str> = d.waits.iter().map(|w| name(trace, w.task)).collect();
        text += &format!("{} {}\n", format_duration(d.time), names.join(" "));
    }
    if text.is_empty() { "none\n".into() } else { text }
}

/// `10ms main 4096`: what a process takes of memory from then on, and its peak.
fn bytes(trace: &Trace) -> String {
    let mut text = String::new();
    for m in &trace.memory_use {
        let process = &trace.processes[m.process.index()].name;
        text += &format!("{} {process} {}\n", format_duration(m.time), m.bytes);
    }
    for p in &trace.processes {
        text += &format!("peak {} {}\n", p.name, p.peak_bytes);
    }
    text
}

/// Exceptions that ended tasks of a run that itself finished.
fn failures(trace: &Trace) -> String {
    trace.tasks.iter().filter_map(|t| t.failure.as_ref()).map(|f| failure(trace, f)).collect()
}

fn failure(trace: &Trace, f: &interleave::trace::Failure) -> String {
    let (at, who) = (format_duration(f.time), name(trace, f.task));
    format!("{who} raised {}: {} in line {} at {at}\n", f.kind, f.message, f.line)
}

/// `10ms A | text`
fn output(trace: &Trace) -> String {
    let line = |o: &interleave::trace::Output| {
        format!("{} {} | {}", format_duration(o.time), name(trace, o.task), o.text)
            .trim_end()
            .to_string()
            + "\n"
    };
    trace.output.iter().map(line).collect()
}

/// `A | text`, where the time is not the point.
fn printed(trace: &Trace) -> String {
    trace.output.iter().map(|o| format!("{} | {}\n", name(trace, o.task), o.text)).collect()
}

/// A line a task but main: when, and what it waited.
fn numbers(trace: &Trace) -> String {
    let mut text = String::new();
    for (i, t) in trace.tasks.iter().enumerate().skip(1) {
        let (mut run, mut wait) = (Time::ZERO, Time::ZERO);
        for s in trace.segments.iter().filter(|s| s.task.index() == i) {
            match s.state {
                State::Running => run += s.end.min(trace.end) - s.start,
                State::Ready | State::Gil => wait += s.end.min(trace.end) - s.start,
                _ => {}
            }
        }
        let time = |t: Option<Time>| t.map_or("never".into(), format_duration);
        text += &format!(
            "{}: arrival {} start {} finish {} ran {} waited {}{}\n",
            t.name,
            format_duration(t.arrival),
            time(t.first_run),
            time(t.finish),
            format_duration(run),
            format_duration(wait),
            if t.outcome == Outcome::Returned {
                "".into()
            } else {
                format!(" {}", t.outcome.word())
            },
        );
    }
    text
}

fn lines(list: Vec<String>) -> String {
    if list.is_empty() { "nobody\n".into() } else { list.join("\n") + "\n" }
}

fn switches(trace: &Trace) -> String {
    let c = trace.counters;
    format!("voluntary {} involuntary {} migrations {}\n", c.voluntary, c.involuntary, c.migrations)
}

/// A line a segment: when, who, which state, why, through whom, who else
/// could have been chosen.
fn why(trace: &Trace) -> String {
    let mut text = String::new();
    for (i, s) in trace.segments.iter().enumerate() {
        let by = s.by.some().map_or(String::new(), |t| format!(" by {}", name(trace, t)));
        let others = trace.eligible(i);
        let others: Vec<&str> = others.iter().map(|t| name(trace, *t)).collect();
        let others =
            if others.is_empty() { String::new() } else { format!(", not {}", others.join(" ")) };
        text += &format!(
            "{} {} {}: {}{by}{others}\n",
            format_duration(s.start),
            name(trace, s.task),
            s.state.word(),
            s.cause.word(),
        );
    }
    text
}

/// `line:column severity kind: message Hint`
pub fn diagnostics(source: &str, list: &[Diagnostic]) -> String {
    let lines = LineIndex::new(source);
    let mut text = String::new();
    for d in list {
        let (line, column) = lines.line_column(source, d.span.start);
        let severity = if d.kind.severity() == Severity::Error { "error" } else { "warning" };
        let words = diagnostic(&d.kind, Lang::En);
        let words = format!("{} {}", words.message, words.hint);
        text += &format!("{line}:{column} {severity} {}: {}\n", d.kind.word(), words.trim_end());
    }
    text
}
