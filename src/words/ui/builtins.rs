//! What each name that needs no definition does, for completion and hover
//! help. Python's own functions and exceptions speak for themselves.

use crate::program::Builtin;
use crate::words::Lang;

pub fn builtin_help(name: Builtin, lang: Lang) -> &'static str {
    let (en, ru) = match name {
        Builtin::Cpu => (
            "Compute for that many milliseconds on a core.",
            "Вычислять на ядре столько миллисекунд.",
        ),
        Builtin::Io => (
            "Wait for a device for that many milliseconds; needs no core. Plain io() blocks its thread, await io() lets others run.",
            "Ждать устройство столько миллисекунд; ядро не нужно. Просто io() блокирует поток, await io() даёт работать другим.",
        ),
        Builtin::YieldNow => (
            "Give way once; the task stays ready to run.",
            "Уступить один раз; задача остаётся готовой.",
        ),
        Builtin::Spawn => (
            "Start a task. What a task is, the model decides: a call, a coroutine, a thread, a process.",
            "Запустить задачу. Чем она будет, решает модель: вызовом, корутиной, потоком или процессом.",
        ),
        Builtin::Gather => (
            "Wait for all these tasks; gives the list of their results.",
            "Дождаться всех этих задач; даёт список их результатов.",
        ),
        Builtin::Now => ("The simulated time in milliseconds.", "Модельное время в миллисекундах."),
        Builtin::Lock => (
            "Lets one task in at a time (mutual exclusion): with lock: … With inherit=True its holder gets the priority of those that wait for it (priority inheritance).",
            "Пускает по одной задаче (взаимное исключение): with lock: … С inherit=True владелец получает приоритет тех, кто её ждёт (наследование приоритета).",
        ),
        Builtin::RLock => (
            "A lock that its holder may take again.",
            "Блокировка, которую её владелец может взять ещё раз.",
        ),
        Builtin::Semaphore => (
            "Lets in as many tasks at a time as it has permits; the others queue.",
            "Пускает столько задач сразу, сколько у него разрешений; остальные ждут в очереди.",
        ),
        Builtin::BoundedSemaphore => (
            "A semaphore that refuses to be released too often.",
            "Семафор, который нельзя освободить лишний раз.",
        ),
        Builtin::Event => (
            "A flag: tasks wait() until one calls set().",
            "Флаг: задачи ждут в wait(), пока кто-то не вызовет set().",
        ),
        Builtin::Condition => (
            "Wait until something holds, under a lock: while not ready: condition.wait().",
            "Ждать выполнения условия под блокировкой: while not ready: condition.wait().",
        ),
        Builtin::Barrier => (
            "Everybody waits here until all have come.",
            "Все ждут здесь, пока не соберутся остальные.",
        ),
        Builtin::Queue => (
            "Passes items between tasks, first in, first out; get() waits for an item, put() for room.",
            "Передаёт элементы между задачами по порядку; get() ждёт элемент, put() — место.",
        ),
        Builtin::LifoQueue => {
            ("A queue that gives the newest item first.", "Очередь, отдающая сначала самый новый.")
        }
        Builtin::PriorityQueue => (
            "A queue that gives the smallest item first.",
            "Очередь, отдающая сначала наименьший элемент.",
        ),
        Builtin::Print => (
            "Print a line on the console, stamped with time and task.",
            "Напечатать строку в консоли с отметкой времени и задачи.",
        ),
        Builtin::Random
        | Builtin::RandInt
        | Builtin::Uniform
        | Builtin::Choice
        | Builtin::Shuffle => (
            "Random, from the seed: the same in every run.",
            "Случайно, но от зерна: одинаково в каждом запуске.",
        ),
        _ => ("", ""),
    };
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
    }
}
