//! OS scheduling policies: one file each, one row in [`new`].
//!
//! A policy answers: who next, for how long, does this wake-up preempt. It
//! keeps its own ready queue and knows threads by number and by the traits
//! that `spawn` gave them; nothing of cores' bursts, Python, or why.

mod by_key;
mod by_length;
mod cfs;
mod edf;
mod eevdf;
mod fifo;
mod line;
mod lottery;
mod mlfq;
mod priority;
mod ranked;
mod rate_monotonic;
mod round_robin;
mod sjf;
mod srtf;
mod stride;
mod virtual_time;

use crate::base::{Rng, ThreadId, Time};
use crate::setup::{self, Scheduler};
pub use round_robin::RoundRobin;
use std::ops::{Deref, DerefMut};

/// Why a thread joins the ready queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Arrived,
    /// Its I/O or sleep is over.
    IoDone,
    /// Another thread woke it: a lock, an item, an end, the GIL.
    Woken,
    /// Its slice is used up.
    Expired,
    /// Another thread took its core.
    Preempted,
    /// The policy reviews everybody's place.
    Reviewed,
    Yielded,
}

/// For how long a thread may keep its core.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slice {
    Endless,
    /// So long; when it is over with nobody waiting the next one begins, and
    /// nothing happened.
    WhileOthersWait(Time),
    /// So long, and its end counts even if nobody waits.
    Always(Time),
}

/// What `spawn` says about a thread, as policies read it.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// Counts threads, but gives all jobs of a periodic task one number.
    pub number: u32,
    /// Larger goes first.
    pub priority: i64,
    pub tickets: u64,
    pub nice: i64,
    /// Absolute; never without one.
    pub deadline: Time,
    pub period: Time,
    /// The cores on which it may run, a bit each, if not on all.
    pub cores: Option<u64>,
}

impl Default for Traits {
    fn default() -> Traits {
        let (deadline, period) = (Time::NEVER, Time::NEVER);
        Traits { number: 0, priority: 0, tickets: 100, nice: 0, deadline, period, cores: None }
    }
}

/// Which threads are asked about: not all may run on every core.
pub type May<'a> = &'a dyn Fn(ThreadId) -> bool;

/// What a policy knows of a thread, in its own terms, on the way between the
/// queues of two cores.
pub type Baggage = [i128; 3];

pub fn anybody(_thread: ThreadId) -> bool {
    true
}

pub trait Policy {
    /// A thread was made; called in order of their numbers.
    fn admit(&mut self, thread: ThreadId, traits: &Traits);

    /// A thread became ready.
    fn enqueue(&mut self, thread: ThreadId, why: Why, now: Time);

    /// Takes the next of the threads that may from the queue.
    fn pick(&mut self, now: Time, rng: &mut Rng, may: May) -> Option<ThreadId>;

    /// How much of its slice a thread has that just got a core.
    fn slice(&self, thread: ThreadId, now: Time) -> Slice;

    /// A thread has used its core for so long since it was picked, or since
    /// the last call of this.
    fn charge(&mut self, thread: ThreadId, used: Time);

    /// How many threads wait.
    fn waiting(&self) -> usize;

    /// A thread that was on its core waits for something, or has ended.
    fn leave(&mut self, _thread: ThreadId, _now: Time) {}

    /// Of those that run, by hardware thread, who gives its core to the
    /// thread that would be picked next of those that may.
    fn victim(&self, _running: &[(u16, ThreadId)], _now: Time, _may: May) -> Option<u16> {
        None
    }

    /// Whether [`Self::victim`] ever names one.
    fn is_preemptive(&self) -> bool {
        false
    }

    /// Whether slices depend on who waits, so that they must be looked at
    /// again whenever that may have changed.
    fn watches_queue(&self) -> bool {
        false
    }

    /// Whether it must be told the lengths of bursts by [`Self::expect`].
    fn looks_ahead(&self) -> bool {
        false
    }

    /// The thread, about to become ready, will compute for so long.
    fn expect(&mut self, _thread: ThreadId, _burst: Time) {}

    /// Whether [`Self::next_review`] ever names a time.
    fn is_reviewed(&self) -> bool {
        false
    }

    /// When things change without anybody becoming ready or leaving.
    fn next_review(&self, _running: &[(u16, ThreadId)], _now: Time) -> Time {
        Time::NEVER
    }

    /// That time has come. All threads that run are in the queue if it says
    /// that it wants them there.
    fn review(&mut self, _now: Time) {}

    /// Whether those that run rejoin the queue before a review.
    fn reviews_all(&self) -> bool {
        false
    }

    /// Whether idle cores take threads in the order of cores, wherever a thread
    /// ran last.
    fn forgets_cores(&self) -> bool {
        false
    }

    /// Whether a core stays taken until the slice's end when its thread leaves
    /// before.
    fn holds_core(&self) -> bool {
        false
    }

    /// Another thread lends it a priority, or takes it back.
    fn set_priority(&mut self, _thread: ThreadId, _priority: i64) {}

    /// The thread, ready or away, leaves for another core's queue: what it
    /// takes along.
    fn pack(&mut self, thread: ThreadId, now: Time) -> Baggage {
        self.leave(thread, now);
        Baggage::default()
    }

    /// It comes from another core's queue, and will join this one.
    fn unpack(&mut self, _thread: ThreadId, _baggage: Baggage) {}

    fn boxed_clone(&self) -> Box<dyn Policy>;

    /// What holds of it always, so that it need not be asked at each event.
    fn manner(&self) -> Manner {
        Manner {
            is_preemptive: self.is_preemptive(),
            watches_queue: self.watches_queue(),
            looks_ahead: self.looks_ahead(),
            is_reviewed: self.is_reviewed(),
            reviews_all: self.reviews_all(),
            forgets_cores: self.forgets_cores(),
            holds_core: self.holds_core(),
        }
    }
}

/// See the functions of these names.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub is_preemptive: bool,
    pub watches_queue: bool,
    pub looks_ahead: bool,
    pub is_reviewed: bool,
    pub reviews_all: bool,
    pub forgets_cores: bool,
    pub holds_core: bool,
}

impl Manner {
    pub fn is_plain(self) -> bool {
        let Manner { is_preemptive, watches_queue, looks_ahead, is_reviewed, .. } = self;
        let Manner { reviews_all, forgets_cores, holds_core, .. } = self;
        let special = [is_preemptive, watches_queue, looks_ahead, is_reviewed];
        !special.into_iter().chain([reviews_all, forgets_cores, holds_core]).any(|is| is)
    }
}

/// A policy. That of turns, which most choose, is known by its type, so that what
/// it does at every event needs no call.
#[derive(Clone)]
pub enum Rule {
    Turns(RoundRobin),
    Other(Box<dyn Policy>),
}

impl Deref for Rule {
    type Target = dyn Policy;

    fn deref(&self) -> &(dyn Policy + 'static) {
        match self {
            Rule::Turns(turns) => turns,
            Rule::Other(policy) => &**policy,
        }
    }
}

impl DerefMut for Rule {
    fn deref_mut(&mut self) -> &mut (dyn Policy + 'static) {
        match self {
            Rule::Turns(turns) => turns,
            Rule::Other(policy) => &mut **policy,
        }
    }
}

impl Clone for Box<dyn Policy> {
    fn clone(&self) -> Box<dyn Policy> {
        self.boxed_clone()
    }
}

pub fn new(policy: &setup::Policy) -> Rule {
    let (time, flag) = (|name| policy.time(name), |name| policy.flag(name));
    let exact = || policy.number("estimate") == 0;
    let other: Box<dyn Policy> = match policy.scheduler() {
        Scheduler::Fifo => return Rule::Turns(fifo::new(policy.io(), flag("order"))),
        Scheduler::RoundRobin => {
            let (quantum, aligned) = (time("quantum"), flag("aligned"));
            let turns = RoundRobin::new(quantum, policy.io(), flag("order"), aligned);
            return Rule::Turns(turns);
        }
        Scheduler::Sjf => Box::new(sjf::new(exact())),
        Scheduler::Srtf => Box::new(srtf::new(exact())),
        Scheduler::Priority => {
            let (preemptive, quantum) = (flag("preemptive"), time("quantum"));
            Box::new(priority::Priority::new(preemptive, time("ageing"), quantum))
        }
        Scheduler::Mlfq => Box::new(mlfq::Mlfq::new(policy)),
        Scheduler::Lottery => {
            let (whole, draws) = (flag("whole_quantum"), policy.list("draws").to_vec());
            Box::new(lottery::Lottery::new(time("quantum"), whole, draws))
        }
        Scheduler::Stride => Box::new(stride::Stride::new(time("quantum"))),
        Scheduler::Cfs => {
            let (granularity, wakeup) = (time("granularity"), time("wakeup"));
            Box::new(cfs::Cfs::new(time("latency"), granularity, wakeup))
        }
        Scheduler::Eevdf => Box::new(eevdf::Eevdf::new(time("slice"), flag("protect"))),
        Scheduler::Edf => Box::new(edf::new()),
        Scheduler::RateMonotonic => Box::new(rate_monotonic::new()),
    };
    Rule::Other(other)
}

/// What is left of a quantum after so long a use. Alone on its core a thread
/// may have gone through whole quanta unnoticed.
#[inline(always)]
fn left_of_quantum(left: Time, used: Time, quantum: Time) -> Time {
    match used < left {
        true => left - used,
        false if used == left => quantum,
        false if quantum == Time::ZERO => Time::ZERO,
        false => quantum - Time((used - left).0 % quantum.0),
    }
}
