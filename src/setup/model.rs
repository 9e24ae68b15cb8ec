//! The concurrency models, by the words that the command line, links and
//! pragmas use.

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
}

impl Model {
    pub const ALL: &'static [Model] =
        &[Model::Sequential, Model::Asyncio, Model::Threads, Model::FreeThreaded, Model::Processes];

    pub fn word(self) -> &'static str {
        match self {
            Model::Sequential => "sequential",
            Model::Asyncio => "asyncio",
            Model::Threads => "threads",
            Model::FreeThreaded => "freethreaded",
            Model::Processes => "processes",
        }
    }

    pub fn from_word(word: &str) -> Option<Model> {
        Self::ALL.iter().copied().find(|m| m.word() == word)
    }

    /// Whether running Python code needs the process's GIL.
    pub fn has_gil(self) -> bool {
        matches!(self, Model::Threads | Model::Processes)
    }
}
