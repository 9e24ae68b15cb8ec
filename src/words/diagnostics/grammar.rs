//! Text that Python could not read.

use super::{DiagnosticText, Pair, say};
use crate::script::{Depth, DiagnosticKind, Piece, Target};
use crate::words::Lang;

pub(super) fn text(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    characters(kind, lang).or_else(|| sentences(kind, lang))
}

fn characters(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    let (pair, details): (&'static Pair, Vec<String>) = match kind {
        SourceTooLong { limit } => (
            &[
                ["The script is longer than {0} KB.", "Keep to the part that matters."],
                ["Программа длиннее {0} КБ.", "Оставьте только самое важное."],
            ],
            vec![(limit >> 10).to_string()],
        ),
        TooDeep { what: Depth::Brackets, limit } => (
            &[
                ["Brackets are nested more than {0} deep.", "Give a part of it a name of its own."],
                [
                    "Скобки вложены глубже {0} уровней.",
                    "Вынесите часть выражения в отдельную переменную.",
                ],
            ],
            vec![limit.to_string()],
        ),
        TooDeep { what: Depth::Blocks, limit } => (
            &[
                ["Blocks are nested more than {0} deep.", "Move the inner part into a function."],
                ["Блоки вложены глубже {0} уровней.", "Вынесите внутреннюю часть в функцию."],
            ],
            vec![limit.to_string()],
        ),
        TooDeep { what: Depth::Operators, limit } => (
            &[
                [
                    "One expression has more than {0} operators and calls.",
                    "Give a part of it a name of its own, or use a loop.",
                ],
                [
                    "В одном выражении больше {0} операций и вызовов.",
                    "Вынесите часть в переменную или напишите цикл.",
                ],
            ],
            vec![limit.to_string()],
        ),
        TooComplex => (
            &[
                ["This part is too large to be run.", "Split it into smaller functions."],
                ["Эта часть слишком велика.", "Разбейте её на небольшие функции."],
            ],
            vec![],
        ),
        StrayCharacter { found, instead: Some(instead) } => (
            &[
                ["Python does not use the character '{0}' here.", "Write {1} instead."],
                ["Символ '{0}' здесь не годится.", "Напишите {1}."],
            ],
            vec![visible(*found), (*instead).into()],
        ),
        StrayCharacter { found, instead: None } => (
            &[
                ["Python does not use the character '{0}' here.", "Delete it."],
                ["Символ '{0}' здесь не годится.", "Удалите его."],
            ],
            vec![visible(*found)],
        ),
        UnterminatedString { triple: false } => (
            &[
                [
                    "This text has no closing quote.",
                    "End it on the same line with the quote it began with.",
                ],
                [
                    "У этой строки нет закрывающей кавычки.",
                    "Поставьте в той же строке такую же кавычку, как в начале.",
                ],
            ],
            vec![],
        ),
        UnterminatedString { triple: true } => (
            &[
                [
                    "This text has no closing triple quote.",
                    "End it with the three quotes it began with.",
                ],
                [
                    "У этого текста нет закрывающих тройных кавычек.",
                    "Закончите его такими же тремя кавычками.",
                ],
            ],
            vec![],
        ),
        UnterminatedField => (
            &[
                [
                    "A field of this f-string has no closing brace.",
                    "Close it with '}' on the same line; for the character itself write '{{'.",
                ],
                [
                    "В этой f-строке не закрыта фигурная скобка.",
                    "Закройте её знаком '}' в той же строке; чтобы вывести саму скобку, напишите '{{'.",
                ],
            ],
            vec![],
        ),
        BadEscape => (
            &[
                ["This escape after '\\' is not valid.", "Write '\\\\' for a backslash."],
                [
                    "После '\\' стоит недопустимая последовательность.",
                    "Чтобы получить обратную косую черту, напишите '\\\\'.",
                ],
            ],
            vec![],
        ),
        BadNumber => (
            &[
                [
                    "This is not a number Python knows.",
                    "A name cannot begin with a digit; use digits and one point.",
                ],
                [
                    "Такого числа в Python нет.",
                    "Имя не может начинаться с цифры, а в числе бывают только цифры и одна точка.",
                ],
            ],
            vec![],
        ),
        UnclosedBracket { open } => (
            &[
                ["'{0}' is never closed.", "Add '{1}' where the part in brackets ends."],
                ["Скобка '{0}' не закрыта.", "Поставьте '{1}' там, где кончается часть в скобках."],
            ],
            vec![open.to_string(), closing(*open).into()],
        ),
        UnmatchedBracket { close, open: Some(open) } => (
            &[
                [
                    "'{0}' does not match '{1}'.",
                    "Write '{2}', or close the brackets in the order they were opened.",
                ],
                [
                    "'{0}' не подходит к '{1}'.",
                    "Напишите '{2}' или закрывайте скобки в обратном порядке.",
                ],
            ],
            vec![close.to_string(), open.to_string(), closing(*open).into()],
        ),
        UnmatchedBracket { close, open: None } => (
            &[
                ["'{0}' closes nothing.", "Delete it, or add the opening bracket."],
                ["Скобка '{0}' ничего не закрывает.", "Удалите её или добавьте открывающую."],
            ],
            vec![close.to_string()],
        ),
        _ => return None,
    };
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    Some(say(lang, pair, &details))
}

fn sentences(kind: &DiagnosticKind, lang: Lang) -> Option<DiagnosticText> {
    use DiagnosticKind::*;
    let mut details = Vec::new();
    let pair = match kind {
        Expected { what, found } => {
            details = vec![piece(what, lang), piece(found, lang)];
            &[["Expected {0}, found {1}.", ""], ["Ожидалось: {0}; найдено: {1}.", ""]]
        }
        ExpectedExpression => &[
            ["A value is missing here.", "Write a name, a number or a call."],
            ["Здесь не хватает значения.", "Напишите имя, число или вызов."],
        ],
        ExpectedName => &[["A name is missing here.", ""], ["Здесь не хватает имени.", ""]],
        ExpectedBlock => &[
            [
                "After ':' the next line must be indented.",
                "Indent it by four spaces; write pass if there is nothing to do.",
            ],
            [
                "После ':' следующая строка должна быть с отступом.",
                "Сделайте отступ в четыре пробела; если делать нечего, напишите pass.",
            ],
        ],
        UnexpectedIndent => &[
            [
                "This line is indented although no block begins here.",
                "Align it with the line above.",
            ],
            ["Лишний отступ: здесь не начинается блок.", "Выровняйте строку по предыдущей."],
        ],
        UnevenDedent => &[
            [
                "This indentation matches no line above.",
                "Align the line with the block it belongs to; do not mix tabs and spaces.",
            ],
            [
                "Такого отступа нет ни у одной строки выше.",
                "Выровняйте строку по своему блоку; не смешивайте табуляцию и пробелы.",
            ],
        ],
        MissingColon => &[
            [
                "':' is missing at the end of this line.",
                "A line that begins a block ends with ':'.",
            ],
            [
                "В конце строки не хватает ':'.",
                "Строка, после которой идёт блок, кончается двоеточием.",
            ],
        ],
        AssignmentInCondition => &[
            ["'=' assigns; a condition compares.", "Write '=='."],
            ["'=' присваивает, а в условии нужно сравнение.", "Напишите '=='."],
        ],
        PrintWithoutBrackets => &[
            ["print is a function.", "Put what is printed in brackets: print(...)."],
            ["print — это функция.", "Возьмите то, что печатается, в скобки: print(...)."],
        ],
        StatementsOnOneLine => &[
            [
                "Two statements run into each other.",
                "Put each on a line of its own, or check for a missing operator or comma.",
            ],
            [
                "Две инструкции слились в одну строку.",
                "Разнесите их по строкам; возможно, пропущены знак операции или запятая.",
            ],
        ],
        CompoundOnOneLine => &[
            [
                "A statement with a block must begin a line of its own.",
                "Move it to a new line and indent it.",
            ],
            [
                "Инструкция с блоком должна начинаться с новой строки.",
                "Перенесите её и сделайте отступ.",
            ],
        ],
        NeedsParentheses => &[
            ["This expression needs parentheses here.", "Put it in ( )."],
            ["Здесь это выражение нужно взять в скобки.", "Поставьте вокруг него ( )."],
        ],
        Misplaced { what } => {
            details = vec![(*what).into()];
            &[["'{0}' cannot be used here.", ""], ["'{0}' здесь использовать нельзя.", ""]]
        }
        InvalidTarget { target } => target_pair(*target),
        SeveralStars => &[
            ["Only one name can take the rest with '*'.", "Leave one star."],
            ["Забрать остаток через '*' может только одно имя.", "Оставьте одну звёздочку."],
        ],
        PositionalAfterKeyword => &[
            [
                "An argument without a name stands after a named one.",
                "Put arguments with a name last.",
            ],
            [
                "Аргумент без имени стоит после именованного.",
                "Ставьте именованные аргументы в конце.",
            ],
        ],
        DefaultBeforePlain => &[
            [
                "A parameter without a default follows one with a default.",
                "Put parameters with defaults last.",
            ],
            [
                "Параметр без значения по умолчанию стоит после параметра со значением.",
                "Ставьте параметры со значениями по умолчанию в конце.",
            ],
        ],
        ParameterOrder => &[
            [
                "Parameters are in an order Python does not allow.",
                "The order is: plain, *args, named only, **kwargs.",
            ],
            [
                "Параметры стоят в недопустимом порядке.",
                "Порядок такой: обычные, *args, только именованные, **kwargs.",
            ],
        ],
        AfterAsync => &[
            ["After async comes def or with.", ""],
            ["После async должно стоять def или with.", ""],
        ],
        TryAlone => &[
            [
                "try has neither except nor finally.",
                "Add 'except Exception as e:' or 'finally:' with its own block.",
            ],
            [
                "У try нет ни except, ни finally.",
                "Добавьте 'except Exception as e:' или 'finally:' со своим блоком.",
            ],
        ],
        ClauseOrder => &[
            [
                "The parts of try are in the wrong order.",
                "The order is try, except, else, finally.",
            ],
            ["Части try стоят в неверном порядке.", "Порядок такой: try, except, else, finally."],
        ],
        BadField => &[
            [
                "A field of this f-string is not valid.",
                "Write {name} or {name:format}; for a brace itself write '{{' or '}}'.",
            ],
            [
                "В этой f-строке ошибка в фигурных скобках.",
                "Пишите {имя} или {имя:формат}; чтобы вывести саму скобку, напишите '{{' или '}}'.",
            ],
        ],
        InvalidSyntax => {
            &[["This is not valid Python.", ""], ["Это не соответствует правилам Python.", ""]]
        }
        _ => return None,
    };
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    Some(say(lang, pair, &details))
}

fn target_pair(target: Target) -> &'static Pair {
    match target {
        Target::Assign => &[
            [
                "This cannot be assigned to.",
                "On the left of '=' write a name, an item or an attribute; to compare, write '=='.",
            ],
            [
                "Этому нельзя присвоить значение.",
                "Слева от '=' может стоять имя, элемент или атрибут; для сравнения напишите '=='.",
            ],
        ],
        Target::Augmented => &[
            ["This cannot be changed in place.", "On the left write one name, item or attribute."],
            ["Это нельзя изменить на месте.", "Слева должно стоять одно имя, элемент или атрибут."],
        ],
        Target::Annotated => &[
            ["This cannot have a type.", "Write the type after one name: 'count: int = 0'."],
            ["Здесь нельзя указать тип.", "Тип пишется после одного имени: 'count: int = 0'."],
        ],
        Target::Walrus => &[
            ["Only a name can stand on the left of ':='.", ""],
            ["Слева от ':=' может стоять только имя.", ""],
        ],
        Target::Delete => &[
            ["This cannot be deleted.", "del takes a name, an item or an attribute."],
            ["Это нельзя удалить.", "del удаляет имя, элемент или атрибут."],
        ],
    }
}

fn closing(open: char) -> &'static str {
    match open {
        '(' => ")",
        '[' => "]",
        _ => "}",
    }
}

/// The character, or its number if it cannot be seen.
fn visible(c: char) -> String {
    let invisible = c.is_control() || c.is_whitespace() || ('\u{200b}'..='\u{200f}').contains(&c);
    if invisible { format!("U+{:04X}", c as u32) } else { c.to_string() }
}

fn piece(piece: &Piece, lang: Lang) -> String {
    let (english, russian) = match piece {
        Piece::Sign(sign) => return format!("'{sign}'"),
        Piece::Name => ("a name", "имя"),
        Piece::Number => ("a number", "число"),
        Piece::Text => ("a text in quotes", "текст в кавычках"),
        Piece::LineEnd => ("the end of the line", "конец строки"),
        Piece::Indent => ("an indent", "отступ"),
        Piece::Dedent => ("the end of the block", "конец блока"),
        Piece::End => ("the end of the script", "конец программы"),
    };
    if lang == Lang::Ru { russian.into() } else { english.into() }
}
