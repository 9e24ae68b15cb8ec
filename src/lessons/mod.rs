//! The gallery: small scenarios that each show one thing.
//!
//! Here are the scripts and the settings; titles and explanations are in
//! `words`. An id is part of links and never changes its meaning; a lesson
//! that proves wrong gets a new id.

use crate::scenario::{Key, Scenario};

#[derive(Clone, Copy, Debug)]
pub struct Lesson {
    /// As in a link, `#1.x-<id>`: lower-case letters and hyphens.
    pub id: &'static str,
    /// What differs from the defaults.
    pub settings: &'static [(Key, &'static str)],
    /// The script with English and with Russian comments: the same program
    /// but for its comments and texts.
    pub script_en: &'static str,
    pub script_ru: &'static str,
}

macro_rules! lesson {
    ($id:literal, $($key:ident = $value:literal),*) => {
        Lesson {
            id: $id,
            settings: &[$((Key::$key, $value)),*],
            script_en: include_str!(concat!("scripts/", $id, ".en.py")),
            script_ru: include_str!(concat!("scripts/", $id, ".ru.py")),
        }
    };
}

/// In the order of the gallery. The page opens with the first.
pub const ALL: &[Lesson] = &[
    lesson!("take-turns", Model = "freethreaded"),
    lesson!("two-cores", Model = "freethreaded", Cores = "2"),
    lesson!("blocking-call", Model = "asyncio"),
    lesson!("gil-cpu", Model = "threads", Cores = "2"),
    lesson!("gil-io", Model = "threads", Cores = "2"),
    lesson!("own-memory", Model = "processes", Cores = "2"),
    lesson!("deadlock", Model = "threads", Cores = "2"),
    lesson!("queue", Model = "freethreaded", Cores = "2"),
    lesson!("thread-pool", Model = "threadpool", Cores = "2", Workers = "2"),
    lesson!("work-stealing", Model = "workstealing", Cores = "2", Workers = "2"),
];

impl Lesson {
    pub fn find(id: &str) -> Option<&'static Lesson> {
        ALL.iter().find(|lesson| lesson.id == id)
    }

    /// The lesson as the learner's own document.
    pub fn scenario(&self, title: &str, script: &str) -> Scenario {
        let mut scenario =
            Scenario { title: title.into(), script: script.into(), ..Scenario::default() };
        for (key, value) in self.settings {
            // The constants above are all readable: a test reads them.
            let _ = key.set(&mut scenario, value);
        }
        scenario
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_fit_a_link() {
        for (i, lesson) in ALL.iter().enumerate() {
            assert!(
                lesson.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                lesson.id
            );
            assert!(ALL[..i].iter().all(|other| other.id != lesson.id), "{}", lesson.id);
        }
    }

    #[test]
    fn every_setting_is_readable() {
        for lesson in ALL {
            for (key, value) in lesson.settings {
                assert_eq!(key.set(&mut Scenario::default(), value), Ok(()), "{}", lesson.id);
            }
        }
    }

    /// The columns of the editor beside the timeline, 1440 px wide: no line wraps.
    const WIDE: usize = 58;

    #[test]
    fn scripts_are_tiny() {
        for lesson in ALL {
            for script in [lesson.script_en, lesson.script_ru] {
                assert!(script.lines().count() < 15, "{} is long", lesson.id);
                assert!(script.lines().all(|l| l.chars().count() <= WIDE), "{} is wide", lesson.id);
            }
        }
    }
}
