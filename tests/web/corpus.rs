//! The runs that are compared, each told by one line: its name, its ending,
//! and a hash of everything its trace holds.

use interleave::engine;
use interleave::lessons;
use interleave::scenario::Scenario;
use interleave::script;
use interleave::setup::Model;
use std::fmt::Write;
use std::rc::Rc;

/// Every lesson under every model, on one core and on three.
pub fn lines() -> String {
    let mut lines = String::new();
    for lesson in lessons::ALL {
        for &model in Model::ALL {
            for cores in [1, 3] {
                let mut scenario = lesson.scenario("", lesson.script_en);
                scenario.setup.model = model;
                scenario.setup.cores = cores;
                let told = told(&scenario);
                let _ = writeln!(lines, "{} {} {cores}: {told}", lesson.id, model.word());
            }
        }
    }
    lines
}

fn told(scenario: &Scenario) -> String {
    let compiled = script::compile(&scenario.script, scenario.setup.model);
    let Some(program) = compiled.program else {
        return format!("{} diagnostics", compiled.diagnostics.len());
    };
    let trace = engine::run(Rc::new(program), &scenario.setup);
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    let _ = write!(hash, "{trace:?}");
    format!("{:016x} {} ns", hash.0, trace.end.0)
}

/// FNV-1a, 64 bits: enough to tell two traces apart, and the same everywhere.
struct Fnv(u64);

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

/// Texts at the size limit that nest or chain as deep as the size allows.
#[cfg(target_arch = "wasm32")]
pub fn deep_texts() -> Vec<String> {
    let fill = |unit: &str| unit.repeat(script::MAX_SOURCE / unit.len());
    let mut texts: Vec<String> =
        ["(", "[", "{", "-", "not ", "await ", "lambda: ", "1**", "x if x else "].map(fill).into();
    texts.extend(["x()", "x[0]", "x.y", "1+", "x<", "x and ", "f'{", "x=", "a,"].map(fill));
    // Blocks: each line one space deeper.
    let mut blocks = String::new();
    for depth in 0.. {
        let line = format!("{}if x:\n", " ".repeat(depth));
        if blocks.len() + line.len() > script::MAX_SOURCE {
            break;
        }
        blocks.push_str(&line);
    }
    texts.push(blocks);
    texts
}
