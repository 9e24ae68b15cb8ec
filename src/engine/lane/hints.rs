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
/// first what lies where its number says, then what that leads to.
const FAR: usize = 8;
const NEAR: usize = 3;

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
            let task = likely_task(far);
            fetch(&self.threads, far.index());
            self.turns.fetch(far);
            fetch(&self.briefs, task.index());
            self.rec.fetch_task(task);
            if let Some(frames) = self.frames.get(task.index()) {
                frames.fetch();
            }
        }
        if let Some(near) = self.turns.after(NEAR) {
            let task = likely_task(near);
            self.rec.fetch_segment(task);
            let process = self.threads[near.index()].process;
            if let Some(frames) = self.frames.get(task.index()) {
                frames.fetch_object(&self.processes[process.index()].memory);
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
