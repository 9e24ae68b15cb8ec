//! A line chart: how something grows along a quantity.
//!
//! Every line has its own marker besides its colour. Where marks stand on the
//! horizontal axis is the caller's choice; the vertical one begins at zero.

use super::measure::text_width;
use super::write::{Svg, num};
use super::{FONT, Paint, Tone};
use crate::view::{Ink, Scheme};

pub struct ChartLine {
    pub name: String,
    /// One a position; `None` where there is nothing.
    pub values: Vec<Option<f64>>,
    /// A line of theory: dashed, without markers, in the ink of the text.
    pub theory: bool,
}

pub struct Chart<'a> {
    pub paint: Paint,
    pub width: f64,
    pub title: String,
    pub x_title: String,
    pub y_title: String,
    /// From 0 to 1, rising, and what is written below.
    pub positions: Vec<(f64, String)>,
    pub lines: Vec<ChartLine>,
    pub y_text: &'a dyn Fn(f64) -> String,
}

const HEIGHT: f64 = 300.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 52.0;
const RIGHT: f64 = 22.0;

pub fn chart(chart: &Chart) -> String {
    let most =
        chart.lines.iter().flat_map(|l| &l.values).flatten().fold(0.0, |a: f64, b| a.max(*b));
    let step = nice_step(most);
    let ticks: Vec<f64> =
        (0..).map(|i| f64::from(i) * step).take_while(|y| *y < most + step).collect();
    let texts: Vec<String> = ticks.iter().map(|y| (chart.y_text)(*y)).collect();
    let left = texts.iter().map(|t| text_width(t, 12.0)).fold(24.0, f64::max) + 14.0;
    let (mut legend, legend_height) = (Svg::default(), legend_rows(chart) * 20.0);
    let mut drawing = Drawing {
        chart,
        left,
        width: (chart.width - left - RIGHT).max(50.0),
        height: HEIGHT,
        most: ticks.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE),
        out: Svg::default(),
    };
    drawing.axes(&ticks, &texts);
    (0..chart.lines.len()).for_each(|i| drawing.line(i));
    drawing.legend(&mut legend);
    let total = TOP + HEIGHT + BOTTOM + legend_height;
    let (w, h) = (num(chart.width), num(total));
    let mut out = Svg::default();
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ");
    out.raw(&[&w, " ", &h, "\" width=\"", &w, "\" height=\"", &h].concat());
    out.raw(&["\" font-family=\"", FONT, "\" font-size=\"12\">\n<title>"].concat());
    out.text(&chart.title);
    out.raw("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"");
    out.raw(&[&drawing.tone(Tone::Background), "\"/>\n"].concat());
    out.raw(&drawing.out.text);
    out.raw(&legend.text);
    out.raw("</svg>\n");
    out.text
}

/// 1, 2 or 5 times a power of ten, so that at most six steps reach `most`.
fn nice_step(most: f64) -> f64 {
    let mut power = 1e-3;
    while power < 1e15 {
        for factor in [1.0, 2.0, 5.0] {
            if power * factor * 6.0 >= most {
                return power * factor;
            }
        }
        power *= 10.0;
    }
    power
}

fn legend_width(name: &str) -> f64 {
    34.0 + text_width(name, 12.0) + 18.0
}

fn legend_rows(chart: &Chart) -> f64 {
    let (mut rows, mut x) = (1.0, 16.0);
    for line in &chart.lines {
        let width = legend_width(&line.name);
        if x + width > chart.width && x > 16.0 {
            rows += 1.0;
            x = 16.0;
        }
        x += width;
    }
    rows
}

struct Drawing<'a> {
    chart: &'a Chart<'a>,
    left: f64,
    width: f64,
    height: f64,
    most: f64,
    out: Svg,
}

impl Drawing<'_> {
    fn tone(&self, tone: Tone) -> String {
        self.chart.paint.colour(tone.pair())
    }

    /// Strong enough for a thin line: a task's edge on white, its fill on dark.
    fn colour(&self, line: usize) -> String {
        if self.chart.lines[line].theory {
            return self.tone(Tone::Muted);
        }
        let ink = Ink::Task(line as u8 % (crate::view::palette::TASK_INKS - 1) + 1);
        self.chart.paint.colour([ink.edge(Scheme::Light), ink.colour(Scheme::Dark)])
    }

    fn x(&self, at: f64) -> f64 {
        self.left + at * self.width
    }

    fn y(&self, value: f64) -> f64 {
        TOP + self.height * (1.0 - value / self.most)
    }

    fn axes(&mut self, ticks: &[f64], texts: &[String]) {
        let (line, muted) = (self.tone(Tone::Line), self.tone(Tone::Muted));
        let text = self.tone(Tone::Text);
        let chart = self.chart;
        self.out.label(8.0, 18.0, &text, &[("font-weight", "650")], &chart.y_title);
        for (value, label) in ticks.iter().zip(texts) {
            let y = self.y(*value);
            self.out.rect(self.left, y, self.width, 1.0, &line);
            self.out.label(self.left - 8.0, y + 4.0, &muted, &[("text-anchor", "end")], label);
        }
        let bottom = TOP + self.height;
        self.out.rect(self.left, bottom, self.width, 1.0, &muted);
        let mut free = f64::NEG_INFINITY;
        for (at, label) in &chart.positions {
            let (x, half) = (self.x(*at), text_width(label, 12.0) / 2.0);
            self.out.rect(x, bottom, 1.0, 5.0, &muted);
            if x - half > free {
                let attributes = [("text-anchor", "middle")];
                self.out.label(x, bottom + 19.0, &muted, &attributes, label);
                free = x + half + 6.0;
            }
        }
        let (middle, bold) = (self.left + self.width / 2.0, ("font-weight", "650"));
        let attributes = [("text-anchor", "middle"), bold];
        self.out.label(middle, bottom + 40.0, &text, &attributes, &chart.x_title);
    }

    fn line(&mut self, index: usize) {
        let chart = self.chart;
        let line = &chart.lines[index];
        let colour = self.colour(index);
        let mut data = String::new();
        let mut drawn = false;
        for ((at, _), value) in chart.positions.iter().zip(&line.values) {
            let Some(value) = value else {
                drawn = false;
                continue;
            };
            let point = [num(self.x(*at)), num(self.y(*value))].join(" ");
            data.push_str(&[if drawn { "L" } else { "M" }, &point].concat());
            drawn = true;
        }
        let dash = if line.theory { "6 5" } else { "none" };
        let attributes = [
            ("stroke", colour.as_str()),
            ("stroke-width", "2"),
            ("fill", "none"),
            ("stroke-dasharray", dash),
        ];
        if !data.is_empty() {
            self.out.path(&data, &attributes);
        }
        for ((at, _), value) in chart.positions.iter().zip(&line.values) {
            if let (Some(value), false) = (value, line.theory) {
                let place = (self.x(*at), self.y(*value));
                marker(&mut self.out, index, place, &colour);
            }
        }
    }

    fn legend(&self, out: &mut Svg) {
        let text = self.tone(Tone::Text);
        let (mut x, mut y) = (16.0, TOP + self.height + BOTTOM);
        for (i, line) in self.chart.lines.iter().enumerate() {
            let width = legend_width(&line.name);
            if x + width > self.chart.width && x > 16.0 {
                (x, y) = (16.0, y + 20.0);
            }
            let colour = self.colour(i);
            let data = ["M", &num(x), " ", &num(y + 6.0), "h26"].concat();
            let dash = if line.theory { "6 5" } else { "none" };
            let stroke =
                [("stroke", colour.as_str()), ("stroke-width", "2"), ("stroke-dasharray", dash)];
            out.path(&data, &stroke);
            if !line.theory {
                marker(out, i, (x + 13.0, y + 6.0), &colour);
            }
            out.label(x + 34.0, y + 10.0, &text, &[], &line.name);
            x += width;
        }
    }
}

/// A shape for each line: square, diamond, triangle, cross.
fn marker(out: &mut Svg, line: usize, (x, y): (f64, f64), colour: &str) {
    let shape = match line % 4 {
        0 => "m-4 -4h8v8h-8z",
        1 => "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        2 => "m0 -5l5 9h-10z",
        _ => "m-4 -4l8 8m0 -8l-8 8",
    };
    let data = ["M", &num(x), " ", &num(y), shape].concat();
    out.path(&data, &[("fill", colour), ("stroke", colour), ("stroke-width", "2")]);
}
