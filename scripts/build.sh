#!/usr/bin/env bash
# Builds the page into dist/ and prints what a first visit downloads.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh page
# shellcheck source=scripts/env.sh
. scripts/env.sh

echo "Building the page (first time 2 to 6 minutes, then about one)"
# Panic messages name source files: the same on every machine, and short.
registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$registry=crates --remap-path-prefix=$PWD=."
# The standard library is built with the page where its source is to be had:
# for size, without the texts of panics, which a page has nobody to tell. A
# sixteenth of the program. Nothing may depend on `Debug` (tests/architecture.rs). Stable Rust does this only when asked like so.
if [ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  RUSTFLAGS+=" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
else
  echo "without the source of Rust's standard library (rustup component add rust-src) the page is heavier"
fi
trunk --log warn build --release --locked
node scripts/licences.mjs
node scripts/weight.mjs dist
