//! Words on bars: as much as fits, never over another word.

use crate::view::{Frame, RowKind, Rows, RunView, Scale};
use std::ops::Range;

/// Writes and measures: words and fonts are not the view's business.
pub trait Scribe {
    /// What could be written on spans of a lane that look like one, the
    /// longest first.
    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String>;
    /// CSS pixels that a text takes.
    fn width(&self, text: &str) -> f64;
}

#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Index in [`Frame::bars`] of the first bar it stands on.
    pub bar: usize,
    /// CSS pixels from the left edge to the text's middle.
    pub x: f64,
    pub width: f64,
    pub text: String,
}

/// Room kept free on each side of a label, in CSS pixels.
const PADDING: f64 = 5.0;
/// No text is shorter than this, so narrower bars need not be asked.
const MIN_ROOM: f64 = 8.0;

/// Labels for the bars of a frame. Bars that carry on the one before share one.
pub fn labels(
    run: &RunView,
    rows: &Rows,
    frame: &Frame,
    scale: &Scale,
    scribe: &dyn Scribe,
) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut first = 0;
    while first < frame.bars.len() {
        let row = frame.bars[first].row;
        let mut end = first + 1;
        while end < frame.bars.len() && frame.bars[end].row == row && frame.bars[end].joined {
            end += 1;
        }
        if let Some(RowKind::Lane(lane)) = rows.rows.get(row as usize).map(|r| r.kind)
            && lane < run.lanes.len()
        {
            labels.extend(one(frame, first..end, lane, scale, scribe));
        }
        first = end;
    }
    labels
}

fn one(
    frame: &Frame,
    bars: Range<usize>,
    lane: usize,
    scale: &Scale,
    scribe: &dyn Scribe,
) -> Option<Label> {
    let (first, last) = (&frame.bars[bars.start], &frame.bars[bars.end - 1]);
    let room = f64::from(last.right - first.left) / scale.ratio - 2.0 * PADDING;
    if room < MIN_ROOM {
        return None;
    }
    let fits = |text: String| {
        let width = scribe.width(&text);
        (width <= room && !text.is_empty()).then_some((text, width))
    };
    let spans = first.span as usize..last.span as usize + 1;
    let (text, width) = scribe.texts(lane, spans).into_iter().find_map(fits)?;
    let x = f64::from(first.left + last.right) / 2.0 / scale.ratio;
    Some(Label { bar: bars.start, x, width, text })
}
