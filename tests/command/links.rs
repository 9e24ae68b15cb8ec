//! Scripts to links and back, through the command.

use crate::interleave;

const SCRIPT: &str = "# @model asyncio\nawait io(5)\n";

#[test]
fn a_link_comes_back_as_a_script_with_its_settings() {
    let link = interleave(&["link", "-", "--cores", "4", "--title", "Four"], SCRIPT).out;
    assert!(link.starts_with("#1.m-asyncio.n-4."), "{link}");
    let opened = interleave(&["open", link.trim()], "");
    assert_eq!((opened.status, opened.err.as_str()), (0, ""));
    assert_eq!(opened.out, "# @model asyncio\n# @cores 4 @title Four\nawait io(5)\n");
    assert_eq!(interleave(&["link", "-"], &opened.out).status, 0);
}

#[test]
fn an_example_opens_by_its_id() {
    let opened = interleave(&["open", "#1.m-freethreaded.n-1.x-take-turns", "--lang", "ru"], "");
    // Written by hand, without a checksum: an id that was cut names no example.
    assert_eq!((opened.status, opened.err.as_str()), (0, ""));
    assert!(opened.out.contains("def cook"), "{}", opened.out);
    let cut = interleave(&["open", "#1.n-1.x-take-tur", "--lang", "ru"], "");
    assert_eq!(cut.status, 1);
    assert!(cut.err.contains("нет конца"), "{}", cut.err);
}

#[test]
fn a_broken_link_gives_what_is_left() {
    let link = interleave(&["link", "-"], SCRIPT).out;
    let cut = &link[..link.len() - 12];
    let opened = interleave(&["open", cut], "");
    assert_eq!(opened.status, 1);
    assert!(opened.err.contains("missing"), "{}", opened.err);
    assert!(opened.out.starts_with("# @model asyncio"), "{}", opened.out);
}
