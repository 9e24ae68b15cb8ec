//! A set of vectors: reading it, running it, and the figures of a run.
//!
//! A run is compared through [`Figures`], which can be taken from a trace or
//! from the JSON that the command prints.

use interleave::base::Time;
use interleave::engine;
use interleave::script;
use interleave::setup::{Limits, Model, Setup};
use interleave::trace::{Ending, Place, State, Trace};
use serde_json::Value;
use std::rc::Rc;

pub type Verdict<T> = Result<T, String>;

pub struct Set {
    pub name: &'static str,
    pub count: usize,
    pub policy: fn(&Vector) -> String,
    pub script: fn(&Vector) -> String,
    pub model: &'static str,
    pub compare: fn(&Vector, &Figures) -> Verdict<()>,
}

pub struct Vector {
    pub id: String,
    pub family: String,
    pub params: Value,
    pub jobs: Vec<Value>,
    pub expect: Value,
    /// Even the rules leave it open; only that other simulator knows.
    pub hangs_on_internals: bool,
}

impl Vector {
    pub fn cores(&self) -> u16 {
        self.params["cpus"].as_u64().unwrap_or(1) as u16
    }

    /// Where the other simulation stops.
    pub fn until(&self) -> Time {
        self.params["horizon"].as_u64().map_or(Limits::default().until, Time::ms)
    }
}

/// What a run came to, in milliseconds; tasks by name.
#[derive(Default)]
pub struct Figures {
    pub ending: String,
    pub makespan: f64,
    pub tasks: Vec<Task>,
    /// Task, start, end; in order of start; touching neighbours joined.
    pub running: Vec<(String, f64, f64)>,
    /// The same one by one, each with its core.
    pub places: Vec<(u64, String, f64, f64)>,
    pub output: Vec<String>,
    /// Deadlocked: who waits at which line.
    pub waits: Vec<(String, u64)>,
}

pub struct Task {
    pub name: String,
    pub response: f64,
    pub turnaround: f64,
    pub waiting: f64,
    pub finish: f64,
    pub missed: bool,
}

pub fn load(name: &str) -> Vec<Vector> {
    let path = format!("{}/tests/oracles/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the vectors are in the repository");
    let mut file: Value = serde_json::from_str(&text).expect("vectors are JSON");
    let Value::Array(vectors) = file["vectors"].take() else { panic!("{name}: no vectors") };
    vectors.into_iter().map(vector).collect()
}

fn vector(mut v: Value) -> Vector {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
    Vector {
        id: text(&v["id"]),
        family: text(&v["family"]),
        jobs: v["jobs"].as_array().cloned().unwrap_or_default(),
        hangs_on_internals: v["plain"] == false,
        params: v["params"].take(),
        expect: v["expect"].take(),
    }
}

impl Set {
    pub fn verdict(&self, vector: &Vector) -> Verdict<()> {
        let trace = self.run(vector)?;
        (self.compare)(vector, &from_trace(&trace))
    }

    pub fn compare_json(&self, vector: &Vector, json: &Value) -> Verdict<()> {
        (self.compare)(vector, &from_json(json))
    }

    pub fn model_of(&self, vector: &Vector) -> &'static str {
        // Who never gives way at I/O is one plain call after another.
        match vector.params["switch"] == "SWITCH_ON_END" {
            true => "sequential",
            false => self.model,
        }
    }

    fn run(&self, vector: &Vector) -> Verdict<Trace> {
        let model = Model::from_word(self.model_of(vector)).ok_or("no such model")?;
        let policy = (self.policy)(vector);
        let compiled = script::compile(&(self.script)(vector), model);
        let Some(program) = compiled.program else {
            return Err(format!("does not compile: {:?}", compiled.diagnostics));
        };
        let limits = Limits { tasks: 1000, until: vector.until(), ..Limits::default() };
        let mut setup = Setup { model, cores: vector.cores(), limits, ..Setup::default() };
        setup.set_policy(&policy).map_err(|e| format!("{policy}: {e:?}"))?;
        Ok(engine::run(Rc::new(program), &setup))
    }
}

fn from_trace(trace: &Trace) -> Figures {
    let name = |task: interleave::base::TaskId| trace.tasks[task.index()].name.to_string();
    let mut figures = Figures { makespan: trace.end.as_ms(), ..Figures::default() };
    let mut waiting = vec![0; trace.tasks.len()];
    for s in trace.segments.iter() {
        match s.state {
            State::Running => {
                let Place::Hardware(core) = s.place else { continue };
                figures.add_running(core.into(), name(s.task), s.start.as_ms(), s.end.as_ms());
            }
            State::Ready | State::Gil => waiting[s.task.index()] += (s.end - s.start).0,
            _ => {}
        }
    }
    for (i, t) in trace.tasks.iter().enumerate() {
        let finish = t.finish.map_or(f64::NAN, |f| f.as_ms());
        figures.tasks.push(Task {
            name: t.name.to_string(),
            response: t.first_run.map_or(f64::NAN, |f| f.as_ms()) - t.arrival.as_ms(),
            turnaround: finish - t.arrival.as_ms(),
            waiting: waiting[i] as f64 / 1e6,
            finish,
            missed: t.deadline.is_some_and(|d| t.finish.unwrap_or(trace.end) > d),
        });
    }
    figures.output = trace.output.iter().map(|o| o.text.clone()).collect();
    figures.ending = trace.ending.as_ref().map_or("none", Ending::word).into();
    if let Some(Ending::Deadlocked { waits, .. }) = &trace.ending {
        figures.waits = waits.iter().map(|w| (name(w.task), u64::from(w.line))).collect();
    }
    figures
}

fn from_json(json: &Value) -> Figures {
    let ms = |v: &Value| v.as_f64().map_or(f64::NAN, |ns| ns / 1e6);
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
    let tasks = list(&json["tasks"]);
    let name = |v: &Value| text(&tasks[v.as_u64().unwrap_or_default() as usize]["name"]);
    let mut figures = Figures {
        ending: text(&json["ending"]["kind"]),
        makespan: ms(&json["makespan"]),
        ..Figures::default()
    };
    for s in list(&json["segments"]).iter().filter(|s| s["state"] == "running") {
        let core = s["hardware_thread"].as_u64().unwrap_or(u64::MAX);
        figures.add_running(core, name(&s["task"]), ms(&s["start"]), ms(&s["end"]));
    }
    for t in &tasks {
        figures.tasks.push(Task {
            name: text(&t["name"]),
            response: ms(&t["response"]),
            turnaround: ms(&t["turnaround"]),
            waiting: ms(&t["waiting"]),
            finish: ms(&t["finish"]),
            missed: t["missed"] == true,
        });
    }
    figures.output = list(&json["output"]).iter().map(|o| text(&o["text"])).collect();
    let waits = list(&json["ending"]["waits"]);
    figures.waits =
        waits.iter().map(|w| (name(&w["task"]), w["line"].as_u64().unwrap_or(0))).collect();
    figures
}

impl Figures {
    fn add_running(&mut self, core: u64, task: String, start: f64, end: f64) {
        self.places.push((core, task.clone(), start, end));
        match self.running.last_mut() {
            Some(last) if last.0 == task && last.2 == start => last.2 = end,
            _ if start == end => {}
            _ => self.running.push((task, start, end)),
        }
    }

    pub fn task(&self, name: &str) -> Verdict<&Task> {
        self.tasks.iter().find(|t| t.name == name).ok_or(format!("no task named {name}"))
    }
}

/// An error that shows both sides, where they differ.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, expected: T) -> Verdict<()> {
    if got == expected {
        return Ok(());
    }
    Err(format!("{what}\n  expected {expected:?}\n  got      {got:?}"))
}
