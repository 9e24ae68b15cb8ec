//! Multi-level feedback queue.
//!
//! Source: R. and A. Arpaci-Dusseau, *Operating Systems: Three Easy Pieces*,
//! chapter 8, and its simulator, whose conventions are kept: a new thread
//! starts in the top queue (there are as many as `quantum` has values); using up
//! its allotment of quanta there moves it one queue down, also over several
//! waits (no gaming); in the lowest queue the allotment is just renewed; higher queues go first and preempt; a displaced
//! thread stays at the head of its queue with the rest of its quantum. Every
//! `boost` all threads return to the top queue with a fresh quantum, those of
//! the lowest queue first, behind those that are on top already. With `stay`
//! a wait renews quantum and allotment.
//!
//! Deviations: quanta, waits and boosts are times, not ticks of a clock. A boost
//! while nobody runs is no event; alone on its core a thread goes through its
//! quanta unnoticed and sinks all the same.

use super::line::Line;
use super::{Baggage, May, Policy, Slice, Traits, Why, anybody};
use crate::base::{Rng, ThreadId, Time};
use crate::setup;

#[derive(Clone, Copy)]
struct Level {
    /// 0 is the top queue.
    level: usize,
    left: Time,
    /// Quanta left before it moves down.
    allotment: u64,
}

#[derive(Clone)]
struct Job {
    now: Level,
    /// Its quantum was used up just now, at this level.
    edge: Option<usize>,
    /// It runs or is ready.
    present: bool,
}

#[derive(Clone)]
pub struct Mlfq {
    queues: Vec<Line>,
    quanta: Vec<Time>,
    allotments: Vec<u64>,
    boost: Time,
    stay: bool,
    jobs: Vec<Job>,
    waiting: usize,
    /// How many run or are ready.
    present: usize,
    /// Somebody ran since the last boost: the next one changes something.
    stirred: bool,
    /// How many boosts there have been, done or not worth doing.
    boosts: u64,
}

impl Mlfq {
    pub fn new(policy: &setup::Policy) -> Mlfq {
        let at = |list: &[u64], i: usize| list.get(i).or(list.last()).copied().unwrap_or(1).max(1);
        let (quanta, allotments) = (policy.list("quantum"), policy.list("allotment"));
        let count = quanta.len().max(1);
        Mlfq {
            queues: vec![Line::new(policy.io()); count],
            quanta: (0..count).map(|i| Time(at(quanta, i))).collect(),
            allotments: (0..count).map(|i| at(allotments, i)).collect(),
            boost: policy.time("boost"),
            stay: policy.flag("stay"),
            jobs: Vec::new(),
            waiting: 0,
            present: 0,
            stirred: false,
            boosts: 0,
        }
    }

    /// How many boosts should have been by now.
    fn due(&self, now: Time) -> u64 {
        now.0.checked_div(self.boost.0).unwrap_or(0)
    }

    fn fresh(&self, level: usize) -> Level {
        Level { level, left: self.quanta[level], allotment: self.allotments[level] }
    }

    /// A quantum of this level is used up.
    fn expire(&self, job: Level) -> Level {
        if job.allotment > 1 {
            return Level { left: self.quanta[job.level], allotment: job.allotment - 1, ..job };
        }
        self.fresh((job.level + 1).min(self.queues.len() - 1))
    }

    /// What `stay` makes of a job that waited.
    fn renewed(&self, job: &Job) -> Level {
        match job.edge {
            // Renewed first, then the quantum that ended counts.
            Some(level) => self.expire(self.fresh(level)),
            None => self.fresh(job.now.level),
        }
    }

    fn first(&self, may: May) -> Option<usize> {
        self.queues.iter().position(|q| q.has(may))
    }
}

impl Policy for Mlfq {
    fn admit(&mut self, _thread: ThreadId, _traits: &Traits) {
        self.jobs.push(Job { now: self.fresh(0), edge: None, present: false });
    }

    fn enqueue(&mut self, thread: ThreadId, why: Why, now: Time) {
        // Where nobody ran or was ready nothing kept the time of the boost.
        if self.present == 0 && self.boosts < self.due(now) {
            self.review(now);
        }
        if !self.jobs[thread.index()].present {
            self.present += 1;
        }
        let job = &self.jobs[thread.index()];
        let now = match why {
            Why::IoDone | Why::Woken if self.stay => self.renewed(job),
            _ => job.now,
        };
        self.jobs[thread.index()] = Job { now, edge: None, present: true };
        self.queues[now.level].join(thread, why);
        self.waiting += 1;
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        let level = self.first(may)?;
        self.waiting -= 1;
        self.stirred = true;
        self.queues[level].pick(may)
    }

    fn slice(&self, thread: ThreadId, _now: Time) -> Slice {
        Slice::WhileOthersWait(self.jobs[thread.index()].now.left)
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let mut job = self.jobs[thread.index()].now;
        let (mut used, mut edge) = (used, None);
        // Alone on its core it may have gone through many quanta unnoticed.
        while used >= job.left {
            used -= job.left;
            edge = Some(job.level);
            job = self.expire(job);
            let whole = self.quanta[job.level].0 * self.allotments[job.level];
            if job.level + 1 == self.queues.len() && used.0 > whole {
                used = Time(used.0 % whole);
            }
        }
        job.left -= used;
        let edge = edge.filter(|_| used == Time::ZERO);
        let place = &mut self.jobs[thread.index()];
        (place.now, place.edge) = (job, edge);
        self.stirred = true;
    }

    fn leave(&mut self, thread: ThreadId, _now: Time) {
        if std::mem::take(&mut self.jobs[thread.index()].present) {
            self.present -= 1;
        }
    }

    fn waiting(&self) -> usize {
        self.waiting
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        let first = self.first(may)?;
        let level = |thread: ThreadId| self.jobs[thread.index()].now.level;
        let &(h, lowest) = running.iter().max_by_key(|(_, thread)| level(*thread))?;
        let equal = level(lowest) == first && self.queues[first].presses(may);
        (level(lowest) > first || equal).then_some(h)
    }

    fn is_preemptive(&self) -> bool {
        true
    }

    fn is_reviewed(&self) -> bool {
        self.boost != Time::ZERO
    }

    fn next_review(&self, running: &[(u16, ThreadId)], now: Time) -> Time {
        let changes = self.stirred || !running.is_empty();
        if !self.is_reviewed() || !changes || self.present == 0 {
            return Time::NEVER;
        }
        Time((self.due(now) + 1).saturating_mul(self.boost.0))
    }

    fn review(&mut self, now: Time) {
        self.boosts = self.due(now);
        self.stirred = false;
        for level in (1..self.queues.len()).rev() {
            let mut from = std::mem::take(&mut self.queues[level]);
            while let Some(thread) = from.pick(&anybody) {
                self.queues[0].join(thread, Why::Expired);
            }
            self.queues[level] = from;
        }
        let fresh = self.fresh(0);
        self.jobs.iter_mut().for_each(|job| (job.now, job.edge) = (fresh, None));
    }

    fn reviews_all(&self) -> bool {
        true
    }

    fn pack(&mut self, thread: ThreadId, now: Time) -> Baggage {
        self.leave(thread, now);
        let Level { level, left, allotment } = self.jobs[thread.index()].now;
        [level as i128, i128::from(left.0), i128::from(allotment)]
    }

    fn unpack(&mut self, thread: ThreadId, [level, left, allotment]: Baggage) {
        let now =
            Level { level: level as usize, left: Time(left as u64), allotment: allotment as u64 };
        self.jobs[thread.index()] = Job { now, edge: None, present: false };
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
