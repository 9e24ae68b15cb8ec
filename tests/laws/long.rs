//! A whole simulated day: nothing drifts by a nanosecond.

use interleave::base::Time;
use interleave::engine;
use interleave::script;
use interleave::setup::{Limits, Model, Policy, Queues, Setup};
use interleave::trace::{Ending, State, Trace};
use std::rc::Rc;

const DAY: Time = Time::secs(24 * 60 * 60);

fn run(text: &str, model: Model, policy: &str, cores: u16, queues: Queues) -> Trace {
    let limits = Limits {
        until: Time(DAY.0 * 2),
        steps: u64::MAX,
        events: u64::MAX / 16,
        tasks: u32::MAX,
        heap: 1 << 30,
        ..Limits::default()
    };
    let compiled = script::compile(text, model);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let policy = Policy::parse(policy).expect("a policy");
    let setup = Setup { model, policy, cores, queues, limits, ..Setup::default() };
    engine::run(Rc::new(program), &setup)
}

/// Every 5 s a computation of 3 ms and a third of a millisecond, and a wait for
/// the rest: both in nanoseconds that no decimal fraction of a second has.
const BEATS: &str = "
async def beat(n):
    for i in range(n):
        cpu(3.333333)
        await io(4996.666667)

spawn(beat, 17280)
";

#[test]
fn a_day_of_beats_ends_to_the_nanosecond_under_every_model() {
    for &model in Model::ALL.iter().filter(|m| **m != Model::AsWritten) {
        let script = match model {
            Model::Asyncio | Model::WorkStealing => BEATS.into(),
            _ => BEATS.replace("async ", "").replace("await ", ""),
        };
        for queues in Queues::ALL {
            let trace = run(&script, model, "rr", 2, *queues);
            assert_eq!(trace.ending, Some(Ending::Finished), "{model:?}");
            assert_eq!(trace.end, DAY, "{model:?} {queues:?}");
            let beats = |s: &interleave::trace::Segment| {
                s.state == State::Running && s.task.0 == 1 && s.end > s.start
            };
            for (i, s) in trace.segments.iter().filter(beats).enumerate() {
                assert_eq!(s.start, Time::secs(5 * i as u64), "{model:?}: beat {i}");
                assert_eq!((s.end - s.start).0, 3_333_333, "{model:?}: beat {i}");
            }
        }
    }
}

/// Two that always compute: a policy may divide the day as it likes, but the
/// day it divides is a whole one.
#[test]
fn a_day_of_computing_is_shared_out_without_a_rest() {
    let script = "
def work(n):
    for i in range(n):
        cpu(10800000)

spawn(work, 4, name='A')
spawn(work, 4, name='B', nice=5, tickets=300, priority=2)
";
    let policies = [
        "fifo",
        "rr:quantum=7.000001s",
        "sjf",
        "srtf",
        "priority:ageing=5s",
        "mlfq:quantum=3s/5s/7s,boost=60s",
        "lottery:quantum=9s",
        "stride:quantum=9s",
        "cfs:latency=10s",
        "eevdf:slice=3.000001s",
        "edf",
        "rm",
    ];
    for policy in policies {
        let trace = run(script, Model::FreeThreaded, policy, 1, Queues::Global);
        assert_eq!((trace.ending, trace.end), (Some(Ending::Finished), DAY), "{policy}");
        for task in [1, 2] {
            let own = trace.segments.iter().filter(|s| s.task.0 == task);
            let ran = own.filter(|s| s.state == State::Running).map(|s| s.end.0 - s.start.0);
            assert_eq!(ran.sum::<u64>(), DAY.0 / 2, "{policy}: task {task}");
        }
    }
}

#[test]
fn a_day_of_releases_is_on_time() {
    let script = "
spawn(cpu, 300, period=86400000, name='Daily')
spawn(cpu, 20, period=70000, name='A')
spawn(cpu, 41, period=90000, name='B')
";
    let trace = run(script, Model::FreeThreaded, "edf", 1, Queues::Global);
    let count = trace.tasks.iter().filter(|t| t.name.starts_with("A#")).count() as u64;
    assert!(count > DAY.0 / 70_000_000_000, "{count} releases");
    for t in &trace.tasks {
        let period = match t.name.split_once('#') {
            Some(("A", _)) => 70,
            Some(("B", _)) => 90,
            _ => continue,
        };
        // The last ones of the run have not ended.
        if t.arrival > DAY {
            continue;
        }
        let number: u64 = t.name[2..].parse().expect("a number");
        assert_eq!(t.arrival, Time::secs(period * (number - 1)), "{}", t.name);
        let deadline = t.deadline.expect("its period");
        assert!(t.finish.is_some_and(|f| f <= deadline), "{t:?}");
    }
}
