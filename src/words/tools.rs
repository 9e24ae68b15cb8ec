//! What the parts that load on demand say: exports, comparisons, curves.

use crate::base::Time;
use crate::compare::Axis;
use crate::words::timeline::duration;
use crate::words::ui::{Text, grouped, percent, texts};
use crate::words::{Lang, plural};

texts! {
/// A fixed text of the tools. Their scripts know it by its name.
ToolText {
    Export "Export" "Экспорт";
    Format "Format" "Формат";
    Colours "Colours" "Цвета";
    Light "light" "светлые";
    Dark "dark" "тёмные";
    Svg "Picture (SVG)" "Картинка (SVG)";
    Png "Picture (PNG)" "Картинка (PNG)";
    Chrome "Trace for Perfetto (JSON)" "Трасса для Perfetto (JSON)";
    Json "Trace (JSON)" "Трасса (JSON)";
    Csv "Segments (CSV)" "Отрезки (CSV)";
    TasksCsv "Tasks (CSV)" "Задачи (CSV)";
    SvgNote "Sharp at every size; for slides and papers." "Чёткая в любом размере: для слайдов и статей.";
    PngNote "Twice the size of the screen, for chats and documents." "Вдвое крупнее экрана: для чатов и документов.";
    ChromeNote "Open it at ui.perfetto.dev or with VizTracer." "Откройте на ui.perfetto.dev или в VizTracer.";
    JsonNote "Everything that was recorded, in a published schema." "Всё, что записано, по опубликованной схеме.";
    CsvNote "One row per segment, for spreadsheets. Times in nanoseconds." "Строка на каждый отрезок, для таблиц. Время в наносекундах.";
    TasksCsvNote "One row per task with its times, in nanoseconds." "Строка на каждую задачу с её временами, в наносекундах.";
    Download "Download" "Скачать";
    Copy "Copy" "Копировать";
    Print "Print" "Печать";
    Copied "Copied." "Скопировано.";
    CopyRefused "The browser does not allow copying here; select the text instead." "Браузер не разрешает копировать; выделите текст сами.";
    Saved "The download has begun." "Загрузка началась.";
    Preview "Preview" "Предпросмотр";
    Shortened "Only the beginning is shown here." "Здесь показано только начало.";
    Script "Script" "Сценарий";
    Compare "Compare" "Сравнить";
    Models "Models" "Модели";
    Machines "Cores" "Ядра";
    Difference "What made the difference" "Откуда разница";
    Moment "Moment" "Момент";
    Pictures "On one axis" "На одной оси";
    Numbers "Numbers" "Числа";
    Best "best" "лучшее";
    Open "Open this one" "Открыть этот вариант";
    PickTwo "Pick at least one model and one number of cores." "Выберите хотя бы одну модель и одно число ядер.";
    Schedulers "OS schedulers" "Планировщики ОС";
    CostsOf "Costs of the machine" "Накладные расходы";
    MoreChoices "Schedulers and costs" "Планировщики и накладные расходы";
    TooMany "Only the first nine combinations are shown." "Показаны только первые девять сочетаний.";
    Curve "Curve" "Кривая";
    Along "Along" "По";
    Show "Show" "Показать";
    Makespan "length of the run" "длительность запуска";
    SpeedUp "speed-up" "ускорение";
    SpeedUpCores "speed-up over one core" "ускорение относительно одного ядра";
    NoModels "Pick at least one model for which this matters." "Выберите хотя бы одну модель, для которой это важно.";
    NoEffect "no effect here" "не влияет";
    Working "Working" "Вычисляется";
    Cancel "Cancel" "Отмена";
    Cancelled "Cancelled." "Отменено.";
    Close "Close" "Закрыть";
    Broken "The script has mistakes: mend them first." "В сценарии есть ошибки: сначала исправьте их.";
    Drafts "Drafts" "Черновики";
    DraftsIntro "The last 20 scripts that you changed, kept in this browser and nowhere else." "Последние 20 сценариев, которые вы меняли. Хранятся только в этом браузере.";
    NoDrafts "None yet: change a script, and it is kept here." "Пока пусто: измените сценарий, и он сохранится здесь.";
    OpenDraft "Open" "Открыть";
    Delete "Delete" "Удалить";
    Deleted "Deleted." "Удалено.";
    Import "Open a file" "Открыть файл";
    ImportIntro "A Python script from this computer. You can also drop it anywhere on the page." "Сценарий на Python с этого компьютера. Его можно и просто перетащить на страницу.";
    File "File" "Файл";
    FileTooLong "The file is longer than 64 KB: that is no script." "Файл больше 64 КБ: это не сценарий.";
    FileNoText "The file holds no text in UTF-8." "В файле нет текста в UTF-8.";
    Meaning "What the numbers mean" "Что значат числа";
    AmdahlName "Amdahl's law" "Закон Амдала";
}
}

texts! {
/// A text of the dialog that shares a scenario.
ShareText {
    Title "Share this scenario" "Поделиться сценарием";
    Intro "The link holds everything: the script, the model and the machine. No account, nothing is stored on a server." "В ссылке есть всё: сценарий, модель и машина. Без регистрации, на сервере ничего не хранится.";
    Link "Link" "Ссылка";
    CopyLink "Copy link" "Копировать ссылку";
    Embed "HTML for a course page" "HTML для страницы курса";
    CopyEmbed "Copy HTML" "Копировать HTML";
    CopyMarkdown "Copy Markdown" "Копировать Markdown";
    FitsQr "fits a QR code" "поместится в QR-код";
    FitsChat "fits any chat" "поместится в любой чат";
    FitsMail "too long for some chats (limit 2,000), fine in a page or an e-mail" "длинно для некоторых чатов (предел 2 000), годится для страницы или письма";
    TooLong "may be cut by chats and mail programs: use the HTML code" "чаты и почта могут обрезать: берите HTML-код";
    Lock "In the page, readers may change" "На странице читатель может менять";
    ReadonlyNothing "everything" "всё";
    ReadonlySettings "only model and machine" "только модель и машину";
    ReadonlyAll "nothing" "ничего";
    Moment "Open at the moment shown now" "Открывать на показанном сейчас моменте";
    View "Show" "Показать";
    ViewSplit "script and timeline" "сценарий и диаграмму";
    ViewTimeline "timeline" "диаграмму";
    ViewCode "script" "сценарий";
    ViewTable "table" "таблицу";
}
}

/// How long a link is, and where it fits: a version-10 QR code holds about 300
/// characters, Discord cuts at 2,000, some mail programs at 8,000.
pub fn link_length(length: usize, lang: Lang) -> String {
    let verdict = match length {
        0..=300 => ShareText::FitsQr,
        301..=2_000 => ShareText::FitsChat,
        2_001..=8_000 => ShareText::FitsMail,
        _ => ShareText::TooLong,
    };
    let n = length as u64;
    let characters = match lang {
        Lang::En => plural(lang, n, "character", "characters", "characters"),
        Lang::Ru => plural(lang, n, "символ", "символа", "символов"),
    };
    format!("{}\u{a0}{characters}: {}", grouped(n, lang), verdict.get(lang))
}

/// The quantity along which a curve goes.
pub fn axis_name(axis: &Axis, lang: Lang) -> String {
    let (en, ru) = match axis {
        Axis::Cores => ("number of cores", "числу ядер"),
        Axis::Quantum => ("quantum of the scheduler", "кванту планировщика"),
        Axis::Workers => ("size of the pool", "размеру пула"),
        Axis::SwitchCost => ("cost of a switch", "цене переключения"),
        Axis::IoShare(_) => ("share of I/O", "доле ввода-вывода"),
        Axis::Tasks(_) => ("number of tasks", "числу задач"),
        Axis::Number(_) => ("a number in the script", "числу в сценарии"),
    };
    lang.pick(en, ru).into()
}

/// A title of the horizontal axis, which stands alone.
pub fn axis_title(axis: &Axis, lang: Lang) -> String {
    let (en, ru) = match axis {
        Axis::Cores => ("cores", "ядра"),
        Axis::Quantum => ("quantum", "квант"),
        Axis::Workers => ("workers", "работники"),
        Axis::SwitchCost => ("cost of a switch", "цена переключения"),
        Axis::IoShare(_) => ("share of I/O", "доля ввода-вывода"),
        Axis::Tasks(n) => {
            let tasks = lang.pick("tasks: number in line", "задачи: число в строке");
            return format!("{tasks} {}", n.line);
        }
        Axis::Number(n) => {
            let line = lang.pick("number in line", "число в строке");
            return match n.call.as_str() {
                "" => format!("{line} {}", n.line),
                call => format!("{line} {}: {call}(…)", n.line),
            };
        }
    };
    lang.pick(en, ru).into()
}

pub fn axis_value(axis: &Axis, value: u64, lang: Lang) -> String {
    match axis {
        Axis::Quantum | Axis::SwitchCost => duration(Time(value), lang),
        Axis::IoShare(_) => percent(value as f64 / 100.0, lang),
        _ => grouped(value, lang),
    }
}

/// `line 3, range(…): 4`.
pub fn number_name(line: u32, call: &str, value: u64, lang: Lang) -> String {
    let place = Text::Line.get(lang);
    match call {
        "" => format!("{place} {line}: {value}"),
        call => format!("{place} {line}, {call}(…): {value}"),
    }
}

/// What the line of Amdahl's law beside a curve is made from.
pub fn amdahl_note(model: &str, serial: f64, cores: u64, lang: Lang) -> String {
    let share = percent(serial, lang);
    match lang {
        Lang::En => format!(
            "{model}: at {cores} cores it behaves as if {share} of the work could not be shared out. The dashed line is Amdahl's law for that share: where the curve leaves it, something else costs time."
        ),
        Lang::Ru => format!(
            "{model}: на {cores} ядрах всё выглядит так, будто {share} работы нельзя разделить. Пунктир — закон Амдала для этой доли: где кривая от него отходит, время тратится на что-то ещё."
        ),
    }
}
