//! The languages and their plural rules.

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    #[default]
    En,
    Ru,
}

impl Lang {
    pub const ALL: &'static [Lang] = &[Lang::En, Lang::Ru];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
        }
    }

    /// The text in this language.
    pub fn pick(self, en: &'static str, ru: &'static str) -> &'static str {
        match self {
            Lang::En => en,
            Lang::Ru => ru,
        }
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        Self::ALL.iter().copied().find(|l| primary.eq_ignore_ascii_case(l.tag()))
    }
}

/// Chooses a form by CLDR's cardinal rules for whole numbers: English `one`
/// and `other` (the third form), Russian `one`, `few`, `many`.
pub fn plural<'a>(lang: Lang, n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match lang {
        Lang::En if n == 1 => one,
        Lang::En => many,
        Lang::Ru => match (n % 10, n % 100) {
            (1, h) if h != 11 => one,
            (2..=4, h) if !(12..=14).contains(&h) => few,
            _ => many,
        },
    }
}
