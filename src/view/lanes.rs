//! Lanes: one a hardware thread, one a GIL, one a worker, one a lock, one a task.

use crate::base::{ResourceId, TaskId, Time, sort};
use crate::trace::{Place, ResourceKind, State, Trace};
use crate::view::Spans;
use crate::view::palette::{Ink, TASK_INKS};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LaneKind {
    /// A hardware thread: which task it runs. Items are segments.
    Core(u16),
    /// A GIL: who holds it. Items are holds.
    Gil(ResourceId),
    /// A worker: which task it serves. Items are holds.
    Worker(ResourceId),
    /// A lock: who holds it. Items are holds.
    Lock(ResourceId),
    /// A task: what it does. Items are segments.
    Task(TaskId),
}

impl LaneKind {
    /// Whether others wait for what is held: bars leave room for them.
    pub fn has_waiters(self) -> bool {
        matches!(self, LaneKind::Gil(_) | LaneKind::Lock(_))
    }

    /// Whether items are holds, not segments.
    pub fn has_holds(self) -> bool {
        matches!(self, LaneKind::Gil(_) | LaneKind::Worker(_) | LaneKind::Lock(_))
    }
}

pub struct Lane {
    pub kind: LaneKind,
    pub spans: Spans,
    /// How many wait for a GIL or a lock, as classes (at most [`MAX_WAITERS`]); empty in
    /// other lanes.
    pub waiters: Spans,
}

/// The most classes a lane has: main, the task colours, overhead.
pub const CLASSES: usize = TASK_INKS as usize + 1;
const OVERHEAD_CLASS: u8 = TASK_INKS;
/// More waiters than this are drawn alike: their lines would touch.
pub const MAX_WAITERS: u8 = 3;

impl Lane {
    /// What a class of this lane is drawn with.
    pub fn ink(&self, class: u8) -> Ink {
        match self.kind {
            LaneKind::Task(_) => Ink::State(State::ALL[usize::from(class) % State::ALL.len()]),
            _ if class == OVERHEAD_CLASS => Ink::State(State::Overhead),
            _ => Ink::Task(class),
        }
    }

    /// The segment that a span stands for. A hold stands for the segment in
    /// which its task got what it holds.
    pub fn segment(&self, lanes: &[Lane], trace: &Trace, span: usize) -> Option<usize> {
        let item = *self.spans.item.get(span)? as usize;
        if !self.kind.has_holds() {
            return Some(item);
        }
        let hold = trace.holds.get(item)?;
        let lane = lanes.iter().find(|l| l.kind == LaneKind::Task(hold.task))?;
        let at = lane.spans.first_ending_after(hold.start.0 as f64);
        lane.spans.item.get(at).map(|&i| i as usize)
    }
}

/// Lanes by kind: cores, GILs, workers, locks, tasks.
pub(super) fn build(trace: &Trace) -> Vec<Lane> {
    let cores = usize::from(trace.hardware_threads);
    let mut core_spans = vec![Spans::new(CLASSES); cores];
    let mut task_spans = vec![Spans::new(State::ALL.len()); trace.tasks.len()];
    let segments = &trace.segments;
    for i in 0..segments.len() {
        let (start, end) = (segments.start(i).0, segments.end(i).min(trace.end).0);
        let (task, state) = (segments.task(i), segments.state(i));
        if let Some(spans) = task_spans.get_mut(task.index()) {
            spans.push(start, end, i as u32, state as u8);
        }
        if let Place::Hardware(h) = segments.place(i)
            && let Some(spans) = core_spans.get_mut(usize::from(h))
        {
            let class = match state {
                State::Overhead => OVERHEAD_CLASS,
                _ => Ink::of_task(task),
            };
            spans.push(start, end, i as u32, class);
        }
    }
    let cores = core_spans.into_iter().enumerate();
    let tasks = task_spans.into_iter().enumerate();
    let mut lanes: Vec<Lane> =
        cores.map(|(h, spans)| lane(LaneKind::Core(h as u16), spans, Spans::new(0))).collect();
    for kind in [ResourceKind::Gil, ResourceKind::Worker, ResourceKind::Lock, ResourceKind::RLock] {
        lanes.extend(held(trace, kind));
    }
    lanes.extend(tasks.map(|(t, s)| lane(LaneKind::Task(TaskId(t as u32)), s, Spans::new(0))));
    lanes
}

fn lane(kind: LaneKind, mut spans: Spans, mut waiters: Spans) -> Lane {
    spans.finish();
    waiters.finish();
    Lane { kind, spans, waiters }
}

/// A lane for each resource of a kind.
fn held(trace: &Trace, kind: ResourceKind) -> impl Iterator<Item = Lane> + '_ {
    let of_kind = move |(_, r): &(usize, &crate::trace::ResourceInfo)| r.kind == kind;
    trace.resources.iter().enumerate().filter(of_kind).map(move |(id, _)| {
        let id = ResourceId(id as u32);
        let mut spans = Spans::new(CLASSES);
        for (i, hold) in trace.holds.iter().enumerate().filter(|(_, h)| h.resource == id) {
            let end = hold.end.min(trace.end);
            spans.push(hold.start.0, end.0, i as u32, Ink::of_task(hold.task));
        }
        match kind {
            ResourceKind::Gil => lane(LaneKind::Gil(id), spans, waiters(trace, id)),
            ResourceKind::Worker => lane(LaneKind::Worker(id), spans, Spans::new(0)),
            _ => lane(LaneKind::Lock(id), spans, waiters(trace, id)),
        }
    })
}

/// How many wait for a GIL or a lock over time.
fn waiters(trace: &Trace, held: ResourceId) -> Spans {
    let segments = &trace.segments;
    let mut changes: Vec<(Time, i32)> = Vec::new();
    for i in 0..segments.len() {
        if matches!(segments.state(i), State::Gil | State::Lock)
            && segments.place(i) == Place::Resource(held)
        {
            changes.push((segments.start(i), 1));
            changes.push((segments.end(i).min(trace.end), -1));
        }
    }
    sort(&mut changes, &|a, b| a < b);
    let mut spans = Spans::new(usize::from(MAX_WAITERS) + 1);
    let (mut waiting, mut since) = (0i32, Time::ZERO);
    for (time, change) in changes {
        if waiting > 0 && time > since {
            let class = waiting.min(i32::from(MAX_WAITERS)) as u8;
            spans.push(since.0, time.0, waiting as u32, class);
        }
        waiting += change;
        since = time;
    }
    spans
}
