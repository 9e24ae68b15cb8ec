//! Modules: whether they exist, what is in them, what their functions take.

use super::Checker;
use super::names::nearest;
use super::signature::Signature;
use crate::script::library::{self, Unit};
use crate::script::scope::Resolved;
use crate::script::{DiagnosticKind, Needs};
use ruff_python_ast::{self as ast, Expr, Identifier};
use ruff_text_size::{Ranged, TextRange};

/// Modules that programs with tasks often import, by what they need.
const NEEDS: &[(Needs, &[&str])] = &[
    (
        Needs::Network,
        &[
            "socket",
            "ssl",
            "select",
            "selectors",
            "socketserver",
            "http",
            "urllib",
            "requests",
            "aiohttp",
            "httpx",
            "websockets",
            "smtplib",
            "ftplib",
            "redis",
            "zmq",
            "flask",
        ],
    ),
    (
        Needs::Files,
        &[
            "io", "pathlib", "shutil", "tempfile", "glob", "csv", "json", "pickle", "sqlite3",
            "zipfile", "aiofiles", "PIL",
        ],
    ),
    (
        Needs::System,
        &[
            "signal",
            "subprocess",
            "ctypes",
            "fcntl",
            "resource",
            "psutil",
            "atexit",
            "mmap",
            "faulthandler",
        ],
    ),
    (Needs::Arrays, &["numpy", "pandas", "scipy", "matplotlib", "torch", "numba", "sklearn"]),
];

impl<'c, 'a> Checker<'c, 'a> {
    /// Module and name of what is called, if that is sure: `threading.Thread`.
    pub(super) fn of_library(&self, func: &'a Expr) -> Option<(&'a str, &'a str)> {
        match func {
            Expr::Name(name) => self.scopes.taken(self.scope, name.id.as_str()),
            Expr::Attribute(e) => Some((self.module_named(&e.value)?.name?, e.attr.as_str())),
            _ => None,
        }
    }

    pub(super) fn import(&mut self, e: &'a ast::StmtImport) {
        for alias in &e.names {
            self.module_exists(alias.name.as_str(), alias.range);
        }
    }

    pub(super) fn import_from(&mut self, e: &'a ast::StmtImportFrom) {
        let name = e.module.as_ref().map_or(".", Identifier::as_str);
        if name == "__future__" || !self.module_exists(name, e.range) {
            return;
        }
        let Some(unit) = self.unit(name) else { return };
        for alias in &e.names {
            self.is_in(unit, alias.name.as_str(), alias.range);
        }
    }

    fn module_exists(&mut self, name: &str, place: TextRange) -> bool {
        let exists = library::exists(name);
        if !exists {
            let top = name.split('.').next().unwrap_or(name);
            let needs = NEEDS.iter().find(|(_, names)| names.contains(&top)).map(|(n, _)| *n);
            let near = nearest(name, library::names()).filter(|_| needs.is_none());
            let kind = DiagnosticKind::Import { module: name.into(), nearest: near, needs };
            self.report(kind, place);
        }
        exists
    }

    pub(super) fn unit(&self, name: &str) -> Option<&'c Unit<'a>> {
        self.library.iter().find(|unit| unit.name == Some(name))
    }

    fn is_in(&mut self, unit: &Unit<'a>, name: &str, place: TextRange) {
        if unit.exports().any(|known| known == name) {
            return;
        }
        let near = nearest(name, unit.exports());
        let module = unit.name.unwrap_or("").to_string();
        let replacement = near.clone();
        let kind = DiagnosticKind::NotInModule { module, name: name.into(), nearest: near };
        self.report_with(kind, place, replacement);
    }

    /// `threading.Thred`, where `threading` surely is the module.
    pub(super) fn of_module(&mut self, e: &'a ast::ExprAttribute) {
        if let Some(unit) = self.module_named(&e.value) {
            self.is_in(unit, e.attr.as_str(), e.attr.range);
        }
    }

    /// The module that an expression surely means.
    fn module_named(&self, expr: &Expr) -> Option<&'c Unit<'a>> {
        match expr {
            Expr::Name(name) => {
                let id = name.id.as_str();
                let module = self.scopes.module(self.scope, id)?;
                debug_assert!(self.scopes.resolve(self.scope, id) != Resolved::Unbound);
                self.unit(module)
            }
            // `concurrent.futures`
            Expr::Attribute(e) => {
                let outer = self.module_named(&e.value)?.name?;
                self.unit(&[outer, ".", e.attr.as_str()].concat())
            }
            _ => None,
        }
    }

    /// A call of a module's function or class: whether the arguments fit.
    pub(super) fn module_call(&mut self, call: &'a ast::ExprCall) {
        let Expr::Attribute(e) = &*call.func else { return };
        let found = self.module_named(&e.value).and_then(|unit| unit.parameters(e.attr.as_str()));
        if let Some((parameters, skip)) = found
            && !self.catches_type_errors
        {
            let mut signature = Signature::of_def(e.attr.as_str(), parameters);
            signature.positional.drain(..skip.min(signature.positional.len()));
            let arguments = &call.arguments;
            self.arguments(&signature, &arguments.args, &arguments.keywords, call.range());
        }
    }
}
