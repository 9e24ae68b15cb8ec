//! The views of a run that show memory: what it held when, who used what, and
//! where that went wrong.

use super::render::name;
use interleave::base::{ProcessId, TaskId};
use interleave::setup::format_duration;
use interleave::trace::{
    Access, ContentKind, Datum, Delta, Picture, Race, RaceKind, Target, Trace,
};

/// A line a change of the script's own variables and of what they hold:
/// `10ms A | counter = 1`.
pub fn memory(trace: &Trace) -> String {
    let mut text = String::new();
    for (index, memory) in trace.memory.iter().enumerate() {
        let process = ProcessId(index as u32);
        if trace.memory.len() > 1 {
            text += &format!("process {}\n", trace.processes[index].name);
        }
        let mut picture = Picture::new(memory);
        for (at, change) in memory.changes.iter().enumerate() {
            picture.seek(memory, at + 1);
            let (path, value) = match (&change.delta, change.delta.target()) {
                (Delta::Born { .. }, _) => continue,
                (Delta::Global { new, .. }, Target::Global(slot)) => {
                    (memory.global_name(slot).to_string(), *new)
                }
                (_, Target::Object(object)) if memory.root(object).is_some() => {
                    (memory.path(object), Datum::Object(object))
                }
                _ => continue,
            };
            let who = if change.task == TaskId::NONE { "copied" } else { name(trace, change.task) };
            if is_code(&picture, value) {
                continue;
            }
            let value = picture.text(trace, process, value);
            text += &format!("{} {who} | {path} = {value}\n", format_duration(change.time));
        }
    }
    text
}

fn is_code(picture: &Picture, value: Datum) -> bool {
    let Datum::Object(object) = value else { return matches!(value, Datum::Sync(_)) };
    let Some(content) = picture.object(object) else { return false };
    matches!(content.kind, ContentKind::Function | ContentKind::Class | ContentKind::Other)
}

/// A line a race: what, who, which lines, when, under which locks.
pub fn races(trace: &Trace) -> String {
    let all: String = trace.sharing.races.iter().map(|race| line(trace, race)).collect();
    if all.is_empty() { "none\n".into() } else { all }
}

fn line(trace: &Trace, race: &Race) -> String {
    let at = format_duration(race.second.time);
    let (first, second) = (access(trace, &race.first), access(trace, &race.second));
    let times = if race.count > 1 { format!(" ({} times)", race.count) } else { String::new() };
    let variable = &race.variable;
    match (race.kind, &race.lost) {
        (RaceKind::LostUpdate, Some(lost)) => {
            let lost = access(trace, lost);
            format!("{at} lost update of {variable}: {first}; {lost}; {second}{times}\n")
        }
        _ => format!("{at} data race on {variable}: {first}; {second}{times}\n"),
    }
}

fn access(trace: &Trace, a: &Access) -> String {
    let what = if a.write { "writes" } else { "reads" };
    let locks: Vec<&str> = trace
        .sharing
        .locks(a.locks)
        .iter()
        .map(|lock| trace.resources[lock.index()].name.as_str())
        .collect();
    let under =
        if locks.is_empty() { String::new() } else { format!(" holding {}", locks.join(", ")) };
    let (who, at) = (name(trace, a.task), format_duration(a.time));
    format!("{who} {what} at {at} in line {}{under}", a.line)
}

/// A line an access to what several tasks share and some change.
pub fn accesses(trace: &Trace) -> String {
    let sharing = &trace.sharing;
    let of = |(variable, a): &(u32, Access)| {
        format!("{}: {}\n", sharing.variables[*variable as usize].name, access(trace, a))
    };
    sharing.accesses.iter().map(of).collect()
}
