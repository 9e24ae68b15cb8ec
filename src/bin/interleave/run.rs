//! `run` and `check`.

use crate::options::{Format, Options};
use crate::{FINISHED, NOT_FINISHED, WRONG_SCRIPT, report, source, written};
use interleave::base::Time;
use interleave::engine;
use interleave::export::write_json;
use interleave::program::Program;
use interleave::scenario::Scenario;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use interleave::trace::{Ending, Trace};
use interleave::words::command::CommandProblem;
use interleave::words::ending;
use std::io::{self, BufWriter, Write};
use std::rc::Rc;

pub fn check(file: &str, options: &Options) -> Result<u8, CommandProblem> {
    let script = source::read(file)?;
    let mut scenario = Scenario::from_script(&script);
    options.apply(&mut scenario);
    let compiled = compile(&script, scenario.setup.model);
    let wrong = source::report(file, &script, &compiled, options.lang);
    Ok(if wrong { WRONG_SCRIPT } else { FINISHED })
}

pub fn run(file: &str, options: &Options) -> Result<u8, CommandProblem> {
    let script = source::read(file)?;
    let mut scenario = Scenario::from_script(&script);
    options.apply(&mut scenario);
    let setup = &scenario.setup;
    let compiled = compile(&script, setup.model);
    let wrong = source::report(file, &script, &compiled, options.lang);
    let Some(program) = compiled.program.filter(|_| !wrong) else {
        return Ok(WRONG_SCRIPT);
    };
    let program = Rc::new(program);
    let trace = engine::run(program.clone(), setup);
    let mut out = BufWriter::new(io::stdout().lock());
    let result = match options.format {
        Format::Json => write_json(&trace, setup, &mut out),
        Format::Text => {
            let alone = alone(program, setup, &trace);
            let text = report::text(&trace, setup, alone, options.step, options.lang);
            out.write_all(text.as_bytes())
        }
    };
    written(result.and_then(|()| out.flush()))?;
    if trace.ending == Some(Ending::Finished) {
        return Ok(FINISHED);
    }
    complain(file, &trace, setup, options);
    Ok(NOT_FINISHED)
}

/// How long the same script takes one after another, for the speed-up.
/// Nothing if this run did not do all its work.
fn alone(program: Rc<Program>, setup: &Setup, trace: &Trace) -> Option<Time> {
    if trace.ending != Some(Ending::Finished) {
        return None;
    }
    if setup.model == Model::Sequential {
        return Some(trace.end);
    }
    let alone = engine::run(program, &Setup { model: Model::Sequential, ..setup.clone() });
    (alone.ending == Some(Ending::Finished)).then_some(alone.end)
}

/// The ending in the form of a diagnostic, its details below it.
fn complain(file: &str, trace: &Trace, setup: &Setup, options: &Options) {
    let words = ending(trace, setup, options.lang);
    let line = match &trace.ending {
        Some(Ending::Failed(failure)) => failure.line,
        Some(Ending::Limit { line, .. }) => *line,
        Some(Ending::Deadlocked { waits, .. }) => waits.first().map_or(0, |wait| wait.line),
        _ => 0,
    };
    let kind = trace.ending.as_ref().map_or("", |e| e.word());
    let mut text = format!("{file}:{}:1: {kind}: {}\n", line.max(1), words.sentence);
    for detail in words.details {
        text += &format!("  {detail}\n");
    }
    // Nowhere is left to say that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}
