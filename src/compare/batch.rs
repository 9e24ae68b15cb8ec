//! Runs one after another, in slices: other work may go on between them.

use crate::base::Time;
use crate::compare::{Outcome, Profile};
use crate::engine::{Engine, Progress};
use crate::metrics::measure;
use crate::program::Program;
use crate::script::compile;
use crate::setup::{Model, Setup};
use crate::trace::Ending;
use std::rc::Rc;

/// One run to be made.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    pub script: Rc<str>,
    pub setup: Setup,
}

/// Runs to be made, and those that were.
pub struct Batch {
    variants: Vec<Variant>,
    /// The runs that ended, in the order of the variants; `None` where the
    /// script is wrong.
    done: Vec<Option<Outcome>>,
    engine: Option<Engine>,
    program: Option<(Rc<str>, Option<Rc<Program>>)>,
    /// One after another on a single core, to measure speed-ups by: of which
    /// variant that is, and how many tasks it had if it finished.
    baseline: Option<(usize, Option<(usize, Time)>)>,
}

impl Batch {
    pub fn new(variants: Vec<Variant>) -> Batch {
        Batch { variants, done: Vec::new(), engine: None, program: None, baseline: None }
    }

    /// Works off about `budget` events; whether there is more to do.
    pub fn advance(&mut self, budget: u32) -> bool {
        let Some(variant) = self.variants.get(self.done.len()).cloned() else { return false };
        let Some(program) = self.program(&variant.script) else {
            self.done.push(None);
            return self.done.len() < self.variants.len();
        };
        let alone = self.is_alone(&variant.setup);
        let setup = if alone { one_after_another(&variant.setup) } else { variant.setup.clone() };
        let engine = self.engine.get_or_insert_with(|| Engine::new(program, &setup));
        if engine.advance(budget) == Progress::Running {
            return true;
        }
        let Some(engine) = self.engine.take() else { return true };
        let trace = engine.into_trace();
        if alone {
            let finished = trace.ending == Some(Ending::Finished);
            self.baseline =
                Some((self.done.len(), finished.then_some((trace.tasks.len(), trace.end))));
            return true;
        }
        let finished = trace.ending == Some(Ending::Finished);
        // Periodic tasks run once one after another: that is not the same work.
        let same = |&(tasks, _): &(usize, Time)| finished && tasks == trace.tasks.len();
        let baseline = self.baseline.and_then(|(_, alone)| alone).filter(same);
        let metrics = measure(&trace, baseline.map(|(_, time)| time));
        let profile = Profile::of(&trace);
        self.done.push(Some(Outcome { setup: variant.setup, trace, metrics, profile }));
        self.done.len() < self.variants.len()
    }

    /// Makes all runs.
    pub fn finish(mut self) -> Vec<Option<Outcome>> {
        while self.advance(1 << 16) {}
        self.done
    }

    /// From 0 to 1, by the number of runs.
    pub fn share_done(&self) -> f64 {
        let begun = if self.engine.is_some() { 0.5 } else { 0.0 };
        (self.done.len() as f64 + begun) / self.variants.len().max(1) as f64
    }

    pub fn done(&self) -> &[Option<Outcome>] {
        &self.done
    }

    /// Whether the run to be made now is the one to compare with: it is made
    /// again only where the script, the costs or what is random changes.
    fn is_alone(&self, setup: &Setup) -> bool {
        let Some((of, _)) = self.baseline else { return true };
        let (now, then) = (self.done.len(), &self.variants[of]);
        let same = self.variants[now].script == then.script
            && one_after_another(setup) == one_after_another(&then.setup);
        !same && of != now
    }

    fn program(&mut self, script: &Rc<str>) -> Option<Rc<Program>> {
        let known = self.program.as_ref().filter(|(of, _)| of == script);
        if known.is_none() {
            let program = compile(script, Model::Threads).program.map(Rc::new);
            self.program = Some((script.clone(), program));
        }
        self.program.as_ref().and_then(|(_, program)| program.clone())
    }
}

/// The same work on one core without concurrency. What only matters with it
/// is reset, so that equal baselines are equal.
fn one_after_another(setup: &Setup) -> Setup {
    let plain = Setup::default();
    Setup {
        model: Model::Sequential,
        costs: setup.costs,
        seed: setup.seed,
        limits: setup.limits,
        ..plain
    }
}
