//! The dialogs of the page itself: examples. All others are tools
//! (`page::tools`), which load on demand.

mod examples;
mod modal;

use crate::scenario::Scenario;
use crate::ui::drawn::hooked;
use crate::ui::state::{Action, Dialog};
use crate::words::Lang;
use modal::Modal;
use yew::prelude::*;

pub struct Dialogs<'a> {
    pub open: Option<Dialog>,
    pub scenario: &'a dyn Fn() -> Scenario,
    pub lang: Lang,
    pub send: &'a Callback<Action>,
}

pub fn dialogs(d: &Dialogs) -> Html {
    let Some(dialog) = d.open else { return Html::default() };
    let (title, content) = match dialog {
        Dialog::Examples => examples::content(&(d.scenario)(), d.lang, d.send),
    };
    let close = d.send.reform(|()| Action::CloseDialog);
    hooked::<Modal>(
        "modal",
        modal::Props { title: title.into(), lang: d.lang, on_close: close, children: content },
    )
}
