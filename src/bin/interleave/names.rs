//! `names`: what Python's own modules offer, as JSON, for the editor of the
//! page to complete and explain. Made by the build, loaded when a script
//! imports something.

use crate::options::Options;
use crate::print;
use interleave::script::{Member, MemberKind, outline};
use interleave::words::command::CommandProblem;
use interleave::words::{Lang, module_help};
use serde_json::{Map, Value, json};

pub fn names(options: &Options) -> Result<u8, CommandProblem> {
    let modules: Map<String, Value> = outline()
        .iter()
        .map(|module| {
            let members = module.members.iter().map(|m| member(m, module.name, options.lang));
            (module.name.to_string(), members.collect())
        })
        .collect();
    print(&format!("{}\n", Value::Object(modules)))
}

/// In the form of the editor's completions; what is empty is left out.
fn member(member: &Member, place: &str, lang: Lang) -> Value {
    let kind = match member.kind {
        MemberKind::Function | MemberKind::Coroutine => "function",
        MemberKind::Class => "class",
        MemberKind::Constant => "constant",
    };
    let mut entry = json!({ "label": member.name, "type": kind });
    if !member.signature.is_empty() {
        entry["detail"] = member.signature.as_str().into();
    }
    let help = module_help(place, &member.name, lang);
    if !help.is_empty() {
        entry["info"] = help.into();
    }
    if !member.methods.is_empty() {
        let methods = member.methods.iter().map(|m| self::member(m, &member.name, lang));
        entry["methods"] = methods.collect();
    }
    entry
}
