//! Traces made by hand, for tests of everything that reads one.

use crate::base::{ProcessId, TaskId, ThreadId, Time};
use crate::trace::*;

/// Builds a trace in milliseconds.
pub struct Sample {
    pub trace: Trace,
}

impl Sample {
    /// A main task that never runs, and a thread a name.
    pub fn new(hardware_threads: u16, names: &[&str]) -> Sample {
        let task = |(id, name): (usize, &&str)| TaskInfo {
            name: (*name).into(),
            kind: if id == 0 { TaskKind::Main } else { TaskKind::Thread },
            process: ProcessId(0),
            thread: ThreadId(id as u32),
            parent: (id > 0).then_some(TaskId(0)),
            series: TaskId(id as u32),
            daemon: false,
            line: 0,
            arrival: Time::ZERO,
            first_run: None,
            finish: None,
            deadline: None,
            outcome: Outcome::Returned,
            failure: None,
        };
        let process = ProcessInfo {
            name: "main".into(),
            parent: None,
            started: Time::ZERO,
            ended: None,
            peak_bytes: 1000,
        };
        let all: Vec<&str> = std::iter::once("main").chain(names.iter().copied()).collect();
        let trace = Trace {
            hardware_threads,
            tasks: all.iter().enumerate().map(task).collect(),
            processes: vec![process],
            ending: Some(Ending::Finished),
            ..Trace::default()
        };
        Sample { trace }
    }

    /// A segment from `start` to `end` ms.
    pub fn then(
        mut self,
        task: u32,
        state: State,
        place: Place,
        (start, end): (u64, u64),
        cause: Cause,
    ) -> Sample {
        let overhead = (state == State::Overhead).then_some(Overhead::ThreadSwitch);
        let (start, end) = (Time::ms(start), Time::ms(end));
        let by = TaskId::NONE;
        self.trace.segments.push(Segment {
            task: TaskId(task),
            state,
            place,
            start,
            end,
            line: 1,
            cause,
            by,
            overhead,
        });
        let info = &mut self.trace.tasks[task as usize];
        if state == State::Running && info.first_run.is_none() {
            info.first_run = Some(start);
        }
        info.finish = Some(end);
        self.trace.end = self.trace.end.max(end);
        self
    }

    pub fn runs(self, task: u32, core: u16, span: (u64, u64), cause: Cause) -> Sample {
        self.then(task, State::Running, Place::Hardware(core), span, cause)
    }

    pub fn waits(self, task: u32, span: (u64, u64), cause: Cause) -> Sample {
        self.then(task, State::Ready, Place::RunQueue(0), span, cause)
    }
}

/// Two threads of 20 ms on one core, round robin by 10 ms.
pub fn two_take_turns() -> Trace {
    Sample::new(1, &["A", "B"])
        .waits(2, (0, 10), Cause::Spawned)
        .runs(1, 0, (0, 10), Cause::CoreIdle)
        .waits(1, (10, 20), Cause::QuantumExpired)
        .runs(2, 0, (10, 20), Cause::PreviousExpired)
        .waits(2, (20, 30), Cause::QuantumExpired)
        .runs(1, 0, (20, 30), Cause::PreviousExpired)
        .runs(2, 0, (30, 40), Cause::PreviousEnded)
        .trace
}
