//! The window of simulated time that is looked at, and its mapping to pixels.

use crate::base::Time;

/// The part of simulated time in view, in nanoseconds. Fractions matter while
/// zooming: rounding here would make the picture creep.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Window {
    pub start: f64,
    pub span: f64,
}

/// Shorter than any cost the machine has, so that no switch stays invisible.
const MIN_SPAN: f64 = 10.0;
/// Room after the last bar, so that its end is seen as an end.
const MARGIN: f64 = 1.015;

impl Window {
    /// All of a run that ends at `end`; a run without length shows 1 ms.
    pub fn fit(end: Time) -> Window {
        let end = if end.0 == 0 { 1e6 } else { end.0 as f64 };
        Window { start: 0.0, span: (end * MARGIN).max(MIN_SPAN) }
    }

    pub fn end(self) -> f64 {
        self.start + self.span
    }

    /// Zooms by `factor` (below 1: in), keeping the instant `about` where it is.
    pub fn zoom(self, factor: f64, about: f64, run_end: Time) -> Window {
        let span = between(self.span * factor, MIN_SPAN, Window::fit(run_end).span);
        let start = about - (about - self.start) * (span / self.span);
        Window { start, span }.clamp(run_end)
    }

    pub fn pan(self, by: f64, run_end: Time) -> Window {
        Window { start: self.start + by, ..self }.clamp(run_end)
    }

    /// Moves as little as possible to show `from..to` with some room around,
    /// or `from` at least.
    pub fn reveal(self, from: f64, to: f64, run_end: Time) -> Window {
        let room = self.span * 0.05;
        let (low, high) = (from - room, (to + room).min(from - room + self.span));
        if low < self.start {
            Window { start: low, ..self }.clamp(run_end)
        } else if high > self.end() {
            Window { start: high - self.span, ..self }.clamp(run_end)
        } else {
            self
        }
    }

    /// Keeps the window inside the run.
    pub fn clamp(self, run_end: Time) -> Window {
        let all = Window::fit(run_end);
        let span = between(self.span, MIN_SPAN, all.span);
        Window { start: between(self.start, 0.0, all.span - span), span }
    }
}

/// `x` or the nearer bound; the lower one if they leave no room. Unlike
/// `f64::clamp` it cannot panic.
pub fn between(x: f64, low: f64, high: f64) -> f64 {
    x.min(high).max(low)
}

/// The one conversion between simulated time, CSS pixels and device pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    pub window: Window,
    /// CSS pixels from the window's start to its end.
    pub width: f64,
    /// Device pixels a CSS pixel.
    pub ratio: f64,
}

impl Scale {
    pub fn new(window: Window, width: f64, ratio: f64) -> Scale {
        Scale { window, width: width.max(1.0), ratio: ratio.max(0.1) }
    }

    /// Nanoseconds a CSS pixel.
    pub fn ns_per_px(&self) -> f64 {
        self.window.span / self.width
    }

    /// CSS pixels from the left edge.
    pub fn x(&self, time: Time) -> f64 {
        (time.0 as f64 - self.window.start) / self.window.span * self.width
    }

    /// The instant at a CSS pixel, in fractional nanoseconds.
    pub fn ns(&self, x: f64) -> f64 {
        self.window.start + x / self.width * self.window.span
    }

    /// The instant at a CSS pixel, not before 0.
    pub fn time(&self, x: f64) -> Time {
        Time(self.ns(x).max(0.0) as u64)
    }

    /// Device pixels in view, whole.
    pub fn columns(&self) -> i32 {
        (self.width * self.ratio).round() as i32
    }

    /// Device pixels from the left edge, fractional.
    pub fn device_x(&self, time: u64) -> f64 {
        (time as f64 - self.window.start) / self.window.span * self.width * self.ratio
    }

    /// The instant at the left edge of a device pixel column.
    pub fn column_start(&self, column: i32) -> f64 {
        self.ns(f64::from(column) / self.ratio)
    }
}
