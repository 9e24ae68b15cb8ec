//! What was drawn of crowded rows, kept to be moved with the window.
//!
//! A row full of columns costs as much as its pixels, and a screen full of them
//! more than a frame should. Where there are so many, one picture of all rows is
//! moved or stretched to where the window went, only what came into view is drawn,
//! and a few rows a frame are drawn anew in turn. At rest the others follow, so
//! that what stands still is exact.
//!
//! The picture's lines follow each other without a gap in memory: it is moved by
//! beginning elsewhere, and no pixel is copied. And it is put on the canvas at
//! once, for each call costs what a third of a row's pixels does.

use super::ink::side;
use super::raster::Pixel;
use crate::view::Scale;
use std::ops::Range;

/// More columns in view than this are a crowd: half a desktop window of rows.
const CROWD: i32 = 16_000;
/// So many of them are drawn in a frame of a crowd.
const A_FRAME: i32 = 4_000;
/// How far, in device pixels, moved pixels may be from where they belong.
const NEAR: f64 = 1e-4;
/// So many pixels the picture's beginning can move either way.
const SLACK: usize = 1 << 15;

#[derive(Default)]
pub struct Strips {
    /// By their lanes.
    kept: Vec<Kept>,
    /// The picture begins at `base`; before and behind it is room to move.
    pixels: Vec<Pixel>,
    base: usize,
    /// Device pixels; no width if nothing is kept.
    width: i32,
    height: i32,
    /// Device pixels from the canvas's upper edge.
    top: i32,
    /// Nanoseconds at its left edge, and a device pixel.
    start: f64,
    column: f64,
    /// The row whose turn it is to be drawn anew.
    turn: usize,
    /// Some rows are not exact.
    pub rough: bool,
}

/// A row as it was drawn.
#[derive(Default)]
struct Kept {
    top: i32,
    /// None if it is not in the picture.
    lines: i32,
    /// As exact as if it were drawn anew.
    exact: bool,
    /// It has bars, whose patterns begin at the canvas's corner.
    bars: bool,
    /// It has bars wide enough for words.
    labelled: bool,
    /// In view in this frame.
    seen: bool,
}

/// A row in view, and what to draw of it.
pub struct Part {
    pub row: usize,
    pub lane: usize,
    /// Device pixels from the canvas's upper edge to its bars, and how high
    /// these are.
    pub top: i32,
    pub lines: i32,
    /// The rest has been moved there; none if all of it is to be drawn.
    pub moved: Range<i32>,
    /// All its bars have to be known, for their labels.
    pub labelled: bool,
    /// The rest has been stretched: what is drawn beside it need not be finer.
    pub coarse: bool,
}

impl Strips {
    /// Moves what is kept of the rows to where it is seen through `scale`, and
    /// tells what is left to draw; whether there is a crowd.
    pub fn plan(&mut self, parts: &mut [Part], lanes: usize, scale: &Scale) -> bool {
        let (columns, count) = (scale.columns(), parts.len());
        self.rough = false;
        if count as i32 * columns <= CROWD {
            *self = Strips::default();
            return false;
        }
        self.kept.resize_with(lanes, Kept::default);
        self.go(parts, scale);
        let budget = parts.iter().fold(A_FRAME, |left, p| left - columns + p.moved.len() as i32);
        // In turn, and one at least.
        let (mut room, turn) = ((budget / columns).max(1), self.turn);
        for step in 0..count {
            let part = &mut parts[(turn + step) % count];
            let kept = &mut self.kept[part.lane];
            if !part.moved.is_empty() && !kept.exact && room > 0 {
                (part.moved, part.coarse) = (0..0, false);
                room -= 1;
                self.turn = turn + step + 1;
                self.row(part).fill([0; 4]);
            }
            let kept = &mut self.kept[part.lane];
            if part.moved.is_empty() {
                let (top, lines) = (part.top, part.lines);
                *kept = Kept { top, lines, exact: true, ..Kept::default() };
            }
            part.labelled |= kept.labelled;
            self.rough |= !kept.exact;
        }
        true
    }

    /// A row's pixels.
    pub fn row(&mut self, part: &Part) -> &mut [Pixel] {
        let from = self.base + ((part.top - self.top) * self.width) as usize;
        &mut self.pixels[from..from + (part.lines * self.width) as usize]
    }

    /// All pixels, how many there are across, and from which line on.
    pub fn picture(&self) -> (&[Pixel], u32, i32) {
        let size = (self.width * self.height) as usize;
        (&self.pixels[self.base..self.base + size], self.width as u32, self.top)
    }

    /// What was drawn of a row: bars, and some of them wide enough for words.
    pub fn drawn(&mut self, lane: usize, bars: bool, labelled: bool) {
        let kept = &mut self.kept[lane];
        kept.bars |= bars;
        kept.labelled |= labelled;
    }

    /// Whether there is a crowd.
    pub fn any(&self) -> bool {
        self.width > 0
    }

    /// Another run.
    pub fn clear(&mut self) {
        self.width = 0;
    }

    /// Moves the picture, and tells of each row which pixels of it are good.
    fn go(&mut self, parts: &mut [Part], scale: &Scale) {
        let (columns, start) = (scale.columns(), scale.window.start);
        let column = scale.ns_per_px() / scale.ratio;
        let left = (self.start - start) / column;
        let step = column / self.column;
        let whole = (left + 0.5).floor();
        let still = (step - 1.0).abs() < 1e-9 && (left - whole).abs() < NEAR;
        let (left, step) = if still { (whole, 1.0) } else { (left, step) };
        let right = left + f64::from(columns) / step;
        let mut to = (left.ceil() as i32).max(0)..(right.floor() as i32).min(columns);
        // How a bar at the edge looks depends on what was not seen.
        to.start += i32::from(to.start > 0);
        to.end -= i32::from(to.end < columns);
        if self.width != columns || (to.len() as i32) < columns / 2 {
            self.kept.iter_mut().for_each(|kept| kept.lines = 0);
            to = 0..0;
        }
        let still = still && !to.is_empty();
        // What is exact stays where it was drawn: small steps must not add up.
        self.start = if still { self.start - left * column } else { start };
        self.column = column;
        // Rows are moved together: up or down as the first that is kept.
        let same = |part: &&Part| self.kept[part.lane].lines == part.lines;
        let down = parts.iter().find(same).map_or(0, |part| part.top - self.kept[part.lane].top);
        let across = if still { left as i32 } else { 0 };
        // What is stretched needs all there was.
        let good = if still || to.is_empty() { to.clone() } else { 0..columns };
        self.slide(parts, columns, (across, down), &good);
        let side = side(scale.ratio) as i32;
        let tiled = across % side == 0 && down % side == 0;
        for part in &mut *parts {
            let kept = &mut self.kept[part.lane];
            if kept.lines == part.lines && part.top - kept.top == down && (still || !kept.labelled)
            {
                (kept.top, kept.seen, part.moved) = (part.top, true, to.clone());
                part.coarse = !still && !part.labelled;
                kept.exact &= still && (tiled || !kept.bars);
            }
        }
        self.forget(down);
        if !still {
            self.stretch(parts, &to, (f64::from(to.start) + 0.5 - left) * step, step);
        }
    }

    /// Makes the picture one of these rows, so far right and down; what was not
    /// in it before is clear.
    fn slide(&mut self, parts: &[Part], width: i32, by: (i32, i32), good: &Range<i32>) {
        let top = parts.first().map_or(0, |part| part.top);
        let bottom = parts.last().map_or(0, |part| part.top + part.lines);
        let old = (self.width * self.height) as isize;
        let up = top - self.top - by.1;
        let (base, before) = (self.base as isize, up..up + bottom - top);
        let begins = base + (up * width - by.0) as isize;
        let known = 0..if good.is_empty() { 0 } else { self.height };
        (self.width, self.height, self.top) = (width, bottom - top, top);
        let size = (width * self.height) as isize;
        self.base = begins as usize;
        if begins < 0 || begins + size > self.pixels.len() as isize {
            let mut pixels = vec![[0; 4]; size as usize + 2 * SLACK];
            let (from, end) = (base.max(begins), (base + old).min(begins + size));
            if from < end {
                let to = (from - begins) as usize + SLACK;
                let moved = &self.pixels[from as usize..end as usize];
                pixels[to..to + moved.len()].copy_from_slice(moved);
            }
            (self.pixels, self.base) = (pixels, SLACK);
        }
        let (first, end) = (good.start as usize, good.end as usize);
        let lines = self.pixels[self.base..].chunks_exact_mut(width as usize);
        for (line, was) in lines.zip(before) {
            let (first, end) = if known.contains(&was) { (first, end) } else { (0, 0) };
            line[..first].fill([0; 4]);
            line[end..].fill([0; 4]);
        }
    }

    /// Clears the rows that are no longer where they were.
    fn forget(&mut self, down: i32) {
        for kept in &mut self.kept {
            if kept.lines > 0 && !std::mem::take(&mut kept.seen) {
                let first = (kept.top + down - self.top).clamp(0, self.height);
                let end = (kept.top + down - self.top + kept.lines).clamp(0, self.height);
                let pixels = &mut self.pixels[self.base..];
                pixels[(first * self.width) as usize..(end * self.width) as usize].fill([0; 4]);
                kept.lines = 0;
            }
        }
    }

    /// Fills `to` by the pixels from `from` on, `step` apart, and clears the rest.
    fn stretch(&mut self, parts: &[Part], to: &Range<i32>, from: f64, step: f64) {
        let width = self.width as usize;
        let (first, end) = (to.start as usize, to.end as usize);
        let mut source = vec![0; end - first];
        for (i, at) in source.iter_mut().enumerate() {
            *at = ((from + i as f64 * step) as usize).min(width - 1);
        }
        let mut line = vec![[0; 4]; width];
        for part in parts.iter().filter(|part| !part.moved.is_empty()) {
            for pixels in self.row(part).chunks_exact_mut(width) {
                gather(&mut line[first..end], &source, pixels);
                pixels.copy_from_slice(&line);
            }
        }
    }
}

#[cfg_attr(fast_functions, optimize(speed))]
#[inline(never)]
fn gather(line: &mut [Pixel], source: &[usize], pixels: &[Pixel]) {
    for (pixel, &from) in line.iter_mut().zip(source) {
        *pixel = pixels[from];
    }
}
