//! Who else could have been chosen at a decision.

use crate::base::TaskId;
use crate::trace::{Cause, Place, Segment, State, Trace};

impl Trace {
    /// The tasks that stood in the same queue when the task of running
    /// segment `index` was chosen, in the order in which they had joined it.
    /// Empty for segments that no decision began.
    pub fn eligible(&self, index: usize) -> Vec<TaskId> {
        let chosen = self.segments.get(index);
        if !chosen.state.on_core() && chosen.state != State::Gil || chosen.cause == Cause::Continued
        {
            return Vec::new();
        }
        let queue = self.queue_before(index, chosen);
        (0..index)
            .filter(|&i| self.was_waiting(i, index, chosen, queue))
            .map(|i| self.segments.task[i])
            .collect()
    }

    /// The queue the chosen task itself was taken from, if it had waited.
    fn queue_before(&self, index: usize, chosen: Segment) -> Option<Place> {
        let before = (0..index).rev().find(|&i| self.segments.task[i] == chosen.task)?;
        let waited = matches!(self.segments.state(before), State::Ready | State::Gil);
        (waited && self.segments.end[before] == chosen.start).then(|| self.segments.place(before))
    }

    fn was_waiting(
        &self,
        i: usize,
        decision: usize,
        chosen: Segment,
        queue: Option<Place>,
    ) -> bool {
        let s = self.segments.get(i);
        let waits = matches!(s.state, State::Ready | State::Gil) && s.task != chosen.task;
        let same_queue = queue.is_none_or(|q| q == s.place);
        waits && same_queue && s.start <= chosen.start && self.left_after(i, s, decision, chosen)
    }

    /// Whether segment `i` still lasted when segment `decision` began. At the
    /// same instant the order of the columns tells.
    fn left_after(&self, i: usize, s: Segment, decision: usize, chosen: Segment) -> bool {
        if s.end != chosen.start {
            return s.end > chosen.start;
        }
        let next = (i + 1..self.segments.len()).find(|&j| self.segments.task[j] == s.task);
        next.is_none_or(|j| j > decision)
    }
}
