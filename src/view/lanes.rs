//! Lanes: one a hardware thread, one a GIL, one a worker, one a lock, one a
//! ready queue, one a task.

use crate::base::{Map, ResourceId, TaskId};
use crate::trace::{Place, ResourceKind, State, Trace};
use crate::view::counts::Counts;
use crate::view::palette::{Ink, TASK_INKS};
use crate::view::{RunView, Spans};
use std::cell::OnceCell;
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
    /// See [`RunView::spans`].
    spans: OnceCell<Spans>,
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
}

impl RunView {
    /// What a lane shows. Tasks' lanes are laid when first asked for: of many,
    /// few are seen at once, and the others need not delay these.
    pub fn spans(&self, lane: usize) -> &Spans {
        let spans = &self.lanes[lane].spans;
        if spans.get().is_none() {
            lay_tasks(self, lane);
        }
        spans.get_or_init(Spans::default)
    }

    /// The task that a span belongs to; none in a queue's lane.
    pub fn task(&self, lane: usize, span: usize) -> Option<TaskId> {
        let item = *self.spans(lane).item.get(span)? as usize;
        match self.lanes[lane].kind {
            kind if kind.place().is_some() => None,
            kind if kind.has_holds() => self.trace.holds.get(item).map(|hold| hold.task),
            _ => (item < self.trace.segments.len()).then(|| self.trace.segments.task(item)),
        }
    }

    /// The segment that a span stands for. A hold stands for the segment in
    /// which its task got what it holds; a queue's length for none.
    pub fn segment(&self, lane: usize, span: usize) -> Option<usize> {
        let kind = self.lanes.get(lane)?.kind;
        let item = *self.spans(lane).item.get(span)? as usize;
        if kind.has_segments() {
            return Some(item);
        }
        let task = self.task(lane, span)?;
        let hold = self.trace.holds.get(item)?;
        let spans = self.spans(self.task_lane(task)?);
        let at = spans.first_ending_after(hold.start.0 as f64);
        spans.item.get(at).map(|&i| i as usize)
    }
}

/// All lanes: cores, GILs, workers, locks, queues, tasks; and how many segments
/// each task has. Tasks' lanes are not laid yet.
pub fn build(trace: &Trace) -> (Vec<Lane>, Vec<usize>) {
    let mut on_core = vec![0; usize::from(trace.hardware_threads)];
    let mut of_task = vec![0; trace.tasks.len()];
    let mut counts = Map::new();
    for part in stretches(trace) {
        count_some(trace, part, (&mut on_core, &mut of_task, &mut counts));
    }
    let mut held = holds(trace);
    let cores = lay(trace, &on_core, CLASSES, None).into_iter().enumerate();
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
            held[index].finish();
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
    let tasks = (0..of_task.len()).map(|t| LaneKind::Task(TaskId(t as u32)));
    lanes.extend(tasks.map(|kind| Lane { spans: OnceCell::new(), ..lane(kind, Spans::default()) }));
    (lanes, of_task)
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

fn lane(kind: LaneKind, spans: Spans) -> Lane {
    Lane { kind, spans: spans.into(), waiters: Spans::default(), levels: 0 }
}

/// So many lanes on either side of the first task's that is asked for.
const NEAR: usize = 8;

/// Lays what is near a task's lane, or, if that was done before, all that is
/// left: two passes over the segments at most.
fn lay_tasks(run: &RunView, lane: usize) {
    let tasks = &run.lanes[run.lanes.len() - run.of_task.len()..];
    let asked = lane + tasks.len() - run.lanes.len();
    let all = tasks.iter().any(|lane| lane.spans.get().is_some());
    let from = if all { 0 } else { asked.saturating_sub(NEAR) };
    let to = if all { tasks.len() } else { (asked + NEAR).min(tasks.len()) };
    let spans = lay(&run.trace, &run.of_task[from..to], State::ALL.len(), Some(from));
    for (lane, spans) in tasks[from..to].iter().zip(spans) {
        // What was there stays.
        let _ = lane.spans.set(spans);
    }
}

/// So many segments at a time: a browser makes a function fast while it is being
/// called again and again, and a loop over a million in one call stays slow.
const STRETCH: usize = 8_192;

fn stretches(trace: &Trace) -> impl Iterator<Item = Range<usize>> {
    let count = trace.segments.len();
    (0..count).step_by(STRETCH).map(move |from| from..(from + STRETCH).min(count))
}

/// How many wait at each place.
type Places = Map<Place, Counts>;

/// The spans of lanes with so many of them: of hardware threads, or of tasks
/// from one on.
fn lay(trace: &Trace, counts: &[usize], classes: usize, first_task: Option<usize>) -> Vec<Spans> {
    let mut lanes: Vec<Spans> = counts.iter().map(|&n| Spans::with_room(classes, n)).collect();
    for part in stretches(trace) {
        lay_some(trace, part, &mut lanes, first_task);
    }
    lanes.iter_mut().for_each(Spans::finish);
    lanes
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
        let (task, start, end, state) = segments.brief(i);
        count(tasks, task.index());
        if let Some(h) = segments.hardware(i) {
            count(cores, usize::from(h));
        } else if WAITS & 1 << state != 0 && segments.place(i) != Place::Nowhere {
            let counts = counts.get_or_insert_with(segments.place(i), Counts::default);
            counts.stay(start.0, end.min(trace.end).0);
        }
    }
}

/// The states in which a task waits at a place, a bit each.
const WAITS: u8 = 1 << State::Ready as u8 | 1 << State::Gil as u8 | 1 << State::Lock as u8;

#[inline(never)]
fn lay_some(trace: &Trace, part: Range<usize>, lanes: &mut [Spans], first_task: Option<usize>) {
    let segments = &trace.segments;
    for i in part {
        let (task, start, end, state) = segments.brief(i);
        let lane = match (first_task, segments.hardware(i)) {
            (Some(first), _) => task.index().wrapping_sub(first),
            (None, Some(h)) => usize::from(h),
            (None, None) => continue,
        };
        let Some(spans) = lanes.get_mut(lane) else { continue };
        let class = match state {
            _ if first_task.is_some() => state,
            OVERHEAD => OVERHEAD_CLASS,
            _ => Ink::of_task(trace, task),
        };
        spans.push(start.0, end.min(trace.end).0, i as u32, class);
    }
}

const OVERHEAD: u8 = State::Overhead as u8;

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
