//! `class`: the body runs in place, its names in registers, and what they hold
//! at the end becomes the class.

use super::Compiler;
use super::frame::Place;
use crate::base::Map;
use crate::program::{ClassShape, Op};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

impl<'a> Compiler<'_, 'a> {
    pub(super) fn class(&mut self, def: &'a ast::StmtClassDef) {
        let mark = self.frame.top;
        let place = def.name.range;
        let decorators = self.decorators(&def.decorator_list);
        self.members(def);
        let base = self.frame.top;
        let bases = def.bases();
        for class in bases {
            self.fresh(class);
        }
        let site = self.index(self.program.classes.len(), place);
        let name = def.name.as_str();
        let n_bases = self.index(bases.len(), place);
        // Its place is taken before a class inside it can take it.
        let shape = ClassShape { name: name.into(), n_bases, ..ClassShape::default() };
        self.program.classes.push(shape);
        self.class_names.push(name);
        let prefix = self.qualify(&[name, "."]);
        let (places, names) = self.class_registers(def, place);
        let outer = self.frame.class.replace((site, places));
        self.branches(|c| c.body(&def.body));
        self.frame.class = outer;
        let fields = def.body.iter().filter_map(field).map(|n| self.attribute(n, place)).collect();
        self.class_names.pop();
        self.prefix = prefix;
        if let Some(shape) = self.program.classes.get_mut(site as usize) {
            shape.names = names;
            shape.fields = fields;
        }
        if self.frame.top == base {
            self.temp(place);
        }
        self.emit(Op::MakeClass { dst: base, base, shape: site }, place);
        let made = self.decorate(decorators, base, place);
        self.store_name(name, made, place);
        self.frame.top = mark;
    }

    /// What `enum` makes of a class below one of its own: as if decorated.
    fn members(&mut self, def: &ast::StmtClassDef) {
        let known = self.program.modules.iter().any(|module| *module.name == *"enum");
        if known && self.unit.name.is_none() && !def.bases().is_empty() {
            let place = def.name.range;
            let dst = self.temp(place);
            let slot = self.global_of(Some("enum"), "_made", place);
            self.emit(Op::GlobalGet { dst, slot }, place);
        }
    }

    /// A register, empty at first, for each name that the body binds.
    fn class_registers(
        &mut self,
        def: &'a ast::StmtClassDef,
        place: TextRange,
    ) -> (Map<&'a str, Place>, Vec<u16>) {
        let (mut places, mut names) = (Map::new(), Vec::new());
        let scopes = self.scopes;
        let scope = scopes.of(def);
        for &name in scope.iter().flat_map(|scope| &scope.order) {
            if scope.is_some_and(|scope| scope.variables[name].own()) {
                let reg = self.temp(place);
                self.emit(Op::Unbind { reg }, place);
                self.frame.bound.remove(&reg);
                places.insert(name, Place::Local(reg));
                names.push(self.attribute(name, place));
            }
        }
        (places, names)
    }
}

/// `x: int` or `x: int = 0`, but not `x: ClassVar[int] = 0`.
fn field(stmt: &Stmt) -> Option<&str> {
    let Stmt::AnnAssign(e) = stmt else { return None };
    let kind = match &*e.annotation {
        Expr::Subscript(of) => &*of.value,
        kind => kind,
    };
    match (&*e.target, kind) {
        (_, Expr::Name(kind)) if kind.id == "ClassVar" => None,
        (Expr::Name(name), _) => Some(name.id.as_str()),
        _ => None,
    }
}
