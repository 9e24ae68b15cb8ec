//! The page as a whole: state at the top, results derived, parts laid out.

use crate::base::Time;
use crate::ui::drawn::{drawn, hooked};
use crate::ui::open;
use crate::ui::options::{Controls, Layout};
use crate::ui::page::control_bar::{self, ControlBar};
use crate::ui::page::dialogs::{Dialogs, dialogs};
use crate::ui::page::editor::{self, Editor};
use crate::ui::page::effects::{
    use_document, use_media, use_pasted_links, use_remembering, use_shortcuts, use_theme,
    use_updates,
};
use crate::ui::page::embed_bar::EmbedBar;
use crate::ui::page::hints::hints;
use crate::ui::page::live::use_announcement;
use crate::ui::page::marks::marks;
use crate::ui::page::notices::Notices;
use crate::ui::page::panels::{self, Panels};
use crate::ui::page::phone_tabs::phone_tabs;
use crate::ui::page::problems::{Problems, problems};
use crate::ui::page::result::{Events, Shown, result};
use crate::ui::page::runner::{Outcome, use_run};
use crate::ui::page::saving::use_saving;
use crate::ui::page::splitter::{self, Splitter};
use crate::ui::page::top_bar::TopBar;
use crate::ui::state::{Action, Page, Panel, Tab};
use crate::ui::theme::Theme;
use crate::words::lesson_text;
use crate::words::ui::Text;
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for Page {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        self.after(action)
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state to begin with.
    pub start: Page,
}

/// Below these widths the parts are shown one at a time. A frame in a course
/// page has less around the parts than a page of its own.
const NARROW: &str = "screen and (max-width: 1023px)";
const NARROW_EMBED: &str = "screen and (max-width: 639px)";

#[component]
pub fn App(props: &Props) -> Html {
    let start = props.start.clone();
    let page = use_reducer(move || start);
    let dispatcher = page.dispatcher();
    let send = use_callback((), move |action, ()| dispatcher.dispatch(action));

    let outcome = use_run(&page.script, &page.setup, page.runs, &send);
    let theme = use_theme(page.theme, page.options.embed);
    let narrow = use_media(if page.options.embed { NARROW_EMBED } else { NARROW });
    let reduced_motion = use_media("(prefers-reduced-motion: reduce)");
    use_document(&page);
    use_saving(&page, &send);
    use_remembering(&page);
    use_pasted_links(page.lang, &send);
    use_shortcuts(&page, &send);
    use_updates(&send);
    let announcement = use_announcement(&outcome, page.lang);
    let events = use_memo(send.clone(), Events::new);
    let reveal = use_state_eq(|| None::<(u32, u32)>);

    let view = View {
        page: &page,
        outcome: &outcome,
        theme,
        narrow,
        reduced_motion,
        events: &events,
        reveal: &reveal,
        send: &send,
    };
    let scenario = || page.scenario();
    html! {
        <>
            {view.head()}
            {drawn(Notices { notices: page.notices.clone(), lang: page.lang, send: send.clone() })}
            {view.main()}
            <p class="visually-hidden" aria-live="polite" data-testid="announcement">{announcement}</p>
            {dialogs(&Dialogs {
                open: page.dialog, scenario: &scenario, lang: page.lang, send: &send,
            })}
        </>
    }
}

/// What the parts are laid out from.
struct View<'a> {
    page: &'a Page,
    outcome: &'a Outcome,
    theme: Theme,
    narrow: bool,
    reduced_motion: bool,
    events: &'a Events,
    reveal: &'a UseStateHandle<Option<(u32, u32)>>,
    send: &'a Callback<Action>,
}

impl View<'_> {
    fn head(&self) -> Html {
        let page = self.page;
        if page.options.embed {
            return drawn(EmbedBar {
                title: page.title.clone(),
                script: page.script.clone(),
                setup: self.outcome.setup.clone(),
                pinned: self.outcome.pinned,
                authored: page.authored.clone(),
                lang: page.lang,
                controls: page.options.controls,
                locked: page.options.lock.settings(),
                send: self.send.clone(),
            });
        }
        let locked = page.options.lock.settings();
        let top_bar = TopBar {
            title: page.title.clone(),
            lang: page.lang,
            theme: page.theme,
            narrow: self.narrow,
            changed: !page.is_authored(),
            can_undo: !page.replaced.is_empty(),
            send: self.send.clone(),
        };
        let control_bar = control_bar::Props {
            setup: self.outcome.setup.clone(),
            pinned: self.outcome.pinned,
            script: page.script.clone(),
            lang: page.lang,
            narrow: self.narrow,
            locked,
            send: self.send.clone(),
        };
        html! {
            <>
                {drawn(top_bar)}
                {hooked::<ControlBar>("control-bar", control_bar)}
            </>
        }
    }

    fn main(&self) -> Html {
        let page = self.page;
        let heading = match &*page.title {
            "" => Text::TitlePlaceholder.get(page.lang),
            title => title,
        };
        let layout = page.options.layout;
        let phone = self.narrow && layout == Layout::Split;
        let narrow = if phone { " is-narrow" } else { "" };
        let class = ["workspace view-", layout.word(), narrow].concat();
        let on = |tab: Tab| !phone || page.tab == tab;
        html! {
            <main {class} id="workspace">
                <h1 class="visually-hidden">{heading}</h1>
                if layout != Layout::Timeline && layout != Layout::Table && on(Tab::Script) {
                    {self.script()}
                }
                if layout == Layout::Split && !self.narrow {
                    {hooked::<Splitter>("splitter", splitter::Props {
                        label: Text::Splitter.get(page.lang).into(),
                    })}
                }
                if layout != Layout::Code {
                    <div class="pane pane-result">
                        if layout != Layout::Table && on(Tab::Timeline) { {self.result()} }
                        if phone && on(Tab::Timeline) { {self.hints()} }
                        if layout != Layout::Timeline && (on(Tab::Explain) || self.asked_why()) {
                            {self.panels()}
                        }
                    </div>
                }
                if phone { {phone_tabs(page.tab, page.lang, self.send)} }
            </main>
        }
    }

    /// On a narrow screen the answer stands below the bar that was asked about.
    fn asked_why(&self) -> bool {
        self.page.tab == Tab::Timeline && self.page.selected.is_some()
    }

    fn script(&self) -> Html {
        let page = self.page;
        let locked = page.options.lock.script();
        let reveal = {
            let handle = self.reveal.clone();
            Callback::from(move |byte: u32| {
                let count = handle.map_or(0, |(_, count)| count);
                handle.set(Some((byte, count + 1)));
            })
        };
        let editor = editor::Props {
            script: page.script.clone(),
            compiled: self.outcome.compiled.clone(),
            lang: page.lang,
            theme: self.theme_word(),
            locked,
            marks: marks(self.outcome.run.as_ref(), page.playhead, self.theme, page.lang),
            highlighted: page.hovered_line,
            reveal: **self.reveal,
            send: self.send.clone(),
        };
        html! {
            <section class="pane pane-script" aria-labelledby="script-heading">
                <h2 class="pane-title" id="script-heading">
                    {Text::Script.get(page.lang)}
                    if locked { <span class="badge">{Text::ReadOnly.get(page.lang)}</span> }
                </h2>
                {self.story()}
                {hooked::<Editor>("editor", editor)}
                if !self.narrow { {self.hints()} }
                {problems(&Problems {
                    compiled: &self.outcome.compiled, script: &page.script, lang: page.lang,
                    locked, reveal, send: self.send.clone(),
                })}
            </section>
        }
    }

    fn hints(&self) -> Html {
        hints(self.page.hints, self.page.lang, self.send)
    }

    /// What the example shows and what to try, as long as it was not replaced.
    fn story(&self) -> Html {
        let Page { authored, lang, options, .. } = self.page;
        let lesson = open::example(&authored.title, &authored.script, *lang);
        let shown = !options.embed && open::still_about(&authored.script, &self.page.script);
        let Some(lesson) = lesson.filter(|_| shown) else { return Html::default() };
        let text = lesson_text(lesson, *lang);
        html! {
            <div class="story">
                <p class="story-point">{text.summary}</p>
                <p>{text.look}</p>
            </div>
        }
    }

    fn theme_word(&self) -> &'static str {
        match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    fn result(&self) -> Html {
        let page = self.page;
        result(&Shown {
            outcome: self.outcome,
            lang: page.lang,
            theme: self.theme,
            playhead: page.playhead,
            part: page.authored.view.window,
            selected: page.selected,
            line: page.hovered_line,
            compact: self.narrow || page.options.embed,
            playback: page.options.controls != Controls::None,
            reduced_motion: self.reduced_motion,
            events: self.events,
        })
    }

    fn panels(&self) -> Html {
        let page = self.page;
        let panel = match page.options.layout {
            Layout::Table => Panel::Table,
            _ => page.panel,
        };
        // Some depend on the playhead; the others need not be drawn again while
        // it moves.
        let follows = matches!(panel, Panel::Now | Panel::Memory | Panel::Console);
        let playhead = if follows { page.playhead } else { Time::ZERO };
        let props = panels::Props {
            run: self.outcome.run.clone(),
            panel,
            selected: page.selected,
            playhead,
            lang: page.lang,
            on_select: self.events.select.clone(),
            send: self.send.clone(),
        };
        hooked::<Panels>("panels", props)
    }
}
