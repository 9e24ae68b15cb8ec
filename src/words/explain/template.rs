//! The halves of the sentence: what the task does now, and the cause.
//! `{by}` is the other task; a cause has a form with it and one without.

use crate::trace::{Cause, Place, State};
use crate::words::Lang;

pub fn state(state: State, cause: Cause, place: Place, lang: Lang) -> &'static str {
    let named = matches!(place, Place::Resource(_));
    let (en, ru) = match state {
        State::Running if cause == Cause::Continued => {
            ("{task} keeps {core}", "{task} продолжает работать ({core})")
        }
        State::Running => ("{task} got {core}", "{task} получает {core}"),
        State::Ready if named => {
            ("{task} is ready and waits its turn", "{task} готова и ждёт своей очереди")
        }
        State::Ready => ("{task} is ready and waits for a core", "{task} готова и ждёт ядра"),
        State::Overhead => {
            ("{core} works for {task} ({kind})", "{core} занято ради {task} ({kind})")
        }
        State::Io => ("{task} waits for a device or for time", "{task} ждёт устройство или время"),
        State::Lock if named => ("{task} waits for {resource}", "{task} ждёт {resource}"),
        State::Lock => ("{task} waits", "{task} ждёт"),
        State::Gil if cause == Cause::GilRequested => (
            "{task} gave the GIL away and waits for it again",
            "{task} отдала GIL и снова ждёт его",
        ),
        State::Gil => ("{task} waits for the GIL", "{task} ждёт GIL"),
        State::Suspended => ("{task} is suspended at await", "{task} приостановлена на await"),
    };
    lang.pick(en, ru)
}

/// `by`: whether the other task is known.
pub fn cause(cause: Cause, by: bool, lang: Lang) -> &'static str {
    let (en, ru) = if by { with(cause) } else { without(cause) };
    lang.pick(en, ru)
}

fn with(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Spawned => ("{by} has started it", "её запустила {by}"),
        Cause::Preempted => ("{by} took its core (preemption)", "ядро заняла {by} (вытеснение)"),
        Cause::Woken => (
            "{by} woke it: what it waited for is there",
            "её разбудила {by}: есть то, чего она ждала",
        ),
        Cause::Joined => {
            ("{by}, which it waited for, has ended", "завершилась {by}, которую она ждала")
        }
        Cause::GilRequested => (
            "{by} asked for the GIL: nobody else had got it in {interval}",
            "{by} потребовала GIL: за {interval} его не получил никто другой",
        ),
        Cause::PreviousBlocked => ("{by} began to wait", "{by} начала ждать"),
        Cause::PreviousEnded => ("{by} has ended", "{by} завершилась"),
        Cause::PreviousExpired => {
            ("the quantum of {by}{quantum} expired", "истёк квант времени{quantum} у {by}")
        }
        Cause::PreviousYielded => ("{by} gave way by itself", "{by} сама уступила место"),
        Cause::Preempting => (
            "the scheduler prefers it to {by}, which it displaced (preemption)",
            "планировщик предпочёл её и вытеснил {by}",
        ),
        Cause::JobTaken => (
            "{by} has ended, its worker was free, and it was first in the queue of the pool",
            "завершилась {by}, её работник освободился, и подошла очередь этой задачи",
        ),
        Cause::GilAcquired => ("{by} released the GIL", "{by} отпустила GIL"),
        Cause::LockHeld => ("{by} holds it", "сейчас его держит {by}"),
        Cause::JoinWait => ("{by} has not ended yet", "{by} ещё не завершилась"),
        Cause::StartWait => (
            "the thread of {by} has not begun yet (start() waits for that)",
            "поток {by} ещё не начал работу (start() этого ждёт)",
        ),
        Cause::GilHeld => ("{by} holds it", "его держит {by}"),
        Cause::QueueWait => (
            "{by} has not put anything in or taken anything out yet",
            "{by} ещё ничего не положила и не забрала",
        ),
        other => without(other),
    }
}

fn without(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Spawned => ("it has just been started", "её только что запустили"),
        Cause::Arrived => ("its start time has come", "пришло время её начала"),
        Cause::QuantumExpired => (
            "its quantum{quantum} expired while others were waiting",
            "её квант времени{quantum} истёк, а другие ждут",
        ),
        Cause::Preempted => (
            "a task that goes first took its core (preemption)",
            "ядро заняла задача, которая идёт раньше (вытеснение)",
        ),
        Cause::Yielded => ("it gave way by itself", "она сама уступила место"),
        Cause::Boosted | Cause::Boosting => (
            "all tasks were lifted to the top queue (boost)",
            "все задачи подняты в верхнюю очередь (подъём)",
        ),
        Cause::IoDone => {
            ("its wait for I/O or time is over", "ожидание ввода-вывода или времени кончилось")
        }
        Cause::Woken => ("what it waited for has come", "она дождалась того, чего ждала"),
        Cause::Joined => {
            ("the task it waited for has ended", "завершилась задача, которую она ждала")
        }
        Cause::GilRequested => (
            "another thread asked for the GIL: nobody else had got it in {interval}",
            "другой поток потребовал GIL: за {interval} его не получил никто другой",
        ),
        Cause::CoreIdle => ("the core was idle", "ядро простаивало"),
        Cause::PreviousBlocked => {
            ("the task before it began to wait", "предыдущая задача начала ждать")
        }
        Cause::PreviousEnded => ("the task before it has ended", "предыдущая задача завершилась"),
        Cause::PreviousExpired => (
            "the quantum{quantum} of the task before it expired",
            "у предыдущей задачи истёк квант времени{quantum}",
        ),
        Cause::PreviousYielded => {
            ("the task before it gave way by itself", "предыдущая задача сама уступила место")
        }
        Cause::Preempting => {
            ("the scheduler prefers it (preemption)", "планировщик предпочёл её (вытеснение)")
        }
        Cause::LoopTurn => {
            ("it was next in the event loop's queue", "подошла её очередь в цикле событий")
        }
        Cause::LocalTurn => (
            "it was next in the own queue of its worker",
            "подошла её очередь в собственной очереди работника",
        ),
        Cause::LifoSlot => (
            "it was the last to become ready on this worker, and such a task goes first (LIFO slot)",
            "она стала готова последней у этого работника, а такую он берёт первой (LIFO slot)",
        ),
        Cause::GlobalTurn => (
            "it was next in the global queue of the workers",
            "подошла её очередь в глобальной очереди работников",
        ),
        Cause::Stolen => (
            "a worker with nothing to do took it from the queue of another (work stealing)",
            "работник без дела забрал её из чужой очереди (work stealing)",
        ),
        Cause::Pulled => (
            "the core's own ready queue was empty, and it took this one from another's (balancing)",
            "своя очередь готовых у ядра была пуста и оно взяло эту задачу из чужой (балансировка)",
        ),
        Cause::Fetched => (
            "a worker took its share of the global queue over into its own",
            "работник перенёс к себе свою долю глобальной очереди",
        ),
        Cause::RuntimePreempted => (
            "it had computed for {preempt} and others were waiting for its worker",
            "она считала уже {preempt}, а её работника ждут другие",
        ),
        Cause::JobTaken => (
            "a worker was free and it was first in the queue of the pool",
            "работник пула был свободен и подошла её очередь",
        ),
        Cause::GilAcquired => ("the GIL was free", "GIL был свободен"),
        Cause::Continued => ("nothing made it stop", "ничто её не остановило"),
        Cause::IoStarted => {
            ("the script says so there (io or sleep)", "так велит сценарий (io или sleep)")
        }
        Cause::LockHeld => ("somebody else holds it", "сейчас его держит другая задача"),
        Cause::QueueWait => {
            ("the queue has nothing to take or no room", "в очереди нечего взять или нет места")
        }
        Cause::EventWait => ("the event is not set yet", "событие ещё не наступило"),
        Cause::BarrierWait => {
            ("not everyone has come to the barrier yet", "к барьеру подошли ещё не все")
        }
        Cause::JoinWait => (
            "the task it waits for has not ended yet",
            "задача, которую она ждёт, ещё не завершилась",
        ),
        Cause::StartWait => (
            "the thread that it starts has not begun yet",
            "запущенный ею поток ещё не начал работу",
        ),
        Cause::GilHeld => ("another thread holds it", "его держит другой поток"),
        Cause::Awaiting => ("what it awaits is not there yet", "то, чего она ждёт, ещё не готово"),
        Cause::Switching => ("switching is not free", "переключение не бесплатно"),
        Cause::Starting => ("starting is not free", "запуск не бесплатен"),
        Cause::Copying => {
            ("copying between processes is not free", "копирование между процессами не бесплатно")
        }
    }
}
