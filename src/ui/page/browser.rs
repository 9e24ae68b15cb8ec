//! The few things of the browser that the page uses, in forms that cannot
//! fail loudly: in a sandboxed frame storage throws and the clipboard is away.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Storage, Window};

/// The page is mounted by the browser, so a window and a document are there.
pub fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

pub fn document() -> Document {
    window().document().expect("a window of a page has a document")
}

pub fn root() -> Option<Element> {
    document().document_element()
}

pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Sets a custom property, which a policy without inline styles allows from
/// script but not as an attribute.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// False where the browser refuses to keep anything.
pub fn store(key: &str, value: &str) -> bool {
    storage().is_some_and(|s| s.set_item(key, value).is_ok())
}

/// The address without its fragment and without the view parameters.
pub fn base_address() -> String {
    let location = window().location();
    let part = |text: Result<String, JsValue>| text.unwrap_or_default();
    part(location.origin()) + &part(location.pathname())
}

pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_string()
}

/// Names the scenario in the address without adding a step to the history.
pub fn replace_fragment(fragment: &str) {
    let location = window().location();
    let search = location.search().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    let url = format!("{path}{search}#{fragment}");
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// Whether `query` holds now.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|m| m.matches())
}

/// Milliseconds since the page began.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// A listener that goes away when dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        handle: impl FnMut(Event) + 'static,
    ) -> Listener {
        let closure = Closure::<dyn FnMut(Event)>::new(handle);
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Listener { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.kind, handler);
    }
}

/// Copies `text`, then tells whether the browser allowed it.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    // `navigator.clipboard` is undefined outside secure contexts.
    let navigator: JsValue = window().navigator().into();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    let Some(clipboard) = clipboard.ok().filter(|c| !c.is_undefined()) else {
        return then(false);
    };
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    let then = std::rc::Rc::new(std::cell::Cell::new(Some(then)));
    let other = then.clone();
    let yes = Closure::once_into_js(move |_: JsValue| {
        if let Some(then) = then.take() {
            then(true);
        }
    });
    let no = Closure::once_into_js(move |_: JsValue| {
        if let Some(then) = other.take() {
            then(false);
        }
    });
    let promise: JsValue = clipboard.write_text(text).into();
    let arguments = js_sys::Array::of2(&yes, &no);
    let method = js_sys::Reflect::get(&promise, &"then".into()).unwrap_or_default();
    let _ = method.unchecked_into::<js_sys::Function>().apply(&promise, &arguments);
}

/// What stands in the field that an event came from.
pub fn input_value(event: &Event) -> String {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.map(|t| t.value()).unwrap_or_default()
}

pub fn set_input_value(event: &Event, value: &str) {
    if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        input.set_value(value);
    }
}

/// Says something below the field that an event came from.
pub fn say_in_field(event: &Event, text: &str) {
    let input = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let field = input.and_then(|input| input.closest(".field").ok().flatten());
    let place = field.and_then(|field| field.query_selector(".field-said").ok().flatten());
    if let Some(place) = place {
        place.set_text_content(Some(text));
    }
}

/// Has a list of choices show `value`.
pub fn select(id: &str, value: &str) {
    let list = element(id).and_then(|e| e.dyn_into::<web_sys::HtmlSelectElement>().ok());
    if let Some(list) = list {
        list.set_value(value);
    }
}

pub fn select_value(event: &Event) -> String {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok());
    target.map(|t| t.value()).unwrap_or_default()
}
