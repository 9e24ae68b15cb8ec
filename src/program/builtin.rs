//! Every name that exists without being defined: verbs, functions, types,
//! exceptions. The script module checks calls against the signatures, the
//! engine gives them their meaning.

/// What a builtin is for; messages and completion group by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `cpu`, `spawn` …: the task script's own.
    Verb,
    /// `Lock`, `Queue` …: makes something to synchronise by.
    Sync,
    Function,
    Type,
    Exception,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Param {
    Required(&'static str),
    Optional(&'static str),
    KeywordOnly(&'static str),
    /// Any number of further positional arguments.
    Star,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature {
    pub params: &'static [Param],
}

macro_rules! builtins {
    ($($variant:ident $name:literal $kind:ident ($($param:expr),*);)*) => {
        /// A name that exists without being defined.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u16)]
        pub enum Builtin { $($variant),* }

        impl Builtin {
            pub const ALL: &'static [Builtin] = &[$(Builtin::$variant),*];

            pub fn name(self) -> &'static str {
                match self { $(Builtin::$variant => $name),* }
            }

            pub fn kind(self) -> Kind {
                match self { $(Builtin::$variant => Kind::$kind),* }
            }

            pub fn signature(self) -> Signature {
                #[allow(unused_imports)]
                use Param::{KeywordOnly, Optional, Required, Star};
                match self { $(Builtin::$variant => Signature { params: &[$($param),*] }),* }
            }

            /// What a name means that nobody binds. Names that begin with `_`
            /// are for the own library.
            pub fn from_name(name: &str) -> Option<Builtin> {
                let own = name.starts_with('_') || name == "CancelledError";
                Self::from_library(name).filter(|_| !own)
            }

            /// The same for the own library, where `_b_x` is the builtin `x`.
            pub fn from_library(name: &str) -> Option<Builtin> {
                let name = name.strip_prefix("_b_").unwrap_or(name);
                Self::ALL.iter().copied().find(|b| b.name() == name)
            }
        }
    };
}

builtins! {
    Cpu "cpu" Verb (Required("ms"));
    Io "io" Verb (Required("ms"));
    YieldNow "yield_now" Verb ();
    Spawn "spawn" Verb (Required("f"), Star, KeywordOnly("name"), KeywordOnly("priority"),
        KeywordOnly("at"), KeywordOnly("daemon"), KeywordOnly("tickets"), KeywordOnly("nice"),
        KeywordOnly("deadline"), KeywordOnly("core"), KeywordOnly("period"));
    Gather "gather" Verb (Star);
    Now "now" Verb ();

    Lock "Lock" Sync (KeywordOnly("inherit"));
    RLock "RLock" Sync (KeywordOnly("inherit"));
    Semaphore "Semaphore" Sync (Optional("value"));
    BoundedSemaphore "BoundedSemaphore" Sync (Optional("value"));
    Event "Event" Sync ();
    Condition "Condition" Sync (Optional("lock"));
    Barrier "Barrier" Sync (Required("parties"));
    Queue "Queue" Sync (Optional("maxsize"));
    LifoQueue "LifoQueue" Sync (Optional("maxsize"));
    PriorityQueue "PriorityQueue" Sync (Optional("maxsize"));

    Print "print" Function (Star, KeywordOnly("sep"), KeywordOnly("end"), KeywordOnly("flush"),
        KeywordOnly("file"));
    Random "random" Function ();
    RandInt "randint" Function (Required("a"), Required("b"));
    Uniform "uniform" Function (Required("a"), Required("b"));
    Choice "choice" Function (Required("seq"));
    Shuffle "shuffle" Function (Required("x"));
    Len "len" Function (Required("obj"));
    Min "min" Function (Star, KeywordOnly("key"), KeywordOnly("default"));
    Max "max" Function (Star, KeywordOnly("key"), KeywordOnly("default"));
    Sum "sum" Function (Required("iterable"), Optional("start"));
    Sorted "sorted" Function (Required("iterable"), KeywordOnly("key"), KeywordOnly("reverse"));
    Abs "abs" Function (Required("x"));
    Round "round" Function (Required("number"), Optional("ndigits"));
    Any "any" Function (Required("iterable"));
    All "all" Function (Required("iterable"));
    Divmod "divmod" Function (Required("x"), Required("y"));
    Repr "repr" Function (Required("obj"));
    IsInstance "isinstance" Function (Required("obj"), Required("class_or_tuple"));
    Id "id" Function (Required("obj"));
    Iter "iter" Function (Required("object"), Optional("sentinel"));
    Next "next" Function (Required("iterator"), Optional("default"));
    GetAttr "getattr" Function (Required("object"), Required("name"), Optional("default"));
    SetAttr "setattr" Function (Required("object"), Required("name"), Required("value"));
    HasAttr "hasattr" Function (Required("object"), Required("name"));
    DelAttr "delattr" Function (Required("object"), Required("name"));
    Callable "callable" Function (Required("object"));
    IsSubclass "issubclass" Function (Required("cls"), Required("class_or_tuple"));
    Hash "hash" Function (Required("object"));
    Ord "ord" Function (Required("c"));
    Chr "chr" Function (Required("i"));
    Bin "bin" Function (Required("number"));
    Hex "hex" Function (Required("number"));
    Oct "oct" Function (Required("number"));
    Pow "pow" Function (Required("base"), Required("exp"), Optional("mod"));
    Super "super" Function (Optional("type"), Optional("object"));
    NotImplemented "NotImplemented" Function ();
    Fields "_fields" Function (Required("cls"));
    Do "_do" Function (Required("what"), Star);

    Int "int" Type (Optional("x"), Optional("base"));
    Float "float" Type (Optional("x"));
    Str "str" Type (Optional("object"));
    Bool "bool" Type (Optional("x"));
    List "list" Type (Optional("iterable"));
    Tuple "tuple" Type (Optional("iterable"));
    Dict "dict" Type (Optional("iterable"));
    Set "set" Type (Optional("iterable"));
    Range "range" Type (Required("start"), Optional("stop"), Optional("step"));
    Enumerate "enumerate" Type (Required("iterable"), Optional("start"));
    Zip "zip" Type (Star);
    Map "map" Type (Required("func"), Required("iterable"), Star);
    Filter "filter" Type (Required("function"), Required("iterable"));
    Reversed "reversed" Type (Required("sequence"));
    Type "type" Type (Required("object"));
    Object "object" Type ();
    Property "property" Type (Optional("fget"), Optional("fset"));
    StaticMethod "staticmethod" Type (Required("function"));
    ClassMethod "classmethod" Type (Required("function"));

    BaseException "BaseException" Exception (Star);
    Exception "Exception" Exception (Star);
    ArithmeticError "ArithmeticError" Exception (Star);
    ZeroDivisionError "ZeroDivisionError" Exception (Star);
    OverflowError "OverflowError" Exception (Star);
    AssertionError "AssertionError" Exception (Star);
    AttributeError "AttributeError" Exception (Star);
    LookupError "LookupError" Exception (Star);
    IndexError "IndexError" Exception (Star);
    KeyError "KeyError" Exception (Star);
    NameError "NameError" Exception (Star);
    UnboundLocalError "UnboundLocalError" Exception (Star);
    RuntimeError "RuntimeError" Exception (Star);
    NotImplementedError "NotImplementedError" Exception (Star);
    RecursionError "RecursionError" Exception (Star);
    StopIteration "StopIteration" Exception (Star);
    StopAsyncIteration "StopAsyncIteration" Exception (Star);
    GeneratorExit "GeneratorExit" Exception (Star);
    KeyboardInterrupt "KeyboardInterrupt" Exception (Star);
    SystemExit "SystemExit" Exception (Star);
    EOFError "EOFError" Exception (Star);
    ImportError "ImportError" Exception (Star);
    OSError "OSError" Exception (Star);
    ConnectionError "ConnectionError" Exception (Star);
    ConnectionResetError "ConnectionResetError" Exception (Star);
    FileNotFoundError "FileNotFoundError" Exception (Star);
    PermissionError "PermissionError" Exception (Star);
    Warning "Warning" Exception (Star);
    CancelledError "CancelledError" Exception (Star);
    BaseExceptionGroup "BaseExceptionGroup" Exception (Star);
    ExceptionGroup "ExceptionGroup" Exception (Star);
    TimeoutError "TimeoutError" Exception (Star);
    TypeError "TypeError" Exception (Star);
    ValueError "ValueError" Exception (Star);
    MemoryError "MemoryError" Exception (Star);
}
