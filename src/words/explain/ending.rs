//! How a run ended, and what to do about it.

use super::{fill, task};
use crate::base::Time;
use crate::setup::{Limits, Setup};
use crate::trace::{Deadlock, Ending, Failure, Limit, Trace, Wait};
use crate::words::timeline::duration;
use crate::words::ui::{grouped, more};
use crate::words::{Lang, plural};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingText {
    pub sentence: String,
    /// One a line: the waits of a deadlock, the calls of an exception, what to
    /// do about a limit.
    pub details: Vec<String>,
}

pub fn ending(trace: &Trace, setup: &Setup, lang: Lang) -> EndingText {
    match &trace.ending {
        None => plain(lang.pick("The run goes on.", "Запуск продолжается.")),
        Some(Ending::Finished) => {
            let text = lang.pick("All tasks finished at {}.", "Все задачи завершились к {}.");
            plain(&fill(text, &|_| duration(trace.end, lang)))
        }
        Some(Ending::Failed(failure)) => failed(trace, failure, lang),
        Some(Ending::Deadlocked { waits, cycle }) if cycle.is_empty() => {
            let text = lang.pick(
                "Deadlock at {}: everybody waits for something that nobody will do.",
                "Тупик в момент {}: все ждут того, чего никто не сделает.",
            );
            let sentence = fill(text, &|_| duration(trace.deadlocked_at(), lang));
            EndingText { sentence, details: waits.iter().map(|w| wait(trace, w, lang)).collect() }
        }
        Some(Ending::Deadlocked { waits, cycle }) => {
            let time = trace.deadlocked_at();
            let mut details: Vec<String> = cycle
                .iter()
                .filter_map(|t| waits.iter().find(|w| w.task == *t))
                .map(|w| wait(trace, w, lang))
                .collect();
            let locks = details.len() > 1
                && cycle.iter().all(|t| waits.iter().any(|w| w.task == *t && w.resource.is_some()));
            if time < trace.end {
                let text = lang.pick("The others went on until {}.", "Остальные работали до {}.");
                details.push(fill(text, &|_| duration(trace.end, lang)));
            }
            // No order of locks helps tasks that wait for each other's end, or one alone.
            if locks {
                details.push(
                    lang.pick(
                        "Take the locks in the same order everywhere, and the circle cannot close.",
                        "Берите блокировки везде в одном порядке, и круг не замкнётся.",
                    )
                    .into(),
                );
            }
            EndingText { sentence: circle(time, lang), details }
        }
        Some(Ending::Limit { limit, task: who, line }) => {
            let mut sentence = limit_sentence(*limit, &setup.limits, lang);
            if *line > 0 {
                let text = lang.pick(" ({task}, line {line})", " ({task}, строка {line})");
                let at = fill(text, &|name| match name {
                    "task" => task(trace, *who, lang),
                    _ => line.to_string(),
                });
                sentence.insert_str(sentence.len() - 1, &at);
            }
            EndingText { sentence, details: vec![advice(*limit, lang).into()] }
        }
    }
}

/// Circles of waiting tasks beside which the run went on, one a line.
pub fn circles(trace: &Trace, lang: Lang) -> Vec<String> {
    let ended = |d: &&Deadlock| match &trace.ending {
        Some(Ending::Deadlocked { cycle, .. }) => !cycle.contains(&d.waits[0].task),
        _ => true,
    };
    let line = |d: &Deadlock| {
        let waits = d.waits.iter().map(|w| wait(trace, w, lang));
        let first = circle(d.time, lang);
        std::iter::once(first).chain(waits).collect::<Vec<_>>().join(" ")
    };
    const SHOWN: usize = 3;
    trace.deadlocks.iter().filter(ended).take(SHOWN).map(line).collect()
}

fn circle(time: Time, lang: Lang) -> String {
    let text = lang.pick(
        "Deadlock at {}: they wait for each other in a circle.",
        "Взаимная блокировка в момент {}: задачи ждут друг друга по кругу.",
    );
    fill(text, &|_| duration(time, lang))
}

fn plain(sentence: &str) -> EndingText {
    EndingText { sentence: sentence.into(), details: Vec::new() }
}

/// Who failed, when, where and with what.
pub fn failure(trace: &Trace, failure: &Failure, lang: Lang) -> String {
    let text = lang.pick(
        "{task} failed at {time} in line {line}: {what}",
        "{task}: ошибка в момент {time}, строка {line}: {what}",
    );
    fill(text, &|name| match name {
        "task" => task(trace, failure.task, lang),
        "time" => duration(failure.time, lang),
        "line" => failure.line.to_string(),
        _ if failure.message.is_empty() => failure.kind.clone(),
        _ => [&failure.kind, ": ", &failure.message].concat(),
    })
}

/// So many of the outermost calls are shown, and of the innermost.
const CALLS: usize = 4;

/// The same with the calls that led there, outermost first.
pub fn failed(trace: &Trace, ended: &Failure, lang: Lang) -> EndingText {
    let sentence = failure(trace, ended, lang);
    let call = |(function, line): &(String, u32)| {
        let text = lang.pick("{function}, line {line}", "{function}, строка {line}");
        fill(text, &|name| if name == "line" { line.to_string() } else { function.clone() })
    };
    let mut details: Vec<String> = ended.traceback.iter().map(call).collect();
    // What calls itself without end fails a thousand calls deep.
    if let Some(left) = details.len().checked_sub(2 * CALLS).filter(|&n| n > 0) {
        details.drain(CALLS..CALLS + left);
        details.insert(CALLS, more(left, lang));
    }
    EndingText { sentence, details }
}

fn wait(trace: &Trace, wait: &Wait, lang: Lang) -> String {
    let (en, ru) = match (wait.resource, wait.holder) {
        (Some(_), Some(_)) => (
            "{task} waits for {resource}, which {holder} holds (line {line}).",
            "{task} ждёт «{resource}» (строка {line}); его держит {holder}.",
        ),
        (Some(_), None) => (
            "{task} waits for {resource} (line {line}).",
            "{task} ждёт «{resource}» (строка {line}).",
        ),
        (None, Some(_)) => (
            "{task} waits for {holder} to end (line {line}).",
            "{task} ждёт завершения {holder} (строка {line}).",
        ),
        (None, None) => ("{task} waits (line {line}).", "{task} ждёт (строка {line})."),
    };
    fill(lang.pick(en, ru), &|name| match name {
        "task" => task(trace, wait.task, lang),
        "holder" => wait.holder.map_or("?".into(), |t| task(trace, t, lang)),
        "resource" => wait
            .resource
            .and_then(|r| trace.resources.get(r.index()))
            .map_or("?".into(), |r| r.name.clone()),
        _ => wait.line.to_string(),
    })
}

fn limit_sentence(limit: Limit, limits: &Limits, lang: Lang) -> String {
    let number = match limit {
        Limit::Steps => limits.steps,
        Limit::Events => limits.events,
        Limit::Tasks => limits.tasks.into(),
        Limit::Heap => limits.heap >> 20,
        Limit::Recursion => limits.recursion.into(),
        Limit::Output => limits.output_lines.into(),
        Limit::Time => 0,
    };
    let many = |one, few, many| plural(lang, number, one, few, many);
    let text = match (limit, lang) {
        (Limit::Steps, Lang::En) => "Stopped after {n} steps of the program.",
        (Limit::Steps, Lang::Ru) => many(
            "Остановлено после {n} шага программы.",
            "Остановлено после {n} шагов программы.",
            "Остановлено после {n} шагов программы.",
        ),
        (Limit::Events, Lang::En) => "Stopped after {n} events on the timeline.",
        (Limit::Events, Lang::Ru) => many(
            "Остановлено после {n} события на диаграмме.",
            "Остановлено после {n} событий на диаграмме.",
            "Остановлено после {n} событий на диаграмме.",
        ),
        (Limit::Tasks, Lang::En) => "Stopped: there are at most {n} tasks.",
        (Limit::Tasks, Lang::Ru) => "Остановлено: задач может быть не больше {n}.",
        (Limit::Heap, Lang::En) => "Stopped: the program's memory is limited to {n} MiB.",
        (Limit::Heap, Lang::Ru) => "Остановлено: памяти у программы не больше {n} МиБ.",
        (Limit::Recursion, Lang::En) => "Stopped: functions call each other at most {n} deep.",
        (Limit::Recursion, Lang::Ru) => "Остановлено: глубина вызовов не больше {n}.",
        (Limit::Output, Lang::En) => "Stopped: at most {n} lines or {kib} KiB are printed.",
        (Limit::Output, Lang::Ru) => "Остановлено: печатается не больше {n} строк или {kib} КиБ.",
        (Limit::Time, Lang::En) => "Stopped at {time} of simulated time.",
        (Limit::Time, Lang::Ru) => "Остановлено на {time} модельного времени.",
    };
    fill(text, &|name| match name {
        "time" => duration(limits.until, lang),
        "kib" => (limits.output_bytes >> 10).to_string(),
        _ => grouped(number, lang),
    })
}

/// What to do.
fn advice(limit: Limit, lang: Lang) -> &'static str {
    let (en, ru) = match limit {
        Limit::Steps => (
            "Does a loop never end? Give it a condition that becomes false, or wait with io() instead of asking again and again.",
            "Нет ли бесконечного цикла? Дайте ему условие, которое станет ложным, или ждите через io(), а не спрашивайте снова и снова.",
        ),
        Limit::Events => (
            "Use fewer or longer steps, or a longer quantum.",
            "Сделайте шагов меньше или длиннее либо увеличьте квант.",
        ),
        Limit::Tasks => (
            "Spawn fewer tasks; does a task spawn itself?",
            "Запускайте меньше задач; не запускает ли задача саму себя?",
        ),
        Limit::Heap => (
            "Does a list or a string grow without end?",
            "Не растёт ли без конца список или строка?",
        ),
        Limit::Recursion => (
            "Does a function call itself without a condition that stops it?",
            "Не вызывает ли функция саму себя без условия остановки?",
        ),
        Limit::Output => {
            ("Print less, or only at the end.", "Печатайте меньше или только в конце.")
        }
        Limit::Time => (
            "Does something repeat for ever? Make the waits shorter, or let the loop end.",
            "Не повторяется ли что-то вечно? Сократите ожидания или завершите цикл.",
        ),
    };
    lang.pick(en, ru)
}
