//! Any text as a link: it opens as something, says what is wrong with it in
//! every language, and what it opens goes into a link and out again.

#![no_main]

use interleave::share::{Problem, decode, encode};
use interleave::words::{Lang, link_problem};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let link = String::from_utf8_lossy(data);
    let opened = decode(&link, |_| None);
    for problem in &opened.problems {
        for &lang in Lang::ALL {
            assert!(!link_problem(problem, lang).is_empty());
        }
    }
    let again = decode(&encode(&opened.scenario), |_| None);
    // A link of a newer version stays one, and says so again.
    let newer = |p: &Problem| matches!(p, Problem::NewerSemantics(_));
    assert!(again.problems.iter().all(newer), "{:?}", again.problems);
    assert_eq!(again.scenario, opened.scenario);
});
