//! Python that is understood but not run here, each with what to write instead.

use super::{DiagnosticText, Pair, say};
use crate::script::{DiagnosticKind, Feature, Needs};
use crate::words::Lang;

pub(super) fn text(kind: &DiagnosticKind, lang: Lang) -> DiagnosticText {
    match kind {
        DiagnosticKind::IntegerTooLarge => say(
            lang,
            &[
                [
                    "This integer does not fit in 64 bits.",
                    "Use a smaller number, or a float such as 1e30.",
                ],
                [
                    "Это целое число не помещается в 64 бита.",
                    "Возьмите число поменьше или дробное, например 1e30.",
                ],
            ],
            &[],
        ),
        DiagnosticKind::Import { module, needs: Some(needs), .. } => needed(module, *needs, lang),
        DiagnosticKind::Import { module, nearest, .. } => import(module, nearest.as_deref(), lang),
        DiagnosticKind::BuiltinBase { name } => say(
            lang,
            &[
                [
                    "A class here cannot be based on '{0}'.",
                    "Keep a {0} in an attribute and give the class the methods it needs.",
                ],
                [
                    "Класс здесь нельзя построить на '{0}'.",
                    "Храните {0} в атрибуте и добавьте классу нужные методы.",
                ],
            ],
            &[name],
        ),
        DiagnosticKind::NotInModule { module, name, nearest } => {
            not_in(module, name, nearest.as_deref(), lang)
        }
        DiagnosticKind::Unsupported(feature) => {
            let pair = feature_pair(*feature);
            say(lang, pair, &[])
        }
        // Every other kind has its words in the other files.
        _ => say(lang, &[["", ""], ["", ""]], &[]),
    }
}

/// Modules there are, as a hint lists them.
const MODULES: &str =
    "threading, asyncio, multiprocessing, concurrent.futures, queue, time, random";

fn needed(module: &str, needs: Needs, lang: Lang) -> DiagnosticText {
    let pair = match needs {
        Needs::Network => &[
            [
                "'{0}' needs a network, which a simulation does not have.",
                "Where the program waits for an answer, write io(ms) or sleep(s).",
            ],
            [
                "Модулю '{0}' нужна сеть, а в симуляции её нет.",
                "Там, где программа ждёт ответа, напишите io(ms) или sleep(s).",
            ],
        ],
        Needs::Files => &[
            [
                "'{0}' works with files and stored data, which a simulation does not have.",
                "Keep the data in lists and dicts; for the time it takes write io(ms).",
            ],
            [
                "Модуль '{0}' работает с файлами и данными, а в симуляции их нет.",
                "Держите данные в списках и словарях; время на доступ задайте через io(ms).",
            ],
        ],
        Needs::System => &[
            [
                "'{0}' talks to the operating system, which is simulated here.",
                "Use Event, terminate() or cancel() to stop tasks.",
            ],
            [
                "Модуль '{0}' обращается к операционной системе, а здесь она смоделирована.",
                "Чтобы остановить задачи, используйте Event, terminate() или cancel().",
            ],
        ],
        Needs::Arrays => &[
            [
                "'{0}' is not part of Python and not here.",
                "Compute with lists, or write cpu(ms) for the time that it takes.",
            ],
            [
                "Модуль '{0}' не входит в Python, и здесь его нет.",
                "Считайте со списками или задайте время вычислений через cpu(ms).",
            ],
        ],
    };
    say(lang, pair, &[module])
}

fn import(module: &str, nearest: Option<&str>, lang: Lang) -> DiagnosticText {
    match nearest {
        Some(nearest) => say(
            lang,
            &[
                ["There is no module '{0}'.", "Did you mean '{1}'?"],
                ["Модуля '{0}' нет.", "Может быть, '{1}'?"],
            ],
            &[module, nearest],
        ),
        None => say(
            lang,
            &[
                ["There is no module '{0}' here.", "There are {1} and a few more."],
                ["Модуля '{0}' здесь нет.", "Есть {1} и ещё несколько."],
            ],
            &[module, MODULES],
        ),
    }
}

fn not_in(module: &str, name: &str, nearest: Option<&str>, lang: Lang) -> DiagnosticText {
    match nearest {
        Some(nearest) => say(
            lang,
            &[
                ["The module '{0}' has no '{1}' here.", "Did you mean '{2}'?"],
                ["В модуле '{0}' здесь нет '{1}'.", "Может быть, '{2}'?"],
            ],
            &[module, name, nearest],
        ),
        None => say(
            lang,
            &[["The module '{0}' has no '{1}' here.", ""], ["В модуле '{0}' здесь нет '{1}'.", ""]],
            &[module, name],
        ),
    }
}

fn feature_pair(feature: Feature) -> &'static Pair {
    match feature {
        Feature::Metaclass => &[
            [
                "Metaclasses are not supported.",
                "Delete what stands in ( ) beside the base classes.",
            ],
            ["Метаклассы не поддерживаются.", "Удалите из скобок всё, кроме базовых классов."],
        ],
        Feature::Complex => &[
            ["Complex numbers are not supported.", "Keep the two parts in a tuple."],
            ["Комплексные числа не поддерживаются.", "Храните две части в кортеже."],
        ],
        Feature::Bytes => &[
            ["Bytes are not supported.", "Write a text without the b before it."],
            ["Байтовые строки не поддерживаются.", "Напишите обычную строку, без b перед ней."],
        ],
        Feature::TypeAlias => &[
            ["type statements are not supported.", "Delete the line: types are not checked."],
            ["Инструкция type не поддерживается.", "Удалите строку: типы не проверяются."],
        ],
        Feature::TypeParameters => &[
            [
                "Type parameters are not supported.",
                "Delete the part in [ ]: types are not checked.",
            ],
            ["Параметры типов не поддерживаются.", "Удалите часть в [ ]: типы не проверяются."],
        ],
        Feature::TemplateString => &[
            ["Template strings (t\"…\") are not supported.", "Write an f-string: f\"…\"."],
            ["Шаблонные строки (t\"…\") не поддерживаются.", "Напишите f-строку: f\"…\"."],
        ],
        Feature::NamedCharacter => &[
            [
                "Characters by name (\\N{…}) are not supported.",
                "Write the character itself, or \\u and four hex digits.",
            ],
            [
                "Символы по имени (\\N{…}) не поддерживаются.",
                "Напишите сам символ или \\u и четыре шестнадцатеричные цифры.",
            ],
        ],
        Feature::MatrixProduct => &[
            ["The operator @ is not supported.", "Multiply with loops and *."],
            ["Оператор @ не поддерживается.", "Перемножьте циклами и *."],
        ],
        Feature::Files => &[
            [
                "There are no files here.",
                "Keep the data in variables; for the time that reading takes write io(ms).",
            ],
            [
                "Файлов здесь нет.",
                "Храните данные в переменных; время чтения задайте через io(ms).",
            ],
        ],
        Feature::Input => &[
            ["Nobody can type while a simulation runs.", "Put the answer into a variable."],
            ["Во время симуляции ввести ничего нельзя.", "Задайте ответ переменной."],
        ],
        Feature::Eval => &[
            ["Text cannot be run as a program here.", "Write the code itself, in a function."],
            ["Текст здесь нельзя выполнить как программу.", "Напишите сам код, в функции."],
        ],
        Feature::Ellipsis => &[
            ["'...' has no value here.", "Write pass where nothing is to be done."],
            ["'...' здесь не имеет значения.", "Если делать нечего, напишите pass."],
        ],
    }
}
