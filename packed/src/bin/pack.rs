//! Packs a program: `interleave-pack FILE PACKED`. For scripts/pack.mjs.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut names = std::env::args().skip(1);
    let (Some(from), Some(to), None) = (names.next(), names.next(), names.next()) else {
        eprintln!("interleave-pack FILE PACKED");
        return ExitCode::from(2);
    };
    let result = std::fs::read(&from)
        .map_err(|error| error.to_string())
        .and_then(|wasm| interleave_packed::stripped(&wasm))
        .and_then(|wasm| interleave_packed::pack(&wasm))
        .and_then(|packed| std::fs::write(&to, packed).map_err(|error| error.to_string()));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("interleave-pack: {from}: {problem}");
            ExitCode::FAILURE
        }
    }
}
