//! The timeline's single words: states, columns, buttons.

use crate::trace::State;
use crate::words::Lang;
use crate::words::ui::texts;

/// What a state is called, in the legend, in bars and in the table.
pub fn state_name(state: State, lang: Lang) -> &'static str {
    let (en, ru) = match state {
        State::Running => ("running", "выполняется"),
        State::Ready => ("ready", "готова"),
        State::Overhead => ("overhead", "накладные расходы"),
        State::Io => ("I/O", "ввод-вывод"),
        State::Lock => ("waiting", "ожидание"),
        State::Gil => ("GIL wait", "ждёт GIL"),
        State::Suspended => ("suspended", "приостановлена"),
    };
    lang.pick(en, ru)
}

/// What a state means, in a few plain words.
pub fn state_hint(state: State, lang: Lang) -> &'static str {
    let (en, ru) = match state {
        State::Running => ("computing on a core", "занимает ядро и считает"),
        State::Ready => ("could run, waits for its turn", "могла бы работать, ждёт очереди"),
        State::Overhead => (
            "the machine's own work: a switch, a start",
            "работа самой машины: переключение, запуск",
        ),
        State::Io => ("waits for a device or a timer", "ждёт устройство или таймер"),
        State::Lock => {
            ("waits for a lock, a queue or a task", "ждёт блокировку, очередь или задачу")
        }
        State::Gil => ("waits for the interpreter lock", "ждёт блокировку интерпретатора"),
        State::Suspended => ("stopped at await", "остановлена на await"),
    };
    lang.pick(en, ru)
}

texts! {
/// A fixed text of the timeline.
TimelineWord {
    Timeline "Timeline" "Диаграмма";
    Cores "Cores" "Ядра";
    Gil "GIL" "GIL";
    Workers "Workers" "Работники";
    Tasks "Tasks" "Задачи";
    Queues "Queues" "Очереди";
    ReadyQueue "Ready queue" "Очередь готовых";
    LoopQueue "Event loop" "Цикл событий";
    PoolQueue "Pool" "Пул";
    GlobalQueue "Global queue" "Глобальная очередь";
    Locks "Locks" "Блокировки";
    Process "process" "процесс";
    Thread "thread" "поток";
    Keys "Arrow keys move between segments and lanes. Comma and full stop go from event to event. Plus and minus zoom, 0 shows the whole run. M measures from the time cursor, as does dragging with Shift. R shows all arrows. Enter explains."
         "Стрелки переходят между отрезками и дорожками, запятая и точка — от события к событию. Плюс и минус меняют масштаб, 0 показывает всё. M измеряет от курсора времени, как и мышь с Shift. R показывает все стрелки. Enter объясняет.";
    WheelHint "Ctrl + wheel zooms" "Ctrl + колесо меняет масштаб";
    ZoomIn "Zoom in" "Крупнее";
    ZoomOut "Zoom out" "Мельче";
    Fit "Whole run" "Всё целиком";
    AllArrows "Arrows of all tasks: solid starts one, dashed ends the wait for its end, dotted wakes, sends or hands over" "Стрелки всех задач: сплошная запускает, пунктир завершает ожидание конца, точки будят, передают или отдают";
    Races "data race" "гонка данных";
    Loop "Repeat" "Повторять";
    PreviousSwitch "Previous switch of the selected task" "Предыдущее переключение выбранной задачи";
    PreviousSwitchOff "Previous switch: select a task first" "Предыдущее переключение: сначала выберите задачу";
    PanLeft "Earlier" "Раньше";
    PanRight "Later" "Позже";
    NothingYet "Nothing here takes time: call cpu(10) or io(10)." "Здесь ничто не занимает времени: вызовите cpu(10) или io(10).";
    Legend "What the marks mean" "Что значат знаки";
    Failed "failed" "ошибка";
    Deadline "deadline (with a line: missed)" "срок (с чертой — пропущен)";
    Task "Task" "Задача";
    Core "Core" "Ядро";
    State "State" "Состояние";
    Start "Start" "Начало";
    End "End" "Конец";
    Duration "Length" "Длительность";
    Line "Line" "Строка";
    Cause "Why" "Почему";
    TableCaption "All segments of the run" "Все отрезки запуска";
    Previous "Previous" "Назад";
    Next "Next" "Вперёд";
    Playback "Playback" "Воспроизведение";
    Play "Play" "Пуск";
    Pause "Pause" "Пауза";
    ToStart "To the start" "В начало";
    ToEnd "To the end" "В конец";
    PreviousEvent "Previous event" "Предыдущее событие";
    NextEvent "Next event" "Следующее событие";
    NextSwitch "Next switch of the selected task" "Следующее переключение выбранной задачи";
    NextSwitchOff "Next switch: select a task first" "Следующее переключение: сначала выберите задачу";
    Moment "Moment" "Момент";
    Speed "Speed" "Скорость";
    Speed5 "whole run in 5 s" "весь запуск за 5 с";
    Speed10 "whole run in 10 s" "весь запуск за 10 с";
    Speed20 "whole run in 20 s" "весь запуск за 20 с";
    Speed60 "whole run in 1 min" "весь запуск за 1 мин";
    SpeedReal "real time" "реальное время";
}
}

pub fn word(word: TimelineWord, lang: Lang) -> &'static str {
    word.get(lang)
}
