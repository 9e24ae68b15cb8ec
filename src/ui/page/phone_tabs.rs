//! What a narrow screen shows, chosen at its lower edge, near the thumb.

use crate::ui::page::icons::{Icon, icon};
use crate::ui::state::{Action, Tab};
use crate::words::Lang;
use crate::words::ui::Text;
use yew::prelude::*;

pub fn phone_tabs(now: Tab, lang: Lang, send: &Callback<Action>) -> Html {
    let tabs = [
        (Tab::Script, Icon::Script, Text::Script),
        (Tab::Timeline, Icon::Timeline, Text::Timeline),
        (Tab::Explain, Icon::Explain, Text::Explain),
    ];
    let tabs = tabs.map(|(tab, sign, text)| {
        html! {
            <button type="button" class="phone-tab" onclick={send.reform(move |_| Action::Turn(tab))}
                aria-current={(tab == now).then_some("page")}>
                {icon(sign)}{text.get(lang)}
            </button>
        }
    });
    html! { <nav class="phone-tabs" aria-label={Text::Views.get(lang)}>{for tabs}</nav> }
}
