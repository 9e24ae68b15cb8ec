//! What holds for every scenario and for any bytes.

use interleave::base::Time;
use interleave::scenario::{Panel, Scenario, View};
use interleave::setup::{
    Balancing, CostPreset, Costs, IoReturn, Limits, Model, Policy, Queues, Setup, Stealing, WakeUp,
};
use interleave::share::{decode, decode_draft, encode, encode_example, encode_plain};
use proptest::prelude::*;

fn time() -> impl Strategy<Value = Time> {
    prop_oneof![(1..5_000u64).prop_map(Time::ms), (1..9_000_000_000u64).prop_map(Time::ns)]
}

fn policy() -> impl Strategy<Value = Policy> {
    let io = prop_oneof![Just(IoReturn::Head), Just(IoReturn::Tail)];
    (proptest::option::of(time()), io).prop_map(|(quantum, io)| match quantum {
        Some(quantum) => Policy::round_robin(quantum, io),
        None => Policy::fifo(io),
    })
}

fn costs() -> impl Strategy<Value = Costs> {
    let preset = proptest::sample::select(CostPreset::ALL);
    (preset, proptest::option::of(time()), proptest::option::of(1..1u64 << 30)).prop_map(
        |(preset, switch, bytes)| {
            let mut costs = Costs::preset(preset);
            costs.thread_switch = switch.unwrap_or(costs.thread_switch);
            costs.process_bytes = bytes.unwrap_or(costs.process_bytes);
            costs
        },
    )
}

fn setup() -> impl Strategy<Value = Setup> {
    let machine = (1..=64u16, proptest::sample::select(vec![1u16, 2, 4]), 1..=1000u16);
    let model = proptest::sample::select(Model::ALL);
    let more = (time(), proptest::option::of(1..=1024u16), any::<u64>(), time());
    (model, machine, policy(), costs(), more).prop_map(
        |(model, (cores, threads_per_core, smt_speed), policy, costs, more)| Setup {
            model,
            stealing: stealing(model, more.2),
            cores,
            threads_per_core,
            smt_speed,
            policy,
            queues: Queues::ALL[usize::from(cores % 2)],
            balancing: balancing(cores % 2 == 1, more.0, smt_speed),
            costs,
            switch_interval: more.0,
            workers: more.1,
            wake_up: WakeUp::ALL[usize::from(smt_speed % 2)],
            starvation: more.0,
            seed: more.2,
            limits: Limits { until: more.3, ..Limits::default() },
        },
    )
}

/// Only queues of their own are balanced.
fn balancing(apart: bool, interval: Time, chance: u16) -> Balancing {
    let balancing = Balancing {
        interval,
        random: chance.is_multiple_of(2),
        victims: vec![chance.into(); usize::from(chance % 5)],
    };
    if apart { balancing } else { Balancing::default() }
}

/// Only the model that reads it has it in its link.
fn stealing(model: Model, chance: u64) -> Stealing {
    match model {
        Model::WorkStealing => Stealing {
            preempt: Time(chance % 3 * 5_000_000),
            lifo: chance.is_multiple_of(2),
            global: (chance % 100 + 1) as u16,
        },
        _ => Stealing::default(),
    }
}

fn view() -> impl Strategy<Value = View> {
    let panel = proptest::option::of(proptest::sample::select(Panel::ALL));
    let window = proptest::option::of((time(), time()).prop_map(|(a, b)| (a, Time(a.0 + b.0))));
    (panel, proptest::option::of(time()), window).prop_map(|(panel, at, window)| View {
        panel,
        at,
        window,
    })
}

fn script() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(vec![
        "# @model asyncio @cores 2 @workers 3 @title Из скрипта\n",
        "# @seed 9 @costs slow @policy fifo @view table\n",
        "def work(n):\n    cpu(n)\n",
        "spawn(work, 10)\n",
        "print(\"Привет, мир 🎈\")\r\n",
        "\u{0}\u{feff}\t#\n",
    ]);
    prop_oneof![
        proptest::collection::vec(line, 0..12).prop_map(|lines| lines.concat()),
        any::<String>(),
        ".{0,2000}",
    ]
}

prop_compose! {
    fn scenario()(script in script(), setup in setup(), view in view(),
                  title in "[^\\p{C}]{0,40}") -> Scenario {
        let title = title.trim().to_string();
        Scenario { title, script, setup, view, ..Scenario::default() }
    }
}

proptest! {
    #[test]
    fn a_link_opens_as_what_it_was_made_of(scenario in scenario()) {
        for link in [encode(&scenario), encode_plain(&scenario)] {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            prop_assert!(link.chars().all(allowed), "{}", link);
            let opened = decode(&link, |_| None);
            prop_assert_eq!(opened.problems, []);
            prop_assert_eq!(&opened.scenario, &scenario);
            prop_assert_eq!(decode_draft(&link, |_| None).scenario, scenario.clone());
        }
    }

    #[test]
    fn an_example_opens_with_what_was_changed(example in scenario(), changed in scenario()) {
        let changed = Scenario { script: example.script.clone(), ..changed };
        let link = encode_example("the-one", &example, &changed).unwrap();
        let opened = decode(&link, |id| (id == "the-one").then(|| example.clone()));
        prop_assert_eq!(opened.problems, []);
        prop_assert_eq!(opened.example.as_deref(), Some("the-one"));
        prop_assert_eq!(opened.scenario, changed);
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        decode(&text, |_| None);
        decode(&format!("1.{text}"), |_| None);
        decode(&format!("#1.z-{text}.00000000"), |_| None);
    }

    #[test]
    fn any_bytes_as_a_payload_are_answered(
        bytes in proptest::collection::vec(any::<u8>(), 0..600), packing in "[zdp]"
    ) {
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let text: String = bytes.iter().map(|b| char::from(alphabet[*b as usize % 64])).collect();
        let opened = decode(&format!("1.{packing}-{text}.00000000"), |_| None);
        prop_assert!(opened.scenario.script.len() <= 64 << 10);
    }

    #[test]
    fn a_damaged_link_is_told_from_a_whole_one(
        scenario in scenario(), at in any::<prop::sample::Index>(), new in "[A-Za-z0-9_-]"
    ) {
        let link = encode(&scenario);
        let at = at.index(link.len());
        let mut damaged = link.clone();
        damaged.replace_range(at..at + 1, &new);
        // A letter of the checksum may change its case, and the separator before
        // it may go where nothing is missed.
        prop_assume!(!damaged.eq_ignore_ascii_case(&link));
        prop_assert!(!decode(&damaged, |_| None).problems.is_empty(), "{}", damaged);
    }
}

#[test]
fn a_cleaned_title_stays_as_it_is() {
    let through_a_link = |title: &str| {
        let scenario = Scenario { title: title.into(), ..Scenario::default() };
        decode(&encode_plain(&scenario), |_| None).scenario.title
    };
    for title in ["\u{1} 4 \u{2}", " \u{7f}\u{a0}x", &"a ".repeat(200)] {
        let once = through_a_link(title);
        assert_eq!(through_a_link(&once), once, "{title:?}");
    }
}
