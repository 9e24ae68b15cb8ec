//! Tasks, threads and processes come into being and go.

use super::Engine;
use super::agenda::Class;
use super::flow::Flow;
use super::gil::Gil;
use super::policy::{Traits, Why};
use super::record::Change;
use super::state::{Alarm, Brief, Next, Process, Role, Task, Thread, Wait, Whereabouts, due_bit};
use super::vm::{Frames, Memory, PAST_LAST_CORE, Request, Spawn, SpawnOptions, Start, Value};
use crate::base::{ProcessId, ResourceId, TaskId, ThreadId, Time};
use crate::program::Builtin;
use crate::trace::{
    Cause, EventKind, Limit, Name, Outcome, Overhead, Place, ProcessInfo, ResourceKind, State,
    TaskInfo, TaskKind, ThreadInfo, ThreadKind,
};

impl Engine {
    /// The main process, thread and task.
    pub(super) fn begin(&mut self) {
        let memory = Memory::new(&self.program);
        let process = self.add_process(memory, "main".to_string(), None);
        let main = TaskId(0);
        let traits = Traits::default();
        let thread = self.add_thread(process, main, "main".into(), &traits, ThreadKind::Main);
        self.rec.trace.tasks.push(TaskInfo {
            name: "main".into(),
            kind: TaskKind::Main,
            process,
            thread,
            parent: None,
            series: main,
            daemon: false,
            line: 0,
            arrival: self.rec.now,
            first_run: None,
            finish: None,
            deadline: None,
            outcome: Outcome::Unfinished,
            failure: None,
        });
        self.rec.add_task();
        self.tasks.push(Task::new());
        self.briefs.push(Brief::new(thread, process));
        self.frames.push(Frames::module(&self.program));
        self.live = 1;
        self.processes[process.index()].fixed_bytes += self.setup.costs.task_bytes;
        self.note_memory(process);
        if self.runtime.has_loop() {
            self.begin_loop(thread, main);
        } else {
            self.make_ready(thread, Why::Arrived, Cause::Spawned, TaskId::NONE);
        }
    }

    /// The thread and process of a task.
    pub(super) fn home(&self, task: TaskId) -> (ThreadId, ProcessId) {
        let brief = &self.briefs[task.index()];
        (brief.thread, brief.process)
    }

    /// Makes a task that calls a function; it does not start yet.
    pub(super) fn new_task(
        &mut self,
        parent: TaskId,
        kind: TaskKind,
        thread: ThreadId,
        process: ProcessId,
        spawn: Spawn,
        line: u32,
    ) -> Result<TaskId, Flow> {
        let Spawn { function, args, options } = spawn;
        let name = self.name_of(process, function, &options);
        let task = self.enrol(parent, kind, (thread, process), name, &options, line)?;
        self.call(task, function, args);
        Ok(task)
    }

    /// Gives a task what it is to run, in its process.
    pub(super) fn call(&mut self, task: TaskId, function: Value, args: Vec<Value>) {
        let (_, process) = self.home(task);
        let memory = &mut self.processes[process.index()].memory;
        args.iter().chain([&function]).for_each(|&value| memory.watch_argument(value));
        let called = self.frames[task.index()].call(&self.program, memory, function, args);
        if let Err(exception) = called {
            // The call itself is wrong: the task fails when it starts.
            self.set_next(task, Next::Finish(Box::new(Err(exception))));
        }
        self.note_memory(process);
    }

    /// Many tasks will be more: growing step by step would move them all again
    /// and again. The page, which is built for weight, seldom has so many.
    fn make_room(&mut self) {
        let count = self.tasks.len();
        if cfg!(fast_functions) || count < 1024 || count < self.tasks.capacity() {
            return;
        }
        let more = 3 * count;
        self.tasks.reserve(more);
        self.briefs.reserve(more);
        self.frames.reserve(more);
        self.threads.reserve(more);
        self.rec.trace.tasks.reserve(more);
        self.rec.trace.threads.reserve(more);
    }

    /// Makes a task that does not know yet what to run.
    pub(super) fn enrol(
        &mut self,
        parent: TaskId,
        kind: TaskKind,
        (thread, process): (ThreadId, ProcessId),
        name: Name,
        options: &SpawnOptions,
        line: u32,
    ) -> Result<TaskId, Flow> {
        if self.tasks.len() as u32 >= self.setup.limits.tasks {
            return Err(self.limit(Limit::Tasks, parent));
        }
        self.make_room();
        let arrival = options.at.unwrap_or(self.rec.now).max(self.rec.now);
        let id = TaskId(self.tasks.len() as u32);
        self.rec.trace.tasks.push(TaskInfo {
            name,
            kind,
            process,
            thread,
            parent: Some(parent),
            series: id,
            daemon: options.daemon,
            line,
            arrival,
            first_run: None,
            finish: None,
            deadline: options.deadline.map(|d| arrival.saturating_add(d)),
            outcome: Outcome::Unfinished,
            failure: None,
        });
        self.rec.add_task();
        self.tasks.push(Task::new());
        self.briefs.push(Brief::new(thread, process));
        self.frames.push(Frames::empty());
        self.live += u32::from(!options.daemon);
        self.daemons |= options.daemon;
        self.processes[process.index()].fixed_bytes += self.setup.costs.task_bytes;
        self.inherit_order(parent, id);
        // A periodic task's later jobs are released, not spawned by anybody.
        if self.stepping.is_some() {
            self.rec.event(EventKind::Spawn, parent, id, ResourceId::NONE);
        }
        Ok(id)
    }

    /// The name that was asked for, or the default one.
    pub(super) fn name_of(
        &mut self,
        process: ProcessId,
        function: Value,
        options: &SpawnOptions,
    ) -> Name {
        match &options.name {
            Some(name) => Name::from(&**name),
            None => self.default_name(process, function),
        }
    }

    /// The function's name; the second task of a name gets a number.
    pub(super) fn default_name(&mut self, process: ProcessId, function: Value) -> Name {
        let memory = &self.processes[process.index()].memory;
        let name = memory.function_name(&self.program, function);
        match self.names.get_mut(name) {
            Some(count) => {
                *count += 1;
                Name::numbered(name, Some(*count))
            }
            None => {
                self.names.insert(name.to_string(), 1);
                Name::from(name)
            }
        }
    }

    /// A task on an OS thread of its own.
    pub(super) fn spawn_thread(
        &mut self,
        h: u16,
        parent: TaskId,
        kind: TaskKind,
        process: ProcessId,
        spawn: Spawn,
        line: u32,
    ) -> Flow {
        let overhead = match kind {
            TaskKind::Process => Overhead::ProcessStart,
            _ => Overhead::ThreadStart,
        };
        match self.new_on_thread(parent, kind, process, spawn, line, Some(overhead), None) {
            Ok(child) => {
                self.start(child, parent);
                let thread = self.briefs[child.index()].thread;
                match overhead == Overhead::ThreadStart && self.waits_for_start(thread) {
                    true => self.wait_for_start(h, parent, child, thread),
                    false => self.resume(parent, Value::Task(child)),
                }
            }
            Err(flow) => flow,
        }
    }

    /// What the task asks for starts a task, thread or process, whose cost is the
    /// task's: its thread does that work. Whether that comes first.
    pub(super) fn owe_start(&mut self, thread: ThreadId, task: TaskId, request: &Request) -> bool {
        let kind = match request {
            Request::Spawn(spawn) => self.runtime.start_cost(self, spawn),
            Request::Start { kind: Start::Thread, .. } => Some(Overhead::ThreadStart),
            Request::Start { kind: Start::Process, .. } => Some(Overhead::ProcessStart),
            Request::Start { kind: Start::Coroutine, .. } => Some(Overhead::CoroutineStart),
            _ => None,
        };
        let bit = kind.map_or(0, due_bit) & self.charged;
        if bit != 0 {
            self.line(task);
            self.threads[thread.index()].due |= bit;
        }
        bit != 0
    }

    /// Whether who starts this thread, which is ready, waits until it has begun,
    /// as `Thread.start` of CPython waits for the thread's `_started`.
    pub(super) fn waits_for_start(&self, thread: ThreadId) -> bool {
        let t = &self.threads[thread.index()];
        let gil = self.processes[t.process.index()].gil.is_some();
        gil && self.setup.costs.start_waits && t.at == Whereabouts::Ready && !self.in_call
    }

    pub(super) fn wait_for_start(
        &mut self,
        h: u16,
        parent: TaskId,
        child: TaskId,
        thread: ThreadId,
    ) -> Flow {
        let line = self.line(parent);
        self.threads[thread.index()].starter = parent;
        self.set_next(parent, Next::Resume(Value::Task(child)));
        self.tasks[parent.index()].wait = Wait::Start(child);
        let change = Change::new(State::Lock, Place::Nowhere, Cause::StartWait, line).by(child);
        self.wait(h, parent, false, change)
    }

    /// The thread runs: who started it can go on.
    pub(super) fn tell_starter(&mut self, thread: ThreadId) {
        let t = &mut self.threads[thread.index()];
        if let Some(starter) = std::mem::replace(&mut t.starter, TaskId::NONE).some() {
            let by = t.current;
            self.awake(starter, Why::Woken, Cause::Woken, by);
        }
    }

    /// Makes a task and its thread, which do not start yet. `number`: what
    /// schedulers know the thread by, if not by its own.
    #[expect(clippy::too_many_arguments)]
    pub(super) fn new_on_thread(
        &mut self,
        parent: TaskId,
        kind: TaskKind,
        process: ProcessId,
        spawn: Spawn,
        line: u32,
        overhead: Option<Overhead>,
        number: Option<u32>,
    ) -> Result<TaskId, Flow> {
        if spawn.options.cores.is_some_and(|cores| cores.ilog2() >= u32::from(self.setup.cores)) {
            return Err(self.raise(parent, Builtin::ValueError, PAST_LAST_CORE));
        }
        let id = TaskId(self.tasks.len() as u32);
        let thread = ThreadId(self.threads.len() as u32);
        let mut traits = traits_of(&spawn.options, number.unwrap_or(thread.0));
        let child = self.new_task(parent, kind, thread, process, spawn, line)?;
        let info = &self.rec.trace.tasks[child.index()];
        traits.deadline = info.deadline.unwrap_or(Time::NEVER);
        let name = info.name.clone();
        let of_new_process = overhead == Some(Overhead::ProcessStart);
        if of_new_process {
            let (_, above) = self.home(parent);
            let daemon = info.daemon.then_some(id);
            self.processes[above.index()].daemons.extend(daemon);
            self.processes[process.index()].main_task = id;
            self.rec.trace.processes[process.index()].name = name.to_string();
        }
        let kind = if of_new_process { ThreadKind::Main } else { ThreadKind::Task };
        let thread = self.add_thread(process, child, name, &traits, kind);
        let bits = overhead.filter(|_| !self.paid).map_or(0, due_bit);
        self.threads[thread.index()].due |= bits & self.charged;
        Ok(child)
    }

    /// The task arrives, now or at its time.
    pub(super) fn start(&mut self, task: TaskId, by: TaskId) {
        let arrival = self.rec.trace.tasks[task.index()].arrival;
        self.rec.set_line(task, self.rec.trace.tasks[task.index()].line);
        if arrival > self.rec.now {
            self.agenda.add(arrival, Class::Arrival, Alarm::Arrival(task));
        } else {
            self.arrive(task, Cause::Spawned, by);
        }
    }

    pub(super) fn arrive(&mut self, task: TaskId, cause: Cause, by: TaskId) {
        let (thread, _) = self.home(task);
        let line = self.rec.line(task);
        match self.threads[thread.index()].role {
            Role::Loop(index) => self.queue_on_loop(index, task, cause, by, line),
            Role::Worker(_) => self.queue_for_workers(task, cause, by),
            Role::Plain => {
                self.rec.trace.threads[thread.index()].started = self.rec.now;
                self.make_ready(thread, Why::Arrived, cause, by);
            }
        }
    }

    pub(super) fn add_thread(
        &mut self,
        process: ProcessId,
        task: TaskId,
        name: Name,
        traits: &Traits,
        kind: ThreadKind,
    ) -> ThreadId {
        let id = ThreadId(self.threads.len() as u32);
        self.threads.push(Thread::new(process, Role::Plain, task));
        self.queues.admit(id, traits);
        let started = self.rec.now;
        self.rec.trace.threads.push(ThreadInfo { name, kind, process, started, ended: None });
        self.processes[process.index()].fixed_bytes += self.setup.costs.thread_bytes;
        self.note_memory(process);
        id
    }

    pub(super) fn add_process(
        &mut self,
        mut memory: Memory,
        name: String,
        parent: Option<ProcessId>,
    ) -> ProcessId {
        let id = ProcessId(self.processes.len() as u32);
        if self.races.is_some() {
            memory.watch(&self.program.globals, self.rec.now);
        }
        let gil = self
            .runtime
            .has_gil()
            .then(|| Gil::new(self.rec.resource(ResourceKind::Gil, "GIL".to_string(), id)));
        let fixed_bytes = self.setup.costs.process_bytes;
        self.processes.push(Process {
            memory,
            gil,
            fixed_bytes,
            shown_bytes: 0,
            main_task: TaskId(0),
            daemons: Vec::new(),
            noted: 0,
        });
        let started = self.rec.now;
        let info = ProcessInfo { name, parent, started, ended: None, peak_bytes: 0 };
        self.rec.trace.processes.push(info);
        self.note_memory(id);
        id
    }

    /// A child process with a copy of its parent's memory.
    pub(super) fn fork(&mut self, parent: ProcessId) -> ProcessId {
        let memory = self.processes[parent.index()].memory.fork();
        self.add_process(memory, String::new(), Some(parent))
    }

    /// A task that has ended leaves its thread; the thread ends, returns to
    /// the caller, or goes on with its loop.
    pub(super) fn leave_thread(&mut self, h: u16, task: TaskId) -> Flow {
        let (thread, process) = self.home(task);
        self.processes[process.index()].fixed_bytes -= self.setup.costs.task_bytes;
        self.note_memory(process);
        let t = &mut self.threads[thread.index()];
        if let Role::Loop(_) = t.role {
            t.current = TaskId::NONE;
            return Flow::Turn;
        }
        if let Role::Worker(worker) = t.role {
            self.leave_worker(worker);
            return Flow::Turn;
        }
        if let Some(caller) = self.briefs[task.index()].caller() {
            t.current = caller;
            (t.cause, t.by) = (Cause::Joined, task);
            return Flow::Turn;
        }
        self.depart(h, thread);
        self.vacated(h, Cause::PreviousEnded, thread);
        self.rec.trace.counters.voluntary += 1;
        self.drop_gil(thread);
        self.rec.trace.threads[thread.index()].ended = Some(self.rec.now);
        self.processes[process.index()].fixed_bytes -= self.setup.costs.thread_bytes;
        if process.0 > 0 && self.processes[process.index()].main_task == task {
            self.free_process(process);
        }
        self.note_memory(process);
        Flow::Left
    }
}

/// What the policy needs of what `spawn` was given. Tickets below one would
/// never win.
fn traits_of(options: &SpawnOptions, number: u32) -> Traits {
    const MOST_TICKETS: i64 = 1_000_000;
    let default = Traits::default();
    Traits {
        number,
        priority: options.priority.unwrap_or(default.priority),
        tickets: options.tickets.map_or(default.tickets, |n| n.clamp(1, MOST_TICKETS) as u64),
        nice: options.nice.unwrap_or(default.nice),
        deadline: default.deadline,
        period: options.period.unwrap_or(default.period),
        cores: options.cores,
    }
}
