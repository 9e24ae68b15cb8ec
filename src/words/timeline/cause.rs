//! Causes in a few words: the timeline's tooltip and the table's last column.
//! The full explanation of a decision is another module's business.

use crate::trace::{Cause, Overhead};
use crate::words::Lang;

/// Why a segment began. `by` is the other task's name, empty if there is none.
pub fn cause(cause: Cause, by: &str, lang: Lang) -> String {
    let (en, ru) = if by.is_empty() { alone(cause) } else { with(cause) };
    lang.pick(en, ru).replace("{}", by)
}

fn alone(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Spawned => ("it was started", "её запустили"),
        Cause::Arrived => ("its time to start came", "пришло время её начала"),
        Cause::QuantumExpired => ("its time slice (quantum) ran out", "её квант времени истёк"),
        Cause::Preempted => {
            ("another task took its core (preemption)", "её вытеснила другая задача")
        }
        Cause::Yielded => ("it gave way by itself", "она сама уступила"),
        Cause::Boosted | Cause::Boosting => (
            "all tasks were lifted to the top queue (boost)",
            "все задачи подняты в верхнюю очередь (подъём)",
        ),
        Cause::IoDone => ("its wait for I/O ended", "её ввод-вывод завершился"),
        Cause::Woken => ("what it waited for came", "дождалась того, чего ждала"),
        Cause::Joined => ("the task it waited for ended", "задача, которую она ждала, завершилась"),
        Cause::GilRequested => ("another thread asked for the GIL", "другой поток запросил GIL"),
        Cause::CoreIdle => ("the core was free", "ядро было свободно"),
        Cause::PreviousBlocked => {
            ("the task that had the core began to wait", "предыдущая задача начала ждать")
        }
        Cause::PreviousEnded => {
            ("the task that had the core ended", "предыдущая задача завершилась")
        }
        Cause::PreviousExpired => {
            ("the quantum of the task that had the core ran out", "квант предыдущей задачи истёк")
        }
        Cause::PreviousYielded => {
            ("the task that had the core gave way", "предыдущая задача уступила")
        }
        Cause::Preempting => {
            ("it took the core by the policy's rule", "она заняла ядро по правилу планировщика")
        }
        Cause::LoopTurn => {
            ("it was next in the event loop's queue", "подошла её очередь в цикле событий")
        }
        Cause::LocalTurn => {
            ("it was next in its worker's own queue", "подошла её очередь у её работника")
        }
        Cause::LifoSlot => (
            "it became ready last on this worker (LIFO slot)",
            "у этого работника она стала готова последней (LIFO slot)",
        ),
        Cause::GlobalTurn => {
            ("it was next in the workers' global queue", "подошла её очередь в глобальной очереди")
        }
        Cause::Pulled => (
            "a core with an empty queue took it from another's (balancing)",
            "ядро с пустой очередью взяло её из чужой (балансировка)",
        ),
        Cause::Stolen => (
            "an idle worker took it from another's queue (work stealing)",
            "свободный работник забрал её из чужой очереди (work stealing)",
        ),
        Cause::Fetched => (
            "a worker moved it from the global queue to its own",
            "работник перенёс её из глобальной очереди в свою",
        ),
        Cause::RuntimePreempted => (
            "it had computed for long enough, and others waited",
            "она считала достаточно долго, а другие ждали",
        ),
        Cause::JobTaken => ("a free worker of the pool took it", "её взял свободный работник пула"),
        Cause::GilAcquired => ("it got the GIL", "она получила GIL"),
        Cause::Continued => ("it goes on", "продолжает работу"),
        Cause::IoStarted => ("it waits for a device or a timer", "она ждёт устройство или таймер"),
        Cause::LockHeld => ("it waits for a lock", "она ждёт блокировку"),
        Cause::QueueWait => ("it waits for a queue", "она ждёт очередь"),
        Cause::EventWait => ("it waits for an event to be set", "она ждёт события"),
        Cause::BarrierWait => {
            ("it waits for the others at a barrier", "она ждёт остальных у барьера")
        }
        Cause::JoinWait => ("it waits for a task to end", "она ждёт завершения задачи"),
        Cause::StartWait => {
            ("it waits for the thread it starts to begin", "она ждёт начала запущенного ею потока")
        }
        Cause::GilHeld => ("another thread holds the GIL", "GIL занят другим потоком"),
        Cause::Awaiting => ("it stopped at await", "она остановилась на await"),
        Cause::Switching => ("the machine switches to it", "машина переключается на неё"),
        Cause::Starting => {
            ("a task, thread or process is being started", "запускается задача, поток или процесс")
        }
        Cause::Copying => ("its data is being copied", "её данные копируются"),
    }
}

fn with(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Spawned => ("“{}” started it", "её запустила «{}»"),
        Cause::Preempted => ("“{}” took its core (preemption)", "её вытеснила «{}»"),
        Cause::Woken => ("“{}” let it go on", "её разбудила «{}»"),
        Cause::Joined => {
            ("“{}”, which it waited for, ended", "«{}», которую она ждала, завершилась")
        }
        Cause::GilRequested => ("“{}” asked for the GIL", "GIL запросила «{}»"),
        Cause::PreviousBlocked => {
            ("“{}” had the core before and began to wait", "предыдущая, «{}», начала ждать")
        }
        Cause::PreviousEnded => {
            ("“{}” had the core before and ended", "предыдущая, «{}», завершилась")
        }
        Cause::PreviousExpired => {
            ("“{}” had the core before and its quantum ran out", "квант предыдущей, «{}», истёк")
        }
        Cause::PreviousYielded => {
            ("“{}” had the core before and gave way", "предыдущая, «{}», уступила")
        }
        Cause::Preempting => {
            ("it displaced “{}” by the policy's rule", "она вытеснила «{}» по правилу планировщика")
        }
        Cause::JobTaken => {
            ("the worker that had “{}” took it", "её взял работник, у которого была «{}»")
        }
        Cause::GilAcquired => {
            ("it got the GIL that “{}” released", "она получила GIL, который отпустила «{}»")
        }
        Cause::LockHeld => {
            ("it waits for a lock that “{}” holds", "она ждёт блокировку, которую держит «{}»")
        }
        Cause::JoinWait => ("it waits for “{}” to end", "она ждёт завершения «{}»"),
        Cause::StartWait => {
            ("it waits for the thread of “{}” to begin", "она ждёт, когда начнёт работу поток «{}»")
        }
        Cause::GilHeld => ("“{}” holds the GIL", "GIL держит «{}»"),
        other => alone(other),
    }
}

/// What kind of work the machine did.
pub fn overhead(kind: Overhead, lang: Lang) -> &'static str {
    let (en, ru) = match kind {
        Overhead::ThreadSwitch => ("thread switch", "переключение потока"),
        Overhead::ProcessSwitch => ("process switch", "переключение процесса"),
        Overhead::CoroutineSwitch => ("coroutine switch", "переключение корутины"),
        Overhead::Migration => ("move to another core", "перенос на другое ядро"),
        Overhead::GilHandover => ("GIL hand-over", "передача GIL"),
        Overhead::ThreadStart => ("thread start", "запуск потока"),
        Overhead::ProcessStart => ("process start", "запуск процесса"),
        Overhead::CoroutineStart => ("making a task", "создание задачи"),
        Overhead::Steal => ("work stealing", "перехват задач"),
        Overhead::Pickling => ("copying between processes", "копирование между процессами"),
    };
    lang.pick(en, ru)
}
