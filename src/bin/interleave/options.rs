//! The command line: what to do, with which settings.

use interleave::base::Time;
use interleave::export::Paint;
use interleave::scenario::{Key, Scenario};
use interleave::setup::{Model, Scheduler, Setup, parse_duration};
use interleave::words::Lang;
use interleave::words::command::CommandProblem;
use lexopt::Arg;
use std::ffi::OsString;

pub enum Command {
    Run(String),
    Check(String),
    Compare(String),
    Link(String),
    Open(String),
    /// For the build of the page.
    First,
    Library,
    Names,
    Models,
    Policies,
    Help,
    Version,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Svg,
    Chrome,
    Csv,
}

impl Format {
    fn from_word(word: &str) -> Option<Format> {
        Some(match word {
            "text" => Format::Text,
            "json" => Format::Json,
            "svg" => Format::Svg,
            "chrome" => Format::Chrome,
            "csv" => Format::Csv,
            _ => return None,
        })
    }
}

pub struct Options {
    pub command: Command,
    pub lang: Lang,
    pub format: Format,
    pub step: Option<Time>,
    pub paint: Paint,
    /// Of `compare`.
    pub models: Vec<Model>,
    /// Numbers of cores, where several were given.
    pub machines: Vec<u16>,
    pub schedulers: Vec<Scheduler>,
    /// In the order given, each tried already.
    settings: Vec<(Key, String)>,
    until: Option<Time>,
    /// Limits by the option's name without `max-`.
    limits: Vec<(&'static str, u64)>,
}

const LIMITS: [&str; 7] = [
    "max-steps",
    "max-events",
    "max-tasks",
    "max-heap",
    "max-recursion",
    "max-output",
    "max-lines",
];

impl Options {
    /// What the command line says counts before what the script says.
    pub fn apply(&self, scenario: &mut Scenario) {
        for (key, value) in &self.settings {
            // Every value was tried when it was read.
            let _ = key.set(scenario, value);
        }
        let limits = &mut scenario.setup.limits;
        if let Some(until) = self.until {
            limits.until = until;
        }
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        for &(name, number) in &self.limits {
            match name {
                "max-steps" => limits.steps = number,
                "max-events" => limits.events = number,
                "max-tasks" => limits.tasks = small(number),
                "max-heap" => limits.heap = number,
                "max-recursion" => limits.recursion = small(number),
                "max-output" => limits.output_bytes = number,
                _ => limits.output_lines = small(number),
            }
        }
    }
}

/// The language is known even where the rest is wrong.
pub fn read(args: impl Iterator<Item = OsString>) -> Result<Options, (CommandProblem, Lang)> {
    let args: Vec<OsString> = args.collect();
    let lang = lang(&args);
    read_all(args, lang).map_err(|problem| (problem, lang))
}

/// `--lang ru` wherever it stands, before anything can go wrong.
fn lang(args: &[OsString]) -> Lang {
    let words: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
    let apart = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_ref());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    apart.or(joined).and_then(Lang::from_tag).unwrap_or_default()
}

fn read_all(args: Vec<OsString>, lang: Lang) -> Result<Options, CommandProblem> {
    let mut parser = lexopt::Parser::from_iter(args);
    let mut words: Vec<String> = Vec::new();
    let mut options = Options {
        command: Command::Help,
        lang,
        format: Format::Text,
        step: None,
        paint: Paint::Light,
        models: Model::ALL.to_vec(),
        machines: Vec::new(),
        schedulers: Vec::new(),
        settings: Vec::new(),
        until: None,
        limits: Vec::new(),
    };
    loop {
        let arg = parser.next().map_err(|e| CommandProblem::UnknownOption(e.to_string()))?;
        let name = match arg {
            None => break,
            Some(Arg::Value(value)) => {
                words.push(value.to_string_lossy().into_owned());
                continue;
            }
            Some(Arg::Short('h') | Arg::Long("help")) => return Ok(options),
            Some(Arg::Short('V') | Arg::Long("version")) => {
                options.command = Command::Version;
                return Ok(options);
            }
            Some(Arg::Short(letter)) => {
                return Err(CommandProblem::UnknownOption(format!("-{letter}")));
            }
            Some(Arg::Long(name)) => name.to_string(),
        };
        let option = format!("--{name}");
        let missing = |_| CommandProblem::MissingValue(option.clone());
        if !is_option(&name) {
            return Err(CommandProblem::UnknownOption(option));
        }
        let value = parser.value().map_err(missing)?.to_string_lossy().into_owned();
        if options.set(&name, &value).is_none() {
            return Err(CommandProblem::BadValue { option, value });
        }
    }
    options.command = command(words)?;
    Ok(options)
}

/// Options of the view and of semantics belong to links alone.
fn setting(name: &str) -> Option<Key> {
    Key::from_word(name).filter(|key| *key != Key::Semantics)
}

fn is_option(name: &str) -> bool {
    let own = ["format", "step", "lang", "theme", "models", "policies"];
    own.contains(&name) || LIMITS.contains(&name) || setting(name).is_some()
}

impl Options {
    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "format" => self.format = Format::from_word(value)?,
            "models" => {
                let models: Option<Vec<Model>> = value.split(',').map(Model::from_word).collect();
                self.models = models?;
            }
            "policies" => {
                let all: Option<Vec<_>> = value.split(',').map(Scheduler::from_word).collect();
                self.schedulers = all?;
            }
            "cores" if value.contains(',') => {
                let core = |n: &str| n.parse().ok().filter(|n| (1..=Setup::MAX_CORES).contains(n));
                self.machines = value.split(',').map(core).collect::<Option<_>>()?;
            }
            "theme" => {
                self.paint = match value {
                    "light" => Paint::Light,
                    "dark" => Paint::Dark,
                    "page" => Paint::Both,
                    _ => return None,
                };
            }
            "step" => self.step = Some(parse_duration(value).filter(|t| t.0 > 0)?),
            "lang" => self.lang = Lang::from_tag(value)?,
            "until" => self.until = Some(parse_duration(value).filter(|t| t.0 > 0)?),
            _ => match LIMITS.iter().find(|limit| **limit == name) {
                Some(limit) => self.limits.push((limit, value.parse().ok()?)),
                None => {
                    let key = setting(name)?;
                    key.set(&mut Scenario::default(), value).ok()?;
                    self.settings.push((key, value.into()));
                }
            },
        }
        Some(())
    }
}

fn command(words: Vec<String>) -> Result<Command, CommandProblem> {
    let mut words = words.into_iter();
    let name = words.next().ok_or(CommandProblem::NoCommand)?;
    let mut script = || words.next().ok_or(CommandProblem::NoScript);
    let command = match name.as_str() {
        "run" => Command::Run(script()?),
        "check" => Command::Check(script()?),
        "compare" => Command::Compare(script()?),
        "link" => Command::Link(script()?),
        "open" => Command::Open(script().map_err(|_| CommandProblem::NoLink)?),
        "first" => Command::First,
        "library" => Command::Library,
        "names" => Command::Names,
        "models" => Command::Models,
        "policies" => Command::Policies,
        "help" => Command::Help,
        _ => return Err(CommandProblem::UnknownCommand(name)),
    };
    match words.next() {
        Some(extra) => Err(CommandProblem::ExtraArgument(extra)),
        None => Ok(command),
    }
}
