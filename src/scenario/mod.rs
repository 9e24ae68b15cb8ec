//! The learner's document: script, setup, view. What a link carries.
//!
//! A setting has one name and one text form wherever it is written: a pragma
//! in the script, an option of the command, a field of a link. What a link
//! says counts before a pragma, a pragma before the default.

mod costs;
mod pragma;
mod setting;

pub use costs::{COST_DURATIONS, cost_duration, format_costs, parse_costs, set_cost_duration};
pub use pragma::{Pragma, PragmaProblem, Pragmas, ProblemKind, read_pragmas};
pub use setting::{BadValue, Key};

use crate::base::Time;
use crate::setup::Setup;

/// The version of the scheduling rules; a change that moves any bar raises it.
pub const SEMANTICS: u16 = 1;

/// Everything that a link, a draft or a lesson holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Shown as the page's title; may be empty.
    pub title: String,
    pub script: String,
    pub setup: Setup,
    pub view: View,
    /// The version of the scheduling rules it was made with.
    pub semantics: u16,
    /// Fields of a link that this version does not know, kept so that a newer
    /// version finds them again.
    pub unknown: Vec<(String, String)>,
}

impl Default for Scenario {
    fn default() -> Scenario {
        Scenario {
            title: String::new(),
            script: String::new(),
            setup: Setup::default(),
            view: View::default(),
            semantics: SEMANTICS,
            unknown: Vec::new(),
        }
    }
}

/// How the page shows it; all optional.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View {
    pub panel: Option<Panel>,
    /// The playhead.
    pub at: Option<Time>,
    /// The part of the time axis that is shown, from and to.
    pub window: Option<(Time, Time)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Split,
    Code,
    Timeline,
    Table,
    Compare,
}

impl Panel {
    pub const ALL: &'static [Panel] =
        &[Panel::Split, Panel::Code, Panel::Timeline, Panel::Table, Panel::Compare];

    pub fn word(self) -> &'static str {
        match self {
            Panel::Split => "split",
            Panel::Code => "code",
            Panel::Timeline => "timeline",
            Panel::Table => "table",
            Panel::Compare => "compare",
        }
    }

    pub fn from_word(word: &str) -> Option<Panel> {
        Self::ALL.iter().copied().find(|p| p.word() == word)
    }
}

impl Scenario {
    /// A script with the settings of its own pragmas.
    pub fn from_script(script: &str) -> Scenario {
        let mut scenario = Scenario { script: script.into(), ..Scenario::default() };
        read_pragmas(script).apply(&mut scenario);
        scenario
    }
}
