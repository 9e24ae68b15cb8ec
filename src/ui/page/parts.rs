//! Small pieces that many parts of the page are made of.

use crate::ui::page::browser;
use yew::prelude::*;

/// A labelled list of choices, of which one is taken.
pub struct Choices<'a> {
    pub id: &'static str,
    pub label: &'a str,
    /// The label is only for screen readers: the choice speaks for itself.
    pub quiet: bool,
    pub value: &'a str,
    /// Word and text of each choice.
    pub options: &'a [(&'a str, &'a str)],
    pub disabled: bool,
    /// The id of a further explanation.
    pub describedby: Option<String>,
    pub choose: Callback<String>,
}

pub fn select(c: Choices) -> Html {
    let onchange = c.choose.reform(|event: Event| browser::select_value(&event));
    let options = c.options.iter().map(|(word, text)| {
        html! { <option value={word.to_string()} selected={*word == c.value}>{*text}</option> }
    });
    html! {
        <>
            <label class={if c.quiet { "visually-hidden" } else { "field-label" }} for={c.id}>
                {c.label}
            </label>
            <select id={c.id} disabled={c.disabled} aria-describedby={c.describedby} {onchange}>
                {for options}
            </select>
        </>
    }
}
