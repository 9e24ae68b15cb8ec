//! Tables that the documentation keeps: made from code, and held to it.

use std::path::Path;

const BEGIN: &str = "<!-- made by a test: begin -->\n";
const END: &str = "<!-- end -->\n";

/// The part of a page between the two marks must be this text. `UPDATE=1`
/// writes it there.
pub fn keep(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let whole = std::fs::read_to_string(&path).expect("a page of the documentation");
    let (before, rest) = whole.split_once(BEGIN).expect("a mark where the table begins");
    let (kept, after) = rest.split_once(END).expect("a mark where it ends");
    if std::env::var_os("UPDATE").is_some() {
        let new = [before, BEGIN, text, END, after].concat();
        std::fs::write(&path, new).expect("a writable page");
        return;
    }
    assert!(kept == text, "{page} is out of date: run the test again with UPDATE=1\n{text}");
}
