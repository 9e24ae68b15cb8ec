//! A script run by the interpreter alone: prints are kept, waiting takes no
//! time, tasks run to their end where they are spawned.

use interleave::base::{Rng, TaskId, Time};
use interleave::engine::vm::{Env, Exit, Frames, Memory, Request, SyncId, Value, run};
use interleave::program::Program;
use interleave::script::compile;
use interleave::setup::{Limits, Model};

#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub output: String,
    /// `Class: message` of an uncaught exception, or the limit's name.
    pub error: Option<String>,
    pub requests: Vec<String>,
    pub steps: u64,
}

pub struct Machine {
    pub program: Program,
    pub memory: Memory,
    rng: Rng,
    limits: Limits,
    slice: u64,
    cost: bool,
    steps: u64,
    output: String,
    requests: Vec<String>,
    results: Vec<Value>,
    syncs: u32,
}

pub fn program(source: &str) -> Program {
    let compiled = compile(source, Model::Threads);
    compiled.program.unwrap_or_else(|| panic!("{:?}\n{source}", compiled.diagnostics))
}

/// Runs a script in slices of `slice` instructions; then as one of very many tasks,
/// then op by op, which has to be the same.
pub fn execute_in(source: &str, slice: u64, cost: bool, limits: Limits) -> Outcome {
    let run = |crowded, fused| {
        let program = match fused {
            true => program(source),
            false => program(source).without_fused(),
        };
        let mut memory = Memory::new(&program);
        if crowded {
            memory.crowd();
        }
        execute_with(program, memory, slice, cost, limits)
    };
    let (outcome, crowded, plain) = (run(false, true), run(true, true), run(false, false));
    assert_eq!(outcome, crowded, "{source}");
    assert_eq!(outcome, plain, "{source}");
    outcome
}

fn execute_with(
    program: Program,
    memory: Memory,
    slice: u64,
    cost: bool,
    limits: Limits,
) -> Outcome {
    let mut frames = Frames::module(&program);
    let mut machine = Machine {
        program,
        memory,
        rng: Rng::new(1),
        limits,
        slice,
        cost,
        steps: 0,
        output: String::new(),
        requests: Vec::new(),
        results: Vec::new(),
        syncs: 0,
    };
    let error = machine.finish(&mut frames, &[]).err();
    Outcome { output: machine.output, error, requests: machine.requests, steps: machine.steps }
}

pub fn execute(source: &str) -> Outcome {
    execute_in(source, u64::MAX, false, roomy())
}

pub fn roomy() -> Limits {
    Limits { heap: 64 << 20, ..Limits::default() }
}

impl Machine {
    /// Runs frames to their end. `outer`: what waits for them.
    fn finish(&mut self, frames: &mut Frames, outer: &[Value]) -> Result<Value, String> {
        loop {
            let mut fuel = self.slice;
            let mut env = Env {
                now: Time::ms(self.requests.len() as u64),
                rng: &mut self.rng,
                limits: &self.limits,
                heap: self.limits.heap,
                instruction_cost: self.cost,
                steps: &mut self.steps,
            };
            let exit = run(&self.program, &mut self.memory, frames, &mut env, &mut fuel);
            if self.steps > 20_000_000 {
                return Err("limit: steps".to_string());
            }
            match exit {
                Exit::Fuel => {}
                Exit::Instructions(n) => self.requests.push(format!("{n} instructions")),
                Exit::Collect => self.collect(frames, outer),
                Exit::Limit(limit) => return Err(format!("limit: {}", limit.word())),
                Exit::Returned(value) => return Ok(value),
                Exit::Raised(exception) => {
                    let described = self.memory.describe_exception(&self.program, exception);
                    return Err(format!("{}: {}", described.kind, described.message));
                }
                // What `run` gives is general.
                Exit::Spawn(..) => return Err("a spawn told apart".into()),
                Exit::Request(request) => {
                    let answer = self.answer(*request, frames, outer)?;
                    frames.resume(answer);
                }
                Exit::Cpu(length) => {
                    let answer = self.answer(Request::Cpu(length), frames, outer)?;
                    frames.resume(answer);
                }
                Exit::Io(length) => {
                    let request = Request::Io { length, awaited: false };
                    let answer = self.answer(request, frames, outer)?;
                    frames.resume(answer);
                }
            }
        }
    }

    fn collect(&mut self, frames: &Frames, outer: &[Value]) {
        let values: Vec<Value> =
            frames.values().chain(outer.iter().copied()).chain(self.results.clone()).collect();
        self.memory.collect(&mut values.into_iter());
    }

    fn answer(
        &mut self,
        request: Request,
        frames: &Frames,
        outer: &[Value],
    ) -> Result<Value, String> {
        Ok(match request {
            Request::Print(text) => {
                self.output.push_str(&text);
                Value::None
            }
            Request::Spawn(spawn) => {
                let held: Vec<Value> = frames.values().chain(outer.iter().copied()).collect();
                let name = self.memory.function_name(&self.program, spawn.function);
                let name = spawn.options.name.as_deref().unwrap_or(name);
                self.requests.push(format!("spawn {name}"));
                let (mut child, memory) = (Frames::empty(), &mut self.memory);
                let called = child.call(&self.program, memory, spawn.function, spawn.args);
                called.map_err(|e| self.memory.text_of(e))?;
                let result = self.finish(&mut child, &held)?;
                self.results.push(result);
                Value::Task(TaskId(self.results.len() as u32 - 1))
            }
            Request::Join { task, .. } | Request::AwaitTask { task } => {
                self.results[task.0 as usize]
            }
            Request::Gather { tasks, .. } => {
                let values = tasks.iter().map(|t| self.results[t.0 as usize]).collect();
                self.memory.new_list(values)
            }
            Request::NewSync { .. } => {
                self.syncs += 1;
                Value::Sync(SyncId(self.syncs - 1))
            }
            other => {
                self.requests.push(format!("{other:?}"));
                Value::None
            }
        })
    }
}
