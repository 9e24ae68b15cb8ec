//! Where the corpus comes from: the lessons under every model, every behaviour
//! case under each of its setups, and one program under every model and policy.

use interleave::lessons;
use interleave::scenario::Key;
use interleave::setup::{Model, Queues, Scheduler};
use std::path::Path;

pub fn all() -> Vec<String> {
    let mut scripts = lessons();
    scripts.extend(combinations());
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

/// Computing, waiting, locks, a queue, chance, and everything that `spawn` can
/// say, so that every policy has something to decide.
const MIXED: &str = "
lock = Lock(inherit=True)
queue = Queue(maxsize=2)

async def job(n):
    for i in range(3):
        cpu(uniform(0.1, 7) + n)
        async with lock:
            cpu(1.25)
            await io(randint(0, 9))
        await queue.put(n)
        await yield_now()
        cpu(n)
        await queue.get()

for n in range(5):
    spawn(job, n, at=n * 1.5, nice=n - 2, priority=n % 3, tickets=50 + n, deadline=90 - n)
spawn(job, 5, core=0)
";

fn combinations() -> Vec<String> {
    let mut scripts = Vec::new();
    for &model in Model::ALL {
        for &scheduler in Scheduler::ALL {
            for &queues in Queues::ALL {
                let (model, policy, queues) = (model.word(), scheduler.word(), queues.word());
                let settings = format!("# @model {model} @policy {policy} @queues {queues}");
                scripts.push(format!(
                    "{settings} @cores 2 @threads-per-core 2 @costs cpython @wake-up barging\n{}",
                    if matches!(model, "asyncio" | "workstealing") {
                        MIXED.to_string()
                    } else {
                        MIXED.replace("async ", "").replace("await ", "")
                    }
                ));
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
