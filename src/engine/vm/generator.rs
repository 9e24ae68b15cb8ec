//! Generators: calls that stop at `yield` and go on later, and what draws from
//! objects with `__next__`.
//!
//! A generator's frame stands on the task's own stack while it runs, right
//! above the builtin [`Resume`] that drives it; in between its registers are
//! kept in the generator object. An asynchronous generator is the same: when
//! its body awaits, the whole stack waits, as it does for a coroutine.

use super::calls::Frame;
use super::exec::{Answer, Context, Machine};
use super::fault::Outcome;
use super::native::{Move, Native, Signal};
use super::object::{Generator, Iter, Object, Stage};
use super::{Memory, ObjectId, Value};
use crate::program::{Builtin, CodeId, CodeKind, Op, Reg};

/// Who wants a generator to go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Manner {
    /// A loop: its end is no exception.
    Loop,
    /// `next(g)`, `g.send(x)`: StopIteration at its end.
    Send(Value),
    Throw(Value),
    /// `g.close()`
    Close,
    /// The loop that held it is left: as `close`, but what it raises is nobody's.
    Leave,
    /// `yield from`: what was sent into the one around it, or thrown. Its end
    /// is that of a loop; but of `close`, which does not stop at it.
    Pass(Value),
    PassOn(Value),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resume {
    pub generator: ObjectId,
    pub manner: Manner,
    /// Its end is a StopAsyncIteration.
    pub asynchronous: bool,
}

/// Draws from an object with `__iter__`, then with `__next__`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draw {
    pub iter: ObjectId,
    pub stage: Drawing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drawing {
    Opening,
    /// `__next__` runs: its StopIteration is the end.
    Calling,
    Awaiting,
    Passing,
}

/// The object that a call of a generator function gives.
pub(super) fn new(machine: &mut Machine, code: CodeId, window: Vec<Value>) -> Value {
    let next = machine.calls.frames.last().and_then(|frame| {
        machine.program.codes.get(frame.code as usize)?.ops.get(frame.pc as usize)
    });
    let loops = matches!(next, Some(Op::GetIter { .. }));
    machine.memory.add(Object::Generator(Box::new(Generator {
        code,
        stage: Stage::Fresh,
        window,
        pc: 0,
        sent: 0,
        loops,
        handling: Vec::new(),
        result: Value::None,
    })))
}

fn generator(memory: &mut Memory, id: ObjectId) -> Option<&mut Generator> {
    match memory.get_mut(id) {
        Object::Generator(g) => Some(g),
        _ => None,
    }
}

fn generator_of(memory: &Memory, value: Value) -> Option<ObjectId> {
    match (value, memory.object(value)) {
        (Value::Object(id), Some(Object::Generator(_))) => Some(id),
        _ => None,
    }
}

impl Resume {
    pub fn values(&self) -> Vec<Value> {
        let carried = match self.manner {
            Manner::Send(value)
            | Manner::Throw(value)
            | Manner::Pass(value)
            | Manner::PassOn(value) => value,
            Manner::Loop | Manner::Close | Manner::Leave => Value::None,
        };
        vec![Value::Object(self.generator), carried]
    }

    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        let memory = &mut *context.memory;
        if let Signal::Value(result) = signal {
            // Its body has returned.
            if let Some(g) = generator(memory, self.generator) {
                (g.stage, g.result) = (Stage::Done, result);
                g.window = Vec::new();
            }
            return self.at_end(memory, result);
        }
        let stage = generator(memory, self.generator).map_or(Stage::Done, |g| g.stage);
        match (stage, self.manner) {
            (Stage::Running, _) => Err(memory.value_error("generator already executing")),
            (Stage::Done, Manner::Throw(exception) | Manner::PassOn(exception)) => {
                Err(memory.fault_of(exception))
            }
            (Stage::Done, _) => self.at_end(memory, Value::None),
            (Stage::Fresh, Manner::Close | Manner::Leave | Manner::Throw(_)) => {
                if let Some(g) = generator(memory, self.generator) {
                    g.stage = Stage::Done;
                }
                match self.manner {
                    Manner::Throw(exception) => Err(memory.fault_of(exception)),
                    _ => Ok(Move::Done(Value::None)),
                }
            }
            (Stage::Fresh, Manner::Send(value)) if value != Value::None => {
                let text = "can't send non-None value to a just-started generator";
                Err(memory.type_error(text))
            }
            (_, Manner::Close | Manner::Leave) => {
                let exit = memory.new_exception_with(Builtin::GeneratorExit, Vec::new());
                Ok(Move::Resume(self.generator, Err(exit)))
            }
            (_, Manner::Throw(exception) | Manner::PassOn(exception)) => {
                Ok(Move::Resume(self.generator, Err(exception)))
            }
            (_, Manner::Send(value) | Manner::Pass(value)) => {
                Ok(Move::Resume(self.generator, Ok(value)))
            }
            (_, Manner::Loop) => Ok(Move::Resume(self.generator, Ok(Value::None))),
        }
    }

    fn at_end(&self, memory: &mut Memory, result: Value) -> Outcome<Move> {
        match self.manner {
            Manner::PassOn(exit) if memory.is_instance(exit, Builtin::GeneratorExit) => {
                Err(memory.fault_of(exit))
            }
            Manner::Loop | Manner::Pass(_) | Manner::PassOn(_) => Ok(Move::Done(Value::Unbound)),
            Manner::Close | Manner::Leave => Ok(Move::Done(Value::None)),
            Manner::Send(_) | Manner::Throw(_) => {
                let args = if result == Value::None { Vec::new() } else { vec![result] };
                let class = match self.asynchronous {
                    true => Builtin::StopAsyncIteration,
                    false => Builtin::StopIteration,
                };
                let stop = memory.new_exception_with(class, args);
                Err(memory.fault_of(stop))
            }
        }
    }
}

impl Draw {
    pub fn step(&mut self, context: &mut Context, signal: Signal) -> Outcome<Move> {
        let memory = &mut *context.memory;
        let Object::Iter(iter) = memory.get(self.iter) else {
            return Ok(Move::Done(Value::Unbound));
        };
        let Iter::Script { source, inner, asynchronous } = **iter else {
            return Ok(Move::Done(Value::Unbound));
        };
        match (signal, self.stage) {
            (Signal::Start, _) if inner == Value::Unbound => {
                let name = if asynchronous { "__aiter__" } else { "__iter__" };
                let method = memory.special(source, name).unwrap_or(Value::None);
                Ok(Move::Call(method, vec![source]))
            }
            (Signal::Start, _) => self.draw(memory, inner, asynchronous),
            (Signal::End, _) => Ok(Move::Done(Value::Unbound)),
            (Signal::Value(given), Drawing::Opening) => {
                let own = memory.special(given, next_name(asynchronous)).is_some();
                let inner = if own || asynchronous { given } else { memory.iterate(given)? };
                memory.set_iter(self.iter, Iter::Script { source, inner, asynchronous });
                self.draw(memory, inner, asynchronous)
            }
            (Signal::Value(coroutine), Drawing::Calling) if asynchronous => {
                self.stage = Drawing::Awaiting;
                Ok(Move::Await(coroutine))
            }
            (Signal::Value(value), _) => Ok(Move::Done(value)),
        }
    }

    fn draw(&mut self, memory: &mut Memory, inner: Value, asynchronous: bool) -> Outcome<Move> {
        let name = next_name(asynchronous);
        if let Some(method) = memory.special(inner, name) {
            self.stage = Drawing::Calling;
            return Ok(Move::Call(method, vec![inner]));
        }
        if memory.class_of(inner).is_some() {
            return Err(memory.unfit(inner, "iter() returned non-iterator of type '{}'"));
        }
        self.stage = Drawing::Passing;
        Ok(Move::Next(inner))
    }

    /// Whether the exception only says that there is no more.
    fn ends_with(&self, memory: &Memory, exception: Value) -> bool {
        match self.stage {
            Drawing::Calling | Drawing::Awaiting => {
                memory.is_instance(exception, Builtin::StopIteration)
                    || memory.is_instance(exception, Builtin::StopAsyncIteration)
            }
            _ => false,
        }
    }
}

fn next_name(asynchronous: bool) -> &'static str {
    if asynchronous { "__anext__" } else { "__next__" }
}

impl Memory {
    /// What `async for` draws from.
    pub(super) fn iterate_async(&mut self, source: Value) -> Outcome<Value> {
        if let Some(Object::Generator(_)) = self.object(source) {
            return Ok(source);
        }
        if self.special(source, "__aiter__").is_some() {
            let iter = Iter::Script { source, inner: Value::Unbound, asynchronous: true };
            return Ok(self.add(Object::Iter(Box::new(iter))));
        }
        Err(self.unfit(source, "'async for' requires an object with __aiter__ method, got {}"))
    }
}

impl Machine<'_, '_> {
    /// Puts a generator's frame on the stack; `Err`: to raise in it.
    pub(super) fn resume_generator(
        &mut self,
        id: ObjectId,
        sent: Result<Value, Value>,
    ) -> Outcome<Answer> {
        self.check_depth()?;
        let Some(g) = generator(self.memory, id) else { return Ok(Answer::Value(Value::None)) };
        let window = std::mem::take(&mut g.window);
        let handling = std::mem::take(&mut g.handling);
        let (code, pc, register) = (g.code, g.pc, g.sent);
        g.stage = Stage::Running;
        self.calls.enter(self.program, code, &window);
        let depth = self.calls.frames.len() as u32;
        self.calls.handling.extend(handling.into_iter().map(|e| (depth, e)));
        if let Some(frame) = self.calls.frames.last_mut() {
            frame.pc = pc;
            let at = frame.base as usize + register as usize;
            let ops = &self.program.codes[code.0 as usize].ops;
            let last = ops.get((pc as usize).wrapping_sub(1));
            if let Some(Op::YieldFrom { .. }) = last
                && sent != Ok(Value::None)
            {
                // What the inner one makes of it comes as if the loop had drawn it.
                (frame.pc, frame.dst) = (pc - 1, register);
                let inner = self.calls.stack[at - 1];
                match (generator_of(self.memory, inner), sent) {
                    (Some(generator), _) => {
                        let manner = sent.map_or_else(Manner::PassOn, Manner::Pass);
                        let resume = Resume { generator, manner, asynchronous: false };
                        return Ok(Answer::Native(Native::Resume(resume)));
                    }
                    (None, Ok(_)) => {
                        let kind = self.memory.type_name(inner);
                        let text = format!("'{kind}' object has no attribute 'send'");
                        return Err(self.memory.fault(Builtin::AttributeError, &text));
                    }
                    (None, Err(_)) => {}
                }
            }
            match sent {
                Ok(value) if pc > 0 => self.calls.stack[at] = value,
                Ok(_) => {}
                Err(exception) => return Err(self.memory.fault_of(exception)),
            }
        }
        Ok(Answer::Entered)
    }

    /// `yield`: the innermost frame goes back into its generator.
    pub(super) fn yield_value(&mut self, reg: Reg) -> Outcome<Answer> {
        let depth = self.calls.frames.len() as u32;
        let Some(&Frame { pc, base, .. }) = self.calls.frames.last() else {
            return Ok(Answer::Entered);
        };
        let Some(Native::Resume(Resume { generator: id, manner, .. })) = self.calls.natives.last()
        else {
            return Ok(Answer::Entered);
        };
        let (id, manner) = (*id, *manner);
        let value = self.calls.stack[base as usize + reg as usize];
        let window = self.calls.stack[base as usize..self.calls.top()].to_vec();
        let handled = self.calls.handling.iter().filter(|(d, _)| *d == depth);
        let handling = handled.map(|(_, e)| *e).collect();
        if let Some(g) = generator(self.memory, id) {
            *g = Generator {
                code: g.code,
                stage: Stage::Suspended,
                window,
                pc,
                sent: reg,
                loops: g.loops,
                handling,
                result: Value::None,
            };
        }
        self.calls.leave();
        self.calls.leave();
        let closes = match manner {
            Manner::PassOn(e) => self.memory.is_instance(e, Builtin::GeneratorExit),
            manner => manner == Manner::Close,
        };
        if closes {
            let text = "generator ignored GeneratorExit";
            return Err(self.memory.fault(Builtin::RuntimeError, text));
        }
        Ok(Answer::Value(value))
    }

    /// An exception comes to the builtin on top: what it becomes there.
    /// `Ok`: the builtin's value, the exception is forgotten.
    pub(super) fn pass_native(&mut self, exception: ObjectId) -> Result<Value, ObjectId> {
        let value = Value::Object(exception);
        match self.calls.natives.last() {
            Some(Native::Draw(draw)) if draw.ends_with(self.memory, value) => Ok(Value::Unbound),
            Some(Native::Item { .. }) if self.memory.is_instance(value, Builtin::IndexError) => {
                Ok(Value::Unbound)
            }
            Some(Native::Resume(Resume { generator: id, manner, .. })) => {
                let (id, manner) = (*id, *manner);
                let mut code = None;
                if let Some(g) = generator(self.memory, id) {
                    code = (g.stage == Stage::Running).then_some(g.code);
                    g.stage = Stage::Done;
                    g.window = Vec::new();
                }
                let Some(code) = code else { return Err(exception) };
                let exits = self.memory.is_instance(value, Builtin::GeneratorExit);
                if manner == Manner::Leave || manner == Manner::Close && exits {
                    return Ok(Value::None);
                }
                self.no_stop(code, exception)
            }
            _ => Err(exception),
        }
    }

    /// StopIteration out of a generator's body is a mistake (PEP 479).
    fn no_stop(&mut self, code: CodeId, exception: ObjectId) -> Result<Value, ObjectId> {
        let asynchronous = self.program.codes[code.0 as usize].kind == CodeKind::AsyncGenerator;
        let (stop, text) = match asynchronous {
            true => (Builtin::StopAsyncIteration, "async generator raised StopAsyncIteration"),
            false => (Builtin::StopIteration, "generator raised StopIteration"),
        };
        if !self.memory.is_instance(Value::Object(exception), stop) {
            return Err(exception);
        }
        let fault = self.memory.fault(Builtin::RuntimeError, text);
        let Some(made) = fault.object() else { return Err(exception) };
        if let Object::Exception(e) = self.memory.get_mut(made) {
            e.cause = Value::Object(exception);
        }
        Err(made)
    }
}

/// Closes what a loop drew from if it is a generator that the loop alone holds.
pub(super) fn leave(memory: &Memory, iter: Value) -> Outcome<Answer> {
    match (iter, memory.object(iter)) {
        (Value::Object(id), Some(Object::Generator(g))) if g.loops => {
            let resume = Resume { generator: id, manner: Manner::Leave, asynchronous: false };
            Ok(Answer::Native(Native::Resume(resume)))
        }
        _ => Ok(Answer::Entered),
    }
}

/// `g.send(x)`, `g.throw(e)`, `g.close()`.
pub(super) fn method(
    memory: &mut Memory,
    id: ObjectId,
    method: super::method::Method,
    args: &[Value],
) -> Outcome<Answer> {
    use super::method::Method;
    let first = args.last().copied().unwrap_or(Value::None);
    let manner = match method {
        Method::DunderIter | Method::DunderAiter => {
            return Ok(Answer::Value(Value::Object(id)));
        }
        Method::Close | Method::Aclose => Manner::Close,
        Method::Throw | Method::Athrow => Manner::Throw(raisable(memory, args)?),
        Method::DunderNext | Method::DunderAnext => Manner::Send(Value::None),
        _ => Manner::Send(first),
    };
    let asynchronous = matches!(method, Method::Asend | Method::Athrow | Method::DunderAnext);
    let resume = Resume { generator: id, manner, asynchronous };
    Ok(Answer::Native(Native::Resume(resume)))
}

/// `throw(error)`, `throw(Class)`, `throw(Class, error, traceback)`.
fn raisable(memory: &mut Memory, args: &[Value]) -> Outcome<Value> {
    let error = args
        .iter()
        .take(2)
        .rev()
        .find(|&&v| matches!(memory.object(v), Some(Object::Exception(_))));
    match (error, args.first()) {
        (Some(&error), _) => Ok(error),
        (None, Some(&Value::Builtin(class))) => Ok(memory.new_exception_with(class, Vec::new())),
        (None, Some(&Value::Object(class))) if memory.is_exception_class(Value::Object(class)) => {
            Ok(memory.new_instance(class, &[]))
        }
        _ => Err(memory.type_error("exceptions must derive from BaseException")),
    }
}
