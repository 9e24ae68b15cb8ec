//! The dialogs: examples, share, help. One at a time, over the page.

mod examples;
mod help;
mod modal;
mod share;

use crate::base::Time;
use crate::scenario::Scenario;
use crate::ui::state::{Action, Dialog};
use crate::words::Lang;
use modal::Modal;
use yew::prelude::*;

pub struct Dialogs<'a> {
    pub open: Option<Dialog>,
    pub scenario: &'a dyn Fn() -> Scenario,
    /// The playback's.
    pub moment: Time,
    pub lang: Lang,
    pub send: &'a Callback<Action>,
}

pub fn dialogs(d: &Dialogs) -> Html {
    let Some(dialog) = d.open else { return Html::default() };
    let (title, content) = match dialog {
        Dialog::Examples => examples::content(&(d.scenario)(), d.lang, d.send),
        Dialog::Share => share::content((d.scenario)(), d.moment, d.lang),
        Dialog::Shortcuts => help::shortcuts(d.lang),
        Dialog::About => help::about(d.lang),
    };
    let close = d.send.reform(|()| Action::CloseDialog);
    html! { <Modal {title} lang={d.lang} on_close={close}>{content}</Modal> }
}
