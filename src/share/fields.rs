//! The settings as fields: keys, values in the link's alphabet, and the
//! defaults that format 1 froze.

use crate::base::Time;
use crate::scenario::{Key, Scenario, read_pragmas};
use crate::setup::{
    Balancing, CostPreset, Costs, IoReturn, Limits, Model, Policy, Queues, Setup, Stealing, WakeUp,
};
use crate::share::base64;

/// In the order in which they are written.
const KEYS: [(&str, Key); 18] = [
    ("m", Key::Model),
    ("n", Key::Cores),
    ("t", Key::ThreadsPerCore),
    ("f", Key::SmtSpeed),
    ("o", Key::Policy),
    ("y", Key::Queues),
    ("c", Key::Costs),
    ("s", Key::Semantics),
    ("r", Key::Seed),
    ("i", Key::SwitchInterval),
    ("w", Key::Workers),
    ("e", Key::WakeUp),
    ("g", Key::Starvation),
    ("u", Key::Until),
    ("h", Key::Title),
    ("v", Key::Panel),
    ("a", Key::At),
    ("k", Key::Window),
];

pub fn key_of(field: &str) -> Option<Key> {
    KEYS.iter().find(|(name, _)| *name == field).map(|(_, key)| *key)
}

/// What a link with this script and without any field says.
pub fn base(script: &str) -> Scenario {
    let setup = Setup {
        model: Model::Threads,
        cores: 1,
        threads_per_core: 1,
        smt_speed: 600,
        policy: Policy::round_robin(Time::ms(10), IoReturn::Tail),
        queues: Queues::Global,
        balancing: Balancing::default(),
        costs: Costs::preset(CostPreset::Ideal),
        switch_interval: Time::ms(5),
        workers: None,
        stealing: Stealing { preempt: Time::ZERO, lifo: true, global: 31 },
        wake_up: WakeUp::Fifo,
        starvation: Time::secs(1),
        seed: 1,
        limits: Limits { until: Time::secs(10_000), ..Limits::default() },
    };
    let mut scenario =
        Scenario { script: script.into(), setup, semantics: 1, ..Scenario::default() };
    read_pragmas(script).apply(&mut scenario);
    scenario
}

/// Appends `.key-value` for everything in which `scenario` differs from
/// `base`, and always the model and the cores: they are what people look for.
pub fn write(text: &mut String, scenario: &Scenario, base: &Scenario) {
    for (name, key) in KEYS {
        let value = key.get(scenario);
        if value == key.get(base) && !matches!(key, Key::Model | Key::Cores) {
            continue;
        }
        push(text, name, &to_field(key, &value.unwrap_or_default()));
    }
    for (name, value) in &scenario.unknown {
        push(text, name, value);
    }
}

pub fn push(text: &mut String, name: &str, value: &str) {
    text.push('.');
    text.push_str(name);
    text.push('-');
    text.push_str(value);
}

/// Sets one field; `false` if its value cannot be understood.
pub fn read(scenario: &mut Scenario, key: Key, value: &str) -> bool {
    if value.is_empty() {
        return key.clear(scenario);
    }
    from_field(key, value).is_some_and(|text| key.set(scenario, &text).is_ok())
}

fn to_field(key: Key, value: &str) -> String {
    match key {
        Key::Title => base64::encode(value.as_bytes()),
        Key::Model | Key::Policy | Key::Queues | Key::Costs => parameters_to_field(value),
        _ => value.into(),
    }
}

fn from_field(key: Key, value: &str) -> Option<String> {
    match key {
        Key::Title => {
            let (bytes, whole) = base64::decode(value);
            String::from_utf8(bytes).ok().filter(|_| whole)
        }
        Key::Model | Key::Policy | Key::Queues | Key::Costs => Some(parameters_from_field(value)),
        _ => Some(value.into()),
    }
}

/// `rr:quantum=5ms,io=head` as `rr_quantum-5ms_io-head`.
fn parameters_to_field(text: &str) -> String {
    let mut field = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ':' | ',' => field.push('_'),
            '=' | '/' => field.push('-'),
            '_' => field.push_str("__"),
            _ => field.push(c),
        }
    }
    field
}

fn parameters_from_field(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut chars = field.chars().peekable();
    // Of what comes next: the separator of parameters, and of name and value.
    let (mut separator, mut equals) = (':', '-');
    while let Some(c) = chars.next() {
        match c {
            '_' if chars.next_if_eq(&'_').is_some() => text.push('_'),
            '_' => {
                text.push(separator);
                (separator, equals) = (',', '=');
            }
            '-' => {
                text.push(equals);
                if equals == '=' {
                    equals = '/';
                }
            }
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_fit_the_alphabet_and_come_back() {
        for (text, field) in [
            ("fifo", "fifo"),
            ("as-written", "as-written"),
            ("rr:quantum=5ms,io=head", "rr_quantum-5ms_io-head"),
            ("mlfq:quantum=10ms/20ms,boost=0ms", "mlfq_quantum-10ms-20ms_boost-0ms"),
            ("lottery:whole_quantum=true", "lottery_whole__quantum-true"),
        ] {
            assert_eq!(parameters_to_field(text), field);
            assert_eq!(parameters_from_field(field), text);
        }
    }
}
