//! The patterns of states, those of the canvas's tiles as SVG patterns.

use super::write::{Svg, num};
use super::{Picture, Tone};
use crate::trace::State;
use crate::view::palette::TILE;
use crate::view::{Ink, Pattern};

impl Picture<'_> {
    /// What bars of an ink are filled with.
    pub(super) fn paint(&self, ink: Ink) -> String {
        match ink {
            Ink::State(state) if ink.pattern() != Pattern::Solid => {
                ["url(#", &self.look.prefix, "-", state.word(), ")"].concat()
            }
            _ => self.fill(ink),
        }
    }

    /// The patterns that occur.
    pub(super) fn patterns(&self, out: &mut Svg) {
        out.raw("<defs>\n");
        for state in State::ALL {
            let ink = Ink::State(state);
            if ink.pattern() != Pattern::Solid && (self.occurs(state) || state == State::Overhead) {
                self.pattern(out, state, ink);
            }
        }
        out.raw("</defs>\n");
    }

    fn pattern(&self, out: &mut Svg, state: State, ink: Ink) {
        let (colour, side) = (self.edge(ink), num(TILE));
        out.raw(&["<pattern id=\"", &self.look.prefix, "-", state.word()].concat());
        out.raw(&["\" width=\"", &side, "\" height=\"", &side].concat());
        out.raw("\" patternUnits=\"userSpaceOnUse\">");
        let whole = [("width", TILE), ("height", TILE)];
        let fill = |out: &mut Svg, colour: &str, opacity: f64| {
            out.raw("<rect");
            for (name, value) in whole {
                out.raw(&[" ", name, "=\"", &num(value), "\""].concat());
            }
            out.raw(&[" fill=\"", colour, "\" opacity=\"", &hundredths(opacity), "\"/>"].concat());
        };
        fill(out, &self.tone(Tone::Background), 1.0);
        fill(out, &colour, ink.tint());
        let strength = hundredths(ink.strength());
        out.raw(&["<g fill=\"", &colour, "\" stroke=\"", &colour].concat());
        out.raw(&["\" stroke-width=\"0\" opacity=\"", &strength, "\">"].concat());
        out.raw(marks(ink.pattern()));
        out.raw("</g></pattern>\n");
    }
}

/// One tile of 8 by 8. Lines leave it on one side and come in on the other.
fn marks(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Solid => "<rect width=\"8\" height=\"8\"/>",
        Pattern::Dots => {
            "<circle cx=\"2\" cy=\"2\" r=\"1.1\"/><circle cx=\"6\" cy=\"6\" r=\"1.1\"/>"
        }
        Pattern::Diagonal => "<path stroke-width=\"1.2\" d=\"M-9 9L1 -1M-1 9L9 -1M7 9L17 -1\"/>",
        Pattern::Ticks => "<rect x=\"3\" y=\"3\" width=\"1\" height=\"3\"/>",
        Pattern::Crosshatch => {
            "<path stroke-width=\"1.2\" d=\"M-9 9L1 -1M-1 9L9 -1M7 9L17 -1M-9 -1L1 9M-1 -1L9 9M7 -1L17 9\"/>"
        }
        Pattern::Vertical => "<rect x=\"3\" width=\"1\" height=\"8\"/>",
        Pattern::Middle => "<rect y=\"3\" width=\"5\" height=\"1\"/>",
    }
}

/// `0.14`, `1`: a share of at most one.
fn hundredths(share: f64) -> String {
    let n = (share * 100.0).round() as u32;
    match n {
        100 => "1".into(),
        n => ["0.", &(100 + n).to_string()[1..]].concat(),
    }
}
