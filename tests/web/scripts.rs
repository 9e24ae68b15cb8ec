//! Where the corpus comes from: the lessons under every model, and every
//! behaviour case under each of its setups.

use interleave::lessons;
use interleave::scenario::Key;
use interleave::setup::Model;
use std::path::Path;

pub fn all() -> Vec<String> {
    let mut scripts = lessons();
    scripts.extend(cases());
    scripts
}

fn lessons() -> Vec<String> {
    let mut scripts = Vec::new();
    for lesson in lessons::ALL {
        for &model in Model::ALL {
            for (cores, costs) in [(1, "ideal"), (3, "ideal"), (2, "cpython"), (2, "slow")] {
                let model = model.word();
                let settings = format!("# @model {model} @cores {cores} @costs {costs}");
                scripts.push(format!("{settings}\n{}", lesson.script_en));
            }
        }
    }
    scripts
}

fn cases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "md"));
    files.sort();
    let texts = files.iter().map(|p| std::fs::read_to_string(p).expect("a readable case"));
    texts.flat_map(|text| runs_of(&text)).collect()
}

/// A script and setup of a case each; limits and the step of the picture are
/// no settings of a scenario and fall away.
fn runs_of(text: &str) -> Vec<String> {
    let (mut script, mut runs) = (String::new(), Vec::new());
    for fence in text.split("\n```").collect::<Vec<_>>().chunks(2).filter_map(|c| c.get(1)) {
        match fence.split_once('\n') {
            Some(("python", body)) => script = body.to_string(),
            Some(("setup", body)) => runs.push(format!("{}\n{script}", pragmas(body))),
            _ => {}
        }
    }
    runs
}

fn pragmas(setup: &str) -> String {
    let settings = setup.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        Key::from_word(key.trim())?;
        Some(format!(" @{} {}", key.trim(), value.trim()))
    });
    format!("#{}", settings.collect::<String>())
}
