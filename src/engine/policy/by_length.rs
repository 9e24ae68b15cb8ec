//! Scheduling by how long a thread will compute until it waits: what shortest
//! job first and shortest remaining time first have in common.
//!
//! The length of a *burst* counts. `estimate=exact` knows it beforehand, as the
//! theory assumes: the engine looks ahead in a copy of the task, so a length
//! that depends on what others will do, or on chance, may come out otherwise.
//! `estimate=average` is what a real system could do: the mean of the last guess
//! and the last burst (exponential averaging with α = 1/2), first guess 10 ms.
//! Equal lengths: who joined first; equals never preempt.

use super::ranked::Ranked;
use super::{Baggage, May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

const FIRST_GUESS: Time = Time::ms(10);

#[derive(Clone)]
struct Job {
    /// What it should still compute.
    left: Time,
    guess: Time,
    /// How long this burst has lasted.
    ran: Time,
}

#[derive(Clone)]
pub struct ByLength {
    preemptive: bool,
    exact: bool,
    jobs: Vec<Job>,
    ready: Ranked,
}

impl ByLength {
    pub fn new(preemptive: bool, exact: bool) -> ByLength {
        ByLength { preemptive, exact, jobs: Vec::new(), ready: Ranked::default() }
    }
}

impl Policy for ByLength {
    fn admit(&mut self, _thread: ThreadId, _traits: &Traits) {
        self.jobs.push(Job { left: FIRST_GUESS, guess: FIRST_GUESS, ran: Time::ZERO });
    }

    fn enqueue(&mut self, thread: ThreadId, why: Why, _now: Time) {
        let job = &mut self.jobs[thread.index()];
        let key = u128::from(job.left.0);
        match why {
            Why::Preempted | Why::Reviewed => self.ready.join_first(key, thread),
            _ => self.ready.join(key, thread),
        }
    }

    fn looks_ahead(&self) -> bool {
        self.exact
    }

    fn expect(&mut self, thread: ThreadId, burst: Time) {
        self.jobs[thread.index()].left = burst;
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.ready.pick(may)
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        Slice::Endless
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let job = &mut self.jobs[thread.index()];
        job.left = job.left.saturating_sub(used);
        job.ran = job.ran.saturating_add(used);
    }

    fn leave(&mut self, thread: ThreadId, _now: Time) {
        let job = &mut self.jobs[thread.index()];
        if job.ran > Time::ZERO {
            job.guess = Time(job.guess.0 / 2 + job.ran.0 / 2);
            job.ran = Time::ZERO;
        }
        job.left = job.guess;
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn victim(&self, running: &[(u16, ThreadId)], _now: Time, may: May) -> Option<u16> {
        self.ready.victim(running, may, &|thread| u128::from(self.jobs[thread.index()].left.0))
    }

    fn is_preemptive(&self) -> bool {
        self.preemptive
    }

    fn pack(&mut self, thread: ThreadId, _now: Time) -> Baggage {
        let Job { left, guess, ran } = self.jobs[thread.index()];
        [left, guess, ran].map(|time| i128::from(time.0))
    }

    fn unpack(&mut self, thread: ThreadId, baggage: Baggage) {
        let [left, guess, ran] = baggage.map(|time| Time(time as u64));
        self.jobs[thread.index()] = Job { left, guess, ran };
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
