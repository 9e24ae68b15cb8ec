//! Queues have lanes: how many stand in them over time.

use interleave::base::Time;
use interleave::engine;
use interleave::setup::{Model, Setup};
use interleave::trace::Place;
use interleave::view::{FoldKey, LaneKind, RowKind, RunView, Scale, SectionKind, Window, frame};
use std::rc::Rc;

fn run(script: &str, setup: Setup) -> RunView {
    let program = interleave::script::compile(script, setup.model).program.unwrap();
    RunView::new(engine::run(Rc::new(program), &setup))
}

/// Milliseconds from, to, and how many.
fn lengths(run: &RunView, kind: impl Fn(LaneKind) -> bool) -> Vec<(u64, u64, u32)> {
    let lane = run.lanes.iter().position(|l| kind(l.kind)).unwrap();
    let spans = run.spans(lane);
    let ms = |ns: u64| ns / 1_000_000;
    (0..spans.len()).map(|i| (ms(spans.start[i]), ms(spans.end[i]), spans.item[i])).collect()
}

#[test]
fn a_ready_queue_shortens_as_tasks_end() {
    let script = "for n in [10, 20, 30]:\n    spawn(cpu, n)\n";
    let run = run(script, Setup { model: Model::FreeThreaded, ..Setup::default() });
    let ready = |kind| kind == LaneKind::Queue(Place::RunQueue(0));
    assert_eq!(lengths(&run, ready), [(0, 10, 2), (10, 40, 1)]);
    let names = run.waiting_at(Place::RunQueue(0), Time::ms(5));
    assert_eq!(names.iter().map(|t| t.0).collect::<Vec<_>>(), [2, 3], "first come, first named");
}

#[test]
fn who_waits_for_a_queue_is_counted() {
    let script = "items = Queue()\n\ndef take():\n    items.get()\n\n\
                  spawn(take)\nspawn(take)\ncpu(10)\nitems.put(1)\ncpu(5)\nitems.put(2)\n";
    let setup = Setup { cores: 4, model: Model::FreeThreaded, ..Setup::default() };
    let waiting = |kind| matches!(kind, LaneKind::Waiting(_));
    assert_eq!(lengths(&run(script, setup), waiting), [(0, 10, 2), (10, 15, 1)]);
}

#[test]
fn queues_stand_between_tasks_and_locks_and_fold() {
    let script = "lock = Lock()\n\ndef job():\n    with lock:\n        cpu(10)\n\n\
                  spawn(job)\nspawn(job)\n";
    let run = run(script, Setup { model: Model::FreeThreaded, ..Setup::default() });
    let rows = crate::fixture::rows(&run);
    let heading = |section| {
        let kind = RowKind::Group(FoldKey::Section(section));
        rows.rows.iter().position(|r| r.kind == kind).unwrap()
    };
    assert!(heading(SectionKind::Tasks) < heading(SectionKind::Queues));
    assert!(heading(SectionKind::Queues) < heading(SectionKind::Locks));
}

/// From afar a queue is as high as it was long on average.
#[test]
fn a_column_is_the_average_length() {
    let script = "for n in range(40):\n    spawn(cpu, 1)\n";
    let run = run(script, Setup { model: Model::FreeThreaded, ..Setup::default() });
    let rows = crate::fixture::rows(&run);
    let lane = run.lanes.iter().position(|l| l.kind == LaneKind::Queue(Place::RunQueue(0)));
    let row = rows.of_lane(lane.unwrap()).unwrap();
    let window = Window { start: 0.0, span: 40e6 };
    let columns = frame(&run, &rows, row..row + 1, &Scale::new(window, 4.0, 1.0)).columns;
    let heights: Vec<u8> = columns.iter().map(|c| *c.shares.iter().max().unwrap()).collect();
    assert_eq!(heights.len(), 4);
    assert!(heights.windows(2).all(|pair| pair[0] > pair[1]), "{heights:?}");
    // 39, 38 … 30 of at most 39 stand there in the first quarter, in ninths rounded up.
    assert!((225..=245).contains(&heights[0]), "{heights:?}");
}
