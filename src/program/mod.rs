//! The contract between script and engine: bytecode, constants, source map.
//!
//! Inert data. The script module makes it, the engine runs it; neither sees
//! the other. Nothing here knows Python's syntax, tasks or time.
//!
//! The machine is a register machine. A call of a function gets a fresh
//! window of `Code::registers` registers: parameters first, then one cell a
//! captured variable, then locals, then temporaries.

mod builtin;
#[cfg(not(fast_functions))]
pub mod fused;
mod op;

use crate::base::Span;
pub use builtin::{Builtin, Kind, Param, Signature};
pub use op::{BinaryOp, CompareOp, Op, UnaryOp};

/// Index of a [`Code`] in [`Program::codes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeId(pub u16);

/// A register of the running function's window.
pub type Reg = u16;
/// "No register": an absent operand.
pub const NO_REG: Reg = u16::MAX;

#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Box<str>),
    Tuple(Box<[Const]>),
}

/// A compiled script.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub consts: Vec<Const>,
    /// Attribute, method and keyword names, by the index that ops carry.
    pub names: Vec<Box<str>>,
    /// Names of the module's variables, by slot. Every process has its own values.
    pub globals: Vec<Box<str>>,
    pub codes: Vec<Code>,
    /// Shapes of calls that have keyword or starred arguments.
    pub shapes: Vec<CallShape>,
    /// The `class` statements.
    pub classes: Vec<ClassShape>,
    /// Modules of the own library that the script imports.
    pub modules: Vec<Module>,
    /// The script says itself what its tasks are: it imports Python's own
    /// modules for them.
    pub as_written: bool,
    /// The module's code: takes no arguments, captures nothing.
    pub main: Option<CodeId>,
}

#[cfg(not(fast_functions))]
impl Program {
    /// The same, executed op by op: for comparison.
    pub fn without_fused(mut self) -> Program {
        self.codes.iter_mut().for_each(|code| code.fused.clear());
        self
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeKind {
    Module,
    Function,
    /// `async def`: a call makes a coroutine object, awaiting it runs the body.
    Coroutine,
    Generator,
    AsyncGenerator,
}

#[derive(Clone, Debug)]
pub struct Code {
    /// As shown in tracebacks and as a task's default name.
    pub name: Box<str>,
    /// With what it is written in: `Bank.pay`, `f.<locals>.g`.
    pub qualified: Box<str>,
    /// Belongs to the own library: nothing of it is shown.
    pub library: bool,
    pub kind: CodeKind,
    pub params: Params,
    /// Cells copied from the function object into the registers right after
    /// the parameters, at each call.
    pub captures: u16,
    /// Size of the register window.
    pub registers: u16,
    pub ops: Vec<Op>,
    /// The ops for runs that nobody looks at. Not in the page, which looks at all.
    #[cfg(not(fast_functions))]
    pub fused: Vec<fused::Fused>,
    /// Source of each op, same length as `ops`.
    pub spans: Vec<Span>,
    /// 1-based line of each op, same length as `ops`.
    pub lines: Vec<u32>,
    /// Which of the ops with a number in them are `a op= number`: what is no
    /// number itself may do that in its own way.
    pub in_place: Vec<u32>,
    /// Innermost first: the first that covers the op counts.
    pub handlers: Vec<Handler>,
    /// Names of the first registers (parameters, captures, locals), for
    /// messages about unbound names and for the picture of memory.
    pub local_names: Vec<Box<str>>,
    /// The `class` statement that it is a method of; `NO_CLASS` without one.
    pub class: u16,
}

/// [`Code::class`] of what is no method.
pub const NO_CLASS: u16 = u16::MAX;

/// A module: what it exports, by index into [`Program::names`], and where
/// that is among the globals. Those of the library have a dot in their names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Module {
    pub name: Box<str>,
    pub exports: Vec<(u16, u16)>,
}

/// A `class` statement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ClassShape {
    pub name: Box<str>,
    pub n_bases: u16,
    /// What its body binds, in order: indices into [`Program::names`].
    pub names: Vec<u16>,
    /// What its body annotates, in order: the fields of a `@dataclass`.
    pub fields: Vec<u16>,
}

/// Parameters in register order: positional, keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Names of positional parameters, then of keyword-only ones.
    pub names: Vec<Box<str>>,
    /// How many of `names` can be given by position.
    pub positional: u16,
    /// How many of the positional ones can be given by position only.
    pub positional_only: u16,
    /// How many of the positional ones, counted from the last, have defaults.
    pub defaults: u16,
    /// Which keyword-only parameters have a default, in order.
    pub keyword_defaults: Vec<bool>,
    pub star: bool,
    pub double_star: bool,
}

/// `try`: an exception raised at an op in `start..end` lands at `target`
/// with the exception object in `register`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub register: Reg,
}

/// What the registers after the callee hold, in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CallShape {
    pub args: Vec<Arg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    Positional,
    /// Index into [`Program::names`].
    Keyword(u16),
    /// `*xs`
    Star,
    /// `**kw`
    DoubleStar,
}
