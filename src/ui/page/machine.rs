//! Paints the machine's controls. One that changes nothing is disabled and
//! says why.

use crate::setup::Setup;
use crate::ui::controls::{Change, Field, Input, Target};
use crate::ui::page::browser;
use crate::ui::page::control_bar::Props;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::ui::state::{Action, copy};
use crate::words::ui::{Text, not_allowed};
use yew::prelude::*;

/// `unset` is called where a choice sets nothing by itself: costs of one's own.
pub fn fields(props: &Props, fields: Vec<Field>, unset: &Callback<()>) -> Html {
    html! { {for fields.into_iter().map(|field| one(props, field, unset))} }
}

fn one(props: &Props, field: Field, unset: &Callback<()>) -> Html {
    let note = if props.locked { Some(Text::LockedByAuthor) } else { field.note };
    let described = note.map(|_| [field.id, "-note"].concat());
    let paint = Paint { props, unset, field: &field, disabled: note.is_some(), described };
    let note = note.map(|note| {
        html! { <p class="field-note" id={paint.described.clone()}>{note.get(props.lang)}</p> }
    });
    // What was typed there and is no value: `browser::say_in_field`.
    let typed = !matches!(field.input, Input::Select(_));
    let said = typed.then(|| html! { <p class="field-note field-said" role="alert"></p> });
    // The same parameter of another scheduler is another control.
    let key = [field.id, &field.label].concat();
    html! { <div {key} class={field.input.class()}>{paint.control()}{note}{said}</div> }
}

struct Paint<'a> {
    props: &'a Props,
    unset: &'a Callback<()>,
    field: &'a Field,
    disabled: bool,
    described: Option<String>,
}

impl Paint<'_> {
    fn control(&self) -> Html {
        let Field { id, label, value, input, target, .. } = self.field;
        let (target, id) = (*target, *id);
        if let Input::Select(options) = input {
            let (set, unset) = (self.set(target, ""), self.unset.clone());
            return select(Choices {
                id,
                label,
                quiet: false,
                value,
                options,
                disabled: self.disabled,
                describedby: self.described.clone(),
                choose: Callback::from(move |word| {
                    if !set(word) {
                        unset.emit(());
                    }
                }),
            });
        }
        let control = match input {
            Input::Cores => self.cores(),
            Input::Seed => self.seed(),
            Input::Milliseconds => self.typed("decimal", "ms"),
            _ => self.typed("text", ""),
        };
        html! { <><label class="field-label" for={id}>{label}</label>{control}</> }
    }

    /// Sets what is chosen; false if the text is no value.
    fn set(&self, target: Target, unit: &'static str) -> impl Fn(String) -> bool + 'static {
        let (setup, send) = (self.props.setup.clone(), self.props.send.clone());
        move |text| {
            let text = text + unit;
            let read = target.set(&mut copy(&setup), &text);
            if read {
                send.emit(Action::Configure(Change::Set(target, text)));
            }
            read
        }
    }

    fn typed(&self, mode: &'static str, unit: &'static str) -> Html {
        let set = self.set(self.field.target, unit);
        let value = self.field.value.clone();
        let (holds, target, lang) = (value.clone(), self.field.target, self.props.lang);
        let setup = self.props.setup.clone();
        let onchange = Callback::from(move |event: Event| {
            let typed = browser::input_value(&event);
            // What is no value gives way to what holds, and the field says why.
            let mut said = String::new();
            if !set(typed.trim().replace(',', ".")) {
                browser::set_input_value(&event, &holds);
                said = not_allowed(&typed, target.allowed(&setup), lang);
            }
            browser::say_in_field(&event, &said);
        });
        html! {
            <input id={self.field.id} type="text" inputmode={mode} maxlength="80" {value}
                disabled={self.disabled} aria-describedby={self.described.clone()} {onchange} />
        }
    }

    fn change(&self, change: fn() -> Change) -> Callback<MouseEvent> {
        self.props.send.reform(move |_| Action::Configure(change()))
    }

    fn cores(&self) -> Html {
        let (lang, now) = (self.props.lang, self.props.setup.cores);
        let set = self.set(self.field.target, "");
        let oninput = Callback::from(move |event: InputEvent| {
            set(browser::input_value(&event));
        });
        html! {
            <div class="stepper">
                <button type="button" onclick={self.change(|| Change::Cores(-1))} disabled={self.disabled || now == 1}
                    aria-label={Text::FewerCores.get(lang)}>{"−"}</button>
                {self.typed("numeric", "")}
                <button type="button" onclick={self.change(|| Change::Cores(1))}
                    disabled={self.disabled || now == Setup::MAX_CORES}
                    aria-label={Text::MoreCores.get(lang)}>{"+"}</button>
                <input class="cores-slider" type="range" min="1" max="64"
                    value={now.to_string()} disabled={self.disabled} {oninput}
                    aria-label={Text::Cores.get(lang)} />
            </div>
        }
    }

    fn seed(&self) -> Html {
        let thrown = self.change(|| Change::NewSeed);
        let name = Text::NewSeed.get(self.props.lang);
        html! {
            <div class="stepper">
                {self.typed("numeric", "")}
                <button type="button" onclick={thrown} disabled={self.disabled}
                    aria-label={name} title={name}>{icon(Icon::Die)}</button>
            </div>
        }
    }
}
