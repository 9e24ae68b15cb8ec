#!/usr/bin/env bash
# Everything that CI checks, in the order that fails soonest. Prepares what it
# needs first. Each stage says its name and, at the end, how long it took.
set -euo pipefail
cd "$(dirname "$0")/.."

started=$SECONDS
stage() {
  local name=$1 from=$SECONDS
  shift
  printf '\n\033[1m== %s\033[0m\n' "$name"
  if "$@"; then
    echo "-- $name: $((SECONDS - from)) s"
  else
    printf '\n\033[1mFAILED: %s\033[0m (after %s s)\n' "$name" "$((SECONDS - started))"
    exit 1
  fi
}

native_lint() { cargo clippy --locked --quiet --all-targets -- -D warnings; }
page_lint() {
  # Of the targets only those that the browser gets. The traces are compared
  # later; here their file only has to exist.
  NATIVE_TRACES=/dev/null cargo clippy --locked --quiet --target wasm32-unknown-unknown \
    --no-default-features --features tools --lib --bin interleave-page --bin interleave-tools --bin interleave-timeline-bench --test web -- -D warnings
}

stage "set-up" scripts/setup.sh page browser
# shellcheck source=scripts/env.sh
. scripts/env.sh
CHROME_PATH=$(find_chromium)
export CHROME_PATH

stage "format" cargo fmt --all --check
stage "clippy" native_lint
stage "native tests" cargo test --locked
stage "clippy, page" page_lint
stage "tests in the browser" node scripts/wasm-test.mjs
stage "tests of the packer" node --test --test-reporter=spec tests/packed/*.test.mjs
stage "page build and weight" scripts/build.sh
stage "end-to-end tests" node --test --test-reporter=spec tests/e2e/*.test.mjs

printf '\n\033[1mEverything passed\033[0m in %s s\n' "$((SECONDS - started))"
