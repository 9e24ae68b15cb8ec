//! Every model under every policy, with one queue and with one a core: all
//! laws at once, on a few random programs each.

use crate::check;
use crate::program::{POLICIES, QUEUES, Scene, scenes};
use crate::{Holds, compiled};
use interleave::engine;
use interleave::setup::{Model, Policy, Setup};
use interleave::trace::{Ending, Trace};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Programs and machines for each combination.
const EACH: usize = 2;

#[test]
fn every_model_under_every_policy_keeps_every_law() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let scenes = scenes();
    let mut tried = 0;
    for &model in Model::ALL {
        for policy in POLICIES {
            for queues in QUEUES {
                for _ in 0..EACH {
                    let scene = scenes.new_tree(&mut runner).expect("a scene").current();
                    let policy = Policy::parse(policy).expect("a policy");
                    let mut setup = Setup { model, policy, ..scene.setup };
                    setup.set_queues(queues).expect("queues");
                    let mut scene = Scene { setup, ..scene };
                    scene.setup.workers = Some(1 + tried % 3);
                    holds(&scene).unwrap_or_else(|why| panic!("{why}\n{scene}"));
                    tried += 1;
                }
            }
        }
    }
    assert!(usize::from(tried) == Model::ALL.len() * POLICIES.len() * QUEUES.len() * EACH);
}

fn holds(scene: &Scene) -> Holds {
    let trace = engine::run(compiled(scene), &scene.setup);
    let (setup, model) = (&scene.setup, scene.setup.model);
    if !matches!(trace.ending, Some(Ending::Finished | Ending::Deadlocked { .. })) {
        return Err(format!("ended by {:?}", trace.ending));
    }
    check::hardware_threads_run_one(&trace)?;
    check::segments_tile_each_task(&trace)?;
    check::columns_are_ordered(&trace)?;
    check::times_are_in_order(&trace)?;
    check::one_holder_each(&trace)?;
    if scene.conserves_work() {
        let bound = |task: &str| scene.bound_to(task);
        check::work_is_conserved(&trace, &bound, setup.threads_per_core)?;
    }
    if model.has_gil() {
        check::only_gil_holders_run(&trace)?;
    }
    if !model.parameters().is_empty() {
        check::workers_serve_one_each(&trace, setup.most_workers())?;
        check::jobs_keep_their_worker(&trace)?;
    }
    bound_threads_stay(scene, &trace)?;
    work_is_kept(scene)?;
    match engine::run(compiled(scene), setup) == trace {
        true => Ok(()),
        false => Err("a second run differs".into()),
    }
}

/// A free machine runs what the script computes, no more and no less.
fn work_is_kept(scene: &Scene) -> Holds {
    let scene =
        Scene { tasks: scene.tasks.clone(), setup: scene.setup.clone() }.on_an_ideal_machine();
    let trace = engine::run(compiled(&scene), &scene.setup);
    match trace.ending {
        Some(Ending::Finished) => check::running_is(&trace, &scene.computing()),
        _ => Ok(()),
    }
}

pub fn bound_threads_stay(scene: &Scene, trace: &Trace) -> Holds {
    let strays = |s: &interleave::trace::Segment| {
        let core = s.place.hardware().map(|h| h / scene.setup.threads_per_core);
        let bound = scene.bound_to(&trace.tasks[s.task.index()].name);
        bound.is_some() && core.is_some() && core != bound
    };
    trace.segments.iter().find(strays).map_or(Ok(()), |s| Err(format!("strays: {s:?}")))
}
