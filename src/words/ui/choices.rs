//! Names of models and costs, with one sentence each.

use crate::setup::{CostPreset, Model};
use crate::words::Lang;

pub fn model_name(model: Model, lang: Lang) -> &'static str {
    use Model::*;
    match (model, lang) {
        (Sequential, Lang::En) => "One after another",
        (Sequential, Lang::Ru) => "По очереди",
        (Asyncio, Lang::En) => "Event loop",
        (Asyncio, Lang::Ru) => "Цикл событий",
        (Threads, Lang::En) => "Threads with GIL",
        (Threads, Lang::Ru) => "Потоки с GIL",
        (FreeThreaded, Lang::En) => "Threads, no GIL",
        (FreeThreaded, Lang::Ru) => "Потоки без GIL",
        (Processes, Lang::En) => "Processes",
        (Processes, Lang::Ru) => "Процессы",
        (ThreadPool, Lang::En) => "Thread pool",
        (ThreadPool, Lang::Ru) => "Пул потоков",
        (ProcessPool, Lang::En) => "Process pool",
        (ProcessPool, Lang::Ru) => "Пул процессов",
        (WorkStealing, Lang::En) => "Work stealing (M:N)",
        (WorkStealing, Lang::Ru) => "Work stealing (M:N)",
        (AsWritten, Lang::En) => "As written",
        (AsWritten, Lang::Ru) => "Как написано",
    }
}

pub fn model_sentence(model: Model, lang: Lang) -> &'static str {
    use Model::*;
    match (model, lang) {
        (Sequential, Lang::En) => {
            "Nobody takes turns: each task runs to its end before the next one starts."
        }
        (Sequential, Lang::Ru) => {
            "Никто не чередуется: следующая задача начинается, только когда закончилась предыдущая."
        }
        (Asyncio, Lang::En) => {
            "All tasks share one thread and give way only at await; a blocking call stops them all."
        }
        (Asyncio, Lang::Ru) => {
            "Все задачи живут в одном потоке и уступают только на await; блокирующий вызов останавливает всех."
        }
        (Threads, Lang::En) => {
            "The OS switches threads, but only the one that holds the GIL runs Python; waiting for I/O lets it go."
        }
        (Threads, Lang::Ru) => {
            "Потоки переключает ОС, но Python выполняет лишь тот, кто держит GIL; на время ввода-вывода GIL отпускают."
        }
        (FreeThreaded, Lang::En) => {
            "Threads of one process share its memory and really run at once, one on each core."
        }
        (FreeThreaded, Lang::Ru) => {
            "Потоки делят память процесса и действительно работают одновременно, по одному на ядро."
        }
        (Processes, Lang::En) => {
            "Each task is a process with its own memory and its own GIL: parallel, but dearer to start."
        }
        (Processes, Lang::Ru) => {
            "Каждая задача — процесс со своей памятью и своим GIL: параллельно, но запуск дороже."
        }
        (ThreadPool, Lang::En) => {
            "A few threads (workers) serve all tasks, each one task at a time to its end; the others queue."
        }
        (ThreadPool, Lang::Ru) => {
            "Все задачи обслуживают несколько потоков (работников): каждый ведёт одну задачу до конца, остальные ждут в очереди."
        }
        (ProcessPool, Lang::En) => {
            "A few processes (workers) serve all tasks: parallel, started once; arguments and results are copied."
        }
        (ProcessPool, Lang::Ru) => {
            "Все задачи обслуживают несколько процессов (работников): параллельно, запуск один раз, но аргументы и результаты копируются."
        }
        (WorkStealing, Lang::En) => {
            "Many light tasks on a few threads (workers), each with a queue of its own; one with nothing to do steals half of another's."
        }
        (WorkStealing, Lang::Ru) => {
            "Много лёгких задач на нескольких потоках (работниках), у каждого своя очередь; кому нечего делать, забирает половину чужой."
        }
        (AsWritten, Lang::En) => {
            "The program itself starts threads, processes or an event loop, by Python's own modules; spawn() makes a thread."
        }
        (AsWritten, Lang::Ru) => {
            "Программа сама запускает потоки, процессы или цикл событий средствами Python; spawn() создаёт поток."
        }
    }
}

/// The real system whose rules the model follows.
pub fn model_real(model: Model, lang: Lang) -> &'static str {
    use Model::*;
    match (model, lang) {
        (Sequential, Lang::En) => "a plain Python script",
        (Sequential, Lang::Ru) => "обычная программа на Python",
        (Asyncio, _) => "CPython asyncio",
        (Threads, _) => "CPython threading",
        (FreeThreaded, Lang::En) => "free-threaded CPython; C, Java threads",
        (FreeThreaded, Lang::Ru) => "CPython без GIL; потоки C и Java",
        (Processes, _) => "CPython multiprocessing",
        (ThreadPool, _) => "CPython ThreadPoolExecutor",
        (ProcessPool, _) => "CPython ProcessPoolExecutor",
        (WorkStealing, Lang::En) => "Tokio; goroutines of Go",
        (WorkStealing, Lang::Ru) => "Tokio; горутины Go",
        (AsWritten, _) => "CPython",
    }
}

pub fn cost_name(preset: CostPreset, lang: Lang) -> &'static str {
    match (preset, lang) {
        (CostPreset::Ideal, Lang::En) => "Ideal (all free)",
        (CostPreset::Ideal, Lang::Ru) => "Идеальная машина",
        (CostPreset::Cpython, Lang::En) => "CPython on Linux",
        (CostPreset::Cpython, Lang::Ru) => "CPython на Linux",
        (CostPreset::Slow, Lang::En) => "Slow motion",
        (CostPreset::Slow, Lang::Ru) => "Замедленно",
    }
}

/// What the machine charges for, by its name in settings.
const COSTS: &[Named] = &[
    ("thread_switch", "Thread switch", "Переключение потока"),
    ("process_switch", "Process switch", "Переключение процесса"),
    ("coroutine_switch", "Coroutine switch", "Переключение корутины"),
    ("coroutine_start", "Task of a coroutine", "Задача из корутины"),
    ("migration", "Move to another core", "Перенос на другое ядро"),
    ("gil_handover", "GIL hand-over", "Передача GIL"),
    ("thread_start", "Thread start", "Запуск потока"),
    ("process_start", "Process start", "Запуск процесса"),
    ("pickling", "Pickling a message", "Упаковка сообщения (pickle)"),
    ("steal", "Stealing tasks", "Перехват задач (steal)"),
    ("timer", "Lateness of a thread's timer", "Опоздание таймера потока"),
    ("loop_timer", "Lateness of an event loop's timer", "Опоздание таймера цикла"),
    ("poll", "Step of an event loop's timer", "Шаг таймера цикла"),
    ("start_waits", "Starting waits for the thread", "Запуск ждёт начала потока"),
    ("instruction", "One bytecode instruction", "Одна инструкция байт-кода"),
];

/// A cost of the machine, by its name in settings.
pub fn cost_label(name: &str, lang: Lang) -> &'static str {
    named(COSTS, name, lang)
}

/// A word, and what it is in English and in Russian.
pub(super) type Named = (&'static str, &'static str, &'static str);

/// What a word is; nothing if the table does not have it.
pub(super) fn named(table: &[Named], word: &str, lang: Lang) -> &'static str {
    table.iter().find(|row| row.0 == word).map_or("", |row| lang.pick(row.1, row.2))
}
