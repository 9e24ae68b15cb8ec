//! The component: state, messages, and the document around the canvas.

use crate::base::Time;
use crate::setup::Setup;
use crate::ui::theme::Theme;
use crate::view::RunView;
use crate::words::Lang;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    pub theme: Theme,
    /// The script is wrong and this is the last run that worked: greyed.
    #[prop_or_default]
    pub stale: bool,
    pub playhead: Time,
    pub on_playhead: Callback<Time>,
    /// Index of the selected segment.
    pub selected: Option<usize>,
    pub on_select: Callback<Option<usize>>,
    /// The line of the segment pointed at or focused; `None` when left.
    #[prop_or_default]
    pub on_hover_line: Callback<Option<u32>>,
    /// Embedded or on a phone: plain wheel scrolls the page, names are narrow.
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn Timeline(props: &Props) -> Html {
    let _ = props;
    html! { <section class="timeline" /> }
}
