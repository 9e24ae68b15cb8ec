//! When what each of up to 64 hardware threads does ends, and those that are first.
//!
//! A calendar (R. Brown, *Calendar queues*, 1988): a year of days of about a
//! millisecond, and on each those that end then, a bit each. Bursts and quanta are
//! mostly whole milliseconds and shorter than a year, so that the first day with
//! anybody on it tells all that end next, however many there are, and at once.

use crate::base::Time;
use std::hint::select_unpredictable;

pub const MOST: usize = 64;
/// A day is 2^20 ns.
const DAY_BITS: u32 = 20;
const YEAR: usize = 64;

#[derive(Clone, Debug)]
pub struct Ends {
    /// Who is not there never ends.
    times: [Time; MOST],
    /// Who ends on that day, of whatever year.
    days: [u64; YEAR],
    /// A bit a day on which somebody does.
    marked: u64,
    /// The first of all; no end comes before.
    soonest: Time,
    /// Those that end then; if that is nobody, no end comes then either, and the
    /// next has to be found.
    due: u64,
}

impl Ends {
    pub fn new() -> Ends {
        Ends { times: [Time::NEVER; MOST], days: [0; YEAR], marked: 0, soonest: Time::ZERO, due: 0 }
    }

    pub fn set(&mut self, number: u16, time: Time) {
        self.clear(number);
        if time < Time::NEVER {
            self.enter(number, time);
        }
    }

    /// The same for who never ended, and not for never.
    #[inline(never)]
    pub fn enter(&mut self, number: u16, time: Time) {
        let (at, day) = (usize::from(number) % MOST, day(time));
        let (bit, before, others) = (1 << at, self.soonest, self.due);
        debug_assert_eq!(self.times[at], Time::NEVER);
        self.times[at] = time;
        self.days[day] |= bit;
        self.marked |= 1 << day;
        self.soonest = time.min(before);
        self.due = select_unpredictable(time < before, 0, others)
            | select_unpredictable(time <= before, bit, 0);
    }

    /// The same for never.
    #[inline(never)]
    pub fn clear(&mut self, number: u16) {
        let at = usize::from(number) % MOST;
        let day = day(std::mem::replace(&mut self.times[at], Time::NEVER));
        self.due &= !(1 << at);
        self.days[day] &= !(1 << at);
        self.marked &= !(u64::from(self.days[day] == 0) << day);
    }

    /// The first of all that are by now, and whose it is, of several the lowest
    /// number's; if none is, just some later time.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn soonest(&mut self, now: Time) -> (Time, u16) {
        if self.due == 0 {
            if self.soonest >= now {
                return (Time::NEVER, 0);
            }
            self.find();
        }
        (self.soonest, self.due.trailing_zeros() as u16)
    }

    /// Goes through the days from the last on, round the year, to the first on which
    /// something ends this year. If nothing does, that is all days.
    #[inline(never)]
    fn find(&mut self) {
        let (today, now) = (day(self.soonest), self.soonest.0 >> DAY_BITS);
        self.soonest = Time::NEVER;
        let mut days = self.marked.rotate_right(today as u32);
        while days != 0 {
            let day = today + days.trailing_zeros() as usize;
            self.look_at(self.days[day % YEAR]);
            if (self.soonest.0 >> DAY_BITS) - now < YEAR as u64 {
                return;
            }
            days &= days - 1;
        }
    }

    #[inline(always)]
    fn look_at(&mut self, mut left: u64) {
        let (mut soonest, mut due) = (self.soonest, self.due);
        while left != 0 {
            let time = self.times[left.trailing_zeros() as usize % MOST];
            let bit = left & left.wrapping_neg();
            due = select_unpredictable(time < soonest, 0, due)
                | select_unpredictable(time <= soonest, bit, 0);
            soonest = time.min(soonest);
            left ^= bit;
        }
        (self.soonest, self.due) = (soonest, due);
    }
}

#[cfg_attr(not(fast_functions), inline(always))]
fn day(time: Time) -> usize {
    (time.0 >> DAY_BITS) as usize % YEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    #[test]
    fn the_earliest_end_wins_and_the_lowest_number_of_equals() {
        let mut ends = Ends::new();
        let times = [9, 4, 7, 4, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 5, 9, 4];
        times.iter().enumerate().for_each(|(i, &t)| ends.set(i as u16, Time(t)));
        let mut order = Vec::new();
        while let (Time(time @ ..9), number) = ends.soonest(Time::NEVER) {
            order.push((time, number));
            ends.set(number, Time::NEVER);
        }
        assert_eq!(order, [(4, 1), (4, 3), (4, 19), (5, 17), (7, 2), (8, 4)]);
        assert_eq!(ends.soonest(Time::NEVER).0, Time(9));
    }

    #[test]
    fn an_end_past_all_is_not_never() {
        let mut ends = Ends::new();
        ends.set(0, Time(u64::MAX - 1));
        assert_ne!(ends.soonest(Time::NEVER).0, Time::NEVER);
        ends.set(0, Time::NEVER);
        assert_eq!(ends.soonest(Time::NEVER).0, Time::NEVER);
    }

    #[test]
    fn agrees_with_going_through_all() {
        let mut rng = Rng::new(3);
        // Within a day, within a year, and over several.
        for bits in [2, 16, 22, 31] {
            let (mut ends, mut model) = (Ends::new(), [Time::NEVER; MOST]);
            let mut now = Time(0);
            for _ in 0..20_000 {
                let h = rng.below(MOST as u64) as usize;
                let first = model.iter().copied().min().unwrap_or(now);
                let end = match rng.below(7) {
                    0 => {
                        assert_eq!(ends.soonest(now).0 <= now, first <= now);
                        continue;
                    }
                    1 | 2 if first < Time::NEVER => {
                        let number = model.iter().position(|&time| time == first);
                        assert_eq!(
                            ends.soonest(Time::NEVER),
                            (first, number.unwrap_or(MOST) as u16)
                        );
                        now = now.max(first);
                        continue;
                    }
                    3 | 4 => Time::NEVER,
                    _ => Time(now.0 + (rng.below(4) << rng.below(bits))),
                };
                model[h] = end;
                ends.set(h as u16, end);
            }
        }
    }
}
