//! From script and setup to a run, as the learner types.
//!
//! The first slice is worked off inside the event that changed the inputs, so
//! that everyday scripts are painted in the same frame; longer runs go on in
//! slices between frames, and can be cancelled. The last run that could be
//! made stays beside a script that cannot run.

use crate::base::Time;
use crate::engine::{Engine, Progress};
use crate::metrics::{self, Metrics};
use crate::program::Program;
use crate::script::{self, Diagnostic};
use crate::setup::{Model, Setup};
use crate::trace::{Ending, Trace};
use crate::ui::effect::use_effect_with;
use crate::ui::page::browser::now_ms;
use crate::ui::page::library::use_library;
use crate::ui::state::{Action, copy};
use crate::view::RunView;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// The longest time the page is busy at a stretch.
const SLICE_MS: f64 = 8.0;
/// Below this no progress is shown: it would only flicker.
const PATIENCE_MS: f64 = 200.0;
/// Events between two looks at the clock.
const BUDGET: u32 = 256;

/// A run and the setup it was made under.
#[derive(Clone, PartialEq)]
pub struct Run {
    pub view: Rc<RunView>,
    pub setup: Rc<Setup>,
    /// How long the same script takes one after another, if that is soon known.
    pub sequential: Option<Time>,
    pub metrics: Rc<Metrics>,
}

/// A script, read.
pub struct Compiled {
    pub program: Option<Rc<Program>>,
    pub diagnostics: Vec<Diagnostic>,
    /// Python's modules that it imports are still on their way.
    pub lacks_library: bool,
}

/// What the page knows about the current script.
pub struct Outcome {
    pub compiled: Rc<Compiled>,
    /// The latest run that ended; not of the current script if `stale`.
    pub run: Option<Run>,
    pub stale: bool,
    /// How far the run is, from 0 to 1, once it takes long.
    pub progress: Option<f64>,
    pub cancel: Callback<()>,
    /// The script decides the model by the modules that it uses.
    pub pinned: bool,
    /// The setup, with that model.
    pub setup: Rc<Setup>,
}

thread_local! {
    /// The first run, made before the page that asks for it.
    static FIRST: Cell<Option<(Compiled, Job)>> = const { Cell::new(None) };
}

/// Compiles and runs what the page will begin with.
pub fn prepare(source: &Rc<str>, setup: &Rc<Setup>) {
    let compiled = compile(&(source.clone(), setup.model, 0));
    let job = Job::start(&compiled, setup);
    FIRST.set(Some((compiled, job)));
}

#[hook]
pub fn use_run(source: &Rc<str>, setup: &Rc<Setup>, runs: u32, send: &Callback<Action>) -> Outcome {
    let libraries = use_state_eq(|| 0u32);
    let mut first = None;
    let compiled =
        use_memo((source.clone(), setup.model, *libraries), |input| match FIRST.take() {
            Some((compiled, job)) => {
                first = Some(job);
                compiled
            }
            None => compile(input),
        });
    let arrived = move || libraries.set(*libraries + 1);
    use_library(compiled.lacks_library, source, arrived, send);
    let inputs = (compiled.clone(), setup.clone(), runs);
    let job = use_memo(ByIdentity(inputs), |ByIdentity((compiled, setup, _))| {
        first.take().unwrap_or_else(|| Job::start(compiled, setup))
    });
    let latest = use_mut_ref(|| None::<Run>);
    let refresh = use_force_update();
    use_effect_with(JobRef(job.clone()), move |JobRef(job)| keep_going(job.clone(), refresh));

    if let Some(run) = job.ended() {
        *latest.borrow_mut() = Some(run);
    }
    let run = latest.borrow().clone();
    let stale = run.is_some() && !job.has_ended();
    let cancelled = use_force_update();
    let cancel = use_callback(JobRef(job.clone()), move |(), JobRef(job)| {
        job.cancel();
        cancelled.force_update();
    });
    let progress = if compiled.lacks_library { Some(0.0) } else { job.progress() };
    // A script that cannot run leaves it as it was.
    let pinned = use_mut_ref(|| false);
    if let Some(program) = &compiled.program {
        *pinned.borrow_mut() = program.as_written;
    }
    let pinned = *pinned.borrow();
    let setup = as_written(setup, pinned);
    Outcome { compiled, run, stale, progress, cancel, pinned, setup }
}

fn compile((source, model, _): &(Rc<str>, Model, u32)) -> Compiled {
    let script::Compiled { program, diagnostics, lacks_library } = script::compile(source, *model);
    Compiled { program: program.map(Rc::new), diagnostics, lacks_library }
}

/// The setup that counts, where a script decides the model itself.
fn as_written(setup: &Rc<Setup>, pinned: bool) -> Rc<Setup> {
    match pinned && setup.model != Model::AsWritten {
        true => Rc::new(Setup { model: Model::AsWritten, ..copy(setup) }),
        false => setup.clone(),
    }
}

/// Compares what a run depends on without reading programs.
struct ByIdentity((Rc<Compiled>, Rc<Setup>, u32));

impl PartialEq for ByIdentity {
    fn eq(&self, other: &ByIdentity) -> bool {
        let ((compiled, setup, runs), (compiled2, setup2, runs2)) = (&self.0, &other.0);
        Rc::ptr_eq(compiled, compiled2) && setup == setup2 && runs == runs2
    }
}

#[derive(Clone)]
struct JobRef(Rc<Job>);

impl PartialEq for JobRef {
    fn eq(&self, other: &JobRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Job {
    setup: Rc<Setup>,
    program: Option<Rc<Program>>,
    began_ms: f64,
    state: RefCell<State>,
}

enum State {
    /// The script cannot run.
    Nothing,
    Running(Box<Engine>),
    Ended(Run),
}

impl Job {
    fn start(compiled: &Compiled, setup: &Rc<Setup>) -> Job {
        let pinned = compiled.program.as_ref().is_some_and(|program| program.as_written);
        let setup = as_written(setup, pinned);
        let state = match &compiled.program {
            Some(program) => State::Running(Box::new(Engine::watching(program.clone(), &setup))),
            None => State::Nothing,
        };
        let program = compiled.program.clone();
        let job = Job { setup, program, began_ms: now_ms(), state: RefCell::new(state) };
        job.work();
        job
    }

    /// Works for one slice.
    fn work(&self) {
        let deadline = now_ms() + SLICE_MS;
        let mut state = self.state.borrow_mut();
        let State::Running(engine) = &mut *state else { return };
        while engine.advance(BUDGET) == Progress::Running {
            if now_ms() > deadline {
                return;
            }
        }
        self.end(&mut state);
    }

    /// Keeps what there is of the run.
    fn end(&self, state: &mut State) {
        if let State::Running(engine) = std::mem::replace(state, State::Nothing) {
            let trace = engine.into_trace();
            let sequential = self.sequential(trace.tasks.len());
            let metrics = Rc::new(metrics::measure(&trace, sequential));
            let view = Rc::new(RunView::new(trace));
            *state = State::Ended(Run { view, setup: self.setup.clone(), sequential, metrics });
        }
    }

    /// The makespan one after another on a single core, to compare with. A
    /// script that takes long is not run twice, and one that has fewer tasks so
    /// (periodic ones run once) has not done the same work.
    fn sequential(&self, tasks: usize) -> Option<Time> {
        const SHORT: u32 = 20_000;
        let alone = Setup { model: Model::Sequential, cores: 1, ..(*self.setup).clone() };
        let program = self.program.clone().filter(|program| !program.as_written)?;
        if self.setup.model == alone.model {
            return None;
        }
        let mut engine = Engine::new(program, &alone);
        let ended = engine.advance(SHORT) == Progress::Ended;
        let trace = engine.into_trace();
        let same = ended && trace.tasks.len() == tasks;
        (same && trace.ending == Some(Ending::Finished)).then_some(trace.end)
    }

    fn cancel(&self) {
        self.end(&mut self.state.borrow_mut());
    }

    fn ended(&self) -> Option<Run> {
        match &*self.state.borrow() {
            State::Ended(run) => Some(run.clone()),
            _ => None,
        }
    }

    fn has_ended(&self) -> bool {
        matches!(*self.state.borrow(), State::Ended(_))
    }

    fn is_running(&self) -> bool {
        matches!(*self.state.borrow(), State::Running(_))
    }

    fn progress(&self) -> Option<f64> {
        match &*self.state.borrow() {
            State::Running(engine) if now_ms() - self.began_ms > PATIENCE_MS => {
                Some(self.share_done(engine.trace()))
            }
            _ => None,
        }
    }

    /// The nearest limit tells how long it can still take at most.
    fn share_done(&self, trace: &Trace) -> f64 {
        let limits = &self.setup.limits;
        let recorded = trace.segments.len() + trace.events.len();
        let steps = trace.counters.steps as f64 / limits.steps as f64;
        (recorded as f64 / limits.events as f64).max(steps).clamp(0.0, 1.0)
    }
}

/// Goes on with a run between frames until it ends or another replaces it.
fn keep_going(job: Rc<Job>, refresh: UseForceUpdateHandle) -> impl FnOnce() {
    let alive = Rc::new(Cell::new(true));
    if job.is_running() {
        next_slice(job, refresh, alive.clone());
    }
    move || alive.set(false)
}

fn next_slice(job: Rc<Job>, refresh: UseForceUpdateHandle, alive: Rc<Cell<bool>>) {
    let slice = move || {
        if !alive.get() {
            return;
        }
        job.work();
        if job.is_running() {
            if job.progress().is_some() {
                refresh.force_update();
            }
            next_slice(job, refresh, alive);
        } else {
            refresh.force_update();
        }
    };
    Timeout::new(0, slice).forget();
}
