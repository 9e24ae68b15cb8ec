//! Who is where at an instant.

use crate::fixture::{segment, trace};
use interleave::base::{ProcessId, ResourceId, TaskId, Time};
use interleave::trace::*;
use interleave::view::{RunView, Whereabouts};

/// t1 has the lock and runs on core 1 until 10; t2 waits for the lock, t3 for
/// a core, t4 for I/O.
fn run() -> RunView {
    let lock = ResourceId(0);
    let waits = Segment { place: Place::Resource(lock), ..segment(2, State::Lock, 0, 10) };
    let mut trace = trace(
        5,
        vec![
            segment(1, State::Running, 0, 10),
            waits,
            segment(3, State::Ready, 0, 20),
            segment(4, State::Io, 5, 20),
        ],
    );
    trace.resources.push(ResourceInfo {
        kind: ResourceKind::Lock,
        name: "printer".into(),
        process: ProcessId(0),
    });
    trace.holds.push(Hold { resource: lock, task: TaskId(1), start: Time(0), end: Time(10) });
    RunView::new(trace)
}

fn tasks(run: &RunView, at: Whereabouts, time: u64) -> Vec<u32> {
    let spell = run.moment(Time(time)).into_iter().find(|s| s.at == at);
    spell.expect("named").tasks.iter().map(|t| t.0).collect()
}

#[test]
fn everybody_is_where_their_segment_says() {
    let run = run();
    assert_eq!(tasks(&run, Whereabouts::Core(1), 0), [1]);
    assert_eq!(tasks(&run, Whereabouts::RunQueue(0), 0), [3]);
    assert_eq!(tasks(&run, Whereabouts::Resource(ResourceId(0)), 9), [2]);
    assert_eq!(tasks(&run, Whereabouts::Io, 4), [0u32; 0]);
    assert_eq!(tasks(&run, Whereabouts::Io, 5), [4]);
}

#[test]
fn a_lock_is_held_until_its_end_and_named_when_free() {
    let run = run();
    let holder = |time| {
        let spells = run.moment(Time(time));
        spells.iter().find(|s| s.at == Whereabouts::Resource(ResourceId(0))).and_then(|s| s.holder)
    };
    assert_eq!(holder(9), Some(TaskId(1)));
    assert_eq!(holder(10), None);
}

#[test]
fn the_end_shows_the_last_instant_and_an_empty_run_nothing() {
    let run = run();
    assert_eq!(run.moment(Time(20)), run.moment(Time(19)));
    let empty = RunView::new(trace(1, Vec::new()));
    assert!(empty.moment(Time::ZERO).iter().all(|s| s.tasks.is_empty()));
}

#[test]
fn a_moment_is_told_without_digits_that_nobody_sees() {
    use interleave::view::navigate::rounded;
    assert_eq!(rounded(Time(11_156_836), 27_000), Time(11_150_000));
    assert_eq!(rounded(Time(123), 9), Time(123));
    assert_eq!(rounded(Time(u64::MAX), u64::MAX), Time(10_000_000_000_000_000_000));
}

/// Who waits in a pool's queue, or in a core's own, is told as well.
#[test]
fn every_queue_is_told() {
    use interleave::setup::{Model, Setup};
    let script = "for n in range(3):\n    spawn(cpu, 10)\n";
    let run = |setup: Setup| {
        let program = interleave::script::compile(script, setup.model).program.unwrap();
        RunView::new(interleave::engine::run(std::rc::Rc::new(program), &setup))
    };
    let ready = |run: &RunView| -> usize {
        let queue = |at| matches!(at, Whereabouts::RunQueue(_) | Whereabouts::Loop(_));
        run.moment(Time::ms(5)).iter().filter(|s| queue(s.at)).map(|s| s.tasks.len()).sum()
    };
    for model in [Model::FreeThreaded, Model::ThreadPool, Model::WorkStealing] {
        let setup = Setup { model, workers: Some(1), ..Setup::default() };
        assert_eq!(ready(&run(setup)), 2, "{model:?}");
    }
}
