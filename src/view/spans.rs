//! Sorted, non-overlapping spans of time, each of a class, and how much time
//! each class takes before any instant.
//!
//! One lane is one `Spans`. Every [`BLOCK`] spans a running total is kept, so
//! that the exact share of each class in a pixel column costs the same however
//! many spans the column covers.
//!
//! What a frame's innermost loop calls is always inlined: the page is built for
//! size, which leaves calls that cost more than what they do.

/// Fewer would make the totals larger than the spans, more the walk longer.
const BLOCK: usize = 8;

#[derive(Clone, Debug, Default)]
pub struct Spans {
    pub start: Vec<u64>,
    pub end: Vec<u64>,
    /// What the span stands for: a segment's or a hold's index.
    pub item: Vec<u32>,
    pub class: Vec<u8>,
    classes: usize,
    /// `totals[b * classes + c]`: nanoseconds of class `c` in the spans before
    /// block `b`. As floats, which are exact up to 104 days, because a column
    /// asks for fractions.
    totals: Vec<f64>,
}

impl Spans {
    pub fn new(classes: usize) -> Spans {
        Spans { classes, ..Spans::default() }
    }

    /// With room for `spans` of them.
    pub fn with_room(classes: usize, spans: usize) -> Spans {
        Spans {
            start: Vec::with_capacity(spans),
            end: Vec::with_capacity(spans),
            item: Vec::with_capacity(spans),
            class: Vec::with_capacity(spans),
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
        let start = self.end.last().map_or(start, |&last| start.max(last));
        if start < end {
            self.start.push(start);
            self.end.push(end);
            self.item.push(item);
            self.class.push(class.min(self.classes.saturating_sub(1) as u8));
        }
    }

    /// Computes the running totals; call once, after the last [`Self::push`].
    pub fn finish(&mut self) {
        let mut sums = vec![0.0; self.classes];
        self.totals = Vec::with_capacity((self.len() / BLOCK + 1) * self.classes);
        for i in 0..self.len() {
            if i % BLOCK == 0 {
                self.totals.extend_from_slice(&sums);
            }
            sums[usize::from(self.class[i])] += (self.end[i] - self.start[i]) as f64;
        }
        if self.len().is_multiple_of(BLOCK) {
            self.totals.extend_from_slice(&sums);
        }
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

    /// Like [`Self::first_ending_after`] for instants asked in rising order:
    /// `from` is an earlier answer. Doubles its steps, so near answers are cheap.
    #[inline(always)]
    pub fn seek(&self, from: usize, time: f64) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step <= self.len() && self.end[low + step - 1] as f64 <= time {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.len());
        low + self.end[low..high].partition_point(|&e| e as f64 <= time)
    }

    /// Time of each class before the instant `time`, where `next` is the first
    /// span that ends after it. Fills `out`, one entry a class.
    #[inline(always)]
    pub fn totals_before(&self, next: usize, time: f64, out: &mut [f64]) {
        let block = next / BLOCK;
        let totals = self.totals.get(block * self.classes..).unwrap_or(&[]);
        out.iter_mut().zip(totals).for_each(|(o, &total)| *o = total);
        for i in block * BLOCK..next.min(self.len()) {
            out[usize::from(self.class[i])] += (self.end[i] - self.start[i]) as f64;
        }
        if next < self.len() {
            let partial = time - self.start[next] as f64;
            out[usize::from(self.class[next])] += partial.max(0.0);
        }
    }

    pub fn classes(&self) -> usize {
        self.classes
    }
}
