//! Behaviour cases: Markdown files that teach, with a script, a setup and what
//! must come of it.
//!
//! A file is read from top to bottom. A `python` fence sets the script, a
//! `setup` fence the setup (whole, from the defaults); every other fence names
//! a view of the run, and its text must be exactly that view. A second setup
//! runs the same script again. `UPDATE=1 cargo test --test cases` rewrites the
//! expectations, to be reviewed as a diff against a calculation by hand.

mod memory;
mod render;

use interleave::scenario::{Key, Scenario};
use interleave::script;
use interleave::setup::{Limits, parse_duration};
use interleave::trace::Trace;
use interleave::{base::Time, engine};
use std::path::{Path, PathBuf};
use std::rc::Rc;

#[test]
fn every_case_holds() {
    let update = std::env::var_os("UPDATE").is_some();
    let only = std::env::var("CASE").unwrap_or_default();
    let mut failures = Vec::new();
    for path in files().iter().filter(|p| p.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(path).expect("a readable case");
        let (rewritten, wrong) = check(&text);
        if update && rewritten != text {
            std::fs::write(path, rewritten).expect("a writable case");
        } else if !wrong.is_empty() {
            failures.push(format!("{}\n{}", path.display(), wrong.join("\n")));
        }
    }
    assert!(failures.is_empty(), "{} files fail:\n\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn every_case_has_a_sentence_for_a_heading_and_an_ending() {
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a readable case");
        let heading = text.lines().next().and_then(|l| l.strip_prefix("# "));
        let words = heading.map_or(0, |h| h.split_whitespace().count());
        assert!(words >= 4, "{}: the heading is no sentence", path.display());
        let checked = ["ending", "diagnostics", "printed"];
        let checked = checked.iter().any(|view| text.contains(&format!("```{view}\n")));
        assert!(checked, "{}: nothing says how it ends", path.display());
    }
    assert!(files().len() >= 40, "at least forty cases");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

/// The file as it should read, and what is wrong with it.
fn check(text: &str) -> (String, Vec<String>) {
    let (mut rewritten, mut wrong) = (String::new(), Vec::new());
    let mut run = Run::default();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        rewritten += line;
        rewritten.push('\n');
        let Some(kind) = line.strip_prefix("```").filter(|k| !k.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
        let body = body.iter().map(|l| format!("{l}\n")).collect::<String>();
        let got = run.fence(kind, &body);
        if got != body {
            wrong.push(format!("line {}: {kind}\n{}", number + 1, differing(&body, &got)));
        }
        rewritten += &got;
        rewritten += "```\n";
    }
    (rewritten, wrong)
}

/// Expected lines with `-`, what came with `+`.
fn differing(expected: &str, got: &str) -> String {
    let mark = |sign: char, text: &str| {
        text.lines().map(|l| format!("  {sign} {l}\n")).collect::<String>()
    };
    mark('-', expected) + &mark('+', got)
}

/// The script and setup read so far, and their run.
#[derive(Default)]
struct Run {
    scenario: Scenario,
    step: Option<Time>,
    trace: Option<Rc<Trace>>,
}

impl Run {
    /// What the fence should hold.
    fn fence(&mut self, kind: &str, body: &str) -> String {
        match kind {
            "python" => {
                self.scenario.script = body.into();
                self.trace = None;
                body.into()
            }
            "setup" => self.set_up(body),
            "diagnostics" => {
                let source = &self.scenario.script;
                let compiled = script::compile(source, self.scenario.setup.model);
                render::diagnostics(source, &compiled.diagnostics)
            }
            _ => match self.trace() {
                Ok(trace) => render::view(kind, &trace, &self.scenario.setup, self.step)
                    .unwrap_or_else(|| format!("no such view: {kind}\n")),
                Err(why) => why,
            },
        }
    }

    fn set_up(&mut self, body: &str) -> String {
        let script = std::mem::take(&mut self.scenario.script);
        *self = Run { scenario: Scenario { script, ..Scenario::default() }, ..Run::default() };
        let mut text = String::new();
        for line in body.lines() {
            let known = line.split_once('=').and_then(|(k, v)| self.set(k.trim(), v.trim()));
            text += line;
            text += if known.is_some() { "\n" } else { "  <- not understood\n" };
        }
        text
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        let limits: &mut Limits = &mut self.scenario.setup.limits;
        match key {
            "step" => self.step = Some(parse_duration(value)?),
            "limit-steps" => limits.steps = value.parse().ok()?,
            "limit-tasks" => limits.tasks = value.parse().ok()?,
            "limit-events" => limits.events = value.parse().ok()?,
            "limit-recursion" => limits.recursion = value.parse().ok()?,
            "limit-heap" => limits.heap = value.parse().ok()?,
            "limit-output-lines" => limits.output_lines = value.parse().ok()?,
            _ => Key::from_word(key)?.set(&mut self.scenario, value).ok()?,
        }
        Some(())
    }

    fn trace(&mut self) -> Result<Rc<Trace>, String> {
        let source = &self.scenario.script;
        if self.trace.is_none() {
            let compiled = script::compile(source, self.scenario.setup.model);
            let program = compiled
                .program
                .ok_or_else(|| render::diagnostics(source, &compiled.diagnostics))?;
            self.trace = Some(Rc::new(engine::watch(Rc::new(program), &self.scenario.setup)));
        }
        self.trace.clone().ok_or_else(String::new)
    }
}
