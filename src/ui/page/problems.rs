//! The diagnostics as a list: choosing one shows its place, a button mends it.

use crate::base::LineIndex;
use crate::script::{Diagnostic, Severity};
use crate::ui::page::code;
use crate::ui::page::runner::Compiled;
use crate::ui::state::Action;
use crate::words::ui::{Text, count_problems};
use crate::words::{Lang, diagnostic};
use std::rc::Rc;
use yew::prelude::*;

pub struct Problems<'a> {
    pub compiled: &'a Compiled,
    pub script: &'a Rc<str>,
    pub lang: Lang,
    pub locked: bool,
    /// Given a byte offset to show.
    pub reveal: Callback<u32>,
    pub send: Callback<Action>,
}

pub fn problems(p: &Problems) -> Html {
    let list = &p.compiled.diagnostics;
    if list.is_empty() {
        return Html::default();
    }
    let errors = list.iter().filter(|d| d.kind.severity() == Severity::Error).count();
    let lines = LineIndex::new(p.script);
    html! {
        <section class="problems" aria-label={Text::Problems.get(p.lang)} data-testid="problems">
            <h3>{count_problems(errors, list.len() - errors, p.lang)}</h3>
            <ul>{for list.iter().map(|d| problem(p, d, &lines))}</ul>
        </section>
    }
}

fn problem(p: &Problems, d: &Diagnostic, lines: &LineIndex) -> Html {
    let (line, _) = lines.line_column(p.script, d.span.start);
    let words = diagnostic(&d.kind, p.lang);
    let start = d.span.start;
    let show = p.reveal.reform(move |_: MouseEvent| start);
    let class = match d.kind.severity() {
        Severity::Error => "problem problem-error",
        Severity::Warning => "problem problem-warning",
    };
    let fix = d.replacement.as_ref().filter(|_| !p.locked);
    let fix = fix.and_then(|with| Some((with, code::mended(p.script, d)?)));
    html! {
        <li {class}>
            <button type="button" class="problem-place" onclick={show}>
                <span class="problem-line">{Text::Line.get(p.lang)}{" "}{line}</span>
                <span class="problem-text">{words.message}</span>
            </button>
            if !words.hint.is_empty() {
                <p class="problem-hint">{words.hint}</p>
            }
            if let Some((with, text)) = fix {
                <button type="button" class="button button-small"
                    onclick={p.send.reform(move |_| Action::Edit(text.as_str().into()))}>
                    {Text::ApplyFix.get(p.lang)}{" "}<code>{with}</code>
                </button>
            }
        </li>
    }
}
