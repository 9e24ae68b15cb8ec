//! What made one run slower than another.

use crate::base::Time;
use crate::compare::Outcome;
use crate::setup::Model;
use crate::trace::Overhead;

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Difference {
    /// It did not do all its work.
    NotFinished,
    /// It had fewer tasks: periodic ones run once one after another.
    FewerTasks { fast: usize, slow: usize },
    /// It used several cores at once for a shorter time.
    LessParallel { fast: Time, slow: Time, why: OneAtATime },
    /// It let the machine stand idle while tasks waited for I/O.
    IdleWaits { fast: Time, slow: Time },
    /// It spent more on the machine's own work, most of all on this.
    MoreOverhead { fast: Time, slow: Time, kind: Overhead },
    /// Its tasks waited longer for locks, queues and each other.
    LockWaits { fast: Time, slow: Time },
    /// It printed the same lines in another order.
    OtherOrder,
    /// It printed other lines.
    OtherOutput,
}

/// Why a run could not use several cores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OneAtATime {
    /// All tasks share one OS thread.
    OneThread,
    /// Only who holds the GIL computes; tasks waited for it so long in all.
    Gil(Time),
    /// There are fewer cores.
    Cores,
    Unknown,
}

/// Parts of the gap smaller than this explain nothing.
const LEAST_SHARE: f64 = 0.05;

/// Whether each did all the work: it finished, with as many tasks as any other.
pub fn whole(outcomes: &[&Outcome]) -> Vec<bool> {
    let finished = outcomes.iter().filter(|o| o.finished());
    let most = finished.map(|o| o.trace.tasks.len()).max();
    outcomes.iter().map(|o| o.finished() && Some(o.trace.tasks.len()) == most).collect()
}

/// The run that did all the work and ended first, the earliest of equals.
pub fn fastest(outcomes: &[&Outcome]) -> Option<usize> {
    let whole = whole(outcomes);
    let finished = (0..outcomes.len()).filter(|&i| whole[i]);
    finished.min_by_key(|&i| outcomes[i].metrics.makespan)
}

/// What `slow` lost against `fast`, the most important first; nothing if the
/// two are alike.
pub fn differences(fast: &Outcome, slow: &Outcome) -> Vec<Difference> {
    let mut found = Vec::new();
    if !slow.finished() {
        found.push(Difference::NotFinished);
        return found;
    }
    // But for main.
    let tasks = |outcome: &Outcome| outcome.trace.tasks.len().saturating_sub(1);
    if tasks(slow) < tasks(fast) {
        found.push(Difference::FewerTasks { fast: tasks(fast), slow: tasks(slow) });
        return found;
    }
    let gap = slow.metrics.makespan.saturating_sub(fast.metrics.makespan);
    let matters = |less: Time, more: Time| {
        gap > Time::ZERO && more.saturating_sub(less).0 as f64 >= gap.0 as f64 * LEAST_SHARE
    };
    let (f, s) = (&fast.profile, &slow.profile);
    if matters(s.parallel, f.parallel) {
        let why = one_at_a_time(fast, slow);
        found.push(Difference::LessParallel { fast: f.parallel, slow: s.parallel, why });
    }
    if matters(f.idle_io, s.idle_io) {
        found.push(Difference::IdleWaits { fast: f.idle_io, slow: s.idle_io });
    }
    if let Some(kind) = s.overhead_kind.filter(|_| matters(f.overhead, s.overhead)) {
        found.push(Difference::MoreOverhead { fast: f.overhead, slow: s.overhead, kind });
    }
    if matters(f.lock, s.lock) && found.is_empty() {
        found.push(Difference::LockWaits { fast: f.lock, slow: s.lock });
    }
    let weight = |d: &Difference| match d {
        Difference::LessParallel { fast, slow, .. } => fast.saturating_sub(*slow),
        Difference::IdleWaits { fast, slow }
        | Difference::MoreOverhead { fast, slow, .. }
        | Difference::LockWaits { fast, slow } => slow.saturating_sub(*fast),
        _ => Time::ZERO,
    };
    found.sort_by_key(|d| std::cmp::Reverse(weight(d)));
    found.extend(output(fast, slow));
    found
}

fn one_at_a_time(fast: &Outcome, slow: &Outcome) -> OneAtATime {
    match slow.setup.model {
        Model::Sequential | Model::Asyncio => OneAtATime::OneThread,
        _ if slow.setup.hardware_threads() < 2 && fast.setup.hardware_threads() > 1 => {
            OneAtATime::Cores
        }
        _ if slow.profile.gil > Time::ZERO => OneAtATime::Gil(slow.profile.gil),
        _ if slow.setup.hardware_threads() < fast.setup.hardware_threads() => OneAtATime::Cores,
        _ => OneAtATime::Unknown,
    }
}

fn output(fast: &Outcome, slow: &Outcome) -> Option<Difference> {
    let lines = |o: &Outcome| o.trace.output.iter().map(|l| l.text.clone()).collect::<Vec<_>>();
    let (mut a, mut b) = (lines(fast), lines(slow));
    if a == b {
        return None;
    }
    a.sort_unstable();
    b.sort_unstable();
    Some(if a == b { Difference::OtherOrder } else { Difference::OtherOutput })
}
