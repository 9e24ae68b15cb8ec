//! The signs of the timeline, to stand beside a word anywhere on the page.

use super::ink::{Chrome, Inks};
use crate::base::TaskId;
use crate::trace::Trace;
use crate::ui::drawn::hooked;
use crate::ui::effect::use_effect_with;
use crate::ui::theme::Theme;
use crate::ui::timeline::browser::device_pixel_ratio;
use crate::view::Ink;
use crate::view::palette::TASK_INKS;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct Props {
    ink: Ink,
    theme: Theme,
}

const WIDTH: f64 = 24.0;
const HEIGHT: f64 = 14.0;

/// A small bar of an ink, drawn as the timeline draws it.
pub fn swatch(ink: Ink, theme: Theme) -> Html {
    hooked::<Swatch>("swatch", Props { ink, theme })
}

#[component]
fn Swatch(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.ink, props.theme), move |&(ink, theme)| {
            if let Some(canvas) = node.cast::<HtmlCanvasElement>() {
                paint(&canvas, ink, theme);
            }
        });
    }
    html! { <canvas class="swatch" ref={node} aria-hidden="true" /> }
}

fn paint(canvas: &HtmlCanvasElement, ink: Ink, theme: Theme) {
    let ratio = device_pixel_ratio();
    let (width, height) = ((WIDTH * ratio).round(), (HEIGHT * ratio).round());
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let Ok(Some(context)) = canvas.get_context("2d") else { return };
    let Ok(ctx) = context.dyn_into::<CanvasRenderingContext2d>() else { return };
    let mut inks = Inks::new(theme, ratio, Chrome::of(canvas));
    inks.fill(&ctx, ink);
    ctx.fill_rect(0.0, 0.0, width, height);
    let thin = ratio.round().max(1.0);
    ctx.set_fill_style_str(&inks.edge(ink));
    ctx.fill_rect(0.0, 0.0, width, thin);
    ctx.fill_rect(0.0, height - thin, width, thin);
    ctx.fill_rect(0.0, 0.0, thin, height);
    ctx.fill_rect(width - thin, 0.0, thin, height);
}

/// A task's letter on its colour. The letter repeats a name beside it, so it
/// is not read out.
pub fn task_mark(trace: &Trace, task: TaskId, letter: char) -> Html {
    const CLASSES: [&str; TASK_INKS as usize] = [
        "task-mark task-0",
        "task-mark task-1",
        "task-mark task-2",
        "task-mark task-3",
        "task-mark task-4",
        "task-mark task-5",
        "task-mark task-6",
        "task-mark task-7",
        "task-mark task-8",
    ];
    let class = CLASSES[usize::from(Ink::of_task(trace, task) % TASK_INKS)];
    html! { <span {class} aria-hidden="true">{ letter }</span> }
}
