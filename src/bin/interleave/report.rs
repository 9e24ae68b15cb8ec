//! A run as text for people: the rows, the console, the numbers.

use interleave::base::Time;
use interleave::export::{fitting_step, text_rows};
use interleave::metrics::{Metrics, measure};
use interleave::setup::Setup;
use interleave::trace::{State, Trace};
use interleave::words::timeline::{duration, race_locks, race_sentence, state_name};
use interleave::words::ui::{Text, missed, percent, ratio, starving};
use interleave::words::{Lang, circles, failed};

/// Cells that fit beside the labels in a window of 100 columns.
const CELLS: u64 = 40;

pub fn text(
    trace: &Trace,
    setup: &Setup,
    alone: Option<Time>,
    step: Option<Time>,
    lang: Lang,
) -> String {
    let step = step.unwrap_or_else(|| fitting_step(trace, Time::us(1), CELLS));
    let of_step = lang.pick("one cell is", "одна клетка —");
    let mut text = format!("{} {}\n", of_step, duration(step, lang));
    text += &aligned(&text_rows(trace, setup, step));
    if !trace.output.is_empty() {
        text.push('\n');
    }
    for line in &trace.output {
        let name = &trace.tasks[line.task.index()].name;
        text += &format!("{:>10}  {name}: {}\n", duration(line.time, lang), line.text);
    }
    // The one that ended the run is told at its end.
    for error in trace.tasks.iter().skip(1).filter_map(|task| task.failure.as_ref()) {
        let told = failed(trace, error, lang);
        text += &format!("\n{}\n", told.sentence);
        told.details.iter().for_each(|call| text += &format!("  {call}\n"));
    }
    let metrics = measure(trace, alone);
    text.push('\n');
    text += &totals(&metrics, lang);
    text.push('\n');
    text += &tasks(trace, &metrics, lang);
    for line in circles(trace, lang) {
        text += &format!("\n{line}");
    }
    for line in missed(trace, lang).into_iter().chain(starving(trace, setup, lang)) {
        text += &format!("\n{line}");
    }
    for race in &trace.sharing.races {
        let (at, what) = (duration(race.second.time, lang), race_sentence(race, trace, lang));
        text += &format!("\n{at}  {what} {}\n", race_locks(race, trace, lang));
    }
    text
}

/// The bars of all rows below each other.
fn aligned(rows: &str) -> String {
    let parts = || rows.lines().filter_map(|row| row.split_once('|'));
    let label = |(label, _): (&str, &str)| label.trim_end().chars().count();
    let width = parts().map(label).max().unwrap_or(0);
    parts().map(|(label, cells)| format!("{} |{cells}\n", pad(label.trim_end(), width))).collect()
}

fn totals(m: &Metrics, lang: Lang) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: String| text += &format!("{}  {value}\n", pad(label, 24));
    line(Text::Makespan.get(lang), duration(m.makespan, lang));
    if let Some(speed_up) = m.speed_up {
        line(Text::SpeedUp.get(lang), ratio(speed_up, lang));
    }
    let shares: Vec<String> = m.utilisation.iter().map(|s| percent(*s, lang)).collect();
    line(Text::Utilisation.get(lang), shares.join(" "));
    line(Text::Switches.get(lang), format!("{} + {}", m.voluntary, m.involuntary));
    let share = percent(m.overhead_share, lang);
    line(Text::Overhead.get(lang), format!("{} ({share})", duration(m.overhead, lang)));
    for state in [State::Ready, State::Io, State::Lock, State::Gil, State::Suspended] {
        let time = m.totals.of(state);
        if time > Time::ZERO {
            line(state_name(state, lang), duration(time, lang));
        }
    }
    if let Some(fairness) = m.fairness {
        line(Text::Fairness.get(lang), ratio(fairness, lang));
    }
    text
}

fn tasks(trace: &Trace, m: &Metrics, lang: Lang) -> String {
    let heading = [
        Text::Task,
        Text::Arrival,
        Text::Start,
        Text::Finish,
        Text::Response,
        Text::Turnaround,
        Text::Waiting,
        Text::Running,
    ];
    let mut rows = vec![heading.map(|h| h.get(lang).to_string())];
    for (info, task) in trace.tasks.iter().zip(&m.tasks) {
        let time = |t: Option<Time>| t.map_or("–".into(), |t| duration(t, lang));
        rows.push([
            info.name.to_string(),
            time(Some(task.arrival)),
            time(task.first_run),
            time(task.finish),
            time(task.response),
            time(task.turnaround),
            time(Some(task.waiting)),
            time(Some(task.times.of(State::Running))),
        ]);
    }
    table(&rows)
}

fn table(rows: &[[String; 8]]) -> String {
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..8).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(c, w)| pad(c, *w)).collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text
}

/// Filled with spaces on the right; `{:<n}` counts characters the same way,
/// but the width is computed.
fn pad(text: &str, width: usize) -> String {
    format!("{text:<width$}")
}
