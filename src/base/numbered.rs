//! Lists whose entries are asked for by number.
//!
//! The standard library's indexing keeps the place of each use for its
//! message: 40 bytes in the page at each of several hundred places. Here a
//! missing entry, which is a mistake of ours, is told without the place.

use std::ops::{Deref, DerefMut, Index, IndexMut};

#[derive(Clone)]
pub struct Numbered<T>(Vec<T>);

impl<T> Numbered<T> {
    pub fn new() -> Self {
        Numbered(Vec::new())
    }
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Index<usize> for Numbered<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        match self.0.get(number) {
            Some(entry) => entry,
            None => missing(),
        }
    }
}

impl<T> IndexMut<usize> for Numbered<T> {
    fn index_mut(&mut self, number: usize) -> &mut T {
        match self.0.get_mut(number) {
            Some(entry) => entry,
            None => missing(),
        }
    }
}

impl<T> Deref for Numbered<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Numbered<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

/// A part of such a list, for the innermost loops: always checked on the spot.
pub struct Window<'a, T>(pub &'a mut [T]);

impl<T> Index<usize> for Window<'_, T> {
    type Output = T;

    #[inline(always)]
    fn index(&self, number: usize) -> &T {
        match self.0.get(number) {
            Some(entry) => entry,
            None => missing(),
        }
    }
}

impl<T> IndexMut<usize> for Window<'_, T> {
    #[inline(always)]
    fn index_mut(&mut self, number: usize) -> &mut T {
        match self.0.get_mut(number) {
            Some(entry) => entry,
            None => missing(),
        }
    }
}

impl<T> Deref for Window<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0
    }
}

#[cold]
#[inline(never)]
fn missing() -> ! {
    panic!("a number without an entry")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_and_written_by_number() {
        let mut list = Numbered::new();
        list.extend([1, 2, 3]);
        list[1] += 5;
        let mut window = Window(list.split_at_mut(1).1);
        window[1] = window[0];
        assert_eq!((window.len(), list[1], list[2]), (2, 7, 7));
    }

    #[test]
    #[should_panic(expected = "without an entry")]
    fn a_missing_entry_is_a_mistake() {
        let _ = Numbered::<u8>::new()[0];
    }
}
