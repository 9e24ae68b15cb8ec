//! The interpreter: runs a task's bytecode until it needs the engine.
//!
//! Knows nothing of cores, queues or models. Everything that takes time or
//! concerns another task leaves as a [`Request`]; the engine answers with
//! `Frames::resume` or `Frames::throw` and runs on. A task's state
//! ([`Frames`]) and a process's memory ([`Memory`]) are values: clone, compare.
//!
//! Reading order: `value`, `object`, `memory` (what there is), `frames` and `calls`
//! (where a task stands), `run` (the inner loop), `general` (the other instructions),
//! `exec` (calls, answers, exceptions), `native` (builtins that call back),
//! then one file a topic.

mod arith;
mod ask;
mod attribute;
mod builtins;
mod call;
mod calls;
mod class;
mod collect;
mod compare;
mod construct;
mod container;
mod convert;
mod describe;
mod display;
mod exec;
mod fault;
mod format;
mod frames;
#[cfg(not(fast_functions))]
mod fused;
mod general;
mod generator;
mod group;
mod iter;
mod library;
mod memory;
mod method;
mod methods;
mod native;
mod number;
mod object;
mod ops;
mod parcel;
mod percent;
mod power;
mod quick;
mod reflect;
mod request;
mod run;
mod slow;
mod sort;
#[cfg(not(fast_functions))]
mod straight;
mod subscript;
mod table;
mod text;
mod value;
mod verbs;
mod watch;

pub use describe::Described;
pub use frames::{Ahead, Frames};
pub use memory::Memory;
pub use parcel::Parcel;
pub use request::{
    Exit, LibraryCall, Request, Spawn, SpawnOptions, Start, SyncArgs, SyncMethod, TaskQuery, Verb,
};
pub use run::{Env, run, run_to_exit, run_to_verb};
pub use value::{ObjectId, SyncId, Value};
pub use verbs::PAST_LAST_CORE;
pub use watch::{ItemKey, Place, Use, Watch};
