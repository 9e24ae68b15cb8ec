//! Something went wrong inside an operation: an exception was made, or a
//! limit was met.

use super::{Memory, ObjectId, Value};
use crate::engine::vm::object::{Exception, Object};
use crate::program::Builtin;

/// Four bytes, so that `Result<Value, Fault>` stays as small as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault(u32);

pub(super) type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// The memory would grow past its limit.
    pub const HEAP: Fault = Fault(u32::MAX);
    /// One operation does more work than a whole run may.
    pub const WORK: Fault = Fault(u32::MAX - 1);
    /// A script's own method has to answer first; see `ask`.
    pub const ASK: Fault = Fault(u32::MAX - 2);

    pub fn exception(id: ObjectId) -> Fault {
        Fault(id.0)
    }

    /// The exception object; `None` for a limit.
    pub fn object(self) -> Option<ObjectId> {
        (self.0 < Fault::ASK.0).then_some(ObjectId(self.0))
    }
}

/// Longest message kept: texts of user values are cut, as messages are read.
const MESSAGE: usize = 2_000;

impl Memory {
    /// An exception of a builtin class with a message, ready to be raised or thrown.
    pub fn new_exception(&mut self, class: Builtin, message: &str) -> Value {
        let text = self.new_text(message);
        self.new_exception_with(class, vec![text])
    }

    /// The same without one.
    pub fn new_bare_exception(&mut self, class: Builtin) -> Value {
        self.new_exception_with(class, Vec::new())
    }

    /// Whether it is how a cancelled task ends.
    pub fn is_cancellation(&self, exception: Value) -> bool {
        self.is_instance(exception, Builtin::CancelledError)
    }

    pub fn new_exception_with(&mut self, class: Builtin, args: Vec<Value>) -> Value {
        self.new_exception_of(Value::Builtin(class), args)
    }

    pub(super) fn new_exception_of(&mut self, class: Value, args: Vec<Value>) -> Value {
        self.add(Object::Exception(Box::new(Exception {
            class,
            args,
            slots: Vec::new(),
            traceback: Vec::new(),
            cause: Value::Unbound,
            context: Value::Unbound,
            hint: None,
        })))
    }

    /// Makes the exception for a failed operation.
    #[cold]
    #[inline(never)]
    pub(super) fn fault(&mut self, class: Builtin, message: &str) -> Fault {
        let cut = message.char_indices().nth(MESSAGE).map_or(message.len(), |(at, _)| at);
        let value = self.new_exception(class, &message[..cut]);
        self.fault_of(value)
    }

    /// The fault that raises an exception object.
    pub(super) fn fault_of(&mut self, exception: Value) -> Fault {
        match exception {
            Value::Object(id) => Fault::exception(id),
            _ => Fault::HEAP,
        }
    }

    #[cold]
    pub(super) fn type_error(&mut self, message: &str) -> Fault {
        self.fault(Builtin::TypeError, message)
    }

    /// A TypeError with the name of the type of `value` where `text` has `{}`.
    #[cold]
    #[inline(never)]
    pub(super) fn unfit(&mut self, value: Value, text: &str) -> Fault {
        let (before, behind) = text.split_once("{}").unwrap_or((text, ""));
        let text = [before, self.type_name(value), behind].concat();
        self.type_error(&text)
    }

    #[cold]
    pub(super) fn value_error(&mut self, message: &str) -> Fault {
        self.fault(Builtin::ValueError, message)
    }

    #[cold]
    pub(super) fn index_error(&mut self, message: &str) -> Fault {
        self.fault(Builtin::IndexError, message)
    }

    /// KeyError shows the key's repr, so it keeps the key itself.
    #[cold]
    pub(super) fn key_error(&mut self, key: Value) -> Fault {
        let value = self.new_exception_with(Builtin::KeyError, vec![key]);
        self.fault_of(value)
    }

    #[cold]
    pub(super) fn too_deep(&mut self, what: &str) -> Fault {
        let text = format!("maximum recursion depth exceeded {what}");
        self.fault(Builtin::RecursionError, &text)
    }

    #[cold]
    pub(super) fn overflow(&mut self) -> Fault {
        self.fault(Builtin::OverflowError, "the result does not fit into a 64-bit integer")
    }
}
