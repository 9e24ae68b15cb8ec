//! What was drawn of crowded rows, kept to be moved with the window.
//!
//! A row full of columns costs as much as its pixels, and a screen full of them
//! more than a frame should. Where there are so many, a row's pixels are moved or
//! stretched to where the window went, only what came into view is drawn, and a
//! few rows a frame are drawn anew in turn. At rest the others follow, so that
//! what stands still is exact.

use super::raster::Pixel;
use crate::view::Scale;
use crate::view::palette::TILE;
use std::ops::Range;

/// More columns in view than this are a crowd: half a desktop window of rows.
const CROWD: i32 = 16_000;
/// So many of them are drawn in a frame of a crowd.
const A_FRAME: i32 = 4_000;
/// How far, in device pixels, moved pixels may be from where they belong.
const NEAR: f64 = 1e-4;

/// The pixels of rows, by their lanes.
#[derive(Default)]
pub struct Strips {
    kept: Vec<Kept>,
    /// The lanes in view: nothing is kept of the others.
    shown: Vec<usize>,
    /// The row whose turn it is to be drawn anew.
    turn: usize,
    /// Some rows are not exact.
    pub rough: bool,
}

/// A row as it was drawn.
#[derive(Default)]
struct Kept {
    /// Nanoseconds at its left edge, and a device pixel.
    start: f64,
    column: f64,
    /// Device pixels; none if it cannot be moved.
    width: i32,
    lines: i32,
    /// Where on the canvas it was drawn.
    top: i32,
    /// As exact as if it were drawn anew.
    exact: bool,
    /// It has bars, whose patterns begin at the canvas's corner.
    bars: bool,
    pixels: Vec<Pixel>,
}

/// A row in view, and what to draw of it.
pub struct Part {
    pub row: usize,
    pub lane: usize,
    /// Device pixels from the canvas's top to its bars, and how high they are.
    pub top: i32,
    pub lines: i32,
    /// The rest has been moved there; none if all of it is to be drawn.
    pub moved: Range<i32>,
}

impl Strips {
    /// Moves what is kept of the rows to where it is seen through `scale`, and
    /// tells what is left to draw; whether there is a crowd.
    pub fn plan(&mut self, parts: &mut [Part], scale: &Scale) -> bool {
        let (columns, count) = (scale.columns(), parts.len());
        self.rough = false;
        if count as i32 * columns <= CROWD {
            self.clear();
            return false;
        }
        self.forget_hidden(parts);
        let mut budget = A_FRAME;
        for part in &mut *parts {
            if part.lane >= self.kept.len() {
                self.kept.resize_with(part.lane + 1, Kept::default);
            }
            part.moved = self.kept[part.lane].go(scale, part.top, part.lines);
            budget -= columns - part.moved.len() as i32;
        }
        // In turn, and one at least.
        let (mut room, turn) = ((budget / columns).max(1), self.turn);
        for step in 0..count {
            let part = &mut parts[(turn + step) % count];
            let kept = &mut self.kept[part.lane];
            if !part.moved.is_empty() && !kept.exact && room > 0 {
                part.moved = 0..0;
                room -= 1;
                self.turn = turn + step + 1;
            }
            if part.moved.is_empty() {
                kept.begin(scale, part.top, part.lines);
            }
            self.rough |= !kept.exact;
        }
        true
    }

    /// Ten thousand rows that were once in view would be more than a gigabyte.
    fn forget_hidden(&mut self, parts: &[Part]) {
        let shown: Vec<usize> = parts.iter().map(|part| part.lane).collect();
        for lane in std::mem::replace(&mut self.shown, shown) {
            if !self.shown.contains(&lane) {
                self.kept[lane] = Kept::default();
            }
        }
    }

    /// Lends a row's pixels.
    pub fn take(&mut self, lane: usize) -> Vec<Pixel> {
        std::mem::take(&mut self.kept[lane].pixels)
    }

    /// Takes them back, to be moved (`keeps`) or drawn anew the next time.
    pub fn give_back(&mut self, lane: usize, pixels: Vec<Pixel>, bars: bool, keeps: bool) {
        let kept = &mut self.kept[lane];
        kept.pixels = pixels;
        kept.bars |= bars;
        if !keeps {
            kept.width = 0;
        }
    }

    /// Another run, or no crowd.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.shown.clear();
    }
}

impl Kept {
    /// Moves it to where it is seen; the device pixels that it covers there, none
    /// if they are not worth it.
    fn go(&mut self, scale: &Scale, top: i32, lines: i32) -> Range<i32> {
        let columns = scale.columns();
        if (self.width, self.lines) != (columns, lines) {
            return 0..0;
        }
        let column = scale.ns_per_px() / scale.ratio;
        let left = (self.start - scale.window.start) / column;
        let step = column / self.column;
        let same = (step - 1.0).abs() < 1e-9;
        let whole = (left + 0.5).floor();
        let still = same && (left - whole).abs() < NEAR;
        let (left, step) = if still { (whole, 1.0) } else { (left, step) };
        let right = left + f64::from(columns) / step;
        let to = (left.ceil() as i32).max(0)..(right.floor() as i32).min(columns);
        if to.len() as i32 * 2 < columns {
            return 0..0;
        }
        let from = (f64::from(to.start) + 0.5 - left) * step;
        self.stretch(&to, from, step);
        let side = (TILE * scale.ratio).round().max(4.0);
        let in_step = left % side == 0.0 && f64::from(top - self.top) % side == 0.0;
        self.exact &= still && (!self.bars || in_step);
        // What is exact stays where it was drawn: small steps must not add up.
        self.start = if still { self.start - left * column } else { scale.window.start };
        self.column = column;
        to
    }

    /// Fills `to` by the pixels from `from` on, `step` apart, and clears the rest.
    fn stretch(&mut self, to: &Range<i32>, from: f64, step: f64) {
        let width = self.width as usize;
        let (first, end) = (to.start as usize, to.end as usize);
        if step == 1.0 && from == 0.5 && first == 0 && end == width {
            return;
        }
        let mut source = vec![0; end - first];
        for (i, at) in source.iter_mut().enumerate() {
            *at = ((from + i as f64 * step) as usize).min(width - 1);
        }
        let mut line = vec![[0; 4]; width];
        for pixels in self.pixels.chunks_exact_mut(width) {
            for (pixel, &from) in line[first..end].iter_mut().zip(&source) {
                *pixel = pixels[from];
            }
            pixels.copy_from_slice(&line);
        }
    }

    fn begin(&mut self, scale: &Scale, top: i32, lines: i32) {
        self.top = top;
        (self.width, self.lines) = (scale.columns(), lines);
        (self.exact, self.bars) = (true, false);
        (self.start, self.column) = (scale.window.start, scale.ns_per_px() / scale.ratio);
        self.pixels.clear();
        self.pixels.resize((self.width * lines) as usize, [0; 4]);
    }
}
