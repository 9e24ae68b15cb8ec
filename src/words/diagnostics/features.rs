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
        DiagnosticKind::Import { module, nearest } => import(module, nearest.as_deref(), lang),
        DiagnosticKind::NotInModule { module, name, nearest } => {
            not_in(module, name, nearest.as_deref(), lang)
        }
        DiagnosticKind::Unsupported(feature) => {
            let (english, russian) = feature_pair(*feature);
            say(lang, english, russian, &[])
        }
        // Every other kind has its words in the other files.
        _ => say(lang, ["", ""], ["", ""], &[]),
    }
}

/// Modules there are, as a hint lists them.
const MODULES: &str =
    "threading, asyncio, multiprocessing, concurrent.futures, queue, time, random";

fn import(module: &str, nearest: Option<&str>, lang: Lang) -> DiagnosticText {
    match nearest {
        Some(nearest) => say(
            lang,
            ["There is no module '{0}'.", "Did you mean '{1}'?"],
            ["Модуля '{0}' нет.", "Может быть, '{1}'?"],
            &[module, nearest],
        ),
        None => say(
            lang,
            ["There is no module '{0}' here.", "There are {1} and a few more."],
            ["Модуля '{0}' здесь нет.", "Есть {1} и ещё несколько."],
            &[module, MODULES],
        ),
    }
}

fn not_in(module: &str, name: &str, nearest: Option<&str>, lang: Lang) -> DiagnosticText {
    match nearest {
        Some(nearest) => say(
            lang,
            ["The module '{0}' has no '{1}' here.", "Did you mean '{2}'?"],
            ["В модуле '{0}' здесь нет '{1}'.", "Может быть, '{2}'?"],
            &[module, name, nearest],
        ),
        None => say(
            lang,
            ["The module '{0}' has no '{1}' here.", ""],
            ["В модуле '{0}' здесь нет '{1}'.", ""],
            &[module, name],
        ),
    }
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
