//! Vector clocks (Mattern 1988, Fidge 1988), with entries only for whom one
//! has heard of.

/// Of a task, or of what tasks meet at: up to where in every other's history
/// it knows what happened.
#[derive(Clone, Debug, Default)]
pub struct Clock(Vec<(u32, u32)>);

impl Clock {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, actor: u32) -> u32 {
        match self.0.binary_search_by(|(known, _)| known.cmp(&actor)) {
            Ok(at) => self.0[at].1,
            Err(_) => 0,
        }
    }

    /// What `actor` does from now on is later than what it did.
    pub fn tick(&mut self, actor: u32) {
        match self.0.binary_search_by(|(known, _)| known.cmp(&actor)) {
            Ok(at) => self.0[at].1 += 1,
            Err(at) => self.0.insert(at, (actor, 1)),
        }
    }

    /// Learns what the other knows.
    pub fn join(&mut self, other: &Clock) {
        let mut at = 0;
        for &(actor, time) in &other.0 {
            while self.0.get(at).is_some_and(|(known, _)| *known < actor) {
                at += 1;
            }
            match self.0.get_mut(at) {
                Some((known, mine)) if *known == actor => *mine = time.max(*mine),
                // Most often at the end: numbers grow.
                _ => self.0.insert(at, (actor, time)),
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learnt_is_the_later_of_both() {
        let (mut a, mut b) = (Clock::default(), Clock::default());
        [1, 1, 5].iter().for_each(|&actor| a.tick(actor));
        [0, 1, 5, 5, 9].iter().for_each(|&actor| b.tick(actor));
        a.join(&b);
        assert_eq!(a.0, [(0, 1), (1, 2), (5, 2), (9, 1)]);
        assert_eq!(a.get(7), 0);
    }
}
