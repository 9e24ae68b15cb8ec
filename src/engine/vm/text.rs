//! A string of the script: immutable, counted in code points as Python does.

use std::rc::Rc;

/// Shared text with its length in code points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    text: Rc<str>,
    chars: u32,
}

impl Text {
    pub fn new(text: &str) -> Text {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Text { text: Rc::from(text), chars: chars as u32 }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn shared(&self) -> Rc<str> {
        Rc::clone(&self.text)
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.chars as usize
    }

    pub fn is_ascii(&self) -> bool {
        self.chars as usize == self.text.len()
    }

    /// Byte offset of a code point; the length in bytes if past the end.
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.text.char_indices().nth(index).map_or(self.text.len(), |(at, _)| at)
    }

    /// The code point at an index, as text.
    pub fn char_at(&self, index: usize) -> &str {
        let start = self.offset(index);
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        &self.text[start..start + length]
    }

    /// Code points `start..stop`.
    pub fn slice(&self, start: usize, stop: usize) -> &str {
        let stop = stop.max(start);
        &self.text[self.offset(start)..self.offset(stop)]
    }

    /// How many code points lie before a byte offset.
    pub fn index_of_offset(&self, offset: usize) -> usize {
        if self.is_ascii() { offset } else { self.text[..offset].chars().count() }
    }
}
