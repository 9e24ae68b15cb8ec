//! Earliest eligible virtual deadline first: Linux since 6.6.
//!
//! Source: I. Stoica and H. Abdel-Wahab, *Earliest Eligible Virtual Deadline
//! First* (Old Dominion University TR-95-22, 1995); `kernel/sched/fair.c` of
//! Linux 6.6. A thread's *lag* is what its share would have been less what it
//! got. Who has lag of 0 or more is eligible; of those the earliest virtual
//! deadline runs: the virtual time at which its `slice` would be served. Lag
//! is kept over a wait, at most two slices of it. With `protect` a thread that
//! is eligible runs its slice out (RUN_TO_PARITY).
//!
//! Deviations: no tick, so a slice ends to the nanosecond; one queue for all
//! cores unless each has its own; no groups; a new thread has lag 0 and a whole slice. Picking looks
//! at every thread that waits, where Linux keeps a tree.

use super::virtual_time::{pace, weight_of};
use super::{Baggage, May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
struct Entity {
    weight: u64,
    /// While it is away: its lag.
    vruntime: i128,
    deadline: i128,
    /// Of its slice.
    left: Time,
    present: bool,
}

#[derive(Clone)]
pub struct Eevdf {
    slice: Time,
    protect: bool,
    entities: Vec<Entity>,
    /// Over all that run or are ready: weights, and weights × vruntimes.
    weight: i128,
    sum: i128,
    /// The mean when the last one left.
    mean: i128,
    ready: Vec<ThreadId>,
}

impl Eevdf {
    pub fn new(slice: Time, protect: bool) -> Eevdf {
        let ready = Vec::new();
        Eevdf { slice, protect, entities: Vec::new(), weight: 0, sum: 0, mean: 0, ready }
    }

    fn mean(&self) -> i128 {
        if self.weight == 0 { self.mean } else { self.sum.div_euclid(self.weight) }
    }

    fn is_eligible(&self, entity: &Entity) -> bool {
        entity.vruntime * self.weight <= self.sum
    }

    /// The place in `ready` of who would be picked. With several cores it can
    /// be that nobody who waits is eligible; a core is not left idle for that.
    fn best(&self, may: May) -> Option<usize> {
        let order = |&i: &usize| {
            let entity = &self.entities[self.ready[i].index()];
            (!self.is_eligible(entity), entity.deadline)
        };
        (0..self.ready.len()).filter(|&i| may(self.ready[i])).min_by_key(order)
    }
}

impl Policy for Eevdf {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        let weight = weight_of(traits.nice);
        let (left, present) = (self.slice, false);
        self.entities.push(Entity { weight, vruntime: 0, deadline: 0, left, present });
    }

    fn enqueue(&mut self, thread: ThreadId, _why: Why, _now: Time) {
        let (mean, all) = (self.mean(), self.weight);
        let entity = &mut self.entities[thread.index()];
        if !entity.present {
            let own = i128::from(entity.weight);
            // Its coming moves the mean; so scaled, its lag is what it was.
            let lag = if all == 0 { 0 } else { entity.vruntime * (all + own) / all };
            entity.present = true;
            entity.vruntime = mean - lag;
            entity.deadline = entity.vruntime + pace(self.slice, entity.weight);
            entity.left = self.slice;
            self.weight += own;
            self.sum += entity.vruntime * own;
        }
        self.ready.push(thread);
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.best(may).map(|i| self.ready.remove(i))
    }

    fn slice(&self, thread: ThreadId, _now: Time) -> Slice {
        Slice::WhileOthersWait(self.entities[thread.index()].left)
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let entity = &mut self.entities[thread.index()];
        let moved = pace(used, entity.weight);
        entity.vruntime += moved;
        self.sum += moved * i128::from(entity.weight);
        entity.left = match used < entity.left {
            true => entity.left - used,
            // A new request; alone it may have been through many.
            false => {
                let left = super::left_of_quantum(entity.left, used, self.slice);
                entity.deadline = entity.vruntime + pace(left, entity.weight);
                left
            }
        };
    }

    fn leave(&mut self, thread: ThreadId, _now: Time) {
        let mean = self.mean();
        let entity = &mut self.entities[thread.index()];
        if entity.present {
            let (own, most) = (i128::from(entity.weight), pace(self.slice, entity.weight) * 2);
            self.weight -= own;
            self.sum -= entity.vruntime * own;
            self.mean = mean;
            entity.present = false;
            entity.vruntime = (mean - entity.vruntime).clamp(-most, most);
        }
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        let best = &self.entities[self.ready[self.best(may)?].index()];
        // Else the one displaced would be picked again, and so on for ever.
        if !self.is_eligible(best) {
            return None;
        }
        let gives_way = |&&(_, thread): &&(u16, ThreadId)| {
            let entity = &self.entities[thread.index()];
            match self.is_eligible(entity) {
                true => !self.protect && best.deadline < entity.deadline,
                false => true,
            }
        };
        let deadline = |thread: ThreadId| self.entities[thread.index()].deadline;
        let last = running.iter().filter(gives_way).max_by_key(|(_, t)| deadline(*t));
        last.map(|&(h, _)| h)
    }

    fn is_preemptive(&self) -> bool {
        true
    }

    /// Its lag goes along.
    fn pack(&mut self, thread: ThreadId, now: Time) -> Baggage {
        self.leave(thread, now);
        [self.entities[thread.index()].vruntime, 0, 0]
    }

    fn unpack(&mut self, thread: ThreadId, [lag, ..]: Baggage) {
        self.entities[thread.index()].vruntime = lag;
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
