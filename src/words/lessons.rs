//! The gallery in words.

use crate::lessons::Lesson;
use crate::scenario::Scenario;
use crate::words::Lang;

/// What the page says about a lesson.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LessonText {
    pub title: &'static str,
    /// What it is about, one sentence.
    pub summary: &'static str,
    /// What to look at, and what to change.
    pub look: &'static str,
    pub script: &'static str,
}

/// The lesson as a document in the learner's language.
pub fn lesson_scenario(lesson: &Lesson, lang: Lang) -> Scenario {
    let text = lesson_text(lesson, lang);
    lesson.scenario(text.title, text.script)
}

pub fn lesson_text(lesson: &Lesson, lang: Lang) -> LessonText {
    let script = [lesson.script_en, lesson.script_ru][lang as usize];
    let texts = TEXTS.iter().find(|(id, _)| *id == lesson.id);
    let [title, summary, look] = texts.map_or([""; 3], |(_, texts)| texts[lang as usize]);
    LessonText { title, summary, look, script }
}

/// Title, summary and what to look at, in English and in Russian: by id.
const TEXTS: &[(&str, [[&str; 3]; 2])] = &[
    (
        "take-turns",
        [
            [
                "Three dishes, one cook",
                "One core, several tasks: they take turns (concurrency).",
                "The core never works on two dishes at once. While one boils, the cook chops another, so waiting costs nothing as long as there is other work. Set Cores to 2 and see what changes.",
            ],
            [
                "Три блюда и один повар",
                "Одно ядро, несколько задач: они работают по очереди (конкурентность).",
                "Ядро никогда не занято двумя блюдами сразу. Пока одно варится, повар режет другое, и ожидание ничего не стоит, если есть чем заняться. Поставьте 2 ядра и посмотрите, что изменится.",
            ],
        ],
    ),
    (
        "two-cores",
        [
            [
                "Two cores at once",
                "Two cores run two tasks at the same instant (parallelism).",
                "At every moment two frames are being drawn, never three; the others wait for their turn. Try 1 core and 4 cores: 160 ms of work takes 160, 80 and 40 ms.",
            ],
            [
                "Два ядра одновременно",
                "Два ядра выполняют две задачи в один и тот же миг (параллелизм).",
                "В каждый момент рисуются два кадра, и никогда три: остальные ждут очереди. Попробуйте 1 и 4 ядра: 160 мс работы займут 160, 80 и 40 мс.",
            ],
        ],
    ),
    (
        "blocking-call",
        [
            [
                "One blocking call stops everybody",
                "An event loop has one thread: a task keeps it until it reaches an await.",
                "From 30 ms on nothing else runs: the rude task waits without await and keeps the loop. Write await before io(60) and the others go on.",
            ],
            [
                "Один блокирующий вызов останавливает всех",
                "У цикла событий один поток: задача держит его, пока не дойдёт до await.",
                "После 30 мс больше никто не работает: невежа ждёт без await и не отдаёт цикл. Напишите await перед io(60), и остальные продолжат.",
            ],
        ],
    ),
    (
        "gil-cpu",
        [
            [
                "The GIL and computing",
                "Threads of one Python process compute in turn: only the holder of the GIL runs.",
                "There are two cores, yet the bars never overlap: follow the GIL lane. Every 5 ms a waiting thread asks for the GIL. Switch to threads without a GIL, or to processes, and compare the time.",
            ],
            [
                "GIL и вычисления",
                "Потоки одного процесса Python вычисляют по очереди: работает лишь тот, у кого GIL.",
                "Ядер два, а полосы не накладываются: смотрите на дорожку GIL. Каждые 5 мс ждущий поток просит отдать ему GIL. Выберите потоки без GIL или процессы и сравните время.",
            ],
        ],
    ),
    (
        "gil-io",
        [
            [
                "The GIL and waiting",
                "A thread that waits for the network lets the GIL go, so threads do help here.",
                "The three waits lie above each other. Only the short bars of computing take turns. Choose One after another to see what threads save.",
            ],
            [
                "GIL и ожидание",
                "Поток, который ждёт сеть, отпускает GIL, поэтому здесь потоки помогают.",
                "Все три ожидания идут одновременно, по очереди идут только короткие вычисления. Выберите модель «По очереди», чтобы увидеть, сколько времени экономят потоки.",
            ],
        ],
    ),
    (
        "own-memory",
        [
            [
                "A process has its own memory",
                "A child process changes its own copy of a variable; the parent's stays as it was.",
                "The children print 3 and 2, the parent prints 0. Choose Threads: they share one counter, and the parent prints 5.",
            ],
            [
                "У процесса своя память",
                "Дочерний процесс меняет свою копию переменной, у родителя она остаётся прежней.",
                "Дети печатают 3 и 2, а родитель 0. Выберите потоки: счётчик у них общий, и родитель напечатает 5.",
            ],
        ],
    ),
    (
        "deadlock",
        [
            [
                "Each waits for the other",
                "Two tasks take two locks in opposite order and wait for ever (deadlock).",
                "Both hold one lock and wait for the other's. Let both ask for the fork first, and both eat.",
            ],
            [
                "Каждый ждёт другого",
                "Две задачи берут две блокировки в разном порядке и ждут вечно (взаимная блокировка).",
                "Каждая держит одну блокировку и ждёт вторую. Пусть обе сначала просят вилку, и обе поедят.",
            ],
        ],
    ),
    (
        "queue",
        [
            [
                "Baker, shelf, seller",
                "A queue with room for two items makes the faster side wait (producer and consumer).",
                "First the seller waits for the first loaf, then the baker waits for room on the shelf. Change maxsize to 1 and to 5.",
            ],
            [
                "Пекарь, полка, продавец",
                "Очередь на два места заставляет ждать того, кто быстрее (производитель и потребитель).",
                "Сначала продавец ждёт первую буханку, потом пекарь ждёт места на полке. Поставьте maxsize 1 или 5.",
            ],
        ],
    ),
    (
        "thread-pool",
        [
            [
                "Six downloads, two workers",
                "A pool of threads serves many tasks, a few at a time; the others wait in its queue.",
                "Look at the Workers lanes: a worker keeps its download to the end, even while that only waits. It takes 140 ms. Give the pool 6 workers: 70 ms.",
            ],
            [
                "Шесть загрузок, два работника",
                "Пул потоков обслуживает много задач, по нескольку сразу; остальные ждут в его очереди.",
                "Посмотрите на дорожки работников: работник держит загрузку до конца, даже пока та просто ждёт. Всё занимает 140 мс. Дайте пулу 6 работников: 70 мс.",
            ],
        ],
    ),
    (
        "work-stealing",
        [
            [
                "The idle cook steals orders",
                "Each worker has a queue of its own; one with nothing to do takes half of another's.",
                "At 10 ms one worker has six dishes and starts with the newest, dish 6 (LIFO slot). The other one steals half of the rest: dishes 1, 2 and 3. Change the number of workers and the time after which a long task is preempted.",
            ],
            [
                "Свободный повар забирает чужие заказы",
                "У каждого работника своя очередь; кому нечего делать, забирает половину чужой (work stealing).",
                "В 10 мс у одного работника шесть блюд, и начинает он с последнего, шестого (LIFO slot). Другой забирает половину остальных: блюда 1, 2 и 3. Меняйте число работников и время, через которое долгую задачу вытесняют.",
            ],
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::ALL;

    #[test]
    fn every_lesson_has_its_words_in_every_language() {
        for lesson in ALL {
            for &lang in Lang::ALL {
                let text = lesson_text(lesson, lang);
                let words = [text.title, text.summary, text.look, text.script];
                assert!(words.iter().all(|w| !w.is_empty()), "{} {lang:?}", lesson.id);
            }
        }
    }
}
