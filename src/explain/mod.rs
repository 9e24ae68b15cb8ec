//! Why a segment began: what happened, the rule that decided, who else could
//! have run, what it cost. Typed; the sentences are made in `words`.
//!
//! Reads a trace and the setup it was made with, nothing else. Answers for
//! any trace, also one that lacks what an explanation would name.

use crate::base::{TaskId, Time};
use crate::setup::{Model, Policy, Setup, WakeUp};
use crate::trace::{Cause, Overhead, Place, Segment, State, Trace};

#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub index: usize,
    /// What began; one that still lasts ends with the trace.
    pub segment: Segment,
    /// The other task in it: the one the cause names, else the one that was
    /// on the same hardware thread until then.
    pub other: Option<TaskId>,
    pub rule: Rule,
    /// Who else stood in the same queue, in the order of joining.
    pub eligible: Vec<TaskId>,
    /// Overhead that led up to it: from its first bar to this segment.
    pub cost: Option<Cost>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub kind: Overhead,
    pub time: Time,
}

/// Who decides such a thing, and how.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// The OS scheduler.
    Policy(Policy),
    /// The event loop: first in, first out; only `await` gives way.
    EventLoop,
    /// A pool of this many workers: one queue, a job is kept to its end.
    Pool { workers: u16 },
    /// Workers that steal from each other; for how long a task may compute.
    Stealing { workers: u16, preempt: Time },
    /// Running Python needs the GIL; a waiter asks for it after the interval.
    Gil { interval: Time },
    /// Each core has a ready queue; an idle one takes from the longest.
    Balancing,
    /// Plain calls: each runs to its end.
    Calls,
    /// The script itself said so.
    Script,
    /// The thing waited for decides: who came first is served first.
    Waiters,
    /// What is released goes to who asks next: those that wait are only woken.
    Barging,
    /// Who waits goes on once it has happened; nobody is chosen.
    Condition,
    /// A device or a timer.
    Device,
    /// What the machine charges.
    Machine,
    /// Nothing had to be decided.
    Nothing,
}

/// `None` past the last segment.
pub fn why(trace: &Trace, setup: &Setup, index: usize) -> Option<Explanation> {
    if index >= trace.segments.len() {
        return None;
    }
    let mut segment = trace.segments.get(index);
    segment.end = segment.end.min(trace.end);
    let other = segment.by.some().or_else(|| previous_on_core(trace, index, &segment));
    Some(Explanation {
        index,
        segment,
        other: other.filter(|t| t.index() < trace.tasks.len()),
        rule: rule(&segment, setup),
        eligible: trace.eligible(index),
        cost: cost(trace, index, &segment),
    })
}

/// The task that left the hardware thread when this segment took it.
fn previous_on_core(trace: &Trace, index: usize, s: &Segment) -> Option<TaskId> {
    let names_previous = matches!(
        s.cause,
        Cause::PreviousBlocked
            | Cause::PreviousEnded
            | Cause::PreviousExpired
            | Cause::PreviousYielded
            | Cause::Preempting
            | Cause::Preempted
    );
    let place = |i: &usize| names_previous && trace.segments.place(*i) == s.place;
    let last = (0..index).rev().filter(|i| trace.segments.state(*i).on_core()).find(place)?;
    Some(trace.segments.task(last)).filter(|&t| t != s.task)
}

fn rule(s: &Segment, setup: &Setup) -> Rule {
    let policy = || match setup.model {
        Model::Sequential => Rule::Calls,
        _ => Rule::Policy(setup.policy.clone()),
    };
    match s.cause {
        Cause::Spawned | Cause::Arrived | Cause::Yielded => Rule::Script,
        Cause::QuantumExpired
        | Cause::Preempted
        | Cause::Preempting
        | Cause::Boosted
        | Cause::Boosting => policy(),
        Cause::PreviousBlocked
        | Cause::PreviousEnded
        | Cause::PreviousExpired
        | Cause::PreviousYielded => match s.place {
            Place::Resource(_) => Rule::EventLoop,
            _ => policy(),
        },
        Cause::LoopTurn => Rule::EventLoop,
        Cause::LocalTurn
        | Cause::LifoSlot
        | Cause::GlobalTurn
        | Cause::Stolen
        | Cause::Fetched
        | Cause::RuntimePreempted => {
            Rule::Stealing { workers: setup.most_workers(), preempt: setup.stealing.preempt }
        }
        Cause::Pulled => Rule::Balancing,
        Cause::JobTaken => Rule::Pool { workers: setup.most_workers() },
        Cause::GilRequested | Cause::GilAcquired | Cause::GilHeld => {
            Rule::Gil { interval: setup.switch_interval }
        }
        Cause::IoDone | Cause::IoStarted => Rule::Device,
        Cause::Woken | Cause::LockHeld | Cause::QueueWait => {
            // Coroutines are handed what they wait for in turn, whatever is set.
            let threads = !matches!(setup.model, Model::Asyncio | Model::WorkStealing);
            match setup.wake_up {
                WakeUp::Barging if threads => Rule::Barging,
                _ => Rule::Waiters,
            }
        }
        Cause::Joined
        | Cause::EventWait
        | Cause::BarrierWait
        | Cause::StartWait
        | Cause::JoinWait => Rule::Condition,
        Cause::Awaiting => Rule::EventLoop,
        Cause::Switching | Cause::Starting | Cause::Copying => Rule::Machine,
        Cause::CoreIdle | Cause::Continued => Rule::Nothing,
    }
}

/// The task's overhead that ends where this segment begins, or the segment's own.
fn cost(trace: &Trace, index: usize, s: &Segment) -> Option<Cost> {
    if let Some(kind) = s.overhead {
        return Some(Cost { kind, time: s.end.saturating_sub(s.start) });
    }
    if s.state != State::Running {
        return None;
    }
    let (mut edge, mut found) = (s.start, None);
    for i in (0..index).rev().filter(|&i| trace.segments.task(i) == s.task) {
        let before = trace.segments.get(i);
        let Some(kind) = before.overhead.filter(|_| before.end == edge) else { break };
        edge = before.start;
        found = Some(Cost { kind, time: s.start.saturating_sub(edge) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::{Sample, two_take_turns};

    #[test]
    fn an_expired_quantum_names_who_had_it() {
        let trace = two_take_turns();
        let e = why(&trace, &Setup::default(), 3).unwrap();
        assert_eq!(e.segment.cause, Cause::PreviousExpired);
        assert_eq!(e.other, Some(TaskId(1)));
        assert_eq!(e.eligible, [TaskId(1)]);
        assert_eq!(e.rule, Rule::Policy(Setup::default().policy));
        assert_eq!(why(&trace, &Setup::default(), 99), None);
    }

    #[test]
    fn nobody_is_promised_a_turn_where_others_barge_in() {
        let waits = |cause| {
            let trace = Sample::new(1, &["A"]).then(1, State::Lock, Place::Nowhere, (0, 2), cause);
            move |model, wake_up| {
                let setup = Setup { model, wake_up, ..Setup::default() };
                why(&trace.trace, &setup, 0).unwrap().rule
            }
        };
        let lock = waits(Cause::LockHeld);
        assert_eq!(lock(Model::Threads, WakeUp::Fifo), Rule::Waiters);
        assert_eq!(lock(Model::Threads, WakeUp::Barging), Rule::Barging);
        assert_eq!(lock(Model::Asyncio, WakeUp::Barging), Rule::Waiters);
        assert_eq!(waits(Cause::JoinWait)(Model::Threads, WakeUp::Fifo), Rule::Condition);
    }

    #[test]
    fn the_cost_is_all_the_overhead_before() {
        let on = Place::Hardware(0);
        let trace = Sample::new(1, &["A"])
            .then(1, State::Overhead, on, (0, 2), Cause::Starting)
            .then(1, State::Overhead, on, (2, 3), Cause::Switching)
            .runs(1, 0, (3, 9), Cause::CoreIdle)
            .trace;
        let cost = |i| why(&trace, &Setup::default(), i).unwrap().cost.map(|c| c.time);
        assert_eq!([cost(0), cost(1), cost(2)], [2, 1, 3].map(|ms| Some(Time::ms(ms))));
    }
}
