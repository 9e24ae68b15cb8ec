//! One instant of a run: who is where, in the order in which they came.

use crate::base::{ResourceId, TaskId, Time, sort};
use crate::trace::{Place, ResourceKind, State};
use crate::view::RunView;

/// A place and those who are there at an instant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spell {
    pub at: Whereabouts,
    /// Who holds it: a lock, a GIL.
    pub holder: Option<TaskId>,
    pub tasks: Vec<TaskId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    Core(u16),
    /// Ready for a core.
    /// 0 is the only one; hardware thread h has h + 1 where each has its own.
    RunQueue(u16),
    /// Ready in an event loop, a pool or a worker's queue.
    Loop(ResourceId),
    /// A lock, a queue, a GIL: the tasks are those who wait for it.
    Resource(ResourceId),
    Io,
    /// For another task, or at `await`.
    Others,
}

impl RunView {
    /// Who is where at `time`; at the end of the run, just before it. Cores,
    /// the run queue and every lock are named even if nobody is there.
    pub fn moment(&self, time: Time) -> Vec<Spell> {
        let time = Time(time.0.min(self.trace.end.0.saturating_sub(1)));
        let spell = |at| Spell { at, holder: None, tasks: Vec::new() };
        let mut spells: Vec<Spell> =
            (0..self.trace.hardware_threads).map(|h| spell(Whereabouts::Core(h))).collect();
        spells.push(spell(Whereabouts::RunQueue(0)));
        for (i, resource) in self.trace.resources.iter().enumerate() {
            let id = ResourceId(i as u32);
            spells.push(spell(match resource.kind {
                ResourceKind::Loop => Whereabouts::Loop(id),
                _ => Whereabouts::Resource(id),
            }));
        }
        spells.extend([Whereabouts::Io, Whereabouts::Others].map(spell));

        let holds = self.trace.holds.iter().take_while(|hold| hold.start <= time);
        for hold in holds.filter(|hold| time < hold.end) {
            let held = spells.iter_mut().find(|s| s.at == Whereabouts::Resource(hold.resource));
            held.into_iter().for_each(|s| s.holder = Some(hold.task));
        }
        // Segments are pushed when they begin: their order is that of arrival.
        let tasks = (0..self.trace.tasks.len() as u32).map(TaskId);
        let mut now: Vec<usize> = tasks.filter_map(|task| self.segment_at(task, time)).collect();
        sort(&mut now, &|a, b| a < b);
        for segment in now {
            let at = self.whereabouts(segment);
            let task = self.trace.segments.task(segment);
            match spells.iter_mut().find(|s| s.at == at) {
                Some(spell) => spell.tasks.push(task),
                // A queue of a core, a pool or a worker.
                None => spells.push(Spell { tasks: vec![task], ..spell(at) }),
            }
        }
        spells
    }

    /// Who stands in a queue or waits for something at `time`, in the order in
    /// which they came.
    pub fn waiting_at(&self, place: Place, time: Time) -> Vec<TaskId> {
        let segments = &self.trace.segments;
        let tasks = (0..self.trace.tasks.len() as u32).map(TaskId);
        let waits = |&i: &usize| {
            let state = segments.state(i);
            segments.place(i) == place && matches!(state, State::Ready | State::Lock | State::Gil)
        };
        let mut found: Vec<usize> =
            tasks.filter_map(|task| self.segment_at(task, time)).filter(waits).collect();
        sort(&mut found, &|a, b| a < b);
        found.into_iter().map(|i| segments.task(i)).collect()
    }

    fn whereabouts(&self, segment: usize) -> Whereabouts {
        let segments = &self.trace.segments;
        match (segments.state(segment), segments.place(segment)) {
            (State::Running | State::Overhead, Place::Hardware(h)) => Whereabouts::Core(h),
            (State::Ready, Place::Resource(r)) => Whereabouts::Loop(r),
            (State::Ready, Place::RunQueue(q)) => Whereabouts::RunQueue(q),
            (State::Ready, _) => Whereabouts::RunQueue(0),
            (State::Lock | State::Gil, Place::Resource(r)) => Whereabouts::Resource(r),
            (State::Io, _) => Whereabouts::Io,
            _ => Whereabouts::Others,
        }
    }
}
