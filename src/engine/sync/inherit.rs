//! Priority inheritance: whoever holds a lock that asks for it (`inherit=True`)
//! has at least the priority of everybody who waits for it, until it lets go.
//!
//! Source: L. Sha, R. Rajkumar and J. Lehoczky, *Priority Inheritance Protocols*
//! (IEEE Transactions on Computers, 1990); POSIX's `PTHREAD_PRIO_INHERIT`. It
//! goes on along a chain of locks. Only schedulers by priority read it, and only
//! tasks on threads of their own have it: a loop or a worker serves many.

use super::Kind;
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::state::{Role, Wait};
use crate::engine::vm::SyncId;

impl Engine {
    /// Who holds the lock, or waits for it, has changed.
    pub(super) fn inherit_through(&mut self, id: SyncId) {
        if let Some(holder) = self.inheriting_holder(id) {
            self.inherit(holder);
        }
    }

    fn inheriting_holder(&self, id: SyncId) -> Option<TaskId> {
        match &self.syncs[id.0 as usize].kind {
            Kind::Lock(lock) if lock.inherit => lock.holder.some(),
            _ => None,
        }
    }

    /// Gives a task the priority that it has by its locks, then whoever holds
    /// what it waits for itself, and so on.
    pub(super) fn inherit(&mut self, task: TaskId) {
        let mut task = task;
        // No chain is longer, but for a deadlock's circle.
        for _ in 0..self.tasks.len() {
            let thread = self.briefs[task.index()].thread;
            if self.threads[thread.index()].role != Role::Plain {
                return;
            }
            let priority = self.priority_through_locks(task);
            if !self.queues.lend_priority(thread, priority) {
                return;
            }
            let Wait::Sync(id, _) = self.tasks[task.index()].wait else { return };
            let Some(holder) = self.inheriting_holder(id) else { return };
            task = holder;
        }
    }

    fn priority_through_locks(&self, task: TaskId) -> i64 {
        let own = self.queues.own_priority(self.briefs[task.index()].thread);
        let held = self.syncs.iter().filter(|sync| match &sync.kind {
            Kind::Lock(lock) => lock.inherit && lock.holder == task,
            _ => false,
        });
        let waiters = held.flat_map(|sync| &sync.waiters);
        let priority = |t: &TaskId| self.queues.priority(self.briefs[t.index()].thread);
        waiters.map(priority).fold(own, i64::max)
    }
}
