//! The editor's own labels. Its English is the key, so English needs no table.

use crate::words::Lang;

pub fn editor_phrases(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En => &[],
        Lang::Ru => &[
            ("Find", "Найти"),
            ("Replace", "Заменить"),
            ("next", "дальше"),
            ("previous", "назад"),
            ("all", "все"),
            ("match case", "регистр"),
            ("regexp", "рег. выражение"),
            ("by word", "слово целиком"),
            ("replace", "заменить"),
            ("replace all", "заменить все"),
            ("close", "закрыть"),
            ("current match", "текущее совпадение"),
            ("replaced $ matches", "заменено: $"),
            ("replaced match on line $", "заменено в строке $"),
            ("on line", "в строке"),
            ("Go to line", "Перейти к строке"),
            ("go", "перейти"),
            ("Control character", "Управляющий символ"),
            ("Selection deleted", "Выделенное удалено"),
            ("Completions", "Подсказки"),
            ("Diagnostics", "Замечания"),
            ("No diagnostics", "Замечаний нет"),
        ],
    }
}
