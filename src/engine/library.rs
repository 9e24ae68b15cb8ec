//! What the own library's modules ask for: threads, processes, event loops,
//! futures to wait for, cancellation.
//!
//! The modules themselves are Python text; here is only what they cannot do:
//! whatever concerns time, other tasks and the ready queue of a loop.

use super::Engine;
use super::agenda::{AlarmId, Class};
use super::flow::Flow;
use super::policy::Why;
use super::record::Change;
use super::runtime::EventLoop;
use super::state::{Alarm, Next, Role, Wait};
use super::vm::{Frames, LibraryCall, Memory, Parcel, Spawn, Start, Value};
use crate::base::{ProcessId, TaskId, ThreadId, Time};
use crate::program::Builtin;
use crate::trace::{Cause, Place, State, TaskKind};

impl Engine {
    pub(super) fn start_for_library(
        &mut self,
        h: u16,
        task: TaskId,
        kind: Start,
        mut spawn: Spawn,
        named_after: Option<Value>,
    ) -> Flow {
        let (thread, process) = self.home(task);
        let line = self.line(task);
        match kind {
            Start::Thread => self.spawn_thread(h, task, TaskKind::Thread, process, spawn, line),
            Start::Process => {
                let child = self.fork(process);
                self.spawn_thread(h, task, TaskKind::Process, child, spawn, line)
            }
            Start::Spawned => self.spawn_process(h, task, process, spawn, line),
            Start::Coroutine => {
                if let Some(value) = named_after {
                    spawn.options.name = Some(self.default_name(process, value).to_string());
                }
                // Whoever still waits when the loop ends is cancelled.
                spawn.options.daemon = true;
                match self.new_task(task, TaskKind::Coroutine, thread, process, spawn, line) {
                    Ok(child) => {
                        self.briefs[child.index()].suspended = true;
                        self.start(child, task);
                        self.resume(task, Value::Task(child))
                    }
                    Err(flow) => flow,
                }
            }
        }
    }

    /// A process that begins with the script's text, as spawned ones do.
    fn spawn_process(
        &mut self,
        h: u16,
        task: TaskId,
        process: ProcessId,
        mut spawn: Spawn,
        line: u32,
    ) -> Flow {
        let args = std::mem::take(&mut spawn.args);
        let memory = &mut self.processes[process.index()].memory;
        let packed = memory.export_call(spawn.function, &args);
        let own =
            |parcel: &Parcel| parcel.syncs.iter().any(|sync| !self.syncs[sync.0 as usize].shared);
        let parcel = match packed {
            Ok(parcel) if own(&parcel) => Err("cannot pickle '_thread.lock' object".into()),
            other => other,
        };
        let parcel = match parcel {
            Ok(parcel) => parcel,
            Err(text) => return self.raise(task, Builtin::TypeError, &text),
        };
        let child = self.add_process(Memory::new(&self.program), String::new(), Some(process));
        let id = self.tasks.len();
        spawn.function = Value::None;
        let flow = self.spawn_thread(h, task, TaskKind::Process, child, spawn, line);
        if let Some(frames) = self.frames.get_mut(id) {
            let memory = &mut self.processes[child.index()].memory;
            *frames = Frames::spawned(&self.program, memory, parcel);
        }
        flow
    }

    pub(super) fn library(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        call: LibraryCall,
        args: &[Value],
        time: Option<Time>,
    ) -> Flow {
        let role = self.threads[thread.index()].role;
        let (_, process) = self.home(task);
        let of = args.iter().find_map(|arg| match arg {
            Value::Task(of) => Some(*of),
            _ => None,
        });
        let answer = match call {
            // A callback of a loop is no task's step.
            LibraryCall::Current if self.in_call => Value::None,
            LibraryCall::Current => Value::Task(task),
            LibraryCall::ThreadId => {
                let thread = of.map_or(thread, |of| self.briefs[of.index()].thread);
                Value::Int(i64::from(thread.0) + 1)
            }
            // Where threads are started at a cost, who starts one has waited.
            LibraryCall::HandOver if self.setup.costs.start_waits => Value::None,
            LibraryCall::HandOver => {
                self.set_next(task, Next::Resume(Value::None));
                self.line(task);
                return self.give_core_away(h, thread, task);
            }
            LibraryCall::Break => {
                if let Some(&Value::Sync(barrier)) = args.first() {
                    self.break_barrier(task, barrier);
                }
                Value::None
            }
            LibraryCall::Pid => {
                let process = of.map_or(process, |of| self.briefs[of.index()].process);
                Value::Int(i64::from(process.0) + 1000)
            }
            LibraryCall::ExitCode => match of.and_then(|of| self.tasks[of.index()].result()) {
                None => Value::None,
                Some(result) => Value::Int(i64::from(result.is_err())),
            },
            LibraryCall::Terminate => {
                if let Some(of) = of.filter(|of| !self.tasks[of.index()].ended()) {
                    self.terminate(of);
                }
                Value::None
            }
            LibraryCall::ParentPid => {
                let parent = self.rec.trace.processes[process.index()].parent;
                Value::Int(parent.map_or(1, |p| i64::from(p.0) + 1000))
            }
            LibraryCall::Cell
            | LibraryCall::CellGet
            | LibraryCall::CellSet
            | LibraryCall::Peek
            | LibraryCall::Poke => match self.use_cell(task, call, args) {
                Ok(value) => value,
                Err(text) => return self.raise(task, Builtin::TypeError, &text),
            },
            LibraryCall::Cores => Value::Int(i64::from(self.setup.hardware_threads())),
            LibraryCall::Loop => match role {
                Role::Loop(index) => Value::Int(i64::from(index)),
                _ => Value::None,
            },
            LibraryCall::WaitEnd => return self.wait_end(h, task, of, time),
            LibraryCall::LoopBegin => return self.library_loop(thread, task, role),
            LibraryCall::LoopEnd => {
                self.threads[thread.index()].role = Role::Plain;
                self.briefs[task.index()].suspended = false;
                Value::None
            }
            LibraryCall::Park => return self.park(h, task, of),
            LibraryCall::Yield => return self.give_way(h, thread, task),
            LibraryCall::TurnEnd => return self.wait_for_turn_end(thread, task, role),
            LibraryCall::Unpark => {
                if let Some(of) = of
                    && let Wait::Parked(_) = self.tasks[of.index()].wait
                {
                    self.set_next(of, Next::Resume(Value::None));
                    self.awake(of, Why::Woken, Cause::Woken, task);
                }
                Value::None
            }
            LibraryCall::Cancel => {
                let message = args.get(1).copied();
                // Of nobody: whether who asks has been cancelled and does not know.
                Value::Bool(match of {
                    Some(of) => self.cancel(of, task, message),
                    None => std::mem::take(&mut self.tasks[task.index()].must_cancel),
                })
            }
            LibraryCall::CallSoon | LibraryCall::CallLater => {
                self.call_on_loop(role, call, args, time)
            }
            LibraryCall::Forget => {
                if let Some(Value::Int(number)) = args.first() {
                    self.forget_call(*number as u32);
                }
                Value::None
            }
        };
        self.resume(task, answer)
    }

    /// Makes a shared value, reads it, or writes it. What the library reads and
    /// writes for itself is nobody's race.
    fn use_cell(
        &mut self,
        task: TaskId,
        call: LibraryCall,
        args: &[Value],
    ) -> Result<Value, String> {
        let (_, process) = self.home(task);
        if let (LibraryCall::CellGet | LibraryCall::CellSet, Some(Value::Int(number))) =
            (call, args.first())
        {
            self.watch_number(task, *number as u32, call == LibraryCall::CellSet);
        }
        let memory = &mut self.processes[process.index()].memory;
        match (call, args) {
            (LibraryCall::Cell, [value, ..]) => {
                self.cells.push(memory.export(*value)?);
                return Ok(Value::Int(self.cells.len() as i64 - 1));
            }
            (LibraryCall::CellGet | LibraryCall::Peek, [Value::Int(number), ..]) => {
                if let Some(cell) = self.cells.get(*number as usize) {
                    return Ok(memory.import(cell));
                }
            }
            (_, [Value::Int(number), value, ..]) => {
                let parcel = memory.export(*value)?;
                if let Some(cell) = self.cells.get_mut(*number as usize) {
                    *cell = parcel;
                }
            }
            _ => {}
        }
        Ok(Value::None)
    }

    /// `Thread.join`: the end, whatever comes of it.
    fn wait_end(&mut self, h: u16, task: TaskId, of: Option<TaskId>, time: Option<Time>) -> Flow {
        let open = of.filter(|of| !self.tasks[of.index()].ended());
        let Some(of) = open else {
            self.inherit_order(of.unwrap_or(TaskId::NONE), task);
            return self.resume(task, Value::Bool(true));
        };
        let alarm = match time {
            None => AlarmId::NONE,
            Some(Time(0)) => return self.resume(task, Value::Bool(false)),
            Some(length) => {
                let due = self.rec.now.saturating_add(length);
                self.agenda.add(due, Class::Wait, Alarm::Wait(task))
            }
        };
        self.briefs[of.index()].rest().waiters.push(task);
        let line = self.line(task);
        self.briefs[task.index()].alarm = alarm;
        self.tasks[task.index()].wait = Wait::End(of);
        let change = Change::new(State::Lock, Place::Nowhere, Cause::JoinWait, line).by(of);
        self.wait(h, task, false, change)
    }

    fn library_loop(&mut self, thread: ThreadId, task: TaskId, role: Role) -> Flow {
        if let Role::Loop(_) = role {
            let text = "asyncio.run() cannot be called from a running event loop";
            return self.raise(task, Builtin::RuntimeError, text);
        }
        let index = self.loops.len() as u32;
        self.set_next(task, Next::Resume(Value::Int(i64::from(index))));
        self.line(task);
        self.begin_loop(thread, task);
        Flow::Turn
    }

    fn park(&mut self, h: u16, task: TaskId, of: Option<TaskId>) -> Flow {
        let line = self.line(task);
        self.tasks[task.index()].wait = Wait::Parked(of);
        let change = Change::new(State::Lock, Place::Nowhere, Cause::JoinWait, line);
        self.wait(h, task, true, change.by(of.unwrap_or(TaskId::NONE)))
    }

    fn wait_for_turn_end(&mut self, thread: ThreadId, task: TaskId, role: Role) -> Flow {
        let Role::Loop(index) = role else { return self.resume(task, Value::None) };
        self.set_next(task, Next::Resume(Value::None));
        self.briefs[task.index()].suspended = true;
        self.threads[thread.index()].current = TaskId::NONE;
        self.queue_in_turn(index, task);
        Flow::Turn
    }

    fn call_on_loop(
        &mut self,
        role: Role,
        call: LibraryCall,
        args: &[Value],
        time: Option<Time>,
    ) -> Value {
        let (given, function, rest) = match (call, args) {
            (LibraryCall::CallLater, [_, function, rest @ ..]) => (None, function, rest),
            (_, [given, function, rest @ ..]) => (Some(given), function, rest),
            _ => return Value::None,
        };
        let index = match (given, role) {
            (Some(Value::Int(index)), _) => *index as u32,
            (_, Role::Loop(index)) => index,
            _ => return Value::None,
        };
        let number = self.calls.len() as u32;
        self.calls.push(Call {
            on: index,
            function: *function,
            args: rest.to_vec(),
            alarm: AlarmId::NONE,
            open: true,
        });
        match call {
            LibraryCall::CallLater => {
                let due = self.rec.now.saturating_add(time.unwrap_or(Time::ZERO));
                self.calls[number as usize].alarm =
                    self.agenda.add(due, Class::Wait, Alarm::Call(number));
            }
            _ => self.queue_call(index, number),
        }
        Value::Int(i64::from(number))
    }

    fn forget_call(&mut self, number: u32) {
        if let Some(call) = self.calls.get_mut(number as usize) {
            call.open = false;
            call.args = Vec::new();
            call.function = Value::None;
            self.agenda.cancel(std::mem::replace(&mut call.alarm, AlarmId::NONE));
        }
    }

    /// asyncio's `Task.cancel` on what a task waits for in the engine.
    pub(super) fn cancel(&mut self, of: TaskId, by: TaskId, message: Option<Value>) -> bool {
        let t = &mut self.tasks[of.index()];
        if t.ended() {
            return false;
        }
        let thread = self.briefs[of.index()].thread;
        let waits = self.waits_for_something(of) || self.forget_timer(of);
        // Who runs hears of it where it next waits; who is to go on does not go on.
        if !waits && self.threads[thread.index()].current == of {
            self.tasks[of.index()].must_cancel = true;
            return true;
        }
        if waits {
            self.stop_waiting(of);
        }
        let process = self.briefs[of.index()].process;
        let memory = &mut self.processes[process.index()].memory;
        // The first to ask has said why.
        let asked = match self.tasks[of.index()].next() {
            Next::Throw(e) => memory.is_cancellation(*e),
            Next::Retry(_, op) => op.cancelled,
            _ => false,
        };
        if asked && !waits {
            return true;
        }
        let exception = match message {
            None => memory.new_bare_exception(Builtin::CancelledError),
            Some(text) => memory.new_exception_with(Builtin::CancelledError, vec![text]),
        };
        let before = self.set_next(of, Next::Throw(exception));
        if waits {
            self.awake(of, Why::Woken, Cause::Woken, by);
        } else if let Next::Retry(id, mut op) = before {
            (op.cancelled, op.value) = (true, Some(exception));
            self.set_next(of, Next::Retry(id, op));
        }
        true
    }

    pub(super) fn exception_without_text(&mut self, task: TaskId, class: Builtin) -> Value {
        let process = self.briefs[task.index()].process;
        self.processes[process.index()].memory.new_bare_exception(class)
    }

    /// Calls that wait for their turn, for a collection.
    pub(super) fn call_values(&self, process: ProcessId) -> Vec<Value> {
        let of = |call: &&Call| {
            let thread = self.loops.get(call.on as usize).map(EventLoop::thread);
            thread.is_some_and(|t| self.threads[t.index()].process == process)
        };
        let calls = self.calls.iter().filter(|call| call.open).filter(of);
        calls.flat_map(|call| call.args.iter().copied().chain([call.function])).collect()
    }
}

/// A function that a loop is to call.
#[derive(Clone, Debug)]
pub struct Call {
    pub on: u32,
    pub function: Value,
    pub args: Vec<Value>,
    pub alarm: AlarmId,
    pub open: bool,
}
