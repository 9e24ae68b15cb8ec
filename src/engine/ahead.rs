//! How long a thread will compute before it waits: for policies that the
//! theory gives this knowledge to.
//!
//! A copy of the task is run on a copy of its memory until it asks for
//! anything but computing. What depends on others, on chance or on the time
//! may come out otherwise when it is really run. Long scripts and large
//! memories are looked at only so far: the rest counts as nothing.

use super::Engine;
use super::machine::WORK;
use super::state::Next;
use super::vm::{self, Exit, Request, Value};
use crate::base::{ThreadId, Time};

/// Instructions looked ahead, and the largest memory that is copied.
const STEPS: u64 = 2_000;
const MEMORY: u64 = 256 << 10;

impl Engine {
    /// What the thread computes until it waits, the burst it is in included.
    pub(super) fn next_burst(&self, thread: ThreadId) -> Time {
        let t = &self.threads[thread.index()];
        let begun = Time(t.script_work / WORK);
        let Some(task) = t.current.some() else { return begun };
        let memory = &self.processes[t.process.index()].memory;
        if memory.bytes() > MEMORY {
            return begun;
        }
        let mut frames = self.frames[task.index()].clone();
        match self.tasks[task.index()].next() {
            Next::Run => {}
            Next::Resume(value) => frames.resume(*value),
            _ => return begun,
        }
        begun.saturating_add(self.look_ahead(memory.clone(), frames))
    }

    fn look_ahead(&self, mut memory: vm::Memory, mut frames: vm::Frames) -> Time {
        // Steps go on from what this memory has seen: the interpreter subtracts that.
        let (mut rng, mut steps, mut fuel) = (self.rng.clone(), memory.worked(), STEPS);
        let cost = self.setup.costs.instruction;
        let mut total = Time::ZERO;
        while fuel > 0 {
            let mut env = vm::Env {
                now: self.rec.now,
                rng: &mut rng,
                limits: &self.setup.limits,
                heap: MEMORY * 2,
                instruction_cost: cost > Time::ZERO,
                steps: &mut steps,
            };
            match vm::run(&self.program, &mut memory, &mut frames, &mut env, &mut fuel) {
                Exit::Cpu(length) => total = total.saturating_add(length),
                Exit::Request(request) => match *request {
                    Request::Cpu(length) => {
                        total = total.saturating_add(length);
                        frames.resume(Value::None);
                    }
                    Request::Print(_) => frames.resume(Value::None),
                    _ => break,
                },
                Exit::Instructions(count) => {
                    total = total.saturating_add(Time(cost.0.saturating_mul(count)));
                }
                _ => break,
            }
        }
        total
    }
}
