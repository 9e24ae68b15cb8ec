//! From state to pixels: sizes the canvas, lays out, paints, and places what
//! moves over the canvas without repainting it.

use super::acts::Timeline;
use super::browser::{Box, device_pixel_ratio, px};
use super::describe::BarScribe;
use super::ink::{Chrome, Inks};
use super::painter::{self, RULER, Scene, TICK_ROOM};
use super::strips::Part;
use crate::view::{Frame, Hit, Rows, RunView, Scale, arrows, between, labels, ruler};
use crate::words::timeline::{duration, tick};
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

/// The bar's distance from its row's top, and its height, for the rings.
const BAR_TOP: f64 = 5.0;
const BAR_HEIGHT: f64 = 20.0;
/// The tip's distance from what it is about.
const TIP_GAP: f64 = 10.0;

/// The picture's place on the screen, in CSS pixels. Asked for once a frame and
/// before anything is moved: asking in between lays the page out again.
#[derive(Default)]
pub struct Sight {
    pub width: f64,
    height: f64,
    scroll: f64,
    pub ratio: f64,
}

impl Timeline {
    pub fn look(&mut self) {
        let stage = self.nodes.stage.cast::<HtmlElement>();
        let body = self.nodes.body.cast::<HtmlElement>();
        if let (Some(stage), Some(body)) = (stage, body) {
            self.sight = Sight {
                width: f64::from(stage.client_width()),
                height: f64::from(body.client_height()),
                scroll: f64::from(body.scroll_top()),
                ratio: device_pixel_ratio(),
            };
        }
    }

    pub fn scroll(&self) -> f64 {
        self.sight.scroll
    }

    /// CSS pixels of the canvas: what of the rows can be seen.
    fn visible_height(&self) -> f64 {
        self.sight.height.min(RULER + self.rows.height).max(RULER)
    }

    pub fn draw(&mut self, ctx: &Context<Self>) {
        let scale = self.scale();
        let height = self.visible_height();
        let Some(canvas) = self.nodes.canvas.cast::<HtmlCanvasElement>() else { return };
        let Some(context) = context(&canvas) else { return };
        let (theme, chrome) = (ctx.props().theme, Chrome::of(&canvas));
        let overlay = self.nodes.overlay.cast::<HtmlElement>();
        if let Some(overlay) = overlay.filter(|_| fit(&canvas, &scale, height)) {
            let _ = overlay.style().set_property("height", &px(height));
        }
        let mut inks = match self.inks.take() {
            Some(inks) if inks.ratio == scale.ratio && inks.chrome == chrome => inks,
            _ => Inks::new(theme, scale.ratio, chrome),
        };
        self.paint_scene(ctx, &context, &mut inks, &scale, height);
        self.inks = Some(inks);
    }

    fn paint_scene(
        &self,
        ctx: &Context<Self>,
        context: &CanvasRenderingContext2d,
        inks: &mut Inks,
        scale: &Scale,
        height: f64,
    ) {
        let props = ctx.props();
        let (run, rows, scroll) = (&*props.run, &*self.rows, self.scroll());
        let first = rows.at(scroll).unwrap_or(0);
        let last = rows.at(scroll + height).map_or(rows.rows.len(), |row| row + 1);
        // Bars that stand out are painted over all others.
        let every = props.selected.is_some() || props.line.is_some();
        let mut parts = Vec::new();
        for row in first..last {
            if let Some(lane) = rows.lane(row) {
                let (top, lines) = painter::bar_box(run, rows, row, scroll, scale.ratio);
                let (top, lines) = (top as i32, lines as i32);
                parts.push(Part {
                    row,
                    lane,
                    top,
                    lines,
                    moved: 0..0,
                    labelled: every,
                    coarse: false,
                });
            }
        }
        let crowd = inks.strips.plan(&mut parts, run.lanes.len(), scale);
        let frame = seen(run, rows, &parts, scale);
        painter::set_font(context, scale.ratio);
        let scribe = BarScribe {
            run,
            setup: &props.setup,
            lang: props.lang,
            letters: &self.letters,
            ctx: context,
            ratio: scale.ratio,
            widths: &self.widths,
        };
        let labels = labels(run, rows, &frame, scale, &scribe);
        let ruler = ruler(scale, TICK_ROOM);
        let major = ruler.ticks.iter().filter(|t| t.major);
        let ticks: Vec<String> = major.map(|t| tick(t.time, ruler.unit, props.lang)).collect();
        let pointed = self.pointed_task(ctx);
        let arrows = match (self.all_arrows, pointed) {
            (false, None) => Vec::new(),
            (all, task) => arrows(run, rows, scale, task.filter(|_| !all)),
        };
        let scene = Scene {
            run,
            rows,
            frame: &frame,
            parts: if crowd { &parts } else { &[] },
            labels: &labels,
            ruler: &ruler,
            ticks: &ticks,
            arrows: &arrows,
            story: props.selected.map(|i| run.trace.segments.task(i)),
            line: props.line,
            scale,
            scroll,
            height,
        };
        painter::paint(context, inks, &scene);
    }

    /// Places the time cursors, the rings and the tip.
    pub fn place_marks(&self, ctx: &Context<Self>) {
        let (props, scale, nodes) = (ctx.props(), self.scale(), &self.nodes);
        let height = self.visible_height();
        let column = |x: f64| Box { x: x.round(), y: 0.0, width: 1.0, height };
        let inside = |x: &f64| (0.0..=scale.width).contains(x);
        nodes.playhead.put(Some(scale.x(props.playhead)).filter(inside).map(column));
        nodes.cursor.put(self.pointer.map(|p| p.x).filter(inside).map(column));
        let focus = self.focused.then(|| self.hit_of(self.spot)).flatten();
        let measured = self.measured(props.playhead).map(|(from, to)| {
            let left = between(scale.x(from), -4.0, scale.width + 4.0);
            let right = between(scale.x(to), -4.0, scale.width + 4.0);
            Box { x: left.round(), y: 0.0, width: (right - left).round(), height }
        });
        nodes.measure.put(measured);
        if let (Some((from, to)), Some(node)) =
            (self.measured(props.playhead), nodes.measure.node.cast::<HtmlElement>())
        {
            node.set_text_content(Some(&duration(to.saturating_sub(from), props.lang)));
        }
        nodes.ring.put(focus.and_then(|hit| self.span_box(ctx, &scale, hit)));
        let selected = props.selected.and_then(|segment| {
            let (lane, span) = props.run.span_of_segment(segment)?;
            Some(Hit { row: self.rows.of_lane(lane)?, lane, span })
        });
        nodes.selected.put(selected.and_then(|hit| self.span_box(ctx, &scale, hit)));
        self.place_tip(ctx, &scale, height);
        self.place_map(ctx);
    }

    /// Where a span is drawn, cut to the window.
    fn span_box(&self, ctx: &Context<Self>, scale: &Scale, hit: Hit) -> Option<Box> {
        let run = &ctx.props().run;
        let spans = (hit.lane < run.lanes.len()).then(|| run.spans(hit.lane))?;
        let time = |ns: u64| between(scale.x(crate::base::Time(ns)), -4.0, scale.width + 4.0);
        let (left, right) = (time(*spans.start.get(hit.span)?), time(spans.end[hit.span]));
        let y = self.rows.rows.get(hit.row)?.top + RULER - self.scroll() + BAR_TOP;
        Some(Box { x: left, y, width: (right - left).max(2.0), height: BAR_HEIGHT })
    }

    fn place_tip(&self, ctx: &Context<Self>, scale: &Scale, height: f64) {
        let Some(tip) = self.nodes.tip.cast::<HtmlElement>() else { return };
        let about = self.pointed().and_then(|hit| self.span_box(ctx, scale, hit));
        let Some(about) = about else { return tip.set_hidden(true) };
        tip.set_hidden(false);
        let (width, tall) = (f64::from(tip.offset_width()), f64::from(tip.offset_height()));
        let middle = about.x + about.width / 2.0;
        let anchor = match self.hover.and(self.pointer) {
            Some(pointer) => pointer.x,
            None => between(middle, 0.0, scale.width),
        };
        // The tip stands outside of the scrolled box, which would cut it off.
        let stage = self.nodes.stage.cast::<HtmlElement>();
        let offset = stage.map_or(0.0, |stage| f64::from(stage.offset_left()));
        let x = offset + between(anchor - width / 2.0, -offset, (scale.width - width).max(0.0));
        // Below the bar if there is room, else above it.
        let below = about.y + about.height + TIP_GAP;
        let fits_below = below + tall <= height.max(self.page_room());
        let y = if fits_below { below } else { about.y - TIP_GAP - tall };
        let (x, y) = (x.round() as i32, y.round() as i32);
        let style = tip.style();
        let _ = style.set_property("transform", &format!("translate({x}px, {y}px)"));
    }

    /// How far the page is visible, from the top of the stage.
    fn page_room(&self) -> f64 {
        let top = self.nodes.stage.cast::<HtmlElement>();
        let top = top.map_or(0.0, |stage| stage.get_bounding_client_rect().top());
        page_height() - top
    }
}

/// More rows than this are not seen at once.
pub fn rows_on_screen() -> usize {
    const LEAST_HEIGHT: f64 = 28.0;
    (page_height() / LEAST_HEIGHT) as usize + 1
}

fn page_height() -> f64 {
    web_sys::window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// What is seen of the rows where it was not moved, and all that bars are needed
/// for.
fn seen(run: &RunView, rows: &Rows, parts: &[Part], scale: &Scale) -> Frame {
    let (mut frame, columns) = (Frame::default(), scale.columns());
    for Part { row, moved, labelled, coarse, .. } in parts {
        let all = *labelled || moved.is_empty();
        let (left, right) = if all { (columns, columns) } else { (moved.start, moved.end) };
        let mut add = |pixels: Range<i32>| {
            if !pixels.is_empty() {
                add_bars(&mut frame, run, rows, *row, pixels, scale, *coarse);
            }
        };
        add(0..left);
        add(right..columns);
        frame.add_marks(run, rows, *row, scale);
    }
    frame
}

/// Adds bars, `coarse` as if device pixels were twice as wide.
#[inline(never)]
fn add_bars(
    frame: &mut Frame,
    run: &RunView,
    rows: &Rows,
    row: usize,
    pixels: Range<i32>,
    scale: &Scale,
    coarse: bool,
) {
    let times = 1 + i32::from(coarse);
    let wide = Scale { ratio: scale.ratio / f64::from(times), ..*scale };
    let (bars, columns) = (frame.bars.len(), frame.columns.len());
    frame.add_bars(run, rows, row, pixels.start / times..(pixels.end + times - 1) / times, &wide);
    for bar in &mut frame.bars[bars..] {
        (bar.left, bar.right) = (bar.left * times, (bar.right * times).min(scale.columns()));
    }
    for column in &mut frame.columns[columns..] {
        column.x *= times;
    }
}

pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Gives the canvas as many pixels as the screen shows of it; whether that is
/// another size.
pub fn fit(canvas: &HtmlCanvasElement, scale: &Scale, height: f64) -> bool {
    let (columns, lines) = (scale.columns() as u32, (height * scale.ratio).round() as u32);
    let changes = (canvas.width(), canvas.height()) != (columns, lines);
    if changes {
        canvas.set_width(columns);
        canvas.set_height(lines);
        let style = canvas.style();
        let _ = style.set_property("width", &px(f64::from(columns) / scale.ratio));
        let _ = style.set_property("height", &px(f64::from(lines) / scale.ratio));
    }
    changes
}
