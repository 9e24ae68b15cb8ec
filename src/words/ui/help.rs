//! The texts of the help dialogs: keys, and how true the picture is.

use super::labels::texts;

texts! {
/// A text of a help dialog.
Help {
    AnywhereHeading "Anywhere" "Везде";
    KeyRun "Run the script again" "Запустить сценарий ещё раз";
    KeyCopy "Copy the link" "Скопировать ссылку";
    KeyHelp "This list (outside the editor)" "Этот список (вне редактора)";
    KeyClose "Close a dialog or a menu" "Закрыть окно или меню";
    TimelineHeading "In the timeline" "На диаграмме";
    KeyPlay "Play or pause" "Пуск или пауза";
    KeySegment "Previous, next bar" "Предыдущий, следующий отрезок";
    KeyLane "Lane above, below at the same moment" "Дорожка выше, ниже в тот же момент";
    KeyEnds "Beginning, end of the run" "Начало, конец запуска";
    KeyZoom "Zoom in, zoom out, show all" "Ближе, дальше, показать всё";
    KeyEvent "Event before, after" "Событие раньше, позже";
    KeyMove "Zoom in, zoom out, move left, move right" "Ближе, дальше, влево, вправо";
    KeyMeasure "Measure from the time cursor (mouse: drag with Shift)" "Измерить от курсора времени (мышь: тянуть с Shift)";
    KeyArrows "Show or hide the arrows of all tasks" "Показать или скрыть стрелки всех задач";
    KeyWhy "Why this bar began here" "Почему отрезок начался здесь";
    EditorHeading "In the editor" "В редакторе";
    KeyIndent "Indent, once you have typed something" "Сделать отступ, если вы уже что-то напечатали";
    KeyLeave "Leave the editor by keyboard" "Выйти из редактора с клавиатуры";
    KeyComment "Comment or uncomment lines" "Закомментировать строки или вернуть";
    KeyComplete "Suggest names" "Подсказать имена";

    KeyFind "Find" "Найти";
    KeyUndo "Undo" "Отменить";

    TrueIntro "Interleave simulates: nothing runs on your processor's clock, so the same script always gives the same picture." "Interleave моделирует: время здесь не зависит от вашего процессора, поэтому один и тот же сценарий всегда даёт одну и ту же картину.";
    TrueTimeHeading "What takes time" "Что занимает время";
    TrueTime "Only cpu(), io() and the costs you choose move the clock. Ordinary lines of Python are instantaneous, yet a switch may fall between any two of their steps where the model allows it." "Часы двигают только cpu(), io() и выбранные накладные расходы. Обычные строки Python мгновенны, но переключение может случиться между любыми их шагами, если модель это допускает.";
    TrueRulesHeading "Whose rules" "Чьи правила";
    TrueRules "The event loop takes its ready queue in the order of asyncio; the GIL is asked for after the switch interval and released for I/O, as in CPython; threads are put on cores by the scheduler you choose." "Цикл событий берёт готовые задачи в порядке asyncio; GIL запрашивают через интервал переключения и отпускают на время ввода-вывода, как в CPython; потоки раздаёт ядрам выбранный планировщик.";
    Licences "Whose work the page contains, and on what terms" "Чьи работы вошли в страницу и на каких условиях";
    TrueOpenHeading "What a real machine adds" "Чего здесь нет";
    TrueOpen "Real schedulers also react to caches, interrupts and other programs. The order of real threads is never promised: a program must be right in every order, not only in the one drawn here." "Настоящий планировщик реагирует ещё на кэши, прерывания и другие программы. Порядок настоящих потоков никто не обещает: программа должна быть верна при любом порядке, а не только при нарисованном.";
    TruePrivacyHeading "Your script stays with you" "Сценарий остаётся у вас";
    TruePrivacy "Everything runs in this page. The script travels only in the links you copy." "Всё считается на этой странице. Сценарий передаётся только в ссылках, которые вы копируете.";
}
}
