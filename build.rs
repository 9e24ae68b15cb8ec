//! Gives the page a stack of its own size: the parser and the drop of its
//! trees recurse, and an overflow in WebAssembly ends the page. Together with
//! the bounds of `script::guard` no text within the size limit reaches the end.
//!
//! And tells where single functions can be built for speed in a page that is
//! built for weight: `#[optimize]` is not stable, so only where the build asks
//! for such things anyway (`page_flags` in scripts/env.sh).
//!
//! And has the linker say where each constant of the page lies, so that the
//! texts of one language can be taken out of it (scripts/slim.mjs).

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC_BOOTSTRAP");
    println!("cargo::rustc-check-cfg=cfg(fast_functions)");
    if std::env::var("RUSTC_BOOTSTRAP").as_deref() == Ok("1") {
        println!("cargo::rustc-cfg=fast_functions");
    }
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg=-zstack-size={}", 8 << 20);
        let out = std::env::var("OUT_DIR").expect("cargo says where");
        // Beside the program: {profile}/build/{package}/out.
        let map = Path::new(&out)
            .ancestors()
            .nth(3)
            .expect("cargo's folders")
            .join("interleave-page.map");
        println!("cargo::rustc-link-arg-bin=interleave-page=-Map={}", map.display());
    }
}
