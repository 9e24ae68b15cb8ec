//! The one sentence above the timeline: what came of this run.

use crate::base::Time;
use crate::metrics::{Starved, starved};
use crate::setup::Setup;
use crate::trace::{Ending, TaskInfo, Trace};
use crate::words::ui::{cores, duration, model_name, percent, tasks};
use crate::words::{Lang, circles, ending, failure};

/// What the sentence is made of.
pub struct Takeaway<'a> {
    pub setup: &'a Setup,
    pub trace: &'a Trace,
    /// Share of the cores' time in which they ran tasks.
    pub busy: f64,
    /// How long the same work would take one after another, where known.
    pub sequential: Option<Time>,
}

pub struct TakeawayText {
    pub sentence: String,
    /// What more there is to say of a run that went wrong, one a line.
    pub details: Vec<String>,
}

pub fn takeaway(t: &Takeaway, lang: Lang) -> TakeawayText {
    let place = format!("{}, {}", model_name(t.setup.model, lang), cores(t.setup.cores, lang));
    if t.trace.ending == Some(Ending::Finished) {
        let sentence = format!("{place}: {}", finished(t, lang));
        let mut details = failures(t.trace, lang);
        details.extend(circles(t.trace, lang));
        details.extend(missed(t.trace, lang));
        details.extend(starving(t.trace, t.setup, lang));
        return TakeawayText { sentence, details };
    }
    if t.trace.ending.is_none() {
        let end = duration(t.trace.end, lang);
        let sentence = match lang {
            Lang::En => format!("{place}: stopped at {end}."),
            Lang::Ru => format!("{place}: остановлено в момент {end}."),
        };
        return TakeawayText { sentence, details: Vec::new() };
    }
    let text = ending(t.trace, t.setup, lang);
    let mut details = text.details;
    details.extend(circles(t.trace, lang));
    details.extend(missed(t.trace, lang));
    details.extend(starving(t.trace, t.setup, lang));
    TakeawayText { sentence: format!("{place}. {}", text.sentence), details }
}

/// The tasks that an exception ended: the others went on without them.
fn failures(trace: &Trace, lang: Lang) -> Vec<String> {
    let all = trace.tasks.iter().filter_map(|task| task.failure.as_ref());
    first(&mut all.map(|f| failure(trace, f, lang)), lang)
}

/// How many of a list are left out.
pub fn more(count: usize, lang: Lang) -> String {
    [lang.pick("… and ", "… и ещё "), &count.to_string(), lang.pick(" more.", ".")].concat()
}

/// The first few of these lines, and how many more there are.
fn first(all: &mut dyn Iterator<Item = String>, lang: Lang) -> Vec<String> {
    const SHOWN: usize = 3;
    let mut lines = Vec::new();
    while let Some(line) = all.next() {
        if lines.len() < SHOWN {
            lines.push(line);
            continue;
        }
        lines.push(more(all.count() + 1, lang));
        break;
    }
    lines
}

/// Tasks and jobs that ended after their deadline, or not at all.
pub fn missed(trace: &Trace, lang: Lang) -> Vec<String> {
    first(&mut trace.tasks.iter().filter_map(|task| late(task, trace.end, lang)), lang)
}

/// That a task missed its deadline, if it did.
pub fn late(task: &TaskInfo, end: Time, lang: Lang) -> Option<String> {
    let (late, name) = (duration(task.late(end)?, lang), &task.name);
    let at = duration(task.deadline?, lang);
    Some(match lang {
        Lang::En => [name, " missed its deadline at ", &at, " by ", &late, "."].concat(),
        Lang::Ru => ["«", name, "»: срок ", &at, " пропущен, опоздание ", &late, "."].concat(),
    })
}

/// Tasks that were ready for longer than the setup says they should be.
pub fn starving(trace: &Trace, setup: &Setup, lang: Lang) -> Vec<String> {
    let all = starved(trace, setup.starvation);
    let line = |s: &Starved| {
        let name = &trace.tasks[s.task.index()].name;
        let (time, at) = (duration(s.end.saturating_sub(s.start), lang), duration(s.start, lang));
        match lang {
            Lang::En => {
                format!("{name} starved: ready from {at} on, for {time}, while others ran.")
            }
            Lang::Ru => {
                format!("{name} голодала: с {at} готова, но {time} работали только другие.")
            }
        }
    };
    first(&mut all.iter().map(line), lang)
}

fn finished(t: &Takeaway, lang: Lang) -> String {
    let makespan = t.trace.makespan();
    if t.trace.end == Time::ZERO {
        let text = match lang {
            Lang::En => "nothing here takes any time.",
            Lang::Ru => "здесь ничто не занимает времени.",
        };
        return text.into();
    }
    // The main task only starts the others, unless it is alone.
    let count = t.trace.tasks.len().saturating_sub(1).max(1);
    let (n, end, busy) = (tasks(count, lang), duration(makespan, lang), percent(t.busy, lang));
    let one = count % 10 == 1 && count % 100 != 11;
    let mut text = match lang {
        Lang::En if count == 1 => format!("{n} finishes at {end}"),
        Lang::En => format!("{n} finish at {end}"),
        Lang::Ru if one => format!("{n} завершается к {end}"),
        Lang::Ru => format!("{n} завершаются к {end}"),
    };
    text += &match (lang, t.setup.cores) {
        (Lang::En, 1) => format!("; the core is busy {busy} of the time."),
        (Lang::En, _) => format!("; the cores are busy {busy} of the time."),
        (Lang::Ru, 1) => format!("; ядро занято {busy} времени."),
        (Lang::Ru, _) => format!("; ядра заняты {busy} времени."),
    };
    if let Some(alone) = t.sequential.filter(|&alone| count > 1 && alone > makespan) {
        let alone = duration(alone, lang);
        text += &match lang {
            Lang::En => format!(" One after another it would take {alone}."),
            Lang::Ru => format!(" По очереди вышло бы {alone}."),
        };
    }
    text
}
