//! Python that is understood but not run here.

use super::Checker;
use crate::script::{DiagnosticKind, Feature};
use ruff_python_ast::{Comprehension, Expr, Number, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

impl Checker<'_, '_> {
    fn unsupported(&mut self, feature: Feature, place: TextRange) {
        self.report(DiagnosticKind::Unsupported(feature), place);
    }

    pub(super) fn unsupported_statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::ClassDef(class) => self.unsupported(Feature::Class, class.name.range),
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.unsupported(Feature::Decorator, decorator.range);
                }
                if let Some(parameters) = &def.type_params {
                    self.unsupported(Feature::TypeParameters, parameters.range);
                }
            }
            Stmt::Match(e) => self.unsupported(Feature::Match, keyword(e.range, 5)),
            Stmt::For(e) if e.is_async => self.unsupported(Feature::AsyncFor, keyword(e.range, 9)),
            Stmt::Try(e) if e.is_star => {
                let place = e.handlers.first().map_or(e.range, Ranged::range);
                self.unsupported(Feature::ExceptGroup, keyword(place, 7));
            }
            Stmt::TypeAlias(e) => self.unsupported(Feature::TypeAlias, e.range),
            Stmt::AugAssign(e) if e.op == Operator::MatMult => {
                self.unsupported(Feature::MatrixProduct, e.range);
            }
            Stmt::Import(e) => {
                for alias in &e.names {
                    let module = alias.name.as_str().to_string();
                    self.report(DiagnosticKind::Import { module }, alias.range);
                }
            }
            Stmt::ImportFrom(e) => {
                let module = e.module.as_ref().map_or(".", |name| name.as_str()).to_string();
                self.report(DiagnosticKind::Import { module }, e.range);
            }
            _ => {}
        }
    }

    pub(super) fn unsupported_expression(&mut self, expr: &Expr) {
        let feature = match expr {
            Expr::Yield(_) | Expr::YieldFrom(_) => Feature::Yield,
            Expr::Generator(e) => {
                let text = self.text(e.range);
                let bare = text.get(1..text.len().saturating_sub(1)).filter(|_| e.parenthesized);
                let list = format!("[{}]", bare.unwrap_or(text));
                let kind = DiagnosticKind::Unsupported(Feature::GeneratorExpression);
                return self.report_with(kind, e.range, Some(list));
            }
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
            Expr::ListComp(e) if any_async(&e.generators) => Feature::AsyncComprehension,
            Expr::SetComp(e) if any_async(&e.generators) => Feature::AsyncComprehension,
            Expr::DictComp(e) if any_async(&e.generators) => Feature::AsyncComprehension,
            // `{**d for d in ds}`, of Python 3.15.
            Expr::DictComp(e) if e.key.is_none() => {
                return self.report(DiagnosticKind::Misplaced { what: "**" }, e.range);
            }
            _ => return,
        };
        self.unsupported(feature, expr.range());
    }
}

fn any_async(generators: &[Comprehension]) -> bool {
    generators.iter().any(|g| g.is_async)
}

/// The keyword that a statement begins with.
fn keyword(statement: TextRange, length: u32) -> TextRange {
    TextRange::at(statement.start(), TextSize::new(length).min(statement.len()))
}
