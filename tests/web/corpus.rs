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
