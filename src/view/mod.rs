//! Trace and viewport to a picture: lanes, bars, labels, ruler, hit-testing.
//!
//! Begin with [`RunView`], a trace made ready to be looked at, and
//! [`Frame`], what is to be painted of it. Knows no canvas, no document and no
//! words: painters, the accessible table and exports all read the same lists.
//! The cost of a frame depends on pixels, not on segments.
//!
//! Three spaces, converted only by [`Scale`]: simulated nanoseconds, CSS
//! pixels (layout, pointer) and device pixels (crisp edges).

mod arrows;
mod counts;
mod frame;
mod hit;
mod labels;
mod lanes;
mod moment;
pub mod navigate;
mod overview;
pub mod palette;
mod rows;
mod ruler;
mod scale;
mod spans;

use crate::trace::Trace;
pub use arrows::{Arrow, arrows};
pub use frame::{Bar, Column, Frame, Mark, MarkKind, frame, race_at};
pub use hit::{Hit, hit};
pub use labels::{LABELLED, Label, Scribe, labels};
pub use lanes::{CLASSES, Lane, LaneKind};
pub use moment::{Spell, Whereabouts};
pub use overview::overview;
pub use palette::{Ink, Pattern, Rgb, Scheme};
pub use rows::{FoldKey, Folds, Row, RowKind, Rows, SectionKind};
pub use ruler::{Ruler, Tick, Unit, ruler};
pub use scale::{Scale, Window, between};
pub use spans::{Cursor, Spans};

/// A trace with what is derived from it once, so that each frame is cheap.
pub struct RunView {
    pub trace: Trace,
    pub lanes: Vec<Lane>,
    /// How many segments each task has.
    of_task: Vec<usize>,
}

impl RunView {
    pub fn new(trace: Trace) -> RunView {
        let (lanes, of_task) = lanes::build(&trace);
        RunView { trace, lanes, of_task }
    }
}

/// Two views are equal if they are the same one: comparing traces would cost
/// more than drawing them.
impl PartialEq for RunView {
    fn eq(&self, other: &RunView) -> bool {
        std::ptr::eq(self, other)
    }
}
