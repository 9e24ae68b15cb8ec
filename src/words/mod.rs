//! Every sentence shown, in English and Russian, made from typed messages.
//!
//! A message is a value (a diagnostic kind, a cause, a label); a `match` over
//! it and the language gives the text, so that a missing translation does not
//! compile. Python keywords and names stay English in both.

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
mod compare;
mod definitions;
mod diagnostics;
mod explain;
mod lang;
mod lessons;
mod link;
mod modules;
mod picture;
pub mod timeline;
pub mod tools;
pub mod ui;

pub use compare::{comparison, measure_name, measure_value, moment_text, variant_names};
pub use definitions::{Definition, definitions};
pub use diagnostics::{DiagnosticText, diagnostic};
pub use explain::{EndingText, ExplanationText, circles, ending, explanation, failed, failure};
pub use lang::{Lang, plural};
pub use lessons::{LessonText, lesson_scenario, lesson_text};
pub use link::link_problem;
pub use modules::module_help;
pub use picture::PictureWords;
