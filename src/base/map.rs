//! Maps and sets as sorted lists.
//!
//! What a script names is dozens, seldom thousands: there a sorted list is as
//! fast as a tree, and a fifth of its code in the page. Adding in the middle
//! moves what stands behind, so none of this is for millions.

use std::borrow::Borrow;
use std::ops::Index;

/// From keys to values, in the order of the keys.
#[derive(Clone, PartialEq, Debug)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map { entries: Vec::new() }
    }
}

impl<K: Ord, V> Map<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.entries.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get(at).map(|(_, value)| value)
    }

    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => self.entries.insert(at, (key, value)),
        }
    }

    /// The value of a key, made first if there is none.
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.entries.insert(at, (key, make()));
                at
            }
        };
        &mut self.entries[at].1
    }

    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for Map<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        match self.get(key) {
            Some(value) => value,
            None => panic!("no such key"),
        }
    }
}

/// Things without repetition, in order.
#[derive(Clone, PartialEq, Debug)]
pub struct Set<T> {
    items: Vec<T>,
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set { items: Vec::new() }
    }
}

impl<T: Ord> Set<T> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn contains(&self, item: &T) -> bool {
        self.items.binary_search(item).is_ok()
    }

    /// Whether the item is new.
    pub fn insert(&mut self, item: T) -> bool {
        let found = self.items.binary_search(&item);
        if let Err(at) = found {
            self.items.insert(at, item);
        }
        found.is_err()
    }

    /// Whether the item was there.
    pub fn remove(&mut self, item: &T) -> bool {
        let found = self.items.binary_search(item);
        if let Ok(at) = found {
            self.items.remove(at);
        }
        found.is_ok()
    }

    /// Keeps what is in the other set too.
    pub fn intersect(&mut self, other: &Set<T>) {
        self.items.retain(|item| other.contains(item));
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Set<T> {
    fn from(items: [T; N]) -> Self {
        let mut set = Set::new();
        for item in items {
            set.insert(item);
        }
        set
    }
}

impl<'s, T> IntoIterator for &'s Set<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_map_agrees_with_a_tree() {
        let mut rng = Rng::new(3);
        let (mut ours, mut tree) = (Map::new(), BTreeMap::new());
        for _ in 0..500 {
            let (key, value) = (rng.below(50), rng.below(1000));
            match rng.below(3) {
                0 => {
                    ours.insert(key, value);
                    tree.insert(key, value);
                }
                1 => {
                    let (a, b) =
                        (ours.get_or_insert_with(key, || value), tree.entry(key).or_insert(value));
                    assert_eq!(a, b);
                    *a += 1;
                    *b += 1;
                }
                _ => assert_eq!(ours.get_mut(&key), tree.get_mut(&key)),
            }
            assert!(ours.iter().eq(tree.iter()));
            assert!(ours.values().eq(tree.values()));
        }
        assert!(tree.iter().all(|(key, value)| ours[key] == *value));
    }

    #[test]
    fn texts_are_found_by_borrowed_texts() {
        let mut map: Map<Box<str>, u8> = Map::new();
        map.insert("b".into(), 2);
        assert_eq!((map.get("b"), map.get("a")), (Some(&2), None));
    }

    #[test]
    fn a_set_agrees_with_a_tree() {
        let mut rng = Rng::new(4);
        let (mut ours, mut tree) = (Set::new(), BTreeSet::new());
        for _ in 0..500 {
            let item = rng.below(40);
            match rng.below(3) {
                0 => assert_eq!(ours.remove(&item), tree.remove(&item)),
                _ => assert_eq!(ours.insert(item), tree.insert(item)),
            }
            assert_eq!(ours.contains(&item), tree.contains(&item));
            assert!(ours.iter().eq(&tree));
        }
        ours.intersect(&Set::from([39, 3, 8, 3]));
        assert!(ours.iter().eq(tree.iter().filter(|n| [3, 8, 39].contains(n))));
        assert_eq!((ours.len(), ours.is_empty()), (ours.iter().count(), false));
    }
}
