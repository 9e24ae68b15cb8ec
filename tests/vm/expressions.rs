//! Random expressions, thousands of them, each with CPython's answer.
//!
//! The generator knows roughly which types fit, so that most expressions have
//! a value; those that raise must raise the same with the same words. Where
//! our integers end at 64 bits, CPython's go on: such answers are left out.

use interleave::base::Rng;
use interleave::script::compile;
use interleave::setup::Model;

struct Maker {
    rng: Rng,
}

const INTS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "-3",
    "7",
    "10",
    "-10",
    "12",
    "100",
    "255",
    "-256",
    "1000",
    "65536",
    "-99999",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775807",
];
const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "1.0",
    "0.5",
    "-0.5",
    "1.5",
    "2.5",
    "-2.5",
    "0.1",
    "0.125",
    "3.14159",
    "1e16",
    "1e15",
    "1e-5",
    "0.0001",
    "1e22",
    "123456.789",
    "-1e100",
    "1e-300",
    "2.675",
    "1e300",
    "9e15",
    "float('inf')",
    "float('-inf')",
    "float('nan')",
    "1234567890123456.7",
    "0.30000000000000004",
];
const STRS: &[&str] = &[
    "''",
    "'a'",
    "'ab'",
    "'abc'",
    "'hello world'",
    "'  pad  '",
    "'A'",
    "'12'",
    "'-7'",
    "'3.5'",
    "'a,b,,c'",
    "'\\n'",
    "'tab\\there'",
    "'žluť'",
    "\"it's\"",
    "'a\"b'",
    "'日本語'",
    "'Title Case'",
    "'xyxyx'",
    "'0'",
    "'line\\nline2\\r\\nend'",
    "'\\x00\\x7f'",
    "'é'",
    "'😀!'",
];
const FLOAT_SPECS: &[&str] = &[
    "", ".2f", "10.3f", "<10.1f", ">12", "^14.4", "+.1e", "e", "g", ".3g", "010.2f", ",.2f", "%",
    ".1%", "_.3f", "G", ".0f", "#.0f", "+g", " .3f", "*^12.2f", ".10g", "012,.1f", ".4", "n", "#g",
];
const INT_SPECS: &[&str] = &[
    "", "d", "5", "<5", ">5", "^7", "05d", "+d", " d", "x", "X", "#x", "b", "#b", "o", "#o", ",",
    "_", "_b", "010,", "08b", "e", ".2f", "%", "*>8", "+08d", "#010x", "g", "s", "c", ".2d", "-",
    "=6", "06,", "^+9",
];
const STR_SPECS: &[&str] =
    &["", "s", "10", ">10", "^9", "*<8", ".2", ">6.1", "05", "d", "=5", "+", ",", "-^7s"];

impl Maker {
    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.rng.below(from.len() as u64) as usize]
    }

    fn of(&mut self, n: u64) -> u64 {
        self.rng.below(n)
    }

    fn int(&mut self, depth: u32) -> String {
        if depth == 0 || self.of(4) == 0 {
            return self.pick(INTS).to_string();
        }
        let d = depth - 1;
        match self.of(16) {
            0..5 => {
                let op = self.pick(&["+", "-", "*", "//", "%", "&", "|", "^"]);
                format!("({} {op} {})", self.int(d), self.int(d))
            }
            5 => format!("({} ** {})", self.int(d), self.pick(&["0", "1", "2", "3", "5"])),
            6 => {
                let op = self.pick(&["<<", ">>"]);
                format!("({} {op} {})", self.int(d), self.pick(&["0", "1", "3", "31", "70", "-1"]))
            }
            7 => format!("({}{})", self.pick(&["-", "+", "~"]), self.int(d)),
            8 => format!("len({})", self.sized(d)),
            9 => format!("int({})", self.any(d)),
            10 => format!("abs({})", self.int(d)),
            11 => format!("round({}, {})", self.int(d), self.pick(&["-1", "-2", "0", "2", "-3"])),
            12 => format!(
                "{}.{}({})",
                self.str(d),
                self.pick(&["find", "count", "rfind", "index"]),
                self.str(d)
            ),
            13 => format!("({} if {} else {})", self.int(d), self.bool(d), self.int(d)),
            14 => format!("{}({})", self.pick(&["min", "max", "sum"]), self.ints(d)),
            _ => format!("{}[{}]", self.ints(d), self.pick(&["0", "1", "-1", "5"])),
        }
    }

    fn float(&mut self, depth: u32) -> String {
        if depth == 0 || self.of(4) == 0 {
            return self.pick(FLOATS).to_string();
        }
        let d = depth - 1;
        match self.of(9) {
            0..4 => {
                let op = self.pick(&["+", "-", "*", "/", "//", "%"]);
                format!("({} {op} {})", self.number(d), self.float(d))
            }
            4 => format!("({} / {})", self.int(d), self.int(d)),
            5 => format!("float({})", self.any(d)),
            6 => format!(
                "round({}, {})",
                self.float(d),
                self.pick(&["0", "1", "2", "5", "-1", "-3"])
            ),
            7 => format!(
                "({} ** {})",
                self.number(d),
                self.pick(&["2", "-1", "0.5", "3", "-2.0", "0"])
            ),
            _ => format!("(-{})", self.float(d)),
        }
    }

    fn number(&mut self, depth: u32) -> String {
        if self.of(2) == 0 { self.int(depth) } else { self.float(depth) }
    }

    fn index(&mut self) -> &'static str {
        self.pick(&["", "0", "1", "2", "-1", "-2", "5", "-7", "100"])
    }

    fn slice(&mut self) -> String {
        let (a, b) = (self.index(), self.index());
        match self.pick(&["", "1", "2", "-1", "-2", "3", "0"]) {
            "" => format!("{a}:{b}"),
            step => format!("{a}:{b}:{step}"),
        }
    }

    fn str(&mut self, depth: u32) -> String {
        if depth == 0 || self.of(4) == 0 {
            return self.pick(STRS).to_string();
        }
        let d = depth - 1;
        match self.of(15) {
            0 => format!("({} + {})", self.str(d), self.str(d)),
            1 => format!("({} * {})", self.str(d), self.pick(&["0", "1", "3", "-1", "True"])),
            2 => format!("{}[{}]", self.str(d), self.slice()),
            3 => format!("{}[{}]", self.str(d), self.pick(&["0", "1", "-1", "9"])),
            4 => {
                let name = self.pick(&[
                    "upper",
                    "lower",
                    "strip",
                    "title",
                    "capitalize",
                    "swapcase",
                    "lstrip",
                    "rstrip",
                    "casefold",
                    "expandtabs",
                ]);
                format!("{}.{name}()", self.str(d))
            }
            5 => format!("{}.replace({}, {})", self.str(d), self.str(0), self.str(0)),
            6 => {
                let name = self.pick(&["center", "ljust", "rjust", "zfill"]);
                format!("{}.{name}({})", self.str(d), self.pick(&["0", "3", "6", "9", "12"]))
            }
            7 => format!("{}.join({})", self.str(0), self.strs(d)),
            8 => format!("{}({})", self.pick(&["str", "repr"]), self.any(d)),
            9 => format!("f'{{{}:{}}}'", self.quoted(Maker::float, d), self.pick(FLOAT_SPECS)),
            10 => format!("f'{{{}:{}}}'", self.quoted(Maker::int, d), self.pick(INT_SPECS)),
            11 => format!("'{{:{}}}'.format({})", self.pick(STR_SPECS), self.str(d)),
            12 => format!("'%{}' % ({},)", self.pick(&["s", "r", "5s", "-6s", ".2s"]), self.any(d)),
            13 => {
                let code = self.pick(&["d", "5d", "05d", "-7d", "+d", "x", ".2f", "8.1e", "g"]);
                format!("'<%{code}>' % {}", self.number(d))
            }
            _ => format!(
                "{}.{}({})",
                self.str(d),
                self.pick(&["strip", "removeprefix", "removesuffix"]),
                self.str(0)
            ),
        }
    }

    /// An expression without quotes, for inside an f-string.
    fn quoted(&mut self, make: fn(&mut Maker, u32) -> String, depth: u32) -> String {
        loop {
            let text = make(self, depth.min(2));
            if !text.contains(['\'', '"', '{', '\\', ':', '!']) {
                return text;
            }
        }
    }

    fn bool(&mut self, depth: u32) -> String {
        if depth == 0 || self.of(5) == 0 {
            return self.pick(&["True", "False"]).to_string();
        }
        let d = depth - 1;
        match self.of(9) {
            0..3 => {
                let op = self.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {op} {})", self.number(d), self.number(d))
            }
            3 => {
                let op = self.pick(&["<", "<=", ">", ">=", "==", "!=", "in", "not in"]);
                format!("({} {op} {})", self.str(d), self.str(d))
            }
            4 => {
                format!("({} {} {})", self.any(d), self.pick(&["==", "!=", "<", "in"]), self.any(d))
            }
            5 => format!("({} < {} <= {})", self.number(d), self.number(d), self.number(d)),
            6 => format!("(not {})", self.any(d)),
            7 => {
                let name = self.pick(&[
                    "isdigit",
                    "isalpha",
                    "isupper",
                    "islower",
                    "isspace",
                    "istitle",
                    "isalnum",
                    "isidentifier",
                    "isascii",
                ]);
                format!("{}.{name}()", self.str(d))
            }
            _ => format!(
                "{}.{}({})",
                self.str(d),
                self.pick(&["startswith", "endswith"]),
                self.str(0)
            ),
        }
    }

    fn many(&mut self, make: fn(&mut Maker, u32) -> String, depth: u32) -> String {
        let items: Vec<String> = (0..self.of(4)).map(|_| make(self, depth)).collect();
        items.join(", ")
    }

    fn ints(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(4) {
            0 => format!(
                "range({}, {}, {})",
                self.pick(&["0", "5", "-3"]),
                self.pick(&["0", "9", "-8"]),
                self.pick(&["1", "2", "-1", "-3"])
            ),
            1 => format!("({},)", self.int(d)),
            _ => format!("[{}]", self.many(Maker::int, d)),
        }
    }

    fn strs(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(5) {
            0 => format!("{}.split()", self.str(d)),
            1 => format!(
                "{}.{}({})",
                self.str(d),
                self.pick(&["split", "rsplit", "partition", "rpartition"]),
                self.str(0)
            ),
            2 => format!("{}.splitlines()", self.str(d)),
            3 => format!("sorted([{}])", self.many(Maker::str, d)),
            _ => format!("[{}]", self.many(Maker::str, d)),
        }
    }

    fn list(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(9) {
            0 => format!("({} + {})", self.list(d), self.list(d)),
            1 => format!("{}[{}]", self.list(d), self.slice()),
            2 => format!("({} * {})", self.ints(d), self.pick(&["0", "2", "-1"])),
            3 => format!("sorted({}, reverse={})", self.ints(d), self.bool(0)),
            4 => format!("list({})", self.sized(d)),
            5 => format!(
                "[x for x in {} if {}]",
                self.ints(d),
                self.pick(&["x", "x > 2", "x % 3 == 1", "not x"])
            ),
            6 => format!("list(zip({}, {}))", self.sized(d), self.sized(d)),
            7 => format!("list(enumerate({}))", self.sized(d)),
            _ => format!("[{}]", self.many(Maker::any, d)),
        }
    }

    fn sized(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(6) {
            0 => self.str(d),
            1 => self.ints(d),
            2 => self.strs(d),
            3 => format!("{{{}: {}, {}: {}}}", self.str(0), self.any(d), self.int(0), self.any(d)),
            4 => format!("({}, {})", self.any(d), self.any(d)),
            _ => {
                if depth == 0 {
                    return "[]".to_string();
                }
                self.list(d)
            }
        }
    }

    fn any(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.of(12) {
            0..3 => self.int(d),
            3..5 => self.float(d),
            5..8 => self.str(d),
            8 => self.bool(d),
            9 => "None".to_string(),
            10 if depth > 0 => format!("divmod({}, {})", self.number(d), self.number(d)),
            _ => self.sized(d),
        }
    }
}

#[test]
fn random_expressions_have_cpythons_values() {
    for seed in 0..40 {
        let mut maker = Maker { rng: Rng::new(seed) };
        let mut script = String::from(
            "def show(f):\n    try:\n        print(repr(f()))\n    except Exception as e:\n        \
             print(type(e).__name__, e)\n",
        );
        let mut expressions = Vec::new();
        while script.len() < 60_000 {
            let text = match maker.of(8) {
                0 | 1 => maker.int(3),
                2 => maker.float(3),
                3 | 4 => maker.str(3),
                5 => maker.bool(3),
                6 => maker.list(3),
                _ => maker.any(4),
            };
            // What the compiler refuses, such as an int too large, is not run.
            let compiles = || compile(&text, Model::Threads).program.is_some();
            // CPython finds a NaN in a container by identity, which our floats
            // do not have: to us every NaN in a container is the same one.
            let nan_inside = text.contains("nan")
                && ["divmod", "[", "(", "{"].iter().any(|open| text.contains(open))
                && ["==", "!=", " in ", "<", ">"].iter().any(|op| text.contains(op));
            if text.len() < 400 && !nan_inside && compiles() {
                script.push_str(&format!("show(lambda: {text})\n"));
                expressions.push(text);
            }
        }
        compare(&script, &expressions);
    }
}

fn compare(script: &str, expressions: &[String]) {
    let ours = crate::machine::execute(script);
    let (theirs, _) = crate::python::run(script);
    assert_eq!(ours.error, None);
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (ours.output.lines().collect(), theirs.lines().collect());
    assert_eq!((ours.len(), theirs.len()), (expressions.len(), expressions.len()));
    let mut wrong = Vec::new();
    for ((ours, theirs), text) in ours.iter().zip(&theirs).zip(expressions) {
        let limited = ours.contains("64-bit") || ours.contains("complex number");
        if ours != theirs && !limited {
            wrong.push(format!("{text}\n  ours:   {ours}\n  theirs: {theirs}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), expressions.len(), wrong.join("\n"));
}
