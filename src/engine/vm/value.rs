//! Values as registers hold them: small, `Copy`, no pointers.

use crate::base::TaskId;
use crate::program::Builtin;

/// Index of an object in its process's memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjectId(pub u32);

/// A lock, queue, event …: lives in the engine, shared by all processes.
/// Index into the engine's table of synchronisation objects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SyncId(pub u32);

#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(u64)]
pub enum Value {
    /// Nothing: a variable not assigned yet. Never seen by a script.
    Unbound,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Builtin(Builtin),
    /// A task's handle, as `spawn` gives it.
    Task(TaskId),
    Sync(SyncId),
    /// A string, list, function, exception … in the process's memory.
    Object(ObjectId),
}

const _: () = assert!(std::mem::size_of::<Value>() == 16);
