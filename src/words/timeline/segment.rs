//! One segment, hold or row in words, for pointers and screen readers alike.

use super::{cause, duration, overhead, range, state_name};
use crate::base::{TaskId, letters};
use crate::trace::{Hold, Place, ResourceKind, Segment, State, TaskKind, Trace};
use crate::words::{Lang, plural};

/// `Core 1`, or `Core 1, thread 2` where a core has several.
pub fn core_name(hardware: u16, threads_per_core: u16, lang: Lang) -> String {
    let per_core = threads_per_core.max(1);
    let (core, thread) = (hardware / per_core + 1, hardware % per_core + 1);
    match (per_core, lang) {
        (1, Lang::En) => format!("Core {core}"),
        (1, Lang::Ru) => format!("Ядро {core}"),
        (_, Lang::En) => format!("Core {core}, thread {thread}"),
        (_, Lang::Ru) => format!("Ядро {core}, поток {thread}"),
    }
}

/// The GIL's lane: of which process, where there are several.
pub fn gil_name(process: &str, several: bool) -> String {
    if several { format!("GIL · {process}") } else { "GIL".into() }
}

pub fn task_name(trace: &Trace, task: TaskId) -> &str {
    trace.tasks.get(task.index()).map_or("", |t| t.name.as_str())
}

/// What the task does and where: `running on core 1`, `waiting: printer`.
pub fn segment_place(trace: &Trace, s: &Segment, threads_per_core: u16, lang: Lang) -> String {
    let state = match s.overhead {
        Some(kind) => overhead(kind, lang),
        None => state_name(s.state, lang),
    };
    match s.place {
        Place::Hardware(h) => {
            let core = core_name(h, threads_per_core, lang);
            match lang {
                Lang::En => format!("{state} on {}", lower_first(&core)),
                Lang::Ru => format!("{state}, {}", lower_first(&core)),
            }
        }
        Place::Resource(r) if matches!(s.state, State::Lock) => {
            let name = trace.resources.get(r.index()).map_or("", |r| r.name.as_str());
            format!("{state}: {name}")
        }
        _ => state.into(),
    }
}

/// `soup, running on core 1, 0–30 ms, line 4`.
pub fn cell_name(trace: &Trace, s: &Segment, threads_per_core: u16, lang: Lang) -> String {
    let place = segment_place(trace, s, threads_per_core, lang);
    let when = range(s.start, s.end.min(trace.end), lang);
    let mut text = format!("{}, {place}, {when}", task_name(trace, s.task));
    if s.line > 0 {
        let line = lang.pick(", line ", ", строка ");
        text.push_str(line);
        text.push_str(&s.line.to_string());
    }
    text
}

/// A worker's name, `worker 2` in the trace.
pub fn worker_name(name: &str, lang: Lang) -> String {
    let number = name.strip_prefix("worker ").unwrap_or(name);
    [lang.pick("Worker ", "Работник "), number].concat()
}

pub fn has_worker(lang: Lang) -> &'static str {
    lang.pick("has this worker", "занимает этого работника")
}

/// `soup holds the GIL, 0–5 ms`.
pub fn hold_name(trace: &Trace, hold: &Hold, lang: Lang) -> String {
    let (name, when) =
        (task_name(trace, hold.task), range(hold.start, hold.end.min(trace.end), lang));
    let resource = trace.resources.get(hold.resource.index());
    let what = match resource.map(|r| r.kind) {
        Some(ResourceKind::Worker) => has_worker(lang),
        Some(ResourceKind::Lock | ResourceKind::RLock) => holds_lock(lang),
        _ => holds_gil(lang),
    };
    format!("{name} {what}, {when}")
}

pub fn holds_lock(lang: Lang) -> &'static str {
    lang.pick("holds the lock", "держит блокировку")
}

pub fn holds_gil(lang: Lang) -> &'static str {
    lang.pick("holds the GIL", "держит GIL")
}

/// `3 wait here`: in a queue.
pub fn waiting_here(waiting: u64, lang: Lang) -> String {
    let verb = match lang {
        Lang::En => plural(lang, waiting, "waits", "wait", "wait"),
        Lang::Ru => plural(lang, waiting, "ждёт", "ждут", "ждут"),
    };
    [&waiting.to_string(), " ", verb].concat()
}

pub fn waiting_for_gil(waiting: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{waiting} {} for it", plural(lang, waiting, "waits", "wait", "wait")),
        Lang::Ru => {
            format!("{} {waiting}", plural(lang, waiting, "его ждёт", "его ждут", "его ждут"))
        }
    }
}

/// Why a segment began, with the other task's name.
pub fn segment_cause(trace: &Trace, s: &Segment, lang: Lang) -> String {
    let by = s.by.some().map_or("", |task| task_name(trace, task));
    cause(s.cause, by, lang)
}

/// A row's description: `4 segments, 60 ms in all`.
pub fn row_summary(segments: u64, total: crate::base::Time, lang: Lang) -> String {
    let word = plural(lang, segments, "segment", "segments", "segments");
    let total = duration(total, lang);
    match lang {
        Lang::En => format!("{segments} {word}, {total} in all"),
        Lang::Ru => {
            let word = plural(lang, segments, "отрезок", "отрезка", "отрезков");
            format!("{segments} {word}, всего {total}")
        }
    }
}

/// What the tasks of a run are: `3 threads`.
pub fn kind_count(kind: TaskKind, n: u64, lang: Lang) -> String {
    let (en, ru) = match kind {
        TaskKind::Main => ("main/main/main", "главная/главные/главных"),
        TaskKind::Call => ("call/calls/calls", "вызов/вызова/вызовов"),
        TaskKind::Thread => ("thread/threads/threads", "поток/потока/потоков"),
        TaskKind::Coroutine => ("coroutine/coroutines/coroutines", "корутина/корутины/корутин"),
        TaskKind::Process => ("process/processes/processes", "процесс/процесса/процессов"),
        TaskKind::Job => ("job/jobs/jobs", "задание/задания/заданий"),
        TaskKind::Green => {
            ("light task/light tasks/light tasks", "лёгкая задача/лёгкие задачи/лёгких задач")
        }
    };
    let mut forms = lang.pick(en, ru).split('/');
    let mut next = || forms.next().unwrap_or("");
    format!("{n} {}", plural(lang, n, next(), next(), next()))
}

/// Instead of more cells than anybody would walk through.
pub fn too_many(segments: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{segments} segments: the table of all segments lists them; zoom in to walk through a part"
        ),
        Lang::Ru => {
            let word = plural(lang, segments, "отрезок", "отрезка", "отрезков");
            format!(
                "{segments} {word}: они перечислены в таблице; увеличьте масштаб, чтобы пройти часть"
            )
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        std::iter::once(letters::lower(first)).chain(chars).collect()
    })
}
