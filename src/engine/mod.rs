//! `run(program, setup) -> trace`: the discrete-event engine.
//!
//! Two levels, always: a policy puts OS threads on hardware threads, a
//! runtime puts tasks on OS threads; every concurrency model is a
//! configuration of the two. Never sees script text or pixels.

pub mod vm;

use crate::program::Program;
use crate::setup::Setup;
use crate::trace::{Ending, Trace};
use std::rc::Rc;

/// A run that can be advanced in slices.
pub struct Engine {
    _program: Rc<Program>,
    trace: Trace,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// The budget is used up; call again.
    Running,
    /// The trace has its ending.
    Ended,
}

impl Engine {
    pub fn new(program: Rc<Program>, setup: &Setup) -> Engine {
        let trace = Trace { hardware_threads: setup.hardware_threads(), ..Trace::default() };
        Engine { _program: program, trace }
    }

    /// Handles at most about `budget` events or a few thousand instructions each.
    pub fn advance(&mut self, _budget: u32) -> Progress {
        self.trace.ending = Some(Ending::Finished);
        Progress::Ended
    }

    /// What happened so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    pub fn into_trace(self) -> Trace {
        self.trace
    }
}

/// Runs to the end.
pub fn run(program: Rc<Program>, setup: &Setup) -> Trace {
    let mut engine = Engine::new(program, setup);
    while engine.advance(u32::MAX) == Progress::Running {}
    engine.into_trace()
}
