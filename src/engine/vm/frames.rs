//! A task's interpreter state while it does not run: plain data that can be
//! cloned and compared.
//!
//! What runs are [`Calls`], or a packed state itself (`in_place`). Of many tasks most
//! wait in their outermost function, a few registers in use: packed, such a state is
//! small, and lies where the task's number says, so that ten thousand of them stay in a
//! processor's cache.

#[cfg(not(fast_functions))]
mod in_place;
mod shortcut;

#[cfg(not(fast_functions))]
pub(super) use in_place::Came;
pub use shortcut::Ahead;

#[cfg(not(fast_functions))]
use super::ObjectId;
use super::ask::Answered;
use super::calls::{Calls, Frame, Pending};
use super::exec::NATIVE;
use super::native::{Native, Spawned};
use super::object::Object;
use super::{Exit, Memory, Parcel, Value};
use crate::base::{Span, fetch};
use crate::program::{Code, CodeId, CodeKind, Program};

/// Registers that are kept of a packed call, in three cache lines.
const REGISTERS: usize = 10;

/// So many into two.
const NEAR: usize = 7;

/// So many tasks' calls fit into the fast part of a processor's cache as they
/// are: packing them takes longer than it saves, unless they run packed.
const CROWD: u32 = 32;

/// Registers that the window of a shallow call may have.
const WINDOW: usize = 32;

/// The interpreter state of one task: one call of script code that waits, or
/// none.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Frames {
    /// The fields of its frame; `NATIVE` without a call.
    code: u16,
    pc: u16,
    dst: u8,
    top: u8,
    /// How many registers are in use: the rest is unbound.
    live: u8,
    due: Due,
    /// Whatever else there is to remember, instead of all the rest.
    deep: Option<Box<Calls>>,
    registers: [Value; REGISTERS],
    given: Value,
}

const _: () = assert!(std::mem::size_of::<Frames>() == 192);

/// What to do first with the value that is given.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Due {
    Nothing,
    Resume,
    Throw,
}

impl Frames {
    /// No call at all: it returns at once.
    pub const fn empty() -> Frames {
        Frames {
            code: NATIVE,
            pc: 0,
            dst: 0,
            top: 0,
            live: 0,
            due: Due::Nothing,
            deep: None,
            registers: [Value::Unbound; REGISTERS],
            given: Value::Unbound,
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

    /// Where no call is: one of bytecode whose first registers are `window`.
    fn enter(&mut self, program: &Program, code: CodeId, window: &[Value]) {
        let top = (program.codes[code.0 as usize].registers as usize).max(window.len());
        match self.registers.get_mut(..window.len()) {
            Some(registers) if top <= WINDOW => {
                for (register, value) in registers.iter_mut().zip(window) {
                    *register = *value;
                }
                (self.code, self.top, self.live) = (code.0, top as u8, window.len() as u8);
            }
            _ => {
                let mut calls = Box::<Calls>::default();
                calls.enter(program, code, window);
                self.deep = Some(calls);
            }
        }
    }

    /// A builtin that begins.
    fn native(native: Native) -> Frames {
        let mut calls = Box::<Calls>::default();
        calls.push_native(native);
        calls.pending = Pending::Start;
        Frames { deep: Some(calls), ..Frames::empty() }
    }

    /// Where no call is: one of `function` with `args`. An `async def`
    /// function's body is run, and a coroutine object's too. `Err`: the
    /// exception that the call raises, such as a wrong number of arguments.
    pub fn call(
        &mut self,
        program: &Program,
        memory: &mut Memory,
        function: Value,
        args: Vec<Value>,
    ) -> Result<(), Value> {
        memory.tasks = memory.tasks.saturating_add(1);
        let (function, args) = match memory.object(function) {
            Some(&Object::Bound(object, f)) => {
                (Value::Object(f), [&[object][..], &args[..]].concat())
            }
            _ => (function, args),
        };
        let entered = match memory.object(function) {
            Some(Object::Function(f)) if f.quick as usize == args.len() && f.extra.is_none() => {
                Ok((f.code, args))
            }
            Some(Object::Function(f)) if !is_generator(program, f.code) => {
                let code = f.code;
                let window = super::call::bind(program, memory, function, &args, &[]);
                window.map(|window| (code, window))
            }
            Some(Object::Coroutine(_)) => {
                let started = super::call::start_coroutine(memory, function);
                started.map(|(code, window)| (code, window.into()))
            }
            _ => {
                *self = Frames::native(Native::Call { callee: function, args });
                return Ok(());
            }
        };
        match entered {
            Ok((code, window)) => {
                self.enter(program, code, &window);
                Ok(())
            }
            Err(fault) => Err(fault.object().map_or(Value::None, Value::Object)),
        }
    }

    /// The same of a script function with one argument, if that is as simple as can be;
    /// else nothing is done.
    #[cfg(not(fast_functions))]
    pub fn of_call(
        program: &Program,
        memory: &mut Memory,
        function: ObjectId,
        arg: Value,
    ) -> Option<Frames> {
        let Object::Function(f) = memory.get(function) else { return None };
        let top = program.codes.get(f.code.0 as usize)?.registers;
        if f.quick != 1 || f.extra.is_some() || usize::from(top) > WINDOW {
            return None;
        }
        let mut frames = Frames { code: f.code.0, top: top as u8, live: 1, ..Frames::empty() };
        frames.registers[0] = arg;
        memory.tasks = memory.tasks.saturating_add(1);
        Some(frames)
    }

    /// The frames of a process that is spawned: they run the script's text,
    /// then the call in the parcel.
    pub fn spawned(program: &Program, memory: &mut Memory, parcel: Parcel) -> Frames {
        (memory.spawned, memory.booting) = (true, true);
        let Some(main) = program.main else { return Frames::empty() };
        let main = super::call::make_function(program, memory, main, &[]);
        let spawned = Spawned { main, parcel, called: false };
        Frames::native(Native::Spawned(Box::new(spawned)))
    }

    /// The task has ended: what it held is held no longer.
    pub fn clear(&mut self) {
        self.leave();
        self.deep = None;
    }

    /// The packed call is over.
    fn leave(&mut self) {
        (self.code, self.pc, self.dst) = (NATIVE, 0, 0);
        (self.live, self.top, self.due) = (0, 0, Due::Nothing);
    }

    /// Has what most tasks use of it brought into the cache.
    #[inline(always)]
    pub fn fetch(&self) {
        fetch(std::slice::from_ref(self), 0);
        fetch(&self.registers, NEAR / 2);
    }

    /// The same for the first object in its registers, most often what a loop goes
    /// through.
    #[inline(always)]
    pub fn fetch_object(&self, memory: &Memory) {
        for register in self.registers.iter().take((self.live as usize).min(NEAR)) {
            if let Value::Object(id) = register {
                return memory.fetch(*id);
            }
        }
    }

    /// The calls if they are not packed.
    #[inline(always)]
    pub(super) fn unpacked(&mut self) -> Option<&mut Calls> {
        self.deep.as_deref_mut()
    }

    /// The calls otherwise, to be given to `rest`.
    #[inline(never)]
    pub(super) fn wake(&self, memory: &mut Memory) -> Box<Calls> {
        let mut calls = memory.spare.take();
        self.unpack(&mut calls);
        calls
    }

    /// The calls left by a verb or by `exit`, `awake` or as they are: packs them among
    /// many.
    #[inline(always)]
    pub(super) fn rest(
        &mut self,
        awake: Option<Box<Calls>>,
        memory: &mut Memory,
        exit: Option<&Exit>,
    ) {
        if exit.is_some_and(Exit::is_spawn) {
            // Who starts a task goes on at once.
            self.deep = awake.or_else(|| self.deep.take());
        } else if awake.is_some() || memory.tasks > CROWD || runs_packed(memory) {
            self.settle(awake, memory, exit);
        }
    }

    fn settle(&mut self, awake: Option<Box<Calls>>, memory: &mut Memory, exit: Option<&Exit>) {
        let Some(calls) = awake.or_else(|| self.deep.take()) else { return };
        let small = calls.top() <= REGISTERS && runs_packed(memory);
        let packs = memory.tasks > CROWD || small;
        match live(&calls, exit).filter(|_| packs) {
            Some(live) => {
                self.pack(&calls, live);
                memory.spare.keep(calls);
            }
            None => self.deep = Some(calls),
        }
    }

    /// Leaves `calls`, which no task uses, as they were when this was packed.
    #[inline(always)]
    fn unpack(&self, calls: &mut Calls) {
        if calls.stack.len() < WINDOW {
            calls.stack.resize(WINDOW, Value::Unbound);
        }
        copy(&mut calls.stack, &self.registers, self.live);
        calls.stack[self.live as usize..self.top as usize].fill(Value::Unbound);
        let (code, dst, pc, top) = (self.code, self.dst.into(), self.pc.into(), self.top.into());
        let frame = Frame { code, dst, pc, base: 0, top };
        match &mut calls.frames[..] {
            [only] if code != NATIVE => *only = frame,
            _ => {
                calls.frames.clear();
                calls.frames.extend((code != NATIVE).then_some(frame));
            }
        }
        match self.due {
            Due::Nothing => {}
            Due::Resume => calls.pending = Pending::Value(self.given),
            Due::Throw => calls.pending = Pending::Throw(self.given),
        }
    }

    #[inline(always)]
    fn pack(&mut self, calls: &Calls, live: u8) {
        self.due = Due::Nothing;
        let Some(frame) = calls.frames.first() else { return *self = Frames::empty() };
        (self.code, self.pc) = (frame.code, frame.pc as u16);
        (self.dst, self.top, self.live) = (frame.dst as u8, frame.top as u8, live);
        copy(&mut self.registers, &calls.stack, live);
    }

    fn registers(&self) -> &[Value] {
        self.registers.get(..self.live as usize).unwrap_or(&[])
    }

    /// Answers the request that [`super::run`] left with.
    pub fn resume(&mut self, value: Value) {
        match &mut self.deep {
            None => (self.due, self.given) = (Due::Resume, value),
            Some(calls) => calls.pending = Pending::Value(value),
        }
    }

    /// Answers it by raising an exception where the task stands.
    pub fn throw(&mut self, _memory: &mut Memory, exception: Value) {
        match &mut self.deep {
            None => (self.due, self.given) = (Due::Throw, exception),
            Some(calls) => calls.pending = Pending::Throw(exception),
        }
    }

    /// Calls in progress.
    pub fn depth(&self) -> usize {
        self.deep.as_ref().map_or(usize::from(self.code != NATIVE), |calls| calls.frames.len())
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

    #[inline(always)]
    fn place<T>(&self, program: &Program, read: impl Fn(&Code, usize) -> Option<T>) -> Option<T> {
        // Without the library's own.
        let shown = |code: u16| program.codes.get(code as usize).filter(|code| !code.library);
        let (code, pc, waits) = match &self.deep {
            None => (shown(self.code)?, self.pc.into(), false),
            Some(calls) => {
                let (last, before) = calls.frames.split_last()?;
                let frame = |f: &Frame| Some((shown(f.code)?, f.pc));
                let found = frame(last).or_else(|| before.iter().rev().find_map(frame));
                let (code, pc) = found?;
                (code, pc, !before.is_empty())
            }
        };
        // A task that waits is at the op before the next one.
        read(code, (pc as usize).saturating_sub(usize::from(waits || pc > 0)))
    }

    /// Puts every value the task holds into a list.
    pub fn list_values(&self, list: &mut Vec<Value>) {
        match &self.deep {
            // Of most tasks among many.
            None if self.due == Due::Nothing => list.extend_from_slice(self.registers()),
            _ => list.extend(self.values()),
        }
    }

    /// Every value the task holds: roots for a collection.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        let (registers, given) = match &self.deep {
            None => (self.registers(), (self.due != Due::Nothing).then_some(self.given)),
            Some(calls) => (calls.used(), calls.pending.value()),
        };
        let calls = self.deep.iter();
        let handling = calls.clone().flat_map(|c| c.handling.iter().map(|(_, value)| *value));
        let natives = calls.clone().flat_map(|c| c.natives.iter().flat_map(Native::values));
        let answers = calls.flat_map(|c| c.answers.iter().flat_map(Answered::values));
        registers.iter().copied().chain(natives).chain(answers).chain(handling).chain(given)
    }
}

impl PartialEq for Frames {
    /// What is left in fields out of use does not count.
    fn eq(&self, other: &Frames) -> bool {
        let head = |f: &Frames| (f.code, f.pc, f.dst, f.top, f.due);
        let given = self.due == Due::Nothing || self.given == other.given;
        let shallow = head(self) == head(other) && self.registers() == other.registers() && given;
        self.deep == other.deep && (self.deep.is_some() || shallow)
    }
}

/// Whether a call that has few registers runs where it is, packed.
#[inline(always)]
fn runs_packed(memory: &Memory) -> bool {
    cfg!(not(fast_functions)) && !memory.is_watched()
}

/// How many registers are in use, if these calls fit into a shallow state when
/// they left so.
#[inline(always)]
fn live(calls: &Calls, exit: Option<&Exit>) -> Option<u8> {
    let plain = calls.natives.len() + calls.handling.len() + calls.answers.len() == 0;
    let plain = plain && calls.uncharged == 0 && !calls.charged;
    let (live, frame) = match (&calls.frames[..], exit) {
        ([], _) => return plain.then_some(0),
        // Where a verb is called, what is above the result was its argument.
        ([frame], None) => (u32::from(frame.dst) + 1, frame),
        ([frame], _) => (frame.top, frame),
        _ => return None,
    };
    let fits = live <= REGISTERS as u32 && frame.top <= WINDOW as u32 && frame.pc >> 16 == 0;
    (plain && fits).then_some(live as u8)
}

/// Copies the first registers, so many at least: a fixed number of them takes a
/// few wide moves.
#[inline(always)]
fn copy(to: &mut [Value], from: &[Value], live: u8) {
    let live = live as usize;
    match (to.first_chunk_mut::<NEAR>(), from.first_chunk::<NEAR>()) {
        (Some(to), Some(from)) if live <= NEAR => *to = *from,
        _ => to[..live].copy_from_slice(&from[..live]),
    }
}

/// Calls that no task uses at present: the room they have is used again.
#[derive(Debug, Default)]
pub(super) struct Spare {
    at_hand: Option<Box<Calls>>,
    // Boxes, for they are handed over to tasks.
    #[expect(clippy::vec_box)]
    more: Vec<Box<Calls>>,
}

impl Spare {
    /// So many are kept besides.
    const MORE: usize = 16;

    #[inline(always)]
    fn take(&mut self) -> Box<Calls> {
        self.at_hand.take().unwrap_or_else(|| self.more.pop().unwrap_or_default())
    }

    #[inline(always)]
    fn keep(&mut self, calls: Box<Calls>) {
        if self.at_hand.is_none() {
            self.at_hand = Some(calls);
        } else if self.more.len() < Spare::MORE {
            self.more.push(calls);
        }
    }
}

impl Clone for Spare {
    fn clone(&self) -> Spare {
        Spare::default()
    }
}

/// Whether a call of it only makes an object.
fn is_generator(program: &Program, code: CodeId) -> bool {
    matches!(program.codes[code.0 as usize].kind, CodeKind::Generator | CodeKind::AsyncGenerator)
}
