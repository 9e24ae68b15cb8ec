//! The workload: N tasks under round robin on C cores, each alternating CPU
//! bursts (1 to 39 ms, mean 20; quantum 10 ms) and waits scaled so that about
//! half of them wait; 100,000 bursts in all. An event is the end of a slice of
//! at most a quantum, or of a wait.

use interleave::base::Time;
use interleave::setup::{IoReturn, Policy};
use std::fmt::Write;

const BURSTS: u32 = 100_000;
pub const QUANTUM: u32 = 10;
pub const STRIDE: u32 = 7;

pub struct Workload {
    pub tasks: u32,
    pub rounds: u32,
    /// Burst and wait, in milliseconds.
    pub table: Vec<(u32, u32)>,
}

impl Workload {
    /// The pairs come from a small linear congruential generator.
    pub fn new(tasks: u32, cores: u32) -> Workload {
        let scale = tasks.div_ceil(cores).max(1);
        let mut x: u64 = 12_345;
        let mut next = |range: u64| {
            x = (x * 1_103_515_245 + 12_345) % (1 << 31);
            (1 + (x >> 8) % range) as u32
        };
        let table = (0..127).map(|_| (next(39), next(19) * scale)).collect();
        Workload { tasks, rounds: (BURSTS / tasks).max(2), table }
    }

    pub fn events(&self) -> u64 {
        let pair = |k: u32| self.table[k as usize % self.table.len()];
        let of_task = |i: u32| (0..self.rounds).map(move |r| STRIDE * i + r);
        (0..self.tasks).flat_map(of_task).map(|k| u64::from(pair(k).0.div_ceil(QUANTUM) + 1)).sum()
    }

    pub fn script(&self) -> String {
        let mut text = String::from("table = [");
        for (cpu, io) in &self.table {
            let _ = write!(text, "({cpu}, {io}), ");
        }
        let (rounds, tasks) = (self.rounds, self.tasks);
        let _ = write!(
            text,
            "]\ndef task(i):\n    for r in range({rounds}):\n        \
             c, w = table[({STRIDE} * i + r) % 127]\n        cpu(c)\n        io(w)\n\
             for i in range({tasks}):\n    spawn(task, i)\n"
        );
        text
    }
}

pub fn policy() -> Policy {
    Policy::round_robin(Time::ms(u64::from(QUANTUM)), IoReturn::Tail)
}
