//! How a run used its machine: what ran at once, what stood still, and why.

use crate::base::{Time, sort};
use crate::trace::{Overhead, Place, State, Trace};

/// Times of the whole run, not sums over tasks, unless said otherwise.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Profile {
    /// Two or more hardware threads ran tasks.
    pub parallel: Time,
    /// No hardware thread was in use while a task waited for I/O or time.
    pub idle_io: Time,
    /// Summed over hardware threads.
    pub overhead: Time,
    /// The kind that took most of it.
    pub overhead_kind: Option<Overhead>,
    /// Summed over tasks.
    pub gil: Time,
    pub lock: Time,
}

impl Profile {
    pub fn of(trace: &Trace) -> Profile {
        let mut profile = Profile::default();
        let mut changes: Vec<(Time, i32, i32)> = Vec::new();
        let mut kinds = [Time::ZERO; Overhead::ALL.len()];
        for s in trace.segments.iter() {
            let end = s.end.min(trace.end);
            let length = end.saturating_sub(s.start);
            match s.state {
                State::Gil => profile.gil += length,
                State::Lock => profile.lock += length,
                _ => {}
            }
            if let Some(kind) = s.overhead {
                profile.overhead += length;
                kinds[kind as usize] += length;
            }
            let used = i32::from(matches!(s.place, Place::Hardware(_)) && s.state.on_core());
            let io = i32::from(s.state == State::Io);
            if used + io > 0 && length > Time::ZERO {
                changes.push((s.start, used, io));
                changes.push((end, -used, -io));
            }
        }
        sort(&mut changes, &|a, b| a.0 < b.0);
        let (mut used, mut io, mut since) = (0, 0, Time::ZERO);
        for (time, more_used, more_io) in changes {
            let length = time.saturating_sub(since);
            if used > 1 {
                profile.parallel += length;
            } else if used == 0 && io > 0 {
                profile.idle_io += length;
            }
            (used, io, since) = (used + more_used, io + more_io, time);
        }
        let most = (0..Overhead::ALL.len()).max_by_key(|&i| kinds[i]);
        profile.overhead_kind = most.filter(|&i| kinds[i] > Time::ZERO).map(|i| Overhead::ALL[i]);
        profile
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Cause;
    use crate::trace::sample::Sample;

    #[test]
    fn what_ran_at_once_and_what_stood_still() {
        let io = |sample: Sample, task, span| {
            sample.then(task, State::Io, Place::Nowhere, span, Cause::IoStarted)
        };
        let sample = Sample::new(2, &["A", "B"]).runs(1, 0, (0, 10), Cause::CoreIdle).runs(
            2,
            1,
            (4, 12),
            Cause::CoreIdle,
        );
        let sample = io(io(sample, 1, (10, 30)), 2, (12, 20));
        let profile = Profile::of(&sample.trace);
        assert_eq!(profile.parallel, Time::ms(6));
        assert_eq!(profile.idle_io, Time::ms(18));
        assert_eq!(profile.overhead_kind, None);
    }
}
