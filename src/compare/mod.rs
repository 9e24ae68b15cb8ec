//! Several runs side by side: the same script under other models and machines,
//! or along one quantity.
//!
//! Begin with [`Batch`], which makes the runs in slices. What they have in
//! common and what made the difference is typed ([`table`], [`differences`]);
//! sentences are made in `words`. Knows nothing of pictures.

mod batch;
mod curve;
mod difference;
mod number;
mod product;
mod profile;
mod share;
mod table;
mod tasks;

use crate::metrics::Metrics;
use crate::setup::Setup;
use crate::trace::{Ending, Trace};
pub use batch::{Batch, Variant};
pub use curve::{Axis, Curve, Point, Series, amdahl, serial_share};
pub use difference::{Difference, OneAtATime, differences, fastest, whole};
pub use number::{Number, numbers, with_number};
pub use product::Choices;
pub use profile::Profile;
pub use share::{Work, with_io_share};
pub use table::{Line, Measure, table};
pub use tasks::task_number;

/// A run that came to its end, whatever that was.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    pub setup: Setup,
    pub trace: Trace,
    pub metrics: Metrics,
    pub profile: Profile,
}

impl Outcome {
    pub fn finished(&self) -> bool {
        self.trace.ending == Some(Ending::Finished)
    }
}
