//! A thread on its core goes on: works off overheads, takes the GIL, runs
//! its script until that needs time or somebody else.

use super::agenda::Class;
use super::policy::Why;
use super::record::Change;
use super::state::{Alarm, Burst, Next, Role, due_bit, is_switch};
use super::vm::{self, Exit, Request, Value};
use super::{Engine, machine};
use crate::base::{TaskId, ThreadId, Time};
use crate::program::Builtin;
use crate::setup::Model;
use crate::trace::{Cause, Limit, Outcome, Overhead, Place, State};

/// What becomes of a thread after a request of its task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// The request is answered: the task goes on at once.
    Go,
    /// Its core has something to work at.
    Busy,
    /// It left its core.
    Left,
    /// The thread is still there, and has something else to do: another task,
    /// an overhead.
    Turn,
}

/// Instructions executed between two looks at the budget.
pub(super) const FUEL: u64 = 4096;

impl Engine {
    /// Lets the thread on `h` go on where it stands.
    pub(super) fn step(&mut self, h: u16) -> Flow {
        match self.machine.occupant(h) {
            Some(thread) => self.go_on(h, thread),
            None => Flow::Left,
        }
    }

    fn go_on(&mut self, h: u16, thread: ThreadId) -> Flow {
        let t = &self.threads[thread.index()];
        let (task, open) = (t.current, t.slice_open);
        if !t.owes_nothing() || self.processes[t.process.index()].gil.is_some() {
            return self.go_on_with_care(h, thread);
        }
        // Most threads, most of the time.
        if !open {
            self.open_slice(h, thread);
        }
        match self.threads[thread.index()].script_work > 0 {
            true => self.resume_burst(h, thread),
            false => self.run_task(h, thread, task),
        }
    }

    /// The thread may have to do something else before its task runs.
    fn go_on_with_care(&mut self, h: u16, thread: ThreadId) -> Flow {
        let t = &mut self.threads[thread.index()];
        if t.doomed {
            let task = t.current;
            return self.finish_as(h, task, Ok(Value::None), Outcome::Cancelled);
        }
        if let Burst::Overhead(kind) = t.burst
            && t.work > 0
        {
            return self.work_off(h, thread, kind);
        }
        if let (Role::Worker(worker), None) = (t.role, t.current.some())
            && !self.find_task(h, thread, worker)
        {
            return Flow::Left;
        }
        let t = &mut self.threads[thread.index()];
        if let Some(kind) = t.take_due() {
            let mut length = self.length_of(kind);
            if let (Overhead::CoroutineSwitch, Role::Loop(index)) =
                (kind, self.threads[thread.index()].role)
            {
                length = Time(length.0.saturating_mul(self.callbacks_run(index).into()));
            }
            self.threads[thread.index()].work = machine::work_of(length);
            return self.work_off(h, thread, kind);
        }
        if !self.threads[thread.index()].slice_open {
            self.open_slice(h, thread);
        }
        if !self.ensure_gil(h, thread) {
            return Flow::Left;
        }
        self.tell_starter(thread);
        let t = &mut self.threads[thread.index()];
        if t.due != 0 {
            return Flow::Turn;
        }
        if let Role::Worker(worker) = t.role
            && self.gives_way_to_runtime(worker)
        {
            return Flow::Turn;
        }
        if self.threads[thread.index()].script_work > 0 {
            return self.resume_burst(h, thread);
        }
        match self.threads[thread.index()].role {
            Role::Loop(index) if self.threads[thread.index()].current.is_none() => {
                self.take_turn(h, thread, index)
            }
            _ => self.run_task(h, thread, self.threads[thread.index()].current),
        }
    }

    /// Goes on with the burst that was interrupted.
    fn resume_burst(&mut self, h: u16, thread: ThreadId) -> Flow {
        let t = &mut self.threads[thread.index()];
        let work = std::mem::take(&mut t.script_work);
        t.burst = Burst::Script;
        let line = self.rec.line(t.current);
        self.machine.resume(h, work, self.rec.now);
        self.show_running(h, thread, line);
        Flow::Busy
    }

    /// Begins or goes on with an overhead bar.
    fn work_off(&mut self, h: u16, thread: ThreadId, kind: Overhead) -> Flow {
        let t = &mut self.threads[thread.index()];
        t.burst = Burst::Overhead(kind);
        let work = std::mem::take(&mut t.work);
        if work == 0 {
            return Flow::Turn;
        }
        if !is_switch(kind) && !t.slice_open {
            self.open_slice(h, thread);
        }
        self.machine.resume(h, work, self.rec.now);
        if self.shows(thread) {
            let task = self.shown(thread);
            let cause = match kind {
                Overhead::ThreadStart | Overhead::ProcessStart | Overhead::CoroutineStart => {
                    Cause::Starting
                }
                Overhead::Pickling => Cause::Copying,
                Overhead::Steal => Cause::Stolen,
                _ => Cause::Switching,
            };
            let line = self.rec.line(task);
            let change = Change::new(State::Overhead, Place::Hardware(h), cause, line);
            self.rec.change(task, change.overhead(kind));
        }
        Flow::Busy
    }

    fn length_of(&self, kind: Overhead) -> Time {
        let costs = &self.setup.costs;
        match kind {
            Overhead::ThreadSwitch => costs.thread_switch,
            Overhead::ProcessSwitch => costs.process_switch,
            Overhead::CoroutineSwitch => costs.coroutine_switch,
            Overhead::Migration => costs.migration,
            Overhead::GilHandover => costs.gil_handover,
            Overhead::ThreadStart => costs.thread_start,
            Overhead::ProcessStart => costs.process_start,
            Overhead::Pickling => costs.pickling,
            Overhead::Steal => costs.steal,
            Overhead::CoroutineStart => costs.coroutine_start,
        }
    }

    /// The kinds that cost anything, a bit each.
    pub(super) fn charged_overheads(&self) -> u16 {
        let charged = Overhead::ALL.iter().filter(|&&kind| self.length_of(kind) > Time::ZERO);
        charged.fold(0, |bits, &kind| bits | due_bit(kind))
    }

    pub(super) fn owe_pickling(&mut self, task: TaskId) {
        let thread = self.briefs[task.index()].thread;
        self.threads[thread.index()].due |= due_bit(Overhead::Pickling) & self.charged;
    }

    /// Runs the current task until it needs time, waits or ends.
    fn run_task(&mut self, h: u16, thread: ThreadId, task: TaskId) -> Flow {
        match self.prepare(h, task) {
            Flow::Go => {}
            flow => return flow,
        }
        let mut fuel = FUEL;
        let flow = self.run_script(h, thread, task, &mut fuel);
        self.run_on(h, thread, task, fuel, flow)
    }

    /// Lets the task, whose script left so, run on while it may and has fuel.
    pub(super) fn run_on(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        mut fuel: u64,
        mut flow: Flow,
    ) -> Flow {
        while flow == Flow::Go {
            if self.threads[thread.index()].due != 0 || fuel == 0 {
                return Flow::Turn;
            }
            fuel -= 1;
            flow = self.run_script(h, thread, task, &mut fuel);
        }
        flow
    }

    /// What the task does next; gives what that was before.
    pub(super) fn set_next(&mut self, task: TaskId, next: Next) -> Next {
        self.tasks[task.index()].set_next(&mut self.briefs[task.index()], next)
    }

    /// Gives the task what it waited for.
    fn prepare(&mut self, h: u16, task: TaskId) -> Flow {
        let index = task.index();
        let t = &mut self.briefs[index];
        if t.goes_on() {
            return Flow::Go;
        }
        if !t.has_run {
            t.has_run = true;
            self.rec.trace.tasks[index].first_run = Some(self.rec.now);
        }
        match self.set_next(task, Next::Run) {
            Next::Run => Flow::Go,
            Next::Resume(value) => {
                self.frames[index].resume(value);
                Flow::Go
            }
            Next::Throw(exception) => self.throw(task, exception),
            Next::Answer(request) => {
                self.paid = true;
                let thread = self.briefs[index].thread;
                let flow = self.answer(h, thread, task, *request);
                self.paid = false;
                flow
            }
            Next::Deliver(of) => self.deliver(task, of),
            Next::Gathered(gather) => self.deliver_gathered(task, &gather),
            Next::Retry(id, op) => {
                let awaited = self.briefs[index].suspended;
                self.do_sync(h, task, id, *op, awaited)
            }
            Next::Finish(result) => self.finish(h, task, *result),
            Next::Returned(_) | Next::Raised(_) => Flow::Left,
        }
    }

    fn run_script(&mut self, h: u16, thread: ThreadId, task: TaskId, fuel: &mut u64) -> Flow {
        let steps_left = self.setup.limits.steps.saturating_sub(self.rec.trace.counters.steps);
        if steps_left == 0 {
            return self.limit(Limit::Steps, task);
        }
        let index = task.index();
        self.briefs[index].ahead = vm::Ahead::NOTHING;
        let process = self.threads[thread.index()].process;
        let heap = self.heap_allowance(process);
        let mut given = (*fuel).min(steps_left);
        self.watch_begin(process, task);
        let before = given;
        let mut env = vm::Env {
            now: self.rec.now,
            rng: &mut self.rng,
            limits: &self.setup.limits,
            heap,
            instruction_cost: self.setup.costs.instruction > Time::ZERO,
            steps: &mut self.rec.trace.counters.steps,
        };
        let memory = &mut self.processes[process.index()].memory;
        let frames = &mut self.frames[index];
        let exit = vm::run_to_exit(&self.program, memory, frames, &mut env, &mut given);
        self.watch_end(process, task);
        *fuel = (*fuel - (before - given)).max(1);
        self.take_exit(h, thread, task, exit)
    }

    /// Does what the task's script left for.
    pub(super) fn take_exit(&mut self, h: u16, thread: ThreadId, task: TaskId, exit: Exit) -> Flow {
        let process = self.threads[thread.index()].process;
        self.note_heap(process);
        match exit {
            #[cfg(not(fast_functions))]
            Exit::Spawn(function, arg) => match self.spawn_at_once(task, function, arg) {
                Some(flow) => flow,
                None => self.take_exit(h, thread, task, exit.general()),
            },
            Exit::Cpu(length) => self.compute(h, thread, task, length),
            Exit::Io(length) => self.do_io(h, task, length, false, Next::Run),
            Exit::Request(request) => match self.owe_start(thread, task, &request) {
                true => {
                    self.set_next(task, Next::Answer(request));
                    Flow::Turn
                }
                false => self.answer(h, thread, task, *request),
            },
            Exit::Returned(value) => self.end_of_script(h, task, Ok(value)),
            Exit::Raised(exception) => self.end_of_script(h, task, Err(exception)),
            Exit::Fuel => Flow::Turn,
            Exit::Collect => {
                self.collect(process);
                Flow::Go
            }
            Exit::Limit(limit) => self.limit(limit, task),
            Exit::Instructions(count) => {
                let cost = self.setup.costs.instruction.0.saturating_mul(count);
                self.compute(h, thread, task, Time(cost))
            }
        }
    }

    /// Lets the function that a loop calls run on, under the name of `task`.
    pub(super) fn step_call(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        fuel: &mut u64,
    ) -> Flow {
        let index = task.index();
        let process = self.threads[thread.index()].process;
        let heap = self.heap_allowance(process);
        self.watch_begin(process, task);
        let mut env = vm::Env {
            now: self.rec.now,
            rng: &mut self.rng,
            limits: &self.setup.limits,
            heap,
            instruction_cost: false,
            steps: &mut self.rec.trace.counters.steps,
        };
        let memory = &mut self.processes[process.index()].memory;
        let exit = vm::run(&self.program, memory, &mut self.frames[index], &mut env, fuel);
        self.watch_end(process, task);
        match exit {
            Exit::Request(request) if request.is_immediate() => {
                self.answer(h, thread, task, *request)
            }
            Exit::Request(_) | Exit::Cpu(_) | Exit::Io(_) => {
                let text = "a function that the event loop calls cannot wait";
                self.raise(task, Builtin::RuntimeError, text)
            }
            // Nothing but the loop's own memory of it could be freed now.
            Exit::Collect => {
                self.processes[process.index()].memory.put_off_collection();
                Flow::Go
            }
            Exit::Limit(limit) => self.limit(limit, task),
            Exit::Fuel => self.limit(Limit::Steps, task),
            _ => Flow::Turn,
        }
    }

    fn answer(&mut self, h: u16, thread: ThreadId, task: TaskId, request: Request) -> Flow {
        match request {
            Request::Cpu(length) => {
                self.resume(task, Value::None);
                self.compute(h, thread, task, length)
            }
            Request::Io { length, awaited } => {
                self.do_io(h, task, length, awaited, Next::Resume(Value::None))
            }
            Request::Yield { .. } => self.give_way(h, thread, task),
            Request::Spawn(spawn) => {
                let line = self.line(task);
                let runtime = self.runtime;
                match spawn.options.period {
                    Some(period) if self.setup.model != Model::Sequential => {
                        self.spawn_periodic(task, spawn, period, line)
                    }
                    _ => runtime.spawn(self, h, task, spawn, line),
                }
            }
            Request::Join { task: of, timeout, awaited } => {
                self.join(h, task, of, timeout, awaited)
            }
            Request::AwaitTask { task: of } => self.join(h, task, of, None, true),
            Request::Gather { tasks, return_exceptions, .. } => {
                self.gather(h, task, tasks, return_exceptions)
            }
            Request::Start { kind, spawn, named_after } => {
                self.start_for_library(h, task, kind, *spawn, named_after)
            }
            Request::Library { call, args, time } => {
                self.library(h, thread, task, call, &args, time)
            }
            Request::NewSync { builtin, argument, seconds, shared, .. } => {
                let process = self.threads[thread.index()].process;
                match self.new_sync(process, builtin, argument) {
                    Ok(value) => {
                        if let Value::Sync(id) = value {
                            let sync = &mut self.syncs[id.0 as usize];
                            (sync.seconds, sync.shared) = (seconds, shared);
                        }
                        self.resume(task, value)
                    }
                    Err((class, text)) => self.raise(task, class, text),
                }
            }
            Request::Sync { sync, method, args, awaited } => {
                self.call_sync(h, task, sync, method, args, awaited)
            }
            Request::Task { task: of, query } => self.query(task, of, query),
            Request::Print(text) => self.print(task, text),
        }
    }

    pub(super) fn resume(&mut self, task: TaskId, value: Value) -> Flow {
        self.frames[task.index()].resume(value);
        Flow::Go
    }

    pub(super) fn raise(&mut self, task: TaskId, class: Builtin, text: &str) -> Flow {
        let exception = self.exception(task, class, text);
        self.throw(task, exception)
    }

    pub(super) fn throw(&mut self, task: TaskId, exception: Value) -> Flow {
        let process = self.briefs[task.index()].process;
        let memory = &mut self.processes[process.index()].memory;
        self.frames[task.index()].throw(memory, exception);
        Flow::Go
    }

    /// Makes an exception in the task's process.
    pub(super) fn exception(&mut self, task: TaskId, class: Builtin, text: &str) -> Value {
        let process = self.briefs[task.index()].process;
        self.processes[process.index()].memory.new_exception(class, text)
    }

    /// The task computes; afterwards it runs on.
    fn compute(&mut self, h: u16, thread: ThreadId, task: TaskId, length: Time) -> Flow {
        if length == Time::ZERO {
            return Flow::Go;
        }
        let line = self.line(task);
        self.threads[thread.index()].burst = Burst::Script;
        self.machine.start(h, length, self.rec.now);
        self.show_running(h, thread, line);
        Flow::Busy
    }

    /// Shows the thread's task as running.
    fn show_running(&mut self, h: u16, thread: ThreadId, line: u32) {
        let t = &mut self.threads[thread.index()];
        let cause = std::mem::replace(&mut t.cause, Cause::Continued);
        let by = std::mem::replace(&mut t.by, TaskId::NONE);
        let change = Change::new(State::Running, Place::Hardware(h), cause, line).by(by);
        self.rec.change(t.current, change);
    }

    /// The task waits for a device; then comes `next`.
    fn do_io(&mut self, h: u16, task: TaskId, length: Time, awaited: bool, next: Next) -> Flow {
        if length == Time::ZERO && awaited && self.awaits_alone(task) {
            // `await asyncio.sleep(0)`: to the end of the ready queue.
            let thread = self.briefs[task.index()].thread;
            return self.give_way(h, thread, task);
        }
        let line = self.line(task);
        let mut due = self.rec.now.saturating_add(length);
        // Of a loop it is the loop that wakes up late.
        let t = &mut self.briefs[task.index()];
        let by_loop = awaited && matches!(self.threads[t.thread.index()].role, Role::Loop(_));
        if length > Time::ZERO && !by_loop {
            due = due.saturating_add(self.setup.costs.timer);
        }
        t.timed = true;
        t.alarm = self.agenda.add(due, Class::Wait, Alarm::Wait(task));
        self.set_next(task, next);
        let change = Change::new(State::Io, Place::Nowhere, Cause::IoStarted, line);
        self.wait(h, task, awaited, change)
    }

    /// `yield_now()`: a coroutine goes to the end of its loop's ready queue, a
    /// thread to that of the OS, after giving the GIL to who waits for it.
    pub(super) fn give_way(&mut self, h: u16, thread: ThreadId, task: TaskId) -> Flow {
        // Who has cancelled itself hears of it where it next goes on.
        let cancelled =
            self.awaits_alone(task) && std::mem::take(&mut self.tasks[task.index()].must_cancel);
        let next = match cancelled {
            true => Next::Throw(self.exception_without_text(task, Builtin::CancelledError)),
            false => Next::Resume(Value::None),
        };
        self.set_next(task, next);
        let line = self.line(task);
        match self.threads[thread.index()].role {
            Role::Loop(index) => {
                self.briefs[task.index()].suspended = true;
                self.queue_on_loop(index, task, Cause::Yielded, TaskId::NONE, line);
                self.threads[thread.index()].current = TaskId::NONE;
                return Flow::Turn;
            }
            Role::Worker(worker) if self.awaits_alone(task) => {
                self.yield_worker(worker, task, line);
                return Flow::Turn;
            }
            _ => {}
        }
        self.give_core_away(h, thread, task)
    }

    /// The thread goes behind those that are ready.
    pub(super) fn give_core_away(&mut self, h: u16, thread: ThreadId, task: TaskId) -> Flow {
        if self.yield_gil(h, thread) {
            return Flow::Left;
        }
        if self.queues.waiting_at(h) == 0 {
            return self.prepare(h, task);
        }
        self.drop_gil(thread);
        self.take_off(h, Why::Yielded, TaskId::NONE);
        Flow::Left
    }

    /// The line the task is at, which is also remembered.
    pub(super) fn line(&mut self, task: TaskId) -> u32 {
        let line = self.frames[task.index()].line(&self.program);
        self.rec.set_line(task, line);
        line
    }
}
