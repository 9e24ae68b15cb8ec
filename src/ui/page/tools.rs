//! The buttons of what loads on demand: compare, curve, export.
//!
//! They carry no callbacks: one listener of the document (`effects`) finds
//! the button by its `data-tool` and hands the scenario over as a link.

use crate::words::Lang;
use crate::words::ui::Text;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(module = "/www/tools/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = openTool)]
    pub fn open_tool(kind: &str, link: &str);
}

pub fn tool_buttons(lang: Lang) -> Html {
    let tools = [("compare", Text::Compare), ("curve", Text::Curve), ("export", Text::Export)];
    html! {
        <div class="tool-buttons">
            { for tools.map(|(kind, text)| html! {
                <button type="button" class="button button-small" data-tool={kind}
                    aria-haspopup="dialog">{text.get(lang)}</button>
            }) }
        </div>
    }
}
