//! What is done without the interpreter's loop stops where the loop would.

use interleave::engine::{Engine, Progress};
use interleave::script::compile;
use interleave::setup::{Limits, Model, Policy, Setup};
use interleave::trace::{Ending, Trace};
use std::rc::Rc;

/// Waits right after computing: for a variable, a number, no time, a fraction; and
/// such as only look so.
const SCRIPT: &str = "
def wait(n):
    io(n)

def job(i):
    d = i % 3
    for c, w in [(1, 2), (4, d), (2, 0), (d, 5)]:
        cpu(c)
        io(w)
        cpu(w)
        io(7)
        cpu(1)
        io(0)
        cpu(c)
        io(1.5)
        cpu(1)
        wait(w)
        cpu(2)
        more = w + 1
        io(more)
        print(cpu(1), io(2))

for i in range(TASKS):
    spawn(job, i)
";

/// Looked at every few thousand steps, what this has of memory is more each time.
const GROWING: &str = "
def job(i):
    kept = []
    for n in range(300):
        kept.append([n] * 9)
    print(i)
    for n in range(5000):
        kept.append([n] * 9)
    cpu(1)

for i in range(TASKS):
    spawn(job, i)
";

fn run(tasks: u32, steps: u64, shortcuts: bool) -> Trace {
    run_script(SCRIPT, tasks, steps, shortcuts)
}

fn run_script(script: &str, tasks: u32, steps: u64, shortcuts: bool) -> Trace {
    let limits = Limits { steps, ..Limits::default() };
    let policy = Policy::parse("rr:quantum=3ms").expect("a policy");
    let setup = Setup { model: Model::FreeThreaded, policy, cores: 2, limits, ..Setup::default() };
    let compiled = compile(&script.replace("TASKS", &tasks.to_string()), setup.model);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let mut engine = Engine::new(Rc::new(program), &setup);
    if !shortcuts {
        engine = engine.without_shortcuts();
    }
    while engine.advance(u32::MAX) == Progress::Running {}
    engine.into_trace()
}

#[test]
fn a_limit_of_steps_stops_on_the_shortcut_as_on_the_long_way() {
    let whole = run(2, u64::MAX, true);
    assert_eq!(whole.ending, Some(Ending::Finished));
    for steps in 0..whole.counters.steps {
        let (short, long) = (run(2, steps, true), run(2, steps, false));
        assert!(short == long, "after {steps} steps");
        assert_ne!(short.ending, Some(Ending::Finished), "after {steps} steps");
    }
}

#[test]
fn memory_is_looked_at_after_as_many_steps_on_the_fast_lane() {
    let whole = run_script(GROWING, 3, u64::MAX, true);
    assert_eq!(whole.ending, Some(Ending::Finished));
    assert!(whole.memory_use.len() > 1);
    assert_eq!(whole.memory_use, run_script(GROWING, 3, u64::MAX, false).memory_use);
}

#[test]
fn the_shortcut_is_the_same_among_few_and_among_many() {
    for tasks in [1, 5, 31, 32, 33, 90] {
        assert!(run(tasks, u64::MAX, true) == run(tasks, u64::MAX, false), "{tasks} tasks");
    }
}
