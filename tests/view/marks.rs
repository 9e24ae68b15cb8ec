//! Marks on a task's lane: where it ended, and where it should have.

use crate::fixture::{fit, rows, segment, trace};
use interleave::base::Time;
use interleave::trace::State;
use interleave::view::{Frame, MarkKind, RunView, frame};

#[test]
fn a_deadline_is_marked_and_a_missed_one_otherwise() {
    let mut trace = trace(4, (0..4).map(|t| segment(t, State::Running, 0, 100)).collect());
    trace.tasks[1].deadline = Some(Time(100));
    trace.tasks[2].deadline = Some(Time(60));
    (trace.tasks[3].deadline, trace.tasks[3].finish) = (Some(Time(60)), None);
    let run = RunView::new(trace);
    let rows = rows(&run);
    let Frame { marks, .. } = frame(&run, &rows, 0..rows.rows.len(), &fit(&run, 1015.0));
    let kinds = |x: i32| -> Vec<MarkKind> {
        marks.iter().filter(|mark| mark.x == x).map(|mark| mark.kind).collect()
    };
    use MarkKind::*;
    assert_eq!(kinds(1000), [Ended, Ended, Deadline, Ended]);
    assert_eq!(kinds(600), [Missed, Missed]);
}
