//! Colours and patterns: the same sign for the same thing everywhere.
//!
//! State colours are strong and carry a pattern each; task colours are pale
//! fills with a darker edge and dark text, so that the two families are never
//! taken for each other. State colours keep their distance under protan,
//! deutan and tritan vision (Machado 2009); pale fills are Paul Tol's *light*
//! scheme, made for labelled cells. `www/styles/timeline.css` repeats these
//! values for the document; a test compares the two.

use crate::base::TaskId;
use crate::trace::{State, Trace};

/// A colour, `0xRRGGBB`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
}

/// What a bar is drawn with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ink {
    State(State),
    /// A task's colour: 0 for the main task, else one of the sequence.
    Task(u8),
    /// How many are in a state: its colour, paled, under a line of it.
    Level(State),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pattern {
    Solid,
    Dots,
    /// Rising lines.
    Diagonal,
    /// Short vertical ticks, far apart.
    Ticks,
    Crosshatch,
    /// Vertical lines.
    Vertical,
    /// A line along the middle.
    Middle,
}

/// A pattern tile's side in CSS pixels. All patterns repeat within it.
pub const TILE: f64 = 8.0;

/// The main task's and eight more, repeated.
pub const TASK_INKS: u8 = 9;

impl Ink {
    /// The class of a task's colour. Jobs of one periodic task share theirs.
    pub fn of_task(trace: &Trace, task: TaskId) -> u8 {
        match trace.tasks.get(task.index()).map_or(task, |t| t.series).0 {
            0 => 0,
            n => ((n - 1) % u32::from(TASK_INKS - 1)) as u8 + 1,
        }
    }

    pub fn pattern(self) -> Pattern {
        match self {
            Ink::Task(_) | Ink::Level(_) | Ink::State(State::Running) => Pattern::Solid,
            Ink::State(State::Io) => Pattern::Dots,
            Ink::State(State::Lock) => Pattern::Diagonal,
            Ink::State(State::Ready) => Pattern::Ticks,
            Ink::State(State::Overhead) => Pattern::Crosshatch,
            Ink::State(State::Gil) => Pattern::Vertical,
            Ink::State(State::Suspended) => Pattern::Middle,
        }
    }

    /// How strongly a state tints its bar behind the pattern: waiting stays calm.
    pub fn tint(self) -> f64 {
        match self {
            Ink::State(State::Ready) => 0.06,
            Ink::State(State::Suspended) => 0.08,
            _ => 0.14,
        }
    }

    /// How strongly a pattern is drawn: long waits should not shout.
    pub fn strength(self) -> f64 {
        match self {
            Ink::State(State::Lock | State::Gil) => 0.55,
            Ink::State(State::Io | State::Suspended) => 0.75,
            _ => 1.0,
        }
    }

    /// The colour of the pattern and of the outline; for a task, of its fill.
    pub fn colour(self, scheme: Scheme) -> Rgb {
        match (self, scheme) {
            (Ink::State(state), Scheme::Light) => STATES_LIGHT[state as usize],
            (Ink::State(state), Scheme::Dark) => STATES_DARK[state as usize],
            (Ink::Level(state), _) => {
                Ink::State(state).colour(scheme).over(BACKGROUND[scheme as usize], 0.3)
            }
            (Ink::Task(n), Scheme::Light) => TASKS_LIGHT[usize::from(n % TASK_INKS)],
            (Ink::Task(n), Scheme::Dark) => TASKS_DARK[usize::from(n % TASK_INKS)],
        }
    }

    /// The outline: what makes a pale fill stand out from the background.
    pub fn edge(self, scheme: Scheme) -> Rgb {
        match (self, scheme) {
            (Ink::Task(n), Scheme::Light) => TASK_EDGES[usize::from(n % TASK_INKS)],
            (Ink::Level(state), _) => Ink::State(state).colour(scheme),
            _ => self.colour(scheme),
        }
    }
}

/// The backgrounds that contrast is measured against.
pub const BACKGROUND: [Rgb; 2] = [Rgb(0xFF_FFFF), Rgb(0x16_181D)];

/// In the order of [`State::ALL`].
const STATES_LIGHT: [Rgb; 7] = [
    Rgb(0x0B_5394),
    Rgb(0xB0_7AA1),
    Rgb(0x33_3333),
    Rgb(0x2A_9D6F),
    Rgb(0xC4_4E00),
    Rgb(0x78_30F0),
    Rgb(0x70_3810),
];
const STATES_DARK: [Rgb; 7] = [
    Rgb(0x3C_62F0),
    Rgb(0x9C_8E93),
    Rgb(0xFF_F9FF),
    Rgb(0x6C_FC72),
    Rgb(0xB3_4108),
    Rgb(0xE4_8CF0),
    Rgb(0xD8_9C0C),
];
const TASKS_LIGHT: [Rgb; 9] = [
    Rgb(0xDD_DDDD),
    Rgb(0x77_AADD),
    Rgb(0xEE_8866),
    Rgb(0x44_BB99),
    Rgb(0xFF_AABB),
    Rgb(0xEE_DD88),
    Rgb(0x99_DDFF),
    Rgb(0xBB_CC33),
    Rgb(0xC0_A6E0),
];
const TASK_EDGES: [Rgb; 9] = [
    Rgb(0x70_7070),
    Rgb(0x2F_6BA6),
    Rgb(0xB0_4A28),
    Rgb(0x1C_7A5F),
    Rgb(0xBF_4F68),
    Rgb(0x8A_761A),
    Rgb(0x2B_80AB),
    Rgb(0x6A_7A0C),
    Rgb(0x76_4FB0),
];
const TASKS_DARK: [Rgb; 9] = [
    Rgb(0xB4_B8BF),
    Rgb(0x6F_A5DC),
    Rgb(0xE5_8261),
    Rgb(0x45_B594),
    Rgb(0xEE_9AAC),
    Rgb(0xDC_CB77),
    Rgb(0x8A_D0F2),
    Rgb(0xAF_BF38),
    Rgb(0xB3_98D8),
];

impl Rgb {
    /// `#rrggbb`.
    pub fn hex(self) -> String {
        let digit = |shift: u32| char::from_digit((self.0 >> shift) & 15, 16).unwrap_or('0');
        let digits = [20, 16, 12, 8, 4, 0].map(digit);
        std::iter::once('#').chain(digits).collect()
    }

    /// This colour so strongly on top of another.
    pub fn over(self, below: Rgb, strength: f64) -> Rgb {
        let channel = |shift: u32| {
            let [over, below] = [self, below].map(|c| f64::from((c.0 >> shift) & 255));
            ((below + (over - below) * strength) as u32) << shift
        };
        Rgb(channel(16) | channel(8) | channel(0))
    }

    /// WCAG's relative luminance, 0 to 1.
    pub fn luminance(self) -> f64 {
        let channel = |shift: u32| {
            let c = f64::from((self.0 >> shift) & 255) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// WCAG's contrast ratio, 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}
