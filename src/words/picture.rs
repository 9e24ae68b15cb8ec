//! The words of a picture of a run, for `export::svg`.

use crate::base::Time;
use crate::export::{Captions, letters};
use crate::setup::Setup;
use crate::trace::State;
use crate::view::{FoldKey, MarkKind, RunView, Unit};
use crate::words::Lang;
use crate::words::timeline::{
    TimelineWord, bar_texts, group_name, group_note, lane_name, lane_note, span_name, state_name,
    tick,
};
use std::ops::Range;

/// Everything a picture says, in one language.
pub struct PictureWords<'a> {
    run: &'a RunView,
    setup: &'a Setup,
    lang: Lang,
    title: String,
    summary: Vec<String>,
    letters: Vec<char>,
}

impl<'a> PictureWords<'a> {
    /// `summary`: what came of the run, a sentence a line.
    pub fn new(
        run: &'a RunView,
        setup: &'a Setup,
        title: &str,
        summary: Vec<String>,
        lang: Lang,
    ) -> PictureWords<'a> {
        let letters = letters(&run.trace);
        PictureWords { run, setup, lang, title: title.into(), summary, letters }
    }
}

impl Captions for PictureWords<'_> {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn summary(&self) -> Vec<String> {
        self.summary.clone()
    }

    fn lane(&self, lane: usize) -> (String, String) {
        let kind = self.run.lanes[lane].kind;
        let name = lane_name(self.run, self.setup, kind, self.lang);
        (name, lane_note(self.run, lane, self.lang))
    }

    fn group(&self, fold: FoldKey) -> (String, String) {
        (group_name(self.run, fold, self.lang), group_note(self.run, fold, self.lang))
    }

    fn texts(&self, lane: usize, spans: Range<usize>) -> Vec<String> {
        bar_texts(self.run, self.setup, &self.letters, (lane, spans), self.lang)
    }

    fn span(&self, lane: usize, span: usize) -> String {
        span_name(self.run, self.setup, lane, span, self.lang)
    }

    fn tick(&self, time: Time, unit: Unit) -> String {
        tick(time, unit, self.lang)
    }

    fn state(&self, state: State) -> &'static str {
        state_name(state, self.lang)
    }

    fn mark(&self, kind: MarkKind) -> &'static str {
        let name = match kind {
            MarkKind::Race => TimelineWord::Races,
            MarkKind::Deadline | MarkKind::Missed => TimelineWord::Deadline,
            MarkKind::Ended | MarkKind::Failed => TimelineWord::Failed,
        };
        name.get(self.lang)
    }
}
