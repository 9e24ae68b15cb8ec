//! What a function takes, the same for builtins and for `def`s.

use crate::program::{Builtin, Param};
use ruff_python_ast::Parameters;

pub(super) struct Signature<'a> {
    pub(super) name: &'a str,
    pub(super) positional: Vec<Parameter<'a>>,
    /// How many of them have no name for the caller.
    pub(super) positional_only: usize,
    pub(super) keyword_only: Vec<Parameter<'a>>,
    pub(super) star: bool,
    pub(super) double_star: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) required: bool,
}

impl<'a> Signature<'a> {
    pub(super) fn of_builtin(builtin: Builtin) -> Signature<'a> {
        let mut signature = Signature {
            name: builtin.name(),
            positional: Vec::new(),
            positional_only: 0,
            keyword_only: Vec::new(),
            star: false,
            // `dict(a=1)`
            double_star: builtin == Builtin::Dict,
        };
        for param in builtin.signature().params {
            let (list, name, required) = match *param {
                Param::Required(name) => (&mut signature.positional, name, true),
                Param::Optional(name) => (&mut signature.positional, name, false),
                Param::KeywordOnly(name) => (&mut signature.keyword_only, name, false),
                Param::Star => {
                    signature.star = true;
                    continue;
                }
            };
            list.push(Parameter { name, required });
        }
        signature
    }

    pub(super) fn of_def(name: &'a str, parameters: &'a Parameters) -> Signature<'a> {
        let parameter = |p: &'a ruff_python_ast::ParameterWithDefault| Parameter {
            name: p.name().as_str(),
            required: p.default.is_none(),
        };
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        Signature {
            name,
            positional: positional.map(parameter).collect(),
            positional_only: parameters.posonlyargs.len(),
            keyword_only: parameters.kwonlyargs.iter().map(parameter).collect(),
            star: parameters.vararg.is_some(),
            double_star: parameters.kwarg.is_some(),
        }
    }

    /// Parameters that can be named in a call.
    pub(super) fn keywords(&self) -> impl Iterator<Item = &'a str> {
        let positional = self.positional.iter().skip(self.positional_only);
        positional.chain(&self.keyword_only).map(|p| p.name)
    }
}
