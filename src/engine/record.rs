//! Writes the trace while the run goes on.
//!
//! Keeps the trace's promises: a segment is pushed when it begins, segments
//! of a task follow each other without gaps, a state that lasted no time
//! leaves none behind. Knows nothing of why things happen; it is told.

use crate::base::{ProcessId, ResourceId, TaskId, Time};
use crate::trace::{
    Cause, Event, EventKind, Hold, MemoryUse, Overhead, Place, ResourceInfo, ResourceKind, Segment,
    State, Trace,
};

const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub struct Recorder {
    pub trace: Trace,
    pub now: Time,
    /// Each task's open segment.
    open: Vec<u32>,
    /// Segments before this one began at earlier instants.
    instant: usize,
    /// How many segments of this instant turned out to last no time.
    empty: usize,
}

/// What begins: everything of a segment but its task and times.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub state: State,
    pub place: Place,
    pub cause: Cause,
    pub by: TaskId,
    pub line: u32,
    pub overhead: Option<Overhead>,
}

impl Change {
    pub fn new(state: State, place: Place, cause: Cause, line: u32) -> Change {
        Change { state, place, cause, by: TaskId::NONE, line, overhead: None }
    }

    pub fn by(self, by: TaskId) -> Change {
        Change { by, ..self }
    }
}

impl Recorder {
    pub fn new(hardware_threads: u16) -> Recorder {
        Recorder {
            trace: Trace { hardware_threads, ..Trace::default() },
            now: Time::ZERO,
            open: Vec::new(),
            instant: 0,
            empty: 0,
        }
    }

    pub fn add_task(&mut self) {
        self.open.push(NONE);
    }

    /// Simulated time moves on.
    pub fn move_to(&mut self, now: Time) {
        self.settle();
        self.instant = self.trace.segments.len();
        self.now = now;
        self.trace.end = now;
    }

    /// Takes out what lasted no time, so that the trace can be looked at.
    pub fn settle(&mut self) {
        if self.empty == 0 {
            return;
        }
        self.empty = 0;
        let segments = &mut self.trace.segments;
        let mut kept = self.instant;
        for i in self.instant..segments.len() {
            if segments.end(i) == segments.start(i) {
                continue;
            }
            if kept != i {
                let task = segments.task(i);
                if self.open[task.index()] == i as u32 {
                    self.open[task.index()] = kept as u32;
                }
                segments.move_to(i, kept);
            }
            kept += 1;
        }
        segments.truncate(kept);
    }

    /// The task's state changes now. Where nothing visible changes and no
    /// decision was made, the open segment goes on.
    pub fn change(&mut self, task: TaskId, change: Change) {
        let open = self.open[task.index()];
        if open != NONE {
            if change.cause == Cause::Continued && self.is_same(open as usize, change) {
                return;
            }
            self.close(task);
        }
        let Change { state, place, cause, by, line, overhead } = change;
        let end = Time::NEVER;
        let start = self.now;
        let segment = Segment { task, state, place, start, end, line, cause, by, overhead };
        self.open[task.index()] = self.trace.segments.push(segment) as u32;
    }

    fn is_same(&self, open: usize, change: Change) -> bool {
        let segments = &self.trace.segments;
        segments.state(open) == change.state
            && segments.place(open) == change.place
            && segments.line(open) == change.line
    }

    /// The task's open segment ends now; it is in no state until the next change.
    pub fn close(&mut self, task: TaskId) {
        let open = std::mem::replace(&mut self.open[task.index()], NONE);
        if open == NONE {
            return;
        }
        let open = open as usize;
        let segments = &mut self.trace.segments;
        segments.close(open, self.now);
        if open < self.instant {
            return;
        }
        if open + 1 == segments.len() {
            segments.pop();
        } else {
            self.empty += 1;
        }
    }

    /// Ends everything that is open: the run is over.
    pub fn close_all(&mut self) {
        for task in 0..self.open.len() {
            self.close(TaskId(task as u32));
        }
        self.settle();
        for hold in &mut self.trace.holds {
            if hold.end == Time::NEVER {
                hold.end = self.now;
            }
        }
    }

    pub fn event(&mut self, kind: EventKind, from: TaskId, to: TaskId, resource: ResourceId) {
        self.trace.events.push(Event { time: self.now, kind, from, to, resource });
    }

    pub fn memory_use(&mut self, process: ProcessId, bytes: u64) {
        let time = self.now;
        let list = &mut self.trace.memory_use;
        let same = |m: &&mut MemoryUse| m.time == time && m.process == process;
        match list.last_mut().filter(same) {
            Some(last) => last.bytes = bytes,
            None => list.push(MemoryUse { time, process, bytes }),
        }
    }

    pub fn resource(&mut self, kind: ResourceKind, name: String, process: ProcessId) -> ResourceId {
        self.trace.resources.push(ResourceInfo { kind, name, process });
        ResourceId(self.trace.resources.len() as u32 - 1)
    }

    /// Begins a hold; gives its index, by which [`Self::release`] ends it.
    pub fn hold(&mut self, resource: ResourceId, task: TaskId) -> u32 {
        let (start, end) = (self.now, Time::NEVER);
        self.trace.holds.push(Hold { resource, task, start, end });
        self.trace.holds.len() as u32 - 1
    }

    pub fn release(&mut self, hold: u32) {
        if let Some(hold) = self.trace.holds.get_mut(hold as usize) {
            hold.end = self.now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(line: u32) -> Change {
        Change::new(State::Ready, Place::RunQueue(0), Cause::Spawned, line)
    }

    fn running(line: u32) -> Change {
        Change::new(State::Running, Place::Hardware(0), Cause::CoreIdle, line)
    }

    fn states(recorder: &Recorder) -> Vec<(u32, State)> {
        recorder.trace.segments.iter().map(|s| (s.task.0, s.state)).collect()
    }

    #[test]
    fn a_state_that_lasts_no_time_leaves_no_segment() {
        let mut recorder = Recorder::new(1);
        (0..3).for_each(|_| recorder.add_task());
        (0..3).for_each(|t| recorder.change(TaskId(t), ready(1)));
        recorder.change(TaskId(0), running(1));
        recorder.move_to(Time(5));
        assert_eq!(
            states(&recorder),
            [(1, State::Ready), (2, State::Ready), (0, State::Running)],
            "in the order in which they began"
        );
        recorder.change(TaskId(1), running(2));
        recorder.close_all();
        assert_eq!(recorder.trace.segments.end(0), Time(5));
        assert_eq!(recorder.trace.segments.len(), 3);
    }

    #[test]
    fn going_on_at_the_same_line_is_one_segment() {
        let mut recorder = Recorder::new(1);
        recorder.add_task();
        recorder.change(TaskId(0), running(1));
        recorder.move_to(Time(5));
        let again = Change { cause: Cause::Continued, ..running(1) };
        recorder.change(TaskId(0), again);
        recorder.change(TaskId(0), Change { line: 2, ..again });
        assert_eq!(recorder.trace.segments.len(), 2);
    }
}
