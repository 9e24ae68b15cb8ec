//! Gives the page a stack of its own size: the parser and the drop of its
//! trees recurse, and an overflow in WebAssembly ends the page. Together with
//! the bounds of `script::guard` no text within the size limit reaches the end.
//!
//! And tells where single functions can be built for speed in a page that is
//! built for weight: `#[optimize]` is not stable, so only where the build asks
//! for such things anyway (`page_flags` in scripts/env.sh).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC_BOOTSTRAP");
    println!("cargo::rustc-check-cfg=cfg(fast_functions)");
    if std::env::var("RUSTC_BOOTSTRAP").as_deref() == Ok("1") {
        println!("cargo::rustc-cfg=fast_functions");
    }
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg=-zstack-size={}", 8 << 20);
    }
}
