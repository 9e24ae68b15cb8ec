//! The least that a simulator of the workload can cost: a hierarchical timing
//! wheel with a list in each slot, a queue of ready tasks, and 16 bytes written
//! for each bar. No script, no causes, no lines, one policy, one kind of task.

use super::Done;
use super::workload::{QUANTUM, STRIDE, Workload};
use std::collections::VecDeque;

const NONE: u32 = u32::MAX;
const LEVELS: usize = 6;
const SLOTS: usize = 64;

/// Each task waits for one thing at a time, so the lists need no entries of
/// their own.
struct Wheel {
    first: [[u32; SLOTS]; LEVELS],
    last: [[u32; SLOTS]; LEVELS],
    occupied: [u64; LEVELS],
    after: Vec<u32>,
    due: Vec<u64>,
    now: u64,
}

impl Wheel {
    fn new(tasks: u32) -> Wheel {
        Wheel {
            first: [[NONE; SLOTS]; LEVELS],
            last: [[NONE; SLOTS]; LEVELS],
            occupied: [0; LEVELS],
            after: vec![NONE; tasks as usize],
            due: vec![0; tasks as usize],
            now: 0,
        }
    }

    #[inline(always)]
    fn enter(&mut self, time: u64, task: u32) {
        self.due[task as usize] = time;
        self.link(time, task);
    }

    #[inline(always)]
    fn link(&mut self, time: u64, task: u32) {
        let level = (63 - ((time ^ self.now) | 1).leading_zeros() as usize) / 6;
        let slot = (time >> (6 * level)) as usize & (SLOTS - 1);
        self.after[task as usize] = NONE;
        if self.occupied[level] >> slot & 1 == 0 {
            self.occupied[level] |= 1 << slot;
            self.first[level][slot] = task;
        } else {
            self.after[self.last[level][slot] as usize] = task;
        }
        self.last[level][slot] = task;
    }

    #[inline(always)]
    fn next(&mut self) -> Option<(u64, u32)> {
        loop {
            let level = self.occupied.iter().position(|&slots| slots != 0)?;
            let slot = self.occupied[level].trailing_zeros() as usize;
            let task = self.first[level][slot];
            if level == 0 {
                self.now = (self.now & !63) | slot as u64;
                match self.after[task as usize] {
                    NONE => self.occupied[0] &= !(1 << slot),
                    next => self.first[0][slot] = next,
                }
                return Some((self.now, task));
            }
            self.occupied[level] &= !(1 << slot);
            let above = 6 * (level + 1);
            self.now = (self.now >> above << above) | (slot as u64) << (6 * level);
            let mut task = task;
            while task != NONE {
                let next = self.after[task as usize];
                self.link(self.due[task as usize], task);
                task = next;
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Task {
    left: u32,
    round: u32,
    pair: u32,
    core: u32,
}

/// 16 bytes, as a trace of running and waiting needs at least.
#[derive(Clone, Copy)]
struct Bar {
    _start: u64,
    _length: u32,
    _task_and_core: u32,
}

pub struct Work {
    workload: Workload,
    cores: u32,
    units: u64,
}

impl Work {
    pub fn new(tasks: u32, cores: u32) -> Work {
        let workload = Workload::new(tasks, cores);
        Work { cores, units: workload.events(), workload }
    }

    pub fn run(&self) -> Done {
        let Workload { tasks, rounds, table } = &self.workload;
        let pairs = table.len() as u32;
        let mut wheel = Wheel::new(*tasks);
        let task = |i: u32| {
            let pair = STRIDE * i % pairs;
            Task { left: table[pair as usize].0, round: 0, pair, core: NONE }
        };
        let mut all: Vec<Task> = (0..*tasks).map(task).collect();
        let mut ready: VecDeque<u32> = (0..*tasks).collect();
        let mut free = if self.cores >= 64 { u64::MAX } else { (1 << self.cores) - 1 };
        let mut bars: Vec<Bar> = Vec::new();
        let (mut now, mut events) = (0, 0);
        loop {
            while free != 0 {
                let Some(i) = ready.pop_front() else { break };
                let core = free.trailing_zeros();
                free &= free - 1;
                let task = &mut all[i as usize];
                let slice = task.left.min(QUANTUM);
                task.left -= slice;
                task.core = core;
                bars.push(Bar { _start: now, _length: slice, _task_and_core: i << 8 | core });
                wheel.enter(now + u64::from(slice), i);
            }
            let Some((time, i)) = wheel.next() else { break };
            (now, events) = (time, events + 1);
            let task = &mut all[i as usize];
            if task.core != NONE {
                free |= 1 << task.core;
                task.core = NONE;
                if task.left > 0 {
                    ready.push_back(i);
                    continue;
                }
                let wait = table[task.pair as usize].1;
                bars.push(Bar { _start: now, _length: wait, _task_and_core: i << 8 | 255 });
                wheel.enter(now + u64::from(wait), i);
                continue;
            }
            task.round += 1;
            if task.round < *rounds {
                task.pair = (task.pair + 1) % pairs;
                task.left = table[task.pair as usize].0;
                ready.push_back(i);
            }
        }
        assert_eq!(events, self.units);
        let bars = std::hint::black_box(bars);
        Done { units: events, result: now, segments: bars.len() as u64 }
    }
}
