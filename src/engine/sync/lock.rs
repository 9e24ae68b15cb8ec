//! `Lock` and `RLock`.

use super::{Kind, Operation, Reply};
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::state::Next;
use crate::engine::vm::{SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind};

#[derive(Clone, Debug)]
pub struct Lock {
    /// May be taken again by its holder.
    pub reentrant: bool,
    /// Its holder has the priority of its waiters.
    pub inherit: bool,
    pub holder: TaskId,
    /// How often the holder took it; 0: free.
    pub depth: u32,
    /// Free, but for this coroutine, which was woken and whose turn comes.
    promised: TaskId,
    hold: u32,
}

impl Lock {
    pub fn new(reentrant: bool, inherit: bool) -> Lock {
        Lock { reentrant, inherit, holder: TaskId::NONE, depth: 0, promised: TaskId::NONE, hold: 0 }
    }
}

impl Engine {
    pub(super) fn lock(&mut self, id: SyncId) -> &mut Lock {
        match &mut self.syncs[id.0 as usize].kind {
            Kind::Lock(lock) => lock,
            _ => unreachable!("only asked for locks"),
        }
    }

    pub(super) fn use_lock(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        match op.method {
            SyncMethod::Acquire => self.acquire_lock(task, id, op),
            SyncMethod::Release if op.value.is_some() => {
                Reply::Raise(Builtin::TypeError, "release() takes no arguments")
            }
            SyncMethod::Release => self.release_lock(task, id),
            SyncMethod::Locked => Reply::bool(self.lock(id).depth > 0),
            _ => Reply::Raise(Builtin::AttributeError, "a lock has no such method"),
        }
    }

    pub(super) fn acquire_lock(&mut self, task: TaskId, id: SyncId, op: &Operation) -> Reply {
        let lock = self.lock(id);
        if lock.reentrant && lock.holder == task {
            lock.depth += 1;
            return Reply::bool(true);
        }
        let free = lock.depth == 0 && (lock.promised.is_none() || lock.promised == task);
        if free {
            lock.promised = TaskId::NONE;
            self.take_lock(task, id, op.number);
            return Reply::bool(op.answer);
        }
        if !op.blocking {
            return Reply::bool(false);
        }
        let by = if lock.holder.is_none() { lock.promised } else { lock.holder };
        self.sync(id).waiters.push_back(task);
        self.inherit_through(id);
        Reply::Wait(Cause::LockHeld, by)
    }

    pub(super) fn take_lock(&mut self, task: TaskId, id: SyncId, depth: u32) {
        let resource = self.sync(id).resource;
        let hold = self.rec.hold(resource, task);
        let lock = self.lock(id);
        lock.holder = task;
        lock.depth = depth.max(1);
        lock.hold = hold;
        self.inherit_through(id);
        self.take_up(task, id);
        self.note_lock(task, resource, true);
    }

    fn release_lock(&mut self, task: TaskId, id: SyncId) -> Reply {
        let lock = self.lock(id);
        if lock.reentrant && (lock.depth == 0 || lock.holder != task) {
            return Reply::Raise(Builtin::RuntimeError, "cannot release un-acquired lock");
        }
        if lock.depth == 0 {
            return Reply::Raise(Builtin::RuntimeError, "release unlocked lock");
        }
        lock.depth -= 1;
        if lock.depth == 0 {
            self.free_lock(task, id);
        }
        Reply::NONE
    }

    /// To whom it was promised does not take it.
    pub(super) fn give_up_lock(&mut self, task: TaskId, id: SyncId) {
        let lock = self.lock(id);
        if lock.promised == task {
            lock.promised = TaskId::NONE;
            self.free_lock(task, id);
        }
    }

    /// The lock goes to the first waiter, unless others may barge in. A coroutine takes it when its turn
    /// comes; until then it is free, but nobody overtakes.
    pub(super) fn free_lock(&mut self, from: TaskId, id: SyncId) {
        let lock = self.lock(id);
        lock.depth = 0;
        let (before, inherits) = (std::mem::replace(&mut lock.holder, TaskId::NONE), lock.inherit);
        let hold = lock.hold;
        self.rec.release(hold);
        if !before.is_none() {
            self.publish(from, id);
            let resource = self.sync(id).resource;
            self.note_lock(before, resource, false);
        }
        if inherits && !before.is_none() {
            self.inherit(before);
        }
        let Some((to, op, suspended)) = self.next_waiter(id) else { return };
        let next = if self.barges(suspended) {
            Next::Retry(id, Box::new(op))
        } else if suspended {
            self.lock(id).promised = to;
            Next::Retry(id, Box::new(op))
        } else {
            self.take_lock(to, id, op.number);
            Next::Resume(Value::Bool(op.answer))
        };
        self.wake(id, from, to, EventKind::Handover, next);
    }
}
