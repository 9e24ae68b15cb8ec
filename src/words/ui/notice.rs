//! Short messages above the page that go away.

use crate::share::Problem;
use crate::words::ui::Text;
use crate::words::{Lang, link_problem};

/// Something the page must say once. None stops the learner from working.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// Storage is denied: the draft lives only as long as the page.
    NotSaved,
    /// Something is wrong with the link.
    Link(Problem),
    /// A view parameter has a value nobody knows.
    BadParameter {
        name: String,
        value: String,
    },
    /// Another scenario took the place of the learner's own; it can come back.
    Replaced,
    Copied,
    CopyRefused,
    /// Python's modules could not be loaded.
    NoLibrary,
    /// The texts of the language that was chosen could not be loaded.
    NoTexts,
    /// A newer page is there, and is used once the reader wants it.
    Update,
}

/// Why what was typed into a setting's field was not taken: the least and the
/// most that can be, and whether several.
pub fn not_allowed(typed: &str, allowed: (String, String, bool), lang: Lang) -> String {
    let (least, most, several) = allowed;
    let (open, close) = (lang.pick("“", "«"), lang.pick("” ", "» "));
    let several = if several { Text::Several.get(lang) } else { "" };
    let why = Text::NotAllowed.get(lang);
    [open, typed.trim(), close, why, &least, " – ", &most, several, "."].concat()
}

pub fn notice(notice: &Notice, lang: Lang) -> String {
    use Notice::*;
    let text = match (notice, lang) {
        (NotSaved, Lang::En) => {
            "This browser does not keep drafts: copy the link to save your work."
        }
        (NotSaved, Lang::Ru) => {
            "Этот браузер не хранит черновики: чтобы сохранить работу, скопируйте ссылку."
        }
        (Link(problem), _) => return link_problem(problem, lang),
        (BadParameter { name, value }, Lang::En) => {
            return format!("“{value}” is no value for “{name}”; the usual one is used.");
        }
        (BadParameter { name, value }, Lang::Ru) => {
            return format!("«{value}» не подходит для «{name}»; взято обычное значение.");
        }
        (Replaced, Lang::En) => "Your script was replaced.",
        (Replaced, Lang::Ru) => "Ваш сценарий заменён.",
        (NoLibrary, Lang::En) => {
            "Python's modules could not be loaded. Check the connection, then change the script."
        }
        (NoLibrary, Lang::Ru) => {
            "Модули Python не загрузились. Проверьте соединение и измените сценарий."
        }
        (NoTexts, Lang::En) => {
            "The texts of this language could not be loaded. Check the connection, then choose it \
             again."
        }
        (NoTexts, Lang::Ru) => {
            "Тексты на этом языке не загрузились. Проверьте соединение и выберите язык ещё раз."
        }
        (Copied, Lang::En) => "The link is copied.",
        (Copied, Lang::Ru) => "Ссылка скопирована.",
        (CopyRefused, Lang::En) => "The browser does not let us copy. Take the link from “Share”.",
        (CopyRefused, Lang::Ru) => {
            "Браузер не даёт скопировать. Возьмите ссылку в окне «Поделиться»."
        }
        (Update, Lang::En) => "A newer version of Interleave is ready.",
        (Update, Lang::Ru) => "Готова новая версия Interleave.",
    };
    text.into()
}
