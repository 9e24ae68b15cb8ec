//! The native command: the same core without a browser.

fn main() {}
