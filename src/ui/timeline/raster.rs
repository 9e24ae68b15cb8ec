//! Rows with more in them than the canvas can be told bar by bar: filled in a
//! pixel buffer, and put on the canvas a row at a time.
//!
//! A call to the canvas takes longer than the pixels of a narrow bar. What is
//! filled here looks as what `painter` fills: both draw the same shapes.

use super::ink::{Inks, Tile};
use super::painter::{Rect, Scene};
use crate::trace::State;
use crate::view::{CLASSES, Column, Ink};
use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, ImageData};

/// So many bars the canvas is told one by one.
const MANY: usize = 1_000;
const CLEAR: Pixel = [0; 4];

/// Red, green, blue, alpha.
pub type Pixel = [u8; 4];

/// The rows that are done.
pub struct Rastered {
    every: bool,
    rows: Vec<u32>,
}

impl Rastered {
    pub fn contains(&self, row: u32) -> bool {
        self.every || self.rows.binary_search(&row).is_ok()
    }
}

/// Draws the rows that have columns, or all where there are many bars.
pub fn rows(ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene) -> Rastered {
    let frame = scene.frame;
    let mut done = Rastered { every: frame.bars.len() > MANY, rows: Vec::new() };
    let mut strip = Strip { pixels: std::mem::take(&mut inks.pixels), ..Strip::default() };
    let (mut bar, mut column) = (0, 0);
    while bar < frame.bars.len() || column < frame.columns.len() {
        let row_of_bar = frame.bars.get(bar).map_or(u32::MAX, |b| b.row);
        let row_of_column = frame.columns.get(column).map_or(u32::MAX, |c| c.row);
        let row = row_of_bar.min(row_of_column);
        let bars = bar..bar + frame.bars[bar..].partition_point(|b| b.row <= row);
        let columns = column..column + frame.columns[column..].partition_point(|c| c.row <= row);
        (bar, column) = (bars.end, columns.end);
        if !done.every && columns.is_empty() {
            continue;
        }
        let (first, last) = (&frame.columns[columns.clone()], &frame.bars[bars.clone()]);
        strip.begin(scene, row, first, last);
        strip.columns(inks, scene, row, first);
        for i in bars {
            strip.bar(ctx, inks, scene, i);
        }
        strip.put(ctx);
        done.rows.push(row);
    }
    inks.pixels = strip.pixels;
    done
}

/// Columns alone, from the canvas's corner: the map of the whole run.
pub fn strip(ctx: &CanvasRenderingContext2d, inks: &Inks, columns: &[Column], height: usize) {
    let width = columns.len();
    let pixels = vec![CLEAR; width * height];
    let mut strip = Strip { pixels, width, height, ..Strip::default() };
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

/// One row's bars, from the first that is drawn to the last.
#[derive(Default)]
struct Strip {
    pixels: Vec<Pixel>,
    left: i32,
    top: i32,
    width: usize,
    height: usize,
}

impl Strip {
    fn begin(&mut self, scene: &Scene, row: u32, columns: &[Column], bars: &[crate::view::Bar]) {
        let starts = columns.first().map(|c| c.x).into_iter().chain(bars.first().map(|b| b.left));
        let ends = columns.last().map(|c| c.x + 1).into_iter().chain(bars.last().map(|b| b.right));
        let (top, height) = scene.bar_box(row);
        self.left = starts.min().unwrap_or(0);
        self.top = top as i32;
        self.width = (ends.max().unwrap_or(0) - self.left).max(0) as usize;
        self.height = height as usize;
        self.pixels.resize(self.width * self.height, CLEAR);
        self.pixels.fill(CLEAR);
    }

    fn put(&self, ctx: &CanvasRenderingContext2d) {
        let bytes = Clamped(self.pixels.as_flattened());
        let (width, height) = (self.width as u32, self.height as u32);
        if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(bytes, width, height) {
            let _ = ctx.put_image_data(&image, f64::from(self.left), f64::from(self.top));
        }
    }

    fn bar(&mut self, ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene, i: usize) {
        let Some(ink) = scene.ink(&scene.frame.bars[i]) else { return };
        let shape = scene.shape(i, ink);
        let (edge, flat) = (inks.edge_pixel(ink), inks.flat_pixel(ink));
        // What has no edges, or is nothing else.
        if shape.stroke || ink == Ink::State(State::Running) {
            let pixel = if shape.stroke { edge } else { flat };
            return self.lines(shape.rect, |line, _, _| line.fill(pixel));
        }
        let (x, y, _, height) = shape.rect;
        let (left, top, thin) = (x as i32, y as i32, shape.thin as i32);
        let bottom = top + height as i32 - if shape.bottom { thin } else { 0 };
        let tile = inks.tile(ctx, ink);
        self.lines(shape.rect, |line, from, y| {
            if y < top + thin || y >= bottom {
                return line.fill(edge);
            }
            match tile {
                Some(tile) => pave(line, tile, from, y),
                None => line.fill(flat),
            }
            let side = (thin as usize).min(line.len());
            if shape.left && from == left {
                line[..side].fill(edge);
            }
            if shape.right {
                let end = line.len();
                line[end - side..].fill(edge);
            }
        });
    }

    /// The lines of pixels that a rectangle covers, each with its place on the canvas.
    fn lines(&mut self, (x, y, w, h): Rect, mut each: impl FnMut(&mut [Pixel], i32, i32)) {
        let (x, y) = (x as i32 - self.left, y as i32 - self.top);
        let from = (x.max(0) as usize).min(self.width);
        let to = ((x + w as i32).max(0) as usize).min(self.width).max(from);
        let (first, last) = (y.max(0) as usize, ((y + h as i32).max(0) as usize).min(self.height));
        for line in first..last {
            let start = line * self.width;
            let pixels = &mut self.pixels[start + from..start + to];
            each(pixels, self.left + from as i32, self.top + line as i32);
        }
    }

    fn columns(&mut self, inks: &Inks, scene: &Scene, row: u32, columns: &[Column]) {
        let Some(lane) = scene.lane(row) else { return };
        let colours = colours(inks, |class| lane.ink(class));
        for column in columns {
            self.stack(column, &colours);
        }
    }

    /// Shares stacked from the bottom; where two meet in one pixel it is blended,
    /// so that no share is rounded away. Heights are in 255ths of a pixel.
    fn stack(&mut self, column: &Column, colours: &[Pixel; CLASSES]) {
        const FULL: u32 = 255;
        let (x, height) = ((column.x - self.left) as usize, self.height as u32);
        let (width, pixels) = (self.width, &mut self.pixels[..]);
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
