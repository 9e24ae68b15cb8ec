//! The component: what it is given, its messages, the document around the
//! canvas. What is done about a message is in `acts`, painting in `stage`.

use super::acts::Timeline;
use super::gesture::Point;
use super::keys::{Command, command};
use super::minimap::Touch;
use super::painter::RULER;
use super::rows::{RowList, Shared};
use super::tip::Tip;
use crate::base::Time;
use crate::setup::Setup;
use crate::ui::drawn::drawn;
use crate::ui::theme::Theme;
use crate::view::{FoldKey, RunView};
use crate::words::Lang;
use crate::words::timeline::{TimelineWord, word};
use std::rc::Rc;
use web_sys::{Element, HtmlElement, PointerEvent, WheelEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    pub theme: Theme,
    /// The script is wrong and this is the last run that worked: greyed.
    #[prop_or_default]
    pub stale: bool,
    /// The part of the time axis to begin with, from and to: a link's.
    #[prop_or_default]
    pub part: Option<(Time, Time)>,
    pub playhead: Time,
    pub on_playhead: Callback<Time>,
    /// Index of the selected segment.
    pub selected: Option<usize>,
    pub on_select: Callback<Option<usize>>,
    /// The line of the segment pointed at or focused; `None` when left.
    #[prop_or_default]
    pub on_hover_line: Callback<Option<u32>>,
    /// The line pointed at, here or in the script: its bars are underlined.
    #[prop_or_default]
    pub line: Option<u32>,
    /// Embedded or on a phone: plain wheel scrolls the page, names are narrow.
    #[prop_or_default]
    pub compact: bool,
}

pub enum Msg {
    /// The element changed its size, or was scrolled.
    Moved,
    Paint,
    /// The moment has come to put cells into the document.
    Cells,
    /// Which pointer, where, and whether it measures.
    Pointer(Pointer, i32, Point, bool),
    PointerLeft,
    Wheel(WheelEvent),
    /// On the map of the whole run, at so many CSS pixels.
    Map(Touch, f64),
    MapWheel(WheelEvent),
    /// The hint about the wheel was there long enough.
    HintOver,
    Command(Command),
    Fold(FoldKey),
    /// Focus came to a spot of the grid, written as its `data-spot`.
    Focus(String),
    Blur,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Pointer {
    Down,
    Moved,
    Up,
    Cancelled,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Timeline {
        Timeline::new(ctx)
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        self.props_changed(ctx, old)
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.act(ctx, msg)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        self.after_render(ctx, first);
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let say = |w: TimelineWord| word(w, props.lang);
        let class = match (props.compact, props.stale) {
            (false, false) => "timeline",
            (true, false) => "timeline timeline-compact",
            (false, true) => "timeline timeline-stale",
            (true, true) => "timeline timeline-compact timeline-stale",
        };
        html! {
            <section {class} aria-label={say(TimelineWord::Timeline)} data-testid="timeline">
                <div
                    class="tl-body"
                    ref={self.nodes.body.clone()}
                    onscroll={ctx.link().callback(|_| Msg::Moved)}
                    onkeydown={self.on_key(ctx)}
                    onfocusin={ctx.link().batch_callback(|e: FocusEvent| focused(&e).map(Msg::Focus))}
                    onfocusout={ctx.link().callback(|_| Msg::Blur)}
                >
                    { self.stage(ctx) }
                    <div class="tl-corner">{ self.tools(ctx) }</div>
                    { drawn(self.row_list(ctx)) }
                </div>
                { self.minimap(ctx) }
                if props.run.trace.segments.is_empty() {
                    <p class="tl-empty">{ say(TimelineWord::NothingYet) }</p>
                }
                <div class="tl-tip" ref={self.nodes.tip.clone()} aria-hidden="true" hidden=true>
                    { self.tip(ctx) }
                </div>
                <p class="tl-hint" aria-hidden="true" hidden={!self.hinting()}>
                    { say(TimelineWord::WheelHint) }
                </p>
                <p id="timeline-keys" class="visually-hidden">{ say(TimelineWord::Keys) }</p>
                <p class="visually-hidden" aria-live="polite">{ &self.announcement }</p>
            </section>
        }
    }
}

impl Timeline {
    fn row_list(&self, ctx: &Context<Self>) -> RowList {
        let props = ctx.props();
        RowList {
            shared: Shared {
                run: props.run.clone(),
                setup: props.setup.clone(),
                lang: props.lang,
                letters: self.letters.clone(),
                on_fold: self.on_fold.clone(),
            },
            rows: self.rows.clone(),
            cells: self.cells.clone(),
            shown: self.shown,
            folds: self.folds.clone(),
            spot: self.spot,
            label: word(TimelineWord::Timeline, props.lang),
            describedby: "timeline-keys",
        }
    }

    /// The canvas and what moves over it. Hidden from assistive technology:
    /// the grid says the same.
    fn stage(&self, ctx: &Context<Self>) -> Html {
        let pointer = |kind: Pointer| {
            ctx.link().callback(move |e: PointerEvent| {
                capture(&e, kind);
                Msg::Pointer(kind, e.pointer_id(), point(&e), e.shift_key())
            })
        };
        let nodes = &self.nodes;
        html! {
            <div class="tl-stage" ref={nodes.stage.clone()} aria-hidden="true">
                <canvas
                    class="tl-canvas"
                    ref={nodes.canvas.clone()}
                    onpointerdown={pointer(Pointer::Down)}
                    onpointermove={pointer(Pointer::Moved)}
                    onpointerup={pointer(Pointer::Up)}
                    onpointercancel={pointer(Pointer::Cancelled)}
                    onpointerleave={ctx.link().callback(|_| Msg::PointerLeft)}
                    onwheel={ctx.link().callback(Msg::Wheel)}
                    ondblclick={ctx.link().callback(|_| Msg::Command(Command::Fit))}
                />
                <div class="tl-overlay" ref={nodes.overlay.clone()}>
                    <div class="tl-selected" ref={nodes.selected.node.clone()} hidden=true />
                    <div class="tl-ring" ref={nodes.ring.node.clone()} hidden=true />
                    <div class="tl-measure" ref={nodes.measure.node.clone()} hidden=true />
                    <div class="tl-cursor" ref={nodes.cursor.node.clone()} hidden=true />
                    <div class="tl-playhead" ref={nodes.playhead.node.clone()} hidden=true />
                </div>
            </div>
        }
    }

    fn tip(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let Some(hit) = self.pointed() else { return Html::default() };
        let letter = props
            .run
            .segment(hit.lane, hit.span)
            .and_then(|s| self.letters.get(props.run.trace.segments.task(s).index()));
        drawn(Tip {
            run: props.run.clone(),
            setup: props.setup.clone(),
            lang: props.lang,
            theme: props.theme,
            lane: hit.lane,
            span: hit.span,
            letter: letter.copied().unwrap_or('+'),
        })
    }

    /// Zoom and pan without dragging or a wheel.
    fn tools(&self, ctx: &Context<Self>) -> Html {
        let tools = [
            (TimelineWord::PanLeft, "tl-tool tl-icon-left", Command::Pan(-0.5)),
            (TimelineWord::PanRight, "tl-tool tl-icon-right", Command::Pan(0.5)),
            (TimelineWord::ZoomOut, "tl-tool tl-icon-out", Command::Zoom(1.5)),
            (TimelineWord::ZoomIn, "tl-tool tl-icon-in", Command::Zoom(1.0 / 1.5)),
            (TimelineWord::Fit, "tl-tool tl-icon-fit", Command::Fit),
            (TimelineWord::AllArrows, "tl-tool tl-icon-arrows", Command::Arrows),
        ];
        let button = |(name, class, command): (TimelineWord, &'static str, Command)| {
            let label = word(name, ctx.props().lang);
            let pressed = (command == Command::Arrows).then(|| self.all_arrows.to_string());
            html! {
                <button
                    type="button"
                    {class}
                    aria-label={label}
                    aria-pressed={pressed}
                    title={label}
                    onclick={ctx.link().callback(move |_| Msg::Command(command))}
                />
            }
        };
        html! { <div class="tl-tools">{ for tools.into_iter().map(button) }</div> }
    }

    fn on_key(&self, ctx: &Context<Self>) -> Callback<KeyboardEvent> {
        ctx.link().batch_callback(|event: KeyboardEvent| {
            let in_grid = spot_of(&event.target_dyn_into::<Element>()?);
            in_grid.as_ref()?;
            let fold = event.target_dyn_into::<web_sys::HtmlButtonElement>().is_some();
            let command = command(&event)?;
            if fold && command == Command::Choose {
                // The button's own click folds.
                return None;
            }
            event.prevent_default();
            Some(Msg::Command(command))
        })
    }
}

fn spot_of(element: &Element) -> Option<String> {
    element.get_attribute("data-spot")
}

fn focused(event: &FocusEvent) -> Option<String> {
    spot_of(&event.target_dyn_into::<Element>()?)
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.offset_x()), y: f64::from(event.offset_y()) }
}

/// Keeps a drag ours when it leaves the canvas.
fn capture(event: &PointerEvent, kind: Pointer) {
    if kind == Pointer::Down
        && let Some(canvas) = event.target_dyn_into::<HtmlElement>()
    {
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
}

/// Whether a point is on the ruler.
pub fn on_ruler(at: Point) -> bool {
    at.y < RULER
}
