//! `Semaphore` and `BoundedSemaphore`: a count and a queue.
//!
//! `release` hands the unit to the first waiter at once. asyncio's rule on
//! top of that: while a woken coroutine has not had its turn, others queue up
//! even if units are left, and it wakes the next one when it runs.

use super::{Kind, Operation, Reply};
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::state::Next;
use crate::engine::vm::{SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind};

#[derive(Clone, Debug)]
pub struct Semaphore {
    value: i64,
    initial: i64,
    /// May not be released more often than acquired.
    bounded: bool,
    /// Coroutines woken that have not run yet.
    woken: u32,
    last_taker: TaskId,
}

impl Semaphore {
    pub fn new(value: i64, bounded: bool) -> Result<Semaphore, (Builtin, &'static str)> {
        if value < 0 {
            return Err((Builtin::ValueError, "semaphore initial value must be >= 0"));
        }
        Ok(Semaphore { value, initial: value, bounded, woken: 0, last_taker: TaskId::NONE })
    }

    /// A semaphore of one unit has one holder, as a lock has.
    pub fn only_holder(&self) -> Option<TaskId> {
        self.last_taker.some().filter(|_| self.initial == 1 && self.value == 0)
    }
}

impl Engine {
    fn semaphore(&mut self, id: SyncId) -> &mut Semaphore {
        match &mut self.syncs[id.0 as usize].kind {
            Kind::Semaphore(semaphore) => semaphore,
            _ => unreachable!("only asked for semaphores"),
        }
    }

    pub(super) fn use_semaphore(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        let nobody_waits = self.sync(id).waiters.is_empty() || self.barges(false);
        let semaphore = self.semaphore(id);
        let free = semaphore.value > 0 && nobody_waits && semaphore.woken == 0;
        match op.method {
            SyncMethod::Acquire if op.woken => {
                semaphore.woken -= 1;
                semaphore.last_taker = task;
                self.pass_units(task, id);
                Reply::bool(true)
            }
            SyncMethod::Acquire if free => {
                semaphore.value -= 1;
                semaphore.last_taker = task;
                Reply::bool(true)
            }
            SyncMethod::Acquire if !op.blocking => Reply::bool(false),
            SyncMethod::Acquire => {
                let by = semaphore.only_holder().unwrap_or(TaskId::NONE);
                self.sync(id).waiters.push_back(task);
                Reply::Wait(Cause::LockHeld, by)
            }
            SyncMethod::Release => self.release_units(task, id, op),
            SyncMethod::Locked => Reply::bool(!free),
            _ => Reply::Raise(Builtin::AttributeError, "a semaphore has no such method"),
        }
    }

    /// `release(n)`: as many units at once, to as many waiters.
    fn release_units(&mut self, task: TaskId, id: SyncId, op: &Operation) -> Reply {
        let count = match op.value {
            None => 1,
            Some(Value::Int(n)) if n > 0 => n,
            Some(Value::Int(_)) => {
                return Reply::Raise(Builtin::ValueError, "n must be one or more");
            }
            Some(_) => return Reply::Raise(Builtin::TypeError, "an integer is required"),
        };
        let semaphore = self.semaphore(id);
        let value = semaphore.value.saturating_add(count);
        if semaphore.bounded && value > semaphore.initial {
            return Reply::Raise(Builtin::ValueError, "Semaphore released too many times");
        }
        semaphore.value = value;
        for _ in 0..count.min(1 + self.sync(id).waiters.len() as i64) {
            self.pass_units(task, id);
        }
        Reply::NONE
    }

    /// Who was woken for a unit does not take it.
    pub(super) fn give_back(&mut self, task: TaskId, id: SyncId) {
        let semaphore = self.semaphore(id);
        semaphore.woken -= 1;
        semaphore.value += 1;
        self.pass_units(task, id);
    }

    /// Gives one unit, if there is one, to the first waiter.
    fn pass_units(&mut self, from: TaskId, id: SyncId) {
        if self.semaphore(id).value == 0 {
            return;
        }
        let Some((to, op, suspended)) = self.next_waiter(id) else { return };
        if self.barges(suspended) {
            return self.wake(id, from, to, EventKind::Wake, Next::Retry(id, Box::new(op)));
        }
        let semaphore = self.semaphore(id);
        semaphore.value -= 1;
        let next = if suspended {
            semaphore.woken += 1;
            Next::Retry(id, Box::new(Operation { woken: true, ..op }))
        } else {
            semaphore.last_taker = to;
            Next::Resume(Value::Bool(true))
        };
        self.wake(id, from, to, EventKind::Wake, next);
    }
}
