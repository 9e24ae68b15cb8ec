//! What the machine charges for switching, starting and copying.

use crate::base::Time;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CostPreset {
    /// Everything free, for working by hand.
    Ideal,
    /// Measured on CPython 3.11 under Linux.
    Cpython,
    /// Exaggerated, to be seen.
    Slow,
}

impl CostPreset {
    pub const ALL: &'static [CostPreset] =
        &[CostPreset::Ideal, CostPreset::Cpython, CostPreset::Slow];

    pub fn word(self) -> &'static str {
        match self {
            CostPreset::Ideal => "ideal",
            CostPreset::Cpython => "cpython",
            CostPreset::Slow => "slow",
        }
    }

    pub fn from_word(word: &str) -> Option<CostPreset> {
        Self::ALL.iter().copied().find(|p| p.word() == word)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Costs {
    /// Putting another thread of the same process on a hardware thread.
    pub thread_switch: Time,
    /// Putting a thread of another process there.
    pub process_switch: Time,
    /// One step of an event loop: from what it ran to the task that is next,
    /// even if that is the same. For green tasks, from one to another.
    pub coroutine_switch: Time,
    /// Extra when a thread runs on another core than last time.
    pub migration: Time,
    /// Handing the GIL to a thread that waited for it.
    pub gil_handover: Time,
    /// Making a task of a coroutine, to begin and to end it.
    pub coroutine_start: Time,
    /// Starting a thread and a process: paid by who starts it.
    pub thread_start: Time,
    pub process_start: Time,
    /// Whether, under a GIL, starting a thread waits until it has begun.
    pub start_waits: bool,
    /// Copying one message, argument list or result between processes.
    pub pickling: Time,
    /// Taking tasks from another worker's queue (work stealing).
    pub steal: Time,
    /// How late a thread comes back from a wait for time.
    pub timer: Time,
    /// How late an event loop with nothing ready does; and it waits for whole
    /// multiples of `poll`.
    pub loop_timer: Time,
    pub poll: Time,
    /// One bytecode instruction.
    pub instruction: Time,
    /// Bytes of memory a task, a thread and a process take by being there.
    pub task_bytes: u64,
    pub thread_bytes: u64,
    pub process_bytes: u64,
}

impl Costs {
    pub fn preset(preset: CostPreset) -> Costs {
        match preset {
            CostPreset::Ideal => Costs {
                thread_switch: Time::ZERO,
                process_switch: Time::ZERO,
                coroutine_switch: Time::ZERO,
                coroutine_start: Time::ZERO,
                migration: Time::ZERO,
                gil_handover: Time::ZERO,
                thread_start: Time::ZERO,
                process_start: Time::ZERO,
                start_waits: false,
                pickling: Time::ZERO,
                steal: Time::ZERO,
                timer: Time::ZERO,
                loop_timer: Time::ZERO,
                poll: Time::ZERO,
                instruction: Time::ZERO,
                task_bytes: 4 << 10,
                thread_bytes: 64 << 10,
                process_bytes: 10 << 20,
            },
            // Medians measured with CPython 3.11.7 on Linux 6.18, two virtual
            // AMD EPYC processors; each row names what was measured.
            CostPreset::Cpython => Costs {
                // A pipe's ping-pong between two threads pinned to one core.
                thread_switch: Time::ns(3_190),
                // The same between two processes.
                process_switch: Time::ns(3_119),
                // A step of one of two tasks that alternate by `sleep(0)`; of a
                // hundred tasks it takes 1.2 µs.
                coroutine_switch: Time::ns(2_832),
                // `gather` of empty coroutines, for each, less its step.
                coroutine_start: Time::ns(4_474 - 1_207),
                // The ping-pong across two cores less that on one.
                migration: Time::ns(29_575 - 3_119),
                // Two threads alternate through two locks, on any core.
                gil_handover: Time::ns(32_754),
                // From before `Thread()` to the thread's first statement, less
                // the GIL that it gets in between.
                thread_start: Time::ns(80_510 - 32_754),
                // `multiprocessing.Process`, fork, to its first statement.
                process_start: Time::ns(1_537_529),
                // `Thread.start()` waits for `_started`.
                start_waits: true,
                // Half of a warm process pool's round trip.
                pickling: Time::ns(248_874 / 2),
                // No CPython steals: what Go and Tokio take is of this order.
                steal: Time::us(1),
                // A suspended asyncio task; a blocked thread's resident set;
                // the private memory of one more idle forked process.
                task_bytes: 1_429,
                thread_bytes: 16_671,
                process_bytes: 1_392 << 10,
                // How much longer than 10 ms `time.sleep(0.01)` takes: the
                // kernel's timer slack, and a core that wakes up.
                timer: Time::ns(188_538),
                // The same of `asyncio.sleep(0.01)`.
                loop_timer: Time::ns(364_339),
                // `selectors.EpollSelector.select` rounds up to milliseconds.
                poll: Time::ms(1),
                instruction: Time::ZERO,
            },
            CostPreset::Slow => Costs {
                thread_switch: Time::ms(1),
                process_switch: Time::ms(2),
                coroutine_switch: Time::us(200),
                coroutine_start: Time::us(200),
                migration: Time::ms(1),
                gil_handover: Time::us(500),
                thread_start: Time::ms(2),
                process_start: Time::ms(10),
                pickling: Time::ms(1),
                steal: Time::us(500),
                ..Costs::preset(CostPreset::Ideal)
            },
        }
    }

    /// The preset with exactly these costs, if one has them.
    pub fn matching_preset(&self) -> Option<CostPreset> {
        CostPreset::ALL.iter().copied().find(|&p| Costs::preset(p) == *self)
    }
}
