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

/// Begins tasks in every way, simple or not, and ends them so: with and without somebody
/// who waits for that, by an exception, as the last one, by a task of a task, in a loop
/// that is not gone through.
const BEGINNINGS: &str = "
def leaf(n):
    for r in range(n % 3):
        cpu(1)
    return n

def outer(n):
    def inner(m):
        cpu(n)
        return m
    return inner

def pair(a, b=2):
    io(a + b)

def fails(n):
    cpu(n % 2)
    return 1 // (n % 2)

def drawn(n):
    yield n

class Thing:
    def __init__(self, n):
        self.n = n
    def work(self, n):
        io(self.n)

def tree(n):
    if n > 0:
        spawn(tree, n - 1)
        spawn(leaf, n)
    for r in range(0):
        cpu(100)

kept = []
for i in range(TASKS):
    kept.append(spawn(leaf, i))
    spawn(outer(i % 4), i)
    spawn(pair, i)
    spawn(pair, i, i)
    spawn(fails, i)
    spawn(drawn, i)
    spawn(Thing(i % 5).work, i)
    spawn(leaf, i, daemon=i > 8)
    spawn(tree, i % 4)
    spawn(cpu, i % 3)
    if i % 4 == 1:
        print(kept[-1].result())
print(sum(t.result() for t in kept))
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
fn tasks_begin_and_end_the_same_on_the_fast_lane() {
    // The last are more than there may be.
    for (times, tasks) in [(1, 11), (3, 37), (9, 115), (40, 256)] {
        let short = run_script(BEGINNINGS, times, u64::MAX, true);
        assert!(short == run_script(BEGINNINGS, times, u64::MAX, false), "{times} times");
        assert_eq!(short.tasks.len(), tasks, "{:?}", short.ending);
    }
    let whole = run_script(BEGINNINGS, 2, u64::MAX, true).counters.steps;
    for steps in (0..whole).step_by(7) {
        let [short, long] = [true, false].map(|way| run_script(BEGINNINGS, 2, steps, way));
        assert!(short == long, "after {steps} steps");
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
