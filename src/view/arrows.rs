//! Arrows: what one task did to another, from its row to the other's.

use crate::base::TaskId;
use crate::trace::EventKind;
use crate::view::{LaneKind, RowKind, Rows, RunView, Scale};

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Arrow {
    /// Device pixels from the window's start.
    pub x: f64,
    pub from: u32,
    pub to: u32,
    pub kind: EventKind,
}

/// Half the width of an arrow's head, in CSS pixels.
const HEAD: f64 = 4.0;
/// More would be a hedge.
const MOST: usize = 400;

/// Arrows in view that begin or end at `task`, or all of them. Requests for the
/// GIL are left out: the GIL's own lane shows them.
pub fn arrows(run: &RunView, rows: &Rows, scale: &Scale, task: Option<TaskId>) -> Vec<Arrow> {
    let row_of = |task: TaskId| {
        let is = |kind: RowKind| matches!(kind, RowKind::Lane(l) if run.lanes[l].kind == LaneKind::Task(task));
        rows.rows.iter().position(|row| is(row.kind)).map(|row| row as u32)
    };
    // Its head stays whole at the left edge.
    let room = (HEAD * scale.ratio).round();
    let events = &run.trace.events;
    let first = events.partition_point(|e| (e.time.0 as f64) < scale.window.start);
    let in_view = events[first..].iter().take_while(|e| e.time.0 as f64 <= scale.window.end());
    let mut found: Vec<Arrow> = Vec::new();
    for e in in_view.filter(|e| e.kind != EventKind::GilRequest) {
        if found.len() == MOST {
            break;
        }
        if task.is_some_and(|task| e.from != task && e.to != task) {
            continue;
        }
        let (Some(from), Some(to)) = (row_of(e.from), row_of(e.to)) else { continue };
        let arrow = Arrow { x: scale.device_x(e.time.0).round().max(room), from, to, kind: e.kind };
        if from != to && found.last() != Some(&arrow) {
            found.push(arrow);
        }
    }
    found
}
