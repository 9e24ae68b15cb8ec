//! The page's looks, chosen by the reader or by the system.

use crate::view::Scheme;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
    /// Patterns and letters carry all meaning; colours are the system's.
    Contrast,
}

impl Theme {
    /// The palette of states and tasks. High contrast takes the colours of the
    /// document instead.
    pub fn scheme(self) -> Scheme {
        match self {
            Theme::Dark => Scheme::Dark,
            Theme::Light | Theme::Contrast => Scheme::Light,
        }
    }
}
