//! The timeline on the page: a canvas with lanes, an accessible grid behind
//! it, the table of all segments, the legend and the playback bar.
//!
//! Layout is `view`'s, words are `words::timeline`'s; here is only what a
//! browser adds: painting, pointers, keys, focus.

mod component;
mod legend;
mod playback;
mod table;

pub use component::Timeline;
pub use legend::Legend;
pub use playback::Playback;
pub use table::SegmentTable;
