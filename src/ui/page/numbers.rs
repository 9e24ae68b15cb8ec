//! The run in numbers: a summary with what each number means, and a table of
//! the tasks that can be sorted and copied.

use crate::base::{TaskId, Time, sort};
use crate::metrics::{Metrics, TaskMetrics, tasks_csv};
use crate::trace::{State, TaskInfo};
use crate::ui::drawn::hooked;
use crate::ui::page::browser;
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::run_parts::task_tag;
use crate::ui::page::runner::Run;
use crate::words::Lang;
use crate::words::timeline::state_name;
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
            <dl class="summary">{for summary(props)}</dl>
            <p><button type="button" class="button button-small" data-tool="numbers"
                aria-haspopup="dialog">{Text::Meaning.get(props.lang)}</button></p>
            {table(props, &order)}
            {hooked::<Copy>("copy", CopyProps {
                text: tasks_csv(&props.run.view.trace, &props.run.metrics).into(), lang: props.lang,
            })}
        </div>
    }
}

fn summary(props: &Props) -> Vec<Html> {
    let (m, lang) = (&*props.run.metrics, props.lang);
    let mut rows = Vec::new();
    let mut add = |name, hint: Text, value: String, detail: String| {
        let hint = hint.get(lang);
        rows.push(number(name, [hint, &detail].concat(), value, lang));
    };
    let plain = String::new;
    add(Text::Makespan, Text::MakespanHint, duration(m.makespan, lang), plain());
    if let Some(speed_up) = m.speed_up {
        add(Text::SpeedUp, Text::SpeedUpHint, [&ratio(speed_up, lang), "×"].concat(), plain());
    }
    add(Text::Utilisation, Text::UtilisationHint, percent(m.busy, lang), each_core(m, lang));
    let switches = [&m.voluntary.to_string(), " + ", &m.involuntary.to_string()].concat();
    add(Text::Switches, Text::SwitchesHint, switches, plain());
    add(Text::Overhead, Text::OverheadHint, duration(m.overhead, lang), plain());
    let (waited, kinds) = waits(m, lang);
    add(Text::Waits, Text::WaitsHint, duration(waited, lang), kinds);
    add(Text::Throughput, Text::ThroughputHint, ratio(m.throughput, lang), plain());
    if let Some(fairness) = m.fairness {
        add(Text::Fairness, Text::FairnessHint, ratio(fairness, lang), plain());
    }
    let due = props.run.view.trace.tasks.iter().filter(|task| task.deadline.is_some()).count();
    if due > 0 {
        let missed = m.tasks.iter().filter(|task| task.missed).count();
        let value = [&missed.to_string(), " / ", &due.to_string()].concat();
        add(Text::Missed, Text::MissedHint, value, plain());
    }
    add(Text::Memory, Text::MemoryHint, bytes(m.peak_bytes, lang), plain());
    rows
}

fn number(name: Text, hint: String, value: String, lang: Lang) -> Html {
    html! {
        <div class="number">
            <dt>{name.get(lang)}</dt>
            <dd class="number-value">{value}</dd>
            <dd class="number-hint">{hint}</dd>
        </div>
    }
}

/// Each hardware thread, as long as they can be told apart.
fn each_core(m: &Metrics, lang: Lang) -> String {
    const READABLE: usize = 16;
    if !(2..=READABLE).contains(&m.utilisation.len()) {
        return String::new();
    }
    let each: Vec<String> = m.utilisation.iter().map(|&share| percent(share, lang)).collect();
    [": ", &each.join(", ")].concat()
}

/// How long tasks waited, and for what.
fn waits(m: &Metrics, lang: Lang) -> (Time, String) {
    let kinds = [State::Ready, State::Io, State::Lock, State::Gil, State::Suspended];
    let occurred = kinds.into_iter().filter(|&kind| m.totals.of(kind) > Time::ZERO);
    let (mut sum, mut text) = (Time::ZERO, String::new());
    for kind in occurred {
        let time = m.totals.of(kind);
        sum += time;
        let sign = if text.is_empty() { ": " } else { ", " };
        text += &[sign, state_name(kind, lang), " ", &duration(time, lang)].concat();
    }
    (sum, text)
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
