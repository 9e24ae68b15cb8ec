//! Calls: arguments meet parameters.
//!
//! The texts about wrong arguments are CPython's.

use super::exec::{Answer, Context, Keywords, Machine};
use super::fault::Outcome;
use super::native::Native;
use super::object::{Coroutine, Extra, Function, Object};
use super::{Memory, Value, attribute, builtins, methods};
use crate::program::{Arg, Builtin, Code, CodeId, CodeKind, Params, Program};
use std::rc::Rc;

/// A function object of `code`; cells and defaults lie in `from`.
pub(super) fn make_function(
    program: &Program,
    memory: &mut Memory,
    id: CodeId,
    from: &[Value],
) -> Value {
    let code = &program.codes[id.0 as usize];
    let params = &code.params;
    let captures = code.captures as usize;
    let defaults = params.defaults as usize;
    let keyword_defaults = params.keyword_defaults.iter().filter(|&&has| has).count();
    let plain = params.names.len() == params.positional as usize
        && !params.star
        && !params.double_star
        && code.kind == CodeKind::Function;
    let quick = if plain { params.positional } else { u16::MAX };
    let part = |start: usize, len: usize| -> Box<[Value]> { from[start..start + len].into() };
    let extra = (captures + defaults + keyword_defaults > 0).then(|| {
        Box::new(Extra {
            captures: part(0, captures),
            defaults: part(captures, defaults),
            keyword_defaults: part(captures + defaults, keyword_defaults),
            slots: Vec::new(),
        })
    });
    memory.add(Object::Function(Function { code: id, quick, extra }))
}

/// Enters script code, or makes the coroutine object of an `async def`.
pub(super) fn enter(machine: &mut Machine, id: CodeId, window: Vec<Value>) -> Outcome<Answer> {
    match machine.program.codes[id.0 as usize].kind {
        CodeKind::Coroutine => {
            let window = Some(window.into_boxed_slice());
            let coroutine = Object::Coroutine(Box::new(Coroutine { code: id, window }));
            return Ok(Answer::Value(machine.memory.add(coroutine)));
        }
        CodeKind::Generator | CodeKind::AsyncGenerator => {
            let made = super::generator::new(machine, id, window);
            return Ok(Answer::Value(made));
        }
        CodeKind::Function | CodeKind::Module => {}
    }
    machine.check_depth()?;
    machine.calls.enter(machine.program, id, &window);
    Ok(Answer::Entered)
}

/// Code and first registers of a coroutine whose body begins now.
pub(super) fn start_coroutine(
    memory: &mut Memory,
    value: Value,
) -> Outcome<(CodeId, Box<[Value]>)> {
    if let Value::Object(id) = value
        && let Object::Coroutine(coroutine) = memory.get_mut(id)
        && let Some(window) = coroutine.window.take()
    {
        return Ok((coroutine.code, window));
    }
    Err(memory.fault(Builtin::RuntimeError, "cannot reuse already awaited coroutine"))
}

/// A call of something that is not script code, with positional arguments.
pub(super) fn call_now(
    context: &mut Context,
    callee: Value,
    args: &[Value],
    awaited: bool,
) -> Outcome<Answer> {
    let answer = call_builtin(context, callee, args, &[], awaited)?;
    let Answer::Materialise(at) = answer else { return Ok(answer) };
    Ok(Answer::Native(Native::collect_then_call(callee, args, &[], at)))
}

/// `receiver.name(args)`.
pub(super) fn method_now(
    context: &mut Context,
    receiver: Value,
    name: u16,
    args: &[Value],
    awaited: bool,
) -> Outcome<Answer> {
    method(context, receiver, name, args, &[], awaited)
}

pub(super) fn method(
    context: &mut Context,
    receiver: Value,
    name: u16,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let method = context.memory.method_named(name);
    let Some(method) = method.filter(|&m| attribute::has_method(context.memory, receiver, m))
    else {
        // An attribute that holds something to call, or an AttributeError.
        return match attribute::get(context.memory, receiver, name)? {
            Answer::Value(callee) => call_builtin(context, callee, args, keywords, awaited),
            other => Ok(other),
        };
    };
    let answer = methods::call(context, receiver, method, args, keywords, awaited)?;
    let Answer::Materialise(at) = answer else { return Ok(answer) };
    let bound = context.memory.add(Object::Method(receiver, method));
    Ok(Answer::Native(Native::collect_then_call(bound, args, keywords, at)))
}

/// A call of anything but script code.
pub(super) fn call_builtin(
    context: &mut Context,
    callee: Value,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    match (callee, context.memory.object(callee)) {
        (Value::Builtin(builtin), _) => builtins::call(context, builtin, args, keywords, awaited),
        (_, Some(&Object::Method(receiver, method))) => {
            methods::call(context, receiver, method, args, keywords, awaited)
        }
        _ => Err(context.memory.unfit(callee, "'{}' object is not callable")),
    }
}

pub(super) type Spread = (Vec<Value>, Vec<(Rc<str>, Value)>);

/// Positional and keyword arguments of a call with stars.
pub(super) fn spread(
    memory: &mut Memory,
    callee: Value,
    shape: &[Arg],
    values: &[Value],
) -> Outcome<Spread> {
    let mut args = Vec::new();
    let mut keywords: Vec<(Rc<str>, Value)> = Vec::new();
    for (arg, &value) in shape.iter().zip(values) {
        match arg {
            Arg::Positional => args.push(value),
            Arg::Keyword(name) => {
                keywords.push((memory.names.names[*name as usize].clone(), value));
            }
            Arg::Star => match memory.items_of(value)? {
                Some(items) => args.extend(items),
                None => {
                    let text = "a lazy iterator cannot be spread by '*' here: \
                                make a list of it first";
                    return Err(memory.type_error(text));
                }
            },
            Arg::DoubleStar => spread_dict(memory, callee, value, &mut keywords)?,
        }
    }
    Ok((args, keywords))
}

fn spread_dict(
    memory: &mut Memory,
    callee: Value,
    value: Value,
    keywords: &mut Vec<(Rc<str>, Value)>,
) -> Outcome<()> {
    let name = memory.callable_name(callee);
    let Some(Object::Dict(table)) = memory.object(value) else {
        let kind = memory.type_name(value);
        let text = format!("{name} argument after ** must be a mapping, not {kind}");
        return Err(memory.type_error(&text));
    };
    let pairs: Vec<(Value, Value)> = table.iter().map(|e| (e.key, e.value)).collect();
    for (key, value) in pairs {
        let Some(key) = memory.shared_text(key) else {
            return Err(memory.type_error("keywords must be strings"));
        };
        if keywords.iter().any(|(k, _)| *k == key) {
            let text = format!("{name} got multiple values for keyword argument '{key}'");
            return Err(memory.type_error(&text));
        }
        keywords.push((key, value));
    }
    Ok(())
}

/// The first registers of a call: parameters, then captured cells.
pub(super) fn bind(
    program: &Program,
    memory: &mut Memory,
    function: Value,
    args: &[Value],
    keywords: Keywords,
) -> Outcome<Vec<Value>> {
    let Some(Object::Function(function)) = memory.object(function) else {
        return Err(memory.type_error("the object is not callable"));
    };
    let code = &program.codes[function.code.0 as usize];
    let extra = function.extra.clone();
    let params = &code.params;
    let positional = params.positional as usize;
    let mut window = vec![Value::Unbound; params.names.len()];
    let direct = args.len().min(positional);
    window[..direct].copy_from_slice(&args[..direct]);
    let mut rest = Vec::new();
    for (name, value) in keywords {
        bind_keyword(memory, code, &mut window, name, *value, &mut rest)?;
    }
    if args.len() > positional && !params.star {
        return Err(too_many(memory, code, args.len(), &window));
    }
    fill_defaults(params, &mut window, extra.as_deref());
    missing(memory, code, &window)?;
    if params.star {
        let more = args.get(positional..).unwrap_or(&[]).to_vec();
        window.push(memory.new_tuple(more));
    }
    if params.double_star {
        let mut pairs = Vec::new();
        for (name, value) in rest {
            pairs.push(memory.new_text(&name));
            pairs.push(value);
        }
        window.push(super::container::new_dict(memory, &pairs)?);
    }
    if let Some(extra) = extra {
        window.extend_from_slice(&extra.captures);
    }
    Ok(window)
}

fn bind_keyword(
    memory: &mut Memory,
    code: &Code,
    window: &mut [Value],
    name: &Rc<str>,
    value: Value,
    rest: &mut Vec<(Rc<str>, Value)>,
) -> Outcome<()> {
    let params = &code.params;
    let only = params.positional_only as usize;
    let at = params.names.iter().skip(only).position(|n| **n == **name).map(|i| i + only);
    match at {
        Some(at) if window[at] == Value::Unbound => window[at] = value,
        Some(_) => {
            let text = format!("{}() got multiple values for argument '{name}'", code.qualified);
            return Err(memory.type_error(&text));
        }
        None if params.double_star => rest.push((name.clone(), value)),
        None if params.names[..only].iter().any(|n| **n == **name) => {
            let text = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{name}'",
                code.qualified
            );
            return Err(memory.type_error(&text));
        }
        None => {
            let text = format!("{}() got an unexpected keyword argument '{name}'", code.qualified);
            return Err(memory.type_error(&text));
        }
    }
    Ok(())
}

fn fill_defaults(params: &Params, window: &mut [Value], extra: Option<&Extra>) {
    let Some(extra) = extra else { return };
    let positional = params.positional as usize;
    let first = positional - params.defaults as usize;
    for (slot, default) in window[first..positional].iter_mut().zip(&extra.defaults) {
        if *slot == Value::Unbound {
            *slot = *default;
        }
    }
    let mut defaults = extra.keyword_defaults.iter();
    for (slot, has) in window[positional..].iter_mut().zip(&params.keyword_defaults) {
        let default = if *has { defaults.next() } else { None };
        if *slot == Value::Unbound
            && let Some(default) = default
        {
            *slot = *default;
        }
    }
}

fn missing(memory: &mut Memory, code: &Code, window: &[Value]) -> Outcome<()> {
    let positional = code.params.positional as usize;
    let groups = [(0..positional, "positional"), (positional..window.len(), "keyword-only")];
    for (range, kind) in groups {
        let names: Vec<String> = range
            .filter(|&i| window[i] == Value::Unbound)
            .map(|i| format!("'{}'", code.params.names[i]))
            .collect();
        if names.is_empty() {
            continue;
        }
        let list = match names.as_slice() {
            [a] => a.clone(),
            [a, b] => format!("{a} and {b}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let text = format!(
            "{}() missing {} required {kind} argument{}: {list}",
            code.qualified,
            names.len(),
            if names.len() == 1 { "" } else { "s" },
        );
        return Err(memory.type_error(&text));
    }
    Ok(())
}

fn too_many(
    memory: &mut Memory,
    code: &Code,
    given: usize,
    window: &[Value],
) -> super::fault::Fault {
    let params = &code.params;
    let positional = params.positional;
    let keyword_only = window[positional as usize..].iter().filter(|v| **v != Value::Unbound);
    let keyword_only = keyword_only.count();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let takes = if params.defaults > 0 {
        format!("from {} to {positional} positional arguments", positional - params.defaults)
    } else {
        format!("{positional} positional argument{}", plural(positional as usize))
    };
    let were = if keyword_only > 0 {
        format!(
            "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were",
            plural(given),
            plural(keyword_only)
        )
    } else {
        format!("{given} {}", if given == 1 { "was" } else { "were" })
    };
    memory.type_error(&format!("{}() takes {takes} but {were} given", code.qualified))
}
