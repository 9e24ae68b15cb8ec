//! Nothing is unbounded: what a run may use before it ends with its name.

use crate::base::Time;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytecode instructions.
    pub steps: u64,
    /// Recorded segments and events together.
    pub events: u64,
    pub tasks: u32,
    /// Bytes of all processes' heaps together.
    pub heap: u64,
    /// Frames of one task's stack.
    pub recursion: u32,
    /// Bytes of output, and lines of it.
    pub output_bytes: u64,
    pub output_lines: u32,
    /// Simulated time.
    pub until: Time,
}

impl Default for Limits {
    /// The page's limits: everyday scripts end within a frame, runaway ones soon.
    fn default() -> Limits {
        Limits {
            steps: 1_000_000,
            events: 200_000,
            tasks: 256,
            heap: 16 << 20,
            recursion: 1_000,
            output_bytes: 64 << 10,
            output_lines: 1_000,
            until: Time::secs(10_000),
        }
    }
}
