//! Simulated time: integer nanoseconds, so that sums are exact and runs are
//! the same on every machine.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// An instant or a length of simulated time, in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(pub u64);

impl Time {
    pub const ZERO: Time = Time(0);
    /// Later than every instant that a run can reach.
    pub const NEVER: Time = Time(u64::MAX);
    /// No run goes on for longer: over a year.
    pub const LAST: Time = Time(1 << 55);

    pub const fn ns(n: u64) -> Time {
        Time(n)
    }
    pub const fn us(n: u64) -> Time {
        Time(n * 1_000)
    }
    pub const fn ms(n: u64) -> Time {
        Time(n * 1_000_000)
    }
    pub const fn secs(n: u64) -> Time {
        Time(n * 1_000_000_000)
    }

    /// From milliseconds, rounded to the nearest nanosecond (ties away from
    /// zero). `None` if negative, not a number, or past what 64 bits hold.
    pub fn from_ms(ms: f64) -> Option<Time> {
        let ns = (ms * 1e6).round();
        (0.0..1.8e19).contains(&ns).then_some(Time(ns as u64))
    }

    /// Milliseconds as text, with as many decimals as there are.
    pub fn ms_text(self) -> String {
        let (whole, rest) = (self.0 / 1_000_000, self.0 % 1_000_000);
        let text = format!("{whole}.{rest:06}");
        text.trim_end_matches('0').trim_end_matches('.').into()
    }

    pub fn as_ms(self) -> f64 {
        self.0 as f64 / 1e6
    }

    pub fn saturating_sub(self, other: Time) -> Time {
        Time(self.0.saturating_sub(other.0))
    }

    pub fn saturating_add(self, other: Time) -> Time {
        Time(self.0.saturating_add(other.0))
    }
}

impl Add for Time {
    type Output = Time;
    fn add(self, other: Time) -> Time {
        Time(self.0 + other.0)
    }
}
impl Sub for Time {
    type Output = Time;
    fn sub(self, other: Time) -> Time {
        Time(self.0 - other.0)
    }
}
impl AddAssign for Time {
    fn add_assign(&mut self, other: Time) {
        self.0 += other.0;
    }
}
impl SubAssign for Time {
    fn sub_assign(&mut self, other: Time) {
        self.0 -= other.0;
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}ns", self.0)
    }
}
