//! The smallest shared things: simulated time, ids, source spans, seeded
//! random numbers. Imports nothing; everything else may import it.

mod ids;
mod rng;
mod span;
mod time;

pub use ids::{ProcessId, ResourceId, TaskId, ThreadId};
pub use rng::Rng;
pub use span::{LineIndex, Span};
pub use time::Time;
