//! Lottery scheduling.
//!
//! Source: C. Waldspurger and W. Weihl, *Lottery Scheduling: Flexible
//! Proportional-Share Resource Management*, OSDI 1994. A draw a quantum among
//! those that are ready: whoever holds the winning ticket (`tickets=`, 100
//! unless said) runs. Tickets are counted off in the order of spawning.
//!
//! Left out: compensation tickets, currencies and transfers. A lone thread
//! needs no draw. With `whole_quantum` a core stays taken for a whole quantum
//! also where the winner needs less, as in the simulator of OSTEP, chapter 9.

use super::{Policy, Slice, Traits, Why};
use crate::base::{Rng, ThreadId, Time};

#[derive(Clone)]
pub struct Lottery {
    quantum: Time,
    whole: bool,
    tickets: Vec<u64>,
    /// By number of thread.
    ready: Vec<ThreadId>,
    total: u64,
    /// Numbers to draw in place of random ones: for comparing with others.
    draws: std::vec::IntoIter<u64>,
}

impl Lottery {
    pub fn new(quantum: Time, whole: bool) -> Lottery {
        Lottery {
            quantum,
            whole,
            tickets: Vec::new(),
            ready: Vec::new(),
            total: 0,
            draws: Vec::new().into_iter(),
        }
    }

    #[cfg(test)]
    pub fn with_draws(quantum: Time, draws: Vec<u64>) -> Lottery {
        Lottery { draws: draws.into_iter(), ..Lottery::new(quantum, true) }
    }

    fn winner(&mut self, rng: &mut Rng) -> usize {
        let mut number = match self.draws.next() {
            Some(draw) => draw % self.total,
            None => rng.below(self.total),
        };
        let wins = |thread: &ThreadId| {
            let tickets = self.tickets[thread.index()];
            let wins = number < tickets;
            number = number.saturating_sub(tickets);
            wins
        };
        self.ready.iter().position(wins).unwrap_or(0)
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

    fn pick(&mut self, _now: Time, rng: &mut Rng) -> Option<ThreadId> {
        let winner = match self.ready.len() {
            0 => return None,
            1 => 0,
            _ => self.winner(rng),
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::setup::{Model, Setup};
    use crate::trace::State;
    use std::fmt::Write;
    use std::rc::Rc;

    /// The lottery of OSTEP draws numbers of its own, so its vectors are
    /// compared here, where they can be put in.
    #[test]
    fn the_draws_of_another_simulator_give_its_schedule() {
        let text = include_str!("../../../tests/oracles/ostep_lottery.json");
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert_eq!(vectors.len(), 24);
        for vector in vectors {
            let number = |v: &serde_json::Value| v.as_u64().unwrap();
            let quantum = Time::ms(number(&vector["params"]["quantum"]));
            let draws = vector["params"]["random_draws"].as_array().unwrap();
            let lottery = Lottery::with_draws(quantum, draws.iter().map(number).collect());
            let expected = vector["expect"]["merged_segments"].as_array().unwrap();
            let expected: Vec<_> = expected
                .iter()
                .map(|s| (number(&s[0]) as u32, Time::ms(number(&s[1])), Time::ms(number(&s[2]))))
                .collect();
            assert_eq!(schedule(vector, lottery), expected, "{}", vector["id"]);
        }
    }

    /// Job, from, to; the winner has its core until the quantum's end.
    fn schedule(vector: &serde_json::Value, lottery: Lottery) -> Vec<(u32, Time, Time)> {
        let mut script = String::new();
        for job in vector["jobs"].as_array().unwrap() {
            let _ = writeln!(script, "spawn(cpu, {}, tickets={})", job["run"], job["tickets"]);
        }
        let program = crate::script::compile(&script, Model::FreeThreaded).program.unwrap();
        let setup = Setup { model: Model::FreeThreaded, ..Setup::default() };
        let quantum = lottery.quantum;
        let mut engine = Engine::new(Rc::new(program), &setup);
        engine.policy = Box::new(lottery);
        engine.policy.admit(ThreadId(0), &Traits::default());
        engine.policy.enqueue(ThreadId(0), Why::Arrived, Time::ZERO);
        while engine.advance(1000) == crate::engine::Progress::Running {}
        let mut ran: Vec<(u32, Time, Time)> = Vec::new();
        for s in engine.into_trace().segments.iter().filter(|s| s.state == State::Running) {
            let end = Time(s.end.0.div_ceil(quantum.0) * quantum.0);
            match ran.last_mut() {
                Some(last) if last.0 == s.task.0 - 1 && last.2 == s.start => last.2 = end,
                _ => ran.push((s.task.0 - 1, s.start, end)),
            }
        }
        ran
    }
}
