//! What a program runs on: concurrency model, machine, policy, costs, limits.
//!
//! A third inert contract beside `program` and `trace`: scenarios, links and
//! the command line write it, the engine reads it. Durations are simulated
//! time; every field has the default that the page starts with.

mod costs;
mod limits;
mod model;
mod policies;
mod policy;
mod queues;

use crate::base::Time;
pub use costs::{CostPreset, Costs};
pub use limits::Limits;
pub use model::{Model, Stealing};
pub use policies::{Domain, MOST_TIME, OFF_ON, Parameter, Scheduler};
pub use policy::{IoReturn, ParseError, Policy, format_duration, parse_duration};
pub use queues::{Balancing, Queues};

/// Who gets what a thread releases while others wait for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WakeUp {
    /// The first that waits.
    Fifo,
    /// Who asks first once the first that waits was woken.
    Barging,
}

impl WakeUp {
    pub const ALL: &'static [WakeUp] = &[WakeUp::Fifo, WakeUp::Barging];

    pub fn word(self) -> &'static str {
        match self {
            WakeUp::Fifo => "fifo",
            WakeUp::Barging => "barging",
        }
    }

    pub fn from_word(word: &str) -> Option<WakeUp> {
        Self::ALL.iter().copied().find(|w| w.word() == word)
    }
}

/// The most workers that a pool can have.
pub const MAX_WORKERS: u16 = 1024;

#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    pub model: Model,
    /// Physical cores, 1 to 64.
    pub cores: u16,
    /// Hardware threads a core: 1, 2 or 4.
    pub threads_per_core: u16,
    /// Speed of a hardware thread while a sibling is busy, in thousandths.
    pub smt_speed: u16,
    pub policy: Policy,
    pub queues: Queues,
    pub balancing: Balancing,
    pub costs: Costs,
    /// How long a thread waits for the GIL before it asks the holder to drop
    /// it (CPython: `sys.setswitchinterval`, 5 ms).
    pub switch_interval: Time,
    /// Workers of a model that has them; `None`: one a core.
    pub workers: Option<u16>,
    pub stealing: Stealing,
    pub wake_up: WakeUp,
    /// A task that is ready for longer than this while others run starves.
    pub starvation: Time,
    pub seed: u64,
    pub limits: Limits,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            model: Model::Threads,
            cores: 1,
            threads_per_core: 1,
            smt_speed: 600,
            policy: Policy::default(),
            queues: Queues::Global,
            balancing: Balancing::default(),
            costs: Costs::preset(CostPreset::Ideal),
            switch_interval: Time::ms(5),
            workers: None,
            stealing: Stealing::default(),
            wake_up: WakeUp::Fifo,
            starvation: Time::secs(1),
            seed: 1,
            limits: Limits::default(),
        }
    }
}

impl Setup {
    pub const MAX_CORES: u16 = 64;

    /// How many workers a model that has them has at most.
    pub fn most_workers(&self) -> u16 {
        self.workers.unwrap_or(self.cores).max(1)
    }

    /// Hardware threads in all: where OS threads can run at one instant.
    pub fn hardware_threads(&self) -> u16 {
        self.cores * self.threads_per_core
    }
}
