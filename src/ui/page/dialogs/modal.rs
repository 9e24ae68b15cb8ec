//! A dialog over the page. The browser's own `<dialog>` keeps the focus
//! inside, closes at Escape and gives the focus back.

use crate::ui::effect::use_effect_with;
use crate::ui::page::icons::{Icon, icon};
use crate::words::Lang;
use crate::words::ui::Text;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub title: AttrValue,
    pub lang: Lang,
    pub on_close: Callback<()>,
    pub children: Html,
}

#[component]
pub fn Modal(props: &Props) -> Html {
    let dialog = use_node_ref();
    let element = dialog.clone();
    use_effect_with((), move |()| {
        let element = element.cast::<HtmlDialogElement>();
        if let Some(element) = &element {
            let _ = element.show_modal();
        }
        // Closing it before it leaves the page is what returns the focus.
        move || {
            if let Some(element) = element.filter(HtmlDialogElement::open) {
                element.close();
            }
        }
    });
    let on_close = props.on_close.reform(|_: Event| ());
    let close = props.on_close.reform(|_: MouseEvent| ());
    let onclick = {
        let (dialog, on_close) = (dialog.clone(), props.on_close.clone());
        Callback::from(move |event: MouseEvent| {
            // The content covers the dialog's box: what hits the dialog itself
            // is the backdrop.
            if event.target().is_some_and(|t| dialog.get().is_some_and(|d| *d == t)) {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog class="modal" ref={dialog} aria-labelledby="modal-title" onclose={on_close} {onclick}>
            <div class="modal-box">
                <div class="modal-head">
                    <h2 id="modal-title">{props.title.clone()}</h2>
                    <button type="button" class="button button-icon" onclick={close}
                        aria-label={Text::Close.get(props.lang)}>{icon(Icon::Close)}</button>
                </div>
                {props.children.clone()}
            </div>
        </dialog>
    }
}
