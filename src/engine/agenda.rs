//! The agenda: what happens next in simulated time.
//!
//! A hierarchical timing wheel of 256-slot levels (Varghese and Lauck, 1987):
//! times are integers that only grow, so an entry costs the same among ten
//! and among ten thousand. Knows nothing of cores, tasks or policies. Entries
//! leave in the order of time, then of class, then of entering, so the same
//! run always replays. Any entry can be cancelled.

use crate::base::Time;

const BITS: u32 = 8;
const SLOTS: usize = 1 << BITS;
/// 8 levels of 8 bits cover 64 bits.
const LEVELS: usize = 8;
const WORDS: usize = LEVELS * SLOTS / 64;
/// A slot of one of the levels is then 2^20 ns long: of whole milliseconds hardly ever
/// two meet in one, and its entries are due together.
const CLASS_BITS: u32 = 4;
const NIL: u32 = u32::MAX;

/// What is due first among entries of one instant. (What a core's own running
/// thread does at an instant is not in the agenda and comes before all.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Class {
    /// The policy reviews everybody's place.
    Review = 0,
    /// A task arrives.
    Arrival = 1,
    /// A device, a sleep or a timeout is over.
    Wait = 2,
}

/// Names an entry until it is due or cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AlarmId(u32);

impl AlarmId {
    pub const NONE: AlarmId = AlarmId(NIL);

    pub fn is_none(self) -> bool {
        self.0 == NIL
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    key: u64,
    before: u32,
    after: u32,
    payload: T,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    first: u32,
    last: u32,
    /// Of all of its entries, or [`MIXED`].
    key: u64,
}

/// No key is as large.
const MIXED: u64 = u64::MAX;
const EMPTY: Slot = Slot { first: NIL, last: NIL, key: MIXED };

#[derive(Clone, Debug)]
pub struct Agenda<T> {
    entries: Vec<Entry<T>>,
    free: u32,
    slots: Box<[Slot]>,
    /// A bit a slot that holds something.
    occupied: [u64; WORDS],
    /// A bit a word of those that has one.
    words: u32,
    /// No entry is due before this key.
    base: u64,
    /// Nor before this one, which is not below `base`: what the last look found.
    bound: u64,
}

impl<T: Copy> Agenda<T> {
    pub fn new() -> Agenda<T> {
        Agenda {
            entries: Vec::new(),
            free: NIL,
            slots: vec![EMPTY; LEVELS * SLOTS].into(),
            occupied: [0; WORDS],
            words: 0,
            base: 0,
            bound: 0,
        }
    }

    /// Enters something due at `time`. What lies before the last entry taken
    /// is due at once.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn add(&mut self, time: Time, class: Class, payload: T) -> AlarmId {
        let key = first_key(time).saturating_add(class as u64).max(self.base);
        let free = self.free;
        let index = if free == NIL { self.entries.len() as u32 } else { free };
        let before = self.join(index, key);
        let entry = Entry { key, before, after: NIL, payload };
        match self.entries.get_mut(index as usize) {
            Some(old) => {
                self.free = old.after;
                *old = entry;
            }
            None => self.entries.push(entry),
        }
        self.bound = self.bound.min(key);
        AlarmId(index)
    }

    /// Takes an entry back that is not yet due.
    pub fn cancel(&mut self, alarm: AlarmId) {
        if alarm.is_none() {
            return;
        }
        let at = self.place(self.entries[alarm.0 as usize].key);
        self.unlink(alarm.0, at);
    }

    /// Takes the next entry that is due before `limit`: its time and payload.
    /// After `None`, nothing may be entered that is due before `limit`.
    #[inline(always)]
    pub fn pop_before(&mut self, limit: Time) -> Option<(Time, T)> {
        // Most looks are vain: several at each instant.
        if limit.0 <= self.bound >> CLASS_BITS { None } else { self.pop(first_key(limit)) }
    }

    /// What is most likely due next: only a guess where its slot is not sorted yet.
    #[inline(always)]
    pub fn upcoming(&self) -> Option<&T> {
        let first = self.slots[self.first() % (LEVELS * SLOTS)].first;
        self.entries.get(first as usize).map(|entry| &entry.payload)
    }

    /// Whether something may be due at this instant: always, if something is.
    pub fn is_due(&self, now: Time) -> bool {
        self.bound >> CLASS_BITS <= now.0
    }

    #[cfg_attr(not(fast_functions), inline)]
    fn pop(&mut self, limit: u64) -> Option<(Time, T)> {
        loop {
            if self.words == 0 {
                self.bound = u64::MAX;
                return None;
            }
            let at = self.first();
            let key = self.slots[at].key;
            // At the lowest level it always has one.
            if key != MIXED {
                if key >= limit {
                    self.bound = key;
                    return None;
                }
                return Some((Time(key >> CLASS_BITS), self.take(at, key)));
            }
            let start = self.slot_start(at);
            if start >= limit {
                self.bound = start;
                return None;
            }
            self.spread(at, start);
        }
    }

    /// The first slot that holds something, if one does. A lower level shares more
    /// leading bits with `base`: it is earlier.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn first(&self) -> usize {
        let word = self.words.trailing_zeros() as usize % WORDS;
        word * 64 + self.occupied[word].trailing_zeros() as usize
    }

    /// Takes the first of a slot all of whose entries are due at once, and first
    /// of all. The others are then at the lowest level, where they go in one.
    fn take(&mut self, at: usize, key: u64) -> T {
        let Slot { first, last, .. } = self.slots[at];
        let Entry { after, payload, .. } = self.entries[first as usize];
        self.entries[first as usize].after = self.free;
        self.free = first;
        self.base = key;
        if after == NIL {
            self.vacate(at);
            self.bound = self.next_bound();
            return payload;
        }
        self.entries[after as usize].before = NIL;
        self.bound = key;
        if at < SLOTS {
            self.slots[at].first = after;
            return payload;
        }
        self.vacate(at);
        let lowest = key as usize % SLOTS;
        self.slots[lowest] = Slot { first: after, last, key };
        self.occupy(lowest);
        payload
    }

    /// No entry is due before: the key of the first, or where its slot begins.
    fn next_bound(&self) -> u64 {
        if self.words == 0 {
            return u64::MAX;
        }
        let at = self.first();
        match self.slots[at].key {
            MIXED => self.slot_start(at),
            key => key,
        }
    }

    /// Moves the entries of a slot that has come near to the levels below.
    /// They go in order, before anything that enters there later: first in,
    /// first out holds across levels.
    fn spread(&mut self, at: usize, start: u64) {
        let mut index = self.slots[at].first;
        self.vacate(at);
        self.base = start;
        self.bound = start;
        while index != NIL {
            let Entry { key, after, .. } = self.entries[index as usize];
            let before = self.join(index, key);
            let entry = &mut self.entries[index as usize];
            (entry.before, entry.after) = (before, NIL);
            index = after;
        }
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn place(&self, key: u64) -> usize {
        let differing = (key ^ self.base) | 1;
        let level = (u64::BITS - 1 - differing.leading_zeros()) / BITS;
        level as usize * SLOTS + (key >> (level * BITS)) as usize % SLOTS
    }

    fn slot_start(&self, at: usize) -> u64 {
        let shift = (at / SLOTS) as u32 * BITS;
        // Without what is of this level or below.
        let above = self.base >> shift >> BITS << BITS << shift;
        above | ((at % SLOTS) as u64) << shift
    }

    /// Puts an entry last into its slot; gives who was last there before.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn join(&mut self, index: u32, key: u64) -> u32 {
        let at = self.place(key);
        let slot = &mut self.slots[at];
        let before = std::mem::replace(&mut slot.last, index);
        if before == NIL {
            (slot.first, slot.key) = (index, key);
            self.occupy(at);
        } else {
            if slot.key != key {
                slot.key = MIXED;
            }
            self.entries[before as usize].after = index;
        }
        before
    }

    fn unlink(&mut self, index: u32, at: usize) {
        let Entry { before, after, .. } = self.entries[index as usize];
        if before == NIL {
            self.slots[at].first = after;
        } else {
            self.entries[before as usize].after = after;
        }
        if after == NIL {
            self.slots[at].last = before;
        } else {
            self.entries[after as usize].before = before;
        }
        if before == NIL && after == NIL {
            self.vacate(at);
        }
        self.entries[index as usize].after = self.free;
        self.free = index;
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn occupy(&mut self, at: usize) {
        let word = at / 64 % WORDS;
        self.occupied[word] |= 1 << (at % 64);
        self.words |= 1 << word;
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn vacate(&mut self, at: usize) {
        self.slots[at] = EMPTY;
        let word = at / 64 % WORDS;
        self.occupied[word] &= !(1 << (at % 64));
        self.words &= !(u32::from(self.occupied[word] == 0) << word);
    }
}

/// The key of the first class at an instant. Instants past 2^60 ns (36 years)
/// are all the same to us: no run gets there.
fn first_key(time: Time) -> u64 {
    time.0.min(u64::MAX >> CLASS_BITS) << CLASS_BITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;

    fn drain(agenda: &mut Agenda<u32>) -> Vec<(u64, u32)> {
        std::iter::from_fn(|| agenda.pop_before(Time::NEVER)).map(|(t, p)| (t.0, p)).collect()
    }

    #[test]
    fn entries_leave_by_time_then_class_then_entering() {
        let mut agenda = Agenda::new();
        agenda.add(Time(7), Class::Wait, 1);
        agenda.add(Time(7), Class::Arrival, 2);
        agenda.add(Time(1_000_000), Class::Wait, 3);
        agenda.add(Time(7), Class::Wait, 4);
        agenda.add(Time(3), Class::Wait, 5);
        assert_eq!(drain(&mut agenda), [(3, 5), (7, 2), (7, 1), (7, 4), (1_000_000, 3)]);
    }

    #[test]
    fn what_is_upcoming_is_taken_next() {
        let mut agenda = Agenda::new();
        assert_eq!(agenda.upcoming(), None);
        for (time, number) in [(90, 1), (7_000_000, 2), (90, 3)] {
            agenda.add(Time(time), Class::Wait, number);
        }
        while let Some(&next) = agenda.upcoming() {
            assert_eq!(agenda.pop_before(Time::NEVER).map(|(_, number)| number), Some(next));
        }
        assert_eq!(agenda.pop_before(Time::NEVER), None);
    }

    #[test]
    fn nothing_is_taken_at_or_past_the_limit() {
        let mut agenda = Agenda::new();
        agenda.add(Time(50), Class::Wait, 1);
        agenda.add(Time(60), Class::Wait, 2);
        assert_eq!(agenda.pop_before(Time(50)), None);
        agenda.add(Time(50), Class::Wait, 3);
        assert_eq!(agenda.pop_before(Time(51)), Some((Time(50), 1)));
        assert_eq!(agenda.pop_before(Time(51)), Some((Time(50), 3)));
        assert_eq!(agenda.pop_before(Time(51)), None);
    }

    #[test]
    fn agrees_with_a_sorted_list() {
        let mut rng = Rng::new(7);
        let mut agenda = Agenda::new();
        let mut model: Vec<(u64, u32, AlarmId)> = Vec::new();
        let mut now = 0;
        for n in 0..20_000u32 {
            match rng.below(4) {
                0 | 1 => {
                    let spread = 1u64 << rng.below(40);
                    // Many at once, as in rounds of milliseconds.
                    let grain = 1 << (6 * rng.below(4));
                    let time = (now + rng.below(spread)).next_multiple_of(grain);
                    let id = agenda.add(Time(time), Class::Wait, n);
                    model.push((time, n, id));
                }
                2 if !model.is_empty() => {
                    let k = rng.below(model.len() as u64) as usize;
                    agenda.cancel(model.remove(k).2);
                }
                _ => {
                    let limit = now + rng.below(1 << 30);
                    let first = model.iter().enumerate().min_by_key(|(_, e)| (e.0, e.1));
                    let expected = first.filter(|(_, e)| e.0 < limit).map(|(k, _)| k);
                    let expected = expected.map(|k| model.remove(k));
                    let got = agenda.pop_before(Time(limit));
                    assert_eq!(got, expected.map(|e| (Time(e.0), e.1)));
                    now = got.map_or(limit, |(t, _)| t.0);
                }
            }
        }
    }
}
