//! What a newcomer may try, one thing at a time. Done or dismissed, it goes
//! away for ever.

use crate::ui::state::{Action, Hint};
use crate::words::Lang;
use crate::words::ui::Text;
use yew::prelude::*;

pub fn hints(left: u8, lang: Lang, send: &Callback<Action>) -> Html {
    let Some(hint) = Hint::first(left) else { return Html::default() };
    let text = match hint {
        Hint::Script => Text::HintScript,
        Hint::Bar => Text::HintBar,
        Hint::Model => Text::HintModel,
    };
    html! {
        <div class="hint" role="note" data-testid="hint">
            <p>{text.get(lang)}</p>
            <button type="button" class="button button-small"
                onclick={send.reform(move |_| Action::Learnt(hint))}>{Text::HintNext.get(lang)}</button>
            <button type="button" class="button button-small"
                onclick={send.reform(|_| Action::NoHints)}>{Text::HintNever.get(lang)}</button>
        </div>
    }
}
