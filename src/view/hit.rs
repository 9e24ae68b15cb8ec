//! What is under the pointer.

use crate::view::{Rows, RunView, Scale, Spans};

/// A span of a lane that is shown in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    pub row: usize,
    pub lane: usize,
    pub span: usize,
}

/// How far from a span one may point, in CSS pixels, where nothing is closer.
const REACH: f64 = 3.0;

/// The span at (`x`, `y`), in CSS pixels from the start of time and the top of
/// the first row.
pub fn hit(run: &RunView, rows: &Rows, scale: &Scale, x: f64, y: f64) -> Option<Hit> {
    let row = rows.at(y)?;
    let lane = rows.lane(row)?;
    let span = nearest(run.spans(lane), scale, x)?;
    Some(Hit { row, lane, span })
}

fn nearest(spans: &Spans, scale: &Scale, x: f64) -> Option<usize> {
    let time = scale.ns(x);
    let next = spans.first_ending_after(time);
    let reach = REACH * scale.ns_per_px();
    let after = (next < spans.len()).then(|| (spans.start[next] as f64 - time).max(0.0));
    let before = next.checked_sub(1).map(|i| time - spans.end[i] as f64);
    match (after, before) {
        (Some(after), before) if after <= reach && before.is_none_or(|b| after <= b) => Some(next),
        (_, Some(before)) if before <= reach => Some(next - 1),
        _ => None,
    }
}
