//! What is wrong with a script: kind, place, typed details. The sentence and
//! the hint are made in `words`, in both languages.

use crate::base::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The script cannot run.
    Error,
    /// It runs, but probably not as meant.
    Warning,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    pub kind: DiagnosticKind,
    pub span: Span,
    /// What to write instead of the text at `span`, where one replacement is right.
    pub replacement: Option<String>,
}

/// What nests too deep or goes on for too long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    Brackets,
    Blocks,
    /// Operators and calls in one expression.
    Operators,
}

/// A piece of text as the grammar sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// A sign or keyword, as written.
    Sign(String),
    Name,
    Number,
    Text,
    LineEnd,
    Indent,
    Dedent,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Assign,
    /// `+=` and its like.
    Augmented,
    Annotated,
    Walrus,
    Delete,
}

/// What a module is for that no simulation has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    Network,
    Files,
    System,
    Arrays,
}

/// Python that is understood but cannot be run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    Metaclass,
    Complex,
    Bytes,
    TypeAlias,
    TypeParameters,
    TemplateString,
    NamedCharacter,
    MatrixProduct,
    Ellipsis,
    Files,
    Input,
    Eval,
}

#[derive(Clone, PartialEq, Debug)]
pub enum DiagnosticKind {
    // The text as a whole.
    SourceTooLong {
        limit: usize,
    },
    TooDeep {
        what: Depth,
        limit: usize,
    },
    /// More registers, constants or operations than a program can have.
    TooComplex,

    // Characters.
    /// A character that Python does not use; what was probably meant.
    StrayCharacter {
        found: char,
        instead: Option<&'static str>,
    },
    UnterminatedString {
        triple: bool,
    },
    /// The quotes end, a `{` field does not.
    UnterminatedField,
    BadEscape,
    BadNumber,
    UnclosedBracket {
        open: char,
    },
    /// What it should close, if anything is open.
    UnmatchedBracket {
        close: char,
        open: Option<char>,
    },

    // Grammar.
    Expected {
        what: Piece,
        found: Piece,
    },
    ExpectedExpression,
    ExpectedName,
    ExpectedBlock,
    UnexpectedIndent,
    UnevenDedent,
    /// `if x` at the end of a line.
    MissingColon,
    /// `=` in a condition.
    AssignmentInCondition,
    /// `print "hello"`.
    PrintWithoutBrackets,
    StatementsOnOneLine,
    CompoundOnOneLine,
    NeedsParentheses,
    Misplaced {
        what: &'static str,
    },
    InvalidTarget {
        target: Target,
    },
    SeveralStars,
    PositionalAfterKeyword,
    DefaultBeforePlain,
    ParameterOrder,
    AfterAsync,
    TryAlone,
    ClauseOrder,
    BadField,
    /// Not Python, in a way that has no words of its own.
    InvalidSyntax,

    // Names.
    /// A name nobody defined; the nearest known one.
    UnknownName {
        name: String,
        nearest: Option<String>,
    },
    /// A name of Python's that is not here; what serves instead.
    UnavailableName {
        name: String,
        instead: Option<&'static str>,
    },
    ShadowsBuiltin {
        name: String,
    },
    RepeatedParameter {
        name: String,
    },
    NonlocalOutside,
    NonlocalUnknown {
        name: String,
    },
    DeclaredAfterUse {
        name: String,
        keyword: &'static str,
    },
    /// A parameter cannot be `global` or `nonlocal`.
    ParameterDeclared {
        name: String,
        keyword: &'static str,
    },

    // Calls.
    TooManyArguments {
        function: String,
        most: usize,
        given: usize,
    },
    MissingArguments {
        function: String,
        names: Vec<String>,
    },
    UnknownKeyword {
        function: String,
        keyword: String,
        nearest: Option<String>,
    },
    RepeatedArgument {
        function: String,
        name: String,
    },
    NegativeDuration {
        function: String,
        seconds: bool,
    },
    DurationNotNumber {
        function: String,
    },
    NotACore,
    CallWithoutBrackets {
        name: String,
    },

    // Tasks.
    OutsideAsync {
        what: &'static str,
    },
    NeverAwaited {
        function: String,
    },
    BlockingCall {
        function: String,
    },
    SpawnOfCall {
        function: String,
    },
    JoinsItself {
        task: String,
    },
    /// `target=f()` instead of `target=f`.
    TargetOfCall {
        function: String,
    },
    /// `args=(x)`, which is no tuple.
    ArgsNotTuple,
    /// `with Lock():` makes a lock that nobody else has.
    FreshLock {
        class: String,
    },
    /// A `lambda` that will read a loop's variable later.
    LateBinding {
        name: String,
    },
    /// `await` of a call that gives nothing to wait for.
    NotAwaitable {
        function: String,
    },
    /// Processes started outside `if __name__ == "__main__"`.
    NoMainGuard,

    // Places.
    ReturnOutside,
    OutsideLoop {
        keyword: &'static str,
    },
    BareExceptNotLast,
    /// A `case` or an alternative that is not the last.
    CaseNotLast,
    /// A name, a key or an attribute that one pattern has twice, or
    /// alternatives that give different names.
    PatternNames,
    /// `return` and the like out of `except*`.
    LeavesGroup {
        keyword: &'static str,
    },

    // Numbers and features.
    IntegerTooLarge,
    Import {
        module: String,
        nearest: Option<String>,
        needs: Option<Needs>,
    },
    /// A class below one of Python's own types.
    BuiltinBase {
        name: String,
    },
    NotInModule {
        module: String,
        name: String,
        nearest: Option<String>,
    },
    Unsupported(Feature),
}

impl DiagnosticKind {
    /// A stable word for the kind, as printed by `interleave check`.
    pub fn word(&self) -> &'static str {
        use DiagnosticKind::*;
        match self {
            SourceTooLong { .. } => "source-too-long",
            TooDeep { what: Depth::Brackets, .. } => "brackets-too-deep",
            TooDeep { what: Depth::Blocks, .. } => "blocks-too-deep",
            TooDeep { what: Depth::Operators, .. } => "expression-too-long",
            TooComplex => "too-complex",
            StrayCharacter { .. } => "stray-character",
            UnterminatedString { .. } => "unterminated-string",
            UnterminatedField => "unterminated-field",
            BadEscape => "bad-escape",
            BadNumber => "bad-number",
            UnclosedBracket { .. } => "unclosed-bracket",
            UnmatchedBracket { .. } => "unmatched-bracket",
            Expected { .. } => "expected",
            ExpectedExpression => "expected-expression",
            ExpectedName => "expected-name",
            ExpectedBlock => "expected-block",
            UnexpectedIndent => "unexpected-indent",
            UnevenDedent => "uneven-dedent",
            MissingColon => "missing-colon",
            AssignmentInCondition => "assignment-in-condition",
            PrintWithoutBrackets => "print-without-brackets",
            StatementsOnOneLine => "statements-on-one-line",
            CompoundOnOneLine => "compound-on-one-line",
            NeedsParentheses => "needs-parentheses",
            Misplaced { .. } => "misplaced",
            InvalidTarget { .. } => "invalid-target",
            SeveralStars => "several-stars",
            PositionalAfterKeyword => "positional-after-keyword",
            DefaultBeforePlain => "default-before-plain",
            ParameterOrder => "parameter-order",
            AfterAsync => "after-async",
            TryAlone => "try-alone",
            ClauseOrder => "clause-order",
            BadField => "bad-field",
            InvalidSyntax => "invalid-syntax",
            UnknownName { .. } => "unknown-name",
            UnavailableName { .. } => "unavailable-name",
            ShadowsBuiltin { .. } => "shadows-builtin",
            RepeatedParameter { .. } => "repeated-parameter",
            NonlocalOutside => "nonlocal-outside",
            NonlocalUnknown { .. } => "nonlocal-unknown",
            DeclaredAfterUse { .. } => "declared-after-use",
            ParameterDeclared { .. } => "parameter-declared",
            TooManyArguments { .. } => "too-many-arguments",
            MissingArguments { .. } => "missing-arguments",
            UnknownKeyword { .. } => "unknown-keyword",
            RepeatedArgument { .. } => "repeated-argument",
            NegativeDuration { .. } => "negative-duration",
            DurationNotNumber { .. } => "duration-not-number",
            NotACore => "not-a-core",
            CallWithoutBrackets { .. } => "call-without-brackets",
            OutsideAsync { .. } => "outside-async",
            NeverAwaited { .. } => "never-awaited",
            BlockingCall { .. } => "blocking-call",
            SpawnOfCall { .. } => "spawn-of-call",
            JoinsItself { .. } => "joins-itself",
            TargetOfCall { .. } => "target-of-call",
            ArgsNotTuple => "args-not-tuple",
            FreshLock { .. } => "fresh-lock",
            LateBinding { .. } => "late-binding",
            NotAwaitable { .. } => "not-awaitable",
            NoMainGuard => "no-main-guard",
            ReturnOutside => "return-outside",
            OutsideLoop { .. } => "outside-loop",
            BareExceptNotLast => "bare-except-not-last",
            CaseNotLast => "case-not-last",
            PatternNames => "pattern-names",
            LeavesGroup { .. } => "leaves-except-group",
            IntegerTooLarge => "integer-too-large",
            Import { needs: Some(Needs::Network), .. } => "import-network",
            Import { needs: Some(Needs::Files), .. } => "import-files",
            Import { needs: Some(Needs::System), .. } => "import-system",
            Import { needs: Some(Needs::Arrays), .. } => "import-arrays",
            Import { .. } => "import",
            BuiltinBase { .. } => "builtin-base",
            NotInModule { .. } => "not-in-module",
            Unsupported(feature) => feature.word(),
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            DiagnosticKind::ShadowsBuiltin { .. }
            | DiagnosticKind::NeverAwaited { .. }
            | DiagnosticKind::BlockingCall { .. }
            | DiagnosticKind::CallWithoutBrackets { .. }
            | DiagnosticKind::JoinsItself { .. }
            | DiagnosticKind::TargetOfCall { .. }
            | DiagnosticKind::ArgsNotTuple
            | DiagnosticKind::FreshLock { .. }
            | DiagnosticKind::LateBinding { .. }
            | DiagnosticKind::NotAwaitable { .. }
            | DiagnosticKind::NoMainGuard => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Feature {
    fn word(self) -> &'static str {
        match self {
            Feature::Metaclass => "unsupported-metaclass",
            Feature::Complex => "unsupported-complex",
            Feature::Bytes => "unsupported-bytes",
            Feature::TypeAlias => "unsupported-type-alias",
            Feature::TypeParameters => "unsupported-type-parameters",
            Feature::TemplateString => "unsupported-template-string",
            Feature::NamedCharacter => "unsupported-named-character",
            Feature::MatrixProduct => "unsupported-matrix-product",
            Feature::Ellipsis => "unsupported-ellipsis",
            Feature::Files => "unsupported-files",
            Feature::Input => "unsupported-input",
            Feature::Eval => "unsupported-eval",
        }
    }
}
