//! Writes the trace while the run goes on.
//!
//! Keeps the trace's promises: a segment is pushed when it begins, segments
//! of a task follow each other without gaps, a state that lasted no time
//! leaves none behind. Knows nothing of why things happen; it is told.

use crate::base::{Numbered, ProcessId, ResourceId, TaskId, Time, fetch};
use crate::trace::{
    Cause, Event, EventKind, Hold, MemoryUse, Place, ResourceInfo, ResourceKind, State, Trace,
};

const NONE: u32 = u32::MAX;

#[derive(Clone)]
pub struct Recorder {
    pub trace: Trace,
    pub now: Time,
    tasks: Numbered<Now>,
    /// Segments before this one began at earlier instants.
    instant: usize,
    /// How many segments of this instant turned out to last no time.
    empty: usize,
}

/// Where a task stands.
#[derive(Clone, Copy, Debug)]
struct Now {
    /// Its open segment.
    open: u32,
    /// The line it is at.
    line: u32,
}

/// What begins.
pub use crate::trace::What as Change;

impl Recorder {
    pub fn new(hardware_threads: u16) -> Recorder {
        Recorder {
            trace: Trace { hardware_threads, ..Trace::default() },
            now: Time::ZERO,
            tasks: Numbered::new(),
            instant: 0,
            empty: 0,
        }
    }

    pub fn add_task(&mut self) {
        self.tasks.push(Now { open: NONE, line: 0 });
    }

    /// Has the task's open segment brought into the cache.
    #[inline(always)]
    pub fn fetch_segment(&self, task: TaskId) {
        if let Some(at) = self.tasks.get(task.index()) {
            self.trace.segments.fetch(at.open as usize);
        }
    }

    /// Has where the task stands brought into the cache.
    #[inline(always)]
    pub fn fetch_task(&self, task: TaskId) {
        fetch(&self.tasks, task.index());
    }

    /// The line the task is at.
    pub fn line(&self, task: TaskId) -> u32 {
        self.tasks[task.index()].line
    }

    pub fn set_line(&mut self, task: TaskId, line: u32) {
        self.tasks[task.index()].line = line;
    }

    /// Segments so far, without those of this instant that turned out to last no time:
    /// as many whenever somebody looks.
    #[inline(always)]
    pub fn recorded(&self) -> usize {
        self.trace.segments.len() - self.empty
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
                if self.tasks[task.index()].open == i as u32 {
                    self.tasks[task.index()].open = kept as u32;
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
        self.change_at_once(task, change);
    }

    /// The same written out where it is called, but for the page: that is built for weight.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn change_at_once(&mut self, task: TaskId, change: Change) {
        let open = self.tasks[task.index()].open;
        if open != NONE {
            if change.has_cause(Cause::Continued)
                && self.trace.segments.is_at(open as usize, change)
            {
                return;
            }
            self.end(open as usize);
        }
        self.tasks[task.index()].open = self.trace.segments.begin(task, self.now, change) as u32;
    }

    /// The same where the state is another one for certain, at the line where
    /// the task is.
    #[inline(always)]
    pub fn turn(&mut self, task: TaskId, state: State, place: Place, cause: Cause, by: TaskId) {
        let line = self.tasks[task.index()].line;
        self.begin(task, Change::new(state, place, cause, line).by(by));
    }

    /// The same at the line of the change, which becomes the task's.
    #[inline(always)]
    pub fn turn_at(&mut self, task: TaskId, change: Change) {
        self.tasks[task.index()].line = change.line();
        self.begin(task, change);
    }

    #[inline(always)]
    fn begin(&mut self, task: TaskId, change: Change) {
        let at = &mut self.tasks[task.index()];
        let segments = &mut self.trace.segments;
        let open = at.open as usize;
        // No segment has the number that says that none is open.
        if segments.close(open, self.now) && open >= self.instant {
            match open + 1 == segments.len() {
                true => segments.pop(),
                false => self.empty += 1,
            }
        }
        at.open = self.trace.segments.begin(task, self.now, change) as u32;
    }

    /// The task's open segment ends now; it is in no state until the next change.
    pub fn close(&mut self, task: TaskId) {
        let open = std::mem::replace(&mut self.tasks[task.index()].open, NONE);
        if open != NONE {
            self.end(open as usize);
        }
    }

    /// A segment ends now.
    #[inline]
    fn end(&mut self, open: usize) {
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
        for task in 0..self.tasks.len() {
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
        let again = |line| Change::new(State::Running, Place::Hardware(0), Cause::Continued, line);
        recorder.change(TaskId(0), again(1));
        recorder.change(TaskId(0), again(2));
        assert_eq!(recorder.trace.segments.len(), 2);
    }
}
