//! The page: Yew components over one reducer.
//!
//! `state` holds what the learner chose, `drafts` what the browser keeps of it,
//! `options` what the address asks for, `open` decides what to begin with,
//! `relevance` which control matters: plain data, tested natively. `page` and `timeline` exist only in the browser and
//! are the only modules of the library that may name it.

pub mod controls;
pub mod drafts;
pub mod open;
pub mod options;
pub mod relevance;
pub mod state;
pub mod theme;

#[cfg(target_arch = "wasm32")]
mod drawn;
#[cfg(target_arch = "wasm32")]
mod effect;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(target_arch = "wasm32")]
pub mod timeline;
