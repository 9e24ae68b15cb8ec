//! Arrows between tasks: where they stand, and whose they are.

use crate::fixture::{fit, rows, segment, trace};
use interleave::base::{ResourceId, TaskId, Time};
use interleave::trace::{Event, EventKind, State};
use interleave::view::{RowKind, RunView, arrows};

fn event(kind: EventKind, time: u64, from: u32, to: u32) -> Event {
    let (from, to) = (TaskId(from), TaskId(to));
    Event { time: Time(time), kind, from, to, resource: ResourceId(0) }
}

#[test]
fn arrows_of_a_task_go_from_row_to_row_at_their_instant() {
    let mut trace = trace(3, (0..3).map(|t| segment(t, State::Running, 0, 100)).collect());
    trace.events = vec![
        event(EventKind::Spawn, 0, 0, 1),
        event(EventKind::Spawn, 0, 0, 2),
        event(EventKind::GilRequest, 20, 1, 2),
        event(EventKind::Message, 50, 1, 2),
        event(EventKind::Wake, 60, 1, 1),
    ];
    let run = RunView::new(trace);
    let rows = rows(&run);
    let scale = fit(&run, 1015.0);
    let row = |task: u32| {
        let lane = run.lanes.len() - 3 + task as usize;
        rows.rows.iter().position(|r| r.kind == RowKind::Lane(lane)).unwrap() as u32
    };
    let of = |task: Option<u32>| {
        let all = arrows(&run, &rows, &scale, task.map(TaskId));
        all.iter().map(|a| (a.x, a.from, a.to)).collect::<Vec<_>>()
    };
    assert_eq!(of(Some(2)), [(4.0, row(0), row(2)), (500.0, row(1), row(2))]);
    assert_eq!(of(Some(1)), [(4.0, row(0), row(1)), (500.0, row(1), row(2))]);
}
