//! The trace as outsiders count it: touching segments of one task in one
//! state and place are one, whatever line or decision parts them.

use crate::base::{Time, sort};
use crate::trace::Trace;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merged {
    /// Index of the first segment: its cause and line are the whole's.
    pub first: usize,
    pub end: Time,
}

impl Trace {
    /// Ordered by start, then by task. A segment that still lasts ends with
    /// the trace.
    pub fn merged(&self) -> Vec<Merged> {
        let segments = &self.segments;
        let mut last: Vec<Option<usize>> = vec![None; self.tasks.len()];
        let mut merged: Vec<Merged> = Vec::with_capacity(segments.len());
        for index in 0..segments.len() {
            let end = segments.end(index).min(self.end);
            let last = &mut last[segments.task(index).index()];
            if let Some(before) = last.map(|i| &mut merged[i])
                && before.end == segments.start(index)
                && segments.state(before.first) == segments.state(index)
                && segments.place(before.first) == segments.place(index)
            {
                before.end = end;
                continue;
            }
            *last = Some(merged.len());
            merged.push(Merged { first: index, end });
        }
        let key = |m: &Merged| (segments.start(m.first), segments.task(m.first));
        sort(&mut merged, &|a, b| key(a) < key(b));
        merged
    }
}
