//! Names of OS schedulers and of their parameters, with one sentence each.

use crate::setup::{Parameter, Scheduler};
use crate::words::Lang;
use crate::words::ui::choices::{Named, named};

pub fn policy_name(scheduler: Scheduler, lang: Lang) -> &'static str {
    use Scheduler::*;
    let (en, ru) = match scheduler {
        Fifo => ("First come, first served (FIFO)", "В порядке прихода (FIFO)"),
        RoundRobin => ("Round robin", "По кругу (round robin)"),
        Sjf => ("Shortest job first (SJF)", "Сначала короткие (SJF)"),
        Srtf => ("Shortest time left first (SRTF)", "Сначала меньший остаток (SRTF)"),
        Priority => ("Fixed priorities", "Постоянные приоритеты"),
        Mlfq => ("Feedback queues (MLFQ)", "Очереди с обратной связью (MLFQ)"),
        Lottery => ("Lottery", "Лотерея"),
        Stride => ("Stride scheduling", "Шаговое планирование (stride)"),
        Cfs => ("Linux CFS", "Linux CFS"),
        Eevdf => ("Linux EEVDF", "Linux EEVDF"),
        Edf => ("Earliest deadline first (EDF)", "Сначала ближайший срок (EDF)"),
        RateMonotonic => ("Rate monotonic (RM)", "По частоте запуска (RM)"),
    };
    lang.pick(en, ru)
}

pub fn policy_sentence(scheduler: Scheduler, lang: Lang) -> &'static str {
    use Scheduler::*;
    let (en, ru) = match scheduler {
        Fifo => (
            "A thread keeps its core until it waits or ends.",
            "Поток держит ядро, пока не начнёт ждать или не закончит.",
        ),
        RoundRobin => (
            "A thread runs for one quantum at most, then goes to the end of the queue.",
            "Поток работает не дольше кванта и уходит в конец очереди.",
        ),
        Sjf => (
            "The thread that will compute for the shortest time goes first and keeps its core until it waits or ends.",
            "Первым идёт поток, которому считать меньше всех, и держит ядро, пока не начнёт ждать или не закончит.",
        ),
        Srtf => (
            "The thread with the least left to compute runs; a shorter one that arrives takes its core.",
            "Работает поток, которому осталось считать меньше всех; появится более короткий — отнимет ядро.",
        ),
        Priority => (
            "The largest priority= goes first; among equals, who came first.",
            "Первым идёт поток с наибольшим priority=; среди равных — кто раньше пришёл.",
        ),
        Mlfq => (
            "Everybody starts in the top queue and sinks by using up time there; higher queues go first, and a boost lifts all again.",
            "Все начинают в верхней очереди и опускаются, израсходовав там время; верхние очереди идут первыми, а подъём возвращает наверх всех.",
        ),
        Lottery => (
            "Each quantum goes to the winner of a draw; tickets= are chances.",
            "Каждый квант разыгрывается; tickets= — число билетов.",
        ),
        Stride => (
            "Each quantum goes to who has had the least for their tickets=: a lottery without chance.",
            "Квант получает тот, кому досталось меньше всех в расчёте на билет (tickets=): лотерея без случая.",
        ),
        Cfs => (
            "The thread with the least computing time so far, weighted by nice=, runs for its share of a period.",
            "Работает тот, кто пока считал меньше всех (с поправкой на nice=), и не дольше своей доли периода.",
        ),
        Eevdf => (
            "Of the threads that have had no more than their share (weighted by nice=), the one with the earliest virtual deadline runs.",
            "Из потоков, не превысивших свою долю (с учётом nice=), работает тот, чей виртуальный срок ближе.",
        ),
        Edf => (
            "The thread whose deadline= is nearest runs; threads without one go last.",
            "Работает поток с ближайшим сроком deadline=; потоки без срока идут последними.",
        ),
        RateMonotonic => (
            "The thread with the shortest period= runs; threads without one go last.",
            "Работает поток с самым коротким периодом period=; потоки без периода идут последними.",
        ),
    };
    lang.pick(en, ru)
}

/// What a parameter is, by its word.
const PARAMETERS: &[Named] = &[
    ("workers", "Workers (empty: one per core)", "Работники (пусто: по одному на ядро)"),
    ("preempt", "Preempt after (0: never)", "Вытеснять через (0 — никогда)"),
    ("lifo", "Made ready last goes first (LIFO slot)", "Последняя готовая — первой (LIFO slot)"),
    ("global", "Global queue first every … tasks", "Глобальная очередь первой каждые … задач"),
    ("quantum", "Quantum", "Квант"),
    ("order", "Who comes next", "Кто следующий"),
    ("aligned", "All turns end together", "Кванты кончаются у всех сразу"),
    ("steal", "Balance every … (0: when idle)", "Выравнивать каждые … (0: при простое)"),
    ("victim", "Take from", "Брать у"),
    ("victims", "Cores drawn", "Выбранные ядра"),
    ("draws", "Numbers drawn", "Вытянутые числа"),
    ("io", "After I/O", "После ввода-вывода"),
    ("estimate", "Length of the next burst", "Длина следующего счёта"),
    ("preemptive", "Preemptive", "С вытеснением"),
    (
        "ageing",
        "One priority up every (ageing; 0: never)",
        "Приоритет +1 каждые (старение; 0 — никогда)",
    ),
    ("allotment", "Quanta before sinking (allotment)", "Квантов до понижения"),
    (
        "boost",
        "Everybody to the top every (boost; 0: never)",
        "Все наверх каждые (подъём; 0 — никогда)",
    ),
    ("stay", "A wait renews the allotment", "Ожидание возвращает кванты"),
    ("whole_quantum", "A core is kept for the whole quantum", "Ядро занято весь квант"),
    ("latency", "Period for all (latency)", "Период на всех (latency)"),
    ("granularity", "Shortest turn (granularity)", "Самая короткая доля"),
    ("wakeup", "Lead before a wake-up preempts", "Перевес для вытеснения"),
    ("slice", "Slice", "Доля (slice)"),
    ("protect", "A slice once begun is run out", "Начатую долю не прерывать"),
];

/// What a policy's parameter is, by its row in the table, and what 0 means where
/// that is no length.
pub fn parameter_name(parameter: &Parameter, lang: Lang) -> &'static str {
    if parameter.word == "quantum" && parameter.default == [0] {
        return lang.pick("Quantum (0: none)", "Квант (0 — без кванта)");
    }
    named(PARAMETERS, parameter.word, lang)
}

/// The words that parameters can have.
const CHOICES: &[Named] = &[
    ("tail", "to the end of the queue", "в конец очереди"),
    ("head", "to its front", "в начало очереди"),
    ("false", "no", "нет"),
    ("true", "yes", "да"),
    ("arrival", "who waits longest", "кто дольше ждёт"),
    ("number", "the next number (as xv6)", "следующий по номеру (как xv6)"),
    ("longest", "the longest queue", "самой длинной очереди"),
    ("random", "a random core", "случайного ядра"),
    ("exact", "known exactly", "известна точно"),
    ("average", "guessed from the past", "оценивается по прошлым"),
];

/// A word that a parameter can have, as a person says it.
pub fn choice_name(word: &str, lang: Lang) -> &'static str {
    named(CHOICES, word, lang)
}
