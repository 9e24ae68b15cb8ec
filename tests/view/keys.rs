//! Rows, folds, steps and events.

use crate::fixture::{gil, rows, segment, task, trace};
use interleave::base::{TaskId, Time};
use interleave::engine;
use interleave::script;
use interleave::setup::Setup;
use interleave::trace::State;
use interleave::view::navigate::{Spot, Step, in_row, step};
use interleave::view::{FoldKey, Folds, LaneKind, RowKind, Rows, RunView, SectionKind};
use std::rc::Rc;

fn heads(rows: &Rows) -> Vec<FoldKey> {
    let keys = rows.rows.iter().filter_map(|row| match row.kind {
        RowKind::Group(key) => Some(key),
        RowKind::Lane(_) => None,
    });
    keys.collect()
}

#[test]
fn sections_stand_in_order_and_fold() {
    let run = gil();
    use SectionKind::{Cores, Gil, Tasks};
    assert_eq!(heads(&rows(&run)), [Cores, Gil, Tasks].map(FoldKey::Section));
    let folds = Folds::from([FoldKey::Section(Cores), FoldKey::Section(Tasks)]);
    let folded = Rows::new(&run, &folds);
    assert_eq!(folded.rows.len(), 4, "three heads and the GIL's lane");
    assert!(folded.of_lane(0).is_none());
}

#[test]
fn a_head_over_a_single_task_is_left_out() {
    let mut t = trace(3, (0..3).map(|i| segment(i, State::Running, 0, 10)).collect());
    t.tasks[1] = task(1, "a", 1, 1);
    t.tasks[2] = task(2, "b", 1, 1);
    t.processes.push(t.processes[0].clone());
    let keys = heads(&rows(&RunView::new(t)));
    assert_eq!(keys.len(), 4, "cores, tasks, the second process, its thread: {keys:?}");
}

/// Five jobs under a model with two workers.
fn workers(model: &str) -> RunView {
    let script = "for n in range(5):\n    spawn(cpu, 10)\n";
    let mut setup = Setup { cores: 2, workers: Some(2), ..Setup::default() };
    setup.set_model(model).unwrap();
    let program = script::compile(script, setup.model).program.unwrap();
    RunView::new(engine::run(Rc::new(program), &setup))
}

#[test]
fn workers_have_lanes_and_head_their_jobs() {
    for (model, own) in [("threadpool", 2), ("processpool", 2), ("workstealing", 0)] {
        let run = workers(model);
        let served = |&l: &usize| matches!(run.lanes[l].kind, LaneKind::Worker(_));
        let lanes: Vec<usize> = (0..run.lanes.len()).filter(served).collect();
        assert_eq!(lanes.len(), 2, "{model}");
        assert_eq!(lanes.iter().map(|&l| run.spans(l).len()).sum::<usize>(), 5, "{model}");
        let heads = heads(&rows(&run));
        assert!(heads.contains(&FoldKey::Section(SectionKind::Workers)), "{model}");
        // Green tasks move, so no worker stands over them.
        let of_workers = heads.iter().filter(|k| matches!(k, FoldKey::Thread(_))).count();
        assert_eq!(of_workers, own, "{model}");
    }
}

#[test]
fn every_height_finds_its_row() {
    let rows = rows(&gil());
    for (i, row) in rows.rows.iter().enumerate() {
        assert_eq!(rows.at(row.top), Some(i));
        assert_eq!(rows.at(row.top + row.height - 0.1), Some(i));
    }
    assert_eq!(rows.at(rows.height), None);
}

#[test]
fn arrows_visit_every_row_and_every_segment() {
    let run = gil();
    let rows = rows(&run);
    let mut spot = step(&run, &rows, Spot::default(), Time::ZERO, Step::First).unwrap();
    let mut seen = 1;
    while let Some(next) = step(&run, &rows, spot, Time::ms(15), Step::Down) {
        assert_eq!(next.row, spot.row + 1);
        if let (Some(span), Some(lane)) = (next.span, rows.lane(next.row)) {
            let spans = run.spans(lane);
            assert!(spans.at(15_000_000).is_none_or(|there| there == span));
        }
        spot = next;
        seen += 1;
    }
    assert_eq!(seen, rows.rows.len());
    let mut cells = 0;
    for row in 0..rows.rows.len() {
        spot = Spot { row, span: None };
        while let Some(next) = step(&run, &rows, spot, Time::ZERO, Step::Right) {
            spot = next;
            cells += 1;
        }
        let back = step(&run, &rows, spot, Time::ZERO, Step::RowStart);
        assert_eq!(back.is_some(), spot.span.is_some());
    }
    assert_eq!(cells, (0..run.lanes.len()).map(|l| run.spans(l).len()).sum::<usize>());
}

#[test]
fn steps_from_rows_that_do_not_exist_lead_nowhere_bad() {
    let run = RunView::new(interleave::trace::Trace::default());
    let rows = rows(&run);
    use Step::{Down, First, Last, Left, Right, RowEnd, RowStart, Up};
    for to in [Left, Right, Up, Down, RowStart, RowEnd, First, Last] {
        let spot = Spot { row: 9, span: Some(4) };
        if let Some(spot) = step(&run, &rows, spot, Time::NEVER, to) {
            assert_eq!(rows.lane(spot.row), None);
        }
    }
    assert_eq!(in_row(&run, &rows, 3, Time::NEVER), Spot { row: 3, span: None });
}

#[test]
fn events_lead_through_the_run_and_back() {
    let run = gil();
    let mut forward = vec![Time::ZERO];
    while let Some(next) = run.next_event(*forward.last().unwrap()) {
        forward.push(next);
    }
    assert_eq!(forward, [0, 10, 20, 30].map(Time::ms));
    let mut back = vec![run.trace.end];
    while let Some(next) = run.previous_event(*back.last().unwrap()) {
        back.push(next);
    }
    back.reverse();
    assert_eq!(back, forward);
}

#[test]
fn switches_of_a_task_are_where_it_gets_or_loses_its_core() {
    let run = gil();
    let task = TaskId(1);
    assert_eq!(run.next_switch(task, Time::ZERO), Some(Time::ms(10)));
    assert_eq!(run.next_switch(task, Time::ms(10)), Some(Time::ms(20)));
    assert_eq!(run.next_switch(task, Time::ms(20)), Some(Time::ms(30)));
    assert_eq!(run.next_switch(task, Time::ms(30)), None);
    assert_eq!(run.previous_switch(task, Time::ms(20)), Some(Time::ms(10)));
}

#[test]
fn the_cursor_snaps_to_what_is_near() {
    let run = gil();
    let near = Time::ms(1);
    assert_eq!(run.snap(Time(10_400_000), near), Some(Time::ms(10)));
    assert_eq!(run.snap(Time(9_600_000), near), Some(Time::ms(10)));
    assert_eq!(run.snap(Time::ms(15), near), None);
    assert_eq!(run.snap(Time::ZERO, near), Some(Time::ZERO));
}

#[test]
fn a_gil_lane_shows_holders_and_how_many_wait() {
    let run = gil();
    let lane = run.lanes.iter().position(|l| matches!(l.kind, LaneKind::Gil(_))).unwrap();
    let spans = run.spans(lane);
    assert_eq!(spans.len(), 3);
    let waiters = &run.lanes[lane].waiters;
    let spell = (waiters.start[0], waiters.end[0], waiters.item[0]);
    assert_eq!((waiters.len(), spell), (1, (0, 20_000_000, 1)), "one waits, then the other");
    // A holder's bar leads to the segment in which it holds.
    let segment = run.segment(lane, 1).unwrap();
    assert_eq!(run.trace.segments.task(segment), TaskId(2));
    assert_eq!(run.trace.segments.state(segment), State::Running);
    let (lane, span) = run.span_of_segment(segment).unwrap();
    assert_eq!(run.segment(lane, span), Some(segment));
}
