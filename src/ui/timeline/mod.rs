//! The timeline on the page: a canvas with lanes, an accessible grid behind
//! it, the table of all segments, the legend and the playback bar.
//!
//! Layout is `view`'s, words are `words::timeline`'s; here is only what a
//! browser adds: painting, pointers, keys, focus. Begin with `component`.

mod acts;
mod browser;
mod component;
mod describe;
mod gesture;
mod ink;
mod keys;
mod legend;
mod minimap;
mod painter;
mod playback;
mod raster;
mod rows;
mod stage;
mod strips;
mod strokes;
mod swatch;
mod table;
mod tip;

pub use acts::Timeline;
pub use legend::Legend;
pub use playback::Playback;
pub use table::{Props as SegmentTableProps, SegmentTable};
