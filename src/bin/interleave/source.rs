//! Reading scripts, and saying what is wrong with them.

use interleave::base::LineIndex;
use interleave::scenario::read_pragmas;
use interleave::script::{Compiled, MAX_SOURCE, Severity};
use interleave::words::command::{CommandProblem, found, pragma_problem};
use interleave::words::{Lang, diagnostic};
use std::io::{self, Read, Write};

/// `-` is standard input. Never reads more than a script may have.
pub fn read(file: &str) -> Result<String, CommandProblem> {
    let cannot =
        |e: io::Error| CommandProblem::CannotRead { file: file.into(), reason: e.to_string() };
    let mut bytes = Vec::new();
    let most = MAX_SOURCE as u64 + 1;
    match file {
        "-" => io::stdin().take(most).read_to_end(&mut bytes),
        _ => std::fs::File::open(file).and_then(|f| f.take(most).read_to_end(&mut bytes)),
    }
    .map_err(cannot)?;
    if bytes.len() > MAX_SOURCE {
        return Err(CommandProblem::TooLarge { file: file.into(), most: MAX_SOURCE });
    }
    String::from_utf8(bytes)
        .map_err(|e| CommandProblem::CannotRead { file: file.into(), reason: e.to_string() })
}

/// Prints `file:line:column: kind: message` for everything that is wrong;
/// answers whether any of it is an error.
pub fn report(file: &str, script: &str, compiled: &Compiled, lang: Lang) -> bool {
    let lines = LineIndex::new(script);
    let at = |offset: u32| {
        let (line, column) = lines.line_column(script, offset);
        format!("{file}:{line}:{column}: ")
    };
    let mut text = String::new();
    let (mut errors, mut warnings) = (0, 0);
    for problem in read_pragmas(script).problems {
        warnings += 1;
        text += &format!("{}pragma: {}\n", at(problem.span.start), pragma_problem(&problem, lang));
    }
    for d in &compiled.diagnostics {
        match d.kind.severity() {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
        let words = diagnostic(&d.kind, lang);
        let space = if words.hint.is_empty() { "" } else { " " };
        let (kind, message, hint) = (d.kind.word(), words.message, words.hint);
        text += &format!("{}{kind}: {message}{space}{hint}\n", at(d.span.start));
    }
    if errors + warnings > 1 {
        text += &format!("{}\n", found(errors, warnings, lang));
    }
    // Nowhere is left to say that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
    errors > 0 || compiled.program.is_none()
}
