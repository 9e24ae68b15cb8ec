//! Moving through a run by keyboard: segments, lanes, events, switches.

use crate::base::{TaskId, Time};
use crate::view::{Hit, Lane, Rows, RunView};

impl RunView {
    /// The lane of a task.
    pub fn task_lane(&self, task: TaskId) -> Option<usize> {
        let first = self.lanes.len().checked_sub(self.trace.tasks.len())?;
        (task.index() < self.trace.tasks.len()).then(|| first + task.index())
    }

    /// Where a segment stands in its task's lane.
    pub fn span_of_segment(&self, segment: usize) -> Option<(usize, usize)> {
        let task = *self.trace.segments.task.get(segment)?;
        let lane = self.task_lane(task)?;
        // Items of a task's lane rise with time, as segments do.
        let span = self.lanes[lane].spans.item.binary_search(&(segment as u32)).ok()?;
        Some((lane, span))
    }

    /// The segment that a span of a lane stands for.
    pub fn segment(&self, lane: usize, span: usize) -> Option<usize> {
        self.lanes.get(lane)?.segment(&self.lanes, &self.trace, span)
    }

    /// The segment of a task at an instant.
    pub fn segment_at(&self, task: TaskId, time: Time) -> Option<usize> {
        let lane = &self.lanes[self.task_lane(task)?];
        lane.spans.at(time.0).map(|i| lane.spans.item[i] as usize)
    }

    /// The instant after `time` at which something begins, ends or happens.
    pub fn next_event(&self, time: Time) -> Option<Time> {
        let segments = &self.trace.segments.start;
        let begins = segments.get(segments.partition_point(|&s| s <= time)).copied();
        let events = &self.trace.events;
        let event = events.get(events.partition_point(|e| e.time <= time)).map(|e| e.time);
        let ends = self.trace.tasks.iter().filter_map(|t| t.finish).filter(|&t| t > time).min();
        let last = Some(self.trace.end).filter(|&end| end > time);
        [begins, event, ends, last].into_iter().flatten().min()
    }

    /// The instant before `time` at which something begins, ends or happens.
    pub fn previous_event(&self, time: Time) -> Option<Time> {
        let segments = &self.trace.segments.start;
        let before = segments.partition_point(|&s| s < time).checked_sub(1);
        let begins = before.map(|i| segments[i]);
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
        let lane = &self.lanes[self.task_lane(task)?];
        let first = lane.spans.first_ending_after(time.0 as f64);
        (first..lane.spans.len())
            .filter(|&i| i == 0 || self.core_of(lane, i) != self.core_of(lane, i - 1))
            .map(|i| Time(lane.spans.start[i]))
            .chain(lane.spans.end.last().map(|&end| Time(end)))
            .find(|&t| t > time)
    }

    /// The instant before `time` at which a task got or lost a core.
    pub fn previous_switch(&self, task: TaskId, time: Time) -> Option<Time> {
        let lane = &self.lanes[self.task_lane(task)?];
        let last = lane.spans.start.partition_point(|&s| s < time.0);
        let end = lane.spans.end.last().map(|&end| Time(end)).filter(|&end| end < time);
        let switch = (0..last)
            .rev()
            .find(|&i| i == 0 || self.core_of(lane, i) != self.core_of(lane, i - 1))
            .map(|i| Time(lane.spans.start[i]));
        end.into_iter().chain(switch).max()
    }

    fn core_of(&self, lane: &Lane, span: usize) -> Option<u16> {
        self.trace.segments.place(lane.spans.item[span] as usize).hardware()
    }
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

/// The span that a step leads to. `instant` is the moment that up and down
/// keep to; rows without spans are passed over.
pub fn step(run: &RunView, rows: &Rows, from: Hit, instant: Time, step: Step) -> Option<Hit> {
    let spans = &run.lanes[from.lane].spans;
    let within = |span: usize| Some(Hit { span, ..from });
    match step {
        Step::Left => within(from.span.checked_sub(1)?),
        Step::Right => within((from.span + 1 < spans.len()).then_some(from.span + 1)?),
        Step::RowStart => within(0),
        Step::RowEnd => within(spans.len() - 1),
        Step::Up => (0..from.row).rev().find_map(|row| in_row(run, rows, row, instant)),
        Step::Down => {
            (from.row + 1..rows.rows.len()).find_map(|row| in_row(run, rows, row, instant))
        }
        Step::First => (0..rows.rows.len()).find_map(|row| in_row(run, rows, row, Time::ZERO)),
        Step::Last => {
            let all = (0..rows.rows.len()).rev();
            all.into_iter().find_map(|row| in_row(run, rows, row, Time::NEVER))
        }
    }
}

/// The span of a row at an instant, or the one nearest to it.
pub fn in_row(run: &RunView, rows: &Rows, row: usize, instant: Time) -> Option<Hit> {
    let lane = rows.lane(row)?;
    let spans = &run.lanes[lane].spans;
    let after = spans.first_ending_after(instant.0 as f64);
    let near = match after {
        0 => 0,
        i if i == spans.len() => i - 1,
        i if spans.start[i] <= instant.0 => i,
        i if spans.start[i] - instant.0 <= instant.0 - spans.end[i - 1] => i,
        i => i - 1,
    };
    (!spans.is_empty()).then_some(Hit { row, lane, span: near })
}
