//! Lottery scheduling.
//!
//! Source: C. Waldspurger and W. Weihl, *Lottery Scheduling: Flexible
//! Proportional-Share Resource Management*, OSDI 1994. A draw a quantum among
//! those that are ready: whoever holds the winning ticket (`tickets=`, 100
//! unless said) runs. Tickets are counted off in the order of spawning.
//!
//! Deviations. Left out: compensation tickets, currencies and transfers. A lone thread
//! needs no draw. With `whole_quantum` a core stays taken for a whole quantum
//! also where the winner needs less, as in the simulator of OSTEP, chapter 9,
//! and `draws` are that simulator's numbers in place of ours, as far as they go.

use super::{May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
pub struct Lottery {
    quantum: Time,
    whole: bool,
    tickets: Vec<u64>,
    /// By number of thread.
    ready: Vec<ThreadId>,
    total: u64,
    draws: std::vec::IntoIter<u64>,
}

impl Lottery {
    pub fn new(quantum: Time, whole: bool, draws: Vec<u64>) -> Lottery {
        Lottery {
            quantum,
            whole,
            tickets: Vec::new(),
            ready: Vec::new(),
            total: 0,
            draws: draws.into_iter(),
        }
    }

    fn winner(&mut self, rng: &mut Rng, may: May) -> Option<usize> {
        let barred = self.ready.iter().filter(|&&thread| !may(thread));
        let (count, tickets) = barred.fold((0, 0), |(count, tickets), thread| {
            (count + 1, tickets + self.tickets[thread.index()])
        });
        let total = self.total - tickets;
        let mut number = match self.ready.len() - count {
            0 => return None,
            1 => 0,
            _ => match self.draws.next() {
                Some(draw) => draw % total,
                None => rng.below(total),
            },
        };
        let wins = |thread: &ThreadId| {
            if !may(*thread) {
                return false;
            }
            let tickets = self.tickets[thread.index()];
            let wins = number < tickets;
            number = number.saturating_sub(tickets);
            wins
        };
        self.ready.iter().position(wins)
    }
}

impl Policy for Lottery {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        self.tickets.push(traits.tickets);
    }

    fn enqueue(&mut self, thread: ThreadId, _why: Why, _now: Time) {
        let place = self.ready.partition_point(|t| t.0 < thread.0);
        self.ready.insert(place, thread);
        self.total += self.tickets[thread.index()];
    }

    fn pick(&mut self, _now: Time, rng: &mut Rng, may: May) -> Option<ThreadId> {
        let winner = self.winner(rng, may)?;
        let thread = self.ready.remove(winner);
        self.total -= self.tickets[thread.index()];
        Some(thread)
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        match self.whole {
            true => Slice::Always(self.quantum),
            false => Slice::WhileOthersWait(self.quantum),
        }
    }

    fn charge(&mut self, _thread: ThreadId, _used: Time) {}

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn holds_core(&self) -> bool {
        self.whole
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
