//! The task script's own verbs: what leaves as a request.
//!
//! Durations are milliseconds here, also the timeouts of the methods of
//! `Lock()`, `Queue()` and the like; only Python's own modules count seconds.

use super::exec::{Answer, Context, Keywords};
use super::fault::Outcome;
use super::method::Method;
use super::native::{Gather, Native, WaitFor};
use super::object::Object;
use super::request::{Options, Request, Spawn, SpawnOptions, SyncArgs, SyncMethod, TaskQuery};
use super::{Memory, Value};
use crate::base::Time;
use crate::program::Builtin;
use crate::trace::ResourceKind;

/// Whether `await` has something to wait for: else the call's value is awaited.
pub(super) fn waits(request: &Request) -> bool {
    use SyncMethod::*;
    match request {
        Request::Io { .. }
        | Request::Yield { .. }
        | Request::Join { .. }
        | Request::Gather { .. } => true,
        Request::Library { call, .. } => {
            use super::LibraryCall::*;
            matches!(call, Park | Yield | TurnEnd)
        }
        Request::Sync { method, args, .. } => {
            args.blocking && matches!(method, Acquire | Wait | WaitFor | Put | Get | JoinQueue)
        }
        _ => false,
    }
}

/// A duration in milliseconds.
fn duration(memory: &mut Memory, verb: &str, value: Value) -> Outcome<Time> {
    let ms = match value {
        Value::Int(n) => n as f64,
        Value::Bool(b) => f64::from(u8::from(b)),
        Value::Float(x) => x,
        _ => {
            let kind = memory.type_name(value);
            let text = format!("{verb} needs a number of milliseconds, not '{kind}'");
            return Err(memory.type_error(&text));
        }
    };
    match Time::from_ms(ms) {
        Some(time) => Ok(time),
        None => {
            let shown = memory.repr(value);
            let text = format!("{verb} needs a duration of 0 ms or more, not {shown}");
            Err(memory.value_error(&text))
        }
    }
}

pub(super) fn call(
    context: &mut Context,
    builtin: Builtin,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let memory = &mut *context.memory;
    match builtin {
        Builtin::Cpu => {
            let length = duration(memory, "cpu()", args[0])?;
            Answer::request(Request::Cpu(length))
        }
        Builtin::Io => {
            let length = duration(memory, "io()", args[0])?;
            Answer::request(Request::Io { length, awaited })
        }
        Builtin::YieldNow => Answer::request(Request::Yield { awaited }),
        Builtin::Now => Ok(Answer::Value(Value::Float(context.env.now.as_ms()))),
        Builtin::Gather => gather(memory, args, keywords, awaited),
        _ => spawn(memory, args, keywords),
    }
}

fn gather(
    memory: &mut Memory,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let mut return_exceptions = false;
    for (name, value) in keywords {
        if &**name != "return_exceptions" {
            let text = format!("gather() got an unexpected keyword argument '{name}'");
            return Err(memory.type_error(&text));
        }
        return_exceptions = memory.truth(*value);
    }
    Ok(Answer::Native(Native::Gather(Box::new(Gather {
        targets: args.to_vec(),
        tasks: Vec::new(),
        return_exceptions,
        awaited,
        waiting: false,
    }))))
}

fn spawn(memory: &mut Memory, args: &[Value], keywords: Keywords) -> Outcome<Answer> {
    let function = args[0];
    let callable = match (function, memory.object(function)) {
        (Value::Builtin(_), _) => true,
        (_, Some(Object::Method(..))) => true,
        _ if memory.is_scripted(function) => true,
        (_, Some(Object::Coroutine(c))) => {
            let name = memory.names.codes[c.code.0 as usize].clone();
            let text = format!(
                "spawn() takes the function itself, not a call of it: \
                 write spawn({name}, ...) instead of spawn({name}(...))"
            );
            return Err(memory.type_error(&text));
        }
        _ => false,
    };
    if !callable {
        return Err(memory.unfit(
            function,
            "spawn() takes a function, not '{}': write spawn(f, x) instead of spawn(f(x))",
        ));
    }
    let mut options = Options::default();
    for (name, value) in keywords {
        if *value != Value::None {
            option(memory, &mut options, name, *value)?;
        }
    }
    Answer::request(Request::Spawn(Spawn { function, args: args[1..].to_vec(), options }))
}

fn option(
    memory: &mut Memory,
    options: &mut SpawnOptions,
    name: &str,
    value: Value,
) -> Outcome<()> {
    let time = |memory: &mut Memory| duration(memory, &format!("spawn({name}=)"), value);
    match name {
        "name" => options.name = Some(memory.text_of(value)),
        "daemon" => options.daemon = memory.truth(value),
        "at" => options.at = Some(time(memory)?),
        "deadline" => options.deadline = Some(time(memory)?),
        "period" => {
            let period = time(memory)?;
            if period == Time::ZERO {
                return Err(memory.value_error("spawn(period=) needs more than 0 ms"));
            }
            options.period = Some(period);
        }
        "priority" => options.priority = Some(whole(memory, name, value)?),
        "nice" => options.nice = Some(whole(memory, name, value)?),
        "tickets" => options.tickets = Some(whole(memory, name, value)?),
        "core" => {
            // One, or a list of those allowed.
            let list = memory.sequence(value).map(<[Value]>::to_vec);
            let list = list.filter(|list| !list.is_empty()).unwrap_or(vec![value]);
            let mut cores = 0;
            for core in list {
                let text = match whole(memory, name, core)? {
                    core @ 0..64 => {
                        cores |= 1 << core;
                        continue;
                    }
                    ..0 => "spawn(core=) needs the number of a core",
                    64.. => PAST_LAST_CORE,
                };
                return Err(memory.value_error(text));
            }
            options.cores = Some(cores);
        }
        _ => {
            let text = format!("spawn() got an unexpected keyword argument '{name}'");
            return Err(memory.type_error(&text));
        }
    }
    Ok(())
}

pub const PAST_LAST_CORE: &str = "spawn(core=) is past the machine's last core; the first is 0";

fn whole(memory: &mut Memory, name: &str, value: Value) -> Outcome<i64> {
    match value {
        Value::Int(n) => Ok(n),
        Value::Bool(b) => Ok(i64::from(b)),
        _ => {
            let kind = memory.type_name(value);
            let text = format!("spawn({name}=) needs a whole number, not '{kind}'");
            Err(memory.type_error(&text))
        }
    }
}

/// `Lock()`, `Queue(3)` …
pub(super) fn new_sync(builtin: Builtin, argument: Option<Value>) -> Outcome<Answer> {
    let kind = sync_kind(builtin);
    Answer::request(Request::NewSync { builtin, kind, argument, seconds: false, shared: false })
}

pub(super) fn sync_kind(builtin: Builtin) -> ResourceKind {
    match builtin {
        Builtin::Lock => ResourceKind::Lock,
        Builtin::RLock => ResourceKind::RLock,
        Builtin::Semaphore | Builtin::BoundedSemaphore => ResourceKind::Semaphore,
        Builtin::Event => ResourceKind::Event,
        Builtin::Condition => ResourceKind::Condition,
        Builtin::Barrier => ResourceKind::Barrier,
        _ => ResourceKind::Queue,
    }
}

/// Arguments of a method by position or by name, `None` where not given.
pub(super) fn by_name<const N: usize>(
    memory: &mut Memory,
    method: &str,
    names: [&str; N],
    args: &[Value],
    keywords: Keywords,
) -> Outcome<[Option<Value>; N]> {
    let mut found = [None; N];
    if args.len() > N {
        let text = match N {
            0 => format!("{method}() takes no arguments ({} given)", args.len()),
            _ => format!("{method}() takes at most {N} arguments ({} given)", args.len()),
        };
        return Err(memory.type_error(&text));
    }
    for (slot, value) in found.iter_mut().zip(args) {
        *slot = Some(*value);
    }
    for (name, value) in keywords {
        match names.iter().position(|n| **n == **name) {
            Some(at) if found[at].is_none() => found[at] = Some(*value),
            Some(_) => {
                let text = format!("{method}() got multiple values for argument '{name}'");
                return Err(memory.type_error(&text));
            }
            None => {
                let text = format!("{method}() got an unexpected keyword argument '{name}'");
                return Err(memory.type_error(&text));
            }
        }
    }
    Ok(found)
}

pub(super) fn sync_method(
    context: &mut Context,
    sync: super::SyncId,
    method: Method,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let memory = &mut *context.memory;
    let name = method.name();
    if method == Method::WaitFor {
        let now = context.env.now;
        return wait_for(memory, now, sync, args, keywords, awaited);
    }
    let mut out = SyncArgs { blocking: true, ..SyncArgs::default() };
    let (blocking, timeout) = match method {
        Method::Acquire => {
            // `block` is what multiprocessing calls it.
            let [blocking, timeout, block] =
                by_name(memory, name, ["blocking", "timeout", "block"], args, keywords)?;
            let blocking = blocking.or(block);
            if blocking.is_some_and(|b| !memory.truth(b))
                && timeout.is_some_and(|t| !matches!(t, Value::None | Value::Int(-1)))
            {
                let text = "can't specify a timeout for a non-blocking call";
                return Err(memory.value_error(text));
            }
            (blocking, timeout)
        }
        Method::Wait => {
            let [timeout] = by_name(memory, name, ["timeout"], args, keywords)?;
            (None, timeout)
        }
        Method::Put => {
            let [item, block, timeout] =
                by_name(memory, name, ["item", "block", "timeout"], args, keywords)?;
            out.value = item;
            (block, timeout)
        }
        Method::PutNowait => {
            let [item] = by_name(memory, name, ["item"], args, keywords)?;
            out.value = item;
            (Some(Value::Bool(false)), None)
        }
        Method::Get => {
            let [block, timeout] = by_name(memory, name, ["block", "timeout"], args, keywords)?;
            (block, timeout)
        }
        Method::GetNowait => {
            let [] = by_name(memory, name, [], args, keywords)?;
            (Some(Value::Bool(false)), None)
        }
        Method::Notify | Method::Release => {
            let [n] = by_name(memory, name, ["n"], args, keywords)?;
            out.value = n;
            (None, None)
        }
        _ => {
            let [] = by_name(memory, name, [], args, keywords)?;
            (None, None)
        }
    };
    if matches!(method, Method::Put | Method::PutNowait) && out.value.is_none() {
        let text = format!("{name}() missing 1 required positional argument: 'item'");
        return Err(memory.type_error(&text));
    }
    out.blocking = blocking.is_none_or(|b| memory.truth(b));
    // -1 and None mean: for ever.
    out.timeout = match timeout {
        None | Some(Value::None | Value::Int(-1)) => None,
        // Who waits for what is left until then may come too late.
        Some(Value::Float(x)) if x < 0.0 && method == Method::Wait => Some(Time::ZERO),
        Some(value) => {
            let time = duration(memory, &format!("{name}(timeout=)"), value)?;
            // What is not nothing takes time, or who waits for the rest of it waits for ever.
            Some(if memory.truth(value) { time.max(Time(1)) } else { time })
        }
    };
    let method = request_method(method);
    Answer::request(Request::Sync { sync, method, args: out, awaited })
}

/// `condition.wait_for(predicate, timeout)`
fn wait_for(
    memory: &mut Memory,
    now: Time,
    sync: super::SyncId,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let names = ["predicate", "timeout"];
    let [predicate, timeout] = by_name(memory, "wait_for", names, args, keywords)?;
    let Some(predicate) = predicate else {
        let text = "wait_for() missing 1 required positional argument: 'predicate'";
        return Err(memory.type_error(text));
    };
    let until = match timeout {
        None | Some(Value::None) => None,
        Some(value) => Some(now.saturating_add(duration(memory, "wait_for(timeout=)", value)?)),
    };
    Ok(Answer::Native(Native::WaitFor(WaitFor { sync, predicate, until, awaited, asked: false })))
}

fn request_method(method: Method) -> SyncMethod {
    match method {
        Method::Acquire => SyncMethod::Acquire,
        Method::Release => SyncMethod::Release,
        Method::Locked => SyncMethod::Locked,
        Method::Set => SyncMethod::Set,
        Method::Clear => SyncMethod::Clear,
        Method::IsSet => SyncMethod::IsSet,
        Method::Wait => SyncMethod::Wait,
        Method::Notify => SyncMethod::Notify,
        Method::NotifyAll => SyncMethod::NotifyAll,
        Method::Put | Method::PutNowait => SyncMethod::Put,
        Method::Get | Method::GetNowait => SyncMethod::Get,
        Method::Empty => SyncMethod::Empty,
        Method::Full => SyncMethod::Full,
        Method::TaskDone => SyncMethod::TaskDone,
        Method::Join => SyncMethod::JoinQueue,
        _ => SyncMethod::Size,
    }
}

pub(super) fn task_method(
    context: &mut Context,
    task: crate::base::TaskId,
    method: Method,
    args: &[Value],
    keywords: Keywords,
    awaited: bool,
) -> Outcome<Answer> {
    let memory = &mut *context.memory;
    let query = match method {
        Method::Join | Method::Result => {
            let name = method.name();
            let [timeout] = by_name(memory, name, ["timeout"], args, keywords)?;
            let timeout = match timeout {
                None | Some(Value::None) => None,
                Some(value) => Some(duration(memory, &format!("{name}(timeout=)"), value)?),
            };
            return Answer::request(Request::Join { task, timeout, awaited });
        }
        Method::Done => TaskQuery::Done,
        Method::IsAlive => TaskQuery::IsAlive,
        _ => TaskQuery::Cancel,
    };
    let [] = by_name(memory, method.name(), [], args, keywords)?;
    Answer::request(Request::Task { task, query })
}
