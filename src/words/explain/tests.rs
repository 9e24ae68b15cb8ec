use super::*;
use crate::base::{ProcessId, ResourceId, Span, Time};
use crate::explain::why;
use crate::trace::sample::{Sample, two_take_turns};
use crate::trace::{Cause, Ending, Failure, Limit, ResourceInfo, ResourceKind, State, Wait};

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn an_expired_quantum_in_both_languages() {
    let mut trace = two_take_turns();
    trace.tasks[1].name = "download#1".into();
    trace.tasks[2].name = "download#2".into();
    let setup = Setup::default();
    let e = why(&trace, &setup, 3).unwrap();
    let text = explanation(&e, &trace, &setup, Lang::En);
    assert_eq!(
        plain(&text.sentence),
        "download#2 got core 1 because the quantum of download#1 (10 ms) expired; \
         download#1 also waited."
    );
    assert_eq!(plain(&text.when), "10–20 ms (10 ms), line 1");
    assert!(plain(&text.rule).contains("at most 10 ms"));
    let text = explanation(&e, &trace, &setup, Lang::Ru);
    assert_eq!(
        plain(&text.sentence),
        "«download#2» получает ядро 1, потому что истёк квант времени (10 мс) у «download#1»; \
         «download#1» тоже ждала."
    );
}

#[test]
fn every_cause_in_every_state_is_a_sentence() {
    for state in State::ALL {
        for &cause in Cause::ALL {
            for by in [TaskId(1), TaskId::NONE] {
                let place = if state.on_core() { Place::Hardware(0) } else { Place::RunQueue(0) };
                let mut trace =
                    Sample::new(1, &["A", "B"]).then(2, state, place, (0, 5), cause).trace;
                let mut s = trace.segments.get(0);
                s.by = by;
                trace.segments.pop();
                trace.segments.push(s);
                let e = why(&trace, &Setup::default(), 0).unwrap();
                for &lang in Lang::ALL {
                    let text = explanation(&e, &trace, &Setup::default(), lang);
                    let all = [text.sentence, text.rule, text.cost, text.when].join("|");
                    assert!(!all.contains(['{', '}', '?']), "{state:?} {cause:?}: {all}");
                    assert!(!all.contains("  "), "{all}");
                }
            }
        }
    }
}

#[test]
fn names_with_braces_are_only_names() {
    let mut trace = two_take_turns();
    trace.tasks[2].name = "{by} {task}".into();
    let e = why(&trace, &Setup::default(), 3).unwrap();
    let text = explanation(&e, &trace, &Setup::default(), Lang::En);
    assert!(text.sentence.starts_with("{by} {task} got core 1"));
}

fn ended(ending_: Ending, lang: Lang) -> String {
    let mut trace = two_take_turns();
    for name in ["left", "right"] {
        let (kind, process) = (ResourceKind::Lock, ProcessId(0));
        trace.resources.push(ResourceInfo { kind, name: name.into(), process });
    }
    trace.ending = Some(ending_);
    let text = ending(&trace, &Setup::default(), lang);
    plain(&[&[text.sentence], &text.details[..]].concat().join("\n"))
}

#[test]
fn a_deadlock_is_told_by_its_circle() {
    let wait = |task, resource, holder| Wait {
        task: TaskId(task),
        resource: Some(ResourceId(resource)),
        holder: Some(TaskId(holder)),
        line: 7,
    };
    let cycle = vec![TaskId(1), TaskId(2)];
    let deadlock = Ending::Deadlocked { waits: vec![wait(1, 1, 2), wait(2, 0, 1)], cycle };
    let text = ended(deadlock.clone(), Lang::En);
    assert!(
        text.contains("A waits for right, which B holds (line 7).\nB waits for left"),
        "{text}"
    );
    assert!(ended(deadlock, Lang::Ru).contains("«A» ждёт «right» (строка 7); его держит «B»."));
}

#[test]
fn what_is_advised_fits_who_waits_for_what() {
    let wait = |task, resource: Option<u32>, holder| Wait {
        task: TaskId(task),
        resource: resource.map(ResourceId),
        holder: Some(TaskId(holder)),
        line: 7,
    };
    let told = |waits: Vec<Wait>| {
        let cycle = waits.iter().map(|w| w.task).collect();
        ended(Ending::Deadlocked { waits, cycle }, Lang::En)
    };
    let joins = told(vec![wait(1, None, 2), wait(2, None, 1)]);
    assert!(joins.ends_with("B waits for A to end (line 7)."), "{joins}");
    let again = told(vec![wait(1, Some(0), 1)]);
    assert!(again.ends_with("A waits for left, which A holds (line 7)."), "{again}");
}

#[test]
fn of_a_thousand_calls_the_first_and_the_last_are_told() {
    let calls = |n: u32| {
        let failure = Failure {
            task: TaskId(1),
            time: Time::ZERO,
            kind: "RecursionError".into(),
            message: String::new(),
            span: Span::default(),
            line: n,
            traceback: (1..=n).map(|line| ("f".into(), line)).collect(),
        };
        ended(Ending::Failed(failure), Lang::En)
    };
    let told = calls(1000);
    assert!(told.contains("f, line 4\n… and 992 more.\nf, line 997\n"), "{told}");
    assert!(told.ends_with("f, line 1000"), "{told}");
    assert_eq!(calls(8).lines().count(), 9);
    assert_eq!(calls(6).lines().count(), 7);
    assert_eq!(calls(2).lines().count(), 3);
}

#[test]
fn a_failure_says_who_when_where_and_what() {
    let failure = Failure {
        task: TaskId(1),
        time: Time::ms(15),
        kind: "ValueError".into(),
        message: "too late".into(),
        span: Span::default(),
        line: 4,
        traceback: vec![("work".into(), 4)],
    };
    assert_eq!(
        ended(Ending::Failed(failure), Lang::En),
        "A failed at 15 ms in line 4: ValueError: too late\nwork, line 4"
    );
}

#[test]
fn every_limit_has_its_number_and_an_advice() {
    let all = [
        (Limit::Steps, "1000000"),
        (Limit::Events, "200000"),
        (Limit::Tasks, "256"),
        (Limit::Heap, "16"),
        (Limit::Recursion, "1000"),
        (Limit::Output, "1000"),
        (Limit::Time, "10000"),
    ];
    for (limit, number) in all {
        for &lang in Lang::ALL {
            let text = ended(Ending::Limit { limit, task: TaskId(1), line: 3 }, lang);
            assert!(text.replace([',', ' ', '\u{a0}'], "").contains(number), "{text}");
            assert_eq!(text.lines().count(), 2, "{text}");
        }
    }
}

#[test]
fn workers_tell_why_they_took_what() {
    let place = Place::Hardware(0);
    let mut trace =
        Sample::new(1, &["A", "B"]).then(2, State::Running, place, (0, 5), Cause::JobTaken).trace;
    let mut s = trace.segments.get(0);
    s.by = TaskId(1);
    trace.segments.pop();
    trace.segments.push(s);
    let setup = Setup { workers: Some(3), ..Setup::default() };
    let told = |lang| explanation(&why(&trace, &setup, 0).unwrap(), &trace, &setup, lang);
    assert_eq!(
        told(Lang::En).sentence,
        "B got core 1 because A has ended, its worker was free, and it was first in the queue of the pool."
    );
    assert!(told(Lang::En).rule.contains("Workers of the pool: 3;"));
    assert_eq!(
        told(Lang::Ru).sentence,
        "«B» получает ядро 1, потому что завершилась «A», её работник освободился, и подошла очередь этой задачи."
    );
}
