//! Rows: sections, groups and lanes from top to bottom, some folded away.

use crate::base::{ProcessId, Set, ThreadId, sort};
use crate::trace::{TaskKind, ThreadKind};
use crate::view::{LaneKind, RunView};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SectionKind {
    Cores,
    Gil,
    Workers,
    Tasks,
    Queues,
    Locks,
}

/// What can be folded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FoldKey {
    Section(SectionKind),
    Process(ProcessId),
    Thread(ThreadId),
}

impl FoldKey {
    /// A text that no other fold of the run has.
    pub fn key(self) -> String {
        let (kind, number) = match self {
            FoldKey::Section(section) => ("section ", section as u32),
            FoldKey::Process(process) => ("process ", process.0),
            FoldKey::Thread(thread) => ("thread ", thread.0),
        };
        [kind, &number.to_string()].concat()
    }
}

pub type Folds = Set<FoldKey>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// A heading that folds what is below it.
    Group(FoldKey),
    /// An index of [`RunView::lanes`].
    Lane(usize),
}

/// One row, in CSS pixels from the top of the first.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    pub kind: RowKind,
    pub depth: u8,
    pub top: f64,
    pub height: f64,
}

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub height: f64,
}

/// Whole pixels, so that edges stay crisp; 24 and more, so that fingers hit.
const GROUP_HEIGHT: f64 = 28.0;
const LANE_HEIGHT: f64 = 30.0;

impl Rows {
    pub fn new(run: &RunView, folds: &Folds) -> Rows {
        let mut builder = Builder { rows: Rows::default(), folds };
        for section in [SectionKind::Cores, SectionKind::Gil, SectionKind::Workers] {
            builder.section(run, section);
        }
        if !run.trace.tasks.is_empty() && builder.group(FoldKey::Section(SectionKind::Tasks), 0) {
            builder.processes(run);
        }
        builder.section(run, SectionKind::Queues);
        builder.section(run, SectionKind::Locks);
        builder.rows
    }

    /// The row at a height, counted from the top of the first.
    pub fn at(&self, y: f64) -> Option<usize> {
        let i = self.rows.partition_point(|row| row.top <= y).checked_sub(1)?;
        let row = &self.rows[i];
        (y < row.top + row.height).then_some(i)
    }

    /// The row that shows a lane, unless it is folded away.
    pub fn of_lane(&self, lane: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.kind == RowKind::Lane(lane))
    }

    /// The lane shown by a row.
    pub fn lane(&self, row: usize) -> Option<usize> {
        match self.rows.get(row)?.kind {
            RowKind::Lane(lane) => Some(lane),
            RowKind::Group(_) => None,
        }
    }
}

struct Builder<'a> {
    rows: Rows,
    folds: &'a Folds,
}

impl Builder<'_> {
    fn push(&mut self, kind: RowKind, depth: u8, height: f64) {
        self.rows.rows.push(Row { kind, depth, top: self.rows.height, height });
        self.rows.height += height;
    }

    /// Adds a heading; whether what is below it is shown.
    fn group(&mut self, key: FoldKey, depth: u8) -> bool {
        self.push(RowKind::Group(key), depth, GROUP_HEIGHT);
        !self.folds.contains(&key)
    }

    /// A section of lanes of one kind, if there are any.
    fn section(&mut self, run: &RunView, section: SectionKind) {
        let inside = |lane: &usize| {
            let own = match run.lanes[*lane].kind {
                LaneKind::Core(_) => SectionKind::Cores,
                LaneKind::Gil(_) => SectionKind::Gil,
                LaneKind::Worker(_) => SectionKind::Workers,
                LaneKind::Queue(_) | LaneKind::Waiting(_) => SectionKind::Queues,
                LaneKind::Lock(_) => SectionKind::Locks,
                LaneKind::Task(_) => SectionKind::Tasks,
            };
            own == section
        };
        let lanes: Vec<usize> = (0..run.lanes.len()).filter(inside).collect();
        if !lanes.is_empty() && self.group(FoldKey::Section(section), 0) {
            lanes.into_iter().for_each(|lane| self.lane(lane, 1));
        }
    }

    fn lane(&mut self, lane: usize, depth: u8) {
        self.push(RowKind::Lane(lane), depth, LANE_HEIGHT);
    }

    /// Processes, their threads, their tasks. A heading over a single task
    /// would only repeat it, so it is left out unless it names a worker.
    fn processes(&mut self, run: &RunView) {
        let lane_of = |task: usize| run.lanes.len() - run.trace.tasks.len() + task;
        let mut order: Vec<usize> = (0..run.trace.tasks.len()).collect();
        let group_of = |&t: &usize| {
            let task = &run.trace.tasks[t];
            let moves = task.kind == TaskKind::Green;
            (task.process, if moves { ThreadId::NONE } else { task.thread })
        };
        sort(&mut order, &|a, b| group_of(a) < group_of(b));
        let several_processes = run.trace.processes.len() > 1;
        for tasks in order.chunk_by(|a, b| group_of(a).0 == group_of(b).0) {
            let process = FoldKey::Process(group_of(&tasks[0]).0);
            let worker = is_worker(run, group_of(&tasks[0]).1);
            let headed = several_processes && tasks.len() > 1 && !worker;
            if headed && !self.group(process, 1) {
                continue;
            }
            let depth = 1 + u8::from(headed);
            for tasks in tasks.chunk_by(|a, b| group_of(a).1 == group_of(b).1) {
                let thread = FoldKey::Thread(group_of(&tasks[0]).1);
                // Green tasks move: the workers' own lanes say who is where.
                let moves = run.trace.tasks[tasks[0]].kind == TaskKind::Green;
                let several = tasks.len() > 1 || is_worker(run, group_of(&tasks[0]).1);
                let headed = several && !moves;
                if headed && !self.group(thread, depth) {
                    continue;
                }
                for &task in tasks {
                    self.lane(lane_of(task), depth + u8::from(headed));
                }
            }
        }
    }
}

fn is_worker(run: &RunView, thread: ThreadId) -> bool {
    run.trace.threads.get(thread.index()).is_some_and(|t| t.kind == ThreadKind::Worker)
}
