//! Control flow as CPython has it: random nests of `try`, `finally`, `with`,
//! loops, `return`, `break` and `raise` leave the same trail here and there.

use interleave::base::Rng;
use interleave::engine::vm::{Env, Exit, Frames, Memory, Request, SyncId, SyncMethod, Value, run};
use interleave::script::compile;
use interleave::setup::{Limits, Model};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs each script of a JSON list read from its input; prints the list of
/// their outputs. A lock only says when it is taken and given back.
const DRIVER: &str = r#"
import ast, asyncio, builtins, inspect, json, sys
class Lock:
    def __enter__(self): lines.append("enter")
    def __exit__(self, *_): lines.append("exit")
    async def __aenter__(self): lines.append("enter")
    async def __aexit__(self, *_): lines.append("exit")
outputs = []
for script in json.load(sys.stdin):
    lines = []
    scope = {"print": lambda *a: lines.append(" ".join(map(str, a))), "Lock": Lock}
    try:
        code = compile(script, "script", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(code, scope)
        if inspect.iscoroutine(result):
            asyncio.run(result)
    except Exception as e:
        lines.append("raised " + type(e).__name__)
    outputs.append(lines)
json.dump(outputs, sys.stdout)
"#;

fn cpython(scripts: &[String]) -> Vec<Vec<String>> {
    let mut child = Command::new("python3")
        .args(["-c", DRIVER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is there");
    let input = serde_json::to_vec(scripts).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).expect("the driver answers")
}

fn here(script: &str) -> Vec<String> {
    let compiled = compile(script, Model::Threads);
    let program =
        compiled.program.unwrap_or_else(|| panic!("{:?}\n{script}", compiled.diagnostics));
    let mut memory = Memory::new(&program);
    let mut frames = Frames::module(&program);
    let limits = Limits { steps: u64::MAX, ..Limits::default() };
    let (mut rng, mut steps, mut fuel) = (Rng::new(1), 0, 50_000_000);
    let mut lines = Vec::new();
    loop {
        let mut env = Env {
            now: Default::default(),
            rng: &mut rng,
            limits: &limits,
            heap: 64 << 20,
            instruction_cost: false,
            steps: &mut steps,
        };
        match run(&program, &mut memory, &mut frames, &mut env, &mut fuel) {
            Exit::Returned(_) => return lines,
            Exit::Raised(exception) => {
                let said = memory.describe_exception(&program, exception);
                lines.push(format!("raised {}", said.kind));
                return lines;
            }
            Exit::Request(request) => {
                let answer = match *request {
                    Request::Print(line) => {
                        lines.push(line.trim_end_matches('\n').to_string());
                        Value::None
                    }
                    Request::NewSync { .. } => Value::Sync(SyncId(0)),
                    Request::Sync { method: SyncMethod::Acquire, .. } => {
                        lines.push("enter".into());
                        Value::Bool(true)
                    }
                    Request::Sync { .. } => {
                        lines.push("exit".into());
                        Value::None
                    }
                    other => panic!("{other:?}"),
                };
                frames.resume(answer);
            }
            other => panic!("{other:?} in\n{script}"),
        }
    }
}

fn same(scripts: &[String]) {
    for (script, expected) in scripts.iter().zip(cpython(scripts)) {
        assert_eq!(here(script), expected, "\n{script}");
    }
}

/// A statement and what is inside it.
#[derive(Clone, Debug)]
enum Node {
    Line(&'static str),
    Block(&'static str, Vec<Node>),
    /// `try` with a body, handlers, `else`, `finally`; empty ones are left out.
    Try(Vec<Node>, Vec<(&'static str, Vec<Node>)>, Vec<Node>, Vec<Node>),
}

const LINES: &[&str] = &[
    "x += 1",
    "x += 3",
    "y = x * 2",
    "print('a', x)",
    "print('b', y)",
    "return x",
    "return y + n",
    "return (x, n)",
    "raise ValueError('v')",
    "raise KeyError('k')",
    "raise",
    "x // (x % 3)",
    "break",
    "continue",
    "pass",
    "n = x if y else n",
    "del y",
    "z = y or x and n",
    "k()",
    "print(k())",
    "x, y = y, x",
    "print(x < y < n, x == n != y)",
    "if x % 2: return 'odd'",
    "raise ValueError from None",
    "assert x % 4, 'a'",
    "zs = [n * i for i in range(3) if i != x % 3]",
    "print(e)",
    "e = x",
    "print([w := w + 1 for i in range(2)], w)",
];

const HEADS: &[&str] = &[
    "for i in range(3):",
    "for n in range(2):",
    "if x % 2:",
    "if not (x > y or n == x):",
    "with Lock():",
    "with Lock(), Lock():",
    "for i in [1, 2]:\n    x += i\nelse:",
    "if y and x < n or not x % 3:",
];

const HANDLERS: &[&str] = &[
    "except ValueError:",
    "except KeyError as e:",
    "except (ValueError, ZeroDivisionError) as e:",
    "except Exception as e:",
    "except:",
    "except UnboundLocalError as e:",
];

fn node() -> impl Strategy<Value = Node> {
    let line = prop::sample::select(LINES).prop_map(Node::Line);
    line.prop_recursive(4, 24, 3, |inner| {
        let body = prop::collection::vec(inner, 1..4);
        let maybe = prop_oneof![Just(Vec::new()), body.clone()];
        let handler = (prop::sample::select(HANDLERS), body.clone());
        prop_oneof![
            (prop::sample::select(HEADS), body.clone()).prop_map(|(h, b)| Node::Block(h, b)),
            (body, prop::collection::vec(handler, 0..3), maybe.clone(), maybe)
                .prop_map(|(b, h, e, f)| Node::Try(b, h, e, f)),
        ]
    })
}

fn write_body(out: &mut String, body: &[Node], depth: usize, in_loop: bool) {
    let indent = "    ".repeat(depth);
    for node in body {
        match node {
            Node::Line("break" | "continue") if !in_loop => writeln!(out, "{indent}pass").unwrap(),
            Node::Line(line) => writeln!(out, "{indent}{line}").unwrap(),
            Node::Block(head, body) => {
                writeln!(out, "{indent}{}", head.replace('\n', &format!("\n{indent}"))).unwrap();
                let is_loop = head.starts_with("for") && !head.ends_with("else:");
                write_body(out, body, depth + 1, in_loop || is_loop);
            }
            Node::Try(body, handlers, orelse, last) => {
                writeln!(out, "{indent}try:").unwrap();
                write_body(out, body, depth + 1, in_loop);
                let mut handlers = handlers.clone();
                // A bare `except` comes last.
                handlers.sort_by_key(|(head, _)| *head == "except:");
                handlers.dedup_by_key(|(head, _)| *head);
                for (head, body) in &handlers {
                    writeln!(out, "{indent}{head}").unwrap();
                    write_body(out, body, depth + 1, in_loop);
                }
                if !handlers.is_empty() && !orelse.is_empty() {
                    writeln!(out, "{indent}else:").unwrap();
                    write_body(out, orelse, depth + 1, in_loop);
                }
                if handlers.is_empty() || !last.is_empty() {
                    writeln!(out, "{indent}finally:").unwrap();
                    let pass = [Node::Line("print('finally')")];
                    let last = if last.is_empty() { &pass[..] } else { last };
                    write_body(out, last, depth + 1, in_loop);
                }
            }
        }
    }
}

/// Whether names are a function's registers, cells or the module's.
#[derive(Clone, Copy)]
enum Home {
    Function,
    Cells,
    Coroutine,
}

fn script(body: &[Node], home: Home) -> String {
    let mut out = String::new();
    let (def, call) = match home {
        Home::Coroutine => ("async def f(x, n):", "await f(x, 5)"),
        _ => ("def f(x, n):", "f(x, 5)"),
    };
    writeln!(out, "{def}\n    y = w = 1").unwrap();
    match home {
        Home::Cells => {
            out.push_str("    def k():\n        nonlocal x, y\n        x = x + 1\n");
            out.push_str("        return lambda: (x, y, n, w, z, zs, e, i)\n");
        }
        _ => out.push_str("    def k(): return 7\n"),
    }
    write_body(&mut out, body, 1, false);
    if matches!(home, Home::Coroutine) {
        out = out.replace("with Lock()", "async with Lock()");
    }
    writeln!(out, "    return ('end', x, n)").unwrap();
    writeln!(out, "    z = e = i = zs = None").unwrap();
    // A lambda prints differently here and there.
    out = out.replace("print(k())", "k()");
    write!(
        out,
        "for x in range(5):\n    try:\n        print(x, {call})\n    except ValueError as e:\n        \
         print('ValueError', e)\n    except RuntimeError:\n        print('RuntimeError')\n    \
         except KeyError as e:\n        print('KeyError', e)\n    except NameError:\n        \
         print('NameError')\n    except ArithmeticError:\n        print('ArithmeticError')\n    \
         except AssertionError as e:\n        print('AssertionError', e)\n"
    )
    .unwrap();
    out
}

#[test]
fn random_control_flow_is_cpythons() {
    let mut runner = TestRunner::deterministic();
    let bodies = prop::collection::vec(node(), 1..5);
    let mut scripts = Vec::new();
    let n = std::env::var("FLOW_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(150);
    for _ in 0..n {
        let body = bodies.new_tree(&mut runner).unwrap().current();
        for home in [Home::Function, Home::Cells, Home::Coroutine] {
            scripts.push(script(&body, home));
        }
    }
    same(&scripts);
}

#[test]
fn what_is_evaluated_first_and_last() {
    let scripts = [
        // Targets of an assignment come after its value, from left to right.
        "def t(n):\n    print(n)\n    return [0, 0, 0]\nt(1)[t(2)[0]] = t(3)[0] = t(4)\n",
        // `x + (x := 5)` takes the old x.
        "def f(x):\n    return x + (x := 5) + x\nprint(f(1))\n",
        // A value is returned as it was, whatever `finally` does to the name.
        "def f(x):\n    try:\n        return x\n    finally:\n        x += 1\nprint(f(1))\n",
        // The last `return` wins.
        "def f():\n    try:\n        return 1\n    finally:\n        return 2\nprint(f())\n",
        // A failed right side leaves the old value.
        "def f():\n    x = 1\n    try:\n        x = 0 or [1, 2][5]\n    except IndexError:\n        print(x)\nf()\n",
        // Default values are made once.
        "def f(x, xs=[]):\n    xs.append(x)\n    return xs\nf(1)\nprint(f(2))\n",
        // All lambdas of a comprehension see its last value.
        "fs = [lambda: i for i in range(3)]\nprint([f() for f in fs])\n",
        "def g():\n    fs = [lambda: i + k for i in range(3) for k in [i * 2]]\n    return [f() for f in fs]\nprint(g())\n",
        // A chain stops at its first false link.
        "def t(n):\n    print(n)\n    return n\nprint(t(1) < t(3) < t(2) < t(5))\nif t(2) < t(1) < t(0): print('no')\n",
        "def t(n):\n    print(n)\n    return n\nprint(t(0) or t('') or t(7), t(1) and t(0) and t(2), not (t(0) or t(1)))\n",
        "x = 3\nx += x\nxs = ys = [1]\nxs += [2]\nxs *= 2\nprint(x, ys)\n",
        "a, (b, *c), d = 1, (2, 3, 4), 5\n[e, f] = d, a\nprint(a, b, c, d, e, f)\na, b = b, a\nprint(a, b)\n",
        "x = 5\nprint(f'{x=} {x!r:>4} {x:{x}} {{}} {\"a\" \"b\"}' 'c')\n",
        "n = 0\ndef f():\n    global n\n    n += 1\n    def g():\n        global n\n        n *= 5\n    g()\nf()\nprint(n)\n",
        "for i in range(3):\n    for j in range(3):\n        if j == 1: continue\n        if i == 1: break\n        print(i, j)\n    else:\n        print('else', i)\nelse:\n    print('done')\n",
        "i = 0\nwhile i < 5:\n    i += 1\n    if i == 2: continue\n    if i == 4: break\nelse:\n    print('no')\nprint(i)\n",
        "def f(a, b=2, *c, d, e=5, **g):\n    print(a, b, c, d, e, g)\nf(1, d=4)\nf(1, 2, 3, d=4, x=6)\nf(*[1, 2], **{'d': 3})\n",
        "try:\n    try:\n        raise ValueError('a')\n    except ValueError as e:\n        raise KeyError('b') from e\nexcept KeyError as e:\n    print('key', e)\n",
        "def f():\n    for i in range(3):\n        try:\n            continue\n        finally:\n            print('f', i)\n            if i == 1: break\n    return i\nprint(f())\n",
        "d = {1: 'a', **{2: 'b'}, 'c': [*range(3), *'xy']}\nprint(d, {*[1], *[1]}, (*[1], 2))\n",
        "xs = list(range(10))\nprint(xs[2:5], xs[::3], xs[-2:], xs[::-1])\nxs[1:3] = [0]\ndel xs[0], xs[-1]\nprint(xs)\n",
        "x = 1 if 0 else 2 if 0 else 3\nprint(x, -2 ** 2, 7 // -2, 7 % -3, 2 ** -1, 1 - -1)\n",
        "async def f(n):\n    return n * 2\nasync def g():\n    return [await f(i) for i in range(3)]\nprint(await g())\n",
    ];
    same(&scripts.map(String::from));
}
