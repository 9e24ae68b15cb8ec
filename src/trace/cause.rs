//! Why a segment began. One cause a segment; the sentence is made in `words`.

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Cause { $($(#[$doc])* $name),* }

        impl Cause {
            pub const ALL: &'static [Cause] = &[$(Cause::$name),*];

            /// As written in the JSON trace.
            pub fn word(self) -> &'static str {
                match self { $(Cause::$name => $word),* }
            }
        }
    };
}

causes! {
    // Becoming ready.
    /// `by` spawned it.
    Spawned "spawned",
    /// Its `at=` time came.
    Arrived "arrived",
    /// It used up its quantum while others waited.
    QuantumExpired "quantum_expired",
    /// `by` took its core by the policy's rule.
    Preempted "preempted",
    /// It gave way by itself.
    Yielded "yielded",
    /// The policy lifted all tasks to the top queue.
    Boosted "boosted",
    /// Its I/O or sleep ended.
    IoDone "io_done",
    /// The lock, item or permit it waited for came, from `by`.
    Woken "woken",
    /// The task it waited for, `by`, ended.
    Joined "joined",
    /// Another thread, `by`, asked for the GIL after the switch interval.
    GilRequested "gil_requested",
    /// A worker took it, with others, from the shared queue into its own.
    Fetched "fetched",
    /// It had computed for as long as the runtime allows while others waited.
    RuntimePreempted "runtime_preempted",

    // Getting a core, a loop or the GIL. In a running segment these say why
    // the place was free; who else was eligible is `Trace::eligible`.
    /// The core was idle.
    CoreIdle "core_idle",
    /// The task before it blocked or waited.
    PreviousBlocked "previous_blocked",
    /// The task before it ended.
    PreviousEnded "previous_ended",
    /// The task before it used up its quantum.
    PreviousExpired "previous_expired",
    /// The task before it gave way.
    PreviousYielded "previous_yielded",
    /// It displaced `by` by the policy's rule.
    Preempting "preempting",
    /// The policy lifted all tasks to the top queue, and it came first there.
    Boosting "boosting",
    /// The event loop took it as the next in its ready queue.
    LoopTurn "loop_turn",
    /// A worker of the pool took it, the first in the pool's queue; `by` is the
    /// task that the worker had until then.
    JobTaken "job_taken",
    /// It came next in its worker's own queue.
    LocalTurn "local_turn",
    /// It was the last to become ready on its worker, which such a task goes first on.
    LifoSlot "lifo_slot",
    /// It came next in the queue that all workers share.
    GlobalTurn "global_turn",
    /// A worker without a task took it from another's queue: to run it at once,
    /// or, where it is ready afterwards, for its own queue.
    Stolen "stolen",
    /// It got the GIL that `by` released.
    GilAcquired "gil_acquired",
    /// A hardware thread whose ready queue was empty took it from another's.
    Pulled "pulled",
    /// It goes on where it was: the same task on the same core, at another
    /// line or after a scheduling decision that chose it again.
    Continued "continued",

    // Waiting.
    /// Started a wait for a device or for time.
    IoStarted "io_started",
    /// Waits for a lock, semaphore or condition held by `by`.
    LockHeld "lock_held",
    /// Waits for a queue to have an item or room.
    QueueWait "queue_wait",
    /// Waits for an event to be set.
    EventWait "event_wait",
    /// Waits at a barrier for the others.
    BarrierWait "barrier_wait",
    /// Waits for `by` to end.
    JoinWait "join_wait",
    /// Waits for the thread of `by`, which it started, to begin.
    StartWait "start_wait",
    /// Waits for the GIL held by `by`.
    GilHeld "gil_held",
    /// Suspended at `await`.
    Awaiting "awaiting",

    // Overhead.
    /// The machine switches to it.
    Switching "switching",
    /// It is being started.
    Starting "starting",
    /// Its message is being copied.
    Copying "copying",
}
