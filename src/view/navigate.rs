//! Moving through a run by keyboard: segments, lanes, events, switches.

use crate::base::{TaskId, Time};
use crate::view::{Rows, RunView, Spans};

impl RunView {
    /// The lane of a task.
    pub fn task_lane(&self, task: TaskId) -> Option<usize> {
        let first = self.lanes.len().checked_sub(self.trace.tasks.len())?;
        (task.index() < self.trace.tasks.len()).then(|| first + task.index())
    }

    /// Where a segment stands in its task's lane.
    pub fn span_of_segment(&self, segment: usize) -> Option<(usize, usize)> {
        let known = segment < self.trace.segments.len();
        let task = known.then(|| self.trace.segments.task(segment))?;
        let lane = self.task_lane(task)?;
        // Items of a task's lane rise with time, as segments do.
        let span = self.spans(lane).item.binary_search(&(segment as u32)).ok()?;
        Some((lane, span))
    }

    /// The segment of a task at an instant.
    pub fn segment_at(&self, task: TaskId, time: Time) -> Option<usize> {
        let spans = self.spans(self.task_lane(task)?);
        spans.at(time.0).map(|i| spans.item[i] as usize)
    }

    /// The instant after `time` at which something begins, ends or happens.
    pub fn next_event(&self, time: Time) -> Option<Time> {
        let segments = &self.trace.segments;
        let next = segments.begun_before(time.saturating_add(Time(1)));
        let begins = (next < segments.len()).then(|| segments.start(next));
        let events = &self.trace.events;
        let event = events.get(events.partition_point(|e| e.time <= time)).map(|e| e.time);
        let ends = self.trace.tasks.iter().filter_map(|t| t.finish).filter(|&t| t > time).min();
        let last = Some(self.trace.end).filter(|&end| end > time);
        [begins, event, ends, last].into_iter().flatten().min()
    }

    /// The instant before `time` at which something begins, ends or happens.
    pub fn previous_event(&self, time: Time) -> Option<Time> {
        let segments = &self.trace.segments;
        let begins = segments.begun_before(time).checked_sub(1).map(|i| segments.start(i));
        let events = &self.trace.events;
        let before = events.partition_point(|e| e.time < time).checked_sub(1);
        let event = before.map(|i| events[i].time);
        let ends = self.trace.tasks.iter().filter_map(|t| t.finish).filter(|&t| t < time).max();
        let first = Some(Time::ZERO).filter(|&zero| zero < time);
        [begins, event, ends, first].into_iter().flatten().max()
    }

    /// The event nearest to `time`, if one lies within `reach` of it.
    pub fn snap(&self, time: Time, reach: Time) -> Option<Time> {
        let before = if time == Time::ZERO {
            Some(Time::ZERO)
        } else {
            self.previous_event(time.saturating_add(Time(1)))
        };
        let distance = |t: &Time| t.0.abs_diff(time.0);
        [before, self.next_event(time)]
            .into_iter()
            .flatten()
            .min_by_key(distance)
            .filter(|t| distance(t) <= reach.0)
    }

    /// The next instant after `time` at which a task gets or loses a core.
    pub fn next_switch(&self, task: TaskId, time: Time) -> Option<Time> {
        let spans = self.spans(self.task_lane(task)?);
        let first = spans.first_ending_after(time.0 as f64);
        (first..spans.len())
            .filter(|&i| i == 0 || self.core_of(spans, i) != self.core_of(spans, i - 1))
            .map(|i| Time(spans.start[i]))
            .chain(spans.end.last().map(|&end| Time(end)))
            .find(|&t| t > time)
    }

    /// The instant before `time` at which a task got or lost a core.
    pub fn previous_switch(&self, task: TaskId, time: Time) -> Option<Time> {
        let spans = self.spans(self.task_lane(task)?);
        let last = spans.start.partition_point(|&s| s < time.0);
        let end = spans.end.last().map(|&end| Time(end)).filter(|&end| end < time);
        let switch = (0..last)
            .rev()
            .find(|&i| i == 0 || self.core_of(spans, i) != self.core_of(spans, i - 1))
            .map(|i| Time(spans.start[i]));
        end.into_iter().chain(switch).max()
    }

    fn core_of(&self, spans: &Spans, span: usize) -> Option<u16> {
        self.trace.segments.place(spans.item[span] as usize).hardware()
    }
}

/// `time` without the digits that `resolution` nanoseconds do not show.
pub fn rounded(time: Time, resolution: u64) -> Time {
    let mut step = 1;
    while step <= resolution / 10 {
        step *= 10;
    }
    Time(time.0 / step * step)
}

/// A step of the grid's keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Left,
    Right,
    Up,
    Down,
    RowStart,
    RowEnd,
    First,
    Last,
}

/// Where the grid's focus is: on a span, or on the head of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    pub row: usize,
    pub span: Option<usize>,
}

/// Where a step leads; `None` if there is nothing on that side. `instant` is
/// the moment that up and down keep to.
pub fn step(run: &RunView, rows: &Rows, from: Spot, instant: Time, step: Step) -> Option<Spot> {
    let count = rows.lane(from.row).map_or(0, |lane| run.spans(lane).len());
    let within = |span: Option<usize>| Spot { span, ..from };
    match (step, from.span) {
        (Step::Left, Some(span)) => Some(within(span.checked_sub(1))),
        (Step::Right, span) => {
            let next = span.map_or(0, |s| s + 1);
            (next < count).then(|| within(Some(next)))
        }
        (Step::Left, None) => None,
        (Step::RowStart, _) => (count > 0).then(|| within(Some(0))),
        (Step::RowEnd, _) => (count > 0).then(|| within(Some(count - 1))),
        (Step::Up, _) => Some(in_row(run, rows, from.row.checked_sub(1)?, instant)),
        (Step::Down, _) => {
            (from.row + 1 < rows.rows.len()).then(|| in_row(run, rows, from.row + 1, instant))
        }
        (Step::First, _) => (!rows.rows.is_empty()).then(|| in_row(run, rows, 0, Time::ZERO)),
        (Step::Last, _) => Some(in_row(run, rows, rows.rows.len().checked_sub(1)?, Time::NEVER)),
    }
}

/// The spot of a row at an instant, or the one nearest to it; a row without
/// spans has only its head.
pub fn in_row(run: &RunView, rows: &Rows, row: usize, instant: Time) -> Spot {
    let spans = rows.lane(row).map(|lane| run.spans(lane));
    let Some(spans) = spans.filter(|spans| !spans.is_empty()) else {
        return Spot { row, span: None };
    };
    let span = match spans.first_ending_after(instant.0 as f64) {
        0 => 0,
        i if i == spans.len() => i - 1,
        i if spans.start[i] <= instant.0 => i,
        i if spans.start[i] - instant.0 <= instant.0 - spans.end[i - 1] => i,
        i => i - 1,
    };
    Spot { row, span: Some(span) }
}
