//! Rows with more in them than the canvas can be told bar by bar: filled in a
//! pixel buffer, and put on the canvas a row at a time.
//!
//! A call to the canvas takes longer than the pixels of a narrow bar. What is
//! filled here looks as what `painter` fills: both draw the same shapes.

use super::ink::{Inks, Tile, side};
use super::painter::Scene;
use crate::trace::State;
use crate::view::{Bar, CLASSES, Column, Frame, Ink, LABELLED};
use std::ops::Range;
use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, ImageData};

/// So many bars the canvas is told one by one.
const MANY: usize = 1_000;
const CLEAR: Pixel = [0; 4];

/// Red, green, blue, alpha.
pub type Pixel = [u8; 4];

/// The rows that are done.
pub struct Rastered {
    pub every: bool,
    rows: Vec<u32>,
}

impl Rastered {
    pub fn contains(&self, row: u32) -> bool {
        self.rows.contains(&row)
    }
}

/// Draws the rows that have columns, or all where there are many bars.
pub fn rows(ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene) -> Rastered {
    let frame = scene.frame;
    let every = frame.bars.len() > MANY || !scene.parts.is_empty();
    let mut done = Rastered { every, rows: Vec::new() };
    if !scene.parts.is_empty() {
        crowd(ctx, inks, scene);
        return done;
    }
    let (mut bar, mut column) = (0, 0);
    while bar < frame.bars.len() || column < frame.columns.len() {
        let row_of_bar = frame.bars.get(bar).map_or(u32::MAX, |b| b.row);
        let row_of_column = frame.columns.get(column).map_or(u32::MAX, |c| c.row);
        let row = row_of_bar.min(row_of_column);
        let (bars, columns) = of_row(frame, row, &mut bar, &mut column);
        if !done.every && columns.is_empty() {
            continue;
        }
        let (top, height) = scene.bar_box(row);
        let (top, height) = (top as i32, height as usize);
        let width = scene.scale.columns().max(0) as usize;
        let pixels = &mut vec![CLEAR; width * height];
        let mut strip = Strip { pixels, top, width, height };
        strip.columns(inks, scene, row, &frame.columns[columns], &(0..0), false);
        for i in bars {
            strip.bar(ctx, inks, scene, i, &(0..0));
        }
        strip.put(ctx);
        done.rows.push(row);
    }
    done
}

/// Draws the rows of a crowd, on what was moved of them.
fn crowd(ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene) {
    let frame = scene.frame;
    let (mut bar, mut column) = (0, 0);
    let least = (LABELLED * scene.scale.ratio) as i32;
    let ratio = scene.scale.ratio;
    let (thin, side) = (ratio.round().max(1.0) as usize, side(ratio) as usize);
    let (mut strips, mut bottom) = (std::mem::take(&mut inks.strips), 0.0);
    for part in scene.parts {
        let row = part.row as u32;
        let (bars, columns) = of_row(frame, row, &mut bar, &mut column);
        let mut strip = Strip {
            pixels: strips.row(part),
            top: part.top,
            width: scene.scale.columns().max(0) as usize,
            height: part.lines as usize,
        };
        let columns = &frame.columns[columns];
        strip.columns(inks, scene, row, columns, &part.moved, part.coarse);
        // Where all is bars, most lines repeat others.
        let level = scene.lane(row).is_some_and(|lane| lane.levels > 0);
        let bars_only = part.moved.is_empty() && columns.is_empty() && !level;
        let lines = if bars_only { thin + side..strip.height - thin } else { 0..0 };
        // Labels are made of the bars of a frame: without these they would go.
        let groups = frame.bars[bars.clone()].chunk_by(|_, next| next.joined);
        let labelled =
            groups.into_iter().any(|all| all[all.len() - 1].right - all[0].left >= least);
        let any = !bars.is_empty();
        for i in bars {
            let Bar { left, right, .. } = frame.bars[i];
            let (start, end) = (part.moved.start, part.moved.end);
            if left <= start || end <= right {
                if left < end && start < right {
                    strip.clear(left, right);
                }
                strip.bar(ctx, inks, scene, i, &lines);
            }
        }
        strip.repeat(&lines, side);
        bottom = f64::from(part.top + part.lines);
        strips.drawn(part.lane, any, labelled);
    }
    let (pixels, width, top) = strips.picture();
    let across = f64::from(width);
    // It covers what was there before.
    ctx.clear_rect(0.0, 0.0, across, f64::from(top));
    ctx.clear_rect(0.0, bottom, across, scene.height * ratio);
    put(ctx, pixels, width, top);
    inks.strips = strips;
}

/// A row's bars and columns, from the next that are not passed.
#[inline(never)]
fn of_row(
    frame: &Frame,
    row: u32,
    bar: &mut usize,
    column: &mut usize,
) -> (Range<usize>, Range<usize>) {
    let (bars, columns) = (*bar, *column);
    while frame.bars.get(*bar).is_some_and(|b| b.row <= row) {
        *bar += 1;
    }
    while frame.columns.get(*column).is_some_and(|c| c.row <= row) {
        *column += 1;
    }
    (bars..*bar, columns..*column)
}

/// Columns alone, from the canvas's corner: the map of the whole run.
pub fn strip(ctx: &CanvasRenderingContext2d, inks: &Inks, columns: &[Column], height: usize) {
    let width = columns.len();
    let pixels = &mut vec![CLEAR; width * height];
    let mut strip = Strip { pixels, top: 0, width, height };
    let colours = colours(inks, |class| match usize::from(class) + 1 {
        CLASSES => Ink::State(State::Overhead),
        _ => Ink::Task(class),
    });
    columns.iter().for_each(|column| strip.stack(column, &colours));
    strip.put(ctx);
}

fn colours(inks: &Inks, ink: impl Fn(u8) -> Ink) -> [Pixel; CLASSES] {
    std::array::from_fn(|class| inks.column_pixel(ink(class as u8)))
}

/// One row's pixels.
struct Strip<'a> {
    pixels: &'a mut [Pixel],
    top: i32,
    width: usize,
    height: usize,
}

impl Strip<'_> {
    fn put(&self, ctx: &CanvasRenderingContext2d) {
        put(ctx, self.pixels, self.width as u32, self.top);
    }

    /// What was between two columns is gone.
    fn clear(&mut self, left: i32, right: i32) {
        for line in self.pixels.chunks_exact_mut(self.width) {
            line[left as usize..right as usize].fill(CLEAR);
        }
    }

    /// Draws a bar but for some lines.
    fn bar(
        &mut self,
        ctx: &CanvasRenderingContext2d,
        inks: &mut Inks,
        scene: &Scene,
        i: usize,
        but: &Range<usize>,
    ) {
        let Some(ink) = scene.ink(&scene.frame.bars[i]) else { return };
        let shape = scene.shape(i, ink);
        let (x, y, w, h) = shape.rect;
        let across = |x: f64| (x as usize).min(self.width);
        let down = |y: f64| ((y as i32 - self.top).max(0) as usize).min(self.height);
        let (left, right, first, last) = (across(x), across(x + w), down(y), down(y + h));
        let (edge, flat) = (inks.edge_pixel(ink), inks.flat_pixel(ink));
        // What has no edges, or is nothing else.
        let plain = shape.stroke || ink == Ink::State(State::Running);
        let inside = if shape.stroke { edge } else { flat };
        let thin = if plain { 0 } else { shape.thin as usize };
        let bottom = if shape.bottom { last - thin.min(last) } else { last };
        let tile = inks.tile(ctx, ink).filter(|_| !plain);
        let mut line = first;
        while line < last {
            let pixels = &mut self.pixels[line * self.width + left..line * self.width + right];
            if line < first + thin || line >= bottom {
                pixels.fill(edge);
            } else {
                match tile {
                    Some(tile) => pave(pixels, tile, left as i32, line as i32 + self.top),
                    None => pixels.fill(inside),
                }
                let (side, end) = (thin.min(pixels.len()), pixels.len());
                if shape.left {
                    pixels[..side].fill(edge);
                }
                if shape.right {
                    pixels[end - side..].fill(edge);
                }
            }
            line += 1;
            if line == but.start {
                line = but.end;
            }
        }
    }

    /// A column once more, beside it.
    fn double(&mut self, x: usize) {
        if x + 1 < self.width {
            let mut at = x;
            while at + 1 < self.pixels.len() {
                self.pixels[at + 1] = self.pixels[at];
                at += self.width;
            }
        }
    }

    /// Fills lines by what is a pattern's side above them.
    fn repeat(&mut self, lines: &Range<usize>, side: usize) {
        for line in lines.clone() {
            let from = (line - side) * self.width;
            self.pixels.copy_within(from..from + self.width, line * self.width);
        }
    }

    /// Draws columns but those that are there already, or two of each.
    fn columns(
        &mut self,
        inks: &Inks,
        scene: &Scene,
        row: u32,
        columns: &[Column],
        there: &Range<i32>,
        coarse: bool,
    ) {
        let Some(lane) = scene.lane(row) else { return };
        let colours = colours(inks, |class| lane.ink(class));
        for column in columns {
            if !there.contains(&column.x) {
                self.stack(column, &colours);
            }
            if coarse {
                self.double(column.x as usize);
            }
        }
    }

    /// Shares stacked from the bottom; where two meet in one pixel it is blended,
    /// so that no share is rounded away. Heights are in 255ths of a pixel.
    fn stack(&mut self, column: &Column, colours: &[Pixel; CLASSES]) {
        const FULL: u32 = 255;
        let (x, height) = (column.x as usize, self.height as u32);
        let (width, pixels) = (self.width, &mut *self.pixels);
        let mut at = width * self.height + x;
        // The pixel that is not full yet: what of it is covered, and by what.
        let (mut covered, mut sum) = (0, [0u32; 3]);
        let mut next = 0;
        while next < CLASSES {
            let class = next;
            next += 1;
            let (mut rest, colour) = (u32::from(column.shares[class]) * height, colours[class]);
            if rest == 0 {
                continue;
            }
            if covered > 0 {
                let part = rest.min(FULL - covered);
                add(&mut sum, colour, part);
                (covered, rest) = (covered + part, rest - part);
                if covered < FULL {
                    continue;
                }
                at -= width;
                pixels[at] = blended(sum, FULL);
            }
            while rest >= FULL {
                at -= width;
                pixels[at] = colour;
                rest -= FULL;
            }
            (covered, sum) = (rest, [0; 3]);
            add(&mut sum, colour, rest);
        }
        if covered > 0 {
            pixels[at - width] = blended(sum, covered);
        }
    }
}

#[inline(always)]
fn add(sum: &mut [u32; 3], colour: Pixel, part: u32) {
    sum[0] += u32::from(colour[0]) * part;
    sum[1] += u32::from(colour[1]) * part;
    sum[2] += u32::from(colour[2]) * part;
}

#[inline(always)]
fn blended([r, g, b]: [u32; 3], covered: u32) -> Pixel {
    [(r / covered) as u8, (g / covered) as u8, (b / covered) as u8, covered as u8]
}

fn put(ctx: &CanvasRenderingContext2d, pixels: &[Pixel], width: u32, top: i32) {
    let bytes = Clamped(pixels.as_flattened());
    if let Ok(image) = ImageData::new_with_u8_clamped_array(bytes, width) {
        let _ = ctx.put_image_data(&image, 0.0, f64::from(top));
    }
}

/// Fills by a pattern that begins at the canvas's corner.
fn pave(line: &mut [Pixel], tile: &Tile, x: i32, y: i32) {
    let side = tile.side as i32;
    let row = y.rem_euclid(side) as usize * tile.side;
    let pattern = &tile.pixels[row..row + tile.side];
    let mut at = x.rem_euclid(side) as usize;
    for pixel in line {
        *pixel = pattern[at];
        at = if at + 1 == tile.side { 0 } else { at + 1 };
    }
}
