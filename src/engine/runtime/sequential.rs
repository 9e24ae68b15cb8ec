//! One after another: `spawn` is a plain call, run at once by the caller.
//!
//! As a plain Python script, but for this: an exception does not leave the
//! call; `join()` raises it, as under every other model. `at=` makes the
//! caller wait for that time.

use super::Runtime;
use crate::base::TaskId;
use crate::engine::Engine;
use crate::engine::agenda::Class;
use crate::engine::flow::Flow;
use crate::engine::record::Change;
use crate::engine::state::{Alarm, Next};
use crate::engine::vm::{Spawn, Value};
use crate::trace::{Cause, Place, State, TaskKind};

pub struct Sequential;

impl Runtime for Sequential {
    fn spawn(&self, engine: &mut Engine, h: u16, parent: TaskId, spawn: Spawn, line: u32) -> Flow {
        let (thread, process) = engine.home(parent);
        let at = spawn.options.at;
        let child = match engine.new_task(parent, TaskKind::Call, thread, process, spawn, line) {
            Ok(child) => child,
            Err(flow) => return flow,
        };
        engine.briefs[child.index()].rest().caller = Some(parent);
        engine.set_next(parent, Next::Resume(Value::Task(child)));
        let change = Change::new(State::Lock, Place::Nowhere, Cause::JoinWait, line).by(child);
        engine.rec.change(parent, change);
        let t = &mut engine.threads[thread.index()];
        t.current = child;
        (t.cause, t.by) = (Cause::Spawned, parent);
        let Some(at) = at.filter(|&at| at > engine.rec.now) else { return Flow::Turn };
        let alarm = engine.agenda.add(at, Class::Arrival, Alarm::Wait(child));
        engine.briefs[child.index()].timed = true;
        engine.briefs[child.index()].alarm = alarm;
        engine.block(h, thread);
        Flow::Left
    }
}
