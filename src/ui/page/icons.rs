//! Pictograms, drawn with the colour of the text beside them. Always beside
//! or inside something that has a name, so hidden from screen readers.

use yew::prelude::*;

#[derive(Clone, Copy, PartialEq)]
pub enum Icon {
    Logo,
    Examples,
    Share,
    More,
    Die,
    Undo,
    Close,
    Copy,
    Script,
    Timeline,
    Explain,
    Settings,
}

pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        // Three bars that take turns.
        Icon::Logo => "M2 5h8M12 5h3M6 10h8M2 15h5M10 15h8",
        Icon::Examples => "M3 4h6v6H3zM11 4h6v6h-6zM3 12h6v5H3zM11 12h6v5h-6z",
        Icon::Share => "M10 12V3M6.5 6.5 10 3l3.5 3.5M4 10v6h12v-6",
        Icon::More => "M4 10h.01M10 10h.01M16 10h.01",
        Icon::Die => "M4 4h12v12H4zM7.5 7.5h.01M12.5 12.5h.01M12.5 7.5h.01M7.5 12.5h.01",
        Icon::Undo => "M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
        Icon::Close => "M5 5l10 10M15 5 5 15",
        Icon::Copy => "M7 7h9v9H7zM4 13V4h9",
        Icon::Script => "M7 6l-4 4 4 4M13 6l4 4-4 4",
        Icon::Timeline => "M3 5h7M6 10h9M11 15h6",
        Icon::Explain => "M4 4h12v9H9l-4 3v-3H4zM7.5 8.5h5",
        Icon::Settings => {
            "M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0 2 2 0 0 0-4 0M5 14a2 2 0 1 0 4 0 2 2 0 0 0-4 0"
        }
    };
    let class = if icon == Icon::Logo { "icon icon-logo" } else { "icon" };
    html! {
        <svg {class} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}
