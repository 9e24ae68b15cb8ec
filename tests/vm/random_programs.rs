//! Random small programs, each with CPython's output: which name means which
//! variable (`global`, `nonlocal`, closures, comprehensions, classes), what
//! raises what and who catches it, `with`, generators, methods and operators.
//!
//! Functions call only those before them, and loops are short, so every
//! program ends.

use crate::machine;
use interleave::base::Rng;
use std::fmt::Write;
use std::io::Write as _;
use std::process::{Command, Stdio};

const PROGRAMS: usize = 400;

/// What every program begins with.
const HEAD: &str = r#"
class Box:
    made = 0
    def __init__(self, value):
        Box.made += 1
        self.value = value
    def __add__(self, other):
        return Box(self.value + (other.value if isinstance(other, Box) else other))
    def __radd__(self, other):
        return Box(other + self.value)
    def __eq__(self, other):
        return isinstance(other, Box) and self.value == other.value
    def __lt__(self, other):
        return self.value < other.value
    def __bool__(self):
        return self.value != 0
    def __repr__(self):
        return f"Box({self.value!r})"
    def __enter__(self):
        print("enter", self.value)
        return self
    def __exit__(self, kind, error, traceback):
        print("exit", self.value, None if kind is None else kind.__name__)
        return self.value == 7
    def __iter__(self):
        for i in range(min(abs(self.value), 4)):
            yield self.value - i
    def twice(self, by=2):
        self.value *= by
        return self

class Small(Box):
    def twice(self, by=3):
        return super().twice(by)

class Oops(Exception):
    pass

a, b, c = 3, -2, 10
"#;

struct Maker {
    rng: Rng,
    out: String,
    /// Variables that statements here may use, innermost function's last.
    names: Vec<String>,
    /// Functions that may be called, with the number of their arguments.
    functions: Vec<(String, usize)>,
    fresh: usize,
    in_loop: bool,
    in_function: bool,
}

impl Maker {
    fn of(&mut self, n: u64) -> u64 {
        self.rng.below(n)
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.of(from.len() as u64) as usize]
    }

    fn name(&mut self) -> String {
        let at = self.of(self.names.len() as u64) as usize;
        self.names[at].clone()
    }

    fn new_name(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        format!("{prefix}{}", self.fresh)
    }

    fn line(&mut self, indent: usize, text: &str) {
        writeln!(self.out, "{:1$}{text}", "", indent * 4).expect("a line");
    }

    fn int(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(if depth == 0 { 3 } else { 12 }) {
            0 => self.pick(&["0", "1", "2", "-3", "7", "10"]).to_string(),
            1 | 2 => self.name(),
            3 | 4 => {
                let op = self.pick(&["+", "-", "*", "//", "%"]);
                format!("({} {op} {})", self.int(d), self.int(d))
            }
            5 => format!("len({})", self.list(d)),
            6 => format!("{}[{}]", self.list(d), self.pick(&["0", "-1", "1", "3"])),
            7 => format!("({} if {} else {})", self.int(d), self.test(d), self.int(d)),
            8 => format!("sum({})", self.list(d)),
            9 => format!("{}({}).twice().value", self.pick(&["Box", "Small"]), self.int(d)),
            10 => format!("(lambda q, r={}: q - r)({})", self.int(d), self.int(d)),
            _ => self.call(d),
        }
    }

    fn call(&mut self, depth: u32) -> String {
        if self.functions.is_empty() {
            return self.int(0);
        }
        let at = self.of(self.functions.len() as u64) as usize;
        let (name, count) = self.functions[at].clone();
        // Sometimes one too many: a TypeError, which a plain call would be refused for.
        let extra = usize::from(self.of(12) == 0);
        let args: Vec<String> = (0..count + extra).map(|_| self.int(depth)).collect();
        match self.of(4) {
            n if n == 0 || extra > 0 => format!("{name}(*[{}])", args.join(", ")),
            _ => format!("{name}({})", args.join(", ")),
        }
    }

    fn list(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(5) {
            0 => format!("[{}, {}]", self.int(d), self.int(d)),
            1 => {
                let name = self.pick(&["a", "x", "y"]);
                format!("[{name} * 2 for {name} in range({})]", self.pick(&["0", "2", "4"]))
            }
            2 => format!("sorted([{}, {}, {}])", self.int(d), self.int(d), self.int(d)),
            3 => format!("list(Box({}))", self.int(d)),
            _ => format!("[{}]", self.int(d)),
        }
    }

    fn test(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(5) {
            0 => format!("{} < {} <= {}", self.int(d), self.int(d), self.int(d)),
            1 => format!("not {}", self.int(d)),
            2 => format!("{} in {}", self.int(d), self.list(d)),
            3 => format!("({} and {})", self.int(d), self.int(d)),
            _ => format!("{} == {}", self.int(d), self.int(d)),
        }
    }

    fn body(&mut self, indent: usize, depth: u32) {
        for _ in 0..1 + self.of(3) {
            self.statement(indent, depth);
        }
    }

    fn statement(&mut self, indent: usize, depth: u32) {
        if depth > 0 && self.of(3) > 0 {
            return self.compound(indent, depth - 1);
        }
        let text = match self.of(10) {
            0 | 1 => format!("{} = {}", self.name(), self.int(2)),
            2 => format!("{} {} {}", self.name(), self.pick(&["+=", "-=", "*="]), self.int(1)),
            3 => format!("{}, {} = {}, {}", self.name(), self.name(), self.int(1), self.int(1)),
            4 => format!("print({}, f'{{{}:>4}}')", self.list(1), self.name()),
            5 if self.in_loop => self.pick(&["break", "continue"]).to_string(),
            5 => format!("assert {}, {}", self.test(1), self.int(0)),
            6 if self.in_function => format!("return {}", self.int(2)),
            6 => format!("print({{{}: k for k in {}}})", "k % 3", self.list(1)),
            7 => {
                self.pick(&["raise Oops(a)", "raise KeyError('k')", "raise ValueError"]).to_string()
            }
            8 => format!("del {}", self.name()),
            _ => format!("print({})", self.int(2)),
        };
        self.line(indent, &text);
    }

    fn compound(&mut self, indent: usize, depth: u32) {
        let outer = self.in_loop;
        match self.of(7) {
            0 => {
                let test = self.test(1);
                self.line(indent, &format!("if {test}:"));
                self.body(indent + 1, depth);
                if self.of(2) == 0 {
                    self.line(indent, "else:");
                    self.body(indent + 1, depth);
                }
            }
            1 => {
                let (name, list) = (self.name(), self.list(1));
                self.line(indent, &format!("for {name} in {list}:"));
                self.in_loop = true;
                self.body(indent + 1, depth);
                self.in_loop = outer;
                if self.of(3) == 0 {
                    self.line(indent, "else:");
                    self.body(indent + 1, depth);
                }
            }
            2 | 3 => self.try_(indent, depth),
            4 => {
                let value = self.int(1);
                self.line(indent, &format!("with Box({value}) as box:"));
                self.body(indent + 1, depth);
            }
            5 => self.define(indent, depth),
            _ => self.generator(indent),
        }
        self.in_loop = outer;
    }

    fn try_(&mut self, indent: usize, depth: u32) {
        self.line(indent, "try:");
        self.body(indent + 1, depth);
        let caught = self.of(4);
        if caught > 0 {
            let class = self.pick(&[
                "Oops",
                "(KeyError, ValueError)",
                "Exception",
                "ZeroDivisionError",
                "LookupError",
            ]);
            self.line(indent, &format!("except {class} as error:"));
            self.line(indent + 1, "print('caught', type(error).__name__, error)");
            if self.of(4) == 0 {
                self.line(indent + 1, self_raise(caught));
            }
            if self.of(4) == 0 {
                self.line(indent, "else:");
                self.body(indent + 1, depth);
            }
        }
        if caught == 0 || self.of(3) == 0 {
            self.line(indent, "finally:");
            // What leaves a finally hides what was raised, which 3.14 warns of.
            let outer = (self.in_loop, self.in_function);
            (self.in_loop, self.in_function) = (false, false);
            self.body(indent + 1, depth);
            (self.in_loop, self.in_function) = outer;
        }
    }

    /// A function, inside another or not, that may write outer variables.
    fn define(&mut self, indent: usize, depth: u32) {
        let name = self.new_name("f");
        let count = self.of(3) as usize;
        let parameters: Vec<String> = (0..count).map(|i| format!("p{i}")).collect();
        self.line(indent, &format!("def {name}({}):", parameters.join(", ")));
        let declared = self.pick(&["", "a", "b"]);
        if !declared.is_empty() {
            self.line(indent + 1, &format!("global {declared}"));
        }
        let outer = (std::mem::take(&mut self.in_loop), self.in_function, self.names.clone());
        self.in_function = true;
        self.names.extend(parameters);
        let own = self.new_name("v");
        self.line(indent + 1, &format!("{own} = 1"));
        self.names.push(own.clone());
        let depth_left = depth.min(1);
        self.body(indent + 1, depth_left);
        if self.of(2) == 0 {
            let (inner, by) = (self.new_name("g"), self.int(0));
            self.line(indent + 1, &format!("def {inner}():"));
            self.line(indent + 2, &format!("nonlocal {own}"));
            self.line(indent + 2, &format!("{own} = {own} + 1"));
            self.line(indent + 2, &format!("return {own}"));
            self.line(indent + 1, &format!("print({inner}(), {inner}(), {by})"));
        }
        self.line(indent + 1, &format!("return {own}"));
        (self.in_loop, self.in_function, self.names) = outer;
        let args: Vec<String> = (0..count).map(|_| self.int(1)).collect();
        self.line(indent, &format!("print({name}({}))", args.join(", ")));
        if indent == 0 {
            self.functions.push((name, count));
        }
    }

    fn generator(&mut self, indent: usize) {
        let name = self.new_name("gen");
        self.line(indent, &format!("def {name}(n):"));
        self.line(indent + 1, "try:");
        self.line(indent + 2, "while n > 0:");
        self.line(indent + 3, "got = yield n");
        self.line(indent + 3, "n -= 1 if got is None else got");
        self.line(indent + 1, "finally:");
        self.line(indent + 2, "print('closed', n)");
        let start = self.pick(&["0", "1", "3"]);
        match self.of(3) {
            0 => self.line(indent, &format!("print(list({name}({start})))")),
            1 => {
                self.line(indent, &format!("it = {name}({start})"));
                self.line(indent, "print(next(it, 'none'))");
                self.line(indent, "it.close()");
            }
            _ => {
                self.line(indent, &format!("it = {name}({start})"));
                self.line(indent, "print(next(it, 0), next(it, 0), it.close())");
                // One that is dropped unfinished is closed at once by CPython only.
                self.line(indent, "it.close()");
            }
        }
    }
}

fn self_raise(kind: u64) -> &'static str {
    match kind {
        1 => "raise",
        2 => "raise Oops('again') from error",
        _ => "raise TypeError('other')",
    }
}

pub fn program(seed: u64) -> String {
    let mut maker = Maker {
        rng: Rng::new(seed),
        out: HEAD.to_string(),
        names: ["a", "b", "c"].map(String::from).into(),
        functions: Vec::new(),
        fresh: 0,
        in_loop: false,
        in_function: false,
    };
    for _ in 0..3 {
        maker.line(0, "try:");
        maker.body(1, 3);
        maker.line(0, "except Exception as error:");
        maker.line(1, "print('top', type(error).__name__, error)");
        maker.line(1, "a, b, c = 1, 2, 3");
        maker.define(0, 2);
    }
    maker.line(0, "print(a, b, c, Box.made, Box(1) + 2, 3 + Box(4), Box(1) == Box(1))");
    maker.out
}

/// Runs all programs in one CPython; what each printed.
fn on_cpython(programs: &[String]) -> Vec<String> {
    let driver = "
import contextlib, io, json, sys
out = []
for source in json.load(sys.stdin):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try:
            exec(compile(source, 'program', 'exec'), {'__name__': '__main__'})
        except SyntaxError as error:
            text = io.StringIO(f'SyntaxError {error}')
        except Exception as error:
            print('ended', type(error).__name__, error)
    out.append(text.getvalue())
print(json.dumps(out))
";
    let mut child = Command::new("python3")
        .args(["-I", "-W", "ignore", "-c", driver])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let input = serde_json::to_vec(programs).expect("JSON");
    child.stdin.take().expect("a pipe").write_all(&input).expect("CPython reads");
    let output = child.wait_with_output().expect("CPython ends");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn random_programs_print_what_cpython_prints() {
    // Before 3.11 some messages had other words.
    if !crate::python::is_there(11) {
        return println!("skipped: there is no python3 of 3.11 or newer");
    }
    let programs: Vec<String> = (1..=PROGRAMS as u64).map(program).collect();
    let theirs = on_cpython(&programs);
    let mut compared = 0;
    for (source, theirs) in programs.iter().zip(&theirs) {
        // What CPython refuses to compile is not about running.
        if theirs.starts_with("SyntaxError") {
            continue;
        }
        let mut ours = machine::execute(source);
        if ours.error.as_ref().is_some_and(|e| e.contains("64-bit")) || too_large(theirs) {
            continue;
        }
        if let Some(error) = ours.error.take() {
            writeln!(ours.output, "ended {}", error.replacen(": ", " ", 1)).expect("a line");
        }
        compared += 1;
        assert_eq!(ours.output.trim_end(), theirs.trim_end(), "{source}");
    }
    assert!(compared > PROGRAMS * 3 / 4, "only {compared} of {PROGRAMS} could be compared");
}

/// Integers beyond 64 bits, which are ours to refuse.
fn too_large(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 18)
}
