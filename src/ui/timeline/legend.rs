//! What the colours and patterns mean: only those that occur in the run.

use crate::trace::{Outcome, State, TaskInfo};
use crate::ui::drawn::Drawn;
use crate::ui::theme::Theme;
use crate::ui::timeline::swatch::swatch;
use crate::view::{Ink, RunView};
use crate::words::Lang;
use crate::words::timeline::{TimelineWord, state_hint, state_name, word};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct Legend {
    pub run: Rc<RunView>,
    pub lang: Lang,
    pub theme: Theme,
}

impl Drawn for Legend {
    fn view(&self) -> Html {
        let present = states(&self.run);
        let entry = |&state: &State| {
            html! {
                <li key={state.word()} title={state_hint(state, self.lang)}>
                    {swatch(Ink::State(state), self.theme)}
                    <span>{ state_name(state, self.lang) }</span>
                </li>
            }
        };
        let trace = &self.run.trace;
        let any = |has: fn(&TaskInfo) -> bool| trace.tasks.iter().any(has);
        let failed = any(|task| task.outcome == Outcome::Raised);
        let due = any(|task| task.deadline.is_some());
        let mark = |present: bool, class: &'static str, name| {
            let name = word(name, self.lang);
            present.then(
                || html! { <li><span {class} aria-hidden="true" /><span>{ name }</span></li> },
            )
        };
        html! {
            <ul class="legend" aria-label={word(TimelineWord::Legend, self.lang)}>
                { for present.iter().map(entry) }
                { mark(failed, "legend-failed", TimelineWord::Failed) }
                { mark(due, "legend-deadline", TimelineWord::Deadline) }
                { mark(!trace.sharing.races.is_empty(), "legend-race", TimelineWord::Races) }
            </ul>
        }
    }
}

/// The states in which any task spends time.
fn states(run: &RunView) -> Vec<State> {
    let mut seen = [false; State::ALL.len()];
    let (trace, segments) = (&run.trace, &run.trace.segments);
    for (_, start, end, state) in (0..segments.len()).map(|i| segments.brief(i)) {
        seen[usize::from(state) % seen.len()] |= start < end.min(trace.end);
    }
    State::ALL.into_iter().filter(|&state| seen[state as usize]).collect()
}
