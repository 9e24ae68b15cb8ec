//! The rows as a document: names, fold buttons, and behind the canvas one
//! cell a segment for those who hear the timeline instead of seeing it.

use crate::setup::Setup;
use crate::ui::drawn::{Drawn, keyed};
use crate::ui::timeline::swatch::task_mark;
use crate::view::navigate::Spot;
use crate::view::{FoldKey, LaneKind, Row, RowKind, Rows, RunView, Window};
use crate::words::Lang;
use crate::words::timeline::{group_name, group_note, lane_name, lane_note, span_name, too_many};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Beyond this nobody walks a row cell by cell: it becomes one, and the table
/// has the rest.
pub const MAX_CELLS: usize = 200;

/// Which cells of a row are in the document.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Cells {
    /// Not yet: cells come a moment after the picture, not before it.
    #[default]
    Pending,
    Some(Range<usize>),
    TooMany(usize),
}

impl Cells {
    /// All spans of a lane, or those in view, or none of them.
    pub fn of(run: &RunView, lane: usize, window: Window) -> Cells {
        let spans = run.spans(lane);
        if spans.len() <= MAX_CELLS {
            return Cells::Some(0..spans.len());
        }
        let first = spans.first_ending_after(window.start);
        let last = spans.start.partition_point(|&s| (s as f64) < window.end());
        if last.saturating_sub(first) <= MAX_CELLS {
            Cells::Some(first..last.max(first))
        } else {
            Cells::TooMany(spans.len())
        }
    }
}

/// So many cells come at a time, so that a keystroke never waits for all. Where
/// rows are more than that, one each.
const AT_ONCE: usize = 300;

/// The cells of all rows but for those that would be too many new ones at a time;
/// whether these are all.
pub fn fill(run: &RunView, rows: &Rows, window: Window, old: &[Cells]) -> (Vec<Cells>, bool) {
    let mut room = AT_ONCE.max(rows.rows.len() + 1);
    let cells = |row| {
        let Some(lane) = rows.lane(row) else { return Cells::Pending };
        let was = old.get(row).cloned().unwrap_or_default();
        if room == 0 {
            return was;
        }
        let cells = Cells::of(run, lane, window);
        let new = match &cells {
            Cells::Some(range) => range.len(),
            _ => 1,
        };
        if cells != was {
            room = room.saturating_sub(new);
        }
        cells
    };
    let cells = (0..rows.rows.len()).map(cells).collect();
    (cells, room > 0)
}

/// What all rows need; equal as long as nothing of it is another one.
#[derive(Clone, PartialEq)]
pub struct Shared {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    pub letters: Rc<Vec<char>>,
    pub on_fold: Callback<FoldKey>,
}

#[derive(PartialEq)]
pub struct RowList {
    pub shared: Shared,
    pub rows: Rc<Rows>,
    /// One a row.
    pub cells: Rc<Vec<Cells>>,
    /// So many rows; at first only those that fit on the screen. The others
    /// come with the cells.
    pub shown: usize,
    pub folds: Rc<crate::view::Folds>,
    /// Where the one tab stop is.
    pub spot: Spot,
    pub label: &'static str,
    pub describedby: &'static str,
}

impl Drawn for RowList {
    fn view(&self) -> Html {
        let rows = self.rows.rows.iter().enumerate().take(self.shown);
        let rows = rows.map(|(index, row)| self.row(index, row));
        html! {
            <div
                class="tl-rows"
                role="grid"
                aria-label={self.label}
                aria-describedby={self.describedby}
                aria-rowcount={self.rows.rows.len().to_string()}
                aria-readonly="true"
                data-testid="timeline-grid"
            >
                { for rows }
            </div>
        }
    }
}

impl RowList {
    fn row(&self, index: usize, row: &Row) -> Html {
        let (shared, depth) = (self.shared.clone(), row.depth);
        let active = (self.spot.row == index).then_some(self.spot);
        match row.kind {
            RowKind::Group(fold) => {
                let open = !self.folds.contains(&fold);
                let active = active.is_some();
                keyed(fold.key(), GroupRow { shared, fold, index, depth, open, active })
            }
            RowKind::Lane(lane) => {
                let cells = self.cells.get(index).cloned().unwrap_or_default();
                let row = LaneRow { shared, lane, index, depth, cells, active };
                keyed(format!("lane {lane}"), row)
            }
        }
    }
}

#[derive(PartialEq)]
struct GroupRow {
    shared: Shared,
    fold: FoldKey,
    index: usize,
    depth: u8,
    open: bool,
    active: bool,
}

impl Drawn for GroupRow {
    fn view(&self) -> Html {
        let GroupRow { shared, fold, .. } = self;
        let onclick = {
            let (on_fold, fold) = (shared.on_fold.clone(), *fold);
            move |_| on_fold.emit(fold)
        };
        let head = html! {
            <div role="rowheader" class="tl-head">
                <button
                    type="button"
                    class="tl-fold"
                    aria-expanded={self.open.to_string()}
                    tabindex={if self.active { "0" } else { "-1" }}
                    data-spot={self.index.to_string()}
                    {onclick}
                >
                    <span class="tl-chevron" aria-hidden="true" />
                    <span class="tl-name">{ group_name(&shared.run, *fold, shared.lang) }</span>
                </button>
                { note(group_note(&shared.run, *fold, shared.lang)) }
            </div>
        };
        row(self.index, GROUP[usize::from(self.depth.min(3))], head)
    }
}

#[derive(PartialEq)]
struct LaneRow {
    shared: Shared,
    lane: usize,
    index: usize,
    depth: u8,
    cells: Cells,
    active: Option<Spot>,
}

impl Drawn for LaneRow {
    fn view(&self) -> Html {
        let Shared { run, setup, lang, letters, .. } = &self.shared;
        let kind = run.lanes[self.lane].kind;
        let name = AttrValue::from(lane_name(run, setup, kind, *lang));
        let head_active = self.active.is_some_and(|spot| match (&self.cells, spot.span) {
            (Cells::Some(range), Some(span)) => !range.contains(&span),
            _ => true,
        });
        let tabindex = |active: bool| if active { "0" } else { "-1" };
        let badge = match kind {
            LaneKind::Task(task) => {
                task_mark(&run.trace, task, letters.get(task.index()).copied().unwrap_or('+'))
            }
            _ => Html::default(),
        };
        let cells = match &self.cells {
            Cells::Pending => Html::default(),
            Cells::TooMany(n) => html! {
                <div role="gridcell" class="tl-cell">{ too_many(*n as u64, *lang) }</div>
            },
            Cells::Some(range) => range
                .clone()
                .map(|span| {
                    let active = self.active.is_some_and(|spot| spot.span == Some(span));
                    html! {
                        <div
                            role="gridcell"
                            class="tl-cell"
                            tabindex={tabindex(active)}
                            data-spot={format!("{}-{span}", self.index)}
                        >
                            { span_name(run, setup, self.lane, span, *lang) }
                        </div>
                    }
                })
                .collect::<Html>(),
        };
        let inside = html! {
            <>
                <div
                    role="rowheader"
                    class="tl-head"
                    tabindex={tabindex(head_active)}
                    data-spot={self.index.to_string()}
                >
                    { badge }
                    <span class="tl-name" title={name.clone()}>{ name }</span>
                    { note(lane_note(run, self.lane, *lang)) }
                </div>
                { cells }
            </>
        };
        row(self.index, LANE[usize::from(self.depth.min(3))], inside)
    }
}

/// Classes by depth.
const GROUP: [&str; 4] = [
    "tl-row tl-group tl-depth-0",
    "tl-row tl-group tl-depth-1",
    "tl-row tl-group tl-depth-2",
    "tl-row tl-group tl-depth-3",
];
const LANE: [&str; 4] = [
    "tl-row tl-lane tl-depth-0",
    "tl-row tl-lane tl-depth-1",
    "tl-row tl-lane tl-depth-2",
    "tl-row tl-lane tl-depth-3",
];

fn row(index: usize, class: &'static str, inside: Html) -> Html {
    html! {
        <div role="row" {class} aria-rowindex={(index + 1).to_string()}>{ inside }</div>
    }
}

fn note(text: String) -> Html {
    html! { <span class="tl-note">{ text }</span> }
}
