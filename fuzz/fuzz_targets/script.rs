//! Any text as a script: compiled, said in every language, and run under a
//! model, a policy and a machine that its own bytes choose. Nothing may panic,
//! hang or overflow; every run has an ending; the same run twice is the same.

#![no_main]

use interleave::base::LineIndex;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{Limits, Model, Policy, Scheduler, Setup};
use interleave::words::{Lang, diagnostic, ending};
use libfuzzer_sys::fuzz_target;

/// Small enough for thousands of runs a second, large enough to get anywhere.
fn limits() -> Limits {
    Limits {
        steps: 20_000,
        events: 5_000,
        tasks: 60,
        heap: 4 << 20,
        output_bytes: 20_000,
        output_lines: 500,
        ..Limits::default()
    }
}

/// What the first bytes say, and the text after them.
fn setup(data: &[u8]) -> (Setup, &[u8]) {
    let Some((&[model, policy, machine], text)) = data.split_first_chunk::<3>() else {
        return (Setup::default(), data);
    };
    let pick = |n: u8, of: usize| n as usize % of;
    let setup = Setup {
        model: Model::ALL[pick(model, Model::ALL.len())],
        policy: Policy::new(Scheduler::ALL[pick(policy, Scheduler::ALL.len())]),
        cores: u16::from(machine % 4) + 1,
        limits: limits(),
        ..Setup::default()
    };
    (setup, text)
}

fuzz_target!(|data: &[u8]| {
    let (setup, text) = setup(data);
    let source = String::from_utf8_lossy(text);
    let compiled = compile(&source, setup.model);
    let lines = LineIndex::new(&source);
    for found in &compiled.diagnostics {
        lines.line_column(&source, found.span.start);
        for lang in Lang::ALL {
            assert!(!diagnostic(&found.kind, *lang).message.is_empty());
        }
    }
    let Some(program) = compiled.program else { return };
    let program = std::rc::Rc::new(program);
    let trace = engine::run(program.clone(), &setup);
    assert!(trace.ending.is_some(), "a run without an ending");
    for lang in Lang::ALL {
        assert!(!ending(&trace, &setup, *lang).sentence.is_empty());
    }
    let again = engine::run(program, &setup);
    assert!(again.ending == trace.ending && again.output == trace.output, "not the same twice");
});
