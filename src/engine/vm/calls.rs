//! The calls of a task that runs: a stack of frames and their registers.

use super::Value;
use super::ask::Answered;
use super::exec::NATIVE;
use super::native::Native;
use crate::program::{CodeId, Program};

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

impl Frame {
    /// A call that begins.
    #[inline(always)]
    pub fn new(code: u16, base: u32, top: u32) -> Frame {
        Frame { code, dst: 0, pc: 0, base, top }
    }
}

/// What to do first at the next run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Pending {
    #[default]
    Nothing,
    /// Begin the builtin on top.
    Start,
    Value(Value),
    Throw(Value),
}

impl Pending {
    pub fn value(self) -> Option<Value> {
        match self {
            Pending::Value(v) | Pending::Throw(v) => Some(v),
            Pending::Nothing | Pending::Start => None,
        }
    }
}

/// Calls in progress, their registers, what the innermost waits for. What every
/// run looks at stands first, in two cache lines.
#[derive(Clone, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Calls {
    pub frames: Vec<Frame>,
    /// Registers of all frames, one window after another: a function that
    /// script code calls begins with its arguments where the caller put them.
    /// What calls left may lie behind.
    pub stack: Vec<Value>,
    pub pending: Pending,
    /// Answers for the op that is done again next.
    pub answers: Vec<Answered>,
    /// State of the builtins among the frames, in order.
    pub natives: Vec<Native>,
    /// Exceptions being handled, with the number of frames at that time.
    pub handling: Vec<(u32, Value)>,
    /// Instructions executed since the last exit that told their number.
    pub uncharged: u64,
    /// The time of the instructions before the next one has passed.
    pub charged: bool,
}

impl Calls {
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
        self.frames.push(Frame::new(code.0, base, top));
    }

    pub(super) fn push_native(&mut self, native: Native) {
        let base = self.top() as u32;
        self.frames.push(Frame::new(NATIVE, base, base));
        self.natives.push(native);
    }

    /// Where the used part of the stack ends.
    pub(super) fn top(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.top as usize)
    }

    /// The part of the stack that is used.
    pub(super) fn used(&self) -> &[Value] {
        self.stack.get(..self.top()).unwrap_or(&[])
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
}

impl PartialEq for Calls {
    /// What calls left does not count.
    fn eq(&self, other: &Calls) -> bool {
        self.frames == other.frames
            && self.used() == other.used()
            && self.pending == other.pending
            && self.answers == other.answers
            && self.natives == other.natives
            && self.handling == other.handling
            && (self.uncharged, self.charged) == (other.uncharged, other.charged)
    }
}
