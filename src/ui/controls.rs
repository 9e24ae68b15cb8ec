//! The machine's controls as data: what each is called, what it shows, which
//! choices it has, what it sets, and why it may have no effect.
//!
//! Nothing of the browser. The page paints these rows (`page::machine`), and
//! the command writes the same ones into the document as text, so that
//! everything stands where it will stand before the program has arrived.

use crate::base::Time;
use crate::scenario::{COST_DURATIONS, Key, Scenario, cost_duration, set_cost_duration};
use crate::setup::{
    CostPreset, Costs, Domain, MOST_TIME, OFF_ON, Parameter, Policy, Queues, Scheduler, Setup,
    WakeUp, parse_duration,
};
use crate::ui::relevance::{Control, no_effect};
use crate::words::Lang;
use crate::words::ui::{
    Text, choice_name, cores, cost_label, cost_name, model_name, parameter_name, policy_name,
};

/// Parameters that few change: they fold away with the further settings.
const RARE: &[&str] = &["aligned", "order", "whole_quantum", "protect"];

/// The word for costs that no preset has.
const CUSTOM: &str = "custom";

/// One labelled control.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub id: &'static str,
    pub label: String,
    pub value: String,
    pub input: Input,
    pub target: Target,
    /// Why it changes nothing: then it is disabled.
    pub note: Option<Text>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    /// Word and text of each choice.
    Select(Vec<(&'static str, &'static str)>),
    /// A length of time, typed in milliseconds without the unit.
    Milliseconds,
    /// Numbers, or lists of them.
    Text,
    /// A number with buttons for one more and one fewer, and a slider.
    Cores,
    /// A number with a die.
    Seed,
}

impl Input {
    /// The class of the control's box.
    pub fn class(&self) -> &'static str {
        match self {
            Input::Milliseconds | Input::Text => "field field-number",
            _ => "field",
        }
    }
}

/// What a control sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Setting(Key),
    Model(&'static str),
    Policy(&'static str),
    Scheduler,
    Queues(&'static str),
    Preset,
    Cost(&'static str),
    StartWaits,
    SmtSpeed,
}

impl Target {
    /// Sets it as typed; what cannot be read leaves the setup as it was and
    /// gives false.
    pub fn set(self, setup: &mut Setup, text: &str) -> bool {
        self.try_set(setup, text.trim()).is_some()
    }

    /// What can be typed: the least, the most, and whether several, parted by `/`.
    pub fn allowed(self, setup: &Setup) -> (String, String, bool) {
        let (name, parameters) = match self {
            Target::Model(name) => (name, setup.model.parameters()),
            Target::Policy(name) => (name, setup.policy.scheduler().parameters()),
            Target::Queues(name) => (name, setup.queues.parameters()),
            _ => ("", &[][..]),
        };
        let domain = parameters.iter().find(|p| p.word == name).map(|p| p.domain);
        let several = matches!(domain, Some(Domain::Times | Domain::Numbers { .. }));
        let (least, most) = match (domain, self) {
            (Some(Domain::Count { most } | Domain::Numbers { most }), _) => (1, most),
            (None, Target::Setting(Key::Cores)) => (1, Setup::MAX_CORES.into()),
            (None, Target::Setting(Key::Seed)) => (0, u64::MAX),
            (None, Target::SmtSpeed) => (1, 100),
            _ => {
                let least = match (domain, self) {
                    (Some(Domain::Time { least }), _) => least,
                    (Some(_), _) | (_, Target::Setting(Key::SwitchInterval)) => 1,
                    _ => 0,
                };
                return (Time(least).ms_text(), Time(MOST_TIME).ms_text(), several);
            }
        };
        (least.to_string(), most.to_string(), several)
    }

    fn try_set(self, setup: &mut Setup, text: &str) -> Option<()> {
        match self {
            Target::Setting(key) => {
                let mut scenario = Scenario { setup: setup.clone(), ..Scenario::default() };
                key.set(&mut scenario, text).ok()?;
                *setup = scenario.setup;
            }
            Target::Model(name) => setup.set_model_parameter(name, text)?,
            // The unit that a field adds goes for each of a list.
            Target::Policy(name) if text.ends_with("ms") => {
                setup.policy.set(name, &text.replace('/', "ms/")).ok()?;
            }
            Target::Policy(name) => setup.policy.set(name, text).ok()?,
            // Tenths of a percent in links, whole ones here.
            Target::SmtSpeed => {
                Target::Setting(Key::SmtSpeed).try_set(setup, &[text, "0"].concat())?;
            }
            Target::Scheduler => setup.policy = Policy::parse(text).ok()?,
            Target::Queues(name) => setup.set_queues_parameter(name, text)?,
            Target::StartWaits => setup.costs.start_waits = text.parse().ok()?,
            Target::Preset => setup.costs = Costs::preset(CostPreset::from_word(text)?),
            Target::Cost(name) => set_cost_duration(&mut setup.costs, name, text)?,
        }
        Some(())
    }
}

/// What a control does to the setup, which another one may have changed since
/// this one was drawn.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    Set(Target, String),
    /// So many more, or fewer.
    Cores(i16),
    /// The next one is as random as any, and the die never throws the same twice.
    NewSeed,
}

impl Change {
    pub fn apply(&self, setup: &mut Setup) {
        match self {
            Change::Set(target, text) => {
                target.set(setup, text);
            }
            Change::Cores(by) => {
                let cores = setup.cores.saturating_add_signed(*by);
                setup.cores = cores.clamp(1, Setup::MAX_CORES);
            }
            Change::NewSeed => setup.seed = setup.seed.wrapping_add(1),
        }
    }
}

/// What a learner sees at once, in the order of the bar.
pub fn main_fields(setup: &Setup, script: &str, lang: Lang) -> Vec<Field> {
    let row = Row { setup, script, lang };
    let mut fields: Vec<Field> = Vec::new();
    for parameter in setup.model.parameters() {
        let value = setup.model_parameter(parameter);
        fields.push(row.parameter(parameter, value, Target::Model(parameter.word)));
    }
    let cores = setup.cores.to_string();
    fields.push(row.setting("cores", Text::Cores, cores, Input::Cores, Key::Cores));
    let threads = [("1", "1"), ("2", "2"), ("4", "4")];
    fields.push(row.setting(
        "threads-per-core",
        Text::ThreadsPerCore,
        setup.threads_per_core.to_string(),
        Input::Select(threads.to_vec()),
        Key::ThreadsPerCore,
    ));
    let schedulers = Scheduler::ALL.iter().map(|&s| (s.word(), policy_name(s, lang))).collect();
    let policy = row.field(
        "policy",
        Text::Policy.get(lang),
        setup.policy.word().into(),
        Input::Select(schedulers),
        Target::Scheduler,
    );
    let policy_counts = policy.note.is_none();
    fields.push(policy);
    if policy_counts {
        fields.extend(row.policy_parameters(false));
    }
    let mut presets: Vec<_> =
        CostPreset::ALL.iter().map(|&p| (p.word(), cost_name(p, lang))).collect();
    presets.push((CUSTOM, Text::CostsCustom.get(lang)));
    let preset = setup.costs.matching_preset().map_or(CUSTOM, CostPreset::word);
    fields.push(row.field(
        "costs",
        Text::Costs.get(lang),
        preset.into(),
        Input::Select(presets),
        Target::Preset,
    ));
    fields.push(row.setting("seed", Text::Seed, setup.seed.to_string(), Input::Seed, Key::Seed));
    fields
}

/// What is looked for by who knows what it is.
pub fn further_fields(setup: &Setup, script: &str, lang: Lang) -> Vec<Field> {
    let row = Row { setup, script, lang };
    let queues = [Text::QueuesGlobal, Text::QueuesPerCore].map(|text| text.get(lang));
    let queues = Queues::ALL.iter().map(|q| q.word()).zip(queues).collect();
    let wake_ups = [Text::WakeUpFifo, Text::WakeUpBarging].map(|text| text.get(lang));
    let wake_ups = WakeUp::ALL.iter().map(|w| w.word()).zip(wake_ups).collect();
    let mut fields = vec![
        row.setting(
            "queues",
            Text::Queues,
            setup.queues.word().into(),
            Input::Select(queues),
            Key::Queues,
        ),
        row.field(
            "smt-speed",
            Text::SmtSpeed.get(lang),
            (setup.smt_speed / 10).to_string(),
            Input::Text,
            Target::SmtSpeed,
        ),
        row.setting(
            "interval",
            Text::SwitchInterval,
            setup.switch_interval.ms_text(),
            Input::Milliseconds,
            Key::SwitchInterval,
        ),
        row.setting(
            "wake-up",
            Text::WakeUp,
            setup.wake_up.word().into(),
            Input::Select(wake_ups),
            Key::WakeUp,
        ),
        row.setting(
            "starvation",
            Text::Starvation,
            setup.starvation.ms_text(),
            Input::Milliseconds,
            Key::Starvation,
        ),
    ];
    if fields[0].note.is_none() {
        fields.splice(1..1, row.queues_parameters());
    }
    fields.splice(0..0, row.policy_parameters(true));
    fields
}

/// What the machine charges, each by itself; lengths of time in milliseconds.
pub fn cost_fields(setup: &Setup, lang: Lang) -> Vec<Field> {
    let (row, mut fields) = (Row { setup, script: "", lang }, Vec::new());
    for name in COST_DURATIONS {
        let value = cost_duration(&setup.costs, name).ms_text();
        let label = cost_label(name, lang);
        fields.push(row.field(name, label, value, Input::Milliseconds, Target::Cost(name)));
    }
    let (name, label) = ("start_waits", cost_label("start_waits", lang));
    let choices = OFF_ON.iter().map(|&word| (word, choice_name(word, lang))).collect();
    let value = setup.costs.start_waits.to_string();
    fields.push(row.field(name, label, value, Input::Select(choices), Target::StartWaits));
    fields
}

/// The whole setup in one line.
pub fn summary(setup: &Setup, lang: Lang) -> String {
    let preset = setup.costs.matching_preset();
    let costs = preset.map_or(Text::CostsCustom.get(lang), |p| cost_name(p, lang));
    let policy = policy_name(setup.policy.scheduler(), lang);
    format!("{} · {} · {policy} · {costs}", model_name(setup.model, lang), cores(setup.cores, lang))
}

struct Row<'a> {
    setup: &'a Setup,
    script: &'a str,
    lang: Lang,
}

impl Row<'_> {
    fn setting(
        &self,
        id: &'static str,
        label: Text,
        value: String,
        input: Input,
        key: Key,
    ) -> Field {
        self.field(id, label.get(self.lang), value, input, Target::Setting(key))
    }

    fn field(
        &self,
        id: &'static str,
        label: &str,
        value: String,
        input: Input,
        target: Target,
    ) -> Field {
        let note = control(target).and_then(|c| no_effect(c, self.setup, self.script));
        Field { id, label: label.into(), value, input, target, note }
    }

    /// What only the chosen scheduler reads. A recorded draw sequence is for
    /// checks against other tools: a link or the command sets it, and no
    /// learner types four thousand numbers.
    fn policy_parameters(&self, rare: bool) -> Vec<Field> {
        let of = self.setup.policy.scheduler().parameters().iter();
        let of = of.filter(|p| p.domain != Domain::Draws && RARE.contains(&p.word) == rare);
        of.map(|p| self.parameter(p, self.setup.policy.text(p), Target::Policy(p.word))).collect()
    }

    /// What is read only where each core has a ready queue.
    fn queues_parameters(&self) -> Vec<Field> {
        let of = self.setup.queues.parameters().iter().filter(|p| p.domain != Domain::Draws);
        let row = |p: &'static Parameter| {
            let value = self.setup.queues_parameter(p);
            // What taking a thread over costs is called `steal` as well.
            let id = if p.word == "steal" { "steal-interval" } else { p.word };
            Field { id, ..self.parameter(p, value, Target::Queues(p.word)) }
        };
        of.map(row).collect()
    }

    /// A parameter's control, made from its row in the table.
    fn parameter(&self, parameter: &'static Parameter, value: String, target: Target) -> Field {
        let name = parameter.word;
        let label = parameter_name(parameter, self.lang);
        match parameter.domain {
            Domain::Choice(words) => {
                let choices = words.iter().map(|&w| (w, choice_name(w, self.lang))).collect();
                self.field(name, label, value, Input::Select(choices), target)
            }
            // Milliseconds are typed without their unit, as everywhere in the page.
            Domain::Time { .. } | Domain::Times => {
                let label = [label, self.lang.pick(", ms", ", мс")].concat();
                let mut text = String::new();
                for time in value.split('/') {
                    let sign = if text.is_empty() { "" } else { "/" };
                    text += sign;
                    text += &parse_duration(time).unwrap_or_default().ms_text();
                }
                self.field(name, &label, text, Input::Milliseconds, target)
            }
            _ => self.field(name, label, value, Input::Text, target),
        }
    }
}

fn control(target: Target) -> Option<Control> {
    Some(match target {
        Target::Setting(Key::Cores) => Control::Cores,
        Target::Setting(Key::ThreadsPerCore) => Control::Cores,
        Target::SmtSpeed => Control::SmtSpeed,
        Target::Setting(Key::Queues) => Control::Queues,
        Target::Setting(Key::SwitchInterval) => Control::SwitchInterval,
        Target::Setting(Key::WakeUp) => Control::WakeUp,
        Target::Setting(Key::Seed) => Control::Seed,
        Target::Scheduler => Control::Policy,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Model;

    fn all(setup: &Setup) -> Vec<Field> {
        let mut fields = main_fields(setup, "", Lang::En);
        fields.extend(further_fields(setup, "", Lang::En));
        fields.extend(cost_fields(setup, Lang::En));
        fields
    }

    #[test]
    fn units_are_shown_once_and_hold_for_each_of_a_list() {
        let mut setup = Setup { threads_per_core: 2, ..Setup::default() };
        setup.policy = Policy::parse("mlfq").unwrap_or_default();
        let field = |setup: &Setup, id: &str| all(setup).into_iter().find(|f| f.id == id).unwrap();
        let quantum = field(&setup, "quantum");
        assert_eq!((&*quantum.label, &*quantum.value), ("Quantum, ms", "10/20/40"));
        assert!(quantum.target.set(&mut setup, "5/7.5ms"));
        assert_eq!(field(&setup, "quantum").value, "5/7.5");
        let speed = field(&setup, "smt-speed");
        assert_eq!((&*speed.value, speed.label.contains('%')), ("60", true));
        assert!(speed.target.set(&mut setup, "75") && setup.smt_speed == 750);
        assert!(!speed.target.set(&mut setup, "") && !speed.target.set(&mut setup, "101"));
    }

    #[test]
    fn a_field_says_what_0_turns_off() {
        for (policy, id) in [("priority", "ageing"), ("priority", "quantum"), ("mlfq", "boost")] {
            let setup = Setup { policy: Policy::parse(policy).unwrap(), ..Setup::default() };
            for (lang, zero) in [(Lang::En, "0: "), (Lang::Ru, "0 — ")] {
                let fields = main_fields(&setup, "", lang);
                let label = &fields.iter().find(|f| f.id == id).unwrap().label;
                assert!(label.contains(zero), "{policy}: {label}");
            }
        }
        // Where a quantum has to be, 0 is no value and nothing is said of it.
        let fields = main_fields(&Setup::default(), "", Lang::En);
        assert!(fields.iter().any(|f| f.label == "Quantum, ms"));
    }

    #[test]
    fn what_a_control_shows_sets_the_same_again() {
        for &model in Model::ALL {
            for &scheduler in Scheduler::ALL {
                let queues = Queues::PerCore;
                let mut setup = Setup { cores: 4, queues, ..Setup::default() };
                setup.set_model(model.word());
                setup.policy = Policy::parse(scheduler.word()).unwrap_or_default();
                for field in all(&setup).iter().filter(|f| !f.value.is_empty()) {
                    let mut again = setup.clone();
                    let unit = if field.input == Input::Milliseconds { "ms" } else { "" };
                    field.target.set(&mut again, &(field.value.clone() + unit));
                    assert_eq!(again, setup, "{}", field.id);
                }
            }
        }
    }

    #[test]
    fn every_control_changes_the_setup() {
        let setup = Setup { cores: 4, threads_per_core: 2, ..Setup::default() };
        for field in all(&setup) {
            let other = match &field.input {
                Input::Select(choices) => {
                    choices.iter().map(|c| c.0).find(|w| *w != field.value).unwrap_or("").into()
                }
                Input::Milliseconds => "7ms".to_string(),
                _ => "7".to_string(),
            };
            let mut changed = setup.clone();
            field.target.set(&mut changed, &other);
            assert_ne!(changed, setup, "{} = {other}", field.id);
        }
    }

    #[test]
    fn what_is_said_to_be_allowed_is_and_nothing_beyond() {
        let mut checked = 0;
        for &model in Model::ALL {
            for &scheduler in Scheduler::ALL {
                let (cores, queues) = (4, Queues::PerCore);
                let mut setup = Setup { cores, threads_per_core: 2, queues, ..Setup::default() };
                setup.set_model(model.word());
                setup.policy = Policy::parse(scheduler.word()).unwrap_or_default();
                for field in all(&setup) {
                    let takes = |text: String| field.target.set(&mut setup.clone(), &text);
                    let (least, most, several) = field.target.allowed(&setup);
                    let unit = match field.input {
                        Input::Select(_) => continue,
                        Input::Milliseconds => "ms",
                        _ => "",
                    };
                    let id = field.id;
                    assert!(
                        takes([&least, unit].concat()) && takes([&most, unit].concat()),
                        "{id}"
                    );
                    assert_eq!(takes([&least, "/", &most, unit].concat()), several, "{id}");
                    if !["interval", "starvation"].contains(&id) {
                        let beyond = most.parse::<u128>().unwrap() + 1;
                        assert!(!takes([&beyond.to_string(), unit].concat()), "{id}");
                    }
                    if least != "0" {
                        assert!(!takes(["0", unit].concat()), "{id}");
                    }
                    checked += 1;
                }
            }
        }
        assert!(checked > 500, "{checked}");
    }

    #[test]
    fn what_cannot_be_read_changes_nothing() {
        let setup = Setup::default();
        for field in all(&setup) {
            let mut changed = setup.clone();
            field.target.set(&mut changed, "no such value");
            assert_eq!(changed, setup, "{}", field.id);
        }
    }

    #[test]
    fn ids_are_unique_and_labels_are_there() {
        let fields = all(&Setup::default());
        assert!(fields.iter().all(|f| !f.label.is_empty()));
        let unnamed = |field: &Field| match &field.input {
            Input::Select(choices) => choices.iter().any(|(_, name)| name.is_empty()),
            _ => false,
        };
        assert!(!fields.iter().any(unnamed));
        let mut ids: Vec<_> = fields.iter().map(|f| f.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
