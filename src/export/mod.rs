//! A trace in other forms: text rows, a picture (SVG), a trace for Perfetto,
//! CSV, and JSON for programs.
//!
//! Knows nothing of scripts or screens. The same trace always gives the same
//! bytes.

mod chrome;
mod csv;
mod json;
mod json_sharing;
mod svg;
mod text;

pub use chrome::chrome_json;
pub use csv::segments_csv;
pub use json::write_json;
pub use svg::{
    Captions, Chart, ChartLine, Look, Paint, Plot, chart, escaped, names_room, stack, svg,
};
pub use text::{core_rows, fitting_step, gil_rows, letters, task_rows, text_rows, worker_rows};
