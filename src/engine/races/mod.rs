//! Finds data races and lost updates in a run, while it happens: what counts
//! as one, see [`crate::trace::Sharing`].
//!
//! The interpreter writes down which variables were used
//! ([`super::vm::Use`]); here is who else uses them and what orders them.
//! Between two uses in one call of the interpreter nothing else happens, so
//! that it is enough to look after each.
//!
//! Deviations from FastTrack: of a variable that many read, the last reading
//! of 16 tasks is remembered, not of all. Clocks hold at most
//! [`MOST_ACTORS`] entries: in a run where so many tasks hear of each other
//! nothing more is found from then on, which is noted.

mod clock;
mod places;
mod variable;

use super::Engine;
use super::state::Role;
use super::vm::{Place, SyncId, Use};
use crate::base::{ProcessId, ResourceId, TaskId, Time};
use crate::trace::{
    Access, LockSet, ProcessMemory, Race, RaceKind, SharedVariable, Sharing, Trace,
};
use clock::Clock;
use places::Places;
use variable::{Finding, Mark, Variable};

const MOST_ACTORS: usize = 1024;
const MOST_VARIABLES: usize = 100_000;
const MOST_ACCESSES: usize = 100_000;
const MOST_RACES: usize = 1000;
const MOST_LOCK_SETS: usize = 4096;
/// Changes of memory that are kept, of all processes together: 64 bytes each.
const MOST_CHANGES: usize = 200_000;

#[derive(Clone)]
pub struct Detector {
    /// By actor: twice the number of a thread, or of a task and one.
    clocks: Vec<Clock>,
    syncs: Vec<Clock>,
    /// By task: whose ends it knows of, itself or through others.
    ends: Vec<Clock>,
    /// By task: the locks it holds, in order.
    held: Vec<Vec<ResourceId>>,
    places: Places,
    variables: Vec<Variable>,
    sharing: Sharing,
    /// Changes kept so far.
    changes: usize,
    off: bool,
}

impl Detector {
    pub fn new() -> Detector {
        Detector {
            clocks: Vec::new(),
            syncs: Vec::new(),
            ends: Vec::new(),
            held: Vec::new(),
            places: Places::default(),
            variables: Vec::new(),
            sharing: Sharing { lock_sets: vec![Vec::new()], ..Sharing::default() },
            changes: 0,
            off: false,
        }
    }

    fn clock(&mut self, actor: u32) -> &mut Clock {
        let at = actor as usize;
        if self.clocks.len() <= at {
            self.clocks.resize(at + 1, Clock::default());
        }
        let clock = &mut self.clocks[at];
        if clock.get(actor) == 0 {
            clock.tick(actor);
        }
        clock
    }

    fn sync(&mut self, id: SyncId) -> &mut Clock {
        let at = id.0 as usize;
        if self.syncs.len() <= at {
            self.syncs.resize(at + 1, Clock::default());
        }
        &mut self.syncs[at]
    }

    /// Gives up where clocks grow too large.
    fn check(&mut self, actor: u32, now: Time) {
        if self.clock(actor).len() > MOST_ACTORS {
            self.off = true;
            self.sharing.full.get_or_insert(now);
        }
    }

    fn lock_set(&mut self, task: TaskId) -> LockSet {
        let Some(held) = self.held.get(task.index()) else { return LockSet(0) };
        let sets = &mut self.sharing.lock_sets;
        if let Some(at) = sets.iter().position(|set| set == held) {
            return LockSet(at as u32);
        }
        if sets.len() == MOST_LOCK_SETS {
            return LockSet(0);
        }
        sets.push(held.clone());
        LockSet(sets.len() as u32 - 1)
    }

    fn variable(&mut self, process: ProcessId, place: Place, access: Access) -> Option<u32> {
        if self.sharing.full.is_some() && self.variables.len() == MOST_VARIABLES {
            return None;
        }
        let number = self.places.number(process, place);
        if number as usize == self.variables.len() {
            self.variables.push(Variable::new(access.task));
            if self.variables.len() == MOST_VARIABLES {
                self.sharing.full.get_or_insert(access.time);
            }
        }
        Some(number)
    }

    /// A task uses a variable.
    fn note(
        &mut self,
        (process, place): (ProcessId, Place),
        mark: Mark,
        name: &dyn Fn() -> String,
    ) {
        let access = mark.access;
        let Some(number) = self.variable(process, place, access) else { return };
        let variable = &mut self.variables[number as usize];
        if variable.becomes_shared(access.task, access.write) {
            let index = self.sharing.variables.len() as u32;
            variable.index = Some(index);
            self.sharing.variables.push(SharedVariable { process, name: name() });
            let before = variable.uses();
            self.sharing.accesses.extend(before.into_iter().map(|access| (index, access)));
        }
        if let Some(index) = variable.index {
            if self.sharing.accesses.len() < MOST_ACCESSES {
                self.sharing.accesses.push((index, access));
            } else {
                self.sharing.full.get_or_insert(access.time);
            }
        }
        let now = &self.clocks[mark.actor as usize];
        let ends = self.ends.get(access.task.index());
        let joined = |task: TaskId| ends.is_some_and(|ends| ends.get(task.0) > 0);
        let mut found = Vec::new();
        let find = &mut |finding| found.push(finding);
        match place {
            // A single step of Python's own: nothing comes in between.
            Place::Whole(_) => {}
            _ if access.write => variable.write(mark, now, &joined, find),
            _ => variable.read(mark, now, find),
        }
        for finding in found {
            self.report(number, process, access, finding, name);
        }
    }

    fn report(
        &mut self,
        number: u32,
        process: ProcessId,
        second: Access,
        finding: Finding,
        name: &dyn Fn() -> String,
    ) {
        let Finding { kind, first, lost } = finding;
        let found = &mut self.variables[number as usize].found;
        let races = &mut self.sharing.races;
        if let Some(lost) = lost {
            // That the lost write raced is part of the story.
            found.retain(|&(kind, _, _, at)| {
                let part = kind == RaceKind::Unordered && races[at].second == lost;
                if part {
                    races[at].count = 0;
                }
                !part
            });
        }
        let lines = (first.line.min(second.line), first.line.max(second.line));
        let known = found.iter().find(|f| (f.0, f.1, f.2) == (kind, lines.0, lines.1));
        if let Some(&(.., at)) = known {
            races[at].count += 1;
            return;
        }
        if races.len() == MOST_RACES {
            return;
        }
        found.push((kind, lines.0, lines.1, races.len()));
        races.push(Race { kind, variable: name(), process, first, second, lost, count: 1 });
    }
}

impl Engine {
    /// Whose history the task's is part of: the coroutines of a loop take
    /// turns in one thread, and nothing comes between two turns' instructions.
    fn actor(&self, task: TaskId) -> u32 {
        let thread = self.briefs[task.index()].thread;
        match self.threads.get(thread.index()).map(|t| t.role) {
            Some(Role::Worker(_)) => task.0 * 2 + 1,
            _ => thread.0 * 2,
        }
    }

    /// `to` is begun by `from`, or hears of its end.
    pub(super) fn inherit_order(&mut self, from: TaskId, to: TaskId) {
        self.order(from, to);
        let ended = !from.is_none() && self.tasks[from.index()].ended();
        let Some(races) = self.races.as_deref_mut().filter(|r| !r.off) else { return };
        if from.is_none() || to.is_none() {
            return;
        }
        let most = races.ends.len().max(from.index() + 1).max(to.index() + 1);
        races.ends.resize(most, Clock::default());
        let known = races.ends[from.index()].clone();
        let ends = &mut races.ends[to.index()];
        ends.join(&known);
        if ended {
            ends.tick(from.0);
        }
    }

    /// What `from` has done so far happens before what `to` does from now on.
    pub(super) fn order(&mut self, from: TaskId, to: TaskId) {
        if self.races.is_none() || from.is_none() || to.is_none() {
            return;
        }
        let (from, to) = (self.actor(from), self.actor(to));
        let now = self.rec.now;
        if let Some(races) = self.races.as_deref_mut().filter(|r| !r.off && from != to) {
            let known = races.clock(from).clone();
            races.clock(to).join(&known);
            races.clock(from).tick(from);
            races.check(to, now);
        }
    }

    /// What the task has done so far happens before what anybody does who
    /// takes it up at this object.
    pub(super) fn publish(&mut self, task: TaskId, id: SyncId) {
        if self.races.is_none() {
            return;
        }
        let actor = self.actor(task);
        if let Some(races) = self.races.as_deref_mut().filter(|r| !r.off) {
            let known = races.clock(actor).clone();
            races.sync(id).join(&known);
            races.clock(actor).tick(actor);
        }
    }

    pub(super) fn take_up(&mut self, task: TaskId, id: SyncId) {
        if self.races.is_none() {
            return;
        }
        let (actor, now) = (self.actor(task), self.rec.now);
        if let Some(races) = self.races.as_deref_mut().filter(|r| !r.off) {
            let known = races.sync(id).clone();
            races.clock(actor).join(&known);
            races.check(actor, now);
        }
    }

    pub(super) fn note_lock(&mut self, task: TaskId, resource: ResourceId, taken: bool) {
        let Some(races) = &mut self.races else { return };
        if races.held.len() <= task.index() {
            races.held.resize(task.index() + 1, Vec::new());
        }
        let held = &mut races.held[task.index()];
        match (held.binary_search_by(|h| h.cmp(&resource)), taken) {
            (Err(at), true) => held.insert(at, resource),
            (Ok(at), false) => drop(held.remove(at)),
            _ => {}
        }
    }

    /// The task's script is about to run in this process.
    pub(super) fn watch_begin(&mut self, process: ProcessId, task: TaskId) {
        let Some(races) = &self.races else { return };
        let room = MOST_CHANGES.saturating_sub(races.changes);
        if let Some(watch) = self.processes[process.index()].memory.watched_mut() {
            watch.begin(task, self.rec.now);
            watch.room = room;
        }
    }

    /// It has run: what it used is looked at.
    pub(super) fn watch_end(&mut self, process: ProcessId, task: TaskId) {
        if self.races.is_none() {
            return;
        }
        let actor = self.actor(task);
        let time = self.rec.now;
        let Some(races) = self.races.as_deref_mut() else { return };
        let memory = &mut self.processes[process.index()].memory;
        memory.watch_changes();
        let Some(watch) = memory.watched_mut() else { return };
        races.changes += MOST_CHANGES.saturating_sub(races.changes) - watch.room;
        let mut uses = std::mem::take(&mut watch.uses);
        let (off, clock, locks) = (races.off, races.clock(actor).get(actor), races.lock_set(task));
        for &Use { place, line, write } in uses.iter().filter(|_| !off) {
            let access = Access { time, task, line, write, locks };
            let mark = Mark { access, actor, clock };
            races.note((process, place), mark, &|| watch.name(place));
        }
        uses.clear();
        watch.uses = uses;
    }

    /// A number that processes share is used.
    pub(super) fn watch_number(&mut self, task: TaskId, number: u32, write: bool) {
        if self.races.is_none() {
            return;
        }
        let (actor, line, time) = (self.actor(task), self.line(task), self.rec.now);
        let process = self.briefs[task.index()].process;
        let Some(races) = self.races.as_deref_mut().filter(|r| !r.off) else { return };
        let (clock, locks) = (races.clock(actor).get(actor), races.lock_set(task));
        let access = Access { time, task, line, write, locks };
        let name = || "value".to_string();
        // One place for all processes.
        let place = (ProcessId::NONE, Place::Number(number));
        let before = races.sharing.races.len();
        races.note(place, Mark { access, actor, clock }, &name);
        for race in &mut races.sharing.races[before..] {
            race.process = process;
        }
    }

    /// Hands over what was written down.
    pub(super) fn take_watched(&mut self, trace: &mut Trace) {
        let Some(races) = self.races.take() else { return };
        trace.sharing = races.sharing;
        trace.sharing.races.retain(|race| race.count > 0);
        trace.sharing.resources = self.syncs.iter().map(|sync| sync.resource).collect();
        let log = |watch: &mut super::vm::Watch| std::mem::take(&mut watch.log);
        let logs = self.processes.iter_mut().map(|p| p.memory.watched_mut().map(log));
        trace.memory = logs.map(Option::unwrap_or_default).collect::<Vec<ProcessMemory>>();
    }
}
