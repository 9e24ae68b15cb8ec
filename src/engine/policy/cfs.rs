//! The Completely Fair Scheduler of Linux 2.6.23 to 6.5.
//!
//! Source: `kernel/sched/fair.c` of Linux 6.5 and its documentation
//! (`Documentation/scheduler/sched-design-CFS.rst`). A thread's *vruntime*
//! grows while it runs, in inverse proportion to the weight of its `nice=`;
//! the smallest runs, for its share of a period: `latency`, or `granularity`
//! for each if there are too many. Who wakes up is placed half a latency
//! before the others at most, and takes a core if its vruntime is behind that
//! of the running thread by more than `wakeup`, scaled by its weight.
//!
//! Deviations: no tick, so a share ends to the nanosecond; one queue for all
//! cores unless each has its own; no groups; new threads start where the others are (START_DEBIT is
//! off), and so do those that yield: they only go behind their equals.

use super::ranked::Ranked;
use super::virtual_time::{pace, weight_of};
use super::{Baggage, May, Policy, Slice, Traits, Why, anybody};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
struct Entity {
    weight: u64,
    vruntime: i128,
    /// Used since it was picked.
    used: Time,
    present: bool,
}

#[derive(Clone)]
pub struct Cfs {
    latency: Time,
    granularity: Time,
    wakeup: Time,
    entities: Vec<Entity>,
    /// Only grows: where the furthest behind is, or was.
    least: i128,
    /// Of all that run or are ready.
    weight: u64,
    count: u64,
    ready: Ranked,
}

impl Cfs {
    pub fn new(latency: Time, granularity: Time, wakeup: Time) -> Cfs {
        Cfs {
            latency,
            granularity,
            wakeup,
            entities: Vec::new(),
            least: 0,
            weight: 0,
            count: 0,
            ready: Ranked::default(),
        }
    }

    /// How long a thread may run at a stretch.
    fn share(&self, entity: &Entity) -> Time {
        let least = u128::from(self.granularity.0) * u128::from(self.count);
        let period = least.max(u128::from(self.latency.0));
        let share = period * u128::from(entity.weight) / u128::from(self.weight.max(1));
        Time(u64::try_from(share).unwrap_or(u64::MAX).max(1))
    }
}

impl Policy for Cfs {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        let weight = weight_of(traits.nice);
        self.entities.push(Entity { weight, vruntime: 0, used: Time::ZERO, present: false });
    }

    fn enqueue(&mut self, thread: ThreadId, why: Why, _now: Time) {
        let entity = &mut self.entities[thread.index()];
        if !entity.present {
            entity.present = true;
            self.weight += entity.weight;
            self.count += 1;
            // A sleeper's bonus (GENTLE_FAIR_SLEEPERS).
            let bonus = if why == Why::Arrived { Time::ZERO } else { Time(self.latency.0 / 2) };
            entity.vruntime = entity.vruntime.max(self.least - pace(bonus, weight_of(0)));
        }
        let key = (entity.vruntime + (1 << 100)) as u128;
        match why {
            Why::Preempted | Why::Reviewed => self.ready.join_first(key, thread),
            _ => self.ready.join(key, thread),
        }
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        let thread = self.ready.pick(may)?;
        let entity = &mut self.entities[thread.index()];
        entity.used = Time::ZERO;
        self.least = self.least.max(entity.vruntime);
        Some(thread)
    }

    fn slice(&self, thread: ThreadId, _now: Time) -> Slice {
        let entity = &self.entities[thread.index()];
        let left = self.share(entity).saturating_sub(entity.used);
        Slice::WhileOthersWait(left)
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let entity = &mut self.entities[thread.index()];
        entity.used = entity.used.saturating_add(used);
        entity.vruntime += pace(used, entity.weight);
        let first = self.ready.first(&anybody).map(|(key, _)| key as i128 - (1 << 100));
        let furthest = first.map_or(entity.vruntime, |v| v.min(entity.vruntime));
        self.least = self.least.max(furthest);
    }

    fn leave(&mut self, thread: ThreadId, _now: Time) {
        let entity = &mut self.entities[thread.index()];
        if entity.present {
            entity.present = false;
            self.weight -= entity.weight;
            self.count -= 1;
        }
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        let (_, first) = self.ready.first(may)?;
        let first = &self.entities[first.index()];
        let vruntime = |thread: ThreadId| self.entities[thread.index()].vruntime;
        let &(h, last) = running.iter().max_by_key(|(_, thread)| vruntime(*thread))?;
        let lead = vruntime(last) - first.vruntime;
        (lead > pace(self.wakeup, first.weight)).then_some(h)
    }

    fn is_preemptive(&self) -> bool {
        true
    }

    fn watches_queue(&self) -> bool {
        true
    }

    /// As in Linux, it is as far behind there as it was here.
    fn pack(&mut self, thread: ThreadId, now: Time) -> Baggage {
        self.leave(thread, now);
        [self.entities[thread.index()].vruntime - self.least, 0, 0]
    }

    fn unpack(&mut self, thread: ThreadId, [lead, ..]: Baggage) {
        self.entities[thread.index()].vruntime = self.least + lead;
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
