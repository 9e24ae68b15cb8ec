//! What must hold for a trace, each with the place where it does not.

use crate::Holds;
use interleave::base::{ResourceId, TaskId, Time};
use interleave::trace::{Hold, Place, ResourceKind, Segment, State, TaskKind, Trace};

fn segments(trace: &Trace, keep: impl Fn(&Segment) -> bool) -> Vec<Segment> {
    trace.segments.iter().filter(|s| keep(s)).collect()
}

/// Whether intervals, in order of start, leave each other alone.
fn apart(mut intervals: Vec<(Time, Time)>) -> Holds {
    intervals.sort();
    match intervals.windows(2).find(|w| w[0].1 > w[1].0) {
        Some(w) => Err(format!("{:?} and {:?} overlap", w[0], w[1])),
        None => Ok(()),
    }
}

pub fn hardware_threads_run_one(trace: &Trace) -> Holds {
    for h in 0..trace.hardware_threads {
        let on_it = segments(trace, |s| s.place.hardware() == Some(h));
        if let Some(s) = on_it.iter().find(|s| !s.state.on_core()) {
            return Err(format!("on a hardware thread, yet not running: {s:?}"));
        }
        apart(on_it.iter().map(|s| (s.start, s.end)).collect())
            .map_err(|why| format!("hardware thread {h}: {why}"))?;
        let busy: u64 = on_it.iter().map(|s| s.end.0 - s.start.0).sum();
        if busy > trace.end.0 {
            return Err(format!("hardware thread {h} is busy longer than the run lasts"));
        }
    }
    let nowhere = segments(trace, |s| s.state.on_core() && s.place.hardware().is_none());
    nowhere.first().map_or(Ok(()), |s| Err(format!("running nowhere: {s:?}")))
}

/// From arrival to finish, or to the end of the run, a task is always in
/// exactly one state.
pub fn segments_tile_each_task(trace: &Trace) -> Holds {
    for (i, task) in trace.tasks.iter().enumerate() {
        let own = segments(trace, |s| s.task.index() == i);
        let mut at = task.arrival;
        for s in &own {
            if s.start != at {
                return Err(format!("{}: at {at:?} comes {s:?}", task.name));
            }
            at = s.end;
        }
        let end = task.finish.unwrap_or(trace.end);
        // A task due after the end of the run has not arrived.
        if at != end && task.arrival <= trace.end {
            return Err(format!("{}: ends at {at:?}, not at {end:?}", task.name));
        }
    }
    Ok(())
}

pub fn columns_are_ordered(trace: &Trace) -> Holds {
    let start = |i: usize| trace.segments.start(i);
    if let Some(i) = (1..trace.segments.len()).find(|&i| start(i - 1) > start(i)) {
        return Err(format!("segment {i} begins before the one above it"));
    }
    if trace.events.windows(2).any(|w| w[0].time > w[1].time) {
        return Err("events out of order".into());
    }
    if trace.output.windows(2).any(|w| w[0].time > w[1].time) {
        return Err("output out of order".into());
    }
    if trace.holds.windows(2).any(|w| w[0].start > w[1].start) {
        return Err("holds out of order".into());
    }
    let known = |task: TaskId| task.is_none() || task.index() < trace.tasks.len();
    let stranger = segments(trace, |s| !known(s.task) || !known(s.by) || s.task.is_none());
    stranger.first().map_or(Ok(()), |s| Err(format!("nobody's: {s:?}")))
}

/// While a task stands in a run queue, every hardware thread is busy that it
/// may run on: `bound` names the only core of some tasks.
pub fn work_is_conserved(
    trace: &Trace,
    bound: &dyn Fn(&str) -> Option<u16>,
    siblings: u16,
) -> Holds {
    let queued = |s: &Segment| {
        s.state == State::Ready && matches!(s.place, interleave::trace::Place::RunQueue(_))
    };
    for h in 0..trace.hardware_threads {
        let mut busy: Vec<(Time, Time)> = segments(trace, |s| s.place.hardware() == Some(h))
            .iter()
            .map(|s| (s.start, s.end))
            .collect();
        busy.sort();
        for s in segments(trace, queued) {
            if bound(&trace.tasks[s.task.index()].name).is_some_and(|core| core != h / siblings) {
                continue;
            }
            if !covered(&busy, s.start, s.end) {
                return Err(format!("hardware thread {h} is idle beside {s:?}"));
            }
        }
    }
    Ok(())
}

/// Whether the sorted intervals cover all of `from..to`.
fn covered(intervals: &[(Time, Time)], from: Time, to: Time) -> bool {
    let mut at = from;
    for &(start, end) in intervals {
        if start <= at && end > at {
            at = end;
        }
    }
    at >= to
}

fn holds_of(trace: &Trace, resource: ResourceId) -> Vec<&Hold> {
    trace.holds.iter().filter(|h| h.resource == resource).collect()
}

/// GILs, locks and workers have one holder at a time.
pub fn one_holder_each(trace: &Trace) -> Holds {
    for (r, info) in trace.resources.iter().enumerate() {
        if !matches!(info.kind, ResourceKind::Gil | ResourceKind::Lock | ResourceKind::Worker) {
            continue;
        }
        let holds = holds_of(trace, ResourceId(r as u32));
        apart(holds.iter().map(|h| (h.start, h.end)).collect())
            .map_err(|why| format!("{}: {why}", info.name))?;
    }
    Ok(())
}

pub fn only_gil_holders_run(trace: &Trace) -> Holds {
    for s in segments(trace, |s| s.state == State::Running) {
        let process = trace.tasks[s.task.index()].process;
        let is_gil = |r: &ResourceId| {
            let info = &trace.resources[r.index()];
            info.kind == ResourceKind::Gil && info.process == process
        };
        let mut held: Vec<(Time, Time)> = trace
            .holds
            .iter()
            .filter(|h| h.task == s.task && is_gil(&h.resource))
            .map(|h| (h.start, h.end))
            .collect();
        held.sort();
        if !covered(&held, s.start, s.end) {
            return Err(format!("runs without the GIL: {s:?}; held {held:?}"));
        }
    }
    Ok(())
}

/// No more workers than there may be; whoever runs has one, and its own.
pub fn workers_serve_one_each(trace: &Trace, most: u16) -> Holds {
    let kind = |h: &Hold| trace.resources[h.resource.index()].kind;
    let workers = trace.resources.iter().filter(|r| r.kind == ResourceKind::Worker).count();
    if workers > usize::from(most) {
        return Err(format!("{workers} workers, not {most}"));
    }
    let held: Vec<&Hold> = trace.holds.iter().filter(|h| kind(h) == ResourceKind::Worker).collect();
    for task in 1..trace.tasks.len() {
        let own = held.iter().filter(|h| h.task.index() == task);
        let mut own: Vec<(Time, Time)> = own.map(|h| (h.start, h.end)).collect();
        own.sort();
        apart(own.clone()).map_err(|why| format!("two workers have {task}: {why}"))?;
        let on_core = segments(trace, |s| s.task.index() == task && s.state.on_core());
        if let Some(s) = on_core.iter().find(|s| !covered(&own, s.start, s.end)) {
            return Err(format!("runs without a worker: {s:?}; had {own:?}"));
        }
    }
    Ok(())
}

/// A job has one worker, from its first step to its end.
pub fn jobs_keep_their_worker(trace: &Trace) -> Holds {
    for (t, info) in trace.tasks.iter().enumerate().filter(|(_, t)| t.kind == TaskKind::Job) {
        let is_worker =
            |h: &&Hold| trace.resources[h.resource.index()].kind == ResourceKind::Worker;
        let own: Vec<&Hold> =
            trace.holds.iter().filter(|h| h.task.index() == t).filter(is_worker).collect();
        let whole = match own[..] {
            [] => info.first_run.is_none(),
            [hold] => hold.end == info.finish.unwrap_or(trace.end),
            _ => false,
        };
        if !whole {
            return Err(format!("{} of {info:?}: {own:?}", own.len()));
        }
    }
    Ok(())
}

/// No worker is without a task while a task waits that it could take. In the
/// slot of a worker (`slots`) one task waits that nobody else can take.
pub fn no_worker_is_idle_beside_a_task(trace: &Trace, most: u16, slots: bool) -> Holds {
    let kind = |r: ResourceId| trace.resources[r.index()].kind;
    let is_worker = |h: &&Hold| kind(h.resource) == ResourceKind::Worker;
    let queue = |s: &Segment| match s.place {
        Place::Resource(r) if s.state == State::Ready => Some((kind(r), r)),
        _ => None,
    };
    let waiting = segments(trace, |s| queue(s).is_some());
    // Whoever becomes idle does so at the end of a hold; whoever begins to
    // wait, at the start of a segment.
    let starts = waiting.iter().map(|s| s.start);
    let ends = trace.holds.iter().filter(is_worker).map(|h| h.end);
    for at in starts.chain(ends) {
        let lasts = |h: &&Hold| h.start <= at && h.end > at;
        let busy = trace.holds.iter().filter(is_worker).filter(lasts).count();
        if busy >= usize::from(most) {
            continue;
        }
        for s in waiting.iter().filter(|s| s.start <= at && s.end > at) {
            let here = |o: &&Segment| o.start <= at && o.end > at && o.place == s.place;
            let in_slot = slots && queue(s).is_some_and(|(k, _)| k == ResourceKind::Worker);
            if !in_slot || waiting.iter().filter(here).count() > 1 {
                return Err(format!("{busy} of {most} workers are busy at {at:?} beside {s:?}"));
            }
        }
    }
    Ok(())
}

pub fn times_are_in_order(trace: &Trace) -> Holds {
    for t in &trace.tasks {
        let first = t.first_run.unwrap_or(t.arrival);
        let finish = t.finish.unwrap_or(trace.end.max(t.arrival));
        if !(t.arrival <= first && first <= finish && finish <= trace.end.max(t.arrival)) {
            return Err(format!("{t:?} in a run that ends at {:?}", trace.end));
        }
    }
    let late = segments(trace, |s| s.end > trace.end);
    late.first().map_or(Ok(()), |s| Err(format!("after the end: {s:?}")))
}

/// Whether each named task ran for just so many milliseconds.
pub fn running_is(trace: &Trace, expected: &[(String, u64)]) -> Holds {
    for (name, ms) in expected {
        let id = trace.tasks.iter().position(|t| *t.name == **name).ok_or(name.clone())?;
        let running = segments(trace, |s| s.task.index() == id && s.state == State::Running);
        let ran: u64 = running.iter().map(|s| s.end.0 - s.start.0).sum();
        if ran != Time::ms(*ms).0 {
            return Err(format!("{name} ran {ran} ns, not {ms} ms"));
        }
    }
    Ok(())
}
