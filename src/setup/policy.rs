//! OS scheduling policies as one word with parameters: `rr:quantum=10ms,io=head`.

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
pub enum Policy {
    Fifo { io: IoReturn },
    RoundRobin { quantum: Time, io: IoReturn },
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::RoundRobin { quantum: Time::ms(10), io: IoReturn::Tail }
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
    /// All policies, by the word before the parameters.
    pub const WORDS: &'static [&'static str] = &["fifo", "rr"];

    /// The word before the parameters.
    pub fn word(&self) -> &'static str {
        match self {
            Policy::Fifo { .. } => "fifo",
            Policy::RoundRobin { .. } => "rr",
        }
    }

    /// Reads `rr:quantum=10ms,io=tail`. Parameters left out keep their defaults.
    pub fn parse(text: &str) -> Result<Policy, ParseError> {
        let (word, parameters) = text.split_once(':').unwrap_or((text, ""));
        let mut policy = match word {
            "fifo" => Policy::Fifo { io: IoReturn::Tail },
            "rr" => Policy::default(),
            _ => return Err(ParseError::UnknownPolicy(word.into())),
        };
        for pair in parameters.split(',').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            policy.set(name, value)?;
        }
        Ok(policy)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), ParseError> {
        let bad = || ParseError::BadValue { parameter: name.into(), value: value.into() };
        match (self, name) {
            (Policy::RoundRobin { quantum, .. }, "quantum") => {
                *quantum = parse_duration(value).filter(|q| q.0 > 0).ok_or_else(bad)?;
            }
            (Policy::Fifo { io } | Policy::RoundRobin { io, .. }, "io") => {
                *io = match value {
                    "tail" => IoReturn::Tail,
                    "head" => IoReturn::Head,
                    _ => return Err(bad()),
                };
            }
            (policy, _) => {
                let policy = policy.word();
                return Err(ParseError::UnknownParameter { policy, parameter: name.into() });
            }
        }
        Ok(())
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let io = |io: IoReturn| if io == IoReturn::Head { ",io=head" } else { "" };
        match self {
            Policy::Fifo { io: IoReturn::Tail } => write!(f, "fifo"),
            Policy::Fifo { io: IoReturn::Head } => write!(f, "fifo:io=head"),
            Policy::RoundRobin { quantum, io: i } => {
                write!(f, "rr:quantum={}{}", format_duration(*quantum), io(*i))
            }
        }
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
