//! Pointers to intentions: hover, click, drag, scrub, pinch.

use crate::view::between;

/// A pointer's position on the canvas, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Intent {
    Hover(Point),
    Click(Point),
    /// Move the picture right by so many pixels.
    Pan(f64),
    /// Move the time cursor here.
    Scrub(f64),
    /// Change nanoseconds a pixel by this factor about a pixel.
    Zoom {
        factor: f64,
        about: f64,
    },
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
enum Mode {
    #[default]
    Idle,
    /// Down, and not yet moved far enough to be a drag.
    Pressed(Point),
    Panning,
    Scrubbing,
    Pinching,
}

#[derive(Default)]
pub struct Gestures {
    mode: Mode,
    down: Vec<(i32, Point)>,
}

/// A press that moves less is a click, in CSS pixels.
const SLOP: f64 = 4.0;

impl Gestures {
    /// `on_ruler`: the press scrubs instead of panning.
    pub fn down(&mut self, id: i32, at: Point, on_ruler: bool) -> Option<Intent> {
        self.down.retain(|(other, _)| *other != id);
        self.down.push((id, at));
        if self.down.len() > 1 {
            self.mode = Mode::Pinching;
            return None;
        }
        self.mode = if on_ruler { Mode::Scrubbing } else { Mode::Pressed(at) };
        on_ruler.then_some(Intent::Scrub(at.x))
    }

    pub fn moved(&mut self, id: i32, at: Point) -> Option<Intent> {
        let Some(index) = self.down.iter().position(|(other, _)| *other == id) else {
            return self.down.is_empty().then_some(Intent::Hover(at));
        };
        let before = self.down[index].1;
        match self.mode {
            Mode::Pressed(start) if (at.x - start.x).hypot(at.y - start.y) > SLOP => {
                self.mode = Mode::Panning;
            }
            Mode::Pressed(_) => return None,
            _ => {}
        }
        let spread = self.spread();
        self.down[index].1 = at;
        match self.mode {
            Mode::Panning => Some(Intent::Pan(at.x - before.x)),
            Mode::Scrubbing => Some(Intent::Scrub(at.x)),
            Mode::Pinching => {
                let (before, after) = (spread?, self.spread()?);
                Some(Intent::Zoom { factor: before.0 / after.0, about: after.1 })
            }
            Mode::Idle | Mode::Pressed(_) => None,
        }
    }

    pub fn up(&mut self, id: i32, at: Point) -> Option<Intent> {
        let clicked = matches!(self.mode, Mode::Pressed(_));
        self.cancel(id);
        clicked.then_some(Intent::Click(at))
    }

    /// The browser took the pointer, to scroll the page.
    pub fn cancel(&mut self, id: i32) {
        self.down.retain(|(other, _)| *other != id);
        self.mode = if self.down.is_empty() { Mode::Idle } else { Mode::Panning };
    }

    pub fn dragging(&self) -> bool {
        !matches!(self.mode, Mode::Idle | Mode::Pressed(_))
    }

    /// Distance of the two fingers, at least a few pixels, and their middle.
    fn spread(&self) -> Option<(f64, f64)> {
        let [(_, a), (_, b), ..] = self.down.as_slice() else { return None };
        Some(((a.x - b.x).abs().max(12.0), (a.x + b.x) / 2.0))
    }
}

/// How much a turn of the wheel zooms. Trackpads report a pinch as a wheel
/// with Ctrl and small steps, so those count for more.
pub fn wheel_factor(delta: f64, lines: bool, pinch: bool) -> f64 {
    let pixels = if lines { delta * 16.0 } else { delta };
    let strength = if pinch && pixels.abs() < 40.0 { 0.01 } else { 0.002 };
    // Almost e^x, and as there, turning back undoes it.
    let x = between(pixels * strength, -2.0 / 3.0, 2.0 / 3.0);
    (2.0 + x) / (2.0 - x)
}
