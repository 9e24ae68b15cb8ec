//! Synchronisation objects: one file a kind.
//!
//! Waiters are served first come, first served. Two manners, by who waits:
//! a *thread* is handed what it waited for by the one who releases it, as a
//! fair lock does; or, with `wake-up=barging`, it is only woken, and looks again
//! when it has a core: who asks in the meantime may have been quicker, and then
//! it waits anew, behind all others (CPython's `threading.Lock`, a futex). A *coroutine* is put at the end of its loop's
//! ready queue and takes what it waited for when its turn comes, exactly as
//! CPython's `asyncio` primitives do; what is reserved for it until then
//! differs from kind to kind.

mod barrier;
mod condition;
mod event;
mod inherit;
mod lock;
mod queue;
mod semaphore;

use super::Engine;
use super::agenda::{AlarmId, Class};
use super::flow::Flow;
use super::record::Change;
use super::state::{Alarm, Next, Wait};
use super::vm::{SyncArgs, SyncId, SyncMethod, Value};
use crate::base::{ProcessId, ResourceId, TaskId, Time};
use crate::program::Builtin;
use crate::setup::WakeUp;
use crate::trace::{Cause, EventKind, Place, ResourceKind, State};
use barrier::Barrier;
use lock::Lock;
use queue::{Order, Queue};
use semaphore::Semaphore;
use std::collections::VecDeque;

/// A call of a method, as it waits to be done.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Operation {
    pub method: SyncMethod,
    pub value: Option<Value>,
    pub blocking: bool,
    /// When to give up.
    pub until: Option<Time>,
    /// Set when it is done again after a wake-up.
    pub woken: bool,
    /// Woken and cancelled before it went on: `value` is what it raises.
    pub cancelled: bool,
    /// What the object itself remembers of the waiter: how deep it held a
    /// lock, which number it had at a barrier.
    pub number: u32,
    /// The answer of an acquire that ends a `Condition.wait`: false after its
    /// timeout.
    pub answer: bool,
}

/// How a method came out.
pub enum Reply {
    Answer(Value),
    Raise(Builtin, &'static str),
    /// An exception made already.
    Throw(Value),
    /// It stands in the object's queue now, waiting for the task.
    Wait(Cause, TaskId),
}

impl Reply {
    const NONE: Reply = Reply::Answer(Value::None);

    fn bool(answer: bool) -> Reply {
        Reply::Answer(Value::Bool(answer))
    }
}

#[derive(Clone, Debug)]
pub struct Sync {
    pub resource: ResourceId,
    pub process: ProcessId,
    /// In order of coming.
    pub waiters: VecDeque<TaskId>,
    pub kind: Kind,
    /// Its timeouts count seconds, not milliseconds.
    pub seconds: bool,
    /// Between processes although the runtime's tasks share memory.
    pub shared: bool,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Lock(Lock),
    Semaphore(Semaphore),
    Event { set: bool },
    Condition { lock: SyncId },
    Barrier(Barrier),
    Queue(Queue),
}

impl Engine {
    /// Makes what `Lock()`, `Queue(3)` … ask for.
    pub(super) fn new_sync(
        &mut self,
        process: ProcessId,
        class: Builtin,
        argument: Option<Value>,
    ) -> Result<Value, (Builtin, &'static str)> {
        let number = |default: i64| match argument {
            None | Some(Value::None) => Ok(default),
            Some(Value::Int(n)) => Ok(n),
            Some(Value::Bool(b)) => Ok(i64::from(b)),
            Some(_) => Err((Builtin::TypeError, "an integer is required")),
        };
        let inherit = matches!(argument, Some(Value::Bool(true)));
        let (kind, state) = match class {
            Builtin::Lock => (ResourceKind::Lock, Kind::Lock(Lock::new(false, inherit))),
            Builtin::RLock => (ResourceKind::RLock, Kind::Lock(Lock::new(true, inherit))),
            Builtin::Semaphore | Builtin::BoundedSemaphore => {
                let bounded = class == Builtin::BoundedSemaphore;
                let state = Semaphore::new(number(1)?, bounded)?;
                (ResourceKind::Semaphore, Kind::Semaphore(state))
            }
            Builtin::Event => (ResourceKind::Event, Kind::Event { set: false }),
            Builtin::Barrier => (ResourceKind::Barrier, Kind::Barrier(Barrier::new(number(0)?)?)),
            Builtin::Queue | Builtin::LifoQueue | Builtin::PriorityQueue => {
                let order = match class {
                    Builtin::LifoQueue => Order::Lifo,
                    Builtin::PriorityQueue => Order::Priority,
                    _ => Order::Fifo,
                };
                (ResourceKind::Queue, Kind::Queue(Queue::new(number(0)?, order)))
            }
            Builtin::Condition => {
                let lock = match argument {
                    Some(Value::Sync(lock)) if self.is_lock(lock) => lock,
                    None | Some(Value::None) => {
                        let lock = Kind::Lock(Lock::new(true, false));
                        self.add_sync(process, ResourceKind::RLock, lock)
                    }
                    Some(_) => {
                        return Err((Builtin::TypeError, "Condition() needs a Lock or RLock"));
                    }
                };
                (ResourceKind::Condition, Kind::Condition { lock })
            }
            _ => return Err((Builtin::NotImplementedError, "not supported yet")),
        };
        Ok(Value::Sync(self.add_sync(process, kind, state)))
    }

    fn add_sync(&mut self, process: ProcessId, kind: ResourceKind, state: Kind) -> SyncId {
        let id = SyncId(self.syncs.len() as u32);
        // Named after the variable that holds it as soon as one does.
        let resource = self.rec.resource(kind, String::new(), process);
        self.unnamed.push(id);
        self.syncs.push(Sync {
            resource,
            process,
            waiters: VecDeque::new(),
            kind: state,
            seconds: false,
            shared: false,
        });
        id
    }

    fn is_lock(&self, id: SyncId) -> bool {
        matches!(self.syncs[id.0 as usize].kind, Kind::Lock(_))
    }

    fn sync(&mut self, id: SyncId) -> &mut Sync {
        &mut self.syncs[id.0 as usize]
    }

    /// A script calls a method.
    pub(super) fn call_sync(
        &mut self,
        h: u16,
        task: TaskId,
        id: SyncId,
        method: SyncMethod,
        args: SyncArgs,
        awaited: bool,
    ) -> Flow {
        let scale = if self.sync(id).seconds { 1000 } else { 1 };
        let until =
            args.timeout.map(|t| self.rec.now.saturating_add(Time(t.0.saturating_mul(scale))));
        if let (Some(value), SyncMethod::Put) = (args.value, method) {
            let (_, process) = self.home(task);
            self.processes[process.index()].memory.watch_argument(value);
        }
        let op = Operation {
            method,
            value: args.value,
            blocking: args.blocking,
            until,
            woken: false,
            cancelled: false,
            number: 0,
            answer: true,
        };
        self.do_sync(h, task, id, op, awaited)
    }

    /// Does an operation, for the first time or again.
    pub(super) fn do_sync(
        &mut self,
        h: u16,
        task: TaskId,
        id: SyncId,
        mut op: Operation,
        awaited: bool,
    ) -> Flow {
        if let (true, Some(exception)) = (op.cancelled, op.value) {
            self.decline(task, id, &op);
            return self.throw(task, exception);
        }
        if self.passes_on(id, op.method) {
            self.publish(task, id);
        }
        match self.perform(task, id, &mut op) {
            Reply::Answer(value) => {
                if value != Value::Bool(false) && self.takes_up(id, op.method) {
                    self.take_up(task, id);
                }
                self.frames[task.index()].resume(value);
                Flow::Go
            }
            Reply::Raise(class, text) => self.raise(task, class, text),
            Reply::Throw(exception) => self.throw(task, exception),
            Reply::Wait(cause, by) => {
                let alarm = match op.until {
                    Some(until) => self.agenda.add(until, Class::Wait, Alarm::Wait(task)),
                    None => AlarmId::NONE,
                };
                self.tasks[task.index()].wait = Wait::Sync(id, Box::new(op));
                self.briefs[task.index()].alarm = alarm;
                let place = Place::Resource(self.sync(id).resource);
                let change = Change::new(State::Lock, place, cause, self.line(task)).by(by);
                self.wait(h, task, awaited, change)
            }
        }
    }

    /// Whether who does this lets others know what it has done before. Locks
    /// see to that themselves.
    fn passes_on(&self, id: SyncId, method: SyncMethod) -> bool {
        match &self.syncs[id.0 as usize].kind {
            Kind::Lock(_) | Kind::Condition { .. } => false,
            Kind::Semaphore(_) => method == SyncMethod::Release,
            Kind::Event { .. } => method == SyncMethod::Set,
            Kind::Barrier(_) | Kind::Queue(_) => is_transfer(method),
        }
    }

    /// Whether who does this, with success, knows what others have done before.
    fn takes_up(&self, id: SyncId, method: SyncMethod) -> bool {
        match &self.syncs[id.0 as usize].kind {
            Kind::Lock(_) | Kind::Condition { .. } => false,
            Kind::Semaphore(_) => method == SyncMethod::Acquire,
            Kind::Event { .. } => matches!(method, SyncMethod::Wait | SyncMethod::IsSet),
            Kind::Barrier(_) | Kind::Queue(_) => is_transfer(method),
        }
    }

    fn perform(&mut self, task: TaskId, id: SyncId, op: &mut Operation) -> Reply {
        match self.syncs[id.0 as usize].kind {
            Kind::Lock(_) => self.use_lock(task, id, op),
            Kind::Semaphore(_) => self.use_semaphore(task, id, op),
            Kind::Event { .. } => self.use_event(task, id, op),
            Kind::Condition { lock } => self.use_condition(task, id, lock, op),
            Kind::Barrier(_) => self.use_barrier(task, id, op),
            Kind::Queue(_) => self.use_queue(task, id, op),
        }
    }

    /// Takes the first waiter out of the queue: the task, what it wants, and
    /// whether it waits as a coroutine.
    fn next_waiter(&mut self, id: SyncId) -> Option<(TaskId, Operation, bool)> {
        let task = self.sync(id).waiters.pop_front()?;
        let (op, suspended) = self.waiting_for(task)?;
        Some((task, op, suspended))
    }

    fn waiting_for(&self, task: TaskId) -> Option<(Operation, bool)> {
        match &self.tasks[task.index()].wait {
            Wait::Sync(_, op) => Some((**op, self.briefs[task.index()].suspended)),
            _ => None,
        }
    }

    /// What a cancelled task was woken for is the next one's.
    fn decline(&mut self, task: TaskId, id: SyncId, op: &Operation) {
        match self.sync(id).kind {
            Kind::Lock(_) => self.give_up_lock(task, id),
            Kind::Semaphore(_) if op.woken => self.give_back(task, id),
            Kind::Barrier(_) if op.woken => drop(self.leave_barrier(task, id, 0)),
            Kind::Queue(_) => self.pass_on(task, id, op.method),
            _ => {}
        }
    }

    /// Wakes a waiter that has been taken out of its queue.
    fn wake(&mut self, id: SyncId, from: TaskId, to: TaskId, kind: EventKind, next: Next) {
        let resource = self.sync(id).resource;
        self.rec.event(kind, from, to, resource);
        self.set_next(to, next);
        self.awake(to, super::policy::Why::Woken, Cause::Woken, from);
    }

    /// The task waits no longer: out of the object's queues.
    pub(super) fn withdraw(&mut self, task: TaskId, id: SyncId) {
        let sync = self.sync(id);
        sync.waiters.retain(|&t| t != task);
        match &mut sync.kind {
            Kind::Queue(queue) => {
                queue.putters.retain(|&t| t != task);
                queue.joiners.retain(|&t| t != task);
            }
            Kind::Barrier(barrier) => barrier.give_up(task),
            _ => {}
        }
        self.inherit_through(id);
    }

    /// Whether a thread that is woken must look again for what it waited for.
    fn barges(&self, suspended: bool) -> bool {
        !suspended && self.setup.wake_up == WakeUp::Barging
    }

    /// The task has waited long enough.
    pub(super) fn time_out(&mut self, task: TaskId, id: SyncId, op: Operation) {
        self.withdraw(task, id);
        let sync = self.sync(id);
        let mut next = Next::Resume(Value::Bool(false));
        match &mut sync.kind {
            Kind::Queue(_) => {
                let text =
                    if op.method == SyncMethod::Get { "queue is empty" } else { "queue is full" };
                next = Next::Throw(self.exception(task, Builtin::TimeoutError, text));
            }
            Kind::Barrier(_) => {
                next = Next::Throw(self.exception(task, Builtin::RuntimeError, barrier::BROKEN));
            }
            Kind::Condition { lock } => {
                let lock = *lock;
                let op = Operation {
                    method: SyncMethod::Acquire,
                    until: None,
                    answer: false,
                    blocking: true,
                    ..op
                };
                next = Next::Retry(lock, Box::new(op));
            }
            Kind::Lock(_) | Kind::Semaphore(_) | Kind::Event { .. } => {}
        }
        self.set_next(task, next);
        self.awake(task, super::policy::Why::IoDone, Cause::IoDone, TaskId::NONE);
        if let Kind::Barrier(_) = self.sync(id).kind {
            self.break_barrier(task, id);
        }
    }

    /// Who holds what the task waits for, as far as that is one task.
    pub(super) fn holder(&self, id: SyncId) -> Option<TaskId> {
        match &self.syncs[id.0 as usize].kind {
            Kind::Lock(lock) => lock.holder.some(),
            Kind::Semaphore(semaphore) => semaphore.only_holder(),
            _ => None,
        }
    }
}

/// Python's queues keep a lock of their own: whoever puts or gets knows of all
/// who did before. Who only asks how many there are, here or at a barrier, does not.
fn is_transfer(method: SyncMethod) -> bool {
    !matches!(method, SyncMethod::Size | SyncMethod::Empty | SyncMethod::Full)
}
