//! What the colours and patterns mean.

use crate::ui::theme::Theme;
use crate::view::RunView;
use crate::words::Lang;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Only states that occur in the run are listed.
    pub run: Rc<RunView>,
    pub lang: Lang,
    pub theme: Theme,
}

#[component]
pub fn Legend(props: &Props) -> Html {
    let _ = props;
    html! { <ul class="legend" /> }
}
