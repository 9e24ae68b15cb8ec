//! Ops that change frames: calls with keywords, `await`, exceptions, `with`.

use super::exec::{Answer, Landing, Machine};
use super::fault::{Fault, Outcome};
use super::native::Native;
use super::object::Object;
use super::request::{Request, SyncMethod};
use super::{ObjectId, SyncArgs, Value, call, generator, verbs};
use crate::program::{Arg, Builtin, Kind, NO_REG, Op, Reg};

impl Machine<'_, '_> {
    fn register(&self, reg: Reg) -> Value {
        let base = self.calls.frames.last().map_or(0, |f| f.base as usize);
        self.calls.stack[base + reg as usize]
    }

    fn set_register(&mut self, reg: Reg, value: Value) {
        let base = self.calls.frames.last().map_or(0, |f| f.base as usize);
        self.calls.stack[base + reg as usize] = value;
    }

    /// Where the answer will go.
    fn expect_in(&mut self, reg: Reg) {
        if let Some(frame) = self.calls.frames.last_mut() {
            frame.dst = reg;
        }
    }

    pub fn slow(&mut self, op: Op) -> Outcome<Answer> {
        match op {
            Op::Call { awaited, base, argc } => {
                self.expect_in(base);
                let args: Vec<Value> = (1..=argc).map(|i| self.register(base + i)).collect();
                let answer = self.call_awaited(self.register(base), &args, &[], awaited)?;
                if awaited { self.awaited(answer) } else { Ok(answer) }
            }
            Op::CallShape { awaited, base, shape } => {
                if let Some(register) = self.lazy_star(base, shape) {
                    return self.materialise(register);
                }
                self.expect_in(base);
                let (args, keywords) = self.shaped(base, shape)?;
                let callee = self.register(base);
                let answer = self.call_awaited(callee, &args, &keywords, awaited)?;
                if awaited { self.awaited(answer) } else { Ok(answer) }
            }
            Op::CallMethodShape { awaited, base, name, shape } => {
                if let Some(register) = self.lazy_star(base, shape) {
                    return self.materialise(register);
                }
                self.expect_in(base);
                let (args, keywords) = self.shaped(base, shape)?;
                let receiver = self.register(base);
                let answer = self.call_method(receiver, name, &args, &keywords, awaited)?;
                if awaited { self.awaited(answer) } else { Ok(answer) }
            }
            Op::CallMethod { awaited, base, name, argc } => {
                self.expect_in(base);
                let args: Vec<Value> = (1..=argc).map(|i| self.register(base + i)).collect();
                let receiver = self.register(base);
                let answer = self.call_method(receiver, name, &args, &[], awaited)?;
                if awaited { self.awaited(answer) } else { Ok(answer) }
            }
            Op::MakeClass { dst, base, shape } => {
                let program = self.program;
                let class = &program.classes[shape as usize];
                let count = class.n_bases + class.names.len() as u16;
                let regs: Vec<Value> = (0..count).map(|i| self.register(base + i)).collect();
                let made = self.memory.make_class(class, shape, &regs)?;
                self.set_register(dst, made);
                Ok(Answer::Entered)
            }
            Op::LoadModule { dst, index } => {
                let made = self.memory.add(Object::Module(index));
                self.set_register(dst, made);
                Ok(Answer::Entered)
            }
            Op::Super { dst, object } => {
                let made = self.parent_of(self.register(object))?;
                self.set_register(dst, made);
                Ok(Answer::Entered)
            }
            Op::CloseIter { iter } => {
                self.expect_in(iter);
                generator::leave(self.memory, self.register(iter))
            }
            Op::Await { reg } => self.await_value(reg),
            Op::Yield { reg } | Op::YieldFrom { reg } => self.yield_value(reg),
            Op::Raise { exception, cause } => self.raise(exception, cause),
            Op::Reraise { exception } => self.reraise(self.register(exception)),
            Op::RaiseActive => match self.calls.handling.last() {
                Some((_, active)) => self.reraise(*active),
                None => {
                    let text = "No active exception to reraise";
                    Err(self.memory.fault(Builtin::RuntimeError, text))
                }
            },
            Op::BeginHandler { exception } => {
                let value = self.register(exception);
                self.calls.handling.push((self.calls.frames.len() as u32, value));
                Ok(Answer::Entered)
            }
            Op::EndHandler => {
                self.calls.handling.pop();
                Ok(Answer::Entered)
            }
            Op::MatchException { dst, exception, class } => {
                let (exception, class) = (self.register(exception), self.register(class));
                let matches = self.matches(exception, class)?;
                self.set_register(dst, Value::Bool(matches));
                Ok(Answer::Entered)
            }
            Op::LoadMainName { dst } => {
                let text = if self.memory.spawned { "__mp_main__" } else { "__main__" };
                let text = self.memory.new_text(text);
                self.set_register(dst, text);
                Ok(Answer::Entered)
            }
            Op::SplitGroup { dst, rest, class } => {
                let (group, class) = (self.register(rest), self.register(class));
                let classes = super::group::classes(self.memory, class)?;
                let (found, left) = super::group::split(self.memory, group, &classes);
                self.set_register(dst, found);
                self.set_register(rest, left);
                Ok(Answer::Entered)
            }
            Op::JoinGroup { dst, rest, raised } => {
                let (exception, rest) = (self.register(dst), self.register(rest));
                let raised = self.memory.sequence(self.register(raised)).unwrap_or(&[]).to_vec();
                let joined = super::group::join(self.memory, exception, rest, raised);
                self.set_register(dst, joined);
                Ok(Answer::Entered)
            }
            Op::EnterWith { asynchronous, dst, manager } => {
                self.expect_in(dst);
                let name = if asynchronous { "__aenter__" } else { "__enter__" };
                self.with(manager, (SyncMethod::Acquire, name), asynchronous, &[])
            }
            Op::ExitWith { asynchronous, dst, manager, exception } => {
                self.expect_in(dst);
                let name = if asynchronous { "__aexit__" } else { "__exit__" };
                let mut args = [Value::None; 3];
                if exception != NO_REG {
                    args[1] = self.register(exception);
                    args[0] = self.memory.type_of(args[1]);
                }
                self.with(manager, (SyncMethod::Release, name), asynchronous, &args)
            }
            _ => Ok(Answer::Entered),
        }
    }

    /// A call right under `await`: if it waits, its answer is what `await`
    /// would give, so the op that follows is passed over.
    pub fn awaited(&mut self, answer: Answer) -> Outcome<Answer> {
        let waits = match &answer {
            Answer::Request(request) => verbs::waits(request),
            Answer::Native(native) => {
                matches!(native, Native::Gather(_) | Native::WaitFor(_) | Native::Resume(_))
            }
            _ => false,
        };
        if waits && let Some(frame) = self.calls.frames.last_mut() {
            let ops = &self.program.codes[frame.code as usize].ops;
            if let Some(Op::Await { .. }) = ops.get(frame.pc as usize) {
                frame.pc += 1;
            }
        }
        Ok(answer)
    }

    fn await_value(&mut self, reg: Reg) -> Outcome<Answer> {
        self.expect_in(reg);
        self.await_now(self.register(reg))
    }

    /// `await value`.
    pub fn await_now(&mut self, value: Value) -> Outcome<Answer> {
        match (value, self.memory.object(value)) {
            (Value::Task(task), _) => Answer::request(Request::AwaitTask { task }),
            (_, Some(Object::Coroutine(_))) => {
                let (code, window) = call::start_coroutine(self.memory, value)?;
                self.check_depth()?;
                self.calls.enter(self.program, code, &window);
                Ok(Answer::Entered)
            }
            (Value::Object(generator), Some(Object::Generator(_))) => {
                Ok(Answer::Native(Native::AwaitGenerator { generator, waiting: false }))
            }
            _ => {
                let own = self.memory.special(value, "_await");
                if let Some(callee) = own.or_else(|| self.memory.special(value, "__await__")) {
                    let args = vec![value];
                    return Ok(Answer::Native(Native::CallAwait { callee, args, called: false }));
                }
                Err(self.memory.unfit(value, "object {} can't be used in 'await' expression"))
            }
        }
    }

    /// Spreads the arguments of a call with keywords and stars.
    fn shaped(&mut self, base: Reg, shape: u16) -> Outcome<call::Spread> {
        let program = self.program;
        let shape = &program.shapes[shape as usize];
        let values: Vec<Value> =
            (1..=shape.args.len() as u16).map(|i| self.register(base + i)).collect();
        call::spread(self.memory, self.register(base), &shape.args, &values)
    }

    /// The register of a starred argument that is a lazy iterator.
    fn lazy_star(&self, base: Reg, shape: u16) -> Option<Reg> {
        let args = &self.program.shapes[shape as usize].args;
        let mut registers = (base + 1..).zip(args);
        let lazy = |reg| self.memory.runs_script(self.register(reg));
        registers.find(|&(reg, arg)| *arg == Arg::Star && lazy(reg)).map(|(reg, _)| reg)
    }

    fn raise(&mut self, exception: Reg, cause: Reg) -> Outcome<Answer> {
        let exception = self.exception(self.register(exception))?;
        if cause != NO_REG {
            let cause = match self.register(cause) {
                Value::None => Value::None,
                value => Value::Object(self.exception_cause(value)?),
            };
            if let Object::Exception(e) = self.memory.get_mut(exception) {
                e.cause = cause;
            }
        }
        Err(Fault::exception(exception))
    }

    /// The object to raise: a class makes one without arguments.
    fn exception(&mut self, value: Value) -> Outcome<ObjectId> {
        let text = "exceptions must derive from BaseException";
        self.exception_or(value, text)
    }

    fn exception_cause(&mut self, value: Value) -> Outcome<ObjectId> {
        self.exception_or(value, "exception causes must derive from BaseException")
    }

    fn exception_or(&mut self, value: Value, otherwise: &str) -> Outcome<ObjectId> {
        let made = match value {
            Value::Object(class) if matches!(self.memory.get(class), Object::Class(_)) => {
                match self.memory.is_exception_class(value) {
                    true => self.memory.new_instance(class, &[]),
                    false => value,
                }
            }
            Value::Builtin(class) if class.kind() == Kind::Exception => {
                self.memory.new_exception_with(class, Vec::new())
            }
            other => other,
        };
        match made {
            Value::Object(id) if matches!(self.memory.get(id), Object::Exception(_)) => Ok(id),
            _ => Err(self.memory.type_error(otherwise)),
        }
    }

    /// Goes on with an exception: this frame is in its traceback already.
    fn reraise(&mut self, exception: Value) -> Outcome<Answer> {
        let Value::Object(id) = exception else { return Ok(Answer::Entered) };
        match self.find_handler(id, false) {
            Landing::Handler => Ok(Answer::Entered),
            Landing::Value(value) => Ok(Answer::Value(value)),
            Landing::Again(answer) => answer,
            // No frame is left; the fault finds that out again.
            Landing::Exit(_) => Err(Fault::exception(id)),
        }
    }

    fn matches(&mut self, exception: Value, class: Value) -> Outcome<bool> {
        let classes = match self.memory.sequence(class) {
            Some(items) => items.to_vec(),
            None => vec![class],
        };
        let mut found = false;
        for class in classes {
            match self.memory.is_exception_class(class) {
                true => found |= self.memory.is_instance_of(exception, class),
                false => {
                    let text = "catching classes that do not inherit from BaseException \
                                is not allowed";
                    return Err(self.memory.type_error(text));
                }
            }
        }
        Ok(found)
    }

    fn with(
        &mut self,
        manager: Reg,
        (method, name): (SyncMethod, &str),
        awaited: bool,
        args: &[Value],
    ) -> Outcome<Answer> {
        let manager = self.register(manager);
        if let Value::Sync(sync) = manager {
            let args = SyncArgs { blocking: true, ..SyncArgs::default() };
            return Answer::request(Request::Sync { sync, method, args, awaited });
        }
        if let Some(callee) = self.memory.special(manager, name) {
            let args = [&[manager], args].concat();
            if awaited {
                return Ok(Answer::Native(Native::CallAwait { callee, args, called: false }));
            }
            return self.call(callee, &args, &[]);
        }
        let name = self.memory.type_name(manager);
        let protocol = if awaited { "asynchronous context manager" } else { "context manager" };
        let text = format!("'{name}' object does not support the {protocol} protocol");
        Err(self.memory.type_error(&text))
    }
}
