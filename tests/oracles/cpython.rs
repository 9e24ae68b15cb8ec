//! Real CPython on a real machine: programs whose run times were measured, and
//! what the engine predicts of them with the costs *cpython*.
//!
//! `make cpython` prints the table that docs/cpython.md keeps.

use crate::event_loop;
use interleave::base::Time;
use interleave::engine;
use interleave::script;
use interleave::setup::{CostPreset, Costs, Limits, Model, Policy, Setup};
use interleave::trace::{Ending, Trace};
use serde_json::Value;
use std::fmt::Write;
use std::rc::Rc;

/// Scenarios that are off by more than allowed, and why.
const MISSES: &[(&str, &str)] = &[
    (
        "event-3",
        "Other programs ran on the machine: the setter began after 4.8 ms and the others were back \
         3.6 ms after its `set`, a scheduling tick each. Our machine runs nothing else.",
    ),
    (
        "work-convoy-si5",
        "The host's clock speed changed: the same work in one thread took from 245 to 346 ms just \
         before, this run from 248 to 428 ms.",
    ),
];

struct Scenario {
    id: String,
    model: String,
    value: Value,
}

/// How far off a prediction may be.
struct Class {
    name: &'static str,
    share: f64,
    /// Whether the quiet runs' own range is good enough.
    range: bool,
}

struct Row {
    id: String,
    class: Class,
    reference: f64,
    predicted: f64,
    hit: bool,
    /// Of those whose order was the same in every run.
    order: Option<bool>,
}

fn scenarios() -> Vec<Scenario> {
    let path = format!("{}/tests/oracles/cpython.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the measurements are in the repository");
    let mut file: Value = serde_json::from_str(&text).expect("measurements are JSON");
    let Value::Array(list) = file["scenarios"].take() else { panic!("no scenarios") };
    let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
    let one =
        |value: Value| Scenario { id: text(&value["id"]), model: text(&value["model"]), value };
    list.into_iter().map(one).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

impl Scenario {
    fn reference(&self) -> f64 {
        number(&self.value["reference"])
    }

    fn class(&self) -> Class {
        let computes = number(&self.value["cpu_ms"]) > self.reference() / 4.0;
        let class = |name, share, range| Class { name, share, range };
        match self.model.as_str() {
            "sequential" => class("one after another", 0.05, false),
            "asyncio" => class("event loop", 0.05, false),
            "threading" | "thread_pool" if computes => class("threads, GIL-bound", 0.08, false),
            "threading" | "thread_pool" => class("threads, I/O-bound", 0.05, false),
            _ => class("processes", 0.15, true),
        }
    }

    /// A fixed amount of work was done there, which took so much of its
    /// nominal time in one thread just before.
    fn pace(&self) -> f64 {
        match self.value["same_work"].as_f64() {
            Some(ms) => ms / number(&self.value["cpu_ms"]),
            None => 1.0,
        }
    }

    /// Some coroutine hands work to a pool.
    fn offloads(&self) -> bool {
        self.model == "asyncio"
            && list(&self.value["tasks"])
                .iter()
                .any(|t| list(&t["phases"]).iter().any(|p| !p["offload"].is_null()))
    }

    fn setup(&self) -> Setup {
        let params = &self.value["params"];
        let model = match self.model.as_str() {
            "sequential" => Model::Sequential,
            "asyncio" => Model::Asyncio,
            "threading" => Model::Threads,
            "thread_pool" => Model::ThreadPool,
            "process_pool" => Model::ProcessPool,
            _ => Model::Processes,
        };
        let mut costs = Costs::preset(CostPreset::Cpython);
        if model == Model::ProcessPool && params["warm"] != false {
            // Its processes were there before time 0.
            costs.process_start = Time::ZERO;
        }
        let interval = params["switch_interval_ms"].as_f64().and_then(Time::from_ms);
        Setup {
            model,
            cores: 2,
            costs,
            policy: Policy::parse("eevdf:slice=4ms").expect("a policy"),
            switch_interval: interval.unwrap_or(Setup::default().switch_interval),
            workers: params["workers"].as_u64().map(|n| n as u16),
            limits: Limits { tasks: 2000, ..Limits::default() },
            ..Setup::default()
        }
    }

    fn script(&self) -> String {
        let mut text = String::new();
        if self.offloads() {
            text += "import asyncio\n\
                     from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor\n";
        }
        for (name, object) in self.value["objects"].as_object().into_iter().flatten() {
            let _ = writeln!(text, "{name} = {}", constructor(object));
        }
        let writer = Writer { awaits: self.model == "asyncio", pace: self.pace() };
        let mut started = Vec::new();
        for task in list(&self.value["tasks"]) {
            let id = task["id"].as_str().unwrap_or_default();
            for (i, phase) in list(&task["phases"]).iter().enumerate() {
                if !phase["offload"].is_null() {
                    let _ = writeln!(text, "def work_{id}_{i}():");
                    Writer { awaits: false, ..writer }.phases(&mut text, &phase["body"], 1, id);
                }
            }
            let keyword = if writer.awaits { "async def" } else { "def" };
            let _ = writeln!(text, "{keyword} task_{id}():");
            writer.phases(&mut text, &task["phases"], 1, id);
            started.push((id, task["copies"].as_u64()));
        }
        if self.offloads() {
            self.run_loop(&mut text, &started);
            return text;
        }
        for (id, copies) in started {
            let _ = match copies {
                Some(n) => writeln!(text, "for _ in range({n}): spawn(task_{id})"),
                None => writeln!(text, "spawn(task_{id}, name=\"{id}\")"),
            };
        }
        text
    }

    /// Process pools are warm when time begins, which two lines on the console
    /// mark; pools of threads are not.
    fn run_loop(&self, text: &mut String, started: &[(&str, Option<u64>)]) {
        *text += "def warm(): io(50)\nasync def main():\n    loop = asyncio.get_running_loop()\n";
        for (name, object) in self.value["objects"].as_object().into_iter().flatten() {
            if object["kind"] == "process_pool" {
                let workers = &object["workers"];
                let _ = writeln!(
                    text,
                    "    await asyncio.gather(*[loop.run_in_executor({name}, warm) for _ in range({workers})])"
                );
            }
        }
        *text += "    print(\"begin\")\n    tasks = []\n";
        for (id, _) in started {
            let _ =
                writeln!(text, "    tasks.append(asyncio.create_task(task_{id}(), name=\"{id}\"))");
        }
        *text += "    await asyncio.gather(*tasks)\n    print(\"end\")\nasyncio.run(main())\n";
    }

    fn run(&self) -> Trace {
        let script = self.script();
        let setup = self.setup();
        let compiled = script::compile(&script, setup.model);
        let Some(program) = compiled.program else {
            panic!("{}: {:?}\n{script}", self.id, compiled.diagnostics)
        };
        engine::run(Rc::new(program), &setup)
    }

    fn row(&self) -> Row {
        let (trace, class, reference) = (self.run(), self.class(), self.reference());
        assert_eq!(trace.ending, Some(Ending::Finished), "{}", self.id);
        let marked = |mark: &str| {
            trace.output.iter().find(|o| o.text == mark).map_or(Time::ZERO, |o| o.time)
        };
        let end = if self.offloads() { marked("end") } else { trace.end };
        let predicted = (end - marked("begin")).as_ms();
        let quiet: Vec<f64> = list(&self.value["quiet"]).iter().map(number).collect();
        let inside = quiet.iter().any(|q| *q <= predicted) && quiet.iter().any(|q| *q >= predicted);
        let allowed = (reference * class.share).max(3.0);
        let hit = (predicted - reference).abs() <= allowed || (class.range && inside);
        let order = self.value["order"].as_array().map(|order| {
            let finish = |name: &Value| {
                trace.tasks.iter().find(|t| *name == t.name.as_str()).and_then(|t| t.finish)
            };
            order.windows(2).all(|pair| finish(&pair[0]) < finish(&pair[1]))
        });
        Row { id: self.id.clone(), class, reference, predicted, hit, order }
    }
}

fn constructor(object: &Value) -> String {
    match object["kind"].as_str() {
        Some("thread_pool") => format!("ThreadPoolExecutor({})", object["workers"]),
        Some("process_pool") => format!("ProcessPoolExecutor({})", object["workers"]),
        _ => event_loop::constructor(object),
    }
}

#[derive(Clone, Copy)]
struct Writer {
    /// Within a coroutine.
    awaits: bool,
    pace: f64,
}

impl Writer {
    fn phases(self, text: &mut String, phases: &Value, depth: usize, id: &str) {
        let wait = if self.awaits { "await " } else { "" };
        for (i, phase) in list(phases).iter().enumerate() {
            let indent = "    ".repeat(depth);
            let named = |key: &str| phase[key].as_str().unwrap_or_default();
            let has = |key: &str| !phase[key].is_null();
            let line = match () {
                () if has("cpu") => format!("cpu({})", number(&phase["cpu"]) * self.pace),
                () if has("io") => format!("{wait}io({})", phase["io"]),
                () if has("block") => format!("io({})", phase["block"]),
                () if has("yield") => format!("{wait}yield_now()"),
                () if has("acquire") => format!("{wait}{}.acquire()", named("acquire")),
                () if has("release") => format!("{}.release()", named("release")),
                () if has("put") => format!("{wait}{}.put(0)", named("put")),
                () if has("get") => format!("{wait}{}.get()", named("get")),
                () if has("wait") => format!("{wait}{}.wait()", named("wait")),
                () if has("set") => format!("{}.set()", named("set")),
                () if has("barrier") => format!("{wait}{}.wait()", named("barrier")),
                () if has("repeat") => {
                    let _ = writeln!(text, "{indent}for _ in range({}):", phase["repeat"]);
                    self.phases(text, &phase["body"], depth + 1, id);
                    continue;
                }
                () if has("offload") => {
                    let pool = named("offload");
                    format!(
                        "await asyncio.get_running_loop().run_in_executor({pool}, work_{id}_{i})"
                    )
                }
                () => panic!("a phase of unknown kind: {phase}"),
            };
            let _ = writeln!(text, "{indent}{line}");
        }
    }
}

/// The table of docs/cpython.md.
fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| scenario | kind | measured, ms | predicted, ms | off by | allowed | | order |\n\
         | --- | --- | ---: | ---: | ---: | ---: | --- | --- |\n",
    );
    for row in rows {
        let Row { id, class, reference, predicted, hit, order } = row;
        let off = 100.0 * (predicted - reference) / reference;
        let allowed = match class.share * reference > 3.0 {
            true => format!("{} %", class.share * 100.0),
            false => "3 ms".into(),
        };
        let verdict = if *hit { "" } else { "**miss**" };
        let order = match order {
            None => "varies",
            Some(true) => "same",
            Some(false) => "**differs**",
        };
        let _ = writeln!(
            text,
            "| {id} | {} | {reference:.1} | {predicted:.1} | {off:+.1} % | {allowed} | {verdict} | {order} |",
            class.name
        );
    }
    let hits = rows.iter().filter(|r| r.hit).count();
    let orders = rows.iter().filter(|r| r.order.is_some()).count();
    let kept = rows.iter().filter(|r| r.order == Some(true)).count();
    let _ = writeln!(
        text,
        "\n{hits} of {} within what is allowed; the order of ends as measured in {kept} of {orders}.",
        rows.len()
    );
    text += "\nMisses:\n\n";
    for (id, why) in MISSES {
        let _ = writeln!(text, "- **{id}**: {why}");
    }
    text
}

#[test]
fn cpython_on_a_real_machine() {
    let rows: Vec<Row> = scenarios().iter().map(Scenario::row).collect();
    let table = table(&rows);
    println!("{table}");
    crate::kept::keep("docs/cpython.md", &table);
    let missed: Vec<&str> = rows.iter().filter(|r| !r.hit).map(|r| r.id.as_str()).collect();
    let known: Vec<&str> = MISSES.iter().map(|(id, _)| *id).collect();
    assert_eq!(missed, known, "what is off by more than allowed");
    let differ: Vec<&str> =
        rows.iter().filter(|r| r.order == Some(false)).map(|r| r.id.as_str()).collect();
    assert!(differ.is_empty(), "another order of ends: {differ:?}");
}
