//! Keyboard shortcuts, and how true the picture is.

use crate::words::Lang;
use crate::words::ui::{Help, Text};
use yew::prelude::*;

pub fn shortcuts(lang: Lang) -> (&'static str, Html) {
    let groups: [(Help, &[(&str, Help)]); 3] = [
        (
            Help::AnywhereHeading,
            &[
                ("Ctrl Enter", Help::KeyRun),
                ("Ctrl S", Help::KeyCopy),
                ("?", Help::KeyHelp),
                ("Esc", Help::KeyClose),
            ],
        ),
        (
            Help::TimelineHeading,
            &[
                ("Space", Help::KeyPlay),
                ("← →", Help::KeySegment),
                ("↑ ↓", Help::KeyLane),
                ("Home End", Help::KeyEnds),
                ("+ − 0", Help::KeyZoom),
                ("M", Help::KeyMeasure),
                ("R", Help::KeyArrows),
                ("Enter", Help::KeyWhy),
            ],
        ),
        (
            Help::EditorHeading,
            &[
                ("Esc Tab", Help::KeyLeave),
                ("Ctrl /", Help::KeyComment),
                ("Ctrl Space", Help::KeyComplete),
            ],
        ),
    ];
    let content = groups.iter().map(|(heading, rows)| {
        html! {
            <>
                <h3>{heading.get(lang)}</h3>
                <dl class="keys">{for rows.iter().map(|(keys, what)| row(keys, *what, lang))}</dl>
            </>
        }
    });
    (Text::Shortcuts.get(lang), html! { <>{for content}</> })
}

fn row(keys: &str, what: Help, lang: Lang) -> Html {
    let keys = keys.split(' ').map(|key| html! { <kbd>{key.to_string()}</kbd> });
    html! { <div><dt>{for keys}</dt><dd>{what.get(lang)}</dd></div> }
}

pub fn about(lang: Lang) -> (&'static str, Html) {
    let parts = [
        (Help::TrueTimeHeading, Help::TrueTime),
        (Help::TrueRulesHeading, Help::TrueRules),
        (Help::TrueOpenHeading, Help::TrueOpen),
        (Help::TruePrivacyHeading, Help::TruePrivacy),
    ];
    let parts = parts.map(|(heading, text)| {
        html! { <><h3>{heading.get(lang)}</h3><p>{text.get(lang)}</p></> }
    });
    let content = html! {
        <div class="prose"><p>{Help::TrueIntro.get(lang)}</p>{for parts}</div>
    };
    (Text::About.get(lang), content)
}
