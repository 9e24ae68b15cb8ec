//! Names of methods that builtin values have, resolved once a program so
//! that a call compares numbers, not text.

macro_rules! methods {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A method name, whatever type it belongs to.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Method { $($variant),* }

        impl Method {
            pub const ALL: &'static [Method] = &[$(Method::$variant),*];

            pub fn name(self) -> &'static str {
                match self { $(Method::$variant => $name),* }
            }
        }
    };
}

methods! {
    // str
    Capitalize "capitalize", Casefold "casefold", Center "center", Endswith "endswith",
    Expandtabs "expandtabs", Find "find", Format "format", IsAlnum "isalnum", IsAlpha "isalpha",
    IsAscii "isascii", IsDecimal "isdecimal", IsDigit "isdigit", IsIdentifier "isidentifier",
    IsLower "islower", IsNumeric "isnumeric", IsPrintable "isprintable", IsSpace "isspace",
    IsTitle "istitle", IsUpper "isupper", Ljust "ljust", Lower "lower", Lstrip "lstrip",
    Partition "partition", RemovePrefix "removeprefix", RemoveSuffix "removesuffix",
    Replace "replace", Rfind "rfind", Rindex "rindex", Rjust "rjust", Rpartition "rpartition",
    Rsplit "rsplit", Rstrip "rstrip", Split "split", Splitlines "splitlines",
    Startswith "startswith", Strip "strip", Swapcase "swapcase", Title "title", Upper "upper",
    Zfill "zfill",
    // list, tuple, range
    Append "append", Clear "clear", Copy "copy", Count "count", Extend "extend", Index "index",
    Insert "insert", Pop "pop", Remove "remove", Reverse "reverse", Sort "sort",
    // dict
    Fromkeys "fromkeys", Get "get", Items "items", Keys "keys", Popitem "popitem",
    Setdefault "setdefault", Update "update", Values "values",
    // set
    Add "add", Difference "difference", DifferenceUpdate "difference_update",
    Discard "discard", Intersection "intersection",
    IntersectionUpdate "intersection_update", IsDisjoint "isdisjoint", IsSubset "issubset",
    IsSuperset "issuperset", SymmetricDifference "symmetric_difference",
    SymmetricDifferenceUpdate "symmetric_difference_update", Union "union",
    // numbers
    BitLength "bit_length", BitCount "bit_count", IsInteger "is_integer",
    // synchronisation objects and tasks
    Acquire "acquire", Release "release", Locked "locked", Set "set", IsSet "is_set",
    Wait "wait", WaitFor "wait_for", Notify "notify", NotifyAll "notify_all", Put "put", Qsize "qsize",
    Empty "empty", Full "full", TaskDone "task_done", Join "join", PutNowait "put_nowait",
    GetNowait "get_nowait", Result "result", Done "done", Cancel "cancel", IsAlive "is_alive",
    Name "name",
    // exceptions
    Args "args", WithTraceback "with_traceback", AddNote "add_note", Cause "__cause__", Context "__context__",
    DunderName "__name__", DunderClass "__class__",
    // what every object has
    DunderInit "__init__", DunderNew "__new__", DunderStr "__str__", DunderRepr "__repr__",
    DunderMro "__mro__", DunderBases "__bases__", DunderQualname "__qualname__",
    DunderModule "__module__", DunderDict "__dict__", DunderSelf "__self__", DunderDoc "__doc__",
    DunderSetattr "__setattr__",
    Setter "setter", Deleter "deleter", DunderAwait "__await__",
    // generators
    Send "send", Throw "throw", Close "close", DunderNext "__next__", DunderIter "__iter__",
    Asend "asend", Athrow "athrow", Aclose "aclose", DunderAnext "__anext__",
    DunderAiter "__aiter__",
    // exception groups, which also split
    Subgroup "subgroup", Derive "derive",
    // slices and ranges
    Start "start", Stop "stop", Step "step",
}

impl Method {
    pub fn from_name(name: &str) -> Option<Method> {
        Self::ALL.iter().copied().find(|m| m.name() == name)
    }
}
