//! The instruction set. Eight bytes an instruction.
//!
//! Operands named `dst`, `a`, `b`, `src` … are registers; `target` is an
//! index into `Code::ops`. A call puts its callee in `base`, its arguments in
//! the registers after it, and its result in `base`.

use super::{Builtin, CodeId, Reg};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    And,
    Or,
    Xor,
    Shl,
    Shr,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// Of those that order, the bits of the number say where they hold: less is 1,
/// equal 2, greater 4.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt = 1,
    Eq = 2,
    Le = 3,
    Gt = 4,
    Ne = 5,
    Ge = 6,
    Is,
    IsNot,
    In,
    NotIn,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Op {
    // Values and variables. A register that was never written is unbound;
    // reading one as a variable goes through `CheckBound`.
    Move {
        dst: Reg,
        src: Reg,
    },
    LoadNone {
        dst: Reg,
    },
    LoadBool {
        dst: Reg,
        value: bool,
    },
    LoadInt {
        dst: Reg,
        value: i32,
    },
    LoadConst {
        dst: Reg,
        index: u16,
    },
    LoadBuiltin {
        dst: Reg,
        builtin: Builtin,
    },
    /// Raises UnboundLocalError if the register holds nothing.
    CheckBound {
        reg: Reg,
    },
    /// `del x` of a local.
    Unbind {
        reg: Reg,
    },
    GlobalGet {
        dst: Reg,
        slot: u16,
    },
    GlobalSet {
        slot: u16,
        src: Reg,
    },
    GlobalDel {
        slot: u16,
    },
    /// Puts the register's value (or nothing) into a fresh cell, held by the register.
    CellNew {
        reg: Reg,
    },
    CellGet {
        dst: Reg,
        cell: Reg,
    },
    CellSet {
        cell: Reg,
        src: Reg,
    },
    CellDel {
        cell: Reg,
    },
    /// From `base` on: the cells it captures, then defaults of positional
    /// parameters, then defaults of keyword-only ones.
    MakeFunction {
        dst: Reg,
        code: CodeId,
        base: Reg,
    },

    // Arithmetic and tests.
    Binary {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `a op b` with a small integer on the right: `i + 1`, `n % 2`.
    BinaryInt {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: i16,
    },
    /// The commonest of both, with opcodes of their own.
    Add {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Sub {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    AddInt {
        dst: Reg,
        a: Reg,
        b: i16,
    },
    SubInt {
        dst: Reg,
        a: Reg,
        b: i16,
    },
    /// `a op= b`: lists and the like change in place.
    InPlace {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Unary {
        op: UnaryOp,
        dst: Reg,
        a: Reg,
    },
    Compare {
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },

    // Control.
    Jump {
        target: u32,
    },
    JumpIf {
        cond: Reg,
        target: u32,
    },
    JumpIfNot {
        cond: Reg,
        target: u32,
    },
    /// Jumps by `offset` (from this op) if `a op b` is false. The compiler
    /// falls back on `Compare` and `JumpIfNot` where the offset does not fit.
    JumpUnless {
        op: CompareOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },
    /// The same with a small integer on the right: `n < 2`.
    JumpUnlessInt {
        op: CompareOp,
        a: Reg,
        b: i16,
        offset: i16,
    },
    Return {
        src: Reg,
    },

    // Containers.
    BuildList {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    BuildTuple {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    BuildSet {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// `count` pairs: key, value, key, value …
    BuildDict {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    ListAppend {
        list: Reg,
        src: Reg,
    },
    /// `[*xs]`
    ListExtend {
        list: Reg,
        src: Reg,
    },
    SetAdd {
        set: Reg,
        src: Reg,
    },
    DictInsert {
        dict: Reg,
        key: Reg,
        value: Reg,
    },
    /// `{**d}`
    DictMerge {
        dict: Reg,
        src: Reg,
    },
    /// Turns a list under construction into a tuple: `(*a, b)`.
    ListToTuple {
        dst: Reg,
        list: Reg,
    },
    /// start, stop, step in `base..base+3`, `None` where absent.
    BuildSlice {
        dst: Reg,
        base: Reg,
    },
    GetItem {
        dst: Reg,
        object: Reg,
        key: Reg,
    },
    SetItem {
        object: Reg,
        key: Reg,
        value: Reg,
    },
    DelItem {
        object: Reg,
        key: Reg,
    },
    GetAttr {
        dst: Reg,
        object: Reg,
        name: u16,
    },
    SetAttr {
        object: Reg,
        name: u16,
        value: Reg,
    },
    DelAttr {
        object: Reg,
        name: u16,
    },
    /// Exactly `count` values into `base..`.
    Unpack {
        src: Reg,
        base: Reg,
        count: u16,
    },
    /// `a, *b, c = xs`: `before` values, the list, `after` values.
    UnpackStar {
        src: Reg,
        base: Reg,
        before: u8,
        after: u8,
    },

    // Text. `Format` makes the text of one replacement field; `conversion`
    // is 0 or `b's'`, `b'r'`, `b'a'`; `spec` is a string register or `NO_REG`.
    Format {
        conversion: u8,
        dst: Reg,
        src: Reg,
        spec: Reg,
    },
    JoinText {
        dst: Reg,
        base: Reg,
        count: u16,
    },

    // Loops. The next value goes to the register after the iterator.
    GetIter {
        dst: Reg,
        src: Reg,
    },
    ForNext {
        iter: Reg,
        target: u32,
    },
    /// The way out of a loop before its end: a generator that nobody else holds,
    /// for the loop's head made it, is closed.
    CloseIter {
        iter: Reg,
    },
    /// What `async for` draws from; each value is awaited.
    GetAsyncIter {
        dst: Reg,
        src: Reg,
    },

    // Calls. `awaited`: the call stands right under an `await`, so a verb
    // such as `io` waits without blocking its thread, answers in `base`, and
    // the `Await` that follows is skipped.
    Call {
        awaited: bool,
        base: Reg,
        argc: u16,
    },
    CallShape {
        awaited: bool,
        base: Reg,
        shape: u16,
    },
    /// Fails unless `object` has the attribute: a call looks for its method
    /// before its arguments are computed.
    NeedAttr {
        object: Reg,
        name: u16,
    },
    /// Receiver in `base`, arguments after it.
    CallMethod {
        awaited: bool,
        base: Reg,
        name: u16,
        argc: u16,
    },
    CallMethodShape {
        awaited: bool,
        base: Reg,
        name: u16,
        shape: u16,
    },
    /// Class number `shape` of `Program::classes`: its bases, then the values
    /// of its names (nothing where a name was not bound) from `base` on.
    MakeClass {
        dst: Reg,
        base: Reg,
        shape: u16,
    },
    /// The module object of [`super::Program::modules`] number `index`.
    LoadModule {
        dst: Reg,
        index: u16,
    },
    /// `super()` in a method whose first argument is `object`.
    Super {
        dst: Reg,
        object: Reg,
    },
    /// Waits for the coroutine, task or future in `reg`; its result comes there.
    Await {
        reg: Reg,
    },
    /// Generators: hands out `reg`; what is sent in comes there.
    Yield {
        reg: Reg,
    },
    /// `yield from`: the same right after the `ForNext` that drew `reg`; what
    /// comes from outside goes on to the iterator before `reg`.
    YieldFrom {
        reg: Reg,
    },

    // Exceptions and `with`.
    /// `cause` may be `NO_REG`.
    Raise {
        exception: Reg,
        cause: Reg,
    },
    /// Goes on with an exception that a handler did not want; keeps its traceback.
    Reraise {
        exception: Reg,
    },
    /// `raise` alone: the exception being handled, RuntimeError if none is.
    RaiseActive,
    /// Marks the exception as the one being handled, until `EndHandler`.
    BeginHandler {
        exception: Reg,
    },
    EndHandler,
    /// `__name__` of the script: what it is in a process that was spawned.
    LoadMainName {
        dst: Reg,
    },
    /// `except*`: what of the group `rest` is of the class goes to `dst` (None
    /// if nothing is), the rest stays.
    SplitGroup {
        dst: Reg,
        rest: Reg,
        class: Reg,
    },
    /// After all `except*` clauses: what is to be raised of the exception in
    /// `dst`, of the `rest` and of what the clauses raised (a list); None if
    /// nothing is.
    JoinGroup {
        dst: Reg,
        rest: Reg,
        raised: Reg,
    },
    /// Whether the exception is an instance of the class, or of one in the tuple.
    MatchException {
        dst: Reg,
        exception: Reg,
        class: Reg,
    },
    /// `__enter__` (or `__aenter__`) of the manager; its result in `dst`.
    EnterWith {
        asynchronous: bool,
        dst: Reg,
        manager: Reg,
    },
    /// `__exit__`: `exception` may be `NO_REG`; whether to swallow it in `dst`.
    ExitWith {
        asynchronous: bool,
        dst: Reg,
        manager: Reg,
        exception: Reg,
    },
}

const _: () = assert!(std::mem::size_of::<Op>() == 8);
