//! A scenario as a link, and back. Format 1:
//!
//! ```text
//! 1.m-asyncio.n-2.o-rr_quantum-5ms.z-<base64url>.<crc32>
//! ```
//!
//! Only `A–Z a–z 0–9 _ . -` occur, so that no chat, mail or page breaks it.
//! Parts are separated by dots: the format, fields (`key-value`), and the
//! CRC-32 (IEEE, eight hex digits) of everything before the last dot, which
//! tells a cut link from a damaged one.
//!
//! | key | meaning | value |
//! |---|---|---|
//! | `m` | concurrency model | `asyncio`, `threads` … |
//! | `n` | cores | 1–64 |
//! | `t` | hardware threads per core | 1, 2, 4 |
//! | `f` | speed of a hardware thread beside a busy sibling | thousandths |
//! | `o` | OS scheduler | as in the command, `:` and `,` as `_`, `=` and `/` as `-`, `_` doubled |
//! | `c` | costs | preset and changes, the same way |
//! | `s` | version of the scheduling rules | 1 |
//! | `r` | seed | whole number |
//! | `i` | switch interval of the GIL | duration |
//! | `w` | workers of a pool | whole number |
//! | `u` | until when | duration |
//! | `h` | title | base64url of UTF-8 |
//! | `v` | panel shown | `split`, `code`, `timeline`, `table`, `compare` |
//! | `a` | playhead | duration |
//! | `k` | part of the time axis | two durations with `_` between |
//! | `z` | script | base64url of raw DEFLATE with the preset dictionary of format 1 |
//! | `d` | script | base64url of raw DEFLATE without one |
//! | `p` | script | base64url of UTF-8 |
//! | `x` | script and settings of an example | its id |
//!
//! A field left out has the value of the script's pragma, else the default of
//! format 1, which is frozen here whatever the page starts with; an empty
//! value takes a pragma's back (`w-`: one worker a core). Unknown fields are
//! kept and written again. The format, the dictionary and the defaults never
//! change: a corpus of links holds them.
//!
//! Anything may come in: decoding never panics, is bounded in time and memory,
//! and gives what could be read together with what is wrong.

mod base64;
mod clean;
mod crc;
mod decode;
mod deflate;
mod encode;
mod fields;
mod payload;

pub use decode::{Decoded, Problem, decode, decode_draft};
pub use encode::{encode, encode_example, encode_plain};
pub use payload::DICTIONARY_1;

/// The format written, and the newest one read.
pub const FORMAT: u32 = 1;

/// The longest fragment that is read, in bytes. A longer scenario travels as
/// a file.
pub const MAX_FRAGMENT: usize = 16 << 10;

/// The longest script that a link unpacks to, in bytes.
pub const MAX_SCRIPT: usize = 64 << 10;
