//! Every sentence shown, in English and Russian, made from typed messages.
//!
//! A message is a value (a diagnostic kind, a cause, a label); a `match` over
//! it and the language gives the text, so that a missing translation does not
//! compile. Python keywords and names stay English in both.

mod diagnostics;
mod lang;
pub mod timeline;

pub use diagnostics::{DiagnosticText, diagnostic};
pub use lang::{Lang, plural};
