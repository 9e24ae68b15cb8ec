//! Name, title, examples, share, the rest in a menu.

use crate::ui::drawn::{Drawn, hooked};
use crate::ui::options::ThemeChoice;
use crate::ui::page::browser;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::menu::{self, Menu};
use crate::ui::page::parts::{Choices, select};
use crate::ui::page::texts;
use crate::ui::state::{Action, Dialog};
use crate::words::Lang;
use crate::words::ui::{Notice, Text};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct TopBar {
    pub title: Rc<str>,
    pub lang: Lang,
    pub theme: ThemeChoice,
    pub narrow: bool,
    /// Something to reset, something to bring back.
    pub changed: bool,
    pub can_undo: bool,
    pub send: Callback<Action>,
}

impl Drawn for TopBar {
    fn view(&self) -> Html {
        let lang = self.lang;
        let rename = self.send.reform(|event: InputEvent| {
            Action::Rename(browser::input_value(&event).as_str().into())
        });
        let items = html! {
            <>
                if self.narrow {
                    <div class="menu-fields">{language(self)}{theme(self)}</div>
                }
                {does(self, Action::Reset, Text::Reset, self.changed)}
                {does(self, Action::Undo, Text::Undo, self.can_undo)}
                {loads("drafts", Text::Drafts, lang)}
                {loads("import", Text::Import, lang)}
                {loads("share", Text::EmbedCode, lang)}
                {loads("export", Text::Export, lang)}
                {loads("shortcuts", Text::Shortcuts, lang)}
                {loads("about", Text::About, lang)}
            </>
        };
        let menu =
            menu::Props { label: Text::More.get(lang).into(), icon: Icon::More, children: items };
        html! {
            <header class="top-bar">
                <a class="skip-link" href="#timeline" onclick={skip()}>
                    {Text::SkipToTimeline.get(lang)}
                </a>
                <p class="app-name">{icon(Icon::Logo)}<span>{Text::AppName.get(lang)}</span></p>
                <input class="scenario-title" type="text" value={self.title.to_string()}
                    aria-label={Text::Title.get(lang)} placeholder={Text::TitlePlaceholder.get(lang)}
                    maxlength="120" spellcheck="false" autocomplete="off" oninput={rename} />
                <div class="top-actions">
                    {opens(self, Dialog::Examples, Icon::Examples, Text::Examples, "button")}
                    {share(lang)}
                    if !self.narrow {
                        {language(self)}
                        {theme(self)}
                    }
                    {hooked::<Menu>("menu", menu)}
                </div>
            </header>
        }
    }
}

/// A fragment names the scenario here, so the link must not change it.
fn skip() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        if let Some(target) = browser::element("timeline") {
            let _ = target.focus();
        }
    })
}

fn opens(props: &TopBar, dialog: Dialog, sign: Icon, text: Text, class: &'static str) -> Html {
    let onclick = props.send.reform(move |_| Action::Ask(dialog));
    let text = text.get(props.lang);
    html! {
        <button type="button" {class} {onclick} aria-haspopup="dialog">
            {icon(sign)}<span class="button-text">{text}</span>
        </button>
    }
}

fn does(props: &TopBar, action: Action, text: Text, enabled: bool) -> Html {
    let onclick = props.send.reform(move |_| action.clone());
    html! {
        <button type="button" class="menu-item" {onclick} disabled={!enabled}>
            {text.get(props.lang)}
        </button>
    }
}

fn share(lang: Lang) -> Html {
    html! {
        <button type="button" class="button button-primary" data-tool="share" aria-haspopup="dialog">
            {icon(Icon::Share)}<span class="button-text">{Text::Share.get(lang)}</span>
        </button>
    }
}

/// What a tool does (`tools`).
fn loads(tool: &'static str, text: Text, lang: Lang) -> Html {
    html! {
        <button type="button" class="menu-item" data-tool={tool} aria-haspopup="dialog">
            {text.get(lang)}
        </button>
    }
}

fn language(props: &TopBar) -> Html {
    let options =
        Lang::ALL.iter().map(|l| (l.tag(), if *l == Lang::En { "English" } else { "Русский" }));
    let (send, now) = (props.send.clone(), props.lang);
    let choose = Callback::from(move |tag: String| {
        let (send, lang) = (send.clone(), Lang::from_tag(&tag).unwrap_or_default());
        texts::load(lang, move |there| {
            if !there {
                browser::select("language", now.tag());
            }
            send.emit(if there { Action::Speak(lang) } else { Action::Notify(Notice::NoTexts) });
        });
    });
    select(Choices {
        id: "language",
        label: Text::Language.get(props.lang),
        quiet: true,
        value: props.lang.tag(),
        options: &options.collect::<Vec<_>>(),
        disabled: false,
        describedby: None,
        choose,
    })
}

fn theme(props: &TopBar) -> Html {
    let name = |theme| match theme {
        ThemeChoice::System => Text::ThemeSystem,
        ThemeChoice::Light => Text::ThemeLight,
        ThemeChoice::Dark => Text::ThemeDark,
        ThemeChoice::Contrast => Text::ThemeContrast,
    };
    let options = ThemeChoice::ALL.map(|t| (t.word(), name(t).get(props.lang)));
    let choose = props
        .send
        .reform(|word: String| Action::Paint(ThemeChoice::from_word(&word).unwrap_or_default()));
    select(Choices {
        id: "theme",
        label: Text::Theme.get(props.lang),
        quiet: true,
        value: props.theme.word(),
        options: &options,
        disabled: false,
        describedby: None,
        choose,
    })
}
