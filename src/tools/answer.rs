//! Results as JSON for the scripts of `www/tools`.

use interleave::base::{Span, Time};
use interleave::compare::{
    Axis, Curve, Number, Outcome, Point, Series, Work, amdahl, numbers, serial_share, table,
    task_number,
};
use interleave::export::{Chart, ChartLine, Look, Paint, chart, names_room, svg};
use interleave::scenario::Scenario;
use interleave::script::compile;
use interleave::setup::{CostPreset, Model, Scheduler, Setup};
use interleave::ui::open;
use interleave::view::{FoldKey, RunView, SectionKind, Window};
use interleave::words::tools::{
    ToolText, amdahl_note, axis_name, axis_title, axis_value, number_name,
};
use interleave::words::ui::{
    Takeaway, cores, cost_name, duration, model_name, model_sentence, policy_name, policy_sentence,
    ratio, takeaway,
};
use interleave::words::{
    self, Definition, Lang, PictureWords, comparison as sentences, measure_name, measure_value,
    variant_names,
};
use serde_json::{Map, Value, json};
use std::rc::Rc;

/// Rows of more tasks than this would bury the next picture.
const MOST_TASKS: usize = 16;

pub fn about(scenario: &Scenario, lang: Lang) -> String {
    let mut texts = Map::new();
    for text in ToolText::ALL {
        texts.insert(text.name().into(), text.get(lang).into());
    }
    let models = Model::ALL.iter().map(|&m| {
        json!({ "word": m.word(), "name": model_name(m, lang), "note": model_sentence(m, lang) })
    });
    let schedulers = Scheduler::ALL.iter().map(|&s| {
        json!({ "word": s.word(), "name": policy_name(s, lang), "note": policy_sentence(s, lang) })
    });
    let costs =
        CostPreset::ALL.iter().map(|&c| json!({ "word": c.word(), "name": cost_name(c, lang) }));
    let found = numbers(&scenario.script);
    let numbers = found.iter().map(|n| number_name(n.line, &n.call, n.value, lang));
    json!({
        "texts": texts,
        "title": scenario.title,
        "script": scenario.script,
        "runs": compile(&scenario.script, scenario.setup.model).program.is_some(),
        "model": scenario.setup.model.word(),
        "cores": scenario.setup.cores,
        "models": models.collect::<Vec<_>>(),
        "axes": axes(scenario, lang),
        "schedulers": schedulers.collect::<Vec<_>>(),
        "scheduler": scenario.setup.policy.word(),
        "presets": costs.collect::<Vec<_>>(),
        "preset": scenario.setup.costs.matching_preset().map(|c| c.word()),
        "numbers": numbers.collect::<Vec<_>>(),
    })
    .to_string()
}

/// What a curve can go along, each with the models for which it matters.
fn axes(scenario: &Scenario, lang: Lang) -> Vec<Value> {
    let work = Work::of(&scenario.script, &scenario.setup);
    let share = Axis::IoShare(work.unwrap_or(Work { cpu: 0, io: 0 }));
    let tasks = task_number(&scenario.script);
    let none = || Number { span: Span::default(), value: 0, line: 0, call: String::new() };
    let axes = [
        ("cores", Axis::Cores),
        ("tasks", Axis::Tasks(tasks.clone().unwrap_or_else(none))),
        ("quantum", Axis::Quantum),
        ("workers", Axis::Workers),
        ("switch", Axis::SwitchCost),
        ("share", share),
    ];
    let one = |(word, axis): &(&str, Axis)| {
        let matters =
            |model: &&Model| axis.matters(&Setup { model: **model, ..scenario.setup.clone() });
        let mut models: Vec<&str> = Model::ALL.iter().filter(matters).map(|m| m.word()).collect();
        if (*word == "share" && work.is_none()) || (*word == "tasks" && tasks.is_none()) {
            models.clear();
        }
        json!({ "word": word, "name": axis_name(axis, lang), "models": models })
    };
    axes.iter().map(one).collect()
}

pub fn definitions(lang: Lang) -> String {
    let one = |d: Definition| json!({ "name": d.name, "formula": d.formula, "says": d.says });
    Value::Array(words::definitions(lang).into_iter().map(one).collect()).to_string()
}

pub fn peek(scenario: &Scenario, lang: Lang) -> String {
    let lines = || scenario.script.lines().map(str::trim);
    let code = lines().find(|line| !line.is_empty() && !line.starts_with('#'));
    let beginning = code.or_else(|| lines().find(|line| !line.is_empty())).unwrap_or_default();
    let machine =
        [model_name(scenario.setup.model, lang), " · ", &cores(scenario.setup.cores, lang)]
            .concat();
    json!({
        "title": scenario.title,
        "beginning": beginning.chars().take(60).collect::<String>(),
        "machine": machine,
    })
    .to_string()
}

/// What came of a run, a sentence a line.
pub fn summary(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let Outcome { setup, trace, metrics, .. } = outcome;
    let sequential = metrics.speed_up.map(|s| Time((metrics.makespan.0 as f64 * s) as u64));
    let said = takeaway(&Takeaway { setup, trace, busy: metrics.busy, sequential }, lang);
    std::iter::once(said.sentence).chain(said.details).collect()
}

pub fn comparison(
    scenario: &Scenario,
    runs: &[(Rc<RunView>, Outcome)],
    paint: Paint,
    width: f64,
    lang: Lang,
) -> String {
    let outcomes: Vec<&Outcome> = runs.iter().map(|(_, o)| o).collect();
    let setups: Vec<&Setup> = outcomes.iter().map(|o| &o.setup).collect();
    let names = variant_names(&setups, lang);
    let until = outcomes.iter().map(|o| o.trace.end).max().unwrap_or_default();
    let words: Vec<PictureWords> = runs
        .iter()
        .zip(&names)
        .map(|((run, o), name)| PictureWords::new(run, &o.setup, name, summary(o, lang), lang))
        .collect();
    let look = |i: usize| {
        let (run, legend) = (&runs[i].0, i + 1 == runs.len());
        let mut look = Look { paint, width, until, heading: false, legend, ..Look::whole(run) };
        if run.trace.tasks.len() > MOST_TASKS {
            look.folds.insert(FoldKey::Section(SectionKind::Tasks));
        }
        look
    };
    let room = |i: usize| names_room(&runs[i].0, &words[i], &look(i));
    let names_at_least = (0..runs.len()).map(room).fold(0.0, f64::max);
    let mut plot = None;
    let pictures: Vec<Value> = (0..runs.len())
        .map(|i| {
            let look = Look { names: names_at_least, ..look(i) };
            let (picture, place) = svg(&runs[i].0, &words[i], &look);
            plot = Some(place);
            let mut variant = scenario.clone();
            variant.setup = outcomes[i].setup.clone();
            json!({
                "name": names[i],
                "said": summary(outcomes[i], lang).join(" "),
                "svg": picture,
                "height": place.height,
                "link": open::to_link(&variant),
            })
        })
        .collect();
    let rows: Vec<Value> = table(&outcomes)
        .iter()
        .map(|line| {
            let cells: Vec<Value> = (0..names.len())
                .map(|i| json!([measure_value(line, i, lang), line.best[i]]))
                .collect();
            json!({ "name": measure_name(line.measure, lang), "cells": cells })
        })
        .collect();
    json!({
        "pictures": pictures,
        "left": plot.map_or(0.0, |p| p.left),
        "width": plot.map_or(0.0, |p| p.width),
        "span": Window::fit(until).span,
        "end": until.0,
        "rows": rows,
        "sentences": sentences(&outcomes, &names, lang),
    })
    .to_string()
}

pub fn curve(curve: &Curve, speed_up: bool, paint: Paint, width: f64, lang: Lang) -> String {
    let series = curve.series();
    let value = |p: &Point| match speed_up {
        true => p.speed_up,
        false => p.makespan.map(|t| t.0 as f64),
    };
    let text = |value: f64| match speed_up {
        true => ratio(value, lang),
        false => duration(Time(value as u64), lang),
    };
    let mut lines: Vec<ChartLine> = series
        .iter()
        .map(|s| ChartLine {
            name: model_name(s.model, lang).into(),
            values: s.points.iter().map(value).collect(),
            theory: false,
        })
        .collect();
    let mut notes = Vec::new();
    if speed_up && let Some((line, note)) = law(curve, &series, lang) {
        lines.push(line);
        notes.push(note);
    }
    let show = match curve.axis {
        _ if !speed_up => ToolText::Makespan,
        Axis::Cores => ToolText::SpeedUpCores,
        _ => ToolText::SpeedUp,
    };
    let x_title = axis_title(&curve.axis, lang);
    let y_title = upper_first(show.get(lang));
    let rows: Vec<Value> = (0..curve.values.len())
        .map(|i| {
            let cell = |s: &Series| s.points.get(i).and_then(value).map_or("–".into(), text);
            let cells: Vec<String> = series.iter().map(cell).collect();
            json!({ "name": axis_value(&curve.axis, curve.values[i], lang), "cells": cells })
        })
        .collect();
    let names: Vec<&str> = series.iter().map(|s| model_name(s.model, lang)).collect();
    let picture = chart(&Chart {
        paint,
        width,
        title: format!("{y_title}: {x_title}"),
        x_title: x_title.clone(),
        y_title,
        positions: positions(curve, lang),
        lines,
        y_text: &text,
    });
    json!({ "svg": picture, "axis": x_title, "names": names, "rows": rows, "notes": notes })
        .to_string()
}

/// Counts stand where they belong; costs and quanta grow by factors, so they
/// stand at equal distances.
fn positions(curve: &Curve, lang: Lang) -> Vec<(f64, String)> {
    let linear = !matches!(curve.axis, Axis::Quantum | Axis::SwitchCost);
    let values = &curve.values;
    let (first, last) = (values[0] as f64, values[values.len() - 1] as f64);
    let at = |(i, &value): (usize, &u64)| {
        let place = match linear && last > first {
            true => (value as f64 - first) / (last - first),
            false => i as f64 / (values.len() - 1).max(1) as f64,
        };
        (place, axis_value(&curve.axis, value, lang))
    };
    values.iter().enumerate().map(at).collect()
}

/// Amdahl's law beside the steepest curve along cores.
fn law(curve: &Curve, series: &[Series], lang: Lang) -> Option<(ChartLine, String)> {
    if curve.axis != Axis::Cores {
        return None;
    }
    let best = |s: &&Series| {
        let most = s.points.iter().filter_map(|p| p.speed_up).fold(0.0, f64::max);
        (most * 1e6) as u64
    };
    let steepest = series.iter().max_by_key(best)?;
    // The first number of cores at which more of them no longer help.
    let speed = |i: usize| steepest.points.get(i).and_then(|p| p.speed_up);
    let top = (0..steepest.points.len()).filter_map(speed).fold(0.0, f64::max);
    let at = (0..steepest.points.len()).find(|&i| speed(i).is_some_and(|s| s > top * 0.999))?;
    let serial = serial_share(speed(at)?, curve.values[at] as f64)?;
    // Far above the curve the line would only press it flat.
    let near = |s: f64| (s <= top * 1.6).then_some(s);
    let values = curve.values.iter().map(|&n| near(amdahl(serial, n as f64))).collect();
    let line = ChartLine { name: ToolText::AmdahlName.get(lang).into(), values, theory: true };
    let name = model_name(steepest.model, lang);
    Some((line, amdahl_note(name, serial, curve.values[at], lang)))
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + chars.as_str()
}
