//! What the parts that load on demand say: exports, comparisons, curves.

use crate::base::Time;
use crate::compare::Axis;
use crate::words::Lang;
use crate::words::timeline::duration;
use crate::words::ui::{Text, grouped, percent, texts};

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
    CsvNote "A row a segment, for spreadsheets. Times in nanoseconds." "Строка на отрезок, для таблиц. Время в наносекундах.";
    TasksCsvNote "A row a task with its times. Nanoseconds." "Строка на задачу с её временами. Наносекунды.";
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
    TooMany "Only the first nine combinations are shown." "Показаны только первые девять сочетаний.";
    Curve "Curve" "Кривая";
    Along "Along" "По";
    Show "Show" "Показать";
    Makespan "length of the run" "длительность запуска";
    SpeedUp "speed-up" "ускорение";
    Which "Which number" "Какое число";
    NoModels "Pick at least one model for which this matters." "Выберите хотя бы одну модель, для которой это важно.";
    NoEffect "no effect here" "не влияет";
    Working "Working" "Вычисляется";
    Cancel "Cancel" "Отмена";
    Cancelled "Cancelled." "Отменено.";
    Close "Close" "Закрыть";
    Broken "The script has mistakes: mend them first." "В сценарии есть ошибки: сначала исправьте их.";
    NotFinished "The run did not finish." "Запуск не дошёл до конца.";
    AmdahlName "Amdahl's law" "Закон Амдала";
}
}

/// The quantity along which a curve goes.
pub fn axis_name(axis: &Axis, lang: Lang) -> String {
    let (en, ru) = match axis {
        Axis::Cores => ("number of cores", "числу ядер"),
        Axis::Quantum => ("quantum of the scheduler", "кванту планировщика"),
        Axis::Workers => ("size of the pool", "размеру пула"),
        Axis::SwitchCost => ("cost of a switch", "цене переключения"),
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
