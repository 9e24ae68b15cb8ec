//! What the gallery's words promise, its runs keep.

use interleave::engine;
use interleave::lessons::{self, Lesson};
use interleave::scenario::Scenario;
use interleave::script;
use interleave::setup::Model;
use interleave::trace::{Cause, Ending, Segment, State, Trace};
use interleave::words::{Lang, lesson_scenario};
use std::rc::Rc;

fn lesson(id: &str) -> Scenario {
    lesson_scenario(Lesson::find(id).expect("a lesson of that id"), Lang::En)
}

fn run(scenario: &Scenario) -> Trace {
    let compiled = script::compile(&scenario.script, scenario.setup.model);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    engine::run(Rc::new(program), &scenario.setup)
}

fn with(mut scenario: Scenario, model: Model, cores: u16) -> Trace {
    scenario.setup.model = model;
    scenario.setup.cores = cores;
    run(&scenario)
}

fn makespan(trace: &Trace) -> f64 {
    assert_eq!(trace.ending, Some(Ending::Finished));
    trace.end.as_ms()
}

fn printed(trace: &Trace) -> Vec<&str> {
    trace.output.iter().map(|line| line.text.as_str()).collect()
}

fn segments(trace: &Trace, keep: impl Fn(&Segment) -> bool) -> Vec<Segment> {
    trace.segments.iter().filter(|s| keep(s)).collect()
}

#[test]
fn both_languages_show_the_same_picture() {
    for lesson in lessons::ALL {
        let [en, ru] = [Lang::En, Lang::Ru].map(|lang| run(&lesson_scenario(lesson, lang)));
        assert_eq!(en.segments, ru.segments, "{}", lesson.id);
        assert_eq!(en.output.len(), ru.output.len(), "{}", lesson.id);
    }
}

#[test]
fn every_lesson_runs_under_every_model() {
    for lesson in lessons::ALL {
        for &model in Model::ALL {
            let trace = with(lesson_scenario(lesson, Lang::En), model, 2);
            let ended = matches!(trace.ending, Some(Ending::Finished | Ending::Deadlocked { .. }));
            assert!(ended, "{} under {}: {:?}", lesson.id, model.word(), trace.ending);
        }
    }
}

#[test]
fn three_dishes_take_turns_and_a_second_core_helps() {
    let scenario = lesson("take-turns");
    assert_eq!(makespan(&run(&scenario)), 120.0);
    assert!(makespan(&with(scenario, Model::FreeThreaded, 2)) < 120.0);
}

#[test]
fn four_frames_take_half_the_time_on_twice_the_cores() {
    let scenario = lesson("two-cores");
    for (cores, expected) in [(1, 160.0), (2, 80.0), (4, 40.0)] {
        assert_eq!(makespan(&with(scenario.clone(), Model::FreeThreaded, cores)), expected);
    }
}

#[test]
fn the_rude_call_stops_everybody_until_it_is_awaited() {
    let mut scenario = lesson("blocking-call");
    let frozen = |trace: &Trace| {
        let others =
            |s: &Segment| s.state == State::Running && (35.0..90.0).contains(&s.start.as_ms());
        segments(trace, others).is_empty()
    };
    assert!(frozen(&run(&scenario)));
    scenario.script = scenario.script.replace("    io(60)", "    await io(60)");
    assert!(!frozen(&run(&scenario)));
}

#[test]
fn the_gil_makes_computing_take_turns_of_five_ms() {
    let scenario = lesson("gil-cpu");
    assert_eq!(makespan(&run(&scenario)), 120.0);
    assert!(makespan(&with(scenario.clone(), Model::FreeThreaded, 2)) < 120.0);
    assert!(makespan(&with(scenario, Model::Processes, 2)) < 120.0);
}

#[test]
fn the_gil_lets_waits_overlap() {
    let scenario = lesson("gil-io");
    let threads = makespan(&run(&scenario));
    let alone = makespan(&with(scenario, Model::Sequential, 2));
    assert_eq!(alone, 195.0);
    assert!(threads < alone / 2.0, "{threads}");
}

#[test]
fn a_child_counts_for_itself() {
    let scenario = lesson("own-memory");
    let own = ["here the counter is 2", "here the counter is 3", "and in the parent it is 0"];
    assert_eq!(printed(&run(&scenario)), own);
    let shared = with(scenario, Model::Threads, 2);
    assert_eq!(printed(&shared).last(), Some(&"and in the parent it is 5"));
}

#[test]
fn opposite_order_deadlocks_and_equal_order_does_not() {
    let mut scenario = lesson("deadlock");
    let Some(Ending::Deadlocked { cycle, .. }) = run(&scenario).ending else {
        panic!("no deadlock");
    };
    assert_eq!(cycle.len(), 2);
    scenario.script = scenario.script.replace("eat, knife, fork", "eat, fork, knife");
    assert_eq!(printed(&run(&scenario)), ["thank you", "thank you"]);
}

#[test]
fn both_sides_of_the_shelf_wait_in_turn() {
    let trace = run(&lesson("queue"));
    let waits = segments(&trace, |s| s.cause == Cause::QueueWait);
    let names: Vec<&str> =
        waits.iter().map(|s| trace.tasks[s.task.index()].name.as_str()).collect();
    assert_eq!((names.first(), names.last()), (Some(&"seller"), Some(&"baker")));
}

#[test]
fn two_workers_take_twice_as_long_as_six() {
    let mut scenario = lesson("thread-pool");
    assert_eq!(makespan(&run(&scenario)), 140.0);
    scenario.setup.workers = Some(6);
    assert_eq!(makespan(&run(&scenario)), 70.0);
}

#[test]
fn the_newest_dish_goes_first_and_half_of_the_rest_is_stolen() {
    let trace = run(&lesson("work-stealing"));
    let name = |s: &Segment| trace.tasks[s.task.index()].name.as_str();
    let began = segments(&trace, |s| s.state == State::Running && s.cause == Cause::LifoSlot);
    assert_eq!(began.iter().map(name).collect::<Vec<_>>(), ["dish 6"]);
    let at_ten = |s: &Segment| s.start.as_ms() == 10.0 && s.cause == Cause::Stolen;
    let mut stolen: Vec<_> = segments(&trace, at_ten).iter().map(name).collect();
    stolen.sort();
    assert_eq!(stolen, ["dish 1", "dish 2", "dish 3"]);
}
