//! The whole run below the picture: where the window is, and how to move it.
//!
//! Painted when the run or its size changes; the window is a box over it.
//! Hidden from assistive technology: keys and buttons do the same.

use super::acts::Timeline;
use super::browser::{Box, Placed};
use super::component::Msg;
use super::raster;
use super::stage::{context, fit};
use crate::view::{Scale, Window, between, overview};
use crate::words::timeline::{TimelineWord, word};
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent, WheelEvent};
use yew::prelude::*;

/// Its height, in CSS pixels.
const HEIGHT: f64 = 24.0;
/// A press that moves less chooses a place, not a span.
const SLOP: f64 = 4.0;
/// The window's box is never narrower, so that it can be seen and taken.
const LEAST_BOX: f64 = 4.0;

#[derive(Default)]
pub struct Nodes {
    canvas: NodeRef,
    window: Placed,
    playhead: Placed,
}

/// What a press on the map is about.
#[derive(Clone, Copy, PartialEq, Default)]
pub enum Press {
    #[default]
    None,
    /// It took the window's box, so far from the box's start.
    Window(f64),
    /// It began a new window here.
    Span(f64),
}

#[derive(Clone, Copy, PartialEq)]
pub enum Touch {
    Down,
    Moved,
    Up,
}

impl Timeline {
    pub(super) fn minimap(&self, ctx: &Context<Self>) -> Html {
        let touch = |touch: Touch| {
            ctx.link().callback(move |e: PointerEvent| {
                if touch == Touch::Down
                    && let Some(map) = e.target_dyn_into::<HtmlElement>()
                {
                    let _ = map.set_pointer_capture(e.pointer_id());
                }
                Msg::Map(touch, f64::from(e.offset_x()))
            })
        };
        let nodes = &self.map;
        html! {
            <div class="tl-map" aria-hidden="true" data-testid="minimap">
                <span class="tl-map-name">{ word(TimelineWord::Fit, ctx.props().lang) }</span>
                <div class="tl-map-plot">
                    <canvas
                        class="tl-map-canvas"
                        ref={nodes.canvas.clone()}
                        onpointerdown={touch(Touch::Down)}
                        onpointermove={touch(Touch::Moved)}
                        onpointerup={touch(Touch::Up)}
                        onpointercancel={touch(Touch::Up)}
                        onwheel={ctx.link().callback(|e: WheelEvent| Msg::MapWheel(e))}
                    />
                    <div class="tl-map-window" ref={nodes.window.node.clone()} />
                    <div class="tl-map-playhead" ref={nodes.playhead.node.clone()} />
                </div>
            </div>
        }
    }

    /// All of the run on as many pixels as the picture has.
    pub(super) fn map_scale(&self, ctx: &Context<Self>) -> Scale {
        Scale { window: Window::fit(ctx.props().run.trace.end), ..self.scale() }
    }

    /// Draws it if it has changed. That of a crowd costs as much as the picture,
    /// and comes in the frame after it.
    pub(super) fn draw_map(&mut self, ctx: &Context<Self>) {
        let scale = self.map_scale(ctx);
        let canvas = self.map.canvas.cast::<HtmlCanvasElement>();
        let (Some(canvas), Some(inks)) = (canvas, self.inks.as_mut()) else { return };
        let drawn = Drawn { run: ctx.props().run.clone(), scale, theme: ctx.props().theme };
        let changed = self.map_drawn.as_ref() != Some(&drawn);
        self.map_waits = changed && inks.strips.any() && !self.map_waits;
        if self.map_waits || !changed {
            return;
        }
        fit(&canvas, &scale, HEIGHT);
        if let Some(context) = context(&canvas) {
            let height = (HEIGHT * scale.ratio).round();
            context.clear_rect(0.0, 0.0, f64::from(scale.columns()), height);
            raster::strip(&context, inks, &overview(&drawn.run, &scale), height as usize);
        }
        self.map_drawn = Some(drawn);
    }

    pub(super) fn place_map(&self, ctx: &Context<Self>) {
        let scale = self.map_scale(ctx);
        let x = |ns: f64| (ns - scale.window.start) / scale.ns_per_px();
        let (left, right) = (x(self.window.start), x(self.window.end()));
        let width = (right - left).max(LEAST_BOX);
        let left = between(left, 0.0, scale.width - width);
        self.map.window.put(Some(Box { x: left, y: 0.0, width, height: HEIGHT }));
        let playhead = scale.x(ctx.props().playhead).round();
        self.map.playhead.put(Some(Box { x: playhead, y: 0.0, width: 1.0, height: HEIGHT }));
    }

    pub(super) fn touch_map(&mut self, ctx: &Context<Self>, touch: Touch, x: f64) {
        let scale = self.map_scale(ctx);
        let (ns, end) = (scale.ns(x), ctx.props().run.trace.end);
        let inside = (self.window.start..self.window.end()).contains(&ns);
        match (touch, self.map_press) {
            (Touch::Down, _) if inside && self.window != scale.window => {
                self.map_press = Press::Window(ns - self.window.start);
            }
            (Touch::Down, _) => self.map_press = Press::Span(x),
            (Touch::Moved, Press::Window(grip)) => {
                let window = Window { start: ns - grip, ..self.window };
                self.set_window(ctx, window.clamp(end));
            }
            (Touch::Moved, Press::Span(from)) if (x - from).abs() > SLOP => {
                let from = scale.ns(from);
                let window = Window { start: from.min(ns), span: (ns - from).abs() };
                self.set_window(ctx, window.clamp(end));
            }
            (Touch::Up, press) => {
                self.map_press = Press::None;
                if let Press::Span(from) = press
                    && (x - from).abs() <= SLOP
                {
                    let start = ns - self.window.span / 2.0;
                    self.set_window(ctx, Window { start, ..self.window }.clamp(end));
                }
            }
            _ => {}
        }
    }
}

/// What the map shows, to know when it has to be painted again.
#[derive(PartialEq)]
pub struct Drawn {
    run: std::rc::Rc<crate::view::RunView>,
    scale: Scale,
    theme: crate::ui::theme::Theme,
}
