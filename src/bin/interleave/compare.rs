//! `compare`: one script under several models and machines.

use crate::options::{Format, Options};
use crate::{FINISHED, NOT_FINISHED, WRONG_SCRIPT, source, written};
use interleave::compare::{Batch, Choices, Outcome, Variant, table};
use interleave::export::{Look, names_room, stack, svg};
use interleave::scenario::Scenario;
use interleave::script::compile;
use interleave::setup::Setup;
use interleave::view::RunView;
use interleave::words::command::CommandProblem;
use interleave::words::{PictureWords, comparison, measure_name, measure_value, variant_names};
use std::io::{self, Write};

pub fn compare(file: &str, options: &Options) -> Result<u8, CommandProblem> {
    let script = source::read(file)?;
    let mut scenario = Scenario::from_script(&script);
    options.apply(&mut scenario);
    let compiled = compile(&script, scenario.setup.model);
    if source::report(file, &script, &compiled, options.lang) {
        return Ok(WRONG_SCRIPT);
    }
    let outcomes: Vec<Outcome> =
        Batch::new(variants(&scenario, options)).finish().into_iter().flatten().collect();
    let all: Vec<&Outcome> = outcomes.iter().collect();
    let setups: Vec<&Setup> = outcomes.iter().map(|o| &o.setup).collect();
    let names = variant_names(&setups, options.lang);
    let text = match options.format {
        Format::Json => json(&all),
        Format::Csv => csv(&all),
        Format::Svg => picture(&outcomes, &names, options),
        _ => text(&all, &names, options),
    };
    written(io::stdout().write_all(text.as_bytes()))?;
    Ok(if all.iter().all(|o| o.finished()) { FINISHED } else { NOT_FINISHED })
}

fn variants(scenario: &Scenario, options: &Options) -> Vec<Variant> {
    let choices = Choices {
        models: options.models.clone(),
        cores: options.machines.clone(),
        schedulers: options.schedulers.clone(),
        costs: Vec::new(),
    };
    let variant = |setup| Variant { script: scenario.script.as_str().into(), setup };
    choices.setups(&scenario.setup).into_iter().map(variant).collect()
}

/// A column a run, the best of each line marked, then what made the difference.
fn text(outcomes: &[&Outcome], names: &[String], options: &Options) -> String {
    let lang = options.lang;
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    rows[0].extend(names.iter().cloned());
    for line in table(outcomes) {
        let mut row = vec![measure_name(line.measure, lang).to_string()];
        row.extend((0..names.len()).map(|i| {
            let mark = if line.best[i] { " *" } else { "" };
            measure_value(&line, i, lang) + mark
        }));
        rows.push(row);
    }
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(c, &w)| format!("{c:<w$}")).collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text.push('\n');
    comparison(outcomes, names, lang).iter().for_each(|line| text += &format!("{line}\n"));
    text
}

fn csv(outcomes: &[&Outcome]) -> String {
    let lines = table(outcomes);
    let mut text = String::from("model,cores,policy,ending");
    lines.iter().for_each(|line| text += &format!(",{}", line.measure.word()));
    text += "\r\n";
    for (i, o) in outcomes.iter().enumerate() {
        let ending = o.trace.ending.as_ref().map_or("", |e| e.word());
        let (model, policy) = (o.setup.model.word(), o.setup.policy.word());
        text += &format!("{model},{},{policy},{ending}", o.setup.cores);
        for line in &lines {
            text += &line.values[i].map_or(",".into(), |v| format!(",{v}"));
        }
        text += "\r\n";
    }
    text
}

fn json(outcomes: &[&Outcome]) -> String {
    let lines = table(outcomes);
    let run = |(i, o): (usize, &&Outcome)| {
        let mut run = serde_json::json!({
            "model": o.setup.model.word(),
            "cores": o.setup.cores,
            "policy": o.setup.policy.to_string(),
            "ending": o.trace.ending.as_ref().map(|e| e.word()),
        });
        for line in &lines {
            run[line.measure.word()] = line.values[i].into();
        }
        run
    };
    let runs: Vec<serde_json::Value> = outcomes.iter().enumerate().map(run).collect();
    format!("{}\n", serde_json::json!({ "version": 1, "runs": runs }))
}

/// The pictures below each other, on one axis.
fn picture(outcomes: &[Outcome], names: &[String], options: &Options) -> String {
    let until = outcomes.iter().map(|o| o.trace.end).max().unwrap_or_default();
    let runs: Vec<RunView> = outcomes.iter().map(|o| RunView::new(o.trace.clone())).collect();
    let words: Vec<PictureWords> = (0..runs.len())
        .map(|i| {
            PictureWords::new(&runs[i], &outcomes[i].setup, &names[i], Vec::new(), options.lang)
        })
        .collect();
    let looks: Vec<Look> = runs
        .iter()
        .enumerate()
        .map(|(i, run)| Look {
            paint: options.paint,
            until,
            legend: i + 1 == runs.len(),
            prefix: format!("il{i}"),
            ..Look::whole(run)
        })
        .collect();
    let room =
        (0..runs.len()).map(|i| names_room(&runs[i], &words[i], &looks[i])).fold(0.0, f64::max);
    let pictures: Vec<_> = (0..runs.len())
        .map(|i| svg(&runs[i], &words[i], &Look { names: room, ..looks[i].clone() }))
        .collect();
    stack(&pictures, looks.first().map_or(960.0, |l| l.width))
}
