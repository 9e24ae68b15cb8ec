//! Keyboard shortcuts, and how true the picture is, as JSON for `www/tools`.

use interleave::words::Lang;
use interleave::words::ui::{Help, Text};
use serde_json::{Value, json};

type Keys = (&'static str, Help);

const ANYWHERE: &[Keys] = &[
    ("Ctrl Enter", Help::KeyRun),
    ("Ctrl S", Help::KeyCopy),
    ("?", Help::KeyHelp),
    ("Esc", Help::KeyClose),
];
const TIMELINE: &[Keys] = &[
    ("Space", Help::KeyPlay),
    ("← →", Help::KeySegment),
    ("↑ ↓", Help::KeyLane),
    ("Home End", Help::KeyEnds),
    (", .", Help::KeyEvent),
    ("+ − 0", Help::KeyZoom),
    ("W S A D", Help::KeyMove),
    ("M", Help::KeyMeasure),
    ("R", Help::KeyArrows),
    ("Enter", Help::KeyWhy),
];
const EDITOR: &[Keys] = &[
    ("Tab", Help::KeyIndent),
    ("Esc Tab", Help::KeyLeave),
    ("Ctrl /", Help::KeyComment),
    ("Ctrl Space", Help::KeyComplete),
    ("Ctrl F", Help::KeyFind),
    ("Ctrl Z", Help::KeyUndo),
];

/// Groups of keys with what they do.
pub fn shortcuts(lang: Lang) -> Value {
    let groups = [
        (Help::AnywhereHeading, ANYWHERE),
        (Help::TimelineHeading, TIMELINE),
        (Help::EditorHeading, EDITOR),
    ];
    let groups = groups.map(|(heading, rows)| {
        let rows = rows.iter().map(|(keys, what)| {
            json!({ "keys": keys.split(' ').collect::<Vec<_>>(), "does": what.get(lang) })
        });
        json!({ "heading": heading.get(lang), "rows": rows.collect::<Vec<_>>() })
    });
    json!({ "title": Text::Shortcuts.get(lang), "groups": groups })
}

/// Paragraphs with their headings.
pub fn about(lang: Lang) -> Value {
    let parts = [
        (Help::TrueTimeHeading, Help::TrueTime),
        (Help::TrueRulesHeading, Help::TrueRules),
        (Help::TrueOpenHeading, Help::TrueOpen),
        (Help::TruePrivacyHeading, Help::TruePrivacy),
    ];
    let parts = parts
        .map(|(heading, text)| json!({ "heading": heading.get(lang), "text": text.get(lang) }));
    json!({ "title": Text::About.get(lang), "intro": Help::TrueIntro.get(lang), "parts": parts,
        "licences": Help::Licences.get(lang) })
}
