//! Every segment of the trace as a real table: the same data as the picture.

use crate::base::{Time, sort};
use crate::setup::Setup;
use crate::trace::{Segment, Trace};
use crate::ui::effect::use_effect_with;
use crate::view::RunView;
use crate::words::Lang;
use crate::words::timeline as words;
use crate::words::timeline::{TimelineWord, word};
use std::cmp::Ordering;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    /// Given a segment's index when its row is chosen.
    #[prop_or_default]
    pub on_select: Callback<Option<usize>>,
}

/// Rows in the document at once.
const PAGE: usize = 200;

const COLUMNS: [TimelineWord; 8] = [
    TimelineWord::Task,
    TimelineWord::Core,
    TimelineWord::State,
    TimelineWord::Start,
    TimelineWord::End,
    TimelineWord::Duration,
    TimelineWord::Line,
    TimelineWord::Cause,
];

/// Which column sorts, and whether downwards.
type Order = (usize, bool);

/// As segments happened.
const BY_START: Order = (3, false);

#[component]
pub fn SegmentTable(props: &Props) -> Html {
    let order = use_state(|| BY_START);
    let page = use_state(|| 0usize);
    {
        let page = page.clone();
        use_effect_with(props.run.clone(), move |_| page.set(0));
    }
    let sorted = use_memo((props.run.clone(), *order), |(run, order)| sorted(&run.trace, *order));
    let pages = sorted.len().div_ceil(PAGE).max(1);
    let first = (*page).min(pages - 1) * PAGE;
    let shown = &sorted[first..(first + PAGE).min(sorted.len())];
    html! {
        <div class="segments">
            <table data-testid="segments-table" data-segments={sorted.len().to_string()}>
                <caption>{ word(TimelineWord::TableCaption, props.lang) }</caption>
                <thead>
                    <tr>{ for (0..COLUMNS.len()).map(|column| heading(props.lang, column, &order)) }</tr>
                </thead>
                <tbody>{ for shown.iter().map(|&index| row(props, index as usize)) }</tbody>
            </table>
            if pages > 1 {
                { pager(props.lang, &page, pages) }
            }
        </div>
    }
}

fn heading(lang: Lang, column: usize, order: &UseStateHandle<Order>) -> Html {
    let (by, down) = **order;
    let sort = match (by == column, down) {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    };
    let onclick = {
        let order = order.clone();
        move |_| order.set((column, by == column && !down))
    };
    let numeric = (3..7).contains(&column).then_some("num");
    html! {
        <th scope="col" aria-sort={sort} class={numeric}>
            <button type="button" {onclick}>{ word(COLUMNS[column], lang) }</button>
        </th>
    }
}

fn row(props: &Props, index: usize) -> Html {
    let Props { run, setup, lang, .. } = props;
    let (trace, lang) = (&run.trace, *lang);
    let s = trace.segments.get(index);
    let end = s.end.min(trace.end);
    let core = s.place.hardware();
    let core = core.map_or(String::new(), |h| words::core_name(h, setup.threads_per_core, lang));
    let state = match s.overhead {
        Some(kind) => words::overhead(kind, lang),
        None => words::state_name(s.state, lang),
    };
    let line = if s.line > 0 { s.line.to_string() } else { String::new() };
    let onclick = {
        let on_select = props.on_select.clone();
        move |_| on_select.emit(Some(index))
    };
    html! {
        <tr key={index} {onclick} data-state={s.state.word()}>
            <th scope="row">{ words::task_name(trace, s.task) }</th>
            <td>{ core }</td>
            <td>{ state }</td>
            <td class="num" data-ns={s.start.0.to_string()}>{ words::instant(s.start, lang) }</td>
            <td class="num" data-ns={end.0.to_string()}>{ words::instant(end, lang) }</td>
            <td class="num">{ words::duration(end.saturating_sub(s.start), lang) }</td>
            <td class="num">{ line }</td>
            <td>{ words::segment_cause(trace, &s, lang) }</td>
        </tr>
    }
}

fn pager(lang: Lang, page: &UseStateHandle<usize>, pages: usize) -> Html {
    let current = (**page).min(pages - 1);
    let go = |to: usize| {
        let page = page.clone();
        move |_: MouseEvent| page.set(to)
    };
    html! {
        <p class="pager">
            <button type="button" disabled={current == 0} onclick={go(current.saturating_sub(1))}>
                { word(TimelineWord::Previous, lang) }
            </button>
            <span aria-live="polite">{ format!("{} / {pages}", current + 1) }</span>
            <button
                type="button"
                disabled={current + 1 >= pages}
                onclick={go((current + 1).min(pages - 1))}
            >
                { word(TimelineWord::Next, lang) }
            </button>
        </p>
    }
}

/// Indices of all segments in order. Equal ones stay as they happened.
fn sorted(trace: &Trace, (by, down): Order) -> Vec<u32> {
    let mut indices: Vec<u32> = (0..trace.segments.len() as u32).collect();
    if (by, down) == BY_START {
        return indices;
    }
    sort(&mut indices, &|&a, &b| {
        let (a, b) = (trace.segments.get(a as usize), trace.segments.get(b as usize));
        let order = compare(trace, by, &a, &b);
        if down { order.is_gt() } else { order.is_lt() }
    });
    indices
}

fn compare(trace: &Trace, by: usize, a: &Segment, b: &Segment) -> Ordering {
    let length = |s: &Segment| -> Time { s.end.min(trace.end).saturating_sub(s.start) };
    match COLUMNS[by] {
        TimelineWord::Task => a.task.cmp(&b.task),
        TimelineWord::Core => a.place.hardware().cmp(&b.place.hardware()),
        TimelineWord::State => {
            (a.state, a.overhead.map(|o| o as u8)).cmp(&(b.state, b.overhead.map(|o| o as u8)))
        }
        TimelineWord::End => a.end.cmp(&b.end),
        TimelineWord::Duration => length(a).cmp(&length(b)),
        TimelineWord::Line => a.line.cmp(&b.line),
        TimelineWord::Cause => a.cause.cmp(&b.cause),
        _ => a.start.cmp(&b.start),
    }
}
