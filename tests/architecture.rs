//! The architecture as a test: who may import whom, who may know a browser,
//! how long a file may grow, which words never appear.
//!
//! Reads the sources as text. A false alarm in a comment or a string is
//! possible and rare; comments are skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Module, and what it may import. ARCHITECTURE.md explains the direction.
const IMPORTS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("program", &["base"]),
    ("setup", &["base"]),
    ("trace", &["base"]),
    ("script", &["base", "program", "setup"]),
    ("engine", &["base", "program", "setup", "trace"]),
    ("metrics", &["base", "setup", "trace"]),
    ("explain", &["base", "setup", "trace"]),
    ("view", &["base", "trace"]),
    ("export", &["base", "setup", "trace", "view", "metrics"]),
    ("scenario", &["base", "script", "setup"]),
    ("compare", &["base", "program", "setup", "trace", "script", "engine", "metrics", "scenario"]),
    ("share", &["base", "script", "setup", "scenario"]),
    ("lessons", &["base", "setup", "scenario"]),
    (
        "words",
        &[
            "base", "program", "setup", "trace", "script", "engine", "metrics", "explain", "view",
            "export", "scenario", "compare", "share", "lessons",
        ],
    ),
    ("ui", &["*"]),
    ("main", &["*"]),
    ("tools", &["*"]),
    ("bin", &["*"]),
];

const BROWSER: &[&str] = &["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo"];
/// Where sources are.
const FOLDERS: [&str; 6] = ["src", "tests", "www", "scripts", "packed", "benches"];
const LONGEST_FILE: usize = 600;
const MEDIAN_FILE: usize = 200;

/// Spelt in halves so that this file does not find itself.
const FORBIDDEN: &[(&str, &str)] = &[
    ("inner_", "html"),
    ("inner", "HTML"),
    ("from_html_", "unchecked"),
    ("todo", "!("),
    ("unimpl", "emented!("),
    ("FIX", "ME"),
    ("#[ig", "nore"),
    ("dbg", "!("),
];

struct Source {
    /// Relative to the package, with forward slashes.
    path: String,
    text: String,
}

fn sources(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(path) = pending.pop() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            // Built files are nobody's sources.
            if name != "dist" {
                pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
        } else if extensions.iter().any(|end| name.ends_with(end)) {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Lines of code with their numbers: comments and doc comments left out.
fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// `src/engine/vm/value.rs` belongs to `engine`, `src/main.rs` to `main`.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let first = inside.split('/').next().unwrap_or(inside);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Whether `word` occurs in `line` on its own, not inside a longer name.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        edge(line[..at].chars().next_back()) && edge(line[at + word.len()..].chars().next())
    })
}

/// Modules of this crate that a line names by `crate::` or `interleave::`,
/// also through braces: `use crate::{base, trace::Trace}`.
fn imported(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for prefix in ["crate::", "interleave::"] {
        for (at, _) in text.match_indices(prefix) {
            let rest = &text[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(heads(group)),
                None => found.push(identifier(rest)),
            }
        }
    }
    found
}

/// The first identifier of each item of a `{…}` group, its brace already read.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut heads = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(String::new()),
            _ if depth == 0 => heads.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    heads.iter().map(|item| identifier(item.trim())).filter(|head| !head.is_empty()).collect()
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_module_imports_only_what_lies_before_it() {
    let allowed: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut breaches = Vec::new();
    for source in sources("src", &[".rs"]) {
        let from = module(&source.path);
        if from == "lib" {
            continue;
        }
        let Some(allowed) = allowed.get(from) else {
            breaches.push(format!("{}: module `{from}` is not in the table", source.path));
            continue;
        };
        // Joined, because a group may span lines; tests may import anything.
        let text: Vec<&str> = code(&source).map(|(_, line)| line).collect();
        let text = text.join("\n");
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(&text);
        for to in imported(text) {
            let known = IMPORTS.iter().any(|(name, _)| *name == to);
            if known && to != from && !allowed.contains(&to.as_str()) && *allowed != ["*"] {
                breaches.push(format!("{}: `{from}` must not import `{to}`", source.path));
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn only_the_page_knows_a_browser() {
    let mut breaches = Vec::new();
    for source in sources("src", &[".rs"]) {
        if ["ui", "main", "tools"].contains(&module(&source.path)) {
            continue;
        }
        for (number, line) in code(&source) {
            for word in BROWSER {
                if names(line, word) || line.contains(&format!("{word}_")) {
                    breaches.push(format!("{}:{number}: names `{word}`", source.path));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn forbidden_words_do_not_appear() {
    let mut breaches = Vec::new();
    for folder in FOLDERS {
        for source in sources(folder, &[".rs", ".js", ".mjs"]) {
            for (number, line) in code(&source) {
                for (head, tail) in FORBIDDEN {
                    if line.contains(&format!("{head}{tail}")) {
                        breaches.push(format!("{}:{number}: {head}{tail}", source.path));
                    }
                }
                // The word also lives in `page.evaluate`, hence by itself.
                let evaluates = names(line, "eval") && line.contains("eval(");
                if evaluates && !source.path.starts_with("tests/") {
                    breaches.push(format!("{}:{number}: evaluates text", source.path));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

/// The page's build has no texts for `Debug` (scripts/build.sh): what is shown,
/// kept or compared is never made by it.
#[test]
fn nothing_is_shown_as_debug_output() {
    let mut breaches = Vec::new();
    for source in sources("src", &[".rs"]) {
        let tests = source.path.contains("tests") || source.path.starts_with("src/bin/");
        let shown = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in shown.lines().enumerate().filter(|_| !tests) {
            let comment = line.trim_start().starts_with("//");
            if !comment && (line.contains(":?}") || line.contains(":#?}")) {
                breaches.push(format!("{}:{}: {line}", source.path, number + 1));
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

/// What has another alphabet's letters is not there before its language is chosen
/// (scripts/slim.mjs), so only what is picked by language may have them, and what is listed there.
#[test]
fn letters_of_another_language_stand_in_words() {
    const ELSEWHERE: &[(&str, &str)] = &[
        ("src/ui/page/top_bar.rs", "\"Русский\""),
        ("src/ui/page/effects.rs", "\"ы\""),
        ("src/ui/controls.rs", "self.lang.pick(\", ms\", \", мс\")"),
        ("src/share/dictionary_1.txt", ""),
        // Single letters, which are numbers.
        ("src/export/svg/measure.rs", "'"),
    ];
    let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..'\u{500}').contains(&c));
    // No part of the page, or asked for by language.
    let apart = ["src/words/", "src/lessons/", "src/bin/", "src/tools/"];
    for source in sources("src", &["rs", "txt", "py"]) {
        if apart.iter().any(|folder| source.path.starts_with(folder)) {
            continue;
        }
        for (line, text) in code(&source) {
            if text.trim() == "#[cfg(test)]" {
                break;
            }
            let known = |(path, part): &(&str, &str)| *path == source.path && text.contains(part);
            assert!(
                !cyrillic(text) || ELSEWHERE.iter().any(known),
                "{}:{line}: belongs into words, or into ALWAYS of scripts/slim.mjs",
                source.path
            );
        }
    }
}

#[test]
fn files_stay_small() {
    let mut all = Vec::new();
    for folder in FOLDERS {
        all.extend(sources(folder, &[".rs", ".js", ".mjs", ".css", ".sh"]));
    }
    let lines = |source: &Source| source.text.lines().count();
    let long: Vec<String> = all
        .iter()
        .filter(|source| lines(source) > LONGEST_FILE)
        .map(|source| format!("{}: {} lines", source.path, lines(source)))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));

    let mut sizes: Vec<usize> = all.iter().map(lines).collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    assert!(median < MEDIAN_FILE, "the median file has {median} lines");
}

#[test]
fn imports_are_read_from_every_form() {
    let text =
        "use crate::base::Time;\nuse crate::{trace::{State, Trace}, view};\ncrate::script::x()";
    assert_eq!(imported(text), ["base", "trace", "view", "script"]);
    assert_eq!(module("src/engine/vm/mod.rs"), "engine");
    assert_eq!(module("src/main.rs"), "main");
    assert!(names("use yew::prelude::*;", "yew"));
    assert!(!names("let eyewash = 1;", "yew"));
}

/// Paths, modules and commands that the documents name are there.
#[test]
fn documents_name_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let mut wrong = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = read(document);
        for word in text.split(['`', '(', ')', ' ', '\n', ',', ':']) {
            let folders = [&FOLDERS[..], &["docs", "companion", "schema", ".ci"]].concat();
            let named = word.split_once('/').is_some_and(|(top, _)| folders.contains(&top));
            if named
                && !word.contains(['<', '*'])
                && !root.join(word.trim_end_matches('.')).exists()
            {
                wrong.push(format!("{document}: there is no {word}"));
            }
        }
        let makefile = read("Makefile");
        for target in text.split("`make ").skip(1).filter_map(|rest| rest.split('`').next()) {
            if !makefile.contains(&format!("\n{target}: ")) {
                wrong.push(format!("{document}: there is no `make {target}`"));
            }
        }
    }
    let architecture = read("ARCHITECTURE.md");
    for (module, _) in IMPORTS.iter().filter(|(module, _)| !["main", "bin"].contains(module)) {
        if !root.join("src").join(module).exists() {
            wrong.push(format!("there is no module {module}"));
        }
        if !architecture.contains(&format!("`{module}`")) {
            wrong.push(format!("ARCHITECTURE.md does not name {module}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The tool that makes the glue of the page's programs must be of the version of
/// the library in them.
#[test]
fn every_place_names_the_same_wasm_bindgen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = [
        ("Cargo.toml", "wasm-bindgen = \"="),
        ("benches/speed/Cargo.toml", "wasm-bindgen = \"="),
        ("Trunk.toml", "wasm_bindgen = \""),
        ("scripts/env.sh", "BINDGEN_VERSION="),
    ];
    let version = |&(file, before): &(&str, &str)| {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let rest = text.split_once(before).unwrap_or_else(|| panic!("{file} names none")).1;
        rest.split(['"', '\n']).next().unwrap_or_default().to_string()
    };
    let versions: Vec<String> = places.iter().map(version).collect();
    assert!(versions.windows(2).all(|pair| pair[0] == pair[1]), "{places:?}: {versions:?}");
}

/// Every scheduler has a file that names what it follows and where it deviates.
#[test]
fn every_policy_names_its_source_and_its_deviations() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine/policy");
    let table = fs::read_to_string(folder.join("mod.rs")).unwrap();
    let rows = table.lines().filter_map(|line| line.split_once("Scheduler::")).count();
    let heads = fs::read_dir(&folder).unwrap().map(|file| {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        head.join(" ")
    });
    let documented = heads.filter(|h| h.contains("Source:") && h.contains("Deviation")).count();
    assert_eq!(documented, rows, "files with a source and deviations, and rows of the table");
}

#[test]
fn the_design_system_is_written_down_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tokens = fs::read_to_string(root.join("www/styles/tokens.css")).unwrap();
    let page = fs::read_to_string(root.join("docs/design.md")).unwrap();
    let name = |text: &str| {
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        text[..end.unwrap_or(text.len())].to_string()
    };
    let declared: Vec<String> =
        tokens.lines().map(str::trim).filter(|l| l.starts_with("--")).map(name).collect();
    let described: Vec<String> =
        page.match_indices("`--").map(|(at, _)| name(&page[at + 1..])).collect();
    let missing: Vec<_> = declared.iter().filter(|t| !described.contains(t)).collect();
    let gone: Vec<_> = described.iter().filter(|t| !declared.contains(t)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not described {missing:?}, gone {gone:?}");
}

/// Of words that mean the same, the texts use the one that textbooks use.
#[test]
fn one_thing_has_one_word_in_russian() {
    let other = [("издерж", "накладные расходы"), ("шкал", "диаграмма")];
    let texts = sources("src", &["rs", "py"]).into_iter().chain(sources("www", &["mjs", "js"]));
    for source in texts {
        let text = source.text.to_lowercase();
        for (word, right) in other {
            assert!(!text.contains(word), "{}: {word}, elsewhere {right}", source.path);
        }
    }
}
