//! The head of an embed: title, the two controls that matter most, a way to
//! the whole page.

use crate::scenario::{Key, Scenario};
use crate::setup::{Model, Setup};
use crate::ui::controls::{Change, Target};
use crate::ui::drawn::Drawn;
use crate::ui::open::to_link;
use crate::ui::options::Controls;
use crate::ui::page::browser;
use crate::ui::page::control_bar::to_model;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::ui::relevance::{Control, no_effect};
use crate::ui::state::{Action, copy};
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

impl Drawn for EmbedBar {
    fn view(&self) -> Html {
        let lang = self.lang;
        let scenario = Scenario {
            title: self.title.as_ref().into(),
            script: self.script.as_ref().into(),
            setup: copy(&self.setup),
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
    let choose = props.send.reform(to_model);
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
    let typed = props.send.reform(|event: Event| {
        let typed = browser::input_value(&event);
        let clamped = typed.parse().map(|n: u16| n.clamp(1, Setup::MAX_CORES).to_string());
        Action::Configure(Change::Set(Target::Setting(Key::Cores), clamped.unwrap_or(typed)))
    });
    html! {
        <div class="field field-inline">
            <label class="field-label" for="cores">{Text::Cores.get(lang)}</label>
            <input id="cores" type="number" min="1" max="64" value={props.setup.cores.to_string()}
                disabled={off} onchange={typed} />
        </div>
    }
}
