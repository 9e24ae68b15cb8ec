//! One number for what a run showed: equal pictures, equal numbers, on every
//! machine and for ever. Links and course pages compare it.
//!
//! FNV-1a (64 bit) over the merged segments (task, state, place, start, end),
//! the output (time, task, text), the end and its kind. Lines, causes and
//! names are left out: wording may improve without a picture changing.

use crate::trace::{Place, Trace};

pub fn fingerprint(trace: &Trace) -> u64 {
    let mut hash = Fnv(0xCBF2_9CE4_8422_2325);
    for merged in trace.merged() {
        let s = trace.segments.get(merged.first);
        hash.number(s.task.0.into());
        hash.number(s.state as u64);
        hash.number(match s.place {
            Place::Nowhere => 0,
            Place::Hardware(h) => (1 << 32) | u64::from(h),
            Place::RunQueue(q) => (2 << 32) | u64::from(q),
            Place::Resource(r) => (3 << 32) | u64::from(r.0),
        });
        hash.number(s.start.0);
        hash.number(merged.end.0);
    }
    for line in &trace.output {
        hash.number(line.time.0);
        hash.number(line.task.0.into());
        hash.bytes(line.text.as_bytes());
        hash.number(line.text.len() as u64);
    }
    hash.number(trace.end.0);
    hash.bytes(trace.ending.as_ref().map_or("", |e| e.word()).as_bytes());
    hash.0
}

struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }
}
