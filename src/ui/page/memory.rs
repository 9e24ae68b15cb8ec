//! Memory at the playback's moment: each process a room of its own, with its
//! tasks, its global variables and what they hold; and where tasks raced.

use crate::base::{ProcessId, TaskId, Time};
use crate::trace::{Change, ContentKind, Datum, Picture, ProcessMemory, Race, Target, Trace};
use crate::ui::page::run_parts::task_tag;
use crate::ui::state::Action;
use crate::view::RunView;
use crate::words::Lang;
use crate::words::timeline::{instant, race_locks, race_sentence, state_name};
use crate::words::ui::{Text, changed_last, memory_origin};
use std::rc::Rc;
use yew::prelude::*;

/// So many changes are looked through for who changed a variable last.
const LOOKED_BACK: usize = 5_000;
/// More races, or more tasks in a room, nobody reads.
const SHOWN: usize = 12;

/// The pictures of the moment shown last: the next is near to them.
pub type Pictures = Option<(Rc<RunView>, Vec<Picture>)>;

pub struct Memory<'a> {
    pub run: &'a Rc<RunView>,
    pub time: Time,
    pub lang: Lang,
    pub on_select: &'a Callback<Option<usize>>,
    pub send: &'a Callback<Action>,
}

pub fn memory(shown: &Memory, pictures: &mut Pictures) -> Html {
    let trace = &shown.run.trace;
    let time = shown.time.min(trace.end);
    let pictures = at(pictures, shown.run, time);
    let alive = |i: &usize| {
        let process = &trace.processes[*i];
        process.started <= time && process.ended.is_none_or(|end| end > time || end == trace.end)
    };
    let rooms = (0..pictures.len().min(trace.processes.len())).filter(alive);
    let rooms = rooms.map(|i| room(shown, ProcessId(i as u32), &pictures[i], time));
    html! {
        <div class="memory" data-testid="memory">
            <p class="now-time">{instant(time, shown.lang)}</p>
            {races(shown)}
            <div class="rooms">{for rooms}</div>
            <p class="empty">{Text::MemoryNowHint.get(shown.lang)}</p>
        </div>
    }
}

fn at<'a>(pictures: &'a mut Pictures, run: &Rc<RunView>, time: Time) -> &'a [Picture] {
    let kept = pictures.take().filter(|(of, _)| Rc::ptr_eq(of, run));
    let new = || (run.clone(), run.trace.memory.iter().map(Picture::new).collect());
    let (_, all) = pictures.insert(kept.unwrap_or_else(new));
    for (picture, memory) in all.iter_mut().zip(&run.trace.memory) {
        picture.seek_time(memory, time);
    }
    all
}

fn room(shown: &Memory, process: ProcessId, picture: &Picture, time: Time) -> Html {
    let (trace, lang) = (&shown.run.trace, shown.lang);
    let (info, memory) = (&trace.processes[process.index()], &trace.memory[process.index()]);
    let parent = info.parent.and_then(|p| trace.processes.get(p.index()));
    let changes = last_changes(memory, picture.position());
    let since = shown.run.previous_event(time);
    let shared = shared_names(trace, process, time);
    let rows: Vec<Html> = picture
        .globals(memory)
        .filter(|(_, _, value)| is_data(picture, *value))
        .map(|(slot, name, value)| {
            let change = changes.iter().find(|(of, _)| *of == slot).map(|(_, change)| *change);
            let new = change.is_some_and(|c| since.is_none_or(|since| c.time > since));
            let text = picture.text(trace, process, value);
            html! {
                <tr class={new.then_some("is-new")}>
                    <th scope="row">{name.to_string()}</th>
                    <td><code>{text}</code></td>
                    <td>{marks(memory, value, shared.contains(&&**name), lang)}{writer(trace, change, lang)}</td>
                </tr>
            }
        })
        .collect();
    html! {
        <section class="room">
            <h3>{Text::Process.get(lang)}{" "}{&info.name}</h3>
            if let Some(parent) = parent {
                <p class="room-note">{memory_origin(&parent.name, info.started, lang)}</p>
            }
            <ul class="room-tasks" aria-label={Text::MemoryTasks.get(lang)}>
                {for tasks(shown.run, process, time, lang)}
            </ul>
            if rows.is_empty() {
                <p class="empty">{Text::MemoryEmpty.get(lang)}</p>
            } else {
                <table class="room-data">
                    <caption class="visually-hidden">{Text::MemoryGlobals.get(lang)}</caption>
                    <tbody>{for rows}</tbody>
                </table>
            }
            if memory.full.is_some_and(|full| full <= time) {
                <p class="room-note">{Text::MemoryFull.get(lang)}</p>
            }
        </section>
    }
}

/// Functions, classes and modules are the program, locks are told under *Now*.
fn is_data(picture: &Picture, value: Datum) -> bool {
    match value {
        Datum::Nothing | Datum::Word(_) | Datum::Sync(_) => false,
        Datum::Object(object) => picture.object(object).is_some_and(|content| {
            !matches!(content.kind, ContentKind::Function | ContentKind::Class | ContentKind::Other)
        }),
        _ => true,
    }
}

/// The last change of each global variable, and of what hangs from it.
fn last_changes(memory: &ProcessMemory, position: usize) -> Vec<(u16, &Change)> {
    let mut found: Vec<(u16, &Change)> = Vec::new();
    for change in memory.changes[..position].iter().rev().take(LOOKED_BACK) {
        let slot = match change.delta.target() {
            Target::Global(slot) => Some(slot),
            Target::Object(object) => memory.root(object),
        };
        if let Some(slot) = slot
            && found.iter().all(|(of, _)| *of != slot)
        {
            found.push((slot, change));
        }
    }
    found
}

fn marks(memory: &ProcessMemory, value: Datum, is_shared: bool, lang: Lang) -> Html {
    let is_copy = match value {
        Datum::Object(o) => memory.copied_from.get(o as usize).is_some_and(Option::is_some),
        _ => false,
    };
    let mark = |text: Text, hint: Text| {
        html! { <span class="badge" title={hint.get(lang)}>{text.get(lang)}</span> }
    };
    html! {
        <>
            if is_shared { {mark(Text::MemoryShared, Text::MemorySharedHint)} }
            if is_copy { {mark(Text::MemoryCopy, Text::MemoryCopyHint)} }
        </>
    }
}

/// Names of the global variables that several tasks have used by then, in
/// themselves or in what they hold, and that change.
fn shared_names(trace: &Trace, process: ProcessId, time: Time) -> Vec<&str> {
    let sharing = &trace.sharing;
    let mut users: Vec<Option<TaskId>> = vec![None; sharing.variables.len()];
    let mut names = Vec::new();
    for (variable, access) in sharing.accesses.iter().filter(|(_, access)| access.time <= time) {
        let at = *variable as usize;
        let Some(user) = users.get_mut(at) else { continue };
        let variable = &sharing.variables[at];
        if user.replace(access.task).is_some_and(|before| before != access.task)
            && variable.process == process
        {
            let end = variable.name.find(['.', '[']).unwrap_or(variable.name.len());
            let name = &variable.name[..end];
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Who changed it last.
fn writer(trace: &Trace, change: Option<&Change>, lang: Lang) -> Html {
    let Some(change) = change.filter(|c| c.task != TaskId::NONE) else { return Html::default() };
    html! {
        <span class="room-writer">
            {task_tag(trace, change.task)}{" "}{changed_last(change.time, change.line, lang)}
        </span>
    }
}

/// The tasks that live in a process, and what they do.
fn tasks(run: &RunView, process: ProcessId, time: Time, lang: Lang) -> Vec<Html> {
    let trace = &run.trace;
    let inside = (0..trace.tasks.len() as u32).map(TaskId).filter(|task| {
        let info = &trace.tasks[task.index()];
        info.process == process && info.arrival <= time && info.finish.is_none_or(|end| end > time)
    });
    let item = |task: TaskId| {
        let state = run.segment_at(task, time).map(|i| trace.segments.state(i));
        html! {
            <li>{task_tag(trace, task)}{" "}{state.map_or("", |state| state_name(state, lang))}</li>
        }
    };
    inside.take(SHOWN).map(item).collect()
}

/// Every race of the run, with a way to its place.
fn races(shown: &Memory) -> Html {
    let (trace, lang) = (&shown.run.trace, shown.lang);
    let races = &trace.sharing.races;
    if races.is_empty() {
        return Html::default();
    }
    let item = |race: &Race| {
        let (time, task) = (race.second.time, race.second.task);
        let (send, select) = (shown.send.clone(), shown.on_select.clone());
        // An access as a task ends belongs to the segment that ends there.
        let before = Time(time.0.saturating_sub(1));
        let segment = shown.run.segment_at(task, time);
        let segment = segment.or_else(|| shown.run.segment_at(task, before));
        let onclick = move |_: MouseEvent| {
            send.emit(Action::Seek(time));
            select.emit(segment);
        };
        html! {
            <li class="race">
                <p>{race_sentence(race, trace, lang)}{" "}{race_locks(race, trace, lang)}</p>
                <button type="button" class="button button-small" {onclick}>
                    {Text::ShowMoment.get(lang)}{" "}{instant(time, lang)}
                </button>
            </li>
        }
    };
    html! { <ul class="races" data-testid="races">{for races.iter().take(SHOWN).map(item)}</ul> }
}
