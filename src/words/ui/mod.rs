//! What the page says around the picture: labels, sentences, notices.
//!
//! Fixed texts are rows of tables ([`Text`], [`Help`]); texts with numbers or
//! names in them are functions. Both languages stand side by side, so that a
//! row without a translation does not compile.

mod builtins;
mod choices;
mod help;
mod labels;
mod memory;
mod notice;
mod numbers;
mod phrases;
mod policies;
mod takeaway;

pub use builtins::builtin_help;
pub use choices::{cost_label, cost_name, model_name, model_real, model_sentence};
pub use help::Help;
pub use labels::Text;
pub(super) use labels::{part, texts};
pub use memory::{changed_last, memory_origin};
pub use notice::{Notice, not_allowed, notice};
pub use numbers::{
    bytes, cores, count_problems, duration, duration_parts, grouped, percent, ratio, tasks,
};
pub use phrases::editor_phrases;
pub use policies::{choice_name, parameter_name, policy_name, policy_sentence};
pub use takeaway::{Takeaway, TakeawayText, late, missed, more, starving, takeaway};
