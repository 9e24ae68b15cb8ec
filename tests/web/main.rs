//! What must be the same in a browser as outside one.
//!
//! The native half writes the corpus with what it told of each run; the
//! browser half is compiled with that text and tells again. `scripts/wasm-test.mjs`
//! does one after the other, in a real Chromium.

mod corpus;
#[cfg(not(target_arch = "wasm32"))]
mod scripts;

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_corpus_runs_the_same_twice_and_is_written_for_the_browser() {
    let scripts = scripts::all();
    assert!(scripts.len() > 200, "only {} runs", scripts.len());
    let text = corpus::written(&scripts);
    assert_eq!(text, corpus::written(&scripts));
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/native-traces.txt");
    std::fs::write(file, text).expect("the target folder can be written");
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use crate::corpus;
    use interleave::setup::Model;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const NATIVE: &str = include_str!(env!(
        "NATIVE_TRACES",
        "the native half runs first: use `make test` or `node scripts/wasm-test.mjs`"
    ));

    #[wasm_bindgen_test]
    fn every_trace_is_the_one_of_the_native_build() {
        let runs = corpus::read(NATIVE);
        assert!(runs.len() > 200, "only {} runs", runs.len());
        for (script, native) in runs {
            assert_eq!(corpus::told(script), native, "{script}");
        }
    }

    /// The largest text of the worst shapes: an overflow of the stack would
    /// end the page, and no test outside the browser can notice.
    #[wasm_bindgen_test]
    fn no_shape_of_text_overflows_the_stack_of_the_page() {
        for script in corpus::deep_texts() {
            interleave::script::include_library();
            let compiled = interleave::script::compile(&script, Model::Asyncio);
            assert!(compiled.program.is_some() || !compiled.diagnostics.is_empty());
        }
    }
}
