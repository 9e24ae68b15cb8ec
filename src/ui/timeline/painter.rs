//! Paints a display list on a canvas, in device pixels.
//!
//! Everyday pictures are a few hundred bars, filled by the canvas. Thousands of
//! them, and columns of shares, are filled in a buffer (`raster`).

use super::browser::px;
use super::ink::Inks;
use super::strips::Part;
use super::{raster, strokes};
use crate::base::{TaskId, sort};
use crate::trace::State;
use crate::ui::theme::Theme;
use crate::view::{
    Arrow, Bar, Frame, Ink, Label, Lane, LaneKind, MarkKind, Rows, Ruler, RunView, Scale,
};
use web_sys::CanvasRenderingContext2d;

/// Room for a label of the ruler, in CSS pixels.
pub const TICK_ROOM: f64 = 62.0;
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
pub const GAP_MIN: i32 = 4;
/// Words do not fit into lower bars, in CSS pixels.
const LOW: f64 = 14.0;
/// How much of everything else goes while one task's story is told.
const VEIL: f64 = 0.6;
pub const FONT_SIZE: f64 = 12.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/// Everything one painting needs.
pub struct Scene<'a> {
    pub run: &'a RunView,
    pub rows: &'a Rows,
    pub frame: &'a Frame,
    /// In a crowd, what of each row is in `frame`; else nothing.
    pub parts: &'a [Part],
    pub labels: &'a [Label],
    pub ruler: &'a Ruler,
    /// The ruler's labels, one a major tick.
    pub ticks: &'a [String],
    pub scale: &'a Scale,
    /// Of the task that is pointed at.
    pub arrows: &'a [Arrow],
    /// Whose story is told: everything else is paled.
    pub story: Option<TaskId>,
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
    // A crowd's picture covers what was there.
    if scene.parts.is_empty() {
        ctx.clear_rect(0.0, 0.0, width, height);
    }
    ctx.save();
    ctx.begin_path();
    ctx.rect(0.0, (RULER * ratio).round(), width, height);
    ctx.clip();
    let rastered = raster::rows(ctx, inks, scene);
    if !rastered.every {
        bars(ctx, inks, scene, &|bar| !rastered.contains(bar.row));
    }
    waiters(ctx, inks, scene);
    labels(ctx, inks, scene, &|_| true);
    if let Some(task) = scene.story {
        let own = |bar: &Bar| scene.task(bar) == Some(task);
        veil(ctx, scene);
        bars(ctx, inks, scene, &own);
        labels(ctx, inks, scene, &own);
    }
    marks(ctx, inks, scene);
    grid_lines(ctx, inks, scene);
    if let Some(line) = scene.line {
        strokes::underline(ctx, inks, scene, line);
    }
    strokes::arrows(ctx, inks, scene, scene.arrows);
    ctx.restore();
    ruler(ctx, inks, scene);
}

impl Scene<'_> {
    pub fn lane(&self, row: u32) -> Option<&Lane> {
        self.rows.lane(row as usize).map(|lane| &self.run.lanes[lane])
    }

    /// Top and height of a row's bars, in device pixels.
    pub fn bar_box(&self, row: u32) -> (f64, f64) {
        bar_box(self.run, self.rows, row as usize, self.scroll, self.scale.ratio)
    }

    /// Whose bar it is.
    fn task(&self, bar: &Bar) -> Option<TaskId> {
        self.run.task(self.rows.lane(bar.row as usize)?, bar.span as usize)
    }

    pub fn ink(&self, bar: &Bar) -> Option<Ink> {
        self.lane(bar.row).map(|lane| lane.ink(bar.class))
    }

    /// How bar `i` is drawn.
    pub fn shape(&self, i: usize, ink: Ink) -> Shape {
        let bars = &self.frame.bars;
        let bar = &bars[i];
        let thin = self.scale.ratio.round().max(1.0);
        let goes_on = bars.get(i + 1).is_some_and(|next| next.row == bar.row && next.joined);
        let level = matches!(ink, Ink::Level(_));
        // One thin gap before the next one, unless that carries this one on.
        let length = bar.right - bar.left;
        let gap = if goes_on || level || length < GAP_MIN * thin as i32 { 0.0 } else { thin };
        let width = f64::from(length) - gap;
        let (top, full) = self.bar_box(bar.row);
        let height = (full * self.lane(bar.row).map_or(1.0, |l| l.level(bar.class))).round();
        let sides = width >= SIDES_MIN * thin;
        Shape {
            rect: (f64::from(bar.left), top + full - height, width, height),
            thin,
            left: sides && !bar.joined && !level,
            right: sides && !goes_on && !level,
            bottom: !level,
            // Too narrow for its hatching, overhead is a dark stroke.
            stroke: ink == Ink::State(State::Overhead) && width < HATCH_MIN * thin,
        }
    }
}

/// Top and height of a row's bars, in device pixels.
pub fn bar_box(run: &RunView, rows: &Rows, row: usize, scroll: f64, ratio: f64) -> (f64, f64) {
    let top = rows.rows[row].top + RULER + BAR_TOP - scroll;
    let waiters = rows.lane(row).is_some_and(|lane| run.lanes[lane].kind.has_waiters());
    let height = if waiters { HOLDER_HEIGHT } else { BAR_HEIGHT };
    ((top * ratio).round(), (height * ratio).round())
}

/// Left, top, width, height in device pixels.
pub type Rect = (f64, f64, f64, f64);

/// A bar as rectangles: the painter fills them on the canvas, `raster` in a
/// buffer, so that both look the same.
#[derive(Clone, Copy)]
pub struct Shape {
    pub rect: Rect,
    pub thin: f64,
    /// Which sides have an edge; the top always has one.
    pub left: bool,
    pub right: bool,
    pub bottom: bool,
    /// All of it is edge.
    pub stroke: bool,
}

impl Shape {
    pub fn edges(&self, fill: &mut dyn FnMut(Rect)) {
        let ((x, y, w, h), thin) = (self.rect, self.thin);
        if self.stroke {
            return fill(self.rect);
        }
        fill((x, y, w, thin));
        if self.bottom {
            fill((x, y + h - thin, w, thin));
        }
        if self.right {
            fill((x + w - thin, y, thin, h));
        }
        if self.left {
            fill((x, y, thin, h));
        }
    }
}

/// Behind everything that was drawn before.
fn grid_lines(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene) {
    ctx.set_fill_style_str(&inks.chrome.line);
    let _ = ctx.set_global_composite_operation("destination-over");
    let thin = scene.scale.ratio.round().max(1.0);
    for tick in scene.ruler.ticks.iter().filter(|t| t.major) {
        ctx.fill_rect((tick.x * scene.scale.ratio).round(), 0.0, thin, scene.height * thin);
    }
    let _ = ctx.set_global_composite_operation("source-over");
}

/// Pales everything drawn so far.
fn veil(ctx: &CanvasRenderingContext2d, scene: &Scene) {
    let _ = ctx.set_global_composite_operation("destination-out");
    ctx.set_global_alpha(VEIL);
    let ratio = scene.scale.ratio;
    ctx.fill_rect(0.0, 0.0, f64::from(scene.scale.columns()), scene.height * ratio);
    ctx.set_global_alpha(1.0);
    let _ = ctx.set_global_composite_operation("source-over");
}

/// Bars of some rows, grouped by ink so that a fill is set a dozen times and
/// not a thousand.
fn bars(
    ctx: &CanvasRenderingContext2d,
    inks: &mut Inks,
    scene: &Scene,
    wanted: &dyn Fn(&Bar) -> bool,
) {
    let bars = &scene.frame.bars;
    let mut by_ink: Vec<(Ink, usize)> = (0..bars.len())
        .filter(|&i| wanted(&bars[i]))
        .filter_map(|i| Some((scene.ink(&bars[i])?, i)))
        .collect();
    sort(&mut by_ink, &|a, b| a < b);
    let mut fill = |(x, y, w, h): Rect| ctx.fill_rect(x, y, w, h);
    for group in by_ink.chunk_by(|a, b| a.0 == b.0) {
        let ink = group[0].0;
        let shapes = group.iter().map(|&(_, i)| scene.shape(i, ink));
        inks.fill(ctx, ink);
        shapes.clone().filter(|shape| !shape.stroke).for_each(|shape| fill(shape.rect));
        if ink != Ink::State(State::Running) {
            ctx.set_fill_style_str(&inks.edge(ink));
            shapes.for_each(|shape| shape.edges(&mut fill));
        }
    }
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

fn labels(
    ctx: &CanvasRenderingContext2d,
    inks: &Inks,
    scene: &Scene,
    wanted: &dyn Fn(&Bar) -> bool,
) {
    let ratio = scene.scale.ratio;
    set_font(ctx, ratio);
    ctx.set_text_baseline("middle");
    ctx.set_text_align("center");
    // First every ground, then words by their colours: to set a fill takes a
    // third of what it takes to write a word.
    ctx.set_fill_style_str(&inks.chrome.background);
    let mut texts = Vec::new();
    for label in scene.labels {
        let bar = &scene.frame.bars[label.bar];
        let Some(ink) = scene.ink(bar).filter(|_| wanted(bar)) else { continue };
        let (_, top, _, height) = scene.shape(label.bar, ink).rect;
        // A low bar of a queue has its number above it.
        let middle = if height < LOW * ratio { -LOW / 2.0 * ratio } else { height / 2.0 };
        let (x, y) = ((label.x * ratio).round(), top + middle.round() + ratio * 0.5);
        if has_plate(inks, ink) {
            let (room, inset) = (3.0 * ratio, (2.0 * ratio).round());
            let width = label.width * ratio;
            let (left, width) = ((x - width / 2.0 - room).round(), (width + 2.0 * room).round());
            ctx.fill_rect(left, top + inset, width, height - 2.0 * inset);
        }
        texts.push((inks.label(ink), &label.text, x, y));
    }
    let mut fill = "";
    for (colour, text, x, y) in texts {
        if colour != fill {
            ctx.set_fill_style_str(colour);
            fill = colour;
        }
        let _ = ctx.fill_text(text, x, y);
    }
}

/// Whether words on bars of an ink have a calm ground below them.
fn has_plate(inks: &Inks, ink: Ink) -> bool {
    let level = matches!(ink, Ink::Level(_));
    let solid = ink.pattern() == crate::view::Pattern::Solid && inks.theme != Theme::Contrast;
    !level && !solid && ink != Ink::State(State::Running)
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
            MarkKind::Race => race_mark(ctx, inks, x, top, ratio),
            kind @ (MarkKind::Deadline | MarkKind::Missed) => {
                let met = kind == MarkKind::Deadline;
                let colour = if met { &inks.chrome.muted } else { inks.failed() };
                for (colour, wide) in [(&*inks.chrome.background, 4.0), (colour, 2.0)] {
                    ctx.set_fill_style_str(colour);
                    let line = if met { 0.0 } else { wide * ratio };
                    ctx.fill_rect(x - line / 2.0, top, line, height);
                }
                triangle(ctx, inks, colour, (x, top + 5.0 * ratio, top - 3.0 * ratio));
            }
            MarkKind::Failed => {
                // Behind the bar; over its end where the picture ends with it.
                let last = f64::from(scene.scale.columns()) - 6.0 * ratio;
                let (reach, x, y) = (4.0 * ratio, x + 6.0 * ratio, top + height / 2.0);
                let x = if x > last { last } else { x };
                ctx.begin_path();
                ctx.move_to(x - reach, y - reach);
                ctx.line_to(x + reach, y + reach);
                ctx.move_to(x - reach, y + reach);
                ctx.line_to(x + reach, y - reach);
                for (colour, wide) in [(&*inks.chrome.background, 5.0), (inks.failed(), 2.5)] {
                    ctx.set_stroke_style_str(colour);
                    ctx.set_line_width(wide * ratio);
                    ctx.stroke();
                }
            }
        }
    }
}

/// A warning sign at the upper edge of the bar.
fn race_mark(ctx: &CanvasRenderingContext2d, inks: &Inks, x: f64, top: f64, ratio: f64) {
    let top = top - 3.0 * ratio;
    triangle(ctx, inks, inks.failed(), (x, top, top + 10.0 * ratio));
    ctx.set_fill_style_str(&inks.chrome.background);
    ctx.fill_rect(x - 0.75 * ratio, top + 3.5 * ratio, 1.5 * ratio, 3.0 * ratio);
    ctx.fill_rect(x - 0.75 * ratio, top + 7.2 * ratio, 1.5 * ratio, 1.4 * ratio);
}

/// From its point to its base, upright or hanging, set off from what is below.
fn triangle(
    ctx: &CanvasRenderingContext2d,
    inks: &Inks,
    colour: &str,
    (x, tip, base): (f64, f64, f64),
) {
    let half = 6.0 * inks.ratio;
    ctx.begin_path();
    ctx.move_to(x, tip);
    ctx.line_to(x + half, base);
    ctx.line_to(x - half, base);
    ctx.close_path();
    ctx.set_fill_style_str(colour);
    ctx.fill();
    ctx.set_line_width(1.5 * inks.ratio);
    ctx.set_stroke_style_str(&inks.chrome.background);
    ctx.stroke();
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
        let columns = f64::from(scene.scale.columns());
        let inner = TICK_ROOM * ratio < x && x < columns - TICK_ROOM * ratio;
        let half = if inner { 0.0 } else { width(ctx, text) / 2.0 };
        let last = columns - half;
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
