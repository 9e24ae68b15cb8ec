//! Mounts the page. Only its wasm build does anything.

fn main() {
    #[cfg(target_arch = "wasm32")]
    interleave::ui::page::start();
}
