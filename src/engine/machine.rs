//! The machine: hardware threads and how far each has got with its burst.
//!
//! Knows OS threads by number only, nothing of policies, tasks or Python. A
//! burst is an amount of work; it ends when its hardware thread has done that
//! much at the speed it runs at. The speed drops while a sibling on the same
//! core is occupied (simultaneous multithreading), and the end moves.

use super::ends::{self, Ends};
use crate::base::{ThreadId, Time};
use std::hint::select_unpredictable;

/// Work is counted in thousandths of a nanosecond at full speed, so that a
/// speed in thousandths of full speed needs no fraction.
const FULL_SPEED: u64 = 1000;

/// So much of it a nanosecond.
pub const WORK: u64 = FULL_SPEED;

/// So few hardware threads are gone through one by one for the earliest, and more than
/// [`ends::MOST`], which only machines with siblings have.
const FEW: usize = 4;

/// A bit each: hardware threads are at most 64 cores with 4 each.
const WORDS: usize = 4;

/// Longest burst whose work fits; limits on simulated time stop a run long before.
const MAX_BURST: u64 = u64::MAX / FULL_SPEED / 4;

#[derive(Clone, Copy, Debug)]
struct Hardware {
    thread: ThreadId,
    /// Left to do, as of `since`.
    work: u64,
    since: Time,
    speed: u64,
    burst_end: Time,
    /// When to look at the occupant's time slice.
    slice_end: Time,
    /// Who ran here last.
    last: ThreadId,
}

#[derive(Clone, Debug)]
pub struct Machine {
    hardware: Vec<Hardware>,
    siblings: u16,
    shared_speed: u64,
    /// A bit an idle hardware thread, and how many there are.
    idle: [u64; WORDS],
    idlers: u16,
    /// Of more than a few, but not of more than 64.
    ends: Ends,
}

impl Machine {
    pub fn new(hardware_threads: u16, siblings: u16, shared_speed: u16) -> Machine {
        let one = Hardware {
            thread: ThreadId::NONE,
            work: 0,
            since: Time::ZERO,
            speed: FULL_SPEED,
            burst_end: Time::NEVER,
            slice_end: Time::NEVER,
            last: ThreadId::NONE,
        };
        let count = hardware_threads as usize;
        let mut idle = [0; WORDS];
        (0..count).for_each(|h| idle[h / 64] |= 1 << (h % 64));
        Machine {
            hardware: vec![one; count],
            siblings: siblings.max(1),
            shared_speed: u64::from(shared_speed).clamp(1, FULL_SPEED),
            idle,
            idlers: hardware_threads,
            ends: Ends::new(),
        }
    }

    pub fn len(&self) -> u16 {
        self.hardware.len() as u16
    }

    pub fn core_of(&self, h: u16) -> u16 {
        if self.siblings == 1 { h } else { h / self.siblings }
    }

    pub fn occupant(&self, h: u16) -> Option<ThreadId> {
        self.hardware[h as usize].thread.some()
    }

    pub fn last_occupant(&self, h: u16) -> Option<ThreadId> {
        self.hardware[h as usize].last.some()
    }

    /// Those with an occupant, by number.
    pub fn occupied(&self) -> impl Iterator<Item = (u16, ThreadId)> + '_ {
        let with_thread = |(h, hw): (usize, &Hardware)| Some((h as u16, hw.thread.some()?));
        self.hardware.iter().enumerate().filter_map(with_thread)
    }

    pub fn any_idle(&self) -> bool {
        self.idlers > 0
    }

    pub fn is_idle(&self, h: u16) -> bool {
        let (word, bit) = place(h);
        self.idle[word] & bit != 0
    }

    /// Where to put a thread that was last on `last`: back there if that is
    /// idle, else on a core nobody uses, else on any idle hardware thread;
    /// the lowest number counts. A place beside a busy sibling is slow, so a
    /// wholly idle core is preferred even to the thread's own place.
    pub fn choose_idle(&self, last: Option<u16>) -> Option<u16> {
        if self.siblings == 1 {
            return self.choose_idle_core(last);
        }
        let last = last.filter(|&h| self.is_idle(h));
        if let Some(h) = last.filter(|&h| self.core_is_idle(self.core_of(h))) {
            return Some(h);
        }
        let cores = self.len() / self.siblings;
        let free_core = (0..cores).find(|&core| self.core_is_idle(core));
        free_core.map(|core| core * self.siblings).or(last).or_else(|| self.idle_from(0))
    }

    /// The same for machines without siblings.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn choose_idle_core(&self, last: Option<u16>) -> Option<u16> {
        let idle = self.idle[0];
        if idle == 0 {
            return last.filter(|&h| self.is_idle(h)).or_else(|| self.idle_from(0));
        }
        // Without a branch: whether its place is taken cannot be foreseen.
        let last = last.unwrap_or(u16::MAX);
        let there = (last < 64) & (idle >> (last % 64) & 1 != 0);
        Some(select_unpredictable(there, last, idle.trailing_zeros() as u16))
    }

    /// The same among those that are allowed.
    pub fn choose_idle_of(&self, last: Option<u16>, allowed: &dyn Fn(u16) -> bool) -> Option<u16> {
        let idle = (0..self.len()).filter(|&h| self.is_idle(h) && allowed(h));
        idle.min_by_key(|&h| (self.shares(h), Some(h) != last, h))
    }

    /// Whether a sibling is busy.
    pub fn shares(&self, h: u16) -> bool {
        let first = self.core_of(h) * self.siblings;
        (first..first + self.siblings).any(|other| other != h && !self.is_idle(other))
    }

    /// The idle hardware thread with the lowest number from `from` on.
    pub fn idle_from(&self, from: u16) -> Option<u16> {
        let first = from as usize / 64;
        let mut mask = u64::MAX << (from % 64);
        for (w, word) in self.idle.iter().enumerate().skip(first) {
            let word = word & std::mem::replace(&mut mask, u64::MAX);
            if word != 0 {
                return Some((w * 64) as u16 + word.trailing_zeros() as u16);
            }
        }
        None
    }

    fn core_is_idle(&self, core: u16) -> bool {
        let first = core * self.siblings;
        (first..first + self.siblings).all(|h| self.is_idle(h))
    }

    /// Puts a thread on an idle hardware thread.
    pub fn occupy(&mut self, h: u16, thread: ThreadId, now: Time) {
        let hw = &mut self.hardware[h as usize];
        hw.thread = thread;
        hw.last = thread;
        self.engage(h);
        if self.siblings > 1 {
            self.adjust_speeds(h, now);
        }
    }

    /// Puts a thread on a hardware thread that is not idle any more, or takes it over
    /// from another thread, with what is left of its burst, and until when its slice
    /// lasts. Where nothing is left, [`Self::start`] or [`Self::stop`] follows at once.
    /// For machines without siblings.
    #[inline(always)]
    pub fn take_up(&mut self, h: u16, thread: ThreadId, work: u64, slice_end: Time, now: Time) {
        let hw = &mut self.hardware[h as usize];
        (hw.thread, hw.last) = (thread, thread);
        (hw.work, hw.since) = (work, now);
        // At full speed always, so that it is a whole number of nanoseconds.
        let end = now.saturating_add(Time(work / FULL_SPEED));
        hw.slice_end = slice_end;
        hw.burst_end = if work == 0 { Time::NEVER } else { end };
        if work > 0 && self.are_many() {
            self.ends.enter(h, end.min(slice_end));
        }
    }

    /// Takes the thread off; gives back what is left of its burst.
    pub fn vacate(&mut self, h: u16, now: Time) -> u64 {
        let work = self.take_off(h, now);
        if self.siblings > 1 {
            self.adjust_speeds(h, now);
        }
        work
    }

    /// The same for machines without siblings.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn take_off(&mut self, h: u16, now: Time) -> u64 {
        let work = self.cease(h, now);
        self.let_go(h);
        work
    }

    /// Its thread, whose turn is over, leaves. For machines without siblings.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn let_go(&mut self, h: u16) {
        self.hardware[h as usize].thread = ThreadId::NONE;
        self.release(h);
    }

    /// The turn of its thread is over, and who has it next is not yet known; gives
    /// back what is left of its burst. For machines without siblings.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn cease(&mut self, h: u16, now: Time) -> u64 {
        let hw = &mut self.hardware[h as usize];
        let work = hw.left(now);
        hw.work = 0;
        (hw.burst_end, hw.slice_end) = (Time::NEVER, Time::NEVER);
        if self.are_many() {
            self.ends.clear(h);
        }
        work
    }

    /// Keeps an empty hardware thread from being used until then.
    pub fn hold(&mut self, h: u16, end: Time) {
        self.engage(h);
        self.set_slice_end(h, end);
    }

    /// Ends such a time.
    pub fn unhold(&mut self, h: u16) {
        self.release(h);
        self.set_slice_end(h, Time::NEVER);
    }

    /// It is not idle from now on.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn engage(&mut self, h: u16) {
        let (word, bit) = place(h);
        self.idlers -= u16::from(self.idle[word] & bit != 0);
        self.idle[word] &= !bit;
    }

    #[cfg_attr(not(fast_functions), inline(always))]
    fn release(&mut self, h: u16) {
        let (word, bit) = place(h);
        self.idlers += u16::from(self.idle[word] & bit == 0);
        self.idle[word] |= bit;
    }

    /// Begins a burst of `length` at full speed.
    #[inline]
    pub fn start(&mut self, h: u16, length: Time, now: Time) {
        let hw = &mut self.hardware[h as usize];
        (hw.work, hw.since) = (work_of(length), now);
        hw.burst_end = end_of(hw.work, hw.speed, now);
        self.schedule(h);
    }

    /// Goes on with what [`Self::vacate`] or [`Self::stop`] gave back.
    pub fn resume(&mut self, h: u16, work: u64, now: Time) {
        let hw = &mut self.hardware[h as usize];
        hw.work = work;
        hw.since = now;
        hw.burst_end = end_of(work, hw.speed, now);
        self.schedule(h);
    }

    /// Interrupts a burst; gives back what is left of it.
    pub fn stop(&mut self, h: u16, now: Time) -> u64 {
        let work = self.hardware[h as usize].stop(now);
        self.schedule(h);
        work
    }

    /// Whether the burst on `h` is over by `now`.
    pub fn burst_over(&self, h: u16, now: Time) -> bool {
        self.hardware[h as usize].burst_end <= now
    }

    pub fn slice_over(&self, h: u16, now: Time) -> bool {
        self.hardware[h as usize].slice_end <= now
    }

    pub fn has_burst(&self, h: u16) -> bool {
        self.hardware[h as usize].burst_end != Time::NEVER
    }

    /// Sets when the occupant's slice ends; [`Time::NEVER`] for not at all.
    pub fn set_slice_end(&mut self, h: u16, end: Time) {
        self.hardware[h as usize].slice_end = end;
        self.schedule(h);
    }

    pub fn slice_end(&self, h: u16) -> Time {
        self.hardware[h as usize].slice_end
    }

    /// When and where a burst or a slice ends next, of several the lowest number;
    /// [`Time::NEVER`] if none is going on.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn next_end(&mut self) -> (Time, u16) {
        self.next_end_by(Time::NEVER)
    }

    /// The same, if that is by now; else just some later time.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn next_end_by(&mut self, now: Time) -> (Time, u16) {
        if self.are_many() {
            return self.ends.soonest(now);
        }
        if self.hardware.len() > ends::MOST { self.look_at_all() } else { self.look(FEW) }
    }

    #[inline(never)]
    fn look_at_all(&self) -> (Time, u16) {
        self.look(usize::MAX)
    }

    /// Goes through so many.
    #[cfg_attr(not(fast_functions), inline(always))]
    fn look(&self, most: usize) -> (Time, u16) {
        let (mut soonest, mut number) = (Time::NEVER, 0);
        for (h, hw) in (0..).zip(self.hardware.iter().take(most)) {
            let end = hw.burst_end.min(hw.slice_end);
            // Without a branch: nobody can foresee who it is.
            number = select_unpredictable(end < soonest, h, number);
            soonest = soonest.min(end);
        }
        (soonest, number)
    }

    /// [`Self::next_end`] where nothing has changed since [`Self::next_end_by`] gave this.
    #[cfg_attr(not(fast_functions), inline(always))]
    pub fn next_end_after(&mut self, found: (Time, u16)) -> (Time, u16) {
        if self.are_many() { self.ends.soonest(Time::NEVER) } else { found }
    }

    #[inline(always)]
    fn are_many(&self) -> bool {
        (FEW + 1..=ends::MOST).contains(&self.hardware.len())
    }

    #[inline(always)]
    fn schedule(&mut self, h: u16) {
        if self.are_many() {
            let hw = &self.hardware[h as usize];
            self.ends.set(h, hw.burst_end.min(hw.slice_end));
        }
    }

    /// After `h` was occupied or vacated: everybody on its core changes speed.
    fn adjust_speeds(&mut self, h: u16, now: Time) {
        let first = self.core_of(h) * self.siblings;
        let core = first..first + self.siblings;
        let busy = core.clone().filter(|&h| !self.is_idle(h)).count();
        for h in core {
            let hw = &mut self.hardware[h as usize];
            hw.settle(now);
            hw.speed = if busy > 1 { self.shared_speed } else { FULL_SPEED };
            if hw.burst_end != Time::NEVER {
                hw.burst_end = end_of(hw.work, hw.speed, now);
                self.schedule(h);
            }
        }
    }
}

impl Hardware {
    /// Interrupts the burst; what is left of it.
    fn stop(&mut self, now: Time) -> u64 {
        self.settle(now);
        self.burst_end = Time::NEVER;
        std::mem::take(&mut self.work)
    }

    /// Brings `work` up to date.
    fn settle(&mut self, now: Time) {
        self.work = self.left(now);
        self.since = now;
    }

    #[inline(always)]
    fn left(&self, now: Time) -> u64 {
        if self.burst_end == Time::NEVER {
            return self.work;
        }
        self.work.saturating_sub((now - self.since).0 * self.speed)
    }
}

/// The word and the bit of a hardware thread.
#[inline(always)]
fn place(h: u16) -> (usize, u64) {
    (usize::from(h / 64) % WORDS, 1 << (h % 64))
}

/// The work of a burst that takes so long at full speed.
pub fn work_of(length: Time) -> u64 {
    length.0.min(MAX_BURST) * FULL_SPEED
}

/// Rounded up to a whole nanosecond: a burst never ends early.
#[inline(always)]
fn end_of(work: u64, speed: u64, now: Time) -> Time {
    match speed {
        // By a constant: no division.
        FULL_SPEED => now.saturating_add(Time(work.div_ceil(FULL_SPEED))),
        _ => end_of_slow(work, speed, now),
    }
}

/// Apart, or a compiler makes one division of both.
#[cold]
#[inline(never)]
fn end_of_slow(work: u64, speed: u64, now: Time) -> Time {
    now.saturating_add(Time(work.div_ceil(speed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ThreadId = ThreadId(0);
    const B: ThreadId = ThreadId(1);

    #[test]
    fn a_burst_slows_while_its_sibling_is_busy() {
        let mut machine = Machine::new(2, 2, 600);
        machine.occupy(0, A, Time(0));
        machine.start(0, Time(100), Time(0));
        assert_eq!(machine.next_end().0, Time(100));
        // 40 are done at full speed; the rest takes 60 / 0.6.
        machine.occupy(1, B, Time(40));
        machine.start(1, Time(30), Time(40));
        assert_eq!(machine.next_end(), (Time(90), 1));
        // At 90, 30 of A's 60 are done; alone again, the other 30 take 30.
        assert_eq!(machine.vacate(1, Time(90)), 0);
        assert_eq!(machine.next_end(), (Time(120), 0));
    }

    #[test]
    fn an_interrupted_burst_keeps_what_is_left() {
        let mut machine = Machine::new(1, 1, 600);
        machine.occupy(0, A, Time(0));
        machine.start(0, Time(100), Time(0));
        let left = machine.vacate(0, Time(30));
        machine.occupy(0, A, Time(50));
        machine.resume(0, left, Time(50));
        assert_eq!(machine.next_end().0, Time(120));
    }

    #[test]
    fn an_idle_core_is_better_than_an_idle_sibling() {
        let mut machine = Machine::new(4, 2, 600);
        machine.occupy(0, A, Time(0));
        assert_eq!(machine.choose_idle(None), Some(2));
        assert_eq!(machine.choose_idle(Some(1)), Some(2));
        machine.occupy(2, B, Time(0));
        assert_eq!(machine.choose_idle(Some(3)), Some(3));
        assert_eq!(machine.choose_idle(Some(0)), Some(1));
    }
}
