//! A trace in other forms: text rows, and JSON for the native command.
//!
//! Knows nothing of scripts or screens. The same trace always gives the same
//! bytes.

#[cfg(not(target_arch = "wasm32"))]
mod json;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use json::write_json;
pub use text::{core_rows, fitting_step, gil_rows, letters, task_rows, text_rows};
