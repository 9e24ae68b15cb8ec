//! Whole programs, in `tests/python`: what they print here is what CPython
//! prints. None depends on time.

use crate::python;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder of programs");
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "py"));
    files.sort();
    files
}

#[test]
fn programs_print_what_cpython_prints() {
    if !python::is_there(9) {
        println!("skipped: there is no python3 of 3.9 or newer");
        return;
    }
    for path in files("tests/python") {
        println!("{}", path.display());
        python::same(&std::fs::read_to_string(path).expect("a readable program"));
    }
    assert!(!files("tests/python").is_empty());
}

/// Programs with tasks: CPython runs them in real time, the engine in its own.
/// What they print must not hang on who is quicker.
#[test]
fn programs_with_tasks_print_what_cpython_prints() {
    if !python::is_there(11) {
        println!("skipped: there is no python3 of 3.11 or newer");
        return;
    }
    for path in files("tests/python/tasks") {
        let source = std::fs::read_to_string(&path).expect("a readable program");
        let compiled = compile(&source, Model::Threads);
        let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
        let trace = engine::run(program.into(), &Setup { cores: 2, ..Setup::default() });
        let ours: String = trace.output.iter().map(|o| format!("{}\n", o.text)).collect();
        let (theirs, _) = python::run_until(&source, &ours);
        assert_eq!(ours, theirs, "{}: {:?}", path.display(), trace.ending);
    }
}
