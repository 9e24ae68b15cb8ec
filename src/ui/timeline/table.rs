//! Every segment of the trace as a real table.

use crate::setup::Setup;
use crate::view::RunView;
use crate::words::Lang;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub setup: Rc<Setup>,
    pub lang: Lang,
    /// Given a segment's index when its row is chosen.
    #[prop_or_default]
    pub on_select: Callback<Option<usize>>,
}

#[component]
pub fn SegmentTable(props: &Props) -> Html {
    let _ = props;
    html! { <table data-testid="segments-table" /> }
}
