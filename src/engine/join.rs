//! Tasks end, and others wait for that: `join`, `await`, `gather`.

use super::agenda::{AlarmId, Class};
use super::flow::Flow;
use super::policy::Why;
use super::record::Change;
use super::state::{Alarm, Gather, Next, Role, Wait};
use super::vm::{TaskQuery, Value};
use super::{Engine, vm};
use crate::base::{ProcessId, ResourceId, TaskId, Time};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind, Limit, Outcome, Output, Overhead, Place, State};

impl Engine {
    /// Waits for a task, or takes its result if it has ended.
    pub(super) fn join(
        &mut self,
        h: u16,
        task: TaskId,
        of: TaskId,
        timeout: Option<Time>,
        _awaited: bool,
    ) -> Flow {
        if of == task {
            return self.raise(task, Builtin::RuntimeError, "cannot join current thread");
        }
        if self.tasks[of.index()].ended() {
            return self.deliver(task, of);
        }
        self.briefs[of.index()].rest().waiters.push(task);
        let alarm = match timeout {
            None => AlarmId::NONE,
            Some(length) => {
                let due = self.rec.now.saturating_add(length);
                self.agenda.add(due, Class::Wait, Alarm::Wait(task))
            }
        };
        self.briefs[task.index()].alarm = alarm;
        self.tasks[task.index()].wait = Wait::Join(of);
        self.wait_for_end(h, task, of)
    }

    /// Waiting for an end lets the event loop go on however it is written: a
    /// loop that stood still could never bring that end about.
    fn wait_for_end(&mut self, h: u16, task: TaskId, of: TaskId) -> Flow {
        let line = self.line(task);
        let change = Change::new(State::Lock, Place::Nowhere, Cause::JoinWait, line).by(of);
        self.wait(h, task, true, change)
    }

    /// Waits for all of the tasks, or until the first fails.
    pub(super) fn gather(
        &mut self,
        h: u16,
        task: TaskId,
        tasks: Vec<TaskId>,
        return_exceptions: bool,
    ) -> Flow {
        let mut open: Vec<TaskId> = Vec::new();
        for &of in &tasks {
            if !self.tasks[of.index()].ended() && !open.contains(&of) {
                open.push(of);
            }
        }
        let left = open.len() as u32;
        let gather = Box::new(Gather { tasks, left, return_exceptions });
        let Some(&first) = open.first() else { return self.deliver_gathered(task, &gather) };
        if !return_exceptions && let Some(failed) = self.first_failure(&gather) {
            return self.deliver(task, failed);
        }
        for of in open {
            self.briefs[of.index()].rest().waiters.push(task);
        }
        self.tasks[task.index()].wait = Wait::Gather(gather);
        self.wait_for_end(h, task, first)
    }

    fn first_failure(&self, gather: &Gather) -> Option<TaskId> {
        let failed = |t: &&TaskId| matches!(self.tasks[t.index()].result(), Some(Err(_)));
        gather.tasks.iter().find(failed).copied()
    }

    /// Gives a task the result of another: returns or raises it.
    pub(super) fn deliver(&mut self, task: TaskId, of: TaskId) -> Flow {
        self.inherit_order(of, task);
        match self.result_in(self.briefs[task.index()].process, of) {
            Ok(value) => self.resume(task, value),
            Err(exception) => self.throw(task, exception),
        }
    }

    pub(super) fn deliver_gathered(&mut self, task: TaskId, gather: &Gather) -> Flow {
        if !gather.return_exceptions
            && let Some(failed) = self.first_failure(gather)
        {
            return self.deliver(task, failed);
        }
        let process = self.briefs[task.index()].process;
        gather.tasks.iter().for_each(|&of| self.inherit_order(of, task));
        let value = |r: Result<Value, Value>| r.unwrap_or_else(|exception| exception);
        let results = gather.tasks.iter().map(|&of| value(self.result_in(process, of))).collect();
        let list = self.processes[process.index()].memory.new_list(results);
        self.resume(task, list)
    }

    /// The result of a task that has ended, as seen in a process.
    fn result_in(&mut self, process: ProcessId, of: TaskId) -> Result<Value, Value> {
        let result = self.tasks[of.index()].result().unwrap_or(Ok(Value::None));
        let (_, from) = self.home(of);
        if from == process {
            return result;
        }
        match result {
            Ok(value) => self.carry(from, process, value),
            Err(exception) => Err(self.carry(from, process, exception).unwrap_or_else(|e| e)),
        }
    }

    /// Copies a value from one process to another; the exception that says
    /// why not is made in the process it goes to.
    fn carry(&mut self, from: ProcessId, to: ProcessId, value: Value) -> Result<Value, Value> {
        match self.processes[from.index()].memory.export(value) {
            Ok(parcel) => Ok(self.processes[to.index()].memory.import(&parcel)),
            Err(text) => {
                Err(self.processes[to.index()].memory.new_exception(Builtin::TypeError, &text))
            }
        }
    }

    pub(super) fn export(&mut self, from: ProcessId, value: Value) -> Result<vm::Parcel, Value> {
        let memory = &mut self.processes[from.index()].memory;
        memory.export(value).map_err(|text| memory.new_exception(Builtin::TypeError, &text))
    }

    /// The script of a task has come to its end.
    pub(super) fn end_of_script(
        &mut self,
        h: u16,
        task: TaskId,
        result: Result<Value, Value>,
    ) -> Flow {
        let travels = task.0 > 0 && !self.runtime.shares_memory();
        let charged = self.charged & super::state::due_bit(Overhead::Pickling) != 0;
        if travels && charged {
            // The result travels to the parent; then the task ends.
            self.set_next(task, Next::Finish(Box::new(result)));
            self.owe_pickling(task);
            return Flow::Turn;
        }
        self.finish(h, task, result)
    }

    /// The task is over.
    pub(super) fn finish(&mut self, h: u16, task: TaskId, result: Result<Value, Value>) -> Flow {
        let outcome = result.map_or_else(|e| self.outcome_of(task, e), |_| Outcome::Returned);
        self.finish_as(h, task, result, outcome)
    }

    /// What an exception that ends a task comes to.
    fn outcome_of(&self, task: TaskId, exception: Value) -> Outcome {
        let (_, process) = self.home(task);
        let memory = &self.processes[process.index()].memory;
        match () {
            () if task.0 > 0 && memory.is_cancellation(exception) => Outcome::Cancelled,
            // `sys.exit()` is a way to return.
            () if memory.is_instance(exception, Builtin::SystemExit) => Outcome::Returned,
            () => Outcome::Raised,
        }
    }

    pub(super) fn finish_as(
        &mut self,
        h: u16,
        task: TaskId,
        result: Result<Value, Value>,
        outcome: Outcome,
    ) -> Flow {
        let index = task.index();
        let failure = result.err().filter(|_| outcome == Outcome::Raised);
        let failure = failure.map(|e| Box::new(self.describe_failure(task, e)));
        let info = &mut self.rec.trace.tasks[index];
        info.finish = Some(self.rec.now);
        info.outcome = outcome;
        // Reading what it was would wait for memory, with very many tasks.
        if failure.is_some() {
            info.failure = failure;
        }
        if !(self.daemons && info.daemon) {
            self.live -= 1;
        }
        let waiters = self.tasks[index].end(&mut self.briefs[index], result);
        self.rec.close(task);
        self.frames[index].clear();
        if task.0 == 0 && outcome == Outcome::Raised && self.runtime.has_loop() {
            self.cancel_rest();
        }
        for waiter in waiters {
            self.tell_of_end(waiter, task);
        }
        self.end_daemons(task);
        self.leave_thread(h, task)
    }

    /// A task that somebody waited for has ended.
    fn tell_of_end(&mut self, waiter: TaskId, of: TaskId) {
        let t = &self.tasks[waiter.index()];
        let next = match &t.wait {
            Wait::Join(_) => Next::Deliver(of),
            Wait::End(_) => Next::Resume(Value::Bool(true)),
            // A job comes after the one before it, whatever became of that.
            Wait::Turn(_) => return self.awake(waiter, Why::Arrived, Cause::Joined, of),
            Wait::Gather(_) => {
                // asyncio's gather hears of each end by a callback of its own.
                let t = &self.briefs[waiter.index()];
                match self.threads[t.thread.index()].role {
                    Role::Loop(index) if t.suspended => self.call_back(index, waiter, of),
                    _ => self.count_gathered(waiter, of),
                }
                return;
            }
            _ => return,
        };
        self.set_next(waiter, next);
        self.rec.event(EventKind::Join, of, waiter, ResourceId::NONE);
        self.awake(waiter, Why::Woken, Cause::Joined, of);
    }

    pub(super) fn count_gathered(&mut self, waiter: TaskId, of: TaskId) {
        let failed = matches!(self.tasks[of.index()].result(), Some(Err(_)));
        let Wait::Gather(gather) = &mut self.tasks[waiter.index()].wait else { return };
        gather.left = gather.left.saturating_sub(1);
        if gather.left > 0 && (gather.return_exceptions || !failed) {
            return;
        }
        let gather = gather.clone();
        self.set_next(waiter, Next::Gathered(gather));
        self.rec.event(EventKind::Join, of, waiter, ResourceId::NONE);
        self.awake(waiter, Why::Woken, Cause::Joined, of);
    }

    pub(super) fn query(&mut self, task: TaskId, of: TaskId, query: TaskQuery) -> Flow {
        let ended = self.tasks[of.index()].ended();
        if ended {
            self.inherit_order(of, task);
        }
        let value = match query {
            TaskQuery::Done => Value::Bool(ended),
            TaskQuery::IsAlive => Value::Bool(!ended),
            TaskQuery::Name => {
                let process = self.briefs[task.index()].process;
                let name = self.rec.trace.tasks[of.index()].name.clone();
                self.processes[process.index()].memory.new_text(&name)
            }
            // Not yet delivered to anybody: a task that cannot be cancelled.
            TaskQuery::Cancel => Value::Bool(false),
        };
        self.resume(task, value)
    }

    pub(super) fn print(&mut self, task: TaskId, text: String) -> Flow {
        let limits = &self.setup.limits;
        self.output_bytes += text.len() as u64;
        let lines = self.rec.trace.output.len() as u32;
        if self.output_bytes > limits.output_bytes || lines >= limits.output_lines {
            return self.limit(Limit::Output, task);
        }
        self.unfinished.1.push_str(&text);
        self.unfinished.0 = task;
        if text.ends_with('\n') {
            self.unfinished.1.pop();
            self.end_line();
        }
        self.resume(task, Value::None)
    }

    /// What was printed since the last line becomes one: tasks that print
    /// without a newline share it, as they share the terminal.
    pub(super) fn end_line(&mut self) {
        let (task, text) = std::mem::take(&mut self.unfinished);
        self.rec.trace.output.push(Output { time: self.rec.now, task, text });
    }
}
