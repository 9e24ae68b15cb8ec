//! f-strings.

use super::Compiler;
use crate::program::{Const, NO_REG, Op, Reg};
use ruff_python_ast::{
    self as ast, ConversionFlag, FStringPart, InterpolatedElement, InterpolatedStringElement,
};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'_, 'a> {
    pub(super) fn f_string(&mut self, e: &'a ast::ExprFString, dst: Reg) {
        let mut parts = Parts { base: self.frame.top, text: String::new() };
        for part in &e.value {
            match part {
                FStringPart::Literal(literal) => parts.text.push_str(&literal.value),
                FStringPart::FString(f) => self.elements(&f.elements, &mut parts),
            }
        }
        self.join(parts, dst, e.range);
    }

    fn elements(&mut self, elements: &'a [InterpolatedStringElement], parts: &mut Parts) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => parts.text.push_str(&literal.value),
                InterpolatedStringElement::Interpolation(field) => self.field(field, parts),
            }
        }
    }

    fn field(&mut self, field: &'a InterpolatedElement, parts: &mut Parts) {
        let place = field.range();
        let mut conversion = field.conversion;
        if let Some(debug) = &field.debug_text {
            parts.text.push_str(debug.as_str());
            // `{x=}` shows the repr unless told otherwise.
            if conversion == ConversionFlag::None && field.format_spec.is_none() {
                conversion = ConversionFlag::Repr;
            }
        }
        self.flush(parts, place);
        let dst = self.temp(place);
        self.into(&field.expression, dst);
        let spec = match &field.format_spec {
            None => NO_REG,
            Some(spec) => {
                let reg = self.temp(place);
                let mut inner = Parts { base: self.frame.top, text: String::new() };
                self.elements(&spec.elements, &mut inner);
                self.join(inner, reg, place);
                reg
            }
        };
        let conversion = conversion.to_byte().unwrap_or(0);
        self.emit(Op::Format { conversion, dst, src: dst, spec }, place);
        self.frame.top = dst + 1;
    }

    /// Puts the literal text collected so far into the next register.
    fn flush(&mut self, parts: &mut Parts, place: TextRange) {
        if !parts.text.is_empty() {
            let text = std::mem::take(&mut parts.text);
            let dst = self.temp(place);
            self.load_const(Const::Str(text.into()), dst, place);
        }
    }

    fn join(&mut self, mut parts: Parts, dst: Reg, place: TextRange) {
        let base = parts.base;
        if self.frame.top == base {
            return self.load_const(Const::Str(parts.text.into()), dst, place);
        }
        self.flush(&mut parts, place);
        let count = self.frame.top - base;
        if count == 1 {
            self.move_to(dst, base, place);
        } else {
            self.emit(Op::JoinText { dst, base, count }, place);
        }
        self.frame.top = base;
    }
}

/// An f-string under way: the pieces are in the registers from `base` on.
struct Parts {
    base: Reg,
    text: String,
}
