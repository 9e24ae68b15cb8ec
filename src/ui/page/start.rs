//! Reads what the browser holds and mounts the page.

use crate::ui::drafts;
use crate::ui::open::{self, Found};
use crate::ui::options::{self, Options, ThemeChoice};
use crate::ui::page::app::{App, Props};
use crate::ui::page::browser;
use crate::ui::page::effects::{HINTS, LANG, PANEL, THEME};
use crate::ui::page::runner;
use crate::ui::page::saving::DRAFTS;
use crate::ui::page::texts;
use crate::ui::state::{Hint, Page, Panel};
use crate::words::Lang;
use crate::words::ui::Notice;
use gloo_timers::callback::Timeout;

/// Mounts the page in the element `#app`.
pub fn start() {
    let query = browser::window().location().search().unwrap_or_default();
    let (options, mut notices) = options::parse(&query);
    let lang = language(&options);
    texts::load(lang, move |there| {
        if !there {
            notices.push(Notice::NoTexts);
        }
        mount(options, notices, if there { lang } else { Lang::default() });
    });
}

fn mount(options: Options, notices: Vec<Notice>, lang: Lang) {
    let Some(place) = browser::element("app") else { return };
    let start = page(options, notices, lang);
    // Two tasks instead of a long one: the browser can answer in between.
    runner::prepare(&start.script, &start.setup);
    let mount = move || {
        yew::Renderer::<App>::with_root_and_props(place.into(), Props { start }).render();
    };
    Timeout::new(0, mount).forget();
}

fn page(options: Options, mut notices: Vec<Notice>, lang: Lang) -> Page {
    let theme = theme(&options);
    let fragment = browser::fragment();
    let stored = browser::stored(DRAFTS).unwrap_or_default();
    let draft = drafts::read(&stored).next().map(|draft| draft.fragment);
    let found = Found { fragment: &fragment, draft };
    let (scenario, said) = open::open(&found, options.embed, lang);
    notices.extend(said);
    let own = !options.embed;
    let number = |key| browser::stored(key).filter(|_| own)?.parse::<usize>().ok();
    let panel = number(PANEL).and_then(|at| Panel::ALL.get(at).copied()).unwrap_or_default();
    let every = if own { Hint::EVERY } else { 0 };
    let hints = number(HINTS).map_or(every, |left| left as u8 & every);
    Page { notices, panel, hints, ..Page::new(scenario, options, lang, theme) }
}

/// The address, then the learner's choice, then the browser's languages.
fn language(options: &Options) -> Lang {
    let own = || browser::stored(LANG).filter(|_| !options.embed);
    let preferred = || browser::window().navigator().language();
    let tags = [own(), preferred()];
    let known = || tags.iter().flatten().find_map(|tag| Lang::from_tag(tag));
    options.lang.or_else(known).unwrap_or_default()
}

fn theme(options: &Options) -> ThemeChoice {
    let own = || browser::stored(THEME).filter(|_| !options.embed);
    options.theme.or_else(|| ThemeChoice::from_word(&own()?)).unwrap_or_default()
}
