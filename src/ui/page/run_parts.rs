//! Small pieces that speak of a run: a task's name in its colour.

use crate::base::TaskId;
use crate::trace::Trace;
use crate::view::Ink;
use yew::prelude::*;

/// A task's name beside its colour.
pub fn task_tag(trace: &Trace, task: TaskId) -> Html {
    let name = trace.tasks.get(task.index()).map_or("?", |t| t.name.as_str()).to_string();
    let class = format!("task-tag task-{}", Ink::of_task(trace, task));
    html! { <span {class}>{name}</span> }
}
