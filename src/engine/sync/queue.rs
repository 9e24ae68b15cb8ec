//! `Queue`: items, room for them, and who waits for either.
//!
//! Between processes an item travels as a copy. asyncio's rule for coroutines:
//! nothing is reserved for a woken getter or putter; it looks again when its
//! turn comes, and queues up behind the others if somebody was quicker.

use super::{Kind, Operation, Reply};
use crate::base::{ProcessId, TaskId};
use crate::engine::Engine;
use crate::engine::policy::Why;
use crate::engine::state::Next;
use crate::engine::vm::{Parcel, SyncId, SyncMethod, Value};
use crate::program::Builtin;
use crate::trace::{Cause, EventKind};
use std::collections::VecDeque;

/// What was put, and by whom.
#[derive(Clone, Debug)]
struct Item {
    content: Content,
    from: TaskId,
}

#[derive(Clone, Debug)]
enum Content {
    /// In the memory of the only process there is.
    Here(Value),
    /// On its way between processes.
    Packed(Parcel),
}

/// Which item comes out next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Fifo,
    Lifo,
    /// The least; among equals, as CPython's heap may do, the first.
    Priority,
}

#[derive(Clone, Debug)]
pub struct Queue {
    items: VecDeque<Item>,
    order: Order,
    /// 0: no limit.
    room: usize,
    pub putters: VecDeque<TaskId>,
    unfinished: u64,
    /// Wait for `unfinished` to fall to zero.
    pub joiners: VecDeque<TaskId>,
}

impl Queue {
    pub fn new(maxsize: i64, order: Order) -> Queue {
        Queue {
            items: VecDeque::new(),
            order,
            room: usize::try_from(maxsize).unwrap_or(0),
            putters: VecDeque::new(),
            unfinished: 0,
            joiners: VecDeque::new(),
        }
    }

    fn full(&self) -> bool {
        self.room > 0 && self.items.len() >= self.room
    }

    fn take(&mut self) -> Option<Item> {
        match self.order {
            Order::Lifo => self.items.pop_back(),
            // Kept in order of priority.
            Order::Fifo | Order::Priority => self.items.pop_front(),
        }
    }

    /// What it keeps in a process's memory.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.items.iter().filter_map(|item| match item.content {
            Content::Here(value) => Some(value),
            Content::Packed(_) => None,
        })
    }
}

impl Engine {
    fn queue(&mut self, id: SyncId) -> &mut Queue {
        match &mut self.syncs[id.0 as usize].kind {
            Kind::Queue(queue) => queue,
            _ => unreachable!("only asked for queues"),
        }
    }

    pub(super) fn use_queue(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        let queue = self.queue(id);
        match op.method {
            SyncMethod::Put => self.put(task, id, op),
            SyncMethod::Get => self.get(task, id, op),
            SyncMethod::Size => Reply::Answer(Value::Int(queue.items.len() as i64)),
            SyncMethod::Empty => Reply::bool(queue.items.is_empty()),
            SyncMethod::Full => Reply::bool(queue.full()),
            SyncMethod::TaskDone if queue.unfinished == 0 => {
                Reply::Raise(Builtin::ValueError, "task_done() called too many times")
            }
            SyncMethod::TaskDone => {
                queue.unfinished -= 1;
                if queue.unfinished == 0 {
                    for to in std::mem::take(&mut queue.joiners) {
                        self.wake(id, task, to, EventKind::Wake, Next::Resume(Value::None));
                    }
                }
                Reply::NONE
            }
            SyncMethod::JoinQueue if queue.unfinished == 0 => Reply::NONE,
            SyncMethod::JoinQueue => {
                queue.joiners.push_back(task);
                Reply::Wait(Cause::QueueWait, TaskId::NONE)
            }
            _ => Reply::Raise(Builtin::AttributeError, "a queue has no such method"),
        }
    }

    fn put(&mut self, task: TaskId, id: SyncId, op: &Operation) -> Reply {
        if self.queue(id).full() {
            if !op.blocking {
                return Reply::Raise(Builtin::TimeoutError, "queue is full");
            }
            self.queue(id).putters.push_back(task);
            return Reply::Wait(Cause::QueueWait, TaskId::NONE);
        }
        let content = match self.pack(task, id, op.value.unwrap_or(Value::None)) {
            Ok(content) => content,
            Err(exception) => return Reply::Throw(exception),
        };
        self.queue(id).unfinished += 1;
        let item = Item { content, from: task };
        let place = match self.place(task, id, &item) {
            Ok(place) => place,
            Err(exception) => return Reply::Throw(exception),
        };
        let Some((to, waiting, suspended)) = self.next_waiter(id) else {
            self.queue(id).items.insert(place, item);
            return Reply::NONE;
        };
        if suspended || self.barges(suspended) {
            self.queue(id).items.insert(place, item);
            self.look_again(task, id, to, waiting);
        } else {
            let value = self.unpack(to, item.content);
            self.wake(id, task, to, EventKind::Message, Next::Resume(value));
        }
        Reply::NONE
    }

    fn look_again(&mut self, from: TaskId, id: SyncId, to: TaskId, op: Operation) {
        self.set_next(to, Next::Retry(id, Box::new(op)));
        self.awake(to, Why::Woken, Cause::Woken, from);
    }

    /// Who was woken does not look: the next one does, if there is anything to find.
    pub(super) fn pass_on(&mut self, task: TaskId, id: SyncId, method: SyncMethod) {
        let queue = self.queue(id);
        if method == SyncMethod::Put && !queue.full() {
            self.admit_putter(task, id);
        } else if method == SyncMethod::Get
            && !queue.items.is_empty()
            && let Some((to, op, _)) = self.next_waiter(id)
        {
            self.look_again(task, id, to, op);
        }
    }

    /// Where a new item goes.
    fn place(&mut self, task: TaskId, id: SyncId, item: &Item) -> Result<usize, Value> {
        let process = self.briefs[task.index()].process;
        let Kind::Queue(queue) = &self.syncs[id.0 as usize].kind else { return Ok(0) };
        let Content::Here(value) = item.content else { return Ok(queue.items.len()) };
        if queue.order != Order::Priority {
            return Ok(queue.items.len());
        }
        let memory = &mut self.processes[process.index()].memory;
        for (at, other) in queue.items.iter().enumerate() {
            if let Content::Here(other) = other.content
                && memory.less(value, other)?
            {
                return Ok(at);
            }
        }
        Ok(queue.items.len())
    }

    fn get(&mut self, task: TaskId, id: SyncId, op: &Operation) -> Reply {
        let Some(item) = self.queue(id).take() else {
            if !op.blocking {
                return Reply::Raise(Builtin::TimeoutError, "queue is empty");
            }
            self.sync(id).waiters.push_back(task);
            return Reply::Wait(Cause::QueueWait, TaskId::NONE);
        };
        let resource = self.sync(id).resource;
        self.rec.event(EventKind::Message, item.from, task, resource);
        let value = self.unpack(task, item.content);
        self.admit_putter(task, id);
        Reply::Answer(value)
    }

    /// There is room: the first who waits to put may.
    fn admit_putter(&mut self, from: TaskId, id: SyncId) {
        let Some(to) = self.queue(id).putters.pop_front() else { return };
        let Some((op, suspended)) = self.waiting_for(to) else { return };
        let next = if suspended || self.barges(suspended) {
            Next::Retry(id, Box::new(op))
        } else {
            match self.pack(to, id, op.value.unwrap_or(Value::None)) {
                Ok(content) => {
                    let queue = self.queue(id);
                    queue.unfinished += 1;
                    let item = Item { content, from: to };
                    match self.place(to, id, &item) {
                        Ok(place) => {
                            self.queue(id).items.insert(place, item);
                            Next::Resume(Value::None)
                        }
                        Err(exception) => Next::Throw(exception),
                    }
                }
                Err(exception) => Next::Throw(exception),
            }
        };
        self.wake(id, from, to, EventKind::Wake, next);
    }

    /// Makes a value ready to leave its task's process.
    fn pack(&mut self, task: TaskId, id: SyncId, value: Value) -> Result<Content, Value> {
        if self.runtime.shares_memory() && !self.sync(id).shared {
            return Ok(Content::Here(value));
        }
        // The bar of it stands where it is sent.
        self.line(task);
        self.owe_pickling(task);
        let process = self.briefs[task.index()].process;
        self.export(process, value).map(Content::Packed)
    }

    fn unpack(&mut self, task: TaskId, content: Content) -> Value {
        let process: ProcessId = self.briefs[task.index()].process;
        match content {
            Content::Here(value) => value,
            Content::Packed(parcel) => self.processes[process.index()].memory.import(&parcel),
        }
    }
}
