//! A task's state between two instructions: plain data that can be cloned
//! and compared.

use super::ask::Answered;
use super::exec::NATIVE;
use super::native::{Native, Spawned};
use super::object::Object;
use super::{Memory, Parcel, Value};
use crate::base::Span;
use crate::program::{CodeId, CodeKind, Program};

/// One call in progress.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Index of the code; `NATIVE` for a builtin that called back.
    pub code: u16,
    /// Register of this frame that gets the value it waits for.
    pub dst: u16,
    /// The next op.
    pub pc: u32,
    /// Where its registers begin in the stack.
    pub base: u32,
    /// Where the stack's used part ends while it is innermost: behind its
    /// registers and those of its callers.
    pub top: u32,
}

/// What to do first at the next run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pending {
    Nothing,
    /// Begin the builtin on top.
    Start,
    Value(Value),
    Throw(Value),
}

/// The interpreter state of one task: calls, registers, what it waits for.
/// What every run looks at stands first, in two cache lines.
#[derive(Clone, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct Frames {
    pub(super) frames: Vec<Frame>,
    /// Registers of all frames, one window after another: a function that
    /// script code calls begins with its arguments where the caller put them.
    /// While the task runs, what calls left may lie behind.
    pub(super) stack: Vec<Value>,
    pub(super) pending: Pending,
    /// Answers for the op that is done again next.
    pub(super) answers: Vec<Answered>,
    /// State of the builtins among the frames, in order.
    pub(super) natives: Vec<Native>,
    /// Exceptions being handled, with the number of frames at that time.
    pub(super) handling: Vec<(u32, Value)>,
    /// Instructions executed since the last exit that told their number.
    pub(super) uncharged: u64,
    /// The time of the instructions before the next one has passed.
    pub(super) charged: bool,
}

impl Frames {
    /// No call at all: it returns at once.
    pub fn empty() -> Frames {
        Frames {
            frames: Vec::new(),
            stack: Vec::new(),
            natives: Vec::new(),
            handling: Vec::new(),
            pending: Pending::Nothing,
            answers: Vec::new(),
            uncharged: 0,
            charged: false,
        }
    }

    /// The frames that run the module's code: the main task.
    pub fn module(program: &Program) -> Frames {
        let mut frames = Frames::empty();
        if let Some(main) = program.main {
            frames.enter(program, main, &[]);
        }
        frames
    }

    /// The frames of a task that calls `function` with `args`. An `async def`
    /// function's body is run, and a coroutine object's too. `Err`: the
    /// exception that the call raises, such as a wrong number of arguments.
    pub fn call(
        program: &Program,
        memory: &mut Memory,
        function: Value,
        args: Vec<Value>,
    ) -> Result<Frames, Value> {
        let mut frames = Frames::empty();
        let (function, args) = match memory.object(function) {
            Some(&Object::Bound(object, f)) => {
                (Value::Object(f), [&[object][..], &args[..]].concat())
            }
            _ => (function, args),
        };
        let entered = match memory.object(function) {
            Some(Object::Function(f)) if !is_generator(program, f.code) => {
                let code = f.code;
                let bound = super::call::bind(program, memory, function, &args, &[]);
                bound.map(|window| frames.enter(program, code, &window))
            }
            Some(Object::Coroutine(_)) => super::call::start_coroutine(memory, function)
                .map(|(code, window)| frames.enter(program, code, &window)),
            _ => {
                frames.push_native(Native::Call { callee: function, args });
                frames.pending = Pending::Start;
                Ok(())
            }
        };
        match entered {
            Ok(()) => Ok(frames),
            Err(fault) => Err(fault.object().map_or(Value::None, Value::Object)),
        }
    }

    /// The frames of a process that is spawned: they run the script's text,
    /// then the call in the parcel.
    pub fn spawned(program: &Program, memory: &mut Memory, parcel: Parcel) -> Frames {
        let mut frames = Frames::empty();
        (memory.spawned, memory.booting) = (true, true);
        if let Some(main) = program.main {
            let main = super::call::make_function(program, memory, main, &[]);
            let spawned = Spawned { main, parcel, called: false };
            frames.push_native(Native::Spawned(Box::new(spawned)));
            frames.pending = Pending::Start;
        }
        frames
    }

    /// Pushes a call of bytecode whose first registers are `window`.
    pub(super) fn enter(&mut self, program: &Program, code: CodeId, window: &[Value]) {
        let base = self.top();
        self.stack.truncate(base);
        let registers = program.codes[code.0 as usize].registers as usize;
        let count = registers.max(window.len());
        self.stack.reserve(count);
        self.stack.extend_from_slice(window);
        self.stack.resize(base + count, Value::Unbound);
        let (base, top) = (base as u32, self.stack.len() as u32);
        self.frames.push(Frame { code: code.0, dst: 0, pc: 0, base, top });
    }

    pub(super) fn push_native(&mut self, native: Native) {
        let base = self.top() as u32;
        self.frames.push(Frame { code: NATIVE, dst: 0, pc: 0, base, top: base });
        self.natives.push(native);
    }

    /// Where the used part of the stack ends.
    pub(super) fn top(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.top as usize)
    }

    /// Keeps the place of the innermost call.
    pub(super) fn stay(&mut self, pc: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = pc as u32;
        }
    }

    /// Drops the innermost call.
    pub(super) fn leave(&mut self) {
        if let Some(frame) = self.frames.pop() {
            if frame.code == NATIVE {
                self.natives.pop();
            }
            let depth = self.frames.len() as u32;
            while self.handling.last().is_some_and(|(d, _)| *d > depth) {
                self.handling.pop();
            }
        }
    }

    /// Answers the request that [`super::run`] left with.
    pub fn resume(&mut self, value: Value) {
        self.pending = Pending::Value(value);
    }

    /// Answers it by raising an exception where the task stands.
    pub fn throw(&mut self, _memory: &mut Memory, exception: Value) {
        self.pending = Pending::Throw(exception);
    }

    /// Reads what a run looks at first: two cache lines.
    pub fn touch(&self) {
        std::hint::black_box((self.frames.len(), self.answers.len()));
    }

    /// Reads the innermost call, so that it is in the cache when it goes on.
    pub fn fetch(&self) {
        let Some(frame) = self.frames.last() else { return };
        // Four in a cache line.
        for register in [0, 4, 8] {
            let value = self.stack.get(frame.base as usize + register);
            std::hint::black_box(matches!(value, Some(Value::Unbound)));
        }
    }

    /// Calls in progress.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// 1-based line the task is at: of the innermost call of script code; 0
    /// if there is none.
    pub fn line(&self, program: &Program) -> u32 {
        self.place(program, |code, op| code.lines.get(op).copied()).unwrap_or(0)
    }

    /// The expression or statement it is at.
    pub fn span(&self, program: &Program) -> Span {
        self.place(program, |code, op| code.spans.get(op).copied()).unwrap_or_default()
    }

    fn place<T>(
        &self,
        program: &Program,
        read: impl Fn(&crate::program::Code, usize) -> Option<T>,
    ) -> Option<T> {
        let shown = |f: &&Frame| f.code != NATIVE && !program.codes[f.code as usize].library;
        let frame = self.frames.iter().rev().find(shown)?;
        let code = &program.codes[frame.code as usize];
        // A task that waits is at the op before the next one.
        let waits = self.frames.len() > 1 || frame.pc > 0;
        read(code, (frame.pc as usize).saturating_sub(usize::from(waits)))
    }

    /// Every value the task holds: roots for a collection.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        let pending = match self.pending {
            Pending::Value(v) | Pending::Throw(v) => v,
            Pending::Nothing | Pending::Start => Value::None,
        };
        let handling = self.handling.iter().map(|(_, value)| *value);
        let natives = self.natives.iter().flat_map(Native::values);
        let answers = self.answers.iter().flat_map(Answered::values);
        self.stack.iter().copied().chain(natives).chain(answers).chain(handling).chain([pending])
    }
}

/// Whether a call of it only makes an object.
fn is_generator(program: &Program, code: CodeId) -> bool {
    matches!(program.codes[code.0 as usize].kind, CodeKind::Generator | CodeKind::AsyncGenerator)
}
