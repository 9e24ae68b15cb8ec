//! A trace in other forms: text rows, and JSON for the native command.
//!
//! Knows nothing of scripts or screens. The same trace always gives the same
//! bytes.

mod text;

pub use text::{core_rows, fitting_step, gil_rows, letters, task_rows, text_rows};
