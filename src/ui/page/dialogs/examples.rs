//! The gallery: what each example shows, and one click to open it.

use crate::lessons;
use crate::scenario::Scenario;
use crate::ui::state::Action;
use crate::words::ui::{Text, cores, model_name};
use crate::words::{Lang, lesson_scenario, lesson_text};
use std::rc::Rc;
use yew::prelude::*;

pub fn content(current: &Scenario, lang: Lang, send: &Callback<Action>) -> (&'static str, Html) {
    let cards = lessons::ALL.iter().map(|lesson| {
        let text = lesson_text(lesson, lang);
        let scenario = Rc::new(lesson_scenario(lesson, lang));
        let machine = format!(
            "{} · {}",
            model_name(scenario.setup.model, lang),
            cores(scenario.setup.cores, lang)
        );
        let is_current = scenario.script == current.script;
        let open = send.reform(move |_| Action::Open(scenario.clone()));
        html! {
            <li key={lesson.id}>
                <button type="button" class="card" onclick={open}
                    aria-current={is_current.then_some("true")}>
                    <span class="card-title">{text.title}</span>
                    <span class="card-text">{text.summary}</span>
                    <span class="card-machine">
                        {machine}
                        if is_current { {" · "}{Text::Current.get(lang)} }
                    </span>
                </button>
            </li>
        }
    });
    let content = html! {
        <>
            <p>{Text::ExamplesIntro.get(lang)}</p>
            <ul class="cards">{for cards}</ul>
        </>
    };
    (Text::ExamplesTitle.get(lang), content)
}
