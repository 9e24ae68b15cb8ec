//! The component's state, and what is done about each message.

use super::browser::{AnimationFrame, Placed, SizeWatch, scrolls};
use super::component::{Msg, Pointer, Props, on_ruler};
use super::describe::Widths;
use super::gesture::{Gestures, Intent, Point, wheel_factor};
use super::ink::Inks;
use super::keys::Command;
use super::minimap;
use super::painter::RULER;
use super::rows::{Cells, fill};
use super::stage::{Sight, rows_on_screen};
use crate::base::{TaskId, Time};
use crate::export::letters;
use crate::view::navigate::{Spot, Step, in_row, rounded, step};
use crate::view::{FoldKey, Folds, Hit, RowKind, Rows, RunView, Scale, Window, hit};
use crate::words::timeline as words;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use web_sys::{HtmlElement, WheelEvent};
use yew::prelude::*;

#[derive(Default)]
pub struct Nodes {
    pub body: NodeRef,
    pub stage: NodeRef,
    pub canvas: NodeRef,
    pub overlay: NodeRef,
    pub playhead: Placed,
    pub measure: Placed,
    pub cursor: Placed,
    pub ring: Placed,
    pub selected: Placed,
    pub tip: NodeRef,
}

pub struct Timeline {
    pub(super) nodes: Nodes,
    pub(super) rows: Rc<Rows>,
    pub(super) folds: Rc<Folds>,
    pub(super) cells: Rc<Vec<Cells>>,
    /// How many rows are in the document.
    pub(super) shown: usize,
    pub(super) letters: Rc<Vec<char>>,
    pub(super) on_fold: Callback<FoldKey>,
    pub(super) window: Window,
    pub(super) sight: Sight,
    /// The reader chose the window; a new run keeps it.
    zoomed: bool,
    /// The grid's tab stop, and the moment that up and down keep to.
    pub(super) spot: Spot,
    instant: Time,
    pub(super) focused: bool,
    /// Focus has to follow `spot` after the next rendering.
    move_focus: bool,
    pub(super) hover: Option<Hit>,
    pub(super) pointer: Option<Point>,
    /// Where a measured span begins; it ends at the time cursor.
    pub(super) mark: Option<Time>,
    /// Escape hid the tip, until something else is pointed at.
    tip_hidden: bool,
    gestures: Gestures,
    pub(super) announcement: String,
    pub(super) inks: Option<Inks>,
    pub(super) widths: Widths,
    frame: Option<AnimationFrame>,
    cells_timer: Option<Timeout>,
    /// Draws what is rough, unless the window moves on before.
    rest: Option<Timeout>,
    /// As it was when it was last painted.
    drawn: Window,
    /// Says for a moment how the wheel zooms, where it only scrolls.
    hint: Option<Timeout>,
    size_watch: Option<SizeWatch>,
    /// Arrows of all tasks, not only of the one that is pointed at.
    pub(super) all_arrows: bool,
    pub(super) map: minimap::Nodes,
    pub(super) map_drawn: Option<minimap::Drawn>,
    pub(super) map_waits: bool,
    pub(super) map_press: minimap::Press,
}

/// The window rests if it has not moved for so many milliseconds.
const REST_MS: u32 = 60;
/// Cells follow the picture by so many milliseconds: longer than from key to
/// key, so that typing never waits for them. And rows that are not on the screen.
const CELLS_DELAY: u32 = 400;
const ROWS_DELAY: u32 = 150;
/// How long the hint about the wheel stays, in milliseconds.
const HINT_TIME: u32 = 1500;
/// How near to an event the time cursor jumps to it, in CSS pixels.
const SNAP: f64 = 7.0;

impl Timeline {
    pub fn new(ctx: &Context<Timeline>) -> Timeline {
        let props = ctx.props();
        let folds = Rc::new(Folds::new());
        Timeline {
            nodes: Nodes::default(),
            rows: Rc::new(Rows::new(&props.run, &folds)),
            folds,
            cells: Rc::default(),
            shown: rows_on_screen(),
            letters: Rc::new(letters(&props.run.trace)),
            on_fold: ctx.link().callback(Msg::Fold),
            window: beginning(props),
            sight: Sight::default(),
            zoomed: props.part.is_some(),
            spot: Spot::default(),
            instant: Time::ZERO,
            focused: false,
            move_focus: false,
            hover: None,
            pointer: None,
            mark: None,
            tip_hidden: false,
            gestures: Gestures::default(),
            announcement: String::new(),
            inks: None,
            widths: Widths::default(),
            frame: None,
            cells_timer: None,
            rest: None,
            drawn: beginning(props),
            hint: None,
            size_watch: None,
            all_arrows: false,
            map: minimap::Nodes::default(),
            map_drawn: None,
            map_waits: false,
            map_press: minimap::Press::None,
        }
    }

    /// Whether the document has to change too.
    pub fn props_changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.run != old.run {
            self.rows = Rc::new(Rows::new(&props.run, &self.folds));
            self.inks.iter_mut().for_each(|inks| inks.strips.clear());
            self.letters = Rc::new(letters(&props.run.trace));
            self.cells = Rc::default();
            self.hover = None;
            self.mark = None;
            self.spot = Spot::default();
            let end = props.run.trace.end;
            self.window = if self.zoomed { self.window.clamp(end) } else { Window::fit(end) };
            if props.part != old.part {
                (self.window, self.zoomed) = (beginning(props), props.part.is_some());
            }
            self.cells_in(ctx, CELLS_DELAY);
        }
        if props.theme != old.theme {
            self.inks = None;
        }
        let moved_only = props.run == old.run
            && props.setup == old.setup
            && (props.lang, props.theme) == (old.lang, old.theme)
            && (props.stale, props.compact) == (old.stale, old.compact);
        if moved_only {
            if (props.line, props.selected) != (old.line, old.selected) {
                self.paint_soon(ctx);
            }
            self.place_marks(ctx);
        } else {
            self.paint_soon(ctx);
        }
        !moved_only
    }

    pub fn after_render(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let link = ctx.link().clone();
            self.size_watch = self
                .nodes
                .body
                .cast::<HtmlElement>()
                .and_then(|body| SizeWatch::new(&body, move || link.send_message(Msg::Moved)));
            self.cells_in(ctx, ROWS_DELAY);
            self.paint_soon(ctx);
        }
        self.look();
        if std::mem::take(&mut self.move_focus) {
            self.focus_spot();
        }
        self.place_marks(ctx);
    }

    pub fn act(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Moved => {
                self.look();
                self.paint_soon(ctx);
            }
            Msg::Paint => self.paint(ctx),
            Msg::Cells => return self.fill_cells(ctx),
            Msg::Pointer(kind, id, at, measures) => {
                return self.pointer(ctx, (kind, id), at, measures);
            }
            Msg::PointerLeft => {
                self.pointer = None;
                return self.set_hover(ctx, None);
            }
            Msg::Wheel(event) => return self.wheel(ctx, &event),
            Msg::Map(touch, x) => self.touch_map(ctx, touch, x),
            Msg::MapWheel(event) => {
                event.prevent_default();
                let about = self.map_scale(ctx).ns(f64::from(event.offset_x()));
                let lines = event.delta_mode() == WheelEvent::DOM_DELTA_LINE;
                self.zoom(ctx, wheel_factor(event.delta_y(), lines, event.ctrl_key()), about);
            }
            Msg::HintOver => {
                self.hint = None;
                return true;
            }
            Msg::Command(command) => return self.command(ctx, command),
            Msg::Fold(key) => return self.fold(ctx, key),
            Msg::Focus(spot) => return self.focus_came(ctx, &spot),
            Msg::Blur => {
                self.focused = false;
                ctx.props().on_hover_line.emit(None);
                return true;
            }
        }
        false
    }

    fn fold(&mut self, ctx: &Context<Self>, key: FoldKey) -> bool {
        let folds = Rc::make_mut(&mut self.folds);
        if !folds.remove(&key) {
            folds.insert(key);
        }
        self.rows = Rc::new(Rows::new(&ctx.props().run, &self.folds));
        let heads = |row: &crate::view::Row| row.kind == RowKind::Group(key);
        self.spot = Spot { row: self.rows.rows.iter().position(heads).unwrap_or(0), span: None };
        self.fill_cells(ctx);
        self.paint_soon(ctx);
        true
    }

    // Cells ----------------------------------------------------------------

    fn cells_in(&mut self, ctx: &Context<Self>, delay: u32) {
        let link = ctx.link().clone();
        self.cells_timer = Some(Timeout::new(delay, move || link.send_message(Msg::Cells)));
    }

    fn fill_cells(&mut self, ctx: &Context<Self>) -> bool {
        self.cells_timer = None;
        let (cells, filled) = fill(&ctx.props().run, &self.rows, self.window, &self.cells);
        if !filled {
            self.cells_in(ctx, 0);
        }
        let all = std::mem::replace(&mut self.shown, usize::MAX) == usize::MAX;
        let changed = *self.cells != cells || !all;
        self.cells = Rc::new(cells);
        changed
    }

    // Window ---------------------------------------------------------------

    pub fn scale(&self) -> Scale {
        Scale::new(self.window, self.sight.width, self.sight.ratio)
    }

    pub(super) fn set_window(&mut self, ctx: &Context<Self>, window: Window) {
        if window == self.window {
            return;
        }
        self.window = window;
        self.zoomed = window != Window::fit(ctx.props().run.trace.end);
        self.paint_soon(ctx);
        if self.cells.iter().any(|cells| *cells != Cells::Pending) {
            self.cells_in(ctx, CELLS_DELAY);
        }
    }

    fn zoom(&mut self, ctx: &Context<Self>, factor: f64, about: f64) {
        let end = ctx.props().run.trace.end;
        self.set_window(ctx, self.window.zoom(factor, about, end));
    }

    fn pan(&mut self, ctx: &Context<Self>, by: f64) {
        self.set_window(ctx, self.window.pan(by, ctx.props().run.trace.end));
    }

    /// What buttons and keys zoom about: the focused segment, or the middle.
    fn middle(&self) -> f64 {
        let instant = self.instant.0 as f64;
        let inside = (self.window.start..self.window.end()).contains(&instant);
        if self.focused && inside { instant } else { self.window.start + self.window.span / 2.0 }
    }

    // Pointer --------------------------------------------------------------

    fn pointer(
        &mut self,
        ctx: &Context<Self>,
        (kind, id): (Pointer, i32),
        at: Point,
        measures: bool,
    ) -> bool {
        if kind == Pointer::Down {
            self.mark = measures.then(|| self.instant_at(ctx, &self.scale(), at.x));
        }
        let intent = match kind {
            Pointer::Down => self.gestures.down(id, at, on_ruler(at) || measures),
            Pointer::Moved => self.gestures.moved(id, at),
            Pointer::Up => self.gestures.up(id, at),
            Pointer::Cancelled => {
                self.gestures.cancel(id);
                None
            }
        };
        self.pointer = Some(at);
        let scale = self.scale();
        match intent {
            Some(Intent::Hover(at)) => return self.hover(ctx, &scale, at),
            Some(Intent::Click(at)) => self.click(ctx, &scale, at),
            Some(Intent::Pan(by)) => self.pan(ctx, -by * scale.ns_per_px()),
            Some(Intent::Scrub(x)) => self.scrub(ctx, &scale, x),
            Some(Intent::Zoom { factor, about }) => self.zoom(ctx, factor, scale.ns(about)),
            None => {}
        }
        self.gestures.dragging() && self.set_hover(ctx, None)
    }

    fn hit(&self, ctx: &Context<Self>, scale: &Scale, at: Point) -> Option<Hit> {
        let y = at.y - RULER + self.scroll();
        let visible = !on_ruler(at);
        visible.then(|| hit(&ctx.props().run, &self.rows, scale, at.x, y)).flatten()
    }

    fn hover(&mut self, ctx: &Context<Self>, scale: &Scale, at: Point) -> bool {
        let hit = self.hit(ctx, scale, at);
        self.set_hover(ctx, hit)
    }

    fn set_hover(&mut self, ctx: &Context<Self>, hit: Option<Hit>) -> bool {
        self.place_marks(ctx);
        if self.hover == hit {
            return false;
        }
        self.hover = hit;
        self.tip_hidden = false;
        let props = ctx.props();
        let line = hit
            .and_then(|hit| props.run.segment(hit.lane, hit.span))
            .map(|segment| props.run.trace.segments.line(segment))
            .filter(|&line| line > 0);
        props.on_hover_line.emit(line);
        self.paint_soon(ctx);
        true
    }

    /// Whose arrows are drawn: of the bar that is pointed at, else selected.
    pub fn pointed_task(&self, ctx: &Context<Self>) -> Option<TaskId> {
        let props = ctx.props();
        let pointed = self.pointed().and_then(|hit| props.run.segment(hit.lane, hit.span));
        let segment = pointed.or(props.selected)?;
        let segments = &props.run.trace.segments;
        (segment < segments.len()).then(|| segments.task(segment))
    }

    /// The measured span, from and to.
    pub fn measured(&self, playhead: Time) -> Option<(Time, Time)> {
        self.mark.map(|mark| (mark.min(playhead), mark.max(playhead)))
    }

    fn measure(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        self.announcement = match self.measured(props.playhead) {
            Some((from, to)) => words::measured(from, to, props.lang),
            None => words::measuring(props.playhead, props.lang),
        };
        self.mark = if self.mark.is_some() { None } else { Some(props.playhead) };
        self.place_marks(ctx);
        true
    }

    fn click(&mut self, ctx: &Context<Self>, scale: &Scale, at: Point) {
        let props = ctx.props();
        let hit = self.hit(ctx, scale, at);
        let segment = hit.and_then(|hit| props.run.segment(hit.lane, hit.span));
        self.scrub(ctx, scale, at.x);
        props.on_select.emit(segment);
    }

    /// Puts the time cursor at a pixel, or at an event close to it.
    fn scrub(&self, ctx: &Context<Self>, scale: &Scale, x: f64) {
        ctx.props().on_playhead.emit(self.instant_at(ctx, scale, x));
    }

    fn instant_at(&self, ctx: &Context<Self>, scale: &Scale, x: f64) -> Time {
        let props = ctx.props();
        let time = scale.time(x).min(props.run.trace.end);
        let reach = Time((SNAP * scale.ns_per_px()) as u64);
        let calm = rounded(time, scale.ns_per_px() as u64);
        props.run.snap(time, reach).unwrap_or(calm)
    }

    /// The wheel zooms where nothing else could be meant; where something
    /// scrolls, it scrolls, and zooms with Ctrl.
    fn wheel(&mut self, ctx: &Context<Self>, event: &WheelEvent) -> bool {
        let scale = self.scale();
        let pinch = event.ctrl_key() || event.meta_key();
        let (dx, dy) = (event.delta_x(), event.delta_y());
        let sideways = dx.abs() > dy.abs() || event.shift_key();
        if sideways && !pinch {
            event.prevent_default();
            let by = if dx == 0.0 { dy } else { dx };
            self.pan(ctx, by * scale.ns_per_px());
            return false;
        }
        let scrolls = || self.nodes.body.cast::<HtmlElement>().is_some_and(|b| scrolls(&b));
        if !pinch && (ctx.props().compact || scrolls()) {
            let link = ctx.link().clone();
            let new = self.hint.is_none();
            self.hint = Some(Timeout::new(HINT_TIME, move || link.send_message(Msg::HintOver)));
            return new;
        }
        event.prevent_default();
        let about = scale.ns(f64::from(event.offset_x()));
        let lines = event.delta_mode() == WheelEvent::DOM_DELTA_LINE;
        self.zoom(ctx, wheel_factor(dy, lines, pinch), about);
        false
    }

    pub fn hinting(&self) -> bool {
        self.hint.is_some()
    }

    // Keyboard -------------------------------------------------------------

    fn command(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        let props = ctx.props();
        match command {
            Command::Zoom(factor) => self.zoom(ctx, factor, self.middle()),
            Command::Pan(part) => self.pan(ctx, part * self.window.span),
            Command::Fit => self.set_window(ctx, Window::fit(props.run.trace.end)),
            Command::Step(to) => return self.step(ctx, to),
            Command::Event { forward } => return self.event(ctx, forward),
            Command::Choose => props.on_select.emit(self.spot_segment(&props.run)),
            Command::Measure => return self.measure(ctx),
            Command::Arrows => {
                self.all_arrows = !self.all_arrows;
                self.paint_soon(ctx);
                return true;
            }
            Command::Leave => {
                self.tip_hidden = true;
                self.mark = None;
                props.on_select.emit(None);
                return true;
            }
        }
        false
    }

    fn step(&mut self, ctx: &Context<Self>, to: Step) -> bool {
        let run = &ctx.props().run;
        if let Some(RowKind::Group(key)) = self.rows.rows.get(self.spot.row).map(|r| r.kind) {
            let open = !self.folds.contains(&key);
            match to {
                Step::Left if open => return self.fold_by_key(ctx, key),
                Step::Right if !open => return self.fold_by_key(ctx, key),
                _ => {}
            }
        }
        let Some(spot) = step(run, &self.rows, self.spot, self.instant, to) else { return false };
        if !matches!(to, Step::Up | Step::Down)
            && let Some(hit) = self.hit_of(spot)
        {
            self.instant = Time(run.spans(hit.lane).start[hit.span]);
        }
        self.go(ctx, spot)
    }

    fn fold_by_key(&mut self, ctx: &Context<Self>, key: FoldKey) -> bool {
        self.move_focus = true;
        self.fold(ctx, key)
    }

    /// To the event before or after, in the row of the focus.
    fn event(&mut self, ctx: &Context<Self>, forward: bool) -> bool {
        let run = &ctx.props().run;
        let to =
            if forward { run.next_event(self.instant) } else { run.previous_event(self.instant) };
        let Some(time) = to else { return false };
        self.instant = time;
        ctx.props().on_playhead.emit(time);
        let spot = in_row(run, &self.rows, self.spot.row, time);
        self.go(ctx, spot)
    }

    /// Moves the tab stop, shows it, and has the focus follow.
    fn go(&mut self, ctx: &Context<Self>, spot: Spot) -> bool {
        self.spot = spot;
        if let Some(hit) = self.hit_of(spot) {
            let (run, spans) = (&ctx.props().run, ctx.props().run.spans(hit.lane));
            let (start, end) = (spans.start[hit.span] as f64, spans.end[hit.span] as f64);
            self.set_window(ctx, self.window.reveal(start, end, run.trace.end));
        }
        self.fill_cells(ctx);
        // The focus may go to any.
        while self.cells_timer.is_some() {
            self.fill_cells(ctx);
        }
        self.move_focus = true;
        true
    }

    pub fn hit_of(&self, spot: Spot) -> Option<Hit> {
        Some(Hit { row: spot.row, lane: self.rows.lane(spot.row)?, span: spot.span? })
    }

    fn spot_segment(&self, run: &RunView) -> Option<usize> {
        let hit = self.hit_of(self.spot)?;
        run.segment(hit.lane, hit.span)
    }

    /// What the tip is about: the pointer wins over the focus.
    pub fn pointed(&self) -> Option<Hit> {
        if self.tip_hidden {
            return None;
        }
        self.hover.or_else(|| self.focused.then(|| self.hit_of(self.spot)).flatten())
    }

    fn focus_spot(&self) {
        let Some(body) = self.nodes.body.cast::<HtmlElement>() else { return };
        let row = self.spot.row;
        let exact = self.spot.span.map(|span| format!("[data-spot='{row}-{span}']"));
        let head = format!("[data-spot='{row}']");
        let found = exact
            .into_iter()
            .chain([head])
            .find_map(|selector| body.query_selector(&selector).ok().flatten());
        if let Some(element) =
            found.and_then(|e| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(e).ok())
        {
            let _ = element.focus();
        }
    }

    fn focus_came(&mut self, ctx: &Context<Self>, spot: &str) -> bool {
        let (row, span) = spot.split_once('-').unwrap_or((spot, ""));
        let Ok(row) = row.parse() else { return false };
        let spot = Spot { row, span: span.parse().ok() };
        // A head focused in place of a cell that is not in the document.
        if spot.row != self.spot.row || spot.span.is_some() {
            self.spot = spot;
        }
        self.focused = true;
        self.tip_hidden = false;
        let props = ctx.props();
        let segment = self.spot_segment(&props.run).map(|i| props.run.trace.segments.get(i));
        let line = segment.map(|s| s.line).filter(|&line| line > 0);
        props.on_hover_line.emit(line);
        self.announcement = segment
            .map(|s| words::segment_cause(&props.run.trace, &s, props.lang))
            .unwrap_or_default();
        true
    }

    // Frames ---------------------------------------------------------------

    pub fn paint_soon(&mut self, ctx: &Context<Self>) {
        if self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = AnimationFrame::request(move |_| link.send_message(Msg::Paint));
        }
    }

    fn paint(&mut self, ctx: &Context<Self>) {
        self.frame = None;
        self.look();
        self.draw(ctx);
        self.place_marks(ctx);
        self.draw_map(ctx);
        let rough = self.inks.as_ref().is_some_and(|inks| inks.strips.rough);
        let rests = std::mem::replace(&mut self.drawn, self.window) == self.window;
        self.rest = (rough || self.map_waits).then(|| {
            let link = ctx.link().clone();
            let delay = if rests { 0 } else { REST_MS };
            Timeout::new(delay, move || link.send_message(Msg::Moved))
        });
    }
}

/// The window of a link, or the whole run.
fn beginning(props: &Props) -> Window {
    let end = props.run.trace.end;
    let window = |(from, to): (Time, Time)| Window {
        start: from.0 as f64,
        span: to.saturating_sub(from).0 as f64,
    };
    props.part.map_or(Window::fit(end), |part| window(part).clamp(end))
}
