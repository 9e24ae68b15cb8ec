//! A queue of threads, as first come, first served needs it: what several
//! policies have in common.

use super::{May, Why};
use crate::base::ThreadId;
use crate::setup::IoReturn;
use std::collections::VecDeque;

#[derive(Clone, Debug, Default)]
pub struct Line {
    threads: VecDeque<ThreadId>,
    io: IoReturn,
    /// With `io=head`: how many came back from I/O since somebody was last
    /// picked. They stand first, the last to come in front, and who runs
    /// gives way to them and stands right behind.
    returned: usize,
    /// Not who came first but the next number after who ran last goes next, as
    /// in a table of processes that is gone through in a circle.
    by_number: bool,
    last: Option<ThreadId>,
}

impl Line {
    pub fn new(io: IoReturn) -> Line {
        Line { io, ..Line::default() }
    }

    pub fn in_order(io: IoReturn, by_number: bool) -> Line {
        Line { io, by_number, ..Line::default() }
    }

    /// Joins at the tail; right at the front if it was pushed off its core,
    /// or comes from I/O and the policy says so.
    #[inline]
    pub fn join(&mut self, thread: ThreadId, why: Why) {
        match why {
            Why::Preempted | Why::Reviewed => {
                let at = self.returned.min(self.threads.len());
                self.threads.insert(at, thread);
            }
            Why::IoDone if self.io == IoReturn::Head => {
                self.threads.push_front(thread);
                self.returned += 1;
            }
            Why::IoDone | Why::Arrived | Why::Woken | Why::Expired | Why::Yielded => {
                self.threads.push_back(thread);
            }
        }
    }

    /// Takes the first of those that may.
    #[inline]
    pub fn pick(&mut self, may: May) -> Option<ThreadId> {
        let first = *self.threads.front()?;
        if !self.by_number && may(first) {
            self.returned = 0;
            return self.threads.pop_front();
        }
        self.search(may)
    }

    /// The same where anybody may.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn pick_first(&mut self) -> Option<ThreadId> {
        if self.by_number {
            return self.search(&super::anybody);
        }
        let first = self.threads.pop_front()?;
        self.returned = 0;
        Some(first)
    }

    /// Who comes after so many others.
    #[inline(always)]
    pub fn after(&self, others: usize) -> Option<ThreadId> {
        self.threads.get(others).copied()
    }

    /// Joins after a wait for a device.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn join_from_io(&mut self, thread: ThreadId) {
        match self.io {
            IoReturn::Head => self.join(thread, Why::IoDone),
            IoReturn::Tail => self.join_last(thread),
        }
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn join_last(&mut self, thread: ThreadId) {
        self.threads.push_back(thread);
    }

    fn search(&mut self, may: May) -> Option<ThreadId> {
        let at = match self.by_number {
            true => self.next_number(may)?,
            false => self.threads.iter().position(|&thread| may(thread))?,
        };
        self.returned = 0;
        self.last = self.threads.get(at).copied();
        self.threads.remove(at)
    }

    /// Of those that came back to the front the highest, else round the circle.
    fn next_number(&self, may: May) -> Option<usize> {
        let all = || (0..self.threads.len()).filter(|&i| may(self.threads[i]));
        let returned = all().filter(|&i| i < self.returned);
        if let Some(highest) = returned.max_by_key(|&i| self.threads[i].0) {
            return Some(highest);
        }
        let behind = |i: &usize| Some(self.threads[*i]) <= self.last;
        all().min_by_key(|i| (behind(i), self.threads[*i].0))
    }

    /// Somebody leaves its core to wait. Where nobody takes it, the circle
    /// begins anew.
    pub fn leave(&mut self) {
        if self.threads.is_empty() {
            self.last = None;
        }
    }

    pub fn has(&self, may: May) -> bool {
        self.threads.iter().any(|&thread| may(thread))
    }

    pub fn len(&self) -> usize {
        self.threads.len()
    }

    /// Whether the first is to run at once, in place of who runs.
    pub fn presses(&self, may: May) -> bool {
        self.threads.iter().take(self.returned).any(|&thread| may(thread))
    }

    pub fn may_press(&self) -> bool {
        self.io == IoReturn::Head
    }
}

#[cfg(test)]
mod tests {
    use super::super::anybody;
    use super::*;

    #[test]
    fn who_is_displaced_stands_behind_those_that_came_back() {
        let mut line = Line::new(IoReturn::Head);
        line.join(ThreadId(9), Why::Expired);
        line.join(ThreadId(1), Why::IoDone);
        line.join(ThreadId(2), Why::IoDone);
        assert!(line.presses(&anybody));
        line.join(ThreadId(7), Why::Preempted);
        let order: Vec<u32> = std::iter::from_fn(|| line.pick(&anybody)).map(|t| t.0).collect();
        assert_eq!(order, [2, 1, 7, 9]);
    }
}
