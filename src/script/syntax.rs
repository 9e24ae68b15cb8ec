//! The parser's errors as diagnostics of ours.
//!
//! Its own texts never get through: an error without a kind of its own is
//! just "not valid Python".

use crate::base::{LineIndex, Span};
use crate::script::{Diagnostic, DiagnosticKind, Feature, Piece, Target, diagnostic, span};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType};

/// `changed` are lines that the guard reported already.
///
/// One error leads to others; the first of a line tells the most.
pub(super) fn diagnostics(
    errors: &[ParseError],
    source: &str,
    lines: &LineIndex,
    changed: &[Span],
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut last_line = None;
    for error in errors {
        let place = span(error.location);
        let line = lines.line(place.start);
        let known = changed.iter().any(|line| (line.start..=line.end).contains(&place.start));
        if known || last_line == Some(line) {
            continue;
        }
        let kind = kind(&error.error, source, place);
        // After a header that could not be read, its block has no place.
        let follows = match kind {
            DiagnosticKind::UnexpectedIndent => last_line == Some(line - 1),
            DiagnosticKind::Expected { what: Piece::Dedent, .. } => last_line.is_some(),
            _ => false,
        };
        if !follows {
            let replacement =
                (kind == DiagnosticKind::AssignmentInCondition).then(|| "==".to_string());
            found.push(Diagnostic { replacement, ..diagnostic(kind, place) });
            last_line = Some(line);
        }
    }
    found
}

fn kind(error: &ParseErrorType, source: &str, place: Span) -> DiagnosticKind {
    use DiagnosticKind as K;
    use ParseErrorType as E;
    match error {
        E::EmptySlice | E::EmptyDeleteTargets | E::ExpectedExpression => K::ExpectedExpression,
        E::EmptyGlobalNames | E::EmptyNonlocalNames | E::EmptyImportNames => K::ExpectedName,
        E::UnparenthesizedNamedExpression
        | E::UnparenthesizedTupleExpression
        | E::UnparenthesizedGeneratorExpression => K::NeedsParentheses,
        E::InvalidLambdaExpressionUsage => K::Misplaced { what: "lambda" },
        E::InvalidYieldExpressionUsage => K::Misplaced { what: "yield" },
        E::InvalidStarredExpressionUsage | E::IterableUnpackingInComprehension => {
            K::Misplaced { what: "*" }
        }
        E::ParamAfterVarKeywordParam | E::VarParameterWithDefault | E::ExpectedKeywordParam => {
            K::ParameterOrder
        }
        E::NonDefaultParamAfterDefaultParam => K::DefaultBeforePlain,
        E::InvalidAssignmentTarget => K::InvalidTarget { target: Target::Assign },
        E::InvalidNamedAssignmentTarget => K::InvalidTarget { target: Target::Walrus },
        E::InvalidAnnotatedAssignmentTarget => K::InvalidTarget { target: Target::Annotated },
        E::InvalidAugmentedAssignmentTarget => K::InvalidTarget { target: Target::Augmented },
        E::InvalidDeleteTarget => K::InvalidTarget { target: Target::Delete },
        E::PositionalAfterKeywordArgument
        | E::PositionalAfterKeywordUnpacking
        | E::InvalidArgumentUnpackingOrder => K::PositionalAfterKeyword,
        E::SimpleStatementsOnSameLine if after_print(source, place) => K::PrintWithoutBrackets,
        E::SimpleStatementsOnSameLine => K::StatementsOnOneLine,
        E::SimpleAndCompoundStatementOnSameLine => K::CompoundOnOneLine,
        E::ExpectedToken { expected, found } => expected_token(*expected, *found),
        E::UnexpectedIndentation => K::UnexpectedIndent,
        E::UnexpectedTokenAfterAsync(_) => K::AfterAsync,
        E::FStringError(_) => K::BadField,
        E::TStringError(_) => K::Unsupported(Feature::TemplateString),
        E::OtherError(text) => other(text),
        E::Lexical(error) => lexical(error),
        _ => K::InvalidSyntax,
    }
}

fn expected_token(expected: TokenKind, found: TokenKind) -> DiagnosticKind {
    match (expected, found) {
        (TokenKind::Colon, TokenKind::Equal) => DiagnosticKind::AssignmentInCondition,
        (TokenKind::Colon, TokenKind::Newline) => DiagnosticKind::MissingColon,
        _ => DiagnosticKind::Expected { what: piece(expected), found: piece(found) },
    }
}

fn piece(kind: TokenKind) -> Piece {
    match kind {
        TokenKind::Name => Piece::Name,
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Piece::Number,
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => Piece::Text,
        TokenKind::Newline | TokenKind::NonLogicalNewline | TokenKind::Comment => Piece::LineEnd,
        TokenKind::Indent => Piece::Indent,
        TokenKind::Dedent => Piece::Dedent,
        TokenKind::EndOfFile => Piece::End,
        kind => Piece::Sign(kind.to_string().trim_matches('`').into()),
    }
}

/// `print "hello"`: the statement of Python 2.
fn after_print(source: &str, place: Span) -> bool {
    let before = source.get(..place.start as usize).unwrap_or("").trim_end();
    before.strip_suffix("print").is_some_and(|rest| {
        !rest.ends_with(|c: char| c == '_' || c == '.' || c.is_ascii_alphanumeric())
    })
}

/// Errors that the parser tells apart only by their text.
fn other(text: &str) -> DiagnosticKind {
    use DiagnosticKind as K;
    let begins = |start: &str| text.starts_with(start);
    if begins("Expected an indented block") {
        K::ExpectedBlock
    } else if begins("Expected a simple statement") {
        K::CompoundOnOneLine
    } else if begins("Expected `except` or `finally`") {
        K::TryAlone
    } else if begins("`else` block must come") {
        K::ClauseOrder
    } else if begins("Exception missing") || begins("Expected one or more exception") {
        K::ExpectedExpression
    } else if begins("Expected an identifier")
        || begins("Expected name after")
        || begins("Expected symbol after")
    {
        K::ExpectedName
    } else if text.ends_with("cannot be used here") || text.contains("must be parenthesized") {
        K::NeedsParentheses
    } else {
        K::InvalidSyntax
    }
}

fn lexical(error: &LexicalErrorType) -> DiagnosticKind {
    use DiagnosticKind as K;
    use LexicalErrorType as E;
    match error {
        E::UnclosedStringError => K::UnterminatedString { triple: false },
        E::UnicodeError | E::MissingUnicodeLbrace | E::MissingUnicodeRbrace => K::BadEscape,
        E::IndentationError => K::UnevenDedent,
        E::UnrecognizedToken { tok } => K::StrayCharacter { found: *tok, instead: None },
        E::LineContinuationError => K::StrayCharacter { found: '\\', instead: None },
        E::FStringError(_) => K::BadField,
        E::TStringError(_) => K::Unsupported(Feature::TemplateString),
        E::InvalidByteLiteral => K::Unsupported(Feature::Bytes),
        E::OtherError(_) => K::BadNumber,
        _ => K::InvalidSyntax,
    }
}
