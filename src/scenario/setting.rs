//! The settings, by name: how each is read from text and written as text.

use crate::base::Time;
use crate::scenario::{Panel, Scenario, format_costs, parse_costs};
use crate::setup::{Limits, MAX_WORKERS, Setup, WakeUp, format_duration, parse_duration};

/// One setting of a scenario.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    Model,
    Cores,
    ThreadsPerCore,
    SmtSpeed,
    Policy,
    Queues,
    Costs,
    Seed,
    SwitchInterval,
    Workers,
    WakeUp,
    Starvation,
    Until,
    Semantics,
    Title,
    Panel,
    At,
    Window,
}

/// The text is no value of this setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadValue;

impl Key {
    pub const ALL: &'static [Key] = &[
        Key::Model,
        Key::Cores,
        Key::ThreadsPerCore,
        Key::SmtSpeed,
        Key::Policy,
        Key::Queues,
        Key::Costs,
        Key::Seed,
        Key::SwitchInterval,
        Key::Workers,
        Key::WakeUp,
        Key::Starvation,
        Key::Until,
        Key::Semantics,
        Key::Title,
        Key::Panel,
        Key::At,
        Key::Window,
    ];

    /// As in pragmas and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Key::Model => "model",
            Key::Cores => "cores",
            Key::ThreadsPerCore => "threads-per-core",
            Key::SmtSpeed => "smt-speed",
            Key::Policy => "policy",
            Key::Queues => "queues",
            Key::Costs => "costs",
            Key::Seed => "seed",
            Key::SwitchInterval => "switch-interval",
            Key::Workers => "workers",
            Key::WakeUp => "wake-up",
            Key::Starvation => "starvation",
            Key::Until => "until",
            Key::Semantics => "semantics",
            Key::Title => "title",
            Key::Panel => "view",
            Key::At => "at",
            Key::Window => "window",
        }
    }

    pub fn from_word(word: &str) -> Option<Key> {
        Self::ALL.iter().copied().find(|key| key.word() == word)
    }

    /// Changes the setting; leaves it as it was if the text is no value of it.
    pub fn set(self, scenario: &mut Scenario, text: &str) -> Result<(), BadValue> {
        self.try_set(scenario, text).ok_or(BadValue)
    }

    fn try_set(self, scenario: &mut Scenario, text: &str) -> Option<()> {
        let Scenario { setup, view, .. } = scenario;
        match self {
            Key::Model => setup.set_model(text)?,
            Key::Cores => setup.cores = whole(text, 1, Setup::MAX_CORES)?,
            Key::ThreadsPerCore => {
                setup.threads_per_core = whole(text, 1, 4).filter(|n| matches!(n, 1 | 2 | 4))?;
            }
            Key::SmtSpeed => setup.smt_speed = whole(text, 1, 1000)?,
            Key::Policy => setup.set_policy(text).ok()?,
            Key::Queues => setup.set_queues(text)?,
            Key::Costs => setup.costs = parse_costs(text)?,
            Key::Seed => setup.seed = digits(text)?,
            Key::SwitchInterval => {
                setup.switch_interval = parse_duration(text).filter(|t| t.0 > 0)?;
            }
            Key::Workers => setup.workers = Some(whole(text, 1, MAX_WORKERS)?),
            Key::WakeUp => setup.wake_up = WakeUp::from_word(text)?,
            Key::Starvation => setup.starvation = parse_duration(text)?,
            Key::Until => {
                // A script or a link may only ask for less than the page allows.
                let most = Limits::default().until;
                setup.limits.until = parse_duration(text).filter(|t| t.0 > 0)?.min(most);
            }
            Key::Semantics => scenario.semantics = whole(text, 1, u16::MAX)?,
            Key::Title => scenario.title = clean_title(text),
            Key::Panel => view.panel = Some(Panel::from_word(text)?),
            Key::At => view.at = Some(parse_duration(text)?),
            Key::Window => view.window = Some(parse_window(text)?),
        }
        Some(())
    }

    /// The text that [`Self::set`] reads back; `None` where nothing is set.
    pub fn get(self, scenario: &Scenario) -> Option<String> {
        let Scenario { setup, view, .. } = scenario;
        match self {
            Key::Model => Some(setup.model_text()),
            Key::Cores => Some(setup.cores.to_string()),
            Key::ThreadsPerCore => Some(setup.threads_per_core.to_string()),
            Key::SmtSpeed => Some(setup.smt_speed.to_string()),
            Key::Policy => Some(setup.policy.to_string()),
            Key::Queues => Some(setup.queues_text()),
            Key::Costs => Some(format_costs(&setup.costs)),
            Key::Seed => Some(setup.seed.to_string()),
            Key::SwitchInterval => Some(format_duration(setup.switch_interval)),
            Key::Workers => setup.workers.map(|n| n.to_string()),
            Key::WakeUp => Some(setup.wake_up.word().into()),
            Key::Starvation => Some(format_duration(setup.starvation)),
            Key::Until => Some(format_duration(setup.limits.until)),
            Key::Semantics => Some(scenario.semantics.to_string()),
            Key::Title => (!scenario.title.is_empty()).then(|| scenario.title.clone()),
            Key::Panel => view.panel.map(|p| p.word().into()),
            Key::At => view.at.map(format_duration),
            Key::Window => {
                view.window.map(|(a, b)| format!("{}_{}", format_duration(a), format_duration(b)))
            }
        }
    }
}

impl Key {
    /// Takes the value of an optional setting away; `false` for the others.
    pub fn clear(self, scenario: &mut Scenario) -> bool {
        match self {
            Key::Workers => scenario.setup.workers = None,
            Key::Title => scenario.title.clear(),
            Key::Panel => scenario.view.panel = None,
            Key::At => scenario.view.at = None,
            Key::Window => scenario.view.window = None,
            _ => return false,
        }
        true
    }
}

/// Decimal digits only: no sign, no spaces.
fn digits(text: &str) -> Option<u64> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn whole(text: &str, least: u16, most: u16) -> Option<u16> {
    let number = u16::try_from(digits(text)?).ok()?;
    (least..=most).contains(&number).then_some(number)
}

fn parse_window(text: &str) -> Option<(Time, Time)> {
    let (from, to) = text.split_once('_')?;
    let (from, to) = (parse_duration(from)?, parse_duration(to)?);
    (from < to).then_some((from, to))
}

/// The longest title, in characters: a line, not a text.
const MAX_TITLE: usize = 200;

/// One line without control characters and without those that turn the
/// direction of writing, not longer than a line.
fn clean_title(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: String = text.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    // What is cleaned once stays as it is.
    let short: String = kept.trim().chars().take(MAX_TITLE).collect();
    short.trim_end().to_string()
}
