//! Model and machine: every choice runs the script again at once.

use crate::scenario::Key;
use crate::setup::{Model, Setup};
use crate::ui::controls::{Change, Target, cost_fields, further_fields, main_fields, summary};
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::machine;
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Text, model_name, model_real, model_sentence};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub setup: Rc<Setup>,
    pub script: Rc<str>,
    pub lang: Lang,
    pub narrow: bool,
    /// The author of the embed fixed everything.
    pub locked: bool,
    /// The script decides the model itself: no other can be chosen.
    pub pinned: bool,
    pub send: Callback<Action>,
}

/// What sets the model.
pub fn to_model(word: String) -> Action {
    Action::Configure(Change::Set(Target::Setting(Key::Model), word))
}

#[component]
pub fn ControlBar(props: &Props) -> Html {
    let (open, further) = (use_state_eq(|| false), use_state_eq(|| false));
    let lang = props.lang;
    let open_further = {
        let further = further.clone();
        Callback::from(move |()| further.set(true))
    };
    let fields = |fields| machine::fields(props, fields, &open_further);
    let shown = !props.narrow || *open;
    html! {
        <section class="control-bar" aria-label={Text::Setup.get(lang)}>
            if props.narrow {
                <button type="button" class="setup-summary" onclick={turn(&open)}
                    aria-expanded={truth(*open)}>
                    {icon(Icon::Settings)}<span>{summary(&props.setup, lang)}</span>
                </button>
            }
            if shown {
                {models(props, &further)}
                <div class="machine">
                    {fields(main_fields(&props.setup, &props.script, lang))}
                </div>
                if *further {
                    <div id="further-settings" class="further">
                        <div class="machine">
                            {fields(further_fields(&props.setup, &props.script, lang))}
                        </div>
                        <fieldset class="machine">
                            <legend>{Text::CostsEach.get(lang)}</legend>
                            {fields(cost_fields(&props.setup, lang))}
                        </fieldset>
                    </div>
                }
            }
        </section>
    }
}

fn truth(open: bool) -> &'static str {
    if open { "true" } else { "false" }
}

fn turn(open: &UseStateHandle<bool>) -> Callback<MouseEvent> {
    let open = open.clone();
    Callback::from(move |_| open.set(!*open))
}

fn models(props: &Props, further: &UseStateHandle<bool>) -> Html {
    let (lang, chosen) = (props.lang, props.setup.model);
    let choices = Model::ALL.iter().map(|&model| {
        let choose = props.send.reform(move |_: Event| to_model(model.word().into()));
        html! {
            <label class="choice" key={model.word()}>
                <input type="radio" name="model" value={model.word()} checked={model == chosen}
                    disabled={props.locked || props.pinned && model != chosen} onchange={choose} />
                <span>{model_name(model, lang)}</span>
            </label>
        }
    });
    html! {
        <div class="models">
            <fieldset class="choices" aria-describedby="model-sentence">
                <legend class="visually-hidden">{Text::Model.get(lang)}</legend>
                {for choices}
            </fieldset>
            <p class="model-sentence" id="model-sentence">
                {model_sentence(chosen, lang)}{" "}
                <span class="badge">
                    {Text::Follows.get(lang)}{": "}{model_real(chosen, lang)}
                </span>
            </p>
            <button type="button" class="button button-small further-settings" onclick={turn(further)}
                aria-expanded={truth(**further)} aria-controls="further-settings">
                {icon(Icon::Settings)}{Text::FurtherSettings.get(lang)}
            </button>
        </div>
    }
}
