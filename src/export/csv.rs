//! The segments of a run as CSV (RFC 4180): the accessible table for
//! spreadsheets. Times are whole nanoseconds, named so in the heading.

use crate::metrics::csv_field;
use crate::trace::Trace;

const HEADING: &str =
    "task,name,state,hardware_thread,start_ns,end_ns,duration_ns,line,cause,by\r\n";

/// A row a segment, ordered by start, then by task.
pub fn segments_csv(trace: &Trace) -> String {
    let mut text = String::from(HEADING);
    let number = |text: &mut String, n: Option<u64>| {
        if let Some(n) = n {
            text.push_str(&n.to_string());
        }
        text.push(',');
    };
    for m in trace.merged() {
        let s = trace.segments.get(m.first);
        number(&mut text, Some(u64::from(s.task.0)));
        csv_field(&mut text, trace.tasks.get(s.task.index()).map_or("", |t| t.name.as_str()));
        text.push(',');
        text.push_str(s.state.word());
        text.push(',');
        number(&mut text, s.place.hardware().map(u64::from));
        for n in [s.start.0, m.end.0, m.end.0 - s.start.0] {
            number(&mut text, Some(n));
        }
        number(&mut text, Some(u64::from(s.line)));
        text.push_str(s.cause.word());
        text.push(',');
        if let Some(by) = s.by.some() {
            text.push_str(&by.0.to_string());
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;

    #[test]
    fn a_row_a_segment() {
        let csv = segments_csv(&two_take_turns());
        let rows: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(rows.len(), 9, "a heading, seven segments, the end");
        assert_eq!(rows[1], "1,A,running,0,0,10000000,10000000,1,core_idle,");
        assert_eq!(rows[2], "2,B,ready,,0,10000000,10000000,1,spawned,");
    }

    #[test]
    fn names_are_no_formulas() {
        let mut trace = two_take_turns();
        trace.tasks[1].name = "=1+\"x\",2".into();
        assert!(segments_csv(&trace).contains("1,\"'=1+\"\"x\"\",2\",running,"));
    }
}
