//! Who is where at the playback's moment: cores, queues, locks.

use crate::base::{ProcessId, Time};
use crate::setup::Setup;
use crate::trace::{Place, ResourceKind, Trace};
use crate::ui::page::run_parts::task_tag;
use crate::view::{LaneKind, RunView, Spell, Whereabouts};
use crate::words::Lang;
use crate::words::timeline::{core_name, gil_name, lane_name};
use crate::words::ui::{Text, bytes, duration};
use yew::prelude::*;

/// More rows than this nobody reads.
const SHOWN: usize = 24;
/// On larger machines idle cores are left out.
const SMALL_MACHINE: u16 = 8;

pub fn now(run: &RunView, setup: &Setup, time: Time, lang: Lang) -> Html {
    let trace = &run.trace;
    let time = time.min(trace.end);
    let spells = run.moment(time);
    let rows = spells.iter().filter(|s| is_told(s, trace.hardware_threads)).take(SHOWN).map(|s| {
        html! {
            <div class="now-row">
                <dt>{name(run, setup, s, lang)}</dt>
                <dd>{holder(trace, s, lang)}{waiting(trace, s, lang)}</dd>
            </div>
        }
    });
    html! {
        <div class="now" data-testid="now">
            <p class="now-time">{duration(time, lang)}</p>
            <dl>{for rows}{memory(trace, time, lang)}</dl>
            <p class="empty">{Text::NowHint.get(lang)}</p>
        </div>
    }
}

/// What each process takes of memory at that moment.
fn memory(trace: &Trace, time: Time, lang: Lang) -> Html {
    let taken = |n: usize| trace.bytes_at(ProcessId(n as u32), time);
    let rows = trace.processes.iter().enumerate().filter(|(n, _)| taken(*n) > 0).take(SHOWN);
    let rows = rows.map(|(n, process)| {
        let name = match trace.processes.len() {
            1 => String::new(),
            _ => [" (", &process.name, ")"].concat(),
        };
        html! {
            <div class="now-row">
                <dt>{Text::MemoryNow.get(lang)}{name}</dt>
                <dd>{bytes(taken(n), lang)}</dd>
            </div>
        }
    });
    html! { {for rows} }
}

fn is_told(s: &Spell, cores: u16) -> bool {
    let always = match s.at {
        Whereabouts::Core(_) => cores <= SMALL_MACHINE,
        Whereabouts::RunQueue(0) | Whereabouts::Resource(_) => true,
        _ => false,
    };
    always || !s.tasks.is_empty()
}

fn name(run: &RunView, setup: &Setup, s: &Spell, lang: Lang) -> String {
    let trace = &run.trace;
    let queue = |place: Place| lane_name(run, setup, LaneKind::Queue(place), lang);
    let fixed = match s.at {
        Whereabouts::Core(h) => return core_name(h, setup.threads_per_core, lang),
        Whereabouts::Resource(r) => {
            let Some(resource) = trace.resources.get(r.index()) else { return String::new() };
            let several = trace.processes.len() > 1;
            let process = trace.processes.get(resource.process.index());
            return match resource.kind {
                ResourceKind::Gil => gil_name(process.map_or("", |p| &p.name), several),
                _ => resource.name.clone(),
            };
        }
        Whereabouts::RunQueue(0) => Text::NowQueue,
        Whereabouts::RunQueue(q) => {
            return [Text::NowQueue.get(lang), " · ", &queue(Place::RunQueue(q))].concat();
        }
        Whereabouts::Loop(r) => match trace.resources.get(r.index()).map(|r| r.kind) {
            Some(ResourceKind::Loop) => Text::NowLoop,
            _ => {
                let queue = queue(Place::Resource(r));
                return [Text::NowQueue.get(lang), " · ", &queue].concat();
            }
        },
        Whereabouts::Io => Text::NowIo,
        Whereabouts::Others => Text::NowOthers,
    };
    fixed.get(lang).into()
}

fn holder(trace: &Trace, s: &Spell, lang: Lang) -> Html {
    match (s.at, s.holder) {
        (_, Some(task)) => html! {
            <span class="now-part">{Text::NowHeldBy.get(lang)}{" "}{task_tag(trace, task)}</span>
        },
        (Whereabouts::Resource(_), None) if s.tasks.is_empty() => Text::NowFree.get(lang).into(),
        _ => Html::default(),
    }
}

fn waiting(trace: &Trace, s: &Spell, lang: Lang) -> Html {
    let tags = s.tasks.iter().map(|&task| task_tag(trace, task));
    match (s.at, s.tasks.is_empty()) {
        (Whereabouts::Core(_), true) => Text::NowIdle.get(lang).into(),
        (Whereabouts::RunQueue(_), true) => Text::NowNobody.get(lang).into(),
        (_, true) => Html::default(),
        (Whereabouts::Resource(_), false) => html! {
            <span class="now-part">{Text::NowWaiting.get(lang)}{" "}{for tags}</span>
        },
        (_, false) => html! { <span class="now-part">{for tags}</span> },
    }
}
