//! `_do(what, …)`: the one door through which the own library's Python text
//! reaches the engine. Durations are seconds here.

use super::exec::{Answer, Context};
use super::fault::Outcome;
use super::object::Object;
use super::request::{LibraryCall, Request, Spawn, SpawnOptions, Start};
use super::{Memory, Value, attribute, reflect, verbs};
use crate::base::Time;
use crate::program::Builtin;

pub(super) fn call(context: &mut Context, args: &[Value], awaited: bool) -> Outcome<Answer> {
    let memory = &mut *context.memory;
    let what = memory.shared_text(args[0]);
    let what = what.as_deref().unwrap_or("");
    let args = &args[1..];
    match (what, args) {
        ("now", _) => Ok(Answer::Value(Value::Float(context.env.now.0 as f64 / 1e9))),
        ("sleep", &[length, ..]) => {
            let length = seconds(memory, length)?.unwrap_or(Time::ZERO);
            Answer::request(Request::Io { length, awaited })
        }
        ("sync", &[class, argument, ref rest @ ..]) => {
            let shared = rest.first() == Some(&Value::Bool(true));
            let class = memory.text_of(class);
            let builtin = Builtin::from_name(&class).unwrap_or(Builtin::Lock);
            let kind = verbs::sync_kind(builtin);
            let argument = Some(argument);
            Answer::request(Request::NewSync { builtin, kind, argument, seconds: true, shared })
        }
        ("thread", _) => start(memory, Start::Thread, args),
        ("process", _) => start(memory, Start::Process, args),
        ("spawn", _) if memory.booting => {
            let text = "An attempt has been made to start a new process before the current \
                        process has finished its bootstrapping phase: put the code that starts \
                        processes under if __name__ == '__main__':";
            Err(memory.fault(Builtin::RuntimeError, text))
        }
        ("spawn", _) => start(memory, Start::Spawned, args),
        ("coroutine", &[function, name]) => {
            let given = memory.text(name).map(|t| t.as_str().to_string());
            let named_after = given.is_none().then_some(name);
            let options = SpawnOptions { name: given, ..SpawnOptions::default() };
            let spawn = Spawn { function, args: Vec::new(), options: options.into() };
            let spawn = Box::new(spawn);
            Answer::request(Request::Start { kind: Start::Coroutine, spawn, named_after })
        }
        _ => other(memory, what, args).unwrap_or_else(|| request(memory, what, args)),
    }
}

/// What needs no engine.
fn other(memory: &mut Memory, what: &str, args: &[Value]) -> Option<Outcome<Answer>> {
    let value = match (what, args) {
        ("set", &[Value::Object(id), name, value]) => {
            let name = reflect::name(memory, name);
            name.and_then(|name| attribute::set_plain(memory, id, name, value))
                .map(|()| Value::None)
        }
        ("meta", &[Value::Object(class), Value::Object(meta)]) => {
            if let Object::Class(class) = memory.get_mut(class) {
                class.meta = Some(meta);
            }
            Ok(Value::None)
        }
        // What a class has itself.
        ("names", &[class]) => {
            let Some(Object::Class(class)) = memory.object(class) else { return None };
            let names: Vec<u16> = class.slots.iter().map(|(name, _)| *name).collect();
            let texts = names.into_iter().map(|name| {
                let text = memory.name_text(name);
                memory.new_text(&text)
            });
            let texts = texts.collect();
            Ok(memory.new_list(texts))
        }
        ("sqrt", &[Value::Float(x)]) => Ok(Value::Float(x.sqrt())),
        ("is_coroutine_function", &[value]) => {
            let function = match memory.object(value) {
                Some(&Object::Bound(_, f)) => memory.object(Value::Object(f)),
                other => other,
            };
            Ok(Value::Bool(match function {
                Some(Object::Function(f)) => memory.names.coroutines.contains(&f.code),
                _ => false,
            }))
        }
        ("is_coroutine", &[value]) => {
            let coroutine = matches!(memory.object(value), Some(Object::Coroutine(_)));
            Ok(Value::Bool(coroutine))
        }
        _ => return None,
    };
    Some(value.map(Answer::Value))
}

fn start(memory: &mut Memory, kind: Start, args: &[Value]) -> Outcome<Answer> {
    let &[function, args, name, daemon] = args else {
        return Err(memory.type_error("a start takes four arguments"));
    };
    let args = memory.sequence(args).unwrap_or(&[]).to_vec();
    let name = Some(memory.text_of(name));
    let options = SpawnOptions { name, daemon: memory.truth(daemon), ..SpawnOptions::default() };
    let spawn = Box::new(Spawn { function, args, options: options.into() });
    Answer::request(Request::Start { kind, spawn, named_after: None })
}

fn request(memory: &mut Memory, what: &str, args: &[Value]) -> Outcome<Answer> {
    let Some(call) = LibraryCall::from_name(what) else {
        return Err(memory.type_error(&format!("the library has no '{what}'")));
    };
    let time = match (call, args) {
        (LibraryCall::WaitEnd, &[_, timeout]) => seconds(memory, timeout)?,
        (LibraryCall::CallLater, &[delay, ..]) => seconds(memory, delay)?,
        _ => None,
    };
    Answer::request(Request::Library { call, args: args.to_vec(), time })
}

/// A duration; nothing for `None`. Less than nothing is nothing.
fn seconds(memory: &mut Memory, value: Value) -> Outcome<Option<Time>> {
    let seconds = match memory.plain(value) {
        Value::None => return Ok(None),
        Value::Int(n) => n as f64,
        Value::Bool(b) => f64::from(u8::from(b)),
        Value::Float(x) => x,
        _ => {
            return Err(
                memory.unfit(value, "'{}' object cannot be interpreted as a number of seconds")
            );
        }
    };
    // Rounded to the nanosecond: 0.1 + 0.2 seconds are 300 ms. But what is
    // not nothing takes time, or who waits for the rest of it waits for ever.
    let ns = (seconds.max(0.0) * 1e9 + 0.5) as u64;
    Ok(Some(Time(if seconds > 0.0 { ns.max(1) } else { ns })))
}
