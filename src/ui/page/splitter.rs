//! The edge between script and timeline: drag it, or move it by arrow keys.

use crate::ui::page::browser;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub label: &'static str,
}

/// Shares of the width, in percent.
const LEAST: i32 = 20;
const MOST: i32 = 70;
const FIRST: i32 = 34;
/// Where the choice is kept. `www/first.js` sets what the page begins with.
const SPLIT: &str = "interleave.split";

#[component]
pub fn Splitter(props: &Props) -> Html {
    // Nothing is drawn anew for it: a key that is held comes faster than that.
    let share = use_mut_ref(|| {
        let stored = browser::stored(SPLIT).and_then(|share| share.parse().ok());
        stored.filter(|share| (LEAST..=MOST).contains(share)).unwrap_or(FIRST)
    });
    let bar = use_node_ref();
    let dragging = use_mut_ref(|| false);
    let set = {
        let (share, bar) = (share.clone(), bar.clone());
        move |percent: i32| {
            let percent = percent.clamp(LEAST, MOST);
            *share.borrow_mut() = percent;
            let text = percent.to_string();
            if let Some(bar) = bar.cast::<web_sys::Element>() {
                let _ = bar.set_attribute("aria-valuenow", &text);
            }
            if let Some(workspace) = browser::element("workspace") {
                browser::set_property(&workspace, "--script-width", &format!("{text}%"));
            }
            browser::store(SPLIT, &text);
        }
    };
    let onkeydown = {
        let (share, set) = (share.clone(), set.clone());
        Callback::from(move |event: KeyboardEvent| {
            let now = *share.borrow();
            let next = match event.key().as_str() {
                "ArrowLeft" => now - 2,
                "ArrowRight" => now + 2,
                "Home" => LEAST,
                "End" => MOST,
                _ => return,
            };
            event.prevent_default();
            set(next);
        })
    };
    let onpointerdown = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            *dragging.borrow_mut() = true;
            if let Some(bar) = event.target_dyn_into::<web_sys::Element>() {
                let _ = bar.set_pointer_capture(event.pointer_id());
            }
            event.prevent_default();
        })
    };
    let onpointermove = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            let workspace = browser::element("workspace").filter(|_| *dragging.borrow());
            if let Some(workspace) = workspace {
                let space = workspace.get_bounding_client_rect();
                let offset = f64::from(event.client_x()) - space.left();
                set((offset / space.width().max(1.0) * 100.0) as i32);
            }
        })
    };
    let onpointerup = Callback::from(move |_: PointerEvent| *dragging.borrow_mut() = false);
    html! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical"
            aria-label={props.label} aria-controls="workspace"
            aria-valuenow={share.borrow().to_string()} ref={bar}
            aria-valuemin={LEAST.to_string()} aria-valuemax={MOST.to_string()}
            {onkeydown} {onpointerdown} {onpointermove} {onpointerup} />
    }
}
