//! Inks as canvas paints: a colour, a pattern's tile, the colour of text on it.

use super::raster::Pixel;
use super::strips::Strips;
use crate::trace::State;
use crate::ui::theme::Theme;
use crate::view::palette::TILE;
use crate::view::{Ink, Pattern, Rgb};
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, Element, HtmlCanvasElement, window};

/// Colours of the document that the canvas needs, read from its style.
#[derive(Clone, PartialEq, Default)]
pub struct Chrome {
    pub text: String,
    pub muted: String,
    pub line: String,
    pub background: String,
}

impl Chrome {
    /// Reads properties that the style sheet sets for us from its tokens: only
    /// as properties are they resolved, by `light-dark()` and forced colours.
    pub fn of(element: &Element) -> Chrome {
        let style = window().and_then(|w| w.get_computed_style(element).ok().flatten());
        let read = |name: &str| {
            let value = style.as_ref().and_then(|s| s.get_property_value(name).ok());
            value.unwrap_or_default()
        };
        Chrome {
            text: read("color"),
            muted: read("outline-color"),
            line: read("border-top-color"),
            background: read("background-color"),
        }
    }
}

/// Fills for one theme at one pixel ratio. Made when first needed.
pub struct Inks {
    pub theme: Theme,
    pub ratio: f64,
    pub chrome: Chrome,
    tiles: [Option<Tile>; State::ALL.len()],
    /// Crowded rows as they were drawn.
    pub strips: Strips,
}

/// A pattern, for the canvas and as pixels.
pub struct Tile {
    pattern: CanvasPattern,
    pub side: usize,
    /// Line by line.
    pub pixels: Vec<Pixel>,
}

impl Inks {
    pub fn new(theme: Theme, ratio: f64, chrome: Chrome) -> Inks {
        let (tiles, strips) = (Default::default(), Strips::default());
        Inks { theme, ratio, chrome, tiles, strips }
    }

    /// The colour of a pattern's marks and of the outline.
    pub fn edge(&self, ink: Ink) -> String {
        match self.theme {
            Theme::Contrast => self.chrome.text.clone(),
            theme => ink.edge(theme.scheme()).hex(),
        }
    }

    /// The colour that stands for an ink where there is no room for a pattern.
    pub fn flat(&self, ink: Ink) -> Rgb {
        ink.colour(self.theme.scheme())
    }

    /// The colour of a solid fill.
    fn solid(&self, ink: Ink) -> String {
        match (ink, self.theme) {
            (Ink::Task(_) | Ink::Level(_), Theme::Contrast) => self.chrome.background.clone(),
            (_, Theme::Contrast) => self.chrome.text.clone(),
            _ => self.flat(ink).hex(),
        }
    }

    /// Sets the fill for bars of an ink.
    pub fn fill(&mut self, ctx: &CanvasRenderingContext2d, ink: Ink) {
        match self.tile(ctx, ink) {
            Some(tile) => ctx.set_fill_style_canvas_pattern(&tile.pattern),
            None => ctx.set_fill_style_str(&self.solid(ink)),
        }
    }

    /// The pattern of an ink that has one.
    pub fn tile(&mut self, ctx: &CanvasRenderingContext2d, ink: Ink) -> Option<&Tile> {
        let Ink::State(state) = ink else { return None };
        if ink.pattern() != Pattern::Solid && self.tiles[state as usize].is_none() {
            self.tiles[state as usize] = self.new_tile(ctx, ink);
        }
        self.tiles[state as usize].as_ref()
    }

    /// [`Self::flat`] for one pixel.
    pub fn column_pixel(&self, ink: Ink) -> Pixel {
        opaque(self.flat(ink))
    }

    /// The solid fill and [`Self::edge`], for one pixel.
    pub fn flat_pixel(&self, ink: Ink) -> Pixel {
        match self.theme {
            Theme::Contrast => pixel(&self.solid(ink)),
            _ => opaque(self.flat(ink)),
        }
    }

    pub fn edge_pixel(&self, ink: Ink) -> Pixel {
        match self.theme {
            Theme::Contrast => pixel(&self.chrome.text),
            theme => opaque(ink.edge(theme.scheme())),
        }
    }

    /// The colour of a label on bars of an ink.
    pub fn label(&self, ink: Ink) -> &str {
        match (ink, self.theme) {
            (Ink::State(State::Running), Theme::Contrast) => &self.chrome.background,
            (Ink::State(State::Running), _) => "#ffffff",
            (Ink::Task(_), Theme::Light | Theme::Dark) => "#14171c",
            _ => &self.chrome.text,
        }
    }

    pub fn failed(&self) -> &str {
        match self.theme {
            Theme::Light => "#b3261e",
            Theme::Dark => "#ff8a80",
            Theme::Contrast => &self.chrome.text,
        }
    }

    fn new_tile(&self, ctx: &CanvasRenderingContext2d, ink: Ink) -> Option<Tile> {
        let canvas: HtmlCanvasElement =
            window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let side = side(self.ratio);
        canvas.set_width(side as u32);
        canvas.set_height(side as u32);
        let tile: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let colour = self.edge(ink);
        tile.set_fill_style_str(&self.chrome.background);
        tile.fill_rect(0.0, 0.0, side, side);
        if self.theme != Theme::Contrast {
            tile.set_global_alpha(ink.tint());
            tile.set_fill_style_str(&colour);
            tile.fill_rect(0.0, 0.0, side, side);
            tile.set_global_alpha(1.0);
        }
        // The outline carries the contrast; marks inside may be calmer.
        tile.set_global_alpha(if self.theme == Theme::Contrast { 1.0 } else { ink.strength() });
        draw(&tile, ink.pattern(), side, &colour);
        let pattern = ctx.create_pattern_with_html_canvas_element(&canvas, "repeat").ok()??;
        let bytes = tile.get_image_data(0.0, 0.0, side, side).ok()?.data();
        let pixels = bytes.as_chunks().0.to_vec();
        Some(Tile { pattern, side: side as usize, pixels })
    }
}

/// A pattern's side in device pixels.
pub fn side(ratio: f64) -> f64 {
    (TILE * ratio).round().max(4.0)
}

fn opaque(Rgb(rgb): Rgb) -> Pixel {
    [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8, 255]
}

/// A resolved colour of the document: `rgb(1, 2, 3)`.
fn pixel(colour: &str) -> Pixel {
    let mut pixel = [0, 0, 0, 255];
    let numbers = colour.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    for (channel, number) in pixel.iter_mut().zip(numbers.take(3)) {
        *channel = number.parse().unwrap_or(0);
    }
    pixel
}

/// Draws one tile of a pattern. Lines that leave the tile come in again on the
/// other side, so that neighbours join.
fn draw(ctx: &CanvasRenderingContext2d, pattern: Pattern, side: f64, colour: &str) {
    ctx.set_fill_style_str(colour);
    ctx.set_stroke_style_str(colour);
    let unit = side / TILE;
    ctx.set_line_width(1.2 * unit);
    let line = |x0: f64, y0: f64, x1: f64, y1: f64| {
        ctx.begin_path();
        ctx.move_to(x0, y0);
        ctx.line_to(x1, y1);
        ctx.stroke();
    };
    let rising = |shift: f64| line(shift - unit, side + unit, shift + side + unit, -unit);
    let falling = |shift: f64| line(shift - unit, -unit, shift + side + unit, side + unit);
    match pattern {
        Pattern::Solid => ctx.fill_rect(0.0, 0.0, side, side),
        Pattern::Dots => {
            let dot = |x: f64, y: f64| {
                ctx.begin_path();
                let _ = ctx.arc(x, y, 1.1 * unit, 0.0, std::f64::consts::TAU);
                ctx.fill();
            };
            dot(side * 0.25, side * 0.25);
            dot(side * 0.75, side * 0.75);
        }
        Pattern::Diagonal => [-side, 0.0, side].into_iter().for_each(rising),
        Pattern::Ticks => ctx.fill_rect(unit * 3.0, unit * 3.0, unit.max(1.0), unit * 3.0),
        Pattern::Crosshatch => {
            [-side, 0.0, side].into_iter().for_each(rising);
            [-side, 0.0, side].into_iter().for_each(falling);
        }
        Pattern::Vertical => ctx.fill_rect((unit * 3.0).round(), 0.0, unit.max(1.0), side),
        Pattern::Middle => ctx.fill_rect(0.0, (unit * 3.0).round(), unit * 5.0, unit.max(1.0)),
    }
}
