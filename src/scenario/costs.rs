//! Costs as text: a preset and what differs from it,
//! `cpython:thread_switch=5us,task_bytes=4096`.

use crate::base::Time;
use crate::setup::{CostPreset, Costs, format_duration, parse_duration};

/// The costs that are lengths of time, by name.
pub const COST_DURATIONS: [&str; 14] = [
    "thread_switch",
    "process_switch",
    "coroutine_switch",
    "coroutine_start",
    "migration",
    "gil_handover",
    "thread_start",
    "process_start",
    "pickling",
    "steal",
    "timer",
    "loop_timer",
    "poll",
    "instruction",
];
const START_WAITS: &str = "start_waits";
const BYTES: [&str; 3] = ["task_bytes", "thread_bytes", "process_bytes"];

/// No single cost lasts longer: sums stay far from overflow.
const MAX_COST: Time = Time::secs(1_000);
const MAX_BYTES: u64 = 1 << 30;

/// `None` if the preset or a name is unknown or a value is none.
pub fn parse_costs(text: &str) -> Option<Costs> {
    let (preset, changes) = text.split_once(':').unwrap_or((text, ""));
    let mut costs = Costs::preset(CostPreset::from_word(preset)?);
    for change in changes.split(',').filter(|c| !c.is_empty()) {
        let (name, value) = change.split_once('=')?;
        if COST_DURATIONS.contains(&name) {
            set_cost_duration(&mut costs, name, value)?;
        } else if name == START_WAITS {
            costs.start_waits = value.parse().ok()?;
        } else {
            let i = BYTES.iter().position(|b| *b == name)?;
            *bytes(&mut costs)[i] = value.parse().ok().filter(|n| *n <= MAX_BYTES)?;
        }
    }
    Some(costs)
}

/// One cost by its name in [`COST_DURATIONS`]; 0 for any other name.
pub fn cost_duration(costs: &Costs, name: &str) -> Time {
    let at = COST_DURATIONS.iter().position(|d| *d == name);
    at.map_or(Time::ZERO, |i| *durations(&mut costs.clone())[i])
}

/// `None` if the name is unknown or the text is no duration of at most 1,000 s.
pub fn set_cost_duration(costs: &mut Costs, name: &str, text: &str) -> Option<()> {
    let i = COST_DURATIONS.iter().position(|d| *d == name)?;
    *durations(costs)[i] = parse_duration(text).filter(|t| *t <= MAX_COST)?;
    Some(())
}

/// From the preset that leaves the fewest differences, the first of equals.
pub fn format_costs(costs: &Costs) -> String {
    let changes = |&preset: &CostPreset| {
        let (mut there, mut base) = (*costs, Costs::preset(preset));
        let mut list = Vec::new();
        for (i, (now, was)) in durations(&mut there).iter().zip(durations(&mut base)).enumerate() {
            if **now != *was {
                list.push(format!("{}={}", COST_DURATIONS[i], format_duration(**now)));
            }
        }
        if there.start_waits != base.start_waits {
            list.push(format!("{START_WAITS}={}", there.start_waits));
        }
        for (i, (now, was)) in bytes(&mut there).iter().zip(bytes(&mut base)).enumerate() {
            if **now != *was {
                list.push(format!("{}={now}", BYTES[i]));
            }
        }
        (preset, list)
    };
    let best = CostPreset::ALL.iter().map(changes).min_by_key(|(_, list)| list.len());
    match best {
        Some((preset, list)) if list.is_empty() => preset.word().into(),
        Some((preset, list)) => format!("{}:{}", preset.word(), list.join(",")),
        None => String::new(),
    }
}

/// In the order of [`COST_DURATIONS`].
fn durations(c: &mut Costs) -> [&mut Time; 14] {
    [
        &mut c.thread_switch,
        &mut c.process_switch,
        &mut c.coroutine_switch,
        &mut c.coroutine_start,
        &mut c.migration,
        &mut c.gil_handover,
        &mut c.thread_start,
        &mut c.process_start,
        &mut c.pickling,
        &mut c.steal,
        &mut c.timer,
        &mut c.loop_timer,
        &mut c.poll,
        &mut c.instruction,
    ]
}

/// In the order of [`BYTES`].
fn bytes(c: &mut Costs) -> [&mut u64; 3] {
    [&mut c.task_bytes, &mut c.thread_bytes, &mut c.process_bytes]
}
