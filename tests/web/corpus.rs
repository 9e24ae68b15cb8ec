//! The runs that are compared, each told by one line: its ending time and a
//! hash of everything its trace holds.
//!
//! A run is a script that carries its settings as pragmas, so that the native
//! half can hand the whole corpus to the browser half as one text.

use interleave::engine;
use interleave::scenario::Scenario;
use interleave::script;
use std::fmt::Write;
use std::rc::Rc;

/// Ends a script and the line that tells its run: no script holds one.
const END: char = '\u{c}';

/// What a run of the script comes to.
pub fn told(script: &str) -> String {
    let scenario = Scenario::from_script(script);
    script::include_library();
    let compiled = script::compile(&scenario.script, scenario.setup.model);
    let Some(program) = compiled.program else {
        return format!("{} diagnostics", compiled.diagnostics.len());
    };
    let trace = engine::watch(Rc::new(program), &scenario.setup);
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    let _ = write!(hash, "{trace:?}");
    format!("{:016x} {} ns", hash.0, trace.end.0)
}

/// The scripts and what is told of them, as one text.
#[cfg(not(target_arch = "wasm32"))]
pub fn written(scripts: &[String]) -> String {
    let mut text = String::new();
    for script in scripts {
        assert!(!script.contains(END), "a script holds the separator");
        let _ = write!(text, "{script}{END}{}{END}", told(script));
    }
    text
}

/// Script and line, from what [`written`] wrote.
#[cfg(target_arch = "wasm32")]
pub fn read(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = text.split(END).collect();
    parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
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
