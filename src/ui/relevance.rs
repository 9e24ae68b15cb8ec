//! Which controls change anything under the chosen model, and why not.

use crate::setup::{Model, Scheduler, Setup};
use crate::words::ui::Text;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Control {
    Cores,
    Policy,
    SmtSpeed,
    Queues,
    WakeUp,
    SwitchInterval,
    Seed,
}

/// Why `control` cannot change the picture; `None` if it can.
pub fn no_effect(control: Control, setup: &Setup, script: &str) -> Option<Text> {
    let one_thread = matches!(setup.model, Model::Sequential | Model::Asyncio);
    match control {
        Control::Cores | Control::Policy => one_thread.then_some(Text::OneThread),
        Control::Queues if one_thread => Some(Text::OneThread),
        Control::Queues => (setup.hardware_threads() == 1).then_some(Text::OneCore),
        Control::SmtSpeed if one_thread => Some(Text::OneThread),
        Control::SmtSpeed => (setup.threads_per_core == 1).then_some(Text::NoSibling),
        Control::WakeUp => one_thread.then_some(Text::OneThread),
        Control::SwitchInterval => match setup.model {
            Model::FreeThreaded | Model::WorkStealing => Some(Text::NoGilHere),
            Model::Processes | Model::ProcessPool => Some(Text::GilNotShared),
            _ => one_thread.then_some(Text::OneThread),
        },
        Control::Seed => {
            // Whom a worker steals from, and who wins a draw.
            let chance = setup.model == Model::WorkStealing
                || (!one_thread && setup.policy.scheduler() == Scheduler::Lottery);
            (!chance && !uses_chance(script)).then_some(Text::NoChance)
        }
    }
}

/// Whether the script names anything random. A word in a comment counts too:
/// a control that does nothing harms less than one that cannot be reached.
fn uses_chance(script: &str) -> bool {
    ["rand", "uniform", "choice", "shuffle"].iter().any(|word| script.contains(word))
}
