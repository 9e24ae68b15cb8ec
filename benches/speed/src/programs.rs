//! Scripts of one task that only compute, for the interpreter; `interp.py` runs
//! the same texts on CPython.

/// The script, and how many iterations or calls it makes.
pub fn of(name: &str, rounds: u32) -> Option<(String, u64)> {
    let (text, units) = match name {
        "calls" => (include_str!("../programs/calls.py"), u64::from(rounds)),
        "loop" => (include_str!("../programs/loop.py"), u64::from(rounds)),
        "fib" => (include_str!("../programs/fib.py"), fib_calls(rounds)),
        // Two lines change a variable each round, and the loop's line another.
        "steps" => (include_str!("../programs/steps.py"), 3 * u64::from(rounds)),
        _ => return None,
    };
    Some((text.replace("ROUNDS", &rounds.to_string()), units))
}

fn fib_calls(n: u32) -> u64 {
    if n < 2 { 1 } else { 1 + fib_calls(n - 1) + fib_calls(n - 2) }
}
