//! What the lane will need soon is asked for, so that a cache has it then.
//!
//! Of ten thousand tasks a turn needs half a dozen places that were not used for long.
//! One after another, each where the one before it says, they would have to be waited
//! for.

use super::Lane;
use crate::base::{TaskId, ThreadId, fetch};
use crate::engine::state::Alarm;
use std::hint::black_box;

/// So many threads' state fits into the fast part of a processor's cache.
const FIT_IN_CACHE: usize = 2000;

/// What a thread needs when its turn comes is asked for when so many are before it:
/// first the thread itself, then what it leads to, then what that leads to.
const FAR: usize = 8;
const NEAR: usize = 3;
const NEXT: usize = 1;

impl Lane<'_> {
    fn fit_in_cache(&self) -> bool {
        self.threads.len() <= FIT_IN_CACHE
    }

    /// Asks for what the next in the queue will need.
    #[inline(always)]
    pub(super) fn fetch_next(&self) {
        if self.fit_in_cache() {
            return;
        }
        // What cannot be asked for has to be read.
        if cfg!(target_arch = "wasm32") {
            if let Some(next) = self.turns.after(0) {
                black_box(self.threads[next.index()].script_work);
            }
            return;
        }
        if let Some(far) = self.turns.after(FAR) {
            fetch(&self.threads, far.index());
            self.turns.fetch(far);
            self.rec.fetch_task(likely_task(far));
        }
        if let Some(near) = self.turns.after(NEAR) {
            let task = self.threads[near.index()].current;
            fetch(&self.briefs, task.index());
            self.frames[task.index()].fetch();
            self.rec.fetch_segment(task);
        }
        if let Some(next) = self.turns.after(NEXT) {
            let thread = &self.threads[next.index()];
            let task = thread.current.index();
            self.frames[task].fetch_object(&self.processes[thread.process.index()].memory);
            if !self.briefs[task].has_run {
                fetch(&self.rec.trace.tasks, task);
            }
        }
    }

    /// Asks for what it takes to end the next wait.
    #[inline(always)]
    pub(super) fn fetch_upcoming(&self) {
        if cfg!(target_arch = "wasm32") || self.fit_in_cache() {
            return;
        }
        if let Some(&Alarm::Wait(task)) = self.agenda.upcoming() {
            fetch(&self.briefs, task.index());
            fetch(&self.threads, likely_thread(task).index());
            self.rec.fetch_task(task);
        }
    }

    /// Asks for what is written down when a task ends, as it most likely does if its
    /// script has left.
    #[inline(always)]
    pub(super) fn fetch_records(&self, thread: ThreadId, task: TaskId) {
        fetch(&self.tasks, task.index());
        fetch(&self.rec.trace.tasks, task.index());
        fetch(&self.rec.trace.threads, thread.index());
    }
}

/// Where each task has a thread of its own, they have the same number.
fn likely_task(thread: ThreadId) -> TaskId {
    TaskId(thread.0)
}

fn likely_thread(task: TaskId) -> ThreadId {
    ThreadId(task.0)
}
