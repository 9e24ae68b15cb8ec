//! What the component asks of the browser: a frame, a size, an element's box.

use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver, window};
use yew::prelude::*;

/// Calls back before the next painting, unless dropped before.
pub struct AnimationFrame {
    id: i32,
    _call: Closure<dyn FnMut(f64)>,
}

impl AnimationFrame {
    /// `call` is given the time in milliseconds.
    pub fn request(call: impl FnMut(f64) + 'static) -> Option<AnimationFrame> {
        let closure = Closure::new(call);
        let function = closure.as_ref().unchecked_ref();
        let id = window()?.request_animation_frame(function).ok()?;
        Some(AnimationFrame { id, _call: closure })
    }
}

impl Drop for AnimationFrame {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}

/// Calls back when an element's size changes, until dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl SizeWatch {
    pub fn new(element: &Element, call: impl FnMut() + 'static) -> Option<SizeWatch> {
        let closure = Closure::new(call);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(SizeWatch { observer, _call: closure })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

pub fn device_pixel_ratio() -> f64 {
    window().map_or(1.0, |w| w.device_pixel_ratio()).clamp(0.5, 4.0)
}

/// A box in CSS pixels within the stage.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Box {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// An absolutely positioned element that is moved over the picture. Through the
/// style object: the page's policy forbids `style` attributes. What stays where
/// it is costs nothing.
#[derive(Default)]
pub struct Placed {
    pub node: NodeRef,
    /// `None`: not yet placed.
    last: Cell<Option<Option<Box>>>,
}

impl Placed {
    /// Puts it at a box, or hides it.
    pub fn put(&self, at: Option<Box>) {
        let Some(element) = self.node.cast::<HtmlElement>() else { return };
        if self.last.replace(Some(at)) == Some(at) {
            return;
        }
        element.set_hidden(at.is_none());
        let Some(at) = at else { return };
        let style = element.style();
        let place = ["translate(", &px(at.x), ", ", &px(at.y), ")"].concat();
        let _ = style.set_property("transform", &place);
        let _ = style.set_property("width", &px(at.width));
        let _ = style.set_property("height", &px(at.height));
    }
}

/// A length in CSS pixels, to a thousandth. By whole numbers: writing floats
/// needs 10 KB of code that nothing else on the page does.
pub fn px(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let thousandths = (value.abs() * 1000.0).round() as u32;
    format!("{sign}{}.{:03}px", thousandths / 1000, thousandths % 1000)
}

/// Whether an element or something around it can be scrolled up or down.
pub fn scrolls(element: &Element) -> bool {
    let can = |e: &Element| {
        let style = window().and_then(|w| w.get_computed_style(e).ok().flatten());
        let overflow = style.and_then(|s| s.get_property_value("overflow-y").ok());
        e.scroll_height() > e.client_height() + 1
            && matches!(overflow.as_deref(), Some("auto" | "scroll"))
    };
    let page = window().and_then(|w| w.document()?.document_element());
    let page_scrolls = page.is_some_and(|p| p.scroll_height() > p.client_height() + 1);
    page_scrolls
        || std::iter::successors(Some(element.clone()), |e| e.parent_element()).any(|e| can(&e))
}
