//! The head of an embed: title, the two controls that matter most, a way to
//! the whole page.

use crate::scenario::Scenario;
use crate::setup::{Model, Setup};
use crate::ui::drawn::Drawn;
use crate::ui::open::to_link;
use crate::ui::options::Controls;
use crate::ui::page::browser;
use crate::ui::page::control_bar::configure;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::ui::relevance::{Control, no_effect};
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Text, model_name};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct EmbedBar {
    pub title: Rc<str>,
    pub script: Rc<str>,
    pub setup: Rc<Setup>,
    pub authored: Rc<Scenario>,
    pub lang: Lang,
    pub controls: Controls,
    pub locked: bool,
    /// The script decides the model itself.
    pub pinned: bool,
    pub send: Callback<Action>,
}

impl EmbedBar {
    fn configure<E: 'static>(&self, change: impl Fn(&mut Setup, E) + 'static) -> Callback<E> {
        configure(&self.setup, &self.send, change)
    }
}

impl Drawn for EmbedBar {
    fn view(&self) -> Html {
        let lang = self.lang;
        let scenario = Scenario {
            title: self.title.as_ref().into(),
            script: self.script.as_ref().into(),
            setup: (*self.setup).clone(),
            ..(*self.authored).clone()
        };
        let changed = scenario != *self.authored;
        let link = format!("{}#{}", browser::base_address(), to_link(&scenario));
        html! {
            <header class="embed-bar">
                <p class="embed-title">{icon(Icon::Logo)}<span>{&*self.title}</span></p>
                if self.controls == Controls::Full {
                    {model(self)}
                    {cores(self)}
                }
                if changed {
                    <button type="button" class="button button-small"
                        onclick={self.send.reform(|_| Action::Reset)}>{Text::Reset.get(lang)}</button>
                }
                <a class="embed-link" href={link} target="_blank" rel="noopener">
                    {Text::OpenFull.get(lang)}
                </a>
            </header>
        }
    }
}

fn model(props: &EmbedBar) -> Html {
    let lang = props.lang;
    let options: Vec<_> = Model::ALL.iter().map(|&m| (m.word(), model_name(m, lang))).collect();
    let choose = props.configure(|setup, word: String| {
        let _ = setup.set_model(&word);
    });
    html! {
        <div class="field field-inline">{select(Choices {
            id: "model", label: Text::Model.get(lang), quiet: true,
            value: props.setup.model.word(), options: &options, disabled: props.locked || props.pinned,
            describedby: None, choose,
        })}</div>
    }
}

fn cores(props: &EmbedBar) -> Html {
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
