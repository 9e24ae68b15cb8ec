//! The native command, as people and programs call it.

mod compare;
mod json;
mod lines;
mod links;
mod pictures;
mod schema;

use std::io::Write;
use std::process::{Command, Stdio};

/// What the command answered.
struct Answer {
    status: i32,
    out: String,
    err: String,
}

/// Calls the command with `input` on standard input.
fn interleave(args: &[&str], input: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without having read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
    Answer {
        status: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}
