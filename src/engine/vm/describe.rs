//! What an uncaught exception was: for the trace.

use super::object::Object;
use super::{Memory, Value};
use crate::base::Span;
use crate::program::Program;

/// An exception in words and places, without the task and the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// The class.
    pub kind: String,
    pub message: String,
    /// Where it was raised.
    pub span: Span,
    /// 1-based; 0 if no script code was running.
    pub line: u32,
    /// Outermost call first: function and line.
    pub traceback: Vec<(String, u32)>,
}

impl Memory {
    /// Describes an exception object, such as `Exit::Raised` carries.
    pub fn describe_exception(&self, program: &Program, exception: Value) -> Described {
        let Some(Object::Exception(e)) = self.object(exception) else {
            return Described {
                kind: self.type_name(exception).to_string(),
                message: self.text_of(exception),
                span: Span::default(),
                line: 0,
                traceback: Vec::new(),
            };
        };
        let place = |&(code, op): &(crate::program::CodeId, u32)| {
            let code = &program.codes[code.0 as usize];
            let line = code.lines.get(op as usize).copied().unwrap_or(0);
            let span = code.spans.get(op as usize).copied().unwrap_or_default();
            (code.name.to_string(), line, span)
        };
        let shown = |at: &&(crate::program::CodeId, u32)| !program.codes[at.0.0 as usize].library;
        let innermost = e.traceback.iter().find(shown).map(place);
        Described {
            kind: self.type_name(exception).to_string(),
            message: self.exception_text(e),
            span: innermost.as_ref().map_or(Span::default(), |p| p.2),
            line: innermost.as_ref().map_or(0, |p| p.1),
            traceback: e
                .traceback
                .iter()
                .rev()
                .filter(shown)
                .map(place)
                .map(|(n, l, _)| (n, l))
                .collect(),
        }
    }
}
