//! Why a segment began, and how a run ended: one sentence, then details.

mod ending;
mod rule;
mod template;

use crate::base::{TaskId, letters};
use crate::explain::Explanation;
use crate::setup::Setup;
use crate::trace::{Place, Trace};
use crate::words::timeline::{core_name, duration, overhead, range};
use crate::words::{Lang, plural};
pub use ending::{EndingText, circles, ending, failed, failure};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationText {
    /// What happened and why, with who else waited.
    pub sentence: String,
    /// The rule that decided.
    pub rule: String,
    /// What it cost; empty if nothing.
    pub cost: String,
    /// From when to when, and in which line.
    pub when: String,
}

pub fn explanation(e: &Explanation, trace: &Trace, setup: &Setup, lang: Lang) -> ExplanationText {
    let s = &e.segment;
    let names = Names { e, trace, setup, lang };
    let what = template::state(s.state, s.cause, s.place, lang);
    let because = template::cause(s.cause, e.other.is_some(), lang);
    let joint = lang.pick(" because ", ", потому что ");
    let mut sentence = fill(&[what, joint, because].concat(), &|name| names.get(name));
    if !e.eligible.is_empty() {
        sentence.push_str("; ");
        sentence.push_str(&also_waited(e, trace, lang));
    }
    sentence.push('.');
    let cost = e.cost.map_or(String::new(), |cost| {
        let (kind, time) = (overhead(cost.kind, lang), duration(cost.time, lang));
        let text = lang.pick("Cost: {kind}, {time} of a core.", "Цена: {kind}, {time} ядра.");
        fill(text, &|name| if name == "kind" { kind.into() } else { time.clone() })
    });
    ExplanationText { sentence, rule: rule::rule(&e.rule, lang), cost, when: when(e, lang) }
}

fn when(e: &Explanation, lang: Lang) -> String {
    let s = &e.segment;
    let span = range(s.start, s.end, lang);
    let length = duration(s.end.saturating_sub(s.start), lang);
    let mut text = [&span, " (", &length, ")"].concat();
    if s.line > 0 {
        text += lang.pick(", line ", ", строка ");
        text += &s.line.to_string();
    }
    text
}

/// Named up to three.
fn also_waited(e: &Explanation, trace: &Trace, lang: Lang) -> String {
    const NAMED: usize = 3;
    let count = e.eligible.len();
    let named = if count > NAMED { NAMED - 1 } else { count };
    let mut list: Vec<String> = e.eligible[..named].iter().map(|&t| task(trace, t, lang)).collect();
    if count > named {
        let n = count - named;
        list.push([&n.to_string(), " ", lang.pick("more", "др.")].concat());
    }
    let waited = match lang {
        Lang::En => " also waited",
        Lang::Ru => plural(lang, count as u64, " тоже ждала", " тоже ждали", " тоже ждали"),
    };
    join(&list, lang) + waited
}

/// `a`, `a and b`, `a, b and c`.
fn join(list: &[String], lang: Lang) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            [first.join(", "), lang.pick(" and ", " и ").into(), last.clone()].concat()
        }
    }
}

/// A task's name, in quotation marks where Russian grammar needs something
/// that stays as it is.
fn task(trace: &Trace, id: TaskId, lang: Lang) -> String {
    let name = trace.tasks.get(id.index()).map_or("?", |t| t.name.as_str());
    match lang {
        Lang::En => name.into(),
        Lang::Ru => ["«", name, "»"].concat(),
    }
}

fn resource(trace: &Trace, place: Place, lang: Lang) -> String {
    match place {
        Place::Resource(r) => match trace.resources.get(r.index()) {
            Some(info) if lang == Lang::En => info.name.clone(),
            Some(info) => ["«", &info.name, "»"].concat(),
            None => "?".into(),
        },
        _ => String::new(),
    }
}

/// What the braces of a template mean for one explanation.
struct Names<'a> {
    e: &'a Explanation,
    trace: &'a Trace,
    setup: &'a Setup,
    lang: Lang,
}

impl Names<'_> {
    fn get(&self, name: &str) -> String {
        let (s, lang) = (&self.e.segment, self.lang);
        match name {
            "task" => task(self.trace, s.task, lang),
            "by" => self.e.other.map_or("?".into(), |t| task(self.trace, t, lang)),
            "core" => s.place.hardware().map_or("?".into(), |h| {
                letters::to_lower(&core_name(h, self.setup.threads_per_core, lang))
            }),
            "resource" => resource(self.trace, s.place, lang),
            "preempt" => duration(self.setup.stealing.preempt, lang),
            "interval" => duration(self.setup.switch_interval, lang),
            "kind" => s.overhead.map_or("", |kind| overhead(kind, lang)).into(),
            "quantum" => match self.setup.policy.quantum() {
                Some(quantum) => [" (", &duration(quantum, lang), ")"].concat(),
                None => String::new(),
            },
            _ => String::new(),
        }
    }
}

/// Puts a value for every `{name}`; values are not looked into again.
fn fill(template: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&value(name));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests;
