//! Who else could have been chosen at a decision.

use crate::base::{Map, TaskId, sort};
use crate::trace::{Cause, Place, Segment, State, Trace};
use std::ops::Range;

impl Trace {
    /// The tasks that stood in the same queue when the task of running
    /// segment `index` was chosen, in the order in which they had joined it.
    /// Empty for segments that no decision began.
    pub fn eligible(&self, index: usize) -> Vec<TaskId> {
        let chosen = self.segments.get(index);
        if !is_decision(&chosen) {
            return Vec::new();
        }
        let queue = self.queue_before(index, chosen);
        let moved = self.moved_along(index);
        let waited = |&i: &usize| self.was_waiting(i, index, chosen, queue);
        let all = moved.clone().chain((0..moved.start).filter(waited));
        all.map(|i| self.segments.task(i)).collect()
    }

    /// Where tasks changed queues as decision `index` was made: a worker that
    /// takes several at once runs one of them.
    fn moved_along(&self, index: usize) -> Range<usize> {
        let start = self.segments.start(index);
        let moved = |&i: &usize| {
            let s = self.segments.get(i);
            let cause = matches!(s.cause, Cause::Fetched | Cause::Stolen);
            s.start == start && s.state == State::Ready && cause
        };
        (0..index).rev().take_while(moved).last().unwrap_or(index)..index
    }

    /// [`Self::eligible`] for every segment in turn, in one pass.
    pub fn each_eligible(&self, visit: &mut dyn FnMut(usize, &[TaskId])) {
        let mut latest: Vec<Option<usize>> = vec![None; self.tasks.len()];
        // Waiting segments a queue, in the order of joining.
        let mut queues: Map<Place, Vec<usize>> = Map::new();
        let mut found = Vec::new();
        let mut tasks = Vec::new();
        for index in 0..self.segments.len() {
            let chosen = self.segments.get(index);
            let before = latest[chosen.task.index()].replace(index).filter(|&b| self.waits(b));
            if let Some(b) = before
                && let Some(queue) = queues.get_mut(&self.segments.place(b))
                && let Ok(at) = queue.binary_search(&b)
            {
                queue.remove(at);
            }
            tasks.clear();
            if is_decision(&chosen) {
                found.clear();
                match before.filter(|&b| self.segments.end(b) == chosen.start) {
                    Some(b) => {
                        found.extend(queues.get(&self.segments.place(b)).into_iter().flatten())
                    }
                    None => {
                        let near = |i: &usize| is_near(self.segments.place(*i), chosen.place);
                        found.extend(queues.values().flatten().copied().filter(near));
                        sort(&mut found, &|a, b| a < b);
                    }
                }
                // A task that was taken away while it waited is there no more.
                let lasts = |&i: &usize| self.segments.end(i) >= chosen.start;
                let moved = self.moved_along(index);
                let task = |i: usize| self.segments.task(i);
                tasks.extend(moved.clone().map(task));
                let waited = found.iter().copied().filter(lasts).filter(|&i| i < moved.start);
                tasks.extend(waited.map(task));
            }
            visit(index, &tasks);
            if self.waits(index) {
                queues.get_or_insert_with(chosen.place, Vec::new).push(index);
            }
        }
    }

    fn waits(&self, index: usize) -> bool {
        matches!(self.segments.state(index), State::Ready | State::Gil)
    }

    /// The queue the chosen task itself was taken from, if it had waited.
    fn queue_before(&self, index: usize, chosen: Segment) -> Option<Place> {
        let before = (0..index).rev().find(|&i| self.segments.task(i) == chosen.task)?;
        (self.waits(before) && self.segments.end(before) == chosen.start)
            .then(|| self.segments.place(before))
    }

    fn was_waiting(
        &self,
        i: usize,
        decision: usize,
        chosen: Segment,
        queue: Option<Place>,
    ) -> bool {
        let s = self.segments.get(i);
        let waits = self.waits(i) && s.task != chosen.task;
        let same_queue = match queue {
            Some(queue) => queue == s.place,
            None => is_near(s.place, chosen.place),
        };
        waits && same_queue && s.start <= chosen.start && self.left_after(i, s, decision, chosen)
    }

    /// Whether segment `i` still lasted when segment `decision` began. At the
    /// same instant the order of the columns tells.
    fn left_after(&self, i: usize, s: Segment, decision: usize, chosen: Segment) -> bool {
        if s.end != chosen.start {
            return s.end > chosen.start;
        }
        let next = (i + 1..self.segments.len()).find(|&j| self.segments.task(j) == s.task);
        next.is_none_or(|j| j > decision)
    }
}

/// Whether who waits there could have been chosen here: not in the ready queue
/// of another hardware thread.
fn is_near(queue: Place, chosen: Place) -> bool {
    match (queue, chosen) {
        (Place::RunQueue(q), Place::Hardware(h)) => q == 0 || q == h + 1,
        _ => true,
    }
}

fn is_decision(chosen: &Segment) -> bool {
    (chosen.state.on_core() || chosen.state == State::Gil) && chosen.cause != Cause::Continued
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;
    use crate::trace::sample::{Sample, two_take_turns};

    /// Tasks that change their state at random, several at one instant.
    fn random_trace(seed: u64) -> Trace {
        let mut rng = Rng::new(seed);
        let names = ["A", "B", "C", "D", "E"];
        let mut sample = Sample::new(2, &names);
        let mut begun: Vec<Option<usize>> = vec![None; names.len() + 1];
        for now in 0..40 {
            for _ in 0..rng.below(4) {
                let task = 1 + rng.below(names.len() as u64) as u32;
                let open = begun[task as usize];
                if open.is_some_and(|i| sample.trace.segments.start(i).0 == now * 1_000_000) {
                    continue;
                }
                if let Some(i) = open {
                    sample.trace.segments.close(i, crate::base::Time::ms(now));
                }
                let (state, place) = match rng.below(5) {
                    0 => (State::Running, Place::Hardware(rng.below(2) as u16)),
                    1 => (State::Gil, Place::RunQueue(9)),
                    2 => (State::Io, Place::Nowhere),
                    n => (State::Ready, Place::RunQueue(n as u16)),
                };
                let cause = if rng.below(8) == 0 { Cause::Continued } else { Cause::CoreIdle };
                sample = sample.then(task, state, place, (now, 100), cause);
                begun[task as usize] = Some(sample.trace.segments.len() - 1);
            }
        }
        sample.trace
    }

    fn in_one_pass(trace: &Trace) -> Vec<Vec<TaskId>> {
        let mut all = Vec::new();
        trace.each_eligible(&mut |_, tasks| all.push(tasks.to_vec()));
        all
    }

    #[test]
    fn one_pass_agrees_with_one_by_one() {
        let mut found = 0;
        for seed in 0..300 {
            let trace = random_trace(seed);
            let one_by_one: Vec<_> = (0..trace.segments.len()).map(|i| trace.eligible(i)).collect();
            found += one_by_one.iter().flatten().count();
            assert_eq!(in_one_pass(&trace), one_by_one, "seed {seed}");
        }
        assert!(found > 1_000);
    }

    #[test]
    fn the_other_thread_was_eligible_at_each_turn() {
        let trace = two_take_turns();
        let names: Vec<Vec<u32>> =
            in_one_pass(&trace).iter().map(|e| e.iter().map(|t| t.0).collect()).collect();
        assert_eq!(names, [vec![], vec![2], vec![], vec![1], vec![], vec![2], vec![]]);
    }
}
