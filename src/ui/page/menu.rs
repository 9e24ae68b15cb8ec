//! A button that unfolds a few others. Leaving it, Escape or a choice folds it.

use crate::ui::page::icons::{Icon, icon};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub label: AttrValue,
    pub icon: Icon,
    pub children: Html,
}

#[component]
pub fn Menu(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let menu = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        // Events are delegated, so `current_target` is not this element.
        let (open, menu) = (open.clone(), menu.clone());
        Callback::from(move |event: FocusEvent| {
            let inside = |node: Node| menu.get().is_some_and(|menu| menu.contains(Some(&node)));
            let next = event.related_target().and_then(|t| t.dyn_into::<Node>().ok());
            if !next.is_some_and(inside) {
                open.set(false);
            }
        })
    };
    let onclick = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            if target.is_some_and(|t| t.closest(".menu-item").ok().flatten().is_some()) {
                // A dialog gives the focus back to what had it: the item is gone then.
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
                open.set(false);
            }
        })
    };
    html! {
        <div class="menu" ref={menu} {onkeydown} {onfocusout}>
            <button type="button" class="button button-icon" ref={button} onclick={toggle}
                aria-expanded={if *open { "true" } else { "false" }}
                aria-label={props.label.clone()} title={props.label.clone()}>
                {icon(props.icon)}
            </button>
            if *open {
                // Focusable, so that a click on its edge does not count as leaving.
                <div class="menu-list" tabindex="-1" {onclick}>{props.children.clone()}</div>
            }
        </div>
    }
}
