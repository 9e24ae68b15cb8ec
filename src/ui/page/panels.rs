//! The explanations under the timeline: why, now, console, numbers, table.

use crate::base::Time;
use crate::ui::drawn::{drawn, hooked};
use crate::ui::page::console::{Console, printed_by};
use crate::ui::page::memory::{Memory, Pictures, memory};
use crate::ui::page::now::now;
use crate::ui::page::numbers::{self, Numbers};
use crate::ui::page::runner::Run;
use crate::ui::page::tabs::{Tabs, tabs};
use crate::ui::page::why::Why;
use crate::ui::state::{Action, Panel};
use crate::ui::timeline::{SegmentTable, SegmentTableProps};
use crate::words::Lang;
use crate::words::ui::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Option<Run>,
    pub panel: Panel,
    pub selected: Option<usize>,
    pub playhead: Time,
    pub lang: Lang,
    pub on_select: Callback<Option<usize>>,
    pub send: Callback<Action>,
}

#[component]
pub fn Panels(props: &Props) -> Html {
    let all = use_state_eq(|| true);
    let on_all = {
        let setter = all.setter();
        use_callback((), move |whole: bool, ()| setter.set(whole))
    };
    let pictures = use_mut_ref(|| None);
    let lang = props.lang;
    let names = [
        (Panel::Why, Text::Why),
        (Panel::Now, Text::Now),
        (Panel::Memory, Text::MemoryNow),
        (Panel::Console, Text::Console),
        (Panel::Numbers, Text::Numbers),
        (Panel::Table, Text::Table),
    ];
    let names = names.map(|(panel, text)| (panel, html! { {text.get(lang)} }));
    html! {
        <section class="panels" aria-label={Text::Panels.get(lang)}>
            {tabs(&Tabs {
                id: "panel", controls: "panel-content", label: Text::Panels.get(lang),
                tabs: &names, chosen: props.panel, choose: props.send.reform(Action::Show),
            })}
            <div class="panel" id="panel-content" role="tabpanel" tabindex="0"
                aria-labelledby={format!("panel-{}", props.panel as u8)}>
                if let Some(run) = &props.run {
                    {content(props, run, *all, on_all, &mut pictures.borrow_mut())}
                } else {
                    <p class="empty">{Text::NothingYet.get(lang)}</p>
                }
            </div>
        </section>
    }
}

fn content(
    props: &Props,
    run: &Run,
    all: bool,
    on_all: Callback<bool>,
    pictures: &mut Pictures,
) -> Html {
    let (lang, view) = (props.lang, run.view.clone());
    match props.panel {
        Panel::Why => drawn(Why {
            run: view,
            setup: run.setup.clone(),
            selected: props.selected,
            lang,
            on_select: props.on_select.clone(),
        }),
        Panel::Now => now(&view, &run.setup, props.playhead, lang),
        Panel::Memory => {
            let Props { playhead: time, on_select, send, .. } = props;
            memory(&Memory { run: &view, time: *time, lang, on_select, send }, pictures)
        }
        Panel::Console => {
            let shown = printed_by(&run.view, props.playhead);
            drawn(Console { run: view, shown, all, lang, on_all })
        }
        Panel::Numbers => hooked::<Numbers>("numbers", numbers::Props { run: run.clone(), lang }),
        Panel::Table => html! {
            <div class="table-scroll">
                {hooked::<SegmentTable>("segments", SegmentTableProps {
                    run: view, setup: run.setup.clone(), lang, on_select: props.on_select.clone(),
                })}
            </div>
        },
    }
}
