//! What the script printed, stamped by time and task, up to the playhead.

use crate::base::Time;
use crate::ui::drawn::Drawn;
use crate::ui::page::run_parts::task_tag;
use crate::view::RunView;
use crate::words::Lang;
use crate::words::ui::{Text, duration};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct Console {
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

impl Drawn for Console {
    fn view(&self) -> Html {
        let lang = self.lang;
        let trace = &self.run.trace;
        if trace.output.is_empty() {
            return html! { <p class="empty">{Text::ConsoleEmpty.get(lang)}</p> };
        }
        let shown = if self.all { trace.output.len() } else { self.shown };
        let choose = self.on_all.reform(|event: Event| {
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
                    <input type="checkbox" checked={self.all} onchange={choose} />
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
}
