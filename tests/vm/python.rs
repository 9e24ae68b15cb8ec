//! The same script on real CPython.

use std::io::Write;
use std::process::{Command, Stdio};

/// Whether there is a CPython to compare with, of at least this 3.x.
pub fn is_there(minor: u32) -> bool {
    let version = format!("import sys; sys.exit(sys.version_info < (3, {minor}))");
    Command::new("python3").args(["-I", "-c", &version]).status().is_ok_and(|s| s.success())
}

/// What `python3` prints for the script, and whether it ended well.
pub fn run(source: &str) -> (String, bool) {
    let mut child = Command::new("python3")
        .args(["-I", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("python3 is installed");
    child.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

/// The same for a program whose tasks CPython runs in real time: on a machine that
/// is busy with other things it may keep one of them waiting for as long as the
/// program sleeps. What it prints in one of three runs counts.
pub fn run_until(source: &str, expected: &str) -> (String, bool) {
    let mut last = run(source);
    for _ in 0..2 {
        if last.0 == expected {
            break;
        }
        last = run(source);
    }
    last
}

/// Runs one script on both and compares what they print.
pub fn same(source: &str) {
    let ours = crate::machine::execute(source);
    let (theirs, fine) = run(source);
    assert_eq!(ours.output, theirs, "\n{source}\nours ended with {:?}", ours.error);
    assert_eq!(ours.error.is_none(), fine, "\n{source}\nours ended with {:?}", ours.error);
}
