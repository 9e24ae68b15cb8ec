# Two commands are enough: `make serve` and `make test`. Both prepare what they
# need (Rust's wasm target, Trunk, wasm-bindgen, npm packages, Chromium), say
# so, and skip what is there. Needed beforehand: rustup and Node 20 or newer.

PORT ?= 8000
export PORT

.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

serve: build ## build the page and serve it at http://127.0.0.1:8000/ (PORT=8000)
	@node scripts/serve.mjs dist

test: ## everything that CI checks, with its own set-up
	@scripts/test.sh

build: ## leave the finished page in dist/, for any static host
	@scripts/build.sh

dev: ## rebuild and reload the page as files change (debug build, PORT=8000)
	@scripts/dev.sh

fmt: ## format the Rust sources
	@cargo fmt

shots: build ## screenshots of the page: every size, theme and language
	@scripts/browser.sh tests/e2e/shots.mjs

cpython: ## what the simulator predicts beside what CPython took (docs/cpython.md)
	@cargo test --quiet --test oracles cpython_on_a_real_machine -- --nocapture

bench: build speed ## speed, and script time of a keystroke and of the timeline's frames, in Chromium
	@scripts/browser.sh tests/e2e/bench.mjs
	@scripts/browser.sh benches/timeline/bench.mjs

speed: ## engine and interpreter beside SimPy, CPython and a bare wheel (docs/performance.md)
	@scripts/setup.sh page
	@node scripts/speed.mjs

fuzz: ## look for scripts and links that break things, 10 minutes each (FUZZ_SECONDS=600)
	@scripts/fuzz.sh

lighthouse: build ## Lighthouse's mobile preset, median of five (RUNS=5)
	@scripts/browser.sh tests/e2e/lighthouse.mjs

clean: ## remove what was built (tools and npm packages stay)
	cargo clean
	rm -rf dist www/dist test-results

.PHONY: help serve test build dev fmt shots cpython bench speed fuzz lighthouse clean
