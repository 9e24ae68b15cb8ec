//! Links and embed codes to copy. Where the clipboard is refused, the field
//! is selected so that the reader can copy it by hand.

use crate::base::Time;
use crate::scenario::Scenario;
use crate::ui::open::to_link;
use crate::ui::options::{Layout, Lock};
use crate::ui::page::browser;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::words::Lang;
use crate::words::ui::{Text, link_length};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

pub fn content(mut scenario: Scenario, moment: Time, lang: Lang) -> (&'static str, Html) {
    let title: Rc<str> = scenario.title.as_str().into();
    scenario.view.at = None;
    let fragment: Rc<str> = to_link(&scenario).into();
    scenario.view.at = Some(moment).filter(|t| *t > Time::ZERO);
    let at_moment: Option<Rc<str>> = scenario.view.at.map(|_| to_link(&scenario).into());
    (Text::ShareTitle.get(lang), html! { <Share {title} {fragment} {at_moment} {lang} /> })
}

#[derive(Properties, PartialEq)]
struct Props {
    title: Rc<str>,
    fragment: Rc<str>,
    /// The same with the playback's moment, if that is not the start.
    at_moment: Option<Rc<str>>,
    lang: Lang,
}

#[component]
fn Share(props: &Props) -> Html {
    let lang = props.lang;
    let lock = use_state_eq(|| Lock::Nothing);
    let layout = use_state_eq(|| Layout::Split);
    let with_moment = use_state_eq(|| false);
    let fragment = props.at_moment.as_ref().filter(|_| *with_moment).unwrap_or(&props.fragment);
    let link = format!("{}#{}", browser::base_address(), fragment);
    let length = link.len();
    let name = match &*props.title {
        "" => Text::AppName.get(lang),
        title => title,
    };
    let embed = embed_code(fragment, name, *lock, *layout, lang);
    let markdown = format!("[{}]({link})", name.replace(['[', ']'], ""));
    html! {
        <div class="share">
            <p>{Text::ShareIntro.get(lang)}</p>
            if props.at_moment.is_some() {
                <label class="check">
                    <input type="checkbox" checked={*with_moment} onchange={{
                        let setter = with_moment.setter();
                        let now = !*with_moment;
                        move |_: Event| setter.set(now)
                    }} />
                    {Text::ShareMoment.get(lang)}
                </label>
            }
            <CopyField id="share-link" label={Text::Link.get(lang)} text={link} {lang}
                copy={Text::CopyLink} note={link_length(length, lang)} rows=2 />
            <CopyField id="share-embed" label={Text::EmbedLabel.get(lang)} text={embed} {lang}
                copy={Text::CopyEmbed} rows=4>
                {embed_options(lang, &lock, &layout)}
            </CopyField>
            <CopyField id="share-markdown" label={Text::MarkdownLabel.get(lang)} text={markdown}
                {lang} copy={Text::CopyMarkdown} rows=2 />
        </div>
    }
}

fn embed_options(lang: Lang, lock: &UseStateHandle<Lock>, layout: &UseStateHandle<Layout>) -> Html {
    let locks = [
        (Lock::Nothing, Text::ReadonlyNothing),
        (Lock::Script, Text::ReadonlySettings),
        (Lock::Everything, Text::ReadonlyAll),
    ];
    let layouts = [
        (Layout::Split, Text::ViewSplit),
        (Layout::Timeline, Text::ViewTimeline),
        (Layout::Code, Text::ViewCode),
        (Layout::Table, Text::ViewTable),
    ];
    let set_lock = lock.setter();
    let set_layout = layout.setter();
    html! {
        <div class="share-options">
            <div class="field">{select(Choices {
                id: "share-view", label: Text::EmbedView.get(lang), quiet: false,
                value: layout.word(), options: &layouts.map(|(l, t)| (l.word(), t.get(lang))),
                disabled: false, describedby: None,
                choose: Callback::from(move |word: String| {
                    let chosen = Layout::ALL.into_iter().find(|l| l.word() == word);
                    set_layout.set(chosen.unwrap_or_default());
                }),
            })}</div>
            <div class="field">{select(Choices {
                id: "share-lock", label: Text::EmbedReadonly.get(lang), quiet: false,
                value: lock.word(), options: &locks.map(|(l, t)| (l.word(), t.get(lang))),
                disabled: false, describedby: None,
                choose: Callback::from(move |word: String| {
                    let chosen = locks.iter().find(|(l, _)| l.word() == word);
                    set_lock.set(chosen.map(|(l, _)| *l).unwrap_or_default());
                }),
            })}</div>
        </div>
    }
}

fn embed_code(fragment: &str, title: &str, lock: Lock, layout: Layout, lang: Lang) -> String {
    let mut query = format!("embed=1&amp;lang={}", lang.tag());
    if lock != Lock::default() {
        query += &format!("&amp;readonly={}", lock.word());
    }
    if layout != Layout::default() {
        query += &format!("&amp;view={}", layout.word());
    }
    let (base, title) = (browser::base_address(), escaped(title));
    format!(
        "<iframe src=\"{base}?{query}#{fragment}\" title=\"{title}\" width=\"100%\" \
         height=\"480\" loading=\"lazy\" sandbox=\"allow-scripts allow-same-origin allow-popups \
         allow-downloads\" allow=\"clipboard-write; fullscreen\"></iframe>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[derive(Properties, PartialEq)]
struct FieldProps {
    id: &'static str,
    label: AttrValue,
    text: AttrValue,
    lang: Lang,
    copy: Text,
    rows: u8,
    #[prop_or_default]
    note: AttrValue,
    #[prop_or_default]
    children: Html,
}

#[component]
fn CopyField(props: &FieldProps) -> Html {
    let field = use_node_ref();
    let answer = use_state_eq(|| None::<bool>);
    let setter = answer.setter();
    use_effect_with(props.text.clone(), move |_| setter.set(None));
    let onclick = {
        let (field, answer, text) = (field.clone(), answer.setter(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (field, answer) = (field.clone(), answer.clone());
            browser::copy(&text, move |copied| {
                if !copied && let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    let _ = field.focus();
                    field.select();
                }
                answer.set(Some(copied));
            });
        })
    };
    let said = match *answer {
        Some(true) => Text::Copied.get(props.lang),
        Some(false) => Text::CopyRefused.get(props.lang),
        None => "",
    };
    html! {
        <div class="copy-field">
            <label class="field-label" for={props.id}>{props.label.clone()}</label>
            {props.children.clone()}
            <textarea id={props.id} readonly=true rows={props.rows.to_string()} spellcheck="false"
                ref={field} value={props.text.clone()} />
            <div class="copy-row">
                <button type="button" class="button" {onclick}>
                    {icon(Icon::Copy)}{props.copy.get(props.lang)}
                </button>
                <span class="copy-note">{props.note.clone()}</span>
                <span class="copy-said" role="status">{said}</span>
            </div>
        </div>
    }
}
