//! `link` and `open`.

use crate::options::Options;
use crate::{FINISHED, WRONG_SCRIPT, print, source};
use interleave::lessons::Lesson;
use interleave::scenario::Scenario;
use interleave::share::{decode, encode};
use interleave::words::command::CommandProblem;
use interleave::words::{lesson_scenario, link_problem};
use std::io::{self, Write};

pub fn link(file: &str, options: &Options) -> Result<u8, CommandProblem> {
    let script = source::read(file)?;
    let mut scenario = Scenario::from_script(&script);
    options.apply(&mut scenario);
    print(&format!("#{}\n", encode(&scenario)))
}

/// Prints the script with its settings as pragmas, so that it can be kept as
/// a file and run.
pub fn open(link: &str, options: &Options) -> Result<u8, CommandProblem> {
    let example = |id: &str| Lesson::find(id).map(|l| lesson_scenario(l, options.lang));
    let decoded = decode(link, example);
    let mut text = String::new();
    for problem in &decoded.problems {
        text += &format!("interleave: {}\n", link_problem(problem, options.lang));
    }
    // Nowhere is left to say that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
    let mut scenario = decoded.scenario;
    options.apply(&mut scenario);
    print(&scenario.script_with_pragmas())?;
    Ok(if decoded.problems.is_empty() { FINISHED } else { WRONG_SCRIPT })
}
