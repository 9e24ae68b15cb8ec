//! A row of tabs: one stop for Tab, arrows move along it.

use wasm_bindgen::JsCast;
use yew::prelude::*;

pub struct Tabs<'a, T> {
    /// Unique on the page; tab `i` has the id `{id}-{i}`.
    pub id: &'static str,
    /// The element that the tabs switch.
    pub controls: &'static str,
    pub label: &'static str,
    pub tabs: &'a [(T, Html)],
    pub chosen: T,
    pub choose: Callback<T>,
}

pub fn tabs<T: Copy + PartialEq + 'static>(t: &Tabs<T>) -> Html {
    let count = t.tabs.len();
    let values: Vec<T> = t.tabs.iter().map(|(value, _)| *value).collect();
    let now = values.iter().position(|v| *v == t.chosen).unwrap_or(0);
    let (choose, id) = (t.choose.clone(), t.id);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        // The tab with focus: the one that is chosen may not be drawn yet.
        let tab = event.target_dyn_into::<web_sys::Element>().map(|tab| tab.id());
        let focused = (0..count).find(|i| tab.as_ref() == Some(&format!("{id}-{i}")));
        let now = focused.unwrap_or(now);
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        choose.emit(values[next]);
        if let Some(tab) = crate::ui::page::browser::element(&format!("{id}-{next}")) {
            let _ = tab.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
    let items = t.tabs.iter().enumerate().map(|(i, (value, text))| {
        let (value, choose) = (*value, t.choose.clone());
        let chosen = i == now;
        html! {
            <button type="button" role="tab" id={format!("{id}-{i}")} class="tab"
                aria-selected={if chosen { "true" } else { "false" }} aria-controls={t.controls}
                tabindex={if chosen { "0" } else { "-1" }}
                onclick={Callback::from(move |_| choose.emit(value))}>
                {text.clone()}
            </button>
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={t.label} {onkeydown}>{for items}</div>
    }
}
