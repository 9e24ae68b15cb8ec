//! Short messages above the page that go away.

use crate::words::Lang;

/// Something the page must say once. None stops the learner from working.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Storage is denied: the draft lives only as long as the page.
    NotSaved,
    /// The link ends too early: a chat or a mail program cut it.
    LinkCut,
    /// The link's checksum does not fit its text.
    LinkCorrupt,
    /// The link was made by a newer version, which said something unknown to this one.
    LinkNewer,
    /// A field of the link or a view parameter has a value nobody knows.
    BadParameter { name: String, value: String },
    /// Another scenario took the place of the learner's own; it can come back.
    Replaced,
    /// The learner stopped the run.
    Stopped,
}

pub fn notice(notice: &Notice, lang: Lang) -> String {
    use Notice::*;
    match (notice, lang) {
        (NotSaved, Lang::En) => "This browser does not keep drafts: copy the link to save your work.".into(),
        (NotSaved, Lang::Ru) => "Этот браузер не хранит черновики: чтобы сохранить работу, скопируйте ссылку.".into(),
        (LinkCut, Lang::En) => "The link is cut: some of it was lost on the way. This is what could be read.".into(),
        (LinkCut, Lang::Ru) => "Ссылка обрезана: часть потерялась по дороге. Показано то, что удалось прочитать.".into(),
        (LinkCorrupt, Lang::En) => "The link is damaged. This is what could be read; it may differ from what was sent.".into(),
        (LinkCorrupt, Lang::Ru) => "Ссылка повреждена. Показано то, что удалось прочитать; оно может отличаться от отправленного.".into(),
        (LinkNewer, Lang::En) => "The link comes from a newer version; some of its settings are unknown here.".into(),
        (LinkNewer, Lang::Ru) => "Ссылка создана более новой версией; часть её настроек здесь неизвестна.".into(),
        (BadParameter { name, value }, Lang::En) => {
            format!("“{value}” is no value for “{name}”; the usual one is used.")
        }
        (BadParameter { name, value }, Lang::Ru) => {
            format!("«{value}» не подходит для «{name}»; взято обычное значение.")
        }
        (Replaced, Lang::En) => "Your script was replaced.".into(),
        (Replaced, Lang::Ru) => "Ваш сценарий заменён.".into(),
        (Stopped, Lang::En) => "You stopped the run; the timeline ends where it was.".into(),
        (Stopped, Lang::Ru) => "Расчёт остановлен; диаграмма обрывается на этом месте.".into(),
    }
}
