//! What a screen reader hears after a run: one sentence, and not at each
//! keystroke.

use crate::script::Severity;
use crate::ui::effect::use_effect_with;
use crate::ui::page::result::summary;
use crate::ui::page::runner::Outcome;
use crate::words::Lang;
use crate::words::ui::count_problems;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Typing is over when nothing changed for so long.
const QUIET_MS: u32 = 1_000;

#[hook]
pub fn use_announcement(outcome: &Outcome, lang: Lang) -> AttrValue {
    let said = use_state_eq(AttrValue::default);
    let is_error = |d: &&crate::script::Diagnostic| d.kind.severity() == Severity::Error;
    let list = &outcome.compiled.diagnostics;
    let errors = list.iter().filter(is_error).count();
    let now = match (&outcome.run, errors) {
        (Some(run), 0) => summary(run, lang).sentence,
        _ => count_problems(errors, list.len() - errors, lang),
    };
    let setter = said.setter();
    use_effect_with(now, move |now| {
        let now = AttrValue::from(now.clone());
        let timer = Timeout::new(QUIET_MS, move || setter.set(now));
        move || drop(timer)
    });
    (*said).clone()
}
