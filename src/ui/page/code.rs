//! The editor bundle behind typed calls. UTF-8 bytes become UTF-16 units here
//! and nowhere else.

use crate::base::Span;
use crate::program::{Builtin, Kind, Param};
use crate::script::{Diagnostic, Severity};
use crate::ui::page::marks::Mark;
use crate::words::ui::builtin_help;
use crate::words::{Lang, diagnostic};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/www/editor/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor)]
    pub fn load_editor() -> Promise;
}

#[wasm_bindgen]
extern "C" {
    pub type Module;
    #[wasm_bindgen(method)]
    pub fn mount(
        this: &Module,
        root: &web_sys::ShadowRoot,
        host: &web_sys::Element,
        options: &Object,
    ) -> Handle;

    #[derive(Clone)]
    pub type Handle;
    #[wasm_bindgen(method, js_name = setDoc)]
    pub fn set_doc(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    pub fn set_read_only(this: &Handle, locked: bool);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    pub fn set_diagnostics(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    pub fn set_marks(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setHighlight)]
    pub fn set_highlight(this: &Handle, line: Option<u32>);
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Handle, from: u32);
    #[wasm_bindgen(method, js_name = setTheme)]
    pub fn set_theme(this: &Handle, name: &str);
    #[wasm_bindgen(method, js_name = setPhrases)]
    pub fn set_phrases(this: &Handle, phrases: &Object);
    #[wasm_bindgen(method, js_name = setLabel)]
    pub fn set_label(this: &Handle, label: &str);
    #[wasm_bindgen(method, js_name = setCompletions)]
    pub fn set_completions(this: &Handle, list: &Array);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Handle);
}

pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// A byte offset in UTF-16 code units. An offset inside a character counts as
/// the character's start.
pub fn utf16(text: &str, byte: u32) -> u32 {
    let mut byte = (byte as usize).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    text[..byte].encode_utf16().count() as u32
}

pub fn diagnostics(list: &[Diagnostic], text: &str, lang: Lang) -> Array {
    list.iter().map(|d| JsValue::from(one(d, text, lang))).collect()
}

fn one(d: &Diagnostic, text: &str, lang: Lang) -> Object {
    let Span { start, end } = d.span;
    let words = diagnostic(&d.kind, lang);
    let severity = if d.kind.severity() == Severity::Error { "error" } else { "warning" };
    let mut fields = vec![
        ("from", utf16(text, start).into()),
        ("to", utf16(text, end).into()),
        ("severity", severity.into()),
        ("message", words.message.into()),
        ("hint", words.hint.into()),
    ];
    if let Some(replacement) = &d.replacement {
        fields.push(("replacement", replacement.as_str().into()));
    }
    object(&fields)
}

pub fn marks(marks: &[Mark]) -> Array {
    let one = |mark: &Mark| {
        JsValue::from(object(&[
            ("line", mark.line.into()),
            ("colour", mark.colour.as_str().into()),
            ("letter", mark.letter.as_str().into()),
            ("title", mark.title.as_str().into()),
        ]))
    };
    marks.iter().map(one).collect()
}

/// Every name that exists without being defined, with what it does.
pub fn completions(lang: Lang) -> Array {
    let one = |name: &Builtin| {
        let kind = match name.kind() {
            Kind::Verb | Kind::Function => "function",
            Kind::Sync | Kind::Type => "class",
            Kind::Exception => "type",
        };
        JsValue::from(object(&[
            ("label", name.name().into()),
            ("type", kind.into()),
            ("detail", signature(*name).into()),
            ("info", builtin_help(*name, lang).into()),
        ]))
    };
    Builtin::ALL.iter().map(one).collect()
}

/// The parameters as Python writes them.
fn signature(name: Builtin) -> String {
    let params = name.signature().params.iter().map(|param| match param {
        Param::Required(name) => (*name).to_string(),
        Param::Optional(name) | Param::KeywordOnly(name) => format!("{name}=…"),
        Param::Star => "*args".to_string(),
    });
    format!("({})", params.collect::<Vec<_>>().join(", "))
}

/// The text with the diagnostic's replacement in place.
pub fn mended(text: &str, d: &Diagnostic) -> Option<String> {
    let (start, end) = (d.span.start as usize, d.span.end as usize);
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    Some([before, d.replacement.as_ref()?, after].concat())
}
