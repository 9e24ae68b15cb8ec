//! The time ruler: round instants, far enough apart to be read.

use crate::base::Time;
use crate::view::Scale;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Ns,
    Us,
    Ms,
    S,
}

impl Unit {
    /// Nanoseconds.
    pub fn ns(self) -> u64 {
        match self {
            Unit::Ns => 1,
            Unit::Us => 1_000,
            Unit::Ms => 1_000_000,
            Unit::S => 1_000_000_000,
        }
    }

    /// The largest unit of which `ns` has at least one.
    pub fn of(ns: u64) -> Unit {
        let fits = |unit: &Unit| ns >= unit.ns();
        [Unit::S, Unit::Ms, Unit::Us].into_iter().find(fits).unwrap_or(Unit::Ns)
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tick {
    pub time: Time,
    /// CSS pixels from the left edge.
    pub x: f64,
    /// Carries a label.
    pub major: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Ruler {
    /// The unit of all labels.
    pub unit: Unit,
    pub ticks: Vec<Tick>,
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten, with labels at least
/// `label_room` CSS pixels apart and four or five parts between them.
pub fn ruler(scale: &Scale, label_room: f64) -> Ruler {
    let wanted = (scale.ns_per_px() * label_room).max(1.0);
    let (major, parts) = round_step(wanted);
    let minor = if major % parts == 0 { major / parts } else { major };
    let first = (scale.window.start.max(0.0) / minor as f64).ceil() as u64;
    let last = scale.window.end();
    let instants = (first..).map(|i| i * minor).take_while(|&t| t as f64 <= last);
    let ticks = instants.map(|t| Tick {
        time: Time(t),
        x: scale.x(Time(t)),
        major: t.is_multiple_of(major),
    });
    Ruler { unit: Unit::of(major), ticks: ticks.collect() }
}

/// The smallest round step not below `wanted`, and how many parts divide it.
fn round_step(wanted: f64) -> (u64, u64) {
    let mut power = 1u64;
    loop {
        for (factor, parts) in [(1, 5), (2, 4), (5, 5)] {
            let step = power * factor;
            if step as f64 >= wanted {
                return (step, parts);
            }
        }
        match power.checked_mul(10) {
            Some(next) if next <= u64::MAX / 10 => power = next,
            _ => return (power * 5, 5),
        }
    }
}
