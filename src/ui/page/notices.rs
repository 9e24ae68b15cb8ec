//! Short messages above the page, each of which can be dismissed.

use crate::ui::page::icons::{Icon, icon};
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Notice, Text, notice};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub notices: Vec<Notice>,
    pub lang: Lang,
    pub send: Callback<Action>,
}

#[component]
pub fn Notices(props: &Props) -> Html {
    let lang = props.lang;
    let items = props.notices.iter().enumerate().map(|(index, one)| {
        let dismiss = props.send.reform(move |_| Action::Dismiss(index));
        html! {
            <div class="notice">
                <p>{notice(one, lang)}</p>
                if *one == Notice::Replaced {
                    <button type="button" class="button button-small"
                        onclick={props.send.reform(|_| Action::Undo)}>
                        {icon(Icon::Undo)}{Text::Undo.get(lang)}
                    </button>
                }
                <button type="button" class="button button-icon" onclick={dismiss}
                    aria-label={Text::Dismiss.get(lang)}>{icon(Icon::Close)}</button>
            </div>
        }
    });
    // Always there, so that screen readers notice what is added.
    html! { <div class="notices" role="status" aria-live="polite">{for items}</div> }
}
