//! When what each hardware thread does ends, and those that are first.
//!
//! In two steps, the first of each group and the first of those. Many ends fall on
//! one instant, as bursts and quanta are whole milliseconds: all of them are found
//! at once, when time comes to move there, and taken one by one in the order of
//! their numbers. What a group or an instant consists of cannot be foreseen, so
//! that all of it is done without branches.

use crate::base::Time;
use std::hint::select_unpredictable;

/// Hardware threads are at most 64 cores with 4 each.
const MOST: usize = 256;
const GROUP: usize = 8;
const GROUPS: usize = MOST / GROUP;
/// A group of groups.
const BLOCK: usize = GROUP * GROUP;

#[derive(Clone, Debug)]
pub struct Ends {
    /// Who is not there never ends.
    times: Box<[Time; MOST]>,
    /// Of each group the first, unless it is stale.
    firsts: [Time; GROUPS],
    /// So many groups may have members.
    used: usize,
    /// The groups that have changed since, a bit each.
    stale: u32,
    /// The first of all; no end comes before.
    soonest: Time,
    /// Those that end then, a bit each, of the first block that has any. If that is
    /// none, it has to be found again; in a machine of one block none ends then.
    due: u64,
    /// The number of the first of that block.
    block: u16,
    is_one_block: bool,
}

impl Ends {
    pub fn new(count: usize) -> Ends {
        Ends {
            times: Box::new([Time::NEVER; MOST]),
            firsts: [Time::NEVER; GROUPS],
            // As many as are gone through at once.
            used: count.div_ceil(BLOCK).min(MOST / BLOCK) * GROUP,
            stale: 0,
            soonest: Time::ZERO,
            due: 0,
            block: 0,
            is_one_block: count <= BLOCK,
        }
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn set(&mut self, number: u16, time: Time) {
        let at = usize::from(number as u8);
        self.times[at] = time;
        self.stale |= 1 << (at / GROUP);
        if !self.is_one_block {
            self.due = 0;
            return;
        }
        let bit = 1 << (at % BLOCK);
        let (before, others) = (self.soonest, self.due & !bit);
        self.soonest = time.min(before);
        self.due = select_unpredictable(time < before, 0, others)
            | select_unpredictable(time <= before, bit, 0);
    }

    /// The same for never.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn clear(&mut self, number: u16) {
        self.set(number, Time::NEVER);
    }

    /// Whether anything ends by now.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn are_due(&mut self, now: Time) -> bool {
        if self.due == 0 {
            if self.is_one_block && self.soonest >= now {
                return false;
            }
            self.refresh();
        }
        self.soonest <= now
    }

    /// The first of all, and whose it is; of several the lowest number's.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn soonest(&mut self) -> (Time, u16) {
        if self.due == 0 {
            self.refresh();
        }
        (self.soonest, self.block + self.due.trailing_zeros() as u16)
    }

    #[inline(never)]
    fn refresh(&mut self) {
        let groups = self.times.as_chunks().0;
        while self.stale != 0 {
            let group = self.stale.trailing_zeros() as usize % GROUPS;
            self.stale &= self.stale - 1;
            self.firsts[group] = least(&groups[group]);
        }
        let blocks = self.firsts[..self.used].as_chunks().0;
        self.soonest = blocks.iter().map(least).fold(Time::NEVER, Time::min);
        let block = blocks.iter().position(|firsts| those(firsts, self.soonest) != 0).unwrap_or(0);
        self.block = (block * BLOCK) as u16;
        let mut left = those(&blocks[block], self.soonest);
        while left != 0 {
            let group = left.trailing_zeros() as usize;
            left &= left - 1;
            let members = those(&groups[block * GROUP + group], self.soonest);
            self.due |= u64::from(members) << (group * GROUP);
        }
    }
}

/// Apart from any loop, in which a compiler makes branches of what is without: a
/// wrong guess takes longer than going through the group.
#[inline(never)]
fn least([a, b, c, d, e, f, g, h]: &[Time; GROUP]) -> Time {
    let (left, right) = (a.min(b).min(c.min(d)), e.min(f).min(g.min(h)));
    *left.min(right)
}

/// Those of a group that are at this time, a bit each.
#[inline(never)]
fn those(group: &[Time; GROUP], time: Time) -> u8 {
    (0..GROUP).fold(0, |all, i| all | u8::from(group[i] == time) << i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    #[test]
    fn the_earliest_end_wins_and_the_lowest_number_of_equals() {
        let mut ends = Ends::new(20);
        let times = [9, 4, 7, 4, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 5, 9, 4];
        times.iter().enumerate().for_each(|(i, &t)| ends.set(i as u16, Time(t)));
        let mut order = Vec::new();
        while let (Time(time @ ..9), number) = ends.soonest() {
            order.push((time, number));
            ends.set(number, Time::NEVER);
        }
        assert_eq!(order, [(4, 1), (4, 3), (4, 19), (5, 17), (7, 2), (8, 4)]);
        assert_eq!(ends.soonest().0, Time(9));
    }

    #[test]
    fn an_end_past_all_is_not_never() {
        let mut ends = Ends::new(1);
        ends.set(0, Time(u64::MAX - 1));
        assert_ne!(ends.soonest().0, Time::NEVER);
        ends.set(0, Time::NEVER);
        assert_eq!(ends.soonest().0, Time::NEVER);
    }

    #[test]
    fn agrees_with_going_through_all() {
        let mut rng = Rng::new(3);
        for count in [5, 64, 70, 256] {
            let (mut ends, mut model) = (Ends::new(count), vec![Time::NEVER; count]);
            let mut now = Time(0);
            for _ in 0..20_000 {
                let h = rng.below(count as u64) as usize;
                let first = *model.iter().min().expect("not empty");
                let end = match rng.below(6) {
                    0 => {
                        assert_eq!(ends.are_due(now), first <= now);
                        continue;
                    }
                    1 if first < Time::NEVER => {
                        let number = model.iter().position(|&time| time == first);
                        assert_eq!(ends.soonest(), (first, number.expect("there") as u16));
                        now = now.max(first);
                        continue;
                    }
                    2 => Time::NEVER,
                    _ => Time(now.0 + rng.below(4)),
                };
                model[h] = end;
                ends.set(h as u16, end);
            }
        }
    }
}
