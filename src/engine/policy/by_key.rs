//! Preemptive scheduling by a key that a thread has for life, as real-time
//! schedulers do it: the smallest key runs, equal keys never preempt.

use super::ranked::Ranked;
use super::{May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
pub struct ByKey {
    key_of: fn(&Traits) -> u64,
    /// Of equals that wait, the one spawned first goes first; else the one
    /// that joined first, a displaced thread joining as everybody does.
    by_number: bool,
    /// Each thread's key and number.
    keys: Vec<(u128, i64)>,
    ready: Ranked,
}

impl ByKey {
    pub fn new(key_of: fn(&Traits) -> u64, by_number: bool) -> ByKey {
        ByKey { key_of, by_number, keys: Vec::new(), ready: Ranked::default() }
    }
}

impl Policy for ByKey {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        self.keys.push((u128::from((self.key_of)(traits)), i64::from(traits.number)));
    }

    fn enqueue(&mut self, thread: ThreadId, _why: Why, _now: Time) {
        let (key, number) = self.keys[thread.index()];
        match self.by_number {
            true => self.ready.join_at(key, number, thread),
            false => self.ready.join(key, thread),
        }
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.ready.pick(may)
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        Slice::Endless
    }

    fn charge(&mut self, _thread: ThreadId, _used: Time) {}

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        self.ready.victim(running, may, &|thread| self.keys[thread.index()].0)
    }

    fn is_preemptive(&self) -> bool {
        true
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
