//! The inner loop over a task's ops.
//!
//! Does what loops and calls are made of, where it is simple: whole numbers,
//! jumps, script functions that call each other. Every other op goes to
//! `general`. Being small, it keeps its state in the processor's registers, and
//! it alone is built for speed in the page, which is built for weight. Leaves
//! with an [`Exit`] only between two ops, so a run cut into slices is the same
//! run.

use super::calls::Frame;
use super::exec::{Answer, Machine};
use super::fault::{Fault, Outcome};
#[cfg(not(fast_functions))]
use super::frames::Came;
use super::frames::Frames;
use super::native::Native;
use super::object::Object;
use super::{Exit, Memory, Value, Verb, ops, quick};
use crate::base::{Rng, Time, Window};
use crate::program::{Code, Op, Program};
use crate::setup::Limits;

/// What a run may see and use of the world outside the task.
pub struct Env<'e> {
    /// It stands still during a run.
    pub now: Time,
    pub rng: &'e mut Rng,
    pub limits: &'e Limits,
    /// Bytes that this process's memory may take, less what the others take.
    pub heap: u64,
    /// They cost time: [`Exit::Instructions`] before each op that others notice.
    pub instruction_cost: bool,
    /// Counts executed instructions up.
    pub steps: &'e mut u64,
}

/// Runs the task until it needs the engine or used up `fuel` instructions.
/// Operations on much data at once use up more than one.
pub fn run(
    program: &Program,
    memory: &mut Memory,
    frames: &mut Frames,
    env: &mut Env,
    fuel: &mut u64,
) -> Exit {
    run_to_exit(program, memory, frames, env, fuel).general()
}

/// The same; it may come to what [`Exit::general`] makes plain.
#[inline]
pub fn run_to_exit(
    program: &Program,
    memory: &mut Memory,
    frames: &mut Frames,
    env: &mut Env,
    fuel: &mut u64,
) -> Exit {
    let mut exit = Exit::Fuel;
    let verb = run_to_verb(program, memory, frames, env, fuel, &mut exit);
    verb.map_or(exit, Exit::from)
}

/// The same where it most often comes to a verb; else `exit` says what it comes to.
#[cfg_attr(not(fast_functions), inline(always))]
pub fn run_to_verb(
    program: &Program,
    memory: &mut Memory,
    frames: &mut Frames,
    env: &mut Env,
    fuel: &mut u64,
    exit: &mut Exit,
) -> Option<Verb> {
    memory.limit = env.heap;
    #[cfg(not(fast_functions))]
    if !env.instruction_cost {
        let verb = match frames.run_in_place(program, memory, fuel, env.steps, exit) {
            Came::To(verb) => Some(Some(verb)),
            Came::Out => Some(None),
            Came::On => None,
        };
        if let Some(verb) = verb {
            count_work(memory, env.steps, fuel);
            return verb;
        }
    }
    let mut awake = None;
    let calls = match frames.unpacked() {
        Some(calls) => calls,
        None => &mut **awake.insert(frames.wake(memory)),
    };
    let mut machine = Machine { program, memory, calls, env, steps: 0 };
    let verb = match machine.begin() {
        Some(early) => {
            *exit = early;
            None
        }
        None => machine.execute(fuel, exit),
    };
    count_work(machine.memory, machine.env.steps, fuel);
    frames.rest(awake, memory, if verb.is_some() { None } else { Some(exit) });
    verb
}

/// Why the loop over the ops of one frame ended.
pub(super) enum Event {
    /// None: the innermost frame goes on.
    Next,
    Fault(Fault),
    Answer(Answer),
    /// Another frame is innermost now.
    Switch,
    Exit(Exit),
    /// Make a list of the iterator in this register, then do the op again.
    Materialise(u16),
    /// An answer to a call right under `await`.
    Awaited(Answer),
    /// An op that is rare or changes frames.
    Slow(Op),
}

/// Whether the memory wants a pause: a collection, or its work counted.
pub(super) fn breathes(memory: &Memory) -> bool {
    memory.wants_collection() || memory.work.get() > 4096
}

/// The target of a jump whose op is right before `pc`.
pub(super) fn near(pc: usize, offset: i16) -> usize {
    (pc as isize - 1 + isize::from(offset)) as usize
}

/// Instructions that operations on much data cost: one for so many elements.
const ELEMENTS_A_STEP: u64 = 16;

/// Counts the elements that operations touched as steps.
#[inline]
fn count_work(memory: &mut Memory, steps: &mut u64, fuel: &mut u64) {
    let work = memory.work.get();
    if work < ELEMENTS_A_STEP {
        return;
    }
    memory.work.set(work % ELEMENTS_A_STEP);
    memory.worked += work / ELEMENTS_A_STEP;
    *steps += work / ELEMENTS_A_STEP;
    *fuel = fuel.saturating_sub(work / ELEMENTS_A_STEP);
}

impl<'a> Machine<'a, '_> {
    #[cfg_attr(not(fast_functions), inline(always))]
    fn execute(&mut self, fuel: &mut u64, exit: &mut Exit) -> Option<Verb> {
        if self.calls.frames.is_empty() {
            *exit = Exit::Returned(Value::None);
            return None;
        }
        let before = *fuel;
        let mut event = Event::Next;
        let verb = self.run_ops(fuel, &mut event);
        *self.env.steps += before - *fuel;
        if verb.is_some() {
            // With a verb there is no event: nothing that would have to be dropped.
            std::mem::forget(event);
            return verb;
        }
        self.go_on(fuel, event, exit)
    }

    /// Deals with an event, and runs on.
    #[inline(never)]
    fn go_on(&mut self, fuel: &mut u64, mut event: Event, exit: &mut Exit) -> Option<Verb> {
        loop {
            // Without what was counted for contents: tells a second try from progress.
            self.steps = *self.env.steps - self.memory.worked;
            let answer = match event {
                Event::Fault(fault) => Err(fault),
                Event::Answer(answer) => Ok(answer),
                Event::Awaited(answer) => self.awaited(answer),
                Event::Slow(op) => self.slow(op),
                Event::Switch | Event::Next => Ok(Answer::Entered),
                Event::Exit(left) => {
                    *exit = left;
                    return None;
                }
                Event::Materialise(register) => self.materialise(register),
            };
            if let Some(left) = self.settle(answer) {
                *exit = left;
                return None;
            }
            count_work(self.memory, self.env.steps, fuel);
            if self.calls.frames.is_empty() {
                *exit = Exit::Returned(Value::None);
                return None;
            }
            let before = *fuel;
            event = Event::Next;
            let verb = self.run_ops(fuel, &mut event);
            *self.env.steps += before - *fuel;
            if verb.is_some() {
                return verb;
            }
        }
    }

    /// Replaces a lazy iterator in a register by the list of its values, then
    /// does the op again.
    pub fn materialise(&mut self, register: u16) -> Outcome<Answer> {
        let Some(frame) = self.calls.frames.last_mut() else {
            return Ok(Answer::Entered);
        };
        frame.pc -= 1;
        frame.dst = register;
        let iter = self.calls.stack[frame.base as usize + register as usize];
        Ok(Answer::Native(Native::collect(iter)))
    }

    /// Goes to an op; backwards is where loops let the memory breathe.
    pub(super) fn jump_to(&mut self, target: u32) -> Event {
        let Some(frame) = self.calls.frames.last_mut() else { return Event::Switch };
        let from = std::mem::replace(&mut frame.pc, target);
        if target >= from || !breathes(self.memory) {
            return Event::Next;
        }
        if !self.memory.wants_collection() {
            return Event::Switch;
        }
        let exit = self.memory.collect_or_limit();
        if let Exit::Limit(_) = exit {
            frame.pc = from;
        }
        Event::Exit(exit)
    }

    /// The same by an offset from the op that jumps.
    pub(super) fn jump_near(&mut self, offset: i16) -> Event {
        let from = self.calls.frames.last().map_or(0, |frame| frame.pc);
        self.jump_to(near(from as usize, offset) as u32)
    }

    /// Executes ops until one needs more than the frames of script code.
    #[inline(always)]
    fn run_ops(&mut self, fuel: &mut u64, event: &mut Event) -> Option<Verb> {
        #[cfg(not(fast_functions))]
        if !self.is_special() {
            return self.run_fused(fuel, event);
        }
        *event = self.run_frames(fuel);
        match event {
            // Read in the parts in which they were just written: copied as a
            // whole they would have to be waited for.
            Event::Exit(Exit::Cpu(length)) => Some(Verb { length: *length, io: false }),
            Event::Exit(Exit::Io(length)) => Some(Verb { length: *length, io: true }),
            _ => None,
        }
    }

    /// Whether there is something to be done before each op.
    #[inline(always)]
    fn is_special(&self) -> bool {
        let special = self.env.instruction_cost || self.memory.is_watched();
        special || !self.calls.answers.is_empty()
    }

    /// The same op by op.
    #[inline(never)]
    #[cfg_attr(fast_functions, optimize(speed))]
    pub(super) fn run_frames(&mut self, fuel: &mut u64) -> Event {
        // Ops that need no look around: the rest of `fuel`, or none.
        let mut free = if self.is_special() { 0 } else { std::mem::take(fuel) };
        let program = self.program;
        let Some((mut code, mut base, mut pc)) = self.innermost() else { return Event::Switch };
        let event = 'frame: loop {
            let Machine { memory, calls, env, .. } = &mut *self;
            let ops = &code.ops[..];
            let mut regs = Window(&mut calls.stack[base..][..code.registers as usize]);

            /// Copies what may just have been written. A processor can hand on what
            /// was stored in two parts, as an int is, only if it is read in the
            /// same parts: reading it whole waits until both have arrived.
            macro_rules! copy {
                ($to:expr, $from:expr) => {
                    match $from {
                        Value::Int(n) => $to = Value::Int(n),
                        other => $to = other,
                    }
                };
            }
            macro_rules! int {
                ($reg:expr) => {
                    match regs[$reg as usize] {
                        Value::Int(n) => n,
                        _ => break None,
                    }
                };
            }
            macro_rules! put_int {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Some(n) => regs[$dst as usize] = Value::Int(n),
                        None => break None,
                    }
                };
            }
            macro_rules! jump {
                ($target:expr) => {{
                    let target = $target as usize;
                    if target < pc && breathes(memory) {
                        calls.stay(pc);
                        break 'frame self.jump_to(target as u32);
                    }
                    pc = target;
                }};
            }

            // Ends with a function to enter, the register for its result, that of
            // its first argument, and how many there are; or with an op for `general`.
            let call = loop {
                let Some(op) = ops.get(pc) else {
                    calls.stay(pc);
                    break 'frame Event::Exit(Exit::Returned(Value::None));
                };
                if free == 0 {
                    if *fuel == 0 {
                        calls.stay(pc);
                        break 'frame Event::Exit(Exit::Fuel);
                    }
                    if env.instruction_cost && !code.library {
                        if !calls.charged && calls.uncharged > 0 && ops::is_shared(*op) {
                            calls.stay(pc);
                            let count = std::mem::take(&mut calls.uncharged);
                            calls.charged = true;
                            break 'frame Event::Exit(Exit::Instructions(count));
                        }
                        calls.charged = false;
                        calls.uncharged += 1;
                    }
                    memory.watch_op(code, pc, regs.0, *op, !calls.answers.is_empty());
                    memory.answers = std::mem::take(&mut calls.answers);
                    *fuel -= 1;
                    free = 1;
                }
                free -= 1;
                pc += 1;
                match *op {
                    Op::Move { dst, src } => copy!(regs[dst as usize], regs[src as usize]),
                    Op::LoadNone { dst } => regs[dst as usize] = Value::None,
                    Op::LoadBool { dst, value } => regs[dst as usize] = Value::Bool(value),
                    Op::LoadInt { dst, value } => regs[dst as usize] = Value::Int(value.into()),
                    Op::LoadConst { dst, index } => {
                        regs[dst as usize] = memory.consts[index as usize];
                    }
                    Op::LoadBuiltin { dst, builtin } => {
                        regs[dst as usize] = Value::Builtin(builtin)
                    }
                    Op::CheckBound { reg } => {
                        if matches!(regs[reg as usize], Value::Unbound) {
                            break None;
                        }
                    }
                    Op::Unbind { reg } => regs[reg as usize] = Value::Unbound,
                    Op::GlobalGet { dst, slot } => {
                        let value = memory.globals[slot as usize];
                        if matches!(value, Value::Unbound) {
                            break None;
                        }
                        regs[dst as usize] = value;
                    }
                    Op::GlobalSet { slot, src } => {
                        copy!(memory.globals[slot as usize], regs[src as usize]);
                    }
                    Op::Add { dst, a, b } => put_int!(dst, int!(a).checked_add(int!(b))),
                    Op::Sub { dst, a, b } => put_int!(dst, int!(a).checked_sub(int!(b))),
                    Op::AddInt { dst, a, b } => put_int!(dst, int!(a).checked_add(b.into())),
                    Op::SubInt { dst, a, b } => put_int!(dst, int!(a).checked_sub(b.into())),
                    Op::Binary { op, dst, a, b } | Op::InPlace { op, dst, a, b } => {
                        put_int!(dst, quick::int(op, int!(a), int!(b)));
                    }
                    Op::BinaryInt { op, dst, a, b } => {
                        put_int!(dst, quick::int(op, int!(a), b.into()));
                    }
                    Op::Compare { op, dst, a, b } => {
                        let Some(holds) = quick::compare(op, int!(a), int!(b)) else { break None };
                        regs[dst as usize] = Value::Bool(holds);
                    }
                    Op::Jump { target } => jump!(target),
                    Op::JumpIf { cond, target } => match regs[cond as usize] {
                        Value::Bool(false) => {}
                        Value::Bool(true) => jump!(target),
                        _ => break None,
                    },
                    Op::JumpIfNot { cond, target } => match regs[cond as usize] {
                        Value::Bool(true) => {}
                        Value::Bool(false) => jump!(target),
                        _ => break None,
                    },
                    Op::JumpUnless { op, a, b, offset } => {
                        let Some(holds) = quick::compare(op, int!(a), int!(b)) else { break None };
                        if !holds {
                            jump!(near(pc, offset));
                        }
                    }
                    Op::JumpUnlessInt { op, a, b, offset } => {
                        let holds = quick::compare(op, int!(a), b.into());
                        let Some(holds) = holds else { break None };
                        if !holds {
                            jump!(near(pc, offset));
                        }
                    }
                    Op::GetItem { dst, object, key } => {
                        let (object, key) = (regs[object as usize], regs[key as usize]);
                        match quick::item(memory, object, key) {
                            Some(value) => regs[dst as usize] = *value,
                            None => break None,
                        }
                    }
                    Op::Unpack { src, base, count } => {
                        let source = regs[src as usize];
                        if !quick::unpack(memory, source, &mut regs, base, count) {
                            break None;
                        }
                    }
                    Op::GetAttr { dst, object, name } => {
                        match quick::attribute(memory, regs[object as usize], name) {
                            Some(value) => regs[dst as usize] = value,
                            None => break None,
                        }
                    }
                    Op::ForNext { iter, .. } => match quick::next(memory, regs[iter as usize]) {
                        Some(value) => regs[iter as usize + 1] = value,
                        None => break None,
                    },
                    Op::Call { base: b, argc, awaited } => match regs[b as usize] {
                        Value::Object(id) => match memory.get(id) {
                            Object::Function(function) if function.quick == argc => {
                                break Some((function, b, b + 1, argc));
                            }
                            _ => break None,
                        },
                        Value::Builtin(builtin) if argc == 1 && !awaited => {
                            let verb = quick::verb(builtin, regs[b as usize + 1]);
                            let (Some(verb), Some(frame)) = (verb, calls.frames.last_mut()) else {
                                break None;
                            };
                            (frame.pc, frame.dst) = (pc as u32, b);
                            regs[b as usize] = Value::None;
                            break 'frame Event::Exit(verb.into());
                        }
                        _ => break None,
                    },
                    Op::CallMethod { base: b, name, argc, .. } => {
                        let function = quick::own_method(memory, regs[b as usize], name);
                        let fits = function.filter(|(_, function)| function.quick == argc + 1);
                        break fits.map(|(_, function)| (function, b, b, argc + 1));
                    }
                    Op::Return { src } => {
                        let [.., parent, _] = calls.frames[..] else { break None };
                        // Not a builtin that called back.
                        let caller = program.codes.get(parent.code as usize);
                        let Some(caller) = caller.filter(|_| calls.handling.is_empty()) else {
                            break None;
                        };
                        let from = base + src as usize;
                        (code, base, pc) = (caller, parent.base as usize, parent.pc as usize);
                        copy!(calls.stack[base + parent.dst as usize], calls.stack[from]);
                        calls.frames.pop();
                        continue 'frame;
                    }
                    _ => break None,
                }
            };
            let depth = calls.frames.len();
            if let (Some((function, dst, first, count)), Some(frame)) =
                (call, calls.frames.last_mut())
            {
                frame.pc = pc as u32;
                if depth < env.limits.recursion as usize {
                    frame.dst = dst;
                    (base, pc) = (base + first as usize, 0);
                    code = &program.codes[function.code.0 as usize];
                    let end = base + code.registers as usize;
                    if calls.stack.len() < end {
                        calls.stack.resize(end, Value::Unbound);
                    }
                    // All of it: what is left there must not keep objects alive.
                    for register in &mut calls.stack[base + count as usize..end] {
                        *register = Value::Unbound;
                    }
                    if let Some(extra) = &function.extra {
                        let at = base + count as usize;
                        calls.stack[at..][..extra.captures.len()].copy_from_slice(&extra.captures);
                    }
                    let top = frame.top.max(end as u32);
                    calls.frames.push(Frame::new(function.code.0, base as u32, top));
                    if memory.wants_collection() {
                        break Event::Exit(memory.collect_or_limit());
                    }
                    continue;
                }
            }
            calls.stay(pc);
            match self.general(ops[pc - 1]) {
                Event::Next => {}
                event => break event,
            }
            let Some(now) = self.innermost() else { break Event::Switch };
            (code, base, pc) = now;
        };
        *fuel += free;
        event
    }

    /// Code, first register and next op of the innermost frame.
    pub(super) fn innermost(&self) -> Option<(&'a Code, usize, usize)> {
        let frame = self.calls.frames.last()?;
        let code = self.program.codes.get(frame.code as usize)?;
        Some((code, frame.base as usize, frame.pc as usize))
    }
}
