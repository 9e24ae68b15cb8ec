//! Locks have lanes below the tasks: who holds them, how many wait.

use interleave::engine;
use interleave::setup::{Model, Setup};
use interleave::view::{FoldKey, LaneKind, RowKind, RunView, SectionKind};
use std::rc::Rc;

const SCRIPT: &str = "printer = Lock()\n\ndef work(n):\n    with printer:\n        cpu(n)\n\n\
                      for n in [10, 20, 30]:\n    spawn(work, n)\n";

#[test]
fn a_lock_has_a_lane_with_its_holders_and_waiters() {
    let setup = Setup { cores: 4, model: Model::FreeThreaded, ..Setup::default() };
    let program = interleave::script::compile(SCRIPT, setup.model).program.unwrap();
    let run = RunView::new(engine::run(Rc::new(program), &setup));
    let at = run.lanes.iter().position(|l| matches!(l.kind, LaneKind::Lock(_))).unwrap();
    let lane = &run.lanes[at];
    let ms = |ns: &u64| ns / 1_000_000;
    assert_eq!(run.spans(at).end.iter().map(ms).collect::<Vec<_>>(), [10, 30, 60]);
    assert_eq!(lane.waiters.item, [2, 1], "two wait, then one");
    let rows = crate::fixture::rows(&run);
    let section = RowKind::Group(FoldKey::Section(SectionKind::Locks));
    let heading = rows.rows.iter().position(|r| r.kind == section).unwrap();
    assert_eq!(rows.rows[heading + 1].kind, RowKind::Lane(at));
    assert_eq!(heading + 2, rows.rows.len(), "locks come last");
}
