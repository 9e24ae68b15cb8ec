//! Jobs that can be timed, by name: natively (`main.rs`, Criterion) and in Node
//! (`scripts/speed.mjs`). A job is prepared once and run as often as wanted.

mod floor;
mod programs;
mod workload;

use interleave::engine;
use interleave::program::Program;
use interleave::script::compile;
use interleave::setup::{Limits, Model, Setup};
use interleave::trace::Trace;
use std::rc::Rc;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Events, iterations, calls or recorded steps: what the time is divided by.
    pub units: u64,
    /// Simulated milliseconds, or what the script computed.
    pub result: u64,
    pub segments: u64,
}

pub enum Job {
    Engine { program: Rc<Program>, setup: Box<Setup>, watched: bool, units: u64 },
    Floor(floor::Work),
}

impl Job {
    /// `engine` and `floor` take the numbers of tasks and cores; `calls`,
    /// `loop`, `fib` and `steps` (a watched run) take the number of rounds.
    pub fn new(name: &str, tasks: u32, cores: u32) -> Option<Job> {
        let script = |text: &str, model, watched, units| {
            let mut setup = Setup { model, limits: limits(), ..Setup::default() };
            if name == "engine" || name == "watched" {
                setup.cores = cores as u16;
                setup.policy = workload::policy();
            }
            let program = Rc::new(compile(text, model).program?);
            Some(Job::Engine { program, setup: Box::new(setup), watched, units })
        };
        match name {
            "engine" | "watched" => {
                let work = workload::Workload::new(tasks, cores);
                script(&work.script(), Model::FreeThreaded, name == "watched", work.events())
            }
            "floor" => Some(Job::Floor(floor::Work::new(tasks, cores))),
            _ => {
                let (text, units) = programs::of(name, tasks)?;
                script(&text, Model::Sequential, name == "steps", units)
            }
        }
    }

    pub fn run(&self) -> Done {
        match self {
            Job::Floor(work) => work.run(),
            Job::Engine { program, setup, watched, units } => {
                let trace = match watched {
                    true => engine::watch(program.clone(), setup),
                    false => engine::run(program.clone(), setup),
                };
                done(&trace, *units)
            }
        }
    }
}

fn done(trace: &Trace, units: u64) -> Done {
    // Scripts of one task print what they computed.
    let printed = trace.output.last().and_then(|line| line.text.parse().ok());
    let result = printed.unwrap_or(trace.end.0 / 1_000_000);
    Done { units, result, segments: trace.segments.len() as u64 }
}

/// Far enough away for all of the jobs.
fn limits() -> Limits {
    Limits {
        steps: u64::MAX,
        events: u64::MAX,
        tasks: u32::MAX,
        heap: 1 << 30,
        until: interleave::base::Time::secs(1_000_000_000),
        ..Limits::default()
    }
}

/// For Node.
#[cfg(target_arch = "wasm32")]
mod exports {
    use super::Job;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    pub struct WasmJob(Job);

    #[wasm_bindgen]
    impl WasmJob {
        pub fn prepare(name: &str, tasks: u32, cores: u32) -> Option<WasmJob> {
            Job::new(name, tasks, cores).map(WasmJob)
        }

        /// Runs; gives the units, the result and the number of segments.
        pub fn run(&self) -> Vec<f64> {
            let done = self.0.run();
            vec![done.units as f64, done.result as f64, done.segments as f64]
        }
    }
}
