//! What small scripts compile to, as a listing.

use interleave::program::{Const, Op};
use interleave::script::compile;
use interleave::setup::Model;

/// The operations of the function `name`.
fn ops(source: &str, name: &str) -> Vec<Op> {
    let program = compile(source, Model::Threads).program.expect("compiles");
    let code = program.codes.into_iter().find(|code| &*code.name == name).expect("is there");
    code.ops
}

#[test]
fn counting_is_a_load_an_addition_and_a_store() {
    let ops = ops("n = 0\ndef f():\n    global n\n    n += 1\n", "f");
    assert!(matches!(ops[..3], [Op::GlobalGet { .. }, Op::AddInt { .. }, Op::GlobalSet { .. }]));
}

#[test]
fn a_loop_over_a_range_tests_in_one_operation() {
    let ops = ops("def f(n):\n    i = 0\n    while i < n:\n        i += 1\n    return i\n", "f");
    assert_eq!(ops.len(), 7, "{ops:?}");
    assert!(matches!(ops[1], Op::JumpUnless { .. }));
}

#[test]
fn exact_arithmetic_is_done_before_running() {
    let program = compile("x = 60 * 1000 * 100000\n", Model::Threads).program.expect("compiles");
    assert_eq!(program.consts, [Const::Int(6_000_000_000)]);
}

#[test]
fn an_awaited_call_says_so() {
    let ops = ops("async def f():\n    await io(5)\n    io(6)\n", "f");
    let calls: Vec<bool> = ops
        .iter()
        .filter_map(|op| if let Op::Call { awaited, .. } = op { Some(*awaited) } else { None })
        .collect();
    assert_eq!(calls, [true, false]);
}

#[test]
fn a_loop_closes_what_it_made_itself() {
    let closes = |head: &str| {
        let source =
            format!("def g():\n    yield 1\ndef f(xs):\n    for x in {head}:\n        break\n");
        ops(&source, "f").iter().filter(|op| matches!(op, Op::CloseIter { .. })).count()
    };
    // Where it is left by `break`, and by an exception.
    assert_eq!(["g()", "xs.rows()", "(x for x in xs)"].map(closes), [2, 2, 2]);
    assert_eq!(["range(9)", "xs", "enumerate(xs)", "[1, 2]"].map(closes), [0, 0, 0, 0]);
}
