//! The ready queues of the OS: one for all cores, or one for each, and how
//! work is balanced between these.

use super::policies::{Domain, Parameter, choice, time};
use super::policy::{read_values, write_values};
use super::{ParseError, Policy, Setup};
use crate::base::Time;

/// How many ready queues the OS has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Queues {
    /// One for all cores.
    Global,
    /// One for each hardware thread; see [`Balancing`].
    PerCore,
}

/// Who takes threads from whose queue, where each core has one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Balancing {
    /// Zero: a core without anything to do takes one at once. Else every core
    /// whose queue is empty does, at multiples of this.
    pub interval: Time,
    /// From a core drawn at random, not from the longest queue.
    pub random: bool,
    /// Numbers of cores in place of the first ones drawn.
    pub victims: Vec<u64>,
}

const STEAL: Parameter = time("steal", 0, &[0]);
const VICTIM: Parameter = choice("victim", &["longest", "random"], &[0]);
const VICTIMS: Parameter = Parameter { word: "victims", domain: Domain::Draws, default: &[] };

impl Queues {
    pub const ALL: &'static [Queues] = &[Queues::Global, Queues::PerCore];

    pub fn word(self) -> &'static str {
        match self {
            Queues::Global => "global",
            Queues::PerCore => "percore",
        }
    }

    pub fn from_word(word: &str) -> Option<Queues> {
        Self::ALL.iter().copied().find(|q| q.word() == word)
    }

    pub fn parameters(self) -> &'static [Parameter] {
        match self {
            Queues::Global => &[],
            Queues::PerCore => &[STEAL, VICTIM, VICTIMS],
        }
    }
}

impl Setup {
    /// `percore:steal=5ms`.
    pub fn queues_text(&self) -> String {
        self.with_balancing(self.queues.word().into(), ":")
    }

    /// The policy with everything that is not as usual about its queues.
    pub fn policy_text(&self) -> String {
        let mut text = self.policy.to_string();
        if self.queues == Queues::Global {
            return text;
        }
        text += if text.contains(':') { "," } else { ":" };
        text += "queues=percore";
        self.with_balancing(text, ",")
    }

    fn with_balancing(&self, mut text: String, mut separator: &'static str) -> String {
        for parameter in self.queues.parameters() {
            if self.balancing.values(parameter) != parameter.default {
                for part in [separator, parameter.word, "=", &self.queues_parameter(parameter)] {
                    text.push_str(part);
                }
                separator = ",";
            }
        }
        text
    }

    /// Reads what [`Self::queues_text`] writes. `None`, and nothing is changed,
    /// if that cannot be.
    pub fn set_queues(&mut self, text: &str) -> Option<()> {
        let (word, parameters) = text.split_once(':').unwrap_or((text, ""));
        let (queues, balancing) = (Queues::from_word(word)?, Balancing::default());
        let mut setup = Setup { queues, balancing, ..self.clone() };
        for pair in parameters.split(',').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=')?;
            setup.set_queues_parameter(name, value)?;
        }
        *self = setup;
        Some(())
    }

    /// Reads a policy, with `queues=` and what belongs to it among its
    /// parameters. What is not named stays as it was.
    pub fn set_policy(&mut self, text: &str) -> Result<(), ParseError> {
        let (word, parameters) = text.split_once(':').unwrap_or((text, ""));
        let mut setup = Setup { policy: Policy::parse(word)?, ..self.clone() };
        let pairs = || parameters.split(',').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let bad = |name: &str, value: &str| ParseError::BadValue {
            parameter: name.into(),
            value: value.into(),
        };
        if let Some((name, value)) = pairs().find(|(name, _)| *name == "queues") {
            setup.set_queues(value).ok_or_else(|| bad(name, value))?;
        }
        for (name, value) in pairs().filter(|(name, _)| !name.is_empty() && *name != "queues") {
            match Queues::PerCore.parameters().iter().any(|p| p.word == name) {
                true => setup.set_queues_parameter(name, value).ok_or_else(|| bad(name, value))?,
                false => setup.policy.set(name, value)?,
            }
        }
        *self = setup;
        Ok(())
    }

    pub fn queues_parameter(&self, parameter: &Parameter) -> String {
        write_values(parameter.domain, &self.balancing.values(parameter))
    }

    pub fn set_queues_parameter(&mut self, name: &str, text: &str) -> Option<()> {
        let parameter = self.queues.parameters().iter().find(|p| p.word == name)?;
        let values = read_values(parameter.domain, text)?;
        let number = values.first().copied().unwrap_or(0);
        match name {
            "steal" => self.balancing.interval = Time(number),
            "victim" => self.balancing.random = number != 0,
            _ => self.balancing.victims = values,
        }
        Some(())
    }
}

impl Balancing {
    fn values(&self, parameter: &Parameter) -> Vec<u64> {
        match parameter.word {
            "steal" => vec![self.interval.0],
            "victim" => vec![self.random.into()],
            _ => self.victims.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queues_are_a_setting_of_their_own_or_part_of_a_policy() {
        let mut setup = Setup::default();
        assert_eq!(setup.set_policy("fifo:queues=percore,io=head,steal=5ms"), Ok(()));
        assert_eq!(setup.policy_text(), "fifo:io=head,queues=percore,steal=5ms");
        assert_eq!(setup.queues_text(), "percore:steal=5ms");
        assert_eq!(setup.set_policy("sjf"), Ok(()));
        assert_eq!(setup.policy_text(), "sjf:queues=percore,steal=5ms", "stays as it was");
        assert_eq!(setup.set_queues("percore:victim=random,victims=1/0"), Some(()));
        assert_eq!(setup.queues_text(), "percore:victim=random,victims=1/0");
        assert_eq!(setup.set_queues("global"), Some(()));
        assert_eq!(setup.policy_text(), "sjf");
        for text in ["sjf:steal=5ms", "sjf:queues=many", "sjf:queues=percore,steal=soon", "rr:x=1"]
        {
            assert!(setup.set_policy(text).is_err(), "{text}");
        }
        assert_eq!(setup.set_queues("global:steal=5ms"), None);
    }
}
