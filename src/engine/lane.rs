//! The fast lane: what happens most, done with the least.
//!
//! Threads that take turns in one queue, compute, wait for devices and owe
//! nothing else: the order of work (see [`super`]) is the same, written out over
//! what it needs. Whatever else comes up is left to the long way, before
//! anything of it is done or right after what the long way would have done
//! first. It is the same as taking the long way always, which a law holds by
//! running both.

mod hints;
#[cfg(not(fast_functions))]
mod task;

use super::agenda::{Agenda, AlarmId, Class};
use super::machine::Machine;
use super::policy::{Policy, RoundRobin, Slice};
use super::record::{Change, Recorder};
use super::state::{Alarm, Brief, Next, Process, Role, Task, Thread, Vacancy, Whereabouts};
use super::vm::{self, Ahead, Exit, Frames, Verb};
use super::{Engine, ending, flow};
use crate::base::{Rng, TaskId, ThreadId, Time, Window};
use crate::program::Program;
use crate::setup::Setup;
use crate::trace::{Cause, Place, State};
use std::convert::Infallible;
use std::hint::select_unpredictable;

/// Why the lane was left.
pub(super) enum Out {
    /// The next thing is for the long way.
    Other,
    /// This is due.
    Due(Alarm),
    /// The thread on this core is to go on.
    Step(u16),
    /// The script of the task on this core left so, with so much fuel.
    Exit(u16, ThreadId, TaskId, Exit, u64),
    /// The next instant is past what may be simulated.
    Late,
}

/// What the lane sees of the engine.
struct Lane<'e> {
    program: &'e Program,
    setup: &'e Setup,
    rec: &'e mut Recorder,
    agenda: &'e mut Agenda<Alarm>,
    machine: &'e mut Machine,
    turns: &'e mut RoundRobin,
    rng: &'e mut Rng,
    tasks: Window<'e, Task>,
    briefs: Window<'e, Brief>,
    frames: Window<'e, Frames>,
    threads: Window<'e, Thread>,
    processes: Window<'e, Process>,
    vacancies: Window<'e, Vacancy>,
    unarmed: &'e mut bool,
    handled: &'e mut u64,
    /// Where the run's limit of events lies for these two.
    most_segments: u64,
    most_handled: u64,
    heap_total: &'e mut u64,
    /// How many tasks must end before the run does, and whether some need not.
    #[cfg(not(fast_functions))]
    live: &'e mut u32,
    #[cfg(not(fast_functions))]
    daemons: bool,
    /// Scripts are run here: nobody watches.
    plays: bool,
    /// Instructions take time.
    instructions: bool,
}

impl Engine {
    /// Takes the long way from now on, with tasks' states as they are among very
    /// many: for comparison.
    pub fn without_shortcuts(mut self) -> Engine {
        self.hurries = false;
        self.processes.iter_mut().for_each(|process| process.memory.crowd());
        self
    }

    /// Whether nothing of the machine, its costs or the model stands in the way:
    /// no thread ever owes an overhead, or a process a GIL.
    pub(super) fn may_hurry(&self) -> bool {
        self.charged == 0 && self.setup.threads_per_core <= 1 && !self.runtime.has_gil()
    }

    /// Does as much as it can of the budget, and what it left for.
    pub(super) fn hurry(&mut self, budget: &mut u32) {
        while *budget > 0 && self.stepping.is_none() && self.rec.trace.ending.is_none() {
            *budget -= 1;
            let Some(out) = self.lane(budget) else { return self.work() };
            match out {
                Out::Other => self.work(),
                Out::Due(alarm) => self.ring(alarm),
                Out::Step(h) => self.take_step(h),
                Out::Exit(h, thread, task, exit, fuel) => {
                    self.stepping = Some(h);
                    let flow = self.take_exit(h, thread, task, exit);
                    let flow = self.run_on(h, thread, task, fuel, flow);
                    self.stepped(flow);
                }
                Out::Late => self.out_of_time(self.setup.limits.until),
            }
        }
    }

    fn lane(&mut self, budget: &mut u32) -> Option<Out> {
        let plays = self.races.is_none();
        let turns = self.queues.turns()?;
        let (limit, events) = (self.setup.limits.events, self.rec.trace.events.len() as u64);
        let mut lane = Lane {
            program: &self.program,
            setup: &self.setup,
            rec: &mut self.rec,
            agenda: &mut self.agenda,
            machine: &mut self.machine,
            turns,
            rng: &mut self.rng,
            tasks: Window(&mut self.tasks),
            briefs: Window(&mut self.briefs),
            frames: Window(&mut self.frames),
            threads: Window(&mut self.threads),
            processes: Window(&mut self.processes),
            vacancies: Window(&mut self.vacancies),
            unarmed: &mut self.unarmed,
            handled: &mut self.handled,
            most_segments: limit.checked_sub(events)?,
            most_handled: limit.saturating_mul(8),
            heap_total: &mut self.heap_total,
            #[cfg(not(fast_functions))]
            live: &mut self.live,
            #[cfg(not(fast_functions))]
            daemons: self.daemons,
            plays,
            instructions: self.setup.costs.instruction > Time::ZERO,
        };
        let Err(out) = lane.run(budget);
        self.queues.recount();
        Some(out)
    }
}

impl Lane<'_> {
    /// One thing after another, as in [`Engine::work`]: of an instant first all ends,
    /// then all that is due, then idle cores, where nothing can come up that would be
    /// before. Each is done in one place only, so that a compiler can write it out there.
    fn run(&mut self, budget: &mut u32) -> Result<Infallible, Out> {
        let mut now = self.rec.now;
        let (mut end, mut first) = (self.machine.next_end_by(now), None);
        loop {
            while end.0 <= now {
                count(self.core_event(end.1, now), budget)?;
                end = self.machine.next_end_by(now);
            }
            while let Some(alarm) = first.take().or_else(|| self.next_due(now)) {
                count(self.ring(alarm), budget)?;
            }
            if self.may_dispatch() {
                while self.may_dispatch() {
                    count(self.dispatch(now), budget)?;
                }
                end = self.machine.next_end_by(now);
                continue;
            }
            if self.arm_slices(now) {
                end = self.machine.next_end_by(now);
            }
            end = self.machine.next_end_after(end);
            (now, first) = self.move_on(end.0)?;
        }
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn next_due(&mut self, now: Time) -> Option<Alarm> {
        Some(self.agenda.pop_before(Time(now.0 + 1))?.1)
    }

    /// Whether somebody waits, and a core for it.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn may_dispatch(&self) -> bool {
        (self.turns.waiting() > 0) & self.machine.any_idle()
    }

    /// The next instant at which something happens becomes now, if a burst or a slice
    /// ends next then: when that is, and what is due, if it is not that end.
    #[inline(always)]
    fn move_on(&mut self, end: Time) -> Result<(Time, Option<Alarm>), Out> {
        let recorded = self.rec.recorded() as u64;
        if recorded > self.most_segments || *self.handled >= self.most_handled {
            return Err(Out::Other);
        }
        let (next, due) = match self.agenda.pop_before(end) {
            Some((time, alarm)) => (time, Some(alarm)),
            None => (end, None),
        };
        if next == Time::NEVER {
            return Err(Out::Other);
        }
        *self.handled += 1;
        if next > self.setup.limits.until {
            return Err(Out::Late);
        }
        self.rec.move_to(next);
        Ok((next, due))
    }

    /// The wait of a thread for a device is over: it stands last.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn ring(&mut self, alarm: Alarm) -> Option<Out> {
        let Alarm::Wait(task) = alarm else { return Some(Out::Due(alarm)) };
        let t = &mut self.briefs[task.index()];
        let thread = &mut self.threads[t.thread.index()];
        let simple = t.timed && !t.suspended && thread.role == Role::Plain;
        if !simple || !self.rec.trace.deadlocks.is_empty() {
            return Some(Out::Due(alarm));
        }
        (t.timed, t.alarm) = (false, AlarmId::NONE);
        thread.at = Whereabouts::Ready;
        let place = Place::RunQueue(0);
        self.rec.turn(task, State::Ready, place, Cause::IoDone, TaskId::NONE);
        self.turns.enqueue_from_io(t.thread);
        self.fetch_upcoming();
        None
    }

    /// The burst or the slice on a core is over.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn core_event(&mut self, h: u16, now: Time) -> Option<Out> {
        let Some(thread) = self.machine.occupant(h) else { return Some(Out::Other) };
        let t = &mut self.threads[thread.index()];
        if !t.is_plain() || !t.slice_open {
            return Some(Out::Other);
        }
        let (task, cause) = if self.machine.burst_over(h, now) {
            let Some((task, length, line)) = self.go_on_to_io(thread) else {
                return self.play(h, thread, now);
            };
            self.wait_for_device(h, thread, task, (length, line), now);
            (task, Cause::PreviousBlocked)
        } else if self.turns.waiting() == 0 {
            self.charge(thread, now);
            self.machine.set_slice_end(h, Time::NEVER);
            *self.unarmed = true;
            return None;
        } else {
            // What it used is not told: its next quantum is a whole one.
            t.script_work = t.script_work.max(self.machine.cease(h, now));
            t.at = Whereabouts::Ready;
            t.slice_open = false;
            let task = t.current;
            self.rec.trace.counters.involuntary += 1;
            let place = Place::RunQueue(0);
            self.rec.turn(task, State::Ready, place, Cause::QuantumExpired, TaskId::NONE);
            self.turns.enqueue_expired(thread);
            (task, Cause::PreviousExpired)
        };
        self.hand_on(h, thread, task, cause, now)
    }

    /// The core, which its thread has just left, goes to who is next, if nothing comes
    /// before that; else it is free.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn hand_on(
        &mut self,
        h: u16,
        before: ThreadId,
        task: TaskId,
        cause: Cause,
        now: Time,
    ) -> Option<Out> {
        let nobody = (self.turns.waiting() == 0) | self.machine.any_idle();
        if nobody || self.agenda.is_due(now) || self.machine.next_end_by(now).0 <= now {
            self.set_free(h, task, cause, now);
            return None;
        }
        let thread = self.turns.pick_first()?;
        self.fetch_next();
        let (cause, by) = match thread == before {
            true => (Cause::Continued, TaskId::NONE),
            false => (cause, task),
        };
        self.put_on(h, thread, now, cause, by)
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn set_free(&mut self, h: u16, by: TaskId, cause: Cause, now: Time) {
        self.vacancies[h as usize] = Vacancy::new(now, cause, by);
        self.machine.let_go(h);
    }

    /// Who is first gets an idle core.
    #[inline(always)]
    fn dispatch(&mut self, now: Time) -> Option<Out> {
        let thread = self.turns.pick_first()?;
        self.fetch_next();
        let last = self.threads[thread.index()].last;
        let h = self.machine.choose_idle_core(last)?;
        let vacancy = &self.vacancies[h as usize];
        let (at, mut cause, mut by) = (vacancy.at, vacancy.cause, vacancy.by);
        let stays = self.machine.last_occupant(h) == Some(thread);
        // Without branches: a wrong guess takes longer than all of it.
        let continued = stays & super::dispatch::is_by_choice(cause);
        cause = select_unpredictable(continued, Cause::Continued, cause);
        by = select_unpredictable((at == now) & !continued, by, TaskId::NONE);
        cause = select_unpredictable(at == now, cause, Cause::CoreIdle);
        self.machine.engage(h);
        self.put_on(h, thread, now, cause, by)
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn put_on(
        &mut self,
        h: u16,
        thread: ThreadId,
        now: Time,
        cause: Cause,
        by: TaskId,
    ) -> Option<Out> {
        let t = &mut self.threads[thread.index()];
        t.at = Whereabouts::On(h);
        let moves = t.last.replace(h).is_some_and(|last| last != h);
        self.rec.trace.counters.migrations += u64::from(moves);
        t.pulled = false;
        if !t.is_plain() {
            (t.cause, t.by) = (cause, by);
            t.slice_open = false;
            self.machine.occupy(h, thread, now);
            return Some(Out::Step(h));
        }
        (t.slice_open, t.charged_until) = (true, now);
        let work = std::mem::take(&mut t.script_work);
        let end = slice_end(self.turns, self.unarmed, thread, now);
        self.machine.take_up(h, thread, work, end, now);
        if work == 0 {
            (t.cause, t.by) = (cause, by);
            return self.play(h, thread, now);
        }
        // Told when its burst began.
        debug_assert!((t.cause, t.by) == (Cause::Continued, TaskId::NONE));
        // It stood in the queue until now.
        self.rec.turn(t.current, State::Running, Place::Hardware(h), cause, by);
        None
    }

    /// Where the thread's script, whose burst is over, comes to a wait for a device
    /// without doing anything else: does that.
    #[inline(always)]
    fn go_on_to_io(&mut self, thread: ThreadId) -> Option<(TaskId, Time, u32)> {
        let t = &self.threads[thread.index()];
        let (task, at) = (t.current, &self.briefs[t.current.index()]);
        let length = at.ahead.length().filter(|_| !self.instructions)?;
        let steps = &mut self.rec.trace.counters.steps;
        let next = *steps + Ahead::OPS;
        if !at.goes_on() || next > self.setup.limits.steps || t.script_work > 0 {
            return None;
        }
        *steps = next;
        self.frames[task.index()].go_ahead();
        Some((task, length, at.ahead.line))
    }

    /// Gives the task what it waited for; whether that is all it takes.
    #[inline(always)]
    fn prepare(&mut self, task: TaskId, now: Time) -> bool {
        let at = &mut self.briefs[task.index()];
        if at.goes_on() {
            return true;
        }
        if !at.next_is_run() {
            let full = &mut self.tasks[task.index()];
            let &Next::Resume(value) = full.next() else { return false };
            self.frames[task.index()].resume(value);
            full.set_next(at, Next::Run);
        }
        if !std::mem::replace(&mut at.has_run, true) {
            self.rec.trace.tasks[task.index()].first_run = Some(now);
        }
        true
    }

    /// The thread on `h` runs its script until that computes or waits.
    #[inline(never)]
    fn play(&mut self, h: u16, thread: ThreadId, now: Time) -> Option<Out> {
        let Thread { current: task, script_work, .. } = self.threads[thread.index()];
        let left = self.setup.limits.steps.saturating_sub(self.rec.trace.counters.steps);
        let mut fuel = left.min(flow::FUEL);
        if !self.plays || fuel == 0 || script_work > 0 || !self.prepare(task, now) {
            self.machine.stop(h, now);
            return Some(Out::Step(h));
        }
        let t = &mut self.threads[thread.index()];
        let process = &mut self.processes[t.process.index()];
        let (at, frames) = (&mut self.briefs[task.index()], &mut self.frames[task.index()]);
        let steps = &mut self.rec.trace.counters.steps;
        let others = *self.heap_total - process.noted;
        let mut env = vm::Env {
            now,
            rng: self.rng,
            limits: &self.setup.limits,
            heap: self.setup.limits.heap.saturating_sub(others),
            instruction_cost: self.instructions,
            steps,
        };
        let given = fuel;
        let (memory, mut exit) = (&mut process.memory, Exit::Fuel);
        let verb = vm::run_to_verb(self.program, memory, frames, &mut env, &mut fuel, &mut exit);
        if process.memory.bytes() != process.noted {
            ending::note_memory(t.process, process, self.heap_total, self.rec);
        }
        at.ahead = Ahead::NOTHING;
        match verb {
            Some(Verb { length, io: false }) if length > Time::ZERO => {
                // With a verb there is no exit: nothing that would have to be dropped.
                std::mem::forget(exit);
                let (line, ahead) = frames.leaves(self.program);
                at.ahead = ahead;
                let cause = std::mem::replace(&mut t.cause, Cause::Continued);
                let by = std::mem::replace(&mut t.by, TaskId::NONE);
                self.machine.start(h, length, now);
                let change = Change::new(State::Running, Place::Hardware(h), cause, line).by(by);
                self.rec.set_line(task, line);
                self.rec.change_at_once(task, change);
                None
            }
            Some(Verb { length, io: true }) if length > Time::ZERO => {
                let line = frames.line(self.program);
                self.wait_for_device(h, thread, task, (length, line), now);
                self.set_free(h, task, Cause::PreviousBlocked, now);
                None
            }
            _ => {
                let left = (flow::FUEL - (given - fuel)).max(1);
                self.leave_script((h, thread, task), verb.map_or(exit, Exit::from), left, now)
            }
        }
    }

    /// The script does something else, which may be its end.
    #[inline(never)]
    fn leave_script(
        &mut self,
        (h, thread, task): (u16, ThreadId, TaskId),
        exit: Exit,
        left: u64,
        now: Time,
    ) -> Option<Out> {
        #[cfg(not(fast_functions))]
        if let Exit::Returned(value) = exit
            && self.ends_alone(task)
        {
            self.end_task(h, thread, task, value, now);
            return None;
        }
        self.machine.stop(h, now);
        self.fetch_records(thread, task);
        Some(Out::Exit(h, thread, task, exit, left))
    }

    /// The thread waits for a device and leaves its core.
    #[inline(always)]
    fn wait_for_device(
        &mut self,
        h: u16,
        thread: ThreadId,
        task: TaskId,
        (length, line): (Time, u32),
        now: Time,
    ) {
        let due = now.saturating_add(length).saturating_add(self.setup.costs.timer);
        let alarm = self.agenda.add(due, Class::Wait, Alarm::Wait(task));
        let t = &mut self.briefs[task.index()];
        (t.timed, t.alarm, t.suspended) = (true, alarm, false);
        let change = Change::new(State::Io, Place::Nowhere, Cause::IoStarted, line);
        self.rec.turn_at(task, change);
        self.leave_core(h, thread, now);
    }

    /// The thread gives up its core, of its own accord.
    #[inline(always)]
    fn leave_core(&mut self, h: u16, thread: ThreadId, now: Time) {
        self.charge(thread, now);
        let t = &mut self.threads[thread.index()];
        (t.at, t.slice_open) = (Whereabouts::Off, false);
        self.machine.cease(h, now);
        self.turns.leave(thread, now);
        self.rec.trace.counters.voluntary += 1;
    }

    /// Tells the policy how long the thread, whose slice is open, has used its core.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn charge(&mut self, thread: ThreadId, now: Time) {
        let t = &mut self.threads[thread.index()];
        let used = now - t.charged_until;
        t.charged_until = now;
        if used > Time::ZERO {
            self.turns.charge(thread, used);
        }
    }

    /// Somebody waits again: slices count from here on. Whether that has changed when
    /// they end.
    #[inline(always)]
    fn arm_slices(&mut self, now: Time) -> bool {
        let arms = *self.unarmed && self.turns.waiting() > 0;
        if arms {
            self.arm_all(now);
        }
        arms
    }

    #[inline(never)]
    fn arm_all(&mut self, now: Time) {
        *self.unarmed = false;
        for h in 0..self.machine.len() {
            let Some(thread) = self.machine.occupant(h) else { continue };
            if self.threads[thread.index()].slice_open && self.machine.slice_end(h) == Time::NEVER {
                self.charge(thread, now);
                let end = slice_end(self.turns, self.unarmed, thread, now);
                self.machine.set_slice_end(h, end);
            }
        }
    }
}

/// One thing was done; goes on if there is no reason to leave and something left of
/// the budget.
#[cfg_attr(not(fast_functions), inline(always))]
fn count(left: Option<Out>, budget: &mut u32) -> Result<(), Out> {
    match left {
        Some(out) => Err(out),
        None if *budget == 0 => Err(Out::Other),
        None => {
            *budget -= 1;
            Ok(())
        }
    }
}

/// When the slice ends that begins.
#[cfg_attr(not(fast_functions), inline(always))]
fn slice_end(turns: &RoundRobin, unarmed: &mut bool, thread: ThreadId, now: Time) -> Time {
    match turns.slice(thread, now) {
        Slice::Always(left) => now.saturating_add(left),
        Slice::WhileOthersWait(left) => {
            let waits = turns.waiting() > 0;
            *unarmed |= !waits;
            select_unpredictable(waits, now.saturating_add(left), Time::NEVER)
        }
        Slice::Endless => Time::NEVER,
    }
}
