//! What follows the state into the browser: language, theme, address, draft.

use crate::ui::open;
use crate::ui::options::ThemeChoice;
use crate::ui::page::browser::{self, Listener, document, media, window};
use crate::ui::page::tools;
use crate::ui::state::{Action, Dialog, Page, Saving};
use crate::ui::theme::Theme;
use crate::words::Lang;
use crate::words::ui::{Notice, Text};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use yew::prelude::*;

pub const DRAFT: &str = "interleave.draft";
pub const LANG: &str = "interleave.lang";
pub const THEME: &str = "interleave.theme";

/// How long after the last change the address and the draft follow it.
const SETTLED_MS: u32 = 400;

/// The address and the draft follow the scenario; an embed leaves both alone,
/// for they are the course page's.
#[hook]
pub fn use_saving(page: &Page, send: &Callback<Action>) {
    let inputs = (page.title.clone(), page.script.clone(), page.setup.clone());
    let saving = if page.options.embed { Saving::Nowhere } else { page.saving };
    let scenario = (saving != Saving::Nowhere).then(|| page.scenario());
    let send = send.clone();
    use_effect_with(inputs, move |_| {
        let timer = scenario.map(|scenario| {
            Timeout::new(SETTLED_MS, move || {
                let fragment = open::to_link(&scenario);
                browser::replace_fragment(&fragment);
                if saving == Saving::AddressAndDraft && !browser::store(DRAFT, &fragment) {
                    send.emit(Action::Notify(Notice::NotSaved));
                }
            })
        });
        move || drop(timer)
    });
}

/// A link pasted into the address of an open page opens, too.
#[hook]
pub fn use_pasted_links(lang: Lang, send: &Callback<Action>) {
    let send = send.clone();
    use_effect_with(lang, move |lang| {
        let lang = *lang;
        let listener = Listener::new(&window(), "hashchange", move |_| {
            let (scenario, notices) = open::from_link(&browser::fragment(), lang);
            scenario.into_iter().for_each(|s| send.emit(Action::Open(s)));
            notices.into_iter().for_each(|n| send.emit(Action::Notify(n)));
        });
        move || drop(listener)
    });
}

/// The document says its language and title.
#[hook]
pub fn use_document(page: &Page) {
    use_effect_with((page.lang, page.title.clone()), |(lang, title)| {
        if let Some(root) = browser::root() {
            let _ = root.set_attribute("lang", lang.tag());
        }
        let app = Text::AppName.get(*lang);
        document().set_title(&match &**title {
            "" => format!("{app}: {}", Text::Tagline.get(*lang)),
            title => format!("{title} · {app}"),
        });
    });
}

/// The theme in force: the chosen one, or the system's.
#[hook]
pub fn use_theme(chosen: ThemeChoice, embed: bool) -> Theme {
    let dark = use_media("(prefers-color-scheme: dark)");
    use_effect_with((chosen, embed), |(chosen, embed)| {
        if let Some(root) = browser::root() {
            let _ = root.set_attribute("data-theme", chosen.word());
            let _ = root.toggle_attribute_with_force("data-embed", *embed);
        }
    });
    match chosen {
        ThemeChoice::System if dark => Theme::Dark,
        ThemeChoice::System | ThemeChoice::Light => Theme::Light,
        ThemeChoice::Dark => Theme::Dark,
        ThemeChoice::Contrast => Theme::Contrast,
    }
}

#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state_eq(|| media(query));
    let now = *matches;
    use_effect_with((), move |()| {
        let list = window().match_media(query).ok().flatten();
        let listener =
            list.map(|list| Listener::new(&list, "change", move |_| matches.set(media(query))));
        move || drop(listener)
    });
    now
}

/// Language and theme are remembered once chosen by hand.
#[hook]
pub fn use_remembering(page: &Page) {
    let own = !page.options.embed;
    let before = use_mut_ref(|| (page.lang, page.theme));
    use_effect_with((page.lang, page.theme), move |&(lang, theme)| {
        let (old_lang, old_theme) = before.replace((lang, theme));
        if own && old_lang != lang {
            browser::store(LANG, lang.tag());
        }
        if own && old_theme != theme {
            browser::store(THEME, theme.word());
        }
    });
}

/// Buttons of tools open them. Ctrl+Enter runs, Ctrl+S copies the link, `?` helps.
#[hook]
pub fn use_shortcuts(page: &Page, send: &Callback<Action>) {
    let current = use_mut_ref(|| page.clone());
    *current.borrow_mut() = page.clone();
    let send = send.clone();
    use_effect_with((), move |()| {
        let (page, target) = (current.clone(), document());
        let tools = Listener::new(&target, "click", move |event| open_tool(&event, &page.borrow()));
        let listener = Listener::new(&target, "keydown", move |event| {
            let event: web_sys::KeyboardEvent = event.unchecked_into();
            let command = event.ctrl_key() || event.meta_key();
            match event.key().as_str() {
                "Enter" if command => send.emit(Action::RunAgain),
                "s" | "ы" if command => copy_link(&current.borrow(), &send),
                "?" if !command && !is_typing(&event) => send.emit(Action::Ask(Dialog::Shortcuts)),
                _ => return,
            }
            event.prevent_default();
        });
        move || drop((listener, tools))
    });
}

/// A button of the tools works wherever it stands.
fn open_tool(event: &web_sys::Event, page: &Page) {
    let button = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .and_then(|t| t.closest("[data-tool]").ok().flatten());
    if let Some(kind) = button.and_then(|b| b.get_attribute("data-tool")) {
        tools::open_tool(&kind, &open::to_link(&page.scenario()));
    }
}

fn copy_link(page: &Page, send: &Callback<Action>) {
    let link = format!("{}#{}", browser::base_address(), open::to_link(&page.scenario()));
    let send = send.clone();
    browser::copy(&link, move |copied| {
        send.emit(Action::Notify(if copied { Notice::Copied } else { Notice::CopyRefused }));
    });
}

/// Whether the key belongs to a text: single keys must not act there.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    // The editor sits in a shadow root; the path sees through it.
    let first = event.composed_path().get(0);
    first.dyn_into::<web_sys::HtmlElement>().is_ok_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.is_content_editable()
    })
}
