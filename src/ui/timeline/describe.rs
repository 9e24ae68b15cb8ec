//! Names and notes of rows and spans, for every part of the timeline.

use crate::base::Time;
use crate::setup::Setup;
use crate::trace::{Segment, State};
use crate::ui::timeline::painter;
use crate::view::{FoldKey, LaneKind, RunView, Scribe, SectionKind};
use crate::words::Lang;
use crate::words::timeline as words;
use crate::words::timeline::{TimelineWord, word};
use crate::words::ui::percent;
use std::ops::Range;
use web_sys::CanvasRenderingContext2d;

pub fn lane_name(run: &RunView, setup: &Setup, kind: LaneKind, lang: Lang) -> String {
    match kind {
        LaneKind::Core(h) => words::core_name(h, setup.threads_per_core, lang),
        LaneKind::Gil(id) => {
            let process = run.trace.resources[id.index()].process;
            let name = run.trace.processes.get(process.index()).map_or("", |p| p.name.as_str());
            words::gil_name(name, run.trace.processes.len() > 1)
        }
        LaneKind::Task(task) => words::task_name(&run.trace, task).into(),
    }
}

/// A core's utilisation; nothing for other lanes.
pub fn lane_note(run: &RunView, lane: usize, lang: Lang) -> String {
    let lane = &run.lanes[lane];
    match lane.kind {
        LaneKind::Core(_) if run.trace.end > Time::ZERO => {
            let spans = &lane.spans;
            let busy: u64 = spans.end.iter().zip(&spans.start).map(|(e, s)| e - s).sum();
            percent(busy as f64 / run.trace.end.0 as f64, lang)
        }
        _ => String::new(),
    }
}

pub fn group_name(run: &RunView, fold: FoldKey, lang: Lang) -> String {
    match fold {
        FoldKey::Section(SectionKind::Cores) => word(TimelineWord::Cores, lang).into(),
        FoldKey::Section(SectionKind::Gil) => word(TimelineWord::Gil, lang).into(),
        FoldKey::Section(SectionKind::Tasks) => word(TimelineWord::Tasks, lang).into(),
        FoldKey::Process(p) => {
            let name = run.trace.processes.get(p.index()).map_or("", |p| p.name.as_str());
            format!("{} {name}", word(TimelineWord::Process, lang))
        }
        FoldKey::Thread(t) => {
            let name = run.trace.threads.get(t.index()).map_or("", |t| t.name.as_str());
            format!("{} {name}", word(TimelineWord::Thread, lang))
        }
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
    words::kind_count(kind, tasks.len() as u64 - 1, lang)
}

/// A cell of the grid.
pub fn span_name(run: &RunView, setup: &Setup, lane: usize, span: usize, lang: Lang) -> String {
    let lane = &run.lanes[lane];
    let item = lane.spans.item[span] as usize;
    if let LaneKind::Gil(_) = lane.kind {
        return words::hold_name(&run.trace, &run.trace.holds[item], lang);
    }
    let segment = run.trace.segments.get(item);
    words::cell_name(&run.trace, &segment, setup.threads_per_core, lang)
}

/// Writes on bars.
pub struct BarScribe<'a> {
    pub run: &'a RunView,
    pub setup: &'a Setup,
    pub lang: Lang,
    pub letters: &'a [char],
    /// With the labels' font set.
    pub ctx: &'a CanvasRenderingContext2d,
    pub ratio: f64,
}

impl Scribe for BarScribe<'_> {
    fn texts(&self, lane: usize, range: Range<usize>) -> Vec<String> {
        let lane = &self.run.lanes[lane];
        let (first, last) = (range.start, range.end - 1);
        let item = lane.spans.item[first] as usize;
        let length = Time(lane.spans.end[last] - lane.spans.start[first]);
        let length = words::duration(length, self.lang);
        if let LaneKind::Gil(_) = lane.kind {
            return self.name(self.run.trace.holds[item].task, length);
        }
        let segment = self.run.trace.segments.get(item);
        match (lane.kind, segment.state) {
            (LaneKind::Core(_), State::Overhead) => Vec::new(),
            (LaneKind::Core(_), _) => self.name(segment.task, length),
            (_, State::Running) => vec![length],
            _ => {
                let what = self.what(&segment);
                vec![format!("{what} {length}"), length, what]
            }
        }
    }

    fn width(&self, text: &str) -> f64 {
        painter::width(self.ctx, text) / self.ratio
    }
}

impl BarScribe<'_> {
    fn name(&self, task: crate::base::TaskId, length: String) -> Vec<String> {
        let name = words::task_name(&self.run.trace, task);
        let letter = self.letters.get(task.index()).map_or(String::new(), |c| c.to_string());
        vec![format!("{name} · {length}"), name.into(), letter]
    }

    fn what(&self, segment: &Segment) -> String {
        words::segment_place(&self.run.trace, segment, self.setup.threads_per_core, self.lang)
    }
}
