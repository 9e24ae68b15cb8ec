//! Words on bars: as much as fits, never over another word.

use crate::base::sort;
use crate::view::{Bar, Frame, Rows, RunView, Scale};
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

/// Narrower bars, in CSS pixels, have no label.
pub const LABELLED: f64 = MIN_ROOM + 2.0 * PADDING;

/// More labels than this are a hedge of words: only the widest bars get one.
const MOST: usize = 240;

/// Labels for the bars of a frame. Bars that carry on the one before share one.
pub fn labels(
    run: &RunView,
    rows: &Rows,
    frame: &Frame,
    scale: &Scale,
    scribe: &dyn Scribe,
) -> Vec<Label> {
    let bars = &frame.bars;
    let room = |bars: &[Bar]| bars[bars.len() - 1].right - bars[0].left;
    let mut least = (LABELLED * scale.ratio) as i32;
    let mut wide: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    for group in bars.chunk_by(|a, b| a.row == b.row && b.joined) {
        if room(group) >= least {
            wide.push(first..first + group.len());
        }
        first += group.len();
    }
    if wide.len() > MOST {
        let mut widths: Vec<i32> = wide.iter().map(|group| room(&bars[group.clone()])).collect();
        sort(&mut widths, &|a, b| a < b);
        least = widths[widths.len() - MOST] + 1;
    }
    let wide = wide.into_iter().filter(|group| room(&bars[group.clone()]) >= least);
    let label = |group: Range<usize>| {
        let lane = rows.lane(bars[group.start].row as usize)?;
        (lane < run.lanes.len()).then(|| one(frame, group, lane, scale, scribe))?
    };
    wide.filter_map(label).collect()
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
    let fits = |text: String| {
        let width = scribe.width(&text);
        (width <= room && !text.is_empty()).then_some((text, width))
    };
    let spans = first.span as usize..last.span as usize + 1;
    let (text, width) = scribe.texts(lane, spans).into_iter().find_map(fits)?;
    let x = f64::from(first.left + last.right) / 2.0 / scale.ratio;
    Some(Label { bar: bars.start, x, width, text })
}
