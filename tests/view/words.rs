//! Times, names and labels as they are written.

use crate::fixture::{fit, gil, rows, segment, trace};
use interleave::base::Time;
use interleave::trace::{Cause, Segment, State};
use interleave::view::{RunView, Scribe, Unit, frame, labels};
use interleave::words::Lang;
use interleave::words::timeline::{
    TimelineWord, cause, cell_name, duration, range, segment_place, tick, word,
};
use std::ops::Range;

/// As written, with plain spaces.
fn plain(text: String) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn times_have_the_unit_that_reads_well() {
    let cases = [
        (0, "0 ms", "0 мс"),
        (999, "999 ns", "999 нс"),
        (3_000, "3 µs", "3 мкс"),
        (400_000, "0.4 ms", "0,4 мс"),
        (12_500_000, "12.5 ms", "12,5 мс"),
        (1_234_567_000, "1234.567 ms", "1234,567 мс"),
        (12_000_000_000, "12 s", "12 с"),
    ];
    for (ns, en, ru) in cases {
        assert_eq!(plain(duration(Time(ns), Lang::En)), en);
        assert_eq!(plain(duration(Time(ns), Lang::Ru)), ru);
    }
    assert_eq!(plain(range(Time::ZERO, Time::ms(30), Lang::En)), "0–30 ms");
    assert_eq!(plain(tick(Time::ms(12_345_678), Unit::Ms, Lang::En)), "12,345,678 ms");
    assert_eq!(plain(tick(Time::ms(12_345_678), Unit::Ms, Lang::Ru)), "12 345 678 мс");
}

#[test]
fn a_cell_says_who_what_where_when_and_which_line() {
    let run = gil();
    let s = Segment { line: 4, ..run.trace.segments.get(0) };
    let name = |lang| plain(cell_name(&run.trace, &s, 1, lang));
    assert_eq!(name(Lang::En), "t1, running on core 2, 0–10 ms, line 4");
    assert_eq!(name(Lang::Ru), "t1, выполняется, ядро 2, 0–10 мс, строка 4");
    let on_smt = Segment { place: interleave::trace::Place::Hardware(3), ..s };
    let place = segment_place(&run.trace, &on_smt, 2, Lang::En);
    assert_eq!(place, "running on core 2, thread 2");
}

#[test]
fn every_cause_is_said_in_both_languages() {
    for &kind in Cause::ALL {
        for by in ["", "soup"] {
            let (en, ru) = (cause(kind, by, Lang::En), cause(kind, by, Lang::Ru));
            assert!(!en.is_empty() && !ru.is_empty() && !en.contains("{}") && !ru.contains("{}"));
            assert!(ru.chars().any(|c| ('а'..='я').contains(&c)), "{ru}");
        }
    }
    assert_ne!(word(TimelineWord::Fit, Lang::En), word(TimelineWord::Fit, Lang::Ru));
}

struct Monospaced;

impl Scribe for Monospaced {
    fn texts(&self, _: usize, spans: Range<usize>) -> Vec<String> {
        vec![format!("a long name {}", spans.len()), "short".into(), "s".into()]
    }
    fn width(&self, text: &str) -> f64 {
        text.chars().count() as f64 * 7.0
    }
}

#[test]
fn labels_fit_their_bars_and_never_overlap() {
    let run = gil();
    let rows = rows(&run);
    for width in [10.0, 50.0, 90.0, 200.0, 1000.0] {
        let scale = fit(&run, width);
        let frame = frame(&run, &rows, 0..rows.rows.len(), &scale);
        let labels = labels(&run, &rows, &frame, &scale, &Monospaced);
        for label in &labels {
            let bar = &frame.bars[label.bar];
            assert!(label.x - label.width / 2.0 >= f64::from(bar.left));
            assert!(label.x + label.width / 2.0 <= f64::from(bar.right));
        }
        assert_eq!(labels.is_empty(), width < 20.0);
        assert!(width < 1000.0 || labels.iter().all(|l| l.text.starts_with("a long")));
    }
}

#[test]
fn bars_that_carry_on_share_one_label() {
    let goes_on = Segment { cause: Cause::Continued, ..segment(0, State::Running, 50, 100) };
    let run = RunView::new(trace(1, vec![segment(0, State::Running, 0, 50), goes_on]));
    let rows = rows(&run);
    let scale = fit(&run, 500.0);
    let frame = frame(&run, &rows, 0..rows.rows.len(), &scale);
    let labels = labels(&run, &rows, &frame, &scale, &Monospaced);
    assert_eq!(labels.len(), 2, "one on the core's lane, one on the task's");
    assert!(labels.iter().all(|l| l.text == "a long name 2"));
}
