//! How many are at a place over time, from stays given in the order of their
//! beginnings.

use crate::view::Spans;

/// One place: a queue, or those who wait for a lock.
#[derive(Default)]
pub struct Counts {
    /// When those who are there leave, the next to leave last: a sorted list,
    /// for few are at one place at once.
    ends: Vec<u64>,
    /// Since when there are so many.
    since: u64,
    /// Spans of equal number: start, end, how many; never nobody.
    spells: Vec<(u64, u64, u32)>,
}

impl Counts {
    /// Somebody is there from `start`, not before any start told before, to `end`.
    pub fn stay(&mut self, start: u64, end: u64) {
        if start < end {
            self.advance(start);
            self.spell(start);
            let at = self.ends.partition_point(|&other| other > end);
            self.ends.insert(at, end);
        }
    }

    /// Lets go whoever leaves by `time`.
    fn advance(&mut self, time: u64) {
        while let Some(&end) = self.ends.last()
            && end <= time
        {
            self.spell(end);
            self.ends.pop();
        }
    }

    /// Ends the spell with as many as there are now.
    fn spell(&mut self, until: u64) {
        let (since, many) = (self.since, self.ends.len() as u32);
        self.since = until;
        if since == until || many == 0 {
            return;
        }
        match self.spells.last_mut() {
            // One came as another went.
            Some(last) if last.1 == since && last.2 == many => last.1 = until,
            _ => self.spells.push((since, until, many)),
        }
    }

    /// Spans whose items are the numbers and whose classes are the numbers too,
    /// up to `levels`; a greater crowd is graded so that its peak is `levels`.
    /// `cut`: instead, all above are alike.
    pub fn spans(mut self, levels: u8, cut: bool) -> Spans {
        self.advance(u64::MAX);
        let peak = self.spells.iter().map(|s| s.2).max().unwrap_or(0);
        let levels = u32::from(levels);
        let class = |many: u32| match peak <= levels || cut {
            true => many.min(levels),
            false => (many * levels).div_ceil(peak),
        };
        let mut spans = Spans::new(levels as usize + 1);
        for &(start, end, many) in &self.spells {
            spans.push(start, end, many, class(many) as u8);
        }
        spans.finish();
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(stays: &[(u64, u64)]) -> Vec<(u64, u64, u32)> {
        let mut counts = Counts::default();
        stays.iter().for_each(|&(start, end)| counts.stay(start, end));
        let spans = counts.spans(9, false);
        (0..spans.len()).map(|i| (spans.start[i], spans.end[i], spans.item[i])).collect()
    }

    #[test]
    fn counts_who_is_there() {
        assert_eq!(spells(&[(0, 10), (4, 6)]), [(0, 4, 1), (4, 6, 2), (6, 10, 1)]);
        assert_eq!(spells(&[(0, 5), (5, 9)]), [(0, 9, 1)], "one goes as another comes");
        assert_eq!(spells(&[(3, 5), (7, 9)]), [(3, 5, 1), (7, 9, 1)]);
        assert_eq!(spells(&[(2, 2)]), []);
    }

    #[test]
    fn a_crowd_is_graded_or_cut() {
        let crowd = |cut| {
            let mut counts = Counts::default();
            (0..20).for_each(|i| counts.stay(i, 20));
            let spans = counts.spans(4, cut);
            [0, 9, 19].map(|i: usize| (spans.item[i], spans.class[i]))
        };
        assert_eq!(crowd(false), [(1, 1), (10, 2), (20, 4)]);
        assert_eq!(crowd(true), [(1, 1), (10, 4), (20, 4)]);
    }
}
