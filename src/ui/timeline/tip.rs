//! What the pointer or the focus is on: state, from–to, length, place, line,
//! cause. In the document, so that it can be enlarged, translated and read.

use crate::base::Time;
use crate::setup::Setup;
use crate::trace::Place;
use crate::ui::drawn::Drawn;
use crate::ui::theme::Theme;
use crate::ui::timeline::swatch::{swatch, task_mark};
use crate::view::{Ink, LaneKind, RunView, race_at};
use crate::words::Lang;
use crate::words::timeline as words;
use crate::words::timeline::{TimelineWord, word};
use crate::words::ui::late;
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq)]
pub struct Tip {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    pub theme: Theme,
    pub lane: usize,
    pub span: usize,
    pub letter: char,
}

impl Drawn for Tip {
    fn view(&self) -> Html {
        let Tip { run, setup, lang, .. } = self;
        let (lang, trace) = (*lang, &run.trace);
        if let Some(place) = run.lanes[self.lane].kind.place() {
            return self.queue(place);
        }
        let Some(segment) = run.segment(self.lane, self.span) else { return Html::default() };
        let segment = trace.segments.get(segment);
        let lane = &run.lanes[self.lane];
        let spans = run.spans(self.lane);
        let (start, end) = (Time(spans.start[self.span]), Time(spans.end[self.span]));
        let holds = lane.kind.has_holds();
        let what = match lane.kind {
            LaneKind::Gil(_) => words::holds_gil(lang).into(),
            LaneKind::Lock(_) => words::holds_lock(lang).into(),
            LaneKind::Worker(_) => words::has_worker(lang).into(),
            _ => words::segment_place(trace, &segment, setup.threads_per_core, lang),
        };
        let races = race_at(trace, &segment).map(|race| words::race_sentence(race, trace, lang));
        let wrong = races.chain(late(&trace.tasks[segment.task.index()], trace.end, lang));
        let waiting = lane.waiters.at(start.0).map(|i| u64::from(lane.waiters.item[i]));
        let length = words::duration(Time(end.0 - start.0), lang);
        let mut lines = vec![
            line(
                "tl-tip-title",
                html! {
                    <>
                        { task_mark(trace, segment.task, self.letter) }
                        <strong>{ words::task_name(trace, segment.task) }</strong>
                    </>
                },
            ),
            line(
                "tl-tip-what",
                html! {
                    <>
                        if !holds {
                            {swatch(Ink::State(segment.state), self.theme)}
                        }
                        { what }
                    </>
                },
            ),
            line(
                "",
                html! {
                    <>
                        { words::range(start, end, lang) }
                        <span class="tl-tip-muted">{ [" · ", &length].concat() }</span>
                    </>
                },
            ),
        ];
        let mut add = |class, text: String| lines.push(said(class, text));
        if segment.line > 0 && !holds {
            add("", format!("{} {}", word(TimelineWord::Line, lang), segment.line));
        }
        if let Some(waiting) = waiting {
            add("", words::waiting_for_gil(waiting, lang));
        }
        if !holds {
            wrong.for_each(|text| add("tl-tip-race", text));
            let why = words::segment_cause(trace, &segment, lang);
            add("tl-tip-why", [word(TimelineWord::Cause, lang), ": ", &why].concat());
        }
        lines.into_iter().collect()
    }
}

fn line(class: &'static str, inside: Html) -> Html {
    html! { <p {class}>{ inside }</p> }
}

fn said(class: &'static str, text: String) -> Html {
    line(class, yew::virtual_dom::VText::new(text).into())
}

/// More names than this make the tip a list.
const NAMED: usize = 6;

impl Tip {
    /// Who stands in a queue.
    fn queue(&self, place: Place) -> Html {
        let Tip { run, setup, lang, .. } = self;
        let (lane, spans) = (&run.lanes[self.lane], run.spans(self.lane));
        let (start, end) = (Time(spans.start[self.span]), Time(spans.end[self.span]));
        let waiting = run.waiting_at(place, start);
        let mut names: Vec<&str> =
            waiting.iter().take(NAMED).map(|&task| words::task_name(&run.trace, task)).collect();
        if waiting.len() > NAMED {
            names.push("…");
        }
        let name = words::lane_name(run, setup, lane.kind, *lang);
        let lines = [
            line("tl-tip-title", html! { <strong>{ name }</strong> }),
            said("", words::waiting_here(u64::from(spans.item[self.span]), *lang)),
            said("", names.join(", ")),
            said("tl-tip-muted", words::range(start, end, *lang)),
        ];
        lines.into_iter().collect()
    }
}
