//! Gets the texts of Python's modules when a script first needs them.

use crate::script::provide_library;
use crate::ui::effect::use_effect_with;
use crate::ui::state::Action;
use crate::words::ui::Notice;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(module = "/www/library.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadLibrary)]
    fn load_library(done: JsValue);
}

/// Loads the texts if `lacking`, then calls `arrived`. Where they cannot be had
/// it says so, and tries again with the next change of the script.
#[hook]
pub fn use_library(
    lacking: bool,
    source: &Rc<str>,
    arrived: impl Fn() + 'static,
    send: &Callback<Action>,
) {
    let send = send.clone();
    use_effect_with((lacking, source.clone()), move |(lacking, _)| {
        if *lacking {
            load_library(Closure::once_into_js(move |text: Option<String>| {
                match text.is_some_and(|text| provide_library(&text)) {
                    true => arrived(),
                    false => send.emit(Action::Notify(Notice::NoLibrary)),
                }
            }));
        }
    });
}
