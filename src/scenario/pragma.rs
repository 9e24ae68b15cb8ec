//! Settings written in the script itself, as comments before the first
//! statement: `# @model asyncio @cores 2`.
//!
//! Copying the text copies its settings, wherever text can go. What is not
//! understood is reported and skipped: a comment never stops a script.

use crate::base::Span;
use crate::scenario::{Key, Scenario};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pragma {
    pub key: Key,
    pub value: String,
    /// From the `@` to the end of the value.
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PragmaProblem {
    pub kind: ProblemKind,
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    UnknownKey(String),
    BadValue { key: Key, value: String },
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pragmas {
    /// In order of place; of two with one key the later counts.
    pub list: Vec<Pragma>,
    pub problems: Vec<PragmaProblem>,
}

impl Pragmas {
    /// The last value given for a key.
    pub fn get(&self, key: Key) -> Option<&str> {
        self.list.iter().rev().find(|p| p.key == key).map(|p| p.value.as_str())
    }

    pub fn apply(&self, scenario: &mut Scenario) {
        for pragma in &self.list {
            // Every listed value was tried when it was read.
            let _ = pragma.key.set(scenario, &pragma.value);
        }
    }
}

/// Reads the comment lines before the first statement.
pub fn read_pragmas(script: &str) -> Pragmas {
    let mut pragmas = Pragmas::default();
    let mut offset = 0;
    for line in script.split_inclusive(['\n', '\r']) {
        let text = line.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() && !text.starts_with('#') {
            break;
        }
        if text.trim_start_matches('#').trim_start().starts_with('@') {
            pragmas.read_line(line, offset);
        }
        offset += line.len();
    }
    pragmas
}

impl Pragmas {
    /// `offset` is the place of the line in the script.
    fn read_line(&mut self, line: &str, offset: usize) {
        // A value may hold spaces and `@`; an `@` after a space begins a key.
        let starts: Vec<usize> = line
            .match_indices('@')
            .map(|(i, _)| i)
            .filter(|&i| line[..i].ends_with([' ', '\t', '#']))
            .collect();
        for (n, &start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(line.len());
            let text = line[start..end].trim_end();
            let span = Span::new((offset + start) as u32, (offset + start + text.len()) as u32);
            let (word, value) = text[1..].split_once([' ', '\t']).unwrap_or((&text[1..], ""));
            self.add(word, value.trim(), span);
        }
    }

    fn add(&mut self, word: &str, value: &str, span: Span) {
        let Some(key) = Key::from_word(word) else {
            let kind = ProblemKind::UnknownKey(word.into());
            return self.problems.push(PragmaProblem { kind, span });
        };
        match key.set(&mut Scenario::default(), value) {
            Ok(()) => self.list.push(Pragma { key, value: value.into(), span }),
            Err(_) => {
                let kind = ProblemKind::BadValue { key, value: value.into() };
                self.problems.push(PragmaProblem { kind, span });
            }
        }
    }
}

impl Scenario {
    /// The script with pragmas for every setting that it does not have by
    /// itself: the whole scenario in one text. What a pragma cannot say (that
    /// an optional setting of another pragma is not set) is left out.
    pub fn script_with_pragmas(&self) -> String {
        let own = Scenario::from_script(&self.script);
        let mut line = String::new();
        for &key in Key::ALL {
            match key.get(self) {
                Some(value) if key.get(&own).as_ref() != Some(&value) => {
                    line.push_str(if line.is_empty() { "#" } else { "" });
                    line.push_str(&[" @", key.word(), " ", &value].concat());
                }
                _ => {}
            }
        }
        if line.is_empty() {
            return self.script.clone();
        }
        line.push('\n');
        let mut script = self.script.clone();
        script.insert_str(place_of_pragmas(&self.script), &line);
        script
    }
}

/// Behind the last pragma, so that the new one counts; else behind `#!`.
fn place_of_pragmas(script: &str) -> usize {
    let last = read_pragmas(script).list.last().map(|p| p.span.end as usize);
    let shebang = script.starts_with("#!").then_some(0);
    let Some(from) = last.or(shebang) else { return 0 };
    script[from..].find('\n').map_or(0, |i| from + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Time;
    use crate::setup::{Model, Policy};

    #[test]
    fn settings_stand_in_comments_before_the_first_statement() {
        let script = "#!/usr/bin/env python\n# A lesson\n\n# @model asyncio  @cores 2\n\
                      #@policy rr:quantum=5ms @title Two @ once @seed 3\ncpu(1)\n# @cores 64\n";
        let scenario = Scenario::from_script(script);
        assert_eq!(scenario.setup.model, Model::Asyncio);
        assert_eq!((scenario.setup.cores, scenario.setup.seed), (2, 3));
        assert_eq!(scenario.setup.policy, Policy::parse("rr:quantum=5ms").unwrap());
        assert_eq!(read_pragmas(script).problems.len(), 1, "`@ once` is no key");
        assert_eq!(scenario.title, "Two");
    }

    #[test]
    fn what_is_not_understood_is_reported_at_its_place() {
        let script = "# @cores 2 @turbo on @seed minus\n";
        let problems = read_pragmas(script).problems;
        let at = |p: &PragmaProblem| script[p.span.start as usize..p.span.end as usize].to_string();
        assert_eq!(problems.iter().map(at).collect::<Vec<_>>(), ["@turbo on", "@seed minus"]);
        assert_eq!(Scenario::from_script(script).setup.cores, 2);
    }

    #[test]
    fn every_setting_reads_back_what_it_writes() {
        let mut scenario = Scenario::from_script(
            "# @model processes @cores 64 @threads-per-core 4 @smt-speed 700 @workers 3\n\
             # @costs slow:thread_switch=7us,task_bytes=5 @policy fifo:io=head @until 3s\n\
             # @queues percore @wake-up barging @starvation 90ms @switch-interval 100ns @title Привет, мир @view table @at 3ms @window 1ms_2s\n",
        );
        scenario.script.clear();
        let mut again = Scenario::default();
        for key in Key::ALL {
            if let Some(text) = key.get(&scenario) {
                assert_eq!(key.set(&mut again, &text), Ok(()), "{key:?} {text}");
            }
        }
        assert_eq!(again, scenario);
        assert_eq!(again.setup.costs.thread_switch, Time::us(7));
    }

    #[test]
    fn a_scenario_fits_into_its_script() {
        for script in ["cpu(1)\n", "#!python\ncpu(1)\n", "# @cores 2 @seed 5\n# words\ncpu(1)"] {
            let mut scenario = Scenario::from_script(script);
            scenario.setup.cores = 8;
            scenario.title = "Eight".into();
            let text = scenario.script_with_pragmas();
            let again = Scenario::from_script(&text);
            assert_eq!((again.setup, again.title), (scenario.setup, scenario.title), "{text}");
            assert!(text.ends_with("cpu(1)\n") || text.ends_with("cpu(1)"));
        }
    }

    #[test]
    fn an_email_address_is_no_key() {
        assert_eq!(read_pragmas("# by someone@example.org\n"), Pragmas::default());
        assert_eq!(read_pragmas("# @title a@b\n").get(Key::Title), Some("a@b"));
    }
}
