//! The head of an embed: title, the two controls that matter most, a way to
//! the whole page.

use crate::scenario::Scenario;
use crate::setup::{Model, Setup};
use crate::ui::open::to_link;
use crate::ui::options::Controls;
use crate::ui::page::browser;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::ui::relevance::{Control, no_effect};
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Text, model_name};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub title: Rc<str>,
    pub script: Rc<str>,
    pub setup: Rc<Setup>,
    pub authored: Rc<Scenario>,
    pub lang: Lang,
    pub controls: Controls,
    pub locked: bool,
    pub send: Callback<Action>,
}

impl Props {
    fn configure<E: 'static>(&self, change: impl Fn(&mut Setup, E) + 'static) -> Callback<E> {
        let setup = self.setup.clone();
        self.send.reform(move |event| {
            let mut setup = (*setup).clone();
            change(&mut setup, event);
            Action::Configure(setup)
        })
    }
}

#[component]
pub fn EmbedBar(props: &Props) -> Html {
    let lang = props.lang;
    let scenario = Scenario {
        title: props.title.as_ref().into(),
        script: props.script.as_ref().into(),
        setup: (*props.setup).clone(),
        ..(*props.authored).clone()
    };
    let changed = scenario != *props.authored;
    let link = format!("{}#{}", browser::base_address(), to_link(&scenario));
    html! {
        <header class="embed-bar">
            <p class="embed-title">{icon(Icon::Logo)}<span>{&*props.title}</span></p>
            if props.controls == Controls::Full {
                {model(props)}
                {cores(props)}
            }
            if changed {
                <button type="button" class="button button-small"
                    onclick={props.send.reform(|_| Action::Reset)}>{Text::Reset.get(lang)}</button>
            }
            <a class="embed-link" href={link} target="_blank" rel="noopener">
                {Text::OpenFull.get(lang)}
            </a>
        </header>
    }
}

fn model(props: &Props) -> Html {
    let lang = props.lang;
    let options: Vec<_> = Model::ALL.iter().map(|&m| (m.word(), model_name(m, lang))).collect();
    let choose = props.configure(|setup, word: String| {
        setup.model = Model::from_word(&word).unwrap_or(setup.model);
    });
    html! {
        <div class="field field-inline">{select(Choices {
            id: "model", label: Text::Model.get(lang), quiet: true,
            value: props.setup.model.word(), options: &options, disabled: props.locked,
            describedby: None, choose,
        })}</div>
    }
}

fn cores(props: &Props) -> Html {
    let lang = props.lang;
    let off = props.locked || no_effect(Control::Cores, &props.setup, &props.script).is_some();
    let typed = props.configure(|setup, event: Event| {
        let n = browser::input_value(&event).parse().unwrap_or(setup.cores);
        setup.cores = n.clamp(1, Setup::MAX_CORES);
    });
    html! {
        <div class="field field-inline">
            <label class="field-label" for="cores">{Text::Cores.get(lang)}</label>
            <input id="cores" type="number" min="1" max="64" value={props.setup.cores.to_string()}
                disabled={off} onchange={typed} />
        </div>
    }
}
