//! Fused ops are the ops: the same run with and without them, side by side, cut
//! into slices of every size, with the same state wherever it is cut.

use crate::machine;
use crate::random_programs;
use interleave::base::{Rng, Time};
use interleave::engine::vm::{Env, Exit, Frames, Memory, Value, run};
use interleave::program::Program;
use interleave::program::fused::Fused;
use interleave::script::compile;
use interleave::setup::{Limits, Model};
use std::fmt::Write;

/// One of the two runs.
struct Side {
    program: Program,
    memory: Memory,
    frames: Frames,
    rng: Rng,
    steps: u64,
}

impl Side {
    fn new(program: Program) -> Side {
        let (memory, frames) = (Memory::new(&program), Frames::module(&program));
        Side { program, memory, frames, rng: Rng::new(1), steps: 0 }
    }

    /// Runs so far; also how much of the fuel is left.
    fn run(&mut self, fuel: u64, limits: &Limits) -> (Exit, u64) {
        let mut left = fuel;
        let mut env = Env {
            now: Time::ZERO,
            rng: &mut self.rng,
            limits,
            heap: limits.heap,
            instruction_cost: false,
            steps: &mut self.steps,
        };
        let exit = run(&self.program, &mut self.memory, &mut self.frames, &mut env, &mut left);
        (exit, left)
    }

    /// Whether it goes on after that.
    fn goes_on(&mut self, exit: &Exit) -> bool {
        match exit {
            Exit::Fuel => {}
            Exit::Collect => {
                let held: Vec<Value> = self.frames.values().collect();
                self.memory.collect(&mut held.into_iter());
            }
            Exit::Request(_) | Exit::Cpu(_) | Exit::Io(_) => self.frames.resume(Value::None),
            _ => return false,
        }
        true
    }
}

/// Runs both until they end, or so many instructions, and compares what they are
/// after each slice.
fn same_in_slices(source: &str, program: &Program, slice: u64, most: u64) {
    let limits = Limits { heap: 8 << 20, recursion: 40, ..Limits::default() };
    let mut fused = Side::new(program.clone());
    let mut plain = Side::new(program.clone().without_fused());
    loop {
        let (ours, theirs) = (fused.run(slice, &limits), plain.run(slice, &limits));
        let at = fused.frames.line(program);
        assert_eq!(ours, theirs, "in slices of {slice}, line {at} of\n{source}");
        assert_eq!(fused.steps, plain.steps, "in slices of {slice}, line {at} of\n{source}");
        assert!(fused.frames == plain.frames, "in slices of {slice}, line {at} of\n{source}");
        assert!(fused.memory == plain.memory, "in slices of {slice}, line {at} of\n{source}");
        let goes_on = fused.goes_on(&ours.0);
        assert_eq!(goes_on, plain.goes_on(&theirs.0));
        if !goes_on || fused.steps > most {
            return;
        }
    }
}

/// What the function `name` executes.
fn fused(source: &str, name: &str) -> Vec<Fused> {
    let program = machine::program(source);
    let code = program.codes.into_iter().find(|code| &*code.name == name).expect("is there");
    assert_eq!(code.fused.len(), code.ops.len());
    code.fused
}

#[test]
fn turns_pairs_and_verbs_are_done_at_once() {
    let ops = fused(
        "table = []\ndef task(i):\n    for r in range(9):\n        \
         c, w = table[(7 * i + r) % 127]\n        cpu(c)\n        io(w)\n",
        "task",
    );
    let has = |kind: fn(&Fused) -> bool| assert!(ops.iter().any(kind), "{ops:?}");
    has(|op| matches!(op, Fused::Draw { .. }));
    has(|op| matches!(op, Fused::Turn { .. }));
    has(|op| matches!(op, Fused::IntMulAdd { .. }));
    has(|op| matches!(op, Fused::ItemPair { .. }));
    has(|op| matches!(op, Fused::Cpu { .. }));
    has(|op| matches!(op, Fused::Io { .. }));
}

#[test]
fn a_function_of_very_many_variables_is_left_as_it_is() {
    let mut source = String::from("def f():\n");
    (0..40).for_each(|n| writeln!(source, "    x{n} = {n}").expect("a line"));
    source += "    return x39\nprint(f())\n";
    assert!(machine::program(&source).codes.iter().any(|code| code.fused.is_empty()));
    assert_eq!(machine::execute(&source).output, "39\n");
}

#[test]
fn a_loop_of_nothing_is_left_as_it_is() {
    let source = "while True: pass\n";
    assert!(fused(source, "<module>").contains(&Fused::Jump { target: 0 }));
    same_in_slices(source, &machine::program(source), 100, 3000);
}

#[test]
fn slices_of_every_size_end_in_the_same_state() {
    for source in PROGRAMS {
        let program = machine::program(source);
        for slice in 1..200 {
            same_in_slices(source, &program, slice, 3000);
        }
        same_in_slices(source, &program, u64::MAX, 100_000);
    }
}

#[test]
fn random_programs_end_in_the_same_state() {
    for seed in 1..=60 {
        let source = random_programs::program(seed);
        let program = machine::program(&source);
        for slice in [1, 3, 50, 171, 1000, 4096] {
            same_in_slices(&source, &program, slice, 20_000);
        }
    }
    let compiled = |source: &str| compile(source, Model::Threads).program;
    let scripts = (1..=400).map(loops).filter_map(|source| Some((compiled(&source)?, source)));
    let mut compared = 0;
    for (program, source) in scripts {
        compared += 1;
        for slice in (1..8).chain([40, 41, 42, 43, 71, 72, 73, 4096]) {
            same_in_slices(&source, &program, slice, 3000);
        }
    }
    // Some the checks refuse: a wait of less than nothing.
    assert!(compared > 200, "only {compared}");
}

/// A random function made of what is fused, over values that fit and values that
/// do not.
fn loops(seed: u64) -> String {
    const VALUES: [&str; 12] = [
        "0",
        "1",
        "7",
        "-3",
        "2.5",
        "True",
        "'ab'",
        "9223372036854775807",
        "None",
        "(3, 4)",
        "[5, 6]",
        "table[1]",
    ];
    const SOURCES: [&str; 9] = [
        "range(4)",
        "range(9, 0, -2)",
        "[1, 2, 3]",
        "(4, 'x', 6)",
        "table",
        "'abc'",
        "{1: 2, 3: 4}",
        "zip(range(3), 'abc')",
        "(n for n in range(3))",
    ];
    let mut rng = Rng::new(seed);
    let mut pick = |from: &[&str]| from[rng.below(from.len() as u64) as usize].to_string();
    let mut text = String::from("table = [(1, 2), [3, 4], (5, 6, 7), 8]\nshared = 1\n");
    text += "def g(p, q):\n    return p * 2 + q\ndef f(a, b):\n    global shared\n";
    for _ in 0..3 {
        let _ = writeln!(text, "    try:\n        for x in {}:", pick(&SOURCES));
        for _ in 0..4 {
            let (n, other) = (pick(&["a", "b", "x"]), pick(&["a", "b", "x", "shared"]));
            let (value, constant) = (pick(&VALUES), pick(&["7", "-1", "1000003", "40000"]));
            let line = pick(&[
                "NAME = VALUE",
                "NAME = CONST * OTHER + x",
                "NAME = (OTHER * 3 + a) % CONST",
                "NAME = OTHER % 5",
                "a, b = table[NAME]",
                "a, b = table[x % 4]",
                "a, b = VALUE",
                "a, b = b, a",
                "NAME, shared = table[1]",
                "cpu(NAME)",
                "io(OTHER)",
                "cpu(3)",
                "io(VALUE)",
                "shared = shared + OTHER",
                "NAME += CONST",
                "NAME = g(OTHER, x)",
                "NAME = g(NAME, CONST) - OTHER",
                "if NAME < OTHER: continue",
                "if NAME == 7: break",
                "while shared < 9: shared += 2",
                "for y, b in table: a = y",
            ]);
            let line = line.replace("NAME", &n).replace("OTHER", &other);
            let line = line.replace("VALUE", &value).replace("CONST", &constant);
            let _ = writeln!(text, "            {line}");
        }
        text += "    except Exception as error:\n        print(error, a, b, shared)\n";
    }
    let (a, b) = (pick(&VALUES), pick(&VALUES));
    let _ = writeln!(text, "    return a\nprint(f({a}, 1))\nprint(f(2, {b}))");
    text
}

const PROGRAMS: [&str; 11] = [
    "def f(n):\n    x, k = 1.5, 2\n    for i in range(n):\n        x = x * 0.5 + 1.0\n        \
     k = k - x * k\n        x, k = k + x, k * 0.25\n    return x, k\nprint(f(7))\n",
    "table = [(1, 2), (3, 4), (5, 6)]\ndef task(i):\n    for r in range(5):\n        \
     c, w = table[(7 * i + r) % 3]\n        cpu(c)\n        io(w)\n    return c\nprint(task(2))\n",
    "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\nprint(fib(7))\n",
    "def deep(n):\n    return deep(n + 1)\ntry:\n    deep(0)\nexcept RecursionError as e:\n    \
     print(e)\n",
    "class P:\n    def __init__(self, x):\n        self.x = x\n    def add(self, n):\n        \
     self.x = self.x + n\n        return self\ndef f():\n    p = P(1)\n    for i in range(6):\n        \
     p.add(i).add(2)\n    return p.x\nprint(f())\n",
    "def f(n):\n    total = 0\n    for i in range(n):\n        total = (total * 3 + i) % 1000003\n        \
     for x, y in [(1, 2), (3, 4)]:\n            total += x * y\n    return total\nprint(f(8), f(2.5))\n",
    "def f():\n    seen = []\n    for i in range(2000):\n        seen = [seen, i] * 40\n        \
     seen = seen[1]\n    return seen\nprint(f())\n",
    "def f(k):\n    for c in [1, 2.5, -1, 'x', 10**13]:\n        try:\n            cpu(c)\n            \
     io(c)\n            a, b = k[c]\n        except Exception as e:\n            print(c, e)\n    \
     return b\nprint(f([0, (1, 2), (3,)]))\n",
    "x = 9223372036854775807\ndef f(n):\n    m = n\n    for i in range(3):\n        try:\n            \
     m = 2 * n + i\n        except Exception as e:\n            print(type(e))\n        \
     m = n % 1000003 + i\n    return m\nprint(f(3), f(2.0), f(x), f(True))\n",
    "def f(*a):\n    pass\ndef g():\n    yield 1\nclass C:\n    def m(self):\n        pass\n\
     def start():\n    for h in [f, g, C, C().m, print, len, 3, None, 'x', [f]]:\n        try:\n            \
     spawn(h)\n            spawn(h, 1, h)\n            spawn(h, name='x', at=2)\n        \
     except Exception as e:\n            print(e)\nstart()\n",
    "def f():\n    xs = range(3)\n    for n in [0, -2, 3, 10**30, True, 1.5, 'x', None]:\n        \
     try:\n            print(list(range(n)), len(range(n)), range(n) == xs, range(n))\n            \
     for i in range(n):\n                if i > 4: break\n            \
     for i in range(n, 5, 2): print(i)\n            for i in xs:\n                \
     for k in xs: n = n + i * k\n        except Exception as e:\n            print(e)\n    \
     try:\n        range()\n    except Exception as e:\n        print(e, xs)\nf()\n",
];
