//! Paints a display list on a canvas, in device pixels.
//!
//! Bars are grouped by ink, so that a fill is set a dozen times and not a
//! thousand; columns of shares go through a pixel buffer, a row at a time.

use super::browser::px;
use super::ink::Inks;
use super::strokes;
use crate::base::sort;
use crate::trace::State;
use crate::ui::theme::Theme;
use crate::view::{
    Arrow, Bar, CLASSES, Column, Frame, Ink, Label, LaneKind, MarkKind, Rows, Ruler, RunView, Scale,
};
use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, ImageData};

/// Height of the ruler above the rows, in CSS pixels.
pub const RULER: f64 = 28.0;
/// A bar's distance from its row's top, and its height.
const BAR_TOP: f64 = 5.0;
const BAR_HEIGHT: f64 = 20.0;
/// A holder's bar leaves room below for those who wait.
const HOLDER_HEIGHT: f64 = 14.0;
const WAITER_TOP: f64 = 20.0;
const WAITER_STEP: f64 = 3.0;
/// The least widths, in CSS pixels, of a hatched bar, of one with sides, and of
/// one that leaves a gap: narrower, their edges would be all there is.
const HATCH_MIN: f64 = 7.0;
const SIDES_MIN: f64 = 5.0;
const GAP_MIN: i32 = 4;
pub const FONT_SIZE: f64 = 12.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/// Everything one painting needs.
pub struct Scene<'a> {
    pub run: &'a RunView,
    pub rows: &'a Rows,
    pub frame: &'a Frame,
    pub labels: &'a [Label],
    pub ruler: &'a Ruler,
    /// The ruler's labels, one a major tick.
    pub ticks: &'a [String],
    pub scale: &'a Scale,
    /// Of the task that is pointed at.
    pub arrows: &'a [Arrow],
    /// The line of the script that is pointed at.
    pub line: Option<u32>,
    /// CSS pixels that the rows are scrolled up.
    pub scroll: f64,
    /// CSS pixels of the canvas.
    pub height: f64,
}

pub fn set_font(ctx: &CanvasRenderingContext2d, ratio: f64) {
    ctx.set_font(&format!("{} {FONT}", px(FONT_SIZE * ratio)));
}

pub fn paint(ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene) {
    let ratio = scene.scale.ratio;
    let (width, height) = (f64::from(scene.scale.columns()), scene.height * ratio);
    ctx.clear_rect(0.0, 0.0, width, height);
    ctx.save();
    ctx.begin_path();
    ctx.rect(0.0, (RULER * ratio).round(), width, height);
    ctx.clip();
    grid_lines(ctx, inks, scene);
    columns(ctx, inks, scene);
    bars(ctx, inks, scene);
    waiters(ctx, inks, scene);
    labels(ctx, inks, scene);
    marks(ctx, inks, scene);
    if let Some(line) = scene.line {
        strokes::underline(ctx, inks, scene, line);
    }
    strokes::arrows(ctx, inks, scene, scene.arrows);
    ctx.restore();
    ruler(ctx, inks, scene);
}

impl Scene<'_> {
    fn lane(&self, row: u32) -> Option<&crate::view::Lane> {
        self.rows.lane(row as usize).map(|lane| &self.run.lanes[lane])
    }

    /// Top and height of a row's bars, in device pixels.
    pub fn bar_box(&self, row: u32) -> (f64, f64) {
        let top = self.rows.rows[row as usize].top + RULER + BAR_TOP - self.scroll;
        let held = self.lane(row).is_some_and(|l| l.kind.has_waiters());
        let height = if held { HOLDER_HEIGHT } else { BAR_HEIGHT };
        let ratio = self.scale.ratio;
        ((top * ratio).round(), (height * ratio).round())
    }

    fn ink(&self, bar: &Bar) -> Option<Ink> {
        self.lane(bar.row).map(|lane| lane.ink(bar.class))
    }
}

fn grid_lines(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    ctx.set_fill_style_str(&inks.chrome.line);
    let thin = scene.scale.ratio.round().max(1.0);
    for tick in scene.ruler.ticks.iter().filter(|t| t.major) {
        ctx.fill_rect((tick.x * scene.scale.ratio).round(), 0.0, thin, scene.height * thin);
    }
}

fn bars(ctx: &CanvasRenderingContext2d, inks: &mut Inks, scene: &Scene) {
    let bars = &scene.frame.bars;
    let mut by_ink: Vec<(Ink, usize)> =
        (0..bars.len()).filter_map(|i| Some((scene.ink(&bars[i])?, i))).collect();
    sort(&mut by_ink, &|a, b| a < b);
    let thin = scene.scale.ratio.round().max(1.0);
    for group in by_ink.chunk_by(|a, b| a.0 == b.0) {
        let ink = group[0].0;
        let boxes = group.iter().map(|&(_, i)| {
            let (top, height) = scene.bar_box(bars[i].row);
            let goes_on = goes_on(bars, i);
            let (left, width) = inner(&bars[i], goes_on, thin as i32);
            (left, top, width, height, bars[i].joined, goes_on)
        });
        inks.fill(ctx, ink);
        if ink == Ink::State(State::Running) {
            boxes.for_each(|(x, y, w, h, ..)| ctx.fill_rect(x, y, w, h));
            continue;
        }
        // Too narrow for its hatching, overhead is a dark stroke.
        let stroke = |w: f64| ink == Ink::State(State::Overhead) && w < HATCH_MIN * thin;
        for (x, y, w, h, ..) in boxes.clone().filter(|b| !stroke(b.2)) {
            ctx.fill_rect(x, y, w, h);
        }
        ctx.set_fill_style_str(&inks.edge(ink));
        for (x, y, w, h, joined, goes_on) in boxes {
            if stroke(w) {
                ctx.fill_rect(x, y, w, h);
                continue;
            }
            ctx.fill_rect(x, y, w, thin);
            ctx.fill_rect(x, y + h - thin, w, thin);
            if w >= SIDES_MIN * thin && !goes_on {
                ctx.fill_rect(x + w - thin, y, thin, h);
            }
            if w >= SIDES_MIN * thin && !joined {
                ctx.fill_rect(x, y, thin, h);
            }
        }
    }
}

fn goes_on(bars: &[Bar], i: usize) -> bool {
    bars.get(i + 1).is_some_and(|next| next.row == bars[i].row && next.joined)
}

/// Left edge and width of a bar; one thin gap before the next one, unless that
/// carries this one on.
fn inner(bar: &Bar, goes_on: bool, thin: i32) -> (f64, f64) {
    let gap = if goes_on || bar.right - bar.left < GAP_MIN * thin { 0 } else { thin };
    (f64::from(bar.left), f64::from(bar.right - bar.left - gap))
}

fn waiters(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    let ratio = scene.scale.ratio;
    for bar in &scene.frame.waiters {
        let gil = scene.lane(bar.row).is_some_and(|l| matches!(l.kind, LaneKind::Gil(_)));
        let state = if gil { State::Gil } else { State::Lock };
        ctx.set_fill_style_str(&inks.edge(Ink::State(state)));
        let row = scene.rows.rows[bar.row as usize].top + RULER - scene.scroll;
        for line in 0..bar.class {
            let y = ((row + WAITER_TOP + f64::from(line) * WAITER_STEP) * ratio).round();
            let (x, width) = (f64::from(bar.left), f64::from(bar.right - bar.left));
            ctx.fill_rect(x, y, width, (2.0 * ratio).round());
        }
    }
}

fn labels(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    let ratio = scene.scale.ratio;
    set_font(ctx, ratio);
    ctx.set_text_baseline("middle");
    ctx.set_text_align("center");
    for label in scene.labels {
        let bar = &scene.frame.bars[label.bar];
        let Some(ink) = scene.ink(bar) else { continue };
        let (top, height) = scene.bar_box(bar.row);
        let (x, y) = ((label.x * ratio).round(), top + (height / 2.0).round() + ratio * 0.5);
        if ink.pattern() != crate::view::Pattern::Solid || inks.theme == Theme::Contrast {
            plate(ctx, inks, ink, (x, top, label.width * ratio, height));
        }
        ctx.set_fill_style_str(inks.label(ink));
        let _ = ctx.fill_text(&label.text, x, y);
    }
}

/// A calm ground for words on a pattern.
fn plate(
    ctx: &CanvasRenderingContext2d,
    inks: &Inks,
    ink: Ink,
    (middle, top, width, height): (f64, f64, f64, f64),
) {
    if ink == Ink::State(State::Running) {
        return;
    }
    let (room, inset) = (3.0 * inks.ratio, (2.0 * inks.ratio).round());
    ctx.set_fill_style_str(&inks.chrome.background);
    let (x, width) = ((middle - width / 2.0 - room).round(), (width + 2.0 * room).round());
    ctx.fill_rect(x, top + inset, width, height - 2.0 * inset);
}

fn marks(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    let ratio = scene.scale.ratio;
    for mark in &scene.frame.marks {
        let (top, height) = scene.bar_box(mark.row);
        let x = f64::from(mark.x);
        match mark.kind {
            MarkKind::Ended => {
                ctx.set_fill_style_str(&inks.chrome.muted);
                let (over, width) = ((2.0 * ratio).round(), (2.0 * ratio).round());
                ctx.fill_rect(x - ratio.round(), top - over, width, height + 2.0 * over);
            }
            MarkKind::Failed => {
                ctx.set_stroke_style_str(inks.failed());
                ctx.set_line_width(2.5 * ratio);
                let (reach, x, y) = (5.0 * ratio, x + 7.0 * ratio, top + height / 2.0);
                ctx.begin_path();
                ctx.move_to(x - reach, y - reach);
                ctx.line_to(x + reach, y + reach);
                ctx.move_to(x - reach, y + reach);
                ctx.line_to(x + reach, y - reach);
                ctx.stroke();
            }
        }
    }
}

fn ruler(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    let ratio = scene.scale.ratio;
    let thin = ratio.round().max(1.0);
    let bottom = (RULER * ratio).round();
    // Rows scrolled under the ruler may have left pixels there.
    ctx.clear_rect(0.0, 0.0, f64::from(scene.scale.columns()), bottom);
    set_font(ctx, ratio);
    ctx.set_text_baseline("middle");
    let mut texts = scene.ticks.iter();
    for tick in &scene.ruler.ticks {
        let x = (tick.x * ratio).round();
        let length = if tick.major { 7.0 } else { 4.0 } * ratio;
        ctx.set_fill_style_str(&inks.chrome.muted);
        ctx.fill_rect(x, bottom - length, thin, length);
        let Some(text) = tick.major.then(|| texts.next()).flatten() else { continue };
        // A label at an edge stays whole: it moves in, or goes if it cannot.
        let half = width(ctx, text) / 2.0;
        let last = f64::from(scene.scale.columns()) - half;
        if x > last + 1.0 {
            continue;
        }
        ctx.set_fill_style_str(&inks.chrome.text);
        ctx.set_text_align("center");
        let _ = ctx.fill_text(text, x.max(half + 2.0 * ratio), 11.0 * ratio);
    }
}

/// Width of a text in the current font, in device pixels.
pub fn width(ctx: &CanvasRenderingContext2d, text: &str) -> f64 {
    ctx.measure_text(text).map_or(0.0, |m| m.width())
}

/// Columns of one row that touch become one picture: shares stacked from the
/// bottom, the edge between two blended, so that no share is rounded away.
fn columns(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    let run_on = |a: &Column, b: &Column| a.row == b.row && a.x + 1 == b.x;
    let mut pixels: Vec<u8> = Vec::new();
    for columns in scene.frame.columns.chunk_by(run_on) {
        let (Some(lane), first) = (scene.lane(columns[0].row), columns[0]) else { continue };
        let (top, height) = scene.bar_box(first.row);
        let colours: [[f32; 3]; CLASSES] = std::array::from_fn(|class| {
            let rgb = inks.flat(lane.ink(class as u8)).0;
            [16, 8, 0].map(|shift| ((rgb >> shift) & 255) as f32)
        });
        pixels.clear();
        pixels.resize(columns.len() * height as usize * 4, 0);
        for (x, column) in columns.iter().enumerate() {
            stack(&mut pixels, column, &colours, (x, columns.len(), height as usize));
        }
        let (width, height) = (columns.len() as u32, height as u32);
        let data = Clamped(pixels.as_slice());
        if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(data, width, height) {
            let _ = ctx.put_image_data(&image, f64::from(first.x), top);
        }
    }
}

fn stack(
    pixels: &mut [u8],
    column: &Column,
    colours: &[[f32; 3]; CLASSES],
    (x, width, height): (usize, usize, usize),
) {
    let share_to_px = height as f32 / 255.0;
    let mut from = 0.0f32;
    for (class, &share) in column.shares.iter().enumerate().filter(|(_, s)| **s > 0) {
        let to = from + f32::from(share) * share_to_px;
        for y in from as usize..(to.ceil() as usize).min(height) {
            let cover = to.min(y as f32 + 1.0) - from.max(y as f32);
            let at = ((height - 1 - y) * width + x) * 4;
            let pixel = &mut pixels[at..at + 4];
            // Colours are weighted by cover; alpha adds up.
            let before = f32::from(pixel[3]) / 255.0;
            let after = (before + cover).min(1.0);
            for (channel, &colour) in pixel.iter_mut().zip(&colours[class]) {
                *channel = ((f32::from(*channel) * before + colour * cover) / after) as u8;
            }
            pixel[3] = (after * 255.0) as u8;
        }
        from = to;
    }
}
