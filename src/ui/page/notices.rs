//! Short messages above the page, each of which can be dismissed.

use crate::ui::drawn::Drawn;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Notice, Text, notice};
use yew::prelude::*;

#[derive(PartialEq)]
pub struct Notices {
    pub notices: Vec<Notice>,
    pub lang: Lang,
    pub send: Callback<Action>,
}

impl Drawn for Notices {
    fn view(&self) -> Html {
        let lang = self.lang;
        let items = self.notices.iter().enumerate().map(|(index, one)| {
            let dismiss = self.send.reform(move |_| Action::Dismiss(index));
            html! {
                <div class="notice">
                    <p>{notice(one, lang)}</p>
                    if *one == Notice::Replaced {
                        <button type="button" class="button button-small"
                            onclick={self.send.reform(|_| Action::Undo)}>
                            {icon(Icon::Undo)}{Text::Undo.get(lang)}
                        </button>
                    }
                    if *one == Notice::Update {
                        // `www/offline.js` listens for it.
                        <button type="button" class="button button-small" data-update="">
                            {Text::Update.get(lang)}
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
}
