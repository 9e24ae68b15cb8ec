//! The control bar of `first`: the page's own rows (`ui::controls`) as HTML
//! that cannot be used yet, so that the bar is as tall as it will be in every
//! language and at every width.

use interleave::export::escaped;
use interleave::setup::{Model, Setup};
use interleave::ui::controls::{Field, Input, main_fields, summary};
use interleave::words::Lang;
use interleave::words::ui::{Text, model_name, model_real, model_sentence};
use std::fmt::Write;

/// Room for a pictogram, drawn by the program.
const ICON: &str = "<span class=\"icon\"></span>";

pub fn bar(setup: &Setup, script: &str, lang: Lang) -> String {
    let mut html = format!(
        "<div class=\"control-bar\" inert><div class=\"setup-summary\">{ICON}<span>{}</span></div>\
         <div class=\"models\"><div class=\"choices\">",
        escaped(&summary(setup, lang))
    );
    for &model in Model::ALL {
        let checked = if model == setup.model { " checked" } else { "" };
        let name = model_name(model, lang);
        let _ = write!(
            html,
            "<label class=\"choice\"><input type=\"radio\"{checked}><span>{name}</span></label>"
        );
    }
    let _ = write!(
        html,
        "</div><p class=\"model-sentence\">{} <span class=\"badge\">{}: {}</span></p>\
         <button type=\"button\" class=\"button button-small\">{ICON}{}</button></div>\
         <div class=\"machine\">",
        model_sentence(setup.model, lang),
        Text::Follows.get(lang),
        model_real(setup.model, lang),
        Text::FurtherSettings.get(lang)
    );
    for field in main_fields(setup, script, lang) {
        write_field(&mut html, &field, lang);
    }
    html + "</div></div>"
}

fn write_field(html: &mut String, field: &Field, lang: Lang) {
    let (class, label) = (field.input.class(), escaped(&field.label));
    let disabled = if field.note.is_some() { " disabled" } else { "" };
    let value = escaped(&field.value);
    let typed = format!("<input type=\"text\" value=\"{value}\"{disabled}>");
    let _ = write!(html, "<div class=\"{class}\"><label class=\"field-label\">{label}");
    let _ = match &field.input {
        Input::Select(options) => {
            let _ = write!(html, "</label><select{disabled}>");
            for (word, text) in options {
                let selected = if *word == field.value { " selected" } else { "" };
                let _ = write!(html, "<option{selected}>{}", escaped(text));
            }
            write!(html, "</select>")
        }
        Input::Cores => write!(
            html,
            "</label><div class=\"stepper\"><button>−</button>{typed}<button>+</button>\
             <input class=\"cores-slider\" type=\"range\" min=\"1\" max=\"64\" value=\"{value}\"></div>"
        ),
        Input::Seed => {
            write!(html, "</label><div class=\"stepper\">{typed}<button>{ICON}</button></div>")
        }
        _ => write!(html, "</label>{typed}"),
    };
    if let Some(note) = field.note {
        let _ = write!(html, "<p class=\"field-note\">{}</p>", note.get(lang));
    }
    html.push_str("</div>");
}
