//! List, set and dict comprehensions, as loops inside the function around
//! them (PEP 709): their loop variables get registers for the time being.
//! Generator expressions, as functions of their own.

use super::Compiler;
use super::frame::Place;
use crate::base::Map;
use crate::program::{CodeKind, Op, Params, Reg};
use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

/// What each round does with the element.
#[derive(Clone, Copy)]
enum Element<'a> {
    Append(&'a Expr),
    Add(&'a Expr),
    Insert(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'_, 'a> {
    pub(super) fn list_comprehension(&mut self, e: &'a ast::ExprListComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildList { dst: result, base: result, count: 0 }, e.range);
        self.inline(e.range, &e.generators, Element::Append(&e.elt), result);
        self.move_to(dst, result, e.range);
    }

    pub(super) fn set_comprehension(&mut self, e: &'a ast::ExprSetComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildSet { dst: result, base: result, count: 0 }, e.range);
        self.inline(e.range, &e.generators, Element::Add(&e.elt), result);
        self.move_to(dst, result, e.range);
    }

    pub(super) fn dict_comprehension(&mut self, e: &'a ast::ExprDictComp, dst: Reg) {
        let result = self.base_for(dst, e.range);
        self.emit(Op::BuildDict { dst: result, base: result, count: 0 }, e.range);
        if let Some(key) = &e.key {
            let element = Element::Insert(key, &e.value);
            self.inline(e.range, &e.generators, element, result);
        }
        self.move_to(dst, result, e.range);
    }

    /// A generator expression is a generator function of its first iterable,
    /// called at once.
    pub(super) fn generator_expression(&mut self, e: &'a ast::ExprGenerator, dst: Reg) {
        let scopes = self.scopes;
        let (Some(scope), Some(first)) = (scopes.of(e), e.generators.first()) else { return };
        let base = self.base_for(dst, e.range);
        let cells = self.closure(scope, None, e.range);
        let outer = self.open_function(scope, None, e.range);
        let value = self.temp(e.range);
        let iter = self.temp(e.range);
        self.emit(Op::Move { dst: iter, src: 0 }, e.range);
        let drawn = self.temp(e.range);
        debug_assert!(drawn == iter + 1);
        self.rounds(e.range, &e.generators, Element::Yield(&e.elt), value, iter);
        self.implicit_return(e.range);
        let asynchronous = e.generators.iter().any(|g| g.is_async);
        let kind = if asynchronous { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        let params = Params { names: vec![".0".into()], positional: 1, ..Params::default() };
        let code = self.finish("<genexpr>", kind, params, scope.captures.len() as u16);
        self.frame = outer;
        self.emit(Op::MakeFunction { dst: base, code, base: cells }, e.range);
        self.frame.top = base + 1;
        let iter = self.fresh(&first.iter);
        self.get_iter(iter, first.is_async, first.iter.range());
        self.emit(Op::Call { awaited: false, base, argc: 1 }, e.range);
        self.move_to(dst, base, e.range);
    }

    fn inline(
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
        self.temp(place);
        self.enter_comprehension(place);
        self.get_iter(iter, first.is_async, first.iter.range());
        self.rounds(place, generators, element, result, iter);
        self.frame.comprehensions.pop();
        self.frame.top = mark;
    }

    /// The loops; the first draws from the iterator in `iter`.
    fn rounds(
        &mut self,
        place: TextRange,
        generators: &'a [Comprehension],
        element: Element<'a>,
        result: Reg,
        iter: Reg,
    ) {
        let value = iter + 1;
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
                        c.get_iter(iter, generator.is_async, generator.iter.range());
                        (iter, c.temp(place))
                    };
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
    }

    fn element(&mut self, element: Element<'a>, result: Reg, place: TextRange) {
        let op = match element {
            Element::Append(e) => Op::ListAppend { list: result, src: self.operand(e) },
            Element::Yield(e) => {
                self.into(e, result);
                Op::Yield { reg: result }
            }
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
