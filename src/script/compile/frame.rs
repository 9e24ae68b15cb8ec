//! The function being compiled: its registers, names and operations.

use super::blocks::Block;
use crate::base::{Map, Set, Span};
use crate::program::{Builtin, Handler, Op, Reg};

/// Where a name is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Local(Reg),
    /// In the cell that the register holds.
    Cell(Reg),
    /// In the module's table.
    Global(u16),
    Builtin(Builtin),
    /// `__name__`, the one name that is neither.
    Dunder,
}

#[derive(Default)]
pub(super) struct Frame<'a> {
    pub(super) ops: Vec<Op>,
    pub(super) spans: Vec<Span>,
    pub(super) in_place: Vec<u32>,
    pub(super) handlers: Vec<Handler>,
    pub(super) local_names: Vec<Box<str>>,
    pub(super) n_registers: u16,
    /// The next free register.
    pub(super) top: Reg,
    /// Registers below hold variables.
    pub(super) n_locals: Reg,
    pub(super) places: Map<&'a str, Place>,
    /// Loop variables of the comprehensions around, innermost last.
    pub(super) comprehensions: Vec<Map<&'a str, Place>>,
    /// The class whose body is being compiled, and what names mean in it.
    pub(super) class: Option<(u16, Map<&'a str, Place>)>,
    /// The class that the function is a method of.
    pub(super) method_of: Option<u16>,
    /// What the function calls its first argument.
    pub(super) first: Option<&'a str>,
    /// Local variables that surely hold a value here.
    pub(super) bound: Set<Reg>,
    /// Local variables that `:=` may change within an expression.
    pub(super) restless: Set<Reg>,
    /// Local variables that `del` or the end of an `except` may empty again.
    pub(super) volatile: Set<Reg>,
    /// The last operation that some jump or exception lands at.
    pub(super) landing: u32,
    /// What is left on the way out, innermost last.
    pub(super) blocks: Vec<Block<'a>>,
    /// Whether jumps inside the present statement surely fit in 16 bits.
    pub(super) near: bool,
}

impl<'a> Frame<'a> {
    pub(super) fn lookup(&self, name: &str) -> Option<Place> {
        let inner = self.comprehensions.iter().rev().find_map(|names| names.get(name));
        // A comprehension does not see the names of the class around it.
        let class = self.class.as_ref().filter(|_| self.comprehensions.is_empty());
        let class = class.and_then(|(_, names)| names.get(name));
        inner.or(class).or_else(|| self.places.get(name)).copied()
    }

    /// Whether it means a name of the class whose body is being compiled.
    pub(super) fn is_class_name(&self, name: &str) -> bool {
        self.comprehensions.is_empty()
            && self.class.as_ref().is_some_and(|(_, names)| names.get(name).is_some())
    }

    /// Where a function inside finds it: the names of a class are not seen there.
    pub(super) fn lookup_captured(&self, name: &str) -> Option<Place> {
        let inner = self.comprehensions.iter().rev().find_map(|names| names.get(name));
        inner.or_else(|| self.places.get(name)).copied()
    }

    pub(super) fn is_variable(&self, reg: Reg) -> bool {
        reg < self.n_locals
    }
}
