//! Data races and lost updates, told.

use crate::base::TaskId;
use crate::trace::{Access, Race, RaceKind, Trace};
use crate::words::Lang;

/// What the mark on the timeline is called.
pub fn race_name(kind: RaceKind, lang: Lang) -> &'static str {
    match kind {
        RaceKind::Unordered => lang.pick("Data race", "Гонка данных"),
        RaceKind::LostUpdate => lang.pick("Lost update", "Потерянное обновление"),
    }
}

/// What happened, in one sentence: who, which variable, which lines.
pub fn race_sentence(race: &Race, trace: &Trace, lang: Lang) -> String {
    let who = |task: TaskId| trace.tasks.get(task.index()).map_or("?", |task| &task.name);
    let name = race_name(race.kind, lang);
    let (first, second) = (&race.first, &race.second);
    let fill = |template: &str, third: &Access| {
        let verbs = [verb(first, lang), verb(second, lang)];
        [("{name}", name), ("{variable}", &race.variable)]
            .into_iter()
            .chain([("{first}", who(first.task)), ("{second}", who(second.task))])
            .chain([("{third}", who(third.task)), ("{does}", verbs[0]), ("{then}", verbs[1])])
            .fold(template.to_string(), |text, (mark, word)| text.replace(mark, word))
            .replace("{1}", &first.line.to_string())
            .replace("{2}", &second.line.to_string())
            .replace("{3}", &third.line.to_string())
    };
    match &race.lost {
        Some(lost) => fill(
            lang.pick(
                "{name} of {variable}: {first} read it (line {1}), {third} wrote it (line {3}), \
                 then {second} overwrote that (line {2}) with what it had computed from the old value.",
                "{name} ({variable}): задача {first} прочитала значение (строка {1}), задача {third} \
                 записала новое (строка {3}), затем задача {second} записала поверх него (строка {2}) \
                 то, что вычислила по старому.",
            ),
            lost,
        ),
        None => fill(
            lang.pick(
                "{name} on {variable}: {first} {does} it (line {1}) and {second} {then} it (line {2}), \
                 and nothing says which of the two comes first.",
                "{name} ({variable}): задача {first} {does} (строка {1}) и задача {second} {then} \
                 (строка {2}), и ничто не задаёт, кто из них первый.",
            ),
            first,
        ),
    }
}

fn verb(access: &Access, lang: Lang) -> &'static str {
    match access.write {
        true => lang.pick("writes", "пишет"),
        false => lang.pick("reads", "читает"),
    }
}

/// What locks had to do with it.
pub fn race_locks(race: &Race, trace: &Trace, lang: Lang) -> String {
    let sharing = &trace.sharing;
    let other = race.lost.as_ref().unwrap_or(&race.first);
    let common = sharing.common(other.locks, race.second.locks);
    if let Some(lock) = common.first() {
        let name = trace.resources.get(lock.index()).map_or("", |lock| &lock.name);
        let text = lang.pick(
            "Both held {}, but it was let go between the reading and the writing.",
            "Обе держали {}, но между чтением и записью её отпускали.",
        );
        return text.replace("{}", name);
    }
    let locked = |access: &Access| !sharing.locks(access.locks).is_empty();
    match (locked(other), locked(&race.second)) {
        (false, false) => lang.pick("Neither held a lock.", "Ни одна не держала блокировку."),
        (true, true) => lang.pick(
            "Each held a lock, but not the same one.",
            "Каждая держала блокировку, но разные.",
        ),
        _ => lang.pick("Only one of them held a lock.", "Блокировку держала только одна из них."),
    }
    .to_string()
}
