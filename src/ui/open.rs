//! What the page opens with, decided in one place: link, then draft, then the
//! first example. And the way back: the link of a scenario.

use crate::lessons::{self, Lesson};
use crate::scenario::Scenario;
use crate::share::{self, Decoded};
use crate::words::ui::Notice;
use crate::words::{Lang, lesson_scenario, lesson_text};

/// What the browser holds, already read.
#[derive(Default)]
pub struct Found<'a> {
    /// The part of the address after `#`, empty without one.
    pub fragment: &'a str,
    pub draft: Option<&'a str>,
}

/// The scenario to start with and what to say about it. An embed has no
/// draft: every reader of a course page begins with what the teacher wrote.
pub fn open(found: &Found, embed: bool, lang: Lang) -> (Scenario, Vec<Notice>) {
    let mut notices = Vec::new();
    if !found.fragment.is_empty() {
        let (scenario, problems) = from_link(found.fragment, lang);
        notices = problems;
        if let Some(scenario) = scenario {
            return (scenario, notices);
        }
    }
    let draft = found.draft.filter(|_| !embed).and_then(|text| from_draft(text, lang));
    let draft = draft.filter(|scenario| !scenario.script.trim().is_empty());
    (draft.unwrap_or_else(|| first_example(lang)), notices)
}

/// What a draft holds. It went through no address bar, so it may be long.
pub fn from_draft(text: &str, lang: Lang) -> Option<Scenario> {
    let Decoded { scenario, problems, .. } = share::decode_draft(text, lookup(lang));
    (problems.is_empty() || !scenario.script.is_empty()).then_some(scenario)
}

fn lookup(lang: Lang) -> impl Fn(&str) -> Option<Scenario> {
    move |id| Lesson::find(id).map(|lesson| lesson_scenario(lesson, lang))
}

/// What could be read of a link, if anything, and what is wrong with it.
pub fn from_link(fragment: &str, lang: Lang) -> (Option<Scenario>, Vec<Notice>) {
    let Decoded { scenario, problems, .. } = share::decode(fragment, lookup(lang));
    let read = problems.is_empty() || !scenario.script.is_empty();
    (read.then_some(scenario), problems.into_iter().map(Notice::Link).collect())
}

/// The fragment of a scenario. An example whose script is untouched travels by
/// its name: a short link, and one that opens in the reader's language.
pub fn to_link(scenario: &Scenario) -> String {
    let example = lessons::ALL.iter().find_map(|lesson| {
        let mut texts = Lang::ALL.iter().map(|&lang| lesson_scenario(lesson, lang));
        let same = texts.find(|s| s.script == scenario.script && s.title == scenario.title)?;
        share::encode_example(lesson.id, &same, scenario)
    });
    example.unwrap_or_else(|| share::encode(scenario))
}

/// The example that a scenario is, whatever its settings.
pub fn example(title: &str, script: &str, lang: Lang) -> Option<&'static Lesson> {
    lessons::ALL.iter().find(|lesson| {
        let text = lesson_text(lesson, lang);
        text.script == script && text.title == title
    })
}

/// Whether `script` is still about what `authored` is: most of its lines are
/// there. A learner who tries something keeps the example's words; a script
/// of one's own loses them.
pub fn still_about(authored: &str, script: &str) -> bool {
    let kept = |line: &&str| script.contains(line.trim());
    let all = || authored.lines().filter(|line| !line.trim().is_empty());
    2 * all().filter(kept).count() >= all().count()
}

/// The same scenario in another language, if it is an untouched example.
pub fn translated(scenario: &Scenario, from: Lang, to: Lang) -> Option<Scenario> {
    let lesson = example(&scenario.title, &scenario.script, from)?;
    let text = lesson_scenario(lesson, to);
    Some(Scenario { title: text.title, script: text.script, ..scenario.clone() })
}

fn first_example(lang: Lang) -> Scenario {
    lessons::ALL.first().map_or_else(Scenario::default, |lesson| lesson_scenario(lesson, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(text: &str) -> Scenario {
        Scenario { script: text.into(), ..Scenario::default() }
    }

    #[test]
    fn a_link_comes_before_a_draft_and_a_draft_before_the_first_example() {
        let (link, draft) = (to_link(&script("cpu(1)\n")), to_link(&script("cpu(2)\n")));
        let both = Found { fragment: &link, draft: Some(&draft) };
        assert_eq!(open(&both, false, Lang::En).0.script, "cpu(1)\n");
        let only_draft = Found { draft: Some(&draft), ..Found::default() };
        assert_eq!(open(&only_draft, false, Lang::En).0.script, "cpu(2)\n");
        let first = lesson_scenario(&lessons::ALL[0], Lang::Ru);
        assert_eq!(open(&only_draft, true, Lang::Ru).0, first);
    }

    #[test]
    fn a_draft_may_be_an_example_with_other_settings_or_longer_than_any_link() {
        let mut example = lesson_scenario(&lessons::ALL[1], Lang::En);
        example.setup.cores = 7;
        let draft = to_link(&example);
        assert!(draft.contains(".x-"), "it travels by its name: {draft}");
        let found = Found { draft: Some(&draft), ..Found::default() };
        assert_eq!(open(&found, false, Lang::En).0.setup.cores, 7);
        // Letters without order: they do not shrink.
        let mut state = 1_u32;
        let noise = (0..40_000).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (state >> 24) as u8 % 26)
        });
        let long = script(&format!("# {}\n", noise.collect::<String>()));
        let draft = to_link(&long);
        assert!(draft.len() > share::MAX_FRAGMENT, "{}", draft.len());
        assert_eq!(from_draft(&draft, Lang::En).unwrap().script, long.script);
    }

    #[test]
    fn a_broken_link_shows_what_could_be_read_and_says_so() {
        let link = to_link(&script("cpu(1)\nio(2)\ncpu(3)\n"));
        let cut = Found { fragment: &link[..link.len() - 12], draft: None };
        let (_, notices) = open(&cut, false, Lang::En);
        assert_eq!(notices.len(), 1);
        let nonsense = Found { fragment: "\u{202e}<script>", draft: None };
        assert_eq!(open(&nonsense, false, Lang::En).0, first_example(Lang::En));
    }

    #[test]
    fn an_example_keeps_its_words_while_it_is_tried_out_only() {
        let authored = lesson_text(&lessons::ALL[0], Lang::En).script;
        assert!(still_about(authored, authored));
        assert!(still_about(authored, &authored.replace("10", "25")));
        assert!(!still_about(authored, "cpu(5)\nio(3)\n"));
    }

    #[test]
    fn an_untouched_example_speaks_the_language_of_its_reader() {
        let english = lesson_scenario(&lessons::ALL[1], Lang::En);
        let russian = lesson_scenario(&lessons::ALL[1], Lang::Ru);
        let found = to_link(&english);
        let found = Found { fragment: &found, draft: None };
        assert_eq!(open(&found, false, Lang::Ru).0.script, russian.script);
        assert_eq!(translated(&english, Lang::En, Lang::Ru), Some(russian));
        assert_eq!(translated(&script("cpu(1)"), Lang::En, Lang::Ru), None);
    }
}
