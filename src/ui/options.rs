//! View parameters of the address (`?embed=1&lang=ru`): typed, with defaults.
//!
//! They say how the page looks, never what it holds. A value that nobody
//! knows becomes the default and a notice, never a blank page.

use crate::words::Lang;
use crate::words::ui::Notice;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
    Contrast,
}

impl ThemeChoice {
    pub const ALL: [ThemeChoice; 4] =
        [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast];

    /// As written in the address and in storage.
    pub fn word(self) -> &'static str {
        match self {
            ThemeChoice::System => "auto",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
            ThemeChoice::Contrast => "contrast",
        }
    }

    pub fn from_word(word: &str) -> Option<ThemeChoice> {
        Self::ALL.into_iter().find(|t| t.word() == word)
    }
}

/// What a reader may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lock {
    #[default]
    Nothing,
    Everything,
    /// The script is locked; model and machine are free.
    Script,
}

impl Lock {
    pub fn word(self) -> &'static str {
        match self {
            Lock::Nothing => "0",
            Lock::Everything => "1",
            Lock::Script => "settings",
        }
    }

    pub fn script(self) -> bool {
        self != Lock::Nothing
    }

    pub fn settings(self) -> bool {
        self == Lock::Everything
    }
}

/// Which parts of the page are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Layout {
    #[default]
    Split,
    Code,
    Timeline,
    Table,
}

impl Layout {
    pub const ALL: [Layout; 4] = [Layout::Split, Layout::Timeline, Layout::Code, Layout::Table];

    pub fn word(self) -> &'static str {
        match self {
            Layout::Split => "split",
            Layout::Code => "code",
            Layout::Timeline => "timeline",
            Layout::Table => "table",
        }
    }
}

/// How much of the controls an embed shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Controls {
    #[default]
    Full,
    /// Only the playback.
    Min,
    None,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Options {
    pub embed: bool,
    /// `None`: the learner's choice, else the browser's.
    pub lang: Option<Lang>,
    pub theme: Option<ThemeChoice>,
    pub lock: Lock,
    pub layout: Layout,
    pub controls: Controls,
    /// Where the playhead starts, in milliseconds.
    pub at_ms: Option<f64>,
}

/// Reads the part after `?`. Unknown names belong to somebody else and are
/// left alone.
pub fn parse(query: &str) -> (Options, Vec<Notice>) {
    let mut options = Options::default();
    let mut notices = Vec::new();
    let pairs = query.trim_start_matches('?').split('&').filter(|p| !p.is_empty());
    for (name, value) in pairs.map(|p| p.split_once('=').unwrap_or((p, ""))) {
        if !options.set(name, value) {
            notices.push(Notice::BadParameter { name: name.into(), value: shorten(value) });
        }
    }
    (options, notices)
}

impl Options {
    /// False if `value` is not one that `name` can have.
    fn set(&mut self, name: &str, value: &str) -> bool {
        match name {
            "embed" => choose(&mut self.embed, &[("0", false), ("1", true)], value),
            "lang" if value == "auto" => {
                self.lang = None;
                true
            }
            "lang" => {
                self.lang = Lang::from_tag(value);
                self.lang.is_some()
            }
            "theme" => {
                self.theme = ThemeChoice::from_word(value);
                self.theme.is_some()
            }
            "readonly" => {
                let locks = [Lock::Nothing, Lock::Everything, Lock::Script];
                choose(&mut self.lock, &locks.map(|l| (l.word(), l)), value)
            }
            "view" => choose(&mut self.layout, &Layout::ALL.map(|l| (l.word(), l)), value),
            "controls" => {
                let all =
                    [("full", Controls::Full), ("min", Controls::Min), ("none", Controls::None)];
                choose(&mut self.controls, &all, value)
            }
            "t" => {
                self.at_ms = value.parse().ok().filter(|t: &f64| t.is_finite() && *t >= 0.0);
                self.at_ms.is_some()
            }
            _ => true,
        }
    }
}

fn choose<T: Copy>(place: &mut T, table: &[(&str, T)], value: &str) -> bool {
    let found = table.iter().find(|(word, _)| *word == value);
    if let Some((_, choice)) = found {
        *place = *choice;
    }
    found.is_some()
}

/// A hostile value is shown, but not a page of it.
fn shorten(value: &str) -> String {
    value.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_value_is_read() {
        let (options, notices) =
            parse("?embed=1&lang=ru&theme=contrast&readonly=settings&view=table&t=12.5");
        assert_eq!(notices, []);
        assert!(options.embed);
        assert_eq!(options.lang, Some(Lang::Ru));
        assert_eq!(options.theme, Some(ThemeChoice::Contrast));
        assert_eq!(options.lock, Lock::Script);
        assert_eq!(options.layout, Layout::Table);
        assert_eq!(options.at_ms, Some(12.5));
    }

    #[test]
    fn an_unknown_value_gives_the_default_and_a_notice() {
        let (options, notices) = parse("embed=yes&theme=auto&t=-1&utm_source=mail");
        assert_eq!(options, Options { theme: Some(ThemeChoice::System), ..Options::default() });
        let bad = |name: &str, value: &str| Notice::BadParameter {
            name: name.into(),
            value: value.into(),
        };
        assert_eq!(notices, [bad("embed", "yes"), bad("t", "-1")]);
    }
}
