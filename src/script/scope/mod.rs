//! Which name means which variable.
//!
//! Python decides it before running: a name assigned anywhere in a function
//! is the function's own. Both the checks and the compiler ask here. Reports
//! nothing and knows no registers.

mod build;

use crate::base::{Map, Set};
use ruff_python_ast::StmtFunctionDef;
use ruff_text_size::{Ranged, TextRange};

pub(super) use build::{build, imports};

pub(super) type ScopeId = usize;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ScopeKind {
    Module,
    Function {
        asynchronous: bool,
    },
    Lambda,
    /// Its names become attributes; functions inside do not see them.
    Class,
    /// A generator expression: code of its own, the first iterable its argument.
    Generator,
    /// Its loop variables are its own (PEP 709); its code runs in the function around it.
    Comprehension,
}

/// What one scope does with one name.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Variable {
    pub(super) parameter: bool,
    /// How often it is bound: assigned, defined, imported, looped over …
    pub(super) bindings: u32,
    pub(super) imported: bool,
    pub(super) deleted: bool,
    pub(super) global: bool,
    pub(super) nonlocal: bool,
    pub(super) used: bool,
    /// An inner function uses it, so it lives in a cell.
    pub(super) captured: bool,
    /// Assigned by `:=`, so it may change within an expression.
    pub(super) walrus: bool,
    /// Where it first occurs in this scope.
    pub(super) first: TextRange,
    /// That first occurrence is in `global` or `nonlocal`.
    pub(super) declared_first: bool,
}

impl Variable {
    /// Whether the scope owns the variable.
    pub(super) fn own(&self) -> bool {
        (self.bindings > 0 || self.parameter || self.deleted) && !self.global && !self.nonlocal
    }
}

#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    pub(super) variables: Map<&'a str, Variable>,
    /// Names in order of first occurrence, so that registers read like the text.
    pub(super) order: Vec<&'a str>,
    /// Variables of outer functions that this one, or one inside it, uses.
    pub(super) captures: Set<&'a str>,
    /// It may return more than numbers, texts and the like.
    pub(super) returns: bool,
    /// A `yield` stands in it.
    pub(super) yields: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Resolved {
    /// Owned by a function, lambda or comprehension.
    Local(ScopeId),
    Global,
    /// Nobody binds it: a builtin, or unknown.
    Unbound,
}

#[derive(Debug, Default)]
pub(super) struct Scopes<'a> {
    pub(super) list: Vec<Scope<'a>>,
    /// The modules that it imports, wherever in it.
    pub(super) imports: Vec<&'a str>,
    /// A pattern stands somewhere whose parts the library tells.
    pub(super) patterns: bool,
    by_node: Map<(u32, u32), ScopeId>,
    /// The last `def` of each name, by the scope that it is written in.
    functions: Map<(ScopeId, &'a str), &'a StmtFunctionDef>,
    /// `t = spawn(f, …)`: the name of `f`, by the scope and name of `t`.
    tasks: Map<(ScopeId, &'a str), &'a str>,
    /// `import m`, `import m as n`: the module, by the scope and name of `n`.
    modules: Map<(ScopeId, &'a str), &'a str>,
    /// `from m import x as n`: module and name, by the scope and name of `n`.
    taken: Map<(ScopeId, &'a str), (&'a str, &'a str)>,
}

impl<'a> Scopes<'a> {
    pub(super) const MODULE: ScopeId = 0;

    /// The scope that a `def`, `lambda` or comprehension opens.
    pub(super) fn of(&self, node: &impl Ranged) -> Option<&Scope<'a>> {
        self.id_of(node).and_then(|id| self.list.get(id))
    }

    pub(super) fn id_of(&self, node: &impl Ranged) -> Option<ScopeId> {
        let range = node.range();
        self.by_node.get(&(range.start().into(), range.end().into())).copied()
    }

    pub(super) fn variable(&self, scope: ScopeId, name: &str) -> Option<&Variable> {
        self.list[scope].variables.get(name)
    }

    pub(super) fn resolve(&self, from: ScopeId, name: &str) -> Resolved {
        let mut at = Some(from);
        while let Some(id) = at {
            let scope = &self.list[id];
            let variable = scope.variables.get(name);
            if scope.kind == ScopeKind::Module {
                let bound = variable.is_some_and(|v| v.bindings > 0 || v.deleted);
                return if bound { Resolved::Global } else { Resolved::Unbound };
            }
            match variable {
                _ if scope.kind == ScopeKind::Class && id != from => at = scope.parent,
                Some(v) if v.global => at = Some(Self::MODULE),
                Some(v) if v.own() => return Resolved::Local(id),
                _ => at = scope.parent,
            }
        }
        Resolved::Unbound
    }

    /// A variable around a scope, among `names`, that it, or one inside it, reads.
    pub(super) fn reads_from_outside(&self, id: ScopeId, names: &[&'a str]) -> Option<&'a str> {
        // A scope is followed by those inside it.
        let mut inside = (id..self.list.len()).take_while(|&at| self.is_inside(at, id));
        inside.find_map(|at| {
            let outside =
                |name| !matches!(self.resolve(at, name), Resolved::Local(owner) if owner >= id);
            let used = |name| self.variable(at, name).is_some_and(|variable| variable.used);
            names.iter().copied().find(|name| used(name) && outside(name))
        })
    }

    fn is_inside(&self, scope: ScopeId, id: ScopeId) -> bool {
        scope == id || self.list[scope].parent.is_some_and(|parent| self.is_inside(parent, id))
    }

    /// The function that a name surely means: it is defined once and never reassigned.
    pub(super) fn function(&self, from: ScopeId, name: &str) -> Option<&'a StmtFunctionDef> {
        let owner = self.sole_owner(from, name)?;
        self.functions.get(&(owner, name)).copied()
    }

    /// The function of the task that a name surely means.
    pub(super) fn task(&self, from: ScopeId, name: &str) -> Option<&'a str> {
        let owner = self.sole_owner(from, name)?;
        self.tasks.get(&(owner, name)).copied()
    }

    /// The module that a name surely means.
    pub(super) fn module(&self, from: ScopeId, name: &str) -> Option<&'a str> {
        let owner = self.owner(from, name)?;
        let variable = self.variable(owner, name)?;
        // Several imports of one module are one.
        let sole = variable.imported && !variable.deleted && !variable.parameter;
        self.modules.get(&(owner, name)).copied().filter(|_| sole)
    }

    /// The module's name that a name surely means: `Thread` of `threading`.
    pub(super) fn taken(&self, from: ScopeId, name: &str) -> Option<(&'a str, &'a str)> {
        let owner = self.sole_owner(from, name)?;
        self.taken.get(&(owner, name)).copied()
    }

    fn sole_owner(&self, from: ScopeId, name: &str) -> Option<ScopeId> {
        let owner = self.owner(from, name)?;
        let variable = self.variable(owner, name)?;
        let sole = variable.bindings == 1 && !variable.parameter && !variable.deleted;
        sole.then_some(owner)
    }

    fn owner(&self, from: ScopeId, name: &str) -> Option<ScopeId> {
        match self.resolve(from, name) {
            Resolved::Local(owner) => Some(owner),
            Resolved::Global => Some(Self::MODULE),
            Resolved::Unbound => None,
        }
    }

    /// The nearest scope, `from` or around it, that has a frame of its own.
    pub(super) fn frame(&self, from: ScopeId) -> ScopeId {
        let mut id = from;
        while matches!(self.list[id].kind, ScopeKind::Comprehension | ScopeKind::Class) {
            match self.list[id].parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        id
    }
}
