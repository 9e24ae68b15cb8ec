//! Expressions, each into a register.

use super::frame::Place;
use super::{Compiler, fold};
use crate::program::{BinaryOp, CompareOp, Const, Op, Reg, UnaryOp};
use ruff_python_ast::{self as ast, CmpOp, Expr, Operator};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    /// A register that holds the value: the variable's own where that is
    /// safe, else a fresh one.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Reg {
        if let Expr::Name(name) = expr
            && let Place::Local(reg) = self.read_place(name.id.as_str(), name.range)
            && !self.frame.restless.contains(&reg)
        {
            self.check_bound(reg, name.range);
            return reg;
        }
        self.fresh(expr)
    }

    /// The same for what an operation takes first: `dst`, which it writes last,
    /// may hold it meanwhile if it is nobody's variable.
    fn first_operand(&mut self, expr: &'a Expr, dst: Reg) -> Reg {
        let variable = matches!(expr, Expr::Name(_));
        if variable || dst + 1 != self.frame.top || self.frame.is_variable(dst) {
            return self.operand(expr);
        }
        self.into(expr, dst);
        dst
    }

    /// The value in the next free register.
    pub(super) fn fresh(&mut self, expr: &'a Expr) -> Reg {
        let dst = self.temp(expr.range());
        self.into(expr, dst);
        dst
    }

    /// Computes the value for its effects only.
    pub(super) fn discard(&mut self, expr: &'a Expr) {
        let mark = self.frame.top;
        if fold::constant(expr).is_none() {
            self.operand(expr);
        }
        self.frame.top = mark;
    }

    /// Computes the value into `dst`. A variable's register is written by the
    /// last operation only.
    pub(super) fn into(&mut self, expr: &'a Expr, dst: Reg) {
        let mark = self.frame.top;
        if let Some(value) = fold::constant(expr) {
            self.load_const(value, dst, expr.range());
        } else if self.frame.is_variable(dst) && !writes_last(expr) {
            let src = self.fresh(expr);
            self.emit(Op::Move { dst, src }, expr.range());
        } else {
            self.node(expr, dst);
        }
        self.frame.top = mark;
    }

    fn node(&mut self, expr: &'a Expr, dst: Reg) {
        let place = expr.range();
        match expr {
            Expr::Name(name) => self.load_name(name.id.as_str(), dst, place),
            Expr::BinOp(e) => self.binary(e, dst),
            Expr::UnaryOp(e) => {
                let a = self.first_operand(&e.operand, dst);
                self.emit(Op::Unary { op: unary(e.op), dst, a }, place);
            }
            Expr::BoolOp(e) => self.bool_op(e, dst),
            Expr::Compare(e) => self.compare(e, dst),
            Expr::If(e) => self.conditional(e, dst),
            Expr::Named(e) => {
                self.into(&e.value, dst);
                self.store(&e.target, dst);
            }
            Expr::Call(call) => self.call(call, false, dst),
            Expr::Await(e) => self.await_(e, dst),
            Expr::Yield(e) => self.yield_(e, dst),
            Expr::YieldFrom(e) => self.yield_from(e, dst),
            Expr::Generator(e) => self.generator_expression(e, dst),
            Expr::Attribute(e) => {
                let object = self.first_operand(&e.value, dst);
                let name = self.attribute(e.attr.as_str(), place);
                self.emit(Op::GetAttr { dst, object, name }, place);
            }
            Expr::Subscript(e) => {
                let object = self.first_operand(&e.value, dst);
                let key = self.operand(&e.slice);
                self.emit(Op::GetItem { dst, object, key }, place);
            }
            Expr::Slice(e) => self.slice(e, dst),
            Expr::Lambda(e) => self.lambda(e, dst),
            Expr::FString(e) => self.f_string(e, dst),
            Expr::List(e) => self.list(&e.elts, dst, place),
            Expr::Tuple(e) => self.tuple(&e.elts, dst, place),
            Expr::Set(e) => self.set(&e.elts, dst, place),
            Expr::Dict(e) => self.dict(&e.items, dst, place),
            Expr::ListComp(e) => self.list_comprehension(e, dst),
            Expr::SetComp(e) => self.set_comprehension(e, dst),
            Expr::DictComp(e) => self.dict_comprehension(e, dst),
            // Literals were folded; the rest was refused.
            _ => {
                self.emit(Op::LoadNone { dst }, place);
            }
        }
    }

    pub(super) fn load_name(&mut self, name: &'a str, dst: Reg, place: TextRange) {
        let op = match self.read_place(name, place) {
            Place::Local(src) => {
                self.check_bound(src, place);
                Op::Move { dst, src }
            }
            Place::Cell(cell) => Op::CellGet { dst, cell },
            Place::Global(slot) => Op::GlobalGet { dst, slot },
            Place::Builtin(builtin) => Op::LoadBuiltin { dst, builtin },
            Place::Dunder => Op::LoadMainName { dst },
        };
        self.emit(op, place);
    }

    /// Raises UnboundLocalError where the variable may still hold nothing.
    pub(super) fn check_bound(&mut self, reg: Reg, place: TextRange) {
        let known = !self.frame.is_variable(reg) || self.frame.bound.contains(&reg);
        if !known || self.frame.volatile.contains(&reg) {
            self.frame.bound.insert(reg);
            self.emit(Op::CheckBound { reg }, place);
        }
    }

    fn binary(&mut self, e: &'a ast::ExprBinOp, dst: Reg) {
        let op = binary(e.op);
        let a = self.first_operand(&e.left, dst);
        let op = match small(&e.right) {
            Some(b) => binary_int(op, dst, a, b),
            None => {
                let b = self.operand(&e.right);
                match op {
                    BinaryOp::Add => Op::Add { dst, a, b },
                    BinaryOp::Sub => Op::Sub { dst, a, b },
                    _ => Op::Binary { op, dst, a, b },
                }
            }
        };
        self.emit(op, e.range);
    }

    fn await_(&mut self, e: &'a ast::ExprAwait, dst: Reg) {
        let reg = self.base_for(dst, e.range);
        match &*e.value {
            Expr::Call(call) => self.call(call, true, reg),
            value => self.into(value, reg),
        }
        self.emit(Op::Await { reg }, e.range);
        self.move_to(dst, reg, e.range);
    }

    fn slice(&mut self, e: &'a ast::ExprSlice, dst: Reg) {
        let base = self.frame.top;
        for part in [&e.lower, &e.upper, &e.step] {
            let reg = self.temp(e.range);
            match part {
                Some(part) => self.into(part, reg),
                None => {
                    self.emit(Op::LoadNone { dst: reg }, e.range);
                }
            }
        }
        self.emit(Op::BuildSlice { dst, base }, e.range);
    }

    /// `dst` itself if it is the last register in use, else a fresh one:
    /// what begins a run of consecutive registers.
    pub(super) fn base_for(&mut self, dst: Reg, place: TextRange) -> Reg {
        let last = dst + 1 == self.frame.top && !self.frame.is_variable(dst);
        if last { dst } else { self.temp(place) }
    }

    pub(super) fn move_to(&mut self, dst: Reg, src: Reg, place: TextRange) {
        if dst != src {
            self.emit(Op::Move { dst, src }, place);
        }
    }
}

/// Whether only the last operation writes the destination.
fn writes_last(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Name(_)
            | Expr::BinOp(_)
            | Expr::UnaryOp(_)
            | Expr::Call(_)
            | Expr::Await(_)
            | Expr::Attribute(_)
            | Expr::Subscript(_)
            | Expr::Lambda(_)
            | Expr::FString(_)
    )
}

pub(super) fn binary_int(op: BinaryOp, dst: Reg, a: Reg, b: i16) -> Op {
    match op {
        BinaryOp::Add => Op::AddInt { dst, a, b },
        BinaryOp::Sub => Op::SubInt { dst, a, b },
        _ => Op::BinaryInt { op, dst, a, b },
    }
}

/// A whole number that fits in the operation itself.
pub(super) fn small(expr: &Expr) -> Option<i16> {
    match fold::constant(expr) {
        Some(Const::Int(n)) => i16::try_from(n).ok(),
        _ => None,
    }
}

pub(super) fn binary(op: Operator) -> BinaryOp {
    match op {
        // `@` is refused by the checks.
        Operator::Add | Operator::MatMult => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::Shl,
        Operator::RShift => BinaryOp::Shr,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn unary(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Invert => UnaryOp::Invert,
        ast::UnaryOp::Not => UnaryOp::Not,
        ast::UnaryOp::UAdd => UnaryOp::Pos,
        ast::UnaryOp::USub => UnaryOp::Neg,
    }
}

pub(super) fn comparison(op: CmpOp) -> CompareOp {
    match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::Ne,
        CmpOp::Lt => CompareOp::Lt,
        CmpOp::LtE => CompareOp::Le,
        CmpOp::Gt => CompareOp::Gt,
        CmpOp::GtE => CompareOp::Ge,
        CmpOp::Is => CompareOp::Is,
        CmpOp::IsNot => CompareOp::IsNot,
        CmpOp::In => CompareOp::In,
        CmpOp::NotIn => CompareOp::NotIn,
    }
}
