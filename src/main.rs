//! Mounts the page. Only its wasm build does anything.

fn main() {}
