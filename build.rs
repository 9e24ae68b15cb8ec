//! Gives the page a stack of its own size: the parser and the drop of its
//! trees recurse, and an overflow in WebAssembly ends the page. Together with
//! the bounds of `script::guard` no text within the size limit reaches the end.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg=-zstack-size={}", 8 << 20);
    }
}
