//! Which line of the script each task is on at the playhead.

use crate::base::{TaskId, Time};
use crate::export::letters;
use crate::trace::Trace;
use crate::ui::page::runner::Run;
use crate::ui::theme::Theme;
use crate::view::Ink;
use crate::words::Lang;
use crate::words::timeline::state_name;
use std::rc::Rc;

#[derive(Clone, PartialEq)]
pub struct Mark {
    pub line: u32,
    pub colour: String,
    pub letter: String,
    pub title: String,
}

pub fn marks(run: Option<&Run>, playhead: Time, theme: Theme, lang: Lang) -> Rc<[Mark]> {
    let Some(view) = run.map(|run| &run.view) else { return [].into() };
    let letters = letters(&view.trace);
    let tasks = (0..view.trace.tasks.len() as u32).map(TaskId);
    tasks
        .filter_map(|task| {
            mark(&view.trace, &letters, view.segment_at(task, playhead)?, theme, lang)
        })
        .collect()
}

fn mark(trace: &Trace, letters: &[char], index: usize, theme: Theme, lang: Lang) -> Option<Mark> {
    let task = trace.segments.task(index);
    let line = trace.segments.line(index);
    let name = &trace.tasks.get(task.index())?.name;
    Some(Mark {
        line,
        colour: Ink::Task(Ink::of_task(trace, task)).colour(theme.scheme()).hex(),
        letter: letters.get(task.index()).map_or(String::new(), char::to_string),
        title: format!("{name}: {}", state_name(trace.segments.state(index), lang)),
    })
    .filter(|mark| mark.line > 0)
}
