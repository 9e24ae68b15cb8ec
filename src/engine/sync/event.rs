//! `Event`: a flag that all who wait for it see at once.

use super::{Kind, Operation, Reply};
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::state::Next;
use crate::engine::vm::{SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind};

impl Engine {
    pub(super) fn use_event(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        let Kind::Event { set } = &mut self.sync(id).kind else { return Reply::NONE };
        match op.method {
            SyncMethod::IsSet => Reply::bool(*set),
            SyncMethod::Clear => {
                *set = false;
                Reply::NONE
            }
            SyncMethod::Set => {
                *set = true;
                // In the order of waiting; also who runs after a `clear`.
                while let Some((to, ..)) = self.next_waiter(id) {
                    let next = Next::Resume(Value::Bool(true));
                    self.wake(id, task, to, EventKind::Wake, next);
                }
                Reply::NONE
            }
            SyncMethod::Wait if *set => Reply::bool(true),
            SyncMethod::Wait => {
                self.sync(id).waiters.push_back(task);
                Reply::Wait(Cause::EventWait, TaskId::NONE)
            }
            _ => Reply::Raise(Builtin::AttributeError, "an event has no such method"),
        }
    }
}
