//! Assignment in all forms, and `del`.

use super::Compiler;
use super::expression::{binary, binary_int, small};
use super::frame::Place;
use crate::program::{Op, Reg};
use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) {
        if let [Expr::Name(name)] = targets
            && let Place::Local(reg) = self.place_of(name.id.as_str(), name.range)
        {
            self.into(value, reg);
            self.frame.bound.insert(reg);
            return;
        }
        if let [target] = targets
            && let (Some(left), Some(right)) = (plain_elements(target), plain_elements(value))
            && left.len() == right.len()
        {
            // `a, b = b, a` needs no tuple.
            let base = self.frame.top;
            for element in right {
                self.fresh(element);
            }
            for (i, element) in left.iter().enumerate() {
                self.store(element, base + i as Reg);
            }
            return;
        }
        let src = self.operand(value);
        for target in targets {
            self.store(target, src);
        }
    }

    pub(super) fn store(&mut self, target: &'a Expr, src: Reg) {
        let mark = self.frame.top;
        let place = target.range();
        match target {
            Expr::Name(name) => self.store_name(name.id.as_str(), src, place),
            Expr::Attribute(e) => {
                let object = self.operand(&e.value);
                let name = self.attribute(e.attr.as_str(), place);
                self.emit(Op::SetAttr { object, name, value: src }, place);
            }
            Expr::Subscript(e) => {
                let object = self.operand(&e.value);
                let key = self.operand(&e.slice);
                self.emit(Op::SetItem { object, key, value: src }, place);
            }
            Expr::Tuple(e) => self.unpack(&e.elts, src, place),
            Expr::List(e) => self.unpack(&e.elts, src, place),
            Expr::Starred(e) => self.store(&e.value, src),
            _ => {}
        }
        self.frame.top = mark;
    }

    pub(super) fn store_name(&mut self, name: &'a str, src: Reg, place: TextRange) {
        let op = match self.place_of(name, place) {
            Place::Local(dst) => {
                self.frame.bound.insert(dst);
                return self.move_to(dst, src, place);
            }
            Place::Cell(cell) => Op::CellSet { cell, src },
            Place::Global(slot) => Op::GlobalSet { slot, src },
            Place::Builtin(_) | Place::Dunder => return,
        };
        self.emit(op, place);
    }

    fn unpack(&mut self, targets: &'a [Expr], src: Reg, place: TextRange) {
        let base = self.frame.top;
        for _ in targets {
            self.temp(place);
        }
        let star = targets.iter().position(Expr::is_starred_expr);
        let count = targets.len();
        let op = match star {
            None => Op::Unpack { src, base, count: count as u16 },
            Some(at) => match (u8::try_from(at), u8::try_from(count - at - 1)) {
                (Ok(before), Ok(after)) => Op::UnpackStar { src, base, before, after },
                _ => return self.give_up(place),
            },
        };
        self.emit(op, place);
        for (i, target) in targets.iter().enumerate() {
            self.store(target, base + i as Reg);
        }
    }

    /// Load, compute, store: three steps, between which others may run.
    pub(super) fn augmented(&mut self, e: &'a ast::StmtAugAssign) {
        let place = e.range;
        match &*e.target {
            Expr::Name(name) => match self.place_of(name.id.as_str(), name.range) {
                Place::Local(reg) => {
                    self.check_bound(reg, name.range);
                    self.in_place(e, reg);
                }
                _ => {
                    let reg = self.temp(place);
                    self.load_name(name.id.as_str(), reg, place);
                    self.in_place(e, reg);
                    self.store_name(name.id.as_str(), reg, place);
                }
            },
            Expr::Attribute(target) => {
                let object = self.operand(&target.value);
                let name = self.attribute(target.attr.as_str(), place);
                let value = self.temp(place);
                self.emit(Op::GetAttr { dst: value, object, name }, target.range);
                self.in_place(e, value);
                self.emit(Op::SetAttr { object, name, value }, place);
            }
            Expr::Subscript(target) => {
                let object = self.operand(&target.value);
                let key = self.operand(&target.slice);
                let value = self.temp(place);
                self.emit(Op::GetItem { dst: value, object, key }, target.range);
                self.in_place(e, value);
                self.emit(Op::SetItem { object, key, value }, place);
            }
            _ => {}
        }
    }

    fn in_place(&mut self, e: &'a ast::StmtAugAssign, reg: Reg) {
        let op = binary(e.op);
        let op = match small(&e.value) {
            Some(b) => {
                self.frame.in_place.push(self.here());
                binary_int(op, reg, reg, b)
            }
            None => Op::InPlace { op, dst: reg, a: reg, b: self.operand(&e.value) },
        };
        debug_assert!(e.op != Operator::MatMult);
        self.emit(op, e.range);
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        let mark = self.frame.top;
        let place = target.range();
        match target {
            Expr::Name(name) => {
                let op = match self.place_of(name.id.as_str(), place) {
                    Place::Local(reg) => {
                        self.check_bound(reg, place);
                        self.frame.bound.remove(&reg);
                        Op::Unbind { reg }
                    }
                    Place::Cell(cell) => Op::CellDel { cell },
                    Place::Global(slot) => Op::GlobalDel { slot },
                    Place::Builtin(_) | Place::Dunder => return,
                };
                self.emit(op, place);
            }
            Expr::Attribute(e) => {
                let object = self.operand(&e.value);
                let name = self.attribute(e.attr.as_str(), place);
                self.emit(Op::DelAttr { object, name }, place);
            }
            Expr::Subscript(e) => {
                let object = self.operand(&e.value);
                let key = self.operand(&e.slice);
                self.emit(Op::DelItem { object, key }, place);
            }
            Expr::Tuple(e) => e.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(e) => e.elts.iter().for_each(|target| self.delete(target)),
            _ => {}
        }
        self.frame.top = mark;
    }
}

fn plain_elements(expr: &Expr) -> Option<&[Expr]> {
    let elements = match expr {
        Expr::Tuple(e) => &e.elts,
        Expr::List(e) => &e.elts,
        _ => return None,
    };
    let plain = elements.len() <= 16 && !elements.iter().any(Expr::is_starred_expr);
    plain.then_some(elements)
}
