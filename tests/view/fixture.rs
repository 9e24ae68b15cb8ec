//! Traces made of lengths, and views of them.

use interleave::base::{ProcessId, ResourceId, TaskId, ThreadId, Time};
use interleave::trace::*;
use interleave::view::{Folds, Rows, RunView, Scale, Window};

pub fn task(id: u32, name: &str, thread: u32, process: u32) -> TaskInfo {
    TaskInfo {
        name: name.into(),
        kind: if id == 0 { TaskKind::Main } else { TaskKind::Thread },
        process: ProcessId(process),
        thread: ThreadId(thread),
        parent: (id > 0).then_some(TaskId(0)),
        series: TaskId(id),
        daemon: false,
        line: 0,
        arrival: Time::ZERO,
        first_run: None,
        finish: None,
        deadline: None,
        outcome: Outcome::Returned,
        failure: None,
    }
}

pub fn segment(task: u32, state: State, start: u64, end: u64) -> Segment {
    let place = if state.on_core() { Place::Hardware(task as u16) } else { Place::Nowhere };
    Segment {
        task: TaskId(task),
        state,
        place,
        start: Time(start),
        end: Time(end),
        line: 1,
        cause: Cause::CoreIdle,
        by: TaskId::NONE,
        overhead: None,
    }
}

/// A trace of these segments, each task on a hardware thread of its own.
pub fn trace(tasks: u32, mut segments: Vec<Segment>) -> Trace {
    segments.sort_by_key(|s| s.start);
    let mut trace = Trace {
        hardware_threads: tasks as u16,
        tasks: (0..tasks).map(|id| task(id, &format!("t{id}"), id, 0)).collect(),
        processes: vec![ProcessInfo {
            name: "main".into(),
            parent: None,
            started: Time::ZERO,
            ended: None,
            peak_bytes: 0,
        }],
        ending: Some(Ending::Finished),
        ..Trace::default()
    };
    for s in segments {
        trace.end = trace.end.max(s.end);
        trace.tasks[s.task.index()].finish = Some(s.end);
        trace.segments.push(s);
    }
    trace
}

/// One task that goes through states by turns, each as long as given.
pub fn one_task(lengths: &[(u8, u64)]) -> RunView {
    let mut time = 0;
    let segments = lengths.iter().map(|&(state, length)| {
        let start = time;
        time += length;
        segment(0, State::ALL[usize::from(state) % State::ALL.len()], start, time)
    });
    RunView::new(trace(1, segments.filter(|s| s.start < s.end).collect()))
}

/// Two threads of 20 ms by turns of 10 ms under a GIL, with who waits for it.
pub fn gil() -> RunView {
    const MS: u64 = 1_000_000;
    let gil = ResourceId(0);
    let mut t = trace(
        3,
        vec![
            segment(1, State::Running, 0, 10 * MS),
            Segment { place: Place::Resource(gil), ..segment(2, State::Gil, 0, 10 * MS) },
            Segment { place: Place::Resource(gil), ..segment(1, State::Gil, 10 * MS, 20 * MS) },
            segment(2, State::Running, 10 * MS, 20 * MS),
            segment(1, State::Running, 20 * MS, 30 * MS),
            segment(0, State::Lock, 0, 30 * MS),
        ],
    );
    t.resources.push(ResourceInfo {
        kind: ResourceKind::Gil,
        name: "GIL".into(),
        process: ProcessId(0),
    });
    for (task, start, end) in [(1, 0, 10), (2, 10, 20), (1, 20, 30)] {
        let (start, end) = (Time(start * MS), Time(end * MS));
        t.holds.push(Hold { resource: gil, task: TaskId(task), start, end });
    }
    RunView::new(t)
}

pub fn rows(run: &RunView) -> Rows {
    Rows::new(run, &Folds::new())
}

pub fn fit(run: &RunView, width: f64) -> Scale {
    Scale::new(Window::fit(run.trace.end), width, 1.0)
}
