//! `Condition`: wait, under a lock, until somebody says that things changed.

use super::{Operation, Reply};
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::record::Change;
use crate::engine::state::{Next, Wait};
use crate::engine::vm::{SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind, Place, State};

impl Engine {
    pub(super) fn use_condition(
        &mut self,
        task: TaskId,
        id: SyncId,
        lock: SyncId,
        op: &mut Operation,
    ) -> Reply {
        let count = match (op.method, op.value) {
            (SyncMethod::Acquire | SyncMethod::Release | SyncMethod::Locked, _) => {
                return self.use_lock(task, lock, op);
            }
            (SyncMethod::Wait | SyncMethod::WaitFor, _) => {
                return self.wait_for_condition(task, id, lock, op);
            }
            (SyncMethod::NotifyAll, _) => usize::MAX,
            (SyncMethod::Notify, None | Some(Value::None)) => 1,
            (SyncMethod::Notify, Some(Value::Int(n))) => usize::try_from(n).unwrap_or(0),
            (SyncMethod::Notify, Some(_)) => {
                return Reply::Raise(Builtin::TypeError, "an integer is required");
            }
            _ => return Reply::Raise(Builtin::AttributeError, "a condition has no such method"),
        };
        if !self.owns(task, lock) {
            return Reply::Raise(Builtin::RuntimeError, "cannot notify on un-acquired lock");
        }
        for _ in 0..count.min(self.sync(id).waiters.len()) {
            self.notify(task, id, lock);
        }
        Reply::NONE
    }

    /// As Python's conditions see it: a lock that is not reentrant has no owner.
    fn owns(&mut self, task: TaskId, lock: SyncId) -> bool {
        let lock = self.lock(lock);
        lock.depth > 0 && (!lock.reentrant || lock.holder == task)
    }

    fn wait_for_condition(
        &mut self,
        task: TaskId,
        id: SyncId,
        lock: SyncId,
        op: &mut Operation,
    ) -> Reply {
        if !self.owns(task, lock) {
            return Reply::Raise(Builtin::RuntimeError, "cannot wait on un-acquired lock");
        }
        op.number = self.lock(lock).depth;
        self.sync(id).waiters.push_back(task);
        self.free_lock(task, lock);
        Reply::Wait(Cause::EventWait, TaskId::NONE)
    }

    /// The first waiter may go on as soon as it has the lock again: a thread
    /// moves over to the lock's queue at once, a coroutine when it runs.
    fn notify(&mut self, from: TaskId, id: SyncId, lock: SyncId) {
        let Some((to, op, suspended)) = self.next_waiter(id) else { return };
        let acquire = Operation { method: SyncMethod::Acquire, until: None, blocking: true, ..op };
        if suspended {
            return self.wake(id, from, to, EventKind::Wake, Next::Retry(lock, Box::new(acquire)));
        }
        let resource = self.sync(id).resource;
        self.rec.event(EventKind::Wake, from, to, resource);
        let place = Place::Resource(self.sync(lock).resource);
        self.tasks[to.index()].wait = Wait::Sync(lock, Box::new(acquire));
        let alarm = &mut self.briefs[to.index()].alarm;
        self.agenda.cancel(std::mem::replace(alarm, crate::engine::agenda::AlarmId::NONE));
        let line = self.rec.line(to);
        let change = Change::new(State::Lock, place, Cause::LockHeld, line).by(from);
        self.rec.change(to, change);
        self.sync(lock).waiters.push_back(to);
        self.inherit_through(lock);
    }
}
