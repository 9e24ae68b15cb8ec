//! The timeline's sentences: lanes, states, causes, times, controls.

mod cause;
mod names;
mod race;
mod segment;
mod time;
mod word;

pub use cause::{cause, overhead};
pub use names::{bar_texts, group_name, group_note, lane_name, lane_note, span_name};
pub use race::{race_locks, race_name, race_sentence};
pub use segment::{
    cell_name, core_name, gil_name, has_worker, hold_name, holds_gil, holds_lock, kind_count,
    row_summary, segment_cause, segment_place, task_name, too_many, waiting_for_gil, waiting_here,
    worker_name,
};
pub use time::{duration, instant, measured, measuring, range, tick};
pub use word::{TimelineWord, state_hint, state_name, word};
