//! Lanes: one a hardware thread, one a GIL, one a worker, one a lock, one a
//! ready queue, one a task.

use crate::base::{Map, ResourceId, TaskId};
use crate::trace::{Place, ResourceKind, State, Trace};
use crate::view::Spans;
use crate::view::counts::Counts;
use crate::view::palette::{Ink, TASK_INKS};
use std::ops::Range;

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
    /// A ready queue: how many stand in it. Items are lengths.
    Queue(Place),
    /// A semaphore, queue, event, condition or barrier: how many wait for it.
    /// Items are their numbers.
    Waiting(ResourceId),
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

    /// Where those are that a queue's lane counts.
    pub fn place(self) -> Option<Place> {
        match self {
            LaneKind::Queue(place) => Some(place),
            LaneKind::Waiting(id) => Some(Place::Resource(id)),
            _ => None,
        }
    }

    pub fn has_segments(self) -> bool {
        matches!(self, LaneKind::Core(_) | LaneKind::Task(_))
    }
}

pub struct Lane {
    pub kind: LaneKind,
    pub spans: Spans,
    /// How many wait for a GIL or a lock, as classes (at most [`MAX_WAITERS`]); empty in
    /// other lanes.
    pub waiters: Spans,
    /// The highest class of a queue's lane: its bars are as high as their
    /// class's part of it. 0 in other lanes.
    pub levels: u8,
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
            LaneKind::Queue(_) => Ink::Level(State::Ready),
            LaneKind::Waiting(_) => Ink::Level(State::Lock),
            _ if class == OVERHEAD_CLASS => Ink::State(State::Overhead),
            _ => Ink::Task(class),
        }
    }

    /// How much of a bar's full height a class has, 0 to 1.
    pub fn level(&self, class: u8) -> f64 {
        if self.levels == 0 { 1.0 } else { f64::from(class) / f64::from(self.levels) }
    }

    /// The task that a span belongs to; none in a queue's lane.
    pub fn task(&self, trace: &Trace, span: usize) -> Option<TaskId> {
        let item = *self.spans.item.get(span)? as usize;
        match self.kind {
            kind if kind.place().is_some() => None,
            kind if kind.has_holds() => trace.holds.get(item).map(|hold| hold.task),
            _ => (item < trace.segments.len()).then(|| trace.segments.task(item)),
        }
    }

    /// The segment that a span stands for. A hold stands for the segment in
    /// which its task got what it holds; a queue's length for none.
    pub fn segment(&self, lanes: &[Lane], trace: &Trace, span: usize) -> Option<usize> {
        let item = *self.spans.item.get(span)? as usize;
        if self.kind.has_segments() {
            return Some(item);
        }
        let task = self.task(trace, span)?;
        let hold = trace.holds.get(item)?;
        let lane = lanes.iter().find(|l| l.kind == LaneKind::Task(task))?;
        let at = lane.spans.first_ending_after(hold.start.0 as f64);
        lane.spans.item.get(at).map(|&i| i as usize)
    }
}

/// All lanes: cores, GILs, workers, locks, queues, tasks.
pub fn build(trace: &Trace) -> Vec<Lane> {
    let (core_spans, task_spans, mut counts) = segments(trace);
    let mut held = holds(trace);
    let cores = core_spans.into_iter().enumerate();
    let mut lanes: Vec<Lane> =
        cores.map(|(h, spans)| lane(LaneKind::Core(h as u16), spans)).collect();
    for kind in [ResourceKind::Gil, ResourceKind::Worker, ResourceKind::Lock, ResourceKind::RLock] {
        for (index, resource) in trace.resources.iter().enumerate() {
            if resource.kind != kind {
                continue;
            }
            let id = ResourceId(index as u32);
            let kind = match kind {
                ResourceKind::Gil => LaneKind::Gil(id),
                ResourceKind::Worker => LaneKind::Worker(id),
                _ => LaneKind::Lock(id),
            };
            let waiting = counts.get_mut(&Place::Resource(id)).filter(|_| kind.has_waiters());
            let waiters = waiting.map(std::mem::take).map(|c| c.spans(MAX_WAITERS, true));
            let waiters = waiters.unwrap_or_default();
            lanes.push(Lane { waiters, ..lane(kind, std::mem::take(&mut held[index])) });
        }
    }
    for (&place, counts) in counts.iter_mut() {
        let spans = std::mem::take(counts).spans(OVERHEAD_CLASS, false);
        let levels = spans.class.iter().copied().max().unwrap_or(0);
        if levels > 0 {
            let kind = queue_kind(trace, place);
            lanes.push(Lane { levels, ..lane(kind, spans) });
        }
    }
    let tasks = task_spans.into_iter().enumerate();
    lanes.extend(tasks.map(|(t, s)| lane(LaneKind::Task(TaskId(t as u32)), s)));
    lanes
}

/// Who stands at a place is ready, or waits for something to happen.
fn queue_kind(trace: &Trace, place: Place) -> LaneKind {
    use ResourceKind::{Loop, Pool, Worker};
    match place {
        Place::Resource(id) => match trace.resources.get(id.index()).map(|r| r.kind) {
            Some(Loop | Pool | Worker) => LaneKind::Queue(place),
            _ => LaneKind::Waiting(id),
        },
        _ => LaneKind::Queue(place),
    }
}

fn lane(kind: LaneKind, mut spans: Spans) -> Lane {
    spans.finish();
    Lane { kind, spans, waiters: Spans::default(), levels: 0 }
}

/// So many segments at a time: a browser makes a function fast while it is being
/// called again and again, and a loop over a million in one call stays slow.
const STRETCH: usize = 8_192;

fn stretches(count: usize) -> impl Iterator<Item = Range<usize>> {
    (0..count).step_by(STRETCH).map(move |from| from..(from + STRETCH).min(count))
}

/// How many wait at each place.
type Places = Map<Place, Counts>;

/// A lane's spans for each hardware thread, and for each task; and the queues.
fn segments(trace: &Trace) -> (Vec<Spans>, Vec<Spans>, Places) {
    let count = trace.segments.len();
    let mut on_core = vec![0; usize::from(trace.hardware_threads)];
    let mut of_task = vec![0; trace.tasks.len()];
    let mut counts = Map::new();
    for part in stretches(count) {
        count_some(trace, part, (&mut on_core, &mut of_task, &mut counts));
    }
    let room = |classes| move |&n: &usize| Spans::with_room(classes, n);
    let mut cores: Vec<Spans> = on_core.iter().map(room(CLASSES)).collect();
    let mut tasks: Vec<Spans> = of_task.iter().map(room(State::ALL.len())).collect();
    for part in stretches(count) {
        lay_some(trace, part, &mut cores, &mut tasks);
    }
    (cores, tasks, counts)
}

/// How many spans each lane gets, and how many wait at each place: a wait for
/// time, or for a task to end, has none.
#[inline(never)]
fn count_some(
    trace: &Trace,
    part: Range<usize>,
    (cores, tasks, counts): (&mut [usize], &mut [usize], &mut Places),
) {
    let segments = &trace.segments;
    for i in part {
        count(tasks, segments.task(i).index());
        if let Some(h) = segments.hardware(i) {
            count(cores, usize::from(h));
        }
        if matches!(segments.state(i), State::Ready | State::Gil | State::Lock)
            && segments.place(i) != Place::Nowhere
        {
            let counts = counts.get_or_insert_with(segments.place(i), Counts::default);
            counts.stay(segments.start(i).0, segments.end(i).min(trace.end).0);
        }
    }
}

#[inline(never)]
fn lay_some(trace: &Trace, part: Range<usize>, cores: &mut [Spans], tasks: &mut [Spans]) {
    let segments = &trace.segments;
    for i in part {
        let (start, end) = (segments.start(i).0, segments.end(i).min(trace.end).0);
        let (task, state) = (segments.task(i), segments.state(i));
        if let Some(spans) = tasks.get_mut(task.index()) {
            spans.push(start, end, i as u32, state as u8);
        }
        if let Some(h) = segments.hardware(i)
            && let Some(spans) = cores.get_mut(usize::from(h))
        {
            let class = match state {
                State::Overhead => OVERHEAD_CLASS,
                _ => Ink::of_task(trace, task),
            };
            spans.push(start, end, i as u32, class);
        }
    }
}

fn count(counts: &mut [usize], index: usize) {
    if let Some(count) = counts.get_mut(index) {
        *count += 1;
    }
}

/// Who holds each resource.
fn holds(trace: &Trace) -> Vec<Spans> {
    let mut held = vec![Spans::new(CLASSES); trace.resources.len()];
    for (i, hold) in trace.holds.iter().enumerate() {
        if let Some(spans) = held.get_mut(hold.resource.index()) {
            let end = hold.end.min(trace.end);
            spans.push(hold.start.0, end.0, i as u32, Ink::of_task(trace, hold.task));
        }
    }
    held
}
