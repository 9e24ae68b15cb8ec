//! `run(program, setup) -> trace`: the discrete-event engine.
//!
//! Two levels, always: a policy puts OS threads on hardware threads, a
//! runtime puts tasks on OS threads; every concurrency model is a
//! configuration of the two. Never sees script text or pixels.
//!
//! Order of work at one instant: first what running threads do when their
//! burst or slice ends, by hardware thread; then what is due, arrivals before
//! ends of waits, each in the order of issue; then idle hardware threads take
//! from the ready queue. Only when nothing is left does time move on.
//!
//! Reading order: `state` (what there is), `flow` (a thread goes on),
//! `dispatch` (threads and cores), `queues` (who is ready for which), `runtime/` and `policy/`, then one file a
//! topic. `lane` does the commonest things at once. `agenda` and `machine` know nothing of the rest.

mod agenda;
mod ahead;
mod daemon;
mod dispatch;
mod ending;
mod ends;
mod flow;
mod gil;
mod join;
mod lane;
mod library;
mod machine;
mod periodic;
mod policy;
mod queues;
mod races;
mod record;
mod runtime;
mod spawn;
mod state;
mod sync;
pub mod vm;
mod wait;

use crate::base::{Map, Numbered, Rng, TaskId, Time};
use crate::program::Program;
use crate::setup::{Model, Setup};
use crate::trace::{Cause, Limit, Trace};
use agenda::{Agenda, AlarmId};
use machine::Machine;
use periodic::Periodic;
use policy::Slice;
use queues::Queues;
use record::Recorder;
use runtime::{EventLoop, Pool, Runtime};
use state::{Alarm, Brief, Process, Task, Thread, Vacancy};
use std::rc::Rc;
use sync::Sync;
use vm::{Frames, SyncId};

/// A run that can be advanced in slices, and cloned at any point.
#[derive(Clone)]
pub struct Engine {
    program: Rc<Program>,
    setup: Setup,
    runtime: &'static dyn Runtime,
    rec: Recorder,
    agenda: Agenda<Alarm>,
    machine: Machine,
    queues: Queues,
    rng: Rng,
    tasks: Numbered<Task>,
    briefs: Numbered<Brief>,
    /// The interpreter's state of each task.
    frames: Numbered<Frames>,
    threads: Numbered<Thread>,
    /// When each thread's intervals of waiting for the GIL end.
    gil_phases: Numbered<gil::Phase>,
    processes: Numbered<Process>,
    loops: Numbered<EventLoop>,
    pool: Pool,
    periodics: Numbered<Periodic>,
    /// What loops have been asked to call, in order of asking.
    calls: Vec<library::Call>,
    /// Numbers that processes share.
    cells: Vec<vm::Parcel>,
    /// Printed text whose line has not ended yet, and by whom.
    unfinished: (TaskId, String),
    syncs: Numbered<Sync>,
    /// Synchronisation objects that no variable holds yet.
    unnamed: Vec<SyncId>,
    /// How many tasks have been called by each name.
    names: Map<String, u32>,
    /// The hardware thread whose thread is going on at this instant.
    stepping: Option<u16>,
    /// By hardware thread: why it became free; the rule for its slice.
    vacancies: Vec<Vacancy>,
    slices: Vec<Slice>,
    /// When the policy wants to look again, and when queues are balanced.
    review: (Time, AlarmId),
    balance: (Time, AlarmId),
    /// Some slice has no end set because nobody waited when it began.
    unarmed: bool,
    /// The overheads that cost anything, a bit each.
    charged: u16,
    /// What is asked for has been paid for, so that it costs nothing more.
    paid: bool,
    /// A loop runs a function between two steps of tasks; it cannot wait.
    in_call: bool,
    /// Tasks that must end before the run does.
    live: u32,
    /// Some task need not.
    daemons: bool,
    heap_total: u64,
    output_bytes: u64,
    /// Nothing stands in the way of [`lane`].
    hurries: bool,
    /// Things done so far; bounds runs that record nothing.
    handled: u64,
    /// Of a run that is watched.
    races: Option<Box<races::Detector>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// The budget is used up; call again.
    Running,
    /// The trace has its ending.
    Ended,
}

impl Engine {
    pub fn new(program: Rc<Program>, setup: &Setup) -> Engine {
        Engine::make(program, setup, false)
    }

    /// The same run, in which is written down what memory held at every moment
    /// and who raced with whom. Takes longer, changes nothing else.
    pub fn watching(program: Rc<Program>, setup: &Setup) -> Engine {
        Engine::make(program, setup, true)
    }

    fn make(program: Rc<Program>, setup: &Setup, watched: bool) -> Engine {
        let count = setup.hardware_threads();
        let vacancy = Vacancy::new(Time::NEVER, Cause::CoreIdle, TaskId::NONE);
        let mut setup = setup.clone();
        if program.as_written {
            setup.model = Model::AsWritten;
        }
        setup.limits.until = setup.limits.until.min(Time::LAST);
        let setup = &setup;
        let mut engine = Engine {
            program,
            setup: setup.clone(),
            runtime: runtime::of(setup.model),
            rec: Recorder::new(count),
            agenda: Agenda::new(),
            machine: Machine::new(count, setup.threads_per_core, setup.smt_speed),
            queues: Queues::new(setup),
            rng: Rng::new(setup.seed),
            tasks: Numbered::new(),
            briefs: Numbered::new(),
            frames: Numbered::new(),
            threads: Numbered::new(),
            gil_phases: Numbered::new(),
            processes: Numbered::new(),
            loops: Numbered::new(),
            pool: Pool::new(setup.most_workers(), setup.seed),
            periodics: Numbered::new(),
            calls: Vec::new(),
            cells: Vec::new(),
            unfinished: Default::default(),
            syncs: Numbered::new(),
            unnamed: Vec::new(),
            names: Map::new(),
            stepping: None,
            vacancies: vec![vacancy; count as usize],
            slices: vec![Slice::Endless; count as usize],
            review: (Time::NEVER, AlarmId::NONE),
            balance: (Time::NEVER, AlarmId::NONE),
            unarmed: false,
            charged: 0,
            paid: false,
            in_call: false,
            live: 0,
            daemons: false,
            heap_total: 0,
            output_bytes: 0,
            hurries: false,
            handled: 0,
            races: watched.then(|| Box::new(races::Detector::new())),
        };
        engine.charged = engine.charged_overheads();
        engine.hurries = engine.may_hurry();
        engine.begin();
        engine
    }

    /// Handles at most about `budget` events or a few thousand instructions each.
    pub fn advance(&mut self, budget: u32) -> Progress {
        let mut left = budget;
        while left > 0 {
            if self.rec.trace.ending.is_some() {
                return Progress::Ended;
            }
            if self.hurries && self.stepping.is_none() {
                self.hurry(&mut left);
            } else {
                self.work();
                left -= 1;
            }
        }
        self.rec.settle();
        self.name_resources();
        match self.rec.trace.ending {
            Some(_) => Progress::Ended,
            None => Progress::Running,
        }
    }

    /// Does one thing: the next in the order of work at this instant, or
    /// moves time on.
    fn work(&mut self) {
        if let Some(h) = self.stepping {
            return self.take_step(h);
        }
        let (end, h) = self.machine.next_end_by(self.rec.now);
        if end <= self.rec.now {
            self.core_event(h);
        } else if let Some((_, alarm)) = self.agenda.pop_before(self.instant_end()) {
            self.ring(alarm);
        } else if !self.dispatch() {
            self.arm_slices();
            self.plan_review();
            self.plan_balance();
            self.move_on();
        }
    }

    /// The thread on `h` goes on.
    fn take_step(&mut self, h: u16) {
        self.stepping = Some(h);
        let flow = self.step(h);
        self.stepped(flow);
    }

    fn stepped(&mut self, flow: flow::Flow) {
        if matches!(flow, flow::Flow::Busy | flow::Flow::Left) {
            self.stepping = None;
        }
        if self.live == 0 && self.rec.trace.ending.is_none() {
            self.end_normally();
        }
    }

    /// The next instant at which something happens becomes now.
    fn move_on(&mut self) {
        let segments = self.rec.recorded() + self.rec.trace.events.len();
        self.handled += 1;
        let limit = self.setup.limits.events;
        if segments as u64 > limit || self.handled > limit.saturating_mul(8) {
            self.rec.settle();
            let last = self.rec.trace.segments.len().checked_sub(1);
            let task = last.map_or(TaskId(0), |last| self.rec.trace.segments.task(last));
            self.limit(Limit::Events, task);
            return;
        }
        let (next_end, h) = self.machine.next_end();
        let due = self.agenda.pop_before(next_end);
        let next = due.map_or(next_end, |(time, _)| time);
        if next == Time::NEVER {
            self.deadlock();
        } else if next > self.setup.limits.until {
            self.out_of_time(self.setup.limits.until);
        } else {
            self.rec.move_to(next);
            match due {
                Some((_, alarm)) => self.ring(alarm),
                None => self.core_event(h),
            }
        }
    }

    fn ring(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::Arrival(task) => self.arrive(task, Cause::Arrived, TaskId::NONE),
            Alarm::Wait(task) => self.wait_over(task),
            Alarm::GilRequest(process) => self.request_gil(process),
            Alarm::GreenTime(worker) => self.green_time_is_up(worker),
            Alarm::Review => self.review(),
            Alarm::Balance => self.balance(),
            Alarm::Release(index) => self.release(index),
            Alarm::Call(number) => self.call_is_due(number),
            Alarm::Poll(index) => self.poll_returns(index),
        }
    }

    /// Rings everything that is due at this instant.
    fn ring_due(&mut self) {
        while let Some((_, alarm)) = self.agenda.pop_before(self.instant_end()) {
            self.ring(alarm);
        }
    }

    fn instant_end(&self) -> Time {
        self.rec.now.saturating_add(Time(1))
    }

    /// What happened so far.
    pub fn trace(&self) -> &Trace {
        &self.rec.trace
    }

    pub fn into_trace(mut self) -> Trace {
        let mut trace = std::mem::take(&mut self.rec.trace);
        self.take_watched(&mut trace);
        trace
    }
}

/// Runs to the end.
pub fn run(program: Rc<Program>, setup: &Setup) -> Trace {
    finish(Engine::new(program, setup))
}

/// Runs to the end, watched: see [`Engine::watching`].
pub fn watch(program: Rc<Program>, setup: &Setup) -> Trace {
    finish(Engine::watching(program, setup))
}

fn finish(mut engine: Engine) -> Trace {
    while engine.advance(u32::MAX) == Progress::Running {}
    engine.into_trace()
}
