//! `run` and `check`.

use crate::options::{Format, Options};
use crate::{FINISHED, NOT_FINISHED, WRONG_SCRIPT, report, source, written};
use interleave::base::Time;
use interleave::engine;
use interleave::export::{Look, chrome_json, segments_csv, svg, write_json};
use interleave::metrics::measure;
use interleave::program::Program;
use interleave::scenario::Scenario;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use interleave::trace::{Ending, Trace};
use interleave::view::RunView;
use interleave::words::command::CommandProblem;
use interleave::words::ui::{Takeaway, takeaway};
use interleave::words::{PictureWords, ending};
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
    let compiled = compile(&script, scenario.setup.model);
    let wrong = source::report(file, &script, &compiled, options.lang);
    let Some(program) = compiled.program.filter(|_| !wrong) else {
        return Ok(WRONG_SCRIPT);
    };
    if program.as_written {
        scenario.setup.model = Model::AsWritten;
    }
    let setup = &scenario.setup;
    let program = Rc::new(program);
    let trace = engine::watch(program.clone(), setup);
    let mut out = BufWriter::new(io::stdout().lock());
    let result = match options.format {
        Format::Json => write_json(&trace, setup, &mut out),
        Format::Chrome => out.write_all(chrome_json(&trace, setup).as_bytes()),
        Format::Csv => out.write_all(segments_csv(&trace).as_bytes()),
        Format::Svg => {
            let alone = alone(program, setup, &trace);
            let picture = picture(trace.clone(), &scenario, alone, options);
            out.write_all(picture.as_bytes())
        }
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

/// The picture of a run, headed by what came of it.
fn picture(trace: Trace, scenario: &Scenario, alone: Option<Time>, options: &Options) -> String {
    let (setup, lang) = (&scenario.setup, options.lang);
    let busy = measure(&trace, alone).busy;
    let said = takeaway(&Takeaway { setup, trace: &trace, busy, sequential: alone }, lang);
    let summary = std::iter::once(said.sentence).chain(said.details).collect();
    let run = RunView::new(trace);
    let words = PictureWords::new(&run, setup, &scenario.title, summary, lang);
    svg(&run, &words, &Look { paint: options.paint, ..Look::whole(&run) }).0
}

/// How long the same script takes one after another, for the speed-up.
/// Nothing if one of the two did not do all its work: periodic tasks run once then.
pub fn alone(program: Rc<Program>, setup: &Setup, trace: &Trace) -> Option<Time> {
    // What the program itself starts has no form one after another.
    if trace.ending != Some(Ending::Finished) || setup.model == Model::AsWritten {
        return None;
    }
    if setup.model == Model::Sequential {
        return Some(trace.end);
    }
    let alone = engine::run(program, &Setup { model: Model::Sequential, ..setup.clone() });
    let same = alone.tasks.len() == trace.tasks.len();
    (same && alone.ending == Some(Ending::Finished)).then_some(alone.end)
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
