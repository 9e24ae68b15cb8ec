//! Constants known before running, folded only where the result is exact:
//! whatever would overflow or raise is left to happen at run time.

use crate::program::Const;
use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

pub(in crate::script) fn constant(expr: &Expr) -> Option<Const> {
    match expr {
        Expr::NoneLiteral(_) => Some(Const::None),
        Expr::BooleanLiteral(e) => Some(Const::Bool(e.value)),
        Expr::StringLiteral(e) => Some(Const::Str(e.value.to_str().into())),
        Expr::NumberLiteral(e) => match &e.value {
            Number::Int(n) => n.as_i64().map(Const::Int),
            Number::Float(x) => Some(Const::Float(*x)),
            Number::Complex { .. } => None,
        },
        Expr::UnaryOp(e) => match (e.op, constant(&e.operand)?) {
            (UnaryOp::USub, Const::Int(n)) => n.checked_neg().map(Const::Int),
            (UnaryOp::USub, Const::Float(x)) => Some(Const::Float(-x)),
            (UnaryOp::UAdd, value @ (Const::Int(_) | Const::Float(_))) => Some(value),
            _ => None,
        },
        Expr::BinOp(e) => binary(e.op, &constant(&e.left)?, &constant(&e.right)?),
        Expr::Tuple(e) => {
            let parts: Option<Vec<Const>> = e.elts.iter().map(constant).collect();
            parts.map(|parts| Const::Tuple(parts.into()))
        }
        _ => None,
    }
}

fn binary(op: Operator, a: &Const, b: &Const) -> Option<Const> {
    match (a, b) {
        (Const::Int(a), Const::Int(b)) => match op {
            Operator::Add => a.checked_add(*b),
            Operator::Sub => a.checked_sub(*b),
            Operator::Mult => a.checked_mul(*b),
            Operator::Pow => u32::try_from(*b).ok().and_then(|b| a.checked_pow(b)),
            _ => None,
        }
        .map(Const::Int),
        (Const::Float(a), Const::Float(b)) => match op {
            Operator::Add => Some(a + b),
            Operator::Sub => Some(a - b),
            Operator::Mult => Some(a * b),
            Operator::Div if *b != 0.0 => Some(a / b),
            _ => None,
        }
        .map(Const::Float),
        _ => None,
    }
}
