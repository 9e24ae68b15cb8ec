//! What the members of Python's own modules do, for completion and help.
//!
//! Only what the course is about: containers and decorators speak for
//! themselves. Where a member of one module does what another's does, it says
//! the same.

use crate::words::Lang;

/// A sentence about `module.name`, or about the method `name` of a class
/// (`module` is then `Class`); empty where there is none.
pub fn module_help(module: &str, name: &str, lang: Lang) -> &'static str {
    let own = TEXTS.iter().find(|(place, names, ..)| *place == module && names.contains(&name));
    let any = || TEXTS.iter().find(|(place, names, ..)| place.is_empty() && names.contains(&name));
    own.or_else(any).map_or("", |(_, _, en, ru)| lang.pick(en, ru))
}

/// Module or class (empty: wherever it stands), names, English, Russian.
type Row = (&'static str, &'static [&'static str], &'static str, &'static str);

/// Declares the rows: module or class, names, English, Russian.
macro_rules! rows {
    ($($place:literal $($name:literal)+ => $en:literal $ru:literal;)*) => {
        const TEXTS: &[Row] = &[$(($place, &[$($name),+], $en, $ru)),*];
    };
}

rows! {
    // Where the meaning depends on the module.
    "asyncio" "Lock" => "Lets one coroutine in at a time: async with lock: …" "Пускает по одной корутине: async with lock: …";
    "asyncio" "Semaphore" "BoundedSemaphore" => "Lets in so many coroutines at a time: async with semaphore: …" "Пускает столько корутин сразу: async with semaphore: …";
    "asyncio" "Event" => "A flag: coroutines await event.wait() until one calls set()." "Флаг: корутины ждут await event.wait(), пока кто-то не вызовет set().";
    "asyncio" "Condition" => "Wait until something holds: async with condition, then await condition.wait_for(…)." "Ждать выполнения условия: async with condition, затем await condition.wait_for(…).";
    "asyncio" "Barrier" => "await barrier.wait(): everybody waits here until all have come." "await barrier.wait(): все ждут здесь, пока не соберутся остальные.";
    "asyncio" "Queue" => "Passes items between coroutines: await queue.get() waits for an item, await queue.put(x) for room." "Передаёт элементы между корутинами: await queue.get() ждёт элемент, await queue.put(x) — место.";
    "asyncio" "sleep" => "Give way to others for at least so many seconds of simulated time. Needs await." "Уступить другим не меньше чем на столько секунд модельного времени. Нужен await.";
    "asyncio" "wait" => "Wait for tasks; gives the sets of the done and of the pending ones." "Ждать задачи; даёт множества завершённых и незавершённых.";
    "" "TimeoutError" => "Raised when a timeout is over." "Возникает, когда время вышло.";
    "asyncio" "Timeout" => "What asyncio.timeout() gives: when() and expired() tell about it." "То, что даёт asyncio.timeout(): о нём говорят when() и expired().";
    "asyncio" "Future" => "A result that will come; await waits for it." "Результат, который ещё будет; await ждёт его.";
    "asyncio" "Task" => "A coroutine that the event loop runs; cancel() stops it at its next await." "Корутина, которую выполняет цикл событий; cancel() остановит её на следующем await.";
    "asyncio" "run" => "Start an event loop, run this coroutine to its end, close the loop." "Запустить цикл событий, выполнить корутину до конца и закрыть цикл.";
    "time" "sleep" => "Wait so many seconds of simulated time. Blocks its thread, and with it an event loop." "Ждать столько секунд модельного времени. Блокирует поток, а с ним и цикл событий.";
    "time" "time" "perf_counter" "monotonic" => "Simulated time in seconds since the start of the run." "Модельное время в секундах от начала запуска.";
    "time" "perf_counter_ns" "time_ns" "monotonic_ns" => "Simulated time in nanoseconds." "Модельное время в наносекундах.";
    "" "strftime" "ctime" "asctime" "localtime" "gmtime" => "Simulated time as a date." "Модельное время в виде даты.";
    "" "thread_time" "thread_time_ns" "process_time_ns" => "How long this thread or process has computed." "Сколько этот поток или процесс вычислял.";
    "" "Runner" => "with asyncio.Runner() as runner: runs one coroutine after another in one loop." "with asyncio.Runner() as runner: выполняет корутины одну за другой в одном цикле.";
    "" "iscoroutinefunction" => "Whether calling it gives a coroutine." "Даёт ли её вызов корутину.";
    "" "AbstractEventLoop" => "The event loop." "Цикл событий.";
    "" "Manager" => "Lists and dictionaries that processes share through a process of their own." "Списки и словари, общие для процессов через отдельный процесс.";
    "" "RawValue" "RawArray" => "Shared by processes, without a lock." "Общее для процессов, без блокировки.";
    "" "parent_process" => "The process that started this one." "Процесс, который запустил этот.";
    "" "active_children" => "Processes started here that have not ended." "Запущенные отсюда незавершённые процессы.";
    "" "get_start_method" "get_all_start_methods" => "How processes begin: 'fork' or 'spawn'." "Как начинаются процессы: 'fork' или 'spawn'.";
    "time" "process_time" => "Seconds for which this process has computed." "Сколько секунд этот процесс вычислял.";
    "multiprocessing" "Queue" "JoinableQueue" "SimpleQueue" => "Passes copies of items between processes." "Передаёт копии элементов между процессами.";
    "multiprocessing" "Lock" "RLock" => "A lock that processes share." "Блокировка, общая для процессов.";
    "multiprocessing" "Event" "Condition" "Semaphore" "BoundedSemaphore" "Barrier" => "As in threading, but shared by processes." "Как в threading, но общее для процессов.";
    "concurrent.futures" "Future" => "A result that will come: result() waits for it." "Результат, который ещё будет: result() ждёт его.";
    "concurrent.futures" "wait" => "Wait for futures; gives the sets of the done and of the pending ones." "Ждать результаты; даёт множества готовых и неготовых.";
    // Methods whose meaning depends on their class.
    "Thread" "join" => "Wait until this thread has ended, or until the timeout." "Ждать конца потока или истечения времени.";
    "Process" "join" => "Wait until this process has ended, or until the timeout." "Ждать конца процесса или истечения времени.";
    "Pool" "join" => "Wait for the workers to end, after close() or terminate()." "Ждать, пока работники закончат, после close() или terminate().";
    "Pool" "close" => "Take no more jobs." "Больше не принимать заданий.";
    "Timer" "cancel" => "Stop it before it fires." "Остановить до срабатывания.";
    // The same wherever they stand.
    "" "Thread" => "A thread: start() starts it, join() waits for its end. target is called with args." "Поток: start() запускает, join() ждёт конца. Вызывается target с аргументами args.";
    "" "Timer" => "A thread that calls a function after so many seconds." "Поток, который через столько секунд вызовет функцию.";
    "" "Lock" => "Lets one thread in at a time (mutual exclusion): with lock: …" "Пускает по одному потоку (взаимное исключение): with lock: …";
    "" "RLock" => "A lock that its holder may take again." "Блокировка, которую её владелец может взять ещё раз.";
    "" "Semaphore" => "Lets in as many threads at a time as it has permits." "Пускает столько потоков сразу, сколько у него разрешений.";
    "" "BoundedSemaphore" => "A semaphore that refuses to be released too often." "Семафор, который нельзя освободить лишний раз.";
    "" "Event" => "A flag: threads wait() until one calls set()." "Флаг: потоки ждут в wait(), пока кто-то не вызовет set().";
    "" "Condition" => "Wait until something holds, under a lock: with condition: while not ready: condition.wait()" "Ждать выполнения условия под блокировкой: with condition: while not ready: condition.wait()";
    "" "Barrier" => "Everybody waits here until so many have come." "Все ждут здесь, пока не соберётся столько.";
    "" "BrokenBarrierError" => "Raised at a barrier that was broken or timed out." "Возникает у барьера, который сломан или не дождался.";
    "" "local" => "An object whose attributes each thread has for itself." "Объект, атрибуты которого у каждого потока свои.";
    "" "current_thread" "currentThread" => "The thread that calls." "Поток, который вызывает.";
    "" "main_thread" => "The thread that the program began with." "Поток, с которого началась программа.";
    "" "active_count" "activeCount" => "How many threads are alive." "Сколько потоков живо.";
    "threading" "enumerate" => "All threads that are alive." "Все живые потоки.";
    "" "get_ident" "get_native_id" "native_id" => "A number of the thread." "Номер потока.";
    "" "TIMEOUT_MAX" => "The longest timeout, in seconds." "Самое долгое ожидание, в секундах.";
    "" "create_task" "ensure_future" => "Let the event loop run a coroutine beside this one; gives the task." "Поручить циклу событий выполнять корутину рядом с этой; даёт задачу.";
    "" "gather" => "Run all of these beside each other; await gives the list of their results." "Выполнить всё это рядом друг с другом; await даёт список результатов.";
    "" "as_completed" => "One after another as they end." "По одному, в порядке завершения.";
    "" "wait_for" => "Wait for this, but not longer than the timeout." "Ждать это, но не дольше заданного.";
    "Condition" "wait_for" => "Wait until the predicate is true." "Ждать, пока условие не станет истинным.";
    "" "timeout" "timeout_at" => "async with asyncio.timeout(…): what is inside is cancelled when the time is over." "async with asyncio.timeout(…): содержимое отменяется, когда время вышло.";
    "" "shield" => "Protects from the cancellation of who waits." "Защищает от отмены того, кто ждёт.";
    "" "TaskGroup" => "async with TaskGroup() as group: waits for all its tasks; if one fails, the others are cancelled." "async with TaskGroup() as group: ждёт все свои задачи; если одна падает, остальные отменяются.";
    "" "to_thread" => "Run a blocking function in a thread, so that the loop goes on." "Выполнить блокирующую функцию в потоке, чтобы цикл не стоял.";
    "" "run_coroutine_threadsafe" => "Hand a coroutine to a loop from another thread." "Передать корутину циклу из другого потока.";
    "" "get_running_loop" "get_event_loop" "new_event_loop" => "The event loop." "Цикл событий.";
    "" "set_event_loop" => "Name the thread's event loop." "Назначить цикл событий потока.";
    "" "current_task" => "The task that runs now." "Задача, которая сейчас выполняется.";
    "" "all_tasks" => "Tasks of the loop that have not ended." "Незавершённые задачи цикла.";
    "" "iscoroutine" "isfuture" => "Whether it is one." "Является ли им.";
    "" "wrap_future" => "A future of concurrent.futures as one to await." "Future из concurrent.futures в виде, пригодном для await.";
    "" "CancelledError" => "Raised at the await of a task that was cancelled." "Возникает на await отменённой задачи.";
    "" "InvalidStateError" => "The result is not there yet, or is there already." "Результата ещё нет или он уже есть.";
    "" "QueueEmpty" "Empty" => "Nothing to get without waiting." "Взять без ожидания нечего.";
    "" "QueueFull" "Full" => "No room to put something without waiting." "Положить без ожидания некуда.";
    "" "FIRST_COMPLETED" "FIRST_EXCEPTION" "ALL_COMPLETED" => "When wait() shall return." "Когда должен вернуться wait().";
    "" "Queue" "SimpleQueue" => "Passes items between threads, first in, first out; get() waits for an item, put() for room." "Передаёт элементы между потоками по порядку; get() ждёт элемент, put() — место.";
    "" "LifoQueue" => "A queue that gives the newest item first." "Очередь, отдающая сначала самый новый.";
    "" "PriorityQueue" => "A queue that gives the smallest item first." "Очередь, отдающая сначала наименьший элемент.";
    "" "Process" => "A process with its own memory and its own GIL: start() starts it, join() waits for its end." "Процесс со своей памятью и своим GIL: start() запускает, join() ждёт конца.";
    "" "current_process" => "The process that calls." "Процесс, который вызывает.";
    "" "cpu_count" => "How many cores the machine has." "Сколько ядер у машины.";
    "" "set_start_method" => "How processes begin: 'fork' with a copy of the memory, 'spawn' afresh." "Как начинаются процессы: 'fork' — с копией памяти, 'spawn' — с нуля.";
    "" "get_context" => "The same names for one start method." "Те же имена для одного способа запуска.";
    "" "freeze_support" => "Does nothing here." "Здесь ничего не делает.";
    "" "Pipe" => "Two ends: what one sends, the other receives as a copy." "Два конца: что отправит один, получит другой — копией.";
    "" "Value" => "A number that processes share; get_lock() guards it." "Число, общее для процессов; его охраняет get_lock().";
    "" "Array" => "Numbers that processes share." "Числа, общие для процессов.";
    "" "Pool" => "Worker processes: map(f, items) shares the items out." "Процессы-работники: map(f, items) делит элементы между ними.";
    "" "AsyncResult" => "What apply_async() gives: get() waits for the result." "То, что даёт apply_async(): get() ждёт результат.";
    "" "Executor" => "What the pools have in common." "Общее у пулов.";
    "" "ThreadPoolExecutor" => "A pool of threads: submit(f, …) gives a future, map(f, items) the results in order." "Пул потоков: submit(f, …) даёт future, map(f, items) — результаты по порядку.";
    "" "ProcessPoolExecutor" => "A pool of processes; arguments and results are copied." "Пул процессов; аргументы и результаты копируются.";
    "" "DoneAndNotDoneFutures" => "What wait() gives: done and not_done." "То, что даёт wait(): done и not_done.";
    "" "random" "uniform" "randint" "randrange" "choice" "choices" "sample" "shuffle" "expovariate" "gauss" => "Random, from the seed: the same in every run." "Случайно, но от зерна: одинаково в каждом запуске.";
    "" "seed" => "Begin the random numbers anew." "Начать случайные числа заново.";
    // Methods.
    "" "acquire" => "Take it; waits until it is free, or until the timeout." "Взять; ждёт, пока не освободится или не выйдет время.";
    "" "release" => "Give it back; who waits gets it." "Отдать; достанется тому, кто ждёт.";
    "" "locked" => "Whether somebody holds it." "Держит ли её кто-то.";
    "" "notify" "notify_all" => "Wake those that wait here." "Разбудить тех, кто здесь ждёт.";
    "" "set" "clear" "is_set" => "Of the flag." "О флаге.";
    "" "put" "put_nowait" => "Add an item; put() waits for room." "Добавить элемент; put() ждёт места.";
    "" "get" "get_nowait" => "Take an item; get() waits for one." "Взять элемент; get() ждёт его.";
    "" "qsize" "empty" "full" => "How much is in it now." "Сколько в ней сейчас.";
    "" "task_done" => "Says that an item got is dealt with: join() counts them." "Взятый элемент обработан: их считает join().";
    "" "join" => "Wait until all items are dealt with." "Ждать, пока не обработают все элементы.";
    "" "start" => "Begin to run." "Начать выполнение.";
    "" "is_alive" => "Whether it runs still." "Выполняется ли ещё.";
    "" "terminate" "kill" => "Stop at once." "Остановить сразу.";
    "" "submit" => "Hand over a call; gives its future." "Поручить вызов; даёт его future.";
    "" "map" "imap" "imap_unordered" "starmap" => "Call for each item, shared out to the workers." "Вызвать для каждого элемента, раздав их работникам.";
    "" "apply" => "Call in a worker and wait for the result." "Вызвать в работнике и дождаться результата.";
    "" "apply_async" "map_async" => "The same without waiting." "То же без ожидания.";
    "" "shutdown" => "Take no more calls; waits for those handed over." "Больше не принимать вызовов; ждёт уже порученные.";
    "" "result" => "The result, or the exception it ended with." "Результат или исключение, которым закончилось.";
    "" "exception" => "The exception it ended with, or None." "Исключение, которым закончилось, или None.";
    "" "done" "cancelled" "running" => "How far it is." "Как далеко дошло.";
    "" "cancel" => "Ask it to stop." "Попросить остановиться.";
    "" "add_done_callback" => "Call this when it has ended." "Вызвать это, когда закончится.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::outline;

    const COURSE: [&str; 6] =
        ["threading", "asyncio", "multiprocessing", "concurrent.futures", "queue", "time"];

    #[test]
    fn what_a_course_uses_is_explained() {
        let mut missing = Vec::new();
        for module in outline().iter().filter(|m| COURSE.contains(&m.name)) {
            for member in &module.members {
                for lang in Lang::ALL {
                    if module_help(module.name, &member.name, *lang).is_empty() {
                        missing.push(format!("{}.{}", module.name, member.name));
                    }
                }
            }
        }
        missing.dedup();
        // A rare one speaks for itself; completion shows its parameters.
        let all = outline()
            .iter()
            .filter(|m| COURSE.contains(&m.name))
            .map(|m| m.members.len())
            .sum::<usize>();
        assert!(10 * missing.len() <= all, "{} of {all}: {missing:?}", missing.len());
    }

    #[test]
    fn nothing_is_explained_that_is_not_there() {
        let modules = outline();
        let exists = |place: &str, name: &str| {
            modules.iter().any(|module| {
                let here = place.is_empty() || place == module.name;
                module.members.iter().any(|member| {
                    let inside = place.is_empty() || place == member.name;
                    (here && member.name == name)
                        || (inside && member.methods.iter().any(|m| m.name == name))
                })
            })
        };
        // Methods that objects of the engine have are in no module's text.
        let builtin = ["acquire", "release", "locked", "notify", "set", "join"];
        for (place, names, en, _) in TEXTS {
            let known = names.iter().any(|name| exists(place, name) || builtin.contains(name));
            assert!(known, "{place} {names:?}: {en}");
        }
    }
}
