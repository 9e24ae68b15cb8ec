//! `match`: patterns as tests and jumps. What a sequence, a mapping or an
//! object consists of the library tells: its parts, or nothing.

use super::{Compiler, Patch};
use crate::program::{CompareOp, Const, Op, Reg};
use crate::script::DiagnosticKind;
use crate::script::library::BUILTINS;
use ruff_python_ast::{self as ast, Expr, Identifier, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

/// Names with the registers of what they are given when the whole pattern fits.
type Captured<'a> = Vec<(&'a str, Reg)>;

impl<'a> Compiler<'_, 'a> {
    pub(super) fn match_(&mut self, e: &'a ast::StmtMatch) {
        self.nearby(e.range, |c| {
            let subject = c.fresh(&e.subject);
            let before = c.frame.bound.clone();
            let last = e.cases.len() - 1;
            c.choose(e.range, before, e.cases.len(), &mut |c, at, next| {
                let case = &e.cases[at];
                let mark = c.frame.top;
                let mut names = Vec::new();
                c.pattern(&case.pattern, subject, &mut names, next);
                for (name, reg) in names {
                    c.store_name(name, reg, case.pattern.range());
                }
                let takes_all = case.guard.is_none() && case.pattern.is_irrefutable();
                if takes_all && at < last {
                    c.refuse(DiagnosticKind::CaseNotLast, case.pattern.range());
                }
                if let Some(guard) = &case.guard {
                    c.jump_if_false(guard, next);
                }
                c.frame.top = mark;
                (takes_all, &case.body)
            });
        });
    }

    /// Jumps where the pattern does not fit; registers stay taken.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        names: &mut Captured<'a>,
        fail: &mut Vec<Patch>,
    ) {
        let place = pattern.range();
        match pattern {
            Pattern::MatchValue(p) => {
                if p.value.is_f_string_expr() {
                    self.refuse(DiagnosticKind::InvalidSyntax, place);
                }
                self.unless(CompareOp::Eq, subject, &p.value, true, place, fail);
            }
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    Singleton::None => Const::None,
                    truth => Const::Bool(truth == Singleton::True),
                };
                let value = self.argument(value, place);
                fail.push(self.jump_unless(CompareOp::Is, subject, value, place));
            }
            Pattern::MatchAs(p) => {
                if let Some(inner) = &p.pattern {
                    self.pattern(inner, subject, names, fail);
                }
                self.capture(&p.name, subject, names);
            }
            Pattern::MatchStar(p) => self.capture(&p.name, subject, names),
            Pattern::MatchOr(p) => self.alternatives(p, subject, names, fail),
            Pattern::MatchSequence(p) => {
                let base = self.ask("_items", subject, place);
                let count = p.patterns.len();
                let (mut before, mut after) = (count, Const::None);
                for (at, part) in p.patterns.iter().enumerate().filter(|(_, p)| p.is_match_star()) {
                    if before < count {
                        self.refuse(DiagnosticKind::SeveralStars, part.range());
                    }
                    (before, after) = (at, Const::Int((count - at - 1) as i64));
                }
                self.argument(Const::Int(before as i64), place);
                self.argument(after, place);
                let first = self.parts(base, count, place, fail);
                self.each(&p.patterns, first, names, fail);
            }
            Pattern::MatchMapping(p) => {
                let base = self.ask("_entries", subject, place);
                self.argument(Const::Bool(p.rest.is_some()), place);
                let mut keys = Vec::new();
                for key in &p.keys {
                    if let Expr::StringLiteral(text) = key {
                        self.give(text.value.to_str(), 0, &mut keys, key.range());
                    }
                    self.fresh(key);
                }
                let count = p.patterns.len();
                let first = self.parts(base, count + usize::from(p.rest.is_some()), place, fail);
                self.each(&p.patterns, first, names, fail);
                self.capture(&p.rest, first + count as Reg, names);
            }
            Pattern::MatchClass(p) => {
                let (plain, named) = (&p.arguments.patterns, &p.arguments.keywords);
                let base = self.ask("_parts", subject, place);
                self.fresh(&p.cls);
                self.argument(Const::Int(plain.len() as i64), place);
                let mut given = Vec::new();
                for part in named {
                    self.give(part.attr.as_str(), 0, &mut given, part.range);
                    self.argument(Const::Str(part.attr.as_str().into()), place);
                }
                let first = self.parts(base, plain.len() + named.len(), place, fail);
                self.each(plain, first, names, fail);
                for (part, at) in named.iter().zip(first + plain.len() as Reg..) {
                    self.pattern(&part.pattern, at, names, fail);
                }
            }
        }
    }

    /// Begins a call of the library's `function`, whose arguments follow.
    fn ask(&mut self, function: &str, subject: Reg, place: TextRange) -> Reg {
        let base = self.temp(place);
        let slot = self.global_of(Some(BUILTINS), function, place);
        self.emit(Op::GlobalGet { dst: base, slot }, place);
        let dst = self.temp(place);
        self.move_to(dst, subject, place);
        base
    }

    fn argument(&mut self, value: Const, place: TextRange) -> Reg {
        let dst = self.temp(place);
        self.load_const(value, dst, place);
        dst
    }

    /// Ends the call: where the first of the parts is, which follow each other.
    fn parts(&mut self, base: Reg, count: usize, place: TextRange, fail: &mut Vec<Patch>) -> Reg {
        let argc = self.frame.top - base - 1;
        self.emit(Op::Call { awaited: false, base, argc }, place);
        fail.push(self.emit(Op::JumpIfNot { cond: base, target: 0 }, place));
        let first = self.frame.top;
        if count > 0 {
            // The subject comes before them, so that no answer is empty.
            for _ in 0..=count {
                self.temp(place);
            }
            let count = count as u16 + 1;
            self.emit(Op::Unpack { src: base, base: first, count }, place);
        }
        first + 1
    }

    fn each(
        &mut self,
        patterns: &'a [Pattern],
        first: Reg,
        names: &mut Captured<'a>,
        fail: &mut Vec<Patch>,
    ) {
        for (part, at) in patterns.iter().zip(first..) {
            self.pattern(part, at, names, fail);
        }
    }

    /// Whichever fits gives its names to the registers that all share.
    fn alternatives(
        &mut self,
        p: &'a ast::PatternMatchOr,
        subject: Reg,
        names: &mut Captured<'a>,
        fail: &mut Vec<Patch>,
    ) {
        let (mut fits, mut next) = (Vec::new(), Vec::new());
        let mut shared = Captured::new();
        let last = p.patterns.len() - 1;
        for (at, alternative) in p.patterns.iter().enumerate() {
            if at < last && alternative.is_irrefutable() {
                self.refuse(DiagnosticKind::CaseNotLast, alternative.range());
            }
            self.land_all(std::mem::take(&mut next));
            let mut own = Vec::new();
            self.pattern(alternative, subject, &mut own, &mut next);
            if at == 0 {
                for &(name, _) in &own {
                    shared.push((name, self.temp(p.range)));
                }
            }
            let mut alike = own.len() == shared.len();
            for (name, src) in own {
                match register(&shared, name) {
                    Some(dst) => self.move_to(dst, src, p.range),
                    None => alike = false,
                }
            }
            if !alike {
                self.refuse(DiagnosticKind::PatternNames, alternative.range());
            }
            if at < last {
                fits.push(self.jump(p.range));
            }
        }
        fail.append(&mut next);
        self.land_all(fits);
        for (name, reg) in shared {
            self.give(name, reg, names, p.range);
        }
    }

    fn capture(&mut self, name: &'a Option<Identifier>, src: Reg, names: &mut Captured<'a>) {
        if let Some(name) = name {
            self.give(name.as_str(), src, names, name.range);
        }
    }

    fn give(&mut self, name: &'a str, reg: Reg, names: &mut Captured<'a>, place: TextRange) {
        if register(names, name).is_some() {
            self.refuse(DiagnosticKind::PatternNames, place);
        }
        names.push((name, reg));
    }
}

fn register(names: &Captured, name: &str) -> Option<Reg> {
    names.iter().find(|(known, _)| *known == name).map(|(_, reg)| *reg)
}
