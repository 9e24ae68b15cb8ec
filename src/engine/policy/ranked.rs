//! A queue of threads in the order of a key, the smallest first: what the
//! policies by length, deadline, priority and virtual time have in common.

use super::May;
use crate::base::ThreadId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Key, place among equals, thread.
type Entry = Reverse<(u128, i64, u32)>;

#[derive(Clone, Debug, Default)]
pub struct Ranked {
    heap: BinaryHeap<Entry>,
    /// How many have joined, at either end.
    joined: i64,
}

impl Ranked {
    /// Behind its equals.
    pub fn join(&mut self, key: u128, thread: ThreadId) {
        self.joined += 1;
        self.join_at(key, self.joined, thread);
    }

    /// In front of its equals.
    pub fn join_first(&mut self, key: u128, thread: ThreadId) {
        self.joined += 1;
        self.join_at(key, -self.joined, thread);
    }

    /// At a given place among its equals.
    pub fn join_at(&mut self, key: u128, place: i64, thread: ThreadId) {
        self.heap.push(Reverse((key, place, thread.0)));
    }

    /// Takes the first of those that may.
    pub fn pick(&mut self, may: May) -> Option<ThreadId> {
        let mut passed_over = Vec::new();
        let found = loop {
            match self.heap.pop() {
                Some(entry) if !may(thread_of(&entry)) => passed_over.push(entry),
                other => break other,
            }
        };
        self.heap.extend(passed_over);
        found.as_ref().map(thread_of)
    }

    /// Whether it was there.
    pub fn remove(&mut self, thread: ThreadId) -> bool {
        let before = self.heap.len();
        self.heap.retain(|entry| thread_of(entry) != thread);
        self.heap.len() < before
    }

    /// The first of those that may.
    pub fn first(&self, may: May) -> Option<(u128, ThreadId)> {
        let may = |entry: &&Entry| may(thread_of(entry));
        let first = self.heap.peek().filter(may).or_else(|| self.heap.iter().filter(may).max())?;
        Some((first.0.0, thread_of(first)))
    }

    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Of those that run, the one with the largest key, if that is larger than
    /// the first key that waits; of equals the one on the lowest core.
    pub fn victim(
        &self,
        running: &[(u16, ThreadId)],
        may: May,
        key: &dyn Fn(ThreadId) -> u128,
    ) -> Option<u16> {
        let (best, _) = self.first(may)?;
        let worst = running.iter().map(|&(h, thread)| (key(thread), Reverse(h))).max()?;
        (worst.0 > best).then_some(worst.1.0)
    }
}

fn thread_of(entry: &Entry) -> ThreadId {
    ThreadId(entry.0.2)
}
