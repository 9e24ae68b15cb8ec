//! No text makes the compiler panic, hang or run out of stack.

use interleave::script::{MAX_SOURCE, compile};
use interleave::setup::Model;
use interleave::words::{Lang, diagnostic};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What the page gives at most, halved: native frames are smaller than those
/// of an unoptimised build, but not by more than that.
const STACK: usize = 2 << 20;

/// Compiles on a small stack, says everything in every language.
fn survive(sources: Vec<String>) {
    let run = move || {
        for source in &sources {
            let start = Instant::now();
            let compiled = compile(source, Model::Asyncio);
            for found in &compiled.diagnostics {
                assert!(found.span.start <= found.span.end);
                assert!(found.span.end as usize <= source.len(), "{found:?} in {source:?}");
                for lang in Lang::ALL {
                    assert!(!diagnostic(&found.kind, *lang).message.is_empty());
                }
            }
            assert!(start.elapsed() < Duration::from_secs(5), "slow: {:?}", source.get(..200));
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Repeats that nest, chain or multiply: before, again and again, in the
/// middle, and again after.
const REPEATS: &[(&str, &str, &str, &str)] = &[
    ("", "(", "", ""),
    ("", "(", "1", ")"),
    ("", "[", "", "]"),
    ("", "{", "1", "}"),
    ("", "{1:", "1", "}"),
    ("", "f(", "", ")"),
    ("x = ", "not ", "1", ""),
    ("x = ", "-", "1", ""),
    ("x = ", "~-+", "1", ""),
    ("x = ", "await ", "1", ""),
    ("x = ", "lambda: ", "1", ""),
    ("x = ", "lambda a, b=", "1", ": 1"),
    ("x = ", "lambda a, b=lambda: ", "1", ""),
    ("x = ", "yield ", "1", ""),
    ("x = ", "yield 1, ", "1", ""),
    ("x = ", "*", "1", ""),
    ("x = ", "1 if 1 else ", "1", ""),
    ("x = ", "1 if ", "1", " else 1"),
    ("x = ", "2 ** ", "1", ""),
    ("x = 1", " + 1", "", ""),
    ("x = 1", " < 1", "", ""),
    ("x = 1", " and 1", "", ""),
    ("x = 1", " and 1 or 1", "", ""),
    ("x = 1", " if 1 else 1", "", ""),
    ("x = f", "()", "", ""),
    ("x = f", ".a", "", ""),
    ("x = f", "[0]", "", ""),
    ("x = f", "()[0].a", "", ""),
    ("", "x = ", "1", ""),
    ("", "x := ", "1", ""),
    ("(", "x := ", "1", ")"),
    ("", "x: ", "1", ""),
    ("", "async ", "def f(): pass", ""),
    ("", "async\n", "", ""),
    ("", "@", "x", ""),
    ("", "@x\n", "def f(): pass", ""),
    ("", "if 1: ", "pass", ""),
    ("", "else: ", "pass", ""),
    ("if 1: pass\n", "elif 1: pass\n", "", ""),
    ("", "class A: ", "pass", ""),
    ("x = [1 ", "for x in y ", "", "]"),
    ("x = [", "[x for x in ", "y", "]]"),
    ("x = f'", "{x:", "", "}'"),
    ("x = ", "f'{", "1", "}'"),
    ("x = ", "f\"{f'{", "1", "}'}\""),
    ("x = ", "'a' ", "", ""),
    ("x = ", "f'{1}' ", "", ""),
    ("x = ", "f'''", "", "'''"),
    ("", "f'", "", ""),
    ("", "\"\"\"'''", "", ""),
    ("x = ", "\\N{", "", "}"),
    ("", "\\\n    ", "", ""),
    ("with ", "a, ", "b: pass", ""),
    ("with (", "a, ", "b): pass", ""),
    ("match x:\n case ", "[", "a", "]"),
    ("match x:\n case ", "-", "1", ""),
    ("match x:\n case ", "a | ", "b", ": pass"),
    ("match x:\n case ", "A(a=", "b", ")"),
    ("", "match ", "x", ""),
    ("", "type ", "x", ""),
    ("", "import a\n", "", ""),
    ("import a", ".a", "", ""),
    ("", "x = [1]\n", "", ""),
    ("x = [", "1,", "", "]"),
    ("x = (", "a,", "", ")"),
    ("", "a, ", " = 1", ""),
    ("", "*a, ", " = 1", ""),
    ("f(", "a=1, ", "", ")"),
    ("f(", "*a, ", "", ")"),
    ("def f(", "a, ", "", "): pass"),
    ("del ", "a, ", "b", ""),
    ("global ", "a, ", "b", ""),
    ("", "a;", "", ""),
    ("", "}", "", ""),
    ("", "(]", "", ""),
    ("", "(a b\n", "", ""),
    ("", "“", "", ""),
    ("", "é", "", ""),
    ("", "\0", "", ""),
    ("", "1", "", ""),
    ("x = ", "1_", "1", ""),
    ("", "try: pass\nexcept: ", "pass", ""),
    ("while 1:\n", " break\n", "", ""),
    ("def f():\n", " global a\n a\n", "", ""),
    ("", "def f(a=f(", "", ")): pass"),
];

#[test]
fn repetition_never_overflows() {
    let mut sources = Vec::new();
    for (before, again, middle, after) in REPEATS {
        for n in [3, 60, 130, 260, 900, 5_000, 60_000] {
            let n = n.min((MAX_SOURCE - 20) / (again.len() + after.len()).max(1));
            let source = format!("{before}{}{middle}{}\n", again.repeat(n), after.repeat(n));
            // The same inside a function, and without its end.
            sources.push(format!("async def f():\n    {}", source.trim_start()));
            sources.push(format!("{before}{}", again.repeat(n)));
            sources.push(source);
        }
    }
    survive(sources);
}

#[test]
fn nested_blocks_never_overflow() {
    let heads = [
        "if 1:",
        "while 1:",
        "for x in y:",
        "def f():",
        "async def f():",
        "with x:",
        "try:",
        "class A:",
        "match x:",
        "case 1:",
        "else:",
        "finally:",
        "try:\n{}pass\n{}finally:",
        "with a, b, c:",
        "if x: pass\n{}elif y:",
    ];
    let mut sources = Vec::new();
    for head in heads {
        for n in [10, 63, 64, 65, 300] {
            for unit in [" ", "\t", "  "] {
                let mut source = String::new();
                for depth in 0..n {
                    let indent = unit.repeat(depth);
                    let inner = unit.repeat(depth + 1);
                    let head = head.replacen("{}", &inner, 1).replace("{}", &indent);
                    source.push_str(&format!("{indent}{head}\n"));
                }
                for line in ["break", "return", "x"] {
                    sources.push(format!("{source}{}{line}\n", unit.repeat(n)));
                }
            }
        }
    }
    survive(sources);
}

#[test]
fn a_try_in_every_final_body_stays_small() {
    let mut source = String::from("def f():\n");
    for depth in 0..40 {
        let indent = " ".repeat(depth + 1);
        source.push_str(&format!("{indent}try:\n{indent} return 1\n{indent}finally:\n"));
    }
    source.push_str(&format!("{}pass\n", " ".repeat(41)));
    let program = compile(&source, Model::Threads).program.expect("compiles");
    let n_ops: usize = program.codes.iter().map(|code| code.ops.len()).sum();
    assert!(n_ops < 4_000, "{n_ops}");
}

/// Pieces that hostile and ordinary texts are made of.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    "==",
    ":=",
    "+=",
    "->",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "%",
    "@",
    "~",
    "<",
    ">",
    "!",
    "!=",
    "|",
    "&",
    "^",
    "<<",
    "...",
    "\\",
    "\\\n",
    "\n",
    "\n ",
    "\n  ",
    "\n    ",
    "\n\t",
    "\r\n",
    "\r",
    "  ",
    "#",
    "# x\n",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "f'",
    "f\"",
    "f'''",
    "rf'",
    "b'",
    "t'",
    "r'\\",
    "f'{",
    "{{",
    "}}",
    "!r",
    ":>3",
    "\\N{",
    "\\x",
    "x",
    "y",
    "f",
    "self",
    "é",
    "“",
    "\u{a0}",
    "\u{feff}",
    "0",
    "1",
    "1.5",
    "1e",
    "0x",
    "1_0",
    "99999999999999999999",
    "1j",
    "None",
    "True",
    "if ",
    "elif ",
    "else",
    "else:",
    "while ",
    "for ",
    "in ",
    "is ",
    "not ",
    "and ",
    "or ",
    "def ",
    "def f(",
    "async ",
    "await ",
    "lambda ",
    "lambda: ",
    "class ",
    "return ",
    "yield ",
    "yield from ",
    "try:",
    "except ",
    "except:",
    "except* ",
    "finally:",
    "with ",
    "as ",
    "raise ",
    "from ",
    "import ",
    "global ",
    "nonlocal ",
    "del ",
    "assert ",
    "pass",
    "break",
    "continue",
    "match ",
    "case ",
    "type ",
    "print(",
    "cpu(",
    "io(",
    "spawn(",
    "gather(",
    "Lock()",
    ".join()",
    "_",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|parts| parts.concat())
}

/// Python that is nearly right: statements of pieces, indented in steps.
fn program_like() -> impl Strategy<Value = String> {
    let expression = prop::sample::select(vec![
        "x",
        "1",
        "f(x)",
        "x.a",
        "x[0]",
        "[i for i in x]",
        "{1: 2}",
        "(x, y)",
        "not x",
        "x if y else 1",
        "lambda q: q",
        "await io(1)",
        "f'{x!r:>{y}}'",
        "x < y < 1",
        "x and y or 1",
        "(z := 3)",
        "-x ** 2",
        "{*x}",
        "{**x}",
        "*x",
        "yield x",
        "x[1:2, ::3]",
        "spawn(f, 1)",
        "1 +",
        "(",
        "",
    ]);
    let line = (
        prop::sample::select(vec![
            "x = @",
            "x, y = @",
            "x += @",
            "if @:",
            "elif @:",
            "else:",
            "while @:",
            "for x in @:",
            "def f(a, b=@):",
            "async def g(*a):",
            "return @",
            "try:",
            "except @ as e:",
            "finally:",
            "with @ as x:",
            "async with @:",
            "raise @",
            "assert @, @",
            "del x",
            "global x",
            "nonlocal x",
            "@",
            "break",
            "continue",
            "pass",
            "x: int = @",
            "import x",
            "class A:",
        ]),
        expression,
        0usize..5,
    );
    prop::collection::vec(line, 0..30).prop_map(|lines| {
        let line = |(text, e, depth): (&str, &str, usize)| {
            format!("{}{}\n", "    ".repeat(depth), text.replace('@', e))
        };
        lines.into_iter().map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survive(vec![String::from_utf8_lossy(&bytes).into_owned()]);
    }

    #[test]
    fn any_pieces_are_survived(source in pieces(80)) {
        survive(vec![source]);
    }

    #[test]
    fn pieces_repeated_are_survived(source in pieces(6), n in 1usize..3000) {
        let n = n.min(MAX_SOURCE / source.len().max(1));
        survive(vec![source.repeat(n)]);
    }

    #[test]
    fn nearly_programs_are_survived(source in program_like()) {
        survive(vec![source]);
    }
}
