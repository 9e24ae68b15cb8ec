//! The two tables of numbers as CSV (RFC 4180). Times are whole nanoseconds,
//! named so in the heading; what is not known is empty.
//!
//! Names come from scripts, and scripts come from links: a text that a
//! spreadsheet would take for a formula gets an apostrophe before it.

use crate::base::Time;
use crate::metrics::Metrics;
use crate::trace::{State, Trace};

const TASK_HEADING: &str = "task,name,kind,process,arrival_ns,start_ns,finish_ns,response_ns,\
                            turnaround_ns,waiting_ns,running_ns,ready_ns,overhead_ns,io_ns,\
                            lock_ns,gil_ns,suspended_ns,outcome,deadline_ns,missed\r\n";

/// A row a task.
pub fn tasks_csv(trace: &Trace, metrics: &Metrics) -> String {
    let mut text = String::from(TASK_HEADING);
    for (id, (info, task)) in trace.tasks.iter().zip(&metrics.tasks).enumerate() {
        let mut row = Row(&mut text);
        row.number(id as u64);
        row.text(&info.name);
        row.text(info.kind.word());
        row.number(info.process.0.into());
        row.time(Some(task.arrival));
        for time in [task.first_run, task.finish, task.response, task.turnaround] {
            row.time(time);
        }
        row.time(Some(task.waiting));
        for state in State::ALL {
            row.time(Some(task.times.of(state)));
        }
        row.text(info.outcome.word());
        row.time(info.deadline);
        row.number(task.missed.into());
        row.end();
    }
    text
}

/// A row a number: its name and its value.
pub fn totals_csv(metrics: &Metrics) -> String {
    let mut text = String::from("name,value\r\n");
    let mut add = |name: &str, value: String| {
        text.push_str(name);
        text.push(',');
        text.push_str(&value);
        text.push_str("\r\n");
    };
    let optional = |value: Option<f64>| value.map_or(String::new(), decimal);
    add("makespan_ns", metrics.makespan.0.to_string());
    add("speed_up", optional(metrics.speed_up));
    for (h, share) in metrics.utilisation.iter().enumerate() {
        add(&["utilisation_", &h.to_string()].concat(), decimal(*share));
    }
    add("throughput_per_s", decimal(metrics.throughput));
    add("voluntary_switches", metrics.voluntary.to_string());
    add("involuntary_switches", metrics.involuntary.to_string());
    add("migrations", metrics.migrations.to_string());
    add("overhead_ns", metrics.overhead.0.to_string());
    add("overhead_share", decimal(metrics.overhead_share));
    for state in [State::Ready, State::Io, State::Lock, State::Gil, State::Suspended] {
        add(&[state.word(), "_ns"].concat(), metrics.totals.of(state).0.to_string());
    }
    add("fairness", optional(metrics.fairness));
    add("peak_bytes", metrics.peak_bytes.to_string());
    text
}

/// Six decimals at most: from a whole number of millionths, so that the code
/// that prints any float exactly need not be downloaded for this.
fn decimal(value: f64) -> String {
    let millionths = (value * 1e6).round() as u64;
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = (1_000_000 + rest).to_string();
    [&whole.to_string(), ".", digits[1..].trim_end_matches('0')].concat()
}

struct Row<'a>(&'a mut String);

impl Row<'_> {
    fn number(&mut self, number: u64) {
        self.0.push_str(&number.to_string());
        self.0.push(',');
    }

    fn time(&mut self, time: Option<Time>) {
        if let Some(time) = time {
            self.0.push_str(&time.0.to_string());
        }
        self.0.push(',');
    }

    fn text(&mut self, text: &str) {
        csv_field(self.0, text);
        self.0.push(',');
    }

    /// The comma after the last field becomes the end of the line.
    fn end(self) {
        self.0.pop();
        self.0.push_str("\r\n");
    }
}

/// Adds one field, in quotation marks where it needs them.
pub fn csv_field(out: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let quote = formula || text.contains(['"', ',', '\n', '\r', '\'', ';']);
    if quote {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    if quote {
        out.push('"');
    }
}
