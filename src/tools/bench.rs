//! The one object that the scripts of `www/tools` talk to.

use crate::{answer, help, share};
use interleave::base::Time;
use interleave::compare::{
    Axis, Batch, Choices, Curve, Outcome, Variant, Work as Share, numbers, task_number,
};
use interleave::export::{Look, Paint, chrome_json, segments_csv, svg, write_json};
use interleave::metrics::tasks_csv;
use interleave::scenario::Scenario;
use interleave::setup::{CostPreset, Costs, Model, Scheduler, Setup};
use interleave::ui::open;
use interleave::view::RunView;
use interleave::words::{Lang, PictureWords, moment_text};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Events between two looks at the clock.
const BUDGET: u32 = 256;
/// More pictures on one axis than this nobody compares.
const MOST_VARIANTS: usize = 9;

#[wasm_bindgen]
pub struct Bench {
    scenario: Scenario,
    lang: Lang,
    work: Work,
    /// Of the last comparison or run, to be drawn.
    runs: Vec<(Rc<RunView>, Outcome)>,
}

enum Work {
    Nothing,
    Runs(Box<Batch>),
    Curve(Box<Curve>),
}

#[wasm_bindgen]
impl Bench {
    /// `link`: the scenario as the fragment of an address, of any length.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, lang: &str) -> Bench {
        let lang = Lang::from_tag(lang).unwrap_or_default();
        interleave::script::include_library();
        let scenario = open::from_draft(link, lang).unwrap_or_default();
        Bench { scenario, lang, work: Work::Nothing, runs: Vec::new() }
    }

    /// Texts, title, script, models, axes and numbers, as JSON.
    pub fn about(&self) -> String {
        answer::about(&self.scenario, self.lang)
    }

    /// What each number of a run means, as JSON.
    pub fn definitions(&self) -> String {
        answer::definitions(self.lang)
    }

    /// Texts, links and choices of the dialog that shares the scenario, as JSON.
    pub fn share(&self) -> String {
        share::share(&self.scenario, self.lang).to_string()
    }

    /// What the length of a link means, in words.
    pub fn link_length(&self, length: usize) -> String {
        interleave::words::tools::link_length(length, self.lang)
    }

    /// Keyboard shortcuts as JSON.
    pub fn shortcuts(&self) -> String {
        help::shortcuts(self.lang).to_string()
    }

    /// How true the picture is, as JSON.
    pub fn how_true(&self) -> String {
        help::about(self.lang).to_string()
    }

    /// What a draft holds, as JSON; `null` if nothing can be read.
    pub fn peek(&self, fragment: &str) -> String {
        let seen = open::from_draft(fragment, self.lang);
        seen.map_or("null".into(), |scenario| answer::peek(&scenario, self.lang))
    }

    /// The fragment of a script from a file. Its own settings count.
    pub fn link_of(&self, script: &str, title: &str) -> String {
        let mut scenario = Scenario::from_script(script);
        if scenario.title.is_empty() {
            scenario.title = title.into();
        }
        open::to_link(&scenario)
    }

    /// Begins the scenario's own run.
    pub fn begin_run(&mut self) {
        self.begin(vec![self.variant(self.scenario.setup.clone())]);
    }

    /// Begins a run for each model on each machine; words with commas between,
    /// nothing for the scenario's own. Gives how many there are, before the
    /// crowd is cut off.
    pub fn begin_comparison(
        &mut self,
        models: &str,
        cores: &str,
        schedulers: &str,
        costs: &str,
    ) -> usize {
        let preset = |word| CostPreset::from_word(word).map(Costs::preset);
        let choices = Choices {
            models: models.split(',').filter_map(Model::from_word).collect(),
            cores: cores.split(',').filter_map(|n| n.parse().ok()).collect(),
            schedulers: schedulers.split(',').filter_map(Scheduler::from_word).collect(),
            costs: costs.split(',').filter_map(preset).collect(),
        };
        let setups = choices.setups(&self.scenario.setup);
        let wanted = setups.len();
        let shown = setups.into_iter().take(MOST_VARIANTS);
        self.begin(shown.map(|setup| self.variant(setup)).collect());
        wanted
    }

    /// Begins a curve. `number` counts the numbers of the script.
    pub fn begin_curve(&mut self, axis: &str, number: usize, models: &str) {
        let Some(axis) = self.axis(axis, number) else { return };
        let mut setup = self.scenario.setup.clone();
        let models: Vec<Model> = models
            .split(',')
            .filter_map(Model::from_word)
            .filter(|&model| {
                setup.model = model;
                axis.matters(&setup)
            })
            .collect();
        self.work = Work::Curve(Box::new(Curve::new(&self.scenario, axis, &models)));
    }

    /// Works for so many milliseconds; how much is done, 1 at the end.
    pub fn advance(&mut self, ms: f64) -> f64 {
        let until = js_sys::Date::now() + ms;
        loop {
            let (more, share) = match &mut self.work {
                Work::Nothing => (false, 1.0),
                Work::Runs(batch) => (batch.advance(BUDGET), batch.share_done()),
                Work::Curve(curve) => (curve.advance(BUDGET), curve.share_done()),
            };
            if !more {
                self.keep();
                return 1.0;
            }
            if js_sys::Date::now() >= until {
                return share.min(0.999);
            }
        }
    }

    /// The picture of the scenario's own run, empty if it could not run.
    pub fn picture(&self, theme: &str, width: f64) -> String {
        let Some((run, outcome)) = self.runs.first() else { return String::new() };
        let summary = answer::summary(outcome, self.lang);
        let words =
            PictureWords::new(run, &outcome.setup, &self.scenario.title, summary, self.lang);
        svg(run, &words, &Look { paint: paint(theme), width, ..Look::whole(run) }).0
    }

    /// The scenario's own run in another form: `chrome`, `json`, `csv`, `tasks`.
    pub fn file(&self, format: &str) -> String {
        let Some((_, outcome)) = self.runs.first() else { return String::new() };
        let Outcome { trace, setup, metrics, .. } = outcome;
        match format {
            "chrome" => chrome_json(trace, setup),
            "json" => {
                let mut bytes = Vec::new();
                // Writing to memory does not fail.
                let _ = write_json(trace, setup, &mut bytes);
                String::from_utf8(bytes).unwrap_or_default()
            }
            "tasks" => tasks_csv(trace, metrics),
            _ => segments_csv(trace),
        }
    }

    /// The comparison as JSON: pictures, table, sentences.
    pub fn comparison(&self, theme: &str, width: f64) -> String {
        answer::comparison(&self.scenario, &self.runs, paint(theme), width, self.lang)
    }

    /// Who is where in the `index`th run, in words.
    pub fn moment(&self, index: usize, ns: f64) -> String {
        let time = Time(ns.max(0.0) as u64);
        let text = |(run, outcome): &(Rc<RunView>, Outcome)| {
            moment_text(run, &outcome.setup, time, self.lang)
        };
        self.runs.get(index).map(text).unwrap_or_default()
    }

    /// An instant as it is written.
    pub fn instant(&self, ns: f64) -> String {
        interleave::words::timeline::instant(Time(ns.max(0.0) as u64), self.lang)
    }

    /// The curve as JSON: chart, table, notes. `measure`: `makespan` or `speedup`.
    pub fn curve(&self, measure: &str, theme: &str, width: f64) -> String {
        let Work::Curve(curve) = &self.work else { return "null".into() };
        answer::curve(curve, measure == "speedup", paint(theme), width, self.lang)
    }
}

impl Bench {
    fn variant(&self, setup: Setup) -> Variant {
        Variant { script: self.scenario.script.as_str().into(), setup }
    }

    fn begin(&mut self, variants: Vec<Variant>) {
        self.runs.clear();
        self.work = Work::Runs(Box::new(Batch::new(variants)));
    }

    fn axis(&self, word: &str, number: usize) -> Option<Axis> {
        Some(match word {
            "cores" => Axis::Cores,
            "quantum" => Axis::Quantum,
            "workers" => Axis::Workers,
            "switch" => Axis::SwitchCost,
            "tasks" => Axis::Tasks(task_number(&self.scenario.script)?),
            "share" => Axis::IoShare(Share::of(&self.scenario.script, &self.scenario.setup)?),
            _ => Axis::Number(numbers(&self.scenario.script).into_iter().nth(number)?),
        })
    }

    /// Takes finished runs over; a curve stays where it is.
    fn keep(&mut self) {
        if let Work::Runs(batch) = &self.work {
            let outcomes = batch.done().iter().flatten().cloned();
            self.runs = outcomes.map(|o| (Rc::new(RunView::new(o.trace.clone())), o)).collect();
            self.work = Work::Nothing;
        }
    }
}

fn paint(theme: &str) -> Paint {
    if theme == "dark" { Paint::Dark } else { Paint::Light }
}
