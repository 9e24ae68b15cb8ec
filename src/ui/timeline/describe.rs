//! Words on the canvas's bars, as wide as its font makes them.

use crate::setup::Setup;
use crate::ui::timeline::painter;
use crate::view::{RunView, Scribe};
use crate::words::Lang;
use crate::words::timeline::bar_texts;
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
}

impl Scribe for BarScribe<'_> {
    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String> {
        bar_texts(self.run, self.setup, self.letters, (lane, spans), self.lang)
    }

    fn width(&self, text: &str) -> f64 {
        painter::width(self.ctx, text) / self.ratio
    }
}
