//! Words on the canvas's bars, as wide as its font makes them.

use crate::base::Map;
use crate::setup::Setup;
use crate::ui::timeline::painter;
use crate::view::{RunView, Scribe};
use crate::words::Lang;
use crate::words::timeline::bar_texts;
use std::cell::RefCell;
use std::ops::Range;
use web_sys::CanvasRenderingContext2d;

/// Writes on bars.
pub struct BarScribe<'a> {
    pub run: &'a RunView,
    pub setup: &'a Setup,
    pub lang: Lang,
    pub letters: &'a [char],
    /// With the labels' font set.
    pub ctx: &'a CanvasRenderingContext2d,
    pub ratio: f64,
    pub widths: &'a Widths,
}

/// How wide characters are, in CSS pixels. Each is asked for once: measuring
/// every label of every frame took longer than drawing the bars.
#[derive(Default)]
pub struct Widths(RefCell<Map<char, f64>>);

impl Scribe for BarScribe<'_> {
    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String> {
        bar_texts(self.run, self.setup, self.letters, (lane, spans), self.lang)
    }

    fn width(&self, text: &str) -> f64 {
        let mut known = self.widths.0.borrow_mut();
        let mut measured = |c: char| {
            let measure = || painter::width(self.ctx, c.encode_utf8(&mut [0; 4])) / self.ratio;
            *known.get_or_insert_with(c, measure)
        };
        text.chars().map(&mut measured).sum()
    }
}
