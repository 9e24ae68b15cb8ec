//! Python that is understood but not run here, each with what to write instead.

use super::{DiagnosticText, Pair, say};
use crate::script::{DiagnosticKind, Feature};
use crate::words::Lang;

pub(super) fn text(kind: &DiagnosticKind, lang: Lang) -> DiagnosticText {
    match kind {
        DiagnosticKind::IntegerTooLarge => say(
            lang,
            [
                "This integer does not fit in 64 bits.",
                "Use a smaller number, or a float such as 1e30.",
            ],
            [
                "Это целое число не помещается в 64 бита.",
                "Возьмите число поменьше или дробное, например 1e30.",
            ],
            &[],
        ),
        DiagnosticKind::Import { module } => import(module, lang),
        DiagnosticKind::Unsupported(feature) => {
            let (english, russian) = feature_pair(*feature);
            say(lang, english, russian, &[])
        }
        // Every other kind has its words in the other files.
        _ => say(lang, ["", ""], ["", ""], &[]),
    }
}

fn import(module: &str, lang: Lang) -> DiagnosticText {
    let (english, russian): (&str, &str) = match module.split('.').next().unwrap_or("") {
        "time" => (
            "Delete the line: io(ms) waits, cpu(ms) computes, now() tells the time.",
            "Удалите строку: io(ms) ждёт, cpu(ms) вычисляет, now() сообщает время.",
        ),
        "asyncio" => (
            "Delete the line: await io(ms), spawn(f), gather(...) and Lock() are there without it.",
            "Удалите строку: await io(ms), spawn(f), gather(...) и Lock() доступны и так.",
        ),
        "threading" | "multiprocessing" | "concurrent" | "queue" => (
            "Delete the line: spawn(f), Lock(), Semaphore(n), Event() and Queue() are there without it; the model decides what a task is.",
            "Удалите строку: spawn(f), Lock(), Semaphore(n), Event() и Queue() доступны и так; чем будет задача, решает модель.",
        ),
        "random" => (
            "Delete the line: random(), randint(a, b), uniform(a, b), choice(xs) and shuffle(xs) are there without it.",
            "Удалите строку: random(), randint(a, b), uniform(a, b), choice(xs) и shuffle(xs) доступны и так.",
        ),
        _ => (
            "The verbs need no import; other modules are not available.",
            "Встроенным командам import не нужен, а других модулей здесь нет.",
        ),
    };
    let mut text = say(
        lang,
        ["The module '{0}' cannot be imported.", ""],
        ["Модуль '{0}' импортировать нельзя.", ""],
        &[module],
    );
    text.hint = if lang == Lang::Ru { russian.into() } else { english.into() };
    text
}

fn feature_pair(feature: Feature) -> (Pair, Pair) {
    match feature {
        Feature::Metaclass => (
            [
                "Metaclasses are not supported.",
                "Delete what stands in ( ) beside the base classes.",
            ],
            ["Метаклассы не поддерживаются.", "Удалите из скобок всё, кроме базовых классов."],
        ),
        Feature::Match => (
            ["match is not supported.", "Write if and elif."],
            ["match не поддерживается.", "Напишите if и elif."],
        ),
        Feature::ExceptGroup => (
            ["except* is not supported.", "Write except."],
            ["except* не поддерживается.", "Напишите except."],
        ),
        Feature::Complex => (
            ["Complex numbers are not supported.", "Keep the two parts in a tuple."],
            ["Комплексные числа не поддерживаются.", "Храните две части в кортеже."],
        ),
        Feature::Bytes => (
            ["Bytes are not supported.", "Write a text without the b before it."],
            ["Байтовые строки не поддерживаются.", "Напишите обычную строку, без b перед ней."],
        ),
        Feature::TypeAlias => (
            ["type statements are not supported.", "Delete the line: types are not checked."],
            ["Инструкция type не поддерживается.", "Удалите строку: типы не проверяются."],
        ),
        Feature::TypeParameters => (
            [
                "Type parameters are not supported.",
                "Delete the part in [ ]: types are not checked.",
            ],
            ["Параметры типов не поддерживаются.", "Удалите часть в [ ]: типы не проверяются."],
        ),
        Feature::TemplateString => (
            ["Template strings (t\"…\") are not supported.", "Write an f-string: f\"…\"."],
            ["Шаблонные строки (t\"…\") не поддерживаются.", "Напишите f-строку: f\"…\"."],
        ),
        Feature::NamedCharacter => (
            [
                "Characters by name (\\N{…}) are not supported.",
                "Write the character itself, or \\u and four hex digits.",
            ],
            [
                "Символы по имени (\\N{…}) не поддерживаются.",
                "Напишите сам символ или \\u и четыре шестнадцатеричные цифры.",
            ],
        ),
        Feature::MatrixProduct => (
            ["The operator @ is not supported.", "Multiply with loops and *."],
            ["Оператор @ не поддерживается.", "Перемножьте циклами и *."],
        ),
        Feature::Ellipsis => (
            ["'...' has no value here.", "Write pass where nothing is to be done."],
            ["'...' здесь не имеет значения.", "Если делать нечего, напишите pass."],
        ),
    }
}
