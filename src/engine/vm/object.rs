//! What lives in a process's memory.
//!
//! Objects hold values, never pointers: copying all objects copies the whole
//! memory, which is what `fork` does.

use super::method::Method;
use super::table::Table;
use super::text::Text;
use super::{ObjectId, Value};
use crate::program::CodeId;
use std::rc::Rc;

/// Kept at 32 bytes: rare or large kinds are boxed.
#[derive(Clone, Debug, PartialEq)]
#[repr(u8)]
pub(super) enum Object {
    /// A hole; the index of the next one.
    Free(u32),
    Str(Text),
    List(Vec<Value>),
    Tuple(Box<[Value]>),
    Dict(Box<Table>),
    Set(Box<Table>),
    Range(Bounds),
    /// start, stop, step, each an int or None.
    Slice(Box<[Value; 3]>),
    Function(Function),
    Cell(Value),
    /// `xs.append` not yet called.
    Method(Value, Method),
    /// `d.keys()`, `d.values()`, `d.items()`.
    View(ObjectId, Part),
    RangeIter(Range),
    /// Over a list or tuple.
    SeqIter {
        source: ObjectId,
        next: u32,
    },
    Iter(Box<Iter>),
    Exception(Box<Exception>),
    Coroutine(Box<Coroutine>),
    /// The type of things whose type has no name of its own in scripts.
    TypeName(&'static str),
    Class(Box<Class>),
    /// Its class, its attributes.
    Instance(ObjectId, Slots),
    /// A method with the object that it is called on.
    Bound(Value, ObjectId),
    /// `@property`: how to get it, how to set it.
    Property(Box<[Value; 2]>),
    StaticMethod(Value),
    ClassMethod(Value),
    /// `super()`: the object, the class whose ancestors are asked.
    Super(Value, ObjectId),
    Generator(Box<Generator>),
    Module(u16),
}

/// Attributes by the index of their name. There are few: a search from the
/// front beats any table.
pub(super) type Slots = Vec<(u16, Value)>;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub name: Rc<str>,
    /// Which `class` statement made it.
    pub site: u16,
    /// Its ancestors in the order in which they are asked; exceptions end
    /// with one of Python's.
    pub ancestors: Vec<Value>,
    pub slots: Slots,
    /// Setting an attribute of an instance may run script code.
    pub hooks: bool,
    /// What is to it what a class is to its instances: `enum` has such.
    pub meta: Option<ObjectId>,
}

/// A call of a generator function.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Generator {
    pub code: CodeId,
    pub stage: Stage,
    /// Its registers while it does not run.
    pub window: Vec<Value>,
    pub pc: u32,
    /// The register that gets what is sent in.
    pub sent: u16,
    /// A loop's head made it: only the loop holds it.
    pub loops: bool,
    /// Exceptions being handled in it.
    pub handling: Vec<Value>,
    /// What it returned.
    pub result: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Fresh,
    Suspended,
    Running,
    Done,
}

const _: () = assert!(std::mem::size_of::<Object>() == 32);

/// `len` numbers from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub start: i64,
    pub step: i64,
    pub len: u64,
}

/// What `range()` was given; the step is not 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Bounds {
    pub fn numbers(self) -> Range {
        let Bounds { start, stop, step } = self;
        // At most 2^64 - 1 numbers lie between two 64-bit numbers.
        let span = if step > 0 { stop.wrapping_sub(start) } else { start.wrapping_sub(stop) };
        let empty = if step > 0 { stop <= start } else { start <= stop };
        let len = if empty { 0 } else { (span as u64 - 1) / step.unsigned_abs().max(1) + 1 };
        Range { start, step, len }
    }
}

impl Range {
    /// `None` if the step is 0.
    pub fn new(start: i64, stop: i64, step: i64) -> Option<Range> {
        (step != 0).then(|| Bounds { start, stop, step }.numbers())
    }

    /// The number at an index below `len`.
    pub fn at(&self, index: u64) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(index as i64))
    }

    pub fn position(&self, value: i64) -> Option<u64> {
        let distance = i128::from(value) - i128::from(self.start);
        let step = i128::from(self.step);
        let index = distance / step;
        let hit = distance % step == 0 && index >= 0 && index < i128::from(self.len);
        hit.then_some(index as u64)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Function {
    pub code: CodeId,
    /// How many positional arguments the quick call takes; `u16::MAX` where
    /// a call always needs the full binding.
    pub quick: u16,
    /// Cells and defaults; most functions have neither.
    pub extra: Option<Box<Extra>>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Extra {
    pub captures: Box<[Value]>,
    /// Of the last positional parameters.
    pub defaults: Box<[Value]>,
    /// Of the keyword-only parameters that have one, in order.
    pub keyword_defaults: Box<[Value]>,
    /// Attributes that a script gave it.
    pub slots: Slots,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Keys,
    Values,
    Items,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Iter {
    /// Byte offset into a string.
    Str {
        source: ObjectId,
        offset: usize,
    },
    /// `size` is the table's length when the loop began.
    Table {
        source: ObjectId,
        next: usize,
        size: usize,
        part: Part,
    },
    /// Counts down over a list, tuple or string.
    Reversed {
        source: ObjectId,
        left: usize,
    },
    ReversedTable {
        source: ObjectId,
        left: usize,
        size: usize,
        part: Part,
    },
    Enumerate {
        inner: Value,
        count: i64,
    },
    Zip {
        inners: Box<[Value]>,
    },
    Map {
        function: Value,
        inners: Box<[Value]>,
    },
    Filter {
        function: Value,
        inner: Value,
    },
    /// Over an object of the script's own: `inner` is what its `__iter__`
    /// gave, nothing before that.
    Script {
        source: Value,
        inner: Value,
        asynchronous: bool,
    },
    /// `yield from coroutine`, in an `__await__`: gives nothing, then has a result.
    Await {
        coroutine: Value,
        result: Value,
    },
    /// Over an object that has `__getitem__` alone.
    Items {
        source: Value,
        next: i64,
    },
    /// Ran to its end: stays empty whatever happens to its source.
    Done(&'static str),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exception {
    /// A `Value::Builtin` of kind exception, or a class below one.
    pub class: Value,
    pub slots: Slots,
    pub args: Vec<Value>,
    /// Innermost call first: code and op.
    pub traceback: Vec<(CodeId, u32)>,
    /// `raise … from cause`; `Unbound` without one.
    pub cause: Value,
    /// What was being handled when it was raised; `Unbound` if nothing.
    pub context: Value,
    /// A further sentence that helps: what to write instead.
    pub hint: Option<&'static str>,
}

/// A call of an `async def` function, waiting to be awaited.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Coroutine {
    pub code: CodeId,
    /// Parameters and captured cells; taken when its body starts.
    pub window: Option<Box<[Value]>>,
}
