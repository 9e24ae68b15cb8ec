//! The interpreter: runs a task's bytecode until it needs the engine.
//!
//! Knows nothing of cores, queues or models. Everything that takes time or
//! concerns another task leaves as a [`Request`]; the engine answers with
//! `Frames::resume` or `Frames::throw` and runs on. A task's state
//! ([`Frames`]) and a process's memory ([`Memory`]) are values: clone, compare.

mod request;
mod value;

pub use request::{Exit, Request, Spawn, SpawnOptions, SyncArgs, SyncMethod, TaskQuery};
pub use value::{ObjectId, SyncId, Value};
