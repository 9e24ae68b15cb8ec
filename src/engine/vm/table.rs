//! The hash table behind dicts and sets: keeps insertion order, but for small
//! whole numbers in a set.
//!
//! Knows nothing of what keys mean: hashes come in, equality is asked of the
//! caller, so that a table can be searched while the memory that holds it is
//! borrowed. The same insertions always give the same order.

use super::Value;
use super::compare::hash_whole;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub hash: u64,
    /// `Unbound` where the entry was removed.
    pub key: Value,
    /// `None` in sets.
    pub value: Value,
}

/// Entries in order of insertion, and an index over them once there are more
/// than a handful.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    entries: Vec<Entry>,
    live: usize,
    /// Positions in `entries` by hash, linear probing; a power of two long.
    index: Vec<u32>,
    /// See [`Table::arrange`].
    arranged: bool,
}

const EMPTY: u32 = u32::MAX;
/// Up to here a scan over the hashes is faster than an index.
const SCAN: usize = 8;

impl Table {
    pub fn len(&self) -> usize {
        self.live
    }

    /// Removed entries included: what an iterator counts through.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.key != Value::Unbound)
    }

    pub fn value_at(&self, position: usize) -> Value {
        self.entries[position].value
    }

    /// Where the key is, if `equal` says so of a key with the same hash.
    pub fn find<E>(
        &self,
        hash: u64,
        mut equal: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<Option<usize>, E> {
        if self.index.is_empty() {
            for (i, entry) in self.entries.iter().enumerate() {
                if entry.hash == hash && entry.key != Value::Unbound && equal(entry.key)? {
                    return Ok(Some(i));
                }
            }
            return Ok(None);
        }
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let position = self.index[at];
            if position == EMPTY {
                return Ok(None);
            }
            let entry = &self.entries[position as usize];
            if entry.hash == hash && entry.key != Value::Unbound && equal(entry.key)? {
                return Ok(Some(position as usize));
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a key that [`Self::find`] did not find.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) {
        self.arranged = false;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        // An index that was made stays: it must not miss anything.
        if self.index.is_empty() && self.entries.len() <= SCAN {
            return;
        }
        if self.index.len() < self.entries.len() * 2 {
            self.rebuild();
        } else {
            self.link(self.entries.len() - 1);
        }
    }

    pub fn set_value(&mut self, position: usize, value: Value) {
        self.entries[position].value = value;
    }

    /// Takes out the entry that [`Self::find`] found.
    pub fn remove(&mut self, position: usize) -> (Value, Value) {
        let entry = &mut self.entries[position];
        let key = std::mem::replace(&mut entry.key, Value::Unbound);
        let value = std::mem::replace(&mut entry.value, Value::Unbound);
        self.live -= 1;
        if self.live == 0 {
            self.clear();
        }
        (key, value)
    }

    /// Position of the newest entry.
    pub fn last(&self) -> Option<usize> {
        self.entries.iter().rposition(|e| e.key != Value::Unbound)
    }

    /// Position of the oldest entry.
    pub fn first(&self) -> Option<usize> {
        self.entries.iter().position(|e| e.key != Value::Unbound)
    }

    pub fn clear(&mut self) {
        *self = Table::default();
    }

    /// Puts a set of whole numbers in the order in which CPython has it, by filling a
    /// table as it does (`Objects/setobject.c`). Texts it orders anew in each run
    /// of the interpreter; they and all the rest stay as they came.
    pub fn arrange(&mut self) {
        if std::mem::replace(&mut self.arranged, true) {
            return;
        }
        let mut slots = vec![None; 8];
        for (count, entry) in (1..).zip(self.iter()) {
            let Some(hash) = hash_of(entry) else { return };
            put(&mut slots, hash, entry);
            if count * 5 >= (slots.len() - 1) * 3 {
                let longer = vec![None; slots.len() * 4];
                for entry in std::mem::replace(&mut slots, longer).into_iter().flatten() {
                    put(&mut slots, hash_of(entry).unwrap_or(0), entry);
                }
            }
        }
        self.entries = slots.into_iter().flatten().cloned().collect();
        self.rebuild();
    }

    fn link(&mut self, position: usize) {
        let mask = self.index.len() - 1;
        let mut at = self.entries[position].hash as usize & mask;
        while self.index[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.index[at] = position as u32;
    }

    /// Drops removed entries and indexes the rest, with room to grow.
    fn rebuild(&mut self) {
        self.entries.retain(|e| e.key != Value::Unbound);
        let size = (self.entries.len() * 4).next_power_of_two();
        self.index.clear();
        self.index.resize(size, EMPTY);
        for position in 0..self.entries.len() {
            self.link(position);
        }
    }
}

/// A whole number's own hash, which [`Table`] does not keep.
fn hash_of(entry: &Entry) -> Option<u64> {
    match entry.key {
        Value::Int(n) => Some(hash_whole(n)),
        Value::Bool(b) => Some(b.into()),
        _ => None,
    }
}

/// Takes the first free of ten slots in a row, from where the hash says; then of
/// ten others.
fn put<'e>(slots: &mut [Option<&'e Entry>], hash: u64, entry: &'e Entry) {
    let mask = slots.len() - 1;
    let (mut at, mut rest) = (hash as usize & mask, hash);
    loop {
        let row = if at + 9 > mask { 1 } else { 10 };
        if let Some(free) = slots[at..at + row].iter_mut().find(|slot| slot.is_none()) {
            *free = Some(entry);
            return;
        }
        rest >>= 5;
        at = (at as u64 * 5 + 1).wrapping_add(rest) as usize & mask;
    }
}
