//! The run in numbers: a summary with what each number means, and a table of
//! the tasks that can be sorted and copied.

use crate::base::{TaskId, Time, sort};
use crate::metrics::{Metrics, TaskMetrics, tasks_csv};
use crate::trace::{State, TaskInfo};
use crate::ui::page::browser;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::run_parts::task_tag;
use crate::ui::page::runner::Run;
use crate::words::Lang;
use crate::words::ui::{Text, bytes, duration, percent, ratio};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Run,
    pub lang: Lang,
}

#[component]
pub fn Numbers(props: &Props) -> Html {
    let order = use_state_eq(|| (Column::Task, false));
    html! {
        <div class="numbers" data-testid="numbers">
            <dl class="summary">{for summary(&props.run.metrics, props.lang)}</dl>
            {table(props, &order)}
            <Copy text={tasks_csv(&props.run.view.trace, &props.run.metrics)} lang={props.lang} />
        </div>
    }
}

fn summary(m: &Metrics, lang: Lang) -> Vec<Html> {
    let mut rows = vec![(Text::Makespan, Text::MakespanHint, duration(m.makespan, lang))];
    if let Some(speed_up) = m.speed_up {
        let value = format!("{}×", ratio(speed_up, lang));
        rows.push((Text::SpeedUp, Text::SpeedUpHint, value));
    }
    rows.push((Text::Utilisation, Text::UtilisationHint, percent(m.busy, lang)));
    let switches = format!("{} + {}", m.voluntary, m.involuntary);
    rows.push((Text::Switches, Text::SwitchesHint, switches));
    rows.push((Text::Overhead, Text::OverheadHint, duration(m.overhead, lang)));
    rows.push((Text::Throughput, Text::ThroughputHint, ratio(m.throughput, lang)));
    if let Some(fairness) = m.fairness {
        rows.push((Text::Fairness, Text::FairnessHint, ratio(fairness, lang)));
    }
    rows.push((Text::Memory, Text::MemoryHint, bytes(m.peak_bytes, lang)));
    let row = |(name, hint, value): (Text, Text, String)| {
        html! {
            <div class="number">
                <dt>{name.get(lang)}</dt>
                <dd class="number-value">{value}</dd>
                <dd class="number-hint">{hint.get(lang)}</dd>
            </div>
        }
    };
    rows.into_iter().map(row).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Task,
    Arrival,
    Start,
    Finish,
    Response,
    Turnaround,
    Running,
    Waiting,
}

const COLUMNS: [(Column, Text); 8] = [
    (Column::Task, Text::Task),
    (Column::Arrival, Text::Arrival),
    (Column::Start, Text::Start),
    (Column::Finish, Text::Finish),
    (Column::Response, Text::Response),
    (Column::Turnaround, Text::Turnaround),
    (Column::Running, Text::Running),
    (Column::Waiting, Text::Waiting),
];

impl Column {
    /// `None` where the task never came so far; such rows go last.
    fn of(self, task: &TaskMetrics) -> Option<Time> {
        match self {
            Column::Task => None,
            Column::Arrival => Some(task.arrival),
            Column::Start => task.first_run,
            Column::Finish => task.finish,
            Column::Response => task.response,
            Column::Turnaround => task.turnaround,
            Column::Running => Some(task.times.of(State::Running)),
            Column::Waiting => Some(task.waiting),
        }
    }
}

fn table(props: &Props, order: &UseStateHandle<(Column, bool)>) -> Html {
    let lang = props.lang;
    let (by, falling) = **order;
    let tasks = &props.run.metrics.tasks;
    let mut rows: Vec<usize> = (0..tasks.len()).collect();
    let key = |i: usize| by.of(&tasks[i]).unwrap_or(Time::NEVER);
    sort(&mut rows, &|&a, &b| key(a) < key(b));
    if falling {
        rows.reverse();
    }
    let heads = COLUMNS.map(|(column, text)| {
        let setter = order.setter();
        let next = (column, column == by && !falling);
        let sort = (column == by).then_some(if falling { "descending" } else { "ascending" });
        html! {
            <th scope="col" aria-sort={sort}>
                <button type="button" class="sort" onclick={move |_| setter.set(next)}>
                    {text.get(lang)}
                </button>
            </th>
        }
    });
    let infos = &props.run.view.trace.tasks;
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={Text::PerTask.get(lang)}>
            <table class="task-table">
                <caption class="visually-hidden">{Text::PerTask.get(lang)}</caption>
                <thead><tr>{for heads}</tr></thead>
                <tbody>{for rows.iter().filter_map(|&i| row(props, i, infos.get(i)?))}</tbody>
            </table>
        </div>
    }
}

fn row(props: &Props, index: usize, _info: &TaskInfo) -> Option<Html> {
    let task = props.run.metrics.tasks.get(index)?;
    let cells = COLUMNS[1..].iter().map(|(column, _)| {
        let value = column.of(task).map(|time| duration(time, props.lang));
        html! { <td>{value.unwrap_or_else(|| "–".into())}</td> }
    });
    Some(html! {
        <tr key={index}>
            <th scope="row">{task_tag(&props.run.view.trace, TaskId(index as u32))}</th>
            {for cells}
        </tr>
    })
}

#[derive(Properties, PartialEq)]
struct CopyProps {
    text: AttrValue,
    lang: Lang,
}

#[component]
fn Copy(props: &CopyProps) -> Html {
    let answer = use_state_eq(|| "");
    let (text, lang, setter) = (props.text.clone(), props.lang, answer.setter());
    let onclick = move |_: MouseEvent| {
        let setter = setter.clone();
        browser::copy(&text, move |copied| {
            let said = if copied { Text::Copied } else { Text::CopyRefused };
            setter.set(said.get(lang));
        });
    };
    html! {
        <p class="copy-row">
            <button type="button" class="button button-small" {onclick}>
                {icon(Icon::Copy)}{Text::CopyCsv.get(lang)}
            </button>
            <span class="copy-said" role="status">{*answer}</span>
        </p>
    }
}
