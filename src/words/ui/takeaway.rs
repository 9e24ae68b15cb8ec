//! The one sentence above the timeline: what came of this run.

use crate::base::Time;
use crate::metrics::{Starved, starved};
use crate::setup::Setup;
use crate::trace::{Ending, Outcome, TaskInfo, Trace};
use crate::words::ui::{cores, duration, model_name, percent, tasks};
use crate::words::{Lang, circles, ending, failure, plural};

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
    let (trace, setup) = (t.trace, t.setup);
    let (sign, said, mut details) = match trace.ending {
        Some(Ending::Finished) => (": ", finished(t, lang), failures(trace, lang)),
        None => {
            let stopped = lang.pick("stopped at ", "остановлено в момент ");
            (": ", [stopped, &duration(trace.end, lang), "."].concat(), Vec::new())
        }
        _ => {
            let text = ending(trace, setup, lang);
            (". ", text.sentence, text.details)
        }
    };
    if trace.ending.is_some() {
        details.extend(circles(trace, lang));
        details.extend(missed(trace, lang));
        details.extend(starving(trace, setup, lang));
    }
    let place = [model_name(setup.model, lang), ", ", &cores(setup.cores, lang)].concat();
    TakeawayText { sentence: [&place, sign, &said].concat(), details }
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
        let text = lang.pick("nothing here takes any time.", "здесь ничто не занимает времени.");
        return text.into();
    }
    // The main task only starts the others, unless it is alone.
    let count = t.trace.tasks.len().saturating_sub(1).max(1);
    let (n, end, busy) = (tasks(count, lang), duration(makespan, lang), percent(t.busy, lang));
    let failed = t.trace.tasks.iter().filter(|task| task.outcome == Outcome::Raised).count();
    let verb = |one, many| plural(lang, count as u64, one, many, many);
    // A task may fail long before the run ends: "by" is true of both.
    let does = match (lang, failed) {
        (Lang::En, 0) => verb(" finishes at ", " finish at "),
        (Lang::En, f) if f == count => verb(" fails by ", " fail by "),
        (Lang::En, _) => " end by ",
        (Lang::Ru, f) if f == count => {
            verb(" завершается с ошибкой к ", " завершаются с ошибкой к ")
        }
        (Lang::Ru, _) => verb(" завершается к ", " завершаются к "),
    };
    let mut text = [&n, does, &end].concat();
    if (1..count).contains(&failed) {
        let with = lang.pick(", with an error: ", ", из них с ошибкой: ");
        text += &[with, &failed.to_string()].concat();
    }
    let (en, ru) = match t.setup.cores {
        1 => ("; the core is busy ", "; ядро занято "),
        _ => ("; the cores are busy ", "; ядра заняты "),
    };
    text += &[lang.pick(en, ru), &busy, lang.pick(" of the time.", " времени.")].concat();
    if let Some(alone) = t.sequential.filter(|&alone| count > 1 && alone > makespan) {
        let alone = duration(alone, lang);
        let would = lang.pick(" One after another it would take ", " По очереди вышло бы ");
        text += &[would, &alone, "."].concat();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::two_take_turns;

    #[test]
    fn what_failed_is_not_said_to_finish() {
        let said = |failed: &[usize], lang| {
            let mut trace = two_take_turns();
            trace.ending = Some(Ending::Finished);
            failed.iter().for_each(|&task| trace.tasks[task].outcome = Outcome::Raised);
            let setup = Setup::default();
            let t = Takeaway { setup: &setup, trace: &trace, busy: 1.0, sequential: None };
            takeaway(&t, lang).sentence.replace('\u{a0}', " ")
        };
        let (en, ru) = (|failed| said(failed, Lang::En), |failed| said(failed, Lang::Ru));
        assert!(en(&[]).contains("core: 2 tasks finish at 40 ms; the core"), "{}", en(&[]));
        assert!(en(&[1]).contains("2 tasks end by 40 ms, with an error: 1; the core"));
        assert!(en(&[1, 2]).contains("2 tasks fail by 40 ms; the core"));
        assert!(ru(&[1]).contains("2 задачи завершаются к 40 мс, из них с ошибкой: 1; ядро"));
        assert!(ru(&[1, 2]).contains("2 задачи завершаются с ошибкой к 40 мс; ядро"));
    }
}
