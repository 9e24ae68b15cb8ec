//! What follows the state into the browser: language, theme, address, draft.

use crate::ui::browser::{self, Listener, document, media, window};
use crate::ui::open;
use crate::ui::options::Theme as Choice;
use crate::ui::state::{Action, Page};
use crate::words::Lang;
use crate::words::ui::{Notice, Text};
use gloo_timers::callback::Timeout;
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
    let follow = page.edited && !page.options.embed;
    let scenario = follow.then(|| page.scenario());
    let send = send.clone();
    use_effect_with(inputs, move |_| {
        let timer = scenario.map(|scenario| {
            Timeout::new(SETTLED_MS, move || {
                let fragment = open::to_link(&scenario);
                browser::replace_fragment(&fragment);
                if !browser::store(DRAFT, &fragment) {
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
pub fn use_theme(chosen: Choice, embed: bool) -> Choice {
    let dark = use_media("(prefers-color-scheme: dark)");
    use_effect_with((chosen, embed), |(chosen, embed)| {
        if let Some(root) = browser::root() {
            let _ = root.set_attribute("data-theme", chosen.word());
            let _ = root.toggle_attribute_with_force("data-embed", *embed);
        }
    });
    match chosen {
        Choice::System if dark => Choice::Dark,
        Choice::System => Choice::Light,
        chosen => chosen,
    }
}

#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state_eq(|| media(query));
    let now = *matches;
    use_effect_with((), move |()| {
        let list = window().match_media(query).ok().flatten();
        let listener = list.map(|list| {
            Listener::new(&list, "change", move |_| matches.set(media(query)))
        });
        move || drop(listener)
    });
    now
}
