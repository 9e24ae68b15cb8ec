//! The page: Yew components over one reducer.

pub mod theme;
#[cfg(target_arch = "wasm32")]
pub mod timeline;
