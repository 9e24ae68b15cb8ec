//! Stride scheduling: a lottery without chance.
//!
//! Source: C. Waldspurger and W. Weihl, *Stride Scheduling: Deterministic
//! Proportional-Share Resource Management*, MIT/LCS/TM-528 (1995). Each thread
//! has a pass that grows, while it runs, in inverse proportion to its
//! `tickets=`; the smallest pass gets the next quantum. After a quantum nobody
//! is further from its share than one quantum.
//!
//! Deviations: a pass grows with the time used, so a part of a quantum counts as a part.
//! Who comes back from a wait keeps its lead or lag against the others (the
//! paper's *remain*); of equal passes the one that joined first goes first.

use super::ranked::Ranked;
use super::virtual_time::pace;
use super::{Baggage, May, Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
struct Client {
    tickets: u64,
    /// While it waits for something: its lead over the global pass.
    pass: i128,
    present: bool,
}

#[derive(Clone)]
pub struct Stride {
    quantum: Time,
    clients: Vec<Client>,
    /// Grows as the pass of one client with all tickets would.
    global: i128,
    total: u64,
    ready: Ranked,
}

impl Stride {
    pub fn new(quantum: Time) -> Stride {
        Stride { quantum, clients: Vec::new(), global: 0, total: 0, ready: Ranked::default() }
    }
}

impl Policy for Stride {
    fn admit(&mut self, _thread: ThreadId, traits: &Traits) {
        self.clients.push(Client { tickets: traits.tickets, pass: 0, present: false });
    }

    fn enqueue(&mut self, thread: ThreadId, _why: Why, _now: Time) {
        let client = &mut self.clients[thread.index()];
        if !client.present {
            client.present = true;
            client.pass += self.global;
            self.total += client.tickets;
        }
        // A pass never gets so low that its order as unsigned would break.
        self.ready.join((client.pass + (1 << 100)) as u128, thread);
    }

    fn pick(&mut self, _now: Time, _rng: &mut Rng, may: May) -> Option<ThreadId> {
        self.ready.pick(may)
    }

    fn slice(&self, _thread: ThreadId, _now: Time) -> Slice {
        Slice::WhileOthersWait(self.quantum)
    }

    fn charge(&mut self, thread: ThreadId, used: Time) {
        let client = &mut self.clients[thread.index()];
        client.pass += pace(used, client.tickets);
        self.global += pace(used, self.total);
    }

    fn leave(&mut self, thread: ThreadId, _now: Time) {
        let client = &mut self.clients[thread.index()];
        if client.present {
            client.present = false;
            client.pass -= self.global;
            self.total -= client.tickets;
        }
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    /// Its lead goes along.
    fn pack(&mut self, thread: ThreadId, now: Time) -> Baggage {
        self.leave(thread, now);
        [self.clients[thread.index()].pass, 0, 0]
    }

    fn unpack(&mut self, thread: ThreadId, [lead, ..]: Baggage) {
        self.clients[thread.index()].pass = lead;
    }

    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
