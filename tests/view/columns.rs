//! Bars and columns: exact edges where there is room, exact shares where not.

use crate::fixture::{fit, one_task, rows};
use interleave::base::Time;
use interleave::view::{Cursor, Frame, LaneKind, RunView, Scale, Window, frame, hit};
use proptest::prelude::*;

fn lengths() -> impl Strategy<Value = Vec<(u8, u64)>> {
    let length = prop_oneof![1u64..50, 1_000u64..100_000, 1_000_000u64..5_000_000];
    prop::collection::vec((0u8..7, length), 1..400)
}

fn task_row(run: &RunView) -> usize {
    let rows = rows(run);
    let is_task = |i: &usize| matches!(run.lanes[*i].kind, LaneKind::Task(_));
    (0..rows.rows.len()).find(|&row| rows.lane(row).is_some_and(|l| is_task(&l))).unwrap()
}

/// Time of each class within `from..to`, span by span.
fn by_hand(run: &RunView, lane: usize, from: f64, to: f64) -> [f64; 10] {
    let spans = run.spans(lane);
    let mut sums = [0.0; 10];
    for i in 0..spans.len() {
        let part = (spans.end[i] as f64).min(to) - (spans.start[i] as f64).max(from);
        sums[usize::from(spans.class[i])] += part.max(0.0);
    }
    sums
}

proptest! {
    #[test]
    fn running_totals_are_exact(lengths in lengths(), at in 0.0..1.0f64) {
        let run = one_task(&lengths);
        let lane = run.lanes.len() - 1;
        let spans = run.spans(lane);
        let time = (run.trace.end.0 as f64 * at).floor();
        let exact = by_hand(&run, lane, 0.0, time);
        let totals = |cursor: &Cursor| cursor.sums(time);
        prop_assert_eq!(totals(&spans.cursor(time)), exact);
        // Advancing from anywhere before finds the same as beginning there.
        for from in 0..spans.first_ending_after(time) {
            let mut cursor = spans.cursor(spans.start[from] as f64);
            cursor.advance(time);
            prop_assert_eq!(cursor.next, spans.first_ending_after(time));
            prop_assert_eq!(totals(&cursor), exact);
        }
    }

    #[test]
    fn columns_show_the_share_of_time(lengths in lengths(), width in 20.0..800.0f64) {
        let run = one_task(&lengths);
        let rows = rows(&run);
        let scale = fit(&run, width.round());
        for column in frame(&run, &rows, 0..rows.rows.len(), &scale).columns {
            let lane = rows.lane(column.row as usize).unwrap();
            let (from, to) = (scale.column_start(column.x), scale.column_start(column.x + 1));
            let exact = by_hand(&run, lane, from, to);
            for (class, &share) in column.shares.iter().enumerate() {
                let expected = exact[class] / (to - from) * 255.0;
                prop_assert!((f64::from(share) - expected).abs() <= 1.01);
            }
        }
    }

    #[test]
    fn a_row_in_parts_is_the_whole_row(
        lengths in lengths(),
        (from, part, cut) in (0.0..1.0f64, 0.001..1.0f64, 0.0..1.0f64),
    ) {
        let run = one_task(&lengths);
        let rows = rows(&run);
        let span = Window::fit(run.trace.end).span;
        let window = Window { start: span * from, span: span * part }.clamp(run.trace.end);
        let scale = Scale::new(window, 300.0, 1.0);
        let cut = (cut * 300.0) as i32;
        for row in 0..rows.rows.len() {
            let whole = frame(&run, &rows, row..row + 1, &scale);
            let [mut left, mut right] = [Frame::default(), Frame::default()];
            left.add_bars(&run, &rows, row, 0..cut, &scale);
            right.add_bars(&run, &rows, row, cut..300, &scale);
            let mut bars = [left.bars, right.bars].concat();
            // A bar that the cut is in is drawn twice.
            bars.dedup();
            prop_assert_eq!(bars, whole.bars);
            let mut columns = [left.columns, right.columns].concat();
            columns.dedup();
            prop_assert_eq!(columns, whole.columns);
        }
    }

    #[test]
    fn bars_and_columns_never_overlap_and_stay_inside(
        lengths in lengths(),
        (from, part) in (0.0..1.0f64, 0.001..1.0f64),
    ) {
        let run = one_task(&lengths);
        let (rows, row) = (rows(&run), task_row(&run));
        let span = Window::fit(run.trace.end).span;
        let window = Window { start: span * from, span: span * part }.clamp(run.trace.end);
        let scale = Scale::new(window, 300.0, 2.0);
        let frame = frame(&run, &rows, row..row + 1, &scale);
        let bars = frame.bars.iter().map(|b| (b.left, b.right));
        let mut taken: Vec<_> = bars.chain(frame.columns.iter().map(|c| (c.x, c.x + 1))).collect();
        taken.sort_unstable();
        prop_assert!(taken.iter().all(|&(l, r)| 0 <= l && l < r && r <= scale.columns()));
        prop_assert!(taken.windows(2).all(|w| w[0].1 <= w[1].0));
    }

    #[test]
    fn pointing_at_a_bar_finds_its_segment(lengths in lengths(), width in 50.0..900.0f64) {
        let run = one_task(&lengths);
        let (rows, row) = (rows(&run), task_row(&run));
        let scale = fit(&run, width.round());
        let y = rows.rows[row].top + 10.0;
        for bar in frame(&run, &rows, row..row + 1, &scale).bars {
            for x in [bar.left, (bar.left + bar.right) / 2, bar.right - 1] {
                let found = hit(&run, &rows, &scale, f64::from(x) + 0.5, y).map(|h| h.span);
                // A bar cut by columns of its neighbours keeps its middle.
                let span = bar.span as usize;
                prop_assert_eq!(found, Some(span), "bar {:?}", bar);
            }
        }
    }
}

#[test]
fn a_wide_bar_has_exact_edges() {
    let run = one_task(&[(0, 40), (1, 60)]);
    let (rows, row) = (rows(&run), task_row(&run));
    let window = Window { start: 0.0, span: 100.0 };
    let bars = frame(&run, &rows, row..row + 1, &Scale::new(window, 200.0, 1.0)).bars;
    let edges: Vec<_> = bars.iter().map(|b| (b.left, b.right, b.class)).collect();
    assert_eq!(edges, [(0, 80, 0), (80, 200, 1)]);
}

#[test]
fn nothing_is_found_where_nothing_is_drawn() {
    let run = one_task(&[(0, 1_000_000)]);
    let (rows, row) = (rows(&run), task_row(&run));
    let window = Window { start: 0.0, span: 2_000_000.0 };
    let scale = Scale::new(window, 1000.0, 1.0);
    let y = rows.rows[row].top + 5.0;
    assert!(hit(&run, &rows, &scale, 600.0, y).is_none());
    assert!(hit(&run, &rows, &scale, 502.0, y).is_some(), "just beside it one still points at it");
    assert!(hit(&run, &rows, &scale, 100.0, -5.0).is_none());
    assert!(hit(&run, &rows, &scale, 100.0, 1e9).is_none());
}

/// Windows far in, far out and beyond the end must not take long or overflow.
#[test]
fn a_million_segments_cost_pixels() {
    let run = one_task(&[(0, 7), (2, 3)].repeat(500_000));
    let (rows, row) = (rows(&run), task_row(&run));
    let all = fit(&run, 1400.0);
    assert!(frame(&run, &rows, row..row + 1, &all).columns.len() <= 1400);
    let near = Window { start: 1_000_000.0, span: 100.0 }.clamp(run.trace.end);
    let bars = frame(&run, &rows, row..row + 1, &Scale::new(near, 1400.0, 1.0)).bars;
    assert!((20..=22).contains(&bars.len()));
    assert_eq!(run.next_event(Time(10)), Some(Time(17)));
}
