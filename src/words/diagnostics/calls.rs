//! Calls and tasks: arguments, durations, `await`, `spawn`, `join`.

use super::{DiagnosticText, say, say_nearest};
use crate::script::DiagnosticKind;
use crate::words::{Lang, plural};

pub(super) fn text(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    Some(match kind {
        TooManyArguments { function, most: 0, .. } => say(
            lang,
            &[
                ["{0}() takes no arguments.", "Leave the brackets empty."],
                ["{0}() не принимает аргументов.", "Оставьте скобки пустыми."],
            ],
            &[function],
        ),
        TooManyArguments { function, most, given } => {
            let most_n = *most as u64;
            let word = match lang {
                Lang::En => plural(lang, most_n, "argument", "arguments", "arguments"),
                // After "не больше": the genitive.
                Lang::Ru => plural(lang, most_n, "аргумента", "аргументов", "аргументов"),
            };
            say(
                lang,
                &[
                    ["{0}() takes at most {1} {3}, but gets {2}.", ""],
                    ["{0}() принимает не больше {1} {3}, а здесь их {2}.", ""],
                ],
                &[function, &most.to_string(), &given.to_string(), word],
            )
        }
        MissingArguments { function, names } => say(
            lang,
            &[
                ["{0}() also needs: {1}.", "Add it to the call."],
                ["Для {0}() не хватает: {1}.", "Добавьте это в вызов."],
            ],
            &[function, &names.join(", ")],
        ),
        UnknownKeyword { function, keyword, nearest } => say_nearest(
            lang,
            &[
                ["{0}() has no parameter '{1}'.", "Did you mean '{2}'?"],
                ["У {0}() нет параметра '{1}'.", "Может быть, '{2}'?"],
            ],
            &[function, keyword, nearest.as_deref().unwrap_or("")],
        ),
        RepeatedArgument { function, name } => say(
            lang,
            &[
                ["{0}() gets '{1}' twice.", "Leave one of them."],
                ["{0}() получает '{1}' дважды.", "Оставьте что-то одно."],
            ],
            &[function, name],
        ),
        NegativeDuration { function, seconds: true } => say(
            lang,
            &[
                ["{0}() gets a negative time.", "Write seconds, 0 or more."],
                ["{0}() получает отрицательное время.", "Укажите секунды: 0 или больше."],
            ],
            &[function],
        ),
        NegativeDuration { function, .. } => say(
            lang,
            &[
                ["{0}() gets a negative time.", "Write milliseconds, 0 or more."],
                ["{0}() получает отрицательное время.", "Укажите миллисекунды: 0 или больше."],
            ],
            &[function],
        ),
        DurationNotNumber { function } => say(
            lang,
            &[
                ["{0}() needs a time in milliseconds here.", "Write a number, such as 10."],
                ["{0}() здесь нужно время в миллисекундах.", "Напишите число, например 10."],
            ],
            &[function],
        ),
        NotACore => say(
            lang,
            &[
                [
                    "core= needs the number of a core.",
                    "Write 0 for the first core, 1 for the second.",
                ],
                ["В core= нужен номер ядра.", "Для первого ядра напишите 0, для второго 1."],
            ],
            &[],
        ),
        CallWithoutBrackets { name } => say(
            lang,
            &[
                ["This only mentions '{0}' and does not call it.", "Add brackets: {0}()."],
                ["Здесь '{0}' только упоминается, но не вызывается.", "Добавьте скобки: {0}()."],
            ],
            &[name],
        ),
        _ => return tasks(kind, lang).or_else(|| library(kind, lang)),
    })
}

fn tasks(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    Some(match kind {
        OutsideAsync { what } => say(
            lang,
            &[
                ["'{0}' works only inside async def.", "Write 'async def' instead of 'def'."],
                ["'{0}' работает только внутри async def.", "Напишите 'async def' вместо 'def'."],
            ],
            &[what],
        ),
        NeverAwaited { function } if function.contains('.') => say(
            lang,
            &[
                [
                    "This only makes a coroutine; '{0}' does not run.",
                    "Write 'await {0}(...)', or 'asyncio.create_task({0}(...))' to go on meanwhile.",
                ],
                [
                    "Здесь только создаётся корутина (coroutine), '{0}' не выполняется.",
                    "Напишите 'await {0}(...)' или 'asyncio.create_task({0}(...))', чтобы не ждать.",
                ],
            ],
            &[function],
        ),
        NeverAwaited { function } => say(
            lang,
            &[
                [
                    "This only makes a coroutine; '{0}' does not run.",
                    "Write 'await {0}(...)' to run it here, or 'spawn({0}, ...)' to start it as a task.",
                ],
                [
                    "Здесь только создаётся корутина (coroutine), '{0}' не выполняется.",
                    "Напишите 'await {0}(...)', чтобы выполнить её здесь, или 'spawn({0}, ...)', чтобы запустить задачу.",
                ],
            ],
            &[function],
        ),
        BlockingCall { function } if function != "io" && function != "gather" => say(
            lang,
            &[
                [
                    "{0}() stops the whole event loop: no other task runs meanwhile.",
                    "Write 'await asyncio.sleep(...)'.",
                ],
                [
                    "{0}() останавливает весь цикл событий (event loop): другие задачи в это время стоят.",
                    "Напишите 'await asyncio.sleep(...)'.",
                ],
            ],
            &[function],
        ),
        BlockingCall { function } => say(
            lang,
            &[
                [
                    "Without await, {0}() stops the whole event loop: no other task runs meanwhile.",
                    "Write 'await {0}(...)'.",
                ],
                [
                    "Без await вызов {0}() останавливает весь цикл событий (event loop): другие задачи в это время стоят.",
                    "Напишите 'await {0}(...)'.",
                ],
            ],
            &[function],
        ),
        SpawnOfCall { function } => say(
            lang,
            &[
                [
                    "This runs {0}() first and passes its result to spawn.",
                    "Pass the function itself, then its arguments: spawn({0}, ...).",
                ],
                [
                    "Здесь {0}() выполняется сразу, а spawn получает её результат.",
                    "Передайте саму функцию, а за ней её аргументы: spawn({0}, ...).",
                ],
            ],
            &[function],
        ),
        JoinsItself { task } => say(
            lang,
            &[
                [
                    "The task '{0}' waits for itself and would never go on.",
                    "Call join() from another task.",
                ],
                [
                    "Задача '{0}' ждёт сама себя и никогда не продолжится.",
                    "Вызывайте join() из другой задачи.",
                ],
            ],
            &[task],
        ),
        ReturnOutside => say(
            lang,
            &[
                ["return works only inside a function.", ""],
                ["return работает только внутри функции.", ""],
            ],
            &[],
        ),
        OutsideLoop { keyword } => say(
            lang,
            &[["{0} works only inside a loop.", ""], ["{0} работает только внутри цикла.", ""]],
            &[keyword],
        ),
        LeavesGroup { keyword } => say(
            lang,
            &[
                [
                    "{0} cannot leave an except* block.",
                    "Set a variable here and write {0} after the try statement.",
                ],
                [
                    "{0} не может выйти из блока except*.",
                    "Запомните решение в переменной и напишите {0} после try.",
                ],
            ],
            &[keyword],
        ),
        CaseNotLast => say(
            lang,
            &[
                [
                    "Every value fits this, so it must be last.",
                    "To compare, write a value or a name with a dot.",
                ],
                [
                    "Сюда подходит любое значение: место этому в конце.",
                    "Для сравнения нужно значение или имя с точкой.",
                ],
            ],
            &[],
        ),
        PatternNames => say(
            lang,
            &[
                ["A name or key is here twice, or alternatives differ in names.", ""],
                ["Имя или ключ здесь дважды, или имена в вариантах разные.", ""],
            ],
            &[],
        ),
        BareExceptNotLast => say(
            lang,
            &[
                [
                    "'except:' without a class catches everything and must be last.",
                    "Move it to the end.",
                ],
                [
                    "'except:' без класса ловит всё и должен стоять последним.",
                    "Перенесите его в конец.",
                ],
            ],
            &[],
        ),
        _ => return None,
    })
}

/// Mistakes with Python's own modules for tasks.
fn library(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    Some(match kind {
        TargetOfCall { function } => say(
            lang,
            &[
                [
                    "This runs {0}() here and now and passes its result as target.",
                    "Pass the function itself: target={0}; its arguments go into args=(...).",
                ],
                [
                    "Здесь {0}() выполняется сразу, а в target попадает её результат.",
                    "Передайте саму функцию: target={0}; её аргументы укажите в args=(...).",
                ],
            ],
            &[function],
        ),
        ArgsNotTuple => say(
            lang,
            &[
                ["args needs a tuple, and brackets alone do not make one.", "Write a comma: (x,)."],
                ["В args нужен кортеж, а одни скобки его не образуют.", "Добавьте запятую: (x,)."],
            ],
            &[],
        ),
        FreshLock { class } => say(
            lang,
            &[
                [
                    "This makes a new {0} each time, so it keeps nobody out.",
                    "Make one {0} before the tasks start, and use that one in all of them.",
                ],
                [
                    "Здесь каждый раз создаётся новый {0}, поэтому он никого не останавливает.",
                    "Создайте один {0} до запуска задач и используйте его во всех.",
                ],
            ],
            &[class],
        ),
        LateBinding { name } => say(
            lang,
            &[
                [
                    "The lambda reads '{0}' only when it runs, and the loop has changed it by then.",
                    "Keep the value: lambda {0}={0}: ...",
                ],
                [
                    "lambda читает '{0}' только во время выполнения, а цикл успеет изменить его.",
                    "Сохраните значение: lambda {0}={0}: ...",
                ],
            ],
            &[name],
        ),
        NotAwaitable { function } => say(
            lang,
            &[
                [
                    "{0}() gives nothing that could be awaited.",
                    "Call it without await; to wait, write await asyncio.sleep(s) or await io(ms).",
                ],
                [
                    "{0}() не возвращает ничего, чего можно было бы ждать.",
                    "Вызовите без await; для ожидания напишите await asyncio.sleep(s) или await io(ms).",
                ],
            ],
            &[function],
        ),
        NoMainGuard => say(
            lang,
            &[
                [
                    "Where processes are spawned (Windows, macOS), each child runs this line again.",
                    "Put it under if __name__ == \"__main__\":.",
                ],
                [
                    "При запуске процессов методом spawn (Windows, macOS) каждый из них выполнит и эту строку.",
                    "Поместите её под if __name__ == \"__main__\":.",
                ],
            ],
            &[],
        ),
        _ => return None,
    })
}
