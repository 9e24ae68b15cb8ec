//! The native command: the same core without a browser.
//!
//! Thin: reads the command line and files, calls the library, prints. Exit
//! status: 0 finished; 1 the script is wrong; 2 the command line is wrong;
//! 3 the run failed, deadlocked or met a limit.

mod compare;
mod first;
mod first_bar;
mod link;
mod names;
mod options;
mod report;
mod run;
mod source;

use interleave::words::Lang;
use interleave::words::command::{self, CommandProblem, command_problem};
use options::{Command, Options};
use std::io::{self, Write};
use std::process::ExitCode;

const FINISHED: u8 = 0;
const WRONG_SCRIPT: u8 = 1;
const WRONG_COMMAND: u8 = 2;
const NOT_FINISHED: u8 = 3;

fn main() -> ExitCode {
    let (result, lang) = match options::read(std::env::args_os()) {
        Ok(options) => (act(&options), options.lang),
        Err((problem, lang)) => (Err(problem), lang),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            complain(&problem, lang);
            ExitCode::from(WRONG_COMMAND)
        }
    }
}

fn act(options: &Options) -> Result<u8, CommandProblem> {
    match &options.command {
        Command::Run(file) => run::run(file, options),
        Command::Compare(file) => compare::compare(file, options),
        Command::Check(file) => run::check(file, options),
        Command::Link(file) => link::link(file, options),
        Command::Open(link) => link::open(link, options),
        Command::First => first::first(options),
        Command::Library => print(&interleave::script::library_text()),
        Command::Names => names::names(options),
        Command::Models => print(&command::models(options.lang)),
        Command::Policies => print(&command::policies(options.lang)),
        Command::Help => print(command::usage(options.lang)),
        Command::Version => print(concat!("interleave ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

fn complain(problem: &CommandProblem, lang: Lang) {
    let mut text = format!("interleave: {}\n", command_problem(problem, lang));
    match problem {
        CommandProblem::BadValue { option, .. } if !command::expected(option).is_empty() => {
            text += &format!("  {option} {}\n", command::expected(option));
        }
        CommandProblem::NoCommand | CommandProblem::UnknownCommand(_) => {
            text += &format!("\n{}", command::usage(lang));
        }
        _ => {}
    }
    // Nowhere is left to say that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}

fn print(text: &str) -> Result<u8, CommandProblem> {
    written(io::stdout().write_all(text.as_bytes()))?;
    Ok(FINISHED)
}

/// A reader that has read enough (`| head`) is no error.
fn written(result: io::Result<()>) -> Result<(), CommandProblem> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CommandProblem::CannotWrite(error.to_string()))
        }
        _ => Ok(()),
    }
}
