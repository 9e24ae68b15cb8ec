//! What the script printed, stamped by time and task, up to the playhead.

use crate::base::Time;
use crate::ui::page::run_parts::task_tag;
use crate::view::RunView;
use crate::words::Lang;
use crate::words::ui::{Text, duration};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    /// Lines printed by then are shown; the whole run without one.
    pub shown: usize,
    pub all: bool,
    pub lang: Lang,
    pub on_all: Callback<bool>,
}

/// How many lines were printed by `playhead`.
pub fn printed_by(run: &RunView, playhead: Time) -> usize {
    run.trace.output.partition_point(|line| line.time <= playhead)
}

#[component]
pub fn Console(props: &Props) -> Html {
    let lang = props.lang;
    let trace = &props.run.trace;
    if trace.output.is_empty() {
        return html! { <p class="empty">{Text::ConsoleEmpty.get(lang)}</p> };
    }
    let shown = if props.all { trace.output.len() } else { props.shown };
    let choose = props.on_all.reform(|event: Event| {
        let target = event.target_dyn_into::<web_sys::HtmlInputElement>();
        target.is_some_and(|t| t.checked())
    });
    let lines = trace.output[..shown].iter().map(|line| {
        html! {
            <li>
                <span class="console-time">{duration(line.time, lang)}</span>
                {task_tag(trace, line.task)}
                <span class="console-text">{line.text.clone()}</span>
            </li>
        }
    });
    html! {
        <div class="console" data-testid="console">
            <label class="check">
                <input type="checkbox" checked={props.all} onchange={choose} />
                {Text::ConsoleAll.get(lang)}
            </label>
            if shown == 0 {
                <p class="empty">{Text::ConsoleNotYet.get(lang)}</p>
            } else {
                <ol class="console-lines">{for lines}</ol>
            }
        </div>
    }
}
