//! What the modules offer, for completion and help while one types: read from
//! their texts, so that nothing is offered that does not run.

use super::{BUILTINS, NAMES, Unit, included};
use ruff_python_ast::{Expr, Parameters, PySourceType, Stmt, StmtClassDef};

/// A module that a script can import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Module {
    pub name: &'static str,
    /// In the order of its text.
    pub members: Vec<Member>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    pub name: String,
    pub kind: MemberKind,
    /// `(target=None, name=None)`; empty for a constant.
    pub signature: String,
    /// Of a class, its parents' included.
    pub methods: Vec<Member>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemberKind {
    Function,
    /// Its result has to be awaited.
    Coroutine,
    Class,
    Constant,
}

/// Every module, in the order of the library. For the native command: a page
/// that calls it carries the texts.
pub fn outline() -> Vec<Module> {
    let all = NAMES.iter().zip(included());
    let imported = all.filter(|(name, _)| **name != BUILTINS);
    imported.map(|(name, text)| module(name, text)).collect()
}

fn module(name: &'static str, text: &'static str) -> Module {
    let parsed = ruff_python_parser::parse_unchecked_source(text, PySourceType::Python);
    let body = &parsed.syntax().body;
    let unit = Unit::new(Some(name), body);
    let members = unit.exports().map(|export| member(export, body, text)).collect();
    Module { name, members }
}

fn member(name: &str, body: &[Stmt], text: &str) -> Member {
    let found = body.iter().find_map(|stmt| match stmt {
        Stmt::FunctionDef(def) if def.name.as_str() == name => Some(Member {
            name: name.into(),
            kind: if def.is_async { MemberKind::Coroutine } else { MemberKind::Function },
            signature: signature(&def.parameters, text, false),
            methods: Vec::new(),
        }),
        Stmt::ClassDef(class) if class.name.as_str() == name => {
            Some(class_member(class, body, text))
        }
        // Another name for the same.
        Stmt::Assign(assign) => match (&assign.targets[..], &*assign.value) {
            ([Expr::Name(target)], Expr::Name(value)) if target.id.as_str() == name => {
                let named = member(value.id.as_str(), body, text);
                Some(Member { name: name.into(), ..named })
            }
            _ => None,
        },
        _ => None,
    });
    found.unwrap_or_else(|| Member {
        name: name.into(),
        kind: MemberKind::Constant,
        signature: String::new(),
        methods: Vec::new(),
    })
}

fn class_member(class: &StmtClassDef, body: &[Stmt], text: &str) -> Member {
    let mut methods = Vec::new();
    let mut signature = None;
    for class in lineage(class, body) {
        for stmt in &class.body {
            let Stmt::FunctionDef(def) = stmt else { continue };
            let name = def.name.as_str();
            if name == "__init__" {
                signature.get_or_insert_with(|| self::signature(&def.parameters, text, true));
            }
            let known = methods.iter().any(|m: &Member| m.name == name);
            if name.starts_with('_') || known {
                continue;
            }
            let property = !def.decorator_list.is_empty();
            let kind = match (property, def.is_async) {
                (true, _) => MemberKind::Constant,
                (_, true) => MemberKind::Coroutine,
                _ => MemberKind::Function,
            };
            let signature =
                if property { String::new() } else { self::signature(&def.parameters, text, true) };
            methods.push(Member { name: name.into(), kind, signature, methods: Vec::new() });
        }
    }
    Member {
        name: class.name.as_str().into(),
        kind: MemberKind::Class,
        signature: signature.unwrap_or_else(|| "()".into()),
        methods,
    }
}

/// The class and those of its module that it inherits from.
fn lineage<'a>(class: &'a StmtClassDef, body: &'a [Stmt]) -> Vec<&'a StmtClassDef> {
    let mut line = vec![class];
    while let Some(parent) = line.last().and_then(|c| c.arguments.as_ref()?.args.first()) {
        let Expr::Name(parent) = parent else { break };
        let found = body.iter().find_map(|stmt| match stmt {
            Stmt::ClassDef(class) if class.name.as_str() == parent.id.as_str() => Some(class),
            _ => None,
        });
        // A class is after its parents: the line ends.
        match found {
            Some(found) => line.push(found),
            None => break,
        }
    }
    line
}

/// The parameters as they are written, without what only the library gives.
fn signature(parameters: &Parameters, text: &str, method: bool) -> String {
    let shown = |p: &ruff_python_ast::ParameterWithDefault| {
        let name = p.parameter.name.as_str();
        let default = |value: &Expr| {
            let range = ruff_text_size::Ranged::range(value);
            let text = &text[range.start().to_usize()..range.end().to_usize()];
            if text.starts_with('_') { "…".into() } else { text.to_string() }
        };
        match &p.default {
            Some(value) => [name, "=", &default(value)].concat(),
            None => name.to_string(),
        }
    };
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    let mut parts: Vec<String> = positional.skip(usize::from(method)).map(shown).collect();
    match &parameters.vararg {
        Some(star) => parts.push(["*", star.name.as_str()].concat()),
        None if !parameters.kwonlyargs.is_empty() => parts.push("*".into()),
        None => {}
    }
    parts.extend(parameters.kwonlyargs.iter().map(shown));
    parts.extend(parameters.kwarg.iter().map(|rest| ["**", rest.name.as_str()].concat()));
    ["(", &parts.join(", "), ")"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(modules: &'a [Module], module: &str, name: &str) -> &'a Member {
        let module = modules.iter().find(|m| m.name == module).unwrap();
        module.members.iter().find(|m| m.name == name).unwrap()
    }

    #[test]
    fn members_are_read_from_the_texts() {
        let all = outline();
        let thread = find(&all, "threading", "Thread");
        assert_eq!(thread.kind, MemberKind::Class);
        assert!(thread.signature.starts_with("(group=None, target=None"), "{}", thread.signature);
        assert!(thread.methods.iter().any(|m| m.name == "join" && m.signature == "(timeout=None)"));
        assert_eq!(find(&all, "asyncio", "sleep").kind, MemberKind::Coroutine);
        assert_eq!(find(&all, "threading", "TIMEOUT_MAX").signature, "");
        let lifo = find(&all, "queue", "LifoQueue");
        assert!(lifo.methods.iter().any(|m| m.name == "task_done"), "inherited");
        for module in &all {
            for member in &module.members {
                assert!(!member.name.starts_with('_'), "{}.{}", module.name, member.name);
            }
        }
    }
}
