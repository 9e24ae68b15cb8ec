//! Small pieces that speak of a run: a task's name in its colour.

use crate::base::TaskId;
use crate::trace::Trace;
use yew::prelude::*;

/// How many task colours there are before they come round again.
const TASK_COLOURS: usize = 8;

/// A task's name beside its colour.
pub fn task_tag(trace: &Trace, task: TaskId) -> Html {
    let name = trace.tasks.get(task.index()).map_or("?", |t| t.name.as_str()).to_string();
    let class = format!("task-tag task-{}", task.index() % TASK_COLOURS);
    html! { <span {class}>{name}</span> }
}
