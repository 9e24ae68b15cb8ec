//! `Barrier`: everybody waits until all parties have come.
//!
//! As in CPython: the last to come goes on without waiting; a party that
//! comes back before all have left waits until the barrier is drained. A party
//! that gives up (timeout) breaks the barrier for all, for good.

use super::{Kind, Operation, Reply};
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::state::Next;
use crate::engine::vm::{SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind};

#[derive(Clone, Debug)]
pub struct Barrier {
    parties: u32,
    /// Inside: still waiting or not yet left.
    inside: u32,
    draining: bool,
    broken: bool,
    /// Came back too early.
    early: Vec<TaskId>,
}

impl Barrier {
    pub fn new(parties: i64) -> Result<Barrier, (Builtin, &'static str)> {
        match u32::try_from(parties) {
            Ok(parties) if parties > 0 => Ok(Barrier {
                parties,
                inside: 0,
                draining: false,
                broken: false,
                early: Vec::new(),
            }),
            _ => Err((Builtin::ValueError, "parties must be > 0")),
        }
    }

    /// A party stops waiting.
    pub fn give_up(&mut self, task: TaskId) {
        let before = self.early.len();
        self.early.retain(|&t| t != task);
        if self.early.len() == before {
            self.inside = self.inside.saturating_sub(1);
        }
    }
}

pub const BROKEN: &str = "broken barrier";

impl Engine {
    fn barrier(&mut self, id: SyncId) -> &mut Barrier {
        match &mut self.syncs[id.0 as usize].kind {
            Kind::Barrier(barrier) => barrier,
            _ => unreachable!("only asked for barriers"),
        }
    }

    pub(super) fn use_barrier(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        if op.woken {
            return self.leave_barrier(task, id, op.number);
        }
        let barrier = self.barrier(id);
        if op.method == SyncMethod::Size {
            // Who is about to leave waits no more, and who came back early not yet.
            let waits = if barrier.draining || barrier.broken { 0 } else { barrier.inside };
            return Reply::Answer(Value::Int(i64::from(waits)));
        }
        if op.method != SyncMethod::Wait {
            return Reply::Raise(Builtin::AttributeError, "a barrier has no such method");
        }
        if barrier.broken {
            return Reply::Raise(Builtin::RuntimeError, BROKEN);
        }
        if barrier.draining {
            barrier.early.push(task);
            return Reply::Wait(Cause::BarrierWait, TaskId::NONE);
        }
        op.number = barrier.inside;
        barrier.inside += 1;
        if barrier.inside < barrier.parties {
            self.sync(id).waiters.push_back(task);
            return Reply::Wait(Cause::BarrierWait, TaskId::NONE);
        }
        barrier.draining = true;
        while let Some((to, waiting, _)) = self.next_waiter(id) {
            let next = Next::Retry(id, Box::new(Operation { woken: true, ..waiting }));
            self.wake(id, task, to, EventKind::Wake, next);
        }
        self.leave_barrier(task, id, op.number)
    }

    /// A party has given up: nobody gets through any more.
    pub(in crate::engine) fn break_barrier(&mut self, from: TaskId, id: SyncId) {
        let Kind::Barrier(barrier) = &mut self.syncs[id.0 as usize].kind else { return };
        barrier.broken = true;
        let mut others = std::mem::take(&mut barrier.early);
        let waiters = std::mem::take(&mut self.sync(id).waiters);
        others.splice(..0, waiters);
        for to in others {
            let error = self.exception(to, Builtin::RuntimeError, BROKEN);
            self.wake(id, from, to, EventKind::Wake, Next::Throw(error));
        }
    }

    pub(super) fn leave_barrier(&mut self, task: TaskId, id: SyncId, number: u32) -> Reply {
        let barrier = self.barrier(id);
        barrier.inside = barrier.inside.saturating_sub(1);
        if barrier.inside == 0 {
            barrier.draining = false;
            for to in std::mem::take(&mut barrier.early) {
                if let Some((op, _)) = self.waiting_for(to) {
                    self.wake(id, task, to, EventKind::Wake, Next::Retry(id, Box::new(op)));
                }
            }
        }
        Reply::Answer(Value::Int(i64::from(number)))
    }
}
