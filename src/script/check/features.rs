//! Python that is understood but not run here.

use super::Checker;
use crate::script::{DiagnosticKind, Feature};
use ruff_python_ast::{Expr, Number, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};

impl Checker<'_, '_> {
    fn unsupported(&mut self, feature: Feature, place: TextRange) {
        self.report(DiagnosticKind::Unsupported(feature), place);
    }

    pub(super) fn unsupported_statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::ClassDef(class) => {
                let arguments = class.arguments.iter().flat_map(|a| &a.keywords);
                arguments.for_each(|k| self.unsupported(Feature::Metaclass, k.range));
                if let Some(parameters) = &class.type_params {
                    self.unsupported(Feature::TypeParameters, parameters.range);
                }
            }
            Stmt::FunctionDef(def) => {
                if let Some(parameters) = &def.type_params {
                    self.unsupported(Feature::TypeParameters, parameters.range);
                }
            }
            Stmt::TypeAlias(e) => self.unsupported(Feature::TypeAlias, e.range),
            Stmt::AugAssign(e) if e.op == Operator::MatMult => {
                self.unsupported(Feature::MatrixProduct, e.range);
            }
            _ => {}
        }
    }

    pub(super) fn unsupported_expression(&mut self, expr: &Expr) {
        let feature = match expr {
            Expr::BytesLiteral(_) => Feature::Bytes,
            Expr::TString(_) => Feature::TemplateString,
            Expr::EllipsisLiteral(_) => Feature::Ellipsis,
            Expr::BinOp(e) if e.op == Operator::MatMult => Feature::MatrixProduct,
            Expr::NumberLiteral(e) => match &e.value {
                Number::Complex { .. } => Feature::Complex,
                Number::Int(n) if n.as_i64().is_none() => {
                    return self.report(DiagnosticKind::IntegerTooLarge, e.range);
                }
                _ => return,
            },
            // `{**d for d in ds}`, of Python 3.15.
            Expr::DictComp(e) if e.key.is_none() => {
                return self.report(DiagnosticKind::Misplaced { what: "**" }, e.range);
            }
            _ => return,
        };
        self.unsupported(feature, expr.range());
    }
}
