//! The ready queues: one for all cores, or one for each hardware thread.
//!
//! Each is a policy of its own. Where each has its own, as in Linux, a thread
//! that wakes up goes where it ran last if nobody uses that, else where nobody
//! is, else back; a new one goes where the fewest are. A hardware thread with
//! an empty queue takes from the longest (idle balancing). A thread bound to
//! cores (`core=`) runs nowhere else; that holds with one queue as well.
//!
//! With `steal=INTERVAL` nothing is taken in between; at multiples of the
//! interval every hardware thread whose queue is empty takes one thread, if
//! that evens out who has how many (as Linux and FreeBSD's ULE balance
//! periodically). With `victim=random` it takes from a hardware thread drawn at
//! random whatever that has, as OSTEP's simulator of several cores (chapter 10).
//!
//! Deviation from Linux: both ways of balancing, at once and at intervals, are
//! there for themselves; weights and the levels of a machine do not count.

use super::machine::Machine;
use super::policy::{self, Manner, May, RoundRobin, Rule, Slice, Traits, Why, anybody};
use crate::base::{Rng, ThreadId, Time};
use crate::setup::{Balancing, Queues as Kind, Setup};

#[derive(Clone)]
pub struct Queues {
    policies: Vec<Rule>,
    pub manner: Manner,
    /// Who is first gets the next core that is free, and keeps it for its slice.
    plain: bool,
    siblings: u16,
    members: Vec<Member>,
    /// How many wait: all; and, where there is one queue, those that may run
    /// anywhere and those bound to each core.
    waiting: usize,
    anywhere: usize,
    bound: Vec<usize>,
    /// When each policy wants to look again.
    due: Vec<Time>,
    balancing: Balancing,
    /// How many victims have been drawn.
    attempts: usize,
}

#[derive(Clone, Copy)]
struct Member {
    queue: u16,
    cores: Option<u64>,
    /// Its own, and what it has with those that wait for its locks.
    own: i64,
    priority: i64,
}

impl Member {
    fn may_run_on(&self, core: u16) -> bool {
        self.cores.is_none_or(|cores| cores >> core & 1 == 1)
    }
}

impl Queues {
    pub fn new(setup: &Setup) -> Queues {
        let count = match setup.queues {
            Kind::Global => 1,
            Kind::PerCore => setup.hardware_threads().max(1) as usize,
        };
        let policies: Vec<Rule> = (0..count).map(|_| policy::new(&setup.policy)).collect();
        let manner = policies[0].manner();
        Queues {
            plain: count == 1 && manner.is_plain(),
            manner,
            policies,
            siblings: setup.threads_per_core.max(1),
            members: Vec::new(),
            waiting: 0,
            anywhere: 0,
            bound: Vec::new(),
            due: vec![Time::NEVER; count],
            balancing: setup.balancing.clone(),
            attempts: 0,
        }
    }

    /// A thread was made; called in order of their numbers.
    pub fn admit(&mut self, thread: ThreadId, traits: &Traits) {
        self.members.push(Member {
            queue: 0,
            cores: traits.cores,
            own: traits.priority,
            priority: traits.priority,
        });
        if let Some(cores) = traits.cores {
            let most = self.bound.len().max(cores.ilog2() as usize + 1);
            self.bound.resize(most, 0);
            self.plain = false;
        }
        self.policies.iter_mut().for_each(|policy| policy.admit(thread, traits));
    }

    /// Whether each hardware thread has a queue of its own.
    pub fn apart(&self) -> bool {
        self.policies.len() > 1
    }

    /// The queue, if it is one and of turns, and who is first gets the next core
    /// that is free and keeps it for its slice; then [`Self::recount`].
    pub fn turns(&mut self) -> Option<&mut RoundRobin> {
        match &mut self.policies[..] {
            [Rule::Turns(turns)] if self.plain => Some(turns),
            _ => None,
        }
    }

    /// Its members changed.
    pub fn recount(&mut self) {
        self.waiting = self.policies[0].waiting();
        self.anywhere = self.waiting;
    }

    /// Whether any thread is bound to a core.
    pub fn binds(&self) -> bool {
        !self.bound.is_empty()
    }

    pub fn may_run(&self, thread: ThreadId, h: u16) -> bool {
        self.members[thread.index()].may_run_on(h / self.siblings)
    }

    /// The queue in which the thread is, or was last.
    pub fn queue_of(&self, thread: ThreadId) -> u16 {
        self.members[thread.index()].queue
    }

    /// The queue's number in the trace.
    pub fn shown(&self, thread: ThreadId) -> u16 {
        if self.apart() { self.queue_of(thread) + 1 } else { 0 }
    }

    #[inline(always)]
    fn own(&mut self, thread: ThreadId) -> &mut Rule {
        let queue = if self.apart() { self.queue_of(thread) } else { 0 };
        &mut self.policies[queue as usize]
    }

    fn of(&self, h: u16) -> usize {
        if self.apart() { h as usize } else { 0 }
    }

    /// Finds the queue for a thread that is about to become ready.
    pub fn place(&mut self, thread: ThreadId, why: Why, last: Option<u16>, machine: &Machine) {
        if !self.apart() || matches!(why, Why::Expired | Why::Preempted | Why::Yielded) {
            return;
        }
        if why == Why::Reviewed {
            return;
        }
        let load = |h: u16| self.policies[h as usize].waiting() + usize::from(!machine.is_idle(h));
        let allowed = || (0..machine.len()).filter(|&h| self.may_run(thread, h));
        let last = last.filter(|&h| self.may_run(thread, h));
        let key = |&h: &u16| (load(h), machine.shares(h), Some(h) != last, h);
        let Some(best) = allowed().min_by_key(key) else { return };
        let returns = why != Why::Arrived && load(best) > 0;
        self.carry(thread, if returns { last.unwrap_or(best) } else { best }, Time::ZERO);
    }

    /// Moves a thread that is in no queue over to another.
    fn carry(&mut self, thread: ThreadId, to: u16, now: Time) {
        let from = self.queue_of(thread);
        if from != to {
            let baggage = self.policies[from as usize].pack(thread, now);
            self.policies[to as usize].unpack(thread, baggage);
            self.members[thread.index()].queue = to;
        }
    }

    pub fn expect(&mut self, thread: ThreadId, burst: Time) {
        self.own(thread).expect(thread, burst);
    }

    pub fn enqueue(&mut self, thread: ThreadId, why: Why, now: Time) {
        self.count(thread, true);
        self.own(thread).enqueue(thread, why, now);
    }

    fn count(&mut self, thread: ThreadId, joins: bool) {
        let counted = |n: usize| if joins { n + 1 } else { n - 1 };
        self.waiting = counted(self.waiting);
        if !self.binds() {
            self.anywhere = self.waiting;
            return;
        }
        let Some(cores) = self.members[thread.index()].cores else {
            self.anywhere = counted(self.anywhere);
            return;
        };
        for (core, number) in self.bound.iter_mut().enumerate() {
            if cores >> core & 1 == 1 {
                *number = counted(*number);
            }
        }
    }

    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// How many wait for this hardware thread.
    pub fn waiting_at(&self, h: u16) -> usize {
        match self.apart() {
            true => self.policies[h as usize].waiting(),
            false if !self.binds() => self.waiting,
            false => {
                let bound = self.bound.get((h / self.siblings) as usize);
                self.anywhere + bound.copied().unwrap_or(0)
            }
        }
    }

    /// Takes the next thread from the queue of this hardware thread.
    pub fn pick(&mut self, h: u16, now: Time, rng: &mut Rng, may: May) -> Option<ThreadId> {
        let queue = self.of(h);
        let thread = self.policies[queue].pick(now, rng, may)?;
        self.count(thread, false);
        Some(thread)
    }

    /// From the one queue: the next that may run on one of these.
    pub fn pick_for(&mut self, idle: &[u16], now: Time, rng: &mut Rng) -> Option<ThreadId> {
        let (members, siblings) = (&self.members, self.siblings);
        let may = |thread: ThreadId| {
            idle.iter().any(|&h| members[thread.index()].may_run_on(h / siblings))
        };
        let thread = self.policies[0].pick(now, rng, &may)?;
        self.count(thread, false);
        Some(thread)
    }

    /// A hardware thread without anything to do takes the next thread of another
    /// queue that has one for it: of the longest, of equals the lowest, or of
    /// one drawn at random.
    pub fn steal(&mut self, h: u16, now: Time, rng: &mut Rng) -> Option<ThreadId> {
        if self.balancing.interval > Time::ZERO {
            return None;
        }
        let mut order: Vec<u16> = (0..self.policies.len() as u16).collect();
        order.retain(|&q| self.policies[q as usize].waiting() > 0);
        while !order.is_empty() {
            let longest = |&i: &usize| (self.waiting_at(order[i]), usize::MAX - i);
            let at = match self.balancing.random {
                true => rng.below(order.len() as u64) as usize,
                false => (0..order.len()).max_by_key(longest)?,
            };
            if let Some(thread) = self.take_over(order.remove(at), h, now, rng) {
                // Through its new queue, which is empty: the policy is to know it.
                let same = |other: ThreadId| other == thread;
                self.count(thread, false);
                return self.policies[h as usize].pick(now, rng, &same);
            }
        }
        None
    }

    /// Moves the next thread of a queue that may run on `h` into the queue there.
    fn take_over(&mut self, from: u16, h: u16, now: Time, rng: &mut Rng) -> Option<ThreadId> {
        let (members, core) = (&self.members, h / self.siblings);
        let may = |thread: ThreadId| members[thread.index()].may_run_on(core);
        let thread = self.policies[from as usize].pick(now, rng, &may)?;
        self.carry(thread, h, now);
        self.policies[h as usize].enqueue(thread, Why::Preempted, now);
        Some(thread)
    }

    /// Whether threads are taken from queue to queue at intervals.
    pub fn balances(&self) -> bool {
        self.apart() && self.balancing.interval > Time::ZERO
    }

    /// When threads are next taken from queue to queue. Where victims are given
    /// every attempt counts, also a vain one.
    pub fn next_balance(&self, now: Time, somebody_runs: bool) -> Time {
        let interval = self.balancing.interval.0;
        let matters = self.waiting > 0 || (somebody_runs && !self.balancing.victims.is_empty());
        if !self.balances() || !matters {
            return Time::NEVER;
        }
        Time((now.0 / interval + 1).saturating_mul(interval))
    }

    /// Every hardware thread whose queue is empty takes a thread. Those taken.
    pub fn balance(&mut self, machine: &Machine, now: Time, rng: &mut Rng) -> Vec<ThreadId> {
        let mut taken = Vec::new();
        for h in 0..machine.len() {
            if self.waiting_at(h) > 0 {
                continue;
            }
            let victim = match self.balancing.random {
                true => Some(self.draw(h, machine.len(), rng)),
                false => self.longest(h, machine),
            };
            if let Some(victim) = victim.filter(|&victim| victim != h) {
                taken.extend(self.take_over(victim, h, now, rng));
            }
        }
        taken
    }

    fn draw(&mut self, h: u16, count: u16, rng: &mut Rng) -> u16 {
        if let Some(&victim) = self.balancing.victims.get(self.attempts) {
            self.attempts += 1;
            return victim.min(u64::from(count) - 1) as u16;
        }
        let other = rng.below(u64::from(count) - 1) as u16;
        if other < h { other } else { other + 1 }
    }

    /// Who has most, if that is at least two more than `h` has.
    fn longest(&self, h: u16, machine: &Machine) -> Option<u16> {
        let load = |q: u16| self.waiting_at(q) + usize::from(!machine.is_idle(q));
        let most = (0..machine.len())
            .filter(|&q| self.waiting_at(q) > 0)
            .max_by_key(|&q| (load(q), u16::MAX - q))?;
        (load(most) >= load(h) + 2).then_some(most)
    }

    pub fn own_priority(&self, thread: ThreadId) -> i64 {
        self.members[thread.index()].own
    }

    pub fn priority(&self, thread: ThreadId) -> i64 {
        self.members[thread.index()].priority
    }

    /// Whether that changes anything.
    pub fn lend_priority(&mut self, thread: ThreadId, priority: i64) -> bool {
        let member = &mut self.members[thread.index()];
        if std::mem::replace(&mut member.priority, priority) == priority {
            return false;
        }
        self.policies.iter_mut().for_each(|policy| policy.set_priority(thread, priority));
        true
    }

    pub fn slice(&self, thread: ThreadId, now: Time) -> Slice {
        let queue = if self.apart() { self.queue_of(thread) } else { 0 };
        self.policies[queue as usize].slice(thread, now)
    }

    pub fn charge(&mut self, thread: ThreadId, used: Time) {
        self.own(thread).charge(thread, used);
    }

    pub fn leave(&mut self, thread: ThreadId, now: Time) {
        self.own(thread).leave(thread, now);
    }

    /// Who gives its core to a thread that waits.
    pub fn victim(&self, running: &[(u16, ThreadId)], now: Time) -> Option<u16> {
        if !self.apart() && !self.binds() {
            return self.policies[0].victim(running, now, &anybody);
        }
        if !self.apart() {
            let free = |thread: ThreadId| self.members[thread.index()].cores.is_none();
            if let Some(h) = self.policies[0].victim(running, now, &free) {
                return Some(h);
            }
        }
        let gives_way = |&&(h, thread): &&(u16, ThreadId)| {
            let may = |waits: ThreadId| self.may_run(waits, h);
            self.waiting_at(h) > 0
                && self.policies[self.of(h)].victim(&[(h, thread)], now, &may).is_some()
        };
        running.iter().find(gives_way).map(|&(h, _)| h)
    }

    /// When a policy wants to look again, the earliest of them.
    pub fn next_review(&mut self, running: &[(u16, ThreadId)], now: Time) -> Time {
        if !self.apart() {
            self.due[0] = self.policies[0].next_review(running, now);
            return self.due[0];
        }
        for (queue, policy) in self.policies.iter().enumerate() {
            let own = running.iter().filter(|(h, _)| *h as usize == queue);
            self.due[queue] = policy.next_review(&own.copied().collect::<Vec<_>>(), now);
        }
        self.due.iter().copied().min().unwrap_or(Time::NEVER)
    }

    /// Whether the queue of this hardware thread is to be reviewed now.
    pub fn is_due(&self, h: u16, now: Time) -> bool {
        self.due[self.of(h)] <= now
    }

    pub fn review(&mut self, now: Time) {
        for (policy, due) in self.policies.iter_mut().zip(&self.due) {
            if *due <= now {
                policy.review(now);
            }
        }
    }
}
