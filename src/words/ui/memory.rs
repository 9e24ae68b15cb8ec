//! Notes on a process's memory at a moment.

use crate::base::Time;
use crate::words::Lang;
use crate::words::timeline::duration;

/// Whose memory a child's is a copy of, and since when.
pub fn memory_origin(parent: &str, started: Time, lang: Lang) -> String {
    let at = duration(started, lang);
    match lang {
        Lang::En => ["started at ", &at, " by ", parent, ", with a memory of its own"].concat(),
        Lang::Ru => ["создан в ", &at, " процессом ", parent, ", память своя"].concat(),
    }
}

/// When and where a variable was changed last.
pub fn changed_last(time: Time, line: u32, lang: Lang) -> String {
    let at = duration(time, lang);
    match line {
        0 => at,
        _ => [&at, lang.pick(", line ", ", строка "), &line.to_string()].concat(),
    }
}
