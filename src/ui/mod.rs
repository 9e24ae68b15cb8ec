//! The page: Yew components over one reducer.
//!
//! `state` holds what the learner chose and `options` what the address asks
//! for; both are plain data, tested natively. Everything below them exists
//! only in the browser: `runner` derives results from the state, `effects`
//! carries it to the URL and the storage, the rest draws it. Nothing else in
//! the library may name the browser.

pub mod open;
pub mod options;
pub mod relevance;
pub mod state;

pub mod theme;
#[cfg(target_arch = "wasm32")]
pub mod timeline;
