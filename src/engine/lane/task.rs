//! The beginning and the end of a task that is a thread of its own, as nearly all are
//! where there are very many.
//!
//! The long way has to think of loops, workers, pools, processes, costs, and of what may
//! be asked of `spawn`; here it is known that nothing of that comes up.

use super::Lane;
use crate::base::{TaskId, ThreadId, Time};
use crate::engine::flow::Flow;
use crate::engine::policy::Traits;
use crate::engine::vm::{Frames, ObjectId, SpawnOptions, Value};
use crate::engine::{Engine, ending};
use crate::trace::{Cause, Outcome, TaskKind, ThreadKind};

impl Engine {
    /// `spawn(f, x)`; `None`, before anything is done, if that is for the long way.
    pub(in crate::engine) fn spawn_at_once(
        &mut self,
        parent: TaskId,
        function: ObjectId,
        arg: Value,
    ) -> Option<Flow> {
        if !self.hurries || !self.runtime.spawns_threads() || self.races.is_some() {
            return None;
        }
        let (_, process) = self.home(parent);
        let memory = &mut self.processes[process.index()].memory;
        let frames = Frames::of_call(&self.program, memory, function, arg)?;
        let line = self.line(parent);
        let name = self.default_name(process, Value::Object(function));
        let thread = ThreadId(self.threads.len() as u32);
        let (home, options) = ((thread, process), SpawnOptions::default());
        let id = match self.enrol(parent, TaskKind::Thread, home, name.clone(), &options, line) {
            Ok(id) => id,
            Err(flow) => return Some(flow),
        };
        self.frames[id.index()] = frames;
        self.note_memory(process);
        let traits = Traits { number: thread.0, ..Traits::default() };
        self.add_thread(process, id, name, &traits, ThreadKind::Task);
        self.start(id, parent);
        Some(self.resume(parent, Value::Task(id)))
    }
}

impl Lane<'_> {
    /// Whether the end of a task concerns nobody but its thread, which ends with it.
    #[inline(always)]
    pub(super) fn ends_alone(&self, task: TaskId) -> bool {
        let brief = &self.briefs[task.index()];
        let main = self.processes[brief.process.index()].main_task;
        *self.live > 1 && !self.daemons && task != main && brief.is_alone()
    }

    /// The task has returned.
    pub(super) fn end_task(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        value: Value,
        now: Time,
    ) {
        let info = &mut self.rec.trace.tasks[task.index()];
        (info.finish, info.outcome) = (Some(now), Outcome::Returned);
        *self.live -= 1;
        self.tasks[task.index()].end(&mut self.briefs[task.index()], Ok(value));
        self.rec.close(task);
        self.frames[task.index()].clear();
        self.leave_core(h, thread, now);
        self.set_free(h, task, Cause::PreviousEnded, now);
        self.rec.trace.threads[thread.index()].ended = Some(now);
        let id = self.briefs[task.index()].process;
        let process = &mut self.processes[id.index()];
        let costs = &self.setup.costs;
        for bytes in [costs.task_bytes, costs.thread_bytes] {
            process.fixed_bytes -= bytes;
            ending::note_memory(id, process, self.heap_total, self.rec);
        }
    }
}
