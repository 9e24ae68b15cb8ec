//! A whole run in one strip: how much of all cores each task has.

use crate::view::{CLASSES, Column, LaneKind, RunView, Scale};

/// Shares of all hardware threads together, one column a device pixel.
pub fn overview(run: &RunView, scale: &Scale) -> Vec<Column> {
    let core = |&lane: &usize| matches!(run.lanes[lane].kind, LaneKind::Core(_));
    let cores = || (0..run.lanes.len()).take_while(core);
    let mut time = vec![[0.0; CLASSES]; scale.columns().max(0) as usize];
    for spans in cores().map(|lane| run.spans(lane)) {
        let start = scale.column_start(0);
        let mut cursor = spans.cursor(start);
        let mut before = cursor.sums(start);
        for (x, column) in time.iter_mut().enumerate() {
            let end = scale.column_start(x as i32 + 1);
            cursor.advance(end);
            cursor.since(end, &mut before, |class, more| column[class] += more);
        }
    }
    let whole = scale.ns_per_px() / scale.ratio * cores().count() as f64;
    let column = |(x, time): (usize, &[f64; CLASSES])| {
        let share = |class: usize| (time[class] / whole * 255.0) as u8;
        Column { row: 0, x: x as i32, shares: std::array::from_fn(share) }
    };
    time.iter().enumerate().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;
    use crate::view::Window;

    #[test]
    fn shares_are_those_of_the_cores() {
        let run = RunView::new(two_take_turns());
        let window = Window { start: 0.0, span: 80e6 };
        let columns = overview(&run, &Scale::new(window, 8.0, 1.0));
        let shares: Vec<(u8, u8)> = columns.iter().map(|c| (c.shares[1], c.shares[2])).collect();
        let (a, b) = ((255, 0), (0, 255));
        assert_eq!(shares, [a, b, a, b, (0, 0), (0, 0), (0, 0), (0, 0)]);
    }
}
