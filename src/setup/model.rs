//! The table of concurrency models and of their parameters. The command line,
//! links, pragmas and the page's controls are all made from it.

use super::policies::{Domain, OFF_ON, Parameter, choice, time};
use super::policy::{read_values, write_values};
use super::{MAX_WORKERS, Setup};
use crate::base::Time;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Model {
    /// One after another: `spawn` is a plain call.
    Sequential,
    /// Coroutines on one thread's event loop, as asyncio.
    Asyncio,
    /// OS threads in one process with a GIL, as CPython's `threading`.
    Threads,
    /// OS threads without a GIL.
    FreeThreaded,
    /// A child process a task, as `multiprocessing`.
    Processes,
    /// Jobs for a few threads, as `ThreadPoolExecutor`.
    ThreadPool,
    /// Jobs for a few child processes, as `ProcessPoolExecutor`.
    ProcessPool,
    /// Green tasks on a few threads that steal from each other, as Tokio or Go.
    WorkStealing,
    /// The script says itself what each task is, by Python's own modules.
    AsWritten,
}

/// How many threads or processes serve the tasks.
const WORKERS: Parameter =
    Parameter { word: "workers", domain: Domain::Count { most: MAX_WORKERS as u64 }, default: &[] };

/// For how long a green task may compute while others wait; 0 for ever.
const PREEMPT: Parameter = time("preempt", 0, &[0]);
/// Whether the task that became ready last goes first.
const LIFO: Parameter = choice("lifo", OFF_ON, &[1]);
/// Every how many tasks a worker looks into the shared queue first.
const GLOBAL: Parameter =
    Parameter { word: "global", domain: Domain::Count { most: 10_000 }, default: &[31] };

const POOL: &[Parameter] = &[WORKERS];
const STEALING: &[Parameter] = &[WORKERS, PREEMPT, LIFO, GLOBAL];

/// The parameters of work stealing. Tokio's defaults; Go: every 10 ms, 61.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stealing {
    pub preempt: Time,
    pub lifo: bool,
    pub global: u16,
}

impl Default for Stealing {
    fn default() -> Stealing {
        Stealing { preempt: Time::ZERO, lifo: true, global: 31 }
    }
}

impl Model {
    pub const ALL: &'static [Model] = &[
        Model::Sequential,
        Model::Asyncio,
        Model::Threads,
        Model::FreeThreaded,
        Model::Processes,
        Model::ThreadPool,
        Model::ProcessPool,
        Model::WorkStealing,
        Model::AsWritten,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Model::Sequential => "sequential",
            Model::Asyncio => "asyncio",
            Model::Threads => "threads",
            Model::FreeThreaded => "freethreaded",
            Model::Processes => "processes",
            Model::ThreadPool => "threadpool",
            Model::ProcessPool => "processpool",
            Model::WorkStealing => "workstealing",
            Model::AsWritten => "as-written",
        }
    }

    pub fn from_word(word: &str) -> Option<Model> {
        // What it was called before it had its dash; links may say so.
        let word = if word == "aswritten" { "as-written" } else { word };
        Self::ALL.iter().copied().find(|m| m.word() == word)
    }

    /// What only this model reads of the setup.
    pub fn parameters(self) -> &'static [Parameter] {
        match self {
            Model::ThreadPool | Model::ProcessPool => POOL,
            Model::WorkStealing => STEALING,
            _ => &[],
        }
    }

    /// Whether running Python code needs the process's GIL.
    pub fn has_gil(self) -> bool {
        use Model::*;
        matches!(self, Threads | Processes | ThreadPool | ProcessPool)
    }
}

impl Setup {
    /// The model as one word with parameters. The number of workers has a
    /// setting of its own and is left out.
    pub fn model_text(&self) -> String {
        let mut text = String::from(self.model.word());
        let mut separator = ":";
        for parameter in self.model.parameters().iter().filter(|p| p.word != WORKERS.word) {
            if self.model_values(parameter) != parameter.default {
                for part in [separator, parameter.word, "=", &self.model_parameter(parameter)] {
                    text.push_str(part);
                }
                separator = ",";
            }
        }
        text
    }

    /// Reads `threadpool:workers=4`. Parameters left out keep their defaults,
    /// but for the workers, which keep their number. `None`, and nothing is
    /// changed, if the text is no model.
    pub fn set_model(&mut self, text: &str) -> Option<()> {
        let (word, parameters) = text.split_once(':').unwrap_or((text, ""));
        let model = Model::from_word(word)?;
        let mut setup = Setup { model, stealing: Stealing::default(), ..self.clone() };
        for pair in parameters.split(',').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=')?;
            setup.set_model_parameter(name, value)?;
        }
        *self = setup;
        Some(())
    }

    /// The value of one of the model's parameters as text; empty where it
    /// follows the machine.
    pub fn model_parameter(&self, parameter: &Parameter) -> String {
        write_values(parameter.domain, &self.model_values(parameter))
    }

    fn model_values(&self, parameter: &Parameter) -> Vec<u64> {
        let Stealing { preempt, lifo, global } = self.stealing;
        match parameter.word {
            "preempt" => vec![preempt.0],
            "lifo" => vec![lifo.into()],
            "global" => vec![global.into()],
            _ => self.workers.iter().map(|&n| n.into()).collect(),
        }
    }

    /// Sets one of the model's parameters; an empty text takes it away.
    pub fn set_model_parameter(&mut self, name: &str, text: &str) -> Option<()> {
        let parameter = self.model.parameters().iter().find(|p| p.word == name)?;
        let values = match text.is_empty() && parameter.default.is_empty() {
            true => Vec::new(),
            false => read_values(parameter.domain, text)?,
        };
        let value = values.first().copied();
        let (stealing, n) = (&mut self.stealing, value.unwrap_or(0));
        match name {
            "preempt" => stealing.preempt = Time(n),
            "lifo" => stealing.lifo = n != 0,
            "global" => stealing.global = n as u16,
            _ => self.workers = value.map(|n| n as u16),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_are_a_parameter_of_the_models_that_have_them() {
        let mut setup = Setup::default();
        assert_eq!(setup.set_model("threadpool:workers=4"), Some(()));
        assert_eq!((setup.model, setup.workers), (Model::ThreadPool, Some(4)));
        assert_eq!(setup.model_parameter(&WORKERS), "4");
        assert_eq!(Model::from_word("aswritten"), Model::from_word("as-written"));
        for text in ["threads:workers=4", "threadpool:workers=0", "threadpool:size=4", "pool"] {
            assert_eq!(setup.set_model(text), None, "{text}");
        }
        let text = "workstealing:preempt=10ms,lifo=false,global=61";
        assert_eq!(setup.set_model(text), Some(()));
        assert_eq!(setup.model_text(), text);
        assert_eq!(setup.workers, Some(4), "a setting of its own");
        assert_eq!(setup.set_model("workstealing:lifo=true"), Some(()));
        assert_eq!(setup.model_text(), "workstealing");
        assert_eq!(setup.set_model_parameter("global", ""), None);
        assert_eq!(setup.set_model_parameter("workers", ""), Some(()));
        assert_eq!(setup.workers, None);
    }
}
