//! An OS scheduling policy as one word with parameters: `rr:quantum=10ms,io=head`.
//!
//! Plain values beside the table of `policies`: whoever reads or writes a
//! policy goes through the table, so a new one needs no code here.

use super::policies::{Domain, MOST_DRAWS, MOST_LIST, MOST_TIME, Parameter, Scheduler};
use crate::base::Time;
use std::fmt;

/// Where a thread joins the ready queue when its I/O is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum IoReturn {
    #[default]
    Tail,
    Head,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    scheduler: Scheduler,
    /// A list of values a parameter, in the order of the table.
    values: Vec<Vec<u64>>,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::new(Scheduler::RoundRobin)
    }
}

/// Why a policy's text could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParseError {
    UnknownPolicy(String),
    UnknownParameter { policy: &'static str, parameter: String },
    BadValue { parameter: String, value: String },
}

impl Policy {
    /// With the defaults of its parameters.
    pub fn new(scheduler: Scheduler) -> Policy {
        let values = scheduler.parameters().iter().map(|p| p.default.to_vec()).collect();
        Policy { scheduler, values }
    }

    pub fn fifo(io: IoReturn) -> Policy {
        Policy { scheduler: Scheduler::Fifo, values: vec![vec![io as u64], vec![0]] }
    }

    pub fn round_robin(quantum: Time, io: IoReturn) -> Policy {
        let quantum = quantum.0.clamp(1, MOST_TIME);
        Policy {
            scheduler: Scheduler::RoundRobin,
            values: vec![vec![quantum], vec![io as u64], vec![0], vec![0]],
        }
    }

    pub fn scheduler(&self) -> Scheduler {
        self.scheduler
    }

    /// The word before the parameters.
    pub fn word(&self) -> &'static str {
        self.scheduler.word()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.scheduler.parameters().iter().position(|p| p.word == name)
    }

    /// The values of a parameter; none if the policy has no such.
    pub fn list(&self, name: &str) -> &[u64] {
        self.place(name).map_or(&[], |i| &self.values[i])
    }

    /// A parameter's only or first value.
    pub fn number(&self, name: &str) -> u64 {
        self.list(name).first().copied().unwrap_or(0)
    }

    pub fn time(&self, name: &str) -> Time {
        Time(self.number(name))
    }

    pub fn flag(&self, name: &str) -> bool {
        self.number(name) != 0
    }

    pub fn io(&self) -> IoReturn {
        if self.flag("io") { IoReturn::Head } else { IoReturn::Tail }
    }

    /// How long a turn lasts, where that is one number.
    pub fn quantum(&self) -> Option<Time> {
        match self.list("quantum") {
            [quantum] if *quantum > 0 => Some(Time(*quantum)),
            _ => None,
        }
    }

    /// A parameter's value as text.
    pub fn text(&self, parameter: &Parameter) -> String {
        write_values(parameter.domain, self.list(parameter.word))
    }

    /// Reads `rr:quantum=10ms,io=tail`. Parameters left out keep their defaults.
    pub fn parse(text: &str) -> Result<Policy, ParseError> {
        let (word, parameters) = text.split_once(':').unwrap_or((text, ""));
        let scheduler =
            Scheduler::from_word(word).ok_or_else(|| ParseError::UnknownPolicy(word.into()))?;
        let mut policy = Policy::new(scheduler);
        for pair in parameters.split(',').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            policy.set(name, value)?;
        }
        Ok(policy)
    }

    /// Sets one parameter; leaves all as they were if that cannot be.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), ParseError> {
        let Some(place) = self.place(name) else {
            let policy = self.word();
            return Err(ParseError::UnknownParameter { policy, parameter: name.into() });
        };
        let read = read_values(self.scheduler.parameters()[place].domain, value);
        let Some(values) = read else {
            return Err(ParseError::BadValue { parameter: name.into(), value: value.into() });
        };
        self.values[place] = values;
        Ok(())
    }
}

/// What [`read_values`] reads back.
pub(super) fn write_values(domain: Domain, values: &[u64]) -> String {
    let mut text = String::new();
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            text.push('/');
        }
        match domain {
            Domain::Time { .. } | Domain::Times => text += &format_duration(Time(*value)),
            Domain::Choice(words) => text += words.get(*value as usize).unwrap_or(&""),
            _ => text += &value.to_string(),
        }
    }
    text
}

pub(super) fn read_values(domain: Domain, text: &str) -> Option<Vec<u64>> {
    let time = |text: &str, least| {
        let time = parse_duration(text)?.0;
        (least..=MOST_TIME).contains(&time).then_some(time)
    };
    let number = |text: &str, least, most| {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|n| digits && (least..=most).contains(n))
    };
    let most = match domain {
        Domain::Time { .. } | Domain::Choice(_) | Domain::Count { .. } => 1,
        Domain::Times | Domain::Numbers { .. } => MOST_LIST,
        Domain::Draws => MOST_DRAWS,
    };
    let mut values = Vec::new();
    // Only numbers drawn may be none.
    let none = text.is_empty() && domain == Domain::Draws;
    for part in text.split('/').filter(|_| !none) {
        values.push(match domain {
            Domain::Time { least } => time(part, least)?,
            Domain::Times => time(part, 1)?,
            Domain::Numbers { most } | Domain::Count { most } => number(part, 1, most)?,
            Domain::Draws => number(part, 0, u32::MAX.into())?,
            Domain::Choice(words) => words.iter().position(|w| *w == part)? as u64,
        });
    }
    (values.len() <= most).then_some(values)
}

/// The first parameter is always written unless it is a choice: a quantum is
/// what people look for.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.word())?;
        let mut separator = ":";
        for (i, parameter) in self.scheduler.parameters().iter().enumerate() {
            let choice = matches!(parameter.domain, Domain::Choice(_));
            if self.values[i] == parameter.default && (i > 0 || choice) {
                continue;
            }
            for part in [separator, parameter.word, "=", &self.text(parameter)] {
                f.write_str(part)?;
            }
            separator = ",";
        }
        Ok(())
    }
}

/// Reads `10ms`, `2.5us`, `1s`, `100ns`: a decimal number and its unit.
pub fn parse_duration(text: &str) -> Option<Time> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(split);
    let scale = match unit {
        "ns" => 1e-6,
        "us" => 1e-3,
        "ms" => 1.0,
        "s" => 1e3,
        _ => return None,
    };
    Time::from_ms(number.parse::<f64>().ok()? * scale)
}

/// The shortest text that [`parse_duration`] reads back exactly.
pub fn format_duration(time: Time) -> String {
    match time.0 {
        0 => "0ms".into(),
        n if n % 1_000_000_000 == 0 => format!("{}s", n / 1_000_000_000),
        n if n % 1_000_000 == 0 => format!("{}ms", n / 1_000_000),
        n if n % 1_000 == 0 => format!("{}us", n / 1_000),
        n => format!("{n}ns"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_reads_back_what_it_writes() {
        for &scheduler in Scheduler::ALL {
            let mut policy = Policy::new(scheduler);
            assert_eq!(Policy::parse(&policy.to_string()).as_ref(), Ok(&policy));
            for parameter in scheduler.parameters() {
                let default = policy.text(parameter);
                assert_eq!(policy.set(parameter.word, &default), Ok(()), "{default}");
                let value = match parameter.domain {
                    Domain::Time { .. } => "7us".into(),
                    Domain::Times => "3ms/5ms".into(),
                    Domain::Numbers { .. } => "2/9/4".into(),
                    Domain::Count { .. } => "7".into(),
                    Domain::Draws => "765486/0".into(),
                    Domain::Choice(words) => words[1 - parameter.default[0] as usize].to_string(),
                };
                assert_eq!(policy.set(parameter.word, &value), Ok(()));
                assert_eq!(policy.text(parameter), value);
            }
            assert_eq!(Policy::parse(&policy.to_string()), Ok(policy));
        }
    }

    #[test]
    fn texts_of_earlier_versions_stay() {
        for text in ["fifo", "fifo:io=head", "rr:quantum=10ms", "rr:quantum=5ms,io=head"] {
            assert_eq!(Policy::parse(text).unwrap().to_string(), text);
        }
        let long = "mlfq:quantum=1ms/1ms/1ms/1ms/1ms/1ms/1ms/1ms/1ms";
        for text in ["rr:quantum=0ms", "rr:quantum=1ms/2ms", "fifo:quantum=1ms", "luck", long] {
            assert!(Policy::parse(text).is_err(), "{text}");
        }
    }
}
