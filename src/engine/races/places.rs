//! From places to numbers: a hash table with linear probing, in no order that
//! anybody could see. The standard library's is three times its code.

use super::super::vm::{ItemKey, Place};
use crate::base::ProcessId;

#[derive(Clone, Default)]
pub struct Places {
    /// A power of two long; the number is one more than what it stands for, 0
    /// where there is nothing.
    slots: Vec<(Key, u32)>,
    len: u32,
}

type Key = (u64, u64);

fn key(process: ProcessId, place: Place) -> Key {
    let (tag, object, rest) = match place {
        Place::Global(slot) => (0, u32::from(slot), 0),
        Place::Item(object, ItemKey::Word(word)) => (1, object, u64::from(word)),
        Place::Item(object, ItemKey::Int(n)) => (2, object, n as u64),
        Place::Whole(object) => (3, object, 0),
        Place::Number(number) => (4, number, 0),
    };
    (u64::from(process.0) << 32 | u64::from(object), rest << 3 | tag)
}

impl Places {
    /// The number of a place: of a new one, how many there were before.
    pub fn number(&mut self, process: ProcessId, place: Place) -> u32 {
        if self.slots.len() < 2 * self.len as usize + 2 {
            self.grow();
        }
        let key = key(process, place);
        let at = self.find(key);
        if self.slots[at].1 == 0 {
            self.len += 1;
            self.slots[at] = (key, self.len);
        }
        self.slots[at].1 - 1
    }

    /// Where the key is, or would be.
    fn find(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mixed = (key.0 ^ key.1.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (mixed >> 32) as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let before = std::mem::replace(&mut self.slots, vec![((0, 0), 0); size]);
        for slot in before.into_iter().filter(|slot| slot.1 != 0) {
            let at = self.find(slot.0);
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_number_of_its_own() {
        let mut places = Places::default();
        let all = |p: u32, n: u32| {
            let item = |key| Place::Item(n, key);
            let (word, int) = (item(ItemKey::Word(p)), item(ItemKey::Int(i64::from(p))));
            [Place::Global(n as u16), word, int, Place::Whole(n), Place::Number(n)]
        };
        for round in 0..2 {
            let mut expected = 0;
            for p in 0..5 {
                for n in 0..100 {
                    for place in all(p, n) {
                        let number = places.number(ProcessId(p), place);
                        assert_eq!(number, expected, "{place:?} in round {round}");
                        expected += 1;
                    }
                }
            }
        }
    }
}
