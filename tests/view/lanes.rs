//! Tasks' lanes are laid when they are first asked for.

use crate::fixture::{segment, trace};
use interleave::trace::State;
use interleave::view::{LaneKind, RunView};
use proptest::prelude::*;

const TASKS: u32 = 40;

fn run() -> RunView {
    let part = |i: u32| {
        let (state, start) = (State::ALL[(i / TASKS) as usize % 7], u64::from(i / TASKS) * 10);
        segment(i % TASKS, state, start, start + 1 + u64::from(i % 9))
    };
    RunView::new(trace(TASKS, (0..TASKS * 20).map(part).collect()))
}

proptest! {
    #[test]
    fn in_whatever_order_lanes_are_asked_for_they_are_whole(asked in prop::collection::vec(0..2 * TASKS, 1..8)) {
        let run = run();
        for lane in asked.into_iter().chain(0..2 * TASKS).map(|lane| lane as usize) {
            let (spans, kind) = (run.spans(lane), run.lanes[lane].kind);
            let segments = &run.trace.segments;
            let own = |&i: &usize| match kind {
                LaneKind::Task(task) => segments.task(i) == task,
                LaneKind::Core(h) => segments.hardware(i) == Some(h),
                _ => false,
            };
            let items: Vec<u32> = (0..segments.len()).filter(own).map(|i| i as u32).collect();
            prop_assert_eq!(&spans.item, &items);
            let time: u64 = (0..spans.len()).map(|i| spans.end[i] - spans.start[i]).sum();
            prop_assert_eq!(spans.busy(), time as f64);
        }
    }
}
