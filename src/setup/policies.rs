//! The table of OS scheduling policies and of their parameters. The command
//! line, links, pragmas and the page's controls are all made from it.

/// The policies, in the order in which they are offered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Scheduler {
    RoundRobin,
    Fifo,
    Sjf,
    Srtf,
    Priority,
    Mlfq,
    Lottery,
    Stride,
    Cfs,
    Eevdf,
    Edf,
    RateMonotonic,
}

/// What values a parameter can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Domain {
    /// Simulated time, at least so many nanoseconds (0: off) and at most
    /// [`MOST_TIME`].
    Time {
        least: u64,
    },
    /// One of these words; the value is the word's place.
    Choice(&'static [&'static str]),
    /// One whole number from 1 on, or none where the machine says how many.
    Count {
        most: u64,
    },
    /// One to [`MOST_LIST`] times or numbers; the last holds for the rest.
    Times,
    Numbers {
        most: u64,
    },
    /// None to [`MOST_DRAWS`] numbers in place of random ones. They repeat
    /// somebody else's run and are nothing to choose: the page has no control
    /// for them.
    Draws,
}

/// 1000 s: sums of two stay far from overflow.
pub const MOST_TIME: u64 = 1_000_000_000_000;
pub const MOST_LIST: usize = 8;
pub const MOST_DRAWS: usize = 4096;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parameter {
    pub word: &'static str,
    pub domain: Domain,
    /// One value, or the values of a list.
    pub default: &'static [u64],
}

const MS: u64 = 1_000_000;

pub(super) const fn time(word: &'static str, least: u64, default: &'static [u64]) -> Parameter {
    Parameter { word, domain: Domain::Time { least }, default }
}

pub(super) const fn choice(
    word: &'static str,
    words: &'static [&'static str],
    at: &'static [u64],
) -> Parameter {
    Parameter { word, domain: Domain::Choice(words), default: at }
}

pub const OFF_ON: &[&str] = &["false", "true"];
const IO: Parameter = choice("io", &["tail", "head"], &[0]);
const QUANTUM: Parameter = time("quantum", 1, &[10 * MS]);
const ESTIMATE: Parameter = choice("estimate", &["exact", "average"], &[0]);

/// Whether turns end on multiples of the quantum, for all cores at once.
const ALIGNED: Parameter = choice("aligned", OFF_ON, &[0]);

/// Whether who waits longest comes next, or the next number after who ran.
const ORDER: Parameter = choice("order", &["arrival", "number"], &[0]);

const ROUND_ROBIN: &[Parameter] = &[QUANTUM, IO, ALIGNED, ORDER];
const FIFO: &[Parameter] = &[IO, ORDER];
const SHORTEST: &[Parameter] = &[ESTIMATE];
const PRIORITY: &[Parameter] =
    &[choice("preemptive", OFF_ON, &[1]), time("ageing", 0, &[0]), time("quantum", 0, &[0])];
const MLFQ: &[Parameter] = &[
    Parameter { word: "quantum", domain: Domain::Times, default: &[10 * MS, 20 * MS, 40 * MS] },
    Parameter { word: "allotment", domain: Domain::Numbers { most: 1000 }, default: &[1] },
    time("boost", 0, &[1000 * MS]),
    IO,
    choice("stay", OFF_ON, &[0]),
];
const LOTTERY: &[Parameter] = &[
    QUANTUM,
    choice("whole_quantum", OFF_ON, &[0]),
    Parameter { word: "draws", domain: Domain::Draws, default: &[] },
];
const STRIDE: &[Parameter] = &[QUANTUM];
const CFS: &[Parameter] = &[
    time("latency", 1, &[24 * MS]),
    time("granularity", 1, &[3 * MS]),
    time("wakeup", 0, &[4 * MS]),
];
const EEVDF: &[Parameter] = &[time("slice", 1, &[3 * MS]), choice("protect", OFF_ON, &[1])];

impl Scheduler {
    pub const ALL: &'static [Scheduler] = &[
        Scheduler::RoundRobin,
        Scheduler::Fifo,
        Scheduler::Sjf,
        Scheduler::Srtf,
        Scheduler::Priority,
        Scheduler::Mlfq,
        Scheduler::Lottery,
        Scheduler::Stride,
        Scheduler::Cfs,
        Scheduler::Eevdf,
        Scheduler::Edf,
        Scheduler::RateMonotonic,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Scheduler::RoundRobin => "rr",
            Scheduler::Fifo => "fifo",
            Scheduler::Sjf => "sjf",
            Scheduler::Srtf => "srtf",
            Scheduler::Priority => "priority",
            Scheduler::Mlfq => "mlfq",
            Scheduler::Lottery => "lottery",
            Scheduler::Stride => "stride",
            Scheduler::Cfs => "cfs",
            Scheduler::Eevdf => "eevdf",
            Scheduler::Edf => "edf",
            Scheduler::RateMonotonic => "rm",
        }
    }

    pub fn from_word(word: &str) -> Option<Scheduler> {
        Self::ALL.iter().copied().find(|s| s.word() == word)
    }

    /// The first is always written, the others where they are not the default.
    pub fn parameters(self) -> &'static [Parameter] {
        match self {
            Scheduler::RoundRobin => ROUND_ROBIN,
            Scheduler::Fifo => FIFO,
            Scheduler::Sjf | Scheduler::Srtf => SHORTEST,
            Scheduler::Priority => PRIORITY,
            Scheduler::Mlfq => MLFQ,
            Scheduler::Lottery => LOTTERY,
            Scheduler::Stride => STRIDE,
            Scheduler::Cfs => CFS,
            Scheduler::Eevdf => EEVDF,
            Scheduler::Edf | Scheduler::RateMonotonic => &[],
        }
    }
}
