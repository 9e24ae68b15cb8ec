//! Gets the texts of a language when it is first chosen.
//!
//! The build takes the constants with another language's letters out of the
//! page's program (`scripts/slim.mjs`): until they are loaded they are zeros,
//! which equal no text. So nobody may show a language before `load` says that
//! its texts are there.

use crate::words::Lang;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/www/texts.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadTexts)]
    fn load_texts(lang: &str, memory: JsValue, done: JsValue);
}

/// Calls `done` with whether the texts are there, at once for the first language.
pub fn load(lang: Lang, done: impl FnOnce(bool) + 'static) {
    if lang == Lang::default() {
        return done(true);
    }
    load_texts(lang.tag(), wasm_bindgen::memory(), Closure::once_into_js(done));
}
