//! List, tuple, set and dict displays. Long or starred ones grow element by
//! element, so that registers stay few.

use super::Compiler;
use crate::program::{Op, Reg};
use ruff_python_ast::{DictItem, Expr};
use ruff_text_size::TextRange;

/// Elements built in one operation.
const CHUNK: usize = 32;

impl<'a> Compiler<'_, 'a> {
    pub(super) fn list(&mut self, elements: &'a [Expr], dst: Reg, place: TextRange) {
        if let Some((base, count)) = self.few(elements) {
            self.emit(Op::BuildList { dst, base, count }, place);
        } else {
            let list = self.long_list(elements, place);
            self.move_to(dst, list, place);
        }
    }

    pub(super) fn tuple(&mut self, elements: &'a [Expr], dst: Reg, place: TextRange) {
        if let Some((base, count)) = self.few(elements) {
            self.emit(Op::BuildTuple { dst, base, count }, place);
        } else {
            let list = self.long_list(elements, place);
            self.emit(Op::ListToTuple { dst, list }, place);
        }
    }

    pub(super) fn set(&mut self, elements: &'a [Expr], dst: Reg, place: TextRange) {
        if let Some((base, count)) = self.few(elements) {
            self.emit(Op::BuildSet { dst, base, count }, place);
            return;
        }
        let set = self.temp(place);
        self.emit(Op::BuildSet { dst: set, base: set, count: 0 }, place);
        for element in elements {
            let mark = self.frame.top;
            match element {
                Expr::Starred(starred) => self.set_extend(set, &starred.value, place),
                element => {
                    let src = self.operand(element);
                    self.emit(Op::SetAdd { set, src }, place);
                }
            }
            self.frame.top = mark;
        }
        self.move_to(dst, set, place);
    }

    /// `{*xs}`: a loop, as it is rare.
    fn set_extend(&mut self, set: Reg, elements: &'a Expr, place: TextRange) {
        let src = self.operand(elements);
        let iter = self.temp(place);
        let value = self.temp(place);
        self.emit(Op::GetIter { dst: iter, src }, place);
        let start = self.here();
        let done = self.emit(Op::ForNext { iter, target: 0 }, place);
        self.emit(Op::SetAdd { set, src: value }, place);
        self.jump_to(start, place);
        self.land(done);
    }

    pub(super) fn dict(&mut self, items: &'a [DictItem], dst: Reg, place: TextRange) {
        if items.len() <= CHUNK && items.iter().all(|item| item.key.is_some()) {
            let base = self.frame.top;
            for item in items {
                item.key.iter().for_each(|key| {
                    self.fresh(key);
                });
                self.fresh(&item.value);
            }
            self.emit(Op::BuildDict { dst, base, count: items.len() as u16 }, place);
            return;
        }
        let dict = self.temp(place);
        self.emit(Op::BuildDict { dst: dict, base: dict, count: 0 }, place);
        for item in items {
            let mark = self.frame.top;
            let op = match &item.key {
                Some(key) => {
                    let key = self.operand(key);
                    Op::DictInsert { dict, key, value: self.operand(&item.value) }
                }
                None => Op::DictMerge { dict, src: self.operand(&item.value) },
            };
            self.emit(op, place);
            self.frame.top = mark;
        }
        self.move_to(dst, dict, place);
    }

    /// The elements in consecutive registers, if they are few and plain.
    fn few(&mut self, elements: &'a [Expr]) -> Option<(Reg, u16)> {
        if elements.len() > CHUNK || elements.iter().any(Expr::is_starred_expr) {
            return None;
        }
        let base = self.frame.top;
        for element in elements {
            self.fresh(element);
        }
        Some((base, elements.len() as u16))
    }

    fn long_list(&mut self, elements: &'a [Expr], place: TextRange) -> Reg {
        let list = self.temp(place);
        self.emit(Op::BuildList { dst: list, base: list, count: 0 }, place);
        for element in elements {
            let mark = self.frame.top;
            let op = match element {
                Expr::Starred(starred) => {
                    Op::ListExtend { list, src: self.operand(&starred.value) }
                }
                element => Op::ListAppend { list, src: self.operand(element) },
            };
            self.emit(op, place);
            self.frame.top = mark;
        }
        list
    }
}
