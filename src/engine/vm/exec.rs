//! What happens around the instructions: answers, callbacks, exceptions.
//!
//! `run` in this module's sibling executes ops; whatever an op cannot finish
//! by itself comes here as an [`Answer`] or a [`Fault`] and goes to the frame
//! that waits for it, be it script code or a builtin that called back.

use super::ask::Then;
use super::calls::{Calls, Pending};
use super::fault::{Fault, Outcome};
use super::iter::Next;
use super::native::{Move, Native, Signal};
use super::object::Object;
use super::{Env, Exit, Memory, ObjectId, Request, Value};
use crate::program::{Builtin, CodeId, Op, Program};
use crate::trace::Limit;
use std::rc::Rc;

/// The `code` of a frame that belongs to a builtin.
pub(super) const NATIVE: u16 = u16::MAX;

/// Keyword arguments of a call.
pub(super) type Keywords<'a> = &'a [(Rc<str>, Value)];

/// What builtins may touch.
pub(super) struct Context<'a, 'e> {
    pub memory: &'a mut Memory,
    pub env: &'a mut Env<'e>,
}

/// How a call or another large operation came out.
#[derive(Debug)]
pub(super) enum Answer {
    Value(Value),
    /// A frame of script code was pushed; its result is the answer.
    Entered,
    /// A builtin that calls back: its result is the answer.
    Native(Native),
    Request(Box<Request>),
    /// Text for the console.
    Print(String),
    /// The argument at this position is an iterator that runs script code:
    /// make a list of it, then call again.
    Materialise(usize),
}

impl Answer {
    pub fn request(request: Request) -> Outcome<Answer> {
        Ok(Answer::Request(Box::new(request)))
    }
}

/// Where an exception has come to.
pub(super) enum Landing {
    /// Script code takes it.
    Handler,
    /// A builtin took it for an answer.
    Value(Value),
    /// An operation that asked is done again.
    Again(Outcome<Answer>),
    /// Nobody took it.
    Exit(Exit),
}

pub(super) struct Machine<'a, 'e> {
    pub program: &'a Program,
    pub memory: &'a mut Memory,
    pub calls: &'a mut Calls,
    pub env: &'a mut Env<'e>,
    /// Instructions executed so far, current while a fault is handled.
    pub steps: u64,
}

impl<'e> Machine<'_, 'e> {
    pub fn context(&mut self) -> Context<'_, 'e> {
        Context { memory: self.memory, env: self.env }
    }

    /// Does what was left for the beginning of this run.
    #[inline(always)]
    pub fn begin(&mut self) -> Option<Exit> {
        match self.calls.pending {
            Pending::Nothing => None,
            _ => self.begin_with(),
        }
    }

    fn begin_with(&mut self) -> Option<Exit> {
        match std::mem::replace(&mut self.calls.pending, Pending::Nothing) {
            Pending::Nothing => None,
            // What the script's own code waited for: no detour.
            Pending::Value(value) if self.takes_directly() => {
                self.put(value);
                None
            }
            Pending::Start => {
                let answer = self.step_native(Signal::Start);
                self.settle(answer)
            }
            Pending::Value(value) => self.settle(Ok(Answer::Value(value))),
            Pending::Throw(exception) => {
                let fault = self.memory.fault_of(exception);
                self.settle(Err(fault))
            }
        }
    }

    fn takes_directly(&self) -> bool {
        let script = self.calls.frames.last().is_some_and(|frame| frame.code != NATIVE);
        script && self.memory.answers.is_empty()
    }

    /// Hands answers over until script code can run on, or control leaves.
    pub fn settle(&mut self, mut answer: Outcome<Answer>) -> Option<Exit> {
        loop {
            if !self.memory.answers.is_empty() && !matches!(answer, Err(Fault::ASK)) {
                self.memory.answers.clear();
            }
            answer = match answer {
                Ok(Answer::Value(value)) => match self.calls.frames.last() {
                    None => return Some(Exit::Returned(value)),
                    Some(frame) if frame.code == NATIVE => self.step_native(match value {
                        Value::Unbound => Signal::End,
                        value => Signal::Value(value),
                    }),
                    Some(_) => {
                        self.put(value);
                        return None;
                    }
                },
                Ok(Answer::Entered) => return None,
                Ok(Answer::Native(native)) => {
                    if let Err(fault) = self.check_depth() {
                        Err(fault)
                    } else {
                        self.calls.push_native(native);
                        self.step_native(Signal::Start)
                    }
                }
                Ok(Answer::Request(request)) => return Some(Exit::Request(request)),
                Ok(Answer::Print(text)) => {
                    return Some(Exit::Request(Box::new(Request::Print(text))));
                }
                // Only calls answer so, and they handle it themselves.
                Ok(Answer::Materialise(_)) => return None,
                Err(Fault::ASK) => self.pose_for_frame(),
                Err(fault) => match self.unwind(fault) {
                    Landing::Value(value) => Ok(Answer::Value(value)),
                    Landing::Again(answer) => answer,
                    Landing::Handler => return None,
                    Landing::Exit(exit) => return Some(exit),
                },
            };
        }
    }

    /// Gives script code the value it waits for; nothing, where a loop's
    /// iterator has ended.
    fn put(&mut self, value: Value) {
        let Some(frame) = self.calls.frames.last_mut() else { return };
        if value == Value::Unbound {
            let ops = &self.program.codes[frame.code as usize].ops;
            if let Some(Op::ForNext { target, .. }) = ops.get(frame.pc.wrapping_sub(1) as usize) {
                frame.pc = *target;
                return;
            }
        }
        let at = frame.base as usize + frame.dst as usize;
        self.calls.stack[at] = value;
    }

    /// Lets the builtin on top go on.
    pub(super) fn step_native(&mut self, signal: Signal) -> Outcome<Answer> {
        let Some(mut native) = self.calls.natives.pop() else {
            return Ok(Answer::Value(Value::None));
        };
        if let (Native::Ask(ask), &Signal::Value(answer)) = (&native, &signal) {
            let ask = (**ask).clone();
            self.calls.natives.push(native);
            return self.answered(ask, answer);
        }
        // On failure too, so that unwinding finds it.
        let step = native.step(&mut self.context(), signal);
        self.calls.natives.push(native);
        match step? {
            Move::Done(value) => {
                self.calls.leave();
                Ok(Answer::Value(value))
            }
            Move::Call(callee, args) => self.call_again(callee, args, Vec::new()),
            Move::CallWith(callee, args, keywords) => self.call_again(callee, args, keywords),
            Move::Resume(id, sent) => self.resume_generator(id, sent),
            Move::Await(value) => self.await_now(value),
            Move::Next(iter) => Ok(match self.memory.next(iter)? {
                Next::Item(value) => Answer::Value(value),
                Next::End => Answer::Value(Value::Unbound),
                Next::Native(native) => Answer::Native(native),
            }),
            Move::Request(request) => Answer::request(request),
        }
    }

    pub fn check_depth(&mut self) -> Outcome<()> {
        if self.calls.frames.len() >= self.env.limits.recursion as usize {
            let text = "maximum recursion depth exceeded";
            return Err(self.memory.fault(Builtin::RecursionError, text));
        }
        Ok(())
    }

    /// Calls anything with any arguments. The quick way for script functions
    /// is in `run`.
    pub fn call(&mut self, callee: Value, args: &[Value], keywords: Keywords) -> Outcome<Answer> {
        if let Some(Object::Function(function)) = self.memory.object(callee) {
            let code = function.code;
            let window = super::call::bind(self.program, self.memory, callee, args, keywords)?;
            return super::call::enter(self, code, window);
        }
        if let Some(answer) = self.call_scripted(callee, args, keywords) {
            return answer;
        }
        let answer = super::call::call_builtin(&mut self.context(), callee, args, keywords, false)?;
        let Answer::Materialise(at) = answer else { return Ok(answer) };
        Ok(Answer::Native(Native::collect_then_call(callee, args, keywords, at)))
    }

    /// A call right under `await` where `awaited`.
    pub fn call_awaited(
        &mut self,
        callee: Value,
        args: &[Value],
        keywords: Keywords,
        awaited: bool,
    ) -> Outcome<Answer> {
        if !awaited || self.memory.is_scripted(callee) {
            return self.call(callee, args, keywords);
        }
        let mut context = self.context();
        let answer = super::call::call_builtin(&mut context, callee, args, keywords, true)?;
        let Answer::Materialise(at) = answer else { return Ok(answer) };
        Ok(Answer::Native(Native::collect_then_call(callee, args, keywords, at)))
    }

    /// Raises: looks for a handler, frame by frame.
    pub fn unwind(&mut self, fault: Fault) -> Landing {
        let Some(exception) = fault.object() else { return Landing::Exit(self.limit(fault)) };
        // Its text may have left a question that nobody waits for.
        self.memory.question.take();
        self.add_context(exception);
        self.find_handler(exception, true)
    }

    /// `trace`: whether the innermost frame enters the traceback anew.
    pub fn find_handler(&mut self, mut exception: ObjectId, mut trace: bool) -> Landing {
        while let Some(frame) = self.calls.frames.last_mut() {
            let mut repeats = false;
            if frame.code != NATIVE {
                let at = frame.pc.saturating_sub(1);
                if trace && let Object::Exception(e) = self.memory.get_mut(exception) {
                    e.traceback.push((CodeId(frame.code), at));
                }
                let code = &self.program.codes[frame.code as usize];
                let found = code.handlers.iter().find(|h| h.start <= at && at < h.end);
                if let Some(handler) = found {
                    frame.pc = handler.target;
                    let register = frame.base as usize + handler.register as usize;
                    self.calls.stack[register] = Value::Object(exception);
                    return Landing::Handler;
                }
            } else if let Some(ask) = self.takes_for_answer(exception) {
                return Landing::Again(self.answered(ask, Value::Unbound));
            } else {
                match self.pass_native(exception) {
                    Ok(value) => {
                        self.calls.leave();
                        return Landing::Value(value);
                    }
                    Err(now) => exception = now,
                }
                repeats = self.repeats();
            }
            trace = true;
            self.calls.leave();
            if repeats && let Some(frame) = self.calls.frames.last_mut() {
                // It is not done again but fails itself.
                frame.pc += 1;
            }
        }
        Landing::Exit(Exit::Raised(Value::Object(exception)))
    }

    /// Whether the builtin on top has the op below done again, before which its
    /// frame stands meanwhile.
    fn repeats(&self) -> bool {
        match self.calls.natives.last() {
            Some(Native::Ask(ask)) => matches!(ask.then, Then::Op),
            Some(Native::Collect { then, .. }) => then.is_none(),
            _ => false,
        }
    }

    /// The question of the builtin on top, if the exception answers it.
    fn takes_for_answer(&self, exception: ObjectId) -> Option<super::ask::Ask> {
        let Some(Native::Ask(ask)) = self.calls.natives.last() else { return None };
        let missing = self.memory.is_instance(Value::Object(exception), Builtin::AttributeError);
        (ask.question.lenient && missing).then(|| (**ask).clone())
    }

    /// What was being handled when a new exception came up.
    fn add_context(&mut self, exception: ObjectId) {
        let Some((_, active)) = self.calls.handling.last().copied() else { return };
        if active == Value::Object(exception) {
            return;
        }
        if let Object::Exception(e) = self.memory.get_mut(exception)
            && e.context == Value::Unbound
        {
            e.context = active;
        }
    }

    fn limit(&mut self, fault: Fault) -> Exit {
        if fault == Fault::WORK {
            return Exit::Limit(Limit::Steps);
        }
        // Garbage may be in the way: collect once, then try the op again.
        let script = self.calls.frames.last_mut().filter(|f| f.code != NATIVE);
        match script {
            Some(frame) if self.steps > self.memory.failed_at + 1 => {
                frame.pc = frame.pc.saturating_sub(1);
                self.memory.failed_at = self.steps;
                Exit::Collect
            }
            _ => Exit::Limit(Limit::Heap),
        }
    }
}
