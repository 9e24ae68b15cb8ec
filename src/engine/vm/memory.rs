//! One process's memory: objects, global variables, constants.
//!
//! Objects sit in an arena and name each other by index; holes are reused.
//! Cloning is what `fork` does: every index keeps its meaning in the copy.
//! Bytes are counted so that a runaway script meets its limit before the
//! machine does; the count is an estimate of what a real process would take.

use super::ask::{Answered, Question};
use super::fault::{Fault, Outcome};
use super::frames::Spare;
use super::method::Method;
use super::object::Object;
use super::text::Text;
use super::watch::Watch;
use super::{Exit, ObjectId, Value};
use crate::base::fetch;
use crate::program::{CodeId, CodeKind, Const, Module, Program};
use crate::trace::Limit;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Names of the program, for printing values and finding methods.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By index into `Program::names`.
    pub methods: Vec<Option<Method>>,
    pub names: Vec<Rc<str>>,
    /// By code id.
    pub codes: Vec<Box<str>>,
    pub qualified: Vec<Box<str>>,
    /// Those of `async def`.
    pub coroutines: Vec<CodeId>,
    pub modules: Vec<Module>,
    /// By `class` statement: what it annotates.
    pub fields: Vec<Vec<u16>>,
}

#[derive(Clone, Debug)]
pub struct Memory {
    pub(super) objects: Vec<Object>,
    pub(super) globals: Vec<Value>,
    pub(super) consts: Vec<Value>,
    pub(super) names: Rc<Names>,
    /// First hole; `NO_HOLE` if there is none.
    pub(super) hole: u32,
    pub(super) bytes: u64,
    /// Bytes that were left after the last collection; `u64::MAX` if that was
    /// as much as the process may have.
    pub(super) live: u64,
    /// When to collect next.
    pub(super) threshold: u64,
    /// What the process may take; set at each run.
    pub(super) limit: u64,
    /// Effort spent inside operations, in elements touched; becomes steps.
    pub(super) work: Cell<u64>,
    /// Steps counted when an allocation last failed: failing again at once
    /// means that collecting did not help.
    pub(super) failed_at: u64,
    /// Names that came up while running, after those of the program.
    pub(super) more_names: Vec<Rc<str>>,
    /// By `class` statement: the class it made last. Then that of `object()`.
    pub(super) classes: Vec<Value>,
    /// What an operation that is done again already knows, and wants to know.
    pub(super) answers: Vec<Answered>,
    pub(super) question: RefCell<Option<Box<Question>>>,
    /// Steps that were counted for contents touched, not for instructions.
    pub(super) worked: u64,
    /// What is written down of it, if it is watched.
    pub(super) watch: Option<Box<Watch>>,
    /// Of a process that was spawned, not forked: it ran the script's text anew.
    pub(super) spawned: bool,
    /// And is still doing so.
    pub(super) booting: bool,
    /// `hasattr` is looking: see `Question`.
    pub(super) lenient: bool,
    /// Whose method is called, for what is said of its arguments.
    pub(super) receiver: Value,
    /// Tasks begun so far.
    pub(super) tasks: u32,
    /// What runs their scripts where they are packed.
    pub(super) spare: Spare,
}

pub(super) const NO_HOLE: u32 = u32::MAX;
/// What an object takes besides its contents, about as in CPython.
const OBJECT_BYTES: u64 = 48;
pub(super) const VALUE_BYTES: u64 = 16;
/// Below this nothing is worth collecting.
pub(super) const FIRST_COLLECTION: u64 = 1 << 20;
/// Elements one operation may touch, a fraction of a second.
const WORK_LIMIT: u64 = 16_000_000;

impl PartialEq for Memory {
    /// Same contents at the same places; what is left of counting is ignored.
    fn eq(&self, other: &Memory) -> bool {
        self.globals == other.globals && self.objects == other.objects
    }
}

impl Memory {
    /// The memory of a process that starts `program`.
    pub fn new(program: &Program) -> Memory {
        let names = Names {
            methods: program.names.iter().map(|n| Method::from_name(n)).collect(),
            names: program.names.iter().map(|n| Rc::from(&**n)).collect(),
            codes: program.codes.iter().map(|c| c.name.clone()).collect(),
            qualified: program.codes.iter().map(|c| c.qualified.clone()).collect(),
            coroutines: (0u16..)
                .zip(&program.codes)
                .filter(|(_, code)| code.kind == CodeKind::Coroutine)
                .map(|(id, _)| CodeId(id))
                .collect(),
            modules: program.modules.clone(),
            fields: program.classes.iter().map(|c| c.fields.clone()).collect(),
        };
        let mut memory = Memory {
            objects: Vec::new(),
            globals: vec![Value::Unbound; program.globals.len()],
            consts: Vec::new(),
            names: Rc::new(names),
            hole: NO_HOLE,
            bytes: 0,
            live: 0,
            threshold: FIRST_COLLECTION,
            limit: u64::MAX,
            work: Cell::new(0),
            failed_at: 0,
            more_names: Vec::new(),
            classes: vec![Value::Unbound; program.classes.len() + 1],
            answers: Vec::new(),
            question: RefCell::new(None),
            worked: 0,
            watch: None,
            spawned: false,
            booting: false,
            lenient: false,
            receiver: Value::None,
            tasks: 0,
            spare: Spare::default(),
        };
        let consts = program.consts.iter().map(|c| memory.load_const(c)).collect();
        memory.consts = consts;
        memory
    }

    /// As if very many tasks had begun, whose states are then packed: for
    /// comparison.
    pub fn crowd(&mut self) {
        self.tasks = u32::MAX;
    }

    fn load_const(&mut self, constant: &Const) -> Value {
        match constant {
            Const::None => Value::None,
            Const::Bool(b) => Value::Bool(*b),
            Const::Int(n) => Value::Int(*n),
            Const::Float(x) => Value::Float(*x),
            Const::Str(text) => self.new_text(text),
            Const::Tuple(items) => {
                let items = items.iter().map(|c| self.load_const(c)).collect();
                self.new_tuple(items)
            }
        }
    }

    /// Steps counted for the contents of what operations touched.
    pub fn worked(&self) -> u64 {
        self.worked
    }

    /// Estimated bytes that the objects take; shrinks only when collected.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether enough was made since the last collection to make one worth it.
    pub fn wants_collection(&self) -> bool {
        self.bytes >= self.threshold
    }

    /// The module's variables, by slot; `Value::Unbound` where not assigned.
    pub fn globals(&self) -> &[Value] {
        &self.globals
    }

    /// The first global variable that holds exactly this value.
    pub fn global_named(&self, value: Value) -> Option<u16> {
        self.globals.iter().position(|&g| g == value).map(|slot| slot as u16)
    }

    pub fn new_list(&mut self, items: Vec<Value>) -> Value {
        self.add(Object::List(items))
    }

    /// The items of a list; of anything else none.
    pub fn list_items(&self, value: Value) -> &[Value] {
        match self.object(value) {
            Some(Object::List(items)) => items,
            _ => &[],
        }
    }

    pub fn new_tuple(&mut self, items: Vec<Value>) -> Value {
        self.add(Object::Tuple(items.into_boxed_slice()))
    }

    pub fn new_text(&mut self, text: &str) -> Value {
        self.add(Object::Str(Text::new(text)))
    }

    /// Puts an object into the arena.
    pub(super) fn add(&mut self, object: Object) -> Value {
        self.bytes += size_of_object(&object);
        if self.hole != NO_HOLE {
            let at = self.hole;
            let slot = &mut self.objects[at as usize];
            if let Object::Free(next) = *slot {
                self.hole = next;
            }
            *slot = object;
            return Value::Object(ObjectId(at));
        }
        self.objects.push(object);
        Value::Object(ObjectId(self.objects.len() as u32 - 1))
    }

    #[inline(always)]
    pub(super) fn get(&self, id: ObjectId) -> &Object {
        &self.objects[id.0 as usize]
    }

    #[inline(always)]
    pub(super) fn get_mut(&mut self, id: ObjectId) -> &mut Object {
        if let Some(watch) = &mut self.watch {
            watch.touch(id);
        }
        &mut self.objects[id.0 as usize]
    }

    pub(super) fn object(&self, value: Value) -> Option<&Object> {
        match value {
            Value::Object(id) => Some(self.get(id)),
            _ => None,
        }
    }

    /// Has an object brought into the cache.
    #[inline(always)]
    pub(super) fn fetch(&self, id: ObjectId) {
        fetch(&self.objects, id.0 as usize);
    }

    pub(super) fn text(&self, value: Value) -> Option<&Text> {
        match self.object(value) {
            Some(Object::Str(text)) => Some(text),
            Some(Object::Instance(..)) => match self.object(self.plain(value)) {
                Some(Object::Str(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The text or number that a member of `class Color(str, Enum)` is as well.
    pub(super) fn plain(&self, value: Value) -> Value {
        let Some(Object::Instance(class, slots)) = self.object(value) else { return value };
        let builtin = |a: &Value| matches!(a, Value::Builtin(_));
        let mixed = self.class(*class).is_some_and(|class| class.ancestors.iter().any(builtin));
        let name = self.name_index("_value_").filter(|_| mixed);
        name.and_then(|name| super::class::slot(slots, name)).unwrap_or(value)
    }

    /// The text of a string, shared: outlives changes of the memory.
    pub(super) fn shared_text(&self, value: Value) -> Option<Rc<str>> {
        self.text(value).map(Text::shared)
    }

    /// Elements of a list or tuple.
    pub(super) fn sequence(&self, value: Value) -> Option<&[Value]> {
        match self.object(value) {
            Some(Object::List(items)) => Some(items),
            Some(Object::Tuple(items)) => Some(items),
            _ => None,
        }
    }

    /// Refuses to grow by `bytes` past the limit. Ask before building
    /// anything whose size a script chooses.
    pub(super) fn reserve(&self, bytes: u64) -> Outcome<()> {
        // Small things are checked where the interpreter looks anyway.
        if bytes > 4096 && self.bytes.saturating_add(bytes) > self.limit {
            return Err(Fault::HEAP);
        }
        self.charge(bytes / VALUE_BYTES)
    }

    /// Counts contents added to an object that already exists.
    #[inline]
    pub(super) fn grow(&mut self, values: usize) {
        self.bytes += values as u64 * VALUE_BYTES;
    }

    /// Counts elements touched by an operation.
    #[inline]
    pub(super) fn charge(&self, elements: u64) -> Outcome<()> {
        let work = self.work.get().saturating_add(elements);
        self.work.set(work);
        if work > WORK_LIMIT { Err(Fault::WORK) } else { Ok(()) }
    }

    /// Goes on without a collection for a while.
    pub fn put_off_collection(&mut self) {
        self.threshold = self.bytes.saturating_add(FIRST_COLLECTION).min(self.limit);
    }

    /// Fails once more is taken than the process may have.
    pub(super) fn check_limit(&self) -> Outcome<()> {
        if self.bytes > self.limit { Err(Fault::HEAP) } else { Ok(()) }
    }

    /// How to leave when a collection is wanted: the limit, if one was just
    /// made in vain.
    pub(super) fn collect_or_limit(&self) -> Exit {
        if self.live == u64::MAX { Exit::Limit(Limit::Heap) } else { Exit::Collect }
    }

    /// Whether a call of it goes through [`super::exec::Machine::call`].
    pub(super) fn is_scripted(&self, value: Value) -> bool {
        use Object::*;
        matches!(
            self.object(value),
            Some(Function(_) | Bound(..) | Class(_) | Instance(..) | StaticMethod(_))
        )
    }

    /// A callable as messages name it: `f()`.
    pub(super) fn callable_name(&self, callee: Value) -> String {
        match (callee, self.object(callee)) {
            (Value::Builtin(builtin), _) => format!("{}()", builtin.name()),
            (_, Some(Object::Function(f))) => format!("{}()", self.names.codes[f.code.0 as usize]),
            (_, Some(Object::Method(_, method))) => format!("{}()", method.name()),
            (_, Some(&Object::Bound(_, f))) => self.callable_name(Value::Object(f)),
            (_, Some(Object::Class(c))) => format!("{}()", c.name),
            _ => self.type_name(callee).to_string(),
        }
    }

    /// The default name of a task that runs `function`.
    pub fn function_name<'a>(&'a self, program: &'a Program, function: Value) -> &'a str {
        match (function, self.object(function)) {
            (Value::Builtin(builtin), _) => builtin.name(),
            (_, Some(Object::Function(f))) => &program.codes[f.code.0 as usize].name,
            (_, Some(Object::Coroutine(c))) => &program.codes[c.code.0 as usize].name,
            (_, Some(Object::Method(_, method))) => method.name(),
            (_, Some(&Object::Bound(_, f))) => self.function_name(program, Value::Object(f)),
            (_, Some(Object::Class(c))) => &c.name,
            _ => self.type_name(function),
        }
    }
}

/// Estimated bytes of an object with its own contents.
pub(super) fn size_of_object(object: &Object) -> u64 {
    let values = match object {
        Object::Str(text) => return OBJECT_BYTES + text.as_str().len() as u64,
        Object::List(items) => items.len(),
        Object::Tuple(items) => items.len(),
        Object::Dict(table) | Object::Set(table) => table.entries().len() * 4,
        Object::Function(_) | Object::Coroutine(_) => 4,
        Object::Exception(e) => 8 + e.traceback.len(),
        Object::Class(c) => 8 + c.slots.len() * 2,
        Object::Instance(_, slots) => slots.len() * 2,
        Object::Generator(g) => 8 + g.window.len(),
        _ => 1,
    };
    OBJECT_BYTES + values as u64 * VALUE_BYTES
}
