//! Bars, columns, words and marks of the rows.

use super::measure::text_width;
use super::write::num;
use super::{MARGIN, Picture, RATIO, RULER, Tone};
use crate::base::TaskId;
use crate::trace::State;
use crate::view::{
    Bar, CLASSES, Column, Frame, Ink, LaneKind, MarkKind, Pattern, RowKind, Scribe, frame, labels,
};
use std::ops::Range;

const BAR_TOP: f64 = 5.0;
const BAR_HEIGHT: f64 = 20.0;
/// A holder's bar leaves room below for those who wait.
const HOLDER_HEIGHT: f64 = 14.0;
const WAITER_TOP: f64 = 20.0;
const WAITER_STEP: f64 = 3.0;
/// Narrower bars are all edge.
const HATCH_MIN: f64 = 4.0;
/// Each tip makes the document longer; a crowd of narrow bars needs none.
const MAX_TIPS: usize = 400;
const FONT_SIZE: f64 = 12.0;
/// Words do not fit into lower bars.
const LOW: f64 = 14.0;

impl Picture<'_> {
    pub(super) fn bars(&mut self) {
        let rows = self.rows.clone();
        let frame = frame(self.run, &rows, 0..rows.rows.len(), &self.scale);
        self.columns(&frame.columns);
        let runs: Vec<Range<usize>> = joined(&frame.bars).collect();
        let tips = self.look.tips && runs.len() <= MAX_TIPS;
        for run in runs {
            self.bar(&frame.bars[run], tips);
        }
        self.waiters(&frame.waiters);
        self.labels(&frame);
        self.marks(&frame);
    }

    fn lane(&self, row: u32) -> Option<usize> {
        match self.rows.rows.get(row as usize)?.kind {
            RowKind::Lane(lane) => Some(lane),
            RowKind::Group(_) => None,
        }
    }

    /// Top and height of a row's bars.
    fn bar_box(&self, row: u32) -> (f64, f64) {
        let top = self.rows.rows[row as usize].top + self.y + RULER + BAR_TOP;
        let held = self.lane(row).is_some_and(|lane| self.run.lanes[lane].kind.has_waiters());
        (top, if held { HOLDER_HEIGHT } else { BAR_HEIGHT })
    }

    fn x(&self, device: i32) -> f64 {
        self.left + f64::from(device) / RATIO
    }

    /// Bars that carry each other on, as one.
    fn bar(&mut self, bars: &[Bar], tips: bool) {
        let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return };
        let Some(lane) = self.lane(first.row) else { return };
        let ink = self.run.lanes[lane].ink(first.class);
        let (top, full) = self.bar_box(first.row);
        let height = full * self.run.lanes[lane].level(first.class);
        let top = top + full - height;
        let (x, width) = (self.x(first.left), self.x(last.right) - self.x(first.left));
        let edge = self.edge(ink);
        if matches!(ink, Ink::Level(_)) {
            let fill = self.fill(ink);
            self.out.rect(x, top - 1.0, width, 1.0, &edge);
            self.out.open_rect((x, top, width, height), &[("fill", &fill)]);
        } else if width < HATCH_MIN {
            let fill = if ink.pattern() == Pattern::Solid { self.fill(ink) } else { edge };
            self.out.open_rect((x, top, width, height), &[("fill", &fill)]);
        } else {
            let fill = self.paint(ink);
            let inside = (x + 0.5, top + 0.5, width - 1.5, height - 1.0);
            self.out.open_rect(inside, &[("fill", &fill), ("stroke", &edge)]);
        }
        if tips {
            self.out.raw("><title>");
            self.out.text(&self.words.span(lane, first.span as usize));
            self.out.raw("</title></rect>\n");
        } else {
            self.out.raw("/>\n");
        }
    }

    /// Columns of equal shares that touch, as one: shares stacked from below.
    fn columns(&mut self, columns: &[Column]) {
        let alike =
            |a: &Column, b: &Column| a.row == b.row && a.x + 1 == b.x && a.shares == b.shares;
        for run in columns.chunk_by(alike) {
            let first = run[0];
            let Some(lane) = self.lane(first.row) else { continue };
            let (top, height) = self.bar_box(first.row);
            let (x, width) = (self.x(first.x), run.len() as f64 / RATIO);
            let mut below = top + height;
            for class in 0..CLASSES {
                let part = f64::from(first.shares[class]) / 255.0 * height;
                if part > 0.0 {
                    let fill = self.fill(self.run.lanes[lane].ink(class as u8));
                    self.out.rect(x, below - part, width, part, &fill);
                    below -= part;
                }
            }
        }
    }

    fn waiters(&mut self, waiters: &[Bar]) {
        for bar in waiters {
            let lane = self.lane(bar.row).map(|lane| self.run.lanes[lane].kind);
            let gil = matches!(lane, Some(LaneKind::Gil(_)));
            let colour = self.edge(Ink::State(if gil { State::Gil } else { State::Lock }));
            let row = self.rows.rows[bar.row as usize].top + self.y + RULER;
            let (x, width) = (self.x(bar.left), f64::from(bar.right - bar.left) / RATIO);
            for line in 0..bar.class {
                let y = row + WAITER_TOP + f64::from(line) * WAITER_STEP;
                self.out.rect(x, y, width, 2.0, &colour);
            }
        }
    }

    fn labels(&mut self, frame: &Frame) {
        let scribe = Words { picture: self };
        let labels = labels(self.run, &self.rows, frame, &self.scale, &scribe);
        let (text, background) = (self.tone(Tone::Text), self.tone(Tone::Background));
        for label in &labels {
            let bar = &frame.bars[label.bar];
            let Some(lane) = self.lane(bar.row) else { continue };
            let ink = self.run.lanes[lane].ink(bar.class);
            let (top, full) = self.bar_box(bar.row);
            let height = full * self.run.lanes[lane].level(bar.class);
            let top = top + full - height;
            let x = self.left + label.x;
            if ink.pattern() != Pattern::Solid {
                let (left, width) = (x - label.width / 2.0 - 2.0, label.width + 4.0);
                self.out.rect(left, top + 2.0, width, height - 4.0, &background);
            }
            let colour = match ink {
                Ink::State(State::Running) => "#ffffff",
                Ink::Task(_) => "#14171c",
                Ink::State(_) | Ink::Level(_) => &text,
            };
            let attributes = [("font-size", "12"), ("text-anchor", "middle")];
            // A low bar of a queue has its number above it.
            let middle = if height < LOW { -LOW / 2.0 } else { height / 2.0 };
            let y = top + middle + 4.3;
            self.out.label(x, y, colour, &attributes, &label.text);
        }
    }

    /// A sign on the edge of a bar, from its point on.
    fn triangle(&mut self, (x, tip): (f64, f64), sides: &str, fill: &str, stroke: &str) {
        let data = ["M", &num(x), &num(tip), sides];
        self.out.path(&data.join(" "), &[("stroke", stroke), ("fill", fill)]);
    }

    fn marks(&mut self, frame: &Frame) {
        for mark in &frame.marks {
            let (top, height) = self.bar_box(mark.row);
            // The sign of a failure stands behind the bar that it ends.
            let behind = if mark.kind == MarkKind::Failed { 6.0 } else { 0.0 };
            self.mark(mark.kind, self.x(mark.x) + behind, top, height);
        }
    }

    /// A sign around `x`, on a bar or in the legend.
    pub(super) fn mark(&mut self, kind: MarkKind, x: f64, top: f64, height: f64) {
        let (ended, failed) = (self.tone(Tone::Muted), self.tone(Tone::Failed));
        let background = self.tone(Tone::Background);
        match kind {
            MarkKind::Ended => self.out.rect(x - 1.0, top - 2.0, 2.0, height + 4.0, &ended),
            MarkKind::Race => self.triangle((x, top - 3.0), "l6 10h-12z", &failed, &background),
            MarkKind::Deadline => {
                self.triangle((x, top + 5.0), "l6-8h-12z", &ended, &background);
            }
            MarkKind::Missed => {
                self.out.rect(x - 2.0, top, 4.0, height, &background);
                self.out.rect(x - 1.0, top, 2.0, height, &failed);
                self.triangle((x, top + 5.0), "l6-8h-12z", &failed, &background);
            }
            MarkKind::Failed => {
                let y = top + height / 2.0;
                let at = |dx: f64, dy: f64| [num(x + dx), num(y + dy)].join(" ");
                let rising = ["M", &at(-4.0, 4.0), "L", &at(4.0, -4.0)].concat();
                let data = ["M", &at(-4.0, -4.0), "L", &at(4.0, 4.0), &rising].concat();
                let stroke = [("stroke", failed.as_str()), ("stroke-width", "2.5")];
                self.out.path(&data, &stroke);
            }
        }
    }

    /// A task's letter on its colour.
    pub(super) fn badge(&mut self, task: TaskId, letter: char, x: f64, y: f64) {
        let ink = Ink::Task(Ink::of_task(&self.run.trace, task));
        let (fill, edge) = (self.fill(ink), self.edge(ink));
        let attributes = [("rx", "4"), ("fill", fill.as_str()), ("stroke", edge.as_str())];
        self.out.open_rect((x + 0.5, y + 0.5, 17.0, 17.0), &attributes);
        self.out.raw("/>\n");
        let bold = [("font-size", "11"), ("font-weight", "650"), ("text-anchor", "middle")];
        self.out.label(x + 9.0, y + 13.0, "#14171c", &bold, &letter.to_string());
    }

    pub(super) fn swatch(&mut self, state: State, x: f64, y: f64) {
        let ink = Ink::State(state);
        let (fill, edge) = (self.paint(ink), self.edge(ink));
        let attributes = [("fill", fill.as_str()), ("stroke", edge.as_str())];
        self.out.open_rect((x.max(MARGIN) + 0.5, y + 0.5, 23.0, 13.0), &attributes);
        self.out.raw("/>\n");
    }
}

/// Runs of bars of which each carries on the one before.
fn joined(bars: &[Bar]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    bars.chunk_by(|a, b| a.row == b.row && b.joined).map(move |run| {
        let first = at;
        at += run.len();
        first..at
    })
}

struct Words<'a, 'b> {
    picture: &'a Picture<'b>,
}

impl Scribe for Words<'_, '_> {
    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String> {
        self.picture.words.texts(lane, spans)
    }

    fn width(&self, text: &str) -> f64 {
        text_width(text, FONT_SIZE)
    }
}
