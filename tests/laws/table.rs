//! docs/models-and-policies.md: what each model and each policy does, found out
//! by running small programs under all of them.

use crate::kept::keep;
use interleave::base::Time;
use interleave::engine;
use interleave::script;
use interleave::setup::{CostPreset, Costs, Limits, Model, Policy, Queues, Scheduler, Setup};
use interleave::trace::{Ending, State, Trace};
use interleave::words::Lang;
use interleave::words::ui::{model_name, model_real, policy_name};
use std::fmt::Write;
use std::rc::Rc;

fn run(text: &str, setup: &Setup) -> Trace {
    let compiled = script::compile(text, setup.model);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}\n{text}", compiled.diagnostics));
    engine::run(Rc::new(program), setup)
}

fn on(model: Model, cores: u16) -> Setup {
    Setup { model, cores, workers: Some(2), ..Setup::default() }
}

fn mark(holds: bool) -> &'static str {
    if holds { "yes" } else { "–" }
}

// Models.

/// How long two tasks take that each do this for 10 ms, in tens of milliseconds.
fn overlap(model: Model, body: &str) -> bool {
    let text = format!("{body}\nspawn(job, name=\"A\")\nspawn(job, name=\"B\")\n");
    let trace = run(&text, &on(model, 2));
    assert_eq!(trace.ending, Some(Ending::Finished), "{model:?}");
    trace.end == Time::ms(10)
}

fn shares_memory(model: Model) -> bool {
    let text = "n = 0\ndef job():\n    global n\n    n = 1\n\nspawn(job).join()\nprint(n)\n";
    run(text, &on(model, 1)).output.iter().any(|line| line.text == "1")
}

/// The kinds of overhead that tasks of the model meet where all cost something.
fn overheads(model: Model) -> String {
    let text = "async def job():\n    cpu(10)\n    await io(10)\n    cpu(10)\n\n\
                async def more():\n    for i in range(4):\n        spawn(job)\n    cpu(30)\n\n\
                for i in range(6):\n    spawn(more)\n";
    let costs = Costs::preset(CostPreset::Slow);
    let trace = run(text, &Setup { costs, workers: Some(3), ..on(model, 2) });
    let mut kinds: Vec<_> = trace.segments.iter().filter_map(|s| s.overhead).collect();
    kinds.sort_by_key(|kind| kind.word());
    kinds.dedup();
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    if words.is_empty() { "–".into() } else { words.join(", ") }
}

fn models() -> String {
    let mut text = String::from(
        "| model | like | a task is a | cores at once | plain waits overlap | awaited waits overlap \
         | one memory | GIL | parameters | pays for |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for &model in Model::ALL {
        let kind = run("spawn(cpu, 1)", &on(model, 1)).tasks[1].kind.word();
        let parameters: Vec<&str> = model.parameters().iter().map(|p| p.word).collect();
        let _ = writeln!(
            text,
            "| `{}`: {} | {} | {kind} | {} | {} | {} | {} | {} | {} | {} |",
            model.word(),
            model_name(model, Lang::En),
            model_real(model, Lang::En),
            mark(overlap(model, "def job():\n    cpu(10)\n")),
            mark(overlap(model, "def job():\n    io(10)\n")),
            mark(overlap(model, "async def job():\n    await io(10)\n")),
            mark(shares_memory(model)),
            mark(model.has_gil() || model == Model::AsWritten),
            if parameters.is_empty() { "–".into() } else { parameters.join(", ") },
            overheads(model),
        );
    }
    text
}

// What has an effect under a policy.

/// A letter, what it stands for, and the twins: where the traces of the two
/// differ in who had which core when, it has an effect.
struct Feature {
    letter: &'static str,
    means: &'static str,
    plain: &'static str,
    with: &'static str,
    cores: u16,
}

const WORK: &str = "def job(n):\n    cpu(n)\n    io(7)\n    cpu(n)\n\n";

const FEATURES: &[Feature] = &[
    Feature {
        letter: "P",
        means: "`priority=`: larger goes first",
        plain: "spawn(job, 20)\nspawn(job, 21)\nspawn(job, 22)\n",
        with: "spawn(job, 20, priority=1)\nspawn(job, 21, priority=2)\nspawn(job, 22, priority=3)\n",
        cores: 1,
    },
    Feature {
        letter: "N",
        means: "`nice=`: a share of the core",
        plain: "spawn(job, 50)\nspawn(job, 51)\n",
        with: "spawn(job, 50, nice=10)\nspawn(job, 51, nice=-10)\n",
        cores: 1,
    },
    Feature {
        letter: "T",
        means: "`tickets=`: a share of the core",
        plain: "spawn(job, 80)\nspawn(job, 81)\n",
        with: "spawn(job, 80, tickets=10)\nspawn(job, 81, tickets=900)\n",
        cores: 1,
    },
    Feature {
        letter: "D",
        means: "`deadline=`: the nearest goes first",
        plain: "spawn(job, 20)\nspawn(job, 21)\nspawn(job, 22)\n",
        with: "spawn(job, 20, deadline=900)\nspawn(job, 21, deadline=800)\nspawn(job, 22, deadline=70)\n",
        cores: 1,
    },
    Feature {
        letter: "R",
        means: "`period=`: the shortest goes first",
        plain: "spawn(job, 20, period=9000, deadline=9000)\nspawn(job, 21, period=9000, deadline=9000)\n",
        with: "spawn(job, 20, period=9000, deadline=9000)\nspawn(job, 21, period=8000, deadline=9000)\n",
        cores: 1,
    },
    Feature {
        letter: "C",
        means: "`core=`: runs there and nowhere else",
        plain: "spawn(job, 20)\nspawn(job, 21)\nspawn(job, 22)\n",
        with: "spawn(job, 20, core=1)\nspawn(job, 21, core=1)\nspawn(job, 22, core=1)\n",
        cores: 2,
    },
];

const UNTIL: Time = Time::ms(2_000);

/// Who had which core when.
fn ran(trace: &Trace) -> Vec<(u32, u16, Time, Time)> {
    let row = |s: interleave::trace::Segment| {
        let h = s.place.hardware().filter(|_| s.state == State::Running)?;
        Some((s.task.0, h, s.start, s.end))
    };
    let mut rows: Vec<_> = trace.segments.iter().filter_map(row).collect();
    rows.sort();
    rows
}

fn limited(model: Model, policy: &Policy, cores: u16) -> Setup {
    let limits = Limits { until: UNTIL, ..Limits::default() };
    Setup { policy: policy.clone(), limits, ..on(model, cores) }
}

fn features(model: Model, policy: &Policy) -> String {
    let mut letters = String::new();
    // Whether the scheduler has any say: against first come, first served, and
    // with a queue a core.
    let mixed = "spawn(job, 30)\nspawn(job, 5)\nspawn(job, 17, priority=3)\nspawn(job, 17)\n";
    let text = [WORK, mixed].concat();
    let here = ran(&run(&text, &limited(model, policy, 1)));
    let fifo = Policy::parse("fifo").expect("a policy");
    if policy.scheduler() != Scheduler::Fifo && here != ran(&run(&text, &limited(model, &fifo, 1)))
    {
        letters.push('O');
    }
    for feature in FEATURES {
        let setup = limited(model, policy, feature.cores);
        let [plain, with] = [feature.plain, feature.with].map(|t| run(&[WORK, t].concat(), &setup));
        if ran(&plain) != ran(&with) {
            letters += feature.letter;
        }
    }
    let one = limited(model, policy, 2);
    let each = Setup { queues: Queues::PerCore, ..one.clone() };
    if ran(&run(&text, &one)) != ran(&run(&text, &each)) {
        letters.push('Q');
    }
    let siblings = Setup { threads_per_core: 2, ..limited(model, policy, 1) };
    if here != ran(&run(&text, &siblings)) {
        letters.push('H');
    }
    if letters.is_empty() { "–".into() } else { letters }
}

fn matrix() -> String {
    let mut text = String::from("| |");
    let mut line = String::from("| --- |");
    for &scheduler in Scheduler::ALL {
        let _ = write!(text, " `{}` |", scheduler.word());
        line += " --- |";
    }
    let _ = write!(text, "\n{line}\n");
    for &model in Model::ALL {
        let _ = write!(text, "| `{}` |", model.word());
        for &scheduler in Scheduler::ALL {
            let _ = write!(text, " {} |", features(model, &Policy::new(scheduler)));
        }
        text.push('\n');
    }
    text += "\n- **O**: the OS scheduler's own rule (against first come, first served)\n";
    for feature in FEATURES {
        let _ = writeln!(text, "- **{}**: {}", feature.letter, feature.means);
    }
    text += "- **Q**: a ready queue for each core (`queues=percore`), on two cores\n\
             - **H**: two hardware threads in a core\n";
    text
}

fn policies() -> String {
    let mut text = String::from(
        "| policy | may take the core from who runs | parameters and defaults |\n| --- | --- | --- |\n",
    );
    for &scheduler in Scheduler::ALL {
        let policy = Policy::new(scheduler);
        let parameters: Vec<String> = scheduler
            .parameters()
            .iter()
            .map(|p| format!("`{}={}`", p.word, policy.text(p)))
            .collect();
        let list = if parameters.is_empty() { "–".into() } else { parameters.join(", ") };
        let (name, word) = (policy_name(scheduler, Lang::En), scheduler.word());
        let _ = writeln!(text, "| `{word}`: {name} | {} | {list} |", mark(preempts(&policy)));
    }
    text
}

/// Whether a thread that comes while a long one runs gets the core before that
/// one's turn is over, given everything that could speak for it.
fn preempts(policy: &Policy) -> bool {
    let text = "spawn(cpu, 1000, priority=0, nice=5, tickets=1, deadline=5000, period=5000)\n\
                spawn(cpu, 1, at=35, name=\"B\", priority=9, nice=-5, deadline=5, period=4000)\n";
    let mut policy = policy.clone();
    // Turns so long that they do not matter here. In feedback queues they say
    // who has sunk.
    if policy.scheduler() != Scheduler::Mlfq {
        for name in ["quantum", "slice", "latency", "granularity"] {
            let _ = policy.set(name, "900ms");
        }
    }
    let trace = run(text, &limited(Model::FreeThreaded, &policy, 1));
    let short = trace.tasks.iter().find(|t| t.name.starts_with('B'));
    short.and_then(|t| t.first_run).is_some_and(|at| at < Time::ms(36))
}

#[test]
fn the_documentation_says_what_models_and_policies_do() {
    let text = format!(
        "## Models\n\n{}\n## Policies\n\n{}\n## What has an effect under which\n\n{}",
        models(),
        policies(),
        matrix()
    );
    keep("docs/models-and-policies.md", &text);
}
