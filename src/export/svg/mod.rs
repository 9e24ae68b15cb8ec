//! The timeline as an SVG document: the picture of the page, on paper.
//!
//! The same rows, bars, labels and patterns as the canvas shows, from the same
//! lists of `view`. Only presentation attributes, no style and no script, so
//! that it stands under any policy, inside a page or alone. Words come from
//! outside ([`Captions`]); all of them are escaped.

mod bars;
mod chart;
mod defs;
mod measure;
mod write;

pub use chart::{Chart, ChartLine, chart};

use crate::base::Time;
use crate::export::letters;
use crate::trace::{Outcome, State, TaskInfo};
use crate::view::{
    FoldKey, Folds, LaneKind, MarkKind, Rgb, RowKind, Rows, RunView, Scale, Scheme, Unit, Window,
    between, ruler,
};
use measure::{text_width, wrap};
use std::ops::Range;
use write::{Svg, num};

/// Words of anybody as text of XML or HTML.
pub fn escaped(words: &str) -> String {
    let mut out = Svg::default();
    for (i, line) in words.split('\n').enumerate() {
        out.raw(if i > 0 { "\n" } else { "" });
        out.text(line);
    }
    out.text
}

/// What is written in the picture.
pub trait Captions {
    fn title(&self) -> String;
    /// What came of the run: one line each.
    fn summary(&self) -> Vec<String>;
    /// A row's name and what stands small beside it.
    fn lane(&self, lane: usize) -> (String, String);
    fn group(&self, fold: FoldKey) -> (String, String);
    /// See [`crate::view::Scribe::texts`].
    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String>;
    /// What a span is, in words.
    fn span(&self, lane: usize, span: usize) -> String;
    fn tick(&self, time: Time, unit: Unit) -> String;
    fn state(&self, state: State) -> &'static str;
    /// Of failures, deadlines and races.
    fn mark(&self, kind: MarkKind) -> &'static str;
}

/// The colours it is made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paint {
    #[default]
    Light,
    Dark,
    /// Those of the document around it (CSS `light-dark()`).
    Both,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Look {
    pub paint: Paint,
    /// CSS pixels.
    pub width: f64,
    /// The end of the time axis, to put several runs on one.
    pub until: Time,
    pub heading: bool,
    pub legend: bool,
    pub folds: Folds,
    /// Every bar says what it is when it is pointed at.
    pub tips: bool,
    /// Begins every id, so that several pictures can stand in one document.
    pub prefix: String,
    /// The least room of names, CSS pixels: pictures on one axis have the same.
    pub names: f64,
}

impl Look {
    /// The whole of a run, headed and explained.
    pub fn whole(run: &RunView) -> Look {
        Look {
            paint: Paint::Light,
            width: 960.0,
            until: run.trace.end,
            heading: true,
            legend: true,
            tips: true,
            folds: Folds::new(),
            prefix: "il".into(),
            names: 0.0,
        }
    }
}

pub const MARGIN: f64 = 16.0;
const RULER: f64 = 28.0;
/// Device pixels a CSS pixel: half a pixel is as exact as a printer needs.
const RATIO: f64 = 2.0;
const LABEL_ROOM: f64 = 90.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
/// The room of names, at least and at most.
const NAMES: (f64, f64) = (96.0, 200.0);

/// The horizontal place of the plot, for those who draw over it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Plot {
    pub left: f64,
    pub width: f64,
    /// Of the whole picture.
    pub height: f64,
}

/// The picture, and where in it the time axis lies.
pub fn svg(run: &RunView, words: &dyn Captions, look: &Look) -> (String, Plot) {
    let rows = Rows::new(run, &look.folds);
    let left = MARGIN + names_width(run, &rows, words).max(look.names);
    let width = (look.width - left - MARGIN).max(100.0);
    let mut picture = Picture {
        run,
        rows,
        words,
        look,
        left,
        scale: Scale::new(Window::fit(look.until), width, RATIO),
        out: Svg::default(),
        y: MARGIN,
    };
    picture.heading();
    picture.plot();
    picture.legend();
    let height = picture.y + MARGIN;
    let body = std::mem::take(&mut picture.out).text;
    (picture.document(&body, height), Plot { left, width, height })
}

/// The room that names take, to give several pictures the same
/// ([`Look::names`]).
pub fn names_room(run: &RunView, words: &dyn Captions, look: &Look) -> f64 {
    names_width(run, &Rows::new(run, &look.folds), words)
}

/// Pictures below each other in one document, their titles kept.
pub fn stack(pictures: &[(String, Plot)], width: f64) -> String {
    let height: f64 = pictures.iter().map(|(_, plot)| plot.height).sum();
    let (w, h) = (num(width), num(height));
    let mut text = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    text.push_str(&[&w, " ", &h, "\" width=\"", &w, "\" height=\"", &h, "\">\n"].concat());
    let mut top = 0.0;
    for (picture, plot) in pictures {
        text.push_str(&["<g transform=\"translate(0 ", &num(top), ")\">\n"].concat());
        text.push_str(picture);
        text.push_str("</g>\n");
        top += plot.height;
    }
    text.push_str("</svg>\n");
    text
}

fn names_width(run: &RunView, rows: &Rows, words: &dyn Captions) -> f64 {
    let width = |row: &crate::view::Row| {
        let indent = f64::from(row.depth) * 10.0;
        let (name, note) = match row.kind {
            RowKind::Group(fold) => words.group(fold),
            RowKind::Lane(lane) => words.lane(lane),
        };
        let badge = match row.kind {
            RowKind::Lane(lane) if matches!(run.lanes[lane].kind, LaneKind::Task(_)) => 24.0,
            _ => 0.0,
        };
        indent + badge + text_width(&name, 13.0) + text_width(&note, 11.0) + 28.0
    };
    let widest = rows.rows.iter().map(width).fold(0.0, f64::max);
    between(widest, NAMES.0, NAMES.1).round()
}

/// What the legend explains.
#[derive(Clone, Copy)]
enum Sign {
    State(State),
    Mark(MarkKind),
}

/// The picture while it is drawn, from top to bottom.
struct Picture<'a> {
    run: &'a RunView,
    rows: Rows,
    words: &'a dyn Captions,
    look: &'a Look,
    left: f64,
    scale: Scale,
    out: Svg,
    y: f64,
}

/// The colours of the picture that are not those of states and tasks, light
/// and dark: the page's own (`www/styles/tokens.css`).
#[derive(Clone, Copy)]
enum Tone {
    Text,
    Muted,
    Line,
    Background,
    Failed,
}

impl Tone {
    fn pair(self) -> [Rgb; 2] {
        match self {
            Tone::Text => [Rgb(0x1b_1f24), Rgb(0xe8_eaed)],
            Tone::Muted => [Rgb(0x56_5e69), Rgb(0xa6_adb8)],
            Tone::Line => [Rgb(0xdc_dfe4), Rgb(0x34_3943)],
            Tone::Background => crate::view::palette::BACKGROUND,
            Tone::Failed => [Rgb(0xb3_261e), Rgb(0xff_8a80)],
        }
    }
}

impl Paint {
    fn colour(self, [light, dark]: [Rgb; 2]) -> String {
        match self {
            Paint::Light => light.hex(),
            Paint::Dark => dark.hex(),
            Paint::Both if light == dark => light.hex(),
            Paint::Both => ["light-dark(", &light.hex(), ",", &dark.hex(), ")"].concat(),
        }
    }
}

impl Picture<'_> {
    fn colour(&self, pair: [Rgb; 2]) -> String {
        self.look.paint.colour(pair)
    }

    fn tone(&self, tone: Tone) -> String {
        self.colour(tone.pair())
    }

    fn fill(&self, ink: crate::view::Ink) -> String {
        self.colour([ink.colour(Scheme::Light), ink.colour(Scheme::Dark)])
    }

    fn edge(&self, ink: crate::view::Ink) -> String {
        self.colour([ink.edge(Scheme::Light), ink.edge(Scheme::Dark)])
    }

    fn document(&self, body: &str, height: f64) -> String {
        let (width, height, id) = (num(self.look.width), num(height), self.look.prefix.as_str());
        let mut out = Svg::default();
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ");
        out.raw(&[&width, " ", &height, "\" width=\"", &width, "\" height=\"", &height].concat());
        out.raw(&["\" aria-labelledby=\"", id, "-title ", id, "-desc\" font-family=\""].concat());
        out.raw(&[FONT, "\" font-size=\"13\">\n<title id=\"", id, "-title\">"].concat());
        out.text(&self.words.title());
        out.raw(&["</title>\n<desc id=\"", id, "-desc\">"].concat());
        out.text(&self.words.summary().join(" "));
        out.raw("</desc>\n");
        self.patterns(&mut out);
        if self.look.paint != Paint::Both {
            let background = self.tone(Tone::Background);
            out.raw("<rect width=\"100%\" height=\"100%\" fill=\"");
            out.raw(&[&background, "\"/>\n"].concat());
        }
        out.raw(body);
        out.raw("</svg>\n");
        out.text
    }

    fn heading(&mut self) {
        if !self.look.heading {
            return;
        }
        let (text, muted) = (self.tone(Tone::Text), self.tone(Tone::Muted));
        let title = self.words.title();
        if !title.is_empty() {
            self.y += 20.0;
            let bold = [("font-size", "18"), ("font-weight", "650")];
            self.out.label(MARGIN, self.y, &text, &bold, &title);
            self.y += 6.0;
        }
        for line in self.words.summary() {
            for part in wrap(&line, 13.0, self.look.width - 2.0 * MARGIN) {
                self.y += 18.0;
                self.out.label(MARGIN, self.y, &muted, &[], &part);
            }
        }
        self.y += 12.0;
    }

    fn plot(&mut self) {
        self.ticks();
        self.names();
        self.bars();
        self.y += RULER + self.rows.height;
    }

    fn ticks(&mut self) {
        let (line, muted) = (self.tone(Tone::Line), self.tone(Tone::Muted));
        let ruler = ruler(&self.scale, LABEL_ROOM);
        let bottom = self.y + RULER + self.rows.height;
        for tick in &ruler.ticks {
            let x = self.left + tick.x;
            if !tick.major {
                self.out.rect(x, self.y + RULER - 4.0, 1.0, 4.0, &muted);
                continue;
            }
            self.out.rect(x, self.y + RULER, 1.0, bottom - self.y - RULER, &line);
            self.out.rect(x, self.y + RULER - 7.0, 1.0, 7.0, &muted);
            let text = self.words.tick(tick.time, ruler.unit);
            let half = text_width(&text, 11.0) / 2.0;
            if x + half > self.look.width {
                continue;
            }
            let attributes = [("font-size", "11"), ("text-anchor", "middle")];
            self.out.label(x, self.y + 14.0, &muted, &attributes, &text);
        }
    }

    fn names(&mut self) {
        let (text, muted) = (self.tone(Tone::Text), self.tone(Tone::Muted));
        let line = self.tone(Tone::Line);
        let letters = letters(&self.run.trace);
        for row in self.rows.rows.clone() {
            let top = self.y + RULER + row.top;
            let middle = top + row.height / 2.0 + 4.5;
            let mut x = MARGIN + f64::from(row.depth) * 10.0;
            let (name, note) = match row.kind {
                RowKind::Group(fold) => {
                    self.out.rect(MARGIN, top, self.look.width - 2.0 * MARGIN, 1.0, &line);
                    self.words.group(fold)
                }
                RowKind::Lane(lane) => {
                    if let LaneKind::Task(task) = self.run.lanes[lane].kind {
                        let letter = letters.get(task.index()).copied().unwrap_or('+');
                        self.badge(task, letter, x, top + row.height / 2.0 - 9.0);
                        x += 24.0;
                    }
                    self.words.lane(lane)
                }
            };
            let group = matches!(row.kind, RowKind::Group(_));
            let bold: &[(&str, &str)] = if group { &[("font-weight", "650")] } else { &[] };
            let note_width = text_width(&note, 11.0);
            let room = self.left - x - note_width - 14.0;
            let name = measure::cut(&name, 13.0, room);
            self.out.label(x, middle, &text, bold, &name);
            let attributes = [("font-size", "11"), ("text-anchor", "end")];
            self.out.label(self.left - 8.0, middle, &muted, &attributes, &note);
        }
    }

    fn legend(&mut self) {
        if !self.look.legend {
            return;
        }
        self.y += 14.0;
        let muted = self.tone(Tone::Muted);
        let mut x = MARGIN;
        let states = State::ALL.into_iter().filter(|&s| self.occurs(s)).map(Sign::State);
        let signs: Vec<Sign> = states.chain(self.marked().map(Sign::Mark)).collect();
        for sign in signs {
            let name = match sign {
                Sign::State(state) => self.words.state(state),
                Sign::Mark(kind) => self.words.mark(kind),
            };
            let width = 30.0 + text_width(name, 12.0) + 16.0;
            if x + width > self.look.width && x > MARGIN {
                x = MARGIN;
                self.y += 22.0;
            }
            match sign {
                Sign::State(state) => self.swatch(state, x, self.y),
                Sign::Mark(MarkKind::Race) => {
                    self.mark(MarkKind::Race, x + 12.0, self.y + 5.0, 0.0)
                }
                Sign::Mark(kind) => self.mark(kind, x + 12.0, self.y + 1.0, 12.0),
            }
            self.out.label(x + 30.0, self.y + 11.0, &muted, &[("font-size", "12")], name);
            x += width;
        }
        self.y += 14.0;
    }

    /// The marks that the legend explains, as far as they occur.
    fn marked(&self) -> impl Iterator<Item = MarkKind> + use<> {
        let trace = &self.run.trace;
        let any = |has: fn(&TaskInfo) -> bool| trace.tasks.iter().any(has);
        let failed = any(|task| task.outcome == Outcome::Raised);
        let due = any(|task| task.deadline.is_some());
        let races = !trace.sharing.races.is_empty();
        let signs =
            [(failed, MarkKind::Failed), (due, MarkKind::Deadline), (races, MarkKind::Race)];
        signs.into_iter().filter(|(there, _)| *there).map(|(_, kind)| kind)
    }

    fn occurs(&self, state: State) -> bool {
        let task = |&lane: &usize| matches!(self.run.lanes[lane].kind, LaneKind::Task(_));
        let mut tasks = (0..self.run.lanes.len()).filter(task);
        tasks.any(|lane| self.run.spans(lane).class.contains(&(state as u8)))
    }
}
