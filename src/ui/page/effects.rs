//! What follows the state into the browser: language, theme, what is remembered.

use crate::base::Time;
use crate::ui::effect::use_effect_with;
use crate::ui::open;
use crate::ui::options::ThemeChoice;
use crate::ui::page::browser::{self, Listener, document, media, window};
use crate::ui::page::tools;
use crate::ui::state::{Action, Page};
use crate::ui::theme::Theme;
use crate::words::Lang;
use crate::words::ui::{Notice, Text};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

pub const LANG: &str = "interleave.lang";
pub const THEME: &str = "interleave.theme";
pub const PANEL: &str = "interleave.panel";
pub const HINTS: &str = "interleave.hints";

/// A link pasted into the address of an open page opens, too; so does what a
/// tool hands over (`www/tools`): a draft or a file.
#[hook]
pub fn use_pasted_links(lang: Lang, send: &Callback<Action>) {
    let (send, open_it) = (send.clone(), send.clone());
    use_effect_with(lang, move |lang| {
        let lang = *lang;
        let listener = Listener::new(&window(), "hashchange", move |_| {
            let (scenario, notices) = open::from_link(&browser::fragment(), lang);
            scenario.into_iter().for_each(|s| send.emit(Action::Open(Rc::new(s))));
            notices.into_iter().for_each(|n| send.emit(Action::Notify(n)));
        });
        let handed = Listener::new(&window(), "interleave-open", move |event| {
            let draft = js_sys::Reflect::get(&event, &"detail".into()).unwrap_or_default();
            let scenario = open::from_draft(&draft.as_string().unwrap_or_default(), lang);
            scenario.into_iter().for_each(|s| open_it.emit(Action::Open(Rc::new(s))));
        });
        move || drop((listener, handed))
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
    // Not an effect: those of the parts come before, and read the page's colours.
    use_memo((chosen, embed), |(chosen, embed)| {
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
        // It may have changed since the page was first laid out.
        matches.set(media(query));
        let listener =
            list.map(|list| Listener::new(&list, "change", move |_| matches.set(media(query))));
        move || drop(listener)
    });
    now
}

/// Language, theme, the panel and the hints that are left are remembered once
/// they change.
#[hook]
pub fn use_remembering(page: &Page) {
    let own = !page.options.embed;
    let now = (page.lang, page.theme, page.panel, page.hints);
    let before = use_mut_ref(|| now);
    use_effect_with(now, move |&now| {
        let old = before.replace(now);
        let keep = |changed: bool, key, value: &str| {
            if own && changed {
                browser::store(key, value);
            }
        };
        keep(old.0 != now.0, LANG, now.0.tag());
        keep(old.1 != now.1, THEME, now.1.word());
        keep(old.2 != now.2, PANEL, &(now.2 as u8).to_string());
        keep(old.3 != now.3, HINTS, &now.3.to_string());
    });
}

/// A newer page waits to be taken (`www/offline.js`).
#[hook]
pub fn use_updates(send: &Callback<Action>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let listener = Listener::new(&window(), "interleave-update", move |_| {
            send.emit(Action::Notify(Notice::Update));
        });
        move || drop(listener)
    });
}

/// Buttons of tools open them. Ctrl+Enter runs, Ctrl+S copies the link, `?` helps.
#[hook]
pub fn use_shortcuts(page: &UseReducerHandle<Page>, send: &Callback<Action>) {
    // A clone of the handle reads what is there by now, drawn or not; the handle
    // itself would keep all that was ever read through it.
    let (current, send) = (page.clone(), send.clone());
    use_effect_with((), move |()| {
        let (page, target) = (current.clone(), document());
        let tools = Listener::new(&target, "click", move |event| open_tool(&event, &page.clone()));
        let listener = Listener::new(&target, "keydown", move |event| {
            let event: web_sys::KeyboardEvent = event.unchecked_into();
            let command = event.ctrl_key() || event.meta_key();
            match event.key().as_str() {
                "Enter" if command => send.emit(Action::RunAgain),
                "s" | "ы" if command => copy_link(&current.clone(), &send),
                "?" if !command && !is_typing(&event) => tools::open_tool("shortcuts", ""),
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
        let mut scenario = page.scenario();
        if kind == "share" {
            // A link may open at the moment that is shown.
            scenario.view.at = Some(page.playhead).filter(|at| *at > Time::ZERO);
        }
        tools::open_tool(&kind, &open::to_link(&scenario));
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
