//! The display list: bars with exact edges, and pixel columns with exact
//! shares where segments are narrower than a device pixel.

use crate::base::Time;
use crate::trace::{Cause, Outcome, Race, Segment, Trace};
use crate::view::{CLASSES, Lane, LaneKind, Rows, RunView, Scale, Spans};
use std::ops::Range;

/// A span at least one device pixel wide. `left..right` are device pixels from
/// the window's start, cut to the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    pub row: u32,
    /// Index in the lane's spans.
    pub span: u32,
    pub class: u8,
    pub left: i32,
    pub right: i32,
    /// It goes on where the bar before it ended: no gap between the two.
    pub joined: bool,
}

/// One device pixel column of a row, where spans are too narrow for bars.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    pub row: u32,
    pub x: i32,
    /// Share of each class, in 255ths. What is missing is idle.
    pub shares: [u8; CLASSES],
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkKind {
    Ended,
    Failed,
    /// A data race or a lost update happened here.
    Race,
    /// It should have ended by here, and had.
    Deadline,
    /// It should have ended by here, and had not.
    Missed,
}

/// An instant of a task's life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    pub row: u32,
    pub x: i32,
    pub kind: MarkKind,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Frame {
    pub bars: Vec<Bar>,
    pub columns: Vec<Column>,
    /// How many wait for a GIL: bars whose class is the number.
    pub waiters: Vec<Bar>,
    pub marks: Vec<Mark>,
}

/// What is seen of `rows` through `scale`.
pub fn frame(run: &RunView, rows: &Rows, visible: Range<usize>, scale: &Scale) -> Frame {
    let mut frame = Frame::default();
    for row in visible {
        frame.add_bars(run, rows, row, 0..scale.columns(), scale);
        frame.add_marks(run, rows, row, scale);
    }
    frame
}

impl Frame {
    /// Adds what is seen of a row in some device pixels: columns, and all of each
    /// bar. Rows come in order, and so do the parts of one.
    pub fn add_bars(
        &mut self,
        run: &RunView,
        rows: &Rows,
        row: usize,
        pixels: Range<i32>,
        scale: &Scale,
    ) {
        let Some(index) = rows.lane(row) else { return };
        let (lane, spans) = (&run.lanes[index], run.spans(index));
        let first = self.columns.len();
        let mut painter = LanePainter::new(row as u32, spans, scale);
        let pixels = painter.whole(pixels);
        painter.paint(pixels, &mut self.bars, Some(&mut self.columns));
        join(run, &lane.kind, spans, &mut self.bars, row as u32);
        if lane.levels > 0 {
            self.columns[first..].iter_mut().for_each(|column| mean(lane, column));
        }
    }

    /// Adds all else that is seen of a row.
    pub fn add_marks(&mut self, run: &RunView, rows: &Rows, row: usize, scale: &Scale) {
        let Some(index) = rows.lane(row) else { return };
        let lane = &run.lanes[index];
        let mut painter = LanePainter::new(row as u32, &lane.waiters, scale);
        painter.paint(0..scale.columns(), &mut self.waiters, None);
        let LaneKind::Task(task) = lane.kind else { return };
        let mut add = |kind, time: Time| {
            let x = scale.device_x(time.0).round();
            if (0.0..=f64::from(scale.columns())).contains(&x) {
                self.marks.push(Mark { row: row as u32, x: x as i32, kind });
            }
        };
        let info = &run.trace.tasks[task.index()];
        if let Some(time) = info.finish {
            let raised = info.outcome == Outcome::Raised;
            add(if raised { MarkKind::Failed } else { MarkKind::Ended }, time);
        }
        if let Some(time) = info.deadline {
            let missed = info.late(run.trace.end).is_some();
            add(if missed { MarkKind::Missed } else { MarkKind::Deadline }, time);
        }
        let races = run.trace.sharing.races.iter().filter(|race| race.second.task == task);
        races.take(MOST_RACES).for_each(|race| add(MarkKind::Race, race.second.time));
    }
}

struct LanePainter<'a> {
    row: u32,
    spans: &'a Spans,
    starts: &'a [u64],
    ends: &'a [u64],
    /// Nanoseconds at the left edge.
    start: f64,
    /// Nanoseconds a device pixel, and device pixels a nanosecond.
    column: f64,
    per_ns: f64,
    /// The device pixel to stop at.
    total: i32,
    /// There are few spans a pixel.
    sparse: bool,
}

/// So few spans a pixel are passed one by one.
const SPARSE: usize = 8;

impl<'a> LanePainter<'a> {
    fn new(row: u32, spans: &'a Spans, scale: &Scale) -> LanePainter<'a> {
        let column = scale.ns_per_px() / scale.ratio;
        let start = scale.window.start;
        let (starts, ends, total) = (&spans.start[..], &spans.end[..], scale.columns());
        let per_ns = 1.0 / column;
        LanePainter { row, spans, starts, ends, start, column, per_ns, total, sparse: false }
    }

    /// These pixels, and the rest of the bars that begin or end outside of them:
    /// how a bar is drawn depends on how wide it is.
    fn whole(&self, pixels: Range<i32>) -> Range<i32> {
        self.around(pixels.start).0..self.around(pixels.end).1
    }

    /// The edges of the bar that a pixel's left edge is in; else that edge twice.
    #[inline(never)]
    fn around(&self, x: i32) -> (i32, i32) {
        if x <= 0 || self.total <= x {
            return (x, x);
        }
        let span = self.spans.first_ending_after(self.column_start(x));
        if span < self.ends.len()
            && let Some((left, right)) = self.edges(span)
            && left < x
            && x < right
        {
            return (left.max(0), right.min(self.total));
        }
        (x, x)
    }

    /// Walks pixels from left to right. Each step either draws one bar or the
    /// columns up to the next bar, and each costs as much as its pixels.
    fn paint(
        &mut self,
        pixels: Range<i32>,
        bars: &mut Vec<Bar>,
        mut columns: Option<&mut Vec<Column>>,
    ) {
        self.total = pixels.end;
        let (total, classes) = (self.total, &self.spans.class[..]);
        let mut x = pixels.start;
        let mut next = self.spans.first_ending_after(self.column_start(x));
        let last = self.spans.first_ending_after(self.column_start(total));
        self.sparse = last - next < SPARSE * pixels.len();
        while x < total && next < self.ends.len() {
            if let Some((left, right)) = self.edges(next) {
                let (left, right) = (left.max(x), right.min(total));
                if left < right {
                    let (span, class) = (next as u32, classes[next]);
                    bars.push(Bar { row: self.row, span, class, left, right, joined: false });
                    x = right;
                } else if left >= total {
                    return;
                }
                next += 1;
                continue;
            }
            let first = (self.device_x(self.starts[next]).floor() as i32).max(x);
            if first >= total {
                return;
            }
            // It ended within a bar's last pixel, and there is no column for it.
            if self.ends[next] as f64 <= self.column_start(first) {
                next += 1;
                continue;
            }
            (x, next) = self.columns(first, next, columns.as_deref_mut());
        }
    }

    fn device_x(&self, ns: u64) -> f64 {
        (ns as f64 - self.start) * self.per_ns
    }

    fn column_start(&self, x: i32) -> f64 {
        self.start + f64::from(x) * self.column
    }

    /// The snapped edges of a span if it is at least a device pixel wide.
    fn edges(&self, span: usize) -> Option<(i32, i32)> {
        // Far outside the window only the order matters: there it saturates.
        // Rounded by adding a half: there is no instruction for `round`.
        let snap = |ns: u64| (self.device_x(ns) + 0.5).floor() as i32;
        self.is_wide(span).then(|| (snap(self.starts[span]), snap(self.ends[span])))
    }

    #[inline(always)]
    fn is_wide(&self, span: usize) -> bool {
        (self.ends[span] - self.starts[span]) as i64 as f64 >= self.column
    }

    /// Columns of shares, each within 1 of exact, from `x` until a wide span begins or nothing is left to show.
    /// Gives the column and the span to go on with.
    fn columns(
        &self,
        mut x: i32,
        mut next: usize,
        mut out: Option<&mut Vec<Column>>,
    ) -> (i32, usize) {
        let (start, to_share) = (self.column_start(x), self.per_ns * 255.0);
        let mut cursor = match self.sparse {
            true => self.spans.near(next, start),
            false => self.spans.cursor(start),
        };
        let mut before = cursor.sums(start);
        while x < self.total {
            let end = self.column_start(x + 1);
            cursor.advance(end);
            next = cursor.next;
            // Rounded so that the sum never passes 255.
            let (mut shares, mut sum, mut given) = ([0; CLASSES], 0.5, 0);
            cursor.since(end, &mut before, |class, time| {
                sum += time * to_share;
                let upto = (sum as i32).min(255).max(given);
                shares[class] = (upto - given) as u8;
                given = upto;
            });
            if let Some(out) = out.as_deref_mut().filter(|_| given > 0) {
                out.push(Column { row: self.row, x, shares });
            }
            x += 1;
            // A wide span ends the run; a gap is passed, for nothing is in it.
            if next >= self.ends.len() || self.is_wide(next) {
                break;
            }
            if self.starts[next] as i64 as f64 >= end {
                x = x.max(self.device_x(self.starts[next]).floor() as i32);
            }
        }
        // A wide span that snaps to the column after this one leaves a column
        // to be filled in.
        (x, next)
    }
}

/// A queue's column is as high as the queue was long on average.
fn mean(lane: &Lane, column: &mut Column) {
    let sum: u32 = (0..).zip(column.shares).map(|(class, share)| class * u32::from(share)).sum();
    let mut shares = [0; CLASSES];
    shares[usize::from(lane.levels)] = (sum / u32::from(lane.levels)) as u8;
    column.shares = shares;
}

/// Marks the bars of a row that carry on the one before: same task, same
/// state, no decision between.
fn join(run: &RunView, kind: &LaneKind, spans: &Spans, bars: &mut [Bar], row: u32) {
    if !kind.has_segments() {
        return;
    }
    let segments = &run.trace.segments;
    let first = bars.partition_point(|bar| bar.row < row);
    for bar in &mut bars[first..] {
        let Some(before) = (bar.span as usize).checked_sub(1) else { continue };
        let (a, b) = (spans.item[before] as usize, spans.item[bar.span as usize] as usize);
        bar.joined = spans.end[before] == spans.start[bar.span as usize]
            && segments.task(a) == segments.task(b)
            && segments.state(a) == segments.state(b)
            && segments.cause(b) == Cause::Continued;
    }
}

/// More race marks than this in a row would be a hedge.
const MOST_RACES: usize = 100;

/// The races that happened within a segment: its task made the access by which
/// they did.
pub fn race_at<'a>(trace: &'a Trace, s: &Segment) -> impl Iterator<Item = &'a Race> + 'a {
    let (task, start, end) = (s.task, s.start, s.end);
    trace.sharing.races.iter().filter(move |race| {
        let at = race.second.time;
        race.second.task == task && start <= at && at <= end
    })
}
