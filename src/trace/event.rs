//! Instants at which one task did something to another: the arrows.

use crate::base::{ResourceId, TaskId, Time};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum EventKind {
    /// `from` made `to`.
    Spawn,
    /// `to`, waiting for `from` to end, may go on.
    Join,
    /// `from` woke `to` (event, condition, semaphore, barrier).
    Wake,
    /// An item put by `from` reached `to`.
    Message,
    /// `from` released a lock that passed to `to`.
    Handover,
    /// `from` asked the holder `to` to drop the GIL.
    GilRequest,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    pub time: Time,
    pub kind: EventKind,
    pub from: TaskId,
    pub to: TaskId,
    pub resource: ResourceId,
}

/// Events in order of time, then of happening.
pub type Events = Vec<Event>;

impl EventKind {
    pub fn word(self) -> &'static str {
        match self {
            EventKind::Spawn => "spawn",
            EventKind::Join => "join",
            EventKind::Wake => "wake",
            EventKind::Message => "message",
            EventKind::Handover => "handover",
            EventKind::GilRequest => "gil_request",
        }
    }
}
