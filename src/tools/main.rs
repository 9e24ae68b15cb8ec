//! What the page loads when it is first asked for: exports, comparisons and
//! curves. A program of its own, so that a first visit does not carry it.
//!
//! Knows nothing of the page: it is given a scenario as a link, and gives
//! texts (SVG, CSV, JSON). `www/tools` shows them. Work is done in slices,
//! because a frame with `sandbox="allow-scripts"` cannot start a worker.

#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod bench;
#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod share;

fn main() {}
