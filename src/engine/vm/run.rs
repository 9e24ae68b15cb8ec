//! The instructions: one flat loop over a task's ops.
//!
//! Works on the innermost frame's window of registers. What is quick is done
//! here; everything else is a call into the file of its topic. Leaves with an
//! [`Exit`] only between two ops, so a run cut into slices is the same run.

use super::exec::{Answer, Machine, NATIVE};
use super::fault::{Fault, Outcome};
use super::frames::{Frame, Frames};
use super::iter::Next;
use super::native::Native;
use super::object::Object;
use super::quick::Quick;
use super::{Exit, Memory, Value, arith, attribute, call, container, ops, quick, subscript};
use crate::base::{Rng, Time, Window};
use crate::program::{Builtin, Op, Program};
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
    memory.limit = env.heap;
    let mut machine = Machine { program, memory, frames, env, steps: 0 };
    let exit = match machine.begin() {
        Some(exit) => exit,
        None => machine.execute(fuel),
    };
    machine.count_work(fuel);
    exit
}

/// Why the loop over the ops of one frame ended.
enum Event {
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

/// Instructions that operations on much data cost: one for so many elements.
const ELEMENTS_A_STEP: u64 = 16;

impl Machine<'_, '_> {
    fn execute(&mut self, fuel: &mut u64) -> Exit {
        loop {
            if self.frames.frames.is_empty() {
                return Exit::Returned(Value::None);
            }
            let before = *fuel;
            let event = self.run_frames(fuel);
            *self.env.steps += before - *fuel;
            // Without what was counted for contents: tells a second try from progress.
            self.steps = *self.env.steps - self.memory.worked;
            let answer = match event {
                Event::Fault(fault) => Err(fault),
                Event::Answer(answer) => Ok(answer),
                Event::Awaited(answer) => self.awaited(answer),
                Event::Slow(op) => self.slow(op),
                Event::Switch => Ok(Answer::Entered),
                Event::Exit(exit) => return exit,
                Event::Materialise(register) => self.materialise(register),
            };
            if let Some(exit) = self.settle(answer) {
                return exit;
            }
            self.count_work(fuel);
        }
    }

    /// Counts the elements that operations touched as steps.
    fn count_work(&mut self, fuel: &mut u64) {
        let work = self.memory.work.get();
        self.memory.work.set(work % ELEMENTS_A_STEP);
        self.memory.worked += work / ELEMENTS_A_STEP;
        *self.env.steps += work / ELEMENTS_A_STEP;
        *fuel = fuel.saturating_sub(work / ELEMENTS_A_STEP);
    }

    /// Replaces a lazy iterator in a register by the list of its values, then
    /// does the op again.
    pub fn materialise(&mut self, register: u16) -> Outcome<Answer> {
        let Some(frame) = self.frames.frames.last_mut() else {
            return Ok(Answer::Entered);
        };
        frame.pc -= 1;
        frame.dst = register;
        let iter = self.frames.stack[frame.base as usize + register as usize];
        Ok(Answer::Native(Native::collect(iter)))
    }

    /// Executes ops until one needs more than the innermost frame; `pc` is past it.
    fn run_frames(&mut self, fuel: &mut u64) -> Event {
        let Machine { program, memory, frames, env, .. } = self;
        let program: &Program = program;
        let depth_limit = env.limits.recursion as usize;
        let mut left = *fuel;
        // Whether every op takes the careful path.
        let special = env.instruction_cost || memory.is_watched() || !frames.answers.is_empty();
        let careful = if special { u64::MAX } else { 0 };
        let event = 'frame: loop {
            let depth = frames.frames.len();
            let Some(&Frame { code: code_id, pc, base, .. }) = frames.frames.last() else {
                break Event::Switch;
            };
            let code = &program.codes[code_id as usize];
            let ops = &code.ops[..];
            let base = base as usize;
            let window = base + code.registers as usize;
            let mut regs = Window(&mut frames.stack[base..window]);
            let mut pc = pc as usize;

            /// Leaves the loop with the frame's position saved.
            macro_rules! leave {
                ($event:expr) => {{
                    let event = $event;
                    frames.frames[depth - 1].pc = pc as u32;
                    break 'frame event;
                }};
            }
            macro_rules! attempt {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(fault) => leave!(Event::Fault(fault)),
                    }
                };
            }
            /// Hands an answer on: a value right into `dst`.
            macro_rules! answer {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Ok(Answer::Value(value)) => regs[$dst as usize] = value,
                        Ok(other) => {
                            frames.frames[depth - 1].dst = $dst;
                            leave!(Event::Answer(other))
                        }
                        Err(fault) => leave!(Event::Fault(fault)),
                    }
                };
            }
            macro_rules! context {
                () => {
                    &mut super::exec::Context { memory, env }
                };
            }
            /// Goes to an op; backwards is where loops let the memory breathe.
            macro_rules! jump {
                ($target:expr) => {{
                    let (from, target) = (pc, $target as usize);
                    pc = target;
                    if target < from && (memory.wants_collection() || memory.work.get() > 4096) {
                        if memory.wants_collection() {
                            let exit = memory.collect_or_limit();
                            pc = if let Exit::Limit(_) = exit { from } else { target };
                            leave!(Event::Exit(exit));
                        }
                        leave!(Event::Switch);
                    }
                }};
            }

            /// Calls a function whose arguments lie from register `first` on.
            macro_rules! enter {
                ($function:expr, $dst:expr, $first:expr, $count:expr) => {{
                    if depth >= depth_limit {
                        leave!(Event::Fault(ops::recursion(memory)));
                    }
                    let function = $function;
                    let callee = &program.codes[function.code.0 as usize];
                    let first = base + $first as usize;
                    let caller = &mut frames.frames[depth - 1];
                    caller.pc = pc as u32;
                    caller.dst = $dst;
                    quick::open_window(&mut frames.stack, first, $count, callee.registers);
                    if let Some(extra) = &function.extra {
                        let at = window + callee.params.names.len();
                        frames.stack[at..at + extra.captures.len()]
                            .copy_from_slice(&extra.captures);
                    }
                    frames.frames.push(Frame {
                        code: function.code.0,
                        dst: 0,
                        pc: 0,
                        base: window as u32,
                    });
                    if memory.wants_collection() {
                        break 'frame Event::Exit(memory.collect_or_limit());
                    }
                    continue 'frame;
                }};
            }

            /// What a call of something other than script code gave.
            macro_rules! called {
                ($base:expr, $awaited:expr, $result:expr) => {
                    match $result {
                        Ok(Answer::Value(value)) => regs[$base as usize] = value,
                        Ok(other) => {
                            frames.frames[depth - 1].dst = $base;
                            leave!(if $awaited {
                                Event::Awaited(other)
                            } else {
                                Event::Answer(other)
                            });
                        }
                        Err(fault) => leave!(Event::Fault(fault)),
                    }
                };
            }

            loop {
                let Some(&op) = ops.get(pc) else {
                    leave!(Event::Exit(Exit::Returned(Value::None)));
                };
                if left <= careful {
                    if left == 0 {
                        leave!(Event::Exit(Exit::Fuel));
                    }
                    if env.instruction_cost && !code.library {
                        if !frames.charged && frames.uncharged > 0 && ops::is_shared(op) {
                            let count = std::mem::take(&mut frames.uncharged);
                            frames.charged = true;
                            leave!(Event::Exit(Exit::Instructions(count)));
                        }
                        frames.charged = false;
                        frames.uncharged += 1;
                    }
                    memory.watch_op(code, pc, regs.0, op, !frames.answers.is_empty());
                    memory.answers = std::mem::take(&mut frames.answers);
                }
                left -= 1;
                pc += 1;
                match op {
                    Op::Move { dst, src } => regs[dst as usize] = quick::copy(&regs[src as usize]),
                    Op::LoadNone { dst } => regs[dst as usize] = Value::None,
                    Op::LoadBool { dst, value } => regs[dst as usize] = Value::Bool(value),
                    Op::LoadInt { dst, value } => {
                        regs[dst as usize] = Value::Int(i64::from(value));
                    }
                    Op::LoadConst { dst, index } => {
                        regs[dst as usize] = memory.consts[index as usize];
                    }
                    Op::LoadBuiltin { dst, builtin } => {
                        let builtin = Builtin::from_u16(builtin);
                        regs[dst as usize] = builtin.map_or(Value::None, Value::Builtin);
                    }
                    Op::CheckBound { reg } => {
                        if matches!(regs[reg as usize], Value::Unbound) {
                            leave!(Event::Fault(ops::unbound_local(code, reg, memory)));
                        }
                    }
                    Op::Unbind { reg } => regs[reg as usize] = Value::Unbound,
                    Op::GlobalGet { dst, slot } => {
                        let value = &memory.globals[slot as usize];
                        if matches!(value, Value::Unbound) {
                            leave!(Event::Fault(ops::unbound_global(program, slot, memory)));
                        }
                        regs[dst as usize] = quick::copy(value);
                    }
                    Op::GlobalSet { slot, src } => {
                        memory.globals[slot as usize] = quick::copy(&regs[src as usize]);
                    }
                    Op::GlobalDel { slot } => {
                        let old = &mut memory.globals[slot as usize];
                        if std::mem::replace(old, Value::Unbound) == Value::Unbound {
                            leave!(Event::Fault(ops::unbound_global(program, slot, memory)));
                        }
                    }
                    Op::CellNew { reg } => {
                        regs[reg as usize] = memory.add(Object::Cell(regs[reg as usize]));
                    }
                    Op::CellGet { dst, cell } => {
                        let value = ops::cell_value(memory, regs[cell as usize]);
                        if value == Value::Unbound {
                            leave!(Event::Fault(ops::unbound_cell(code, cell, memory)));
                        }
                        regs[dst as usize] = value;
                    }
                    Op::CellSet { cell, src } => {
                        ops::set_cell(memory, regs[cell as usize], regs[src as usize]);
                    }
                    Op::CellDel { cell } => {
                        if ops::cell_value(memory, regs[cell as usize]) == Value::Unbound {
                            leave!(Event::Fault(ops::unbound_cell(code, cell, memory)));
                        }
                        ops::set_cell(memory, regs[cell as usize], Value::Unbound);
                    }
                    Op::MakeFunction { dst, code, base } => {
                        let from = &regs.0[(base as usize).min(regs.len())..];
                        regs[dst as usize] = call::make_function(program, memory, code, from);
                    }

                    Op::Binary { op, dst, a, b } => {
                        let (a, b) = (&regs[a as usize], &regs[b as usize]);
                        regs[dst as usize] = match quick::binary(op, a, b) {
                            Some(value) => value,
                            None => attempt!(arith::binary(memory, op, *a, *b)),
                        };
                    }
                    Op::BinaryInt { op, dst, a, b } => {
                        let (a, b) = (&regs[a as usize], Value::Int(i64::from(b)));
                        regs[dst as usize] = match quick::binary(op, a, &b) {
                            Some(value) => value,
                            None => attempt!(arith::binary(memory, op, *a, b)),
                        };
                    }
                    Op::InPlace { op, dst, a, b } => {
                        let (x, y) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match quick::binary(op, &x, &y) {
                            Some(value) => value,
                            None => {
                                if memory.class_of(x).is_none() && memory.runs_script(y) {
                                    leave!(Event::Materialise(b));
                                }
                                attempt!(arith::in_place(memory, op, x, y))
                            }
                        };
                    }
                    Op::Unary { op, dst, a } => {
                        regs[dst as usize] = attempt!(arith::unary(memory, op, regs[a as usize]));
                    }
                    Op::Compare { op, dst, a, b } => {
                        let holds = match quick::compare(op, &regs[a as usize], &regs[b as usize]) {
                            Some(holds) => holds,
                            None => {
                                let (x, y) = (regs[a as usize], regs[b as usize]);
                                if ops::searches(op) && memory.searches_script(y) {
                                    leave!(Event::Materialise(b));
                                }
                                attempt!(memory.compare(op, x, y))
                            }
                        };
                        regs[dst as usize] = Value::Bool(holds);
                    }

                    Op::Jump { target } => jump!(target),
                    Op::JumpIf { cond, target } => {
                        if attempt!(memory.test(regs[cond as usize])) {
                            jump!(target);
                        }
                    }
                    Op::JumpIfNot { cond, target } => {
                        if !attempt!(memory.test(regs[cond as usize])) {
                            jump!(target);
                        }
                    }
                    Op::JumpUnless { op, a, b, offset } => {
                        let holds = match quick::compare(op, &regs[a as usize], &regs[b as usize]) {
                            Some(holds) => holds,
                            None => {
                                let (x, y) = (regs[a as usize], regs[b as usize]);
                                if ops::searches(op) && memory.searches_script(y) {
                                    leave!(Event::Materialise(b));
                                }
                                attempt!(memory.compare(op, x, y))
                            }
                        };
                        if !holds {
                            jump!((pc as isize - 1 + offset as isize));
                        }
                    }
                    Op::Return { src } => {
                        let value = quick::copy(&regs[src as usize]);
                        frames.stack.truncate(base);
                        frames.frames.pop();
                        if !frames.handling.is_empty() {
                            frames.handling.retain(|(d, _)| (*d as usize) < depth);
                        }
                        match frames.frames.last() {
                            Some(parent) if parent.code != NATIVE => {
                                let at = parent.base as usize + parent.dst as usize;
                                frames.stack[at] = value;
                                continue 'frame;
                            }
                            _ => break 'frame Event::Answer(Answer::Value(value)),
                        }
                    }

                    Op::BuildList { dst, base, count } => {
                        let items = ops::window(&regs, base, count).to_vec();
                        regs[dst as usize] = memory.new_list(items);
                    }
                    Op::BuildTuple { dst, base, count } => {
                        let items = ops::window(&regs, base, count).to_vec();
                        regs[dst as usize] = memory.new_tuple(items);
                    }
                    Op::BuildSet { dst, base, count } => {
                        let items = ops::window(&regs, base, count);
                        regs[dst as usize] = attempt!(container::new_set(memory, items));
                    }
                    Op::BuildDict { dst, base, count } => {
                        let items = ops::window(&regs, base, count * 2);
                        regs[dst as usize] = attempt!(container::new_dict(memory, items));
                    }
                    Op::ListAppend { list, src } => {
                        container::append(memory, regs[list as usize], regs[src as usize]);
                    }
                    Op::ListExtend { list, src } => {
                        if memory.runs_script(regs[src as usize]) {
                            leave!(Event::Materialise(src));
                        }
                        let (list, src) = (regs[list as usize], regs[src as usize]);
                        attempt!(container::extend_star(memory, list, src));
                    }
                    Op::SetAdd { set, src } => {
                        let (set, src) = (regs[set as usize], regs[src as usize]);
                        attempt!(container::add(memory, set, src));
                    }
                    Op::DictInsert { dict, key, value } => {
                        let (key, value) = (regs[key as usize], regs[value as usize]);
                        attempt!(container::insert(memory, regs[dict as usize], key, value));
                    }
                    Op::DictMerge { dict, src } => {
                        let (dict, src) = (regs[dict as usize], regs[src as usize]);
                        attempt!(container::merge(memory, dict, src));
                    }
                    Op::ListToTuple { dst, list } => {
                        let items = memory.sequence(regs[list as usize]).unwrap_or(&[]).to_vec();
                        regs[dst as usize] = memory.new_tuple(items);
                    }
                    Op::BuildSlice { dst, base } => {
                        let b = base as usize;
                        let parts = Box::new([regs[b], regs[b + 1], regs[b + 2]]);
                        regs[dst as usize] = memory.add(Object::Slice(parts));
                    }
                    Op::GetItem { dst, object, key } => {
                        let (object, key) = (regs[object as usize], regs[key as usize]);
                        regs[dst as usize] = match quick::item(memory, object, key) {
                            Some(value) => value,
                            None => attempt!(subscript::get(memory, object, key)),
                        };
                    }
                    Op::SetItem { object, key, value } => {
                        let slice =
                            matches!(memory.object(regs[key as usize]), Some(Object::Slice(_)));
                        if slice && memory.runs_script(regs[value as usize]) {
                            leave!(Event::Materialise(value));
                        }
                        let (object, key) = (regs[object as usize], regs[key as usize]);
                        attempt!(subscript::set(memory, object, key, regs[value as usize]));
                    }
                    Op::DelItem { object, key } => {
                        let (object, key) = (regs[object as usize], regs[key as usize]);
                        attempt!(subscript::delete(memory, object, key));
                    }
                    Op::GetAttr { dst, object, name } => {
                        let object = regs[object as usize];
                        match quick::attribute(memory, object, name) {
                            Some(value) => regs[dst as usize] = value,
                            None => answer!(dst, attribute::get(memory, object, name)),
                        }
                    }
                    Op::NeedAttr { object, name } => {
                        attempt!(attribute::need(memory, regs[object as usize], name));
                    }
                    Op::SetAttr { object, name, value } => {
                        let value = regs[value as usize];
                        attempt!(attribute::set(memory, regs[object as usize], name, value));
                    }
                    Op::DelAttr { object, name } => {
                        attempt!(attribute::delete(memory, regs[object as usize], name));
                    }
                    Op::Unpack { src, base, count } => {
                        let source = regs[src as usize];
                        if memory.runs_script(source) {
                            leave!(Event::Materialise(src));
                        }
                        let into = ops::window_mut(regs.0, base, count);
                        attempt!(container::unpack(memory, source, into));
                    }
                    Op::UnpackStar { src, base, before, after } => {
                        let source = regs[src as usize];
                        if memory.runs_script(source) {
                            leave!(Event::Materialise(src));
                        }
                        let count = u16::from(before) + 1 + u16::from(after);
                        let into = ops::window_mut(regs.0, base, count);
                        attempt!(container::unpack_star(memory, source, into, before as usize));
                    }

                    Op::Format { conversion, dst, src, spec } => {
                        let spec = ops::optional(&regs, spec);
                        let value = regs[src as usize];
                        regs[dst as usize] =
                            attempt!(super::format::field(memory, value, conversion, spec));
                    }
                    Op::JoinText { dst, base, count } => {
                        let parts = ops::window(&regs, base, count);
                        regs[dst as usize] = attempt!(ops::join(memory, parts));
                    }

                    Op::GetIter { dst, src } => {
                        regs[dst as usize] = attempt!(memory.iterate(regs[src as usize]));
                    }
                    Op::GetAsyncIter { dst, src } => {
                        regs[dst as usize] = attempt!(memory.iterate_async(regs[src as usize]));
                    }
                    Op::ForNext { iter, target } => {
                        let iterator = regs[iter as usize];
                        match attempt!(memory.next(iterator)) {
                            Next::Item(value) => regs[iter as usize + 1] = value,
                            Next::End => jump!(target),
                            Next::Native(native) => {
                                frames.frames[depth - 1].dst = iter + 1;
                                leave!(Event::Answer(Answer::Native(native)));
                            }
                        }
                    }

                    Op::Call { awaited, base: b, argc } => {
                        if let Value::Object(id) = regs[b as usize]
                            && let Object::Function(function) = memory.get(id)
                            && function.quick == argc
                        {
                            enter!(function, b, b + 1, argc);
                        }
                        let callee = regs[b as usize];
                        if memory.is_scripted(callee) {
                            leave!(Event::Slow(op));
                        }
                        let args = &regs.0[b as usize + 1..][..argc as usize];
                        match quick::call(memory, callee, args, awaited) {
                            Some(Quick::Value(value)) => regs[b as usize] = value,
                            Some(Quick::Request(request)) => {
                                frames.frames[depth - 1].dst = b;
                                leave!(Event::Exit(Exit::Request(request)));
                            }
                            None => {
                                let result = call::call_now(context!(), callee, args, awaited);
                                called!(b, awaited, result);
                            }
                        }
                    }
                    Op::CallMethod { awaited, base: b, name, argc } => {
                        let receiver = regs[b as usize];
                        if let Value::Object(id) = receiver
                            && attribute::is_scripted(memory.get(id))
                        {
                            if let Some(function) = quick::own_method(memory, id, name)
                                && function.quick == argc + 1
                            {
                                enter!(function, b, b, argc + 1);
                            }
                            leave!(Event::Slow(op));
                        }
                        let args = &regs.0[b as usize + 1..][..argc as usize];
                        if quick::method(memory, receiver, name, args) {
                            regs[b as usize] = Value::None;
                            continue;
                        }
                        let result = call::method_now(context!(), receiver, name, args, awaited);
                        called!(b, awaited, result);
                    }
                    // Rare, or changing frames.
                    _ => leave!(Event::Slow(op)),
                }
            }
        };
        *fuel = left;
        event
    }
}
