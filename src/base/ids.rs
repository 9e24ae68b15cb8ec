//! Ids are positions in the trace's tables. They are given in order of
//! creation, so the same run always gives the same ids.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// "Nobody": what a column holds where the id is absent.
            pub const NONE: Self = Self(u32::MAX);

            pub fn index(self) -> usize {
                self.0 as usize
            }

            pub fn is_none(self) -> bool {
                self == Self::NONE
            }

            /// `None` where the column holds [`Self::NONE`].
            pub fn some(self) -> Option<Self> {
                (!self.is_none()).then_some(self)
            }
        }
    };
}

id!(
    /// A task: what `spawn` makes. 0 is the main task.
    TaskId
);
id!(
    /// A process: memory of its own. 0 is the main process.
    ProcessId
);
id!(
    /// An OS thread: what the OS scheduler puts on a core. 0 is the main thread.
    ThreadId
);
id!(
    /// Something that can be held or waited for: a GIL, a lock, a queue.
    ResourceId
);
