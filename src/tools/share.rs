//! What the dialog that shares a scenario says and offers, as JSON.

use interleave::scenario::Scenario;
use interleave::ui::open::to_link;
use interleave::ui::options::{Layout, Lock};
use interleave::words::Lang;
use interleave::words::tools::ShareText;
use serde_json::{Map, Value, json};

const VIEWS: [(Layout, ShareText); 4] = [
    (Layout::Split, ShareText::ViewSplit),
    (Layout::Timeline, ShareText::ViewTimeline),
    (Layout::Code, ShareText::ViewCode),
    (Layout::Table, ShareText::ViewTable),
];
const LOCKS: [(Lock, ShareText); 3] = [
    (Lock::Nothing, ShareText::ReadonlyNothing),
    (Lock::Script, ShareText::ReadonlySettings),
    (Lock::Everything, ShareText::ReadonlyAll),
];

/// `at`: the link that opens at the scenario's moment, `null` without one.
pub fn share(scenario: &Scenario, lang: Lang) -> Value {
    let mut texts = Map::new();
    for text in ShareText::ALL {
        texts.insert(text.name().into(), text.get(lang).into());
    }
    let mut plain = scenario.clone();
    plain.view.at = None;
    let choice = |word: &str, text: ShareText| json!({ "value": word, "label": text.get(lang) });
    json!({
        "texts": texts,
        "title": scenario.title,
        "link": to_link(&plain),
        "at": scenario.view.at.map(|_| to_link(scenario)),
        "views": VIEWS.map(|(view, text)| choice(view.word(), text)),
        "locks": LOCKS.map(|(lock, text)| choice(lock.word(), text)),
    })
}
