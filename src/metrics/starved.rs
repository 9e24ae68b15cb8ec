//! Starvation: tasks that were ready for very long while others ran.
//!
//! A core is idle beside a ready task only where the task may not have it, so
//! all the time that a task stands in a ready queue others run.

use crate::base::{TaskId, Time};
use crate::trace::{State, Trace};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starved {
    pub task: TaskId,
    pub start: Time,
    pub end: Time,
}

/// The longest time that each task was ready at a stretch, where that is more
/// than `most`; in order of tasks.
pub fn starved(trace: &Trace, most: Time) -> Vec<Starved> {
    let none = (Time::ZERO, Time::ZERO);
    let length = |(start, end): (Time, Time)| end.saturating_sub(start);
    // Of each task: the stretch that goes on, and the longest.
    let mut stretches = vec![(none, none); trace.tasks.len()];
    for s in trace.segments.iter().filter(|s| s.state == State::Ready) {
        let (now, longest) = &mut stretches[s.task.index()];
        let start = if now.1 == s.start && length(*now) > Time::ZERO { now.0 } else { s.start };
        *now = (start, s.end.min(trace.end));
        if length(*now) > length(*longest) {
            *longest = *now;
        }
    }
    let mut found = Vec::new();
    for (i, (_, longest)) in stretches.into_iter().enumerate() {
        if length(longest) > most {
            found.push(Starved { task: TaskId(i as u32), start: longest.0, end: longest.1 });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;

    #[test]
    fn whoever_was_ready_for_longer_than_stated_starved() {
        // B is ready for 10 ms twice, A once.
        let trace = two_take_turns();
        assert_eq!(starved(&trace, Time::ms(10)), []);
        let found = starved(&trace, Time::ms(9));
        let tasks: Vec<u32> = found.iter().map(|s| s.task.0).collect();
        assert_eq!(tasks, [1, 2]);
        assert_eq!((found[0].start, found[0].end), (Time::ms(10), Time::ms(20)));
    }
}
