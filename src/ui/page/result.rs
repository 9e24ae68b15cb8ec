//! What came of the run: the takeaway, the timeline with its playback, and
//! the progress of a long run.

use crate::ui::drawn::drawn;
use crate::ui::page::runner::{Outcome, Run};
use crate::ui::page::tools::tool_buttons;
use crate::ui::state::Action;
use crate::ui::theme::Theme;
use crate::ui::timeline::{Legend, Playback, Timeline};
use crate::words::Lang;
use crate::words::ui::{Takeaway, TakeawayText, Text, percent, takeaway};
use std::rc::Rc;
use yew::prelude::*;

pub struct Shown<'a> {
    pub outcome: &'a Outcome,
    pub lang: Lang,
    pub theme: Theme,
    pub playhead: crate::base::Time,
    /// The part of the time axis that a link shows.
    pub part: Option<(crate::base::Time, crate::base::Time)>,
    pub selected: Option<usize>,
    pub line: Option<u32>,
    pub compact: bool,
    pub playback: bool,
    pub reduced_motion: bool,
    pub events: &'a Events,
}

/// What the timeline reports, made once so that it is not drawn again for
/// the sake of a new closure.
#[derive(Clone, PartialEq)]
pub struct Events {
    pub seek: Callback<crate::base::Time>,
    pub select: Callback<Option<usize>>,
    pub hover: Callback<Option<u32>>,
}

impl Events {
    pub fn new(send: &Callback<Action>) -> Events {
        Events {
            seek: send.reform(Action::Seek),
            select: send.reform(Action::Select),
            hover: send.reform(Action::HoverLine),
        }
    }
}

pub fn result(shown: &Shown) -> Html {
    let lang = shown.lang;
    let Outcome { run, progress, cancel, .. } = shown.outcome;
    html! {
        <section class="result" id="timeline" tabindex="-1" aria-labelledby="result-heading">
            <h2 class="visually-hidden" id="result-heading">{Text::WhatHappened.get(lang)}</h2>
            {banner(run.is_some(), *progress, cancel, lang)}
            if let Some(run) = run {
                {sentence(run, shown.outcome, lang)}
                {picture(shown, run)}
            }
        </section>
    }
}

pub fn summary(run: &Run, lang: Lang) -> TakeawayText {
    let (setup, trace) = (&*run.setup, &run.view.trace);
    let (busy, sequential) = (run.metrics.busy, run.sequential);
    takeaway(&Takeaway { setup, trace, busy, sequential }, lang)
}

fn sentence(run: &Run, outcome: &Outcome, lang: Lang) -> Html {
    let stale = outcome.stale;
    let broken = stale && outcome.compiled.program.is_none();
    let text = summary(run, lang);
    let details = text.details.into_iter().map(|line| html! { <li>{line}</li> });
    html! {
        <div class={if stale { "takeaway is-stale" } else { "takeaway" }}>
            <p data-testid="takeaway">{text.sentence}</p>
            <ul>{for details}</ul>
            if broken { <p class="takeaway-note">{Text::StaleRun.get(lang)}</p> }
        </div>
    }
}

fn picture(shown: &Shown, run: &Run) -> Html {
    let (lang, theme) = (shown.lang, shown.theme);
    let Events { seek, select, hover } = shown.events.clone();
    let view = &run.view;
    let selected = shown.selected.filter(|&index| index < view.trace.segments.len());
    let selected_task = selected.map(|index| view.trace.segments.task(index));
    let playhead = shown.playhead.min(view.trace.end);
    html! {
        <>
            <Timeline run={Rc::clone(view)} setup={run.setup.clone()} {lang} {theme}
                stale={shown.outcome.stale} part={shown.part} {playhead} on_playhead={seek.clone()} {selected}
                on_select={select} on_hover_line={hover} line={shown.line} compact={shown.compact} />
            if shown.playback {
                <Playback run={Rc::clone(view)} {lang} {playhead} on_playhead={seek}
                    {selected_task} reduced_motion={shown.reduced_motion} />
            }
            {drawn(Legend { run: Rc::clone(view), lang, theme })}
            if shown.playback { {tool_buttons(lang)} }
        </>
    }
}

fn banner(any: bool, progress: Option<f64>, cancel: &Callback<()>, lang: Lang) -> Html {
    if let Some(share) = progress {
        let thousandths = (share * 1000.0) as u32;
        return html! {
            <div class="banner">
                <label class="banner-progress">
                    {Text::Working.get(lang)}
                    <progress max="1000" value={thousandths.to_string()}>{percent(share, lang)}</progress>
                </label>
                <button type="button" class="button button-small"
                    onclick={cancel.reform(|_: MouseEvent| ())}>{Text::Cancel.get(lang)}</button>
            </div>
        };
    }
    if any {
        return Html::default();
    }
    html! { <p class="banner">{Text::NothingYet.get(lang)}</p> }
}
