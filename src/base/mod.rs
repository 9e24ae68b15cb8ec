//! The smallest shared things: simulated time, ids, source spans, seeded
//! random numbers, small lists and maps, sorting, letters, floats as text, hints
//! to a cache. Imports nothing; everything else may import it.

mod decimal;
mod fetch;
pub mod float_text;
mod ids;
pub mod letters;
mod map;
mod numbered;
mod rng;
mod sort;
mod span;
mod time;

pub use decimal::Decimal;
pub use fetch::fetch;
pub use ids::{ProcessId, ResourceId, TaskId, ThreadId};
pub use map::{Map, Set};
pub use numbered::{Numbered, Window};
pub use rng::Rng;
pub use sort::sort;
pub use span::{LineIndex, Span};
pub use time::Time;
