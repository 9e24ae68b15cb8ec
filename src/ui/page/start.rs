//! Reads what the browser holds and mounts the page.

use crate::ui::open::{self, Found};
use crate::ui::options::{self, Options, ThemeChoice};
use crate::ui::page::app::{App, Props};
use crate::ui::page::browser;
use crate::ui::page::effects::{DRAFT, LANG, THEME};
use crate::ui::state::Page;
use crate::words::Lang;

/// Mounts the page in the element `#app`.
pub fn start() {
    let Some(place) = browser::element("app") else { return };
    yew::Renderer::<App>::with_root_and_props(place.into(), Props { start: page() }).render();
}

fn page() -> Page {
    let query = browser::window().location().search().unwrap_or_default();
    let (options, mut notices) = options::parse(&query);
    let lang = language(&options);
    let theme = theme(&options);
    let (fragment, draft) = (browser::fragment(), browser::stored(DRAFT));
    let found = Found { fragment: &fragment, draft: draft.as_deref() };
    let (scenario, said) = open::open(&found, options.embed, lang);
    notices.extend(said);
    Page { notices, ..Page::new(scenario, options, lang, theme) }
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
