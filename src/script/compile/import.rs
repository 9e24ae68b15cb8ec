//! `import`: names for modules of the own library and for what is in them.
//!
//! Their code has run before the script's first line: it only defines things.

use super::Compiler;
use crate::program::{Module, Op};
use crate::script::library::Unit;
use ruff_python_ast as ast;
use ruff_text_size::TextRange;

impl<'a> Compiler<'_, 'a> {
    /// Gives each module its number and its exports their places.
    pub(super) fn declare_modules(&mut self, library: &[Unit<'a>]) {
        let place = TextRange::default();
        for unit in library {
            let Some(module) = unit.name else { continue };
            let exports = unit.names();
            let exports = exports
                .map(|name| (self.name(name, place), self.global_of(Some(module), name, place)))
                .collect();
            self.program.modules.push(Module { name: module.into(), exports });
        }
    }

    pub(super) fn import(&mut self, e: &'a ast::StmtImport) {
        for alias in &e.names {
            let full = alias.name.as_str();
            let (module, name) = match &alias.asname {
                Some(name) => (full, name.as_str()),
                // `import a.b` gives a name to `a`.
                None => {
                    let top = full.split('.').next().unwrap_or(full);
                    (top, top)
                }
            };
            let index = self.program.modules.iter().position(|m| *m.name == *module);
            let dst = self.temp(alias.range);
            let index = self.index(index.unwrap_or(0), alias.range);
            self.emit(Op::LoadModule { dst, index }, alias.range);
            self.store_name(name, dst, alias.range);
        }
    }

    pub(super) fn import_from(&mut self, e: &'a ast::StmtImportFrom) {
        // `from __future__ import annotations` changes nothing here.
        let Some(module) = e.module.as_ref().filter(|m| m.as_str() != "__future__") else {
            return;
        };
        for alias in &e.names {
            let name = alias.name.as_str();
            let dst = self.temp(alias.range);
            let slot = self.global_of(Some(module.as_str()), name, alias.range);
            self.emit(Op::GlobalGet { dst, slot }, alias.range);
            let known_as = alias.asname.as_ref().map_or(name, |n| n.as_str());
            self.store_name(known_as, dst, alias.range);
        }
    }
}
