//! Periodic tasks: `spawn(f, period=15, deadline=15)` releases a job every
//! period, named `f#1`, `f#2` …
//!
//! A job is a task of its own with a release and a deadline (the period,
//! unless given). The jobs of one periodic task are served one after the
//! other: a late one delays the next, whose deadline stays. Releases stop
//! after a hyperperiod, the least common multiple of all periods, counted
//! from the last first release: from there on a schedule that meets its
//! deadlines repeats. One after another there are no releases: `spawn` is one
//! plain call.

use super::Engine;
use super::agenda::Class;
use super::flow::Flow;
use super::record::Change;
use super::state::{Alarm, Role, Wait};
use super::vm::{Spawn, Value};
use crate::base::{ProcessId, TaskId, Time};
use crate::trace::{Cause, Name, Overhead, Place, State, TaskKind};

#[derive(Clone, Debug)]
pub struct Periodic {
    parent: TaskId,
    /// Where function and arguments live.
    pub process: ProcessId,
    pub spawn: Spawn,
    name: Name,
    line: u32,
    period: Time,
    first: Time,
    next: Time,
    count: u32,
    last: TaskId,
    /// What schedulers know all its jobs by.
    number: Option<u32>,
}

impl Engine {
    /// `spawn` with a period; the answer is the first job.
    pub(super) fn spawn_periodic(
        &mut self,
        task: TaskId,
        spawn: Spawn,
        period: Time,
        line: u32,
    ) -> Flow {
        let (_, process) = self.home(task);
        let name = self.name_of(process, spawn.function, &spawn.options);
        let first = spawn.options.at.unwrap_or(self.rec.now).max(self.rec.now);
        self.live += u32::from(!spawn.options.daemon);
        let index = self.periodics.len() as u32;
        self.periodics.push(Periodic {
            parent: task,
            process,
            spawn,
            name,
            line,
            period,
            first,
            next: first,
            count: 0,
            last: TaskId::NONE,
            number: None,
        });
        match self.new_job(index) {
            Ok(job) => {
                self.start(job, task);
                self.resume(task, Value::Task(job))
            }
            Err(flow) => flow,
        }
    }

    /// The time of the next release has come.
    pub(super) fn release(&mut self, index: u32) {
        if self.rec.trace.ending.is_some() {
            return;
        }
        let p = &self.periodics[index as usize];
        let (next, last) = (p.next, p.last);
        let gone = p.spawn.options.daemon && self.tasks[p.parent.index()].ended();
        if gone && self.runtime.workers().is_none() && !self.runtime.shares_memory() {
            return;
        }
        if next >= self.last_release() {
            if !self.periodics[index as usize].spawn.options.daemon {
                self.live -= 1;
            }
            if self.live == 0 {
                self.end_normally();
            }
            return;
        }
        let until = self.setup.limits.until;
        if next >= until {
            // Where the run stops nothing begins.
            let after = until.saturating_add(Time(1));
            self.agenda.add(after, Class::Arrival, Alarm::Release(index));
            return;
        }
        let Ok(job) = self.new_job(index) else { return };
        if self.tasks[last.index()].ended() {
            self.arrive(job, Cause::Arrived, TaskId::NONE);
            return;
        }
        self.briefs[last.index()].rest().waiters.push(job);
        self.tasks[job.index()].wait = Wait::Turn(last);
        let line = self.periodics[index as usize].line;
        self.rec.set_line(job, line);
        let change = Change::new(State::Lock, Place::Nowhere, Cause::JoinWait, line).by(last);
        self.rec.change(job, change);
    }

    /// Makes the job that is due, and sees to the one after it.
    fn new_job(&mut self, index: u32) -> Result<TaskId, Flow> {
        let p = &mut self.periodics[index as usize];
        p.count += 1;
        let mut spawn = p.spawn.clone();
        spawn.options.name = Some([&p.name, "#", &p.count.to_string()].concat());
        spawn.options.deadline = Some(spawn.options.deadline.unwrap_or(p.period));
        spawn.options.at = Some(p.next);
        p.next = p.next.saturating_add(p.period);
        let (parent, process, line) = (p.parent, p.process, p.line);
        let (next, number, first) = (p.next, p.number, p.count == 1);
        let job = if self.runtime.has_loop() {
            let (thread, _) = self.home(parent);
            let job = self.new_task(parent, TaskKind::Coroutine, thread, process, spawn, line)?;
            self.briefs[job.index()].suspended = true;
            job
        } else if let Some(workers) = self.runtime.workers() {
            workers.make(self, parent, spawn, line)?
        } else if self.runtime.shares_memory() {
            // The thread is started once; later jobs find it there.
            let overhead = first.then_some(Overhead::ThreadStart);
            self.new_on_thread(parent, TaskKind::Thread, process, spawn, line, overhead, number)?
        } else {
            let child = self.fork(process);
            let overhead = Some(Overhead::ProcessStart);
            self.new_on_thread(parent, TaskKind::Process, child, spawn, line, overhead, number)?
        };
        let thread = self.briefs[job.index()].thread;
        let p = &mut self.periodics[index as usize];
        let before = std::mem::replace(&mut p.last, job);
        p.number.get_or_insert(thread.0);
        if let Some(before) = before.some() {
            let tasks = &mut self.rec.trace.tasks;
            tasks[job.index()].series = tasks[before.index()].series;
        }
        if let (Some(before), Role::Plain) = (before.some(), self.threads[thread.index()].role) {
            let before = self.briefs[before.index()].thread;
            self.threads[thread.index()].last = self.threads[before.index()].last;
        }
        self.agenda.add(next, Class::Arrival, Alarm::Release(index));
        Ok(job)
    }

    /// When everything repeats, if deadlines are met.
    fn last_release(&self) -> Time {
        let last = self.periodics.iter().map(|p| p.first).max().unwrap_or(Time::ZERO);
        let common = |a: u64, p: &Periodic| {
            (a / greatest_common_divisor(a, p.period.0)).saturating_mul(p.period.0)
        };
        last.saturating_add(Time(self.periodics.iter().fold(1, common)))
    }
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
