//! Interleave: a concurrency playground.
//!
//! Reading order follows the data: `script` turns text into a `program`,
//! `engine` runs it under a `setup` and leaves a `trace`; `metrics`,
//! `explain`, `view` and `export` derive from the trace what is shown; `ui` is
//! the page. Begin with `program` and `trace`, the two contracts in the
//! middle, then `engine`. ARCHITECTURE.md has the map and the laws.

#![cfg_attr(fast_functions, feature(optimize_attribute))]

pub mod base;
pub mod compare;
pub mod engine;
pub mod explain;
pub mod export;
pub mod lessons;
pub mod metrics;
pub mod program;
pub mod scenario;
pub mod script;
pub mod setup;
pub mod share;
pub mod trace;
pub mod ui;
pub mod view;
pub mod words;
