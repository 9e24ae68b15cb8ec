//! Checked syntax tree to bytecode.
//!
//! Runs only on text without errors, so whatever the checks refuse never
//! comes here. Every operation carries the place it stands for. Promises that
//! a variable's register is written only when the whole right side is known,
//! so that an exception on the way leaves the old value.
//!
//! `frame` holds the function being compiled, `blocks` what must be tidied up
//! on the way out of it; the other files are one construct each.

mod aggregate;
mod assign;
mod blocks;
mod call;
mod class;
mod comprehension;
mod condition;
mod control;
mod expression;
mod fold;
mod frame;
mod function;
mod import;
mod matching;
mod statement;
mod text;
mod tries;
mod with;

pub(super) use fold::constant;

use crate::base::{LineIndex, Map, Span};
use crate::program::{
    Builtin, CallShape, Code, CodeId, CodeKind, Const, NO_CLASS, NO_REG, Op, Params, Program, Reg,
};
use crate::script::library::{BUILTINS, RARE, Unit};
use crate::script::scope::Scopes;
use crate::script::{DiagnosticKind, span};
use frame::{Frame, Place};
use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextRange};

/// Operations of the whole program. Only hostile text comes near: nested
/// `with` items left by many `break`s multiply.
const MAX_OPS: usize = 200_000;

/// Why there is no program, in its place: it needs more registers, constants or
/// operations than there can be, or a pattern is wrong.
pub(super) type Refused = (DiagnosticKind, Span);

/// Compiles a script with the library modules that it imports, each after
/// those that it imports itself.
pub(super) fn compile<'a>(
    script: &Unit<'a>,
    library: &[Unit<'a>],
    lines: &LineIndex,
) -> Result<Program, Refused> {
    let mut compiler = Compiler {
        unit: script,
        scopes: &script.scopes,
        lines,
        program: Program::default(),
        frame: Frame::default(),
        consts: Pool::default(),
        names: Map::new(),
        globals: Map::new(),
        class_names: Vec::new(),
        prefix: String::new(),
        n_ops: 0,
        refused: None,
    };
    compiler.declare_modules(library);
    let mut modules = Vec::new();
    for unit in library {
        (compiler.unit, compiler.scopes) = (unit, &unit.scopes);
        modules.push(compiler.module(unit.body, &[]));
    }
    (compiler.unit, compiler.scopes) = (script, &script.scopes);
    let main = compiler.module(script.body, &modules);
    compiler.program.as_written = library.iter().any(|unit| unit.decides_model());
    compiler.program.main = Some(main);
    match compiler.refused {
        Some(refused) => Err(refused),
        None => Ok(compiler.program),
    }
}

struct Compiler<'c, 'a> {
    unit: &'c Unit<'a>,
    scopes: &'c Scopes<'a>,
    lines: &'c LineIndex,
    program: Program,
    frame: Frame<'a>,
    consts: Pool,
    names: Map<Box<str>, u16>,
    globals: Map<Box<str>, u16>,
    /// Names of the classes around, outermost first.
    class_names: Vec<&'a str>,
    /// What qualifies names here.
    prefix: String,
    n_ops: usize,
    refused: Option<Refused>,
}

/// Where scalar constants already are.
#[derive(Default)]
struct Pool {
    strings: Map<Box<str>, u16>,
    /// Integers and the bits of floats, apart by the first part.
    numbers: Map<(bool, u64), u16>,
}

/// A place in the code to be filled in later.
#[derive(Clone, Copy)]
struct Patch(usize);

impl<'a> Compiler<'_, 'a> {
    /// `modules`: the library's, which run before.
    fn module(&mut self, body: &'a [Stmt], modules: &[CodeId]) -> CodeId {
        let place = TextRange::default();
        let base = self.temp(place);
        for &code in modules {
            self.emit(Op::MakeFunction { dst: base, code, base }, place);
            self.emit(Op::Call { awaited: false, base, argc: 0 }, place);
        }
        self.frame.top = base;
        self.body(body);
        self.implicit_return(body.last().map_or(TextRange::default(), Ranged::range));
        let library = self.unit.name.is_some();
        let kind = if library { CodeKind::Function } else { CodeKind::Module };
        self.finish("<module>", kind, Params::default(), 0)
    }

    /// Ends a function that falls off its end.
    fn implicit_return(&mut self, place: TextRange) {
        let end = TextRange::empty(place.end());
        let src = self.temp(end);
        self.emit(Op::LoadNone { dst: src }, end);
        self.emit(Op::Return { src }, end);
    }

    fn finish(&mut self, name: &str, kind: CodeKind, params: Params, captures: u16) -> CodeId {
        let frame = std::mem::take(&mut self.frame);
        let library = self.unit.name.is_some();
        let line = |s: &Span| if library { 0 } else { self.lines.line(s.start) };
        let lines = frame.spans.iter().map(line).collect();
        let id = self.index(self.program.codes.len(), TextRange::default());
        self.program.codes.push(Code {
            name: name.into(),
            qualified: [&self.prefix, name].concat().into(),
            library,
            kind,
            params,
            captures,
            registers: frame.n_registers,
            #[cfg(not(fast_functions))]
            fused: crate::program::fused::fuse(&frame.ops, frame.n_registers),
            ops: frame.ops,
            spans: frame.spans,
            lines,
            in_place: frame.in_place,
            handlers: frame.handlers,
            local_names: frame.local_names,
            class: frame.method_of.unwrap_or(NO_CLASS),
        });
        CodeId(id)
    }

    fn emit(&mut self, op: Op, place: TextRange) -> Patch {
        let at = self.frame.ops.len();
        self.n_ops += 1;
        if self.n_ops > MAX_OPS {
            self.give_up(place);
        } else {
            self.frame.ops.push(op);
            self.frame.spans.push(span(place));
        }
        Patch(at)
    }

    fn give_up(&mut self, place: TextRange) {
        self.refuse(DiagnosticKind::TooComplex, place);
    }

    fn refuse(&mut self, kind: DiagnosticKind, place: TextRange) {
        self.refused.get_or_insert((kind, span(place)));
    }

    /// A table index as operations carry it.
    fn index(&mut self, n: usize, place: TextRange) -> u16 {
        match u16::try_from(n) {
            Ok(n) if n != NO_REG => n,
            _ => {
                self.give_up(place);
                0
            }
        }
    }

    /// The next free register.
    fn temp(&mut self, place: TextRange) -> Reg {
        let reg = self.frame.top;
        if reg >= NO_REG - 1 {
            self.give_up(place);
            return reg;
        }
        self.frame.top = reg + 1;
        self.frame.n_registers = self.frame.n_registers.max(reg + 1);
        reg
    }

    fn here(&self) -> u32 {
        self.frame.ops.len() as u32
    }

    /// Makes the jump at `patch` land at the next operation.
    fn land(&mut self, patch: Patch) {
        let here = self.here();
        self.land_at(patch, here);
    }

    fn land_all(&mut self, patches: Vec<Patch>) {
        for patch in patches {
            self.land(patch);
        }
    }

    fn land_at(&mut self, patch: Patch, to: u32) {
        self.frame.landing = self.frame.landing.max(to);
        let far = i64::from(to) - patch.0 as i64;
        let mut fits = true;
        match self.frame.ops.get_mut(patch.0) {
            Some(
                Op::Jump { target }
                | Op::JumpIf { target, .. }
                | Op::JumpIfNot { target, .. }
                | Op::ForNext { target, .. },
            ) => *target = to,
            Some(Op::JumpUnless { offset, .. } | Op::JumpUnlessInt { offset, .. }) => {
                match i16::try_from(far) {
                    Ok(near) => *offset = near,
                    Err(_) => fits = false,
                }
            }
            _ => {}
        }
        if !fits {
            self.give_up(TextRange::default());
        }
    }

    fn jump(&mut self, place: TextRange) -> Patch {
        self.emit(Op::Jump { target: 0 }, place)
    }

    fn jump_to(&mut self, target: u32, place: TextRange) {
        self.emit(Op::Jump { target }, place);
    }

    /// The index of an attribute, method or keyword name.
    fn name(&mut self, name: &str, place: TextRange) -> u16 {
        if let Some(&index) = self.names.get(name) {
            return index;
        }
        let index = self.index(self.program.names.len(), place);
        self.program.names.push(name.into());
        self.names.insert(name.into(), index);
        index
    }

    /// An attribute's name; in a class, `__x` is a name of that class's own.
    fn attribute(&mut self, name: &str, place: TextRange) -> u16 {
        let class = self.class_names.last().map(|class| class.trim_start_matches('_'));
        match class.filter(|_| name.starts_with("__") && !name.ends_with("__")) {
            Some(class) => self.name(&["_", class, name].concat(), place),
            None => self.name(name, place),
        }
    }

    /// A global variable of the unit being compiled.
    fn global(&mut self, name: &str, place: TextRange) -> u16 {
        self.global_of(self.unit.name, name, place)
    }

    fn global_of(&mut self, module: Option<&str>, name: &str, place: TextRange) -> u16 {
        let full = match module {
            Some(module) => [module, ".", name].concat(),
            None => name.to_string(),
        };
        if let Some(&slot) = self.globals.get(full.as_str()) {
            return slot;
        }
        let slot = self.index(self.program.globals.len(), place);
        self.program.globals.push(full.as_str().into());
        self.globals.insert(full.into(), slot);
        slot
    }

    fn shape(&mut self, shape: CallShape, place: TextRange) -> u16 {
        let index = self.index(self.program.shapes.len(), place);
        self.program.shapes.push(shape);
        index
    }

    fn load_const(&mut self, value: Const, dst: Reg, place: TextRange) {
        let op = match value {
            Const::None => Op::LoadNone { dst },
            Const::Bool(value) => Op::LoadBool { dst, value },
            Const::Int(n) if i32::try_from(n).is_ok() => Op::LoadInt { dst, value: n as i32 },
            value => Op::LoadConst { dst, index: self.constant(value, place) },
        };
        self.emit(op, place);
    }

    fn constant(&mut self, value: Const, place: TextRange) -> u16 {
        let next = self.program.consts.len();
        let number = match &value {
            Const::Int(n) => Some((false, *n as u64)),
            Const::Float(x) => Some((true, x.to_bits())),
            _ => None,
        };
        let known = match (&value, number) {
            (Const::Str(text), _) => self.consts.strings.get(text),
            (_, Some(key)) => self.consts.numbers.get(&key),
            _ => None,
        };
        if let Some(&index) = known {
            return index;
        }
        let index = self.index(next, place);
        if let Const::Str(text) = &value {
            self.consts.strings.insert(text.clone(), index);
        } else if let Some(key) = number {
            self.consts.numbers.insert(key, index);
        }
        self.program.consts.push(value);
        index
    }

    fn load_builtin(&mut self, builtin: Builtin, dst: Reg, place: TextRange) {
        self.emit(Op::LoadBuiltin { dst, builtin }, place);
    }

    /// Where a name is kept, seen from here.
    fn place_of(&mut self, name: &'a str, range: TextRange) -> Place {
        match self.frame.lookup(name) {
            Some(place) => place,
            None => self.place_outside(name, range),
        }
    }

    /// Where a name is read from: in the body of a class, what the class does
    /// not bind yet means what it means outside.
    fn read_place(&mut self, name: &'a str, range: TextRange) -> Place {
        let place = self.place_of(name, range);
        match place {
            Place::Local(reg)
                if self.frame.is_class_name(name) && !self.frame.bound.contains(&reg) =>
            {
                let outside = self.frame.places.get(name).copied();
                let outside = outside.unwrap_or_else(|| self.place_outside(name, range));
                if outside == Place::Dunder {
                    self.emit(Op::CheckBound { reg }, range);
                    return place;
                }
                outside
            }
            _ => place,
        }
    }

    fn place_outside(&mut self, name: &'a str, range: TextRange) -> Place {
        let module = self.scopes.variable(Scopes::MODULE, name);
        if module.is_some_and(|v| v.bindings > 0 || v.deleted) {
            return Place::Global(self.global(name, range));
        }
        let builtin = match self.unit.name {
            Some(_) => Builtin::from_library(name),
            None => Builtin::from_name(name),
        };
        match builtin {
            Some(builtin) => Place::Builtin(builtin),
            None if RARE.contains(&name) => {
                Place::Global(self.global_of(Some(BUILTINS), name, range))
            }
            None => Place::Dunder,
        }
    }
}
