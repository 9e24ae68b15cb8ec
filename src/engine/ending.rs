//! A run comes to its end, and the end has a name.

use super::Engine;
use super::flow::Flow;
use super::record::Recorder;
use super::state::{Next, Process, Role, Wait, Whereabouts};
use super::sync::Kind;
use super::vm::Value;
use crate::base::{ProcessId, TaskId, Time};
use crate::trace::{self, Ending, Failure, Limit, Outcome};

impl Engine {
    pub(super) fn end(&mut self, ending: Ending) {
        if self.rec.trace.ending.is_some() {
            return;
        }
        self.stepping = None;
        if !self.unfinished.1.is_empty() {
            self.end_line();
        }
        self.rec.close_all();
        let now = self.rec.now;
        self.rec.trace.threads.iter_mut().for_each(|t| t.ended = t.ended.or(Some(now)));
        self.rec.trace.processes.iter_mut().for_each(|p| p.ended = p.ended.or(Some(now)));
        self.rec.trace.ending = Some(ending);
        self.name_resources();
    }

    /// Main and every task that counts have ended.
    pub(super) fn end_normally(&mut self) {
        let failure = self.rec.trace.tasks[0].failure.clone();
        self.end(failure.map_or(Ending::Finished, |failure| Ending::Failed(*failure)));
    }

    /// Main has failed under an event loop: as `asyncio.run` does, everybody
    /// else is cancelled.
    pub(super) fn cancel_rest(&mut self) {
        for info in &mut self.rec.trace.tasks {
            if info.finish.is_none() {
                info.outcome = Outcome::Cancelled;
            }
        }
        self.live = 0;
    }

    pub(super) fn limit(&mut self, limit: Limit, task: TaskId) -> Flow {
        let line = self.line(task);
        self.end(Ending::Limit { limit, task, line });
        Flow::Left
    }

    /// The run would go past the time it may take.
    pub(super) fn out_of_time(&mut self, until: Time) {
        self.rec.move_to(until.max(self.rec.now));
        let running = self.machine.occupied().map(|(_, t)| self.shown(t)).find(|t| !t.is_none());
        let open = || self.tasks.iter().position(|t| !t.ended()).unwrap_or(0);
        let task = running.unwrap_or_else(|| TaskId(open() as u32));
        self.limit(Limit::Time, task);
    }

    /// Nobody can ever go on.
    pub(super) fn deadlock(&mut self) {
        let waits: Vec<trace::Wait> = (0..self.tasks.len() as u32)
            .map(TaskId)
            .filter(|&t| !self.tasks[t.index()].ended())
            .filter_map(|t| self.wait_of(t))
            .collect();
        let cycle = self.find_cycle(&waits);
        self.end(Ending::Deadlocked { waits, cycle });
    }

    /// A task begins to wait: if those that it waits for wait for it in the end,
    /// this is when the circle closes. A timeout would open it again.
    pub(super) fn look_for_circle(&mut self, task: TaskId) {
        // A timeout would open any circle; most waits are for time alone.
        if !self.briefs[task.index()].alarm.is_none() {
            return;
        }
        let next = |at: TaskId| {
            let lasts = self.briefs[at.index()].alarm.is_none();
            self.wait_of(at).filter(|_| lasts)
        };
        let length = std::iter::successors(next(task), |w| next(w.holder?))
            .take(self.tasks.len())
            .position(|w| w.holder == Some(task));
        if let Some(length) = length {
            let circle = std::iter::successors(next(task), |w| next(w.holder?));
            let waits = circle.take(length + 1).collect();
            self.rec.trace.deadlocks.push(trace::Deadlock { time: self.rec.now, waits });
        }
    }

    /// The task goes on after all: somebody else released a lock, or cancelled it.
    pub(super) fn open_circle(&mut self, task: TaskId) {
        let others = |d: &trace::Deadlock| d.waits.iter().all(|w| w.task != task);
        self.rec.trace.deadlocks.retain(others);
    }

    fn wait_of(&self, task: TaskId) -> Option<trace::Wait> {
        let t = &self.tasks[task.index()];
        let (resource, holder) = match &t.wait {
            Wait::Sync(id, _) => (Some(self.syncs[id.0 as usize].resource), self.holder(*id)),
            Wait::Join(of) | Wait::End(of) | Wait::Turn(of) | Wait::Start(of) => (None, Some(*of)),
            Wait::Parked(of) => (None, *of),
            Wait::Gather(gather) => {
                let open = gather.tasks.iter().find(|of| !self.tasks[of.index()].ended());
                (None, open.copied())
            }
            Wait::Nothing => self.wait_for_thread(task)?,
        };
        Some(trace::Wait { task, resource, holder, line: self.rec.line(task) })
    }

    /// A task that could go on if its thread did: it waits for the coroutine
    /// that blocks it, or for the call that it made.
    fn wait_for_thread(
        &self,
        task: TaskId,
    ) -> Option<(Option<crate::base::ResourceId>, Option<TaskId>)> {
        let thread = &self.threads[self.briefs[task.index()].thread.index()];
        let blocker = thread.current.some().filter(|&c| c != task);
        let resource = match thread.role {
            Role::Loop(index) => Some(self.loop_resource(index)),
            Role::Worker(_) => Some(self.pool.resource),
            Role::Plain => None,
        };
        (thread.at == Whereabouts::Off && blocker.is_some()).then_some((resource, blocker))
    }

    /// Follows who waits for whom until somebody comes up again.
    fn find_cycle(&self, waits: &[trace::Wait]) -> Vec<TaskId> {
        let next = |task: TaskId| {
            let at = waits.binary_search_by_key(&task, |w| w.task).ok()?;
            waits[at].holder
        };
        // Colours: 0 not seen; else the number of the walk that came by.
        let mut seen = vec![0u32; self.tasks.len()];
        for (walk, wait) in waits.iter().enumerate() {
            let mark = walk as u32 + 1;
            let mut at = Some(wait.task);
            while let Some(task) = at.filter(|t| seen[t.index()] == 0) {
                seen[task.index()] = mark;
                at = next(task);
            }
            if let Some(start) = at.filter(|t| seen[t.index()] == mark) {
                let around =
                    std::iter::successors(next(start), |&t| next(t).filter(|_| t != start));
                let mut cycle: Vec<TaskId> = around.collect();
                cycle.rotate_right(1);
                return cycle;
            }
        }
        Vec::new()
    }

    pub(super) fn describe_failure(&self, task: TaskId, exception: Value) -> Failure {
        let process = self.briefs[task.index()].process;
        let memory = &self.processes[process.index()].memory;
        let d = memory.describe_exception(&self.program, exception);
        Failure {
            task,
            time: self.rec.now,
            kind: d.kind,
            message: d.message,
            span: d.span,
            line: d.line,
            traceback: d.traceback,
        }
    }

    pub(super) fn collect(&mut self, process: ProcessId) {
        let mut roots: Vec<Value> = Vec::with_capacity(4 * self.tasks.len());
        for ((task, brief), frames) in
            self.tasks.iter().zip(self.briefs.iter()).zip(self.frames.iter())
        {
            if brief.process != process {
                continue;
            }
            frames.list_values(&mut roots);
            match task.next() {
                Next::Resume(value) | Next::Throw(value) => roots.push(*value),
                Next::Returned(value) | Next::Raised(value) => roots.push(*value),
                Next::Retry(_, op) => roots.extend(op.value),
                Next::Answer(request) => roots.extend(request.start_values()),
                Next::Finish(result) => roots.push((**result).unwrap_or_else(|e| e)),
                Next::Run | Next::Deliver(_) | Next::Gathered(_) => {}
            }
            if let Wait::Sync(_, op) = &task.wait {
                roots.extend(op.value);
            }
        }
        for p in self.periodics.iter().filter(|p| p.process == process) {
            roots.push(p.spawn.function);
            roots.extend(&p.spawn.args);
        }
        for sync in self.syncs.iter() {
            if let Kind::Queue(queue) = &sync.kind {
                roots.extend(queue.values());
            }
        }
        roots.extend(self.call_values(process));
        self.processes[process.index()].memory.collect(&mut roots.into_iter());
        self.note_memory(process);
    }

    /// What a process's heap may take: the limit is for all together.
    pub(super) fn heap_allowance(&self, process: ProcessId) -> u64 {
        let others = self.heap_total - self.processes[process.index()].noted;
        self.setup.limits.heap.saturating_sub(others)
    }

    /// The same where nothing but the heap can have changed.
    #[inline]
    pub(super) fn note_heap(&mut self, process: ProcessId) {
        let p = &self.processes[process.index()];
        if p.memory.bytes() != p.noted {
            self.note_memory(process);
        }
    }

    /// Keeps account of a process's memory and its peak.
    pub(super) fn note_memory(&mut self, process: ProcessId) {
        let p = &mut self.processes[process.index()];
        note_memory(process, p, &mut self.heap_total, &mut self.rec);
    }

    /// A process has ended: it takes nothing any more.
    pub(super) fn free_process(&mut self, process: ProcessId) {
        let info = &mut self.rec.trace.processes[process.index()];
        if info.ended.is_none() {
            info.ended = Some(self.rec.now);
            self.rec.memory_use(process, 0);
        }
    }

    /// Locks and the like are called after the variable that holds them.
    pub(super) fn name_resources(&mut self) {
        let over = self.rec.trace.ending.is_some();
        let mut unnamed = std::mem::take(&mut self.unnamed);
        unnamed.retain(|&id| {
            let sync = &self.syncs[id.0 as usize];
            let memory = &self.processes[sync.process.index()].memory;
            let name = match memory.global_named(Value::Sync(id)) {
                Some(slot) => self.program.globals[slot as usize].to_string(),
                None if over => {
                    let resources = &self.rec.trace.resources;
                    let kind = resources[sync.resource.index()].kind;
                    let upto = &resources[..=sync.resource.index()];
                    let number = upto.iter().filter(|r| r.kind == kind).count();
                    format!("{} {number}", kind_name(kind))
                }
                None => return true,
            };
            self.rec.trace.resources[sync.resource.index()].name = name;
            false
        });
        self.unnamed = unnamed;
    }
}

/// The class's name in Python.
fn kind_name(kind: trace::ResourceKind) -> &'static str {
    use trace::ResourceKind::*;
    match kind {
        Gil => "GIL",
        Loop => "event loop",
        Pool => "pool",
        Worker => "worker",
        Lock => "Lock",
        RLock => "RLock",
        Semaphore => "Semaphore",
        Event => "Event",
        Condition => "Condition",
        Barrier => "Barrier",
        Queue => "Queue",
    }
}

/// See [`Engine::note_memory`]; `total` is that of all processes.
pub(super) fn note_memory(
    process: ProcessId,
    p: &mut Process,
    total: &mut u64,
    rec: &mut Recorder,
) {
    let heap = p.memory.bytes();
    *total = *total - p.noted + heap;
    p.noted = heap;
    let bytes = p.fixed_bytes + heap;
    let changed = bytes.abs_diff(p.shown_bytes) > p.shown_bytes / 64;
    if let Some(info) = rec.trace.processes.get_mut(process.index()) {
        info.peak_bytes = info.peak_bytes.max(bytes);
        if changed && info.ended.is_none() {
            p.shown_bytes = bytes;
            rec.memory_use(process, bytes);
        }
    }
}
