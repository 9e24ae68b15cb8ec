//! Laws that hold for every program under every setup, tried on random ones.
//!
//! The seeds are fixed, so a run of the tests is the same everywhere; a
//! failure prints the script and the setup, which make a case.

mod check;
mod every;
mod fair;
#[path = "../oracles/kept.rs"]
mod kept;
mod long;
mod memory;
mod program;
mod shortcut;
mod table;
mod written;

use interleave::base::Time;
use interleave::engine::{self, Engine, Progress};
use interleave::program::Program;
use interleave::script;
use interleave::setup::{Model, Setup};
use interleave::trace::{Ending, State, Trace};
use program::{Scene, crowds, scenes};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::rc::Rc;

type Holds = Result<(), String>;

/// Tries a law on random scenes, the same ones in every run.
fn law(cases: u32, scenes: impl Strategy<Value = Scene>, holds: impl Fn(&Scene, &Trace) -> Holds) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let tried = TestRunner::new_with_rng(config, rng).run(&scenes, |scene| {
        let trace = engine::run(compiled(&scene), &scene.setup);
        holds(&scene, &trace).map_err(|why| TestCaseError::fail(format!("{why}\n{scene}")))
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}

fn compiled(scene: &Scene) -> Rc<Program> {
    let compiled = script::compile(&scene.script(), scene.setup.model);
    Rc::new(compiled.program.unwrap_or_else(|| panic!("{:?}\n{scene}", compiled.diagnostics)))
}

const CASES: u32 = 300;

#[test]
fn every_run_has_an_ending_within_its_limits() {
    law(CASES, scenes(), |_, trace| match &trace.ending {
        Some(Ending::Finished | Ending::Deadlocked { .. }) => Ok(()),
        other => Err(format!("ended by {other:?}")),
    });
}

#[test]
fn no_hardware_thread_runs_two_at_once() {
    law(CASES, scenes(), |_, trace| check::hardware_threads_run_one(trace));
}

#[test]
fn the_time_of_every_task_is_accounted_for_without_gaps() {
    law(CASES, scenes(), |_, trace| check::segments_tile_each_task(trace));
}

#[test]
fn columns_are_ordered_and_ids_exist() {
    law(CASES, scenes(), |_, trace| check::columns_are_ordered(trace));
}

#[test]
fn no_core_is_idle_beside_a_ready_thread() {
    law(CASES, scenes(), |scene, trace| match scene.conserves_work() {
        false => Ok(()),
        true => check::work_is_conserved(
            trace,
            &|task| scene.bound_to(task),
            scene.setup.threads_per_core,
        ),
    });
}

#[test]
fn a_thread_bound_to_a_core_runs_nowhere_else() {
    law(CASES, scenes(), every::bound_threads_stay);
}

#[test]
fn at_most_one_holds_a_gil_and_only_the_holder_runs() {
    law(CASES, scenes(), |scene, trace| {
        check::one_holder_each(trace)?;
        if scene.setup.model.has_gil() { check::only_gil_holders_run(trace) } else { Ok(()) }
    });
}

#[test]
fn a_worker_serves_one_task_at_a_time_and_a_job_to_its_end() {
    law(2 * CASES, scenes().prop_map(Scene::with_workers), |scene, trace| {
        check::one_holder_each(trace)?;
        check::workers_serve_one_each(trace, scene.setup.most_workers())?;
        check::jobs_keep_their_worker(trace)
    });
}

#[test]
fn no_worker_is_idle_beside_a_waiting_task_where_each_has_a_core() {
    let scenes = scenes().prop_map(|scene| {
        let mut scene = scene.with_workers().on_an_ideal_machine();
        // Only a search takes time.
        scene.setup.costs.steal = Time::ms(scene.tasks.len() as u64 % 2);
        // Main, and a core for each.
        scene.setup.cores = scene.setup.workers.unwrap_or(1) + 1;
        scene
    });
    law(CASES, scenes, |scene, trace| {
        let slots = scene.setup.model == Model::WorkStealing && scene.setup.stealing.lifo;
        check::no_worker_is_idle_beside_a_task(trace, scene.setup.most_workers(), slots)
    });
}

#[test]
fn nobody_finishes_before_arriving_or_after_the_end() {
    law(CASES, scenes(), |_, trace| check::times_are_in_order(trace));
}

#[test]
fn free_machines_run_exactly_what_the_script_computes() {
    let ideal = scenes().prop_map(Scene::on_an_ideal_machine);
    law(CASES, ideal, |scene, trace| {
        if trace.ending != Some(Ending::Finished) {
            return Ok(());
        }
        check::running_is(trace, &scene.computing())
    });
}

#[test]
fn one_after_another_takes_the_sum_of_all() {
    let sequential = scenes().prop_map(|mut scene| {
        scene.setup.model = Model::Sequential;
        scene.on_an_ideal_machine()
    });
    law(CASES, sequential, |scene, trace| {
        let expected = scene.sequential_makespan();
        match expected.is_none_or(|ms| trace.end.as_ms() == ms as f64) {
            true => Ok(()),
            false => Err(format!("took {:?}, not {expected:?} ms", trace.end)),
        }
    });
}

#[test]
fn the_same_input_gives_the_same_trace_also_in_slices() {
    law(CASES, scenes(), |scene, trace| {
        let program = compiled(scene);
        if engine::run(program.clone(), &scene.setup) != *trace {
            return Err("a second run differs".into());
        }
        for budget in [1, 7] {
            if in_slices(program.clone(), &scene.setup, budget) != *trace {
                return Err(format!("in slices of {budget} it differs"));
            }
        }
        Ok(())
    });
}

#[test]
fn the_fast_lane_is_the_same_as_the_long_way() {
    let ideal = scenes().prop_map(Scene::on_an_ideal_machine);
    law(2 * CASES, ideal, is_the_long_way);
    law(2 * CASES, crowds(), is_the_long_way);
}

fn is_the_long_way(scene: &Scene, trace: &Trace) -> Holds {
    let (program, setup) = (compiled(scene), &scene.setup);
    for (watched, engine) in [
        (false, Engine::new(program.clone(), setup)),
        (true, Engine::watching(program.clone(), setup)),
    ] {
        let mut long = engine.without_shortcuts();
        while long.advance(u32::MAX) == Progress::Running {}
        let long = long.into_trace();
        let same = match watched {
            false => long == *trace,
            true => long == engine::watch(program.clone(), setup),
        };
        if !same {
            return Err(format!("the long way differs, watched: {watched}"));
        }
    }
    let plain = Rc::new(Program::clone(&program).without_fused());
    if engine::run(plain, setup) != *trace {
        return Err("op by op it differs".into());
    }
    match in_slices(program, setup, 3) == *trace {
        true => Ok(()),
        false => Err("in slices of 3 it differs".into()),
    }
}

#[test]
fn a_limit_on_steps_ends_the_same_run_wherever_it_lies() {
    law(CASES / 3, scenes(), |scene, _| {
        let program = compiled(scene);
        let plain = Rc::new(Program::clone(&program).without_fused());
        let mut setup = scene.setup.clone();
        for steps in (1..400).step_by(3).chain([1000, 10_000]) {
            setup.limits.steps = steps;
            if engine::run(program.clone(), &setup) != engine::run(plain.clone(), &setup) {
                return Err(format!("op by op it differs with {steps} steps"));
            }
        }
        Ok(())
    });
}

#[test]
fn a_limit_on_events_ends_the_same_run_in_slices() {
    law(CASES / 3, scenes(), |scene, _| {
        let program = compiled(scene);
        let mut setup = scene.setup.clone();
        for events in (1..120).step_by(7) {
            setup.limits.events = events;
            let whole = engine::run(program.clone(), &setup);
            for budget in [1, 2, 5] {
                if in_slices(program.clone(), &setup, budget) != whole {
                    return Err(format!("{events} events in slices of {budget} differ"));
                }
            }
        }
        Ok(())
    });
}

fn in_slices(program: Rc<Program>, setup: &Setup, budget: u32) -> Trace {
    let mut engine = Engine::new(program, setup);
    while engine.advance(budget) == Progress::Running {}
    engine.into_trace()
}

#[test]
fn more_time_never_waits_in_a_segment_that_lasts_no_time() {
    law(CASES, scenes(), |_, trace| {
        let empty = trace.segments.iter().find(|s| s.start >= s.end);
        empty.map_or(Ok(()), |s| Err(format!("a segment of no length: {s:?}")))
    });
}

#[test]
fn an_event_loop_runs_one_task_at_a_time() {
    let asyncio = scenes().prop_map(|mut scene| {
        scene.setup.model = Model::Asyncio;
        scene
    });
    law(CASES, asyncio, |_, trace| {
        let mut running: Vec<_> =
            trace.segments.iter().filter(|s| s.state == State::Running).collect();
        running.sort_by_key(|s| s.start);
        let two = running.windows(2).find(|w| w[0].end > w[1].start);
        two.map_or(Ok(()), |w| Err(format!("two at once: {w:?}")))
    });
}
