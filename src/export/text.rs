//! The timeline as rows of characters, one cell a step of time.
//!
//! ```text
//! core 0   | A A B . |      who runs there; `.` nobody, `~` overhead
//! gil      | A A B . |      who holds it
//! worker 1 | A A B . |      whom it serves, running or not
//! A        | R R . . |      what the task does
//! B        | r r R . |
//! ```
//!
//! A cell shows what lasted longest within its step, the earlier one of two
//! equals, the last cell ending with the run; with a step that divides every length of the run nothing is lost.
//! A task's states: `R` running, `r` ready, `~` overhead, `i` waiting for I/O,
//! `l` for a lock, a queue or a task, `g` for the GIL, `s` suspended, `.` not
//! there.

use crate::base::Time;
use crate::setup::Setup;
use crate::trace::{ResourceKind, State, Trace};

const NOTHING: char = '.';
const OVERHEAD: char = '~';
/// Cells of one row; beyond them the row ends in `…`.
const MAX_CELLS: u64 = 2_000;

/// Rows of the cores, the GILs that were held, the workers, the tasks.
pub fn text_rows(trace: &Trace, setup: &Setup, step: Time) -> String {
    let (cores, tasks) = (core_rows(trace, setup, step), task_rows(trace, step));
    [cores, gil_rows(trace, step), worker_rows(trace, step), tasks].concat()
}

/// One row a hardware thread: the letters of the tasks it runs.
pub fn core_rows(trace: &Trace, setup: &Setup, step: Time) -> String {
    let letters = letters(trace);
    let mut rows: Vec<Row> =
        (0..trace.hardware_threads).map(|h| Row::new(hardware_label(h, setup))).collect();
    for s in trace.segments.iter() {
        let Some(row) = s.place.hardware().and_then(|h| rows.get_mut(usize::from(h))) else {
            continue;
        };
        let symbol = if s.state == State::Overhead { OVERHEAD } else { letters[s.task.index()] };
        row.paint(symbol, s.start, s.end.min(trace.end), step);
    }
    finish(rows, trace, step)
}

/// One row a GIL that was ever held: the letters of its holders.
pub fn gil_rows(trace: &Trace, step: Time) -> String {
    hold_rows(trace, step, ResourceKind::Gil)
}

/// One row a worker that ever had a task: the letters of its tasks.
pub fn worker_rows(trace: &Trace, step: Time) -> String {
    hold_rows(trace, step, ResourceKind::Worker)
}

fn hold_rows(trace: &Trace, step: Time, kind: ResourceKind) -> String {
    let letters = letters(trace);
    let mut rows: Vec<Option<Row>> = trace.resources.iter().map(|_| None).collect();
    for hold in &trace.holds {
        let info = &trace.resources[hold.resource.index()];
        if info.kind != kind {
            continue;
        }
        let label = match info.process.0 {
            _ if kind == ResourceKind::Worker => info.name.clone(),
            0 => "gil".to_string(),
            process => format!("gil {process}"),
        };
        let row = rows[hold.resource.index()].get_or_insert_with(|| Row::new(label));
        row.paint(letters[hold.task.index()], hold.start, hold.end.min(trace.end), step);
    }
    finish(rows.into_iter().flatten().collect(), trace, step)
}

/// One row a task: the letters of its states.
pub fn task_rows(trace: &Trace, step: Time) -> String {
    let letters = letters(trace);
    let label = |(letter, info): (&char, &crate::trace::TaskInfo)| match info.name.len() {
        1 => info.name.to_string(),
        _ => format!("{letter} {}", info.name),
    };
    let mut rows: Vec<Row> =
        letters.iter().zip(&trace.tasks).map(|pair| Row::new(label(pair))).collect();
    for s in trace.segments.iter() {
        rows[s.task.index()].paint(state_letter(s.state), s.start, s.end.min(trace.end), step);
    }
    finish(rows, trace, step)
}

/// The letter of each task. A task named by one letter or digit has that one;
/// main is `m`; the others take the next free of `A`–`Z`, `0`–`9`, `a`–`z` in
/// order of their ids, and `+` when all are taken.
pub fn letters(trace: &Trace) -> Vec<char> {
    let own: Vec<Option<char>> = trace
        .tasks
        .iter()
        .enumerate()
        .map(|(id, task)| match task.name.chars().next() {
            Some(c) if task.name.len() == 1 && c.is_ascii_alphanumeric() => Some(c),
            _ => (id == 0).then_some('m'),
        })
        .collect();
    let mut free =
        ('A'..='Z').chain('0'..='9').chain('a'..='z').filter(|c| !own.contains(&Some(*c)));
    own.iter().map(|c| c.or_else(|| free.next()).unwrap_or('+')).collect()
}

/// The smallest of 1, 2, 5, 10 … times a power of ten nanoseconds, at least
/// `finest`, that shows the whole run in at most `cells` cells.
pub fn fitting_step(trace: &Trace, finest: Time, cells: u64) -> Time {
    let mut scale = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = scale * factor;
            if step >= finest.0 && trace.end.0.div_ceil(step) <= cells.max(1) {
                return Time(step);
            }
        }
        match scale.checked_mul(10) {
            // Past this the next factors would overflow.
            Some(next) if next <= u64::MAX / 10 => scale = next,
            _ => return Time(u64::MAX),
        }
    }
}

pub(crate) fn state_letter(state: State) -> char {
    match state {
        State::Running => 'R',
        State::Ready => 'r',
        State::Overhead => OVERHEAD,
        State::Io => 'i',
        State::Lock => 'l',
        State::Gil => 'g',
        State::Suspended => 's',
    }
}

fn hardware_label(hardware: u16, setup: &Setup) -> String {
    match setup.threads_per_core.max(1) {
        1 => format!("core {hardware}"),
        n => format!("core {}.{}", hardware / n, hardware % n),
    }
}

/// One row while its segments arrive in order of time.
struct Row {
    label: String,
    /// The finished cells.
    cells: Vec<char>,
    /// How long each symbol lasted within the cell after them, in order of
    /// appearance.
    shares: Vec<(char, u64)>,
}

impl Row {
    fn new(label: String) -> Row {
        Row { label, cells: Vec::new(), shares: Vec::new() }
    }

    fn paint(&mut self, symbol: char, start: Time, end: Time, step: Time) {
        let (step, mut at) = (step.0.max(1), start.0);
        while at < end.0 && (self.cells.len() as u64) < MAX_CELLS {
            let cell = at / step;
            self.close_until(cell, Time(step));
            let until = end.0.min(cell.saturating_add(1).saturating_mul(step));
            self.add(symbol, until - at);
            at = until;
        }
    }

    fn add(&mut self, symbol: char, length: u64) {
        match self.shares.iter_mut().find(|(s, _)| *s == symbol) {
            Some((_, sum)) => *sum += length,
            None => self.shares.push((symbol, length)),
        }
    }

    /// Finishes the cells before `cell`, the open one being `length` long.
    fn close_until(&mut self, cell: u64, length: Time) {
        while (self.cells.len() as u64) < cell.min(MAX_CELLS) {
            let used: u64 = self.shares.iter().map(|(_, length)| length).sum();
            let mut best = (NOTHING, length.0.saturating_sub(used));
            for &(symbol, length) in &self.shares {
                // A symbol beats nothing at equality: a task half there is there.
                if length > best.1 || (length == best.1 && best.0 == NOTHING) {
                    best = (symbol, length);
                }
            }
            self.cells.push(best.0);
            self.shares.clear();
        }
    }
}

fn finish(rows: Vec<Row>, trace: &Trace, step: Time) -> String {
    let step = step.0.max(1);
    let count = trace.end.0.div_ceil(step);
    let width = rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for mut row in rows {
        row.close_until(count.saturating_sub(1), Time(step));
        // The last cell ends with the run.
        row.close_until(count, Time(trace.end.0 - count.saturating_sub(1) * step));
        text.push_str(&row.label);
        text.extend(std::iter::repeat_n(' ', width - row.label.chars().count()));
        text.push_str(" |");
        for cell in &row.cells {
            text.push(' ');
            text.push(*cell);
        }
        text.push_str(if count > MAX_CELLS { " …|\n" } else { " |\n" });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::sample::{Sample, two_take_turns};
    use crate::trace::{Cause, Place};

    #[test]
    fn two_tasks_take_turns_on_one_core() {
        let rows = text_rows(&two_take_turns(), &Setup::default(), Time::ms(10));
        assert_eq!(
            rows,
            "core 0 | A B A B |\nm main | . . . . |\nA      | R r R . |\nB      | r R r R |\n"
        );
    }

    #[test]
    fn a_cell_shows_what_lasted_longest() {
        let trace = Sample::new(1, &["one", "two"])
            .runs(1, 0, (0, 4), Cause::CoreIdle)
            .then(2, State::Overhead, Place::Hardware(0), (4, 5), Cause::Switching)
            .runs(2, 0, (5, 11), Cause::PreviousEnded)
            .trace;
        let step = |ms| core_rows(&trace, &Setup::default(), Time::ms(ms));
        assert_eq!(step(10), "core 0 | B B |\n");
        assert_eq!(step(5), "core 0 | A B B |\n");
        assert_eq!(step(1), "core 0 | A A A A ~ B B B B B B |\n");
    }

    #[test]
    fn a_huge_run_gives_a_bounded_row() {
        let trace = Sample::new(1, &["A"]).runs(1, 0, (0, 10_000_000), Cause::CoreIdle).trace;
        let rows = core_rows(&trace, &Setup::default(), Time::ns(1));
        assert!(rows.ends_with("…|\n") && rows.len() < 5_000);
        assert_eq!(fitting_step(&trace, Time::ms(1), 100), Time::secs(100));
        assert_eq!(fitting_step(&two_take_turns(), Time::ms(1), 40), Time::ms(1));
    }

    #[test]
    fn hardware_threads_of_one_core_are_told_apart() {
        let setup = Setup { threads_per_core: 2, ..Setup::default() };
        let trace = Sample::new(2, &["A"]).runs(1, 1, (0, 10), Cause::CoreIdle).trace;
        assert_eq!(core_rows(&trace, &setup, Time::ms(10)), "core 0.0 | . |\ncore 0.1 | A |\n");
    }
}
