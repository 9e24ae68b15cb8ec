//! Every file in `corpus` is a link somebody may have kept, and what it must
//! open as. Files are added and never changed: a change that breaks one breaks
//! the promise.
//!
//! A file says `link: …`, then the settings as `name: value` lines, then the
//! fingerprint of its run, then `---` and the script. `UPDATE_LINKS=1`
//! completes files that hold nothing but their link.
//!
//! A fingerprint that changed means that scheduling changed. Until the first
//! release `UPDATE_LINKS=trace` writes the new ones; from then on
//! `scenario::SEMANTICS` must be raised with them.

use interleave::engine;
use interleave::metrics::fingerprint;
use interleave::scenario::{Key, Scenario};
use interleave::script::compile;
use interleave::share::{Decoded, decode};
use std::fs;
use std::path::Path;
use std::rc::Rc;

/// What a link opens as, in the form of a corpus file.
fn describe(link: &str, decoded: &Decoded) -> String {
    let mut text = format!("link: {link}\n");
    for problem in &decoded.problems {
        text.push_str(&format!("problem: {problem:?}\n"));
    }
    for key in Key::ALL {
        if let Some(value) = key.get(&decoded.scenario) {
            text.push_str(&format!("{}: {value}\n", key.word()));
        }
    }
    for (name, value) in &decoded.scenario.unknown {
        text.push_str(&format!("unknown: {name}-{value}\n"));
    }
    if decoded.problems.is_empty() {
        text.push_str(&format!("trace: {}\n", run(&decoded.scenario)));
    }
    format!("{text}---\n{}", decoded.scenario.script)
}

fn run(scenario: &Scenario) -> String {
    let setup = &scenario.setup;
    match compile(&scenario.script, setup.model).program {
        Some(program) => format!("{:016x}", fingerprint(&engine::run(Rc::new(program), setup))),
        None => "none, the script is wrong".into(),
    }
}

/// Stands for the gallery, which has its own tests.
fn example(id: &str) -> Option<Scenario> {
    (id == "two-threads")
        .then(|| Scenario::from_script("# @model threads @cores 2 @title Two\nspawn(print, 1)\n"))
}

#[test]
fn every_link_ever_kept_opens_as_it_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links/corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 12, "the corpus only grows");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let link = text.lines().next().and_then(|l| l.strip_prefix("link: ")).unwrap();
        let now = describe(link, &decode(link, example));
        let update = std::env::var("UPDATE_LINKS").unwrap_or_default();
        let new = text.lines().count() == 1 && update == "1";
        // Settings invented later are not in the older files.
        let kept: String = now.split_inclusive('\n').filter(|l| is_kept(l, &text)).collect();
        if new {
            fs::write(&file, now).unwrap();
        } else if update == "trace" && without_trace(&kept) == without_trace(&text) {
            fs::write(&file, kept).unwrap();
        } else {
            assert_eq!(kept, text, "{}", file.display());
        }
    }
}

fn without_trace(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with("trace: ")).collect()
}

/// All but a setting that the file does not name.
fn is_kept(line: &str, file: &str) -> bool {
    let name = line.split(": ").next().unwrap_or("");
    Key::from_word(name).is_none() || file.contains(&format!("\n{name}: "))
}

/// The dictionary is part of the format: a changed byte breaks every link.
#[test]
fn the_dictionary_of_format_1_is_frozen() {
    let hash = interleave::share::DICTIONARY_1
        .iter()
        .fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3));
    assert_eq!(interleave::share::DICTIONARY_1.len(), 2026);
    assert_eq!(hash, 0x4d36cccec07f41c6);
}
