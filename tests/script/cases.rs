//! Behaviour cases: Markdown files of scripts and what is said about them.
//!
//! A case is a heading that is a sentence, a `python` block and a `text`
//! block. A block headed `python × 300` is written three hundred times: what
//! is too long to be printed. `BLESS=1 cargo test --test script` rewrites the expectations; review
//! them in the diff.

use interleave::base::LineIndex;
use interleave::script::{Severity, compile};
use interleave::setup::Model;
use interleave::words::{Lang, diagnostic};
use std::fmt::Write;
use std::path::Path;

/// Every diagnostic: place, word, and what is said in both languages.
fn describe(source: &str) -> String {
    let compiled = compile(source, Model::Asyncio);
    let lines = LineIndex::new(source);
    let mut text = String::new();
    for found in &compiled.diagnostics {
        let (line, column) = lines.line_column(source, found.span.start);
        let (start, end) = (found.span.start as usize, found.span.end as usize);
        let marked = source.get(start..end).unwrap_or("?").lines().next().unwrap_or("");
        let marked: String = marked.chars().take(60).collect();
        let warning = found.kind.severity() == Severity::Warning;
        let severity = if warning { " (warning)" } else { "" };
        writeln!(text, "{line}:{column} {}{severity} `{marked}`", found.kind.word()).unwrap();
        for lang in Lang::ALL {
            let said = diagnostic(&found.kind, *lang);
            assert!(!said.message.is_empty(), "{:?} has no words", found.kind);
            writeln!(text, "  {}", format!("{} {}", said.message, said.hint).trim_end()).unwrap();
        }
        if let Some(replacement) = &found.replacement {
            writeln!(text, "  -> {replacement}").unwrap();
        }
    }
    let errors = compiled.diagnostics.iter().any(|d| d.kind.severity() == Severity::Error);
    assert_eq!(compiled.program.is_none(), errors, "a program exactly if nothing is an error");
    if text.is_empty() { "fine\n".into() } else { text }
}

/// Rewrites the expectations of one file's cases.
fn rewrite(text: &str) -> String {
    let mut out = String::new();
    let mut script = String::new();
    let (mut fence, mut times) = (None, 1);
    for line in text.lines() {
        match (fence, line) {
            (None, _) if line.starts_with("```python") => {
                script.clear();
                let count = line.split_once('×').map_or("1", |(_, count)| count.trim());
                times = count.parse().expect("how often");
                fence = Some("python");
            }
            (None, "```text") => {
                out.push_str("```text\n");
                out.push_str(&describe(&script));
                fence = Some("text");
                continue;
            }
            (Some("python"), "```") if times > 1 => {
                script = script.trim_end_matches('\n').repeat(times);
                fence = None;
            }
            (Some(_), "```") => fence = None,
            (Some("python"), _) => {
                script.push_str(line);
                script.push('\n');
            }
            (Some("text"), _) => continue,
            _ => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[test]
fn cases_say_what_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/script/cases");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let before = std::fs::read_to_string(&path).unwrap();
        let after = rewrite(&before);
        if before != after {
            wrong.push(path.display().to_string());
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, after).unwrap();
            }
        }
    }
    assert!(wrong.is_empty() || std::env::var_os("BLESS").is_some(), "changed: {wrong:#?}");
}

/// What `DiagnosticKind::word` can say, read from its source.
fn words() -> Vec<String> {
    let source = include_str!("../../src/script/diagnostic.rs");
    let arrows = source.lines().filter_map(|line| line.split_once("=> \""));
    let words = arrows.filter_map(|(_, rest)| rest.split_once('"'));
    words.map(|(word, _)| word.to_string()).collect()
}

#[test]
fn every_kind_of_diagnostic_has_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/script/cases");
    let texts = std::fs::read_dir(folder).unwrap();
    let texts: Vec<String> =
        texts.map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap()).collect();
    let words = words();
    assert!(words.len() >= 60, "only {} kinds", words.len());
    let told = |word: &&String| {
        let [plain, warning] = [format!(" {word} `"), format!(" {word} (warning) `")];
        !texts.iter().any(|text| text.contains(&plain) || text.contains(&warning))
    };
    let missing: Vec<&String> = words.iter().filter(told).collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}
