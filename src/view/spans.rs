//! Sorted, non-overlapping spans of time, each of a class, and how much time
//! each class takes before any instant.
//!
//! One lane is one `Spans`. Every [`BLOCK`] spans a running total is kept, so
//! that the exact share of each class in a pixel column costs the same however
//! many spans the column covers.
//!
//! The page is built for size, which leaves calls that cost more than what they
//! do, ten times a column: what a frame's innermost loop needs is always
//! inlined, indexes slices and no `Vec`, counts by `while` instead of chains of
//! iterators, and copies no table of classes (`memory.copy` is a call, too).

use crate::view::CLASSES;

/// Fewer would make the totals larger than the spans, more the walk longer.
const BLOCK: usize = 16;
/// Nearer than this a jump mispredicts more branches than the walk costs.
const FAR: usize = 2 * BLOCK;

#[derive(Clone, Debug, Default)]
pub struct Spans {
    pub start: Vec<u64>,
    pub end: Vec<u64>,
    /// What the span stands for: a segment's or a hold's index.
    pub item: Vec<u32>,
    pub class: Vec<u8>,
    /// How many there are while they are added, and when the last one ends.
    filled: usize,
    until: u64,
    classes: usize,
    /// `totals[b * classes + c]`: time of class `c` in the spans before block `b`.
    totals: Vec<u64>,
}

impl Spans {
    pub fn new(classes: usize) -> Spans {
        Spans { classes, ..Spans::default() }
    }

    /// With room for `spans` of them, until [`Self::finish`].
    pub fn with_room(classes: usize, spans: usize) -> Spans {
        Spans {
            start: vec![0; spans],
            end: vec![0; spans],
            item: vec![0; spans],
            class: vec![0; spans],
            ..Spans::new(classes)
        }
    }

    pub fn len(&self) -> usize {
        self.start.len()
    }

    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Appends a span. What overlaps the one before it is cut off, and what
    /// has no length left is dropped: lanes stay sorted whatever comes.
    #[inline(always)]
    pub fn push(&mut self, start: u64, end: u64, item: u32, class: u8) {
        let start = if start > self.until { start } else { self.until };
        if start < end {
            let (at, class) = (self.filled, class.min(self.classes.saturating_sub(1) as u8));
            (self.filled, self.until) = (at + 1, end);
            // Where there is room, `Vec::push` would be four calls for nothing.
            if at < self.class.len() {
                self.start[at] = start;
                self.end[at] = end;
                self.item[at] = item;
                self.class[at] = class;
            } else {
                self.grow(start, end, item, class);
            }
        }
    }

    fn grow(&mut self, start: u64, end: u64, item: u32, class: u8) {
        self.start.push(start);
        self.end.push(end);
        self.item.push(item);
        self.class.push(class);
    }

    /// Computes the running totals; call once, after the last [`Self::push`].
    pub fn finish(&mut self) {
        self.start.truncate(self.filled);
        self.end.truncate(self.filled);
        self.item.truncate(self.filled);
        self.class.truncate(self.filled);
        let mut sums = vec![0; self.classes];
        self.totals = Vec::with_capacity((self.len() / BLOCK + 1) * self.classes);
        for i in 0..self.len() {
            if i % BLOCK == 0 {
                self.totals.extend_from_slice(&sums);
            }
            sums[usize::from(self.class[i])] += self.end[i] - self.start[i];
        }
        if self.len().is_multiple_of(BLOCK) {
            self.totals.extend_from_slice(&sums);
        }
    }

    /// The time of all spans.
    pub fn busy(&self) -> f64 {
        self.cursor(f64::MAX).sums(f64::MAX).iter().sum()
    }

    /// The span that contains `time`; starts are inside, ends are not.
    pub fn at(&self, time: u64) -> Option<usize> {
        let i = self.start.partition_point(|&s| s <= time).checked_sub(1)?;
        (time < self.end[i]).then_some(i)
    }

    /// The first span that ends after `time`; `len` if none does.
    pub fn first_ending_after(&self, time: f64) -> usize {
        self.end.partition_point(|&e| e as f64 <= time)
    }

    /// Reads the time of each class up to rising instants, from `time` on.
    pub fn cursor(&self, time: f64) -> Cursor<'_> {
        let next = self.first_ending_after(time);
        let mut cursor = self.at_first(FAR);
        cursor.jump(next / BLOCK);
        while cursor.next < next {
            cursor.pass();
        }
        cursor
    }

    /// The same from a span that ends about then, counted from there, for few
    /// spans: all are walked to.
    pub fn near(&self, span: usize, time: f64) -> Cursor<'_> {
        let time = time as u64;
        let mut cursor = self.at_first(self.len());
        cursor.next = span;
        while cursor.next > 0 && self.end[cursor.next - 1] > time {
            cursor.next -= 1;
        }
        while cursor.next < self.len() && self.end[cursor.next] <= time {
            cursor.next += 1;
        }
        cursor
    }

    fn at_first(&self, far: usize) -> Cursor<'_> {
        Cursor {
            start: &self.start,
            end: &self.end,
            class: &self.class,
            totals: &self.totals,
            classes: self.classes,
            far,
            next: 0,
            sums: [0.0; CLASSES],
        }
    }

    pub fn classes(&self) -> usize {
        self.classes
    }
}

/// A place between two spans, and the time of each class before it.
pub struct Cursor<'a> {
    start: &'a [u64],
    end: &'a [u64],
    class: &'a [u8],
    totals: &'a [u64],
    classes: usize,
    /// What is nearer is walked to.
    far: usize,
    /// The first span that is not passed.
    pub next: usize,
    sums: [f64; CLASSES],
}

impl Cursor<'_> {
    /// Passes all spans that end by `time`.
    #[inline(always)]
    pub fn advance(&mut self, time: f64) {
        // Below 0 it saturates.
        let (time, end) = (time as u64, self.end);
        if self.next + self.far < end.len() && end[self.next + self.far] <= time {
            self.skip(self.next / BLOCK + 1, time);
        }
        while self.next < end.len() && end[self.next] <= time {
            self.pass();
        }
    }

    /// Over whole blocks, of which `low` is passed. Doubles its steps, so that
    /// near places are cheap and far ones not dear.
    fn skip(&mut self, mut low: usize, time: u64) {
        let end = self.end;
        let passed = |block: usize| end.get(block * BLOCK - 1).is_some_and(|&end| end <= time);
        let mut step = 1;
        while passed(low + step) {
            low += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            low += if passed(low + step) { step } else { 0 };
        }
        self.jump(low);
    }

    fn jump(&mut self, block: usize) {
        self.next = block * BLOCK;
        let classes = self.classes;
        let totals = self.totals.get(block * classes..(block + 1) * classes).unwrap_or(&[]);
        let (sums, mut class) = (&mut self.sums, 0);
        while class < totals.len() && class < CLASSES {
            sums[class] = totals[class] as i64 as f64;
            class += 1;
        }
    }

    #[inline(always)]
    fn pass(&mut self) {
        let i = self.next;
        self.sums[usize::from(self.class[i])] += (self.end[i] - self.start[i]) as i64 as f64;
        self.next += 1;
    }

    /// The part of the next span that lies before `time`, and its class.
    #[inline(always)]
    fn part(&self, time: f64) -> (usize, f64) {
        match self.start.get(self.next) {
            Some(&start) => {
                let part = time - start as i64 as f64;
                (usize::from(self.class[self.next]), if part > 0.0 { part } else { 0.0 })
            }
            None => (0, 0.0),
        }
    }

    /// The time of each class before `time`, up to which the cursor has advanced.
    #[inline(never)]
    pub fn sums(&self, time: f64) -> [f64; CLASSES] {
        let mut sums = [0.0; CLASSES];
        self.since(time, &mut sums, |_, _| {});
        sums
    }

    /// Tells of each class how much more time it has before `time`, up to which
    /// the cursor has advanced, than `before` says; and sets that. Without
    /// branches: which class is in a column cannot be predicted.
    #[inline(always)]
    pub fn since(&self, time: f64, before: &mut [f64; CLASSES], mut tell: impl FnMut(usize, f64)) {
        let (next, part) = self.part(time);
        let mut class = 0;
        while class < self.classes && class < CLASSES {
            let now = self.sums[class] + if class == next { part } else { 0.0 };
            tell(class, now - before[class]);
            before[class] = now;
            class += 1;
        }
    }
}
