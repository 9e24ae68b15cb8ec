//! Laws of what is written down about memory: watching changes nothing, the
//! log plays both ways, a lost update is found exactly if one is missing in
//! the end.

use crate::program::scenes;
use crate::{CASES, Holds, compiled, law};
use interleave::base::{ProcessId, Rng, Time};
use interleave::engine;
use interleave::script;
use interleave::setup::{CostPreset, Costs, Limits, Model, Policy, Setup};
use interleave::trace::{Cause, Picture, ProcessMemory, RaceKind, Sharing, Trace};
use std::fmt::Write;
use std::rc::Rc;

#[test]
fn watching_changes_nothing() {
    law(CASES, scenes(), |scene, trace| {
        let watched = engine::watch(compiled(scene), &scene.setup);
        let alone = Trace { memory: Vec::new(), sharing: Sharing::default(), ..watched };
        match alone == *trace {
            true => Ok(()),
            false => Err("the run differs when it is watched".into()),
        }
    });
}

/// What is copied to another process is copied where it is sent, whether or not
/// somebody saw the line before it.
#[test]
fn copying_is_shown_where_it_is_sent() {
    let text = "\
from multiprocessing import Process, Queue, Value

def work(results, counter):
    cpu(10)
    counter.value += 1
    results.put(1)

if __name__ == '__main__':
    results, counter = Queue(), Value('i', 0)
    worker = Process(target=work, args=(results, counter))
    worker.start()
    print(results.get())
";
    let costs = Costs::preset(CostPreset::Cpython);
    let setup = Setup { model: Model::AsWritten, costs, ..Setup::default() };
    let program = script::compile(text, setup.model).program.map(Rc::new).expect("a program");
    let lines = |trace: &Trace| -> Vec<u32> {
        let copying = trace.segments.iter().filter(|s| s.cause == Cause::Copying);
        copying.map(|s| s.line).collect()
    };
    let (watched, alone) =
        (engine::watch(program.clone(), &setup), engine::run(program.clone(), &setup));
    assert_eq!(lines(&alone), lines(&watched));
    assert!(lines(&alone).contains(&6), "{:?}", lines(&alone));
}

/// Tasks that count up shared variables, some under a lock, some not.
fn counting(rng: &mut Rng) -> (String, u64) {
    let tasks = 2 + rng.below(3);
    let rounds = 1 + rng.below(3);
    let mut text = String::from(
        "n = 0\nxs = [0, 0]\nd = {'k': 0}\nlock = Lock()\nother = Lock()\nlog = []\n\n\
         class Box:\n    pass\n\nbox = Box()\nbox.n = 0\n",
    );
    let place = ["n", "xs[1]", "d['k']", "box.n"][rng.below(4) as usize];
    for task in 0..tasks {
        let (before, between) = (rng.below(4), rng.below(4));
        let held = ["if True", "with lock", "with lock", "with other"][rng.below(4) as usize];
        let _ = write!(
            text,
            "\ndef work{task}():\n    global n\n    for i in range({rounds}):\n        \
             cpu({before})\n        {held}:\n            seen = {place}\n            \
             cpu({between})\n            {place} = seen + 1\n            log.append(i)\n"
        );
    }
    for task in 0..tasks {
        text += &format!("w{task} = spawn(work{task})\n");
    }
    (0..tasks).for_each(|task| text += &format!("w{task}.join()\n"));
    text += &format!("print({place})\n");
    (text, tasks * rounds)
}

fn watched(text: &str, setup: &Setup) -> Trace {
    let compiled = script::compile(text, setup.model);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}\n{text}", compiled.diagnostics));
    engine::watch(Rc::new(program), setup)
}

#[test]
fn an_update_is_missing_in_the_end_exactly_if_one_was_seen_to_be_lost() {
    let mut rng = Rng::new(11);
    let (mut lost, mut races, mut clean) = (0, 0, 0);
    for _ in 0..400 {
        let (text, expected) = counting(&mut rng);
        let models = [Model::FreeThreaded, Model::Threads, Model::WorkStealing, Model::Sequential];
        let model = models[rng.below(4) as usize];
        let policy = Policy::parse("rr:quantum=2ms").unwrap();
        let cores = 1 + rng.below(3) as u16;
        let setup = Setup { model, cores, policy, ..Setup::default() };
        let trace = watched(&text, &setup);
        let counted: u64 = trace.output[0].text.parse().unwrap();
        let found = |kind| trace.sharing.races.iter().any(|race| race.kind == kind);
        assert_eq!(counted < expected, found(RaceKind::LostUpdate), "{setup:?}\n{text}");
        if model == Model::Sequential {
            assert_eq!(trace.sharing.races, [], "{text}");
        }
        lost += u32::from(counted < expected);
        races += u32::from(found(RaceKind::Unordered));
        clean += u32::from(trace.sharing.races.is_empty());
        plays_both_ways(&trace, &mut rng).unwrap_or_else(|why| panic!("{why}\n{text}"));
    }
    assert!(lost > 50 && races > 20 && clean > 50, "{lost} {races} {clean}");
}

/// Jumps about in the log; what it shows must be what playing it from the
/// beginning shows.
fn plays_both_ways(trace: &Trace, rng: &mut Rng) -> Holds {
    let all: &Vec<ProcessMemory> = &trace.memory;
    for (index, memory) in all.iter().enumerate() {
        let mut moving = Picture::new(memory);
        for _ in 0..8 {
            let to = rng.below(memory.changes.len() as u64 + 1) as usize;
            moving.seek(memory, to);
            let mut fresh = Picture::new(memory);
            fresh.seek(memory, to);
            if moving != fresh {
                return Err(format!("process {index} differs after {to} changes"));
            }
        }
    }
    let end = Picture::at(&all[0], trace.end);
    let ordered = all[0].changes.windows(2).all(|pair| pair[0].time <= pair[1].time);
    let shown = end.globals(&all[0]).any(|(_, name, value)| {
        &**name == "log" && end.text(trace, ProcessId(0), value).starts_with("[0")
    });
    match ordered && shown && all[0].position(Time::NEVER) == all[0].changes.len() {
        true => Ok(()),
        false => Err("the log is not in order, or its end is not the end".into()),
    }
}

#[test]
fn what_is_kept_is_bounded_and_says_so() {
    let text = "xs = []\nd = {}\ni = 0\nwhile i < 300000:\n    i += 1\n    xs.append(i)\n    \
                d[i % 5000] = i\n";
    let limits = Limits { steps: 100_000_000, tasks: 5000, ..Limits::default() };
    let trace = watched(text, &Setup { limits, ..Setup::default() });
    let memory = &trace.memory[0];
    assert!(memory.full.is_some() && memory.changes.len() <= 200_000);
    let text = "n = 0\ndef work():\n    global n\n    for i in range(20):\n        \
                seen = n\n        cpu(1)\n        n = seen + 1\nfor i in range(1500):\n    \
                spawn(work)\n";
    let setup = Setup { model: Model::FreeThreaded, cores: 2, limits, ..Setup::default() };
    let sharing = watched(text, &setup).sharing;
    assert!(sharing.accesses.len() <= 100_000 && sharing.races.len() <= 1000);
    assert!(!sharing.races.is_empty());
}

#[test]
fn names_that_a_pattern_binds_are_shown() {
    let text = "\
from enum import Enum
class State(Enum):
    IDLE = 1
match {'to': [7, (8, 9)], 'state': State.IDLE}:
    case {'to': [first, (*rest,)], 'state': State.IDLE as state, **others}:
        print(first)
";
    let trace = watched(text, &Setup::default());
    let memory = &trace.memory[0];
    let end = Picture::at(memory, trace.end);
    let shown: Vec<String> = end
        .globals(memory)
        .skip(2)
        .map(|(_, name, value)| format!("{name} {}", end.text(&trace, ProcessId(0), value)))
        .collect();
    let state = "state State(_name_='IDLE', _value_=1)";
    assert_eq!(shown, ["first 7", "rest [8, 9]", state, "others {}"]);
}
