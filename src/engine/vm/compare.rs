//! Equality, order, hashing, truth, membership.
//!
//! Nested values are compared by recursion down to a fixed depth, then with
//! RecursionError, as in CPython; the effort is counted.

use super::fault::{Fault, Outcome};
use super::object::{Object, Part, Range};
use super::table::Table;
use super::{Memory, Value, number};
use crate::program::{Builtin, CompareOp};
use std::cmp::Ordering;

/// How deep values may be nested to be compared, printed or copied.
pub(super) const DEPTH: u32 = 200;

/// Why a comparison has no answer.
enum Stop {
    Deep,
    Fault(Fault),
    Unordered(Value, Value),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

impl Memory {
    #[inline]
    pub(super) fn truth(&self, value: Value) -> bool {
        match value {
            Value::Bool(b) => b,
            Value::None | Value::Unbound => false,
            Value::Int(n) => n != 0,
            Value::Float(x) => x != 0.0,
            Value::Builtin(_) | Value::Task(_) | Value::Sync(_) => true,
            Value::Object(_) => self.len(value).is_none_or(|n| n > 0),
        }
    }

    /// `bool(value)`, asking the script's own objects.
    #[inline]
    pub(super) fn test(&self, value: Value) -> Outcome<bool> {
        match value {
            Value::Object(id) if matches!(self.get(id), Object::Instance(..)) => {
                if let Some(asked) = self.ask_special(value, "__bool__", &[]) {
                    return asked.map(|v| self.truth(v));
                }
                match self.ask_special(value, "__len__", &[]) {
                    Some(asked) => asked.map(|v| self.truth(v)),
                    None => Ok(true),
                }
            }
            _ => Ok(self.truth(value)),
        }
    }

    /// `len(value)`, if it has a length.
    pub(super) fn len(&self, value: Value) -> Option<u64> {
        match self.object(value)? {
            Object::Str(text) => Some(text.len() as u64),
            Object::List(items) => Some(items.len() as u64),
            Object::Tuple(items) => Some(items.len() as u64),
            Object::Dict(table) | Object::Set(table) => Some(table.len() as u64),
            Object::Range(range) => Some(range.numbers().len),
            &Object::View(id, _) => self.table(id).map(|t| t.len() as u64),
            _ => None,
        }
    }

    /// `a op b`.
    pub(super) fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> Outcome<bool> {
        let result = match op {
            CompareOp::Eq => self.equal(a, b, DEPTH),
            CompareOp::Ne => self.unequal(a, b),
            CompareOp::Is => return Ok(same(a, b)),
            CompareOp::IsNot => return Ok(!same(a, b)),
            CompareOp::In => return self.contains(b, a),
            CompareOp::NotIn => return self.contains(b, a).map(|c| !c),
            _ => self.ordered(op, a, b, DEPTH),
        };
        result.map_err(|stop| match stop {
            Stop::Deep => self.too_deep("in comparison"),
            Stop::Fault(fault) => fault,
            Stop::Unordered(a, b) => {
                let (a, b) = (self.type_name(a), self.type_name(b));
                let sign = sign(op);
                let text = format!("'{sign}' not supported between instances of '{a}' and '{b}'");
                self.type_error(&text)
            }
        })
    }

    /// `a < b`; `Err`: the exception that says why that is unknown.
    pub fn less(&mut self, a: Value, b: Value) -> Result<bool, Value> {
        match self.compare(CompareOp::Lt, a, b) {
            Ok(less) => Ok(less),
            Err(fault) => Err(match fault.object() {
                Some(id) => Value::Object(id),
                None => {
                    self.question.take();
                    let text = "a queue compares items by numbers, texts and tuples of them";
                    self.new_exception(Builtin::TypeError, text)
                }
            }),
        }
    }

    /// `a == b` where failing to find out means no.
    pub(super) fn same_value(&mut self, a: Value, b: Value) -> Outcome<bool> {
        self.compare(CompareOp::Eq, a, b)
    }

    fn equal(&self, a: Value, b: Value, depth: u32) -> Result<bool, Stop> {
        let (identical, bare) = (same(a, b), depth == DEPTH);
        // In a container what is the same is equal, also a NaN; bare it is asked.
        if identical && !bare {
            return Ok(true);
        }
        if let (Some(x), Some(y)) = (as_number(a), as_number(b)) {
            return Ok(number::compare(x, y) == Some(Ordering::Equal));
        }
        if self.class_of(a).is_some() || self.class_of(b).is_some() {
            self.charge(1)?;
            let asked = self.ask_both(a, b, "__eq__", "__eq__")?;
            return Ok(asked.map_or(identical, |v| self.truth(v)));
        }
        if identical {
            return Ok(true);
        }
        let (Some(x), Some(y)) = (self.object(a), self.object(b)) else { return Ok(false) };
        self.charge(1)?;
        let Some(depth) = depth.checked_sub(1) else { return Err(Stop::Deep) };
        match (x, y) {
            (Object::Str(x), Object::Str(y)) => Ok(x.as_str() == y.as_str()),
            (Object::List(x), Object::List(y)) => self.equal_items(x, y, depth),
            (Object::Tuple(x), Object::Tuple(y)) => self.equal_items(x, y, depth),
            (Object::Dict(x), Object::Dict(y)) => self.equal_tables(x, y, true, depth),
            (Object::Set(x), Object::Set(y)) => self.equal_tables(x, y, false, depth),
            (Object::Range(x), Object::Range(y)) => Ok(equal_ranges(&x.numbers(), &y.numbers())),
            (Object::Slice(x), Object::Slice(y)) => self.equal_items(&x[..], &y[..], depth),
            (Object::TypeName(x), Object::TypeName(y)) => Ok(x == y),
            (Object::Method(x, m), Object::Method(y, n)) => Ok(m == n && same(*x, *y)),
            (Object::Bound(x, f), Object::Bound(y, g)) => Ok(f == g && same(*x, *y)),
            (Object::View(..), Object::View(..) | Object::Set(_))
            | (Object::Set(_), Object::View(..)) => self.equal_views(x, y, depth),
            _ => Ok(false),
        }
    }

    /// `a.name(b)`, or else `b.mirrored(a)`.
    pub(super) fn ask_both(
        &self,
        a: Value,
        b: Value,
        name: &str,
        mirrored: &str,
    ) -> Outcome<Option<Value>> {
        for (object, name, other) in [(a, name, b), (b, mirrored, a)] {
            if let Some(asked) = self.ask_special(object, name, &[other]) {
                let answer = asked?;
                if answer != Value::Builtin(Builtin::NotImplemented) {
                    return Ok(Some(answer));
                }
            }
        }
        Ok(None)
    }

    fn unequal(&self, a: Value, b: Value) -> Result<bool, Stop> {
        match self.ask_both(a, b, "__ne__", "__ne__")? {
            Some(answer) => Ok(self.truth(answer)),
            None => self.equal(a, b, DEPTH).map(|equal| !equal),
        }
    }

    fn equal_items(&self, x: &[Value], y: &[Value], depth: u32) -> Result<bool, Stop> {
        if x.len() != y.len() {
            return Ok(false);
        }
        for (&a, &b) in x.iter().zip(y) {
            if !self.equal(a, b, depth)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_tables(&self, x: &Table, y: &Table, dict: bool, depth: u32) -> Result<bool, Stop> {
        if x.len() != y.len() {
            return Ok(false);
        }
        for entry in x.iter() {
            let found = y.find(entry.hash, |key| self.equal(key, entry.key, depth))?;
            let Some(at) = found else { return Ok(false) };
            if dict && !self.equal(entry.value, y.value_at(at), depth)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Key views compare like sets; others only with themselves.
    fn equal_views(&self, x: &Object, y: &Object, depth: u32) -> Result<bool, Stop> {
        let table = |object: &Object| match object {
            Object::View(id, Part::Keys) => self.table(*id).cloned(),
            Object::Set(table) => Some((**table).clone()),
            _ => None,
        };
        match (table(x), table(y)) {
            (Some(x), Some(y)) => self.equal_tables(&x, &y, false, depth),
            _ => Ok(false),
        }
    }

    fn ordered(&self, op: CompareOp, a: Value, b: Value, depth: u32) -> Result<bool, Stop> {
        if let (Some(x), Some(y)) = (as_number(a), as_number(b)) {
            return Ok(number::compare(x, y).is_some_and(|o| holds(op, o)));
        }
        if self.class_of(a).is_some() || self.class_of(b).is_some() {
            let (name, mirrored) = match op {
                CompareOp::Lt => ("__lt__", "__gt__"),
                CompareOp::Le => ("__le__", "__ge__"),
                CompareOp::Gt => ("__gt__", "__lt__"),
                _ => ("__ge__", "__le__"),
            };
            let asked = self.ask_both(a, b, name, mirrored)?;
            return asked.map(|v| self.truth(v)).ok_or(Stop::Unordered(a, b));
        }
        let (Some(x), Some(y)) = (self.object(a), self.object(b)) else {
            return Err(Stop::Unordered(a, b));
        };
        self.charge(1)?;
        let Some(depth) = depth.checked_sub(1) else { return Err(Stop::Deep) };
        match (x, y) {
            // UTF-8 sorts as code points do.
            (Object::Str(x), Object::Str(y)) => Ok(holds(op, x.as_str().cmp(y.as_str()))),
            (Object::List(x), Object::List(y)) => self.ordered_items(op, x, y, depth),
            (Object::Tuple(x), Object::Tuple(y)) => self.ordered_items(op, x, y, depth),
            (Object::Set(x), Object::Set(y)) => self.ordered_sets(op, x, y, depth),
            _ => Err(Stop::Unordered(a, b)),
        }
    }

    /// The first pair that differs decides, else the lengths.
    fn ordered_items(
        &self,
        op: CompareOp,
        x: &[Value],
        y: &[Value],
        depth: u32,
    ) -> Result<bool, Stop> {
        for (&a, &b) in x.iter().zip(y) {
            if !self.equal(a, b, depth)? {
                return self.ordered(op, a, b, depth);
            }
        }
        Ok(holds(op, x.len().cmp(&y.len())))
    }

    /// Subsets are less.
    fn ordered_sets(&self, op: CompareOp, x: &Table, y: &Table, depth: u32) -> Result<bool, Stop> {
        let (small, large) = match op {
            CompareOp::Lt | CompareOp::Le => (x, y),
            _ => (y, x),
        };
        let strict = matches!(op, CompareOp::Lt | CompareOp::Gt);
        if small.len() > large.len() || strict && small.len() == large.len() {
            return Ok(false);
        }
        for entry in small.iter() {
            if large.find(entry.hash, |key| self.equal(key, entry.key, depth))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `item in container`.
    pub(super) fn contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        if let Some(asked) = self.ask_special(container, "__contains__", &[item]) {
            return asked.map(|v| self.truth(v));
        }
        match self.object(container) {
            Some(Object::Dict(_) | Object::Set(_)) => Ok(self.find(container, item)?.is_some()),
            Some(&Object::View(id, Part::Keys)) => {
                Ok(self.find(Value::Object(id), item)?.is_some())
            }
            Some(Object::Str(text)) => {
                let text = text.shared();
                match self.text(item) {
                    Some(part) => Ok(text.contains(part.as_str())),
                    None => {
                        Err(self
                            .unfit(item, "'in <string>' requires string as left operand, not {}"))
                    }
                }
            }
            Some(Object::Range(range)) if let Some(number) = as_number(item) => {
                let range = range.numbers();
                Ok(number::as_exact_int(number).and_then(|n| range.position(n)).is_some())
            }
            Some(Object::List(_) | Object::Tuple(_)) => self.index_of(container, item, 0),
            Some(
                Object::Range(_)
                | Object::View(..)
                | Object::Iter(_)
                | Object::RangeIter(_)
                | Object::SeqIter { .. },
            ) => {
                let items = self.items_of(container)?.unwrap_or_default();
                let list = self.new_list(items);
                self.index_of(list, item, 0)
            }
            _ => Err(self.unfit(container, "argument of type '{}' is not iterable")),
        }
    }

    fn index_of(&mut self, list: Value, item: Value, from: usize) -> Outcome<bool> {
        Ok(self.position(list, item, from)?.is_some())
    }

    /// Where in a list or tuple an equal item is.
    pub(super) fn position(
        &mut self,
        list: Value,
        item: Value,
        from: usize,
    ) -> Outcome<Option<usize>> {
        let mut at = from;
        while let Some(&other) = self.sequence(list).and_then(|items| items.get(at)) {
            self.charge(1)?;
            if same(other, item) || self.compare(CompareOp::Eq, other, item)? {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Where a key is in a dict or set. TypeError if it cannot be hashed.
    pub(super) fn find(&mut self, table: Value, key: Value) -> Outcome<Option<usize>> {
        let hash = self.hash(key)?;
        self.find_hashed(table, key, hash)
    }

    pub(super) fn find_hashed(
        &mut self,
        table: Value,
        key: Value,
        hash: u64,
    ) -> Outcome<Option<usize>> {
        let found = match self.object(table) {
            Some(Object::Dict(table) | Object::Set(table)) => {
                table.find(hash, |k| self.equal(k, key, DEPTH - 1))
            }
            _ => Ok(None),
        };
        found.map_err(|stop| match stop {
            Stop::Fault(fault) => fault,
            _ => self.too_deep("in comparison"),
        })
    }

    /// Where tables look for a value.
    pub(super) fn hash(&mut self, value: Value) -> Outcome<u64> {
        self.own_hash(value).map(mix)
    }

    /// What `hash` gives: equal values have equal hashes, whatever their type.
    pub(super) fn own_hash(&mut self, value: Value) -> Outcome<u64> {
        match self.hash_deep(value, DEPTH) {
            Ok(hash) => Ok(hash),
            Err(Stop::Unordered(culprit, _)) => Err(self.unfit(culprit, "unhashable type: '{}'")),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Deep) => Err(self.too_deep("while hashing")),
        }
    }

    /// `Stop::Unordered`: what cannot be hashed.
    fn hash_deep(&self, value: Value, depth: u32) -> Result<u64, Stop> {
        Ok(match value {
            Value::Unbound | Value::None => 0x9E37,
            Value::Bool(b) => u64::from(b),
            Value::Int(n) => hash_whole(n),
            Value::Float(x) => match number::as_exact_int(number::Number::Float(x)) {
                Some(n) => hash_whole(n),
                None => mix(x.to_bits()) >> 3,
            },
            Value::Builtin(b) => 0x1_0000_0000 + b as u64,
            Value::Task(t) => 0x2_0000_0000 + u64::from(t.0),
            Value::Sync(s) => 0x3_0000_0000 + u64::from(s.0),
            Value::Object(id) => match self.get(id) {
                Object::Str(text) => hash_text(text.as_str()) >> 3,
                Object::Tuple(items) => {
                    let Some(depth) = depth.checked_sub(1) else { return Err(Stop::Deep) };
                    let mut hash = 0x5EED;
                    for &item in items.iter() {
                        hash = mix(hash ^ self.hash_deep(item, depth)?) >> 3;
                    }
                    hash
                }
                Object::Range(r) => mix(r.start as u64 ^ mix(r.numbers().len)) >> 3,
                Object::List(_) | Object::Dict(_) | Object::Set(_) | Object::Slice(_) => {
                    return Err(Stop::Unordered(value, value));
                }
                Object::Instance(..) if self.special(value, "__hash__").is_some() => {
                    match self.ask_special(value, "__hash__", &[]) {
                        Some(asked) => self.hash_deep(asked?, depth.saturating_sub(1))?,
                        None => 0,
                    }
                }
                Object::Instance(..) if self.special(value, "__eq__").is_some() => {
                    return Err(Stop::Unordered(value, value));
                }
                _ => 0x4_0000_0000 + u64::from(id.0),
            },
        })
    }

    /// Whether an exception object is of a builtin class or one below it.
    pub fn is_instance(&self, exception: Value, class: Builtin) -> bool {
        self.is_instance_of(exception, Value::Builtin(class))
    }

    /// Whether a value's class is this one or below it.
    pub(super) fn is_instance_of(&self, value: Value, class: Value) -> bool {
        let own = match self.object(value) {
            Some(Object::Exception(e)) => e.class,
            Some(&Object::Instance(own, _)) => Value::Object(own),
            _ => return class == Value::Builtin(Builtin::Object),
        };
        self.is_below(own, class)
    }
}

/// The class above an exception class.
fn parent(class: Builtin) -> Option<Builtin> {
    use Builtin::*;
    Some(match class {
        BaseException => return None,
        Exception | GeneratorExit | KeyboardInterrupt | SystemExit | BaseExceptionGroup
        | CancelledError => BaseException,
        TimeoutError | ConnectionError | FileNotFoundError | PermissionError => OSError,
        ConnectionResetError => ConnectionError,
        // Of `Exception` too; see `is_subclass`.
        ExceptionGroup => BaseExceptionGroup,
        ZeroDivisionError | OverflowError => ArithmeticError,
        IndexError | KeyError => LookupError,
        UnboundLocalError => NameError,
        NotImplementedError | RecursionError => RuntimeError,
        _ => Exception,
    })
}

pub(super) fn is_subclass(class: Builtin, of: Builtin) -> bool {
    let second = class == Builtin::ExceptionGroup && of == Builtin::Exception;
    second || std::iter::successors(Some(class), |&c| parent(c)).any(|c| c == of)
}

/// Identity: the same object, or the same bits.
pub(super) fn same(a: Value, b: Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    }
}

fn equal_ranges(x: &Range, y: &Range) -> bool {
    x.len == y.len && (x.len == 0 || x.start == y.start && (x.len == 1 || x.step == y.step))
}

pub(super) fn as_number(value: Value) -> Option<number::Number> {
    match value {
        Value::Bool(b) => Some(number::Number::Int(i64::from(b))),
        Value::Int(n) => Some(number::Number::Int(n)),
        Value::Float(x) => Some(number::Number::Float(x)),
        _ => None,
    }
}

fn holds(op: CompareOp, order: Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Gt => ">",
        _ => ">=",
    }
}

/// As CPython hashes numbers (`Objects/longobject.c`): by a prime, and -1 says
/// that something failed.
pub(super) fn hash_whole(n: i64) -> u64 {
    const PRIME: i64 = (1 << 61) - 1;
    match n % PRIME {
        -1 => -2i64 as u64,
        rest => rest as u64,
    }
}

fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

/// FNV-1a, finished by `mix`.
fn hash_text(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    });
    mix(fnv)
}
