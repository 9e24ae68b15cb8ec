//! The instructions that the inner loop of `run` does not finish itself: one
//! flat match over everything that stays in its frame.

use super::exec::{Answer, Context, Machine};
use super::iter::Next;
use super::object::Object;
use super::run::Event;
use super::{Value, arith, attribute, call, container, ops, quick, subscript};
use crate::base::Window;
use crate::program::{BinaryOp, Op};

impl Machine<'_, '_> {
    /// Executes one op of the innermost frame, whose `pc` is past it already.
    #[inline(never)]
    pub(super) fn general(&mut self, op: Op) -> Event {
        let Machine { program, memory, calls, env, .. } = self;
        let Some(frame) = calls.frames.last_mut() else { return Event::Switch };
        let code = &program.codes[frame.code as usize];
        let base = frame.base as usize;
        let mut regs = Window(&mut calls.stack[base..][..code.registers as usize]);

        macro_rules! attempt {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(fault) => return Event::Fault(fault),
                }
            };
        }
        /// Hands an answer on: a value right into `dst`.
        macro_rules! answer {
            ($dst:expr, $result:expr, $event:expr) => {
                match $result {
                    Ok(Answer::Value(value)) => regs[$dst as usize] = value,
                    Ok(other) => {
                        frame.dst = $dst;
                        return $event(other);
                    }
                    Err(fault) => return Event::Fault(fault),
                }
            };
        }
        macro_rules! compare {
            ($op:expr, $a:expr, $b:expr) => {{
                let (a, b) = (regs[$a as usize], regs[$b as usize]);
                if ops::searches($op) && memory.searches_script(b) {
                    return Event::Materialise($b);
                }
                attempt!(memory.compare($op, a, b))
            }};
        }
        match op {
            // What is there was seen already.
            Op::CheckBound { reg } => {
                return Event::Fault(ops::unbound_local(code, reg, memory));
            }
            Op::GlobalGet { slot, .. } => {
                return Event::Fault(ops::unbound_global(program, slot, memory));
            }
            Op::GlobalDel { slot } => {
                let old = &mut memory.globals[slot as usize];
                if std::mem::replace(old, Value::Unbound) == Value::Unbound {
                    return Event::Fault(ops::unbound_global(program, slot, memory));
                }
            }
            Op::CellNew { reg } => {
                regs[reg as usize] = memory.add(Object::Cell(regs[reg as usize]));
            }
            Op::CellGet { dst, cell } => {
                let value = ops::cell_value(memory, regs[cell as usize]);
                if value == Value::Unbound {
                    return Event::Fault(ops::unbound_cell(code, cell, memory));
                }
                regs[dst as usize] = value;
            }
            Op::CellSet { cell, src } => {
                ops::set_cell(memory, regs[cell as usize], regs[src as usize]);
            }
            Op::CellDel { cell } => {
                if ops::cell_value(memory, regs[cell as usize]) == Value::Unbound {
                    return Event::Fault(ops::unbound_cell(code, cell, memory));
                }
                ops::set_cell(memory, regs[cell as usize], Value::Unbound);
            }
            Op::MakeFunction { dst, code, base } => {
                let from = &regs.0[(base as usize).min(regs.len())..];
                regs[dst as usize] = call::make_function(program, memory, code, from);
            }

            Op::Binary { .. } | Op::Add { .. } | Op::Sub { .. } => {
                let (op, dst, a, b) = match op {
                    Op::Binary { op, dst, a, b } => (op, dst, a, b),
                    Op::Add { dst, a, b } => (BinaryOp::Add, dst, a, b),
                    Op::Sub { dst, a, b } => (BinaryOp::Sub, dst, a, b),
                    _ => return Event::Slow(op),
                };
                let (a, b) = (regs[a as usize], regs[b as usize]);
                regs[dst as usize] = match quick::float(op, a, b) {
                    Some(value) => value,
                    None => attempt!(arith::binary(memory, op, a, b)),
                };
            }
            Op::BinaryInt { .. } | Op::AddInt { .. } | Op::SubInt { .. } => {
                let (op, dst, a, b) = match op {
                    Op::BinaryInt { op, dst, a, b } => (op, dst, a, b),
                    Op::AddInt { dst, a, b } => (BinaryOp::Add, dst, a, b),
                    Op::SubInt { dst, a, b } => (BinaryOp::Sub, dst, a, b),
                    _ => return Event::Slow(op),
                };
                let (a, b) = (regs[a as usize], Value::Int(b.into()));
                let in_place = code.in_place.contains(&(frame.pc - 1));
                let apply = if in_place { arith::in_place } else { arith::binary };
                regs[dst as usize] = attempt!(apply(memory, op, a, b));
            }
            Op::InPlace { op, dst, a, b } => {
                let (x, y) = (regs[a as usize], regs[b as usize]);
                regs[dst as usize] = match quick::float(op, x, y) {
                    Some(value) => value,
                    None => {
                        if memory.class_of(x).is_none() && memory.runs_script(y) {
                            return Event::Materialise(b);
                        }
                        attempt!(arith::in_place(memory, op, x, y))
                    }
                };
            }
            Op::Unary { op, dst, a } => {
                regs[dst as usize] = attempt!(arith::unary(memory, op, regs[a as usize]));
            }
            Op::Compare { op, dst, a, b } => {
                regs[dst as usize] = Value::Bool(compare!(op, a, b));
            }

            Op::JumpIf { cond, target } => {
                if attempt!(memory.test(regs[cond as usize])) {
                    return self.jump_to(target);
                }
            }
            Op::JumpIfNot { cond, target } => {
                if !attempt!(memory.test(regs[cond as usize])) {
                    return self.jump_to(target);
                }
            }
            Op::JumpUnless { op, a, b, offset } => {
                if !compare!(op, a, b) {
                    return self.jump_near(offset);
                }
            }
            Op::JumpUnlessInt { op, a, b, offset } => {
                let b = Value::Int(b.into());
                if !attempt!(memory.compare(op, regs[a as usize], b)) {
                    return self.jump_near(offset);
                }
            }
            Op::Return { src } => {
                let value = regs[src as usize];
                calls.leave();
                return Event::Answer(Answer::Value(value));
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
                    return Event::Materialise(src);
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
                regs[dst as usize] = attempt!(subscript::get(memory, object, key));
            }
            Op::SetItem { object, key, value } => {
                let slice = matches!(memory.object(regs[key as usize]), Some(Object::Slice(_)));
                if slice && memory.runs_script(regs[value as usize]) {
                    return Event::Materialise(value);
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
                answer!(dst, attribute::get(memory, object, name), Event::Answer);
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
                    return Event::Materialise(src);
                }
                let into = ops::window_mut(regs.0, base, count);
                attempt!(container::unpack(memory, source, into));
            }
            Op::UnpackStar { src, base, before, after } => {
                let source = regs[src as usize];
                if memory.runs_script(source) {
                    return Event::Materialise(src);
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
                    Next::End => return self.jump_to(target),
                    Next::Native(native) => {
                        frame.dst = iter + 1;
                        return Event::Answer(Answer::Native(native));
                    }
                }
            }

            Op::Call { awaited, base: b, argc } => {
                let callee = regs[b as usize];
                if memory.is_scripted(callee) {
                    return Event::Slow(op);
                }
                let args = &regs.0[b as usize + 1..][..argc as usize];
                match quick::call(memory, callee, args, awaited) {
                    Some(value) => regs[b as usize] = value,
                    None => {
                        let mut context = Context { memory, env };
                        answer!(
                            b,
                            call::call_now(&mut context, callee, args, awaited),
                            if awaited { Event::Awaited } else { Event::Answer }
                        );
                    }
                }
            }
            Op::CallMethod { awaited, base: b, name, argc } => {
                let receiver = regs[b as usize];
                if memory.object(receiver).is_some_and(attribute::is_scripted) {
                    return Event::Slow(op);
                }
                let args = &regs.0[b as usize + 1..][..argc as usize];
                if quick::method(memory, receiver, name, args) {
                    regs[b as usize] = Value::None;
                } else {
                    let mut context = Context { memory, env };
                    let result = call::method_now(&mut context, receiver, name, args, awaited);
                    answer!(b, result, if awaited { Event::Awaited } else { Event::Answer });
                }
            }
            // Rare, or changing frames.
            _ => return Event::Slow(op),
        }
        Event::Next
    }
}
