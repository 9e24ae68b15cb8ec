//! The script pane. Plain text first, in the box that the editor fills once
//! its bundle has arrived, so that nothing moves.

use crate::script::Diagnostic;
use crate::ui::effect::use_effect_with;
use crate::ui::page::browser;
use crate::ui::page::code::{self, Handle, Module};
use crate::ui::page::marks::Mark;
use crate::ui::page::runner::Compiled;
use crate::ui::state::Action;
use crate::words::Lang;
use crate::words::ui::{Text, editor_phrases};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRootInit, ShadowRootMode};
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub script: Rc<str>,
    pub compiled: Rc<Compiled>,
    pub lang: Lang,
    pub theme: &'static str,
    pub locked: bool,
    /// The line of the bar under the pointer in the timeline.
    pub highlighted: Option<u32>,
    /// Where each task is at the playhead.
    pub marks: Rc<[Mark]>,
    /// A place to show, and the count of such wishes.
    pub reveal: Option<(u32, u32)>,
    pub send: Callback<Action>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.script == other.script
            && Rc::ptr_eq(&self.compiled, &other.compiled)
            && (self.lang, self.theme, self.locked) == (other.lang, other.theme, other.locked)
            && self.marks == other.marks
            && (self.highlighted, self.reveal) == (other.highlighted, other.reveal)
            && self.send == other.send
    }
}

/// The mounted editor and the closures that it calls.
struct Mounted {
    handle: Handle,
    _on_change: Closure<dyn FnMut(String)>,
    _on_line: Closure<dyn FnMut(Option<u32>)>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

#[component]
pub fn Editor(props: &Props) -> Html {
    let host = use_node_ref();
    let mounted = use_state(|| None::<Rc<Mounted>>);
    use_mounting(props, &host, &mounted);
    let handle = mounted.as_ref().map(|m| m.handle.clone());
    use_following(props, handle);
    let class = if mounted.is_some() { "editor is-mounted" } else { "editor" };
    html! {
        <div {class} data-testid="editor">
            <div class="editor-host" ref={host} />
            if mounted.is_none() {
                <pre class="editor-plain" tabindex="0"
                    aria-label={Text::ScriptLabel.get(props.lang)}>{&*props.script}</pre>
            }
        </div>
    }
}

/// Fetches and mounts the editor after the first paint, once.
#[hook]
fn use_mounting(props: &Props, host: &NodeRef, mounted: &UseStateHandle<Option<Rc<Mounted>>>) {
    let latest = use_mut_ref(|| props.script.clone());
    *latest.borrow_mut() = props.script.clone();
    let (host, mounted, send) = (host.clone(), mounted.clone(), props.send.clone());
    let (lang, locked) = (props.lang, props.locked);
    use_effect_with((), move |()| {
        let arrived = Closure::once_into_js(move |module: JsValue| {
            let Some(host) = host.cast::<HtmlElement>() else { return };
            let script = latest.borrow().clone();
            let options = [
                ("doc", JsValue::from_str(&script)),
                ("readOnly", locked.into()),
                ("label", Text::ScriptLabel.get(lang).into()),
            ];
            mounted.set(mount(module, &host, &options, send));
        });
        // After this frame and the next task: the first picture comes first.
        Timeout::new(1, move || {
            let promise: JsValue = code::load_editor().into();
            let then = js_sys::Reflect::get(&promise, &"then".into()).unwrap_or_default();
            // If it never arrives the plain text stays, and all else works.
            let _ = then.unchecked_into::<js_sys::Function>().call1(&promise, &arrived);
        })
        .forget();
    });
}

fn mount(
    module: JsValue,
    host: &HtmlElement,
    options: &[(&str, JsValue)],
    send: Callback<Action>,
) -> Option<Rc<Mounted>> {
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok()?,
    };
    let inner: Element = browser::document().create_element("div").ok()?;
    // No sheet of the page reaches into a shadow root.
    inner.dyn_ref::<HtmlElement>().inspect(|inner| browser::set_property(inner, "height", "100%"));
    root.append_child(&inner).ok()?;
    let lines = send.clone();
    let on_line = Closure::<dyn FnMut(Option<u32>)>::new(move |line| {
        lines.emit(Action::HoverLine(line));
    });
    let on_change = Closure::<dyn FnMut(String)>::new(move |text: String| {
        send.emit(Action::Edit(text.as_str().into()));
    });
    let options = code::object(options);
    let _ = js_sys::Reflect::set(&options, &"onChange".into(), on_change.as_ref());
    let _ = js_sys::Reflect::set(&options, &"onLine".into(), on_line.as_ref());
    let module: Module = module.unchecked_into();
    let handle = module.mount(&root, &inner, &options);
    Some(Rc::new(Mounted { handle, _on_change: on_change, _on_line: on_line }))
}

/// Passes on to the mounted editor what changed around it.
#[hook]
fn use_following(props: &Props, handle: Option<Handle>) {
    let ready = handle.is_some();
    let editor = handle.clone();
    use_effect_with((ready, props.script.clone()), move |(_, script)| {
        editor.inspect(|e| e.set_doc(script));
    });
    let (editor, script) = (handle.clone(), props.script.clone());
    use_effect_with((ready, Shown(props.compiled.clone()), props.lang), move |(_, shown, lang)| {
        let list = code::diagnostics(shown.list(), &script, *lang);
        editor.inspect(|e| e.set_diagnostics(&list));
    });
    let editor = handle.clone();
    use_effect_with((ready, props.lang), move |(_, lang)| {
        let own = editor_phrases(*lang).iter().map(|(en, own)| (*en, JsValue::from(*own)));
        let phrases = code::object(&own.collect::<Vec<_>>());
        editor.inspect(|e| {
            e.set_phrases(&phrases);
            e.set_label(Text::ScriptLabel.get(*lang));
            e.set_completions(&code::completions(*lang));
        });
    });
    let editor = handle.clone();
    use_effect_with((ready, props.theme, props.locked), move |(_, theme, locked)| {
        editor.inspect(|e| {
            e.set_theme(theme);
            e.set_read_only(*locked);
        });
    });
    let editor = handle.clone();
    use_effect_with((ready, props.highlighted), move |(_, line)| {
        editor.inspect(|e| e.set_highlight(*line));
    });
    let editor = handle.clone();
    use_effect_with((ready, props.marks.clone()), move |(_, marks)| {
        editor.inspect(|e| e.set_marks(&code::marks(marks)));
    });
    let script = props.script.clone();
    use_effect_with((ready, props.reveal), move |(_, wish)| {
        if let (Some((byte, _)), Some(editor)) = (*wish, handle) {
            editor.reveal(code::utf16(&script, byte));
            editor.focus();
        }
    });
}

/// Compares by identity: equal diagnostics of another text have other places.
struct Shown(Rc<Compiled>);

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Shown {
    fn list(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }
}
