//! Play, pause, step, scrub.

use crate::base::{TaskId, Time};
use crate::view::RunView;
use crate::words::Lang;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub lang: Lang,
    pub playhead: Time,
    pub on_playhead: Callback<Time>,
    /// Whose switches can be stepped through: the task of the selected segment.
    #[prop_or_default]
    pub selected_task: Option<TaskId>,
    /// The page's "reduced motion": playing jumps from event to event.
    #[prop_or_default]
    pub reduced_motion: bool,
}

#[component]
pub fn Playback(props: &Props) -> Html {
    let _ = props;
    html! { <div class="playback" /> }
}
