//! The one sentence above the timeline: what came of this run.

use crate::base::Time;
use crate::setup::Model;
use crate::trace::{Ending, Limit, Trace};
use crate::words::Lang;
use crate::words::ui::{cores, duration, model_name, percent, tasks};

/// What the sentence is made of.
pub struct Takeaway<'a> {
    pub model: Model,
    pub cores: u16,
    pub trace: &'a Trace,
    /// Share of the cores' time in which they ran tasks.
    pub busy: f64,
    /// How long the same work would take one after another, where known.
    pub sequential: Option<Time>,
}

pub fn takeaway(t: &Takeaway, lang: Lang) -> String {
    let place = format!("{}, {}", model_name(t.model, lang), cores(t.cores, lang));
    let outcome = match &t.trace.ending {
        Some(Ending::Finished) => finished(t, lang),
        Some(Ending::Failed(failure)) => {
            let task = task_name(t.trace, failure.task.index());
            let (kind, line, at) = (&failure.kind, failure.line, duration(failure.time, lang));
            match lang {
                Lang::En => format!("{kind} ends {task} in line {line} at {at}."),
                Lang::Ru => format!("{kind} завершает {task} в строке {line} в момент {at}."),
            }
        }
        Some(Ending::Deadlocked { waits, cycle }) => {
            let stuck: Vec<&str> = if cycle.is_empty() {
                waits.iter().map(|w| task_name(t.trace, w.task.index())).collect()
            } else {
                cycle.iter().map(|c| task_name(t.trace, c.index())).collect()
            };
            let (who, at) = (stuck.join(", "), duration(t.trace.end, lang));
            match lang {
                Lang::En => format!("deadlock at {at}: {who} wait for ever."),
                Lang::Ru => format!("взаимная блокировка в момент {at}: {who} ждут вечно."),
            }
        }
        Some(Ending::Limit { limit, .. }) => limit_sentence(*limit, t.trace.end, lang),
        None => match lang {
            Lang::En => format!("stopped at {}.", duration(t.trace.end, lang)),
            Lang::Ru => format!("остановлено в момент {}.", duration(t.trace.end, lang)),
        },
    };
    format!("{place}: {outcome}")
}

fn finished(t: &Takeaway, lang: Lang) -> String {
    // The main task only starts the others, unless it is alone.
    let count = t.trace.tasks.len().saturating_sub(1).max(1);
    let (n, end, busy) = (tasks(count, lang), duration(t.trace.end, lang), percent(t.busy, lang));
    let one = count % 10 == 1 && count % 100 != 11;
    let mut text = match lang {
        Lang::En if count == 1 => format!("{n} finishes at {end}"),
        Lang::En => format!("{n} finish at {end}"),
        Lang::Ru if one => format!("{n} завершается к {end}"),
        Lang::Ru => format!("{n} завершаются к {end}"),
    };
    text += &match (lang, t.cores) {
        (Lang::En, 1) => format!("; the core is busy {busy} of the time."),
        (Lang::En, _) => format!("; the cores are busy {busy} of the time."),
        (Lang::Ru, 1) => format!("; ядро занято {busy} времени."),
        (Lang::Ru, _) => format!("; ядра заняты {busy} времени."),
    };
    if let Some(alone) = t.sequential.filter(|&alone| count > 1 && alone > t.trace.end) {
        let alone = duration(alone, lang);
        text += &match lang {
            Lang::En => format!(" One after another it would take {alone}."),
            Lang::Ru => format!(" По очереди вышло бы {alone}."),
        };
    }
    text
}

fn limit_sentence(limit: Limit, end: Time, lang: Lang) -> String {
    let what = match (limit, lang) {
        (Limit::Steps, Lang::En) => "too many steps: does a loop never end?",
        (Limit::Steps, Lang::Ru) => "слишком много шагов: нет ли бесконечного цикла?",
        (Limit::Events, Lang::En) => "too many events to draw.",
        (Limit::Events, Lang::Ru) => "слишком много событий.",
        (Limit::Tasks, Lang::En) => "too many tasks.",
        (Limit::Tasks, Lang::Ru) => "слишком много задач.",
        (Limit::Heap, Lang::En) => "out of memory: do lists grow without end?",
        (Limit::Heap, Lang::Ru) => "память кончилась: не растут ли списки без конца?",
        (Limit::Recursion, Lang::En) => "a function calls itself too deep.",
        (Limit::Recursion, Lang::Ru) => "слишком глубокая рекурсия.",
        (Limit::Output, Lang::En) => "too much is printed.",
        (Limit::Output, Lang::Ru) => "напечатано слишком много.",
        (Limit::Time, Lang::En) => "too much simulated time.",
        (Limit::Time, Lang::Ru) => "слишком много модельного времени.",
    };
    match lang {
        Lang::En => format!("stopped at {}: {what}", duration(end, lang)),
        Lang::Ru => format!("остановлено в момент {}: {what}", duration(end, lang)),
    }
}

fn task_name(trace: &Trace, index: usize) -> &str {
    trace.tasks.get(index).map_or("?", |task| &task.name)
}
