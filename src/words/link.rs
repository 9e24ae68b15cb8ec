//! What is wrong with a link, in words.

use crate::share::Problem;
use crate::words::Lang;

pub fn link_problem(problem: &Problem, lang: Lang) -> String {
    match lang {
        Lang::En => english(problem),
        Lang::Ru => russian(problem),
    }
}

fn english(problem: &Problem) -> String {
    match problem {
        Problem::NoLink => "This is not a link to a scenario.".into(),
        Problem::Cut => "The end of the link is missing: the program it went through has \
                         probably shortened it. What arrived is shown."
            .into(),
        Problem::Damaged => "The link was changed on its way. What could still be read is shown; \
                             it may differ from what was sent."
            .into(),
        Problem::NewerFormat(n) => {
            format!("The link was made by a newer version of Interleave (link format {n}).")
        }
        Problem::NewerSemantics(n) => format!(
            "The scenario was made with newer scheduling rules (version {n}): the timeline may \
             differ."
        ),
        Problem::TooLong { length, most } => format!(
            "The link is too long: {length} characters, and {most} are read at most. Open the \
             scenario from a file instead."
        ),
        Problem::ScriptTooLong { most } => {
            format!(
                "The script in the link is longer than {} KiB; the rest is left out.",
                most >> 10
            )
        }
        Problem::NotText => "The script in the link is not text from some point on.".into(),
        Problem::UnknownExample(id) => format!("There is no example named “{id}”."),
        Problem::BadField { key, value } => format!(
            "The link's value “{value}” for “{}” is not understood; the default is used.",
            key.word()
        ),
    }
}

fn russian(problem: &Problem) -> String {
    match problem {
        Problem::NoLink => "Это не ссылка на сценарий.".into(),
        Problem::Cut => "У ссылки нет конца: скорее всего, её укоротила программа, через которую \
                         её передали. Показано то, что дошло."
            .into(),
        Problem::Damaged => "По пути ссылка изменилась. Показано то, что удалось прочитать; оно \
                             может отличаться от отправленного."
            .into(),
        Problem::NewerFormat(n) => {
            format!("Ссылка сделана более новой версией Interleave (формат ссылок {n}).")
        }
        Problem::NewerSemantics(n) => format!(
            "Сценарий сделан по более новым правилам планирования (версия {n}): диаграмма \
             может отличаться."
        ),
        Problem::TooLong { length, most } => format!(
            "Ссылка слишком длинная: символов в ней {length}, а читается не больше {most}. \
             Откройте сценарий из файла."
        ),
        Problem::ScriptTooLong { most } => {
            format!("Сценарий в ссылке длиннее {} КиБ; остаток отброшен.", most >> 10)
        }
        Problem::NotText => "С какого-то места сценарий в ссылке перестаёт быть текстом.".into(),
        Problem::UnknownExample(id) => format!("Примера «{id}» нет."),
        Problem::BadField { key, value } => format!(
            "Значение «{value}» параметра «{}» в ссылке непонятно; взято значение по умолчанию.",
            key.word()
        ),
    }
}
