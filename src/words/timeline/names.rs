//! Names and notes of rows, and words on bars, wherever a run is drawn: on the
//! page's canvas or as SVG.

use super::{
    TimelineWord, cell_name, core_name, duration, gil_name, hold_name, kind_count, range,
    segment_place, task_name, waiting_here, word, worker_name,
};
use crate::base::{TaskId, Time};
use crate::setup::{Model, Setup};
use crate::trace::{Place, ResourceKind, State, ThreadKind};
use crate::view::{FoldKey, LaneKind, RunView, SectionKind};
use crate::words::Lang;
use crate::words::ui::percent;
use std::ops::Range;

pub fn lane_name(run: &RunView, setup: &Setup, kind: LaneKind, lang: Lang) -> String {
    match kind {
        LaneKind::Core(h) => core_name(h, setup.threads_per_core, lang),
        LaneKind::Gil(id) => {
            let process = run.trace.resources[id.index()].process;
            let name = run.trace.processes.get(process.index()).map_or("", |p| p.name.as_str());
            gil_name(name, run.trace.processes.len() > 1)
        }
        LaneKind::Lock(id) => run.trace.resources[id.index()].name.clone(),
        LaneKind::Waiting(id) => run.trace.resources[id.index()].name.clone(),
        LaneKind::Queue(place) => queue_name(run, setup, place, lang),
        LaneKind::Worker(id) => worker_name(&run.trace.resources[id.index()].name, lang),
        LaneKind::Task(task) => task_name(&run.trace, task).into(),
    }
}

/// Whose ready queue it is.
fn queue_name(run: &RunView, setup: &Setup, place: Place, lang: Lang) -> String {
    let resource = match place {
        Place::Resource(id) => run.trace.resources.get(id.index()),
        Place::RunQueue(q @ 1..) => return core_name(q - 1, setup.threads_per_core, lang),
        _ => None,
    };
    let text = match resource.map(|r| (r.kind, r)) {
        Some((ResourceKind::Worker, worker)) => return worker_name(&worker.name, lang),
        Some((ResourceKind::Loop, _)) => TimelineWord::LoopQueue,
        Some((ResourceKind::Pool, _)) if setup.model == Model::WorkStealing => {
            TimelineWord::GlobalQueue
        }
        Some((ResourceKind::Pool, _)) => TimelineWord::PoolQueue,
        _ => TimelineWord::ReadyQueue,
    };
    let text = word(text, lang);
    let process = resource.and_then(|r| run.trace.processes.get(r.process.index()));
    match process.filter(|_| run.trace.processes.len() > 1) {
        Some(process) => [text, " · ", &process.name].concat(),
        None => text.into(),
    }
}

/// A core's utilisation, the peak of a queue; nothing for other lanes.
pub fn lane_note(run: &RunView, lane: usize, lang: Lang) -> String {
    match run.lanes[lane].kind {
        LaneKind::Core(_) if run.trace.end > Time::ZERO => {
            percent(run.spans(lane).busy() / run.trace.end.0 as f64, lang)
        }
        LaneKind::Queue(_) | LaneKind::Waiting(_) => {
            let peak = run.spans(lane).item.iter().max();
            peak.map_or(String::new(), |peak| ["≤ ", &peak.to_string()].concat())
        }
        _ => String::new(),
    }
}

pub fn group_name(run: &RunView, fold: FoldKey, lang: Lang) -> String {
    match fold {
        FoldKey::Section(SectionKind::Cores) => word(TimelineWord::Cores, lang).into(),
        FoldKey::Section(SectionKind::Gil) => word(TimelineWord::Gil, lang).into(),
        FoldKey::Section(SectionKind::Workers) => word(TimelineWord::Workers, lang).into(),
        FoldKey::Section(SectionKind::Locks) => word(TimelineWord::Locks, lang).into(),
        FoldKey::Section(SectionKind::Queues) => word(TimelineWord::Queues, lang).into(),
        FoldKey::Section(SectionKind::Tasks) => word(TimelineWord::Tasks, lang).into(),
        FoldKey::Process(p) => {
            let name = run.trace.processes.get(p.index()).map_or("", |p| p.name.as_str());
            format!("{} {name}", word(TimelineWord::Process, lang))
        }
        FoldKey::Thread(t) => match run.trace.threads.get(t.index()) {
            Some(t) if t.kind == ThreadKind::Worker => worker_name(&t.name, lang),
            t => {
                let name = t.map_or("", |t| t.name.as_str());
                format!("{} {name}", word(TimelineWord::Thread, lang))
            }
        },
    }
}

/// What the tasks are, where the model made them all the same.
pub fn group_note(run: &RunView, fold: FoldKey, lang: Lang) -> String {
    let tasks = &run.trace.tasks;
    if fold != FoldKey::Section(SectionKind::Tasks) || tasks.len() < 2 {
        return String::new();
    }
    let kind = tasks[1].kind;
    if tasks[1..].iter().any(|t| t.kind != kind) {
        return String::new();
    }
    kind_count(kind, tasks.len() as u64 - 1, lang)
}

/// A cell of the grid.
pub fn span_name(run: &RunView, setup: &Setup, lane: usize, span: usize, lang: Lang) -> String {
    let (kind, spans) = (run.lanes[lane].kind, run.spans(lane));
    let item = spans.item[span] as usize;
    if kind.has_holds() {
        return hold_name(&run.trace, &run.trace.holds[item], lang);
    }
    if !kind.has_segments() {
        let (start, end) = (Time(spans.start[span]), Time(spans.end[span]));
        return [&waiting_here(item as u64, lang), ", ", &range(start, end, lang)].concat();
    }
    let segment = run.trace.segments.get(item);
    cell_name(&run.trace, &segment, setup.threads_per_core, lang)
}

/// What could be written on spans of a lane that look like one, the longest
/// first.
pub fn bar_texts(
    run: &RunView,
    setup: &Setup,
    letters: &[char],
    (lane, alike): (usize, Range<usize>),
    lang: Lang,
) -> Vec<String> {
    let (kind, spans) = (run.lanes[lane].kind, run.spans(lane));
    let (first, last) = (alike.start, alike.end - 1);
    let item = spans.item[first] as usize;
    let length = duration(Time(spans.end[last] - spans.start[first]), lang);
    let name = |task: TaskId, length: String| {
        let name = task_name(&run.trace, task);
        let letter = letters.get(task.index()).map_or(String::new(), |c| c.to_string());
        vec![format!("{name} · {length}"), name.into(), letter]
    };
    if kind.has_holds() {
        return name(run.trace.holds[item].task, length);
    }
    if !kind.has_segments() {
        return vec![item.to_string()];
    }
    let segment = run.trace.segments.get(item);
    match (kind, segment.state) {
        (LaneKind::Core(_), State::Overhead) => Vec::new(),
        (LaneKind::Core(_), _) => name(segment.task, length),
        (_, State::Running) => vec![length],
        _ => {
            let what = segment_place(&run.trace, &segment, setup.threads_per_core, lang);
            vec![format!("{what} {length}"), length, what]
        }
    }
}
