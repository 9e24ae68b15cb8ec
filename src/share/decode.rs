//! A link to a scenario: what could be read, and what is wrong.

use crate::scenario::{Key, SEMANTICS, Scenario};
use crate::share::clean::{clean, has_seal, is_sealed};
use crate::share::deflate::End;
use crate::share::fields;
use crate::share::payload::{Packing, unpack};
use crate::share::{FORMAT, MAX_FRAGMENT, MAX_SCRIPT};

#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// What could be read; defaults for the rest.
    pub scenario: Scenario,
    /// The example it names, if it names one that exists.
    pub example: Option<String>,
    /// Empty if the link is whole.
    pub problems: Vec<Problem>,
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing in it looks like a link of ours.
    NoLink,
    /// Its end is missing.
    Cut,
    /// Something in it was changed on its way.
    Damaged,
    /// Written by a later version in a format of its own.
    NewerFormat(u32),
    /// Made with later scheduling rules: the timeline may differ.
    NewerSemantics(u16),
    TooLong {
        length: usize,
        most: usize,
    },
    /// The script unpacks to more than it may.
    ScriptTooLong {
        most: usize,
    },
    /// The script is no text.
    NotText,
    UnknownExample(String),
    /// A field whose value this version does not understand.
    BadField {
        key: Key,
        value: String,
    },
}

impl Decoded {
    /// Whether the script may lack something: show it, but do not let it pass
    /// for the author's.
    pub fn is_partial(&self) -> bool {
        self.problems
            .iter()
            .any(|p| !matches!(p, Problem::NewerSemantics(_) | Problem::BadField { .. }))
    }
}

/// Reads a fragment, or a whole address, as people paste it. `lookup` finds
/// an example by its id.
pub fn decode(pasted: &str, lookup: impl Fn(&str) -> Option<Scenario>) -> Decoded {
    decode_within(pasted, &lookup, MAX_FRAGMENT)
}

/// The same for a text of our own making that went through no address bar,
/// such as a draft kept in the browser: any length that a script can need.
pub fn decode_draft(text: &str, lookup: impl Fn(&str) -> Option<Scenario>) -> Decoded {
    decode_within(text, &lookup, 2 * MAX_SCRIPT)
}

fn decode_within(pasted: &str, lookup: &dyn Fn(&str) -> Option<Scenario>, most: usize) -> Decoded {
    let mut reading = Reading::default();
    // Before any work: percent signs can treble a link, an address comes with it.
    if pasted.len() > 4 * most {
        reading.problems.push(Problem::TooLong { length: pasted.len(), most });
        return reading.finish(lookup);
    }
    let text = clean(pasted);
    if text.len() > most {
        reading.problems.push(Problem::TooLong { length: text.len(), most });
        return reading.finish(lookup);
    }
    reading.read(&text);
    reading.finish(lookup)
}

/// The parts of a link in the order in which they come.
#[derive(Default)]
struct Reading<'a> {
    settings: Vec<(Key, &'a str)>,
    unknown: Vec<(String, String)>,
    script: Option<String>,
    example: Option<&'a str>,
    example_may_be_cut: bool,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn read(&mut self, text: &'a str) {
        let (format, rest) = text.split_once('.').unwrap_or((text, ""));
        match format.parse::<u32>() {
            Ok(FORMAT) if !rest.is_empty() => {}
            Ok(FORMAT) => return self.problems.push(Problem::Cut),
            Ok(newer) if newer > FORMAT && has_seal(text) => {
                return self.problems.push(Problem::NewerFormat(newer));
            }
            _ => return self.problems.push(Problem::NoLink),
        }
        let (body, cut) = match rest.rsplit_once('.') {
            Some((body, _)) if has_seal(text) => (body, false),
            _ => (rest, true),
        };
        if cut {
            self.problems.push(Problem::Cut);
        } else if !is_sealed(text) {
            self.problems.push(Problem::Damaged);
        }
        let mut parts = body.split('.').peekable();
        while let Some(part) = parts.next() {
            let last = parts.peek().is_none();
            self.read_field(part, cut && last);
        }
    }

    /// `cut`: the field may go on beyond the end.
    fn read_field(&mut self, part: &'a str, cut: bool) {
        let Some((name, value)) = part.split_once('-') else {
            return;
        };
        if let Some(packing) = Packing::from_key(name) {
            return self.read_script(packing, value);
        }
        // An example's name that was cut names no other example.
        if name == "x" {
            self.example = Some(value);
            self.example_may_be_cut = cut;
        } else if cut {
        } else if let Some(key) = fields::key_of(name) {
            self.settings.push((key, value));
        } else {
            self.unknown.push((name.into(), value.into()));
        }
    }

    fn read_script(&mut self, packing: Packing, value: &str) {
        let (bytes, state) = unpack(packing, value);
        let broken = !self.problems.is_empty();
        match state {
            End::TooLarge => self.problems.push(Problem::ScriptTooLong { most: MAX_SCRIPT }),
            End::Cut | End::Damaged if !broken => self.problems.push(Problem::Damaged),
            _ => {}
        }
        self.script = Some(match String::from_utf8(bytes) {
            Ok(script) => script,
            Err(error) => {
                let whole = error.utf8_error().valid_up_to();
                // A cut may go through a letter; anything else is no text.
                if self.problems.is_empty() {
                    self.problems.push(Problem::NotText);
                }
                String::from_utf8_lossy(&error.as_bytes()[..whole]).into_owned()
            }
        });
    }

    fn finish(mut self, lookup: &dyn Fn(&str) -> Option<Scenario>) -> Decoded {
        let example = self.example.and_then(|id| {
            let found = lookup(id);
            match (&found, self.example_may_be_cut) {
                // Written by hand, `#1.n-2.x-two-cores`: nothing is missing.
                (Some(_), true) => self.problems.retain(|p| *p != Problem::Cut),
                (None, false) => self.problems.push(Problem::UnknownExample(id.into())),
                _ => {}
            }
            found
        });
        let named = example.is_some().then(|| self.example.map(String::from)).flatten();
        let mut scenario = match (example, self.script) {
            (Some(example), None) => example,
            (_, script) => fields::base(&script.unwrap_or_default()),
        };
        for (key, value) in self.settings {
            if !fields::read(&mut scenario, key, value) {
                self.problems.push(Problem::BadField { key, value: value.into() });
            }
        }
        scenario.unknown = self.unknown;
        if scenario.semantics > SEMANTICS {
            self.problems.push(Problem::NewerSemantics(scenario.semantics));
        }
        Decoded { scenario, example: named, problems: self.problems }
    }
}
