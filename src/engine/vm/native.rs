//! Builtins that call back: each is a small state machine among the frames,
//! so that `sorted(xs, key=f)` needs no recursion here and `f` may wait.

use super::ask::Ask;
use super::construct::Construct;
use super::exec::{Context, Keywords};
use super::fault::Outcome;
use super::generator::{Draw, Resume};
use super::object::{Iter, Object};
use super::request::{Options, Request, Spawn, SyncArgs, SyncMethod};
use super::sort::{Best, Sort};
use super::{Memory, ObjectId, Parcel, SyncId, Value};
use crate::base::{TaskId, Time};
use crate::program::Builtin;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Native {
    /// A task whose function is a builtin.
    Call {
        callee: Value,
        args: Vec<Value>,
    },
    /// Draws an iterator to its end; gives the list, or calls again with it.
    Collect {
        iter: Value,
        out: Vec<Value>,
        then: Option<Box<Recall>>,
    },
    /// The next value of `map(function, *inners)`; `args` drawn so far.
    Map {
        function: Value,
        inners: Box<[Value]>,
        args: Vec<Value>,
    },
    /// The next value of `filter`; `candidate` is being tested.
    Filter {
        function: Value,
        inner: Value,
        candidate: Value,
    },
    Enumerate {
        iter: ObjectId,
        inner: Value,
    },
    Zip {
        inners: Box<[Value]>,
        items: Vec<Value>,
    },
    /// `any` (ends at a true value) and `all` (at a false one).
    Quantify {
        iter: Value,
        any: bool,
    },
    Sort(Box<Sort>),
    Best(Box<Best>),
    Gather(Box<Gather>),
    Ask(Box<Ask>),
    Construct(Box<Construct>),
    Resume(Resume),
    WaitFor(WaitFor),
    Draw(Draw),
    Spawned(Box<Spawned>),
    /// `next(iter)`, `next(iter, default)`; without one `Unbound`.
    Advance {
        iter: Value,
        default: Value,
    },
    /// Awaits a coroutine that a generator delegates to.
    AwaitInside {
        iter: ObjectId,
        coroutine: Value,
    },
    /// `await` of what `__await__` gave: draws a generator to its end; each
    /// None that it gives is a turn for others, a future is waited for.
    AwaitGenerator {
        generator: ObjectId,
        waiting: bool,
    },
    /// The next value of an object that has `__getitem__` alone.
    Item {
        iter: ObjectId,
        source: Value,
        index: i64,
    },
    /// `async with`: calls, then awaits what that gave.
    CallAwait {
        callee: Value,
        args: Vec<Value>,
        called: bool,
    },
}

/// A call to repeat with the argument `at` replaced by a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recall {
    callee: Value,
    args: Vec<Value>,
    keywords: Vec<(Rc<str>, Value)>,
    at: usize,
}

/// `gather`: makes tasks of coroutines, then waits for all.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gather {
    pub targets: Vec<Value>,
    pub tasks: Vec<TaskId>,
    pub return_exceptions: bool,
    pub awaited: bool,
    /// The request to wait has been made; what comes next is its answer.
    pub waiting: bool,
}

/// What a builtin gets when it runs on.
#[derive(Debug)]
pub(super) enum Signal {
    Start,
    /// What it asked for.
    Value(Value),
    /// The iterator it asked has ended.
    End,
}

/// What a builtin does next.
pub(super) enum Move {
    /// Its value; `Unbound` for an iterator that has ended.
    Done(Value),
    Call(Value, Vec<Value>),
    CallWith(Value, Vec<Value>, Vec<(Rc<str>, Value)>),
    Next(Value),
    Request(Request),
    /// Lets a generator go on; `Err`: raises in it.
    Resume(ObjectId, Result<Value, Value>),
    Await(Value),
}

impl Native {
    /// A list of all that `iter` gives.
    pub fn collect(iter: Value) -> Native {
        Native::Collect { iter, out: Vec::new(), then: None }
    }

    /// The call once more, with a list in place of the iterator at `at`.
    pub fn collect_then_call(
        callee: Value,
        args: &[Value],
        keywords: Keywords,
        at: usize,
    ) -> Native {
        let iter = args.get(at).copied().unwrap_or(Value::None);
        let recall = Recall { callee, args: args.to_vec(), keywords: keywords.to_vec(), at };
        Native::Collect { iter, out: Vec::new(), then: Some(Box::new(recall)) }
    }

    /// Every value it holds.
    pub fn values(&self) -> Vec<Value> {
        match self {
            Native::Call { callee, args } => [&[*callee], &args[..]].concat(),
            Native::Collect { iter, out, then } => {
                let mut all = [&[*iter], &out[..]].concat();
                if let Some(recall) = then {
                    all.push(recall.callee);
                    all.extend(&recall.args);
                    all.extend(recall.keywords.iter().map(|(_, v)| *v));
                }
                all
            }
            Native::Map { function, inners, args } => {
                [&[*function], &inners[..], &args[..]].concat()
            }
            Native::Filter { function, inner, candidate } => vec![*function, *inner, *candidate],
            Native::Enumerate { iter, inner } => vec![Value::Object(*iter), *inner],
            Native::Zip { inners, items } => [&inners[..], &items[..]].concat(),
            Native::Quantify { iter, .. } => vec![*iter],
            Native::Sort(sort) => sort.values(),
            Native::Best(best) => best.values(),
            Native::Gather(gather) => gather.targets.clone(),
            Native::Ask(ask) => ask.values(),
            Native::Construct(construct) => construct.values(),
            Native::Resume(resume) => resume.values(),
            Native::WaitFor(wait) => vec![wait.predicate],
            Native::Draw(draw) => vec![Value::Object(draw.iter)],
            Native::Spawned(spawned) => vec![spawned.main],
            Native::Advance { iter, default } => vec![*iter, *default],
            Native::CallAwait { callee, args, .. } => [&[*callee], &args[..]].concat(),
            Native::AwaitInside { iter, coroutine } => vec![Value::Object(*iter), *coroutine],
            Native::AwaitGenerator { generator, .. } => vec![Value::Object(*generator)],
            Native::Item { iter, source, .. } => vec![Value::Object(*iter), *source],
        }
    }

    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        // As much as one instruction.
        context.memory.charge(16)?;
        context.memory.check_limit()?;
        match self {
            Native::Call { callee, args } => Ok(match signal {
                Signal::Value(value) => Move::Done(value),
                Signal::End => Move::Done(Value::None),
                Signal::Start => Move::Call(*callee, std::mem::take(args)),
            }),
            Native::Collect { iter, out, then } => match signal {
                // A call that was repeated answers with its value.
                Signal::Value(value) if *iter == Value::Unbound => Ok(Move::Done(value)),
                Signal::Value(value) => {
                    out.push(value);
                    context.memory.grow(1);
                    Ok(Move::Next(*iter))
                }
                Signal::Start => {
                    *iter = context.memory.iterate(*iter)?;
                    Ok(Move::Next(*iter))
                }
                Signal::End => {
                    *iter = Value::Unbound;
                    let list = context.memory.new_list(std::mem::take(out));
                    let Some(mut recall) = then.take() else { return Ok(Move::Done(list)) };
                    if let Some(arg) = recall.args.get_mut(recall.at) {
                        *arg = list;
                    }
                    Ok(Move::CallWith(recall.callee, recall.args, recall.keywords))
                }
            },
            Native::Map { function, inners, args } => match signal {
                Signal::End => Ok(Move::Done(Value::Unbound)),
                Signal::Start => Ok(Move::Next(inners[0])),
                // The call is made: all arguments were there.
                Signal::Value(value) if args.len() == inners.len() => Ok(Move::Done(value)),
                Signal::Value(value) => {
                    args.push(value);
                    match inners.get(args.len()) {
                        Some(&inner) => Ok(Move::Next(inner)),
                        None => Ok(Move::Call(*function, args.clone())),
                    }
                }
            },
            Native::Filter { function, inner, candidate } => {
                Ok(filter(context, *function, *inner, candidate, signal))
            }
            Native::Enumerate { iter, inner } => match signal {
                Signal::Start => Ok(Move::Next(*inner)),
                Signal::End => Ok(Move::Done(Value::Unbound)),
                Signal::Value(value) => {
                    let count = context.memory.enumerate_count(*iter);
                    context.memory.enumerated(*iter, *inner, count, value).map(Move::Done)
                }
            },
            Native::Zip { inners, items } => match signal {
                Signal::Start => Ok(Move::Next(inners[0])),
                Signal::End => Ok(Move::Done(Value::Unbound)),
                Signal::Value(value) => {
                    items.push(value);
                    Ok(match inners.get(items.len()) {
                        Some(&inner) => Move::Next(inner),
                        None => Move::Done(context.memory.new_tuple(std::mem::take(items))),
                    })
                }
            },
            Native::Quantify { iter, any } => Ok(match signal {
                Signal::Start => {
                    *iter = context.memory.iterate(*iter)?;
                    Move::Next(*iter)
                }
                Signal::Value(value) if context.memory.truth(value) == *any => {
                    Move::Done(Value::Bool(*any))
                }
                Signal::End => Move::Done(Value::Bool(!*any)),
                _ => Move::Next(*iter),
            }),
            Native::Sort(sort) => sort.step(context, signal),
            Native::Best(best) => best.step(context, signal),
            Native::Gather(gather) => gather.step(context, signal),
            // Its answer goes to the machine.
            Native::Ask(ask) => Ok(Move::Call(ask.question.callee, ask.question.args.clone())),
            Native::Construct(construct) => construct.step(context, signal),
            Native::Resume(resume) => resume.step(context, signal),
            Native::WaitFor(wait) => wait.step(context, signal),
            Native::Draw(draw) => draw.step(context, signal),
            Native::Spawned(spawned) => Ok(spawned.step(context.memory, signal)),
            Native::Advance { iter, default } => match signal {
                Signal::Start => Ok(Move::Next(*iter)),
                Signal::Value(value) => Ok(Move::Done(value)),
                Signal::End if *default != Value::Unbound => Ok(Move::Done(*default)),
                Signal::End => {
                    let args = match context.memory.object(*iter) {
                        Some(Object::Generator(g)) if g.result != Value::None => vec![g.result],
                        _ => Vec::new(),
                    };
                    let stop = Builtin::StopIteration;
                    let stop = context.memory.new_exception_with(stop, args);
                    Err(context.memory.fault_of(stop))
                }
            },
            Native::AwaitInside { iter, coroutine } => Ok(match signal {
                Signal::Value(result) => {
                    let iter_now = Iter::Await { coroutine: *coroutine, result };
                    context.memory.set_iter(*iter, iter_now);
                    Move::Done(Value::Unbound)
                }
                _ => Move::Await(*coroutine),
            }),
            Native::AwaitGenerator { generator, waiting } => {
                Ok(await_generator(context, *generator, waiting, signal))
            }
            Native::Item { iter, source, index } => Ok(match signal {
                Signal::Value(value) => {
                    let next = Iter::Items { source: *source, next: *index + 1 };
                    context.memory.set_iter(*iter, next);
                    Move::Done(value)
                }
                _ => match context.memory.special(*source, "__getitem__") {
                    Some(method) => Move::Call(method, vec![*source, Value::Int(*index)]),
                    None => Move::Done(Value::Unbound),
                },
            }),
            Native::CallAwait { callee, args, called } => Ok(match signal {
                Signal::Start => Move::Call(*callee, std::mem::take(args)),
                Signal::Value(value) if !*called => {
                    *called = true;
                    Move::Await(value)
                }
                Signal::Value(value) => Move::Done(value),
                Signal::End => Move::Done(Value::None),
            }),
        }
    }
}

fn await_generator(
    context: &mut Context,
    generator: ObjectId,
    waiting: &mut bool,
    signal: Signal,
) -> Move {
    match signal {
        Signal::End => Move::Done(match context.memory.get(generator) {
            Object::Generator(g) => g.result,
            _ => Value::None,
        }),
        Signal::Value(given) if !*waiting => {
            *waiting = true;
            match given {
                Value::None => Move::Request(Request::Yield { awaited: true }),
                given => Move::Await(given),
            }
        }
        _ => {
            *waiting = false;
            Move::Next(Value::Object(generator))
        }
    }
}

fn filter(
    context: &mut Context,
    function: Value,
    inner: Value,
    candidate: &mut Value,
    signal: Signal,
) -> Move {
    match signal {
        Signal::Start => Move::Next(inner),
        Signal::End => Move::Done(Value::Unbound),
        Signal::Value(value) if *candidate == Value::Unbound => {
            if function != Value::None {
                *candidate = value;
                return Move::Call(function, vec![value]);
            }
            if context.memory.truth(value) { Move::Done(value) } else { Move::Next(inner) }
        }
        Signal::Value(verdict) => {
            let tested = std::mem::replace(candidate, Value::Unbound);
            if context.memory.truth(verdict) { Move::Done(tested) } else { Move::Next(inner) }
        }
    }
}

/// `condition.wait_for(predicate, timeout)`: waits until the predicate is true,
/// or for no longer than that; its last answer is the answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WaitFor {
    pub sync: SyncId,
    pub predicate: Value,
    pub until: Option<Time>,
    pub awaited: bool,
    /// What comes is the predicate's answer, else that of a wait.
    pub asked: bool,
}

impl WaitFor {
    fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        if let (true, Signal::Value(value)) = (self.asked, signal) {
            let now = context.env.now;
            let over = self.until.is_some_and(|until| until <= now);
            if context.memory.truth(value) || over {
                return Ok(Move::Done(value));
            }
            self.asked = false;
            let timeout = self.until.map(|until| until.saturating_sub(now));
            let args = SyncArgs { value: None, blocking: true, timeout };
            let (sync, awaited) = (self.sync, self.awaited);
            let method = SyncMethod::WaitFor;
            return Ok(Move::Request(Request::Sync { sync, method, args, awaited }));
        }
        self.asked = true;
        Ok(Move::Call(self.predicate, Vec::new()))
    }
}

/// The first frame of a process that is spawned: it runs the script's text,
/// then what it was made for, which comes as a parcel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spawned {
    pub main: Value,
    pub parcel: Parcel,
    pub called: bool,
}

impl Spawned {
    fn step(&mut self, memory: &mut Memory, signal: Signal) -> Move {
        match signal {
            Signal::Start => Move::Call(self.main, Vec::new()),
            Signal::Value(_) if !self.called => {
                self.called = true;
                memory.booting = false;
                let call = memory.import(&self.parcel);
                let call = memory.sequence(call).unwrap_or(&[]).to_vec();
                let callee = call.first().copied().unwrap_or(Value::None);
                Move::Call(callee, call[1.min(call.len())..].to_vec())
            }
            Signal::Value(value) => Move::Done(value),
            Signal::End => Move::Done(Value::None),
        }
    }
}

impl Gather {
    fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        if let Signal::Value(value) = signal {
            match value {
                Value::Task(task) if !self.waiting => self.tasks.push(task),
                value => return Ok(Move::Done(value)),
            }
        }
        while let Some(&target) = self.targets.get(self.tasks.len()) {
            match (target, context.memory.object(target)) {
                (Value::Task(task), _) => self.tasks.push(task),
                (_, Some(Object::Coroutine(_))) => {
                    let options = Options::default();
                    let spawn = Spawn { function: target, args: Vec::new(), options };
                    return Ok(Move::Request(Request::Spawn(spawn)));
                }
                _ => {
                    return Err(context.memory.unfit(
                        target,
                        "gather() takes tasks and coroutines, not '{}'; \
                         spread a list of them with gather(*tasks)",
                    ));
                }
            }
        }
        self.waiting = true;
        Ok(Move::Request(Request::Gather {
            tasks: self.tasks.clone(),
            return_exceptions: self.return_exceptions,
            awaited: self.awaited,
        }))
    }
}
