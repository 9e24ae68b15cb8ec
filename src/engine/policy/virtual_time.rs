//! Weighted virtual time: what stride scheduling, CFS and EEVDF count in.

use crate::base::Time;

/// How far a virtual clock moves while a thread of this weight runs for
/// `used`: 2^32 for one nanosecond of weight 1.
pub fn pace(used: Time, weight: u64) -> i128 {
    i128::from(used.0) * i128::from((1u64 << 32) / weight.max(1))
}

/// The kernel's `sched_prio_to_weight`: a step of `nice` is a factor of 1.25,
/// so that two threads a step apart share 55 to 45.
const WEIGHTS: [u32; 40] = [
    88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904,
    3906, 3121, 2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87,
    70, 56, 45, 36, 29, 23, 18, 15,
];

pub fn weight_of(nice: i64) -> u64 {
    u64::from(WEIGHTS[(nice.clamp(-20, 19) + 20) as usize])
}
