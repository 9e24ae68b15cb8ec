//! `first`: the default scenario as a piece of HTML, for the page to show
//! before its program has arrived. Same classes as the page's own parts, so
//! that everything stands where it will stand.

use crate::first_bar::bar;
use crate::options::Options;
use crate::print;
use crate::run::alone;
use interleave::engine;
use interleave::export::{Look, Paint, escaped, svg};
use interleave::lessons;
use interleave::metrics::measure;
use interleave::script::compile;
use interleave::view::RunView;
use interleave::words::command::CommandProblem;
use interleave::words::ui::{Takeaway, Text, takeaway};
use interleave::words::{PictureWords, lesson_scenario, lesson_text};
use std::rc::Rc;

/// As wide as the timeline of a common desktop window.
const WIDTH: f64 = 920.0;

pub fn first(options: &Options) -> Result<u8, CommandProblem> {
    let lang = options.lang;
    let Some(lesson) = lessons::ALL.first() else { return print("") };
    let (scenario, text) = (lesson_scenario(lesson, lang), lesson_text(lesson, lang));
    let setup = &scenario.setup;
    let Some(program) = compile(&scenario.script, setup.model).program else { return print("") };
    let program = Rc::new(program);
    let trace = &engine::run(program.clone(), setup);
    let busy = measure(trace, None).busy;
    let sequential = alone(program, setup, trace);
    let said = takeaway(&Takeaway { setup, trace, busy, sequential }, lang).sentence;
    let run = RunView::new(trace.clone());
    let words = PictureWords::new(&run, setup, &scenario.title, vec![said.clone()], lang);
    let look = Look {
        paint: Paint::Both,
        width: WIDTH,
        heading: false,
        tips: false,
        prefix: format!("first-{}", lang.tag()),
        ..Look::whole(&run)
    };
    let picture = svg(&run, &words, &look).0;
    print(&format!(
        "<div class=\"first\" lang=\"{lang}\" hidden>\
         <header class=\"top-bar\"><p class=\"app-name\">{app}</p>\
         <h1 class=\"first-title\">{title}</h1></header>\
         {bar}\
         <main class=\"workspace\">\
         <section class=\"pane pane-script\"><h2 class=\"pane-title\">{heading}</h2>\
         <div class=\"story\"><p class=\"story-point\">{summary}</p><p>{look}</p></div>\
         <div class=\"editor\"><pre class=\"editor-plain\" tabindex=\"0\">{script}</pre></div></section>\
         <div class=\"splitter\"></div>\
         <div class=\"pane pane-result\"><section class=\"result\">\
         <div class=\"takeaway\"><p>{said}</p></div>\
         <div class=\"first-picture\">{picture}</div>\
         </section></div></main></div>\n",
        lang = lang.tag(),
        bar = bar(setup, &scenario.script, lang),
        app = Text::AppName.get(lang),
        title = escaped(&scenario.title),
        heading = Text::Script.get(lang),
        summary = escaped(text.summary),
        look = escaped(text.look),
        script = escaped(&scenario.script),
        said = escaped(&said),
    ))
}
