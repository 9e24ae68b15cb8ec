//! What each number of a run means: how it is computed, and what it tells.

use crate::words::Lang;
use crate::words::ui::Text;

pub struct Definition {
    pub name: &'static str,
    pub formula: &'static str,
    pub says: &'static str,
}

/// Of the run first, then of a task, in the order in which they are shown.
pub fn definitions(lang: Lang) -> Vec<Definition> {
    let one = |(name, formula, says): &(Text, [&'static str; 2], [&'static str; 2])| Definition {
        name: name.get(lang),
        formula: lang.pick(formula[0], formula[1]),
        says: lang.pick(says[0], says[1]),
    };
    RUN.iter().chain(TASK).map(one).collect()
}

const RUN: &[(Text, [&str; 2], [&str; 2])] = &[
    (
        Text::Makespan,
        ["end of the last task − start of the run", "конец последней задачи − начало запуска"],
        [
            "The makespan: how long somebody waits for everything. The first number to look at.",
            "Makespan: сколько ждать, пока закончится всё. Первое число, на которое стоит смотреть.",
        ],
    ),
    (
        Text::SpeedUp,
        [
            "length one after another on one core ÷ length of this run",
            "длительность по очереди на одном ядре ÷ длительность этого запуска",
        ],
        [
            "Above 1 the model helps, below 1 it costs more than it brings. Waits that overlap can make it larger than the number of cores.",
            "Больше 1 — модель помогает, меньше 1 — обходится дороже, чем даёт. Если ожидания перекрываются, может быть больше числа ядер.",
        ],
    ),
    (
        Text::Utilisation,
        [
            "time in which a core ran tasks ÷ length of the run; overhead does not count",
            "время, когда ядро выполняло задачи, ÷ длительность запуска; накладные расходы не в счёт",
        ],
        [
            "Low with long waits: more tasks would fit. Low without waits: something (a lock, the GIL) lets only one through.",
            "Мало при долгих ожиданиях — поместилось бы больше задач. Мало без ожиданий — что-то (блокировка, GIL) пропускает по одной.",
        ],
    ),
    (
        Text::Switches,
        [
            "how often a core went from one thread to another: given away (it waited or ended) + taken (its time was up or another came first)",
            "сколько раз ядро перешло от потока к потоку: отдал сам (ждёт или закончил) + отняли (вышло время или другой важнее)",
        ],
        [
            "Voluntary and involuntary context switches. Many forced ones mean a short quantum.",
            "Добровольные и вынужденные переключения контекста. Много вынужденных — короткий квант.",
        ],
    ),
    (
        Text::Overhead,
        [
            "time of all cores spent on switches, starts, copies and handing over the GIL",
            "время всех ядер на переключения, запуски, копирование и передачу GIL",
        ],
        [
            "Work of the machine that no task asked for. Zero with ideal costs.",
            "Работа самой машины, о которой задачи не просили. На идеальной машине — ноль.",
        ],
    ),
    (
        Text::Waits,
        [
            "time of all tasks together, by what they wait for: a core, I/O or time, a lock or another task, the GIL",
            "время всех задач вместе, по причинам: ядро, ввод-вывод или время, блокировка или другая задача, GIL",
        ],
        [
            "Shows what to change: more cores help only those that wait for a core.",
            "Показывает, что менять: новые ядра помогут только тем, кто ждёт ядро.",
        ],
    ),
    (
        Text::Throughput,
        [
            "tasks finished ÷ length of the run in seconds",
            "завершённых задач ÷ длительность запуска в секундах",
        ],
        [
            "What a server is measured by; the length of one task may grow meanwhile.",
            "Так измеряют серверы; при этом каждая задача может идти дольше.",
        ],
    ),
    (
        Text::Fairness,
        [
            "(Σx)² ÷ (n · Σx²), x of a task: 1 − waiting ÷ turnaround",
            "(Σx)² ÷ (n · Σx²), где x задачи — это 1 − ожидание ÷ оборот",
        ],
        [
            "Jain's index (1984): 1 if all were held up alike, 1/n if one got everything.",
            "Индекс Джейна (1984): 1, если всех задержали одинаково; 1/n, если всё досталось одной.",
        ],
    ),
    (
        Text::Memory,
        [
            "sum over processes of the most each had at once",
            "сумма по процессам: наибольший объём памяти каждого",
        ],
        [
            "Processes have their own memory each, threads share one, coroutines cost least.",
            "У каждого процесса своя память, потоки делят одну, корутины дешевле всего.",
        ],
    ),
];

const TASK: &[(Text, [&str; 2], [&str; 2])] = &[
    (
        Text::Arrival,
        ["when it was started or released", "когда её запустили или выпустили"],
        ["From here on its times count.", "С этого момента считаются её времена."],
    ),
    (
        Text::Response,
        ["first time on a core − arrival", "первый выход на ядро − появление"],
        [
            "How long nothing seems to happen. Short with round robin, long with FIFO.",
            "Сколько кажется, что ничего не происходит. По кругу — мало, в порядке прихода — много.",
        ],
    ),
    (
        Text::Turnaround,
        ["finish − arrival", "конец − появление"],
        [
            "Its whole life. The mean is least with the shortest job first.",
            "Вся её жизнь. Среднее меньше всего, если короткие идут первыми.",
        ],
    ),
    (
        Text::Running,
        ["time on a core", "время на ядре"],
        [
            "The same in every model, unless the code is another.",
            "Одинаково во всех моделях, если код тот же.",
        ],
    ),
    (
        Text::Waiting,
        [
            "time in which it could have run but had no core or no GIL",
            "время, когда могла бы работать, но не было ядра или GIL",
        ],
        [
            "The waiting time of textbooks. I/O and locks do not count.",
            "«Время ожидания» из учебников. Ввод-вывод и блокировки не входят.",
        ],
    ),
];
