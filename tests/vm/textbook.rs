//! Programs in the manner of textbook chapters, in `tests/python/programs`,
//! run here and on CPython.
//!
//! The head of a file says what kind it is. `needs: 3.11` is the oldest Python
//! that has what it uses (3.9 without it). `clock: virtual` is for asyncio
//! alone: CPython then runs on a clock that jumps (`jump.py`), so times are
//! compared as well. Others run in real time, where a loaded machine can be
//! late: what differs is tried again. `ends: deadlock` is for programs whose
//! output is open: only their end is looked at, and only here.

use crate::python;
use interleave::engine;
use interleave::script::compile;
use interleave::setup::{Model, Setup};
use interleave::trace::{Ending, Trace};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Most of them sleep, so there may be more than cores.
const AT_ONCE: usize = 4;
const TRIES: usize = 6;

struct Textbook {
    path: PathBuf,
    source: String,
}

impl Textbook {
    fn said(&self, key: &str) -> Option<&str> {
        let head = self.source.lines().take_while(|line| line.starts_with('#'));
        let key = format!("# {key}: ");
        head.filter_map(|line| line.strip_prefix(key.as_str())).next()
    }

    fn needs(&self) -> u32 {
        let version = self.said("needs").unwrap_or("3.9");
        version.trim_start_matches("3.").parse().expect("a version such as 3.11")
    }

    fn run(&self, cores: u16) -> Trace {
        let compiled = compile(&self.source, Model::Threads);
        let program = compiled.program.unwrap_or_else(|| {
            panic!("{}: {:?}", self.path.display(), compiled.diagnostics);
        });
        engine::run(program.into(), &Setup { cores, ..Setup::default() })
    }

    fn on_cpython(&self) -> String {
        let mut command = Command::new("python3");
        command.arg("-I").stderr(Stdio::null());
        if self.said("clock") == Some("virtual") {
            command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vm/jump.py"));
        }
        let output = command.arg(&self.path).output().expect("python3 is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What differs, if anything does.
    fn compare(&self) -> Option<String> {
        let ours: Vec<String> = [1, 2].map(|cores| printed(&self.run(cores))).into();
        if ours[0] != ours[1] {
            return Some(format!("one core printed\n{}two cores\n{}", ours[0], ours[1]));
        }
        let mut theirs = String::new();
        for _ in 0..TRIES {
            theirs = self.on_cpython();
            if theirs.trim_end() == ours[0].trim_end() {
                return None;
            }
        }
        let ending = self.run(2).ending;
        Some(format!("CPython printed\n{theirs}we printed\n{}and ended {ending:?}", ours[0]))
    }
}

fn printed(trace: &Trace) -> String {
    trace.output.iter().map(|o| format!("{}\n", o.text)).collect()
}

fn programs() -> Vec<Textbook> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/programs");
    let entries = std::fs::read_dir(folder).expect("the folder of programs");
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let source = std::fs::read_to_string(&path).expect("a readable program");
        Textbook { path, source }
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn textbook_programs_print_what_cpython_prints() {
    let (all, next, wrong) = (programs(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let newest = (9..20).rev().find(|&minor| python::is_there(minor));
    let Some(newest) = newest else {
        return println!("skipped: there is no python3 of 3.9 or newer");
    };
    let wanted = |p: &&Textbook| p.said("ends").is_none() && p.needs() <= newest;
    let determined: Vec<&Textbook> = all.iter().filter(wanted).collect();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(program) = determined.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let differs = program.compare();
                    let told = differs.map(|what| format!("{}: {what}", program.path.display()));
                    wrong.lock().unwrap().extend(told);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn textbook_programs_end_as_they_say() {
    let all = programs();
    assert!(all.len() >= 60, "only {} programs", all.len());
    for program in all {
        let ending = program.run(2).ending;
        let fine = match program.said("ends") {
            Some("deadlock") => matches!(ending, Some(Ending::Deadlocked { .. })),
            Some("failure") => matches!(ending, Some(Ending::Failed(_))),
            None | Some("finished") => matches!(ending, Some(Ending::Finished)),
            Some(other) => panic!("unknown end: {other}"),
        };
        assert!(fine, "{} ended {ending:?}", program.path.display());
    }
}
