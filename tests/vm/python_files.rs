//! Whole programs, in `tests/python`: what they print here is what CPython
//! prints. None depends on time.

use crate::python;
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python");
    let entries = std::fs::read_dir(folder).expect("the folder of programs");
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "py"));
    files.sort();
    files
}

#[test]
fn programs_print_what_cpython_prints() {
    if !python::is_there() {
        println!("skipped: there is no python3 of 3.9 or newer");
        return;
    }
    for path in files() {
        println!("{}", path.display());
        python::same(&std::fs::read_to_string(path).expect("a readable program"));
    }
    assert!(!files().is_empty());
}
