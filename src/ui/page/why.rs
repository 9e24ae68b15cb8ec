//! Why the chosen bar began where it did: one sentence, then the details.

use crate::explain::{Explanation, why};
use crate::setup::Setup;
use crate::trace::{Segments, State};
use crate::ui::drawn::Drawn;
use crate::ui::page::run_parts::task_tag;
use crate::view::{RunView, race_at};
use crate::words::Lang;
use crate::words::explanation;
use crate::words::timeline::{TimelineWord, race_locks, race_sentence, segment_place, word};
use crate::words::ui::Text;
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct Why {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub selected: Option<usize>,
    pub lang: Lang,
    pub on_select: Callback<Option<usize>>,
}

impl Drawn for Why {
    fn view(&self) -> Html {
        let found = self.selected.and_then(|i| why(&self.run.trace, &self.setup, i));
        found.map_or_else(|| empty(self), |e| chosen(self, &e))
    }
}

fn empty(props: &Why) -> Html {
    let first = first_switch(&props.run.trace.segments);
    let text = match first {
        Some(_) => Text::WhyEmpty.get(props.lang),
        None => word(TimelineWord::NothingYet, props.lang),
    };
    html! {
        <div class="empty">
            <p>{text}</p>
            if first.is_some() {
                <button type="button" class="button button-small"
                    onclick={props.on_select.reform(move |_| first)}>
                    {Text::WhyFirst.get(props.lang)}
                </button>
            }
        </div>
    }
}

/// The first time that one task followed another.
fn first_switch(segments: &Segments) -> Option<usize> {
    let follows =
        |i: &usize| segments.state(*i) == State::Running && segments.start(*i) > segments.start(0);
    (0..segments.len()).find(follows).or((!segments.is_empty()).then_some(0))
}

fn chosen(props: &Why, e: &Explanation) -> Html {
    let lang = props.lang;
    let trace = &props.run.trace;
    let words = explanation(e, trace, &props.setup, lang);
    let s = &e.segment;
    let place = segment_place(trace, s, props.setup.threads_per_core, lang);
    html! {
        <div class="why" data-testid="why">
            <p class="why-what">
                {task_tag(trace, s.task)}
                <span>{place}</span>
                <span>{words.when}</span>
            </p>
            <p class="why-sentence">{words.sentence}</p>
            {for race_at(trace, s).map(|race| html! {
                <p class="why-race">
                    {race_sentence(race, trace, lang)}{" "}{race_locks(race, trace, lang)}
                </p>
            })}
            // The element is kept from bar to bar, and stays as the reader left it.
            <details class="why-details">
                <summary>{Text::Details.get(lang)}</summary>
                <p>{words.rule}</p>
                if !words.cost.is_empty() { <p>{words.cost}</p> }
                if !e.eligible.is_empty() {
                    <p class="why-others">
                        <span>{Text::OthersEligible.get(lang)}{":"}</span>
                        {for e.eligible.iter().map(|&task| task_tag(trace, task))}
                    </p>
                }
            </details>
            {steps(props, e.index)}
        </div>
    }
}

/// Walks along the chosen task's own bars.
fn steps(props: &Why, index: usize) -> Html {
    let lang = props.lang;
    let segments = &props.run.trace.segments;
    let same = |i: &usize| segments.task(*i) == segments.task(index);
    let before = (0..index).rev().find(same);
    let after = (index + 1..segments.len()).find(same);
    let button = |target: Option<usize>, text: Text| {
        html! {
            <button type="button" class="button button-small" disabled={target.is_none()}
                onclick={props.on_select.reform(move |_| target)}>{text.get(lang)}</button>
        }
    };
    html! {
        <p class="why-steps">{button(before, Text::Previous)}{button(after, Text::Next)}</p>
    }
}
