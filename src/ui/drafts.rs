//! The learner's drafts, as the browser keeps them: one text, a line a draft,
//! the newest first.
//!
//! A line is `id saved fragment`: a name of the draft, when it was saved in
//! milliseconds since 1970, and the fragment of its link. Whatever storage
//! holds is readable: lines of another form are left out. Knows nothing of
//! the storage itself.

/// So many are kept; the oldest goes.
pub const KEPT: usize = 20;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Draft<'a> {
    pub id: &'a str,
    pub saved_ms: u64,
    pub fragment: &'a str,
}

/// The drafts of a stored text, the newest first.
pub fn read(stored: &str) -> impl Iterator<Item = Draft<'_>> {
    stored.lines().filter_map(line).take(KEPT)
}

fn line(line: &str) -> Option<Draft<'_>> {
    let (id, rest) = line.split_once(' ')?;
    let (saved, fragment) = rest.split_once(' ')?;
    Some(Draft { id, saved_ms: saved.parse().ok()?, fragment })
}

/// The text with `draft` in front. It takes the place of what had its name or
/// was the same.
pub fn with(stored: &str, draft: Draft) -> String {
    let others = read(stored).filter(|d| d.id != draft.id && d.fragment != draft.fragment);
    let mut text = String::new();
    for d in std::iter::once(draft).chain(others).take(KEPT) {
        text += &[d.id, " ", &d.saved_ms.to_string(), " ", d.fragment, "\n"].concat();
    }
    text
}

/// Which draft an open scenario is.
///
/// It keeps its name while it is edited here. Another tab that edits the same
/// one gets a name of its own at its next change, so that neither loses a word.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slot {
    id: String,
    /// The fragment under that name, when it was last written or read here.
    last: String,
}

impl Slot {
    /// For a scenario that was just opened: the draft that it was taken from,
    /// else a new one from the first change on.
    pub fn opened(stored: &str, fragment: &str) -> Slot {
        let id = read(stored).find(|d| d.fragment == fragment).map_or("", |d| d.id);
        Slot { id: id.into(), last: fragment.into() }
    }

    /// The stored text after a change; `None` if it is saved already.
    pub fn save(&mut self, stored: &str, fragment: &str, now_ms: u64) -> Option<String> {
        let there = read(stored).find(|d| d.id == self.id).map(|d| d.fragment);
        if there == Some(fragment) {
            return None;
        }
        if there != Some(self.last.as_str()) {
            // Two tabs may be born in the same millisecond.
            let taken = |id: &str| read(stored).any(|d| d.id == id);
            self.id = now_ms.to_string();
            while taken(&self.id) {
                self.id.push('0');
            }
        }
        self.last = fragment.into();
        Some(with(stored, Draft { id: &self.id, saved_ms: now_ms, fragment }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragments(stored: &str) -> Vec<&str> {
        read(stored).map(|d| d.fragment).collect()
    }

    #[test]
    fn a_scenario_is_one_draft_however_often_it_changes() {
        let mut slot = Slot::opened("", "example");
        let one = slot.save("", "a", 1).unwrap();
        let two = slot.save(&one, "ab", 2).unwrap();
        assert_eq!(fragments(&two), ["ab"]);
        assert_eq!(slot.save(&two, "ab", 3), None, "saved already");
        let mut next = Slot::opened(&two, "another");
        let three = next.save(&two, "c", 4).unwrap();
        assert_eq!(fragments(&three), ["c", "ab"]);
        let mut again = Slot::opened(&three, "ab");
        assert_eq!(fragments(&again.save(&three, "abd", 5).unwrap()), ["abd", "c"]);
    }

    #[test]
    fn two_tabs_do_not_write_over_each_other() {
        let mut first = Slot::opened("", "");
        let stored = first.save("", "a", 1).unwrap();
        let mut second = Slot::opened(&stored, "a");
        let stored = second.save(&stored, "second", 1).unwrap();
        let stored = first.save(&stored, "first", 1).unwrap();
        assert_eq!(fragments(&stored), ["first", "second"]);
    }

    #[test]
    fn twenty_are_kept_and_none_twice() {
        let mut stored = String::new();
        for i in 0..30 {
            stored = Slot::default().save(&stored, &format!("f{}", i % 25), i).unwrap();
        }
        let kept = fragments(&stored);
        assert_eq!((kept.len(), kept[0]), (KEPT, "f4"));
        assert!((0..kept.len()).all(|i| !kept[..i].contains(&kept[i])));
    }

    #[test]
    fn whatever_is_stored_can_be_read() {
        for text in ["", "\n", "x", "a b c", "a 1", "  ", "1 99999999999999999999 f", "\0 1 ф"] {
            let _ = fragments(text);
            assert_eq!(fragments(&Slot::default().save(text, "f", 1).unwrap())[0], "f");
        }
    }
}
