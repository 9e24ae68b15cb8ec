//! The number of a script that says how many tasks there are.
//!
//! Found in the text: `range(4)`, or `range(N)` with `N = 4` before, in a loop
//! or a comprehension that starts tasks. Other ways to say it are not known.

use crate::compare::number::{Number, numbers};

/// Calls that start a task, as every model and module spells them.
const STARTS: [&str; 8] = [
    "spawn(",
    "Thread(",
    "Process(",
    "create_task(",
    "ensure_future(",
    "start_soon(",
    "submit(",
    "apply_async(",
];

/// How many tasks the first loop that starts some makes; `None` without one.
pub fn task_number(script: &str) -> Option<Number> {
    let lines: Vec<&str> = script.lines().collect();
    let found = numbers(script);
    (0..lines.len()).filter(|&i| starts_tasks(&lines, i)).find_map(|i| {
        let count = argument(code(lines[i]))?;
        if count.bytes().all(|b| b.is_ascii_digit()) {
            let line = i as u32 + 1;
            return found.iter().find(|n| n.line == line && n.call == "range").cloned();
        }
        // A constant: its last setting before the loop.
        let set = |n: &&Number| {
            let line = code(lines[n.line as usize - 1]).trim();
            let mut sides = line.split('=').map(str::trim);
            let sets = sides.next() == Some(count) && sides.next() == Some(&n.value.to_string());
            sets && sides.next().is_none() && n.line as usize <= i
        };
        found.iter().rev().find(set).cloned()
    })
}

/// Whether a line loops over a `range` and starts tasks, itself or in its block.
fn starts_tasks(lines: &[&str], at: usize) -> bool {
    let line = code(lines[at]);
    let starts = |line: &str| STARTS.iter().any(|start| line.contains(start));
    if !line.contains("for ") || !line.contains("range(") {
        return false;
    }
    let deep = |line: &str| line.len() - line.trim_start().len();
    let block = lines[at + 1..].iter().map(|line| code(line));
    let mut block = block.take_while(|l| l.trim().is_empty() || deep(l) > deep(line));
    starts(line) || (line.trim_start().starts_with("for ") && block.any(starts))
}

/// The only argument of `range`.
fn argument(line: &str) -> Option<&str> {
    let rest = &line[line.find("range(")? + "range(".len()..];
    let count = rest[..rest.find(')')?].trim();
    let plain = !count.is_empty() && count.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    plain.then_some(count)
}

/// A line without its comment. A `#` in a string ends it as well: then no number is found.
fn code(line: &str) -> &str {
    line.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str) -> Option<(u32, u64)> {
        task_number(script).map(|n| (n.line, n.value))
    }

    #[test]
    fn the_loop_that_starts_tasks_says_how_many() {
        let work = "def work():\n    for i in range(300):\n        cpu(1)\n\n";
        let script = |rest: &str| [work, rest].concat();
        assert_eq!(found(&script("for i in range(4):\n    spawn(work)\n")), Some((5, 4)));
        assert_eq!(found(&script("all = [spawn(work) for _ in range(6)]\n")), Some((5, 6)));
        let named = "N = 7  # how many\nfor i in range(N):\n\n    # each\n    Thread(target=work).start()\n";
        assert_eq!(found(&script(named)), Some((5, 7)));
    }

    #[test]
    fn without_such_a_loop_there_is_none() {
        for script in [
            "",
            "for i in range(4):\n    cpu(1)\nspawn(cpu, 1)\n",
            "for i in range(2, 9):\n    spawn(cpu, 1)\n",
            "for i in range(n()):\n    spawn(cpu, 1)\n",
            "for i in range(M):\n    spawn(cpu, 1)\nM = 3\n",
            "for i in range(",
            "for é in range(ж):\n    spawn(cpu)",
        ] {
            assert_eq!(found(script), None, "{script}");
        }
    }
}
