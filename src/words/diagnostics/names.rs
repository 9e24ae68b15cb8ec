//! Names: unknown, shadowed, declared wrongly.

use super::{DiagnosticText, say, say_nearest};
use crate::script::DiagnosticKind;
use crate::words::Lang;

pub(super) fn text(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    Some(match kind {
        UnknownName { name, nearest } => say_nearest(
            lang,
            &[
                ["The name '{0}' is not defined.", "Did you mean '{1}'?"],
                ["Имя '{0}' не определено.", "Может быть, '{1}'?"],
            ],
            &[name, nearest.as_deref().unwrap_or("")],
        ),
        UnavailableName { name, instead } => say_nearest(
            lang,
            &[
                ["'{0}' is not available here.", "Use {1}."],
                ["'{0}' здесь нет.", "Используйте {1}."],
            ],
            &[name, instead.unwrap_or("")],
        ),
        ShadowsBuiltin { name } => say(
            lang,
            &[
                ["'{0}' already has a meaning, which this hides.", "Choose another name."],
                ["У имени '{0}' уже есть значение, и здесь оно теряется.", "Выберите другое имя."],
            ],
            &[name],
        ),
        RepeatedParameter { name } => say(
            lang,
            &[
                ["The parameter '{0}' is named twice.", "Give each parameter its own name."],
                ["Параметр '{0}' назван дважды.", "Дайте каждому параметру своё имя."],
            ],
            &[name],
        ),
        NonlocalOutside => say(
            lang,
            &[
                [
                    "nonlocal is for functions inside functions.",
                    "For a variable of the module write global, inside a function.",
                ],
                [
                    "nonlocal нужен во вложенных функциях.",
                    "Для переменной модуля напишите global внутри функции.",
                ],
            ],
            &[],
        ),
        NonlocalUnknown { name } => say(
            lang,
            &[
                [
                    "No function around this one has a variable '{0}'.",
                    "For a variable of the module write 'global {0}'.",
                ],
                [
                    "Ни в одной из внешних функций нет переменной '{0}'.",
                    "Для переменной модуля напишите 'global {0}'.",
                ],
            ],
            &[name],
        ),
        DeclaredAfterUse { name, keyword } => say(
            lang,
            &[
                [
                    "'{0}' is used before it is declared {1}.",
                    "Move '{1} {0}' to the beginning of the function.",
                ],
                [
                    "'{0}' используется раньше, чем объявлено как {1}.",
                    "Перенесите '{1} {0}' в начало функции.",
                ],
            ],
            &[name, keyword],
        ),
        ParameterDeclared { name, keyword } => say(
            lang,
            &[
                ["The parameter '{0}' cannot be {1} as well.", "Rename the parameter."],
                ["Параметр '{0}' не может быть ещё и {1}.", "Переименуйте параметр."],
            ],
            &[name, keyword],
        ),
        _ => return None,
    })
}
