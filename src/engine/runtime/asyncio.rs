//! The event loop of asyncio: coroutines take turns on one thread.
//!
//! The rules of CPython's `base_events.py` (3.11 to 3.14 agree): a FIFO ready
//! queue; a turn of the loop runs exactly what was ready at its start; timers
//! that are due join the queue once a turn, by due time. A sleep that is over
//! takes two steps: its timer, then, from the end of the queue, the task.
//! Only `await` and `yield_now()` give way; a blocking call stops the thread
//! and so everybody.
//!
//! `spawn` makes a task also of a plain function, which then never gives way
//! before its end. `join` and `gather` without `await` let the loop go on, so
//! that one script runs under every model.

use super::Runtime;
use crate::base::{ResourceId, TaskId, ThreadId, Time};
use crate::engine::Engine;
use crate::engine::agenda::{AlarmId, Class};
use crate::engine::flow::Flow;
use crate::engine::policy::Why;
use crate::engine::record::Change;
use crate::engine::state::{Alarm, Role, Whereabouts, due_bit};
use crate::engine::vm::{Frames, Spawn, Value};
use crate::trace::{Cause, Overhead, Place, State, TaskKind};
use std::collections::VecDeque;

pub struct Asyncio;

impl Runtime for Asyncio {
    fn spawn(&self, engine: &mut Engine, _: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        let (thread, process) = engine.home(parent);
        let kind = TaskKind::Coroutine;
        match engine.new_task(parent, kind, thread, process, spawn, line) {
            Ok(child) => {
                engine.briefs[child.index()].suspended = true;
                engine.start(child, parent);
                engine.resume(parent, Value::Task(child))
            }
            Err(flow) => flow,
        }
    }

    fn start_cost(&self, _: &Engine, _: &Spawn) -> Option<Overhead> {
        Some(Overhead::CoroutineStart)
    }

    fn has_loop(&self) -> bool {
        true
    }
}

/// What stands in the ready queue.
#[derive(Clone, Copy, Debug)]
enum Callback {
    /// The task takes a step.
    Step(TaskId),
    /// The timer of a task's sleep.
    Timer(TaskId),
    /// A function of the library's or the script's own.
    Call(u32),
    /// A gather hears that one of its tasks has ended.
    Gathered { waiter: TaskId, of: TaskId },
}

#[derive(Clone, Debug)]
pub struct EventLoop {
    thread: ThreadId,
    resource: ResourceId,
    ready: VecDeque<Callback>,
    /// Sleeps that are over, in the order of their due times, until the next turn.
    due: VecDeque<Callback>,
    /// Callbacks left in this turn.
    left: u32,
    /// It has nothing to do since then.
    idle_since: Time,
    /// What is due, but not noticed before the OS wakes the loop; and when that is.
    unnoticed: Vec<Alarm>,
    poll: AlarmId,
    /// Callbacks that were no task's step, since the last step.
    between: u32,
    /// Who took the last step.
    last: TaskId,
    /// Who began it.
    first: TaskId,
}

impl EventLoop {
    pub fn new(thread: ThreadId, resource: ResourceId, first: TaskId) -> EventLoop {
        EventLoop {
            thread,
            resource,
            ready: VecDeque::new(),
            due: VecDeque::new(),
            left: 0,
            between: 0,
            idle_since: Time::ZERO,
            unnoticed: Vec::new(),
            poll: AlarmId::NONE,
            last: TaskId::NONE,
            first,
        }
    }

    pub fn thread(&self) -> ThreadId {
        self.thread
    }
}

impl Engine {
    /// The task joins the end of its loop's ready queue.
    pub(in crate::engine) fn queue_on_loop(
        &mut self,
        index: u32,
        task: TaskId,
        cause: Cause,
        by: TaskId,
        line: u32,
    ) {
        self.show_on_loop(index, task, cause, by, line);
        self.enter_queue(index, Callback::Step(task));
    }

    fn show_on_loop(&mut self, index: u32, task: TaskId, cause: Cause, by: TaskId, line: u32) {
        let place = Place::Resource(self.loops[index as usize].resource);
        self.rec.change(task, Change::new(State::Ready, place, cause, line).by(by));
    }

    fn enter_queue(&mut self, index: u32, callback: Callback) {
        self.loops[index as usize].ready.push_back(callback);
        self.wake_loop(index, Why::Woken);
    }

    /// The loop's thread goes on if it waited because nothing was ready.
    fn wake_loop(&mut self, index: u32, why: Why) {
        if self.is_idle(index) {
            let thread = self.loops[index as usize].thread;
            self.make_ready(thread, why, Cause::IoDone, TaskId::NONE);
            self.notice(index);
        }
    }

    fn is_idle(&self, index: u32) -> bool {
        let t = &self.threads[self.loops[index as usize].thread.index()];
        t.at == Whereabouts::Off && t.current.is_none() && !t.wants_gil
    }

    /// Whether an idle loop does not notice yet that this is due: the OS wakes
    /// it after a whole number of `poll`s, and `loop_timer` late.
    fn sleeps_on(&mut self, index: u32, alarm: Alarm) -> bool {
        let (poll, late) = (self.setup.costs.poll, self.setup.costs.loop_timer);
        if (poll, late) == (Time::ZERO, Time::ZERO) || !self.is_idle(index) {
            return false;
        }
        let l = &mut self.loops[index as usize];
        if l.poll.is_none() {
            let slept = self.rec.now - l.idle_since;
            let whole = slept.0.next_multiple_of(poll.0.max(1));
            let wakes = l.idle_since.saturating_add(Time(whole)).saturating_add(late);
            l.poll = self.agenda.add(wakes, Class::Wait, Alarm::Poll(index));
        }
        l.unnoticed.push(alarm);
        true
    }

    /// The OS wakes the loop, which sees what has become due.
    pub(in crate::engine) fn poll_returns(&mut self, index: u32) {
        self.loops[index as usize].poll = AlarmId::NONE;
        self.wake_loop(index, Why::IoDone);
        self.notice(index);
    }

    fn notice(&mut self, index: u32) {
        let l = &mut self.loops[index as usize];
        self.agenda.cancel(std::mem::replace(&mut l.poll, AlarmId::NONE));
        for alarm in std::mem::take(&mut l.unnoticed) {
            match alarm {
                // Else it has been cancelled and waits for something else.
                Alarm::Wait(task) => {
                    let t = &self.briefs[task.index()];
                    if t.timed && t.alarm.is_none() {
                        self.timer_is_due(index, task);
                    }
                }
                Alarm::Call(number) => self.call_is_due(number),
                _ => {}
            }
        }
    }

    /// A coroutine's sleep is over; its timer joins the queue at the next turn.
    pub(in crate::engine) fn timer_is_due(&mut self, index: u32, task: TaskId) {
        if self.sleeps_on(index, Alarm::Wait(task)) {
            self.briefs[task.index()].timed = true;
            return;
        }
        let line = self.rec.line(task);
        self.briefs[task.index()].timed = false;
        self.show_on_loop(index, task, Cause::IoDone, TaskId::NONE, line);
        self.loops[index as usize].due.push_back(Callback::Timer(task));
        self.wake_loop(index, Why::IoDone);
    }

    /// The time of a call has come; it joins the queue at the next turn.
    pub(in crate::engine) fn call_is_due(&mut self, number: u32) {
        // The alarm has rung: its number may soon be another's.
        self.calls[number as usize].alarm = AlarmId::NONE;
        let index = self.calls[number as usize].on;
        if self.sleeps_on(index, Alarm::Call(number)) {
            return;
        }
        self.loops[index as usize].due.push_back(Callback::Call(number));
        self.wake_loop(index, Why::IoDone);
    }

    pub(in crate::engine) fn queue_call(&mut self, index: u32, number: u32) {
        self.enter_queue(index, Callback::Call(number));
    }

    /// The task goes on as the last of this turn.
    pub(in crate::engine) fn queue_in_turn(&mut self, index: u32, task: TaskId) {
        let line = self.rec.line(task);
        self.show_on_loop(index, task, Cause::Yielded, TaskId::NONE, line);
        let l = &mut self.loops[index as usize];
        l.ready.insert(l.left as usize, Callback::Step(task));
        l.left += 1;
    }

    /// Whether a sleep was over and its timer had not been handled yet.
    pub(in crate::engine) fn forget_timer(&mut self, task: TaskId) -> bool {
        let thread = self.briefs[task.index()].thread;
        let Role::Loop(index) = self.threads[thread.index()].role else { return false };
        let l = &mut self.loops[index as usize];
        let is = |c: &Callback| matches!(c, Callback::Timer(t) if *t == task);
        if let Some(at) = l.due.iter().position(is) {
            l.due.remove(at);
            return true;
        }
        let Some(at) = l.ready.iter().position(is) else { return false };
        l.ready.remove(at);
        l.left -= u32::from(at < l.left as usize);
        true
    }

    /// Runs a function between two steps of tasks. It cannot wait.
    fn run_call(&mut self, h: u16, thread: ThreadId, index: u32, number: u32) -> Flow {
        let call = &mut self.calls[number as usize];
        if !std::mem::take(&mut call.open) {
            return Flow::Turn;
        }
        let (function, args) = (call.function, std::mem::take(&mut call.args));
        // Somebody has to stand for it: who took the last step.
        let l = &self.loops[index as usize];
        let host = l.last.some().unwrap_or(l.first);
        let (_, process) = self.home(host);
        let memory = &mut self.processes[process.index()].memory;
        let mut frames = Frames::empty();
        if frames.call(&self.program, memory, function, args).is_err() {
            return Flow::Turn;
        }
        let own = std::mem::replace(&mut self.frames[host.index()], frames);
        let mut fuel = 100_000;
        let mut flow = Flow::Go;
        self.in_call = true;
        while flow == Flow::Go {
            flow = self.step_call(h, thread, host, &mut fuel);
        }
        self.in_call = false;
        self.frames[host.index()] = own;
        if self.rec.trace.ending.is_some() { Flow::Left } else { Flow::Turn }
    }

    pub(in crate::engine) fn call_back(&mut self, index: u32, waiter: TaskId, of: TaskId) {
        self.enter_queue(index, Callback::Gathered { waiter, of });
    }

    pub(in crate::engine) fn loop_resource(&self, index: u32) -> ResourceId {
        self.loops[index as usize].resource
    }

    /// Who will take the next step, as far as that is known.
    pub(in crate::engine) fn loop_front(&self, index: u32) -> TaskId {
        let task = |c: &Callback| match *c {
            Callback::Step(task) | Callback::Timer(task) => task,
            Callback::Call(_) => TaskId::NONE,
            Callback::Gathered { waiter, .. } => waiter,
        };
        let l = &self.loops[index as usize];
        let front = l.ready.front().or(l.due.front()).map_or(TaskId::NONE, task);
        // A call is nobody's: who ran last stands for it.
        front.some().or(l.last.some()).unwrap_or(l.first)
    }

    /// The loop's thread runs the next callback.
    pub(in crate::engine) fn take_turn(&mut self, h: u16, thread: ThreadId, index: u32) -> Flow {
        if self.loops[index as usize].left == 0 {
            // Whatever is due at this instant counts.
            self.ring_due();
            let l = &mut self.loops[index as usize];
            let due = std::mem::take(&mut l.due);
            l.ready.extend(due);
            l.left = l.ready.len() as u32;
        }
        let l = &mut self.loops[index as usize];
        let Some(callback) = l.ready.pop_front() else {
            l.idle_since = self.rec.now;
            self.block(h, thread);
            return Flow::Left;
        };
        l.left -= 1;
        l.between += 1;
        match callback {
            Callback::Step(task) => {
                let switches = !l.last.is_none() && l.last != task;
                let costs = !l.last.is_none();
                if !costs {
                    l.between = 0;
                }
                l.last = task;
                let t = &mut self.threads[thread.index()];
                t.current = task;
                (t.cause, t.by) = (Cause::LoopTurn, TaskId::NONE);
                if costs {
                    t.due |= due_bit(Overhead::CoroutineSwitch) & self.charged;
                }
                if switches {
                    self.pass_hold(thread);
                }
            }
            Callback::Timer(task) => l.ready.push_back(Callback::Step(task)),
            Callback::Gathered { waiter, of } => self.count_gathered(waiter, of),
            Callback::Call(number) => return self.run_call(h, thread, index, number),
        }
        Flow::Turn
    }

    /// How many callbacks the loop has run since the last step, with this one:
    /// each takes the time of a switch.
    pub(in crate::engine) fn callbacks_run(&mut self, index: u32) -> u32 {
        std::mem::take(&mut self.loops[index as usize].between).max(1)
    }

    /// Makes the main thread an event loop with the main task as its first.
    pub(in crate::engine) fn begin_loop(&mut self, thread: ThreadId, main: TaskId) {
        let process = self.threads[thread.index()].process;
        let kind = crate::trace::ResourceKind::Loop;
        let resource = self.rec.resource(kind, "event loop".to_string(), process);
        let index = self.loops.len() as u32;
        self.loops.push(EventLoop::new(thread, resource, main));
        self.threads[thread.index()].role = Role::Loop(index);
        self.threads[thread.index()].current = TaskId::NONE;
        self.briefs[main.index()].suspended = true;
        self.queue_on_loop(index, main, Cause::Spawned, TaskId::NONE, 0);
    }
}
