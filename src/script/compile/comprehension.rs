//! List, set and dict comprehensions, as loops inside the function around
//! them (PEP 709). Their loop variables get registers for the time being.

use super::Compiler;
use super::frame::Place;
use crate::base::Map;
use crate::program::{Op, Reg};
use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

/// What each round does with the element.
#[derive(Clone, Copy)]
enum Element<'a> {
    Append(&'a Expr),
    Add(&'a Expr),
    Insert(&'a Expr, &'a Expr),
}

impl<'a> Compiler<'_, 'a> {
    pub(super) fn list_comprehension(&mut self, e: &'a ast::ExprListComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildList { dst: result, base: result, count: 0 }, e.range);
        self.comprehension(e.range, &e.generators, Element::Append(&e.elt), result);
        self.move_to(dst, result, e.range);
    }

    pub(super) fn set_comprehension(&mut self, e: &'a ast::ExprSetComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildSet { dst: result, base: result, count: 0 }, e.range);
        self.comprehension(e.range, &e.generators, Element::Add(&e.elt), result);
        self.move_to(dst, result, e.range);
    }

    pub(super) fn dict_comprehension(&mut self, e: &'a ast::ExprDictComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildDict { dst: result, base: result, count: 0 }, e.range);
        if let Some(key) = &e.key {
            let element = Element::Insert(key, &e.value);
            self.comprehension(e.range, &e.generators, element, result);
        }
        self.move_to(dst, result, e.range);
    }

    fn comprehension(
        &mut self,
        place: TextRange,
        generators: &'a [Comprehension],
        element: Element<'a>,
        result: Reg,
    ) {
        let mark = self.frame.top;
        let Some(first) = generators.first() else { return };
        // The first iterable is evaluated outside.
        let iter = self.temp(place);
        self.into(&first.iter, iter);
        let value = self.temp(place);
        self.enter_comprehension(place);
        self.nearby(place, |c| {
            c.branches(|c| {
                // Loops nest: each leads back to the one around it.
                let mut back: Option<u32> = None;
                let mut exit = None;
                for (i, generator) in generators.iter().enumerate() {
                    let (iter, value) = if i == 0 {
                        (iter, value)
                    } else {
                        let iter = c.temp(place);
                        c.into(&generator.iter, iter);
                        (iter, c.temp(place))
                    };
                    c.emit(Op::GetIter { dst: iter, src: iter }, generator.iter.range());
                    let start = c.here();
                    let done = c.emit(Op::ForNext { iter, target: 0 }, generator.iter.range());
                    match back {
                        Some(outer) => c.land_at(done, outer),
                        None => exit = Some(done),
                    }
                    c.store(&generator.target, value);
                    let mut skip = Vec::new();
                    for test in &generator.ifs {
                        c.jump_if_false(test, &mut skip);
                    }
                    for patch in skip {
                        c.land_at(patch, start);
                    }
                    back = Some(start);
                }
                c.element(element, result, place);
                if let Some(start) = back {
                    c.jump_to(start, place);
                }
                if let Some(exit) = exit {
                    c.land(exit);
                }
            });
        });
        self.frame.comprehensions.pop();
        self.frame.top = mark;
    }

    fn element(&mut self, element: Element<'a>, result: Reg, place: TextRange) {
        let op = match element {
            Element::Append(e) => Op::ListAppend { list: result, src: self.operand(e) },
            Element::Add(e) => Op::SetAdd { set: result, src: self.operand(e) },
            Element::Insert(key, value) => {
                let key = self.operand(key);
                Op::DictInsert { dict: result, key, value: self.operand(value) }
            }
        };
        self.emit(op, place);
    }

    /// Gives the loop variables registers. What was there before must not
    /// show through, so they begin as None.
    fn enter_comprehension(&mut self, place: TextRange) {
        let mut places = Map::new();
        let scopes = self.scopes;
        if let Some(scope) = scopes.of(&place) {
            for &name in &scope.order {
                let variable = scope.variables[name];
                if !variable.own() {
                    continue;
                }
                let reg = self.temp(place);
                self.emit(Op::LoadNone { dst: reg }, place);
                if variable.captured {
                    self.emit(Op::CellNew { reg }, place);
                    places.insert(name, Place::Cell(reg));
                } else {
                    places.insert(name, Place::Local(reg));
                }
            }
        }
        self.frame.comprehensions.push(places);
    }
}
