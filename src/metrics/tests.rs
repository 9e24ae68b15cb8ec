use super::*;
use crate::trace::Place;
use crate::trace::sample::{Sample, two_take_turns};
use crate::trace::{Cause, Outcome};

#[test]
fn two_threads_by_turns_on_one_core() {
    let mut trace = two_take_turns();
    trace.counters.involuntary = 2;
    let m = measure(&trace, Some(Time::ms(40)));
    assert_eq!((m.makespan, m.speed_up), (Time::ms(40), Some(1.0)));
    assert_eq!((m.utilisation, m.busy), (vec![1.0], 1.0));
    assert_eq!(m.throughput, 50.0);
    let (a, b) = (m.tasks[1], m.tasks[2]);
    assert_eq!((a.response, a.turnaround), (Some(Time::ZERO), Some(Time::ms(30))));
    assert_eq!((b.response, b.turnaround), (Some(Time::ms(10)), Some(Time::ms(40))));
    assert_eq!((a.waiting, b.waiting), (Time::ms(10), Time::ms(20)));
    assert_eq!(m.totals.of(State::Running), Time::ms(40));
    assert_eq!((m.involuntary, m.peak_bytes), (2, 1000));
    // Progress 2/3 and 1/2: (7/6)² / (2 · (4/9 + 1/4)) = 49/50.
    assert!((m.fairness.unwrap() - 0.98).abs() < 1e-12);
}

#[test]
fn overhead_is_a_share_of_what_is_not_idle() {
    let trace = Sample::new(2, &["A"])
        .then(1, State::Overhead, Place::Hardware(0), (0, 10), Cause::Switching)
        .runs(1, 0, (10, 40), Cause::CoreIdle)
        .then(1, State::Io, Place::Nowhere, (40, 100), Cause::IoStarted)
        .trace;
    let m = measure(&trace, None);
    assert_eq!((m.overhead, m.overhead_share), (Time::ms(10), 0.25));
    assert_eq!(m.overhead_by_kind[0], Time::ms(10));
    assert_eq!((m.utilisation, m.busy), (vec![0.3, 0.0], 0.15));
    assert_eq!((m.speed_up, m.fairness), (None, None));
}

#[test]
fn a_run_that_has_not_begun_has_numbers_too() {
    let m = measure(&Trace::default(), Some(Time::ZERO));
    assert_eq!((m.busy, m.throughput, m.overhead_share), (0.0, 0.0, 0.0));
    assert_eq!(m.speed_up, None);
}

#[test]
fn what_still_lasts_ends_with_the_trace() {
    let mut trace = two_take_turns();
    trace.end = Time::ms(35);
    let last = trace.segments.len() - 1;
    trace.segments.close(last, Time::NEVER);
    trace.tasks[2].finish = None;
    trace.tasks[2].outcome = Outcome::Unfinished;
    let m = measure(&trace, None);
    assert_eq!(m.totals.of(State::Running), Time::ms(35));
    assert_eq!(m.tasks[2].turnaround, None);
}

#[test]
fn a_name_is_no_formula() {
    let mut trace = two_take_turns();
    trace.tasks[1].name = "=HYPERLINK(\"http://x\")".into();
    trace.tasks[2].name = "a, b".into();
    let csv = tasks_csv(&trace, &measure(&trace, None));
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert!(rows[2].starts_with("1,\"'=HYPERLINK(\"\"http://x\"\")\",thread,0,0,0,30000000,0,"));
    assert!(rows[3].starts_with("2,\"a, b\",thread,"));
    let fields = rows[0].split(',').count();
    assert_eq!(rows[1].split(',').count(), fields);
    assert_eq!(rows[4], "");
}

#[test]
fn totals_are_one_number_a_row() {
    let csv = totals_csv(&measure(&two_take_turns(), Some(Time::ms(50))));
    assert!(csv.contains("makespan_ns,40000000\r\nspeed_up,1.25\r\nutilisation_0,1\r\n"), "{csv}");
    assert!(csv.contains("fairness,0.98\r\n"), "{csv}");
}

#[test]
fn the_fingerprint_sees_bars_and_output_but_not_causes() {
    let trace = two_take_turns();
    let first = fingerprint(&trace);
    assert_eq!(first, FIRST, "a fingerprint never changes");
    let parted = Sample::new(1, &["A", "B"])
        .waits(2, (0, 10), Cause::Arrived)
        .runs(1, 0, (0, 5), Cause::CoreIdle)
        .runs(1, 0, (5, 10), Cause::Continued)
        .waits(1, (10, 20), Cause::QuantumExpired)
        .runs(2, 0, (10, 20), Cause::PreviousExpired)
        .waits(2, (20, 30), Cause::QuantumExpired)
        .runs(1, 0, (20, 30), Cause::PreviousExpired)
        .runs(2, 0, (30, 40), Cause::PreviousEnded)
        .trace;
    assert_eq!(fingerprint(&parted), first);
    let mut said = trace.clone();
    let (time, task) = (Time::ZERO, crate::base::TaskId(1));
    said.output.push(crate::trace::Output { time, task, text: "hi".into() });
    assert_ne!(fingerprint(&said), first);
}

const FIRST: u64 = 0x183C_5BC9_35DD_A986;
