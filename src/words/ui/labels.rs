//! Labels of buttons, fields and headings.

use crate::words::Lang;

/// Declares an enum of fixed texts: a name, the English, the Russian.
///
/// A table has all its texts in one and the length of each: the address of each
/// would weigh more than many a text does.
macro_rules! texts {
    ($(#[$doc:meta])* $type:ident { $($name:ident $en:literal $ru:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum $type { $($name),* }

        impl $type {
            pub const ALL: &'static [$type] = &[$($type::$name),*];
            const TEXTS: [&'static str; 2] = [concat!($($en),*), concat!($($ru),*)];
            const LENGTHS: &'static [[u16; 2]] = &[$([$en.len() as u16, $ru.len() as u16]),*];

            const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Its name in the code, for what is not written in Rust.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            pub fn get(self, lang: $crate::words::Lang) -> &'static str {
                let texts = Self::TEXTS[lang as usize];
                $crate::words::ui::part(texts, Self::LENGTHS, self as usize, lang)
            }
        }
    };
}
pub(in crate::words) use texts;

/// One of many texts that stand behind each other.
pub(in crate::words) fn part(
    texts: &'static str,
    lengths: &[[u16; 2]],
    which: usize,
    lang: Lang,
) -> &'static str {
    let (mut start, mut end) = (0, 0);
    for length in lengths.iter().take(which + 1) {
        start = end;
        end += usize::from(length[lang as usize]);
    }
    texts.get(start..end).unwrap_or("")
}

texts! {
/// A fixed text of the page.
Text {
    // Top bar.
    AppName "Interleave" "Interleave";
    Tagline "Concurrency playground" "Песочница параллелизма";
    Title "Title of the scenario" "Название сценария";
    TitlePlaceholder "Untitled scenario" "Сценарий без названия";
    Examples "Examples" "Примеры";
    Share "Share" "Поделиться";
    More "More" "Ещё";
    Reset "Reset" "Сбросить";
    Undo "Undo" "Вернуть";
    Language "Language" "Язык";
    Theme "Theme" "Тема";
    ThemeSystem "System" "Системная";
    ThemeLight "Light" "Светлая";
    ThemeDark "Dark" "Тёмная";
    ThemeContrast "High contrast" "Контрастная";
    Compare "Compare…" "Сравнить…";
    Curve "Curve…" "Кривая…";
    Export "Export…" "Экспорт…";
    EmbedCode "Embed in a page" "Вставить на страницу";
    Shortcuts "Keyboard shortcuts" "Клавиши";
    About "How true is this?" "Насколько это похоже на правду?";
    OpenFull "Open in Interleave" "Открыть в Interleave";
    SkipToTimeline "Skip to the timeline" "Перейти к диаграмме";
    Close "Close" "Закрыть";
    Dismiss "Dismiss" "Скрыть";
    NotAllowed "cannot be used; allowed: " "не подходит; можно: ";
    Several " (several: with “/” between)" " (несколько — через «/»)";
    Update "Reload" "Обновить";
    Drafts "Drafts…" "Черновики…";
    Import "Open a file…" "Открыть файл…";

    // Control bar.
    Setup "Model and machine" "Модель и машина";
    Model "Model" "Модель";
    Cores "Cores" "Ядра";
    FewerCores "One core fewer" "На одно ядро меньше";
    MoreCores "One core more" "На одно ядро больше";
    ThreadsPerCore "Threads per core" "Потоков на ядро";
    SmtSpeed "Speed beside a busy sibling, %" "Скорость рядом с занятым соседом, %";
    FurtherSettings "More settings" "Ещё настройки";
    Policy "OS scheduler" "Планировщик ОС";
    Queues "Ready queues" "Очереди готовых";
    QueuesGlobal "one for all cores" "одна на все ядра";
    QueuesPerCore "one per core, idle cores take from others" "у каждого ядра, свободное берёт чужое";
    WakeUp "What is released goes to" "Освобождённое получает";
    WakeUpFifo "who has waited longest" "кто ждёт дольше всех";
    WakeUpBarging "who is quickest (barging)" "кто успеет первым (barging)";
    Starvation "Starves when ready for over, ms" "Голодает, если готова дольше, мс";
    Costs "Costs of the machine" "Накладные расходы";
    CostsCustom "Custom" "Свои";
    CostsEach "Costs of the machine, each in ms" "Накладные расходы, мс";
    SwitchInterval "GIL interval, ms" "Интервал GIL, мс";
    Seed "Seed" "Зерно";
    NewSeed "Another seed" "Другое зерно";
    Follows "Follows" "Образец";

    // Why a control has no effect.
    OneCore "No effect: there is one core" "Не влияет: ядро одно";
    OneThread "No effect: there is one thread" "Не влияет: поток один";
    NoSibling "No effect: one hardware thread per core" "Не влияет: у ядра один аппаратный поток";
    NoGilHere "No effect: there is no GIL" "Не влияет: GIL нет";
    GilNotShared "No effect: each process has its own GIL" "Не влияет: у каждого процесса свой GIL";
    NoChance "No effect: nothing is random here" "Не влияет: здесь нет случайностей";
    LockedByAuthor "Fixed by the author" "Задано автором";

    // Script pane.
    Script "Script" "Сценарий";
    ScriptLabel "Task script in Python; press Escape, then Tab, to leave it" "Сценарий на Python; чтобы выйти, нажмите Escape, затем Tab";
    Problems "Problems" "Замечания";
    ApplyFix "Replace by" "Заменить на";
    Line "line" "строка";
    ReadOnly "read-only" "только чтение";

    // First steps.
    HintScript "Try it: change a number in the script. The timeline follows as you type." "Попробуйте: измените число в сценарии. Диаграмма меняется сразу.";
    HintBar "Choose a bar in the timeline to learn why it began just there." "Выберите отрезок на диаграмме и узнайте, почему он начался именно тогда.";
    HintModel "Choose another model above: the same script, run another way." "Выберите сверху другую модель: тот же сценарий, но выполняется иначе.";
    HintNext "Got it" "Понятно";
    HintNever "No more hints" "Без подсказок";

    // Timeline pane.
    Timeline "Timeline" "Диаграмма";
    WhatHappened "What happened" "Что произошло";
    NothingYet "Mend the script to see its timeline." "Исправьте сценарий, чтобы увидеть диаграмму.";
    StaleRun "This is the last script that worked. Mend the mistakes to see the new one." "Это последний сценарий, который работал. Исправьте ошибки, чтобы увидеть новый.";
    Working "Running" "Идёт расчёт";
    Cancel "Cancel" "Отменить";
    Splitter "Width of the script" "Ширина сценария";

    // Panels.
    Explain "Explain" "Разбор";
    Why "Why" "Почему";
    Now "Now" "Сейчас";
    MemoryNow "Memory" "Память";
    MemoryNowHint "Each process has a memory that no other can reach. Move the time cursor to see values change." "Память каждого процесса недоступна другим. Передвиньте курсор времени, чтобы увидеть, как меняются значения.";
    MemoryEmpty "No global variables yet." "Глобальных переменных пока нет.";
    MemoryGlobals "Global variables" "Глобальные переменные";
    MemoryTasks "Tasks inside" "Задачи внутри";
    MemoryShared "shared" "общее";
    MemorySharedHint "Several tasks have used it." "Этим пользовались несколько задач.";
    MemoryCopy "copy" "копия";
    MemoryCopyHint "Copied from the parent process: changes here are not seen there." "Копия из родительского процесса: изменения здесь там не видны.";
    MemoryFull "There were more changes than are kept: from here on the picture stands still." "Изменений больше, чем хранится: дальше картина не меняется.";
    Process "Process" "Процесс";
    ShowMoment "Show" "Показать";
    NowHint "Move the time cursor to see another moment." "Передвиньте курсор времени, чтобы увидеть другой момент.";
    NowQueue "Ready queue" "Очередь готовых";
    NowLoop "Event loop's queue" "Очередь цикла событий";
    NowIo "Waiting for I/O" "Ждут ввод-вывод";
    NowOthers "Waiting for other tasks" "Ждут другие задачи";
    NowHeldBy "held by" "держит";
    NowWaiting "waiting:" "ждут:";
    NowFree "free" "свободно";
    NowIdle "idle" "простаивает";
    NowNobody "empty" "пусто";
    Console "Console" "Консоль";
    Numbers "Numbers" "Числа";
    Table "Table" "Таблица";
    WhyEmpty "Choose a bar in the timeline to learn why it began there." "Выберите отрезок на диаграмме, чтобы узнать, почему он начался именно тогда.";
    WhyFirst "Explain the first switch" "Объяснить первое переключение";
    Details "Details" "Подробнее";
    OthersEligible "Who else could have run" "Кто ещё мог выполняться";
    Previous "Previous" "Назад";
    Next "Next" "Вперёд";
    ConsoleEmpty "The script prints nothing. Try print(\"hello\")." "Сценарий ничего не печатает. Попробуйте print(\"привет\").";
    ConsoleNotYet "Nothing printed up to this moment." "К этому моменту ничего не напечатано.";
    ConsoleAll "Whole run" "Весь запуск";
    Task "Task" "Задача";
    CopyCsv "Copy as CSV" "Копировать CSV";
    Copied "Copied" "Скопировано";
    CopyRefused "The browser does not let us copy. Select the text and copy it yourself." "Браузер не даёт скопировать. Выделите текст и скопируйте сами.";

    // Numbers.
    Makespan "Whole run" "Весь запуск";
    MakespanHint "From the start to the end of the last task (makespan)" "От начала до конца последней задачи (makespan)";
    SpeedUp "Speed-up" "Ускорение";
    SpeedUpHint "Against the same work one after another" "По сравнению с той же работой по очереди";
    Utilisation "Cores busy" "Загрузка ядер";
    UtilisationHint "Share of the time in which cores ran tasks" "Доля времени, когда ядра выполняли задачи";
    Switches "Switches" "Переключения";
    SwitchesHint "Given away by the task itself + forced on it" "Отдала сама + заставили отдать";
    Overhead "Overhead" "Накладные расходы";
    OverheadHint "Time of cores spent on switches, starts and copies" "Время ядер на переключения, запуски и копирование";
    Waits "Waits" "Ожидания";
    WaitsHint "Of all tasks together" "Всех задач вместе";
    Meaning "What do they mean?" "Что они значат?";
    Throughput "Throughput" "Пропускная способность";
    ThroughputHint "Tasks finished per second" "Завершено задач в секунду";
    Fairness "Fairness" "Справедливость";
    FairnessHint "Jain's index: 1 if all tasks waited alike" "Индекс Джейна: 1, если все ждали поровну";
    Missed "Deadlines missed" "Пропущено сроков";
    MissedHint "Of all that tasks have" "Из всех, что есть у задач";
    Memory "Peak memory" "Пик памяти";
    MemoryHint "Of all processes, threads and tasks" "Всех процессов, потоков и задач";
    Arrival "Arrival" "Появилась";
    Start "First run" "Начала";
    Finish "Finish" "Закончила";
    Response "Response" "Отклик";
    Turnaround "Turnaround" "Оборот";
    Waiting "Waiting" "Ожидание";
    Running "Running" "Работа";
    PerTask "By task" "По задачам";

    // Examples dialog.
    ExamplesTitle "Examples" "Примеры";
    ExamplesIntro "Each makes one point. Open one, change it, break it: Undo brings your script back." "Каждый показывает одну мысль. Откройте, меняйте, ломайте: «Вернуть» восстановит ваш сценарий.";
    Current "open now" "открыт";

    // Problems of the page itself.
    Panels "Explanations" "Пояснения";
    Views "Views" "Вид";
}
}
