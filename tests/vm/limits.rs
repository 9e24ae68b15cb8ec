//! Nothing is unbounded: each runaway script meets its limit, none hangs.

use crate::machine::{execute, execute_in, roomy};
use interleave::setup::Limits;

fn ends_with(source: &str, expected: &str) {
    let limits = Limits { heap: 16 << 20, ..Limits::default() };
    let outcome = execute_in(source, 1 << 20, false, limits);
    assert_eq!(outcome.error.as_deref(), Some(expected), "{source}\n{}", outcome.output);
}

#[test]
fn the_heap_is_bounded_before_it_grows() {
    for source in [
        "x = 'a' * 10**9",
        "x = [0] * 10**9",
        "x = (1, 2) * 10**9",
        "x = list(range(10**9))",
        "x = []\nwhile True:\n    x.append('a')",
        "x = 'a'\nwhile True:\n    x += x",
        "x = [1]\nwhile True:\n    x += x",
        "x = [1]\nfor y in x:\n    x.append([y])",
        "x = {}\ni = 0\nwhile True:\n    x[i] = str(i)\n    i += 1",
        "x = 'a'.ljust(10**9)",
        "x = f\"{'a' * 1000:>1000000}\" * 100",
        "x = ('a' * 1000).replace('a', 'b' * 100000)",
        "x = ','.join(['a' * 100000] * 100000)",
    ] {
        ends_with(source, "limit: heap");
    }
}

#[test]
fn garbage_is_not_held_against_a_script() {
    for source in [
        "for i in range(200000):\n    x = [i] * 10",
        "x = ''\nfor i in range(100):\n    x = 'a' * 3000000",
        "def f(n):\n    return [n] * 100\nfor i in range(20000):\n    f(i)",
        "for i in range(30):\n    s = sorted([3] * 100000, key=lambda v: [v])",
    ] {
        let limits = Limits { heap: 16 << 20, ..Limits::default() };
        let outcome = execute_in(source, 10_000, false, limits);
        assert_eq!(outcome.error, None, "{source}");
    }
}

#[test]
fn depth_is_bounded() {
    let too_deep = "RecursionError: maximum recursion depth exceeded";
    ends_with("def f(n):\n    return f(n + 1)\nf(0)", too_deep);
    ends_with("def f(n):\n    return sorted([1], key=f)\nf(0)", too_deep);
    ends_with("async def f():\n    return await f()\nawait f()", too_deep);
    let nest = "x = []\nfor i in range(100000):\n    x = [x]\n";
    assert_eq!(execute(&format!("{nest}y = repr(x)")).error, None);
    let comparison = format!("{too_deep} in comparison");
    ends_with(&format!("{nest}y = []\nfor i in range(100000):\n    y = [y]\nx == y"), &comparison);
    let hashing = format!("{too_deep} while hashing");
    ends_with("x = ()\nfor i in range(5000):\n    x = (x,)\nd = {x: 1}", &hashing);
    let wrapped = "x = [1]\nfor i in range(5000):\n    x = enumerate(x)\nfor v in x:\n    pass";
    ends_with(wrapped, too_deep);
}

#[test]
fn work_inside_one_operation_is_bounded() {
    let doubled = "x = [1]\ny = [1]\nfor i in range(60):\n    x = [x, x]\n    y = [y, y]\n";
    ends_with(&format!("{doubled}x == y"), "limit: steps");
    ends_with("x = [0]\nx = list(map(x.append, x))", "limit: steps");
    assert_eq!(execute(&format!("{doubled}z = repr(x)")).error, None);
}

#[test]
fn slices_do_not_change_a_run() {
    let source = "
def f(n):
    total = 0
    for i in range(n):
        total += sorted([i, 3, 1], key=lambda v: -v)[0]
    return total
print(f(50), [x for x in map(f, [1, 2, 3])])
";
    for source in [source, include_str!("../python/calls.py")] {
        let whole = execute(source);
        assert_eq!(whole.error, None);
        for slice in [1, 2, 3, 7, 100] {
            let cut = execute_in(source, slice, false, roomy());
            assert_eq!((cut.output, cut.steps), (whole.output.clone(), whole.steps), "{slice}");
        }
        let priced = execute_in(source, u64::MAX, true, roomy());
        assert_eq!((priced.output, priced.steps), (whole.output, whole.steps));
    }
}

#[test]
fn an_update_of_a_shared_variable_is_three_steps() {
    let source = "n = 0\nn += 1\n";
    let priced = execute_in(source, u64::MAX, true, roomy());
    // Before: the store of 0, the load, the store of the sum, the end.
    let costs = ["1 instructions", "1 instructions", "2 instructions", "2 instructions"];
    assert_eq!(priced.requests, costs);
}
